//! A draft as the rules look at it: with everything found by its id.

use super::{Articles, Given, Ground};
use crate::read::corpus::Source;
use crate::read::corpus::draft::{
    ArticleDraft, Draft, EventDraft, PlaceDraft, RelationDraft, ReportDraft,
};
use std::collections::BTreeMap;

/// What a rule gets to see.
pub struct View<'s> {
    pub(super) source: &'s Source,
    pub(super) draft: &'s Draft,
    pub(super) articles: Option<&'s Articles>,
    pub(super) ground: Option<&'s dyn Ground>,
    pub(super) places: BTreeMap<&'s str, &'s PlaceDraft>,
    pub(super) events: Vec<EventView<'s>>,
    by_id: BTreeMap<&'s str, usize>,
}

/// An event with everything that the files say of it.
pub(super) struct EventView<'s> {
    pub event: &'s EventDraft,
    /// The reports of all articles, its own article's first.
    pub reports: Vec<(&'s ArticleDraft, &'s ReportDraft)>,
}

impl<'s> View<'s> {
    pub(super) fn new(source: &'s Source, given: Given<'s>) -> Self {
        let draft = &source.draft;
        let mut events = Vec::new();
        let mut by_id = BTreeMap::new();
        for article in &draft.articles {
            for event in &article.events {
                by_id.entry(&*event.id.value).or_insert(events.len());
                let reports = event.reports.iter().map(|report| (article, report));
                let reports = reports.collect();
                events.push(EventView { event, reports });
            }
        }
        for article in &draft.articles {
            for report in &article.reports {
                let id = report.event.as_ref().map(|id| &*id.value);
                if let Some(number) = id.and_then(|id| by_id.get(id)) {
                    events[*number].reports.push((article, report));
                }
            }
        }
        let mut places = BTreeMap::new();
        for place in &draft.places {
            places.entry(&*place.id.value).or_insert(place);
        }
        Self {
            source,
            draft,
            articles: given.articles,
            ground: given.ground,
            places,
            events,
            by_id,
        }
    }

    pub(super) fn event(&self, id: &str) -> Option<&EventView<'s>> {
        self.by_id.get(id).map(|number| &self.events[*number])
    }

    pub(super) fn relations(&self) -> impl Iterator<Item = &'s RelationDraft> {
        self.draft.articles.iter().flat_map(|a| &a.relations)
    }
}
