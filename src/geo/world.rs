//! Web Mercator on a unit square.

use super::maths::{atanh, cos, exp2, sin, sinh};
use super::{Bounds, LonLat};
use std::f64::consts::PI;

/// A position on the unit square of Web Mercator (EPSG:3857 scaled to 0…1): `x` runs east from
/// the antimeridian, `y` runs south from 85.051° N.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct World {
    /// 0 at 180° W, 1 at 180° E.
    pub x: f64,
    /// 0 at 85.051° N, 1 at 85.051° S.
    pub y: f64,
}

/// Equatorial circumference of the WGS 84 ellipsoid in metres (2π · 6,378,137 m), which is the
/// length of one world unit at the equator.
const EQUATOR_M: f64 = 40_075_016.685_578_49;

/// The latitude at which the Mercator square ends, in degrees: atan(sinh π).
const MAX_LAT: f64 = 85.051_128_779_806_59;

/// Side of the whole world in CSS pixels at a zoom, by the convention of raster tiles that the
/// world is 256 px wide at zoom 0. `zoom` may be fractional.
#[must_use]
pub fn world_px(zoom: f64) -> f64 {
    256.0 * exp2(zoom)
}

/// Metres on the ground that one world unit spans at a latitude in degrees.
#[must_use]
pub fn metres_per_world(lat: f64) -> f64 {
    EQUATOR_M * cos(lat.clamp(-MAX_LAT, MAX_LAT).to_radians())
}

impl World {
    /// A position from unit-square coordinates.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

impl From<LonLat> for World {
    /// Projects. Latitudes beyond the square's edge are drawn on the edge.
    fn from(at: LonLat) -> Self {
        let phi = at.lat.clamp(-MAX_LAT, MAX_LAT).to_radians();
        Self {
            x: at.lon / 360.0 + 0.5,
            y: 0.5 - atanh(sin(phi)) / (2.0 * PI),
        }
    }
}

impl From<World> for LonLat {
    /// The inverse of the projection.
    fn from(at: World) -> Self {
        Self {
            lon: (at.x - 0.5) * 360.0,
            lat: sinh((0.5 - at.y) * 2.0 * PI).atan().to_degrees(),
        }
    }
}

/// An axis-parallel box on the unit square; `min` is its north-western corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorldRect {
    /// North-western corner: the smaller x and y.
    pub min: World,
    /// South-eastern corner: the larger x and y.
    pub max: World,
}

impl From<Bounds> for WorldRect {
    /// Projects the corners.
    fn from(bounds: Bounds) -> Self {
        Self {
            min: LonLat::new(bounds.west, bounds.north).into(),
            max: LonLat::new(bounds.east, bounds.south).into(),
        }
    }
}

impl WorldRect {
    /// A box that holds nothing and grows with [`WorldRect::include`].
    pub const EMPTY: Self = Self {
        min: World::new(f64::INFINITY, f64::INFINITY),
        max: World::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
    };

    /// Grows the box so that it holds a position.
    pub fn include(&mut self, at: World) {
        self.min.x = self.min.x.min(at.x);
        self.min.y = self.min.y.min(at.y);
        self.max.x = self.max.x.max(at.x);
        self.max.y = self.max.y.max(at.y);
    }

    /// Whether a position lies in the box, edges included.
    #[must_use]
    pub fn contains(&self, at: World) -> bool {
        at.x >= self.min.x && at.x <= self.max.x && at.y >= self.min.y && at.y <= self.max.y
    }

    /// Whether two boxes share at least a point.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }

    /// The same box with `margin` world units added on every side.
    #[must_use]
    pub fn grown(&self, margin: f64) -> Self {
        Self {
            min: World::new(self.min.x - margin, self.min.y - margin),
            max: World::new(self.max.x + margin, self.max.y + margin),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_points() {
        let origin = World::from(LonLat::new(0.0, 0.0));
        assert!((origin.x - 0.5).abs() < 1e-12 && (origin.y - 0.5).abs() < 1e-12);
        let corner = World::from(LonLat::new(180.0, MAX_LAT));
        assert!((corner.x - 1.0).abs() < 1e-12 && corner.y.abs() < 1e-12);
        // EPSG:3857 of Dandong by the definition of the projection: 13,847,565.9 m east.
        let x = (World::from(LonLat::new(124.394_72, 40.129_17)).x - 0.5) * EQUATOR_M;
        assert!((x - 13_847_556.8).abs() < 50.0, "{x}");
    }

    #[test]
    fn unprojecting_a_projection_is_identity() {
        let mut seed = 7_u64;
        for _ in 0..2_000 {
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                f64::from(u32::try_from(seed >> 32).unwrap()) / f64::from(u32::MAX)
            };
            let at = LonLat::new(next() * 360.0 - 180.0, next() * 170.0 - 85.0);
            let back = LonLat::from(World::from(at));
            assert!((back.lon - at.lon).abs() < 1e-9, "{at:?} {back:?}");
            assert!((back.lat - at.lat).abs() < 1e-9, "{at:?} {back:?}");
        }
    }

    #[test]
    fn poles_stay_on_the_square() {
        for lat in [90.0, -90.0, 1e9] {
            let y = World::from(LonLat::new(0.0, lat)).y;
            assert!((-1e-9..=1.0 + 1e-9).contains(&y), "{lat} {y}");
        }
    }
}
