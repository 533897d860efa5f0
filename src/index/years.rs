//! When events were: which may have touched, or have certainly touched, a range of years.

use super::column::Column;
use super::filter::Certainty;
use super::input::{IndexInput, YearSet, YearSpan};
use super::set::{BLOCK_BITS, Block, EventSet, put};
use super::sorting::{pair, sort};
use crate::model::flat::{Pack, Unpack};
use std::ops::RangeInclusive;

/// How many events one year has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearCount {
    /// The year.
    pub year: i16,
    /// Events that have certainly touched it.
    pub certain: u32,
    /// Events that may have touched it, the certain ones among them.
    pub possible: u32,
}

/// One span of years for every rank.
///
/// The years that occur are numbered from 1; a first year becomes its number, 0 when open, and a
/// number above all when there is no year; a last year likewise, 0 when there is no year. Then a
/// span touches the years a to b exactly if its first number is at most that of b and its last
/// number is not at most that of a − 1: two reads, whatever the range.
#[derive(Debug)]
struct Spans {
    first: Column,
    last: Column,
}

/// An event whose years are not a run.
#[derive(Debug)]
struct Exception {
    rank: u32,
    possible: Vec<YearSpan>,
    certain: Vec<YearSpan>,
}

/// The time of all events.
///
/// Bytes an event: with Y years from the first to the last, Y/2 for up to 31 years, above that
/// log₂(Y) / 2; half as much when all that is possible is certain; and one eighth.
#[derive(Debug)]
pub(super) struct Years {
    /// The first and last year that any event names; open ends do not count.
    known: Option<(i16, i16)>,
    possible: Spans,
    /// Absent when all that is possible is certain.
    certain: Option<Spans>,
    /// By rank. Neither dated nor undated for the columns.
    exceptions: Vec<Exception>,
    undated: EventSet,
}

/// A range of years in the numbers of the columns; made by [`Years::range`].
#[derive(Debug)]
pub(super) struct YearRange {
    years: YearSpan,
    certainty: Certainty,
    /// Number of the last year.
    last: u32,
    /// Number of the year before the first.
    before: u32,
}

impl Spans {
    /// Those of events by their number, at their ranks; none of those in sets, whose years are no
    /// run.
    #[inline(never)]
    fn of(
        column: &[YearSpan],
        ranks: &[u32],
        in_sets: &EventSet,
        known: Option<(i16, i16)>,
    ) -> Self {
        let (events, top) = (ranks.len() as u32, top(known));
        let mut spans = Self {
            first: Column::new(events, top),
            last: Column::new(events, top),
        };
        for (at, &rank) in ranks.iter().enumerate() {
            let span = column.get(at).filter(|_| !in_sets.contains(rank));
            let [first, last] = numbers(span.copied().unwrap_or(YearSpan::NONE), known);
            spans.first.put(rank, first);
            spans.last.put(rank, last);
        }
        spans.first.close();
        spans.last.close();
        spans
    }

    fn pack(&self, to: &mut Pack<'_>) {
        self.first.pack(to);
        self.last.pack(to);
    }

    fn unpack(from: &mut Unpack, events: u32) -> Self {
        Self {
            first: Column::unpack(from, events),
            last: Column::unpack(from, events),
        }
    }

    /// For every known year, how many events of a set touch it. A span that touches a year has
    /// begun by it and has not ended before it; those without a year end at number 0.
    fn counts(&self, set: &EventSet) -> impl Iterator<Item = u32> {
        let (begun, ended) = (self.first.counts(set), self.last.counts(set));
        let never = ended[0];
        begun
            .into_iter()
            .skip(1)
            .zip(ended)
            .map(move |(begun, ended)| begun + never - ended)
    }
}

impl Exception {
    fn touches(&self, years: YearSpan, certainty: Certainty) -> bool {
        let spans = match certainty {
            Certainty::Possible => &self.possible,
            Certainty::Certain => &self.certain,
        };
        spans.iter().any(|span| span.touches(years))
    }
}

