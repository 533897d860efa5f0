//! A corpus with its index: what the map and the list ask.

use super::sorting::{order, pair, sort};
use super::{
    EventSet, FacetInput, Filter, Index, IndexInput, Lists, NO_CATEGORY, NodeId, Options,
    Selection, TextIndex, YearSet, YearSpan,
};
use crate::geo::{World, WorldRect};
use crate::model::edtf::{Bound, Edtf, OrderKey};
use crate::model::{Corpus, Event, EventIx, PlaceIx};
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// The facets of a catalog, by their numbers in [`Filter::facets`].
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
    /// Position of each event in the order of time.
    time_rank: Vec<u32>,
    text: OnceLock<TextIndex>,
}

/// From so many events on it is quicker to walk through time than to sort.
const MANY: usize = 4_096;

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
        sites.extend((0..corpus.sites()).map(|site| World::from(corpus.site(site).position())));
        let mut columns = Columns::new(&corpus);
        let site_at = |place: PlaceIx| match place.site() {
            Some(site) => Some(own + site),
            None => site_of[place.at()],
        };
        for event in corpus.events() {
            columns.add(event, &site_at, &listed_as);
        }
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
        let time_rank = columns.time_rank();
        let mut by_time = vec![0; time_rank.len()];
        for (event, place) in (0..).zip(&time_rank) {
            if let Some(rank) = index.rank(event) {
                by_time[*place as usize] = rank;
            }
        }
        Ok(Self {
            by_time,
            time_rank,
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

    /// Bytes on the heap: of the corpus what grows with its events, and of the index.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let own = self.place_at.capacity() * size_of::<PlaceIx>()
            + self.site_of.capacity() * size_of::<Option<u32>>()
            + self.listed.capacity() * size_of::<PlaceIx>()
            + (self.time_rank.capacity() + self.by_time.capacity()) * size_of::<u32>()
            + self.text.get().map_or(0, TextIndex::bytes);
        self.corpus.bytes() + self.index.bytes() + own
    }

    /// Whether a place with a marker is below a node or is it. A place that only further sites of
    /// events name is found where it is the node itself.
    #[must_use]
    pub fn is_below(&self, place: PlaceIx, node: NodeId) -> bool {
        self.leaf_of(place).is_some_and(|leaf| {
            let run = self.index.run(node);
            let inside = self.index.run(leaf);
            let within = run.start <= inside.start && inside.end <= run.end;
            leaf == node || (!inside.is_empty() && within)
        })
    }

    /// The first events of a place that pass a filter, in the order of time: at most `most`, and
    /// how many there are in all.
    #[must_use]
    pub fn events_at(&self, place: PlaceIx, filter: &Filter, most: usize) -> (Vec<EventIx>, u32) {
        let mut selection = Selection::default();
        if let Some(leaf) = self.leaf_of(place) {
            self.index.select(filter, &mut selection);
            return self.events_below(leaf, &selection, most);
        }
        let Some(category) = self.listed.iter().position(|listed| *listed == place) else {
            return (Vec::new(), 0);
        };
        let mut filter = filter.clone();
        filter.facets.resize(FACETS, None);
        filter.facets[FacetKind::Listed as usize] = Some(vec![category as u16]);
        self.index.select(&filter, &mut selection);
        (self.selected(&selection, most), selection.total())
    }

    /// How many events have a place below a node, whatever the filter.
    #[must_use]
    pub fn count_below(&self, node: NodeId) -> u32 {
        let mut everything = Selection::default();
        self.index.select(&Filter::default(), &mut everything);
        self.index.count(&everything, node)
    }

    /// The first events of a selection that have a place below a node, in the order of time: at
    /// most `most`, and how many there are in all. Costs the events below the node.
    #[must_use]
    pub fn events_below(
        &self,
        node: NodeId,
        selection: &Selection,
        most: usize,
    ) -> (Vec<EventIx>, u32) {
        let mut ranks = Vec::new();
        self.index.events_at(selection, node, &mut ranks);
        let all = ranks.len() as u32;
        if most == 0 {
            return (Vec::new(), all);
        }
        if ranks.len() > MANY {
            // Of many only the first are put in order: one bit read for every event up to them.
            let set = EventSet::from_ranks(self.index.events(), ranks);
            let first = self.by_time.iter().copied();
            let first = first.filter(|rank| set.contains(*rank)).take(most);
            return (self.events(first), all);
        }
        let mut by_time: Vec<u64> = ranks
            .iter()
            .filter_map(|rank| self.index.event(*rank))
            .map(|event| pair(self.time_rank[event as usize], event))
            .collect();
        sort(&mut by_time);
        let events = by_time.iter().take(most);
        (events.map(|event| EventIx(*event as u32)).collect(), all)
    }

    /// The first events of a selection in the order of time, at most `most`. Costs one bit read
    /// for every event up to the last that is given.
    #[must_use]
    pub fn selected(&self, selection: &Selection, most: usize) -> Vec<EventIx> {
        let ranks = self.by_time.iter().copied();
        self.events(
            ranks
                .filter(|rank| selection.events().contains(*rank))
                .take(most),
        )
    }

    /// How many events of a selection each of [`Catalog::listed`] has.
    #[must_use]
    pub fn listed_counts(&self, selection: &Selection) -> Vec<u32> {
        let mut counts = Vec::new();
        let facet = FacetKind::Listed as usize;
        self.index
            .category_counts(facet, selection.events(), &mut counts);
        counts.resize(self.listed.len(), 0);
        counts
    }

    fn events(&self, ranks: impl Iterator<Item = u32>) -> Vec<EventIx> {
        ranks
            .filter_map(|rank| self.index.event(rank).map(EventIx))
            .collect()
    }
}

