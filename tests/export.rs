//! Exports, read back by programs of other hands and by our own reader.
//!
//! `tests/exports` holds what is written of `tests/corpora/good`; `YALU_BLESS=1` writes it anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test that cannot read has failed.

use biblatex::{Bibliography, ChunksExt};
use citationberg::json::Item;
use oxjsonld::JsonLdParser;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use yalu_map::export::csv::COLUMNS;
use yalu_map::export::{Chosen, Format, export};
use yalu_map::geo::LonLat;
use yalu_map::index::{Catalog, Filter};
use yalu_map::model::edtf::Edtf;
use yalu_map::model::{
    Article, ArticleIx, Basis, Certainty, Corpus, Event, Figure, Kind, KindIx, Lang, Mention,
    NewEvent, Original, Place, PlaceClass, PlaceIx, REGION, Relation, RelationKind, Report, Role,
    Status,
};
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
    assert_eq!(csv_rows(&all(Format::Csv, &catalog)).len(), 0);
    assert_eq!(all(Format::CslJson, &catalog), "[]\n");
    assert_eq!(all(Format::Bibtex, &catalog), "");
    assert_eq!(all(Format::Ris, &catalog), "");
    let graph: Value = serde_json::from_str(&all(Format::JsonLd, &catalog)).unwrap();
    assert_eq!(graph["@graph"].as_array().unwrap().len(), 1);
}

#[test]
fn geojson_is_read_back_by_the_crate() {
    for catalog in catalogs() {
        let text = all(Format::GeoJson, &catalog);
        let geojson::GeoJson::FeatureCollection(collection) = text.parse().unwrap() else {
            panic!("this is no collection");
        };
        let corpus = catalog.corpus();
        assert_eq!(collection.features.len(), corpus.len());
        for feature in &collection.features {
            let property = |name: &str| feature.property(name).unwrap_or_else(|| panic!("{name}"));
            let event = find(corpus, property("id").as_str().unwrap());
            assert_eq!(
                feature.id,
                Some(geojson::feature::Id::String(event.id().into()))
            );
            let markers: BTreeSet<PlaceIx> = event
                .mentions()
                .iter()
                .map(|mention| mention.place)
                .filter(|place| {
                    corpus
                        .place(*place)
                        .marker(corpus.region.as_ref())
                        .is_some()
                })
                .collect();
            match feature.geometry.as_ref().map(|geometry| &geometry.value) {
                None => assert!(markers.is_empty()),
                Some(geojson::GeometryValue::Point { .. }) => assert_eq!(markers.len(), 1),
                Some(geojson::GeometryValue::MultiPoint { coordinates }) => {
                    assert_eq!(coordinates.len(), markers.len());
                }
                Some(other) => panic!("{other:?}"),
            }
            let foreign = feature.foreign_members.as_ref();
            let when = foreign.and_then(|members| members.get("when"));
            assert_eq!(when, Some(property("when")).filter(|when| !when.is_null()));
        }
    }
}

#[test]
fn every_property_of_geojson_is_there_and_of_its_type() {
    for catalog in catalogs() {
        let corpus = catalog.corpus();
        let text = all(Format::GeoJson, &catalog);
        let features: Value = serde_json::from_str(&text).unwrap();
        for feature in features["features"].as_array().unwrap() {
            let of = &feature["properties"];
            let event = find(corpus, of["id"].as_str().unwrap());
            assert_eq!(of["title"], event.title());
            assert_eq!(of["summary"], event.summary());
            assert_eq!(of["status"].as_str(), event.status().map(Status::slug));
            let kind = event.kind().map(|kind| &*corpus.kind(kind).id);
            assert_eq!(of["kind"].as_str(), kind);
            assert_eq!(of["edtf"].as_str().unwrap_or_default(), event.when());
            let years = |name: &str| -> BTreeSet<i64> {
                let years = of[name].as_array().unwrap().iter();
                years.map(|year| year.as_i64().unwrap()).collect()
            };
            let (certain, possible) = (years("years_certain"), years("years_possible"));
            assert!(certain.is_subset(&possible));
            assert_eq!(
                possible.is_empty(),
                event.when().is_empty(),
                "{}",
                event.id()
            );
            let names = |list: &str, of: &Value| -> BTreeSet<String> {
                let first = of[list].as_array().unwrap().first();
                let members = first.and_then(Value::as_object).into_iter().flatten();
                members.map(|(name, _)| name.clone()).collect()
            };
            for (list, members) in [
                ("places", "class id lat lon name precision printed role"),
                ("reports", "article article_id certainty paragraphs speaker"),
                ("relations", "note target type"),
                ("figures", "printed unit value value_to what"),
            ] {
                let found = names(list, of);
                let expected: BTreeSet<String> = members.split(' ').map(str::to_owned).collect();
                assert!(found.is_empty() || found == expected, "{list}: {found:?}");
            }
            assert_eq!(
                of["places"].as_array().unwrap().len(),
                event.mentions().len()
            );
            for (of, report) in of["reports"]
                .as_array()
                .unwrap()
                .iter()
                .zip(event.reports())
            {
                let article = corpus.article(report.article);
                assert_eq!(of["article"], *article.source);
                assert_eq!(of["article_id"], *article.id);
                assert_eq!(
                    of["paragraphs"].as_array().unwrap().len(),
                    report.paragraphs.len()
                );
            }
            assert_eq!(
                of["figures"].as_array().unwrap().len(),
                event.figures().len()
            );
        }
    }
}

