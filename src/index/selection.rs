//! The events that pass a filter, ready to be counted at any node.

use super::set::{Block, EventSet};

/// The events that pass a filter, made by [`super::Index::select`]. Used again for the next
/// filter it allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    pub(super) events: EventSet,
    pub(super) echoes: EventSet,
    pub(super) duplicates: EventSet,
    /// The choices in facets that keep lists, as sets.
    pub(super) choices: Vec<Vec<Block>>,
}

impl Selection {
    /// A selection of nothing, to be filled.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The events selected, by rank.
    #[must_use]
    pub fn events(&self) -> &EventSet {
        &self.events
    }

    /// How many events are selected.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.events.len()
    }
}
