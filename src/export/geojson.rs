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
//! | `url` | where to read about it, or `null` |
//! | `place`, `source` | what our own reader of GeoJSON takes: the one place on the map, and the articles as `outlet`, `headline`, `published`, `language`, `url` |

use super::chosen::Chosen;
use super::json::Json;
use super::shared::Number;
use super::when;
use crate::geo::LonLat;
use crate::model::edtf::Edtf;
use crate::model::{
    Article, Basis, Certainty, Event, Figure, Lang, Mention, Place, Report, Status,
};

/// The chosen events as a `FeatureCollection`, a line each.
#[must_use]
pub fn write(chosen: &Chosen<'_>) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for (number, event) in chosen.events().enumerate() {
        out.push_str(if number == 0 { "\n" } else { ",\n" });
        let mut json = Json::default();
        feature(&mut json, chosen, event);
        out.push_str(&json.finish());
    }
    out.push_str("\n]}\n");
    out
}

fn feature(json: &mut Json, chosen: &Chosen<'_>, event: Event<'_>) {
    let date = Chosen::date(event);
    let on_map = chosen.on_map(event);
    json.open('{');
    json.text("type", "Feature");
    json.text("id", event.id());
    json.key("geometry");
    geometry(json, &on_map);
    if date.is_some() {
        when_of(json, event, date.as_ref());
    }
    json.key("properties");
    json.open('{');
    properties(json, chosen, event, date.as_ref(), &on_map);
    json.close('}');
    json.close('}');
}

fn geometry(json: &mut Json, on_map: &[(&Place, LonLat)]) {
    if on_map.is_empty() {
        return json.null();
    }
    let several = on_map.len() > 1;
    json.open('{');
    json.text("type", if several { "MultiPoint" } else { "Point" });
    json.key("coordinates");
    if several {
        json.open('[');
    }
    for (_, at) in on_map {
        if several {
            json.item();
        }
        json.open('[');
        for degrees in [at.lon, at.lat] {
            json.item();
            json.number(Number::Real(degrees));
        }
        json.close(']');
    }
    if several {
        json.close(']');
    }
    json.close('}');
}

fn when_of(json: &mut Json, event: Event<'_>, date: Option<&Edtf>) {
    json.key("when");
    match date {
        Some(date) => when::write(json, date, event.when()),
        None => json.null(),
    }
}

fn properties(
    json: &mut Json,
    chosen: &Chosen<'_>,
    event: Event<'_>,
    date: Option<&Edtf>,
    on_map: &[(&Place, LonLat)],
) {
    let kind = event.kind().map(|kind| &*chosen.corpus.kind(kind).id);
    let years = chosen.years(date);
    json.text("id", event.id());
    json.text("title", event.title());
    json.text("summary", event.summary());
    json.text_or_null("kind", kind);
    json.text_or_null("status", event.status().map(Status::slug));
    json.text_or_null("edtf", date.map(|_| event.when()));
    when_of(json, event, date);
    for (name, years) in [
        ("years_certain", &years.certain),
        ("years_possible", &years.possible),
    ] {
        json.numbers(name, &mut years.iter().map(i64::from));
    }
    list(json, "places", &event.mentions(), &|json, mention| {
        place(json, chosen, mention);
    });
    list(json, "reports", event.reports(), &|json, of| {
        report(json, chosen, of);
    });
    list(
        json,
        "relations",
        &chosen.relations(event),
        &|json, seen| {
            json.text("type", seen.name);
            json.text("target", seen.target.id());
            json.text("note", seen.note);
        },
    );
    list(json, "figures", event.figures(), &figure);
    json.text_or_null("when_basis", event.basis().map(Basis::slug));
    json.text_or_null("when_why", Some(event.why()));
    json.texts("actors", event.actors());
    json.text_or_null("url", Some(event.url()));
    json.text_or_null(
        "place",
        match on_map {
            [(place, _)] => Some(place.name(Lang::En)),
            _ => None,
        },
    );
    let sources = sources(chosen, event);
    list(json, "source", &sources, &|json, article| {
        json.text("outlet", &article.outlet);
        json.text("headline", &article.headline);
        json.some("published", &article.published);
        json.some("language", &article.language);
        json.some("url", &article.url);
    });
}

/// A member that is a list of objects.
fn list<T>(json: &mut Json, name: &str, items: &[T], write: &dyn Fn(&mut Json, &T)) {
    json.key(name);
    json.open('[');
    for item in items {
        json.item();
        json.open('{');
        write(json, item);
        json.close('}');
    }
    json.close(']');
}

fn place(json: &mut Json, chosen: &Chosen<'_>, mention: &Mention) {
    let place = chosen.corpus.place(mention.place);
    let radius = place.precision_m;
    let at = place.position;
    json.text("id", &place.id);
    json.text("name", place.name(Lang::En));
    json.text("class", place.class.slug());
    json.text("role", mention.role.slug());
    json.number_or_null("precision", (radius > 0.0).then(|| radius.into()));
    json.number_or_null("lon", at.map(|at| Number::Real(at.lon)));
    json.number_or_null("lat", at.map(|at| Number::Real(at.lat)));
    json.text_or_null("printed", Some(&mention.printed));
}

fn report(json: &mut Json, chosen: &Chosen<'_>, report: &Report) {
    let article = chosen.corpus.article(report.article);
    json.text("article", &article.source);
    json.text("article_id", &article.id);
    let paragraphs = report.paragraphs.iter();
    json.numbers("paragraphs", &mut paragraphs.map(|number| (*number).into()));
    json.text_or_null("certainty", report.certainty.map(Certainty::slug));
    json.text_or_null("speaker", Some(&report.speaker));
}

fn figure(json: &mut Json, figure: &Figure) {
    json.key("value");
    json.number(figure.value.into());
    json.number_or_null("value_to", figure.value_to.map(Number::from));
    json.text("unit", &figure.unit);
    json.text("what", &figure.what);
    json.text("printed", &figure.printed);
}

/// The articles that report an event, each once.
fn sources<'c>(chosen: &Chosen<'c>, event: Event<'c>) -> Vec<&'c Article> {
    let mut seen = Vec::new();
    let mut articles = Vec::new();
    for report in event.reports() {
        if !seen.contains(&report.article) {
            seen.push(report.article);
            articles.push(chosen.corpus.article(report.article));
        }
    }
    articles
}
