//! What the list can be limited to, with the number of events that each choice would leave.

use super::el::{El, el};
use super::icon::button;
use super::limits::category_name;
use super::signals::prelude::*;
use super::store::Store;
use crate::app::CHOSEN_FACETS;
use crate::index::sorting::order;
use crate::index::{Catalog, FacetKind, Selection};

/// So many categories of a facet are shown at once.
const SHOWN: usize = 24;

/// The counts of every category of the facets that are chosen from.
type Counts = [Vec<u32>; CHOSEN_FACETS.len()];

/// The panel with the facets; nothing is counted while it is shut.
pub fn facets(store: Store, open: RwSignal<bool>) -> El {
    let counts = Memo::new(move |_| match (open.get(), store.catalog.get()) {
        (true, Some(catalog)) => store.filter.with(|filter| {
            let mut work = Selection::default();
            CHOSEN_FACETS.map(|facet| {
                let mut counts = Vec::new();
                let index = catalog.index();
                index.facet_counts(facet as usize, filter, &mut work, &mut counts);
                counts
            })
        }),
        _ => Counts::default(),
    });
    let groups = (0..CHOSEN_FACETS.len()).map(|facet| group(store, open, facet, counts));
    el("div")
        .class("facets")
        .attr("part", "facets")
        .attr("id", "facets")
        .hidden_by(move || !open.get())
        .children(groups)
}

fn group(store: Store, open: RwSignal<bool>, facet: usize, counts: Memo<Counts>) -> El {
    let kind = CHOSEN_FACETS[facet];
    let pages = RwSignal::new(1_usize);
    let categories = Memo::new(move |_| match (open.get(), store.catalog.get()) {
        (true, Some(catalog)) => by_number(&catalog, kind),
        _ => Vec::new(),
    });
    let shown = move || {
        let generation = store.catalog_generation.get();
        categories.with(|categories| {
            let shown = categories.iter().take(pages.get() * SHOWN);
            shown.map(|category| (generation, *category)).collect()
        })
    };
    let option = move |&(_, category): &(u32, u16)| {
        let count = move || {
            let counts = counts.with(|counts| counts[facet].get(usize::from(category)).copied());
            counts.unwrap_or_default()
        };
        let is_chosen = move || store.ask.with(|ask| ask.facets[facet].contains(&category));
        let name = Memo::new(move |_| {
            store.catalog.with(|catalog| {
                catalog.as_ref().map_or(String::new(), |catalog| {
                    category_name(catalog, kind, category, store.words(), store.lang.get())
                })
            })
        });
        let press = button("chip")
            .attr_by("aria-pressed", move || Some(is_chosen().to_string()))
            .attr_by("data-none", move || {
                (count() == 0 && !is_chosen()).then(String::new)
            })
            .press(move || store.ask.update(|ask| ask.toggle(facet, category)))
            .child(el("span").text_by(move || name.get()))
            .child(
                el("span")
                    .class("quiet")
                    .text_by(move || format!(" {}", (store.words().events)(count()))),
            )
            .child(
                el("span")
                    .class("n")
                    .attr("aria-hidden", "true")
                    .text_by(move || count().to_string()),
            );
        el("li").child(press)
    };
    let left = move || {
        categories
            .with(Vec::len)
            .saturating_sub(pages.get() * SHOWN)
    };
    let more = button("link")
        .hidden_by(move || left() == 0)
        .press(move || pages.update(|pages| *pages += 1))
        .text_by(move || (store.words().show_more)(left() as u32));
    let name = move || (store.words().facet)(kind).to_string();
    el("div")
        .attr("role", "group")
        .label_by(name)
        .hidden_by(move || categories.with(Vec::is_empty))
        .child(
            el("p")
                .class("small")
                .attr("aria-hidden", "true")
                .text_by(name),
        )
        .child(el("ul").class("chips").list_by(shown, option, || true))
        .child(more)
}

/// The categories that have an event, those with most first.
fn by_number(catalog: &Catalog, facet: FacetKind) -> Vec<u16> {
    let mut everything = Selection::default();
    let index = catalog.index();
    index.select(&crate::index::Filter::default(), &mut everything);
    let mut counts = Vec::new();
    index.category_counts(facet as usize, everything.events(), &mut counts);
    let numbers = (0..=u16::MAX).zip(&counts);
    let categories: Vec<u16> = numbers
        .filter(|(_, count)| **count > 0)
        .map(|(category, _)| category)
        .collect();
    let count = |at: usize| counts[usize::from(categories[at])];
    let order = order(categories.len(), &mut |a, b| count(b).cmp(&count(a)));
    order.iter().map(|at| categories[*at as usize]).collect()
}
