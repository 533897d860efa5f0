//! Which events are at which leaf, in an order that makes every node's events a run.

use super::hierarchy::Hierarchy;
use super::input::Lists;
use super::node::{Kind, NodeId};
use super::sorting::{pair, sort};
use crate::model::flat::{Pack, Unpack};
use std::ops::Range;

/// The order of events, and the further sites of those that have several.
///
/// An event's first site is its home. In the order of homes along the walk, the events at home
/// below any node are a run of ranks. An entry at a further site is an echo; sorted by leaf, the
/// echoes below a node are a run too. An event with several entries would be counted once for
/// each: between every two of its entries that follow each other along the walk stands a
/// duplicate, kept at the smallest node that contains both. An event with k ≥ 1 entries below a
/// node has exactly k − 1 duplicates kept at nodes below (two entries that follow each other and
/// are both below the node meet there; if only one of them is below, they meet further up), so
/// homes + echoes − duplicates counts it once. Sorted by their node's number in pre-order the
/// duplicates below a node are a run as well, so that the count under any filter is three
/// differences of ranks.
///
/// 8 bytes an event, 4 a site; with E echoes another 8 E, 4 a site and 4 a cluster.
#[derive(Debug)]
pub(super) struct Entries {
    /// The caller's number by rank.
    pub(super) order: Vec<u32>,
    /// Rank by the caller's number.
    pub(super) rank: Vec<u32>,
    /// Where each leaf's events begin, and last where those off the map begin.
    homes: Vec<u32>,
    pub(super) echoes: Copies,
    pub(super) duplicates: Copies,
}

/// Ranks of events sorted by the node they belong to.
#[derive(Debug, Default)]
pub(super) struct Copies {
    pub(super) rank: Vec<u32>,
    /// Where each node's begin, and last where all end; empty when there are none.
    starts: Vec<u32>,
}

impl Copies {
    /// Takes nodes with ranks; `nodes` is how many nodes there are.
    fn new(mut pairs: Vec<u64>, nodes: usize) -> Self {
        if pairs.is_empty() {
            return Self::default();
        }
        sort(&mut pairs);
        let mut starts = vec![0; nodes + 1];
        for pair in &pairs {
            starts[(pair >> 32) as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Self {
            rank: pairs.into_iter().map(|pair| pair as u32).collect(),
            starts,
        }
    }

    fn pack(&self, to: &mut Pack<'_>) {
        to.longs(&self.rank);
        to.longs(&self.starts);
    }

    /// Takes copies for so many nodes that were packed.
    fn unpack(from: &mut Unpack, nodes: u32) -> Self {
        let (rank, starts) = (from.longs(), from.longs());
        let last = starts.last().map_or(0, |last| *last as usize);
        let fits = starts.is_empty() || starts.len() == nodes as usize + 1;
        from.check(fits && last == rank.len(), "copies");
        Self { rank, starts }
    }

    /// The run that belongs to a run of nodes.
    pub(super) fn run(&self, nodes: Range<u32>) -> Range<u32> {
        if self.starts.is_empty() {
            return 0..0;
        }
        self.starts[nodes.start as usize]..self.starts[nodes.end as usize]
    }
}

impl Entries {
    /// Costs the events and sites, plus for echoes a sort and the tree's depth each.
    #[inline(never)]
    pub(super) fn build(lists: Lists<u32>, tree: &Hierarchy) -> Self {
        let events = lists.len() as u32;
        let leaves = tree.sites() as usize;
        let leaf = |site: u32| match tree.leaf_of(site).map(NodeId::kind) {
            Some(Kind::Leaf(leaf)) => leaf,
            _ => leaves as u32,
        };
        let home = |event| {
            lists
                .list(event)
                .first()
                .map_or(leaves as u32, |&site| leaf(site))
        };
        // A counting sort; those off the map come after the last leaf.
        let mut homes = vec![0_u32; leaves + 1];
        let home_of: Vec<u32> = (0..events).map(home).collect();
        for &home in &home_of {
            homes[home as usize] += 1;
        }
        let mut sum = 0;
        for start in &mut homes {
            sum += std::mem::replace(start, sum);
        }
        let mut order = vec![0; events as usize];
        let mut rank = vec![0; events as usize];
        for (event, &home) in (0..).zip(&home_of) {
            let place = &mut homes[home as usize];
            order[*place as usize] = event;
            rank[event as usize] = *place;
            *place += 1;
        }
        // Every start has moved to the next one's place.
        homes.rotate_right(1);
        homes[0] = 0;
        let (mut echoes, mut duplicates) = (Vec::new(), Vec::new());
        let several = |event: &u32| lists.list(*event).len() > 1;
        if (0..events).any(|event| several(&event)) {
            let parents = tree.parents();
            let mut all = Vec::new();
            for event in (0..events).filter(several) {
                all.clear();
                all.extend(lists.list(event).iter().map(|&site| u64::from(leaf(site))));
                let home = all[0];
                sort(&mut all);
                all.dedup();
                let rank = rank[event as usize];
                let others = all.iter().filter(|&&leaf| leaf != home);
                echoes.extend(others.map(|&leaf| pair(leaf as u32, rank)));
                for two in all.windows(2) {
                    let (a, b) = (two[0] as u32, two[1] as u32);
                    duplicates.push(pair(tree.common(&parents, a, b), rank));
                }
            }
        }
        Self {
            order,
            rank,
            homes,
            echoes: Copies::new(echoes, leaves),
            duplicates: Copies::new(duplicates, tree.clusters() as usize),
        }
    }

    /// The ranks of the events at home at a run of leaves.
    pub(super) fn homes(&self, leaves: Range<u32>) -> Range<u32> {
        self.homes[leaves.start as usize]..self.homes[leaves.end as usize]
    }

    /// The ranks of the events off the map.
    pub(super) fn off_map(&self) -> Range<u32> {
        let start = self.homes.last().copied().unwrap_or(0);
        start..self.order.len() as u32
    }

    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        to.longs(&self.order);
        to.longs(&self.rank);
        to.longs(&self.homes);
        self.echoes.pack(to);
        self.duplicates.pack(to);
    }

    /// Takes the order of events that was packed with a tree.
    pub(super) fn unpack(from: &mut Unpack, tree: &Hierarchy) -> Self {
        let (order, rank, homes) = (from.longs(), from.longs(), from.longs());
        let fits = order.len() == rank.len() && homes.len() == tree.sites() as usize + 1;
        from.check(fits, "order");
        Self {
            order,
            rank,
            homes,
            echoes: Copies::unpack(from, tree.sites()),
            duplicates: Copies::unpack(from, tree.clusters()),
        }
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        let copies = |copies: &Copies| copies.rank.capacity() + copies.starts.capacity();
        let events = self.order.capacity() + self.rank.capacity() + self.homes.capacity();
        (events + copies(&self.echoes) + copies(&self.duplicates)) * size_of::<u32>()
    }
}
