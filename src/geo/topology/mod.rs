//! From separate paths to shared arcs whose vertices know how much they matter.
//!
//! Runs when a basemap is built, not when it is drawn: finding arcs is linear in the vertices,
//! weighing them took under a second for the 60,000 of the whole region.

mod arcs;
mod faces;
mod grid;
mod significance;

pub use arcs::{Arc, Detail, Path, PathKind, Topology};
pub use faces::faces;
pub use significance::ring_level;

#[cfg(test)]
pub(crate) mod tests;
