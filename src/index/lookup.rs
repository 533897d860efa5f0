//! The index as a whole.

use super::entries::{Copies, Entries};
use super::facet::Facet;
use super::filter::Filter;
use super::hierarchy::Hierarchy;
use super::input::{BuildError, IndexInput};
use super::node::{Node, NodeId};
use super::options::Options;
use super::selection::Selection;
use super::set::{EventSet, blocks_for};
use super::sorting::sort;
use super::years::{YearCount, Years};
use crate::geo::WorldRect;
use crate::model::flat::{Pack, Unpack};
use std::ops::{Range, RangeInclusive};

/// Events in the order of a hierarchy of their sites, with everything that a filter asks for.
/// Never changed after it is built; see the module for what each operation costs.
pub struct Index {
    tree: Hierarchy,
    entries: Entries,
    years: Years,
    facets: Vec<Facet>,
}

/// How many events each site has.
#[inline(never)]
fn weights(input: &IndexInput) -> Vec<u32> {
    let mut weights = vec![0; input.sites.len()];
    for &site in input.entries.items {
        weights[site as usize] += 1;
    }
    weights
}

impl Index {
    /// Builds the index.
    ///
    /// # Errors
    ///
    /// When the input's columns do not fit together; the first place found is named.
    #[inline(never)]
    pub fn build(input: &IndexInput, options: &Options) -> Result<Self, BuildError> {
        input.check()?;
        let tree = Hierarchy::build(input.sites, &weights(input), options);
        let entries = Entries::build(input.entries, &tree);
        let years = Years::build(input, &entries.rank);
        let facets = input
            .facets
            .iter()
            .map(|facet| Facet::build(facet, &entries.rank));
        Ok(Self {
            years,
            facets: facets.collect(),
            tree,
            entries,
        })
    }