impl Years {
    /// Takes the rank of every event. Costs the events plus the planes of the columns.
    #[inline(never)]
    pub(super) fn build(input: &IndexInput, ranks: &[u32]) -> Self {
        let events = ranks.len() as u32;
        let rank_of = |set: &YearSet| ranks[set.event as usize];
        let in_sets = EventSet::from_ranks(events, input.year_sets.iter().map(rank_of));
        let known = known(input, |event| {
            !in_sets.is_empty() && in_sets.contains(ranks[event])
        });
        let spans = |column: &[YearSpan]| Spans::of(column, ranks, &in_sets, known);
        let has_certain = !input.certain.is_empty() && !is_same(input.certain, input.possible);
        let mut undated = undated(input.possible, ranks, &in_sets);
        // By rank. A set without a year is no date.
        let sets = input.year_sets.iter().map(rank_of).zip(0..);
        let mut sets: Vec<u64> = sets.map(|(rank, number)| pair(rank, number)).collect();
        sort(&mut sets);
        sets.dedup_by_key(|set| *set >> 32);
        let mut exceptions = Vec::new();
        for set in sets {
            let (rank, set) = ((set >> 32) as u32, &input.year_sets[set as u32 as usize]);
            if set.possible.iter().all(|span| span.is_empty()) {
                undated.push(rank);
            } else {
                let (possible, certain) = (set.possible.clone(), set.certain.clone());
                exceptions.push(Exception {
                    rank,
                    possible,
                    certain,
                });
            }
        }
        Self {
            known,
            possible: spans(input.possible),
            certain: has_certain.then(|| spans(input.certain)),
            exceptions,
            undated: EventSet::from_ranks(events, undated),
        }
    }

    /// First and last year known of any event.
    pub(super) fn known(&self) -> Option<RangeInclusive<i16>> {
        self.known.map(|(first, last)| first..=last)
    }

    /// The events without a date.
    pub(super) fn undated(&self) -> &EventSet {
        &self.undated
    }

    /// Prepares a range for [`Years::touching`].
    pub(super) fn range(&self, years: &RangeInclusive<i16>, certainty: Certainty) -> YearRange {
        let (first, last) = self.known.unwrap_or((0, -1));
        let top = i32::from(last) - i32::from(first) + 1;
        let number = |year: i32| (year - i32::from(first) + 1).clamp(0, top).unsigned_abs();
        YearRange {
            years: YearSpan::new(*years.start(), *years.end()),
            certainty,
            last: number(i32::from(*years.end())),
            before: number(i32::from(*years.start()) - 1),
        }
    }

    /// The events of a block that touch a range of years; nothing undated. Bits beyond the last
    /// event are meaningless.
    pub(super) fn touching(&self, range: &YearRange, block: usize) -> Block {
        if range.years.is_empty() {
            return [0; 8];
        }
        let spans = match (&self.certain, range.certainty) {
            (Some(certain), Certainty::Certain) => certain,
            _ => &self.possible,
        };
        let mut bits = spans.first.at_most(range.last, block);
        let before = spans.last.at_most(range.before, block);
        for (word, before) in bits.iter_mut().zip(before) {
            *word &= !before;
        }
        let exceptions = &self.exceptions;
        let start = exceptions.partition_point(|one| one.rank / BLOCK_BITS < block as u32);
        for one in &exceptions[start..] {
            if one.rank / BLOCK_BITS > block as u32 {
                break;
            }
            if one.touches(range.years, range.certainty) {
                put(std::slice::from_mut(&mut bits), one.rank % BLOCK_BITS);
            }
        }
        bits
    }

