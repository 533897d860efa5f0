//! The parts of a date, put in the order of a language.

use super::super::date::{Date, Part, Year, season_months};
use super::style::{Phrase, part};
use super::table;
use crate::model::lang::Lang;

/// The parts of a date that are written.
#[derive(Clone, Copy, Default)]
pub(super) struct Core {
    pub year: Option<Year>,
    pub month: Option<u8>,
    pub third: Option<usize>,
    pub day: Option<u8>,
    pub season: Option<usize>,
}

impl Phrase {
    /// A date's core; a third of a year is said as its months.
    pub fn whole(&mut self, date: &Date, core: &Core) {
        let Part::Season(third @ 37..=39) = date.part else {
            return self.core(core);
        };
        let (start, length) = season_months(third);
        self.frame(table::RANGE, &mut |phrase, place| {
            let month = Some(if place == 0 {
                start
            } else {
                start + length - 1
            });
            let full = (place == 1) == (phrase.lang == Lang::En);
            phrase.core(&Core {
                year: core.year.filter(|_| full),
                month,
                ..Core::default()
            });
        });
    }

    pub fn core(&mut self, core: &Core) {
        if self.lang == Lang::En {
            self.core_english(core);
        } else {
            self.core_east_asian(core);
        }
    }

    /// Day, month, year.
    fn core_english(&mut self, core: &Core) {
        let mut blank = false;
        if let Some(season) = core.season {
            self.row(pick(&table::SEASONS, season));
            blank = true;
        }
        if let Some(day) = core.day {
            self.number(u32::from(day));
            blank = true;
        }
        if let Some(month) = core.month {
            if blank {
                self.text(" ");
            }
            if let Some(third) = core.third {
                self.row(pick(&table::THIRDS, third));
            }
            let name = part(table::MONTHS, b'|', usize::from(month) - 1);
            self.text(if self.short {
                name.get(..3).unwrap_or(name)
            } else {
                name
            });
            blank = true;
        }
        if let Some(year) = core.year {
            if blank {
                let quarter = core.season.is_some_and(|season| season >= 4);
                match year.mask {
                    0 | 1 if quarter => self.text(table::OF),
                    0 => self.text(" "),
                    1 => self.row(table::WITHIN),
                    _ => self.row(table::COMMA),
                }
            }
            self.year(year);
        }
    }

    /// Year, month, day or season, each with its unit, or the numbers with points between them.
    fn core_east_asian(&mut self, core: &Core) {
        let numbers = [(core.month, table::MONTH_UNIT), (core.day, table::DAY_UNIT)];
        let words = [
            core.third.map(|third| pick(&table::THIRDS, third)),
            core.season.map(|season| pick(&table::SEASONS, season)),
        ];
        let blank = if self.points {
            "."
        } else if self.lang == Lang::Ko {
            " "
        } else {
            ""
        };
        let mut separator = "";
        if let Some(year) = core.year {
            if self.points {
                self.year_number(year);
            } else {
                self.year(year);
            }
            separator = if year.mask == 0 {
                blank
            } else {
                part(table::WITHIN, b'|', self.lang.index())
            };
        }
        for (number, unit) in numbers {
            if let Some(number) = number {
                self.text(separator);
                separator = blank;
                self.number(u32::from(number));
                if !self.points {
                    self.row(unit);
                }
            }
        }
        for word in words.into_iter().flatten() {
            self.text(separator);
            self.row(word);
        }
    }

    fn year(&mut self, year: Year) {
        match year.mask {
            0 => {
                self.year_number(year);
                self.row(table::YEAR_UNIT);
            }
            1 => self.frame(table::DECADE, &mut |phrase, _| {
                phrase.number(year.magnitude);
            }),
            _ => self.bounds(year),
        }
    }

    /// "between 1900 and 1999".
    pub fn bounds(&mut self, year: Year) {
        let (low, high) = year.bounds();
        self.frame(table::BETWEEN, &mut |phrase, place| {
            let bound = if place == 0 { low } else { high };
            phrase.year(Year {
                negative: bound < 0,
                magnitude: bound.unsigned_abs(),
                mask: 0,
                significant: 0,
            });
        });
    }

    /// A year that has all its digits, without a unit. Year 0 is 1 BC.
    fn year_number(&mut self, year: Year) {
        if !year.negative && year.magnitude > 0 {
            return self.number(year.magnitude);
        }
        let magnitude = year.magnitude + 1;
        if self.lang == Lang::En {
            self.number(magnitude);
            self.row(table::BEFORE_CHRIST);
        } else {
            self.row(table::BEFORE_CHRIST);
            self.number(magnitude);
        }
    }
}

/// An entry of a list of the table.
pub(super) fn pick(list: &[&'static str], place: usize) -> &'static str {
    list.get(place).copied().unwrap_or_default()
}
