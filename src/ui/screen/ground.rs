//! What the sheet below the markers shows, and how far that can be shown again.

use crate::geo::{Px, Size, Viewport};
use crate::model::{Lang, PlaceIx};
use crate::scene;

/// The picture of the ground as it is painted.
pub struct Ground {
    /// What it is a picture of but for the view.
    pub of: Subject,
    /// What it shows: the map, with what is painted beyond its edges.
    pub viewport: Viewport,
    /// The number of the layout that its names have.
    pub layout: u32,
}

/// All that a picture of the ground depends on but its view.
#[derive(PartialEq)]
pub struct Subject {
    /// Size of the map.
    pub size: Size,
    /// Device pixels in a CSS pixel.
    pub ratio: f64,
    /// Changes with events or map.
    pub generation: u32,
    /// Changes with the colours.
    pub palette: u32,
    lang: Lang,
    /// Provinces, rivers and stretches of the border that are lit, selected ones first.
    lit: Vec<PlaceIx>,
}

impl Subject {
    /// What a view is of.
    pub fn of(view: &scene::View, ratio: f64, palette: u32) -> Self {
        let has_shape = |place: &&PlaceIx| {
            let place = view.catalog.map(|catalog| catalog.corpus().place(**place));
            place.is_some_and(|place| place.shape.is_some())
        };
        let lit = view.chosen.places.iter().chain(&view.chosen.lit);
        Self {
            size: view.viewport.size,
            ratio,
            generation: view.generation,
            palette,
            lang: view.lang,
            lit: lit.filter(has_shape).copied().collect(),
        }
    }
}

/// How many times smaller or larger a picture may be shown while the map moves: a step of zoom and
/// what a finger adds to it.
const MOST_SCALE: f64 = 2.2;

/// What is painted beyond each edge, in sides of a square as large as the map: readers move in all
/// directions alike. A map twice as wide as high is painted 2.6 times as large as it is seen.
const BEYOND: f64 = 0.3;

/// The part of that which must be left at every edge of a map at rest.
const LEFT: f64 = 0.8;

/// The most pixels of a canvas: as many as the smallest limit of a browser that is in use has.
const MOST_PIXELS: f64 = 4096.0 * 4096.0;

impl Ground {
    /// Where the picture belongs on the map and how large it is there, if it can be shown there
    /// without a gap at an edge: as it is (the scale is 1), or, if it `may_scale`, for as long as
    /// the map moves. What lies below it goes as far as `backdrop` says.
    pub fn shown(
        &self,
        on: &Viewport,
        layout: u32,
        may_scale: bool,
        backdrop: bool,
    ) -> Option<(Px, f64)> {
        if self.viewport.scale().to_bits() == on.scale().to_bits() {
            let (at, _) = self.viewport.on(&on.on_grid(self.of.ratio));
            let is_whole = self.layout == layout && covers(at, self.viewport.size, on.size);
            return is_whole.then_some((at, 1.0));
        }
        let (at, scale) = self.viewport.on(on);
        if !may_scale || !(1.0 / MOST_SCALE..=MOST_SCALE).contains(&scale) {
            return None;
        }
        let painted = times(self.viewport.size, scale);
        // Around what is sharp a coarse picture will do, not instead of it.
        let inner = |side: f64| if backdrop { side / 4.0 } else { 0.0 };
        let (x, y) = (inner(on.size.width), inner(on.size.height));
        let needed = Size {
            width: on.size.width - 2.0 * x,
            height: on.size.height - 2.0 * y,
        };
        let from = Px::new(at.x - x, at.y - y);
        covers(from, painted, needed).then_some((at, scale))
    }

    /// Whether it leaves some of a map free on which it is shown.
    pub fn has_gap(&self, on: &Viewport) -> bool {
        let (at, scale) = self.viewport.on(on);
        // On the grid it lies up to half a pixel from there.
        scale.to_bits() != 1.0_f64.to_bits()
            && !covers(at, times(self.viewport.size, scale), on.size)
    }

    /// Whether it goes far enough beyond the edges of the map for the next movement.
    pub fn is_wide(&self, at: Px, beyond: f64) -> bool {
        let (size, whole) = (self.of.size, self.viewport.size);
        let least = |at: f64, side: f64, whole: f64| (-at).min(at + whole - side);
        least(at.x, size.width, whole.width) >= beyond * LEFT
            && least(at.y, size.height, whole.height) >= beyond * LEFT
    }
}

/// A size so many times.
pub fn times(size: Size, scale: f64) -> Size {
    Size {
        width: size.width * scale,
        height: size.height * scale,
    }
}

/// Whether a picture leaves nothing of a screen free.
pub fn covers(at: Px, picture: Size, screen: Size) -> bool {
    // Less than a shade of the last pixel.
    let slack = 0.002;
    at.x <= slack
        && at.y <= slack
        && at.x + picture.width >= screen.width - slack
        && at.y + picture.height >= screen.height - slack
}

/// How far beyond the edges of a map of a size its ground is painted, in CSS pixels that are
/// whole pixels of the device.
pub fn beyond(size: Size, ratio: f64) -> f64 {
    let beyond = (BEYOND * (size.width * size.height).sqrt() * ratio).ceil() / ratio;
    let pixels = |side: f64| (side + 2.0 * beyond) * ratio;
    if pixels(size.width) * pixels(size.height) > MOST_PIXELS {
        return 0.0;
    }
    beyond
}
