//! Exports, read back by programs of other hands and by our own reader.
//!
//! `tests/exports` holds what is written of `tests/corpora/good`; `YALU_BLESS=1` writes it anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that cannot read has failed.

mod awkward;
mod citations;
mod csv;
mod geojson;
mod json_ld;
mod views;

use awkward::awkward;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use yalu_map::export::{Chosen, Format, export};
use yalu_map::index::{Catalog, Filter};
use yalu_map::model::{ArticleIx, Corpus, Event, Lang};
use yalu_map::read::corpus::read_corpus;
use yalu_map::read::events;

const FORMATS: [(Format, &str); 6] = [
    (Format::GeoJson, "good.geojson"),
    (Format::Csv, "good.csv"),
    (Format::CslJson, "good.csl.json"),
    (Format::Bibtex, "good.bib"),
    (Format::Ris, "good.ris"),
    (Format::JsonLd, "good.jsonld"),
];

#[test]
fn a_small_corpus_is_written_as_before() {
    let catalog = catalog_of("tests/corpora/good");
    let mut failures = Vec::new();
    for (format, name) in FORMATS {
        let found = all(format, &catalog);
        let golden = package().join("tests/exports").join(name);
        if std::env::var_os("YALU_BLESS").is_some() {
            fs::write(&golden, &found).unwrap();
        }
        if fs::read_to_string(&golden).unwrap_or_default() != found {
            failures.push(format!("--- {name}\n{found}"));
        }
    }
    assert!(
        failures.is_empty(),
        "other than expected (YALU_BLESS=1 accepts):\n{}",
        failures.join("\n")
    );
}

#[test]
fn nothing_is_written_as_nothing() {
    let catalog = Catalog::new(Corpus::default()).unwrap();
    let features: Value = serde_json::from_str(&all(Format::GeoJson, &catalog)).unwrap();
    assert_eq!(features["features"], Value::Array(Vec::new()));
    assert!(
        events::read(all(Format::GeoJson, &catalog).as_bytes())
            .unwrap()
            .corpus
            .is_empty()
    );
    assert_eq!(csv::rows(&all(Format::Csv, &catalog)).len(), 0);
    assert_eq!(all(Format::CslJson, &catalog), "[]\n");
    assert_eq!(all(Format::Bibtex, &catalog), "");
    assert_eq!(all(Format::Ris, &catalog), "");
    let graph: Value = serde_json::from_str(&all(Format::JsonLd, &catalog)).unwrap();
    assert_eq!(graph["@graph"].as_array().unwrap().len(), 1);
}

#[test]
fn a_choice_holds_the_articles_that_report_it() {
    let catalog = catalog_of("tests/corpora/good");
    let place = catalog.corpus().find_place("sinuiju").unwrap();
    let chosen = Chosen::new(&catalog, &Filter::default(), Some(place));
    assert_eq!(chosen.events.len(), 1);
    assert_eq!(chosen.articles, [ArticleIx(0), ArticleIx(1)]);
    let no_year = Filter {
        years: Some(1900..=1901),
        undated: false,
        ..Filter::default()
    };
    let chosen = Chosen::new(&catalog, &no_year, None);
    assert!(chosen.events.is_empty() && chosen.articles.is_empty());
}

#[test]
fn names_are_english_in_every_format() {
    let catalog = catalog_of("corpus");
    let hyesan = catalog.corpus().find_place("hyesan").unwrap();
    let name = catalog.corpus().place(hyesan).name(Lang::En);
    let chosen = Chosen::new(&catalog, &Filter::default(), Some(hyesan));
    for format in [Format::GeoJson, Format::Csv, Format::JsonLd] {
        assert!(export(format, &chosen).contains(name));
    }
}

/// The awkward corpus, the small one and our own.
fn catalogs() -> [Catalog; 3] {
    [
        awkward(),
        catalog_of("tests/corpora/good"),
        catalog_of("corpus"),
    ]
}

