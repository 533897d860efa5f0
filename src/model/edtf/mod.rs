//! Dates as precise as their source: EDTF, the extended format of ISO 8601-2:2019.
//!
//! A source says "in early March", "around 2017", "since last autumn". An [`Edtf`] keeps exactly
//! that much and no more, and answers what the map asks of it: the first and the last day that
//! fit, the years it may touch and those it certainly touches, its place in the order of time,
//! and a phrase in four languages.
//!
//! # What is understood
//!
//! Levels 0 and 1 in full, and level 2: `2019`, `2019-03`, `2019-03-05`, `2019-03-05T23:20:30Z`
//! (the time is kept in the text and ignored otherwise), `-0099` (100 BC), `Y170000002` (nine
//! digits at most), `Y17E7` (kept as `Y170000000`), `1950S2`; `?` uncertain, `~` approximate, `%`
//! both, on the whole value, a group (`2004-06~-11`) or one component (`2004-?06-11`); `X` for
//! any digit (`201X`, `156X-12-25`, `2019-03-0X`); seasons, quarters, thirds and halves of a year
//! from 21 to 41; intervals with open (`2019/..`) and unknown (`/2019`) ends; sets, one of
//! (`[2019-03,2019-05..]`) and all of (`{2018,2020..2022}`).
//!
//! Beyond the standard, because sources need it: a season may be qualified, stand in an interval
//! or a set, and follow a year with an `X`. Weeks, days of the year, durations, repetitions and
//! fractions of a second are not EDTF and are refused by name. So is what contradicts itself:
//! days that do not exist and intervals that end before they start.
//!
//! # What the corpus writes
//!
//! | the source says | EDTF | in words |
//! |---|---|---|
//! | on 5 March 2019 | `2019-03-05` | 5 March 2019 |
//! | around March 2019 | `2019-03~` | about March 2019 |
//! | in early, mid, late March 2019 | `[2019-03-01..2019-03-10]`, `[2019-03-11..2019-03-20]`, `[2019-03-21..2019-03-31]` | early March 2019 … |
//! | all through early March 2019 | `2019-03-01/2019-03-10` | early March 2019 |
//! | since late October 2024 | `2024-10-2X/..` | since late October 2024 |
//! | March or April 2019 | `[2019-03,2019-04]` | March or April 2019 |
//! | from March to May 2019 | `2019-03/2019-05` | March–May 2019 |
//! | at some time before 2019 | `[..2018]` | 2018 or earlier |
//! | until some time in 2019 | `../2019` | until 2019 |
//! | in the 2010s | `201X` | the 2010s |
//! | nothing | `XXXX` | date unknown |
//!
//! EDTF has no word for a third of a month. A value that is exactly the days 1–10, 11–20 or 21–end
//! of one month, as a set or as an interval, is therefore phrased as early, mid or late; and
//! since the end of an interval cannot be a set, a day `0X` (1–9), `1X` (10–19) or `2X` (20–29)
//! is phrased the same way. `2024-10-2X/..` leaves out the 30th and the 31st, but
//! `2024-10-21~/..` would name a day that the source did not.
//!
//! # Why not a published crate
//!
//! `edtf` 0.2 and `citum-edtf` stop at level 1 and compute neither bounds nor years. `edtf-core`
//! 1.2 is good: levels 0 to 2 with bounds, no dependencies, MIT or Apache-2.0. On 16,000 texts
//! that both accept its bounds are these, but for `XXXX`, which is undated here. Yet parsing and
//! bounds alone cost a reader 15 KB of compressed wasm, three times as much as here; its errors are
//! a message and an offset, where an editor needs the wrong bytes and a reason that tests and
//! suggestions can match; and years and phrases, most of the work, would still be ours. For days,
//! `jiff` and `time` end at year 9999 (or 999,999), below EDTF's years with `Y`; the two
//! conversions in `day.rs` are all that is needed. So there is no dependency.

mod date;
mod day;
mod error;
mod order;
mod parse;
mod span;
mod suggest;
mod text;
mod words;
mod years;

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use date::{Date, Marks};

pub use day::{Bound, Day};
pub use error::{EdtfError, Reason};
pub use order::OrderKey;
pub use span::Span;
pub use suggest::suggest;
pub use years::{YearSet, YearSpan, Years};

/// A valid date, interval or set of dates.
///
/// Two values are equal if their canonical texts are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf(Repr);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Repr {
    Date(Date),
    /// A whole day and a time of day.
    Moment(Date, Time),
    Interval(End, End),
    Set {
        /// All of the members, or one of them.
        all: bool,
        items: Box<[Item]>,
    },
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum End {
    Unknown,
    Open,
    Date(Date),
}

/// One member of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Item {
    One(Date),
    /// From the first to the second; `None` is without an end. Never both.
    Range(Option<Date>, Option<Date>),
}

