//! GeoJSON: one feature an event.
//!
//! The geometry is the event's places on the map, those that have a marker: a `Point` for one, a
//! `MultiPoint` for several, the main place first, and `null` for an event that is off the map or
//! about something larger than a town. These properties are stable; none is ever left out:
//!
//! | property | holds |
//! |---|---|
//! | `id`, `title`, `summary` | texts; the id is the feature's own as well |
//! | `kind`, `status` | ids of the corpus's words, or `null` |
//! | `edtf` | the date, or `null` where the event is undated |
//! | `when` | the date as an object after GeoJSON-T, or `null`; also a member of the feature itself, where the format has it, since many programs drop what is not among the properties |
//! | `years_certain`, `years_possible` | whole numbers in order; an open date is counted to the last year that the corpus names. Both are empty where the event is undated |
//! | `places` | `id`, `name` (English), `class`, `role`, `precision` (radius in metres, or `null`), `lon`, `lat` (degrees WGS 84, or `null`; also of places off the map), `printed` (as the article has it, or `null`) |
//! | `reports` | `article` (its source file), `article_id` (its id in the corpus), `paragraphs`, `certainty`, `speaker` |
//! | `relations` | `type`, `target` (an event's id), `note`; from both ends. `follows`, `confirms` and `part-of` read `followed-by`, `confirmed-by` and `has-part` from the far end |
//! | `figures` | `value`, `value_to` (the end of a range, or `null`), `unit`, `what`, `printed` |
//! | `when_basis`, `when_why`, `actors` | where the date comes from, and who acts |
//! | `place`, `source` | what our own reader of GeoJSON takes: the one place on the map, and the articles as `outlet`, `headline`, `published`, `language`, `url` |

use super::chosen::Chosen;
use super::shared::{Number, compact, some};
use super::when::{When, when};
use crate::model::{Basis, Certainty, Event, Figure, Lang, Mention, Report, Status};
use serde::Serialize;

/// The chosen events as a `FeatureCollection`, a line each.
#[must_use]
pub fn write(chosen: &Chosen<'_>) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for (number, event) in chosen.events().enumerate() {
        out.push_str(if number == 0 { "\n" } else { ",\n" });
        out.push_str(&compact(&Feature::new(chosen, event)));
    }
    out.push_str("\n]}\n");
    out
}

#[derive(Serialize)]
struct Feature<'c> {
    r#type: &'static str,
    id: &'c str,
    geometry: Option<Geometry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<When>,
    properties: Properties<'c>,
}

/// Longitude and latitude in degrees.
type Position = [f64; 2];

#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point(Position),
    MultiPoint(Vec<Position>),
}

#[derive(Serialize)]
struct Properties<'c> {
    id: &'c str,
    title: &'c str,
    summary: &'c str,
    kind: Option<&'c str>,
    status: Option<&'static str>,
    edtf: Option<&'c str>,
    when: Option<When>,
    years_certain: Vec<i16>,
    years_possible: Vec<i16>,
    places: Vec<PlaceOf<'c>>,
    reports: Vec<ReportOf<'c>>,
    relations: Vec<RelationOf<'c>>,
    figures: Vec<FigureOf<'c>>,
    when_basis: Option<&'static str>,
    when_why: Option<&'c str>,
    actors: &'c [Box<str>],
    place: Option<&'c str>,
    source: Vec<Source<'c>>,
}

#[derive(Serialize)]
struct PlaceOf<'c> {
    id: &'c str,
    name: &'c str,
    class: &'static str,
    role: &'static str,
    precision: Option<Number>,
    lon: Option<f64>,
    lat: Option<f64>,
    printed: Option<&'c str>,
}

#[derive(Serialize)]
struct ReportOf<'c> {
    article: &'c str,
    article_id: &'c str,
    paragraphs: &'c [u16],
    certainty: Option<&'static str>,
    speaker: Option<&'c str>,
}

#[derive(Serialize)]
struct RelationOf<'c> {
    r#type: &'static str,
    target: &'c str,
    note: &'c str,
}

