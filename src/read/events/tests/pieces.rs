//! A file that comes in pieces is read as it is when it comes as a whole.

use super::super::collection::{Collection, Piece};
use super::super::json::Json;
use super::super::*;
use super::oracle;
use crate::model::Lang;
use fastrand::Rng;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// All that was read of a file, as a text.
fn told(result: &Result<Events, EventsError>) -> String {
    let events = match result {
        Ok(events) => events,
        Err(error) => return format!("refused: {error}"),
    };
    let corpus = &events.corpus;
    let mut text = String::new();
    for event in corpus.events() {
        let kind = event.kind().map(|kind| corpus.kind(kind).name(Lang::En));
        let _ = writeln!(
            text,
            "{} | {} | {} | {} | {kind:?} | {:?} | {}",
            event.id(),
            event.title(),
            event.summary(),
            event.when(),
            event.status(),
            event.url(),
        );
        for mention in event.mentions() {
            let place = corpus.place(mention.place);
            let name = place.name(Lang::En);
            let _ = writeln!(text, "  at {} {name} {:?}", place.id, place.position);
        }
        for report in event.reports() {
            let article = corpus.article(report.article);
            let _ = writeln!(text, "  from {article:?} {:?}", report.certainty);
        }
    }
    for problem in &events.problems {
        let _ = writeln!(text, "{problem}");
    }
    text
}

/// Reads a file in pieces of random lengths.
fn in_pieces(bytes: &[u8], format: Option<Format>, rng: &mut Rng) -> Result<Events, EventsError> {
    let longest = [1, 3, 20, 200][rng.usize(..4)];
    let mut reader = Reader::new(format);
    let mut rest = bytes;
    let mut before = Progress::default();
    while !rest.is_empty() {
        let (piece, others) = rest.split_at(rng.usize(0..=longest).min(rest.len()));
        let now = reader.push(piece);
        assert_eq!(now.bytes, before.bytes + piece.len() as u64);
        assert!(now.features >= before.features);
        (rest, before) = (others, now);
    }
    reader.finish()
}

/// Changes a few bytes, mostly to those that mean something.
fn mangled(bytes: &[u8], letters: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if rng.u8(..5) == 0 {
        bytes.truncate(rng.usize(..=bytes.len()));
    }
    for _ in 0..rng.usize(..3) {
        if bytes.is_empty() {
            break;
        }
        let at = rng.usize(..bytes.len());
        match rng.u8(..4) {
            0 => bytes[at] = rng.u8(..),
            1 => bytes[at] = letters[rng.usize(..letters.len())],
            2 => bytes.insert(at, letters[rng.usize(..letters.len())]),
            _ => drop(bytes.remove(at)),
        }
    }
    bytes
}

const WORDS: [&str; 8] = [
    "단둥",
    "a \"quoted\" one",
    "back\\slash",
    "line\nfeed",
    "x, y; z",
    "",
    "Ĳ",
    "e",
];

fn word(rng: &mut Rng) -> &'static str {
    WORDS[rng.usize(..WORDS.len())]
}

/// The properties of an event, texts all of them, and its position.
type Drawn = (Map<String, Value>, Option<[f64; 2]>);

fn event(rng: &mut Rng) -> Drawn {
    let mut properties = Map::new();
    let mut put = |name: &str, value: &str| properties.insert(name.into(), value.into());
    put("title", [word(rng), word(rng)].concat().trim());
    for name in ["summary", "place", "source"] {
        if rng.bool() {
            put(name, word(rng).trim());
        }
    }
    put(
        "date",
        ["2019", "2018-03~", "2019-13", "", "soon"][rng.usize(..5)],
    );
    put("id", ["", "7", "seven", "a b"][rng.usize(..4)]);
    put("status", ["planned", "done", ""][rng.usize(..3)]);
    let tenths = [rng.i32(-1900..1900), rng.i32(-950..950)];
    let at = rng
        .bool()
        .then(|| tenths.map(|tenths| f64::from(tenths) / 10.0));
    (properties, at)
}

