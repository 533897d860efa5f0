//! A corpus with its index: what the map and the list ask.

mod columns;
mod flat;
mod listing;
#[cfg(test)]
mod tests;

pub use columns::horizon;

use super::{FacetInput, Index, IndexInput, NO_CATEGORY, NodeId, Options, TextIndex};
use crate::geo::{World, WorldRect};
use crate::model::{Corpus, PlaceIx};
use columns::Columns;
use std::sync::OnceLock;

/// The facets of a catalog, by their numbers in [`Filter::facets`](super::Filter::facets).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum FacetKind {
    /// Categories are numbers of kinds.
    Kind,
    /// Categories are numbers of [`crate::model::Certainty`]; an event has those of all its
    /// reports.
    Certainty,
    /// Categories are numbers of [`crate::model::Status`].
    Status,
    /// Categories are numbers of articles.
    Article,
    /// Categories are places in [`Catalog::listed`]: those that no marker stands for.
    Listed,
}

/// How many facets there are.
const FACETS: usize = 5;

/// A corpus with its index.
pub struct Catalog {
    corpus: Corpus,
    index: Index,
    /// The place at each site of the index; behind these come the positions of a host's file.
    place_at: Vec<PlaceIx>,
    /// The site of each place of the gazetteer that has one.
    site_of: Vec<Option<u32>>,
    listed: Vec<PlaceIx>,
    /// Ranks in the order of time.
    by_time: Vec<u32>,
    /// The place of each date of the corpus in the order of time. Events of one place follow the
    /// corpus.
    date_rank: Vec<u32>,
    text: OnceLock<TextIndex>,
}

/// Marks are merged when they would touch: the largest are 60 px wide, most are under 40.
const MARK_OPTIONS: Options = Options {
    min_zoom: 0.0,
    max_zoom: 18.0,
    step: 0.25,
    radius: 42.0,
};

impl Catalog {
    /// Indexes a corpus. Costs a parse of every date and the building of the index.
    ///
    /// # Errors
    /// When the corpus holds a position that is not a number or more than 2³¹ events; the text
    /// says which.
    pub fn new(corpus: Corpus) -> Result<Self, super::BuildError> {
        let region = corpus.region.as_ref();
        let mut sites = Vec::new();
        let (mut place_at, mut site_of) = (Vec::new(), Vec::new());
        let mut listed = Vec::new();
        // The category of each place that is listed instead of marked.
        let mut listed_as = Vec::new();
        for (number, place) in corpus.places.iter().enumerate() {
            let ix = PlaceIx(number as u32);
            let marker = place.marker(region);
            site_of.push(marker.map(|_| sites.len() as u32));
            listed_as.push(match (marker, u16::try_from(listed.len())) {
                (None, Ok(category)) if category != NO_CATEGORY => {
                    listed.push(ix);
                    category
                }
                _ => NO_CATEGORY,
            });
            if let Some(at) = marker {
                sites.push(World::from(at));
                place_at.push(ix);
            }
        }
        let own = sites.len() as u32;
        add_positions(&corpus, &mut sites);
        let site_at = |place: PlaceIx| match place.site() {
            Some(site) => Some(own + site),
            None => site_of[place.at()],
        };
        let columns = Columns::of(&corpus, &site_at, &listed_as);
        // In the order of `FacetKind`.
        let facets: [FacetInput; FACETS] = [
            FacetInput::One(&columns.kinds),
            FacetInput::Many(columns.certainties.lists()),
            FacetInput::One(&columns.statuses),
            FacetInput::Many(columns.articles.lists()),
            FacetInput::Many(columns.listed.lists()),
        ];
        let input = IndexInput {
            sites: &sites,
            entries: columns.entries.lists(),
            possible: &columns.possible,
            certain: &columns.certain,
            year_sets: &columns.year_sets,
            facets: &facets,
        };
        let index = Index::build(&input, &MARK_OPTIONS)?;
        let (date_rank, time_rank) = columns.time_ranks();
        Ok(Self {
            by_time: by_time(&index, &time_rank),
            date_rank,
            corpus,
            index,
            place_at,
            site_of,
            listed,
            text: OnceLock::new(),
        })
    }

