//! The box that the poster is measured in: what the home view shows at least, whatever the size
//! of the page. A style sheet gives it the room that the element would give it, so that the map
//! does not move when the element takes over.

use crate::app::home_rect;
use crate::geo::{Size, View, Viewport, World, world_px};

/// CSS pixels of a box's side that lie beyond it, on each side: the poster's own box is smaller
/// than the map, and the land goes on around it.
#[derive(Clone, Copy, Debug)]
pub struct Beyond {
    /// To the left and to the right.
    pub wide: f64,
    /// Above and below.
    pub high: f64,
}

/// Width of the box in the world's unit.
fn world_width() -> f64 {
    let rect = home_rect();
    rect.max.x - rect.min.x
}

/// Width of the box divided by its height.
pub fn aspect() -> f64 {
    let rect = home_rect();
    world_width() / (rect.max.y - rect.min.y)
}

/// Width of the box in CSS pixels at a zoom.
pub fn width_at(zoom: f64) -> f64 {
    world_width() * world_px(zoom)
}

/// The zoom at which the box has a width in CSS pixels.
pub fn zoom_of(width: f64) -> f64 {
    (width / world_width() / world_px(0.0)).log2()
}

/// The box and what lies beyond it, at a zoom.
pub fn viewport(zoom: f64, beyond: Beyond) -> Viewport {
    let rect = home_rect();
    let center = World::new(
        f64::midpoint(rect.min.x, rect.max.x),
        f64::midpoint(rect.min.y, rect.max.y),
    );
    let width = width_at(zoom);
    let size = Size {
        width: width + 2.0 * beyond.wide,
        height: width / aspect() + 2.0 * beyond.high,
    };
    let view = View {
        center: center.into(),
        zoom,
    };
    Viewport::new(view, size)
}

/// Where a position is in the box, in hundredths of its width and height.
pub fn percent(at: World) -> (f64, f64) {
    let rect = home_rect();
    (
        (at.x - rect.min.x) / (rect.max.x - rect.min.x) * 100.0,
        (at.y - rect.min.y) / (rect.max.y - rect.min.y) * 100.0,
    )
}
