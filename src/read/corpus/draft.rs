//! A corpus as its authors wrote it: every value knows its file and bytes.

use crate::geo::LonLat;
use crate::model::edtf::Edtf;
use crate::model::{Basis, Certainty, Lang, PlaceClass, RelationKind, Role, Status};
use crate::read::problem::{At, Span, Text};

/// What the files say, before anything refers to anything. A required value that is missing is an
/// empty text or `None` here, and a [`Problem`](crate::read::problem::Problem) beside it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// `kinds.toml`.
    pub kinds: Vec<KindDraft>,
    /// `places.toml`.
    pub places: Vec<PlaceDraft>,
    /// The files of `articles`, in the order of their names.
    pub articles: Vec<ArticleDraft>,
}

/// A kind of event.
#[derive(Clone, Debug)]
pub struct KindDraft {
    /// `id`.
    pub id: Text,
    /// `names`.
    pub names: NamesDraft,
    /// `about`.
    pub about: Text,
}

/// Names in the languages of the map.
#[derive(Clone, Debug)]
pub struct NamesDraft {
    /// The table.
    pub span: Span,
    /// In the order of [`Lang::ALL`].
    pub texts: [Option<Text>; Lang::ALL.len()],
}

/// A place of the gazetteer.
#[derive(Clone, Debug)]
pub struct PlaceDraft {
    /// `id`.
    pub id: Text,
    /// `class`.
    pub class: Option<At<PlaceClass>>,
    /// `country`.
    pub country: Option<Text>,
    /// `names`.
    pub names: NamesDraft,
    /// `other`.
    pub other: Vec<Text>,
    /// `position`; `None` within where it is not one.
    pub position: Option<At<Option<LonLat>>>,
    /// `precision_m`.
    pub precision_m: Option<At<f64>>,
    /// `shape`.
    pub shape: Option<Text>,
    /// `facing`.
    pub facing: Option<Text>,
    /// `within`.
    pub within: Option<Text>,
    /// `source`.
    pub source: Option<Text>,
}

/// A date as it is written and what it means.
#[derive(Clone, Debug)]
pub struct DateDraft {
    /// As it is written.
    pub text: Text,
    /// What it means; `None` where it is not EDTF.
    pub edtf: Option<Edtf>,
}

/// An article and what it reports.
#[derive(Clone, Debug)]
pub struct ArticleDraft {
    /// `id`.
    pub id: Text,
    /// `source`.
    pub source: Text,
    /// `outlet`.
    pub outlet: Text,
    /// `headline`.
    pub headline: Text,
    /// `byline`.
    pub byline: Vec<Text>,
    /// `translators`.
    pub translators: Vec<Text>,
    /// `editors`.
    pub editors: Vec<Text>,
    /// `published`.
    pub published: Option<DateDraft>,
    /// `published_basis`; `None` within where it is not one.
    pub published_basis: Option<At<Option<Basis>>>,
    /// `published_why`.
    pub published_why: Option<Text>,
    /// `language`.
    pub language: Text,
    /// `url`.
    pub url: Option<Text>,
    /// `original`: what it is a translation or a reprint of.
    pub original: Option<OriginalDraft>,
    /// `fingerprints`.
    pub fingerprints: Option<FingerprintsDraft>,
    /// The events that are described in its file.
    pub events: Vec<EventDraft>,
    /// Its reports of events that are described in other files.
    pub reports: Vec<ReportDraft>,
    /// The relations that stand in its file.
    pub relations: Vec<RelationDraft>,
}

/// Where an article was first printed.
#[derive(Clone, Debug)]
pub struct OriginalDraft {
    /// `outlet`.
    pub outlet: Option<Text>,
    /// `language`.
    pub language: Option<Text>,
    /// `byline`.
    pub byline: Vec<Text>,
}

/// Fingerprints of an article's cited paragraphs.
#[derive(Clone, Debug)]
pub struct FingerprintsDraft {
    /// The table.
    pub span: Span,
    /// Number of the paragraph and SHA-256 in hexadecimal.
    pub entries: Vec<(At<u16>, Text)>,
}

/// An event.
#[derive(Clone, Debug)]
pub struct EventDraft {
    /// `id`.
    pub id: Text,
    /// `title`.
    pub title: Text,
    /// `summary`.
    pub summary: Text,
    /// `kind`: the id of one.
    pub kind: Text,
    /// `when`.
    pub when: Option<DateDraft>,
    /// `when_basis`; `None` within where it is not one.
    pub when_basis: Option<At<Option<Basis>>>,
    /// `when_why`.
    pub when_why: Option<Text>,
    /// `status`.
    pub status: Option<At<Status>>,
    /// `actors`.
    pub actors: Vec<Text>,
    /// `places`.
    pub mentions: Vec<MentionDraft>,
    /// `figures`.
    pub figures: Vec<FigureDraft>,
    /// `report`, in the article whose file this is.
    pub reports: Vec<ReportDraft>,
}

/// A place as an event names it.
#[derive(Clone, Debug)]
pub struct MentionDraft {
    /// `place`: the id of one.
    pub place: Text,
    /// `role`.
    pub role: Option<At<Role>>,
    /// `printed`.
    pub printed: Option<Text>,
}

/// A number that an article reports.
#[derive(Clone, Debug)]
pub struct FigureDraft {
    /// `value`; `None` where it is missing or not a number.
    pub value: Option<At<f64>>,
    /// `value_to`.
    pub value_to: Option<At<f64>>,
    /// `unit`.
    pub unit: Option<Text>,
    /// `what`.
    pub what: Text,
    /// `printed`.
    pub printed: Text,
}

/// An article's account of an event.
#[derive(Clone, Debug)]
pub struct ReportDraft {
    /// The table.
    pub span: Span,
    /// `event`: the id of one; `None` where the report stands within its event.
    pub event: Option<Text>,
    /// `paragraphs`; `None` where they are missing or not all numbers.
    pub paragraphs: Option<At<Vec<At<u16>>>>,
    /// `certainty`.
    pub certainty: Option<At<Certainty>>,
    /// `speaker`.
    pub speaker: Option<Text>,
}

/// How two events hang together.
#[derive(Clone, Debug)]
pub struct RelationDraft {
    /// The table.
    pub span: Span,
    /// `from`: the id of an event.
    pub from: Text,
    /// `type`.
    pub kind: Option<At<RelationKind>>,
    /// `to`: the id of an event.
    pub to: Text,
    /// `note`.
    pub note: Option<Text>,
}
