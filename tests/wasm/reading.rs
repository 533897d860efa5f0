//! What is read in a browser is what is read natively.

use super::digest::digest;
use super::page::part;
use wasm_bindgen_test::wasm_bindgen_test;
use yalu_map::index::{Catalog, Filter, Selection};
use yalu_map::model::Lang;
use yalu_map::model::edtf::Edtf;
use yalu_map::read::{basemap, events};

#[wasm_bindgen_test]
async fn compiled_data_is_the_same_as_natively() {
    let digests = String::from_utf8(part("digests").await).expect("text");
    let catalog = Catalog::from_flat(&part("corpus.bin").await).expect("a corpus");
    let coarse = basemap::read(&part("basemap.bin").await).expect("a basemap");
    let mut fine = coarse.clone();
    basemap::refine(&mut fine, &part("basemap-detail.bin").await).expect("its second part");
    let found = [digest(catalog.corpus()), digest(&coarse), digest(&fine)];
    assert_eq!(found.map(|it| it.to_string()).join(" "), digests);
}

#[wasm_bindgen_test]
async fn an_index_counts_what_a_scan_counts() {
    let catalog = Catalog::from_flat(&part("corpus.bin").await).expect("a corpus");
    let whole = catalog.corpus().clone();
    let mut selection = Selection::default();
    for year in 2000..=2030 {
        let filter = Filter {
            years: Some(year..=year),
            ..Filter::default()
        };
        catalog.index().select(&filter, &mut selection);
        let touches = |when: &str| match Edtf::parse(when) {
            Ok(date) if !date.is_undated() => date.years(1000..=3000).possible.contains(year),
            _ => true,
        };
        let scanned = whole.events().filter(|event| touches(event.when())).count();
        // Beyond the last date that the corpus names, open dates are not counted.
        let horizon = catalog.index().years().expect("there are dates");
        if horizon.contains(&year) {
            assert_eq!(selection.total() as usize, scanned, "{year}");
        }
    }
    selection = Selection::default();
    catalog.index().select(&Filter::default(), &mut selection);
    assert_eq!(selection.total() as usize, whole.len());
}

#[wasm_bindgen_test]
fn damaged_bytes_are_errors() {
    for bytes in [&b""[..], b"<!doctype html>", b"yflt", b"YLM1", &[0xff; 64]] {
        assert!(Catalog::from_flat(bytes).is_err(), "{bytes:?}");
        assert!(basemap::read(bytes).is_err(), "{bytes:?}");
    }
}

#[wasm_bindgen_test]
async fn every_cut_of_a_corpus_is_an_error() {
    let whole = part("corpus.bin").await;
    // A prime step meets every kind of place.
    for length in (0..whole.len()).step_by(997) {
        assert!(Catalog::from_flat(&whole[..length]).is_err(), "{length}");
    }
}

#[wasm_bindgen_test]
fn dates_are_said_in_words() {
    for (date, lang, words) in [
        ("2019-03~", Lang::En, "about March 2019"),
        ("2018-05-11", Lang::En, "11 May 2018"),
        ("2018-05-11", Lang::Ko, "2018년 5월 11일"),
        ("2018-05-11", Lang::Zh, "2018年5月11日"),
        ("2018-05-11", Lang::Ja, "2018年5月11日"),
    ] {
        assert_eq!(Edtf::parse(date).expect(date).words(lang), words);
    }
}

#[wasm_bindgen_test]
fn a_hosts_events_are_read_with_their_mistakes() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[124.4,40.1]},
         "properties":{"title":"a","year":2019}},
        {"type":"Feature","geometry":null,"properties":{"title":"b","date":"2019-13"}}]}"#;
    let read = events::read(text.as_bytes()).expect("events");
    assert_eq!(read.corpus.len(), 2);
    let problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].starts_with("features[1] date: "),
        "{problems:?}"
    );
}