#[test]
fn relations_stand_at_both_ends() {
    for catalog in catalogs() {
        let corpus = catalog.corpus();
        let features: Value = serde_json::from_str(&all(Format::GeoJson, &catalog)).unwrap();
        let mut seen = BTreeSet::new();
        for feature in features["features"].as_array().unwrap() {
            for relation in feature["properties"]["relations"].as_array().unwrap() {
                let text = |value: &Value| value.as_str().unwrap().to_owned();
                seen.insert((
                    text(&feature["id"]),
                    text(&relation["type"]),
                    text(&relation["target"]),
                ));
            }
        }
        let mut expected = BTreeSet::new();
        for relation in corpus.relations() {
            let id = |ix| corpus.event(ix).id().to_owned();
            let (from, to) = (id(relation.from), id(relation.to));
            let back = match relation.kind {
                RelationKind::SameAs => "same-as",
                RelationKind::Contradicts => "contradicts",
                RelationKind::Confirms => "confirmed-by",
                RelationKind::Follows => "followed-by",
                RelationKind::PartOf => "has-part",
            };
            expected.insert((from.clone(), relation.kind.slug().to_owned(), to.clone()));
            expected.insert((to, back.to_owned(), from));
        }
        assert_eq!(seen, expected);
    }
}

/// What an embedder exports can be shown on a map of one's own.
#[test]
fn geojson_is_read_back_by_our_own_reader() {
    for catalog in catalogs() {
        let text = all(Format::GeoJson, &catalog);
        let read = events::read(text.as_bytes()).unwrap();
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        let (before, after) = (catalog.corpus(), &read.corpus);
        assert_eq!(after.len(), before.len());
        for event in after.events() {
            let original = find(before, event.id());
            assert_eq!(event.title(), original.title());
            assert_eq!(event.summary(), original.summary());
            assert_eq!(event.when(), original.when());
            assert_eq!(event.status(), original.status());
            assert_eq!(
                positions(after, event),
                positions(before, original),
                "{}",
                event.id()
            );
            let outlets = |corpus: &Corpus, event: Event<'_>| -> BTreeSet<String> {
                let reports = event.reports().iter();
                let articles = reports.map(|report| corpus.article(report.article));
                articles
                    .map(|article| format!("{} {}", article.outlet, article.headline))
                    .collect()
            };
            assert_eq!(outlets(after, event), outlets(before, original));
        }
    }
}

#[test]
fn csv_is_read_back_and_holds_no_formula() {
    for catalog in catalogs() {
        let corpus = catalog.corpus();
        let text = all(Format::Csv, &catalog);
        assert!(text.ends_with("\r\n"));
        let rows = csv_rows(&text);
        assert_eq!(rows.len(), corpus.len());
        for row in &rows {
            let event = find(corpus, &row["id"]);
            assert_eq!(row["edtf"], event.when());
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(
                row["summary"].trim_start_matches('\''),
                plain(event.summary())
            );
            let places = event.mentions().iter().map(|m| &*corpus.place(m.place).id);
            assert_eq!(row["place_ids"], places.collect::<Vec<_>>().join(" | "));
            for (column, cell) in row {
                let number = cell.parse::<f64>().is_ok_and(f64::is_finite);
                let formula = cell.trim_start().starts_with(['=', '+', '-', '@']);
                assert!(number || !formula, "{column}: {cell}");
            }
        }
    }
    let rows = csv_rows(&all(Format::Csv, &awkward()));
    assert_eq!(
        rows[0]["title"],
        "'=HYPERLINK(\"https://a.example\",\"x\"), \"quoted\""
    );
}

