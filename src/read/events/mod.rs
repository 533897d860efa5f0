//! Reads somebody's own events: GeoJSON (RFC 7946), GeoJSON of a feature a line, GeoJSON text
//! sequences (RFC 8142) and tables in CSV (RFC 4180), as a whole or while they arrive.
//!
//! The `geojson` crate gives up a file at its first mistake; here a feature with a mistake costs
//! only what is wrong with it, and the mistake is said. So the features are walked as plain JSON,
//! one at a time, which also keeps a large file from standing in memory twice.
//!
//! | property or column | meaning |
//! |---|---|
//! | `id` (or the feature's own) | permanent id |
//! | `title`, `name` | a few words |
//! | `summary`, `description` | a sentence or two |
//! | `edtf`, `when`, `date`, `year` | the first that is there and right; `when` may also be the feature's own, and an object after GeoJSON-T and Linked Places |
//! | `kind`, `category` | any word |
//! | `status`, `certainty` | a word of [`Status`](crate::model::Status), [`Certainty`](crate::model::Certainty) |
//! | `source` | name of an outlet, an object, or a list of these |
//! | `url` | where to read about it |
//! | `place` | name of the position |
//!
//! A table has its positions in two columns of degrees: `lon`, `lng`, `long`, `longitude` or `x`,
//! and `lat`, `latitude` or `y`. Capitals make no difference there, other columns are not read.
//!
//! Files are in UTF-8, or in UTF-16 with its byte order mark, as spreadsheets save them.

mod collection;
mod extent;
mod feature;
pub mod flat;
mod gather;
mod geometry;
mod json;
mod position;
mod problem;
mod quotes;
mod reader;
mod records;
mod rows;
#[cfg(test)]
mod tests;
mod utf16;
mod when;

pub use problem::{EventsError, FeatureProblem, Reason};
pub use reader::{Format, Progress, Reader};

use crate::model::Corpus;

/// What a file of events holds.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// The events, in the order of the features. Nothing of it has a region: what has a position
    /// is on the map.
    pub corpus: Corpus,
    /// What is wrong with single features, in their order.
    pub problems: Vec<FeatureProblem>,
}

/// What a feature is handed to, with its number.
type Take<'t> = dyn FnMut(u32, &json::Json<'_>) + 't;

/// Reads a file of any [`Format`]. A byte order mark is skipped.
///
/// Every position becomes a place of its own, kept to 10⁻⁷ degrees (11 mm), and every kind and
/// source that is named a kind and an article. Costs about two microseconds a feature.
///
/// # Errors
/// [`EventsError`] when the whole holds no events; then nothing is read.
pub fn read(bytes: &[u8]) -> Result<Events, EventsError> {
    let mut reader = Reader::new(None);
    reader.push(bytes);
    reader.finish()
}
