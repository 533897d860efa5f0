//! The rows of a compiled corpus: what stands in the bytes, apart from the types that the program
//! works with. Every change here is a new [`VERSION`](super::VERSION).
//!
//! Texts are borrowed from the bytes. A number of something that may be missing is one more than
//! the number, and 0 for nothing. A word is its position in its vocabulary, by the same rule where
//! it may be missing. Angles are in units of 1e-7 degrees: 11 mm, which gives back every position
//! of up to seven decimals exactly.

use serde::{Deserialize, Serialize};

/// Units in a degree.
pub(super) const PER_DEGREE: f64 = 1e7;

#[derive(Serialize, Deserialize)]
pub(super) struct CorpusRow<'a> {
    /// West, south, east, north.
    pub region: Option<[i32; 4]>,
    #[serde(borrow)]
    pub articles: Vec<ArticleRow<'a>>,
    #[serde(borrow)]
    pub kinds: Vec<KindRow<'a>>,
    #[serde(borrow)]
    pub places: Vec<PlaceRow<'a>>,
    #[serde(borrow)]
    pub events: Vec<EventRow<'a>>,
    #[serde(borrow)]
    pub relations: Vec<RelationRow<'a>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ArticleRow<'a> {
    pub id: &'a str,
    pub source: &'a str,
    pub outlet: &'a str,
    pub headline: &'a str,
    #[serde(borrow)]
    pub byline: Vec<&'a str>,
    pub published: &'a str,
    pub published_basis: u8,
    pub published_why: &'a str,
    pub language: &'a str,
    pub url: &'a str,
    #[serde(borrow)]
    pub translators: Vec<&'a str>,
    #[serde(borrow)]
    pub editors: Vec<&'a str>,
    #[serde(borrow)]
    pub original: Option<OriginalRow<'a>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct OriginalRow<'a> {
    pub outlet: &'a str,
    pub language: &'a str,
    #[serde(borrow)]
    pub byline: Vec<&'a str>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct KindRow<'a> {
    pub id: &'a str,
    #[serde(borrow)]
    pub names: [&'a str; 4],
}

#[derive(Serialize, Deserialize)]
pub(super) struct PlaceRow<'a> {
    pub id: &'a str,
    pub class: u8,
    pub country: Option<&'a str>,
    #[serde(borrow)]
    pub names: [&'a str; 4],
    #[serde(borrow)]
    pub other_names: Vec<&'a str>,
    pub position: Option<(i32, i32)>,
    /// Whole metres, rounded up: never more precise than what was claimed.
    pub precision_m: u32,
    pub shape: Option<&'a str>,
    pub facing: u32,
    pub within: u32,
    pub source: &'a str,
}

#[derive(Serialize, Deserialize)]
pub(super) struct EventRow<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub summary: &'a str,
    pub kind: u32,
    pub when: &'a str,
    pub basis: u8,
    pub why: &'a str,
    pub status: u8,
    pub url: &'a str,
    #[serde(borrow)]
    pub actors: Vec<&'a str>,
    #[serde(borrow)]
    pub mentions: Vec<MentionRow<'a>>,
    #[serde(borrow)]
    pub figures: Vec<FigureRow<'a>>,
    #[serde(borrow)]
    pub reports: Vec<ReportRow<'a>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct MentionRow<'a> {
    pub place: u32,
    pub role: u8,
    pub printed: &'a str,
}

#[derive(Serialize, Deserialize)]
pub(super) struct FigureRow<'a> {
    pub value: f64,
    pub value_to: Option<f64>,
    pub unit: &'a str,
    pub what: &'a str,
    pub printed: &'a str,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ReportRow<'a> {
    pub article: u32,
    pub paragraphs: Vec<u16>,
    pub certainty: u8,
    pub speaker: &'a str,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RelationRow<'a> {
    pub from: u32,
    pub kind: u8,
    pub to: u32,
    pub note: &'a str,
}
