//! What can be wrong with it.

use crate::geo::decimal::short;
use std::fmt;

/// What is wrong with a host's basemap.
#[derive(Clone, Debug, PartialEq)]
pub enum HostMapProblem {
    /// The whole is not JSON.
    NotGeoJson {
        /// The line, from 1.
        line: u32,
        /// The byte of the line, from 1.
        column: u32,
    },
    /// The whole is not a `FeatureCollection`.
    NotACollection,
    /// A feature cannot be drawn.
    Feature {
        /// Its place in the collection, from 0.
        index: usize,
        /// Why.
        reason: HostMapReason,
    },
}

/// Why a feature cannot be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum HostMapReason {
    /// It has no geometry.
    NoGeometry,
    /// Its geometry is of a kind that is not drawn.
    Geometry(String),
    /// Its coordinates are not nested as its geometry asks.
    Coordinates,
    /// Its class does not go with its geometry.
    Class(String),
    /// A position is not on the globe.
    Position {
        /// Degrees.
        lon: f64,
        /// Degrees.
        lat: f64,
    },
    /// A ring has fewer than four positions.
    ShortRing,
}

impl fmt::Display for HostMapProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotGeoJson { line, column } => {
                write!(f, "this is not GeoJSON at line {line}, column {column}")
            }
            Self::NotACollection => f.write_str("a basemap is a FeatureCollection"),
            Self::Feature { index, reason } => {
                write!(f, "feature {index}: ")?;
                match reason {
                    HostMapReason::NoGeometry => f.write_str("it has no geometry"),
                    HostMapReason::Geometry(kind) => write!(f, "a {kind} is not drawn"),
                    HostMapReason::Coordinates => {
                        f.write_str("its coordinates are not those of its geometry")
                    }
                    HostMapReason::Class(class) => {
                        write!(f, "class “{class}” does not go with its geometry")
                    }
                    HostMapReason::Position { lon, lat } => write!(
                        f,
                        "{}, {} is not a position; longitude comes first, in degrees",
                        short(*lon, 6),
                        short(*lat, 6)
                    ),
                    HostMapReason::ShortRing => {
                        f.write_str("a ring needs four positions, the last equal to the first")
                    }
                }
            }
        }
    }
}
