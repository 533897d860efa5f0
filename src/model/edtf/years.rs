//! The years that a date touches: certainly, or possibly.

use std::ops::RangeInclusive;

use super::date::{Date, MONTH, Part, YEAR, season_months};
use super::day::Day;
use super::{Edtf, Item, Repr};

/// The years that a value may touch and those that it certainly touches, within a horizon.
///
/// - A date happened at some time within its days. Every year with such a day is possible. If
///   that is one year, and the year is not marked `?`, it is certain.
/// - `~` widens a date at both ends, by the unit of the finest component in the group that it
///   marks: a day by 7 days, a month by a month, a season by its own length, a year by a year, a
///   year with unknown last digits by that many years. If the year itself is not in the group,
///   the date stays in its year. So `2019~` may be 2018 to 2020 and certainly is none of them,
///   `2019-03~` certainly is 2019, `2019-01~` may be 2018, `2019-~01` may not.
/// - `?` widens nothing, but what it marks is not certain: `2019?` is possibly 2019.
/// - An interval lasts from its start to its end. Possible is every year from the first possible
///   start to the last possible end; certain is every year from the last possible start to the
///   first possible end, and the year of either end if that is certain as a date.
/// - Where an end is open or unknown, all years up to the horizon's are possible on that side;
///   certain is only the year of the other end, because nobody promised the years to come.
/// - `{…}` is certain where any member is, and possible where any is. A range in it is an
///   interval.
/// - `[…]` is possible where any member is. It is certain only if all members, and all years
///   between the ends of a range, are in one year and none is marked `?`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Years {
    /// Years that it may touch; the certain ones are among them.
    pub possible: YearSet,
    /// Years that it certainly touches.
    pub certain: YearSet,
}

/// A set of years, kept as sorted ranges (both ends included) with a gap between any two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearSet(Vec<(i16, i16)>);

/// The years of a value in a compact form for an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearSpan {
    /// The first possible year.
    pub first: i16,
    /// The last possible year.
    pub last: i16,
    /// The first and the last certain year.
    pub certain: Option<(i16, i16)>,
    /// Whether there is no gap, neither between possible years nor between certain ones. If not,
    /// only [`Edtf::years`] knows the years between.
    pub exact: bool,
}

impl YearSet {
    /// The ranges in order, both ends included; a gap of at least a year is between any two.
    #[must_use]
    pub fn ranges(&self) -> &[(i16, i16)] {
        &self.0
    }

    /// Whether there is no year in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this year is in it.
    #[must_use]
    pub fn contains(&self, year: i16) -> bool {
        self.0
            .iter()
            .any(|&(first, last)| first <= year && year <= last)
    }

    /// The years, in order.
    pub fn iter(&self) -> impl Iterator<Item = i16> + '_ {
        let mut ranges = self.0.iter();
        let mut range = RangeInclusive::new(1, 0);
        // What the standard library makes of a range for each range is four times the code.
        std::iter::from_fn(move || {
            loop {
                if let Some(year) = range.next() {
                    return Some(year);
                }
                let &(first, last) = ranges.next()?;
                range = first..=last;
            }
        })
    }

    /// The first and the last year.
    #[must_use]
    pub fn ends(&self) -> Option<(i16, i16)> {
        Some((self.0.first()?.0, self.0.last()?.1))
    }

    /// Adds those of these years that are within the horizon, joining ranges that touch.
    fn add(&mut self, (first, last): (i32, i32), horizon: &RangeInclusive<i16>) {
        let mut first = first.max(i32::from(*horizon.start()));
        let mut last = last.min(i32::from(*horizon.end()));
        if first > last {
            return;
        }
        let before = std::mem::take(&mut self.0);
        let mut added = false;
        for (start, end) in before {
            if i32::from(end) + 1 < first {
                self.0.push((start, end));
            } else if last + 1 < i32::from(start) {
                if !added {
                    self.0.push(narrow(first, last));
                    added = true;
                }
                self.0.push((start, end));
            } else {
                first = first.min(i32::from(start));
                last = last.max(i32::from(end));
            }
        }
        if !added {
            self.0.push(narrow(first, last));
        }
    }
}

/// Two years between two of the horizon, which fit.
#[allow(clippy::cast_possible_truncation)]
const fn narrow(first: i32, last: i32) -> (i16, i16) {
    (first as i16, last as i16)
}

impl Years {
    /// The compact form, or `None` if no year within the horizon is possible.
    #[must_use]
    pub fn span(&self) -> Option<YearSpan> {
        let (first, last) = self.possible.ends()?;
        Some(YearSpan {
            first,
            last,
            certain: self.certain.ends(),
            exact: self.possible.0.len() == 1 && self.certain.0.len() <= 1,
        })
    }
}

