//! What an index is built from, and what can be wrong with it.

use crate::geo::World;
use std::fmt;

/// A list for every event, stored end to end.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a, T> {
    /// Where each list begins in `items`, rising, and last where the last one ends: one number
    /// more than there are lists. No number at all is no list.
    pub offsets: &'a [u32],
    /// The lists' items.
    pub items: &'a [T],
}

impl<'a, T> Lists<'a, T> {
    /// How many lists there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there is no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A list. The offsets have been checked.
    pub(super) fn list(&self, number: u32) -> &'a [T] {
        let number = number as usize;
        &self.items[self.offsets[number] as usize..self.offsets[number + 1] as usize]
    }

    /// Whether the offsets rise from the beginning of the items to their end.
    fn check(&self, part: Part) -> Result<(), BuildError> {
        if self.offsets.is_empty() && self.items.is_empty() {
            return Ok(());
        }
        let rises = |pair: &[u32]| pair[0] <= pair[1];
        let fits = self.offsets.first() == Some(&0)
            && self.offsets.last().map(|&end| end as usize) == Some(self.items.len());
        match self.offsets.windows(2).position(|pair| !rises(pair)) {
            Some(list) => Err(BuildError::FallingOffset { part, list }),
            None if !fits => Err(BuildError::OffsetsDoNotCover { part }),
            None => Ok(()),
        }
    }
}

/// A run of years, both ends included. A first year of `i16::MIN` or a last of `i16::MAX` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearSpan {
    /// First year, astronomical numbering.
    pub first: i16,
    /// Last year.
    pub last: i16,
}

impl YearSpan {
    /// No year at all.
    pub const NONE: Self = Self { first: 1, last: 0 };

    /// A span of years; empty if `last` is before `first`.
    #[must_use]
    pub const fn new(first: i16, last: i16) -> Self {
        Self { first, last }
    }

    /// Whether there is no year in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.first > self.last
    }

    /// Whether some year is in both.
    #[must_use]
    pub const fn touches(self, other: Self) -> bool {
        !self.is_empty()
            && !other.is_empty()
            && self.first <= other.last
            && other.first <= self.last
    }
}

/// The years of an event when they are not one run, as in the EDTF set `{2017,2019}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearSet {
    /// The caller's number of the event. What the two columns of spans say of it is ignored.
    pub event: u32,
    /// The years it may have touched.
    pub possible: Vec<YearSpan>,
    /// The years it has certainly touched; each a possible one too.
    pub certain: Vec<YearSpan>,
}

/// The category that events without one have in [`FacetInput::One`].
pub const NO_CATEGORY: u16 = u16::MAX;

/// How one facet sorts the events. Categories are small numbers from 0.
#[derive(Clone, Copy, Debug)]
pub enum FacetInput<'a> {
    /// One category for every event, or [`NO_CATEGORY`].
    One(&'a [u16]),
    /// Any number of categories for every event; [`NO_CATEGORY`] is not one.
    Many(Lists<'a, u16>),
}

/// Everything the index is built from. Events are numbered by their place in the lists.
#[derive(Clone, Copy, Debug)]
pub struct IndexInput<'a> {
    /// Positions, best distinct. Several at one position make a cluster that never comes apart.
    pub sites: &'a [World],
    /// For every event the sites it is at, its home first; none for an event off the map. A site
    /// named twice counts once.
    pub entries: Lists<'a, u32>,
    /// For every event the years it may have touched, empty when undated; or no item at all when
    /// nothing is dated.
    pub possible: &'a [YearSpan],
    /// For every event the years it has certainly touched, each a possible one too; or no item
    /// at all when whatever is possible is certain.
    pub certain: &'a [YearSpan],
    /// Years of events that two spans cannot say; of several for an event the first counts.
    pub year_sets: &'a [YearSet],
    /// Any number of facets.
    pub facets: &'a [FacetInput<'a>],
}

