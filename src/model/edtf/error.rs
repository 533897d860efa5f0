//! Why a text is not a date, and where.

use std::fmt;
use std::ops::Range;

/// A text that is not EDTF: the bytes that are wrong, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfError {
    /// The bytes of the text that are wrong; empty, and at its end, if something is missing.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub reason: Reason,
}

/// What is wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is no text.
    Empty,
    /// A character that has no meaning where it stands.
    Unexpected,
    /// The year has too few or too many digits.
    YearDigits,
    /// `-0000`.
    NegativeZero,
    /// More than nine digits.
    YearTooFar,
    /// `Y` before a year of four digits or fewer.
    LongYearShort,
    /// A year with `Y` or `S` is followed by a month.
    YearOnly,
    /// `S` counts no digit, or more than there are, or stands beside an `X`.
    Significant,
    /// The month does not have two digits.
    MonthDigits,
    /// No month and no season has this number.
    Month(u8),
    /// No month fits the unspecified digit.
    MonthMask,
    /// The day does not have two digits.
    DayDigits,
    /// No month has a day of this number.
    Day(u8),
    /// The month has fewer days, in this year or in every year that fits.
    NoSuchDay,
    /// A season or a quarter is followed by a day.
    SeasonDay,
    /// The time is not `hh:mm:ss`, with `Z`, `+hh`, `+hh:mm` or nothing after it.
    Time,
    /// A time of day after less than a whole, unqualified day.
    TimeWithoutDay,
    /// A fraction of a second.
    TimeFraction,
    /// A time of day within an interval or a set.
    TimeInside,
    /// Two qualifiers on one side of a component.
    TwoMarks,
    /// A small `x`.
    SmallX,
    /// More than one `/`.
    TwoSlashes,
    /// The end lies before the start.
    Reversed,
    /// `..` outside an interval or a set.
    LoneDots,
    /// A set without a member, or nothing between two commas.
    EmptyMember,
    /// A set whose bracket is missing or of the other kind.
    Bracket,
    /// An interval within a set.
    IntervalInSet,
    /// A week, as in `2019-W12`.
    Week,
    /// A day of the year, as in `2019-123`.
    DayOfYear,
    /// A duration or a repetition, as in `P3M` or `R5/2019/2020`.
    Duration,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl std::error::Error for EdtfError {}

/// A sentence without a full stop that says what is wrong and what would be right.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Month(month) => {
                return write!(
                    f,
                    "month {month:02} does not exist; months run from 01 to 12, \
                     seasons and quarters from 21 to 41"
                );
            }
            Self::Day(day) => {
                return write!(
                    f,
                    "day {day:02} does not exist; days run from 01 to 31 at most"
                );
            }
            Self::Empty => "there is no date; write XXXX if it is unknown",
            Self::Unexpected => {
                "this has no meaning here; a date is written year-month-day, as in 2019-03-05"
            }
            Self::YearDigits => {
                "a year has four digits, as in 2019 or 0409; write X for a digit that is not \
                 known, and Y before a year of more than four"
            }
            Self::NegativeZero => "there is no year -0000; the year before 0001 is 0000",
            Self::YearTooFar => "years of more than nine digits are not supported",
            Self::LongYearShort => {
                "Y is for years of more than four digits; write this one without it"
            }
            Self::YearOnly => "a year written with Y or S takes no month",
            Self::Significant => {
                "S is followed by the number of digits that are significant, from 1 to as many \
                 as the year has, and goes with no X"
            }
            Self::MonthDigits => "a month has two digits, as in 2019-03",
            Self::MonthMask => "no month fits; a month with an X is 0X, 1X, X0 to X9 or XX",
            Self::DayDigits => "a day has two digits, as in 2019-03-05",
            Self::NoSuchDay => "this month does not have this day",
            Self::SeasonDay => "a season or a quarter takes no day",
            Self::Time => {
                "a time is written T23:20:30, with Z, +09 or +09:00 after it or nothing; hours \
                 run to 23, minutes and seconds to 59"
            }
            Self::TimeWithoutDay => "a time of day follows a whole day without X and qualifiers",
            Self::TimeFraction => "fractions of a second are not part of EDTF",
            Self::TimeInside => "an interval and a set are made of dates without a time of day",
            Self::TwoMarks => "one qualifier is enough; write % for both ? and ~",
            Self::SmallX => "a digit that is not known is written as a capital X",
            Self::TwoSlashes => {
                "an interval has one slash, between its start and its end; within a date write -"
            }
            Self::Reversed => "the end lies before the start",
            Self::LoneDots => {
                "an open end stands beside a date: 2019/.. (since) or ../2019 (until)"
            }
            Self::EmptyMember => "a set has a date before and after every comma",
            Self::Bracket => "a set is written [a,b] (one of) or {a,b} (all of)",
            Self::IntervalInSet => "within a set a range is written a..b",
            Self::Week => "weeks are not part of EDTF; write the days, as in 2019-03-18/2019-03-24",
            Self::DayOfYear => "a day of the year is not part of EDTF; write month and day",
            Self::Duration => {
                "durations and repetitions are not part of EDTF; write start and end, as in 2019/2020"
            }
        })
    }
}
