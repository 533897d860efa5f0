//! Sites and clusters of sites as one tree that depends on the data only.

use super::cluster::cluster;
use super::merges::{Merges, Points};
use super::morton::{self, UNIT, quantised};
use super::node::{Children, Kind, Node, NodeId};
use super::options::Options;
use crate::geo::{World, world_px};
use crate::model::flat::{Pack, StripRef, Unpack};
use std::ops::Range;

/// An inner node.
#[derive(Clone, Copy)]
pub(super) struct Inner {
    /// The leaves below are the run from here …
    pub(super) first: u32,
    /// … to here.
    pub(super) end: u32,
    /// The inner nodes below are those after this one and before this number.
    pub(super) skip: u32,
    /// The box around the leaves, in steps, edges included.
    pub(super) min: [u32; 2],
    pub(super) max: [u32; 2],
    /// Where in the box the centroid is: 65,535 at the far edges.
    pub(super) centroid: [u16; 2],
}

impl Inner {
    /// No node: it begins behind every leaf.
    const NONE: Self = Self {
        first: u32::MAX,
        end: u32::MAX,
        skip: u32::MAX,
        min: [u32::MAX; 2],
        max: [0; 2],
        centroid: [0; 2],
    };

    fn numbers(&self) -> [u32; 8] {
        let [[west, north], [east, south]] = [self.min, self.max];
        let [x, y] = self.centroid.map(u32::from);
        let centroid = x << 16 | y;
        [
            self.first, self.end, self.skip, west, north, east, south, centroid,
        ]
    }

    fn of(numbers: &[u32; 8]) -> Self {
        let [first, end, skip, west, north, east, south, centroid] = *numbers;
        Self {
            first,
            end,
            skip,
            min: [west, north],
            max: [east, south],
            centroid: [(centroid >> 16) as u16, centroid as u16],
        }
    }
}

/// Inner nodes, 32 bytes each, as they are packed: a million sites have twenty megabytes of them,
/// which are not to lie twice in memory while they are taken.
pub(super) struct Inners(Vec<u32>);

impl Inners {
    /// Numbers that a node takes.
    const EACH: usize = 8;

    /// A node that is there; an empty one behind the last.
    #[inline(never)]
    pub(super) fn get(&self, number: u32) -> Inner {
        let node = self.0.as_chunks().0.get(number as usize);
        node.map_or(Inner::NONE, Inner::of)
    }

    fn push(&mut self, node: &Inner) {
        self.0.extend(node.numbers());
    }

    fn set(&mut self, number: u32, node: &Inner) {
        if let Some(place) = self.0.as_chunks_mut().0.get_mut(number as usize) {
            *place = node.numbers();
        }
    }
}

/// The tree. Leaves are numbered in the order of a walk through it, so that the leaves below any
/// node are a run; inner nodes are numbered in pre-order, so that those below a node are a run.
/// 16 bytes a site and 33 a cluster, of which there are fewer than sites.
pub struct Hierarchy {
    /// Tier 0 is the root's; nodes of tier `t` are taken apart from `zooms[t]` on.
    pub(super) zooms: Vec<f64>,
    pub(super) inner: Inners,
    /// The tier of each inner node, [`super::merges::NEVER`] for coincident sites.
    pub(super) tier: Vec<u8>,
    /// Position of each leaf, two numbers each.
    at: Vec<u32>,
    /// The caller's number of each leaf's site.
    pub(super) site: Vec<u32>,
    /// The leaf of each site.
    pub(super) leaf: Vec<u32>,
}

