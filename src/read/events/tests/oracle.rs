//! GeoJSON read as a whole by `serde_json`: what the reading in pieces has to agree with.

use super::super::EventsError;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Value};
use std::fmt;

/// The features of a file.
pub fn features(bytes: &[u8]) -> Result<Vec<Value>, EventsError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let mut found = Vec::new();
    let mut listed = Listed::No;
    let mut whole = Map::new();
    let root = Root {
        found: &mut found,
        listed: &mut listed,
        whole: &mut whole,
    };
    root.deserialize(&mut json)
        .and_then(|()| json.end())
        .map_err(|error| match error.classify() {
            Category::Eof => EventsError::CutOff,
            Category::Data => EventsError::NotAnObject,
            Category::Syntax | Category::Io => EventsError::Syntax {
                line: error.line(),
                column: error.column(),
            },
        })?;
    match whole.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") if listed == Listed::Yes => Ok(found),
        Some("FeatureCollection") => Err(EventsError::NoFeatures),
        Some("Feature") => {
            found.push(Value::Object(whole));
            Ok(found)
        }
        _ => Err(EventsError::NotFeatures),
    }
}

/// What `features` of the outermost object is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    No,
    Yes,
    Otherwise,
}

/// The outermost object; what is not `features` is kept, since the file may be a single feature.
struct Root<'r> {
    found: &'r mut Vec<Value>,
    listed: &'r mut Listed,
    whole: &'r mut Map<String, Value>,
}

impl<'de> DeserializeSeed<'de> for Root<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Root<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            if name == "features" && *self.listed == Listed::No {
                let list = List(&mut *self.found);
                *self.listed = members.next_value_seed(list)?;
            } else {
                let value = members.next_value()?;
                self.whole.insert(name, value);
            }
        }
        Ok(())
    }
}

/// `features`.
struct List<'r>(&'r mut Vec<Value>);

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = Listed;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Listed, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = Listed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Listed, A::Error> {
        while let Some(item) = items.next_element()? {
            self.0.push(item);
        }
        Ok(Listed::Yes)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Listed, A::Error> {
        while members.next_entry::<String, Value>()?.is_some() {}
        Ok(Listed::Otherwise)
    }

    fn visit_unit<E: Error>(self) -> Result<Listed, E> {
        Ok(Listed::Otherwise)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Listed, E> {
        Ok(Listed::Otherwise)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Listed, E> {
        Ok(Listed::Otherwise)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Listed, E> {
        Ok(Listed::Otherwise)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Listed, E> {
        Ok(Listed::Otherwise)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Listed, E> {
        Ok(Listed::Otherwise)
    }
}
