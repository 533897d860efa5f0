//! What of a link was not understood.

use super::{MOST_BYTES, MOST_IDS, VERSION};
use crate::app::OptionError;
use std::fmt;

/// A part of a link that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It is of a later version.
    Later(u32),
    /// It has a key that there is none of.
    Key(String),
    /// The percent signs of a value make no text.
    Escape(&'static str),
    /// A value is none of those that its key takes.
    Value {
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
    },
    /// The years or the view make no sense.
    Option(OptionError),
    /// A list goes on after the ids that are read.
    Ids(&'static str),
    /// It goes on after the bytes that are read.
    TooLong,
}

impl fmt::Display for LinkProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Later(version) => write!(
                f,
                "the link is of version {version}, and this map knows version {VERSION}: some of \
                 it may be missing"
            ),
            Self::Key(key) => write!(f, "the link's “{key}” means nothing to this map"),
            Self::Escape(key) => write!(f, "the link's “{key}” is damaged"),
            Self::Value { key, value } => write!(f, "the link's “{key}” cannot be “{value}”"),
            Self::Option(error) => write!(f, "the link is wrong: {error}"),
            Self::Ids(key) => write!(f, "the link's “{key}” names more than {MOST_IDS}"),
            Self::TooLong => write!(
                f,
                "the link is longer than {MOST_BYTES} letters; what comes after was left out"
            ),
        }
    }
}

impl std::error::Error for LinkProblem {}