/// The years within which open dates are counted: from the first to the last year that any date
/// names, publications included.
#[must_use]
pub fn horizon(corpus: &Corpus) -> RangeInclusive<i16> {
    let (mut first, mut last) = (i16::MAX, i16::MIN);
    let published = corpus.articles.iter().map(|article| &*article.published);
    for text in corpus.dates().iter().chain(published) {
        let Ok(edtf) = Edtf::parse(text) else {
            continue;
        };
        for bound in [edtf.earliest(), edtf.latest()] {
            if let Bound::Day(day) = bound {
                let year = day.ymd().0;
                let year = year.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
                (first, last) = (first.min(year), last.max(year));
            }
        }
    }
    first..=last
}

/// The columns from which the index is built.
#[derive(Default)]
struct Columns {
    /// By the number of the date.
    dates: Vec<Dated>,
    entries: Offsets<u32>,
    possible: Vec<YearSpan>,
    certain: Vec<YearSpan>,
    year_sets: Vec<YearSet>,
    kinds: Vec<u16>,
    certainties: Offsets<u16>,
    statuses: Vec<u16>,
    articles: Offsets<u16>,
    listed: Offsets<u16>,
    /// The number of each event's date.
    date_of: Vec<u32>,
}

/// What a date says.
struct Dated {
    /// Nothing where it says nothing of its time.
    order: Option<OrderKey>,
    possible: Vec<YearSpan>,
    certain: Vec<YearSpan>,
    /// From the first to the last of each.
    ends: [YearSpan; 2],
}

impl Dated {
    fn new(text: &str, horizon: &RangeInclusive<i16>) -> Self {
        let edtf = Edtf::parse(text).ok().filter(|e| !e.is_undated());
        let order = edtf.as_ref().map(Edtf::order_key);
        let years = edtf.map(|edtf| edtf.years(horizon.clone()));
        let years = years.unwrap_or_default();
        let span = |ends: Option<(i16, i16)>| {
            ends.map_or(YearSpan::NONE, |(first, last)| YearSpan::new(first, last))
        };
        let all = |ranges: &[(i16, i16)]| -> Vec<YearSpan> {
            let spans = ranges
                .iter()
                .map(|&(first, last)| YearSpan::new(first, last));
            spans.collect()
        };
        Self {
            order,
            possible: all(years.possible.ranges()),
            certain: all(years.certain.ranges()),
            ends: [span(years.possible.ends()), span(years.certain.ends())],
        }
    }
}

impl Columns {
    /// No event yet. Reads every date once, however many events have it.
    fn new(corpus: &Corpus) -> Self {
        let horizon = horizon(corpus);
        let dates = corpus.dates().iter();
        Self {
            dates: dates.map(|text| Dated::new(text, &horizon)).collect(),
            ..Self::default()
        }
    }

    fn add(&mut self, event: Event, site_at: &impl Fn(PlaceIx) -> Option<u32>, listed_as: &[u16]) {
        let mentions = event.mentions().iter();
        self.entries
            .push(mentions.clone().filter_map(|m| site_at(m.place)));
        let listed = mentions.filter(|m| m.place.site().is_none());
        self.listed.push(
            listed
                .map(|m| listed_as[m.place.at()])
                .filter(|category| *category != NO_CATEGORY),
        );
        let category = |number: usize| u16::try_from(number).unwrap_or(NO_CATEGORY);
        self.kinds
            .push(event.kind().map_or(NO_CATEGORY, |kind| category(kind.at())));
        self.statuses
            .push(event.status().map_or(NO_CATEGORY, |status| status as u16));
        let reports = event.reports().iter();
        self.certainties.push(
            reports
                .clone()
                .filter_map(|r| r.certainty)
                .map(|c| c as u16),
        );
        self.articles
            .push(reports.map(|r| category(r.article.at())));
        let number = self.date_of.len() as u32;
        self.date_of.push(event.date());
        let Some(date) = self.dates.get(event.date() as usize) else {
            return;
        };
        self.possible.push(date.ends[0]);
        self.certain.push(date.ends[1]);
        if date.possible.len() > 1 || date.certain.len() > 1 {
            self.year_sets.push(YearSet {
                event: number,
                possible: date.possible.clone(),
                certain: date.certain.clone(),
            });
        }
    }

    /// The place of each event in the order of time, undated ones last.
    fn time_rank(&self) -> Vec<u32> {
        let key = |date: usize| {
            let order = self.dates[date].order;
            (order.is_none(), order)
        };
        let dates = order(self.dates.len(), &mut |a, b| key(a).cmp(&key(b)));
        // Where the events of each date begin. Dates of one time share theirs, and events of the
        // same time stay in the order of the corpus.
        let mut group_of = vec![0; dates.len()];
        let mut starts = Vec::new();
        for (place, date) in dates.iter().enumerate() {
            if place == 0 || key(dates[place - 1] as usize) != key(*date as usize) {
                starts.push(0_u32);
            }
            group_of[*date as usize] = starts.len() - 1;
        }
        for date in &self.date_of {
            starts[group_of[*date as usize]] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        let ranks = self.date_of.iter().map(|date| {
            let start = &mut starts[group_of[*date as usize]];
            *start += 1;
            *start - 1
        });
        ranks.collect()
    }
}

/// Lists end to end.
struct Offsets<T> {
    offsets: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Offsets<T> {
    fn default() -> Self {
        Self {
            offsets: vec![0],
            items: Vec::new(),
        }
    }
}

impl<T> Offsets<T> {
    fn push(&mut self, items: impl Iterator<Item = T>) {
        self.items.extend(items);
        self.offsets.push(self.items.len() as u32);
    }

    fn lists(&self) -> Lists<'_, T> {
        Lists {
            offsets: &self.offsets,
            items: &self.items,
        }
    }
}
