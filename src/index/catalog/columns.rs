//! The columns from which the index of a catalog is built.

use super::super::sorting::order;
use super::super::{Lists, NO_CATEGORY, YearSet, YearSpan};
use crate::model::edtf::{Bound, Edtf, OrderKey};
use crate::model::{Corpus, Event, PlaceIx};
use std::ops::RangeInclusive;

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
pub(super) struct Columns {
    /// By the number of the date.
    dates: Vec<Dated>,
    pub entries: Offsets<u32>,
    pub possible: Vec<YearSpan>,
    pub certain: Vec<YearSpan>,
    pub year_sets: Vec<YearSet>,
    pub kinds: Vec<u16>,
    pub certainties: Offsets<u16>,
    pub statuses: Vec<u16>,
    pub articles: Offsets<u16>,
    pub listed: Offsets<u16>,
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
    /// The columns of a corpus whose places have sites or are categories. Reads every date once,
    /// however many events have it.
    #[inline(never)]
    pub(super) fn of(
        corpus: &Corpus,
        site_at: &impl Fn(PlaceIx) -> Option<u32>,
        listed_as: &[u16],
    ) -> Self {
        let mut columns = Self {
            dates: dated(corpus),
            ..Self::default()
        };
        for event in corpus.events() {
            columns.add(event, site_at, listed_as);
        }
        columns
    }

    #[inline(never)]
    fn add(&mut self, event: Event, site_at: &impl Fn(PlaceIx) -> Option<u32>, listed_as: &[u16]) {
        let places = event.places();
        self.entries.push(places.clone().filter_map(site_at));
        let listed = places.filter(|place| place.site().is_none());
        self.listed.push(
            listed
                .map(|place| listed_as[place.at()])
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

    /// The place of each date in the order of time, nothing said last, and with it that of each
    /// event. Dates of one time have the same place, and their events follow the corpus.
    #[inline(never)]
    pub(super) fn time_ranks(&self) -> (Vec<u32>, Vec<u32>) {
        let key = |date: usize| {
            let order = self.dates[date].order;
            (order.is_none(), order)
        };
        let dates = order(self.dates.len(), &mut |a, b| key(a).cmp(&key(b)));
        // Where the events of each place begin.
        let mut group_of = vec![0; dates.len()];
        let mut starts = Vec::new();
        for (place, date) in dates.iter().enumerate() {
            if place == 0 || key(dates[place - 1] as usize) != key(*date as usize) {
                starts.push(0_u32);
            }
            group_of[*date as usize] = starts.len() as u32 - 1;
        }
        for date in &self.date_of {
            starts[group_of[*date as usize] as usize] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        let ranks = self.date_of.iter().map(|date| {
            let start = &mut starts[group_of[*date as usize] as usize];
            *start += 1;
            *start - 1
        });
        let ranks = ranks.collect();
        (group_of, ranks)
    }
}

#[inline(never)]
fn dated(corpus: &Corpus) -> Vec<Dated> {
    let horizon = horizon(corpus);
    let dates = corpus.dates().iter();
    dates.map(|text| Dated::new(text, &horizon)).collect()
}

/// Lists end to end.
pub(super) struct Offsets<T> {
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

    pub(super) fn lists(&self) -> Lists<'_, T> {
        Lists {
            offsets: &self.offsets,
            items: &self.items,
        }
    }
}
