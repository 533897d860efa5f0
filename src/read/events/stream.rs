//! Hands out the features of a file one by one, so that only one stands in memory as JSON.

use super::EventsError;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Value};
use std::fmt;

type Take<'t> = dyn FnMut(u32, Value) + 't;

/// Calls `take` with each feature and its number.
pub(super) fn features(bytes: &[u8], take: &mut Take<'_>) -> Result<(), EventsError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let mut listed = Listed::No;
    let mut whole = Map::new();
    let root = Root {
        take,
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
        Some("FeatureCollection") if listed == Listed::Yes => Ok(()),
        Some("FeatureCollection") => Err(EventsError::NoFeatures),
        Some("Feature") => {
            take(0, Value::Object(whole));
            Ok(())
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
struct Root<'r, 't> {
    take: &'r mut Take<'t>,
    listed: &'r mut Listed,
    whole: &'r mut Map<String, Value>,
}

impl<'de> DeserializeSeed<'de> for Root<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Root<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            if name == "features" && *self.listed == Listed::No {
                let list = List(&mut *self.take);
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
struct List<'r, 't>(&'r mut Take<'t>);

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = Listed;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Listed, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = Listed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Listed, A::Error> {
        let mut number = 0;
        while let Some(item) = items.next_element()? {
            (self.0)(number, item);
            number += 1;
        }
        Ok(Listed::Yes)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Listed, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
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
