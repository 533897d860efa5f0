use super::*;
use crate::geo::linework::{Lens, Line, MAX_LEVEL, Scratch};
use crate::geo::topology::tests::crossings;
use crate::geo::{LonLat, Size, View, Viewport, World};
use crate::read::basemap::{Split, read, refine, write};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const EMPTY: &str = r#"{"type":"FeatureCollection","features":[]}"#;

/// Files in which the named ones have a text, the others no features.
fn files(given: &[(&str, &str)]) -> BTreeMap<String, String> {
    let text = |file: &str| match given.iter().find(|(name, _)| *name == file) {
        Some((_, text)) => (*text).to_owned(),
        None if file == "river-widths.json" => "{}".to_owned(),
        None => EMPTY.to_owned(),
    };
    FILES
        .iter()
        .map(|file| ((*file).to_owned(), text(file)))
        .collect()
}

fn collection(features: &[&str]) -> String {
    let features = features.join(",");
    format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)
}

fn feature(id: &str, properties: &str, kind: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type":"Feature","id":"{id}","properties":{{{properties}}},
            "geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
    )
}

#[test]
fn no_features_are_an_empty_basemap() {
    assert_eq!(compile(&files(&[])), Ok(Basemap::default()));
    let missing = compile(&BTreeMap::new()).unwrap_err();
    assert_eq!(missing.len(), FILES.len());
    assert!(
        missing
            .iter()
            .all(|problem| problem.cause == Cause::Missing)
    );
}

/// Two square countries, the line between them, a river on it, and a province line across the
/// eastern one that overshoots by some metres.
#[test]
fn layers_share_what_they_share() {
    let square = |id, west: &str, east: &str| {
        let ring = format!(
            "[[[{west},40.0],[{east},40.0],[{east},40.5],[{east},41.0],[{west},41.0],
               [{west},40.5],[{west},40.0]]]"
        );
        feature(id, "", "Polygon", &ring)
    };
    let line = "[[126.0,40.0],[126.0,40.5],[126.0,41.0]]";
    let countries = collection(&[
        &square("CN", "125.0", "126.0"),
        &square("KP", "126.0", "127.0"),
    ]);
    let border = r#""border":"cn-kp","on":"river""#;
    let border = collection(&[&feature("cn-kp-yalu", border, "LineString", line)]);
    let river = r#""river":"yalu","channel":"main","from_km":0,"to_km":111.2,"drawn":false,
        "names":{"en":"Yalu","zh":"鸭绿江"},"paired":"Yalu/Amnok""#;
    let rivers = collection(&[&feature("yalu-main-1", river, "LineString", line)]);
    let inner = "[[126.0,40.5],[126.5,40.51],[127.00001,40.6]]";
    let inner = collection(&[&feature("n-s", "", "LineString", inner)]);
    let province = |id, south: &str, north: &str| {
        let ring = format!(
            "[[[126.01,{south}],[126.99,{south}],[126.99,{north}],[126.01,{north}],
               [126.01,{south}]]]"
        );
        feature(id, r#""country":"KP","names":{"en":"x"}"#, "Polygon", &ring)
    };
    let provinces = collection(&[
        &province("south", "40.01", "40.45"),
        &province("north", "40.55", "40.99"),
    ]);
    let map = compile(&files(&[
        ("countries.geojson", &countries),
        ("border.geojson", &border),
        ("rivers.geojson", &rivers),
        (
            "river-widths.json",
            r#"{"unit":"km, m","yalu":[[0,4],[100,54]]}"#,
        ),
        ("province-lines.geojson", &inner),
        ("provinces.geojson", &provinces),
    ]))
    .unwrap();
    let arcs = |line: &Line| line.0.iter().map(|arc| arc.index()).collect::<Vec<_>>();
    assert_eq!(arcs(&map.border[0].lines[0]), arcs(&map.rivers[0].line));
    for arc in arcs(&map.rivers[0].line) {
        for country in &map.countries {
            assert!(
                country
                    .area
                    .rings
                    .iter()
                    .any(|ring| arcs(ring).contains(&arc))
            );
        }
    }
    assert_eq!(&*map.rivers[0].naming.alternative[0], "Amnok");
    assert!((map.river_widths[0].metres_at(50.0) - 29.0).abs() < 1e-9);
    let south = map.areas("provinces#south").next().expect("a province");
    for (lat, inside) in [(40.1, true), (40.49, true), (40.53, false), (40.9, false)] {
        let at = World::from(LonLat::new(126.5, lat));
        assert_eq!(map.linework.contains(south, at), inside, "{lat}");
    }
    assert_eq!(
        map.country_at(LonLat::new(125.5, 40.5)).map(|one| &*one.id),
        Some("CN")
    );
}

