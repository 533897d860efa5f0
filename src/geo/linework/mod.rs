//! Lines and areas that draw only what a zoom can show and a screen can hold.
//!
//! All layers of a basemap share one set of arcs: a border that two countries and a river have
//! in common is stored once, so that it is the same line for all of them at every zoom. Every
//! vertex knows its *level*, the zoom from which leaving it out would show. Arcs are kept in
//! chunks of at most 64 vertices with their boxes, so that tracing skips what is off the screen.

mod arcs;
mod clip;
mod contains;
mod course;
mod grid_point;
mod trace;

pub use arcs::{ArcRef, Area, Line, Linework, RefineError, Vertex};
pub use course::Station;
pub use grid_point::{GRID_PER_DEGREE, GridPoint};
pub use trace::{Lens, LinePoint, Scratch};

/// Levels in one step of zoom: vertices come and go in quarters of a zoom, so that a slow zoom
/// does not make the lines crawl with every frame.
pub const LEVELS_PER_ZOOM: u8 = 4;

/// The finest level, that of zoom 18: from there every vertex is drawn.
pub const MAX_LEVEL: u8 = 18 * LEVELS_PER_ZOOM;

/// The level that a zoom shows: vertices of this level and below are drawn. Zooms below 0 show
/// what zoom 0 does, zooms beyond 18 show everything.
#[must_use]
pub fn level_at(zoom: f64) -> u8 {
    // The cast saturates, and takes what is not a number for 0.
    ((zoom * f64::from(LEVELS_PER_ZOOM)).floor() as u8).min(MAX_LEVEL)
}

#[cfg(test)]
mod tests;
