//! GeoJSON.

use super::{all, catalogs, find};
use geojson::GeometryValue;
use serde_json::Value;
use std::collections::BTreeSet;
use yalu_map::export::Format;
use yalu_map::model::{Corpus, Event, PlaceIx, RelationKind, Status};
use yalu_map::read::events;

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
                Some(GeometryValue::Point { .. }) => assert_eq!(markers.len(), 1),
                Some(GeometryValue::MultiPoint { coordinates }) => {
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

/// Where an event has markers, in ten-millionths of a degree.
fn positions(corpus: &Corpus, event: Event<'_>) -> BTreeSet<(i64, i64)> {
    let places = event.places().map(|place| corpus.place(place));
    let markers = places.filter_map(|place| place.marker(corpus.region.as_ref()));
    let units = |degrees: f64| (degrees * 1e7).round() as i64;
    markers.map(|at| (units(at.lon), units(at.lat))).collect()
}
