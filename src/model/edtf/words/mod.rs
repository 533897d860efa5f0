//! Values as phrases in English, Korean, Chinese and Japanese.

mod core;
mod date;
mod style;
mod table;

use self::date::{Drop, third};
use self::style::Phrase;
use super::date::{Date, Part};
use super::{Edtf, End, Item, Repr};
use crate::model::lang::Lang;

impl Edtf {
    /// A phrase that says the same: "early March 2019", "2024年10月下旬以来".
    ///
    /// It claims no more than the value: what is approximate is "about", what is uncertain says
    /// so in brackets, and a pattern of unspecified digits for which there are no natural words
    /// is given as EDTF. The time of day is left out. It begins with a small letter where the
    /// language has any, ends without a full stop and never with a blank.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        self.phrase(lang, false)
    }

    /// The same for tight places: "5 Mar 2019", "c. 2019", "2019.3.5".
    #[must_use]
    pub fn short(&self, lang: Lang) -> String {
        self.phrase(lang, true)
    }

    fn phrase(&self, lang: Lang, short: bool) -> String {
        let mut phrase = Phrase {
            out: String::new(),
            lang,
            short,
            points: false,
        };
        if self.is_undated() {
            phrase.row(table::UNDATED);
            return phrase.out;
        }
        match &self.0 {
            Repr::Date(date) | Repr::Moment(date, _) => {
                // Numbers without units are only clear if nothing stands beside them.
                phrase.points = short
                    && lang != Lang::En
                    && date.is_plain()
                    && matches!(date.part, Part::Month(_) | Part::Day(..));
                phrase.date(date);
            }
            Repr::Interval(start, end) => phrase.interval(start, end),
            Repr::Set { all, items } => phrase.set(*all, items),
        }
        phrase.out
    }
}

impl Phrase {
    fn interval(&mut self, start: &End, end: &End) {
        // An end like `XXXX` is an unknown one.
        let known = |end: &End| end.date().copied().filter(|date| !date.is_unknown());
        match (known(start), known(end)) {
            (Some(start), Some(end)) => self.range(&start, &end, false),
            (Some(start), None) => {
                let row = if *end == End::Open {
                    table::SINCE
                } else {
                    table::END_UNKNOWN
                };
                self.frame(row, &mut |phrase, _| phrase.date(&start));
            }
            (None, Some(end)) => {
                let row = if *start == End::Open {
                    table::UNTIL
                } else {
                    table::START_UNKNOWN
                };
                self.frame(row, &mut |phrase, _| phrase.date(&end));
            }
            (None, None) => self.row(table::UNDATED),
        }
    }

    /// Two dates and what they enclose: all of it, or `one_of` its days. A dash stands between
    /// two that are written alike.
    fn range(&mut self, start: &Date, end: &Date, one_of: bool) {
        let dates = |place| if place == 0 { start } else { end };
        let alike = start.is_plain()
            && end.is_plain()
            && start.part.components() == end.part.components()
            && !matches!(start.part, Part::Season(_))
            && !matches!(end.part, Part::Season(_));
        if alike && let Some(third) = third(start, end) {
            return self.third(start, third);
        }
        let drop = Drop::shared(&[start, end]);
        let wide = match start.part {
            Part::Month(_) => drop == Drop::Nothing,
            Part::Day(..) => drop != Drop::YearAndMonth,
            Part::Year | Part::Season(_) => false,
        };
        let row = match (one_of, alike) {
            (true, _) => table::BETWEEN,
            (_, false) => table::FROM_TO,
            _ if wide => table::RANGE_WIDE,
            _ => table::RANGE,
        };
        self.frame(row, &mut |phrase, place| {
            let drop = phrase.drop_at(drop, place, 1);
            phrase.dropped(dates(place), drop);
        });
    }

    fn set(&mut self, all: bool, items: &[Item]) {
        let conjunction = if all { table::AND } else { table::OR };
        let mut singles = Vec::new();
        for item in items {
            if let Item::One(date) = item {
                singles.push(date);
            }
        }
        let drop = if singles.len() == items.len() {
            Drop::shared(&singles)
        } else {
            Drop::Nothing
        };
        let last = items.len() - 1;
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                self.row(if place == last {
                    conjunction
                } else {
                    table::COMMA
                });
            }
            match item {
                Item::One(date) => {
                    let drop = self.drop_at(drop, place, last);
                    self.dropped(date, drop);
                }
                Item::Range(Some(start), Some(end)) => {
                    self.range(start, end, !all && last == 0);
                }
                Item::Range(Some(start), None) => {
                    self.frame(table::OR_LATER, &mut |phrase, _| phrase.date(start));
                }
                Item::Range(None, Some(end)) => {
                    self.frame(table::OR_EARLIER, &mut |phrase, _| phrase.date(end));
                }
                Item::Range(None, None) => {}
            }
        }
    }

    /// What a member of a list leaves out: English says a shared year last, the others first.
    fn drop_at(&self, drop: Drop, place: usize, last: usize) -> Drop {
        let full = if self.lang == Lang::En { last } else { 0 };
        if place == full { Drop::Nothing } else { drop }
    }
}