    /// The corpus.
    #[must_use]
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The index of its events, numbered as in the corpus.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The words of its events. Built at the first call, which takes its time: see the module.
    #[must_use]
    pub fn text(&self) -> &TextIndex {
        let build = || TextIndex::build(&self.corpus, &self.index);
        self.text.get_or_init(build)
    }

    /// The places that no marker stands for, because they are larger than a town, off the map or
    /// nowhere.
    #[must_use]
    pub fn listed(&self) -> &[PlaceIx] {
        &self.listed
    }

    /// The place at a site of the index.
    #[must_use]
    pub fn place_at(&self, site: u32) -> Option<PlaceIx> {
        let own = self.place_at.len() as u32;
        match site.checked_sub(own) {
            Some(site) => (site < self.corpus.sites()).then_some(PlaceIx::of_site(site)),
            None => self.place_at.get(site as usize).copied(),
        }
    }

    /// The node of a place that has a marker of its own when near.
    #[must_use]
    pub fn leaf_of(&self, place: PlaceIx) -> Option<NodeId> {
        self.index.hierarchy().leaf_of(self.site_at(place)?)
    }

    /// The node that shows a place at a zoom.
    #[must_use]
    pub fn mark_of(&self, place: PlaceIx, zoom: f64) -> Option<NodeId> {
        self.index.hierarchy().mark_of(self.site_at(place)?, zoom)
    }

    /// The smallest node that stands for all of some places; `None` if there is no place, or one
    /// has no marker.
    #[must_use]
    pub fn around(&self, places: &[PlaceIx]) -> Option<NodeId> {
        let sites = places.iter().map(|place| self.site_at(*place));
        self.index
            .hierarchy()
            .around(&sites.collect::<Option<Vec<_>>>()?)
    }

    /// The site of a place that has one.
    fn site_at(&self, place: PlaceIx) -> Option<u32> {
        match place.site() {
            Some(site) => Some(self.place_at.len() as u32 + site),
            None => *self.site_of.get(place.at())?,
        }
    }

    /// Whether a position of a host's file is in a box. Costs what the box's edge cuts.
    #[must_use]
    pub fn has_site_in(&self, within: &WorldRect) -> bool {
        let mut found = false;
        let tree = self.index.hierarchy();
        if self.corpus.sites() > 0 {
            tree.leaves_in(within, |leaves| found |= !leaves.is_empty());
        }
        found
    }

    /// Bytes of the words for its search, 0 as long as nobody has searched.
    #[must_use]
    pub fn text_bytes(&self) -> usize {
        self.text.get().map_or(0, TextIndex::bytes)
    }

    /// Bytes on the heap: of the corpus what grows with its events, and of the index.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let own = self.place_at.capacity() * size_of::<PlaceIx>()
            + self.site_of.capacity() * size_of::<Option<u32>>()
            + self.listed.capacity() * size_of::<PlaceIx>()
            + (self.date_rank.capacity() + self.by_time.capacity()) * size_of::<u32>()
            + self.text_bytes();
        self.corpus.bytes() + self.index.bytes() + own
    }
}

/// Adds the positions of a host's file.
#[inline(never)]
fn add_positions(corpus: &Corpus, sites: &mut Vec<World>) {
    sites.extend((0..corpus.sites()).map(|site| World::from(corpus.site(site).position())));
}

/// The ranks of events in the order of time, of the place of each event in it.
#[inline(never)]
fn by_time(index: &Index, time_rank: &[u32]) -> Vec<u32> {
    let mut by_time = vec![0; time_rank.len()];
    for (event, place) in (0..).zip(time_rank) {
        if let Some(rank) = index.rank(event) {
            by_time[*place as usize] = rank;
        }
    }
    by_time
}
