//! What is in view of a large file, read by ranges of its bytes beside the page.

use super::reading::strips;
use crate::geo::{Bounds, LonLat, Size, View, Viewport, WorldRect};
use crate::index::Catalog;
use crate::model::{Part, Seen};
use crate::read::events::flat::Flat;
use wasm_bindgen::prelude::*;

/// At most so many events of a view are read. With 250 bytes each that is 5 MB, some seconds of a
/// telephone's line; and more markers than these have room on no screen.
const MOST: u32 = 20_000;

/// So much more than the view is read on each side, in widths and heights of the view: a small pan
/// asks for nothing.
const MARGIN: f64 = 0.25;

/// What is beyond the screen by less than this may reach into it with its marker, CSS pixels.
const EDGE: f64 = 40.0;

/// What was read is so much wider than the view, or less: a list of far more would not be one of
/// what is seen.
const WIDEST: f64 = 2.5;

/// Reads what is in view of a file in `FlatGeobuf`. It asks for ranges of bytes and is given them.
#[wasm_bindgen]
pub struct RangesReader {
    flat: Flat,
    /// A file of at most so many events is read as a whole.
    whole: u32,
    /// What is on the screen.
    view: Option<WorldRect>,
    /// What is being read, or was: the view with a margin, or without.
    looked: Option<WorldRect>,
}

#[wasm_bindgen]
impl RangesReader {
    /// A reader that reads a file of at most so many events as a whole: of a file that is at hand
    /// that may be many.
    #[wasm_bindgen(constructor)]
    pub fn new(whole: u32) -> Self {
        Self {
            flat: Flat::of_at_most(MOST.into()),
            whole: whole.max(MOST),
            view: None,
            looked: None,
        }
    }

    /// The ranges to be fetched next, first and last byte of each; they may be fetched at once and
    /// may lie beyond the file's end. None when all that was asked for is there.
    pub fn wants(&mut self) -> Vec<f64> {
        let mut wanted = self.flat.wants();
        if wanted.is_empty() && self.flat.crowd().is_some() && self.looked != self.view {
            // With its margin the view has too many events; alone it may have fewer.
            self.looked = self.view;
            if let Some(view) = &self.view {
                self.flat.look(degrees(view));
                wanted = self.flat.wants();
            }
        }
        let ends = wanted.iter();
        ends.flat_map(|range| [range.start as f64, range.end as f64 - 1.0])
            .collect()
    }

    /// Takes bytes that were wanted, from a place in the file; fewer where the file ends.
    ///
    /// # Errors
    /// When the file cannot be read; the exception says why.
    pub fn give(&mut self, start: f64, bytes: &[u8]) -> Result<(), JsError> {
        let given = self.flat.give(start as u64, bytes);
        given.map_err(|error| JsError::new(&error.to_string()))
    }

    /// Whether the file has so few events that it is to be read as a whole, once its header was
    /// read: then all of it is wanted.
    #[wasm_bindgen(js_name = isWhole)]
    pub fn is_whole(&mut self) -> bool {
        let features = self.flat.features();
        let is_small = features.is_some_and(|count| count <= self.whole.into());
        let is_whole = is_small || self.flat.extent().is_none();
        if is_whole {
            self.flat.look_everywhere();
        }
        is_whole
    }

    /// Asks for the events of a view: its centre in degrees, its zoom, and the size of the map in
    /// CSS pixels; a map without a size shows everything. Says whether that is another part of the
    /// file than was asked for before.
    pub fn look(&mut self, lon: f64, lat: f64, zoom: f64, width: f64, height: f64) -> bool {
        let center = LonLat::new(lon, lat);
        let has_view = width >= 1.0 && height >= 1.0 && center.is_valid() && zoom.is_finite();
        if !has_view {
            let Some(extent) = self.flat.extent() else {
                return false;
            };
            (self.view, self.looked) = (None, None);
            self.flat.look(extent);
            return true;
        }
        let viewport = Viewport::new(View { center, zoom }, Size { width, height });
        let view = viewport.bounds(EDGE);
        if self.flat.crowd().is_none()
            && self.flat.wants().is_empty()
            && self.looked.is_some_and(|looked| is_near(&view, &looked))
        {
            return false;
        }
        let (x, y) = (
            (view.max.x - view.min.x) * MARGIN,
            (view.max.y - view.min.y) * MARGIN,
        );
        let mut wide = view;
        wide.min.x -= x;
        wide.min.y -= y;
        wide.max.x += x;
        wide.max.y += y;
        (self.view, self.looked) = (Some(view), Some(wide));
        self.flat.look(degrees(&wide));
        true
    }

    /// How many events there are.
    #[must_use]
    pub fn events(&self) -> f64 {
        self.flat.events().corpus.len() as f64
    }

    /// How many bytes are missing, as far as is known.
    #[must_use]
    pub fn missing(&self) -> f64 {
        self.flat.missing() as f64
    }

    /// The events of the view, or of the whole file, as a list of typed arrays. Before a view was
    /// asked for there is none, but where all of them are is told.
    ///
    /// # Errors
    /// When they cannot be indexed; the exception says why.
    pub fn snapshot(&self, is_whole: bool) -> Result<js_sys::Array, JsError> {
        let mut corpus = self.flat.events().corpus.clone();
        corpus.part = self.part().filter(|_| !is_whole);
        strips(Catalog::new(corpus))
    }

    /// What is wrong with single features of the view.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let problems = self.flat.events().problems.iter();
        problems.map(ToString::to_string).collect()
    }
}

impl RangesReader {
    fn part(&self) -> Option<Part> {
        let crowd = self.flat.crowd();
        let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let is_asked = self.flat.is_asked();
        Some(Part {
            events: count(self.flat.features()?),
            extent: self.flat.extent()?,
            seen: match crowd {
                Some(crowd) if crowd.is_exact => Seen::Crowd(count(crowd.least)),
                Some(crowd) => Seen::CrowdOver(count(crowd.least)),
                None if is_asked => Seen::View,
                None => Seen::Nothing,
            },
        })
    }
}

/// Whether what was read has all of a view and not far more.
fn is_near(view: &WorldRect, looked: &WorldRect) -> bool {
    let is_inside = looked.min.x <= view.min.x
        && looked.min.y <= view.min.y
        && looked.max.x >= view.max.x
        && looked.max.y >= view.max.y;
    is_inside && looked.max.x - looked.min.x <= (view.max.x - view.min.x) * WIDEST
}

/// A part of the map in degrees. What is beyond the map's upper and lower edge is at that edge.
fn degrees(rect: &WorldRect) -> Bounds {
    let (first, last) = (LonLat::from(rect.min), LonLat::from(rect.max));
    Bounds {
        west: first.lon,
        south: if rect.max.y >= 1.0 { -90.0 } else { last.lat },
        east: last.lon,
        north: if rect.min.y <= 0.0 { 90.0 } else { first.lat },
    }
}
