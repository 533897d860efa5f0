mod oracle;
// The `csv` crate writes its tables.
#[cfg(not(target_arch = "wasm32"))]
mod pieces;

use super::*;
use crate::model::{Certainty, Event, Lang, Place, PlaceIx, Status};

fn collection(features: &str) -> Events {
    let text = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
    read(text.as_bytes()).unwrap()
}

fn feature(properties: &str) -> Events {
    collection(&format!(
        r#"{{"type":"Feature","geometry":null,"properties":{{"title":"t",{properties}}}}}"#
    ))
}

fn at(coordinates: &str) -> Events {
    collection(&format!(
        r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":{coordinates}}},
            "properties":{{"title":"t"}}}}"#
    ))
}

/// The places of a file in the order in which they are named first.
fn places(corpus: &Corpus) -> impl Iterator<Item = &Place> {
    (0..corpus.sites()).map(|site| corpus.place(PlaceIx::of_site(site)))
}

/// Problems as number, field and reason.
fn said(events: &Events) -> Vec<String> {
    events.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_not_geojson_is_refused_with_the_reason() {
    let check = |text: &[u8], error| assert_eq!(read(text).err(), Some(error), "{text:?}");
    check(b"", EventsError::CutOff);
    check(b"\xef\xbb\xbf", EventsError::CutOff);
    check(
        b"{\"type\":\"FeatureCollection\",\"features\":[",
        EventsError::CutOff,
    );
    check(b"[]", EventsError::NotAnObject);
    check(b"null", EventsError::NotAnObject);
    check(b"{}", EventsError::NotFeatures);
    check(b"{\"features\":[]}", EventsError::NotFeatures);
    check(b"{\"type\":\"Topology\"}", EventsError::NotFeatures);
    check(
        b"{\"type\":\"Point\",\"coordinates\":[1,2]}",
        EventsError::NotFeatures,
    );
    check(b"{\"type\":\"FeatureCollection\"}", EventsError::NoFeatures);
    for features in [
        "null",
        "{}",
        "{\"a\":[1]}",
        "true",
        "1",
        "-1",
        "0.5",
        "\"x\"",
    ] {
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":{features}}}");
        check(text.as_bytes(), EventsError::NoFeatures);
    }
    check(
        b"{\n \"type\": x}",
        EventsError::Syntax {
            line: 2,
            column: 10,
        },
    );
    check(b"{} {}", EventsError::Syntax { line: 1, column: 4 });
    check(b"<html>", EventsError::Syntax { line: 1, column: 1 });
    // What Python writes for a number that is none.
    check(b"{\"x\":NaN}", EventsError::Syntax { line: 1, column: 6 });
    let deep = [b"{\"x\":".to_vec(), b"[".repeat(100_000)].concat();
    assert!(matches!(read(&deep), Err(EventsError::Syntax { .. })));
}

#[test]
fn no_features_are_no_events() {
    let events = collection("");
    assert!(events.corpus.is_empty() && events.problems.is_empty());
    assert!(events.corpus.region.is_none());
}

#[test]
fn a_feature_alone_and_a_mark_in_front_are_accepted() {
    let text = "\u{feff}{\"properties\":{\"name\":\"n\"},\"geometry\":null,\"type\":\"Feature\"}";
    let events = read(text.as_bytes()).unwrap();
    assert_eq!(said(&events), [""; 0]);
    let event = events.corpus.events().next().unwrap();
    assert_eq!((event.title(), event.id()), ("n", "feature-0"));
    assert!(event.mentions().is_empty());
    // `type` may stand behind the features.
    let text = r#"{"features":[],"bbox":[1,2,3,4],"type":"FeatureCollection"}"#;
    assert!(read(text.as_bytes()).is_ok());
}

#[test]
fn every_property_is_read() {
    let events = feature(
        r#""id":"e1","summary":"s <b>","kind":"trade","status":"planned","certainty":"rumour",
           "source":"A Newspaper","url":"https://news.example/1","when":"2019-03~""#,
    );
    assert_eq!(said(&events), [""; 0]);
    let corpus = &events.corpus;
    let event = corpus.event(corpus.find_event("e1").unwrap());
    assert_eq!(event.summary(), "s <b>");
    assert_eq!(corpus.kind(event.kind().unwrap()).name(Lang::Ko), "trade");
    assert_eq!(event.status(), Some(Status::Planned));
    assert_eq!(event.certainty(), Some(Certainty::Rumour));
    assert_eq!(
        &*corpus.article(event.reports()[0].article).outlet,
        "A Newspaper"
    );
    assert_eq!(event.url(), "https://news.example/1");
    assert_eq!(event.when(), "2019-03~");
}