fn catalog_of(folder: &str) -> Catalog {
    let source = read_corpus(&package().join(folder)).unwrap();
    Catalog::new(source.corpus.unwrap()).unwrap()
}

fn package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn all(format: Format, catalog: &Catalog) -> String {
    let text = export(format, &Chosen::new(catalog, &Filter::default(), None));
    let again = export(format, &Chosen::new(catalog, &Filter::default(), None));
    assert_eq!(text, again);
    text
}

fn find<'c>(corpus: &'c Corpus, id: &str) -> Event<'c> {
    corpus.event(corpus.find_event(id).unwrap())
}

/// A host's own events keep their addresses and sources in every format.
#[test]
fn a_hosts_events_can_be_found_again() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":null,"id":"a, {b}","properties":{"title":"Buses","year":2019,
         "source":"The Paper","url":"https://paper.example/1"}},
        {"type":"Feature","geometry":null,"id":"a- {b}","properties":{"title":"Boats",
         "url":"https://boats.example/2"}},
        {"type":"Feature","geometry":null,"properties":{"title":"Trains","url":"https://c.example/3",
         "source":[{"outlet":"A","headline":"Trains run","url":"https://c.example/3"},"B"]}},
        {"type":"Feature","geometry":null,"properties":{"title":"Nothing known"}}]}"#;
    let catalog = Catalog::new(events::read(text.as_bytes()).unwrap().corpus).unwrap();
    let items: Value = serde_json::from_str(&all(Format::CslJson, &catalog)).unwrap();
    let items = items.as_array().unwrap().iter().map(|item| {
        let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        ["id", "type", "title", "container-title", "URL"].map(text)
    });
    let newspaper = "article-newspaper";
    assert_eq!(
        items.collect::<Vec<_>>(),
        [
            [
                "source-1",
                newspaper,
                "Trains run",
                "A",
                "https://c.example/3"
            ],
            [
                "a---b-",
                newspaper,
                "Buses",
                "The Paper",
                "https://paper.example/1"
            ],
            ["a---b--", "webpage", "Boats", "", "https://boats.example/2"],
            ["feature-2", newspaper, "Trains", "B", "https://c.example/3"],
        ]
        .map(|item| item.map(str::to_owned))
    );
    let entries = biblatex::Bibliography::parse(&all(Format::Bibtex, &catalog)).unwrap();
    let mut kinds = entries.iter().map(|entry| entry.entry_type.to_string());
    assert!(kinds.by_ref().take(2).eq(["article", "article"]) && kinds.next().unwrap() == "misc");
    assert_eq!(
        entries.get("a---b-").unwrap().url().unwrap(),
        "https://paper.example/1"
    );
    assert!(entries.iter().all(|entry| entry.title().is_ok()));
    let ris = all(Format::Ris, &catalog);
    assert!(
        ris.contains("TI  - Boats\r\nUR  - https://boats.example/2"),
        "{ris}"
    );

    let features: Value = serde_json::from_str(&all(Format::GeoJson, &catalog)).unwrap();
    assert_eq!(
        features["features"][0]["properties"]["url"],
        "https://paper.example/1"
    );
    let again = events::read(all(Format::GeoJson, &catalog).as_bytes()).unwrap();
    assert!(
        again
            .corpus
            .events()
            .map(Event::url)
            .eq(catalog.corpus().events().map(Event::url))
    );
    let rows = csv::rows(&all(Format::Csv, &catalog));
    assert_eq!(rows[0]["url"], "https://paper.example/1");
    let trains = rows.iter().find(|row| row["title"] == "Trains").unwrap();
    assert_eq!(trains["report_articles"], "source-1 | source-2");
    assert_eq!(trains["report_outlets"], "A | B");
    assert_eq!(trains["report_headlines"], "Trains run | ");
    assert_eq!(trains["report_urls"], "https://c.example/3 | ");
}
