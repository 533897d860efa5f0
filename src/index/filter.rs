//! What a reader asks for.

use super::set::EventSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// How sure it must be that an event was in the range of years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Certainty {
    /// It may have been.
    #[default]
    Possible,
    /// It certainly was in one of the years at least.
    Certain,
}

/// What a reader asks for: an event passes if it passes every part.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// The event touches one of these years; `None` lets every dated event pass. A range whose
    /// end is before its start lets none pass.
    pub years: Option<RangeInclusive<i16>>,
    /// How surely it touches them.
    pub certainty: Certainty,
    /// Whether events without a date pass too, whatever the years.
    pub undated: bool,
    /// For each facet the categories of which the event has at least one. `None`, as well as a
    /// facet beyond the list's end, lets every event pass; an empty choice lets none pass.
    pub facets: Vec<Option<Vec<u16>>>,
    /// Sets that the event is in: those found by a search for text, those in an area.
    pub sets: Vec<Arc<EventSet>>,
}

impl Default for Filter {
    /// Everything passes.
    fn default() -> Self {
        Self {
            years: None,
            certainty: Certainty::Possible,
            undated: true,
            facets: Vec::new(),
            sets: Vec::new(),
        }
    }
}

impl Filter {
    /// The choice of categories in a facet, if there is one.
    pub(super) fn choice(&self, facet: usize) -> Option<&[u16]> {
        self.facets.get(facet)?.as_deref()
    }
}
