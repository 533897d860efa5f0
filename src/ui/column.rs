//! The reading column: everything in the range, a place, or an event.

use super::card::card;
use super::el::{El, el, follow};
use super::icon::{CLOSE, button, icon_button};
use super::screen::Screen;
use super::shelf::shelf;
use super::store::{Choice, Store, Trouble};
use crate::index::{Catalog, Filter, NodeId, Selection};
use crate::model::edtf::{Bound, Edtf};
use crate::model::{EventIx, Lang};
use crate::scene::{CREDITS, spot_title};
use leptos::prelude::*;

/// So many events are listed at once; a button lists as many again.
const PAGE: usize = 100;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// Events of a year follow; `None` is no date.
    Year(Option<i32>),
    /// An event of the catalog of a generation.
    Event(u32, EventIx),
}

/// The column.
pub fn column(store: Store, screen: &Screen) -> El {
    let heading = el("h2")
        .attr("tabindex", "-1")
        .text_by(move || title(store));
    let scroll = el("div").class("scroll");
    let pages = RwSignal::new(1_usize);
    move_focus(store, screen, &heading, &scroll, pages);
    let close = move || store.choice.set(Choice::Nothing);
    let is_open = move || store.choice.get() != Choice::Nothing;
    let events = Memo::new(move |_| store.chosen_events());
    let header = el("header")
        .child(
            el("div").class("title-row").child(heading).child(
                icon_button("close", CLOSE, move || store.words().close.into(), close)
                    .hidden_by(move || !is_open()),
            ),
        )
        .child(names(store))
        .child(
            el("p")
                .class("small in-range")
                .text_by(move || in_range(store, events.with(Vec::len))),
        )
        .part_by(move || facing(store).into_iter().collect());
    let scroll = scroll
        .part_by(move || troubles(store).into_iter().collect())
        .child(
            el("p")
                .class("empty")
                .hidden_by(move || !store.loading.get())
                .text_by(move || store.words().loading.into()),
        )
        .child(
            el("p")
                .class("empty")
                .hidden_by(move || store.loading.get() || is_open() || !is_empty(store))
                .text_by(move || store.words().nothing.into()),
        )
        .child(list(store, events, pages))
        .child(more(store, events, pages))
        .child(shelf(store, true))
        .child(shelf(store, false))
        .child(about(store));
    el("aside")
        .class("column")
        .attr("part", "column")
        .label_by(move || store.words().column.into())
        .on("keydown", move |event: web_sys::KeyboardEvent| {
            if event.key() == "Escape" && store.choice.get_untracked() != Choice::Nothing {
                event.stop_propagation();
                close();
            }
        })
        .child(header)
        .child(scroll)
}

/// Moves the focus to what was opened, and back to the marker when it is closed.
fn move_focus(store: Store, screen: &Screen, heading: &El, scroll: &El, pages: RwSignal<usize>) {
    let (screen, heading, scroll) = (screen.clone(), heading.html(), scroll.html());
    let mut before = Choice::Nothing;
    follow(move || {
        let choice = store.choice.get();
        let was = std::mem::replace(&mut before, choice);
        if choice == was {
            return;
        }
        pages.set(1);
        scroll.set_scroll_top(0);
        if choice != Choice::Nothing {
            // Whoever opened a place by the keyboard reads on from its name.
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = heading.focus_with_options(&options);
        } else if let Some(node) = node_of(store, was) {
            screen.focus(node);
        }
    });
}

/// The marker that a choice was opened from.
fn node_of(store: Store, choice: Choice) -> Option<NodeId> {
    let catalog = store.catalog.get_untracked()?;
    let zoom = store.viewport_untracked()?.view.zoom;
    let place = match choice {
        Choice::Nothing => return None,
        Choice::Cluster(node) => return Some(node),
        Choice::Place(place) => place,
        Choice::Event(event) => {
            let mentions = catalog.corpus().event(event).mentions();
            mentions
                .iter()
                .find(|m| catalog.leaf_of(m.place).is_some())?
                .place
        }
    };
    catalog.mark_of(place, zoom)
}

fn is_empty(store: Store) -> bool {
    store.selection.with(|selection| selection.total() == 0)
}

fn title(store: Store) -> String {
    let words = store.words();
    let Some(catalog) = store.catalog.get() else {
        return words.all_events.to_string();
    };
    let lang = store.lang.get();
    match store.choice.get() {
        Choice::Nothing => words.all_events.to_string(),
        Choice::Place(place) => catalog.corpus().place(place).name(lang).to_string(),
        Choice::Cluster(node) => spot_title(&catalog, node, lang),
        Choice::Event(event) => catalog.corpus().event(event).title().to_string(),
    }
}