impl IndexInput<'_> {
    /// How many events there are.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.entries.len() as u32
    }

    /// Looks for everything that would make building fail.
    #[inline(never)]
    pub(super) fn check(&self) -> Result<(), BuildError> {
        let events = self.entries.len();
        for count in [events, self.sites.len(), self.entries.items.len()] {
            if count > MAX_COUNT {
                return Err(BuildError::TooMany { count });
            }
        }
        let lost = |site: &World| site.x.is_nan() || site.y.is_nan();
        if let Some(site) = self.sites.iter().position(lost) {
            return Err(BuildError::NotAPosition { site });
        }
        self.entries.check(Part::Entries)?;
        for event in 0..self.events() {
            for &site in self.entries.list(event) {
                if site as usize >= self.sites.len() {
                    return Err(BuildError::UnknownSite { event, site });
                }
            }
        }
        let column = |part, found| match found {
            _ if found == events => Ok(()),
            0 if matches!(part, Part::Possible | Part::Certain) => Ok(()),
            _ => Err(BuildError::Length {
                part,
                expected: events,
                found,
            }),
        };
        column(Part::Possible, self.possible.len())?;
        column(Part::Certain, self.certain.len())?;
        for set in self.year_sets {
            if set.event >= self.events() {
                return Err(BuildError::UnknownEvent { event: set.event });
            }
        }
        for (facet, input) in self.facets.iter().enumerate() {
            match input {
                FacetInput::One(codes) => column(Part::Facet(facet), codes.len())?,
                FacetInput::Many(lists) => {
                    lists.check(Part::Facet(facet))?;
                    column(Part::Facet(facet), lists.len())?;
                }
            }
        }
        Ok(())
    }
}

/// Numbers of nodes need one of 32 bits for themselves.
const MAX_COUNT: usize = (1 << 31) - 1;

/// A part of [`IndexInput`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// [`IndexInput::entries`].
    Entries,
    /// [`IndexInput::possible`].
    Possible,
    /// [`IndexInput::certain`].
    Certain,
    /// One of [`IndexInput::facets`], by its number.
    Facet(usize),
}

/// Why an index cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// More events, sites or entries than 31 bits count.
    TooMany {
        /// How many there are.
        count: usize,
    },
    /// A site's position has a coordinate that is not a number.
    NotAPosition {
        /// The site's number.
        site: usize,
    },
    /// An event is at a site that does not exist.
    UnknownSite {
        /// The event's number.
        event: u32,
        /// The site's number.
        site: u32,
    },
    /// A set of years is for an event that does not exist.
    UnknownEvent {
        /// The event's number.
        event: u32,
    },
    /// A column has more or fewer items than there are events.
    Length {
        /// The column.
        part: Part,
        /// Number of events.
        expected: usize,
        /// Number of items.
        found: usize,
    },
    /// A list ends before it begins.
    FallingOffset {
        /// The column of lists.
        part: Part,
        /// The list's number.
        list: usize,
    },
    /// The lists do not begin with the first item or do not end with the last.
    OffsetsDoNotCover {
        /// The column of lists.
        part: Part,
    },
}

impl fmt::Display for Part {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entries => to.write_str("entries"),
            Self::Possible => to.write_str("possible years"),
            Self::Certain => to.write_str("certain years"),
            Self::Facet(facet) => write!(to, "facet {facet}"),
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { count } => write!(to, "{count} events, sites or entries: too many"),
            Self::NotAPosition { site } => write!(to, "site {site} has no position"),
            Self::UnknownSite { event, site } => {
                write!(to, "event {event} is at site {site}, which does not exist")
            }
            Self::UnknownEvent { event } => {
                write!(
                    to,
                    "a set of years is for event {event}, which does not exist"
                )
            }
            Self::Length {
                part,
                expected,
                found,
            } => {
                write!(to, "{part}: {found} items for {expected} events")
            }
            Self::FallingOffset { part, list } => {
                write!(to, "{part}: list {list} ends before it begins")
            }
            Self::OffsetsDoNotCover { part } => {
                write!(to, "{part}: the lists do not cover the items")
            }
        }
    }
}

impl std::error::Error for BuildError {}
