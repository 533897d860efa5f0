//! The list of events, by year or by place.

use super::card::card;
use super::chosen::mentioned;
use super::el::{El, el};
use super::icon::button;
use super::signals::prelude::*;
use super::store::{Choice, Group, Lit, Store};
use crate::app::event::first_year;
use crate::index::sorting::order;
use crate::index::{Catalog, NodeId};
use crate::model::{EventIx, PlaceIx};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// So many events are listed at once; a button lists as many again.
pub const PAGE: usize = 100;

/// So many lines, more than a screen has, are made with the frame that shows a change.
const AT_ONCE: usize = 8;

/// So many places are put in order for a list by place.
const SORTED: usize = 5_000;

/// A line of the list. The first number says which data it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// Events of a year follow; `None` is no date.
    Year(Option<i32>),
    /// Events of a place follow, with how many there are.
    Place(u32, PlaceIx, u32),
    /// An event, under a place in a list by place.
    Event(u32, EventIx, Option<PlaceIx>),
}

/// The list; `events` are those of the first pages. Unless the `whole` list is wanted, because it
/// is read further down or printed, what is below a screen follows in later tasks.
pub fn list(
    store: Store,
    events: Memo<(Vec<EventIx>, u32)>,
    pages: RwSignal<usize>,
    whole: RwSignal<bool>,
) -> El {
    let rows = Memo::new(move |_| {
        let Some(catalog) = store.catalog.get() else {
            return Vec::new();
        };
        let generation = store.catalog_generation.get();
        let by_place = store.group.get() == Group::Place && store.choice.get() == Choice::Nothing;
        if by_place {
            return by_places(store, &catalog, generation, pages.get() * PAGE);
        }
        let is_one = matches!(store.choice.get(), Choice::Event(_));
        events.with(|(events, _)| match events.as_slice() {
            // One event has its year in its date.
            [event] if is_one => vec![Row::Event(generation, *event, None)],
            events => by_years(&catalog, generation, events),
        })
    });
    let make = move |row: &Row| match *row {
        Row::Year(year) => el("h3").text_by(move || match year {
            Some(year) => year.to_string(),
            None => store.words().no_date.into(),
        }),
        Row::Place(_, place, count) => place_row(store, place, count),
        Row::Event(_, event, _) => event_row(store, event),
    };
    let most = move || if whole.get() { usize::MAX } else { AT_ONCE };
    // One listener for all cards: each has its own only for its buttons.
    let over = move |event: web_sys::Event| light(store, event_of(store, rows, &event));
    let out = move |_: web_sys::Event| light(store, None);
    el("div")
        .class("list")
        .on("pointerover", over)
        .on("pointerleave", out)
        .on("focusin", over)
        .on("focusout", out)
        .list_by(move || rows.get(), make, most)
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

fn place_row(store: Store, place: PlaceIx, count: u32) -> El {
    let name = move || {
        store.catalog.with(|catalog| {
            catalog.as_ref().map_or(String::new(), |catalog| {
                catalog.corpus().place(place).name(store.lang.get()).into()
            })
        })
    };
    let way = button("open")
        .press(move || store.choice.set(Choice::Place(place)))
        .text_by(name);
    let count = el("span").class("n").text(&format!(" {count}"));
    el("h3").child(way).child(count)
}

/// Lights the places of an event, or of none.
fn light(store: Store, event: Option<EventIx>) {
    let lit = event.map_or(Lit::Nothing, Lit::Event);
    if store.lit.get_untracked() != lit {
        store.lit.set(lit);
    }
}

/// The event on whose card something has happened.
fn event_of(store: Store, rows: Memo<Vec<Row>>, event: &web_sys::Event) -> Option<EventIx> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let id = target.closest("article").ok()??.get_attribute("data-event");
    let (id, catalog) = (id?, store.catalog.get_untracked()?);
    rows.with_untracked(|rows| {
        rows.iter().find_map(|row| match *row {
            Row::Event(_, event, _) if catalog.corpus().event(event).id() == id => Some(event),
            _ => None,
        })
    })
}

fn event_row(store: Store, event: EventIx) -> El {
    let catalog = store.catalog.get_untracked();
    let id = catalog.as_ref().map_or(String::new(), |catalog| {
        catalog.corpus().event(event).id().into()
    });
    let is_open = move || store.choice.get() == Choice::Event(event);
    let is_lit = move || match store.lit.get() {
        Lit::Node(node) => is_at(store, event, node),
        Lit::Event(_) | Lit::Nothing => false,
    };
    el("article")
        .class("event")
        .attr("part", "event")
        .attr("data-event", &id)
        .attr_by("aria-current", move || is_open().then(|| "true".into()))
        .attr_by("data-lit", move || is_lit().then(String::new))
        // The card is made anew only for another language.
        .part_by(move || {
            store.lang.track();
            let catalog = store.catalog.get_untracked();
            catalog.map_or(Vec::new(), |catalog| card(store, &catalog, event))
        })
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
fn by_years(catalog: &Catalog, generation: u32, events: &[EventIx]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut group = None;
    for event in events {
        let year = first_year(catalog.corpus().event(*event).when());
        if group != Some(year) {
            group = Some(year);
            rows.push(Row::Year(year));
        }
        rows.push(Row::Event(generation, *event, None));
    }
    rows
}

/// Events under their places: those with a marker from west to east, then the others. An event
/// stands under each of its places.
fn by_places(store: Store, catalog: &Arc<Catalog>, generation: u32, most: usize) -> Vec<Row> {
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
        rows.push(Row::Place(generation, place, all));
        listed += events.len();
        let row = |event: &EventIx| Row::Event(generation, *event, Some(place));
        rows.extend(events.iter().map(row));
    }
    rows
}