/// The place's names in the other scripts, and what it is.
fn names(store: Store) -> El {
    let parts = move || {
        let (Some(catalog), Choice::Place(place)) = (store.catalog.get(), store.choice.get())
        else {
            return Vec::new();
        };
        let place = catalog.corpus().place(place);
        let shown = place.name(store.lang.get());
        let mut said = vec![shown];
        let mut parts = Vec::new();
        for lang in Lang::ALL {
            let name = &*place.names[lang as usize];
            if !name.is_empty() && !said.contains(&name) {
                said.push(name);
                parts.push(el("span").attr("lang", lang.tag()).text(name));
                parts.push(el("span").text(" · "));
            }
        }
        parts.push(el("span").text((store.words().class)(place.class)));
        parts
    };
    el("p")
        .class("names")
        .hidden_by(move || !matches!(store.choice.get(), Choice::Place(_)))
        .part_by(parts)
}

/// How many of the place's events are in the range.
fn in_range(store: Store, shown: usize) -> String {
    let words = store.words();
    let Some(catalog) = store.catalog.get() else {
        return String::new();
    };
    let shown = shown as u32;
    let all = match store.choice.get() {
        Choice::Event(_) => return String::new(),
        Choice::Nothing => catalog.index().events(),
        Choice::Place(place) => catalog.events_at(place, &Filter::default()).len() as u32,
        Choice::Cluster(node) => {
            let mut everything = Selection::default();
            catalog.index().select(&Filter::default(), &mut everything);
            catalog.index().count(&everything, node)
        }
    };
    match shown {
        0 if all > 0 => (words.none_in_range)(all),
        _ if shown == all => (words.events)(all),
        _ => (words.events_of)(shown, all),
    }
}

/// The way across the river.
fn facing(store: Store) -> Option<El> {
    let catalog = store.catalog.get()?;
    let Choice::Place(place) = store.choice.get() else {
        return None;
    };
    let other = catalog.corpus().place(place).facing?;
    let name = catalog.corpus().place(other).name(store.lang.get());
    let way = button("link facing").press(move || store.choice.set(Choice::Place(other)));
    Some(el("p").child(way.text(&(store.words().facing)(name))))
}

fn troubles(store: Store) -> Option<El> {
    let troubles = store.troubles.get();
    if troubles.is_empty() {
        return None;
    }
    let entry = |trouble: &Trouble| {
        let details = trouble.details.iter();
        let details = details.map(|detail| el("li").class("small").text(detail));
        el("div")
            .child(el("p").text(&trouble.text))
            .child(el("ul").children(details))
    };
    let heading = el("strong").text(store.words().trouble);
    let alert = el("div")
        .class("trouble")
        .attr("role", "alert")
        .child(heading);
    Some(alert.children(troubles.iter().map(entry)))
}

fn about(store: Store) -> El {
    let note = el("span")
        .attr_by("lang", move || Some(store.lang.get().tag().into()))
        .text_by(move || format!("{}.", store.words().border_note));
    let credits = el("p").class("small about").attr("lang", "en");
    let credits = credits.hidden_by(move || !store.has_built_in_map());
    credits.text(CREDITS).text(". ").child(note)
}

fn list(store: Store, events: Memo<Vec<EventIx>>, pages: RwSignal<usize>) -> El {
    let rows = move || {
        let Some(catalog) = store.catalog.get() else {
            return Vec::new();
        };
        let generation = store.catalog_generation.get();
        events.with(|events| rows(&catalog, generation, events, pages.get() * PAGE))
    };
    let make = move |row: &Row| match *row {
        Row::Year(year) => el("h3").text_by(move || match year {
            Some(year) => year.to_string(),
            None => store.words().no_date.into(),
        }),
        Row::Event(_, event) => {
            let id = store.catalog.with_untracked(|catalog| {
                let catalog = catalog.as_ref()?;
                Some(catalog.corpus().event(event).id().to_string())
            });
            let is_open = move || store.choice.get() == Choice::Event(event);
            el("article")
                .class("event")
                .attr("part", "event")
                .attr("data-event", &id.unwrap_or_default())
                .attr_by("aria-current", move || is_open().then(|| "true".into()))
                // The card is made anew only for another language.
                .part_by(move || {
                    store.lang.track();
                    let catalog = store.catalog.get_untracked();
                    catalog.map_or(Vec::new(), |catalog| card(store, &catalog, event))
                })
        }
    };
    el("div").class("list").list_by(rows, make)
}

fn more(store: Store, events: Memo<Vec<EventIx>>, pages: RwSignal<usize>) -> El {
    let left = move || events.with(Vec::len).saturating_sub(pages.get() * PAGE);
    button("chip")
        .hidden_by(move || left() == 0)
        .press(move || pages.update(|pages| *pages += 1))
        .text_by(move || (store.words().show_more)(left() as u32))
}

/// Events under the years in which they begin.
fn rows(catalog: &Catalog, generation: u32, events: &[EventIx], most: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut group = None;
    for event in events.iter().take(most) {
        let year = first_year(catalog.corpus().event(*event).when());
        if group != Some(year) {
            group = Some(year);
            rows.push(Row::Year(year));
        }
        rows.push(Row::Event(generation, *event));
    }
    rows
}

fn first_year(when: &str) -> Option<i32> {
    let edtf = Edtf::parse(when).ok().filter(|edtf| !edtf.is_undated())?;
    match (edtf.earliest(), edtf.latest()) {
        (Bound::Day(day), _) | (_, Bound::Day(day)) => Some(day.ymd().0),
        _ => None,
    }
}
