//! What part of the world is on the screen.

use super::{LonLat, World, WorldRect, metres_per_world, world_px};

/// A position in CSS pixels, `x` right and `y` down from the viewport's top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Px {
    /// Pixels from the left edge.
    pub x: f64,
    /// Pixels from the top edge.
    pub y: f64,
}

impl Px {
    /// A position from pixels.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Distance to another position in pixels.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// Width and height in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// CSS pixels.
    pub width: f64,
    /// CSS pixels.
    pub height: f64,
}

/// Where a reader looks: independent of how large the screen is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The position in the middle of the viewport.
    pub center: LonLat,
    /// Zoom by the convention of [`world_px`]; fractional.
    pub zoom: f64,
}

/// A view on a screen of a certain size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// What is looked at.
    pub view: View,
    /// The screen's size in CSS pixels.
    pub size: Size,
    /// World position of the top left pixel, kept so that projecting costs a subtraction and a
    /// multiplication.
    origin: World,
    /// CSS pixels in one world unit.
    scale: f64,
}

impl Viewport {
    /// A viewport of a size in CSS pixels.
    #[must_use]
    pub fn new(view: View, size: Size) -> Self {
        let scale = world_px(view.zoom);
        let center = World::from(view.center);
        let origin = World::new(
            center.x - size.width / 2.0 / scale,
            center.y - size.height / 2.0 / scale,
        );
        Self {
            view,
            size,
            origin,
            scale,
        }
    }

    /// CSS pixels in one world unit.
    #[must_use]
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// Where a world position is on the screen.
    #[must_use]
    pub fn project(&self, at: World) -> Px {
        Px::new(
            (at.x - self.origin.x) * self.scale,
            (at.y - self.origin.y) * self.scale,
        )
    }

    /// Which world position is at a pixel.
    #[must_use]
    pub fn unproject(&self, at: Px) -> World {
        World::new(
            self.origin.x + at.x / self.scale,
            self.origin.y + at.y / self.scale,
        )
    }

    /// The visible part of the world, `margin` CSS pixels larger on every side.
    #[must_use]
    pub fn bounds(&self, margin: f64) -> WorldRect {
        WorldRect {
            min: self.unproject(Px::new(-margin, -margin)),
            max: self.unproject(Px::new(self.size.width + margin, self.size.height + margin)),
        }
    }

    /// Metres on the ground that one CSS pixel spans at the latitude of the view's centre.
    #[must_use]
    pub fn metres_per_px(&self) -> f64 {
        metres_per_world(self.view.center.lat) / self.scale
    }

    /// The same screen with the world moved by some pixels: the view follows a drag.
    #[must_use]
    pub fn panned(&self, dx: f64, dy: f64) -> Self {
        let center = self.unproject(Px::new(
            self.size.width / 2.0 - dx,
            self.size.height / 2.0 - dy,
        ));
        let view = View {
            center: center.into(),
            zoom: self.view.zoom,
        };
        Self::new(view, self.size)
    }

    /// The same screen at another zoom, the world position under `anchor` staying where it is.
    #[must_use]
    pub fn zoomed(&self, zoom: f64, anchor: Px) -> Self {
        let fixed = self.unproject(anchor);
        let scale = world_px(zoom);
        let center = World::new(
            fixed.x + (self.size.width / 2.0 - anchor.x) / scale,
            fixed.y + (self.size.height / 2.0 - anchor.y) / scale,
        );
        let view = View {
            center: center.into(),
            zoom,
        };
        Self::new(view, self.size)
    }

    /// The same screen moved by less than a pixel of the device, of which `ratio` are one CSS
    /// pixel, so that the world stands on their grid: whatever is painted for such viewports of one
    /// zoom differs by whole pixels.
    #[must_use]
    pub fn on_grid(&self, ratio: f64) -> Self {
        let unit = self.scale * ratio;
        let on_grid = |at: f64| (at * unit).round() / unit;
        Self {
            origin: World::new(on_grid(self.origin.x), on_grid(self.origin.y)),
            ..*self
        }
    }

    /// A larger screen with the same in its middle, by so many CSS pixels on either side.
    #[must_use]
    pub fn widened(&self, by: Px) -> Self {
        Self {
            size: Size {
                width: self.size.width + 2.0 * by.x,
                height: self.size.height + 2.0 * by.y,
            },
            origin: self.unproject(Px::new(-by.x, -by.y)),
            ..*self
        }
    }

    /// Where a picture of this viewport belongs on another: its top left corner there, and how
    /// many pixels there one of its own becomes.
    #[must_use]
    pub fn on(&self, other: &Self) -> (Px, f64) {
        (other.project(self.origin), other.scale / self.scale)
    }

