//! Looks things up in the corpus.

use std::path::Path;
use std::sync::LazyLock;
use yalu_map::export::Chosen;
use yalu_map::index::{Catalog, Filter};
use yalu_map::model::edtf::{Day, Edtf};
use yalu_map::model::{Article, Event, EventIx, RelationKind};
use yalu_map::read::corpus::read_corpus;

/// The package's own corpus.
pub static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    Catalog::new(read_corpus(&folder).unwrap().corpus.unwrap()).unwrap()
});

/// A [`weekday`].
pub const TUESDAY: i64 = 2;
/// A [`weekday`].
pub const SATURDAY: i64 = 6;

/// From 0, Sunday, to 6. Day 0, 1 January 1970, was a Thursday.
pub fn weekday(day: Day) -> i64 {
    (day.number() + 4).rem_euclid(7)
}

/// The event with an id.
pub fn event(id: &str) -> Event<'static> {
    let found = CATALOG.corpus().find_event(id);
    assert!(found.is_some(), "there is no event {id}");
    CATALOG.corpus().event(found.unwrap())
}

/// The article with an id.
pub fn article(id: &str) -> &'static Article {
    let mut articles = CATALOG.corpus().articles.iter();
    articles.find(|article| &*article.id == id).unwrap()
}

/// The date of an event that has one.
pub fn date(event: Event<'_>) -> Edtf {
    Edtf::parse(event.when()).unwrap()
}

/// The first day of a date.
pub fn day(text: &str) -> Day {
    Edtf::parse(text).unwrap().earliest().day().unwrap()
}

fn ids(events: &[EventIx]) -> Vec<&'static str> {
    let events = events
        .iter()
        .map(|event| CATALOG.corpus().event(*event).id());
    let mut ids: Vec<&str> = events.collect();
    ids.sort_unstable();
    ids
}

/// The dated events that may have been in these years, as the map and the exports choose them.
pub fn in_years(first: i16, last: i16) -> Vec<&'static str> {
    let filter = Filter {
        years: Some(first..=last),
        undated: false,
        ..Filter::default()
    };
    ids(&Chosen::new(&CATALOG, &filter, None).events)
}

/// The events that name a place.
pub fn at(place: &str) -> Vec<&'static str> {
    let place = CATALOG.corpus().find_place(place).unwrap();
    ids(&CATALOG.events_at(place, &Filter::default(), usize::MAX).0)
}

/// The events that an article reports.
pub fn of_article(id: &str) -> impl Iterator<Item = Event<'static>> {
    CATALOG
        .corpus()
        .events()
        .filter(move |event| reports(*event, id))
}

/// Whether an article reports an event.
pub fn reports(event: Event<'_>, article: &str) -> bool {
    let mut reports = event.reports().iter();
    reports.any(|report| &*CATALOG.corpus().article(report.article).id == article)
}

/// Whether it does so in a paragraph.
pub fn cites(event: Event<'_>, article: &str, paragraph: u16) -> bool {
    event.reports().iter().any(|report| {
        &*CATALOG.corpus().article(report.article).id == article
            && report.paragraphs.contains(&paragraph)
    })
}

/// The source files of the articles that report an event.
pub fn sources(event: Event<'_>) -> Vec<&'static str> {
    let reports = event.reports().iter();
    reports
        .map(|report| &*CATALOG.corpus().article(report.article).source)
        .collect()
}

/// The ids of the places that an event names.
pub fn places(event: Event<'_>) -> Vec<&'static str> {
    let places = event.places();
    places
        .map(|place| &*CATALOG.corpus().place(place).id)
        .collect()
}

/// Whether a relation leads from one event to the other, or where it has no direction, back.
pub fn related(from: &str, kind: RelationKind, to: &str) -> bool {
    let (from, to) = (event(from).ix(), event(to).ix());
    let relations = CATALOG.corpus().relations().iter();
    let mut of_kind = relations.filter(|relation| relation.kind == kind);
    of_kind.any(|relation| {
        let ends = (relation.from, relation.to);
        let symmetric = matches!(kind, RelationKind::Contradicts | RelationKind::SameAs);
        ends == (from, to) || symmetric && ends == (to, from)
    })
}
