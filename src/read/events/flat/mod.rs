//! Reads what is in view of a `FlatGeobuf` file, however large the file is.
//!
//! `FlatGeobuf` keeps features in the order of a Hilbert curve behind a packed R-tree, so that a
//! server that answers ranges of bytes is all that is needed. Here nothing is fetched: a [`Flat`]
//! says which bytes it wants and is given them. A box costs one request a level of the tree, of
//! which there are six for ten million features, fewer where levels were seen before, and one for
//! each stretch of features; what was read is not asked for again.
//!
//! A view of the whole of a large file would have to read all of it. A [`Flat`] that is to show at
//! most so many events reads none of a view that has more: how many are below a node follows from
//! its number, so that the tree is followed along the edge of the view and no further.
//!
//! The `flatgeobuf` crate is not used: it reads from a file or with a client of its own, and its
//! writer brings temporary files, random numbers and a second model of geometries along.

mod buffer;
mod header;
mod item;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
mod tree;

use super::Events;
use super::gather::Gather;
use crate::geo::Bounds;
use header::Header;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use tree::{Leaf, Met, Siblings, Tree};

/// Asked for first: most headers are shorter.
const HEAD: u64 = 4096;

/// Bytes asked for in vain rather than in another request.
const GAP: u64 = 1 << 14;

/// At most so many bytes are asked for at a time, so that the first events come early.
const MOST: u64 = 1 << 20;

/// A feature whose end is not known is taken to be this long.
const FEATURE: u64 = 1 << 10;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlatError {
    /// It is no `FlatGeobuf` file, or of a later version than 3.
    NotFlatGeobuf,
    /// Its header cannot be read.
    Damaged,
    /// It has no index.
    NoIndex,
    /// It has 2³¹ features or more.
    TooMany,
    /// Its positions are not degrees of longitude and latitude but of the system with this number
    /// of EPSG.
    System(i32),
    /// It ends before what its header promises.
    CutOff,
}

/// A file of which parts are read.
#[derive(Debug, Default)]
pub struct Flat {
    file: Option<File>,
    /// How many bytes the header takes at least.
    head: u64,
    within: Option<Bounds>,
    /// At most so many features of a view are read.
    most: Option<u64>,
    /// Whether the features of the view are being counted still: nothing inside it is opened.
    counting: bool,
    /// How many were counted.
    met: u64,
    /// Nodes of the tree that have to be seen.
    open: Vec<Siblings>,
    /// Nodes inside the view, which are seen when it is known that the view has no more than is to
    /// be read.
    held: Vec<Siblings>,
    /// Features to be read, by where they begin.
    queue: BTreeMap<u64, (u32, u64)>,
    /// Features that were read, by their numbers.
    read: BTreeSet<u32>,
    gather: Gather,
}

#[derive(Debug)]
struct File {
    header: Header,
    tree: Tree,
    /// Where the first feature begins.
    features_at: u64,
}

impl Flat {
    /// A file of which a view is read that has at most so many events.
    #[must_use]
    pub fn of_at_most(most: u64) -> Self {
        Self {
            most: Some(most),
            ..Self::default()
        }
    }

    /// Asks for the events in a box of degrees, instead of those asked for before. Those that were
    /// read are kept.
    pub fn look(&mut self, within: Bounds) {
        self.within = Some(within);
        self.queue.clear();
        self.open.clear();
        self.held.clear();
        self.counting = self.most.is_some();
        self.met = 0;
        if let Some(file) = self.file.as_ref().filter(|file| file.header.features > 0) {
            self.open.push(file.tree.root());
            self.go_on();
        }
    }

    /// The bytes to be given next, the last one excluded; they may lie beyond the end of the file.
    /// `None` when all that was asked for is there.
    #[must_use]
    pub fn wants(&self) -> Option<Range<u64>> {
        let Some(file) = &self.file else {
            return Some(0..self.head.max(HEAD));
        };
        let tree_at = file.header.end;
        let nodes = self.open.iter().map(Tree::range);
        let nodes = nodes.map(|range| tree_at + range.start..tree_at + range.end);
        let features = self.queue.iter().map(|(start, (_, end))| *start..*end);
        joined(nodes).or_else(|| joined(features))
    }

    /// Takes bytes of the file, best those it wants; fewer are fine where the file ends.
    ///
    /// # Errors
    /// [`FlatError`] when the file cannot be read, or the bytes do not help.
    pub fn give(&mut self, start: u64, bytes: &[u8]) -> Result<(), FlatError> {
        if self.file.is_none() {
            return self.head(start, bytes);
        }
        let before = (self.open.len(), self.queue.len(), self.wants());
        self.take_nodes(start, bytes);
        self.take_features(start, bytes);
        if before == (self.open.len(), self.queue.len(), self.wants()) {
            return Err(FlatError::CutOff);
        }
        Ok(())
    }

    /// How many features the file has, as soon as that is known.
    #[must_use]
    pub fn features(&self) -> Option<u64> {
        Some(self.file.as_ref()?.header.features)
    }

    /// How many events the view has at least, when it has more than are to be read: nothing is
    /// asked for then. Those of other views that lie in it are kept.
    #[must_use]
    pub fn crowd(&self) -> Option<u64> {
        self.most.filter(|most| self.met > *most).map(|_| self.met)
    }

    /// What was read so far.
    #[must_use]
    pub fn events(&self) -> &Events {
        &self.gather.events
    }

