//! Makes drafts from the tables of the three kinds of file.

use super::draft::{
    ArticleDraft, EventDraft, FigureDraft, FingerprintsDraft, KindDraft, MentionDraft, NamesDraft,
    OriginalDraft, PlaceDraft, RelationDraft, ReportDraft,
};
use super::fields::Fields;
use crate::geo::LonLat;
use crate::model::{Basis, Lang};
use crate::read::problem::{At, Problem, Text};

/// Where a day of publication may come from.
const PUBLISHED_BASES: [Basis; 3] = [Basis::Stated, Basis::Resolved, Basis::Inferred];

/// Where the date of an event may come from.
const WHEN_BASES: [Basis; 3] = [Basis::Stated, Basis::Relative, Basis::Inferred];

/// The whole of `kinds.toml`.
pub(super) fn kinds(file: &mut Fields<'_, '_, '_>) -> Vec<KindDraft> {
    file.tables("kind", "a kind", |kind| KindDraft {
        id: kind.text("id"),
        names: names(kind),
        about: kind.text("about"),
    })
}

/// The whole of `places.toml`.
pub(super) fn places(file: &mut Fields<'_, '_, '_>) -> Vec<PlaceDraft> {
    file.tables("place", "a place", |place| PlaceDraft {
        id: place.text("id"),
        class: place.word("class"),
        country: place.maybe_text("country"),
        names: names(place),
        other: place.texts("other"),
        position: position(place),
        precision_m: place.number("precision_m"),
        shape: place.maybe_text("shape"),
        facing: place.maybe_text("facing"),
        within: place.maybe_text("within"),
        source: place.maybe_text("source"),
    })
}

/// The whole of a file of `articles`.
pub(super) fn article(file: &mut Fields<'_, '_, '_>) -> Option<ArticleDraft> {
    file.require("article");
    let article = file.table("article", "an article", |article| ArticleDraft {
        id: article.text("id"),
        source: article.text("source"),
        outlet: article.text("outlet"),
        headline: article.text("headline"),
        byline: article.texts("byline"),
        translators: article.texts("translators"),
        editors: article.texts("editors"),
        published: article.date("published"),
        published_basis: article.basis("published_basis", &PUBLISHED_BASES),
        published_why: article.maybe_text("published_why"),
        language: article.text("language"),
        url: article.maybe_text("url"),
        original: article.table("original", "an original", |original| OriginalDraft {
            outlet: original.maybe_text("outlet"),
            language: original.maybe_text("language"),
            byline: original.texts("byline"),
        }),
        fingerprints: article.table("fingerprints", "a table of fingerprints", fingerprints),
        events: Vec::new(),
        reports: Vec::new(),
        relations: Vec::new(),
    });
    let events = file.tables("event", "an event", event);
    let reports = file.tables("report", "a report", |table| {
        let event = table.text("event");
        report(table, Some(event))
    });
    let relations = file.tables("relation", "a relation", |relation| RelationDraft {
        span: relation.span,
        from: relation.text("from"),
        kind: relation.word("type"),
        to: relation.text("to"),
        note: relation.maybe_text("note"),
    });
    Some(ArticleDraft {
        events,
        reports,
        relations,
        ..article?
    })
}

fn event(event: &mut Fields<'_, '_, '_>) -> EventDraft {
    EventDraft {
        id: event.text("id"),
        title: event.text("title"),
        summary: event.text("summary"),
        kind: event.text("kind"),
        when: event.date("when"),
        when_basis: event.basis("when_basis", &WHEN_BASES),
        when_why: event.maybe_text("when_why"),
        status: event.word("status"),
        actors: event.texts("actors"),
        mentions: event.tables("places", "a place of an event", |place| MentionDraft {
            place: place.text("place"),
            role: place.word("role"),
            printed: place.maybe_text("printed"),
        }),
        figures: event.tables("figures", "a figure", |figure| FigureDraft {
            value: figure.required_number("value"),
            value_to: figure.number("value_to"),
            unit: figure.maybe_text("unit"),
            what: figure.text("what"),
            printed: figure.text("printed"),
        }),
        reports: event.tables("report", "a report", |table| report(table, None)),
    }
}

fn report(report: &mut Fields<'_, '_, '_>, event: Option<Text>) -> ReportDraft {
    ReportDraft {
        span: report.span,
        event,
        paragraphs: report.paragraphs("paragraphs"),
        certainty: report.word("certainty"),
        speaker: report.maybe_text("speaker"),
    }
}

fn names(table: &mut Fields<'_, '_, '_>) -> NamesDraft {
    let missing = NamesDraft {
        span: table.span,
        texts: [const { None }; Lang::ALL.len()],
    };
    if table.require("names").is_none() {
        return missing;
    }
    let read = table.table("names", "a table of names", |names| NamesDraft {
        span: names.span,
        texts: ["en", "ko", "zh", "ja"].map(|lang| names.maybe_text(lang)),
    });
    read.unwrap_or(missing)
}

fn position(place: &mut Fields<'_, '_, '_>) -> Option<At<Option<LonLat>>> {
    let numbers = place.numbers("position")?;
    let position = numbers
        .value
        .and_then(|numbers_read| lon_lat(place, &At::new(numbers_read, numbers.span)));
    Some(At::new(position, numbers.span))
}

fn lon_lat(place: &mut Fields<'_, '_, '_>, numbers: &At<Vec<f64>>) -> Option<LonLat> {
    let &[lon, lat] = &*numbers.value else {
        let message = "a position is two numbers: longitude, then latitude";
        place.say(Problem::new("position", numbers.span, message));
        return None;
    };
    let at = LonLat::new(lon, lat);
    if at.is_valid() {
        return Some(at);
    }
    let message = "this position is not on the globe: longitude runs from -180 to 180 and \
                   latitude from -90 to 90";
    let swapped = LonLat::new(lat, lon).is_valid();
    let help = swapped.then(|| "the two look swapped: longitude comes first".to_owned());
    place.say(Problem::new("position", numbers.span, message).maybe_help(help));
    None
}

fn fingerprints(table: &mut Fields<'_, '_, '_>) -> FingerprintsDraft {
    let span = table.span;
    let mut entries = Vec::new();
    table.each_text(|table, paragraph, hex| {
        let number = paragraph.value.parse::<u16>().ok().filter(|n| *n > 0);
        match number {
            Some(number) => entries.push((At::new(number, paragraph.span), hex)),
            None => table.say(Problem::new(
                "paragraphs",
                paragraph.span,
                format!("`{}` is not the number of a paragraph", paragraph.value),
            )),
        }
    });
    entries.sort_by_key(|(paragraph, _)| paragraph.value);
    FingerprintsDraft { span, entries }
}
