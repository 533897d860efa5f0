//! An event and what it is made of.

use super::{
    ArticleIx, Basis, Certainty, Corpus, EventIx, KindIx, PlaceIx, RelationKind, Role, Status,
};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// An event as it is handed to a corpus: borrowed, checked by whoever reads it.
#[derive(Clone, Debug, Default)]
pub struct NewEvent<'a> {
    /// The author's permanent id.
    pub id: &'a str,
    /// What happened, in a few words.
    pub title: &'a str,
    /// What happened, in a sentence or two; may be empty.
    pub summary: &'a str,
    /// Its kind, if it has one.
    pub kind: Option<KindIx>,
    /// When, as valid EDTF; empty where it is not dated.
    pub when: &'a str,
    /// Where the date comes from.
    pub basis: Option<Basis>,
    /// The reasoning behind the date; may be empty.
    pub why: &'a str,
    /// Whether it took place.
    pub status: Option<Status>,
    /// Where to read about it; may be empty.
    pub url: &'a str,
    /// Who acts in it.
    pub actors: Vec<Box<str>>,
    /// Where, the main place first.
    pub mentions: Vec<Mention>,
    /// Numbers reported of it.
    pub figures: Vec<Figure>,
    /// Who reports it.
    pub reports: Vec<Report>,
}

/// A place as an event names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The place.
    pub place: PlaceIx,
    /// What it is to the event.
    pub role: Role,
    /// The name as the article prints it; may be empty.
    pub printed: Printed,
}

/// A name in one word of memory, since most mentions of a large file have none. Copies share it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Printed(Option<Arc<Box<str>>>);

impl From<&str> for Printed {
    fn from(name: &str) -> Self {
        Self((!name.is_empty()).then(|| Arc::new(name.into())))
    }
}

impl Deref for Printed {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.as_deref().map_or("", |name| name)
    }
}

impl fmt::Debug for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// A number that an article reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub value_to: Option<f64>,
    /// What it counts, as "billion USD"; may be empty.
    pub unit: Box<str>,
    /// What it is a measure of.
    pub what: Box<str>,
    /// As the article prints it.
    pub printed: Box<str>,
}

/// An article's account of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The article.
    pub article: ArticleIx,
    /// Which of its paragraphs, counted from 1 over the lines that are not empty.
    pub paragraphs: Box<[u16]>,
    /// On what ground, if that is known.
    pub certainty: Option<Certainty>,
    /// Who says so; may be empty.
    pub speaker: Box<str>,
}

/// How two events hang together, read from the first to the second.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The first event.
    pub from: EventIx,
    /// How.
    pub kind: RelationKind,
    /// The second event.
    pub to: EventIx,
    /// Why, in a few words.
    pub note: Box<str>,
}

/// An event of a corpus: a view that costs two words.
#[derive(Clone, Copy)]
pub struct Event<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) ix: EventIx,
}

impl<'a> Event<'a> {
    /// Its number in the corpus.
    #[must_use]
    pub const fn ix(self) -> EventIx {
        self.ix
    }

    /// The author's permanent id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.corpus.columns.ids.get(self.ix.0)
    }

    /// What happened, in a few words.
    #[must_use]
    pub fn title(self) -> &'a str {
        self.corpus.columns.titles.get(self.ix.0)
    }

    /// What happened, in a sentence or two; may be empty.
    #[must_use]
    pub fn summary(self) -> &'a str {
        self.corpus.columns.summaries.get(self.ix.0)
    }

    /// Which of [`Corpus::dates`] it has.
    #[must_use]
    pub fn date(self) -> u32 {
        self.corpus.columns.whens.number(self.ix.at())
    }

    /// When, as EDTF; empty where it is not dated.
    #[must_use]
    pub fn when(self) -> &'a str {
        self.corpus.columns.whens.get(self.ix.at())
    }

    /// The reasoning behind the date; may be empty.
    #[must_use]
    pub fn why(self) -> &'a str {
        self.corpus.columns.whys.get(self.ix.0)
    }

    /// Where to read about it; may be empty.
    #[must_use]
    pub fn url(self) -> &'a str {
        self.corpus.columns.urls.get(self.ix.0)
    }

    /// Its kind, if it has one.
    #[must_use]
    pub fn kind(self) -> Option<KindIx> {
        self.corpus.columns.kind(self.ix)
    }

    /// Where its date comes from.
    #[must_use]
    pub fn basis(self) -> Option<Basis> {
        self.corpus.columns.basis(self.ix)
    }

    /// Whether it took place.
    #[must_use]
    pub fn status(self) -> Option<Status> {
        self.corpus.columns.status(self.ix)
    }

    /// Who acts in it.
    #[must_use]
    pub fn actors(self) -> &'a [Box<str>] {
        self.corpus.columns.actors.get(self.ix.0)
    }

    /// Where, the main place first.
    #[must_use]
    pub fn mentions(self) -> Vec<Mention> {
        self.corpus.columns.mentions.get(self.ix.0)
    }

    /// The places of [`Event::mentions`], one as often as it is mentioned. Costs no allocation.
    pub fn places(self) -> impl Iterator<Item = PlaceIx> + Clone + use<'a> {
        self.corpus.columns.mentions.places(self.ix.0)
    }

    /// The names by which its mentions call their places; some are empty.
    pub fn printed(self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.corpus.columns.mentions.printed(self.ix.0)
    }

    /// Numbers reported of it.
    #[must_use]
    pub fn figures(self) -> &'a [Figure] {
        self.corpus.columns.figures.get(self.ix.0)
    }

    /// Who reports it.
    #[must_use]
    pub fn reports(self) -> &'a [Report] {
        self.corpus.columns.reports.get(self.ix.0)
    }

    /// The surest ground on which any of its reports stands.
    #[must_use]
    pub fn certainty(self) -> Option<Certainty> {
        self.reports()
            .iter()
            .filter_map(|report| report.certainty)
            .min()
    }
}