    /// How many events there are.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.entries.order.len() as u32
    }

    /// The sites and clusters.
    #[must_use]
    pub fn hierarchy(&self) -> &Hierarchy {
        &self.tree
    }

    /// A node of the hierarchy.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.tree.node(id)
    }

    /// The marks in a box at a zoom; see [`Hierarchy::visible`].
    pub fn visible(&self, zoom: f64, within: &WorldRect, marks: &mut Vec<NodeId>) {
        self.tree.visible(zoom, within, marks);
    }

    /// The caller's number of the event at a rank, or `None` beyond the last.
    #[must_use]
    pub fn event(&self, rank: u32) -> Option<u32> {
        self.entries.order.get(rank as usize).copied()
    }

    /// The rank of an event by the caller's number, or `None` if there is no such event.
    #[must_use]
    pub fn rank(&self, event: u32) -> Option<u32> {
        self.entries.rank.get(event as usize).copied()
    }

    /// The ranks of the events whose home is below a node.
    #[must_use]
    pub fn run(&self, node: NodeId) -> Range<u32> {
        self.entries.homes(self.tree.leaves(node))
    }

    /// The ranks of the events that are at no site: the last ones.
    #[must_use]
    pub fn off_map(&self) -> Range<u32> {
        self.entries.off_map()
    }

    /// A set of events by the caller's numbers, for [`Filter::sets`]. Numbers of no event are
    /// left out.
    pub fn set_of(&self, events: impl IntoIterator<Item = u32>) -> EventSet {
        let ranks = events.into_iter().filter_map(|event| self.rank(event));
        EventSet::from_ranks(self.events(), ranks)
    }

    /// The events with a site in a box, for [`Filter::sets`]. Costs what the box's edge cuts and
    /// the events found.
    #[must_use]
    pub fn set_in(&self, within: &WorldRect) -> EventSet {
        let mut ranks = Vec::new();
        self.tree.leaves_in(within, |leaves| {
            ranks.extend(self.entries.homes(leaves.clone()));
            let echoes = self.entries.echoes.run(leaves);
            ranks.extend(&self.entries.echoes.rank[echoes.start as usize..echoes.end as usize]);
        });
        EventSet::from_ranks(self.events(), ranks)
    }

    /// Makes `selection` the events that pass a filter.
    pub fn select(&self, filter: &Filter, selection: &mut Selection) {
        let years = filter.years.as_ref();
        self.gather(filter, years, filter.undated, None, selection);
        copy(
            &self.entries.echoes,
            &selection.events,
            &mut selection.echoes,
        );
        copy(
            &self.entries.duplicates,
            &selection.events,
            &mut selection.duplicates,
        );
    }

    /// How many distinct events of a selection have a site below a node. A selection made by
    /// another index gives a meaningless number.
    #[must_use]
    pub fn count(&self, selection: &Selection, node: NodeId) -> u32 {
        let leaves = self.tree.leaves(node);
        let homes = selection.events.count(self.entries.homes(leaves.clone()));
        if self.entries.echoes.rank.is_empty() {
            return homes;
        }
        let echoes = selection.echoes.count(self.entries.echoes.run(leaves));
        let twice = self.entries.duplicates.run(self.tree.inners(node));
        homes + echoes - selection.duplicates.count(twice)
    }

    /// The events of a selection with a site below a node, each once, by rank and rising;
    /// `ranks` is emptied first. Costs N/64 words of the node's run, its echoes, and a sort of
    /// what is found if it has echoes.
    pub fn events_at(&self, selection: &Selection, node: NodeId, ranks: &mut Vec<u32>) {
        ranks.clear();
        ranks.extend(selection.events.iter(self.run(node)));
        let echoes = self.entries.echoes.run(self.tree.leaves(node));
        if !echoes.is_empty() {
            let echoes = selection.echoes.iter(echoes);
            ranks.extend(echoes.map(|echo| self.entries.echoes.rank[echo as usize]));
            let mut all: Vec<u64> = ranks.iter().map(|rank| u64::from(*rank)).collect();
            sort(&mut all);
            all.dedup();
            ranks.clear();
            ranks.extend(all.into_iter().map(|rank| rank as u32));
        }
    }

    /// First and last year that any event names, or `None` if nothing has a year.
    #[must_use]
    pub fn years(&self) -> Option<RangeInclusive<i16>> {
        self.years.known()
    }

    /// The events without a date.
    #[must_use]
    pub fn undated(&self) -> &EventSet {
        self.years.undated()
    }

    /// For every year from the first to the last, how many events touch it of those that pass
    /// the filter without its part on years. `work` is overwritten by those events, the undated
    /// ones among them if the filter lets them pass.
    #[must_use]
    pub fn histogram(&self, filter: &Filter, work: &mut Selection) -> Vec<YearCount> {
        self.gather(filter, None, filter.undated, None, work);
        self.years.histogram(&work.events)
    }

    /// How many facets there are.
    #[must_use]
    pub fn facets(&self) -> usize {
        self.facets.len()
    }

    /// How many categories a facet has: one more than the largest that occurs; 0 if there is no
    /// such facet.
    #[must_use]
    pub fn categories(&self, facet: usize) -> usize {
        self.facets.get(facet).map_or(0, Facet::categories)
    }

    /// How many events of each category of a facet pass the filter without its choice in that
    /// facet: what a reader would get by choosing that category. `counts` is emptied first;
    /// `work` is overwritten.
    pub fn facet_counts(
        &self,
        facet: usize,
        filter: &Filter,
        work: &mut Selection,
        counts: &mut Vec<u32>,
    ) {
        counts.clear();
        if let Some(categories) = self.facets.get(facet) {
            let years = filter.years.as_ref();
            self.gather(filter, years, filter.undated, Some(facet), work);
            categories.counts(&work.events, counts);
        }
    }

    /// How many events of each category of a facet are in a set; `counts` is emptied first.
    pub fn category_counts(&self, facet: usize, of: &EventSet, counts: &mut Vec<u32>) {
        counts.clear();
        if let Some(facet) = self.facets.get(facet) {
            facet.counts(of, counts);
        }
    }

    /// Packs the index.
    pub fn pack(&self, to: &mut Pack<'_>) {
        self.tree.pack(to);
        self.entries.pack(to);
        self.years.pack(to);
        to.list(&self.facets, |to, facet| facet.pack(to));
    }

    /// Takes an index that was packed; the options are those of which it was built. Costs a copy
    /// of the tree and of the sets.
    #[must_use]
    pub fn unpack(from: &mut Unpack, options: &Options) -> Self {
        let tree = Hierarchy::unpack(from, options);
        let entries = Entries::unpack(from, &tree);
        let events = entries.order.len() as u32;
        let years = Years::unpack(from, events);
        let facets = from.list(|from| Facet::unpack(from, events));
        Self {
            tree,
            entries,
            years,
            facets,
        }
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let facets: usize = self.facets.iter().map(Facet::bytes).sum();
        self.tree.bytes() + self.entries.bytes() + self.years.bytes() + facets
    }

    /// Fills the events of a selection: all parts of the filter block by block, so that every
    /// word of the result is written once and counted while it is at hand.
    fn gather(
        &self,
        filter: &Filter,
        years: Option<&RangeInclusive<i16>>,
        undated: bool,
        without: Option<usize>,
        into: &mut Selection,
    ) {
        let blocks = blocks_for(self.events());
        let range = years.map(|years| self.years.range(years, filter.certainty));
        let choice = |facet| filter.choice(facet).filter(|_| without != Some(facet));
        into.choices.resize(self.facets.len(), Vec::new());
        for (number, (facet, prepared)) in self.facets.iter().zip(&mut into.choices).enumerate() {
            if let Some(choice) = choice(number) {
                facet.prepare(choice, blocks, prepared);
            }
        }
        let none = self.years.undated();
        let choices = &into.choices;
        into.events.refill(self.events(), |block| {
            let mut bits = match &range {
                Some(range) => self.years.touching(range, block),
                None => [u64::MAX; 8],
            };
            for (word, none) in bits.iter_mut().zip(none.blocks()[block]) {
                *word = if undated { *word | none } else { *word & !none };
            }
            for (number, (facet, prepared)) in self.facets.iter().zip(choices).enumerate() {
                if let Some(choice) = choice(number) {
                    let any = facet.any(choice, prepared, block);
                    for (word, any) in bits.iter_mut().zip(any) {
                        *word &= any;
                    }
                }
            }
            for set in &filter.sets {
                let member = set.blocks().get(block).copied().unwrap_or([0; 8]);
                for (word, member) in bits.iter_mut().zip(member) {
                    *word &= member;
                }
            }
            bits
        });
    }
}

/// The copies whose events are in a set.
fn copy(copies: &Copies, events: &EventSet, into: &mut EventSet) {
    let ranks = &copies.rank;
    into.refill(ranks.len() as u32, |block| {
        let mut bits = [0; 8];
        for (word, ranks) in bits.iter_mut().zip(ranks[block * 512..].chunks(64)) {
            for (bit, &rank) in ranks.iter().enumerate() {
                *word |= u64::from(events.contains(rank)) << bit;
            }
        }
        bits
    });
}
