//! The shelves: places that no marker stands for, each with its count.

use super::store::{Choice, Store};
use crate::index::Catalog;
use crate::model::{PlaceClass, PlaceIx};
use leptos::prelude::*;
use std::sync::Arc;

/// What is on the shelves: for each place its number of events in the range.
fn counted(store: Store, catalog: &Catalog, on_map: bool) -> Vec<(PlaceIx, u32)> {
    let counts = store.selection.with(|selection| catalog.listed_counts(selection));
    let mut places: Vec<(PlaceIx, u32)> = catalog
        .listed()
        .iter()
        .copied()
        .zip(counts)
        .filter(|(place, count)| *count > 0 && is_area(catalog, *place) == on_map)
        .collect();
    places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    places
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

/// A shelf: provinces, border and rivers, or what is off the map.
pub fn shelf(store: Store, catalog: Arc<Catalog>, on_map: bool) -> impl IntoView {
    let places = {
        let catalog = catalog.clone();
        Memo::new(move |_| counted(store, &catalog, on_map))
    };
    let rows = move || {
        let lang = store.lang.get();
        let row = |(place, count): (PlaceIx, u32)| {
            let name = catalog.corpus().place(place).name(lang).to_string();
            let label = (store.words().marker)(&name, count);
            view! {
                <li>
                    <button
                        type="button"
                        aria-label=label
                        on:click=move |_| store.choice.set(Choice::Place(place))
                    >
                        <span>{name}</span>
                        <span class="n">{count}</span>
                    </button>
                </li>
            }
        };
        places.get().into_iter().map(row).collect_view()
    };
    let heading = move || {
        let words = store.words();
        if on_map { words.areas } else { words.off_map }
    };
    view! {
        <div hidden=move || places.with(Vec::is_empty)>
            <h3>{heading}</h3>
            <ul class=if on_map { "shelf areas" } else { "shelf off-map" }>{rows}</ul>
        </div>
    }
}
