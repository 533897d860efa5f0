//! English.

use super::{Grouped, Words};
use crate::index::FacetKind;
use crate::model::{Certainty, PlaceClass, RelationKind, Role, Status};

pub(super) fn plural(count: u32, one: &str, many: &str) -> String {
    format!("{} {}", Grouped(count), if count == 1 { one } else { many })
}

pub(super) const WORDS: Words = Words {
    years: "Years",
    first_year: "First year",
    last_year: "Last year",
    all_years: "All years",
    undated: |count| format!("Undated {}", Grouped(count)),
    play: "Play through the years",
    pause: "Pause",
    year_uncertain: "year uncertain",
    bar: |year, certain, possible| {
        format!(
            "{year}: {}, {} possible",
            plural(certain, "event", "events"),
            Grouped(possible)
        )
    },
    events: |count| plural(count, "event", "events"),
    events_of: |count, all| format!("{} of {}", Grouped(count), plural(all, "event", "events")),
    all_events: "All events",
    no_date: "Undated",
    off_map: "Off the map",
    areas: "Provinces, border and rivers",
    close: "Close",
    facing: |place| format!("Across the river: {place}"),
    none_in_range: |all| format!("None in these years; {} in all.", Grouped(all)),
    nothing: "No event in these years.",
    and_more: |place, more| format!("{place} and {} more", Grouped(more)),
    paragraphs: |list| format!("¶ {list}"),
    relations: "See also",
    reports: "Reported by",
    figures: "Figures",
    problems: |count| plural(count, "problem in the data", "problems in the data"),
    read_more: "Read more",
    about_date: "About the date",
    show_more: |left| format!("Show more ({} left)", Grouped(left)),
    back: "Back",
    search: "Search events and places",
    search_hint: "Words, places, any script",
    clear: "Clear",
    places_found: "Places",
    filters: "Filters",
    facet: |facet| match facet {
        FacetKind::Kind => "Kind",
        FacetKind::Certainty => "Who says so",
        FacetKind::Status => "Status",
        FacetKind::Article => "Article",
        FacetKind::Listed => "Place",
    },
    order: "Order",
    by_year: "By year",
    by_place: "By place",
    limits: "Filters in force",
    remove: |limit| format!("Remove: {limit}"),
    clear_all: "Clear all",
    nothing_passes: "No event passes all filters. Take one away:",
    without: |limit, count| format!("{limit} → {}", plural(count, "event", "events")),
    certain_only: "only certain years",
    dated_only: "no undated events",
    outside: |count| {
        format!(
            "Show {} outside these years",
            plural(count, "event", "events")
        )
    },
    share: "Share",
    copy_link: "Copy link",
    copied: "Link copied",
    not_copied: "The browser does not allow copying: the link stands in the field.",
    cite: "Cite",
    data: "Data",
    picture: "Picture",
    print: "Print",
    language: "Language",
    taller: "Taller list",
    shorter: "Shorter list",
    actors: "Involved",
    status: |status| match status {
        Status::Happened => "happened",
        Status::Ongoing => "ongoing",
        Status::Planned => "planned",
        Status::Forecast => "forecast",
        Status::Rumoured => "rumoured",
        Status::InForce => "in force",
    },
    certainty: |certainty| match certainty {
        Certainty::OfficialStatement => "official statement",
        Certainty::Observation => "reporter’s observation",
        Certainty::PhotoCaption => "photo caption",
        Certainty::NamedExpert => "named expert",
        Certainty::Background => "background",
        Certainty::AnonymousSource => "anonymous source",
        Certainty::Rumour => "rumour",
    },
    class: |class| match class {
        PlaceClass::Town => "town",
        PlaceClass::Crossing => "border crossing",
        PlaceClass::CustomsHouse => "customs house",
        PlaceClass::Bridge => "bridge",
        PlaceClass::BorderStretch => "stretch of border",
        PlaceClass::River => "river",
        PlaceClass::Prefecture => "prefecture",
        PlaceClass::Province => "province",
        PlaceClass::Country => "country",
        PlaceClass::Body => "organisation",
        PlaceClass::Site => "place",
    },
    role: |role| match role {
        Role::At => "at",
        Role::From => "from",
        Role::To => "to",
        Role::About => "about",
    },
    relation: |kind, backwards| match (kind, backwards) {
        (RelationKind::SameAs, _) => "same as",
        (RelationKind::Contradicts, false) => "contradicts",
        (RelationKind::Contradicts, true) => "disputed by",
        (RelationKind::Confirms, false) => "confirms",
        (RelationKind::Confirms, true) => "confirmed by",
        (RelationKind::Follows, false) => "follows",
        (RelationKind::Follows, true) => "followed by",
        (RelationKind::PartOf, false) => "part of",
        (RelationKind::PartOf, true) => "includes",
    },
};
