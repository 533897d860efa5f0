//! The reading column: everything in the range, a place, or an event.

use super::card::card;
use super::icon::{CLOSE, icon};
use super::map::{ScreenSlot, with_screen};
use super::shelf::shelf;
use super::store::{Choice, Store};
use crate::index::{Catalog, Filter};
use crate::model::edtf::{Bound, Edtf};
use crate::model::{EventIx, Lang, PlaceIx};
use crate::scene::{CREDITS, spot_title};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// So many events are listed at once; a button lists as many again.
const PAGE: usize = 100;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Row {
    /// Events of a year follow; `None` is no date.
    Year(Option<i32>),
    /// An event.
    Event(EventIx),
}

/// The column.
pub fn column(store: Store, slot: ScreenSlot) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    let scroll = NodeRef::<html::Div>::new();
    let pages = RwSignal::new(1_usize);
    // What was chosen before, to give the focus back to it.
    let before = StoredValue::new(Choice::Nothing);
    Effect::new(move |_| {
        let choice = store.choice.get();
        let was = before.get_value();
        before.set_value(choice);
        if choice == was {
            return;
        }
        pages.set(1);
        if let Some(scroll) = scroll.get_untracked() {
            scroll.set_scroll_top(0);
        }
        if choice != Choice::Nothing {
            // Whoever opened a place by the keyboard reads on from its name.
            if let Some(heading) = heading.get_untracked() {
                let _ = heading.focus();
            }
        } else if let Some(node) = node_of(store, was) {
            with_screen(slot, |screen| {
                screen.focus(node);
            });
        }
    });
    let close = move || store.choice.set(Choice::Nothing);
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && store.choice.get_untracked() != Choice::Nothing {
            event.stop_propagation();
            close();
        }
    };
    let is_open = move || store.choice.get() != Choice::Nothing;
    let events = Memo::new(move |_| store.chosen_events());
    view! {
        <aside
            class="column"
            part="column"
            aria-label=move || store.words().column
            on:keydown=key
        >
            <header>
                <div class="title-row">
                    <h2 tabindex="-1" node_ref=heading>
                        {move || title(store)}
                    </h2>
                    <button
                        type="button"
                        class="close"
                        hidden=move || !is_open()
                        title=move || store.words().close
                        aria-label=move || store.words().close
                        on:click=move |_| close()
                    >
                        {icon(CLOSE)}
                    </button>
                </div>
                {move || subtitle(store)}
                <p class="small in-range">{move || in_range(store, events.with(Vec::len))}</p>
                {move || facing(store)}
            </header>
            <div class="scroll" node_ref=scroll>
                {move || troubles(store)}
                <p class="empty" hidden=move || !store.loading.get()>
                    {move || store.words().loading}
                </p>
                <p
                    class="empty"
                    hidden=move || store.loading.get() || is_open() || !nothing(store)
                >
                    {move || store.words().nothing}
                </p>
                {move || {
                    let catalog = store.catalog.get()?;
                    Some(list(store, catalog, events, pages))
                }}
                {move || {
                    let catalog = store.catalog.get().filter(|_| !is_open())?;
                    Some(view! {
                        {shelf(store, catalog.clone(), true)}
                        {shelf(store, catalog, false)}
                    })
                }}
                <p class="small about" lang="en">
                    {CREDITS} ". "
                    <span lang=move || store.lang.get().tag()>
                        {move || store.words().border_note} "."
                    </span>
                </p>
            </div>
        </aside>
    }
}

/// The marker that a choice was opened from.
fn node_of(store: Store, choice: Choice) -> Option<crate::index::NodeId> {
    let catalog = store.catalog.get_untracked()?;
    let zoom = store.viewport_untracked()?.view.zoom;
    let place = match choice {
        Choice::Nothing => return None,
        Choice::Cluster(node) => return Some(node),
        Choice::Place(place) => place,
        Choice::Event(event) => {
            let mentions = catalog.corpus().event(event).mentions();
            mentions.iter().find(|m| catalog.leaf_of(m.place).is_some())?.place
        }
    };
    catalog.mark_of(place, zoom)
}

