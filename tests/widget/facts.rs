//! What the corpus says, read natively and counted one event after the other: the oracle.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::OnceLock;

use yalu_map::model::edtf::{Edtf, OrderKey};
use yalu_map::model::{Corpus, Event, Lang, Place, PlaceClass};
use yalu_map::read::corpus::read_corpus;

/// A range of years, or all of them.
pub type Years = Option<RangeInclusive<i16>>;

/// The package's corpus.
pub fn corpus() -> &'static Corpus {
    static CORPUS: OnceLock<Corpus> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let source = read_corpus(&folder).expect("the corpus's folder");
        source.corpus.expect("a corpus without problems")
    })
}

/// The event with an id.
pub fn event(id: &str) -> Event<'static> {
    let found = corpus().find_event(id);
    corpus().event(found.unwrap_or_else(|| panic!("the corpus has no event `{id}`")))
}

/// The place with an id.
pub fn place(id: &str) -> &'static Place {
    let found = corpus().find_place(id);
    corpus().place(found.unwrap_or_else(|| panic!("the corpus has no place `{id}`")))
}

/// The ids of all events within the years.
pub fn all(years: &Years) -> BTreeSet<String> {
    let events = within(years).map(|event| event.id().to_owned());
    events.collect()
}

/// The ids of the events within the years at any of some places.
pub fn at(places: &[impl AsRef<str>], years: &Years) -> BTreeSet<String> {
    let is_there = |event: &Event| {
        let mut ids = event.places().map(|place| &*corpus().place(place).id);
        ids.any(|id| places.iter().any(|place| place.as_ref() == id))
    };
    let events = within(years).filter(is_there);
    events.map(|event| event.id().to_owned()).collect()
}

/// The places without a marker that have events within the years, with their counts by English
/// name: those drawn on the map otherwise, or those off it.
pub fn shelf(on_map: bool, years: &Years) -> BTreeMap<String, usize> {
    let is_drawn = |place: &Place| {
        matches!(
            place.class,
            PlaceClass::Province
                | PlaceClass::Prefecture
                | PlaceClass::BorderStretch
                | PlaceClass::River
        )
    };
    let region = corpus().region.as_ref();
    let places = corpus().places.iter();
    places
        .filter(|place| place.marker(region).is_none() && is_drawn(place) == on_map)
        .map(|place| {
            let count = at(&[&*place.id], years).len();
            (place.name(Lang::En).to_owned(), count)
        })
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// Where an event stands in the order of time; undated ones stand last.
pub fn order(id: &str) -> (bool, Option<OrderKey>) {
    let date = Edtf::parse(event(id).when()).ok();
    let date = date.filter(|date| !date.is_undated());
    (date.is_none(), date.as_ref().map(Edtf::order_key))
}

/// The events that may touch the years; undated ones may touch any.
fn within(years: &Years) -> impl Iterator<Item = Event<'static>> {
    corpus()
        .events()
        .filter(|event| touches(event.when(), years))
}

fn touches(when: &str, years: &Years) -> bool {
    let Some(years) = years else { return true };
    match Edtf::parse(when) {
        Ok(date) if !date.is_undated() => {
            let possible = date.years(1000..=3000).possible;
            years.clone().any(|year| possible.contains(year))
        }
        _ => true,
    }
}
