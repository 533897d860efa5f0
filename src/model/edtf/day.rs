//! A civil day as an integer, and a bound that may be a day.

use std::fmt;

use super::text::push_padded;

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01 (day 0).
///
/// Years are astronomical: year 0 is 1 BC, year −1 is 2 BC. The count is an integer without a
/// clock or a time zone, because both would move events to a neighbouring day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

/// How far a date reaches in one direction of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// This day and no further.
    Day(Day),
    /// Without an end, written `..`: it goes on, or it was ever so.
    Open,
    /// There is an end, but nobody says when; written as an empty side of an interval.
    Unknown,
}

impl Bound {
    /// The day, if this bound is one.
    #[must_use]
    pub const fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }
}

impl Day {
    /// The day with this year, month (1 to 12) and day of the month, or `None` if there is none.
    ///
    /// Years beyond ±999,999,999 are refused; EDTF texts with more digits are refused as well.
    #[must_use]
    pub const fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        if year.unsigned_abs() > super::date::MAX_YEAR
            || month < 1
            || month > 12
            || day < 1
            || day > days_in_month(year, month)
        {
            return None;
        }
        Some(Self::at(year, month, day))
    }

    /// Days since 1970-01-01, negative before it.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }

    /// Year, month (1 to 12) and day of the month (1 to 31).
    ///
    /// Constant time. The algorithm is Howard Hinnant's `civil_from_days`: years begin in March,
    /// so that the leap day is the last of a year and of an era of 400 years.
    #[must_use]
    pub const fn ymd(self) -> (i32, u8, u8) {
        let shifted = self.0 + DAYS_TO_1970;
        let era = shifted.div_euclid(DAYS_PER_ERA);
        let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = era * 400 + year_of_era + (month <= 2) as i64;
        // A day is only made from a year that fits and widened by at most a few thousand years.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        (year as i32, month as u8, day as u8)
    }

    /// The year alone.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.ymd().0
    }

    /// `from_ymd` for parts that are known to be right.
    pub(super) const fn at(year: i32, month: u8, day: u8) -> Self {
        let month = month as i64;
        let year = year as i64 - (month <= 2) as i64;
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day as i64 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970)
    }

    /// The day this many days later (earlier if negative).
    pub(super) const fn plus_days(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// The same day of the month this many months later, or the month's last day if it has fewer.
    pub(super) const fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.ymd();
        let count = year as i64 * 12 + month as i64 - 1 + months as i64;
        // A thousand million years in months fit, and a remainder by 12 is from 0 to 11.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let (year, month) = (count.div_euclid(12) as i32, count.rem_euclid(12) as u8 + 1);
        let longest = days_in_month(year, month);
        Self::at(year, month, if day < longest { day } else { longest })
    }
}

/// Writes `2019-03-05`, as EDTF and HTML's `datetime` attribute want it.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        let mut text = String::new();
        if year.unsigned_abs() > 9_999 {
            text.push('Y');
        }
        if year < 0 {
            text.push('-');
        }
        push_padded(&mut text, year.unsigned_abs(), 4);
        text.push('-');
        push_padded(&mut text, u32::from(month), 2);
        text.push('-');
        push_padded(&mut text, u32::from(day), 2);
        f.write_str(&text)
    }
}

/// The number of days in a month (1 to 12) of the proleptic Gregorian calendar.
pub(super) const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days in 400 years, after which the calendar repeats.
const DAYS_PER_ERA: i64 = 146_097;

/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_1970: i64 = 719_468;

#[cfg(test)]
mod tests {
    use super::Day;

    /// The oracle counts one day after the other with a table of month lengths.
    #[test]
    fn days_agree_with_counting_them_one_by_one() {
        for (start_year, start_number) in [(1970, 0), (1600, -135_140), (-400, -865_625)] {
            let mut number = start_number;
            for year in start_year..start_year + 401 {
                let leap = (year % 4 == 0) != (year % 100 == 0) || year % 400 == 0;
                let lengths = [
                    31,
                    28 + u8::from(leap),
                    31,
                    30,
                    31,
                    30,
                    31,
                    31,
                    30,
                    31,
                    30,
                    31,
                ];
                for (month, length) in (1..).zip(lengths) {
                    for day in 1..=length {
                        let made = Day::from_ymd(year, month, day).unwrap();
                        assert_eq!(made.number(), number, "{year}-{month}-{day}");
                        assert_eq!(made.ymd(), (year, month, day));
                        number += 1;
                    }
                    assert_eq!(Day::from_ymd(year, month, length + 1), None);
                }
            }
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (year, month, day) in [
            (2019, 0, 1),
            (2019, 13, 1),
            (2019, 1, 0),
            (1900, 2, 29),
            (1_000_000_000, 1, 1),
        ] {
            assert_eq!(Day::from_ymd(year, month, day), None);
        }
    }

    #[test]
    fn months_are_added_without_leaving_the_month() {
        let text = |y, m, d, n| Day::from_ymd(y, m, d).unwrap().plus_months(n).to_string();
        assert_eq!(text(2019, 1, 31, 1), "2019-02-28");
        assert_eq!(text(2020, 3, 31, -1), "2020-02-29");
        assert_eq!(text(2019, 1, 15, -1), "2018-12-15");
        assert_eq!(text(0, 1, 1, -1), "-0001-12-01");
    }
}
