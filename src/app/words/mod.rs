//! What the interface says, in four languages.
//!
//! A plain typed table: a string that one language lacks does not compile, nothing is parsed in
//! the browser, and four languages cost about 3 KB of a download. A localisation crate was
//! turned down for its size (its runtime parser alone is larger than all texts here).

mod en;
mod ja;
mod ko;
mod own;
mod signs;
mod zh;

pub use own::{OwnWords, own_words};
pub use signs::{Signs, signs};

use crate::index::FacetKind;
use crate::model::{Certainty, Lang, PlaceClass, RelationKind, Role, Status};
use std::fmt;

/// A number with a comma between every three digits, as all four languages write it (CLDR's
/// decimal format `#,##0.###`).
struct Grouped(u32);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (millions, thousands) = (self.0 / 1_000_000, self.0 / 1_000 % 1_000);
        let rest = self.0 % 1_000;
        match (millions, thousands) {
            (0, 0) => write!(f, "{rest}"),
            (0, _) => write!(f, "{thousands},{rest:03}"),
            _ => write!(f, "{},{thousands:03},{rest:03}", Grouped(millions)),
        }
    }
}

/// The phrases of one language but for those on the map itself, which are [`Signs`]. Fields that are functions put numbers and names where the
/// language wants them.
pub struct Words {
    /// Name of the year control.
    pub years: &'static str,
    /// Name of the field and thumb for the first year.
    pub first_year: &'static str,
    /// Name of the field and thumb for the last year.
    pub last_year: &'static str,
    /// Button that takes the limit of years away.
    pub all_years: &'static str,
    /// Switch for events without a date, with their number.
    pub undated: fn(u32) -> String,
    /// Button that starts walking through the years.
    pub play: &'static str,
    /// Button that stops it.
    pub pause: &'static str,
    /// What the hatched part of a bar means.
    pub year_uncertain: &'static str,
    /// A year and its counts, certain and possible, for a bar of the histogram.
    pub bar: fn(i16, u32, u32) -> String,
    /// So many events.
    pub events: fn(u32) -> String,
    /// So many events of so many.
    pub events_of: fn(u32, u32) -> String,
    /// Heading of the list when nothing is selected.
    pub all_events: &'static str,
    /// Heading of what has no date.
    pub no_date: &'static str,
    /// Heading of the places that no marker stands for.
    pub off_map: &'static str,
    /// Heading of the shelf of provinces, border stretches and rivers.
    pub areas: &'static str,
    /// Button that leaves a place or an event.
    pub close: &'static str,
    /// What leads to the town on the other bank.
    pub facing: fn(&str) -> String,
    /// Said when a place has no event in the range, with how many there are in all.
    pub none_in_range: fn(u32) -> String,
    /// Said when no event is in the range.
    pub nothing: &'static str,
    /// Marker of several places: the first name and how many more.
    pub and_more: fn(&str, u32) -> String,
    /// "Paragraph 6" or "paragraphs 5–6", short.
    pub paragraphs: fn(&str) -> String,
    /// Before the events that this one is tied to.
    pub relations: &'static str,
    /// Heading of who reports an event.
    pub reports: &'static str,
    /// Heading of the numbers reported.
    pub figures: &'static str,
    /// How many problems a file of events has.
    pub problems: fn(u32) -> String,
    /// Link to where an event can be read about.
    pub read_more: &'static str,
    /// Heading of the reasoning behind a date.
    pub about_date: &'static str,
    /// Said when the words looked for are in no event.
    pub no_words: &'static str,
    /// Button that lists more events, with how many are left.
    pub show_more: fn(u32) -> String,
    /// Button that leads back to what was read before.
    pub back: &'static str,
    /// Name of the field for words to look for.
    pub search: &'static str,
    /// What may be typed there, shown while it is empty.
    pub search_hint: &'static str,
    /// Button that empties it.
    pub clear: &'static str,
    /// Heading of the places that the words name.
    pub places_found: &'static str,
    /// Button that shows what the list can be limited to.
    pub filters: &'static str,
    /// What a facet is called.
    pub facet: fn(FacetKind) -> &'static str,
    /// Name of the choice between the two orders of the list.
    pub order: &'static str,
    /// List by year.
    pub by_year: &'static str,
    /// List by place.
    pub by_place: &'static str,
    /// Name of the list of limits in force.
    pub limits: &'static str,
    /// Button that takes one limit away.
    pub remove: fn(&str) -> String,
    /// Button that takes all limits away.
    pub clear_all: &'static str,
    /// Said when nothing passes all limits, before what each would give if it were taken away.
    pub nothing_passes: &'static str,
    /// Button that takes a limit away, with how many events there are then.
    pub without: fn(&str, u32) -> String,
    /// Switch for events that only possibly were in the years chosen.
    pub certain_only: &'static str,
    /// Limit that hides undated events.
    pub dated_only: &'static str,
    /// Button that widens the range to the events of a place outside it.
    pub outside: fn(u32) -> String,
    /// Button with the ways to pass on what is shown.
    pub share: &'static str,
    /// Copies the address of what is shown.
    pub copy_link: &'static str,
    /// Said when it has been copied.
    pub copied: &'static str,
    /// Said when the browser does not let it be copied.
    pub not_copied: &'static str,
    /// Heading of the formats for reference managers.
    pub cite: &'static str,
    /// Heading of the formats for data.
    pub data: &'static str,
    /// Heading of the formats for pictures.
    pub picture: &'static str,
    /// Prints map and list.
    pub print: &'static str,
    /// Name of the choice of language.
    pub language: &'static str,
    /// Button that makes the list of a narrow map taller.
    pub taller: &'static str,
    /// Button that makes it shorter.
    pub shorter: &'static str,
    /// Heading of who or what took part in an event.
    pub actors: &'static str,
    /// What a status is called.
    pub status: fn(Status) -> &'static str,
    /// What a certainty is called.
    pub certainty: fn(Certainty) -> &'static str,
    /// What a class of place is called.
    pub class: fn(PlaceClass) -> &'static str,
    /// What a role is called.
    pub role: fn(Role) -> &'static str,
    /// What a relation is called; `true` when read from its second event.
    pub relation: fn(RelationKind, bool) -> &'static str,
}

