//! Writes what is on the map in formats that other programs read: one text a format.
//!
//! Nothing here touches the disk. A text is finished before anybody prints it, so an error never
//! leaves half of one, and the same corpus gives the same bytes on every machine and in every
//! browser.
//!
//! | format | holds | read back by |
//! |---|---|---|
//! | [`geojson`] | events with everything that the corpus says of them | maps, GIS, our own reader |
//! | [`csv`] | events, one row each | spreadsheets, data frames |
//! | [`csl_json`], [`bibtex`], [`ris`] | articles, each with the events that it reports; of a view the view too | reference managers |
//! | `json_ld` | a `Dataset` of `Event`s, `Place`s and `NewsArticle`s; native only | search engines, triple stores |
//! | [`picture`] | the map as it is seen, as SVG | browsers, drawing programs |

pub mod bibtex;
mod chosen;
mod citation;
pub mod csl_json;
pub mod csv;
mod format;
pub mod geojson;
mod json;
#[cfg(not(target_arch = "wasm32"))]
pub mod json_ld;
#[cfg(not(target_arch = "wasm32"))]
mod node;
pub mod picture;
pub mod ris;
mod shared;
mod view;
mod when;

pub use chosen::Chosen;
pub use format::{Format, file_name};
pub use view::ViewCitation;

/// What was chosen, in a format; ends with a line end. Costs some milliseconds for a thousand
/// events.
#[must_use]
pub fn export(format: Format, chosen: &Chosen<'_>) -> String {
    cite(format, chosen, None)
}

/// The same, with an entry for the view in which it was found ahead of the articles. Formats of
/// events have no such entry and leave the view out.
#[must_use]
pub fn cite(format: Format, chosen: &Chosen<'_>, view: Option<&ViewCitation<'_>>) -> String {
    match format {
        Format::GeoJson => geojson::write(chosen),
        Format::Csv => csv::write(chosen),
        Format::CslJson => csl_json::write(chosen, view),
        Format::Bibtex => bibtex::write(chosen, view),
        Format::Ris => ris::write(chosen, view),
        #[cfg(not(target_arch = "wasm32"))]
        Format::JsonLd => json_ld::write(chosen),
    }
}
