//! JSON whose members stand in the order in which they were written.
//!
//! The map of `serde_json` sorts them or does not, as the features of the whole build say.

use super::shared::Number;
use serde::{Serialize, Serializer};

/// A JSON value.
pub(super) enum Node {
    Text(String),
    Number(Number),
    List(Vec<Node>),
    Object(Vec<(&'static str, Node)>),
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => number.serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Node {
    fn from(value: f64) -> Self {
        Self::Number(value.into())
    }
}

/// An object under construction: members without a value are left out.
#[derive(Default)]
pub(super) struct Object(Vec<(&'static str, Node)>);

impl Object {
    /// An object of a type of JSON-LD.
    pub fn of(r#type: &'static str) -> Self {
        Self::default().with("@type", r#type)
    }

    pub fn with(mut self, name: &'static str, value: impl Into<Node>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// A text, unless it is empty.
    pub fn text(self, name: &'static str, text: &str) -> Self {
        if text.is_empty() {
            self
        } else {
            self.with(name, text)
        }
    }

    pub fn maybe(self, name: &'static str, value: Option<impl Into<Node>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// A list, unless it is empty.
    pub fn list(self, name: &'static str, items: impl IntoIterator<Item = Node>) -> Self {
        let items: Vec<Node> = items.into_iter().collect();
        if items.is_empty() {
            self
        } else {
            self.with(name, Node::List(items))
        }
    }
}

impl From<Object> for Node {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}
