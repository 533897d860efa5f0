//! English.

use super::Words;
use crate::model::{Certainty, PlaceClass, RelationKind, Role, Status};

fn plural(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) const WORDS: Words = Words {
    map: "Map of reported events on the Yalu and the Tumen",
    column: "Events",
    years: "Years",
    first_year: "First year",
    last_year: "Last year",
    all_years: "All years",
    undated: |count| format!("Undated {count}"),
    play: "Play through the years",
    pause: "Pause",
    year_uncertain: "year uncertain",
    bar: |year, certain, possible| {
        format!(
            "{year}: {}, {possible} possible",
            plural(certain, "event", "events")
        )
    },
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    home: "Whole region",
    events: |count| plural(count, "event", "events"),
    events_of: |count, all| format!("{count} of {}", plural(all, "event", "events")),
    all_events: "All events",
    no_date: "Undated",
    off_map: "Off the map",
    areas: "Provinces, border and rivers",
    close: "Close",
    facing: |place| format!("Across the river: {place}"),
    none_in_range: |all| format!("None in these years; {all} in all."),
    nothing: "No event in these years.",
    and_more: |place, more| format!("{place} and {more} more"),
    marker: |place, count| format!("{place}, {}", plural(count, "event", "events")),
    paragraphs: |list| format!("¶ {list}"),
    relations: "See also",
    reports: "Reported by",
    figures: "Figures",
    loading: "Loading…",
    trouble: "Something is missing",
    problems: |count| plural(count, "problem in the data", "problems in the data"),
    read_more: "Read more",
    about_date: "About the date",
    border_note: "Border as in OpenStreetMap, not authoritative",
    show_more: |left| format!("Show more ({left} left)"),
    two_fingers: "Use two fingers to move the map",
    control_wheel: "Hold Ctrl to zoom, or click the map first",
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