/// The variables of a CSL 1.0.2 item that an article may have, and what they hold.
#[test]
fn csl_json_holds_what_the_specification_names() {
    for catalog in catalogs() {
        let items: Value = serde_json::from_str(&all(Format::CslJson, &catalog)).unwrap();
        for item in items.as_array().unwrap() {
            assert_eq!(item["type"], "article-newspaper");
            for (name, value) in item.as_object().unwrap() {
                match &**name {
                    "id" | "type" | "title" | "container-title" | "language" | "URL" | "note"
                    | "annote" => assert!(value.is_string(), "{name}: {value}"),
                    "author" | "translator" | "editor" => {
                        for person in value.as_array().unwrap() {
                            let person = person.as_object().unwrap();
                            assert!(person.len() == 1 && person["literal"].is_string());
                        }
                    }
                    "issued" => date_is_csl(value),
                    other => panic!("an item of CSL has no `{other}`"),
                }
            }
        }
    }
}

fn date_is_csl(date: &Value) {
    for (name, value) in date.as_object().unwrap() {
        match &**name {
            "date-parts" => {
                let dates = value.as_array().unwrap();
                assert!((1..=2).contains(&dates.len()));
                for date in dates {
                    let parts = date.as_array().unwrap();
                    assert!((1..=3).contains(&parts.len()) && parts.iter().all(Value::is_u64));
                }
            }
            "season" | "literal" => assert!(value.is_string()),
            "circa" => assert!(value.is_boolean()),
            other => panic!("a date of CSL has no `{other}`"),
        }
    }
}

#[test]
fn csl_json_is_read_back_by_a_citation_processor() {
    for catalog in catalogs() {
        let items: Vec<Item> = serde_json::from_str(&all(Format::CslJson, &catalog)).unwrap();
        let articles = &catalog.corpus().articles;
        assert_eq!(items.len(), articles.len());
        for (item, article) in items.iter().zip(articles) {
            assert_eq!(item.id().unwrap(), &*article.id);
            assert_eq!(item.type_().unwrap(), "article-newspaper");
            assert_eq!(item.0["title"].to_str().unwrap(), &*article.headline);
            assert_eq!(
                item.0["container-title"].to_str().unwrap(),
                &*article.outlet
            );
        }
    }
}

#[test]
fn bibtex_is_read_back_by_the_crate() {
    for catalog in catalogs() {
        let text = all(Format::Bibtex, &catalog);
        let entries = Bibliography::parse(&text).unwrap();
        let articles = &catalog.corpus().articles;
        assert_eq!(entries.len(), articles.len());
        for article in articles {
            let entry = entries.get(&article.id).unwrap();
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(
                entry.title().unwrap().format_verbatim(),
                plain(&article.headline)
            );
            assert_eq!(
                entry.journal().unwrap().format_verbatim(),
                plain(&article.outlet)
            );
            let names = match (&*article.byline, &article.original) {
                ([], Some(original)) => &original.byline,
                (_, _) => &article.byline,
            };
            let authors = entry.author().unwrap_or_default();
            let authors: Vec<&str> = authors.iter().map(|person| &*person.name).collect();
            let names: Vec<&str> = names.iter().map(|name| &**name).collect();
            assert_eq!(authors, names);
            if !article.url.is_empty() {
                assert_eq!(entry.url().unwrap(), *article.url);
            }
        }
    }
}

#[test]
fn bibtex_names_year_and_month() {
    let catalog = catalog_of("corpus");
    let entries = Bibliography::parse(&all(Format::Bibtex, &catalog)).unwrap();
    for article in &catalog.corpus().articles {
        let entry = entries.get(&article.id).unwrap();
        let first = Edtf::parse(&article.published)
            .unwrap()
            .earliest()
            .day()
            .unwrap();
        let (year, month, _) = first.ymd();
        assert_eq!(
            entry.get("year").unwrap().format_verbatim(),
            year.to_string()
        );
        let names = [
            "", "January", "February", "March", "April", "May", "June", "July", "August",
        ];
        let names = names
            .into_iter()
            .chain(["September", "October", "November", "December"]);
        let name = names.skip(usize::from(month)).next().unwrap();
        assert_eq!(entry.get("month").unwrap().format_verbatim(), name);
    }
}

