//! Every class and every problem.

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
        HostMapProblem::NotGeoJson(_)
    ));
    let point = r#"{"type":"Point","coordinates":[1,2]}"#;
    assert_eq!(read(point).unwrap_err(), [HostMapProblem::NotACollection]);
    assert!(map(&[]).is_ok());
}
