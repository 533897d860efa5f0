//! The formats, and the files that they make.

use crate::app::show_years;
use std::ops::RangeInclusive;

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
    /// JSON-LD with the vocabulary of schema.org. The command writes it; a reader's browser does
    /// not carry it.
    #[cfg(not(target_arch = "wasm32"))]
    JsonLd,
}

impl Format {
    /// How the name of its files ends, without a dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::Csv => "csv",
            // Reference managers know it by the last part alone.
            Self::CslJson => "csl.json",
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            #[cfg(not(target_arch = "wasm32"))]
            Self::JsonLd => "jsonld",
        }
    }

    /// Its media type: that of the IANA register where it has one, otherwise the one that Crossref
    /// and `DataCite` answer to.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json",
            Self::Csv => "text/csv;charset=utf-8;header=present",
            Self::CslJson => "application/vnd.citationstyles.csl+json",
            Self::Bibtex => "application/x-bibtex;charset=utf-8",
            Self::Ris => "application/x-research-info-systems;charset=utf-8",
            #[cfg(not(target_arch = "wasm32"))]
            Self::JsonLd => "application/ld+json",
        }
    }
}

/// Letters of an id that a file's name takes.
const MOST_LETTERS: usize = 60;

/// A name for a file: `yalu-map`, then the years and the id of the place or event that it is about,
/// where there are any, then the extension. Letters of every script are kept; what a file system
/// or a shell gives a meaning becomes a hyphen.
#[must_use]
pub fn file_name(years: Option<&RangeInclusive<i16>>, id: &str, extension: &str) -> String {
    let mut name = String::from("yalu-map");
    for part in [&*show_years(years), id] {
        if part.is_empty() {
            continue;
        }
        name.push('-');
        for letter in part.chars().take(MOST_LETTERS) {
            name.push(if is_plain(letter) { letter } else { '-' });
        }
    }
    name.push('.');
    name.push_str(extension);
    name
}

/// Whether a letter means nothing but itself, neither to a computer nor to the eye.
fn is_plain(letter: char) -> bool {
    match letter {
        '_' | '-' => true,
        '\0'..='\u{7f}' => letter.is_ascii_alphanumeric(),
        // Marks that are not seen and turn the direction of reading.
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        _ => !letter.is_whitespace() && !letter.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_plain() {
        let long = "x".repeat(99);
        for (years, id, expected) in [
            (None, "", "yalu-map.csv".to_owned()),
            (Some(2019..=2019), "", "yalu-map-2019.csv".to_owned()),
            (
                Some(2018..=2020),
                "dandong",
                "yalu-map-2018-2020-dandong.csv".to_owned(),
            ),
            (None, "혜산 市", "yalu-map-혜산-市.csv".to_owned()),
            (None, "a\u{202e}b\u{3000}c", "yalu-map-a-b-c.csv".to_owned()),
            (None, "../a\\b:c\0*", "yalu-map----a-b-c--.csv".to_owned()),
            (None, &long, format!("yalu-map-{}.csv", &long[..60])),
        ] {
            let found = file_name(years.as_ref(), id, Format::Csv.extension());
            assert_eq!(found, expected);
        }
    }
}