#[test]
fn problems_are_located_all_at_once() {
    let names = r#""names":{"en":"x"}"#;
    let town = format!(r#""country":"KP","rank":1,{names}"#);
    let places = collection(&[
        &feature("a", &town, "Point", "[126.0,41.0]"),
        &feature("a", &town, "Point", "[126.0,41.0]"),
        &feature("b", &town, "Point", "[126.0,410.0]"),
        &feature(
            "c",
            r#""country":"KP","rank":"1""#,
            "LineString",
            "[[1,2],[3,4]]",
        ),
    ]);
    let lakes = collection(&[
        &feature(
            "l",
            r#""area_km2":1"#,
            "Polygon",
            "[[[1,2],[3,4],[5,6],[1.5,2]]]",
        ),
        &feature("m", r#""area_km2":-1"#, "Polygon", "[[[1,2],[3,4],[1,2]]]"),
    ]);
    let problems = compile(&files(&[
        ("border.geojson", r#"{"type":"Point","coordinates":[1,2]}"#),
        ("river-widths.json", r#"{"yalu":[[5,1],[4,1]]}"#),
        ("streams.geojson", "{\n  oops"),
        ("lakes.geojson", &lakes),
        ("places.geojson", &places),
    ]))
    .unwrap_err();
    let found: Vec<_> = problems
        .iter()
        .map(|p| (&*p.file, p.feature, p.cause.clone()))
        .collect();
    let property = |name, wanted| Cause::Property { name, wanted };
    let widths = "{\"river\": [[km, metres], …]} with rising kilometres";
    let expected = [
        (
            "border.geojson",
            None,
            Cause::Kind {
                wanted: "a collection of features",
            },
        ),
        ("river-widths.json", None, Cause::Kind { wanted: widths }),
        (
            "streams.geojson",
            None,
            Cause::Syntax { line: 2, column: 3 },
        ),
        ("lakes.geojson", Some(0), Cause::Open),
        (
            "lakes.geojson",
            Some(1),
            property("area_km2", "a number that is not negative"),
        ),
        ("lakes.geojson", Some(1), Cause::Short),
        ("places.geojson", Some(1), Cause::Id),
        ("places.geojson", Some(2), Cause::Position(0)),
        (
            "places.geojson",
            Some(3),
            property("names", "names by language"),
        ),
        (
            "places.geojson",
            Some(3),
            property("rank", "a number that is not negative"),
        ),
        (
            "places.geojson",
            Some(3),
            Cause::Geometry { wanted: "a point" },
        ),
    ];
    assert_eq!(found, expected);
    assert_eq!(
        problems[2].to_string(),
        "streams.geojson: not GeoJSON at line 2, column 3"
    );
}

/// The layers of the project themselves.
fn shipped() -> Basemap {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let text = |file: &&str| {
        (
            (*file).to_owned(),
            fs::read_to_string(folder.join(file)).unwrap(),
        )
    };
    compile(&FILES.iter().map(text).collect()).unwrap()
}

/// Simplified as they are, the areas still hold their towns, each line is connected, and what
/// is drawn of the land changes by less than a hundredth between zooms.
#[test]
fn the_shipped_layers_hold_together() {
    let map = shipped();
    for town in &map.towns {
        let country = map.country_at(town.at).map(|country| &*country.id);
        assert_eq!(country, Some(&*town.country), "{}", town.names[0]);
        let at = World::from(town.at);
        let holding = |area| map.linework.contains(area, at);
        let provinces = map.provinces.iter().filter(|one| holding(&one.area));
        let known = map.provinces.iter().any(|one| one.country == town.country);
        assert!(provinces.count() <= 1, "{}", town.names[0]);
        assert!(known || town.country.len() == 2);
    }
    let rings = map.countries.iter().flat_map(|country| &country.area.rings);
    let rings = rings.chain(
        map.provinces
            .iter()
            .flat_map(|province| &province.area.rings),
    );
    let lines = map.border.iter().flat_map(|line| &line.lines);
    let lines = lines
        .chain(map.rivers.iter().map(|river| &river.line))
        .chain(&map.coast);
    for line in rings.clone().chain(lines) {
        let mut end: Option<World> = None;
        for arc in &line.0 {
            let mut at: Vec<World> = map.linework.arc(arc.index()).map(|v| v.at).collect();
            if arc.is_reversed() {
                at.reverse();
            }
            assert!(end.is_none_or(|end| end == at[0]));
            end = at.last().copied();
        }
    }
    for ring in rings {
        let at: Vec<World> = map
            .linework
            .vertices(ring, MAX_LEVEL)
            .map(|v| v.at)
            .collect();
        assert_eq!(at.first(), at.last());
    }
    for country in map
        .countries
        .iter()
        .filter(|one| ["CN", "KP", "RU"].contains(&&*one.id))
    {
        let area = |level| {
            let rings = country.area.rings.iter().map(|ring| {
                let at = map.linework.vertices(ring, level).map(|v| v.at);
                let at: Vec<World> = at.collect();
                let turn = |w: &[World]| {
                    (w[0].x - at[0].x) * (w[1].y - at[0].y)
                        - (w[1].x - at[0].x) * (w[0].y - at[0].y)
                };
                at.windows(2).map(turn).sum::<f64>()
            });
            rings.sum::<f64>()
        };
        let full = area(MAX_LEVEL);
        for level in 18..MAX_LEVEL {
            assert!(
                (area(level) / full - 1.0).abs() < 0.01,
                "{} {level}",
                country.id
            );
        }
    }
}

/// No zoom makes lines cross that do not cross at full detail.
#[test]
fn no_zoom_adds_a_crossing_to_the_shipped_layers() {
    let map = shipped();
    let rings = map.countries.iter().flat_map(|country| &country.area.rings);
    let lines = map.border.iter().flat_map(|line| &line.lines);
    let lines = lines.chain(map.province_lines.iter().flat_map(|line| &line.lines));
    let lines = lines
        .chain(map.rivers.iter().map(|river| &river.line))
        .chain(rings);
    let arcs: BTreeSet<usize> = lines
        .flat_map(|line| &line.0)
        .map(|arc| arc.index())
        .collect();
    let drawn = |level: u8| {
        let mut segments = Vec::new();
        for &arc in &arcs {
            let shown = map.linework.arc(arc).filter(|vertex| vertex.level <= level);
            let at: Vec<World> = shown.map(|vertex| vertex.at).collect();
            segments.extend(at.windows(2).map(|pair| [pair[0], pair[1]]));
        }
        segments
    };
    let full = crossings(&drawn(MAX_LEVEL));
    for level in (0..MAX_LEVEL).step_by(3) {
        let here = crossings(&drawn(level));
        assert!(here <= full, "level {level}: {here}, at full detail {full}");
    }
}

/// What a reader downloads, compressed as it is served, in bytes.
const FIRST_PART: usize = 25_000;
const BOTH_PARTS: usize = 120_000;

#[test]
fn the_shipped_layers_are_small() {
    let map = shipped();
    let parts = write(&map, Split::SHIPPED).unwrap();
    let compressed = |bytes: &[u8]| {
        let mut out = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            ..Default::default()
        };
        brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).unwrap();
        out.len()
    };
    let (first, rest) = (compressed(&parts.first), compressed(&parts.rest));
    assert!(
        first <= FIRST_PART && first + rest <= BOTH_PARTS,
        "{first} + {rest}"
    );
    let mut back = read(&parts.first).unwrap();
    refine(&mut back, &parts.rest).unwrap();
    assert!(back.linework == map.linework);
}

/// What is drawn is bounded by the screen.
#[test]
fn the_shipped_layers_draw_little() {
    let map = shipped();
    let mut scratch = Scratch::default();
    let views = [
        (126.9, 41.4, 6.5, 8_000),
        (124.39, 40.12, 11.0, 2_000),
        (129.85, 42.96, 13.0, 1_000),
        (124.392_5, 40.115, 16.0, 200),
        (128.18, 41.41, 17.0, 200),
    ];
    for (lon, lat, zoom, most) in views {
        let center = LonLat::new(lon, lat);
        let size = Size {
            width: 872.0,
            height: 676.0,
        };
        let lens = Lens::new(&Viewport::new(View { center, zoom }, size), 16.0);
        let mut drawn = 0;
        let areas = map.countries.iter().map(|one| &one.area);
        for area in areas.chain(map.lakes.iter().map(|one| &one.area)) {
            drawn += map
                .linework
                .trace_area(area, &lens, &mut scratch, &mut |_, _| ());
        }
        let lines = map
            .border
            .iter()
            .flat_map(|one| &one.lines)
            .chain(&map.coast);
        let lines = lines.chain(map.rivers.iter().map(|one| &one.line));
        let lines = lines.chain(map.province_lines.iter().flat_map(|one| &one.lines));
        for line in lines.chain(map.streams.iter().flat_map(|one| &one.lines)) {
            drawn += map.linework.trace_line(line, &lens, &mut |_| ());
        }
        assert!((1..=most).contains(&drawn), "zoom {zoom}: {drawn}");
    }
}
