//! A value of JSON that borrows its texts from the file.
//!
//! `serde_json::Value` allocates every name and every text and sorts the members of every object;
//! a million features are read in half the time without that.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A value of JSON.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json<'t> {
    Null,
    Bool,
    /// A whole number from 0.
    Whole(u64),
    /// A whole number below 0.
    Below(i64),
    Number(f64),
    Text(Cow<'t, str>),
    List(Vec<Json<'t>>),
    Object(Object<'t>),
}

/// The members of an object in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object<'t>(pub Vec<(Cow<'t, str>, Json<'t>)>);

impl<'t> Object<'t> {
    /// A member by its name; of several with one name the last, as most readers of JSON have it.
    pub fn get(&self, name: &str) -> Option<&Json<'t>> {
        let mut members = self.0.iter().rev();
        members
            .find(|member| member.0 == name)
            .map(|member| &member.1)
    }
}

impl<'t> Json<'t> {
    /// A member of an object.
    pub fn get(&self, name: &str) -> Option<&Json<'t>> {
        self.as_object()?.get(name)
    }

    pub fn as_object(&self) -> Option<&Object<'t>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Json<'t>]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_f64(&self) -> Option<f64> {
        match *self {
            Self::Whole(number) => Some(number as f64),
            Self::Below(number) => Some(number as f64),
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(Take)
    }
}

struct Take;

impl<'de> Visitor<'de> for Take {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json<'de>, E> {
        Ok(Json::Whole(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json<'de>, E> {
        Ok(u64::try_from(number).map_or(Json::Below(number), Json::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json<'de>, E> {
        Ok(Json::Number(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json<'de>, A::Error> {
        let mut object = Object::default();
        while let Some(name) = members.next_key::<Json<'de>>()? {
            // A name is always a text.
            if let Json::Text(name) = name {
                object.0.push((name, members.next_value()?));
            }
        }
        Ok(Json::Object(object))
    }
}
