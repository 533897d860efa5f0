//! Border, countries and coast are one net of lines: each piece of a country's outline is a piece
//! of the border, of the coast or of the frame's rim, and the other way round.

use super::crossings::{Segment, segment, segments};
use super::form::FRAME;
use super::layer::{Shape, layer};
use std::collections::HashMap;

/// What does not fit together.
#[derive(Debug, PartialEq)]
enum Fault {
    /// A piece of the border that is not on its two countries and no other.
    Border(String, Segment),
    /// A piece of the coast that is not on its country alone.
    Coast(String, Segment),
    /// A piece of an outline that is none of border, coast and rim.
    Loose(Segment),
}

/// The first fault. Borders in an estuary run over water and bound no land.
fn fault(countries: &[Shape], border: &[Shape], coast: &[Shape]) -> Option<Fault> {
    let mut owners: HashMap<Segment, Vec<&str>> = HashMap::new();
    for country in countries {
        for piece in segments(country.lines()) {
            owners.entry(piece).or_default().push(&country.id);
        }
    }
    for line in border.iter().filter(|line| line.text("on") != "estuary") {
        let mut pair: Vec<&str> = line
            .properties
            .get("countries")
            .and_then(|list| list.as_array())
            .map(|list| list.iter().filter_map(|one| one.as_str()).collect())
            .unwrap_or_default();
        pair.sort_unstable();
        for piece in segments(line.lines()) {
            // Taken out, so that a piece drawn twice is found as well.
            let mut found = owners.remove(&piece).unwrap_or_default();
            found.sort_unstable();
            if found != pair || pair.len() != 2 {
                return Some(Fault::Border(line.id.clone(), piece));
            }
        }
    }
    for line in coast {
        for piece in segments(line.lines()) {
            if owners.remove(&piece).unwrap_or_default() != [line.text("country")] {
                return Some(Fault::Coast(line.id.clone(), piece));
            }
        }
    }
    let loose = owners.into_keys().find(|piece| !is_on_the_rim(*piece));
    loose.map(Fault::Loose)
}

fn is_on_the_rim((a, b): Segment) -> bool {
    let [west, south, east, north] = FRAME;
    (a.0 == b.0 && [west, east].contains(&a.0)) || (a.1 == b.1 && [south, north].contains(&a.1))
}

fn layers() -> [Vec<Shape>; 3] {
    ["countries.geojson", "border.geojson", "coast.geojson"].map(layer)
}

#[test]
fn border_coast_and_countries_share_every_vertex() {
    let [countries, border, coast] = layers();
    assert_eq!(fault(&countries, &border, &coast), None);
    assert_eq!(fault(&[], &[], &[]), None);
}

#[test]
fn planted_faults_are_found() {
    let moved = |shapes: &mut Vec<Shape>, which: usize| {
        let super::layer::Parts::Lines(lines) = &mut shapes[which].parts else {
            panic!("these are lines")
        };
        let line = &mut lines[0];
        let middle = line.len() / 2;
        // One metre.
        line[middle].0 += 1;
        line[middle]
    };
    let [countries, mut border, coast] = layers();
    let land = border
        .iter()
        .position(|line| line.id == "cn-kp-paektu")
        .expect("the land border");
    let at = moved(&mut border, land);
    let Some(Fault::Border(id, piece)) = fault(&countries, &border, &coast) else {
        panic!("a moved vertex of the border is not found")
    };
    assert_eq!(id, "cn-kp-paektu");
    assert!(piece.0 == at || piece.1 == at);

    let [mut countries, border, mut coast] = layers();
    moved(&mut coast, 0);
    let found = fault(&countries, &border, &coast);
    assert!(matches!(found, Some(Fault::Coast(_, _))), "{found:?}");

    // A coast that is gone leaves its outline loose, a country that is gone its border alone.
    coast.remove(0);
    let found = fault(&countries, &border, &coast);
    assert!(matches!(found, Some(Fault::Loose(_))), "{found:?}");
    countries.retain(|country| country.id != "KP");
    let found = fault(&countries, &border, &coast);
    assert!(matches!(found, Some(Fault::Border(_, _))), "{found:?}");
}

#[test]
fn the_rim_is_the_frames() {
    let [west, south, east, north] = FRAME;
    assert!(is_on_the_rim(segment((west, south), (west, north))));
    assert!(is_on_the_rim(segment((west, north), (east, north))));
    assert!(!is_on_the_rim(segment((west, south), (east, north))));
    assert!(!is_on_the_rim(segment(
        (west + 1, south + 1),
        (west + 1, north)
    )));
}