    /// The view that shows a whole box of the world on a screen, with `padding` pixels free on
    /// every side. A box without extent is shown at `max_zoom`.
    #[must_use]
    pub fn fitting(rect: &WorldRect, size: Size, padding: f64, max_zoom: f64) -> View {
        let center = World::new(
            f64::midpoint(rect.min.x, rect.max.x),
            f64::midpoint(rect.min.y, rect.max.y),
        );
        let room = |px: f64| (px - 2.0 * padding).max(1.0);
        let scale = (room(size.width) / (rect.max.x - rect.min.x))
            .min(room(size.height) / (rect.max.y - rect.min.y));
        View {
            center: center.into(),
            zoom: (scale / 256.0).log2().min(max_zoom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewport() -> Viewport {
        let view = View {
            center: LonLat::new(126.9, 41.8),
            zoom: 6.5,
        };
        Viewport::new(
            view,
            Size {
                width: 872.0,
                height: 676.0,
            },
        )
    }

    #[test]
    fn the_centre_is_in_the_middle() {
        let viewport = viewport();
        let middle = viewport.project(viewport.view.center.into());
        assert!(middle.distance(Px::new(436.0, 338.0)) < 1e-6, "{middle:?}");
    }

    #[test]
    fn unproject_inverts_project() {
        let viewport = viewport();
        for (x, y) in [(0.0, 0.0), (871.5, 3.25), (-400.0, 9_000.0)] {
            let there_and_back = viewport.project(viewport.unproject(Px::new(x, y)));
            assert!(there_and_back.distance(Px::new(x, y)) < 1e-6);
        }
    }

    #[test]
    fn zooming_keeps_the_anchor() {
        let viewport = viewport();
        let anchor = Px::new(100.0, 600.0);
        let closer = viewport.zoomed(11.0, anchor);
        let moved = closer.project(viewport.unproject(anchor));
        assert!(moved.distance(anchor) < 1e-4, "{moved:?}");
    }

    #[test]
    fn panning_moves_every_point_alike() {
        let viewport = viewport();
        let town = World::from(LonLat::new(124.39, 40.13));
        let before = viewport.project(town);
        let after = viewport.panned(30.0, -12.0).project(town);
        assert!(after.distance(Px::new(before.x + 30.0, before.y - 12.0)) < 1e-5);
    }

    #[test]
    fn pictures_on_the_grid_are_whole_pixels_apart() {
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..2_000 {
            let ratio = [1.0, 1.25, 1.5, 2.0, 3.0][random.usize(0..5)];
            let mut view = viewport().view;
            view.zoom = random.f64() * 17.0 + 1.0;
            let from = Viewport::new(view, viewport().size);
            let to = from.panned(random.f64() * 400.0 - 200.0, random.f64() * 300.0 - 150.0);
            let there = from.on_grid(ratio);
            let town = World::from(LonLat::new(126.9, 41.8));
            let moved = from.project(town).distance(there.project(town)) * ratio;
            assert!(moved < 0.708, "by {moved} device pixels");
            let (at, scale) = there.on(&to.on_grid(ratio));
            for length in [at.x, at.y].map(|length| length * ratio) {
                assert!((length - length.round()).abs() < 1e-4, "{length}");
            }
            assert_eq!(scale.to_bits(), 1.0_f64.to_bits());
        }
    }

    #[test]
    fn a_picture_lies_on_a_screen_where_its_places_do() {
        let town = World::from(LonLat::new(124.39, 40.13));
        let painted = viewport().widened(Px::new(200.0, 120.0));
        assert!((painted.size.width - 1272.0).abs() < 1e-9);
        let seen = viewport()
            .zoomed(7.25, Px::new(30.0, 40.0))
            .panned(9.0, -80.5);
        let (at, scale) = painted.on(&seen);
        let on_picture = painted.project(town);
        let found = Px::new(at.x + on_picture.x * scale, at.y + on_picture.y * scale);
        assert!(found.distance(seen.project(town)) < 1e-5, "{found:?}");
        let (corner, _) = painted.on(&viewport());
        assert!(corner.distance(Px::new(-200.0, -120.0)) < 1e-6);
    }

    #[test]
    fn fitting_shows_the_whole_box() {
        let size = Size {
            width: 360.0,
            height: 500.0,
        };
        let mut rect = WorldRect::EMPTY;
        rect.include(LonLat::new(124.0, 39.8).into());
        rect.include(LonLat::new(130.7, 43.1).into());
        let viewport = Viewport::new(Viewport::fitting(&rect, size, 20.0, 18.0), size);
        let (a, b) = (viewport.project(rect.min), viewport.project(rect.max));
        assert!(a.x > 19.0 && a.y > 19.0 && b.x < 341.0 && b.y < 481.0);
        let mut point = WorldRect::EMPTY;
        point.include(World::new(0.8, 0.4));
        let view = Viewport::fitting(&point, size, 20.0, 12.0);
        assert!((view.zoom - 12.0).abs() < 1e-12);
    }
}
