//! JSON-LD.

use super::{all, catalogs};
use oxjsonld::JsonLdParser;
use std::collections::{BTreeMap, BTreeSet};
use yalu_map::export::Format;
use yalu_map::model::{PlaceClass, Role};

const SCHEMA: &str = "https://schema.org/";
const EDTF: &str = "http://id.loc.gov/datatypes/edtf/EDTF";

#[test]
fn json_ld_is_read_back_as_triples() {
    for catalog in catalogs() {
        let corpus = catalog.corpus();
        let text = all(Format::JsonLd, &catalog);
        // It may stand in a page's `script`.
        assert!(!text.contains('<'));
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
