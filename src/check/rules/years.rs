//! Years that an event of this map can have.

use crate::check::view::View;
use crate::model::edtf::Day;
use crate::read::problem::Problem;
use std::ops::RangeInclusive;

/// The border took its shape in the nineteenth century, and nobody forecasts beyond this one.
const SANE: RangeInclusive<i32> = 1800..=2100;

/// A date lies between 1800 and 2100; a slip of the finger seldom does.
pub fn range(view: &View<'_>, problems: &mut Vec<Problem>) {
    let published = view.draft.articles.iter().map(|a| a.published.as_ref());
    let when = view.events.iter().map(|e| e.event.when.as_ref());
    for date in published.chain(when).flatten() {
        let Some(edtf) = &date.edtf else { continue };
        if edtf.is_undated() {
            continue;
        }
        let ends = [edtf.earliest(), edtf.latest()];
        let mut years = ends.iter().filter_map(|end| end.day()).map(Day::year);
        if let Some(year) = years.find(|year| !SANE.contains(year)) {
            let message = format!(
                "the year {year} is not between {} and {}",
                SANE.start(),
                SANE.end()
            );
            problems.push(Problem::new("year-range", date.text.span, message));
        }
    }
}
