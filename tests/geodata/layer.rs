//! A layer as it is committed, in whole hundred-thousandths of a degree: the files have five
//! decimals, and whole numbers make every question below an exact one.

use geojson::{Feature, GeoJson, GeometryValue, JsonObject, Position};
use std::path::PathBuf;

/// Longitude and latitude in 1/100,000 degree.
pub type Spot = (i64, i64);

/// Every layer of GeoJSON in `geodata`.
pub const FILES: [&str; 12] = [
    "border.geojson",
    "coast.geojson",
    "countries.geojson",
    "heaven-lake.geojson",
    "lakes.geojson",
    "places-drawn.geojson",
    "places.geojson",
    "province-lines.geojson",
    "provinces.geojson",
    "rivers.geojson",
    "streams.geojson",
    "waters.geojson",
];

/// A feature: its id, what is said of it, where it is.
pub struct Shape {
    pub id: String,
    pub properties: JsonObject,
    pub parts: Parts,
}

/// Where a feature is.
#[derive(Clone, Debug, PartialEq)]
pub enum Parts {
    Point(Spot),
    Lines(Vec<Vec<Spot>>),
    /// Polygons; of each the exterior ring first.
    Areas(Vec<Vec<Vec<Spot>>>),
}

impl Shape {
    /// A property that is text, or nothing.
    pub fn text(&self, name: &str) -> &str {
        let value = self.properties.get(name);
        value.and_then(|value| value.as_str()).unwrap_or_default()
    }

    /// Its lines, or its rings.
    pub fn lines(&self) -> Vec<&[Spot]> {
        match &self.parts {
            Parts::Point(_) => Vec::new(),
            Parts::Lines(lines) => lines.iter().map(Vec::as_slice).collect(),
            Parts::Areas(areas) => areas.iter().flatten().map(Vec::as_slice).collect(),
        }
    }

    /// Its position, if it is a point.
    pub fn spot(&self) -> Option<Spot> {
        match self.parts {
            Parts::Point(at) => Some(at),
            _ => None,
        }
    }
}

/// The text of a file of `geodata`.
pub fn text(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("geodata")
        .join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The features of a layer.
pub fn layer(name: &str) -> Vec<Shape> {
    let Ok(GeoJson::FeatureCollection(collection)) = text(name).parse() else {
        panic!("{name} is no collection of features")
    };
    let features = collection.features.into_iter();
    features.map(|feature| shape(name, feature)).collect()
}

/// The feature of a layer with an id.
pub fn feature(name: &str, id: &str) -> Shape {
    let found = layer(name).into_iter().find(|shape| shape.id == id);
    found.unwrap_or_else(|| panic!("{name} has no {id}"))
}

fn shape(file: &str, feature: Feature) -> Shape {
    let Some(geojson::feature::Id::String(id)) = feature.id else {
        panic!("{file}: a feature without an id")
    };
    let geometry = feature.geometry.map(|geometry| geometry.value);
    let parts = match geometry {
        Some(GeometryValue::Point { coordinates }) => Parts::Point(spot(file, &coordinates)),
        Some(GeometryValue::LineString { coordinates }) => {
            Parts::Lines(vec![line(file, &coordinates)])
        }
        Some(GeometryValue::MultiLineString { coordinates }) => {
            Parts::Lines(lines(file, &coordinates))
        }
        Some(GeometryValue::Polygon { coordinates }) => {
            Parts::Areas(vec![lines(file, &coordinates)])
        }
        Some(GeometryValue::MultiPolygon { coordinates }) => {
            Parts::Areas(coordinates.iter().map(|one| lines(file, one)).collect())
        }
        other => panic!("{file}: {id} is {other:?}"),
    };
    Shape {
        id,
        properties: feature.properties.unwrap_or_default(),
        parts,
    }
}

fn lines(file: &str, lines: &[Vec<Position>]) -> Vec<Vec<Spot>> {
    lines.iter().map(|one| line(file, one)).collect()
}

fn line(file: &str, line: &[Position]) -> Vec<Spot> {
    line.iter().map(|at| spot(file, at)).collect()
}

fn spot(file: &str, position: &Position) -> Spot {
    assert_eq!(position.len(), 2, "{file}: a position of two numbers");
    (grid(file, position[0]), grid(file, position[1]))
}

fn grid(file: &str, degrees: f64) -> i64 {
    let steps = degrees * 1e5;
    // A millionth of a step is far above what a division by 100,000 loses.
    assert!(
        (steps - steps.round()).abs() < 1e-6,
        "{file}: {degrees} has more than five decimals"
    );
    steps.round() as i64
}