impl Hierarchy {
    /// Builds the tree over sites, `weight` saying how much happens at each.
    #[inline(never)]
    pub(super) fn build(sites: &[World], weight: &[u32], options: &Options) -> Self {
        let sorted = morton::sorted(sites.iter().map(|&site| morton::code(quantised(site))));
        let at: Vec<[u32; 2]> = sorted
            .iter()
            .map(|&(code, _)| morton::decoded(code))
            .collect();
        let points = Points {
            code: sorted.iter().map(|&(code, _)| code).collect(),
            weight: sorted
                .iter()
                .map(|&(_, site)| weight[site as usize])
                .collect(),
            at: at.clone(),
        };
        let zooms = options.zooms();
        let radius = |zoom: &f64| options.radius / world_px(*zoom) * UNIT;
        let radii: Vec<f64> = zooms[..zooms.len() - 1].iter().map(radius).collect();
        let merges = cluster(points, &radii, options.stride());
        let mut tree = Self {
            zooms,
            inner: Inners(Vec::with_capacity((merges.tier.len() + 1) * Inners::EACH)),
            tier: Vec::with_capacity(merges.tier.len() + 1),
            at: Vec::with_capacity(sites.len() * 2),
            site: Vec::with_capacity(sites.len()),
            leaf: vec![0; sites.len()],
        };
        tree.walk(&merges, &sorted, &at);
        tree.measure(weight);
        tree
    }

    /// Numbers leaves and inner nodes in the order of a walk.
    #[inline(never)]
    fn walk(&mut self, merges: &Merges, sorted: &[(u64, u32)], at: &[[u32; 2]]) {
        let root = Inner {
            first: 0,
            end: 0,
            skip: 0,
            min: [u32::MAX; 2],
            max: [0; 2],
            centroid: [0; 2],
        };
        self.inner.push(&root);
        self.tier.push(0);
        let mut open = vec![(0, merges.tops.iter())];
        while let Some((parent, children)) = open.last_mut() {
            let Some(&child) = children.next() else {
                let parent = *parent;
                let (end, skip) = (self.sites(), self.clusters());
                let node = self.inner.get(parent);
                self.inner.set(parent, &Inner { end, skip, ..node });
                open.pop();
                continue;
            };
            let child = child as usize;
            if child < at.len() {
                let site = sorted[child].1;
                self.leaf[site as usize] = self.sites();
                self.at.extend(at[child]);
                self.site.push(site);
            } else {
                let (kids, tier) = merges.inner(child - at.len());
                open.push((self.clusters(), kids.iter()));
                let first = self.sites();
                self.inner.push(&Inner { first, ..root });
                self.tier.push(tier);
            }
        }
    }

    /// Fills in boxes and centroids, children before parents.
    #[inline(never)]
    fn measure(&mut self, weight: &[u32]) {
        // Weights, and positions times weights, of all leaves before each; below 2^64, for there
        // are fewer than 2^31 entries and a coordinate is less than 2^32.
        let mut before = Vec::with_capacity(self.site.len() + 1);
        let mut sums = [0; 3];
        before.push(sums);
        for (&[x, y], &site) in self.at.as_chunks().0.iter().zip(&self.site) {
            let weight = u64::from(weight[site as usize]);
            sums[0] += weight;
            sums[1] += u64::from(x) * weight;
            sums[2] += u64::from(y) * weight;
            before.push(sums);
        }
        for number in (0..self.clusters()).rev() {
            self.measure_one(number, &before);
        }
    }

    #[inline(never)]
    fn measure_one(&mut self, number: u32, before: &[[u64; 3]]) {
        let mut node = self.inner.get(number);
        for child in self.children_of(number) {
            let (min, max) = self.corners(child);
            for axis in 0..2 {
                node.min[axis] = node.min[axis].min(min[axis]);
                node.max[axis] = node.max[axis].max(max[axis]);
            }
        }
        let (first, end) = (before[node.first as usize], before[node.end as usize]);
        let total = end[0] - first[0];
        for axis in 0..2 {
            // Where nothing happens the centroid is that of the box.
            let (min, max) = (u64::from(node.min[axis]), u64::from(node.max[axis]));
            let mean = (end[axis + 1] - first[axis + 1]).checked_div(total);
            let side = max.saturating_sub(min).max(1);
            let from_edge = mean.map_or(side / 2, |mean| mean.saturating_sub(min));
            node.centroid[axis] = (from_edge * u64::from(u16::MAX) / side) as u16;
        }
        self.inner.set(number, &node);
    }

    /// How many sites there are.
    #[must_use]
    pub fn sites(&self) -> u32 {
        self.site.len() as u32
    }

    /// How many clusters there are, the root among them.
    #[must_use]
    pub fn clusters(&self) -> u32 {
        (self.inner.0.len() / Inners::EACH) as u32
    }

