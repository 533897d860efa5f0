//! Ties a draft together: ids to numbers, texts to a corpus.

use super::draft::{ArticleDraft, Draft, EventDraft, NamesDraft, ReportDraft};
use super::suggest;
use crate::model::{
    Article, ArticleIx, Corpus, EventIx, Figure, Kind, KindIx, Lang, Mention, NewEvent, Original,
    Place, PlaceIx, REGION, Relation, Report,
};
use crate::read::problem::{Problem, Span, Text};
use std::collections::BTreeMap;

/// The corpus of a draft. `None` when there were problems before or something refers to nothing;
/// then the problems say what.
pub(super) fn build(draft: &Draft, unread: Unread, problems: &mut Vec<Problem>) -> Option<Corpus> {
    let mut ids = Ids {
        kinds: Names::new("kind", draft.kinds.iter().map(|kind| &kind.id)),
        places: Names::new("place", draft.places.iter().map(|place| &place.id)),
        articles: Names::new("article", draft.articles.iter().map(|article| &article.id)),
        events: Names::new("event", events(draft).map(|(_, event)| &event.id)),
        unread,
        problems: Vec::new(),
    };
    for names in [&ids.kinds, &ids.places, &ids.articles, &ids.events] {
        problems.extend(names.repeated());
    }
    let mut corpus = Corpus::default();
    corpus.region = Some(REGION);
    corpus.articles = draft.articles.iter().map(article).collect();
    corpus.places = places(draft, &mut ids);
    corpus.kinds = kinds(draft);
    let reports = reports(draft, &mut ids);
    for ((_, event), reports) in events(draft).zip(reports) {
        add_event(&mut corpus, event, reports, &mut ids);
    }
    for relation in draft.articles.iter().flat_map(|a| &a.relations) {
        let from = ids.event(&relation.from);
        let to = ids.event(&relation.to);
        if let (Some(from), Some(to), Some(kind)) = (from, to, &relation.kind) {
            let relation = Relation {
                from,
                kind: kind.value,
                to,
                note: maybe(relation.note.as_ref()),
            };
            // Where an event is missing, a problem says so.
            let _ = corpus.add_relation(relation);
        }
    }
    problems.append(&mut ids.problems);
    problems.is_empty().then_some(corpus)
}

/// Of what a file could not be read: what refers to it is not a problem of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unread {
    pub kinds: bool,
    pub places: bool,
    pub events: bool,
}

/// All events with the number of the article whose file they stand in.
fn events(draft: &Draft) -> impl Iterator<Item = (ArticleIx, &EventDraft)> {
    let articles = draft.articles.iter().enumerate();
    articles.flat_map(|(number, article)| {
        let events = article.events.iter();
        events.map(move |event| (ArticleIx(number as u32), event))
    })
}

fn kinds(draft: &Draft) -> Vec<Kind> {
    let kinds = draft.kinds.iter().map(|kind| Kind {
        id: kind.id.value.clone(),
        names: names(&kind.names),
    });
    kinds.collect()
}

fn places(draft: &Draft, ids: &mut Ids<'_>) -> Vec<Place> {
    let places = draft.places.iter().filter_map(|place| {
        let facing = place.facing.as_ref().and_then(|id| ids.place(id));
        let within = place.within.as_ref().and_then(|id| ids.place(id));
        Some(Place {
            id: place.id.value.clone(),
            class: place.class.as_ref()?.value,
            country: place.country.as_ref().map(|text| text.value.clone()),
            names: names(&place.names),
            other_names: all(&place.other),
            position: place.position.as_ref().and_then(|at| at.value),
            precision_m: place.precision_m.as_ref().map_or(0.0, |at| at.value),
            shape: place.shape.as_ref().map(|text| text.value.clone()),
            facing,
            within,
            source: maybe(place.source.as_ref()),
        })
    });
    places.collect()
}

fn article(article: &ArticleDraft) -> Article {
    Article {
        id: article.id.value.clone(),
        source: article.source.value.clone(),
        outlet: article.outlet.value.clone(),
        headline: article.headline.value.clone(),
        byline: all(&article.byline),
        translators: all(&article.translators),
        editors: all(&article.editors),
        original: article.original.as_ref().map(|original| Original {
            outlet: maybe(original.outlet.as_ref()),
            language: maybe(original.language.as_ref()),
            byline: all(&original.byline),
        }),
        published: maybe(article.published.as_ref().map(|date| &date.text)),
        published_basis: article.published_basis.as_ref().and_then(|at| at.value),
        published_why: maybe(article.published_why.as_ref()),
        language: article.language.value.clone(),
        url: maybe(article.url.as_ref()),
    }
}

/// The reports of every event, its own article's first.
fn reports(draft: &Draft, ids: &mut Ids<'_>) -> Vec<Vec<Report>> {
    let own = events(draft).map(|(article, event)| {
        let reports = event.reports.iter();
        reports.map(|draft| report(article, draft)).collect()
    });
    let mut reports: Vec<Vec<Report>> = own.collect();
    for (number, article) in draft.articles.iter().enumerate() {
        for other in &article.reports {
            let event = other.event.as_ref().and_then(|id| ids.event(id));
            if let Some(event) = event.and_then(|event| reports.get_mut(event.at())) {
                event.push(report(ArticleIx(number as u32), other));
            }
        }
    }
    reports
}

