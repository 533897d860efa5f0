//! Geographic positions in degrees.

/// A position on the WGS 84 ellipsoid, longitude first.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LonLat {
    /// Degrees east of Greenwich, −180 to 180.
    pub lon: f64,
    /// Degrees north of the equator, −90 to 90.
    pub lat: f64,
}

/// Mean radius of the Earth in metres (IUGG 1980, R₁), for distances on a sphere.
const MEAN_RADIUS_M: f64 = 6_371_008.8;

impl LonLat {
    /// A position from degrees, longitude first. Values are taken as they are;
    /// [`LonLat::is_valid`] tells whether they are on the globe.
    #[must_use]
    pub const fn new(lon: f64, lat: f64) -> Self {
        Self { lon, lat }
    }

    /// Whether both numbers are finite and on the globe.
    #[must_use]
    pub fn is_valid(self) -> bool {
        (-180.0..=180.0).contains(&self.lon) && (-90.0..=90.0).contains(&self.lat)
    }

    /// Great-circle distance in metres by the haversine formula. The sphere stands for the
    /// ellipsoid, which is off by 0.5 % at most.
    #[must_use]
    pub fn distance_m(self, other: Self) -> f64 {
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat2 - lat1) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let h = half_lat * half_lat + lat1.cos() * lat2.cos() * half_lon * half_lon;
        2.0 * MEAN_RADIUS_M * h.sqrt().min(1.0).asin()
    }
}

/// A box of longitudes and latitudes in degrees that does not cross the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Western edge, degrees.
    pub west: f64,
    /// Southern edge, degrees.
    pub south: f64,
    /// Eastern edge, degrees.
    pub east: f64,
    /// Northern edge, degrees.
    pub north: f64,
}

impl Bounds {
    /// Whether a position lies in the box, edges included.
    #[must_use]
    pub fn contains(&self, at: LonLat) -> bool {
        (self.west..=self.east).contains(&at.lon) && (self.south..=self.north).contains(&at.lat)
    }

    /// The smallest box around some positions, or `None` when there are none.
    pub fn around(positions: impl IntoIterator<Item = LonLat>) -> Option<Self> {
        let mut positions = positions.into_iter();
        let first = positions.next()?;
        let mut bounds = Self {
            west: first.lon,
            south: first.lat,
            east: first.lon,
            north: first.lat,
        };
        for at in positions {
            bounds.west = bounds.west.min(at.lon);
            bounds.south = bounds.south.min(at.lat);
            bounds.east = bounds.east.max(at.lon);
            bounds.north = bounds.north.max(at.lat);
        }
        Some(bounds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_across_the_yalu() {
        // Dandong to Sinuiju by their GeoNames positions; 3.19 km by an independent geodesic.
        let dandong = LonLat::new(124.39472, 40.12917);
        let sinuiju = LonLat::new(124.39806, 40.10056);
        let metres = dandong.distance_m(sinuiju);
        assert!((metres - 3_190.0).abs() < 20.0, "{metres}");
        assert!((dandong.distance_m(dandong)).abs() < 1e-9);
    }

    #[test]
    fn bounds_around_nothing_is_nothing() {
        assert_eq!(Bounds::around([]), None);
        let bounds = Bounds::around([LonLat::new(1.0, 2.0), LonLat::new(-1.0, 5.0)]);
        assert!(bounds.is_some_and(
            |b| b.contains(LonLat::new(0.0, 3.0)) && !b.contains(LonLat::new(0.0, 1.0))
        ));
    }

    #[test]
    fn not_a_number_is_nowhere() {
        assert!(!LonLat::new(f64::NAN, 0.0).is_valid());
        assert!(!LonLat::new(124.0, f64::INFINITY).is_valid());
        assert!(LonLat::new(124.0, 40.0).is_valid());
    }
}
