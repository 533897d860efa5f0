//! One node of the hierarchy: a mark on the map.

use super::hierarchy::Hierarchy;
use super::morton::position;
use crate::geo::{World, WorldRect};

/// Names a node of a [`Hierarchy`]: a site (leaf) or a cluster (inner node).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

/// Set in the number of a leaf.
const LEAF: u32 = 1 << 31;

/// What a [`NodeId`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A leaf, by its place in the walk.
    Leaf(u32),
    /// An inner node, by its number in pre-order.
    Inner(u32),
}

impl NodeId {
    /// Contains every site; never shown as a mark itself.
    pub const ROOT: Self = Self(0);

    pub(super) fn kind(self) -> Kind {
        if self.0 & LEAF == 0 {
            Kind::Inner(self.0)
        } else {
            Kind::Leaf(self.0 & !LEAF)
        }
    }

    pub(super) fn leaf(leaf: u32) -> Self {
        Self(leaf | LEAF)
    }
}

/// A node and the tree it is in.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub(super) tree: &'a Hierarchy,
    pub(super) id: NodeId,
}

impl<'a> Node<'a> {
    /// Its name.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Where its mark stands: on one of its sites, that of the part which had most entries when
    /// it was formed. So a mark never stands where nothing is, and stays where it is while others
    /// come out of it.
    ///
    /// Within 5 mm (half a step of 2⁻³² of the equator) of the position given to the index. The
    /// root of an empty tree stands in the unit square's north-western corner.
    #[must_use]
    pub fn position(self) -> World {
        position(self.tree.at(self.tree.leaves(self.id).start))
    }

    /// The mean of its sites' positions, weighted by their entries, to 1/65,535 of its box.
    /// Unlike positions, centroids of neighbours may come nearer than the radius.
    #[must_use]
    pub fn centroid(self) -> World {
        let Kind::Inner(inner) = self.id.kind() else {
            return self.position();
        };
        let node = self.tree.inner.get(inner);
        position([0, 1].map(|axis| {
            let side = u64::from(node.max[axis].saturating_sub(node.min[axis]));
            let from_edge = side * u64::from(node.centroid[axis]) / u64::from(u16::MAX);
            node.min[axis].saturating_add(from_edge as u32)
        }))
    }

    /// The smallest box around its sites; [`WorldRect::EMPTY`] for the root of an empty tree.
    #[must_use]
    pub fn bounds(self) -> WorldRect {
        let (min, max) = self.tree.corners(self.id);
        if min[0] > max[0] {
            return WorldRect::EMPTY;
        }
        WorldRect {
            min: position(min),
            max: position(max),
        }
    }

    /// The site that it is, by the caller's number; `None` for a cluster.
    #[must_use]
    pub fn site(self) -> Option<u32> {
        match self.id.kind() {
            Kind::Leaf(leaf) => Some(self.tree.site[leaf as usize]),
            Kind::Inner(_) => None,
        }
    }

    /// Its sites by the caller's numbers, in the order of the walk: the one under its mark first.
    #[must_use]
    pub fn members(self) -> &'a [u32] {
        let leaves = self.tree.leaves(self.id);
        &self.tree.site[leaves.start as usize..leaves.end as usize]
    }

    /// What it is taken apart into; nothing for a leaf.
    #[must_use]
    pub fn children(self) -> Children<'a> {
        match self.id.kind() {
            Kind::Inner(inner) => self.tree.children_of(inner),
            Kind::Leaf(_) => Children {
                tree: self.tree,
                inner: 0,
                leaf: 0,
                end: 0,
            },
        }
    }

    /// The zoom from which its children are shown instead of it: infinite for a site and for
    /// several sites at one position, negative infinity for the root.
    #[must_use]
    pub fn splits_at(self) -> f64 {
        match self.id.kind() {
            Kind::Leaf(_) => f64::INFINITY,
            Kind::Inner(inner) => match self.tree.tier[inner as usize] {
                0 => f64::NEG_INFINITY,
                tier => self
                    .tree
                    .zooms
                    .get(tier as usize)
                    .copied()
                    .unwrap_or(f64::INFINITY),
            },
        }
    }
}

/// The children of a node in the order of the walk; made by [`Node::children`].
#[derive(Clone)]
pub struct Children<'a> {
    pub(super) tree: &'a Hierarchy,
    /// The next inner node in pre-order, a child when it begins at `leaf`.
    pub(super) inner: u32,
    pub(super) leaf: u32,
    pub(super) end: u32,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.leaf >= self.end {
            return None;
        }
        let node = self.tree.inner.get(self.inner);
        if node.first == self.leaf {
            let id = NodeId(self.inner);
            self.leaf = node.end;
            self.inner = node.skip;
            return Some(id);
        }
        self.leaf += 1;
        Some(NodeId::leaf(self.leaf - 1))
    }
}
