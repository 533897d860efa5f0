//! A coarse picture of more than the ground's, seen around that where the map moves away fast.

use super::ground::{covers, times};
use super::inner::Inner;
use super::motion::place;
use super::sheet::Sheet;
use crate::geo::{Px, View, Viewport};
use crate::model::basemap::Basemap;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};

/// The picture: lines and areas without names, four times as wide and high as the map.
#[derive(Default)]
pub struct Backdrop {
    sheet: Option<Sheet>,
    /// What it shows, once it is painted, and the number of the basemap.
    of: Option<(Viewport, u32)>,
    is_seen: bool,
    place: String,
    /// Whether its colours are those of the map.
    is_tinted: bool,
}

/// By how many zooms it is coarser than the map.
const COARSER: f64 = 2.0;

/// How many times larger than it is painted it may be at rest: a zoom around that.
const SCALES: std::ops::RangeInclusive<f64> = 1.9..=8.5;

/// What it shows on each side of a map at rest, in parts of the map's side, before it is painted
/// anew: half of it are seen one zoom farther away.
const AROUND: f64 = 0.6;

impl Backdrop {
    /// Whether there is nothing behind a part of the map.
    pub fn covers(&self, on: &Viewport, generation: u32) -> bool {
        self.of.as_ref().is_some_and(|(viewport, number)| {
            let (at, scale) = viewport.on(on);
            let size = times(viewport.size, scale);
            *number == generation && covers(at, size, on.size)
        })
    }

    /// Whether it will do for the next movement.
    pub fn is_ready(&self, on: &Viewport, generation: u32) -> bool {
        let around = Px::new(on.size.width * AROUND, on.size.height * AROUND);
        let scale = self.of.as_ref().map(|(viewport, _)| viewport.on(on).1);
        scale.is_some_and(|scale| SCALES.contains(&scale))
            && self.covers(&on.widened(around), generation)
    }

    /// Paints it anew for a map.
    pub fn paint(
        &mut self,
        map: &Element,
        inner: &mut Inner,
        land: (Option<&Basemap>, u32),
        on: &Viewport,
    ) {
        if self.sheet.is_none() {
            self.sheet = make(map, "far");
        }
        let Some(sheet) = &mut self.sheet else { return };
        let zoom = on.view.zoom - COARSER;
        let viewport = Viewport::new(View { zoom, ..on.view }, on.size);
        sheet.resize(on.size, 1.0);
        if !std::mem::replace(&mut self.is_tinted, true) {
            sheet.painter.set_palette(&inner.palette);
        }
        inner.stage.draw_land(&mut sheet.scene, land.0, &viewport);
        sheet.paint(1.0);
        self.of = Some((viewport, land.1));
    }

    /// Shows it where it belongs, or hides it.
    pub fn show(&mut self, on: Option<&Viewport>) {
        let Some(sheet) = &mut self.sheet else { return };
        if let Some((on, (viewport, _))) = on.zip(self.of.as_ref()) {
            let (at, scale) = viewport.on(on);
            place(&sheet.canvas, &mut self.place, at, scale);
        }
        if self.is_seen != on.is_some() {
            self.is_seen = on.is_some();
            let display = if self.is_seen { "block" } else { "" };
            let _ = sheet.canvas.style().set_property("display", display);
        }
    }

    /// Forgets what is painted: the colours are others.
    pub fn clear(&mut self) {
        (self.of, self.is_tinted) = (None, false);
    }
}

/// A canvas more on the map, which a rule of the style sheet says when to show.
pub fn make(map: &Element, class: &str) -> Option<Sheet> {
    let canvas = map.owner_document()?.create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.unchecked_into();
    canvas.set_class_name(class);
    canvas.set_attribute("aria-hidden", "true").ok()?;
    map.append_child(&canvas).ok()?;
    Sheet::new(canvas).ok()
}
