//! One date: a year, perhaps a season, a month and a day, any digit of which may be unspecified.

use super::day::{Day, days_in_month};

/// The farthest year, before and after year 0: nine digits.
pub(super) const MAX_YEAR: u32 = 999_999_999;

/// The value of an unspecified digit in a [`Pair`].
pub(super) const X: u8 = 10;

/// Bits of [`Marks`] and places of components.
pub(super) const YEAR: u8 = 1;
/// The month, or the season.
pub(super) const MONTH: u8 = 2;
/// The day.
pub(super) const DAY: u8 = 4;

/// A year of four digits (some perhaps unspecified) or of more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Year {
    pub negative: bool,
    /// The digits as a number, unspecified ones as 0.
    pub magnitude: u32,
    /// Bit `i` is set if the digit of 10 to the power `i` is unspecified.
    pub mask: u8,
    /// How many digits are significant, 0 if all are.
    pub significant: u8,
}

/// Two digits of a month or a day, either of which may be [`X`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pair {
    pub tens: u8,
    pub ones: u8,
}

/// What follows the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Year,
    /// A code from 21 to 41.
    Season(u8),
    Month(Pair),
    Day(Pair, Pair),
}

/// Which components are uncertain (`?`), and which approximate (`~`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Marks {
    pub uncertain: u8,
    pub approximate: u8,
}

/// A date that at least one day of the calendar fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Date {
    pub year: Year,
    pub part: Part,
    pub marks: Marks,
    /// The first day that fits the digits, whatever the marks.
    pub first: Day,
    /// The last day that fits the digits.
    pub last: Day,
}

impl Year {
    /// The first and the last year that fit.
    pub fn bounds(self) -> (i32, i32) {
        let mut low = self.magnitude;
        let mut high = self.magnitude;
        let mut unit = 1;
        for place in 0..4 {
            if self.mask >> place & 1 == 1 {
                high += 9 * unit;
            }
            unit *= 10;
        }
        if self.significant > 0 {
            let unit = 10_u32.pow(written_digits(self.magnitude) - u32::from(self.significant));
            low -= low % unit;
            high = low + (unit - 1);
        }
        // Nine digits fit.
        let (low, high) = (low.cast_signed(), high.cast_signed());
        if self.negative {
            // There is no year −0.
            (-high, -low.max(1))
        } else {
            (low, high)
        }
    }

    /// Whether this year fits.
    pub fn fits(self, year: i32) -> bool {
        let (first, last) = self.bounds();
        if year < first || last < year {
            return false;
        }
        let mut asked = year.unsigned_abs();
        let mut own = self.magnitude;
        (0..4).all(|place| {
            let same = self.mask == 0 || self.mask >> place & 1 == 1 || asked % 10 == own % 10;
            asked /= 10;
            own /= 10;
            same
        })
    }
}

/// The number of decimal digits, 1 for 0.
pub(super) fn digits(number: u32) -> u32 {
    number.checked_ilog10().unwrap_or(0) + 1
}

/// The number of digits that a year is written with, leading zeros included.
pub(super) fn written_digits(magnitude: u32) -> u32 {
    digits(magnitude).max(4)
}

impl Pair {
    pub const UNKNOWN: Self = Self { tens: X, ones: X };

    pub fn fits(self, number: u8) -> bool {
        (self.tens == X || self.tens == number / 10) && (self.ones == X || self.ones == number % 10)
    }

    /// The number, if both digits are specified.
    pub fn value(self) -> Option<u8> {
        (self.tens != X && self.ones != X).then_some(self.tens * 10 + self.ones)
    }
}

impl Part {
    /// The bits of the components that are there.
    pub fn components(self) -> u8 {
        match self {
            Self::Year => YEAR,
            Self::Season(_) | Self::Month(_) => YEAR | MONTH,
            Self::Day(..) => YEAR | MONTH | DAY,
        }
    }
}

impl Date {
    /// A date, or `None` if no day fits.
    pub fn new(year: Year, part: Part, marks: Marks) -> Option<Self> {
        let first = edge(year, part, false)?;
        let last = edge(year, part, true)?;
        Some(Self {
            year,
            part,
            marks,
            first,
            last,
        })
    }

    /// Whether every digit is given and nothing is qualified.
    pub fn is_plain(&self) -> bool {
        self.marks == Marks::default()
            && self.year.mask == 0
            && self.year.significant == 0
            && match self.part {
                Part::Year | Part::Season(_) => true,
                Part::Month(month) => month.value().is_some(),
                Part::Day(month, day) => month.value().is_some() && day.value().is_some(),
            }
    }

    /// Whether no digit is given at all.
    pub fn is_unknown(&self) -> bool {
        self.year.mask == 0b1111
            && match self.part {
                Part::Year => true,
                Part::Season(_) => false,
                Part::Month(month) => month == Pair::UNKNOWN,
                Part::Day(month, day) => month == Pair::UNKNOWN && day == Pair::UNKNOWN,
            }
    }
}

impl Part {
    /// The first or the last day that fits in this year.
    pub fn edge(self, year: i32, last: bool) -> Option<Day> {
        match self {
            Self::Year => Some(if last {
                Day::at(year, 12, 31)
            } else {
                Day::at(year, 1, 1)
            }),
            Self::Season(code) => {
                let (start, length) = season_months(code);
                let first = Day::at(year, start, 1);
                Some(if last {
                    first.plus_months(i32::from(length)).plus_days(-1)
                } else {
                    first
                })
            }
            Self::Month(months) | Self::Day(months, _) => {
                for step in 1..=12 {
                    let month = if last { 13 - step } else { step };
                    if months.fits(month)
                        && let Some(day) = self.edge_in_month(year, month, last)
                    {
                        return Some(day);
                    }
                }
                None
            }
        }
    }

    fn edge_in_month(self, year: i32, month: u8, last: bool) -> Option<Day> {
        let length = days_in_month(year, month);
        for step in 1..=length {
            let day = if last { length + 1 - step } else { step };
            match self {
                Self::Day(_, days) if !days.fits(day) => {}
                _ => return Some(Day::at(year, month, day)),
            }
        }
        None
    }
}

/// The first or the last day that fits.
fn edge(year: Year, part: Part, last: bool) -> Option<Day> {
    let (low, high) = year.bounds();
    let (mut next, end, step) = if last {
        (high, low, -1)
    } else {
        (low, high, 1)
    };
    loop {
        if year.fits(next)
            && let Some(day) = part.edge(next, last)
        {
            return Some(day);
        }
        if next == end {
            return None;
        }
        next += step;
    }
}

/// The first month (1 to 12) of a season, quarter and so on, and how many months it has.
///
/// Spring begins in March, and the winter of a year in December of that year: it ends in the
/// next. Codes 21 to 24 do not say which hemisphere and are read as the northern one's.
/// 25 to 28 are the northern, 29 to 32 the southern seasons, 33 to 36 quarters, 37 to 39 thirds
/// and 40 and 41 halves of a year.
pub(super) fn season_months(code: u8) -> (u8, u8) {
    match code {
        21..=28 => ((code - 21) % 4 * 3 + 3, 3),
        29..=32 => ((code - 27) % 4 * 3 + 3, 3),
        33..=36 => ((code - 33) * 3 + 1, 3),
        37..=39 => ((code - 37) * 4 + 1, 4),
        _ => ((code - 40) * 6 + 1, 6),
    }
}
