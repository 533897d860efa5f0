//! CSV: one row an event, after RFC 4180, in UTF-8 without a byte order mark.
//!
//! Lists within a cell are separated by ` | `. A spreadsheet runs a cell that begins with `=`, `+`,
//! `-` or `@` as a formula; such a cell, unless it is a number, gets an apostrophe in front, which
//! spreadsheets take as "this is text". Columns that name places, reports, relations or figures
//! have their items in the same order, so that the third `place_role` belongs to the third
//! `place_id`. `report_articles` has the articles' ids, `report_sources` the names of the files that
//! their paragraphs are counted in.

use super::chosen::Chosen;
use super::shared::{Number, line};
use crate::geo::{LonLat, decimal};
use crate::model::edtf::{Bound, Edtf, YearSet};
use crate::model::{Event, Lang, Mention, Report};

/// The columns: their names are stable, new ones come last.
pub const COLUMNS: [&str; 37] = [
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
    "report_sources",
    "report_paragraphs",
    "report_certainties",
    "report_speakers",
    "relation_types",
    "relation_targets",
    "figure_values",
    "figure_units",
    "figure_whats",
    "actors",
    "url",
    "report_outlets",
    "report_headlines",
    "report_urls",
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
            push_cell(&mut out, &harmless(cell));
        }
        out.push_str("\r\n");
    }
    out
}

/// Adds a cell: in quotation marks, those within it doubled, where it holds what ends a cell.
///
/// A crate's writer is larger than these lines by more than a reader should download; the tests
/// hold them to it byte by byte.
fn push_cell(out: &mut String, cell: &str) {
    if cell.contains(['"', ',', '\r', '\n']) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
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
    let place = |mention: &Mention| corpus.place(mention.place);
    let article = |report: &Report| corpus.article(report.article);
    let (mentions, reports) = (&event.mentions(), event.reports());
    let (relations, figures) = (chosen.relations(event), event.figures());
    let at_degrees = |at: Option<LonLat>, of: fn(LonLat) -> f64| degrees(at.map(of));
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
        years_of(&years.certain),
        years_of(&years.possible),
        event.basis().map_or("", |basis| basis.slug()).into(),
        line(event.why()),
        degrees(at.map(|at| at.lon)),
        degrees(at.map(|at| at.lat)),
        list(mentions, &|at| place(at).id.to_string()),
        list(mentions, &|at| line(place(at).name(Lang::En))),
        list(mentions, &|at| place(at).class.slug().into()),
        list(mentions, &|at| at.role.slug().into()),
        list(mentions, &|at| {
            let radius = place(at).precision_m;
            degrees((radius > 0.0).then_some(radius))
        }),
        list(mentions, &|at| at_degrees(place(at).position, |at| at.lon)),
        list(mentions, &|at| at_degrees(place(at).position, |at| at.lat)),
        list(reports, &|report| article(report).id.to_string()),
        list(reports, &|report| line(&article(report).source)),
        list(reports, &|report| {
            let paragraphs = report.paragraphs.iter().map(ToString::to_string);
            paragraphs.collect::<Vec<_>>().join(" ")
        }),
        list(reports, &|report| {
            report.certainty.map_or("", |c| c.slug()).into()
        }),
        list(reports, &|report| line(&report.speaker)),
        list(&relations, &|seen| seen.name.into()),
        list(&relations, &|seen| seen.target.id().into()),
        list(figures, &|figure| {
            let from = Number::from(figure.value).to_string();
            match figure.value_to {
                Some(to) => format!("{from}..{}", Number::from(to)),
                None => from,
            }
        }),
        list(figures, &|figure| line(&figure.unit)),
        list(figures, &|figure| line(&figure.what)),
        list(event.actors(), &|actor| line(actor)),
        line(event.url()),
        list(reports, &|report| line(&article(report).outlet)),
        list(reports, &|report| line(&article(report).headline)),
        list(reports, &|report| line(&article(report).url)),
    ]
}

/// Items of a list; empty ones keep their place, unless all are empty.
fn list<T>(items: &[T], text: &dyn Fn(&T) -> String) -> String {
    let mut out = String::new();
    let mut is_empty = true;
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            out.push_str(" | ");
        }
        let text = text(item);
        is_empty &= text.is_empty();
        out.push_str(&text);
    }
    if is_empty { String::new() } else { out }
}

fn years_of(years: &YearSet) -> String {
    let years: Vec<i16> = years.iter().collect();
    list(&years, &i16::to_string)
}

fn degrees(value: Option<f64>) -> String {
    value
        .map(|value| Number::from(value).to_string())
        .unwrap_or_default()
}

/// A cell that no spreadsheet runs as a formula.
fn harmless(cell: String) -> String {
    // Full-width signs are read as signs too, and blanks before them are skipped.
    let starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
    let number = decimal::parse(&cell).is_some();
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
            "-",
            "-inf",
        ] {
            assert_eq!(harmless(formula.into()), format!("'{formula}"));
        }
        for text in [
            "",
            "a=b",
            "2019-03",
            "-124.5",
            "-0099",
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
        let list = |items: &[&str]| items_of(items, &|item| (*item).to_owned());
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["", ""]), "");
        assert_eq!(list(&["", "a"]), " | a");
        assert_eq!(list(&["a", "", "b"]), "a |  | b");
    }
}