fn feature((properties, at): &Drawn) -> Value {
    let geometry = at.map(|at| json!({ "type": "Point", "coordinates": at }));
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

/// The same events in every format, as their texts.
fn files(rng: &mut Rng) -> [(Format, Vec<u8>); 4] {
    let events: Vec<_> = (0..rng.usize(..6)).map(|_| event(rng)).collect();
    let features: Vec<Value> = events.iter().map(feature).collect();
    let collection = json!({ "name": "x", "features": features, "type": "FeatureCollection" });
    let collection = if rng.bool() {
        serde_json::to_string_pretty(&collection)
    } else {
        serde_json::to_string(&collection)
    };
    let end = ["\n", "\r\n", "\n\n"][rng.usize(..3)];
    let mut lines = String::new();
    let mut sequence = String::new();
    for feature in &features {
        let _ = write!(lines, "{feature}{end}");
        let _ = writeln!(sequence, "\u{1e}{feature:#}");
    }
    [
        (Format::GeoJson, collection.unwrap().into_bytes()),
        (Format::Lines, lines.into_bytes()),
        (Format::Sequence, sequence.into_bytes()),
        (Format::Csv, table(&events, rng)),
    ]
}

/// Written by the `csv` crate.
fn table(events: &[Drawn], rng: &mut Rng) -> Vec<u8> {
    let names = [
        "title", "date", "id", "summary", "place", "source", "status",
    ];
    let mut to = csv::WriterBuilder::new();
    if rng.bool() {
        to.terminator(csv::Terminator::CRLF);
    }
    let delimiter = b",;\t"[rng.usize(..3)];
    let mut to = to.delimiter(delimiter).from_writer(Vec::new());
    to.write_record(["Longitude", "lat"].iter().chain(&names))
        .unwrap();
    for (properties, at) in events {
        let at = at.map(|at| at.map(|degrees| degrees.to_string()));
        let at = at.unwrap_or_default();
        let texts = names.map(|name| properties.get(name).and_then(Value::as_str).unwrap_or(""));
        to.write_record(at.iter().map(|text| &**text).chain(texts))
            .unwrap();
    }
    to.into_inner().unwrap()
}

#[test]
fn every_format_says_the_same() {
    let rng = &mut Rng::with_seed(1);
    let mut events = 0;
    for _ in 0..300 {
        let [collection, others @ ..] = files(rng);
        let read = |file: &(Format, Vec<u8>)| {
            let mut reader = Reader::new(Some(file.0));
            reader.push(&file.1);
            reader.finish().unwrap()
        };
        let strip = |mut events: Events| {
            for problem in &mut events.problems {
                problem.line = None;
                // A table's position has other names.
                if problem.field == "longitude" {
                    problem.field = "geometry";
                }
            }
            events
                .problems
                .sort_by_key(|problem| (problem.feature, problem.field));
            told(&Ok(events))
        };
        let expected = read(&collection);
        events += expected.corpus.len();
        let expected = strip(expected);
        for other in &others {
            assert_eq!(
                strip(read(other)),
                expected,
                "{}",
                String::from_utf8_lossy(&other.1)
            );
        }
    }
    assert!(events > 500, "{events}");
}

#[test]
fn any_pieces_say_the_same_as_the_whole() {
    let rng = &mut Rng::with_seed(2);
    let mut accepted = [0; 4];
    for round in 0..1_500 {
        for (number, (format, whole)) in files(rng).into_iter().enumerate() {
            let letters: &[u8] = match format {
                Format::Csv => b",;\"\"\n\r\t\\-1.",
                _ => b"0123456789-+.eE\"{}[]:,nulltruefals \\\x1e\n",
            };
            let whole = if round % 2 == 0 {
                whole
            } else {
                mangled(&whole, letters, rng)
            };
            let whole = if round % 7 == 0 {
                [MARK, &whole].concat()
            } else {
                whole
            };
            let format = rng.bool().then_some(format);
            let mut reader = Reader::new(format);
            reader.push(&whole);
            let expected = reader.finish();
            let text = String::from_utf8_lossy(&whole);
            accepted[number] += usize::from(expected.is_ok());
            let found = in_pieces(&whole, format, rng);
            assert_eq!(told(&found), told(&expected), "{format:?} {text}");
        }
    }
    assert!(accepted.iter().all(|count| *count > 700), "{accepted:?}");
}

const MARK: &[u8] = b"\xef\xbb\xbf";

/// As `serde_json` has it.
fn value(json: &Json<'_>) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool => Value::Bool(true),
        Json::Whole(number) => (*number).into(),
        Json::Below(number) => (*number).into(),
        Json::Number(number) => (*number).into(),
        Json::Text(text) => text.to_string().into(),
        Json::List(list) => list.iter().map(value).collect(),
        Json::Object(object) => {
            let members = object.0.iter();
            let members = members.map(|(name, member)| (name.to_string(), value(member)));
            Value::Object(members.collect())
        }
    }
}

