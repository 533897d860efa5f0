//! One date as a phrase.

use super::super::date::{DAY, Date, MONTH, Pair, Part, X, YEAR};
use super::super::day::Day;
use super::super::text::push_date;
use super::core::{Core, pick};
use super::style::Phrase;
use super::table;

/// What is left out because a neighbour says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drop {
    Nothing,
    Year,
    YearAndMonth,
}

impl Drop {
    /// What all of these dates have in common.
    pub fn shared(dates: &[&Date]) -> Self {
        let Some(first) = dates.first() else {
            return Self::Nothing;
        };
        let mut shared = match first.part {
            Part::Day(..) => Self::YearAndMonth,
            Part::Month(_) => Self::Year,
            Part::Year | Part::Season(_) => return Self::Nothing,
        };
        for date in dates {
            if !date.is_plain()
                || date.year != first.year
                || std::mem::discriminant(&date.part) != std::mem::discriminant(&first.part)
            {
                return Self::Nothing;
            }
            if let (Part::Day(month, _), Part::Day(other, _)) = (date.part, first.part)
                && month != other
            {
                shared = Self::Year;
            }
        }
        shared
    }
}

/// Which third of a month (0, 1, 2) these two plain days enclose.
pub(super) fn third(start: &Date, end: &Date) -> Option<usize> {
    let (Part::Day(..), Part::Day(..)) = (start.part, end.part) else {
        return None;
    };
    let ((year, month, from), (to_year, to_month, to)) = (start.first.ymd(), end.first.ymd());
    if (year, month) != (to_year, to_month) {
        return None;
    }
    let length = Day::at(year, month, 1).plus_months(1).plus_days(-1).ymd().2;
    [(1, 10), (11, 20), (21, length)]
        .iter()
        .position(|&third| third == (from, to))
}

impl Phrase {
    /// A whole date with its qualifiers.
    pub fn date(&mut self, date: &Date) {
        self.dropped(date, Drop::Nothing);
    }

    /// The third of the month that a day is in.
    pub fn third(&mut self, date: &Date, third: usize) {
        self.core(&Core {
            year: Some(date.year),
            month: Some(date.first.ymd().1),
            third: Some(third),
            ..Core::default()
        });
    }

    /// A date without the parts that a neighbour says.
    pub fn dropped(&mut self, date: &Date, drop: Drop) {
        if date.is_unknown() {
            return self.row(table::UNDATED);
        }
        let mut remarks = [None; 2];
        let Some(mut core) = natural(date, &mut remarks) else {
            // Digits are unspecified in a way that no language has words for.
            return push_date(&mut self.out, date);
        };
        if drop != Drop::Nothing {
            core.year = None;
        }
        if drop == Drop::YearAndMonth {
            core.month = None;
        }
        let components = date.part.components();
        let marked = date.marks.approximate;
        // Who marks all of a date, or all from some component down to the finest, means "about".
        let about = marked != 0 && marked == components & (u8::MAX << marked.trailing_zeros());
        let estimated = date.year.significant > 0;
        if about || estimated {
            let row = if self.short {
                table::ABOUT_SHORT
            } else {
                table::ABOUT
            };
            self.frame(row, &mut |phrase, _| phrase.whole(date, &core));
        } else {
            self.whole(date, &core);
        }
        let mut first = true;
        for remark in remarks.into_iter().flatten() {
            self.remark(&mut first);
            self.row(remark);
        }
        if estimated {
            self.remark(&mut first);
            self.bounds(date.year);
        }
        if marked != 0 && !about {
            self.remark(&mut first);
            self.marked(date.part, marked, table::APPROXIMATE);
        }
        let marked = date.marks.uncertain;
        if marked != 0 && self.short && first {
            self.text("?");
        } else if marked != 0 {
            self.remark(&mut first);
            if marked == components {
                self.row(table::UNCERTAIN);
            } else {
                self.marked(date.part, marked, table::UNCERTAIN);
            }
        }
        if !first {
            self.row(table::CLOSE);
        }
    }

    /// Opens the brackets or continues in them.
    fn remark(&mut self, first: &mut bool) {
        self.row(if *first { table::OPEN } else { table::NEXT });
        *first = false;
    }

    /// "year and month approximate".
    fn marked(&mut self, part: Part, marked: u8, what: &str) {
        let mut first = true;
        for (component, mut name) in [(YEAR, 0), (MONTH, 1), (DAY, 2)] {
            if marked & component == 0 {
                continue;
            }
            if component == MONTH && matches!(part, Part::Season(_)) {
                name = 3;
            }
            if !first {
                self.row(table::BOTH);
            }
            first = false;
            self.row(pick(&table::COMPONENTS, name));
        }
        self.row(table::IS);
        self.row(what);
    }
}

/// The parts of a date for which there are words, and what must be remarked.
fn natural(date: &Date, remarks: &mut [Option<&'static str>; 2]) -> Option<Core> {
    let mut core = Core {
        year: Some(date.year),
        ..Core::default()
    };
    match date.year.mask {
        0b0001 if date.year.negative => return None,
        0b0000 | 0b0001 | 0b0011 | 0b0111 => {}
        0b1111 => {
            core.year = None;
            remarks[0] = Some(table::NO_YEAR);
        }
        _ => return None,
    }
    match date.part {
        Part::Year => {}
        Part::Season(number) => {
            core.season = match number {
                21..=32 => Some(usize::from(number - 21) % 4),
                33..=36 => Some(usize::from(number - 29)),
                40..=41 => Some(usize::from(number - 32)),
                // Thirds of a year are said as months.
                _ if core.year.is_some() => None,
                _ => return None,
            };
            remarks[1] = match number {
                25..=28 => Some(table::NORTH),
                29..=32 => Some(table::SOUTH),
                _ => None,
            };
        }
        Part::Month(Pair::UNKNOWN) => remarks[1] = Some(table::NO_MONTH),
        Part::Month(month) => core.month = Some(month.value()?),
        Part::Day(Pair::UNKNOWN, Pair::UNKNOWN) => remarks[1] = Some(table::NO_DAY),
        Part::Day(month, day) => {
            core.month = Some(month.value()?);
            match (day.tens, day.ones) {
                (X, X) => remarks[1] = Some(table::NO_DAY),
                (tens @ 0..=2, X) => core.third = Some(usize::from(tens)),
                _ => core.day = Some(day.value()?),
            }
        }
    }
    Some(core)
}
