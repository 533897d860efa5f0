//! What is exported: events in the order of time, and the articles that report them.

use crate::geo::LonLat;
use crate::index::{Catalog, Filter, Selection, horizon};
use crate::model::edtf::{Edtf, Years};
use crate::model::{Article, ArticleIx, Corpus, Event, EventIx, Place, PlaceIx, RelationKind};
use std::ops::RangeInclusive;

/// Events and articles of a corpus.
pub struct Chosen<'c> {
    /// The corpus that they are of.
    pub corpus: &'c Corpus,
    /// The events in the order of time, those without a date last.
    pub events: Vec<EventIx>,
    /// The articles in the order of the corpus: all of them where nothing was left out, otherwise
    /// those that report one of the events.
    pub articles: Vec<ArticleIx>,
    /// The years within which open dates are counted, as on the map.
    horizon: RangeInclusive<i16>,
}

/// A relation as one of its events sees it.
pub(super) struct Seen<'c> {
    /// The word of the relation, or where that has a direction and this is its far end, the word
    /// for the way back.
    pub name: &'static str,
    pub target: Event<'c>,
    pub note: &'c str,
}

impl<'c> Chosen<'c> {
    /// The events that pass a filter and, where one is given, name a place.
    #[must_use]
    pub fn new(catalog: &'c Catalog, filter: &Filter, place: Option<PlaceIx>) -> Self {
        let events = if let Some(place) = place {
            catalog.events_at(place, filter, usize::MAX).0
        } else {
            let mut selection = Selection::default();
            catalog.index().select(filter, &mut selection);
            catalog.selected(&selection, usize::MAX)
        };
        Self::of(catalog, events)
    }

    /// These events, which are expected in the order of time and each once.
    #[must_use]
    pub fn of(catalog: &'c Catalog, events: Vec<EventIx>) -> Self {
        let all = events.len() == catalog.corpus().len();
        Self::with(catalog.corpus(), events, all)
    }

    /// One event and the articles that report it.
    #[must_use]
    pub fn one(catalog: &'c Catalog, event: EventIx) -> Self {
        Self::with(catalog.corpus(), vec![event], false)
    }

    /// Events, with all articles or with those that report them.
    fn with(corpus: &'c Corpus, events: Vec<EventIx>, all: bool) -> Self {
        let mut reports = vec![all; corpus.articles.len()];
        for event in &events {
            for report in corpus.event(*event).reports() {
                reports[report.article.at()] = true;
            }
        }
        let articles = (0..).map(ArticleIx).zip(reports);
        Self {
            corpus,
            events,
            articles: articles.filter_map(|(ix, is)| is.then_some(ix)).collect(),
            horizon: horizon(corpus),
        }
    }

    pub(super) fn events(&self) -> impl Iterator<Item = Event<'c>> {
        self.events.iter().map(|ix| self.corpus.event(*ix))
    }

    pub(super) fn articles(&self) -> impl Iterator<Item = (ArticleIx, &'c Article)> {
        self.articles
            .iter()
            .map(|ix| (*ix, self.corpus.article(*ix)))
    }

    /// The date of an event; `None` where it is undated.
    pub(super) fn date(event: Event<'_>) -> Option<Edtf> {
        let edtf = Edtf::parse(event.when()).ok()?;
        (!edtf.is_undated()).then_some(edtf)
    }

    pub(super) fn years(&self, date: Option<&Edtf>) -> Years {
        date.map(|date| date.years(self.horizon.clone()))
            .unwrap_or_default()
    }

    /// Where an event stands on the map, each place once, the main one first.
    pub(super) fn on_map(&self, event: Event<'c>) -> Vec<(&'c Place, LonLat)> {
        let mut found: Vec<(&Place, LonLat)> = Vec::new();
        for mention in event.mentions() {
            let place = self.corpus.place(mention.place);
            let marker = place.marker(self.corpus.region.as_ref());
            if let Some(at) =
                marker.filter(|_| !found.iter().any(|(other, _)| other.id == place.id))
            {
                found.push((place, at));
            }
        }
        found
    }

    /// The relations of an event, from either end, in the order of the corpus.
    pub(super) fn relations(&self, event: Event<'c>) -> Vec<Seen<'c>> {
        let relations = self.corpus.relations_of(event.ix());
        let seen = relations.map(|relation| {
            let outward = relation.from == event.ix();
            Seen {
                name: seen_from(relation.kind, outward),
                target: self
                    .corpus
                    .event(if outward { relation.to } else { relation.from }),
                note: &relation.note,
            }
        });
        seen.collect()
    }
}

/// A relation read from its first event, or from its second.
fn seen_from(kind: RelationKind, outward: bool) -> &'static str {
    match (kind, outward) {
        (RelationKind::Confirms, false) => "confirmed-by",
        (RelationKind::Follows, false) => "followed-by",
        (RelationKind::PartOf, false) => "has-part",
        // Both events are the same as, or contradict, each other.
        (kind, _) => kind.slug(),
    }
}
