//! The field for words, and the places that they name.

use super::dom::{later, next_frame};
use super::el::{El, el, follow};
use super::icon::{CLOSE, button, icon_button};
use super::signals::prelude::*;
use super::store::{Choice, Store};
use crate::index::{EventSet, Query};
use crate::model::PlaceIx;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// So many places are offered.
const OFFERED: usize = 6;

impl Store {
    /// Finds what the words find, where they or the events have changed.
    pub fn find(self) {
        let text = self.ask.with(|ask| ask.text.clone());
        let query = Query::new(&text);
        let catalog = self.catalog.get().filter(|_| !query.is_empty());
        let found = catalog.map(|catalog| {
            let mut found = EventSet::default();
            catalog.text().search(&query, &mut found);
            Arc::new(found)
        });
        if self.found.get_untracked() != found {
            self.found.set(found);
        }
    }
}

/// The field.
pub fn search(store: Store) -> El {
    let words = Memo::new(move |_| store.ask.with(|ask| ask.text.clone()));
    follow(move || {
        // Read, not only tracked: a memo that nobody reads follows nothing.
        words.with(|_| ());
        store.catalog.track();
        untrack(|| store.find());
    });
    let field = el("input")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .label_by(move || store.words().search.into())
        .attr_by("placeholder", move || {
            Some(store.words().search_hint.into())
        });
    let input: HtmlInputElement = field.element().clone().unchecked_into();
    let (typed, shown) = (input.clone(), input.clone());
    follow(move || {
        let text = store.ask.with(|ask| ask.text.clone());
        // What is being typed is not written again: that would move the cursor.
        if shown.value() != text {
            shown.set_value(&text);
        }
    });
    let clear = move || {
        store.ask.update(|ask| ask.text.clear());
        let _ = input.focus();
    };
    let field = field.on("focus", move |_: web_sys::Event| prepare(store));
    el("div")
        .class("search")
        .attr("role", "search")
        .child(field.on("input", move |_: web_sys::Event| {
            let text = typed.value();
            store.ask.update(|ask| ask.text = text);
        }))
        .child(
            icon_button("clear", CLOSE, move || store.words().clear.into(), clear)
                .hidden_by(move || store.ask.with(|ask| ask.text.is_empty())),
        )
}

/// Makes what a search reads before the first letter is typed, once the frame that shows the focus
/// has been painted: with very many events it takes longer than a frame.
fn prepare(store: Store) {
    next_frame(move || {
        later(
            move || {
                // Of a widget that has gone meanwhile there are no events.
                if let Some(catalog) = store.catalog.get_untracked() {
                    let _ = catalog.text();
                }
            },
            0,
        );
    });
}

/// The places that the words name, each a way to it.
pub fn places_found(store: Store) -> El {
    let places = Memo::new(move |_| -> Vec<PlaceIx> {
        let Some(catalog) = store.catalog.get() else {
            return Vec::new();
        };
        let query = store.ask.with(|ask| Query::new(&ask.text));
        if query.is_empty() {
            return Vec::new();
        }
        let mut places = catalog.text().places(&query);
        places.truncate(OFFERED);
        places
    });
    let ways = move || {
        let Some(catalog) = store.catalog.get() else {
            return Vec::new();
        };
        let lang = store.lang.get();
        let way = |place: PlaceIx| {
            let way = button("link").press(move || store.choice.set(Choice::Place(place)));
            let place = catalog.corpus().place(place);
            let class = (store.words().class)(place.class);
            let class = el("span").class("small").text(&format!(" · {class}"));
            el("li").child(way.text(place.name(lang))).child(class)
        };
        places.get().into_iter().map(way).collect()
    };
    el("div")
        .class("found")
        .hidden_by(move || store.choice.get() != Choice::Nothing || places.with(Vec::is_empty))
        .child(el("h3").text_by(move || store.words().places_found.into()))
        .child(el("ul").part_by(ways))
}
