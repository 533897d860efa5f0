//! Every class and every problem, and JSON beside `serde_json`.

use super::*;

const SQUARE: &str = "[[[0,0],[4,0],[4,4],[0,4],[0,0]]]";

fn feature(kind: &str, coordinates: &str, properties: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
    )
}

fn map(features: &[String]) -> Result<Basemap, Vec<HostMapProblem>> {
    let list = features.join(",");
    read(&format!(
        r#"{{"type":"FeatureCollection","features":[{list}]}}"#
    ))
}

#[test]
fn every_class_finds_its_layer() {
    let made = map(&[
        feature("Polygon", SQUARE, r#"{"name":"Land","name:ja":"陸"}"#),
        feature("Polygon", SQUARE, r#"{"class":"water"}"#),
        feature("LineString", "[[0,0],[1,1]]", r#"{"order":2}"#),
        feature(
            "MultiLineString",
            "[[[0,0],[1,1]]]",
            r#"{"class":"border"}"#,
        ),
        feature("Point", "[1,2]", r#"{"name":"Town","rank":9}"#),
        feature("Point", "[1,2]", r#"{"class":"peak"}"#),
    ]);
    let made = made.unwrap();
    assert_eq!((made.countries.len(), made.lakes.len()), (1, 1));
    assert_eq!((made.streams[0].order, made.border.len()), (2, 1));
    assert_eq!((made.towns[0].rank, made.landmarks.len()), (5, 1));
    assert_eq!(made.countries[0].naming.name(Lang::Ja), "陸");
    let inside = World::from(LonLat::new(1.0, 1.0));
    assert!(made.linework.contains(&made.countries[0].area, inside));
}

#[test]
fn everything_wrong_is_said() {
    let problems = map(&[
        feature("Point", "[200,2]", "{}"),
        feature("Point", "[1,2]", r#"{"class":"road"}"#),
        feature("Polygon", "[[[0,0],[1,1],[0,0]]]", "{}"),
        r#"{"type":"Feature","properties":{},"geometry":null}"#.into(),
    ]);
    let problems = problems.unwrap_err();
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "feature 0: 200, 2 is not a position; longitude comes first, in degrees",
            "feature 1: class “road” does not go with its geometry",
            "feature 2: a ring needs four positions, the last equal to the first",
            "feature 3: it has no geometry",
        ]
    );
}

#[test]
fn what_is_no_collection_is_refused() {
    assert!(matches!(
        read("{").unwrap_err()[0],
        HostMapProblem::NotGeoJson { line: 1, column: 2 }
    ));
    let point = r#"{"type":"Point","coordinates":[1,2]}"#;
    assert_eq!(read(point).unwrap_err(), [HostMapProblem::NotACollection]);
    assert!(map(&[]).is_ok());
}

/// A random value as text.
fn random_text(random: &mut fastrand::Rng, depth: u32, out: &mut String) {
    let space = ["", "", "", " ", "\n\t", "\r"];
    out.push_str(random.choice(space).unwrap());
    match random.u32(..if depth < 4 { 9 } else { 6 }) {
        0 => out.push_str(random.choice(["null", "true", "false"]).unwrap()),
        1 => out.push_str(&random.i64(-99_999..99_999).to_string()),
        2 => out.push_str(&(random.f64() * 360.0 - 180.0).to_string()),
        3 => {
            let whole = random.i32(-9..99);
            let part = random.u32(..1_000);
            let sign = random.choice(["e", "E", "e+", "E-"]).unwrap();
            let power = random.u32(..12);
            out.extend([format!("{whole}.{part:03}{sign}{power}")]);
        }
        4 | 5 => random_string(random, out),
        6 | 7 => {
            let (open, close) = if random.bool() {
                ('[', ']')
            } else {
                ('{', '}')
            };
            out.push(open);
            for number in 0..random.u32(..4) {
                if number > 0 {
                    out.push(',');
                }
                if open == '{' {
                    out.push_str(random.choice(space).unwrap());
                    random_string(random, out);
                    out.push_str(random.choice(space).unwrap());
                    out.push(':');
                }
                random_text(random, depth + 1, out);
            }
            out.push(close);
        }
        _ => out.push_str("[ ]"),
    }
    out.push_str(random.choice(space).unwrap());
}

fn random_string(random: &mut fastrand::Rng, out: &mut String) {
    let pieces = [
        "a",
        "b",
        "",
        "강",
        "é",
        "😀",
        "\\n",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b\\f\\r\\t",
        "\\uFFFF",
        " ",
    ];
    out.push('"');
    for _ in 0..random.u32(..4) {
        out.push_str(random.choice(pieces).unwrap());
    }
    out.push('"');
}

fn is_same(ours: &Json, theirs: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (ours, theirs) {
        (Json::Word, Value::Null | Value::Bool(_)) => true,
        (Json::Number(a), Value::Number(b)) => {
            let b = b.as_f64().unwrap();
            // A coordinate is exact but for its last bits; each power of ten may cost one more.
            let is_near = (1e-9..1e9).contains(&b.abs());
            (a - b).abs() <= b.abs() * if is_near { 1e-15 } else { 1e-13 }
        }
        (Json::Text(a), Value::String(b)) => a == b,
        (Json::List(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Json::Object(_), Value::Object(b)) => b
            .iter()
            .all(|(name, b)| ours.get(name).is_some_and(|a| is_same(a, b))),
        _ => false,
    }
}

#[test]
fn json_is_what_serde_json_reads() {
    let (mut read, mut refused) = (0, 0);
    for seed in 0..20_000 {
        let random = &mut fastrand::Rng::with_seed(seed);
        let mut text = String::new();
        random_text(random, 0, &mut text);
        // Most of them with a mistake or two.
        for _ in 0..random.u32(..3) {
            let at = random.usize(..=text.len());
            if text.is_char_boundary(at) {
                let odd = [
                    "\"", "\\", ",", "]", "{", "0", "-", ".", "e", "\\ud800", "\x01", "\u{feff}",
                ];
                if random.bool() {
                    text.insert_str(at, random.choice(odd).unwrap());
                } else {
                    text.truncate(at);
                }
            }
        }
        let ours = Json::read(&text);
        match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(theirs) => {
                read += 1;
                assert!(
                    is_same(ours.as_ref().unwrap(), &theirs),
                    "{text:?}: {ours:?}"
                );
            }
            // A number beyond all numbers is a number to us, and no position.
            Err(error) if error.to_string().starts_with("number out of range") => {}
            Err(_) => {
                refused += 1;
                assert!(ours.is_err(), "{text:?}: {ours:?}");
            }
        }
    }
    assert!(read > 5_000 && refused > 5_000, "{read} {refused}");
}

#[test]
fn places_and_depth_of_json() {
    for (text, line, column) in [
        ("", 1, 1),
        ("[1,\n 2,,3]", 2, 4),
        ("[\"a\nb\"]", 1, 4),
        ("{\"a\":1}\n}", 2, 1),
        ("[01]", 1, 4),
        ("\"\\ud800x\"", 1, 8),
        ("\"", 1, 2),
    ] {
        assert_eq!(
            Json::read(text),
            Err(json::NotJson { line, column }),
            "{text:?}"
        );
    }
    let deep = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Json::read(&deep(128)).is_ok());
    assert!(Json::read(&deep(129)).is_err());
    assert!(Json::read(&deep(1_000_000)).is_err());
}