#[test]
fn ris_is_references_of_tagged_lines() {
    for catalog in catalogs() {
        let text = all(Format::Ris, &catalog);
        assert!(text.is_empty() || text.ends_with("\r\nER  - \r\n\r\n"));
        let articles = &catalog.corpus().articles;
        let references = text.split_terminator("\r\n\r\n");
        assert_eq!(references.clone().count(), articles.len());
        for (reference, article) in references.zip(articles) {
            let lines: Vec<(&str, &str)> = reference
                .split("\r\n")
                .map(|line| line.split_once("  - ").expect(line))
                .collect();
            let tag_is_right = |tag: &str| {
                let (letter, other) = tag.split_at(1);
                let upper = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
                tag.len() == 2 && upper(letter) && (upper(other) || other.parse::<u8>().is_ok())
            };
            assert!(
                lines
                    .iter()
                    .all(|(tag, text)| tag_is_right(tag) && !text.contains(['\r', '\n']))
            );
            assert_eq!(lines[0], ("TY", "NEWS"));
            assert_eq!(lines.last(), Some(&("ER", "")));
            let values = |tag: &str| -> Vec<&str> {
                let of_tag = lines.iter().filter(|(found, _)| *found == tag);
                of_tag.map(|(_, value)| *value).collect()
            };
            assert_eq!(values("ID"), [&*article.id]);
            assert_eq!(values("A4").len(), article.translators.len());
            assert_eq!(values("A2").len(), article.editors.len());
            for date in values("DA") {
                assert_eq!(date.splitn(4, '/').count(), 4, "{date}");
            }
        }
    }
}

const SCHEMA: &str = "https://schema.org/";
const EDTF: &str = "http://id.loc.gov/datatypes/edtf/EDTF";

