//! The histogram of years: where bars and thumbs are.

use crate::geo::maths::kept_within;
use crate::index::YearCount;
use std::ops::RangeInclusive;

/// Room at both ends for half a thumb, in CSS pixels.
const PAD: f64 = 13.0;

/// Height of the tallest bar in CSS pixels.
const TALL: f64 = 48.0;

/// Where the bars stand, in CSS pixels from the top.
pub const BASE: f64 = 62.0;

/// Least distance of two year labels in CSS pixels.
const LABEL: f64 = 36.0;

/// Bars of equal width for the years from the first to the last, empty ones included, so that
/// time stays in proportion.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The years with their counts, without a gap.
    pub years: Vec<YearCount>,
    /// Width of the whole in CSS pixels.
    pub width: f64,
}

impl Bars {
    /// The first and the last year, if there is any.
    pub fn ends(&self) -> Option<(i16, i16)> {
        Some((self.years.first()?.year, self.years.last()?.year))
    }

    /// Width of a year.
    pub fn step(&self) -> f64 {
        (self.width - 2.0 * PAD).max(1.0) / self.years.len().max(1) as f64
    }

    /// Where a year begins; the year after the last one begins where the last ends.
    pub fn x(&self, year: i16) -> f64 {
        let first = self.ends().map_or(year, |ends| ends.0);
        PAD + (f64::from(year) - f64::from(first)) * self.step()
    }

    /// The year at a position, or the nearest.
    pub fn year_at(&self, x: f64) -> Option<i16> {
        let (first, last) = self.ends()?;
        let year = f64::from(first) + ((x - PAD) / self.step()).floor();
        Some(kept_within(year, first.into(), last.into()) as i16)
    }

    /// The year whose beginning is nearest to a position; one more than the last is its end.
    pub fn edge_at(&self, x: f64) -> Option<i16> {
        let (first, last) = self.ends()?;
        let edge = f64::from(first) + ((x - PAD) / self.step()).round();
        Some(kept_within(edge, first.into(), f64::from(last) + 1.0) as i16)
    }

    /// Heights of a year's bar: certain, and possible on top of it.
    pub fn heights(&self, count: &YearCount) -> (f64, f64) {
        let most = self
            .years
            .iter()
            .map(|year| year.possible.max(year.certain));
        let most = f64::from(most.max().unwrap_or(1).max(1));
        let height = |events: u32| {
            // One event can be seen beside a thousand.
            if events == 0 {
                0.0
            } else {
                (f64::from(events) / most * TALL).max(2.0)
            }
        };
        let certain = height(count.certain);
        (certain, (height(count.possible) - certain).max(0.0))
    }

    /// Whether a year's number is written below it.
    pub fn is_labelled(&self, year: i16) -> bool {
        let every = (LABEL / self.step()).ceil().max(1.0);
        let round = [1, 2, 5, 10, 20, 50, 100, 200, 500];
        let every = round.into_iter().find(|round| f64::from(*round) >= every);
        year % every.unwrap_or(1_000) == 0
    }

    /// A range within the years that there are, in order.
    pub fn clamp(&self, range: &RangeInclusive<i16>) -> Option<RangeInclusive<i16>> {
        let (first, last) = self.ends()?;
        let (start, end) = (*range.start(), *range.end());
        Some(start.clamp(first, last)..=end.clamp(first, last))
    }
}
