//! Positions as files keep them.

use crate::geo::{LonLat, World};

/// Positions are kept as whole hundred-thousandths of a degree, longitude first: 1.1 m from
/// south to north, 0.8 m from west to east at 41° N.
pub const GRID_PER_DEGREE: f64 = 1e5;

/// A position on the grid of [`GRID_PER_DEGREE`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GridPoint {
    /// Hundred-thousandths of a degree east of Greenwich.
    pub lon: i32,
    /// Hundred-thousandths of a degree north of the equator.
    pub lat: i32,
}

impl GridPoint {
    /// A position from hundred-thousandths of a degree, longitude first.
    #[must_use]
    pub const fn new(lon: i32, lat: i32) -> Self {
        Self { lon, lat }
    }

    /// Whether it is between the poles and not beyond the antimeridian.
    #[must_use]
    pub fn is_on_globe(self) -> bool {
        self.lon.unsigned_abs() <= 18_000_000 && self.lat.unsigned_abs() <= 9_000_000
    }
}

impl From<LonLat> for GridPoint {
    /// Rounds to the nearest grid point.
    fn from(at: LonLat) -> Self {
        // Degrees on the globe are far within the range of i32; others saturate.
        Self {
            lon: (at.lon * GRID_PER_DEGREE).round() as i32,
            lat: (at.lat * GRID_PER_DEGREE).round() as i32,
        }
    }
}

impl From<GridPoint> for LonLat {
    fn from(at: GridPoint) -> Self {
        Self::new(
            f64::from(at.lon) / GRID_PER_DEGREE,
            f64::from(at.lat) / GRID_PER_DEGREE,
        )
    }
}

impl From<GridPoint> for World {
    fn from(at: GridPoint) -> Self {
        LonLat::from(at).into()
    }
}

impl From<World> for GridPoint {
    /// The inverse of the projection of a grid point; other positions are rounded to the grid.
    fn from(at: World) -> Self {
        LonLat::from(at).into()
    }
}
