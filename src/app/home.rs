//! The view that a reader sees first.

use crate::geo::{LonLat, Px, Size, View, Viewport, World, WorldRect};

/// What the home view shows at least, degrees: the Yalu's estuary, the country north of
/// Linjiang, Paektu, and the Tumen's mouth.
const HOME: [LonLat; 4] = [
    LonLat::new(123.9, 39.75),
    LonLat::new(126.0, 42.4),
    LonLat::new(128.1, 42.0),
    LonLat::new(130.9, 43.1),
];

/// Height of the scale bar and the credits, CSS pixels.
const FOOT: f64 = 36.0;

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

/// The view that shows a host's own events on a screen: no marker stands below the buttons, the
/// scale bar or the credits, and names have some room.
#[must_use]
pub fn view_of_own(rect: &WorldRect, size: Size) -> View {
    // CSS pixels at the left, right, upper and lower edge, less of a small map.
    let part = |px: f64, of: f64| px.min(of * 0.2);
    let (left, right) = (part(44.0, size.width), part(76.0, size.width));
    let (above, below) = (part(44.0, size.height), part(64.0, size.height));
    let room = Size {
        width: size.width - left - right,
        height: size.height - above - below,
    };
    let view = Viewport::fitting(rect, room, 0.0, CLOSEST);
    let middle = Px::new(
        f64::midpoint(size.width - left, right),
        f64::midpoint(size.height - above, below),
    );
    View {
        center: Viewport::new(view, size).unproject(middle).into(),
        ..view
    }
}

/// The view that shows a box of the world on a screen, with some room around it.
#[must_use]
pub fn view_of(rect: &WorldRect, size: Size) -> View {
    let padding = (size.width.min(size.height) * 0.06).clamp(16.0, 24.0);
    // The scale bar and the credits stand on the lower edge.
    let foot = (size.height * 0.12).min(FOOT);
    let above = Size {
        height: size.height - foot,
        ..size
    };
    let view = Viewport::fitting(rect, above, padding, CLOSEST);
    let middle = Px::new(size.width / 2.0, f64::midpoint(size.height, foot));
    View {
        center: Viewport::new(view, size).unproject(middle).into(),
        ..view
    }
}
