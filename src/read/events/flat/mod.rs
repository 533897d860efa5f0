//! Reads what is in view of a `FlatGeobuf` file, however large the file is.
//!
//! `FlatGeobuf` keeps features in the order of a Hilbert curve behind a packed R-tree, so that a
//! server that answers ranges of bytes is all that is needed. Here nothing is fetched: a [`Flat`]
//! says which bytes it wants and is given them. A box costs one request a level of the tree, of
//! which there are six for ten million features, fewer where levels were seen before, and one for
//! each stretch of features; what was read is not asked for again.
//!
//! A view of the whole of a large file would have to read all of it. A [`Flat`] that is to show at
//! most so many events reads none of a view that has more, and counts them: how many are below a
//! node follows from its number, so that the tree is followed along the edge of the view alone, and
//! no further than until what is uncertain is a small part.
//!
//! What is given out are the events of one view. The bytes of those of other views are kept, up to
//! a bound, so that going back asks for nothing.
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
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use tree::{Leaf, Met, Siblings, Tree};

/// Asked for first: the header, which is a few hundred bytes mostly, and the upper three levels of
/// a tree of 16 children a node, which are 11 KB.
const HEAD: u64 = 1 << 14;

/// Bytes asked for in vain rather than in another request.
const GAP: u64 = 1 << 14;

/// At most so many bytes are asked for at a time, so that the first events come early.
const MOST: u64 = 1 << 20;

/// So many stretches are wanted at once: browsers send so many requests to one server.
const AT_ONCE: usize = 6;

/// Counting ends when this times what is uncertain is no more than what is certain.
const UNCERTAIN: u64 = 5;

/// So many bytes of features are kept; those of the view that is asked for always are.
const KEPT: usize = 32 << 20;

/// Features that no view has met for so many views go first.
const AGES: [u32; 4] = [32, 8, 2, 0];

/// So many groups of nodes are kept, 640 bytes each mostly.
const NODES: usize = 1 << 14;

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

/// How many events a view has that has too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// So many at least.
    pub least: u64,
    /// Whether that is all of them.
    pub is_exact: bool,
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
    crowd: Option<Crowd>,
    /// Nodes of the tree that have to be seen.
    open: Vec<Siblings>,
    /// Nodes inside the view, which are seen when it is known that the view has no more than is to
    /// be read.
    held: Vec<Siblings>,
    /// Features to be read, by where they begin.
    queue: BTreeMap<u64, (u32, u64)>,
    gather: Gather,
    /// Features of this view and others.
    kept: BTreeMap<u32, Kept>,
    kept_bytes: usize,
    /// The number of the view.
    turn: u32,
}

/// A feature that was read before.
#[derive(Debug)]
struct Kept {
    /// The last view that met it.
    turn: u32,
    bytes: Box<[u8]>,
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

    /// Asks for the events in a box of degrees, edges included, instead of those asked for before.
    pub fn look(&mut self, within: Bounds) {
        self.within = Some(within);
        self.turn += 1;
        self.begin();
        self.open.clear();
        self.held.clear();
        self.counting = self.most.is_some();
        self.met = 0;
        self.crowd = None;
        self.forget();
        if let Some(file) = self.file.as_ref().filter(|file| file.header.features > 0) {
            self.open.push(file.tree.root());
            self.go_on();
        }
    }

    /// Asks for everything, however much it is. Nothing is kept beside the events: no other view
    /// will be asked for.
    pub fn look_everywhere(&mut self) {
        self.most = None;
        self.look(Bounds {
            west: f64::NEG_INFINITY,
            south: f64::NEG_INFINITY,
            east: f64::INFINITY,
            north: f64::INFINITY,
        });
    }

    /// Forgets the events of the view.
    fn begin(&mut self) {
        self.queue.clear();
        self.gather = self.gather.renewed();
    }

    /// Forgets what was kept the longest without being met, if too much is kept.
    fn forget(&mut self) {
        for age in AGES {
            if self.kept_bytes <= KEPT {
                break;
            }
            let turn = self.turn;
            self.kept.retain(|_, kept| turn - kept.turn <= age);
            self.kept_bytes = self.kept.values().map(|kept| kept.bytes.len()).sum();
        }
        if let Some(file) = &mut self.file {
            file.tree.forget(NODES);
        }
    }