impl Edtf {
    /// The years that it touches within this horizon, both ends included; see [`Years`].
    ///
    /// An empty horizon gives no years. Costs a few divisions, except for unspecified digits left
    /// of specified ones, which are tried for every year of the horizon.
    #[must_use]
    pub fn years(&self, horizon: RangeInclusive<i16>) -> Years {
        let mut years = Collector {
            years: Years::default(),
            horizon,
        };
        match &self.0 {
            Repr::Date(date) | Repr::Moment(date, _) => years.date(date),
            Repr::Interval(start, end) => years.interval(start.date(), end.date()),
            Repr::Set { all: true, items } => {
                for item in items {
                    match item {
                        Item::One(date) => years.date(date),
                        Item::Range(start, end) => years.interval(start.as_ref(), end.as_ref()),
                    }
                }
            }
            Repr::Set { all: false, items } => years.one_of(items),
        }
        years.years
    }
}

struct Collector {
    years: Years,
    horizon: RangeInclusive<i16>,
}

impl Collector {
    fn possible(&mut self, years: (i32, i32)) {
        self.years.possible.add(years, &self.horizon);
    }

    fn certain(&mut self, years: (i32, i32)) {
        self.years.certain.add(years, &self.horizon);
    }

    fn date(&mut self, date: &Date) {
        self.possible_date(date);
        let reach = reach(date);
        if reach.0 == reach.1 && is_sure(date) {
            self.certain(reach);
        }
    }

    fn possible_date(&mut self, date: &Date) {
        let mask = date.year.mask;
        let last_digits = mask & (mask + 1) == 0;
        if mask == 0 || last_digits && !matches!(date.part, Part::Day(..)) {
            return self.possible(reach(date));
        }
        // Years far from the horizon cannot be widened into it.
        let slack = match date.marks.approximate {
            0 => 1,
            _ => 1 + 10_i32.pow(mask.trailing_ones()),
        };
        let (low, high) = date.year.bounds();
        let low = low.max(i32::from(*self.horizon.start()) - slack);
        let high = high.min(i32::from(*self.horizon.end()) + slack);
        for year in (low..=high).filter(|year| date.year.fits(*year)) {
            let edges = (date.part.edge(year, false), date.part.edge(year, true));
            if let (Some(first), Some(last)) = edges {
                self.possible(widened(date, first, last));
            }
        }
    }

    fn interval(&mut self, start: Option<&Date>, end: Option<&Date>) {
        let (start_reach, end_reach) = (start.map(reach), end.map(reach));
        if start.is_none() && end.is_none() {
            return self.possible((i32::MIN, i32::MAX));
        }
        let first = start_reach.map_or(i32::MIN, |reach| reach.0);
        let last = end_reach.map_or(i32::MAX, |reach| reach.1);
        // Widening may turn the ends around: an end about a day before its start.
        self.possible((first.min(last), first.max(last)));
        if let (Some(start), Some(end)) = (start, end)
            && is_sure(start)
            && is_sure(end)
        {
            self.certain((reach(start).1, reach(end).0));
        }
        for date in [start, end].into_iter().flatten() {
            let reach = reach(date);
            if reach.0 == reach.1 && is_sure(date) {
                self.certain(reach);
            }
        }
    }

    fn one_of(&mut self, items: &[Item]) {
        let mut whole = (i32::MAX, i32::MIN);
        let mut sure = true;
        for item in items {
            let years = match item {
                Item::One(date) => {
                    self.possible_date(date);
                    sure &= is_sure(date);
                    reach(date)
                }
                Item::Range(start, end) => {
                    let years = (
                        start.as_ref().map_or(i32::MIN, |date| reach(date).0),
                        end.as_ref().map_or(i32::MAX, |date| reach(date).1),
                    );
                    sure &= [start, end].into_iter().flatten().all(is_sure);
                    self.possible(years);
                    years
                }
            };
            whole = (whole.0.min(years.0), whole.1.max(years.1));
        }
        if sure && whole.0 == whole.1 {
            self.certain(whole);
        }
    }
}

/// Whether the year is not marked `?`.
const fn is_sure(date: &Date) -> bool {
    date.marks.uncertain & YEAR == 0
}

/// The first and the last possible year of a date.
fn reach(date: &Date) -> (i32, i32) {
    widened(date, date.first, date.last)
}

/// The years of these days of a date, widened by what is approximate in it.
fn widened(date: &Date, first: Day, last: Day) -> (i32, i32) {
    let years = (first.year(), last.year());
    let marked = date.marks.approximate;
    if marked == 0 {
        return years;
    }
    // The leftmost group of marked components is approximate as a whole, to its last component.
    let group = marked >> marked.trailing_zeros();
    let finest = 1 << (marked.trailing_zeros() + group.trailing_ones() - 1);
    let (first, last) = match finest {
        YEAR => {
            let slack = 12 * 10_i32.pow(date.year.mask.trailing_ones());
            (first.plus_months(-slack), last.plus_months(slack))
        }
        MONTH => {
            let slack = match date.part {
                Part::Season(code) => i32::from(season_months(code).1),
                _ => 1,
            };
            (first.plus_months(-slack), last.plus_months(slack))
        }
        _ => (first.plus_days(-DAY_SLACK), last.plus_days(DAY_SLACK)),
    };
    if marked & YEAR == 0 {
        years
    } else {
        (first.year(), last.year())
    }
}

/// How many days an approximate day may be off: "around the 5th" seldom means more than a week.
const DAY_SLACK: i64 = 7;
