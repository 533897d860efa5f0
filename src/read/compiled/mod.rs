//! The corpus as the widget loads it: a few bytes of header, then the rows in postcard's wire
//! format.
//!
//! The bytes hold what a reader needs, and what citations and downloads tell. What only the check
//! needs (paragraphs' fingerprints, what a kind is about) stays in the text files.

#[cfg(not(target_arch = "wasm32"))]
mod pack;
mod rows;
#[cfg(test)]
mod tests;
mod unpack;

#[cfg(not(target_arch = "wasm32"))]
pub use pack::write;
pub use unpack::read;

use std::fmt;

/// The first bytes of every compiled corpus.
const MAGIC: [u8; 4] = *b"YALU";

/// The version of the rows. It changes with [`rows`], with the order of a vocabulary and with
/// [`Lang::ALL`](crate::model::Lang::ALL).
const VERSION: u8 = 2;

/// Why bytes are not a compiled corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompiledError {
    /// They begin otherwise: another kind of file, or the page of a server that found none.
    NotCompiled,
    /// They were written by another version of the program.
    Version(u8),
    /// They end too early or hold what the format does not.
    Garbled,
    /// They go on where they should end.
    TooLong,
    /// A word or a position in them does not exist.
    Value(&'static str),
    /// Something refers to what is not there.
    Dangling(&'static str),
}

impl fmt::Display for CompiledError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCompiled => f.write_str("this is not a compiled corpus"),
            Self::Version(found) => write!(
                f,
                "this corpus is of version {found}, the widget reads version {VERSION}: build \
                 and publish both together"
            ),
            Self::Garbled => f.write_str("the corpus is damaged or cut off"),
            Self::TooLong => f.write_str("the corpus is damaged: it goes on after its end"),
            Self::Value(what) => write!(f, "the corpus is damaged: there is no such {what}"),
            Self::Dangling(what) => {
                write!(f, "the corpus is damaged: it refers to a missing {what}")
            }
        }
    }
}

impl std::error::Error for CompiledError {}
