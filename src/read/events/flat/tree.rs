//! The packed R-tree of a `FlatGeobuf` file: which of its nodes have to be seen for a box.
//!
//! Nodes stand level by level from the root to the leaves, those of one parent together, so that
//! where a node's children are follows from its number. A node is a box and an offset, 40 bytes.

use super::buffer::number;
use crate::geo::Bounds;
use std::collections::BTreeMap;
use std::ops::Range;

/// Bytes of a node.
const NODE: u64 = 40;

/// The shape of a tree and what has been seen of it.
#[derive(Debug)]
pub(super) struct Tree {
    node_size: u64,
    /// Numbers of the nodes of each level, the leaves first.
    levels: Vec<Range<u64>>,
    /// Nodes of one parent by the number of the first.
    seen: BTreeMap<u64, Box<[u8]>>,
}

/// Nodes with one parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Siblings {
    level: usize,
    nodes: Range<u64>,
}

/// A feature that the tree leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The feature's number in the file.
    pub feature: u32,
    /// Where it begins, in bytes from the first feature.
    pub start: u64,
    /// Where the next one begins, if that is known.
    pub end: Option<u64>,
}

/// What a box meets of some nodes.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// Children of nodes that the box's edge cuts.
    pub edge: Vec<Siblings>,
    /// Children of nodes that are inside the box.
    pub inside: Vec<Siblings>,
    /// Features, of nodes that have no other children.
    pub leaves: Vec<Leaf>,
}

impl Tree {
    /// The tree over so many features, at least one.
    pub fn new(features: u64, node_size: u64) -> Self {
        let mut counts = vec![features];
        let mut count = features;
        loop {
            count = count.div_ceil(node_size);
            counts.push(count);
            if count <= 1 {
                break;
            }
        }
        let mut before: u64 = counts.iter().sum();
        let levels = counts.iter().map(|count| {
            before -= count;
            before..before + count
        });
        Self {
            node_size,
            levels: levels.collect(),
            seen: BTreeMap::new(),
        }
    }

    /// Bytes of all nodes.
    pub fn bytes(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.end * NODE)
    }

    pub fn root(&self) -> Siblings {
        Siblings {
            level: self.levels.len() - 1,
            nodes: 0..1,
        }
    }

    /// Which bytes of the tree some nodes are.
    pub fn range(siblings: &Siblings) -> Range<u64> {
        siblings.nodes.start * NODE..siblings.nodes.end * NODE
    }

    /// Keeps the bytes of some nodes.
    pub fn keep(&mut self, siblings: &Siblings, bytes: &[u8]) {
        self.seen.insert(siblings.nodes.start, bytes.into());
    }

    /// Forgets all nodes but the root, if more groups of them are kept than so many.
    pub fn forget(&mut self, most: usize) {
        if self.seen.len() > most {
            self.seen.retain(|first, _| *first == 0);
        }
    }

    /// The box of the root, which is around everything, once it was seen.
    pub fn extent(&self) -> Option<Bounds> {
        let root = self.seen.get(&0)?;
        Some(Bounds {
            west: side(root, 0),
            south: side(root, 1),
            east: side(root, 2),
            north: side(root, 3),
        })
    }

    /// How many features some nodes have below them.
    pub fn features(&self, siblings: &Siblings) -> u64 {
        let level = &self.levels[siblings.level];
        let all = self.levels[0].end - self.levels[0].start;
        let each = (0..siblings.level).fold(1, |each: u64, _| each.saturating_mul(self.node_size));
        let before = |node: u64| (node - level.start).saturating_mul(each).min(all);
        before(siblings.nodes.end) - before(siblings.nodes.start)
    }

    /// Goes on from nodes that were kept, into those that a box meets. `false` if they were not.
    pub fn open(&self, siblings: &Siblings, within: &Bounds, met: &mut Met) -> bool {
        let Some(bytes) = self.seen.get(&siblings.nodes.start) else {
            return false;
        };
        let first = self.levels[siblings.level].start;
        let nodes = siblings
            .nodes
            .clone()
            .zip(bytes.chunks_exact(NODE as usize));
        for (node, bytes) in nodes {
            if !meets(bytes, within) {
                continue;
            }
            let number_in_level = node - first;
            if let Some(level) = siblings.level.checked_sub(1) {
                let children = &self.levels[level];
                let start = children.start + number_in_level * self.node_size;
                let end = (start + self.node_size).min(children.end);
                let children = Siblings {
                    level,
                    nodes: start..end,
                };
                let is_inside = is_inside(bytes, within);
                let side = if is_inside {
                    &mut met.inside
                } else {
                    &mut met.edge
                };
                side.push(children);
                continue;
            }
            let next = (node + 1 - siblings.nodes.start) * NODE;
            let all = self.seen.get(&siblings.nodes.start);
            met.leaves.push(Leaf {
                feature: number_in_level as u32,
                start: offset(bytes, 0),
                end: all.and_then(|all| {
                    let next = usize::try_from(next).ok()?;
                    (next < all.len()).then(|| offset(all, next))
                }),
            });
        }
        true
    }
}

/// The offset of the node at a byte.
fn offset(nodes: &[u8], at: usize) -> u64 {
    number(nodes, at + 32).map_or(0, u64::from_le_bytes)
}

/// Whether a node's box meets another.
fn meets(node: &[u8], within: &Bounds) -> bool {
    side(node, 0) <= within.east
        && side(node, 1) <= within.north
        && side(node, 2) >= within.west
        && side(node, 3) >= within.south
}

/// Whether a node's box is inside another.
fn is_inside(node: &[u8], within: &Bounds) -> bool {
    side(node, 0) >= within.west
        && side(node, 1) >= within.south
        && side(node, 2) <= within.east
        && side(node, 3) <= within.north
}

/// An edge of a node's box, degrees: west, south, east, north.
fn side(node: &[u8], number_of: usize) -> f64 {
    number(node, 8 * number_of).map_or(f64::NAN, f64::from_le_bytes)
}