/// A time of day, kept only to be written again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    zone: Zone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Zone {
    Local,
    Utc,
    /// Minutes east of Greenwich.
    Offset(i16),
}

impl Edtf {
    /// Reads a text. [`suggest()`] guesses what was meant by a wrong one.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong, with its bytes.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        parse::parse(text).map(Self)
    }

    /// The first day that fits, by the digits alone.
    ///
    /// A qualifier does not move it: `2019~` begins on 2019-01-01. [`Edtf::years`] is where
    /// qualifiers count. A set of days answers with the first of its members.
    #[must_use]
    pub fn earliest(&self) -> Bound {
        match &self.0 {
            Repr::Date(date) | Repr::Moment(date, _) => bound(date, false),
            Repr::Interval(start, _) => start.bound(false),
            Repr::Set { items, .. } => {
                fold(items.iter().map(|item| item.bound(false)), |a, b| a < b)
            }
        }
    }

    /// The last day that fits, by the digits alone.
    #[must_use]
    pub fn latest(&self) -> Bound {
        match &self.0 {
            Repr::Date(date) | Repr::Moment(date, _) => bound(date, true),
            Repr::Interval(_, end) => end.bound(true),
            Repr::Set { items, .. } => {
                fold(items.iter().map(|item| item.bound(true)), |a, b| a > b)
            }
        }
    }

    /// Whether nothing is known of its time: `XXXX` with or without unknown months and days, and
    /// intervals without a date.
    #[must_use]
    pub fn is_undated(&self) -> bool {
        match &self.0 {
            Repr::Date(date) => date.is_unknown(),
            Repr::Interval(start, end) => start.is_undated() && end.is_undated(),
            Repr::Moment(..) | Repr::Set { .. } => false,
        }
    }

    /// Whether any part of it is marked `?` or `%`.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.any_mark(|marks| marks.uncertain != 0)
    }

    /// Whether any part of it is marked `~` or `%`.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.any_mark(|marks| marks.approximate != 0)
    }

    /// Whether it is an interval (a state that lasts) rather than a date or a set of dates.
    #[must_use]
    pub const fn is_interval(&self) -> bool {
        matches!(self.0, Repr::Interval(..))
    }

    fn any_mark(&self, asked: fn(Marks) -> bool) -> bool {
        let dates = |dates: &[Option<&Date>]| dates.iter().flatten().any(|date| asked(date.marks));
        match &self.0 {
            Repr::Date(date) | Repr::Moment(date, _) => asked(date.marks),
            Repr::Interval(start, end) => dates(&[start.date(), end.date()]),
            Repr::Set { items, .. } => items.iter().any(|item| match item {
                Item::One(date) => asked(date.marks),
                Item::Range(start, end) => dates(&[start.as_ref(), end.as_ref()]),
            }),
        }
    }
}

impl End {
    const fn date(&self) -> Option<&Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Unknown | Self::Open => None,
        }
    }

    fn is_undated(&self) -> bool {
        self.date().is_none_or(Date::is_unknown)
    }

    fn bound(&self, last: bool) -> Bound {
        match self {
            Self::Unknown => Bound::Unknown,
            Self::Open => Bound::Open,
            Self::Date(date) => bound(date, last),
        }
    }
}

impl Item {
    fn bound(&self, last: bool) -> Bound {
        let date = match self {
            Self::One(date) => Some(date),
            Self::Range(start, end) => if last { end } else { start }.as_ref(),
        };
        date.map_or(Bound::Open, |date| bound(date, last))
    }
}

/// One end of a date; `XXXX` has none, although its digits would fit 0000 to 9999.
fn bound(date: &Date, last: bool) -> Bound {
    if date.is_unknown() {
        Bound::Unknown
    } else {
        Bound::Day(if last { date.last } else { date.first })
    }
}

/// The farthest of the bounds of a set's members; one without a day is farther than any day.
fn fold(bounds: impl Iterator<Item = Bound>, farther: fn(Day, Day) -> bool) -> Bound {
    bounds
        .reduce(|a, b| match (a, b) {
            (Bound::Day(a), Bound::Day(b)) => Bound::Day(if farther(a, b) { a } else { b }),
            (Bound::Unknown, _) | (_, Bound::Unknown) => Bound::Unknown,
            _ => Bound::Open,
        })
        .unwrap_or(Bound::Unknown)
}

/// The canonical text; parsing it gives an equal value.
///
/// It differs from the text that was read where EDTF has two spellings of one meaning: blanks
/// around the commas of a set go, `Y17E7` is written out, `?2004` becomes `2004?`, `~2004-~06`
/// becomes `2004-06~`, `+0900` becomes `+09:00`.
impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        text::push_repr(&mut out, &self.0);
        f.write_str(&out)
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        Self::parse(text)
    }
}