fn nothing(store: Store) -> bool {
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
fn subtitle(store: Store) -> Option<impl IntoView + use<>> {
    let catalog = store.catalog.get()?;
    let Choice::Place(place) = store.choice.get() else {
        return None;
    };
    let place = catalog.corpus().place(place);
    let lang = store.lang.get();
    let shown = place.name(lang).to_string();
    let mut names: Vec<(Lang, String)> = Vec::new();
    for other in Lang::ALL {
        let name = place.names[other as usize].to_string();
        if !name.is_empty() && name != shown && names.iter().all(|(_, n)| *n != name) {
            names.push((other, name));
        }
    }
    let names: Vec<_> = names
        .into_iter()
        .map(|(lang, name)| view! { <span lang=lang.tag()>{name}</span> " · " })
        .collect();
    let class = (store.words().class)(place.class);
    Some(view! { <p class="names">{names} <span>{class}</span></p> })
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
            let mut everything = crate::index::Selection::default();
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
fn facing(store: Store) -> Option<impl IntoView + use<>> {
    let catalog = store.catalog.get()?;
    let Choice::Place(place) = store.choice.get() else {
        return None;
    };
    let other: PlaceIx = catalog.corpus().place(place).facing?;
    let name = catalog.corpus().place(other).name(store.lang.get()).to_string();
    Some(view! {
        <p>
            <button
                type="button"
                class="link facing"
                on:click=move |_| store.choice.set(Choice::Place(other))
            >
                {(store.words().facing)(&name)}
            </button>
        </p>
    })
}

fn troubles(store: Store) -> Option<impl IntoView + use<>> {
    let troubles = store.troubles.get();
    if troubles.is_empty() {
        return None;
    }
    let entries: Vec<_> = troubles
        .into_iter()
        .map(|trouble| {
            let details: Vec<_> = trouble
                .details
                .into_iter()
                .map(|detail| view! { <li class="small">{detail}</li> })
                .collect();
            view! { <div><p>{trouble.text}</p><ul>{details}</ul></div> }
        })
        .collect();
    Some(view! {
        <div class="trouble" role="alert">
            <strong>{store.words().trouble}</strong>
            {entries}
        </div>
    })
}

fn list(
    store: Store,
    catalog: Arc<Catalog>,
    events: Memo<Vec<EventIx>>,
    pages: RwSignal<usize>,
) -> impl IntoView {
    let rows = {
        let catalog = catalog.clone();
        Memo::new(move |_| events.with(|events| rows(&catalog, events, pages.get() * PAGE)))
    };
    let left = move || events.with(Vec::len).saturating_sub(pages.get() * PAGE);
    let row = move |row: Row| match row {
        Row::Year(year) => {
            let text = move || {
                year.map_or_else(|| store.words().no_date.to_string(), |year| year.to_string())
            };
            view! { <h3>{text}</h3> }.into_any()
        }
        Row::Event(event) => {
            // The card is made anew only for another language.
            let catalog = catalog.clone();
            (move || card(store, &catalog, event)).into_any()
        }
    };
    view! {
        <div class="list">
            <For each=move || rows.get() key=Clone::clone children=row />
            <button
                type="button"
                class="chip"
                hidden=move || left() == 0
                on:click=move |_| pages.update(|pages| *pages += 1)
            >
                {move || (store.words().show_more)(left() as u32)}
            </button>
        </div>
    }
}

/// Events under the years in which they begin.
fn rows(catalog: &Catalog, events: &[EventIx], most: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut group = None;
    for event in events.iter().take(most) {
        let year = first_year(catalog.corpus().event(*event).when());
        if group != Some(year) {
            group = Some(year);
            rows.push(Row::Year(year));
        }
        rows.push(Row::Event(*event));
    }
    rows
}

fn first_year(when: &str) -> Option<i32> {
    let edtf = Edtf::parse(when).ok().filter(|edtf| !edtf.is_undated())?;
    match (edtf.earliest(), edtf.latest()) {
        (Bound::Day(day), _) | (_, Bound::Day(day)) => {
            Some(day.ymd().0.clamp(i32::MIN.into(), i32::MAX.into()) as i32)
        }
        _ => None,
    }
}
