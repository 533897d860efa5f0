//! What a feature says, or what is wrong with it.

use super::{Cause, GeodataProblem};
use crate::geo::LonLat;
use crate::geo::linework::GridPoint;
use crate::model::Lang;
use crate::model::basemap::{Names, Naming};
use geojson::{Feature, GeometryValue, JsonValue, Position};

/// A line or a ring on the grid.
pub(super) type Points = Vec<GridPoint>;

/// A feature that is being read, and where what is wrong with it goes.
pub(super) struct Reader<'a> {
    pub file: &'static str,
    pub index: usize,
    pub feature: &'a Feature,
    pub problems: &'a mut Vec<GeodataProblem>,
}

impl Reader<'_> {
    pub fn report(&mut self, cause: Cause) {
        self.problems.push(GeodataProblem {
            file: self.file.into(),
            feature: Some(self.index),
            cause,
        });
    }

    fn missing<T: Default>(&mut self, name: &'static str, wanted: &'static str) -> T {
        self.report(Cause::Property { name, wanted });
        T::default()
    }

    /// Empty when there is none.
    pub fn id(&self) -> Box<str> {
        match &self.feature.id {
            Some(geojson::feature::Id::String(id)) => id.as_str().into(),
            _ => Box::default(),
        }
    }

    pub fn property(&self, name: &str) -> Option<&JsonValue> {
        self.feature.property(name).filter(|value| !value.is_null())
    }

    pub fn text(&mut self, name: &'static str) -> Box<str> {
        match self.property(name).and_then(JsonValue::as_str) {
            Some(text) if !text.is_empty() => text.into(),
            _ => self.missing::<Box<str>>(name, "a text"),
        }
    }

    pub fn number(&mut self, name: &'static str) -> f64 {
        match self.property(name).and_then(JsonValue::as_f64) {
            Some(number) if number >= 0.0 => number,
            _ => self.missing(name, "a number that is not negative"),
        }
    }

    pub fn number_or(&mut self, name: &'static str, absent: f64) -> f64 {
        if self.property(name).is_some() {
            self.number(name)
        } else {
            absent
        }
    }

    /// One of some words, by its place in their list.
    pub fn word<T: Copy>(&mut self, name: &'static str, words: &[(&str, T)]) -> Option<T> {
        let given = self.property(name).and_then(JsonValue::as_str);
        let known = words.iter().find(|(word, _)| Some(*word) == given);
        if known.is_none() {
            self.missing::<()>(name, "a word that the layer knows");
        }
        known.map(|(_, value)| *value)
    }

    pub fn flag(&self, name: &str) -> bool {
        self.property(name)
            .and_then(JsonValue::as_bool)
            .unwrap_or(false)
    }

    pub fn names(&mut self, name: &'static str) -> Names {
        let given = self.property(name).and_then(JsonValue::as_object);
        let keys = ["en", "ko", "zh", "ja"];
        debug_assert_eq!(keys.len(), Lang::ALL.len());
        match given {
            Some(given) => keys.map(|key| {
                given
                    .get(key)
                    .and_then(JsonValue::as_str)
                    .unwrap_or_default()
                    .into()
            }),
            None => self.missing(name, "names by language"),
        }
    }

    /// Names that may be absent. What another side says comes from `alternative`, or for
    /// English alone from behind the stroke of `paired`.
    pub fn naming(&mut self) -> Naming {
        if self.property("names").is_none() {
            return Naming::default();
        }
        let names = self.names("names");
        let mut alternative = Names::default();
        if self.property("alternative").is_some() {
            alternative = self.names("alternative");
        } else if let Some(paired) = self.property("paired").and_then(JsonValue::as_str)
            && let Some((_, other)) = paired.split_once('/')
        {
            alternative[Lang::En.index()] = other.into();
        }
        Naming { names, alternative }
    }

    pub fn label(&mut self) -> Option<LonLat> {
        let label = self
            .property("label")?
            .as_array()
            .cloned()
            .unwrap_or_default();
        let numbers: Vec<f64> = label.iter().filter_map(JsonValue::as_f64).collect();
        let at = match numbers[..] {
            [lon, lat] => Some(LonLat::new(lon, lat)).filter(|at| at.is_valid()),
            _ => None,
        };
        if at.is_none() {
            self.missing::<()>("label", "a position");
        }
        at
    }

    pub fn point(&mut self) -> LonLat {
        let at = match self.value() {
            Some(GeometryValue::Point { coordinates }) => position(coordinates),
            _ => return self.geometry("a point"),
        };
        at.unwrap_or_else(|| {
            self.report(Cause::Position(0));
            LonLat::default()
        })
    }

    pub fn lines(&mut self) -> Vec<Points> {
        let lines = match self.value() {
            Some(GeometryValue::LineString { coordinates }) => vec![coordinates.clone()],
            Some(GeometryValue::MultiLineString { coordinates }) => coordinates.clone(),
            _ => return self.geometry("lines"),
        };
        let lines = self.on_grid(&lines);
        if lines.iter().any(|line| line.len() < 2) {
            self.report(Cause::Short);
        }
        lines
    }

    pub fn rings(&mut self) -> Vec<Points> {
        let rings = match self.value() {
            Some(GeometryValue::Polygon { coordinates }) => coordinates.clone(),
            Some(GeometryValue::MultiPolygon { coordinates }) => coordinates.concat(),
            _ => return self.geometry("areas"),
        };
        if rings.iter().any(|ring| ring.first() != ring.last()) {
            self.report(Cause::Open);
        }
        let rings = self.on_grid(&rings);
        if rings.iter().any(|ring| ring.len() < 4) {
            self.report(Cause::Short);
        }
        rings
    }

    fn value(&self) -> Option<&GeometryValue> {
        self.feature
            .geometry
            .as_ref()
            .map(|geometry| &geometry.value)
    }

    fn geometry<T: Default>(&mut self, wanted: &'static str) -> T {
        self.report(Cause::Geometry { wanted });
        T::default()
    }

    fn on_grid(&mut self, lines: &[Vec<Position>]) -> Vec<Points> {
        let all = lines.iter().flatten();
        if let Some(wrong) = all.clone().position(|at| position(at).is_none()) {
            self.report(Cause::Position(wrong));
            return Vec::new();
        }
        let points = lines.iter().map(|line| {
            let points = line.iter().filter_map(position).map(GridPoint::from);
            let mut points: Points = points.collect();
            points.dedup();
            points
        });
        points.collect()
    }
}

fn position(position: &Position) -> Option<LonLat> {
    match *position.as_slice() {
        [lon, lat, ..] => Some(LonLat::new(lon, lat)).filter(|at| at.is_valid()),
        _ => None,
    }
}
