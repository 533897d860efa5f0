//! The view that a reader sees first.

use crate::geo::{LonLat, Size, View, Viewport, World, WorldRect};

/// What the home view shows at least, degrees: the Yalu's estuary, the country north of
/// Linjiang, Paektu, and the Tumen's mouth.
const HOME: [LonLat; 4] = [
    LonLat::new(123.9, 39.75),
    LonLat::new(126.0, 42.4),
    LonLat::new(128.1, 42.0),
    LonLat::new(130.9, 43.1),
];

/// The closest zoom of a home view: a single place is shown with its surroundings.
const CLOSEST: f64 = 11.0;

/// The part of the world that the home view shows at least.
#[must_use]
pub fn home_rect() -> WorldRect {
    let mut rect = WorldRect::EMPTY;
    for at in HOME {
        rect.include(World::from(at));
    }
    rect
}

/// The view that shows the whole border on a screen.
#[must_use]
pub fn home_view(size: Size) -> View {
    view_of(&home_rect(), size)
}

/// The view that shows a box of the world on a screen, with some room around it.
#[must_use]
pub fn view_of(rect: &WorldRect, size: Size) -> View {
    let padding = (size.width.min(size.height) * 0.06).clamp(16.0, 56.0);
    Viewport::fitting(rect, size, padding, CLOSEST)
}
