//! The list of events, by year or by place.

use super::card::{card, way, way_of};
use super::chosen::mentioned;
use super::dom::each;
use super::el::{El, el, follow, set};
use super::icon::button;
use super::signals::prelude::*;
use super::sketch::{Sketch, sketch};
use super::store::{Choice, Group, Lit, Store};
use super::tools::Tools;
use crate::app::event::first_year;
use crate::app::words::words;
use crate::index::sorting::order;
use crate::index::{Catalog, NodeId};
use crate::model::{EventIx, Lang, PlaceIx};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// So many events are listed at once; a button lists as many again.
pub const PAGE: usize = 100;

/// The element of an event's card.
const CARD: &str = "article";

/// Its attribute for the number of its event.
const NUMBER: &str = "data-number";

/// Its attribute when it is the event that is read.
const CURRENT: &str = "aria-current";

/// Its attribute when the pointer is on a marker of the event.
const LIT: &str = "data-lit";

/// So many places are put in order for a list by place.
const SORTED: usize = 5_000;

/// A line of the list. The first number says which data and which language it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// Events of a year follow; `None` is no date.
    Year(u32, Option<i32>),
    /// Events of a place follow, with how many there are.
    Place(u32, PlaceIx, u32),
    /// An event, under a place in a list by place.
    Event(u32, EventIx, Option<PlaceIx>),
}

/// The list; `events` are those of the first pages. Unless the `whole` list is wanted, because it
/// is read further down or printed, what is below a screen follows in later tasks.
pub fn list(
    store: Store,
    tools: &Tools,
    events: Memo<(Vec<EventIx>, u32)>,
    pages: RwSignal<usize>,
    whole: RwSignal<bool>,
) -> El {
    let rows = Memo::new(move |_| {
        let Some(catalog) = store.catalog.get() else {
            return Vec::new();
        };
        let edition = store.catalog_generation.get() * Lang::ALL.len() as u32;
        let edition = edition + store.lang.get() as u32;
        let by_place = store.group.get() == Group::Place && store.choice.get() == Choice::Nothing;
        if by_place {
            return by_places(store, &catalog, edition, pages.get() * PAGE);
        }
        let is_one = matches!(store.choice.get(), Choice::Event(_));
        events.with(|(events, _)| match events.as_slice() {
            // One event has its year in its date.
            [event] if is_one => vec![Row::Event(edition, *event, None)],
            events => by_years(&catalog, edition, events),
        })
    });
    let tools = tools.clone();
    // A line is never changed: in other words or for other data it is another line.
    let make = move |row: &Row| {
        let Some(catalog) = store.catalog.get_untracked() else {
            return el("p");
        };
        let lang = store.lang.get_untracked();
        let line = match *row {
            Row::Year(_, year) => sketch("h3").text(&match year {
                Some(year) => year.to_string(),
                None => words(lang).no_date.into(),
            }),
            Row::Place(_, place, count) => place_row(&catalog, lang, place, count),
            Row::Event(_, event, _) => event_row(store, &catalog, lang, event),
        };
        line.made(&tools)
    };
    // One listener for all cards and all that is in them.
    let over = move |event: web_sys::Event| {
        let card = target(&event).and_then(|target| target.closest(CARD).ok()?);
        light(store, card.as_ref().and_then(event_of));
    };
    let out = move |_: web_sys::Event| light(store, None);
    let press = move |event: web_sys::Event| {
        if let Some(to) = target(&event).as_ref().and_then(way_of) {
            store.choice.set(to);
        }
    };
    let list = el("div")
        .class("list")
        .on("pointerover", over)
        .on("pointerleave", out)
        .on("focusin", over)
        .on("focusout", out)
        .on("click", press)
        .list_by(move || rows.get(), make, move || whole.get());
    let cards = list.element().clone();
    follow(move || {
        let choice = store.choice.get();
        mark(&cards, CURRENT, &|event| choice == Choice::Event(event));
    });
    let cards = list.element().clone();
    let mut any = false;
    follow(move || {
        let lit = store.lit.get();
        let is_node = matches!(lit, Lit::Node(_));
        if any || is_node {
            mark(&cards, LIT, &|event| is_lit(store, lit, event));
        }
        any = is_node;
    });
    list
}

/// The button that lists more.
pub fn more(store: Store, events: Memo<(Vec<EventIx>, u32)>, pages: RwSignal<usize>) -> El {
    let left = move || {
        let all = events.with(|(_, all)| *all as usize);
        all.saturating_sub(pages.get() * PAGE)
    };
    button("chip more")
        .hidden_by(move || left() == 0)
        .press(move || pages.update(|pages| *pages += 1))
        .text_by(move || (store.words().show_more)(left() as u32))
}

fn place_row(catalog: &Catalog, lang: Lang, place: PlaceIx, count: u32) -> Sketch {
    let name = catalog.corpus().place(place).name(lang);
    let count = sketch("span").class("n").text(&format!(" {count}"));
    let way = way("open", Choice::Place(place), name);
    sketch("h3").child(way).child(count)
}