fn report(article: ArticleIx, draft: &ReportDraft) -> Report {
    let paragraphs = draft.paragraphs.iter().flat_map(|at| &at.value);
    Report {
        article,
        paragraphs: paragraphs.map(|at| at.value).collect(),
        certainty: draft.certainty.as_ref().map(|at| at.value),
        speaker: maybe(draft.speaker.as_ref()),
    }
}

fn add_event(corpus: &mut Corpus, event: &EventDraft, reports: Vec<Report>, ids: &mut Ids<'_>) {
    let mentions = event.mentions.iter().filter_map(|mention| {
        let place = ids.place(&mention.place)?;
        Some(Mention {
            place,
            role: mention.role.as_ref()?.value,
            printed: (&*maybe(mention.printed.as_ref())).into(),
        })
    });
    let mentions = mentions.collect();
    let figures = event.figures.iter().map(|figure| Figure {
        value: figure.value.as_ref().map_or(0.0, |at| at.value),
        value_to: figure.value_to.as_ref().map(|at| at.value),
        unit: maybe(figure.unit.as_ref()),
        what: figure.what.value.clone(),
        printed: figure.printed.value.clone(),
    });
    let when = event.when.as_ref();
    // Where a place or a kind is missing, a problem says so.
    let _ = corpus.add_event(&NewEvent {
        id: &event.id.value,
        title: &event.title.value,
        summary: &event.summary.value,
        kind: ids.kind(&event.kind),
        when: when.map_or("", |date| &date.text.value),
        basis: event.when_basis.as_ref().and_then(|at| at.value),
        why: event.when_why.as_ref().map_or("", |text| &text.value),
        status: event.status.as_ref().map(|at| at.value),
        url: "",
        actors: all(&event.actors),
        mentions,
        figures: figures.collect(),
        reports,
    });
}

fn names(names: &NamesDraft) -> [Box<str>; Lang::ALL.len()] {
    names.texts.each_ref().map(|text| maybe(text.as_ref()))
}

fn maybe(text: Option<&Text>) -> Box<str> {
    text.map(|text| text.value.clone()).unwrap_or_default()
}

fn all(texts: &[Text]) -> Vec<Box<str>> {
    texts.iter().map(|text| text.value.clone()).collect()
}

/// Numbers of everything that has an id.
struct Ids<'d> {
    kinds: Names<'d>,
    places: Names<'d>,
    articles: Names<'d>,
    events: Names<'d>,
    unread: Unread,
    problems: Vec<Problem>,
}

impl Ids<'_> {
    fn kind(&mut self, id: &Text) -> Option<KindIx> {
        let found = self.kinds.find(id, self.unread.kinds, &mut self.problems);
        found.map(KindIx)
    }

    fn place(&mut self, id: &Text) -> Option<PlaceIx> {
        let found = self.places.find(id, self.unread.places, &mut self.problems);
        found.map(PlaceIx)
    }

    fn event(&mut self, id: &Text) -> Option<EventIx> {
        let found = self.events.find(id, self.unread.events, &mut self.problems);
        found.map(EventIx)
    }
}

/// The ids of one sort of thing.
struct Names<'d> {
    sort: &'static str,
    /// Where each stands first, and its number.
    first: BTreeMap<&'d str, (u32, Span)>,
    again: Vec<&'d Text>,
}

impl<'d> Names<'d> {
    fn new(sort: &'static str, ids: impl Iterator<Item = &'d Text>) -> Self {
        let mut names = Self {
            sort,
            first: BTreeMap::new(),
            again: Vec::new(),
        };
        for (number, id) in ids.enumerate() {
            // A missing id is a problem already.
            if id.value.is_empty() {
                continue;
            }
            if names.first.contains_key(&*id.value) {
                names.again.push(id);
            } else {
                names.first.insert(&id.value, (number as u32, id.span));
            }
        }
        names
    }

    fn repeated(&self) -> impl Iterator<Item = Problem> {
        self.again.iter().map(|id| {
            // Which of the two is the new one, the files do not say.
            let message = format!(
                "the id `{}` is used for more than one {}",
                id.value, self.sort
            );
            Problem::new("duplicate-id", id.span, message)
                .note(self.first[&*id.value].1, "it is used here, too")
                .help("the one that was there first keeps it; invent another for the other")
        })
    }

    fn find(&self, id: &Text, unread: bool, problems: &mut Vec<Problem>) -> Option<u32> {
        let found = self.first.get(&*id.value);
        if found.is_none() && !unread && !id.value.is_empty() {
            let message = format!("there is no {} with the id `{}`", self.sort, id.value);
            let help = suggest::hint(&id.value, self.first.keys().copied());
            problems.push(Problem::new("unknown-reference", id.span, message).maybe_help(help));
        }
        found.map(|(number, _)| *number)
    }
}
