//! The Yalu and the Tumen, and the land between their heads.

use super::crossings::{Segment, is_inside, meet, segments};
use super::layer::{Parts, Shape, Spot, feature, layer};
use super::towns::{basemap, lon_lat};
use yalu_map::geo::LonLat;

/// Where water runs into the land border: a piece of a river that has more in common with it than
/// the end of both, or that touches it elsewhere than at its two ends.
fn trespass(land: &[Spot], rivers: &[Shape]) -> Option<Segment> {
    let dry = segments([land]);
    let heads = [land.first(), land.last()].map(Option::<&Spot>::copied);
    let inner: Vec<Spot> = land
        .iter()
        .copied()
        .filter(|at| !heads.contains(&Some(*at)))
        .collect();
    let water = rivers.iter().flat_map(|river| segments(river.lines()));
    let mut water = water.into_iter();
    water.find(|wet| {
        dry.iter().any(|dry| meet(*dry, *wet))
            || inner.iter().any(|at| *at == wet.0 || *at == wet.1)
    })
}

fn land() -> Vec<Spot> {
    let Parts::Lines(lines) = feature("border.geojson", "cn-kp-paektu").parts else {
        panic!("the land border is a line")
    };
    assert_eq!(lines.len(), 1, "the land border is one line");
    lines.concat()
}

#[test]
fn no_river_runs_over_the_land_border() {
    let (land, rivers) = (land(), layer("rivers.geojson"));
    assert_eq!(trespass(&land, &rivers), None);
    assert_eq!(trespass(&land, &[]), None);
    // And each of the two rivers begins where it ends.
    for (river, head) in [("yalu", land.first()), ("tumen", land.last())] {
        let begins = rivers
            .iter()
            .filter(|one| one.text("river") == river && one.text("channel") == "main")
            .any(|one| one.lines().iter().any(|line| line.first() == head));
        assert!(begins, "{river} does not begin at {head:?}");
    }
}

#[test]
fn planted_water_on_land_is_found() {
    let land = land();
    let river = |line: Vec<Spot>| Shape {
        id: "planted".into(),
        properties: geojson::JsonObject::new(),
        parts: Parts::Lines(vec![line]),
    };
    let middle = land[land.len() / 2];
    let beside = (middle.0 + 700, middle.1 + 900);
    let across = vec![beside, (2 * middle.0 - beside.0, 2 * middle.1 - beside.1)];
    assert!(trespass(&land, &[river(across)]).is_some());
    assert!(trespass(&land, &[river(vec![middle, beside])]).is_some());
    assert!(trespass(&land, &[river(land[3..9].to_vec())]).is_some());
    let away = vec![land[0], (land[0].0 - 100, land[0].1 - 300)];
    assert_eq!(trespass(&land, &[river(away)]), None);
}

#[test]
fn the_large_islands_are_north_korean() {
    let basemap = basemap();
    for (island, lon, lat) in [
        ("Wihwa-do", 124.410, 40.125),
        ("Ojok-do", 124.520, 40.215),
        ("Hwanggumpyong", 124.320, 39.965),
        ("Bidan-do", 124.250, 39.880),
        ("Sindo", 124.234, 39.810),
    ] {
        let country = basemap.country_at(LonLat::new(lon, lat));
        let country = country.map(|country| &*country.id);
        assert_eq!(country, Some("KP"), "{island}");
    }
    // The far banks at Dandong and Donggang, so that the question is one.
    for (lon, lat) in [(124.38, 40.14), (124.28, 39.99)] {
        let country = basemap.country_at(LonLat::new(lon, lat));
        assert_eq!(
            country.map(|country| &*country.id),
            Some("CN"),
            "{lon},{lat}"
        );
    }
}

#[test]
fn the_reservoir_and_the_crater_lake_are_there() {
    let basemap = basemap();
    let lake = |id: &str| basemap.lakes.iter().find(|lake| &*lake.id == id);
    let supung = lake("supung").expect("Supung reservoir");
    assert!(supung.reservoir && supung.area_km2 > 100.0);
    let heaven = lake("heaven-lake").expect("Heaven Lake");
    assert!(!heaven.reservoir && (9.0..11.0).contains(&heaven.area_km2));
    // The border crosses the crater lake and the reservoir lies on it.
    for (file, id) in [
        ("heaven-lake.geojson", "heaven-lake"),
        ("lakes.geojson", "supung"),
    ] {
        let shape = feature(file, id);
        let rings = shape.lines();
        let border = layer("border.geojson");
        let wet = border
            .iter()
            .filter(|line| line.text("border") == "cn-kp")
            .flat_map(|line| line.lines())
            .any(|line| {
                line.windows(2).any(|pair| {
                    let ends = pair.iter().any(|at| is_inside(rings[0], *at));
                    let piece = segments([pair]);
                    ends || segments(rings.iter().copied())
                        .iter()
                        .any(|shore| meet(*shore, piece[0]))
                })
            });
        assert!(wet, "the border does not meet {id}");
    }
    let (lon, lat) = lon_lat((12_805_700, 4_200_600));
    assert!(
        basemap
            .linework
            .contains(&heaven.area, LonLat::new(lon, lat).into())
    );
}