    /// The stretches of bytes to be given next, the last byte of each excluded, in the order of the
    /// file; they may lie beyond its end. They can be asked for at once and given in any order.
    /// None when all that was asked for is there.
    #[must_use]
    pub fn wants(&self) -> Vec<Range<u64>> {
        let Some(file) = &self.file else {
            return std::iter::once(0..self.head.max(HEAD)).collect();
        };
        let tree_at = file.header.end;
        let nodes = self.open.iter().map(Tree::range);
        let nodes = nodes.map(|range| tree_at + range.start..tree_at + range.end);
        let features = self.queue.iter().map(|(start, (_, end))| *start..*end);
        if self.open.is_empty() {
            joined(features)
        } else {
            joined(nodes)
        }
    }

    /// Where all events are, degrees, as soon as the header is there.
    #[must_use]
    pub fn extent(&self) -> Option<Bounds> {
        self.file.as_ref()?.tree.extent()
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
        // What was asked for together and is known by now is no mistake.
        let is_asked = before.2.iter().any(|range| range.start == start);
        if is_asked && before == (self.open.len(), self.queue.len(), self.wants()) {
            return Err(FlatError::CutOff);
        }
        Ok(())
    }

    /// Whether some part of the file was asked for.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.within.is_some()
    }

    /// How many features the file has, as soon as that is known.
    #[must_use]
    pub fn features(&self) -> Option<u64> {
        Some(self.file.as_ref()?.header.features)
    }

    /// How many events the view has, when it has more than are to be read: none of them is.
    #[must_use]
    pub fn crowd(&self) -> Option<Crowd> {
        self.crowd
    }

    /// What was read of the view so far.
    #[must_use]
    pub fn events(&self) -> &Events {
        &self.gather.events
    }

    /// Bytes that are wanted of the view as far as is known.
    #[must_use]
    pub fn missing(&self) -> u64 {
        let features = self.queue.iter().map(|(start, (_, end))| end - start);
        features.sum()
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
                } else if let Some(file) =
                    self.file.as_ref().filter(|file| file.header.features > 0)
                {
                    self.open.push(file.tree.root());
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
        let mut leaves = Vec::new();
        let mut later = Vec::new();
        loop {
            let Some(siblings) = self.open.pop() else {
                // The edge was followed to its end, and there are not too many.
                if later.is_empty()
                    && self.counting
                    && self.most.is_some_and(|most| self.met <= most)
                {
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
            // Before anything is asked for the root is wanted alone, for where the events are.
            let Some(within) = &self.within else {
                if file.tree.extent().is_none() {
                    later.push(siblings);
                }
                continue;
            };
            let mut met = Met::default();
            if !file.tree.open(&siblings, within, &mut met) {
                later.push(siblings);
                continue;
            }
            if self.counting {
                let inside = met.inside.iter().map(|inside| file.tree.features(inside));
                self.met += inside.sum::<u64>() + met.leaves.len() as u64;
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
        if self.counting && self.most.is_some_and(|most| self.met > most) {
            let uncertain: u64 = later.iter().map(|one| file.tree.features(one)).sum();
            if uncertain.saturating_mul(UNCERTAIN) <= self.met {
                self.crowd = Some(Crowd {
                    least: self.met,
                    is_exact: later.is_empty(),
                });
                self.counting = false;
                self.held.clear();
                self.begin();
                return;
            }
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
            if let Some(kept) = self.kept.get_mut(&leaf.feature) {
                kept.turn = self.turn;
                item::add(leaf.feature, &kept.bytes, &file.header, &mut self.gather);
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
                if self.most.is_some() {
                    let (turn, bytes) = (self.turn, Box::from(body));
                    self.kept.insert(*feature, Kept { turn, bytes });
                    self.kept_bytes += body.len();
                }
                self.queue.remove(&at);
            }
        }
    }
}

/// The first stretches of some rising ranges that are worth a request each.
fn joined(ranges: impl Iterator<Item = Range<u64>>) -> Vec<Range<u64>> {
    let mut all: Vec<Range<u64>> = Vec::new();
    for range in ranges {
        let last = all.last_mut().filter(|last| {
            range.start <= last.end.saturating_add(GAP)
                && range.end <= last.start.saturating_add(MOST)
        });
        if let Some(last) = last {
            last.end = last.end.max(range.end);
        } else if all.len() == AT_ONCE {
            break;
        } else {
            all.push(range);
        }
    }
    all
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