/// The words of a language.
#[must_use]
pub const fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &en::WORDS,
        Lang::Ko => &ko::WORDS,
        Lang::Zh => &zh::WORDS,
        Lang::Ja => &ja::WORDS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::CHOSEN_FACETS;

    #[test]
    fn nothing_is_left_empty() {
        for lang in Lang::ALL {
            let w = words(lang);
            let plain = [
                w.years,
                w.first_year,
                w.last_year,
                w.all_years,
                w.play,
                w.pause,
                w.year_uncertain,
                w.all_events,
                w.no_date,
                w.off_map,
                w.areas,
                w.close,
                w.nothing,
                w.relations,
                w.reports,
                w.figures,
                w.read_more,
                w.about_date,
                w.no_words,
                w.back,
                w.search,
                w.search_hint,
                w.clear,
                w.places_found,
                w.filters,
                w.order,
                w.by_year,
                w.by_place,
                w.limits,
                w.clear_all,
                w.nothing_passes,
                w.certain_only,
                w.dated_only,
                w.share,
                w.copy_link,
                w.copied,
                w.not_copied,
                w.cite,
                w.data,
                w.picture,
                w.print,
                w.language,
                w.taller,
                w.shorter,
                w.actors,
            ];
            let s = signs(lang);
            let on_map = [
                s.map,
                s.column,
                s.zoom_in,
                s.zoom_out,
                s.home,
                s.loading,
                s.trouble,
                s.border_note,
                s.two_fingers,
                s.control_wheel,
            ];
            let mut all = plain.iter().chain(&on_map);
            assert!(all.all(|text| !text.trim().is_empty()), "{lang:?}");
            for facet in CHOSEN_FACETS {
                assert!(!(w.facet)(facet).is_empty());
            }
            for status in Status::ALL {
                assert!(!(w.status)(*status).is_empty());
            }
            for certainty in Certainty::ALL {
                assert!(!(w.certainty)(*certainty).is_empty());
            }
            for class in PlaceClass::ALL {
                assert!(!(w.class)(*class).is_empty());
            }
            for kind in RelationKind::ALL {
                assert!(!(w.relation)(*kind, false).is_empty());
                assert!(!(w.relation)(*kind, true).is_empty());
            }
        }
    }

    #[test]
    fn long_numbers_are_grouped() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (20_307, "20,307"),
            (1_000_000, "1,000,000"),
            (u32::MAX, "4,294,967,295"),
        ] {
            assert_eq!(Grouped(number).to_string(), text);
            for lang in Lang::ALL {
                assert!((words(lang).events)(number).contains(text));
            }
        }
    }

    #[test]
    fn english_knows_one_from_many() {
        let w = words(Lang::En);
        assert_eq!((w.events)(0), "0 events");
        assert_eq!((w.events)(1), "1 event");
        assert_eq!((w.events_of)(1, 1), "1 of 1 event");
        let marker = signs(Lang::En).marker;
        assert_eq!(marker("Dandong", 2), "Dandong, 2 events");
    }
}
