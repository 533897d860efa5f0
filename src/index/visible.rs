//! What of the hierarchy is to be seen.

use super::hierarchy::Hierarchy;
use super::morton::UNIT;
use super::node::{Kind, NodeId};
use crate::geo::WorldRect;
use std::ops::Range;

impl Hierarchy {
    /// The node that shows a site at a zoom. Costs depth × children, some hundred steps.
    #[must_use]
    pub fn mark_of(&self, site: u32, zoom: f64) -> Option<NodeId> {
        let leaf = *self.leaf.get(site as usize)?;
        let tier = self.tier(zoom);
        let mut id = NodeId::ROOT;
        while let Kind::Inner(inner) = id.kind() {
            if self.tier[inner as usize] > tier {
                break;
            }
            id = self
                .children_of(inner)
                .find(|&child| self.leaves(child).contains(&leaf))?;
        }
        Some(id)
    }

    /// The smallest node that stands for all of some sites; `None` for no site or one that there
    /// is not. Costs depth × children.
    #[must_use]
    pub fn around(&self, sites: &[u32]) -> Option<NodeId> {
        let mut ends: Option<(u32, u32)> = None;
        for site in sites {
            let leaf = *self.leaf.get(*site as usize)?;
            let (first, last) = ends.unwrap_or((leaf, leaf));
            ends = Some((first.min(leaf), last.max(leaf)));
        }
        let (first, last) = ends?;
        let mut id = NodeId::ROOT;
        while let Kind::Inner(inner) = id.kind() {
            let holds_both = |child: &NodeId| {
                let leaves = self.leaves(*child);
                leaves.contains(&first) && leaves.contains(&last)
            };
            match self.children_of(inner).find(holds_both) {
                Some(child) => id = child,
                None => break,
            }
        }
        Some(id)
    }

    /// The marks whose position lies in a box at a zoom, in the order of the walk; `marks` is
    /// emptied first. Every site is in exactly one of the marks that a box around everything
    /// holds, and no two marks are nearer than [`super::Options::radius`].
    ///
    /// Costs the marks found plus the clusters that the box's edge cuts: nothing outside is
    /// looked at.
    pub fn visible(&self, zoom: f64, within: &WorldRect, marks: &mut Vec<NodeId>) {
        marks.clear();
        self.look(0, self.tier(zoom), &Steps::from(within), marks);
    }

    fn look(&self, parent: u32, tier: u8, within: &Steps, marks: &mut Vec<NodeId>) {
        for child in self.children_of(parent) {
            let (min, max) = self.corners(child);
            if !within.touches(min, max) {
                continue;
            }
            match child.kind() {
                Kind::Inner(inner) if self.tier[inner as usize] <= tier => {
                    self.look(inner, tier, within, marks);
                }
                _ => {
                    let at = self.at(self.leaves(child).start);
                    if within.touches(at, at) {
                        marks.push(child);
                    }
                }
            }
        }
    }

    /// The clusters and sites that together are the sites in a box, as runs of leaves. Costs as
    /// [`Hierarchy::visible`] at the largest zoom, but enters only what the box's edge cuts.
    pub(super) fn leaves_in(&self, within: &WorldRect, mut found: impl FnMut(Range<u32>)) {
        let within = Steps::from(within);
        let mut inner = 0;
        let mut leaf = 0;
        // A walk in pre-order with jumps; `leaf` is the next one not yet decided.
        while leaf < self.sites() {
            let node = self.inner.get(inner);
            if node.first > leaf {
                let at = self.at(leaf);
                if within.touches(at, at) {
                    found(leaf..leaf + 1);
                }
                leaf += 1;
            } else if node.end <= leaf || !within.touches(node.min, node.max) {
                leaf = leaf.max(node.end);
                inner = node.skip;
            } else if within.contains(node.min, node.max) {
                found(leaf..node.end);
                leaf = node.end;
                inner = node.skip;
            } else {
                inner += 1;
            }
        }
    }

    /// The tier of a zoom: nodes of this tier and below are taken apart.
    fn tier(&self, zoom: f64) -> u8 {
        self.zooms
            .partition_point(|&from| from <= zoom)
            .saturating_sub(1) as u8
    }
}

/// A box in steps that may reach beyond the unit square; edges included.
struct Steps {
    min: [i64; 2],
    max: [i64; 2],
}

impl From<&WorldRect> for Steps {
    fn from(rect: &WorldRect) -> Self {
        Self {
            min: [
                (rect.min.x * UNIT).ceil() as i64,
                (rect.min.y * UNIT).ceil() as i64,
            ],
            max: [
                (rect.max.x * UNIT).floor() as i64,
                (rect.max.y * UNIT).floor() as i64,
            ],
        }
    }
}

impl Steps {
    fn touches(&self, min: [u32; 2], max: [u32; 2]) -> bool {
        (0..2).all(|axis| {
            self.min[axis] <= i64::from(max[axis]) && i64::from(min[axis]) <= self.max[axis]
        })
    }

    fn contains(&self, min: [u32; 2], max: [u32; 2]) -> bool {
        (0..2).all(|axis| {
            self.min[axis] <= i64::from(min[axis]) && i64::from(max[axis]) <= self.max[axis]
        })
    }
}
