//! Which events pass a filter, how many of them each mark on the map stands for, and which marks
//! there are: without ever building anything anew for a filter.
//!
//! # The idea
//!
//! Sites, and clusters of sites by zoom, form one tree ([`Hierarchy`]) that depends on the data
//! only. Events are put in the order of a walk through that tree, so that the events of every
//! cluster at every zoom are one run of numbers, their *ranks*. A filter is a set of ranks, one
//! bit each ([`EventSet`]), made by and/or of sets that were prepared: years, categories, found
//! by text, in an area. How many events of a cluster pass is how many bits are set in a run:
//! the difference of two running totals. So a filter moves no mark, counts are exact, and what a
//! change of filter costs does not depend on how many marks there are, nor on the zoom.
//!
//! An event with several sites is in the run of its first one; the others are kept beside, again
//! as runs, together with what has to be taken off where two of them meet in one cluster, so that
//! an event is counted once in every cluster: see [`Index::count`] and the `entries` module.
//!
//! # The tree
//!
//! From the largest zoom to the smallest, in steps of [`Options::step`], nodes nearer to each
//! other than [`Options::radius`] are merged: from the one with most entries to the one with
//! fewest, every node takes in those around it that are still free. The taker keeps its place. So
//!
//! - at every zoom between the two limits any two marks are at least the radius apart, which
//!   weighted means cannot promise (they drift towards each other after the merge); the mean is
//!   at hand as [`Node::centroid`];
//! - a mark stands on one of its sites, that of its heaviest part, and stays there while others
//!   come out of it as one zooms in;
//! - the places that remain are a subset of those before, in the same order along the Z-order
//!   curve. One sort serves all zooms, a distance once known to be free remains free, and a node
//!   sleeps until the radius has grown beyond it.
//!
//! The result does not depend on the order of sites or events, except that of several sites at
//! one position with the same weight the first is the first.
//!
//! # In a browser
//!
//! An engine compiles a function of WebAssembly twice: at its first call, fast, and well in the
//! background once it is seen to be hot. A call that is running stays with the first code, and
//! time to compile grows faster than a function. So what is done for each event, node or some
//! thousands of them is a function of its own that is not inlined, and none is large: the build of
//! an index was one function of 30 kilobytes, which ran in the first code to its end while a core
//! was busy with the second.
//!
//! # What it costs
//!
//! N events, S sites, C clusters (below S: measured 0.8 S with a step of a half, 0.6 S at a
//! million), E further sites of events with several, Y years, V marks in view.
//!
//! | operation | time |
//! |---|---|
//! | [`Index::build`] | S for the sort, about 3 to 5 S visits of a node and its neighbours for the tree, N for the order, N + Y N/64 for years, the items of each facet |
//! | [`Index::select`] | N/64 words for each set read: 2 for years, 1 for what is undated, 1 for each category chosen; E |
//! | [`Index::count`] | 2 running totals and at most 14 words, three times if E > 0 |
//! | [`Index::visible`] | V, and the clusters that the box's edge cuts |
//! | [`Index::facet_counts`] | a selection, and N/64 words for each category |
//! | [`Index::histogram`] | a selection, and 2 N/64 words for each year, twice if some are uncertain |
//! | [`Index::events_at`] | N/64 words of the run, and what is found |
//!
//! | part | bytes |
//! |---|---|
//! | tree | 16 S + 33 C |
//! | order of events | 8 N + 4 S; with E > 0 also 8 E + 4 S + 4 C |
//! | years | N Y/4 up to 31 years, above that N log₂(Y)/4; twice if some are uncertain; N/8 |
//! | facet | N/8 for each category up to 32, above that 4 for each item |
//! | [`Selection`] | 17 N/128, and 17 E/64; N/8 for each facet of more than 32 categories chosen from |
//!
//! A selection used again allocates nothing. Years above 31 and categories above 32 are kept in
//! the smaller of two forms because the faster one would outgrow the events themselves: see
//! `column` and `facet`.

mod catalog;
mod cluster;
mod column;
mod entries;
mod facet;
mod filter;
mod grid;
mod hierarchy;
mod input;
mod lookup;
mod merges;
mod morton;
mod node;
mod options;
mod selection;
mod set;
pub mod sorting;
#[cfg(test)]
mod tests;
mod text;
mod visible;
mod years;

pub use catalog::{Catalog, FacetKind, horizon};
pub use filter::{Certainty, Filter};
pub use hierarchy::Hierarchy;
pub use input::{BuildError, FacetInput, IndexInput, Lists, NO_CATEGORY, Part, YearSet, YearSpan};
pub use lookup::Index;
pub use node::{Children, Node, NodeId};
pub use options::Options;
pub use selection::Selection;
pub use set::{EventSet, Members};
pub use text::{Query, TextIndex};
pub use years::YearCount;
