//! Another part of a large file on the map.

use super::store::{About, Choice, Store};
use crate::app::CHOSEN_FACETS;
use crate::index::{Catalog, FacetKind};
use crate::model::{Article, PlaceIx};
use std::sync::Arc;

impl Store {
    /// Puts another part of the same file on the map, in which events and places have other numbers
    /// and kinds have the same. What is read stays if it is in this part too.
    pub fn show_part(self, catalog: Arc<Catalog>) {
        let before = self.catalog.get_untracked();
        let choice = before.as_ref().map_or(Choice::Nothing, |before| {
            let (old, new) = (before.corpus(), catalog.corpus());
            match self.choice.get_untracked() {
                Choice::Event(event) => new
                    .find_event(old.event(event).id())
                    .map_or(Choice::Nothing, Choice::Event),
                Choice::Place(place) => {
                    let at = place.site().map(|site| old.site(site));
                    let found = (0..new.sites()).find(|site| Some(new.site(*site)) == at);
                    found.map_or(Choice::Nothing, |site| {
                        Choice::Place(PlaceIx::of_site(site))
                    })
                }
                Choice::Nothing | Choice::Cluster(_) => Choice::Nothing,
            }
        });
        // Articles that are very many do not keep their numbers.
        let is_other = before.is_some_and(|before| {
            let (old, new) = (&before.corpus().articles, &catalog.corpus().articles);
            let is_same = |(a, b): (&Article, &Article)| {
                a.outlet == b.outlet
                    && a.headline == b.headline
                    && a.published == b.published
                    && a.url == b.url
            };
            old.len() > new.len() || !old.iter().zip(new).all(is_same)
        });
        if is_other {
            self.ask.update(|ask| {
                for (facet, chosen) in CHOSEN_FACETS.iter().zip(&mut ask.facets) {
                    if *facet == FacetKind::Article {
                        chosen.clear();
                    }
                }
            });
        }
        self.is_well(About::Events);
        // A number of before means something else from now on.
        let is_open = self.choice.get_untracked() != Choice::Nothing;
        if is_open {
            self.choice.set(Choice::Nothing);
        }
        self.show_more(catalog);
        if is_open {
            self.choice.set(choice);
        }
    }
}