    /// A node with what it stands for. Costs nothing.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, id }
    }

    /// The leaf of a site by the caller's number, or `None` if there is no such site.
    #[must_use]
    pub fn leaf_of(&self, site: u32) -> Option<NodeId> {
        self.leaf.get(site as usize).map(|&leaf| NodeId::leaf(leaf))
    }

    /// The smallest inner node that contains two leaves, the first not after the second.
    /// `parents` comes from [`Hierarchy::parents`]. Costs the depth.
    pub(super) fn common(&self, parents: &Parents, first: u32, last: u32) -> u32 {
        let mut inner = parents.of_leaf[first as usize];
        while self.inner.get(inner).end <= last {
            inner = parents.of_inner[inner as usize];
        }
        inner
    }

    /// Who contains whom, for as long as [`Hierarchy::common`] is needed.
    pub(super) fn parents(&self) -> Parents {
        let mut parents = Parents {
            of_leaf: vec![0; self.site.len()],
            of_inner: vec![0; self.clusters() as usize],
        };
        for parent in 0..self.clusters() {
            for child in self.children_of(parent) {
                match child.kind() {
                    Kind::Leaf(leaf) => parents.of_leaf[leaf as usize] = parent,
                    Kind::Inner(inner) => parents.of_inner[inner as usize] = parent,
                }
            }
        }
        parents
    }

    /// The position of a leaf, in steps.
    pub(super) fn at(&self, leaf: u32) -> [u32; 2] {
        let at = self.at.as_chunks().0.get(leaf as usize);
        at.copied().unwrap_or_default()
    }

    /// The leaves below a node.
    pub(super) fn leaves(&self, id: NodeId) -> Range<u32> {
        match id.kind() {
            Kind::Leaf(leaf) => leaf..leaf + 1,
            Kind::Inner(inner) => {
                let node = self.inner.get(inner);
                node.first..node.end
            }
        }
    }

    /// The inner nodes below a node and itself; none for a leaf.
    pub(super) fn inners(&self, id: NodeId) -> Range<u32> {
        match id.kind() {
            Kind::Leaf(_) => 0..0,
            Kind::Inner(inner) => inner..self.inner.get(inner).skip,
        }
    }

    pub(super) fn corners(&self, id: NodeId) -> ([u32; 2], [u32; 2]) {
        match id.kind() {
            Kind::Leaf(leaf) => (self.at(leaf), self.at(leaf)),
            Kind::Inner(inner) => {
                let node = self.inner.get(inner);
                (node.min, node.max)
            }
        }
    }

    pub(super) fn children_of(&self, parent: u32) -> Children<'_> {
        let node = self.inner.get(parent);
        Children {
            tree: self,
            inner: parent + 1,
            leaf: node.first,
            end: node.end,
        }
    }

    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        to.longs(&self.inner.0);
        to.strip(StripRef::Bytes(&self.tier));
        to.longs(&self.at);
        to.longs(&self.site);
        to.longs(&self.leaf);
    }

    /// Takes a tree that was packed; the options are those of which it was built.
    pub(super) fn unpack(from: &mut Unpack, options: &Options) -> Self {
        let tree = Self {
            zooms: options.zooms(),
            inner: Inners(from.longs()),
            tier: from.bytes(),
            at: from.longs(),
            site: from.longs(),
            leaf: from.longs(),
        };
        let sites = tree.site.len();
        let clusters = tree.tier.len();
        let fits = tree.inner.0.len() == clusters * Inners::EACH && tree.at.len() == sites * 2;
        // There always is a root.
        from.check(fits && tree.leaf.len() == sites && clusters > 0, "the tree");
        tree
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.zooms.capacity() * size_of::<f64>()
            + self.tier.capacity()
            + (self.inner.0.capacity() + self.at.capacity()) * size_of::<u32>()
            + (self.site.capacity() + self.leaf.capacity()) * size_of::<u32>()
    }
}

/// See [`Hierarchy::parents`].
pub(super) struct Parents {
    of_leaf: Vec<u32>,
    of_inner: Vec<u32>,
}
