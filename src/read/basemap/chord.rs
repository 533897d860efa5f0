//! A straight line that a vertex lies beside.

use super::gaps::Spot;
use crate::geo::linework::GridPoint;

/// A degree of latitude on the map in degrees of longitude, about: 4/3 at 41° north.
const TALLER: f64 = 4.0 / 3.0;

/// The straight line between two vertices.
pub(super) struct Chord {
    /// Where it begins.
    pub a: GridPoint,
    /// Where it ends.
    pub b: GridPoint,
    /// Grid units of longitude, also to the north.
    x: f64,
    y: f64,
    /// Its length, in the same.
    pub length: f64,
}

impl Chord {
    /// The line from one vertex to another, both on the globe.
    pub fn new(a: GridPoint, b: GridPoint) -> Self {
        // On the globe: no difference leaves i32.
        let x = f64::from(b.lon - a.lon);
        let y = f64::from(b.lat - a.lat) * TALLER;
        Self {
            a,
            b,
            x,
            y,
            length: (x * x + y * y).sqrt(),
        }
    }

    /// Whether it goes rather to the north or south than to the east or west.
    pub fn is_steep(&self) -> bool {
        self.y.abs() > self.x.abs()
    }

    /// Of longitude and latitude the one along the chord first; and back.
    pub fn turned<T>(&self, [lon, lat]: [T; 2]) -> [T; 2] {
        if self.is_steep() {
            [lat, lon]
        } else {
            [lon, lat]
        }
    }

    /// How far beside the chord, in the units of the other axis, a unit of deviation is.
    pub fn slope(&self) -> f64 {
        let (along, unit) = if self.is_steep() {
            (self.y, 1.0)
        } else {
            (self.x, TALLER)
        };
        self.length / along.abs().max(1.0) / unit
    }

    /// The square of the distance of a position from the chord.
    fn distance(&self, at: GridPoint) -> f64 {
        let (x, y) = (
            f64::from(at.lon - self.a.lon),
            f64::from(at.lat - self.a.lat) * TALLER,
        );
        let square = (self.length * self.length).max(1.0);
        let t = ((x * self.x + y * self.y) / square).clamp(0.0, 1.0);
        (x - t * self.x).powi(2) + (y - t * self.y).powi(2)
    }
}

/// How many inner vertices of a line come before the one of the lowest level; of several that is
/// the one farthest from the chord.
pub(super) fn foremost(line: &[Spot], chord: &Chord) -> usize {
    let mut found = (0, u8::MAX, 0.0);
    for (i, spot) in line[1..line.len() - 1].iter().enumerate() {
        let distance = chord.distance(spot.at);
        if spot.level < found.1 || spot.level == found.1 && distance > found.2 {
            found = (i, spot.level, distance);
        }
    }
    found.0
}