    fn head(&mut self, start: u64, bytes: &[u8]) -> Result<(), FlatError> {
        let wanted = self.head.max(HEAD);
        if start != 0 {
            return Err(FlatError::CutOff);
        }
        match Header::read(bytes)? {
            Ok(header) => {
                let tree = Tree::new(header.features.max(1), header.node_size);
                self.file = Some(File {
                    features_at: header.end + tree.bytes(),
                    header,
                    tree,
                });
                if let Some(within) = self.within {
                    self.look(within);
                }
                // The top of the tree is there already.
                self.take_nodes(0, bytes);
                Ok(())
            }
            Err(length) if length > wanted && bytes.len() as u64 >= wanted => {
                self.head = length;
                Ok(())
            }
            Err(_) => Err(FlatError::CutOff),
        }
    }

    /// Keeps the nodes among some bytes, and those below them that are there too.
    fn take_nodes(&mut self, start: u64, bytes: &[u8]) {
        let Some(file) = &mut self.file else { return };
        let Some(within) = self.within else { return };
        let mut leaves = Vec::new();
        let mut later = Vec::new();
        loop {
            let Some(siblings) = self.open.pop() else {
                // The edge was followed to its end, and there are not too many.
                if later.is_empty() && self.counting {
                    self.counting = false;
                    self.open.append(&mut self.held);
                    continue;
                }
                break;
            };
            let range = Tree::range(&siblings);
            let range = file.header.end + range.start..file.header.end + range.end;
            if let Some(part) = part(start, bytes, &range) {
                file.tree.keep(&siblings, part);
            }
            let mut met = Met::default();
            if !file.tree.open(&siblings, &within, &mut met) {
                later.push(siblings);
                continue;
            }
            if self.counting {
                let inside = met.inside.iter().map(|inside| file.tree.features(inside));
                self.met += inside.sum::<u64>() + met.leaves.len() as u64;
            }
            if self.most.is_some_and(|most| self.met > most) {
                self.open.clear();
                self.held.clear();
                self.queue.clear();
                return;
            }
            let inside = if self.counting {
                &mut self.held
            } else {
                &mut self.open
            };
            inside.append(&mut met.inside);
            self.open.append(&mut met.edge);
            leaves.append(&mut met.leaves);
        }
        // In the order of the file.
        later.sort_unstable_by_key(|siblings| Tree::range(siblings).start);
        self.open = later;
        self.enqueue(leaves);
    }

    /// Goes down the tree as far as it was seen.
    fn go_on(&mut self) {
        self.take_nodes(0, &[]);
    }

    fn enqueue(&mut self, leaves: Vec<Leaf>) {
        let Some(file) = &self.file else { return };
        for leaf in leaves {
            if self.read.contains(&leaf.feature) {
                continue;
            }
            let start = file.features_at.saturating_add(leaf.start);
            let end = leaf.end.map(|end| file.features_at.saturating_add(end));
            let guess = start.saturating_add(FEATURE);
            let end = end.filter(|end| *end > start).unwrap_or(guess);
            self.queue.insert(start, (leaf.feature, end));
        }
    }

    /// Reads the features among some bytes.
    fn take_features(&mut self, start: u64, bytes: &[u8]) {
        let Some(file) = &self.file else { return };
        let last = start.saturating_add(bytes.len() as u64);
        let found: Vec<u64> = self
            .queue
            .range(start..last)
            .map(|found| *found.0)
            .collect();
        for at in found {
            let Some((feature, end)) = self.queue.get_mut(&at) else {
                continue;
            };
            // The length of the feature stands in front of it.
            let length = part(start, bytes, &(at..at.saturating_add(4)));
            let Some(length) = length.and_then(|length| buffer::number(length, 0)) else {
                continue;
            };
            let body = at + 4..at.saturating_add(4 + u64::from(u32::from_le_bytes(length)));
            *end = body.end;
            if let Some(body) = part(start, bytes, &body) {
                item::add(*feature, body, &file.header, &mut self.gather);
                self.read.insert(*feature);
                self.queue.remove(&at);
            }
        }
    }
}

/// The first stretch of some rising ranges that is worth one request.
fn joined(mut ranges: impl Iterator<Item = Range<u64>>) -> Option<Range<u64>> {
    let mut all = ranges.next()?;
    for range in ranges {
        if range.start > all.end.saturating_add(GAP) || range.end > all.start.saturating_add(MOST) {
            break;
        }
        all.end = all.end.max(range.end);
    }
    Some(all)
}

/// The bytes of a range, if all of them are among some bytes.
fn part<'b>(start: u64, bytes: &'b [u8], range: &Range<u64>) -> Option<&'b [u8]> {
    let at = |offset: u64| usize::try_from(offset.checked_sub(start)?).ok();
    bytes.get(at(range.start)?..at(range.end)?)
}

impl fmt::Display for FlatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFlatGeobuf => "this is no FlatGeobuf file of version 3 or before",
            Self::Damaged => "the header of this FlatGeobuf file cannot be read",
            Self::NoIndex => "this FlatGeobuf file has no index; write it with one",
            Self::TooMany => "this FlatGeobuf file has more features than can be numbered",
            Self::System(code) => {
                return write!(
                    f,
                    "the positions of this FlatGeobuf file are in the system EPSG:{code}; \
                     longitude and latitude are needed (EPSG:4326)"
                );
            }
            Self::CutOff => "this FlatGeobuf file is cut off",
        })
    }
}

impl std::error::Error for FlatError {}