#[test]
fn json_ld_is_read_back_as_triples() {
    for catalog in catalogs() {
        let corpus = catalog.corpus();
        let text = all(Format::JsonLd, &catalog);
        let mut things: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut dates = BTreeMap::new();
        let mut starts = BTreeMap::new();
        let mut required: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let parser = JsonLdParser::new()
            .with_base_iri("https://a.example/x")
            .unwrap();
        for triple in parser.for_slice(text.as_bytes()) {
            let triple = triple.unwrap();
            let subject = triple.subject.to_string();
            let predicate = triple.predicate.as_str().to_owned();
            let object = triple.object.to_string();
            required
                .entry(subject.clone())
                .or_default()
                .insert(predicate.clone());
            match &*predicate {
                "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" => {
                    let name = object.trim_matches(['<', '>']).trim_start_matches(SCHEMA);
                    things.entry(name.to_owned()).or_default().insert(subject);
                }
                "http://purl.org/dc/terms/temporal" => {
                    let (value, datatype) = object.split_once("^^").unwrap();
                    assert_eq!(datatype, format!("<{EDTF}>"));
                    dates.insert(subject, value.trim_matches('"').to_owned());
                }
                "https://schema.org/startDate" => {
                    starts.insert(subject, object.trim_matches('"').to_owned());
                }
                _ => {}
            }
        }
        let count = |name: &str| things.get(name).map_or(0, BTreeSet::len);
        assert_eq!((count("Dataset"), count("Event")), (1, corpus.len()));
        let has = |name: &str, predicates: &[&str]| {
            for thing in things.get(name).into_iter().flatten() {
                for predicate in predicates {
                    let found = required[thing].contains(&format!("{SCHEMA}{predicate}"));
                    assert!(found, "{name} {thing} has no {predicate}");
                }
            }
        };
        has("Dataset", &["name", "description", "about", "citation"]);
        has("Event", &["name", "identifier"]);
        has("City", &["name", "identifier"]);
        for event in corpus.events() {
            let node = format!("<https://a.example/x#event-{}>", event.id());
            // Nothing of the date is lost, and nothing is added.
            let date = dates.get(&node).map(String::as_str);
            assert_eq!(date.unwrap_or_default(), event.when(), "{node}");
            let is_day = event.when().split('/').all(|day| {
                day.len() == 10
                    && day
                        .bytes()
                        .all(|byte| byte == b'-' || byte.is_ascii_digit())
            });
            assert_eq!(
                starts.contains_key(&node),
                is_day,
                "{node}: {}",
                event.when()
            );
            let here = event.mentions().iter().any(|mention| {
                mention.role == Role::At && corpus.place(mention.place).class != PlaceClass::Body
            });
            assert_eq!(
                required[&node].contains("https://schema.org/location"),
                here
            );
        }
    }
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

/// Texts that break out of every format that is careless, and dates of every shape.
fn awkward() -> Catalog {
    let mut corpus = Corpus::default();
    corpus.region = Some(REGION);
    for (number, published) in [
        "2019-04~",
        "2023-23",
        "2019-06/2019-12",
        "[2019-05,2019-06]",
        "",
    ]
    .into_iter()
    .enumerate()
    {
        corpus.articles.push(Article {
            id: format!("article-{number}").into(),
            source: "a, \"b\".txt".into(),
            outlet: "Æon & Söhne {Ltd}".into(),
            headline: "50% of #1_a ~ ^ \\ \"x\" {y} $z & 단둥".into(),
            byline: vec!["Anna and Bert".into(), "O'Neil, Jr.".into()],
            translators: vec!["A B".into()],
            editors: vec!["C D".into(), "E F".into()],
            original: Some(Original {
                outlet: "신문".into(),
                language: "ko".into(),
                byline: Vec::new(),
            }),
            published: published.into(),
            published_basis: Some(Basis::Inferred),
            published_why: "Two\nlines, and a }.".into(),
            language: "en".into(),
            url: "https://a.example/b_c?d=1%20&e={f}"
                .replace(['{', '}'], "")
                .into(),
        });
    }
    corpus.kinds.push(Kind {
        id: "trade".into(),
        names: ["Trade", "", "", ""].map(Box::from),
    });
    for (id, class, position) in [
        (
            "dandong",
            PlaceClass::Town,
            Some(LonLat::new(124.394_72, 40.129_17)),
        ),
        (
            "hanoi",
            PlaceClass::Town,
            Some(LonLat::new(105.841_17, 21.024_5)),
        ),
        (
            "hyesan",
            PlaceClass::Town,
            Some(LonLat::new(128.177_78, 41.401_67)),
        ),
        ("un", PlaceClass::Body, None),
    ] {
        corpus.places.push(place(id, class, position));
    }
    for (number, when) in [
        "2019-03-05",
        "2019-03",
        "2019-04~",
        "2024-10-2X/..",
        "[2019-05,2019-06]",
        "[..2018]",
        "2023-23",
        "201X",
        "{2018,2020..2022}",
        "2018-03/2019-03~",
        "2019-03-0X",
        "",
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("event-{number}");
        let mention = |place: u32, role| Mention {
            place: PlaceIx(place),
            role,
            printed: "\"as\" printed".into(),
        };
        let all = [
            mention(number as u32 % 4, Role::At),
            mention(0, Role::From),
            mention(2, Role::About),
        ];
        let event = NewEvent {
            id: &id,
            title: "=HYPERLINK(\"https://a.example\",\"x\"), \"quoted\"",
            summary: "+1 </script>\r\n\u{2028}end",
            kind: Some(KindIx(0)),
            when,
            basis: Some(Basis::Relative),
            why: "@why",
            status: Some(Status::Rumoured),
            actors: vec!["-actor".into()],
            mentions: all[..number % 4].to_vec(),
            figures: vec![Figure {
                value: -2.5,
                value_to: Some(3e20),
                unit: "=unit".into(),
                what: "what".into(),
                printed: "printed".into(),
            }],
            reports: vec![Report {
                article: ArticleIx(number as u32 % 5),
                paragraphs: [1, 2].into(),
                certainty: Some(Certainty::Rumour),
                speaker: "".into(),
            }],
            ..NewEvent::default()
        };
        corpus.add_event(&event).unwrap();
    }
    for (number, kind) in RelationKind::ALL.iter().enumerate() {
        let ix = |number: usize| yalu_map::model::EventIx(number as u32);
        let relation = Relation {
            from: ix(number),
            kind: *kind,
            to: ix(number + 1),
            note: "note".into(),
        };
        corpus.add_relation(relation).unwrap();
    }
    Catalog::new(corpus).unwrap()
}

fn place(id: &str, class: PlaceClass, position: Option<LonLat>) -> Place {
    Place {
        id: id.into(),
        class,
        country: None,
        names: [id, "이름", "", ""].map(Box::from),
        other_names: vec!["=other".into()],
        position,
        precision_m: if position.is_some() { 1500.0 } else { 0.0 },
        shape: None,
        facing: None,
        within: None,
        source: "".into(),
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

/// Where an event has markers, in ten-millionths of a degree.
fn positions(corpus: &Corpus, event: Event<'_>) -> BTreeSet<(i64, i64)> {
    let places = event
        .mentions()
        .iter()
        .map(|mention| corpus.place(mention.place));
    let markers = places.filter_map(|place| place.marker(corpus.region.as_ref()));
    let units = |degrees: f64| (degrees * 1e7).round() as i64;
    markers.map(|at| (units(at.lon), units(at.lat))).collect()
}

fn csv_rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap(), &COLUMNS[..]);
    reader.deserialize().map(|row| row.unwrap()).collect()
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
