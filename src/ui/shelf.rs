//! The shelves: places that no marker stands for, each with its count.

use super::el::{El, el};
use super::icon::button;
use super::signals::prelude::*;
use super::store::{Choice, Store};
use crate::index::Catalog;
use crate::index::sorting::order;
use crate::model::{PlaceClass, PlaceIx};

/// A shelf: provinces, border and rivers, or what is off the map.
pub fn shelf(store: Store, on_map: bool) -> El {
    let places = Memo::new(move |_| counted(store, on_map));
    let rows = move || {
        let Some(catalog) = store.catalog.get() else {
            return Vec::new();
        };
        let (lang, words) = (store.lang.get(), store.words());
        let row = |(place, count): (PlaceIx, u32)| {
            let name = catalog.corpus().place(place).name(lang);
            // Those who hear it hear the words, the others see the number.
            let said = (words.events)(count);
            el("li").child(
                button("")
                    .press(move || store.choice.set(Choice::Place(place)))
                    .child(el("span").text(name))
                    .child(el("span").class("quiet").text(&format!(" {said}")))
                    .child(
                        el("span")
                            .class("n")
                            .attr("aria-hidden", "true")
                            .text(&count.to_string()),
                    ),
            )
        };
        places.get().into_iter().map(row).collect()
    };
    el("div")
        .hidden_by(move || store.choice.get() != Choice::Nothing || places.with(Vec::is_empty))
        .child(el("h3").text_by(move || {
            let words = store.words();
            let heading = if on_map { words.areas } else { words.off_map };
            heading.into()
        }))
        .child(
            el("ul")
                .class(if on_map {
                    "shelf areas"
                } else {
                    "shelf off-map"
                })
                .part_by(rows),
        )
}

/// What is on a shelf: for each place its number of events in the range, most first.
fn counted(store: Store, on_map: bool) -> Vec<(PlaceIx, u32)> {
    let Some(catalog) = store.catalog.get() else {
        return Vec::new();
    };
    let counts = store
        .selection
        .with(|selection| catalog.listed_counts(selection));
    let places: Vec<(PlaceIx, u32)> = catalog
        .listed()
        .iter()
        .copied()
        .zip(counts)
        .filter(|(place, count)| *count > 0 && is_area(&catalog, *place) == on_map)
        .collect();
    let order = order(places.len(), &mut |a, b| places[b].1.cmp(&places[a].1));
    order.iter().map(|at| places[*at as usize]).collect()
}

/// Whether a place is drawn on the map as an area or a line rather than being off it.
fn is_area(catalog: &Catalog, place: PlaceIx) -> bool {
    matches!(
        catalog.corpus().place(place).class,
        PlaceClass::Province
            | PlaceClass::Prefecture
            | PlaceClass::BorderStretch
            | PlaceClass::River
    )
}
