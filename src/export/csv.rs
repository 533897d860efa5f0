//! CSV: one row an event, after RFC 4180, in UTF-8 without a byte order mark.
//!
//! Lists within a cell are separated by ` | `. A spreadsheet runs a cell that begins with `=`, `+`,
//! `-` or `@` as a formula; such a cell, unless it is a number, gets an apostrophe in front, which
//! spreadsheets take as "this is text". Columns that name places, reports, relations or figures
//! have their items in the same order, so that the third `place_role` belongs to the third
//! `place_id`.

use super::chosen::Chosen;
use super::shared::{Number, line};
use crate::model::edtf::{Bound, Edtf};
use crate::model::{Event, Lang};

/// The columns: their names are stable, new ones come last.
pub const COLUMNS: [&str; 33] = [
    "id",
    "title",
    "summary",
    "kind",
    "status",
    "edtf",
    "date_words",
    "earliest",
    "latest",
    "years_certain",
    "years_possible",
    "when_basis",
    "when_why",
    "lon",
    "lat",
    "place_ids",
    "place_names",
    "place_classes",
    "place_roles",
    "place_precisions",
    "place_lons",
    "place_lats",
    "report_articles",
    "report_article_ids",
    "report_paragraphs",
    "report_certainties",
    "report_speakers",
    "relation_types",
    "relation_targets",
    "figure_values",
    "figure_units",
    "figure_whats",
    "actors",
];

/// The chosen events, after a row with the names of the [`COLUMNS`].
#[must_use]
pub fn write(chosen: &Chosen<'_>) -> String {
    let mut out = COLUMNS.join(",") + "\r\n";
    for event in chosen.events() {
        for (number, cell) in row(chosen, event).into_iter().enumerate() {
            if number > 0 {
                out.push(',');
            }
            push_cell(&mut out, harmless(cell));
        }
        out.push_str("\r\n");
    }
    out
}

/// Adds a cell: in quotation marks, those within it doubled, where it holds what ends a cell.
///
/// A crate's writer is larger than these lines by more than a reader should download; the tests
/// hold them to it byte by byte.
fn push_cell(out: &mut String, cell: String) {
    if cell.contains(['"', ',', '\r', '\n']) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&cell);
    }
}

fn row<'c>(chosen: &Chosen<'c>, event: Event<'c>) -> [String; COLUMNS.len()] {
    let corpus = chosen.corpus;
    let date = Chosen::date(event);
    let years = chosen.years(date.as_ref());
    let day = |bound: Option<Bound>| {
        let day = bound.and_then(Bound::day);
        day.map(|day| day.to_string()).unwrap_or_default()
    };
    let at = chosen.on_map(event).first().map(|(_, at)| *at);
    let degrees = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let mentions = event.mentions().iter();
    let places = mentions.clone().map(|mention| corpus.place(mention.place));
    let reports = event.reports().iter();
    let articles = reports.clone().map(|report| corpus.article(report.article));
    let relations = chosen.relations(event);
    let figures = event.figures().iter();
    [
        line(event.id()),
        line(event.title()),
        line(event.summary()),
        event.kind().map_or("", |kind| &corpus.kind(kind).id).into(),
        event.status().map_or("", |status| status.slug()).into(),
        date.as_ref().map_or("", |_| event.when()).into(),
        date.as_ref()
            .map(|date| date.words(Lang::En))
            .unwrap_or_default(),
        day(date.as_ref().map(Edtf::earliest)),
        day(date.as_ref().map(Edtf::latest)),
        list(years.certain.iter().map(|year| year.to_string())),
        list(years.possible.iter().map(|year| year.to_string())),
        event.basis().map_or("", |basis| basis.slug()).into(),
        line(event.why()),
        degrees(at.map(|at| at.lon)),
        degrees(at.map(|at| at.lat)),
        list(places.clone().map(|place| place.id.to_string())),
        list(places.clone().map(|place| line(place.name(Lang::En)))),
        list(places.clone().map(|place| place.class.slug().into())),
        list(mentions.map(|mention| mention.role.slug().into())),
        list(places.clone().map(|place| {
            let radius = place.precision_m;
            degrees((radius > 0.0).then_some(radius))
        })),
        list(
            places
                .clone()
                .map(|place| degrees(place.position.map(|at| at.lon))),
        ),
        list(places.map(|place| degrees(place.position.map(|at| at.lat)))),
        list(articles.clone().map(|article| line(&article.source))),
        list(articles.map(|article| article.id.to_string())),
        list(reports.clone().map(|report| {
            let paragraphs = report.paragraphs.iter().map(ToString::to_string);
            paragraphs.collect::<Vec<_>>().join(" ")
        })),
        list(
            reports
                .clone()
                .map(|report| report.certainty.map_or("", |c| c.slug()).into()),
        ),
        list(reports.map(|report| line(&report.speaker))),
        list(relations.iter().map(|seen| seen.name.into())),
        list(relations.iter().map(|seen| seen.target.id().into())),
        list(figures.clone().map(|figure| {
            let from = Number::from(figure.value).to_string();
            match figure.value_to {
                Some(to) => format!("{from}..{}", Number::from(to)),
                None => from,
            }
        })),
        list(figures.clone().map(|figure| line(&figure.unit))),
        list(figures.map(|figure| line(&figure.what))),
        list(event.actors().iter().map(|actor| line(actor))),
    ]
}

/// Items of a list; empty ones keep their place, unless all are empty.
fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.iter().all(String::is_empty) {
        return String::new();
    }
    items.join(" | ")
}

/// A cell that no spreadsheet runs as a formula.
fn harmless(cell: String) -> String {
    // Full-width signs are read as signs too, and blanks before them are skipped.
    let starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
    let number = cell.parse().is_ok_and(f64::is_finite);
    if !number && cell.trim_start_matches(' ').starts_with(starts) {
        return format!("'{cell}");
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for formula in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "  =1",
            "＝1+1",
            "-0099",
            "-",
        ] {
            let expected = match formula.parse::<f64>() {
                Ok(_) => formula.to_owned(),
                Err(_) => format!("'{formula}"),
            };
            assert_eq!(harmless(formula.into()), expected);
        }
        for text in [
            "",
            "a=b",
            "2019-03",
            "-124.5",
            "[2019-03..]",
            "'quoted",
            "단둥",
        ] {
            assert_eq!(harmless(text.into()), text);
        }
    }

    #[test]
    fn lists_keep_places() {
        use super::list as items_of;
        let list = |items: &[&str]| items_of(items.iter().map(|item| (*item).into()));
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["", ""]), "");
        assert_eq!(list(&["", "a"]), " | a");
        assert_eq!(list(&["a", "", "b"]), "a |  | b");
    }
}