/// With one kind of truth.
fn blurred(value: Value) -> Value {
    match value {
        Value::Bool(_) => Value::Bool(true),
        Value::Array(list) => list.into_iter().map(blurred).collect(),
        Value::Object(object) => {
            let members = object
                .into_iter()
                .map(|(name, member)| (name, blurred(member)));
            Value::Object(members.collect())
        }
        other => other,
    }
}

fn collected(bytes: &[u8], rng: &mut Rng) -> Result<Vec<Value>, EventsError> {
    let mut found = Vec::new();
    let mut take = |_: u32, json: &Json<'_>| found.push(value(json));
    let mut collection = Collection::default();
    let longest = [1, 8, 1000][rng.usize(..3)];
    let mut rest = bytes;
    while !rest.is_empty() {
        let (piece, others) = rest.split_at(rng.usize(0..=longest).min(rest.len()));
        if let Piece::Another(at) = collection.push(piece, &mut take)? {
            return Err(collection.position().mistake(at));
        }
        rest = others;
    }
    collection.finish(&mut take)?;
    Ok(found)
}

/// Any JSON at all, deep now and then.
fn anything(deep: u32, rng: &mut Rng) -> String {
    let blank = [" ", "", "", "\n", "\r\n\t"][rng.usize(..5)];
    let many = rng.usize(..4);
    match rng.u8(..12) {
        0..=2 if deep > 0 => {
            let items: Vec<String> = (0..many).map(|_| anything(deep - 1, rng)).collect();
            format!("[{blank}{}]", items.join(&format!("{blank},")))
        }
        3..=5 if deep > 0 => {
            let items = (0..many).map(|_| {
                let name = ["a", "type", "features", "f\\u0065atures", "geometry"][rng.usize(..5)];
                format!("{blank}\"{name}\"{blank}:{}", anything(deep - 1, rng))
            });
            format!("{{{}{blank}}}", items.collect::<Vec<_>>().join(","))
        }
        6 => ["true", "false", "null"][rng.usize(..3)].to_owned() + blank,
        7 => {
            ["-0", "12", "0.5e3", "1e999", "18446744073709551616", "-7"][rng.usize(..6)].to_owned()
        }
        8 => "\"Feature\"".to_owned(),
        9 => "\"FeatureCollection\"".to_owned(),
        10 if rng.u8(..8) == 0 => {
            let deep = rng.usize(120..130);
            ["[".repeat(deep), "]".repeat(deep)].concat()
        }
        _ => format!(
            "\"{}\"",
            ["é\\n", "\\\"", "}]", "\\ud83d\\ude00", "\\ud83d"][rng.usize(..5)]
        ),
    }
}

#[test]
fn it_agrees_with_reading_the_whole() {
    let rng = &mut Rng::with_seed(3);
    let (mut accepted, mut mistakes) = (0, 0);
    for round in 0..20_000 {
        let text = match round % 3 {
            0 => anything(5, rng),
            1 => format!(
                "{{\"type\":\"FeatureCollection\",\n \"features\":{}, \"x\":{}}}",
                anything(4, rng),
                anything(2, rng),
            ),
            _ => format!(
                "{{\"features\" :[{},\n{}],\"type\":{}}}\n",
                anything(4, rng),
                anything(4, rng),
                if rng.bool() {
                    "\"FeatureCollection\""
                } else {
                    "\"Feature\""
                },
            ),
        };
        let bytes = mangled(text.as_bytes(), b"0-1.eE\"{}[]:,nul \\\n", rng);
        let expected = oracle::features(&bytes);
        let expected = expected.map(|all| all.into_iter().map(blurred).collect::<Vec<_>>());
        accepted += usize::from(expected.is_ok());
        mistakes += usize::from(matches!(expected, Err(EventsError::Syntax { .. })));
        let text = String::from_utf8_lossy(&bytes);
        let found = collected(&bytes, rng);
        if found != expected {
            // `\u` takes four bytes without looking, so that a short one is found further on.
            let is_short = matches!(found, Err(EventsError::Syntax { .. })) && expected.is_err();
            assert!(
                is_short && text.contains("\\u"),
                "{found:?} {expected:?} {text}"
            );
        }
    }
    assert!(
        accepted > 2_000 && mistakes > 2_000,
        "{accepted} {mistakes}"
    );
}
