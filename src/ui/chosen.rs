//! What a choice is, on the map and in the list.

use super::store::{Choice, Lit, Store};
use crate::index::sorting::sort;
use crate::index::{Catalog, Filter, NodeId, Selection};
use crate::model::{EventIx, PlaceIx};
use crate::scene::Chosen;

/// Of a large cluster so many places are lit, and of a large place the ties of so many events are
/// drawn: more cannot be told apart.
const MANY: usize = 64;

impl Store {
    /// The places that the choice selects, those tied to them and those that are lit; tracks
    /// everything it reads.
    pub fn chosen(self) -> Chosen {
        let Some(catalog) = self.catalog.get() else {
            return Chosen::default();
        };
        let places = self.chosen_places(&catalog);
        let lit = match self.lit.get() {
            Lit::Event(event) => mentioned(&catalog, event),
            Lit::Node(_) | Lit::Nothing => Vec::new(),
        };
        let mut tied: Vec<u64> = Vec::new();
        if self.choice.get() != Choice::Nothing {
            let (events, _) = self.chosen_events(8 * MANY);
            tied = events
                .iter()
                .flat_map(|event| mentioned(&catalog, *event))
                .filter(|place| !places.contains(place))
                .map(|place| place.0.into())
                .collect();
            sort(&mut tied);
            tied.dedup();
        }
        let tied = tied.iter().map(|place| PlaceIx(*place as u32)).collect();
        Chosen { places, tied, lit }
    }

    /// The places that the choice selects; tracks it.
    pub fn chosen_places(self, catalog: &Catalog) -> Vec<PlaceIx> {
        match self.choice.get() {
            Choice::Nothing => Vec::new(),
            Choice::Place(place) => vec![place],
            Choice::Cluster(node) => {
                let members = catalog.index().node(node).members().iter().take(MANY);
                members.filter_map(|site| catalog.place_at(*site)).collect()
            }
            Choice::Event(event) => mentioned(catalog, event),
        }
    }

    /// The first events that the column shows, in the order of time, at most `most`, and how many
    /// there are; tracks everything it reads.
    pub fn chosen_events(self, most: usize) -> (Vec<EventIx>, u32) {
        let Some(catalog) = self.catalog.get() else {
            return (Vec::new(), 0);
        };
        match self.choice.get() {
            Choice::Nothing => self
                .selection
                .with(|selection| (catalog.selected(selection, most), selection.total())),
            Choice::Place(place) => self
                .filter
                .with(|filter| catalog.events_at(place, filter, most)),
            Choice::Cluster(node) => self
                .selection
                .with(|selection| catalog.events_below(node, selection, most)),
            Choice::Event(event) => (vec![event], 1),
        }
    }

    /// The first events of the choice under another filter, in the order of time, and how many
    /// there are; tracks the choice.
    pub fn chosen_under(self, filter: &Filter, most: usize) -> (Vec<EventIx>, u32) {
        let Some(catalog) = self.catalog.get() else {
            return (Vec::new(), 0);
        };
        let mut selection = Selection::default();
        match self.choice.get() {
            Choice::Place(place) => return catalog.events_at(place, filter, most),
            Choice::Event(event) => return (vec![event], 1),
            Choice::Nothing | Choice::Cluster(_) => catalog.index().select(filter, &mut selection),
        }
        match self.choice.get() {
            Choice::Cluster(node) => catalog.events_below(node, &selection, most),
            _ => (catalog.selected(&selection, most), selection.total()),
        }
    }

    /// How many events the choice has whatever the years; tracks everything it reads.
    pub fn chosen_in_any_year(self) -> u32 {
        self.chosen_under(&self.any_year(), 0).1
    }

    /// The marker that a choice was opened from.
    pub fn node_of(self, choice: Choice) -> Option<NodeId> {
        let catalog = self.catalog.get_untracked()?;
        let zoom = self.viewport_untracked()?.view.zoom;
        let place = match choice {
            Choice::Nothing => return None,
            Choice::Cluster(node) => return Some(node),
            Choice::Place(place) => place,
            Choice::Event(event) => mentioned(&catalog, event)
                .into_iter()
                .find(|place| catalog.leaf_of(*place).is_some())?,
        };
        catalog.mark_of(place, zoom)
    }
}

/// The places of an event, each once.
pub fn mentioned(catalog: &Catalog, event: EventIx) -> Vec<PlaceIx> {
    let mut places = Vec::new();
    for place in catalog.corpus().event(event).places() {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}
