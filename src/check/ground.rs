//! What the basemap knows of positions: countries, provinces, and which shapes there are.
//!
//! Reads the layers as they are drawn, without making a basemap of them, which takes longer than
//! a check may.

use crate::geo::{Bounds, LonLat};
use geojson::{Feature, GeoJson, GeometryValue, JsonValue, Position};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{error, fmt, fs, io};

/// Layers whose features a place may name as its shape.
const LAYERS: [&str; 7] = [
    "countries",
    "provinces",
    "lakes",
    "border",
    "rivers",
    "streams",
    "province-lines",
];

/// Answers about positions and shapes.
pub trait Ground {
    /// The two letters of the country at a position; `None` at sea and beyond the map.
    fn country(&self, at: LonLat) -> Option<&str>;
    /// Whether a position lies in an area, named as `layer#id`; `None` when there is no such area.
    fn inside(&self, shape: &str, at: LonLat) -> Option<bool>;
    /// Whether there is such a shape: a feature by its id, or all of a river or a border by the
    /// name that its parts share.
    fn has(&self, shape: &str) -> bool;
}

/// The layers of `geodata/`.
#[derive(Debug, Default)]
pub struct Layers {
    areas: Vec<Area>,
    shapes: BTreeSet<String>,
}

/// A feature with an inside.
#[derive(Debug)]
struct Area {
    /// As `layer#id`.
    shape: String,
    rings: Vec<Vec<LonLat>>,
    bounds: Bounds,
}

/// Why the layers cannot be asked.
#[derive(Debug)]
pub enum GroundError {
    /// A file cannot be read.
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A file is not a collection of features.
    NotFeatures {
        /// The file.
        path: PathBuf,
    },
}

impl fmt::Display for GroundError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, cause } => {
                write!(f, "cannot read the map layer {}: {cause}", path.display())
            }
            Self::NotFeatures { path } => {
                write!(f, "{} is not a GeoJSON FeatureCollection", path.display())
            }
        }
    }
}

impl error::Error for GroundError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Io { cause, .. } => Some(cause),
            Self::NotFeatures { .. } => None,
        }
    }
}

impl Layers {
    /// Reads the layers in a folder. Costs some 20 ms.
    ///
    /// # Errors
    /// [`GroundError`] when a layer is missing or is not GeoJSON.
    pub fn read(dir: &Path) -> Result<Self, GroundError> {
        let mut layers = Self::default();
        for layer in LAYERS {
            let path = dir.join(format!("{layer}.geojson"));
            let text = fs::read_to_string(&path);
            let text = text.map_err(|cause| GroundError::Io {
                path: path.clone(),
                cause,
            })?;
            let Ok(GeoJson::FeatureCollection(collection)) = text.parse() else {
                return Err(GroundError::NotFeatures { path });
            };
            for feature in &collection.features {
                layers.add(layer, feature);
            }
        }
        Ok(layers)
    }

    fn add(&mut self, layer: &str, feature: &Feature) {
        for name in ["id", "river", "border"] {
            if let Some(id) = feature.property(name).and_then(JsonValue::as_str) {
                self.shapes.insert(format!("{layer}#{id}"));
            }
        }
        let id = feature.property("id").and_then(JsonValue::as_str);
        let rings = feature.geometry.as_ref().map(|shape| rings(&shape.value));
        if let (Some(id), Some(rings)) = (id, rings)
            && let Some(bounds) = Bounds::around(rings.iter().flatten().copied())
        {
            self.areas.push(Area {
                shape: format!("{layer}#{id}"),
                rings,
                bounds,
            });
        }
    }
}

impl Ground for Layers {
    fn country(&self, at: LonLat) -> Option<&str> {
        let countries = self.areas.iter().filter_map(|area| {
            let id = area.shape.strip_prefix("countries#")?;
            Some((id, area))
        });
        let mut countries = countries.filter(|(_, area)| area.contains(at));
        countries.next().map(|(id, _)| id)
    }

    fn inside(&self, shape: &str, at: LonLat) -> Option<bool> {
        let area = self.areas.iter().find(|area| area.shape == shape)?;
        Some(area.contains(at))
    }

    fn has(&self, shape: &str) -> bool {
        self.shapes.contains(shape)
    }
}

impl Area {
    /// Counts how often a ray to the east crosses the rings, holes included.
    fn contains(&self, at: LonLat) -> bool {
        let crosses = |a: &LonLat, b: &LonLat| {
            (a.lat > at.lat) != (b.lat > at.lat)
                && at.lon < a.lon + (at.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon)
        };
        let crossings = |ring: &Vec<LonLat>| {
            let pairs = ring.windows(2);
            pairs.filter(|pair| crosses(&pair[0], &pair[1])).count()
        };
        self.bounds.contains(at) && self.rings.iter().map(crossings).sum::<usize>() % 2 == 1
    }
}

/// The rings of an area; none of anything else.
fn rings(value: &GeometryValue) -> Vec<Vec<LonLat>> {
    let ring = |ring: &Vec<Position>| {
        let positions = ring.iter().filter_map(|position| {
            let &[lon, lat, ..] = position.as_slice() else {
                return None;
            };
            Some(LonLat::new(lon, lat))
        });
        positions.collect()
    };
    match value {
        GeometryValue::Polygon { coordinates } => coordinates.iter().map(ring).collect(),
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().flatten().map(ring).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layers(layer: &str, features: &str) -> Layers {
        let text = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
        let Ok(GeoJson::FeatureCollection(collection)) = text.parse() else {
            panic!("not a collection");
        };
        let mut layers = Layers::default();
        for feature in &collection.features {
            layers.add(layer, feature);
        }
        layers
    }

    #[test]
    fn no_layers_know_nothing() {
        let layers = Layers::default();
        let at = LonLat::new(124.0, 40.0);
        assert_eq!(layers.country(at), None);
        assert_eq!(layers.inside("countries#CN", at), None);
        assert!(!layers.has("countries#CN"));
    }

    #[test]
    fn a_square_with_a_hole() {
        let layers = layers(
            "countries",
            r#"{"type":"Feature","properties":{"id":"CN"},"geometry":{"type":"Polygon",
               "coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],
                              [[4,4],[6,4],[6,6],[4,6],[4,4]]]}}"#,
        );
        let check = |lon, lat, expected| {
            assert_eq!(
                layers.country(LonLat::new(lon, lat)),
                expected,
                "{lon} {lat}"
            );
        };
        check(1.0, 1.0, Some("CN"));
        check(5.0, 5.0, None);
        check(7.0, 5.0, Some("CN"));
        check(11.0, 5.0, None);
        check(-1.0, 5.0, None);
        assert!(layers.has("countries#CN") && !layers.has("countries#KP"));
        assert_eq!(
            layers.inside("countries#CN", LonLat::new(5.0, 5.0)),
            Some(false)
        );
    }

    #[test]
    fn a_river_is_named_by_its_parts() {
        let layers = layers(
            "rivers",
            r#"{"type":"Feature","properties":{"id":"yalu-1","river":"yalu"},
               "geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}}"#,
        );
        assert!(layers.has("rivers#yalu") && layers.has("rivers#yalu-1"));
        assert_eq!(layers.inside("rivers#yalu", LonLat::new(0.5, 0.5)), None);
    }
}
