//! Writes what is on the map in formats that other programs read: one file a format.
//!
//! Nothing here touches the disk. A text is finished before anybody prints it, so an error never
//! leaves half of one, and the same corpus gives the same bytes on every machine. Native only.
//!
//! | format | holds | read back by |
//! |---|---|---|
//! | [`geojson`] | events with everything that the corpus says of them | maps, GIS, our own reader |
//! | [`csv`] | events, one row each | spreadsheets, data frames |
//! | [`csl_json`], [`bibtex`], [`ris`] | articles, each with the events that it reports | reference managers |
//! | [`json_ld`] | a `Dataset` of `Event`s, `Place`s and `NewsArticle`s | search engines, triple stores |

pub mod bibtex;
mod chosen;
mod citation;
pub mod csl_json;
pub mod csv;
pub mod geojson;
pub mod json_ld;
mod node;
pub mod ris;
mod shared;
mod when;

pub use chosen::Chosen;

/// A format that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GeoJSON (RFC 7946) with a `when` after GeoJSON-T and Linked Places.
    GeoJson,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// The input data of the Citation Style Language.
    CslJson,
    /// BibTeX.
    Bibtex,
    /// The tagged format of Research Information Systems.
    Ris,
    /// JSON-LD with the vocabulary of schema.org.
    JsonLd,
}

/// What was chosen, in a format; ends with a line end. Costs some milliseconds for a thousand
/// events.
#[must_use]
pub fn export(format: Format, chosen: &Chosen<'_>) -> String {
    match format {
        Format::GeoJson => geojson::write(chosen),
        Format::Csv => csv::write(chosen),
        Format::CslJson => csl_json::write(chosen),
        Format::Bibtex => bibtex::write(chosen),
        Format::Ris => ris::write(chosen),
        Format::JsonLd => json_ld::write(chosen),
    }
}