#[derive(Serialize)]
struct FigureOf<'c> {
    value: Number,
    value_to: Option<Number>,
    unit: &'c str,
    what: &'c str,
    printed: &'c str,
}

#[derive(Serialize)]
struct Source<'c> {
    outlet: &'c str,
    headline: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    published: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'c str,
}

impl<'c> Feature<'c> {
    fn new(chosen: &Chosen<'c>, event: Event<'c>) -> Self {
        let date = Chosen::date(event);
        let when = || date.as_ref().map(|date| when(date, event.when()));
        let years = chosen.years(date.as_ref());
        let on_map = chosen.on_map(event);
        let mentions = event.mentions().iter();
        let reports = event.reports().iter();
        let relations = chosen.relations(event).into_iter();
        let kind = event.kind();
        let properties = Properties {
            id: event.id(),
            title: event.title(),
            summary: event.summary(),
            kind: kind.map(|kind| &*chosen.corpus.kind(kind).id),
            status: event.status().map(Status::slug),
            edtf: date.is_some().then(|| event.when()),
            when: when(),
            years_certain: years.certain.iter().collect(),
            years_possible: years.possible.iter().collect(),
            places: mentions.map(|at| place(chosen, at)).collect(),
            reports: reports.map(|of| report(chosen, of)).collect(),
            relations: relations
                .map(|seen| RelationOf {
                    r#type: seen.name,
                    target: seen.target.id(),
                    note: seen.note,
                })
                .collect(),
            figures: event.figures().iter().map(figure).collect(),
            when_basis: event.basis().map(Basis::slug),
            when_why: some(event.why()),
            actors: event.actors(),
            place: match &*on_map {
                [(place, _)] => Some(place.name(Lang::En)),
                _ => None,
            },
            source: sources(chosen, event),
        };
        let positions = on_map.iter().map(|(_, at)| [at.lon, at.lat]);
        let positions: Vec<Position> = positions.collect();
        let geometry = match *positions {
            [] => None,
            [one] => Some(Geometry::Point(one)),
            _ => Some(Geometry::MultiPoint(positions)),
        };
        Self {
            r#type: "Feature",
            id: event.id(),
            geometry,
            when: when(),
            properties,
        }
    }
}

fn place<'c>(chosen: &Chosen<'c>, mention: &'c Mention) -> PlaceOf<'c> {
    let place = chosen.corpus.place(mention.place);
    PlaceOf {
        id: &place.id,
        name: place.name(Lang::En),
        class: place.class.slug(),
        role: mention.role.slug(),
        precision: (place.precision_m > 0.0).then(|| place.precision_m.into()),
        lon: place.position.map(|at| at.lon),
        lat: place.position.map(|at| at.lat),
        printed: some(&mention.printed),
    }
}

fn report<'c>(chosen: &Chosen<'c>, report: &'c Report) -> ReportOf<'c> {
    let article = chosen.corpus.article(report.article);
    ReportOf {
        article: &article.source,
        article_id: &article.id,
        paragraphs: &report.paragraphs,
        certainty: report.certainty.map(Certainty::slug),
        speaker: some(&report.speaker),
    }
}

fn figure(figure: &Figure) -> FigureOf<'_> {
    FigureOf {
        value: figure.value.into(),
        value_to: figure.value_to.map(Number::from),
        unit: &figure.unit,
        what: &figure.what,
        printed: &figure.printed,
    }
}

/// The articles that report an event, each once.
fn sources<'c>(chosen: &Chosen<'c>, event: Event<'c>) -> Vec<Source<'c>> {
    let mut seen = Vec::new();
    for report in event.reports() {
        if !seen.contains(&report.article) {
            seen.push(report.article);
        }
    }
    let articles = seen.into_iter().map(|ix| chosen.corpus.article(ix));
    articles
        .map(|article| Source {
            outlet: &article.outlet,
            headline: &article.headline,
            published: &article.published,
            language: &article.language,
            url: &article.url,
        })
        .collect()
}