#[test]
fn kinds_sources_and_positions_are_shared() {
    let point = |lon: f64, rest: &str| {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{lon},40.5,9]}},
                "properties":{{"title":"t{lon}","kind":"k","source":{{"outlet":"o","title":"h",
                "date":"2019"}}{rest}}}}}"#
        )
    };
    let (first, again) = (point(124.25, ""), point(124.25, r#","place":"Gate""#));
    let other = point(-0.5, "");
    let events = collection(&[first, again, other].join(","));
    assert_eq!(said(&events), [""; 0]);
    let corpus = &events.corpus;
    assert_eq!(
        (corpus.len(), corpus.kinds.len(), corpus.articles.len()),
        (3, 1, 1)
    );
    let named = places(corpus).map(|p| (&*p.id, p.name(Lang::En)));
    // A name of the place itself wins over the title that stood in for it.
    assert!(named.eq([("124.25,40.5", "Gate"), ("-0.5,40.5", "t-0.5")]));
    assert!(places(corpus).all(|p| p.marker(corpus.region.as_ref()).is_some()));
    let article = &corpus.articles[0];
    assert_eq!((&*article.headline, &*article.published), ("h", "2019"));
}

#[test]
fn several_positions_and_sources_are_kept() {
    let events = collection(
        r#"{"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[[1,2],[3,4],[1,2]]},
            "properties":{"title":"t","source":["a",{"name":"b","language":"ko"}]}}"#,
    );
    assert_eq!(said(&events), [""; 0]);
    let event = events.corpus.events().next().unwrap();
    assert_eq!((event.mentions().len(), event.reports().len()), (2, 2));
    assert_eq!(&*events.corpus.articles[1].language, "ko");
}

#[test]
fn positions_that_are_wrong_are_said_and_the_event_is_kept() {
    let check = |coordinates: &str, reason: Reason| {
        let events = at(coordinates);
        let reasons: Vec<&Reason> = events.problems.iter().map(|p| &p.reason).collect();
        assert_eq!(reasons, [&reason], "{coordinates}");
        assert_eq!(events.corpus.len(), 1);
        assert_eq!(events.corpus.sites(), 0);
    };
    check("[181,40]", Reason::OffGlobe { swapped: false });
    check("[40.1,124.4]", Reason::OffGlobe { swapped: true });
    check("[1e300,40]", Reason::OffGlobe { swapped: false });
    for coordinates in [
        "[]",
        "[1]",
        "null",
        "5",
        "[\"1\",\"2\"]",
        "[null,2]",
        "[[1,2]]",
        "{}",
    ] {
        check(coordinates, Reason::Position);
    }
    assert_eq!(said(&at("[-180,90]")), [""; 0]);
}

#[test]
fn geometries_of_other_types_are_said_and_the_event_is_kept() {
    let check = |geometry: &str, reason: Reason| {
        let feature = r#"{"type":"Feature",GEOMETRY "properties":{"title":"t"}}"#;
        let events = collection(&feature.replace("GEOMETRY", geometry));
        let reasons: Vec<&Reason> = events.problems.iter().map(|p| &p.reason).collect();
        assert_eq!(reasons, [&reason], "{geometry}");
        assert_eq!(events.corpus.len(), 1);
    };
    check("", Reason::NoGeometry);
    check("\"geometry\":[1,2],", Reason::Type("an object"));
    check("\"geometry\":{},", Reason::Type("an object with a type"));
    check("\"geometry\":{\"type\":\"MultiPoint\"},", Reason::Position);
    check(
        "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[]},",
        Reason::Geometry("Polygon".into()),
    );
    check(
        "\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[]},",
        Reason::Geometry("GeometryCollection".into()),
    );
}