/// Lights the places of an event, or of none.
fn light(store: Store, event: Option<EventIx>) {
    let lit = event.map_or(Lit::Nothing, Lit::Event);
    if store.lit.get_untracked() != lit {
        store.lit.set(lit);
    }
}

/// Where something has happened.
fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The event that a card is of.
fn event_of(card: &Element) -> Option<EventIx> {
    Some(EventIx(card.get_attribute(NUMBER)?.parse().ok()?))
}

/// Gives the cards of some events an attribute, and takes it from the others.
fn mark(cards: &Element, name: &str, is_one: &dyn Fn(EventIx) -> bool) {
    let Ok(cards) = cards.query_selector_all(CARD) else {
        return;
    };
    for card in each(&cards) {
        let wants = event_of(&card).is_some_and(is_one);
        if wants != card.has_attribute(name) {
            set(&card, name, wants.then_some("true"));
        }
    }
}

fn event_row(store: Store, catalog: &Catalog, lang: Lang, event: EventIx) -> Sketch {
    let article = sketch(CARD).class("event").attr("part", "event");
    let article = article
        .attr("data-event", catalog.corpus().event(event).id())
        .attr(NUMBER, &event.0.to_string());
    let is_open = store.choice.get_untracked() == Choice::Event(event);
    let is_lit = is_lit(store, store.lit.get_untracked(), event);
    let marks = [(is_open, CURRENT), (is_lit, LIT)];
    let marks = marks.iter().filter(|(is_so, _)| *is_so);
    let article = marks.fold(article, |article, (_, name)| article.attr(name, "true"));
    card(article, catalog, event, lang)
}

/// Whether an event's card is lit by a marker.
fn is_lit(store: Store, lit: Lit, event: EventIx) -> bool {
    match lit {
        Lit::Node(node) => is_at(store, event, node),
        Lit::Event(_) | Lit::Nothing => false,
    }
}

/// Whether an event has a place below a node.
fn is_at(store: Store, event: EventIx, node: NodeId) -> bool {
    let catalog = store.catalog.get_untracked();
    catalog.is_some_and(|catalog| {
        let places = mentioned(&catalog, event);
        places.iter().any(|place| catalog.is_below(*place, node))
    })
}

/// Events under the years in which they begin.
fn by_years(catalog: &Catalog, edition: u32, events: &[EventIx]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut group = None;
    for event in events {
        let year = first_year(catalog.corpus().event(*event).when());
        if group != Some(year) {
            group = Some(year);
            rows.push(Row::Year(edition, year));
        }
        rows.push(Row::Event(edition, *event, None));
    }
    rows
}

/// Events under their places: those with a marker from west to east, then the others. An event
/// stands under each of its places.
fn by_places(store: Store, catalog: &Arc<Catalog>, edition: u32, most: usize) -> Vec<Row> {
    let corpus = catalog.corpus();
    let gazetteer = (0..corpus.places.len() as u32).map(PlaceIx);
    let mut places: Vec<PlaceIx> = gazetteer
        .chain((0..corpus.sites()).map(PlaceIx::of_site))
        .collect();
    let longitude = |place: &PlaceIx| {
        let position = corpus.place(*place).position;
        match (catalog.leaf_of(*place), position) {
            (Some(_), Some(at)) => at.lon,
            _ => f64::INFINITY,
        }
    };
    // The positions of a large file stay as it has them: nobody reads them from west to east.
    if places.len() <= SORTED {
        let longitudes: Vec<f64> = places.iter().map(longitude).collect();
        let west = &mut |a: usize, b: usize| longitudes[a].total_cmp(&longitudes[b]);
        let order = order(places.len(), west);
        places = order.iter().map(|at| places[*at as usize]).collect();
    }
    let mut rows = Vec::new();
    let mut listed = 0;
    let selection = store.selection.get();
    let elsewhere = catalog.listed_counts(&selection);
    for place in places {
        if listed >= most {
            break;
        }
        let room = most - listed;
        let (events, all) = match catalog.leaf_of(place) {
            Some(leaf) if catalog.index().count(&selection, leaf) > 0 => {
                catalog.events_below(leaf, &selection, room)
            }
            Some(_) => continue,
            None => {
                let at = catalog.listed().iter().position(|listed| *listed == place);
                // Asked only where something is: every question is a filter of its own.
                if at.is_none_or(|at| elsewhere.get(at).is_none_or(|count| *count == 0)) {
                    continue;
                }
                store
                    .filter
                    .with(|filter| catalog.events_at(place, filter, room))
            }
        };
        rows.push(Row::Place(edition, place, all));
        listed += events.len();
        let row = |event: &EventIx| Row::Event(edition, *event, Some(place));
        rows.extend(events.iter().map(row));
    }
    rows
}
