//! Reads somebody's own events from GeoJSON (RFC 7946).
//!
//! The `geojson` crate gives up a file at its first mistake; here a feature with a mistake costs
//! only what is wrong with it, and the mistake is said. So the features are walked as plain JSON,
//! one at a time, which also keeps a large file from standing in memory twice.
//!
//! | property | meaning |
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

mod feature;
mod gather;
mod geometry;
mod problem;
mod stream;
#[cfg(test)]
mod tests;
mod when;

pub use problem::{EventsError, FeatureProblem, Reason};

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

/// Reads a `FeatureCollection`, or a single `Feature`. A byte order mark is skipped.
///
/// Every position becomes a place of its own, and every kind and source that is named a kind and
/// an article. Costs about 3 µs a feature.
///
/// # Errors
/// [`EventsError`] when the whole is not GeoJSON of features; then nothing is read.
pub fn read(bytes: &[u8]) -> Result<Events, EventsError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut gather = gather::Gather::default();
    stream::features(bytes, &mut |index, feature| {
        feature::add(index, &feature, &mut gather);
    })?;
    Ok(gather.events)
}