#[test]
fn every_way_to_write_a_date_is_understood() {
    let check = |properties: &str, expected: &str| {
        let events = feature(properties);
        let event = events.corpus.events().next().unwrap();
        assert_eq!(event.when(), expected, "{properties}");
        assert_eq!(said(&events), [""; 0], "{properties}");
    };
    check(r#""kind":"k""#, "");
    check(r#""when":null,"date":"","year":"2019""#, "2019");
    check(r#""year":2019"#, "2019");
    check(r#""year":2019.0"#, "2019");
    check(r#""year":7"#, "0007");
    check(r#""year":-49"#, "-0049");
    check(r#""year":12019"#, "Y12019");
    check(r#""date":"2019-03-05""#, "2019-03-05");
    check(r#""date":2019"#, "2019");
    check(r#""date":"2019-03-05T10:20:30.123Z""#, "2019-03-05");
    check(r#""date":"2019-03-05 10:20""#, "2019-03-05");
    check(r#""when":"2024-10/..","date":"x""#, "2024-10/..");
    check(r#""edtf":"2019~","when":{"timespans":[]}"#, "2019~");
    check(
        r#""when":{"timespans":[{"start":{"in":"2019-03"}}]}"#,
        "2019-03",
    );
    check(
        r#""when":{"timespans":[{"start":{"in":"2018"},"end":{"in":"2019"}}]}"#,
        "2018/2019",
    );
    check(
        r#""when":{"timespans":[{"start":{"in":"2018"},"end":{"in":"2018"}}]}"#,
        "2018",
    );
    check(
        r#""when":{"timespans":[{"start":{"in":2018},"end":null}]}"#,
        "2018",
    );
    check(r#""when":{"timespans":[{"end":{"in":"2018"}}]}"#, "../2018");
    check(
        r#""when":{"timespans":[{"start":{"earliest":"2018","latest":"2019","in":""}}]}"#,
        "[2018..2019]",
    );
    check(
        r#""when":{"timespans":[{"start":{"earliest":"2018"}}]}"#,
        "[2018..]",
    );
    check(
        r#""when":{"timespans":[{"start":{"latest":"2018"}}]}"#,
        "[..2018]",
    );
    check(
        r#""when":{"timespans":[{"start":{"earliest":"2018"},"end":{"latest":"2019"}}]}"#,
        "2018/2019",
    );
    check(
        r#""when":{"timespans":[{"start":{"earliest":"2017","latest":"2018"},
           "end":{"earliest":"2019","latest":"2020"}}]}"#,
        "2017?/2020?",
    );
    check(
        r#""when":{"timespans":[{"start":{"in":"2017"}},{"start":{"in":"2019"},
           "end":{"in":"2020"}}]}"#,
        "{2017,2019..2020}",
    );
    check(r#""when":{"start":"2018","end":"2019"}"#, "2018/2019");
    // The feature's own, as GeoJSON-T has it.
    let events = collection(
        r#"{"type":"Feature","geometry":null,"properties":{"title":"t"},
            "when":{"timespans":[{"start":{"in":"2018"}}]}}"#,
    );
    assert_eq!(events.corpus.events().next().unwrap().when(), "2018");
}

#[test]
fn a_wrong_date_is_said_and_the_next_one_taken() {
    let check = |properties: &str, field: &str, when: &str| {
        let events = feature(properties);
        let fields: Vec<&str> = events.problems.iter().map(|p| p.field).collect();
        assert_eq!(fields, [field], "{properties}");
        assert_eq!(
            events.corpus.events().next().unwrap().when(),
            when,
            "{properties}"
        );
    };
    check(r#""date":"5 March 2019""#, "date", "");
    check(r#""when":"spring","year":2019"#, "when", "2019");
    check(r#""year":2019.5"#, "year", "");
    check(r#""year":true"#, "year", "");
    check(r#""year":1e300"#, "year", "");
    check(r#""when":{}"#, "when", "");
    check(r#""when":{"timespans":{}}"#, "when", "");
    check(r#""when":{"timespans":[]}"#, "when", "");
    check(r#""when":{"timespans":[3]}"#, "when", "");
    check(r#""when":{"timespans":[{"start":{}}]}"#, "when", "");
    check(r#""when":{"timespans":[{"start":{"in":[]}}]}"#, "when", "");
    check(
        r#""when":{"timespans":[{"start":{"in":"2019"},"end":{"in":"2018"}}]}"#,
        "when",
        "",
    );
    // An earlier event has the empty date, which makes it none that can be written.
    let events = collection(
        r#"{"type":"Feature","geometry":null,"properties":{"title":"a"}},
           {"type":"Feature","geometry":null,"properties":{"title":"b","when":{"start":""}}}"#,
    );
    assert_eq!(events.problems.len(), 1);
    assert_eq!(events.problems[0].field, "when");
}

#[test]
fn what_is_wrong_is_said_with_number_and_field() {
    let events = collection(
        r#"5,
           {"type":"Event"},
           {"type":"Feature","geometry":null,"properties":null},
           {"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":[]},
           {"type":"Feature","geometry":null,"id":7,"properties":{"title":"a","status":"done",
            "certainty":"rumour","url":"javascript:x","kind":4,"when":"2019-13"}},
           {"type":"Feature","geometry":null,"properties":{"title":"b","id":7}},
           {"type":"Feature","geometry":null,"properties":{"title":"c","id":[],"source":1}}"#,
    );
    assert_eq!(
        said(&events),
        [
            "features[0] type: this is not an object of type Feature; it is left out",
            "features[1] type: this is not an object of type Feature; it is left out",
            "features[2] title: it has neither a title nor a position; it is left out",
            "features[3] properties: this is not an object; it is left out",
            "features[3] title: there is no title",
            "features[4] kind: this is not a text; it is left out",
            "features[4] when: \"2019-13\" is not a date: month 13 does not exist; months run \
             from 01 to 12, seasons and quarters from 21 to 41",
            "features[4] status: \"done\" is not a word of the vocabulary; it is not used",
            "features[4] url: an address begins with https:// or http:// or is relative; it is \
             not used",
            "features[4] certainty: it belongs to a source and there is none; it is not used",
            "features[5] id: an earlier feature has the id \"7\"; another is made",
            "features[6] id: this is not a text or a whole number; it is left out",
            "features[6] source: this is not a text or an object; it is left out",
        ]
    );
    let ids: Vec<&str> = events.corpus.events().map(Event::id).collect();
    assert_eq!(ids, ["feature-3", "7", "feature-5", "feature-6"]);
}

/// What the `geojson` crate writes is read back, feature for feature.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn it_agrees_with_the_geojson_crate() {
    use geojson::{Feature, FeatureCollection, GeoJson, Geometry, GeometryValue};
    let features = (0..50).map(|number| {
        let number = f64::from(number);
        let mut feature = Feature::from(Geometry::new(GeometryValue::new_point([
            120.0 + number / 7.0,
            40.0 - number / 3.0,
        ])));
        feature.set_property("title", format!("event {number}"));
        feature
    });
    let features: Vec<Feature> = features.collect();
    let collection = FeatureCollection {
        bbox: None,
        features: features.clone(),
        foreign_members: None,
    };
    let text = GeoJson::from(collection).to_string();
    let events = read(text.as_bytes()).unwrap();
    assert_eq!(said(&events), [""; 0]);
    for (feature, event) in features.iter().zip(events.corpus.events()) {
        assert_eq!(feature.property("title").unwrap(), event.title());
        let at = events
            .corpus
            .place(event.mentions()[0].place)
            .position
            .unwrap();
        let Some(GeometryValue::Point { coordinates }) =
            feature.geometry.as_ref().map(|g| &g.value)
        else {
            panic!("not a point");
        };
        // Positions are kept to 11 mm.
        let off = (coordinates[0] - at.lon).abs() + (coordinates[1] - at.lat).abs();
        assert!(off < 1.1e-7, "{coordinates:?} {at:?}");
    }
    assert_eq!(events.corpus.len(), 50);
}

#[test]
fn mangled_files_never_panic() {
    let whole = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","id":1,"geometry":{"type":"Point","coordinates":[124.39,40.1]},
         "properties":{"title":"a","when":{"timespans":[{"start":{"earliest":"2018","latest":
         "2019"},"end":{"in":"2020"}},{"start":{"in":"2021-03"}}]},"kind":"k","status":"planned",
         "certainty":"rumour","source":[{"outlet":"o","date":"2019"},"p"],"url":"https://a.example"}},
        {"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[[1,2],[3,4]]},
         "properties":{"name":"단둥","year":2019,"date":"2019-03-05T10:00:00Z","place":"x"}}]}"#;
    let whole = whole.as_bytes();
    let mut seed = 3_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    // Letters of JSON make broken values of the right shape more often than any bytes do.
    let letters = br#"0123456789-+.eE"{}[]:,nulltruefals \u/XY~?%"#;
    let mut accepted = 0;
    for round in 0..20_000 {
        let mut bytes = whole.to_vec();
        if round % 4 == 0 {
            bytes.truncate(random(whole.len()));
        }
        for _ in 0..random(4) {
            if bytes.is_empty() {
                break;
            }
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = random(256) as u8,
                1 => bytes[at] = letters[random(letters.len())],
                _ => drop(bytes.remove(at)),
            }
        }
        if let Ok(events) = read(&bytes) {
            accepted += 1;
            for event in events.corpus.events() {
                assert!(!event.id().is_empty() && !event.title().is_empty());
                assert!(
                    event.when().is_empty()
                        || crate::model::edtf::Edtf::parse(event.when()).is_ok()
                );
            }
            assert!(places(&events.corpus).all(|p| p.position.unwrap().is_valid()));
            said(&events);
        }
    }
    assert!(accepted > 2_000, "{accepted}");
}

/// A quotation mark that is never closed costs its own row.
#[test]
fn rows_behind_an_open_quotation_mark_are_read() {
    let check = |text: &str, titles: &[&str], lines: &[u64]| {
        let events = read(text.as_bytes()).unwrap();
        let found: Vec<&str> = events.corpus.events().map(Event::title).collect();
        assert_eq!(found, titles, "{text}");
        let found: Vec<u64> = events.problems.iter().filter_map(|p| p.line).collect();
        assert_eq!(found, lines, "{text}: {:?}", said(&events));
        let is_open = |problem: &FeatureProblem| problem.reason == Reason::OpenQuote;
        assert!(events.problems.iter().all(is_open), "{text}");
    };
    let head = "title,lon,lat\n";
    let with = |rows: &str| [head, rows].concat();
    check(&with("\"open,1,2\nb,1,2\nc,1,2\n"), &["b", "c"], &[2]);
    check(&with("\"open,1,2\r\nb,1,2\r\nc,1,2"), &["b", "c"], &[2]);
    // The quotation mark of another field does not close it.
    check(
        &with("\"open,1,2\nb,1,2\n\"c, d\",1,2\n"),
        &["b", "c, d"],
        &[2],
    );
    // Opened in a later line of its row.
    check(&with("\"a\nb\",1,\"2\nc,1,2\n"), &["c"], &[3]);
    check(&with("\"a,1,2\n\"b,1,2\nc,1,2\n"), &["c"], &[2, 3]);
    check(&with("a,1,2\n\"b,1,2"), &["a"], &[3]);
    // What is closed is as before.
    check(
        &with("\"a\n\"\"b\"\"\",1,2\nc,1,2\n"),
        &["a\n\"b\"", "c"],
        &[],
    );
    check(&with("\"a\"b,1,2\n"), &["ab"], &[]);
    // So much is never one field.
    let long = "x,1,2\n".repeat(1 << 18);
    let events = read(with(&["\"open,1,2\n", &long, "\"c\",1,2\n"].concat()).as_bytes()).unwrap();
    assert_eq!(
        (events.corpus.len(), events.problems.len()),
        ((1 << 18) + 1, 1)
    );
    // Nor is a file of them a table.
    let events = read(with(&"\"open,1,2\n".repeat(2_000)).as_bytes()).unwrap();
    assert_eq!(events.corpus.len(), 0);
    assert_eq!(events.problems.len(), 1_000);
    assert_eq!(events.problems[999].reason, Reason::OpenQuotes);
}

/// Spreadsheets save "Unicode text" so.
#[test]
fn utf_16_is_read() {
    let text = "\u{feff}title\tlon\tlat\n단둥 🚂\t124.39\t40.13\n";
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(order).collect();
        for size in 1..7 {
            let mut reader = Reader::new(None);
            for piece in bytes.chunks(size) {
                reader.push(piece);
            }
            let events = reader.finish().unwrap();
            assert_eq!(said(&events), [""; 0]);
            assert_eq!(events.corpus.events().next().unwrap().title(), "단둥 🚂");
        }
        assert_eq!(read(&bytes[..2]).unwrap_err(), EventsError::CutOff);
        let long = [text, &"단동,🚂\t124.39\t40.13\n".repeat(10_000)].concat();
        let long: Vec<u8> = long.encode_utf16().flat_map(order).collect();
        let events = read(&long).unwrap();
        assert_eq!((events.corpus.len(), events.problems.len()), (10_001, 0));
    }
}
