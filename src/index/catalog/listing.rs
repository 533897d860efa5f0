//! Events of a catalog as they are listed: the first ones in the order of time.

use super::super::sorting::{pair, sort};
use super::super::{EventSet, Filter, NodeId, Selection};
use super::{Catalog, FACETS, FacetKind};
use crate::model::{EventIx, PlaceIx};

/// From so many events on it is quicker to walk through time than to sort.
const MANY: usize = 4_096;

impl Catalog {
    /// Whether a place with a marker is below a node or is it. A place that only further sites of
    /// events name is found where it is the node itself.
    #[must_use]
    pub fn is_below(&self, place: PlaceIx, node: NodeId) -> bool {
        self.leaf_of(place).is_some_and(|leaf| {
            let run = self.index.run(node);
            let inside = self.index.run(leaf);
            let within = run.start <= inside.start && inside.end <= run.end;
            leaf == node || (!inside.is_empty() && within)
        })
    }

    /// The first events of a place that pass a filter, in the order of time: at most `most`, and
    /// how many there are in all.
    #[must_use]
    pub fn events_at(&self, place: PlaceIx, filter: &Filter, most: usize) -> (Vec<EventIx>, u32) {
        let mut selection = Selection::default();
        if let Some(leaf) = self.leaf_of(place) {
            self.index.select(filter, &mut selection);
            return self.events_below(leaf, &selection, most);
        }
        let Some(category) = self.listed.iter().position(|listed| *listed == place) else {
            return (Vec::new(), 0);
        };
        let mut filter = filter.clone();
        filter.facets.resize(FACETS, None);
        filter.facets[FacetKind::Listed as usize] = Some(vec![category as u16]);
        self.index.select(&filter, &mut selection);
        (self.selected(&selection, most), selection.total())
    }

    /// How many events have a place below a node, whatever the filter.
    #[must_use]
    pub fn count_below(&self, node: NodeId) -> u32 {
        let mut everything = Selection::default();
        self.index.select(&Filter::default(), &mut everything);
        self.index.count(&everything, node)
    }

    /// The first events of a selection that have a place below a node, in the order of time: at
    /// most `most`, and how many there are in all. Costs the events below the node.
    #[must_use]
    pub fn events_below(
        &self,
        node: NodeId,
        selection: &Selection,
        most: usize,
    ) -> (Vec<EventIx>, u32) {
        let mut ranks = Vec::new();
        self.index.events_at(selection, node, &mut ranks);
        let all = ranks.len() as u32;
        if most == 0 {
            return (Vec::new(), all);
        }
        if ranks.len() > MANY {
            // Of many only the first are put in order: one bit read for every event up to them.
            let set = EventSet::from_ranks(self.index.events(), ranks);
            let first = self.by_time.iter().copied();
            let first = first.filter(|rank| set.contains(*rank)).take(most);
            return (self.events(first), all);
        }
        let mut by_time: Vec<u64> = ranks
            .iter()
            .filter_map(|rank| self.index.event(*rank))
            .map(|event| {
                let date = self.corpus.event(EventIx(event)).date();
                let rank = self.date_rank.get(date as usize).copied();
                pair(rank.unwrap_or_default(), event)
            })
            .collect();
        sort(&mut by_time);
        let events = by_time.iter().take(most);
        (events.map(|event| EventIx(*event as u32)).collect(), all)
    }

    /// The first events of a selection in the order of time, at most `most`. Costs one bit read
    /// for every event up to the last that is given.
    #[must_use]
    pub fn selected(&self, selection: &Selection, most: usize) -> Vec<EventIx> {
        let ranks = self.by_time.iter().copied();
        self.events(
            ranks
                .filter(|rank| selection.events().contains(*rank))
                .take(most),
        )
    }

    /// How many events of a selection each of [`Catalog::listed`] has.
    #[must_use]
    pub fn listed_counts(&self, selection: &Selection) -> Vec<u32> {
        let mut counts = Vec::new();
        let facet = FacetKind::Listed as usize;
        self.index
            .category_counts(facet, selection.events(), &mut counts);
        counts.resize(self.listed.len(), 0);
        counts
    }

    fn events(&self, ranks: impl Iterator<Item = u32>) -> Vec<EventIx> {
        ranks
            .filter_map(|rank| self.index.event(rank).map(EventIx))
            .collect()
    }
}