    /// How many events of a set touch each known year.
    pub(super) fn histogram(&self, set: &EventSet) -> Vec<YearCount> {
        let Some(known) = self.known() else {
            return Vec::new();
        };
        let counts = known.zip(self.possible.counts(set));
        let mut bars: Vec<YearCount> = counts
            .map(|(year, possible)| YearCount {
                year,
                certain: possible,
                possible,
            })
            .collect();
        if let Some(certain) = &self.certain {
            for (bar, certain) in bars.iter_mut().zip(certain.counts(set)) {
                bar.certain = certain;
            }
        }
        for one in self.exceptions.iter().filter(|one| set.contains(one.rank)) {
            for bar in &mut bars {
                let year = YearSpan::new(bar.year, bar.year);
                bar.possible += u32::from(one.touches(year, Certainty::Possible));
                bar.certain += u32::from(one.touches(year, Certainty::Certain));
            }
        }
        bars
    }

    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        to.list(self.known.as_slice(), |to, known| {
            to.number(years(known.0, known.1));
        });
        self.possible.pack(to);
        to.list(self.certain.as_slice(), |to, spans| spans.pack(to));
        to.list(&self.exceptions, |to, one| {
            to.number(one.rank);
            for spans in [&one.possible, &one.certain] {
                to.list(spans, |to, span| to.number(years(span.first, span.last)));
            }
        });
        self.undated.pack(to);
    }

    /// Takes the time of so many events that was packed.
    pub(super) fn unpack(from: &mut Unpack, events: u32) -> Self {
        let known = from.list(|from| ends(from.number()));
        let possible = Spans::unpack(from, events);
        let certain = from.list(|from| Spans::unpack(from, events));
        let exceptions = from.list(|from| Exception {
            rank: from.number(),
            possible: unpack_spans(from),
            certain: unpack_spans(from),
        });
        Self {
            known: known.into_iter().next(),
            possible,
            certain: certain.into_iter().next(),
            exceptions,
            undated: EventSet::unpack(from, events),
        }
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        let spans = |spans: &Spans| spans.first.bytes() + spans.last.bytes();
        spans(&self.possible)
            + self.certain.as_ref().map_or(0, spans)
            + self.undated.bytes()
            + self.exceptions.capacity() * size_of::<Exception>()
    }
}

/// Two years as one number.
fn years(first: i16, last: i16) -> u32 {
    u32::from(first.cast_unsigned()) << 16 | u32::from(last.cast_unsigned())
}

fn unpack_spans(from: &mut Unpack) -> Vec<YearSpan> {
    from.list(|from| {
        let (first, last) = ends(from.number());
        YearSpan::new(first, last)
    })
}

/// The two years of a number.
fn ends(years: u32) -> (i16, i16) {
    let [first, last] = [years >> 16, years].map(|year| (year as u16).cast_signed());
    (first, last)
}

/// Years from one to another.
fn distance(first: i16, last: i16) -> u32 {
    u32::from(first.abs_diff(last))
}

/// The largest number of a year.
fn top(known: Option<(i16, i16)>) -> u32 {
    known.map_or(0, |(first, last)| distance(first, last) + 1)
}

/// A span in the numbers of the columns.
#[inline(never)]
fn numbers(span: YearSpan, known: Option<(i16, i16)>) -> [u32; 2] {
    let top = top(known);
    if span.is_empty() {
        return [top + 1, 0];
    }
    let number = |year| known.map_or(0, |(first, _)| distance(first, year) + 1);
    let first = if span.first == i16::MIN {
        0
    } else {
        number(span.first)
    };
    let last = if span.last == i16::MAX {
        top + 1
    } else {
        number(span.last)
    };
    [first, last]
}

#[inline(never)]
fn is_same(certain: &[YearSpan], possible: &[YearSpan]) -> bool {
    certain == possible
}

/// The ranks of the events without a date that are in no set.
#[inline(never)]
fn undated(possible: &[YearSpan], ranks: &[u32], in_sets: &EventSet) -> Vec<u32> {
    let spans = ranks.iter().enumerate();
    let undated = spans.filter(|&(at, rank)| {
        !in_sets.contains(*rank) && possible.get(at).is_none_or(|span| span.is_empty())
    });
    undated.map(|(_, rank)| *rank).collect()
}

/// The first and last year that are named. Open ends name none.
#[inline(never)]
fn known(input: &IndexInput, ignored: impl Fn(usize) -> bool) -> Option<(i16, i16)> {
    let columns = [input.possible, input.certain]
        .into_iter()
        .flat_map(|column| {
            let spans = column.iter().enumerate();
            spans
                .filter(|&(event, _)| !ignored(event))
                .map(|(_, span)| span)
        });
    let sets = input
        .year_sets
        .iter()
        .flat_map(|set| set.possible.iter().chain(&set.certain));
    let mut known: Option<(i16, i16)> = None;
    for span in columns.chain(sets).filter(|span| !span.is_empty()) {
        for year in [span.first, span.last] {
            if year != i16::MIN && year != i16::MAX {
                let (first, last) = known.unwrap_or((year, year));
                known = Some((first.min(year), last.max(year)));
            }
        }
    }
    known
}
