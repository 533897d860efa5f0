//! Citations of a view, and what a browser writes.

use super::{all, catalog_of, catalogs};
use biblatex::{Bibliography, ChunksExt, DateValue, PermissiveType};
use citationberg::json::Item;
use serde_json::{Value, json};
use yalu_map::export::{Chosen, Format, ViewCitation, cite, export};
use yalu_map::index::{Catalog, Filter};
use yalu_map::model::edtf::Day;
use yalu_map::model::{ArticleIx, Corpus, EventIx, Lang};

const FORMATS: [Format; 5] = [
    Format::GeoJson,
    Format::Csv,
    Format::CslJson,
    Format::Bibtex,
    Format::Ris,
];

fn view() -> ViewCitation<'static> {
    ViewCitation {
        title: "지도 of 50% {events} & more",
        site: "Example_News",
        url: "https://a.example/map?a=1#yalu=1&years=2018-2020&q=one%20week",
        accessed: Day::from_ymd(2026, 3, 9).unwrap(),
        note: "2018–2020,\r\n2 of 6 events",
        lang: Lang::Ko,
    }
}

const TITLE: &str = "지도 of 50% {events} & more";
const NOTE: &str = "2018–2020, 2 of 6 events";

fn cited(format: Format, catalog: &Catalog, view: Option<&ViewCitation>) -> String {
    cite(
        format,
        &Chosen::new(catalog, &Filter::default(), None),
        view,
    )
}

/// The compiled corpus is what the widget has: nothing that an export tells may be missing in it.
#[test]
fn the_widget_s_corpus_is_exported_as_the_editor_s_is() {
    for folder in ["tests/corpora/good", "corpus"] {
        let source = catalog_of(folder);
        let widget = Catalog::from_flat(&source.to_flat()).unwrap();
        for format in FORMATS.into_iter().chain([Format::JsonLd]) {
            assert!(
                all(format, &source) == all(format, &widget),
                "{folder}: {format:?}"
            );
        }
    }
}

#[test]
fn a_view_stands_ahead_of_what_is_written_without_it() {
    for catalog in catalogs() {
        for format in FORMATS.into_iter().chain([Format::JsonLd]) {
            let plain = all(format, &catalog);
            assert_eq!(cited(format, &catalog, None), plain);
            let with = cited(format, &catalog, Some(&view()));
            match format {
                Format::Bibtex => assert!(with.ends_with(&format!("}}\n\n{plain}"))),
                Format::Ris => assert!(with.ends_with(&format!("ER  - \r\n\r\n{plain}"))),
                Format::CslJson => {
                    let [with, plain] = [with, plain]
                        .map(|text| serde_json::from_str::<Vec<Value>>(&text).unwrap());
                    assert_eq!(with[1..], plain);
                }
                _ => assert_eq!(with, plain),
            }
        }
    }
}

#[test]
fn a_view_in_csl_json_is_a_page_that_was_looked_at() {
    let nothing = Catalog::new(Corpus::default()).unwrap();
    let text = cited(Format::CslJson, &nothing, Some(&view()));
    let items: Vec<Value> = serde_json::from_str(&text).unwrap();
    let [item] = &*items else {
        panic!("one item: {text}")
    };
    let id = item["id"].as_str().unwrap();
    assert_eq!(
        *item,
        json!({
            "id": id,
            "type": "webpage",
            "title": TITLE,
            "container-title": "Example_News",
            "accessed": { "date-parts": [[2026, 3, 9]] },
            "language": "ko",
            "URL": view().url,
            "note": view().note,
        })
    );
    let items: Vec<Item> = serde_json::from_str(&text).unwrap();
    assert_eq!(items[0].type_().unwrap(), "webpage");
}

#[test]
fn a_view_in_bibtex_is_read_back() {
    let nothing = Catalog::new(Corpus::default()).unwrap();
    let entries = Bibliography::parse(&cited(Format::Bibtex, &nothing, Some(&view()))).unwrap();
    let entry = entries.iter().next().unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entry.entry_type.to_string(), "misc");
    assert_eq!(entry.title().unwrap().format_verbatim(), TITLE);
    assert_eq!(entry.url().unwrap(), view().url);
    assert_eq!(entry.note().unwrap().format_verbatim(), NOTE);
    let Ok(PermissiveType::Typed(date)) = entry.url_date() else {
        panic!("the day is a day")
    };
    let DateValue::At(day) = date.value else {
        panic!("the day is one day")
    };
    assert_eq!((day.year, day.month, day.day), (2026, Some(2), Some(8)));
}

#[test]
fn a_view_in_ris_is_lines() {
    let nothing = Catalog::new(Corpus::default()).unwrap();
    let text = cited(Format::Ris, &nothing, Some(&view()));
    let lines: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.split_once("  - "))
        .collect();
    assert_eq!(
        lines,
        [
            ("TY", "ELEC"),
            ("ID", lines[1].1),
            ("TI", TITLE),
            ("T2", "Example_News"),
            ("Y2", "2026/03/09/"),
            ("LA", "ko"),
            ("UR", view().url),
            ("N1", NOTE),
            ("ER", ""),
        ]
    );
}

#[test]
fn two_views_have_two_keys_and_empty_texts_none() {
    let nothing = Catalog::new(Corpus::default()).unwrap();
    let bare = ViewCitation {
        title: "Map",
        site: "",
        url: "",
        note: "",
        lang: Lang::En,
        ..view()
    };
    let text = cited(Format::Bibtex, &nothing, Some(&bare));
    assert!(!text.contains("{},") && text.contains("urldate = {2026-03-09}"));
    let other = cited(Format::Bibtex, &nothing, Some(&view()));
    assert_ne!(text.lines().next(), other.lines().next());
    let text = cited(Format::Ris, &nothing, Some(&bare));
    assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), 6);
    let text = cited(Format::CslJson, &nothing, Some(&bare));
    assert!(!text.contains("container-title") && !text.contains("note"));
}

#[test]
fn one_event_brings_the_articles_that_report_it() {
    let catalog = catalog_of("tests/corpora/good");
    let corpus = catalog.corpus();
    for event in corpus.events() {
        let chosen = Chosen::one(&catalog, event.ix());
        assert_eq!(chosen.events, [event.ix()]);
        let mut reports: Vec<ArticleIx> = event.reports().iter().map(|r| r.article).collect();
        reports.sort_unstable();
        reports.dedup();
        assert_eq!(chosen.articles, reports);
        let text = export(Format::Ris, &chosen);
        assert_eq!(text.matches("TY  - NEWS").count(), reports.len());
        assert!(text.contains(event.id()));
    }
    // The events that a column holds are those of the filter that found them.
    let catalog = catalog_of("corpus");
    let corpus = catalog.corpus();
    let filter = Filter {
        years: Some(2019..=2019),
        undated: false,
        ..Filter::default()
    };
    let found = Chosen::new(&catalog, &filter, None);
    assert!(!found.events.is_empty() && found.events.len() < corpus.len());
    let held = Chosen::of(&catalog, found.events.clone());
    for format in FORMATS {
        assert_eq!(export(format, &held), export(format, &found));
    }
    let all_of_them: Vec<EventIx> = Chosen::new(&catalog, &Filter::default(), None).events;
    let all_of_them = Chosen::of(&catalog, all_of_them);
    assert_eq!(all_of_them.articles.len(), corpus.articles.len());
}
