//! Ids, rings and the frame.

use super::layer::{FILES, Parts, Shape, Spot, layer, text};
use std::collections::HashSet;

/// West, south, east and north of everything, in 1/100,000 degree.
pub const FRAME: [i64; 4] = [11_700_000, 3_500_000, 13_750_000, 4_700_000];

/// What is wrong with a ring.
#[derive(Debug, PartialEq)]
enum Fault {
    /// It has fewer than four positions.
    Short,
    /// Its last position is not its first.
    Open,
    /// A position stands in it twice.
    Twice(Spot),
    /// An exterior ring that runs clockwise, or a hole that does not.
    Wound,
}

/// What is wrong with a ring that is an exterior one or a hole, by RFC 7946, section 3.1.6.
fn fault(ring: &[Spot], exterior: bool) -> Option<Fault> {
    if ring.len() < 4 {
        return Some(Fault::Short);
    }
    if ring.first() != ring.last() {
        return Some(Fault::Open);
    }
    let mut seen = HashSet::new();
    let twice = ring[1..].iter().find(|at| !seen.insert(**at));
    if let Some(at) = twice {
        return Some(Fault::Twice(*at));
    }
    (is_counter_clockwise(ring) != exterior).then_some(Fault::Wound)
}

fn is_counter_clockwise(ring: &[Spot]) -> bool {
    let twice_the_area: i128 = ring
        .windows(2)
        .map(|pair| {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            i128::from(ax) * i128::from(by) - i128::from(bx) * i128::from(ay)
        })
        .sum();
    twice_the_area > 0
}

/// The first position of a feature outside the frame.
fn outside(shape: &Shape) -> Option<Spot> {
    let [west, south, east, north] = FRAME;
    let lines = shape.lines();
    let mut spots = lines.into_iter().flatten().copied().chain(shape.spot());
    spots.find(|(x, y)| !(west..=east).contains(x) || !(south..=north).contains(y))
}

/// An id that occurs twice.
fn repeated(shapes: &[Shape]) -> Option<&str> {
    let mut seen = HashSet::new();
    let again = shapes.iter().find(|shape| !seen.insert(&shape.id));
    again.map(|shape| shape.id.as_str())
}

#[test]
fn every_file_is_known_to_these_tests() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder of the map's data")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".geojson"))
        .collect();
    found.sort();
    assert_eq!(found, FILES);
}

#[test]
fn every_layer_is_in_form() {
    for file in FILES {
        let shapes = layer(file);
        assert!(!shapes.is_empty(), "{file} is empty");
        assert_eq!(repeated(&shapes), None, "{file}: an id");
        for shape in &shapes {
            let id = &shape.id;
            assert_eq!(shape.text("id"), id, "{file}: an id is said twice alike");
            assert_eq!(outside(shape), None, "{file}: {id} leaves the frame");
            for line in shape.lines() {
                assert!(line.len() >= 2, "{file}: {id} has a line of one position");
                let still = line.windows(2).find(|pair| pair[0] == pair[1]);
                assert_eq!(still, None, "{file}: {id} repeats a position");
            }
            if let Parts::Areas(areas) = &shape.parts {
                for rings in areas {
                    assert!(!rings.is_empty(), "{file}: {id} has an area without a ring");
                    for (number, ring) in rings.iter().enumerate() {
                        let fault = fault(ring, number == 0);
                        assert_eq!(fault, None, "{file}: {id}, ring {number}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_file_says_whose_it_is() {
    for file in FILES {
        let whole: serde_json::Value = serde_json::from_str(&text(file)).expect("JSON");
        for member in ["attribution", "licence"] {
            let said = whole[member].as_str().unwrap_or_default();
            assert!(!said.is_empty(), "{file} has no {member}");
        }
    }
}

#[test]
fn planted_faults_of_rings_are_found() {
    let square = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)];
    let mut back = square;
    back.reverse();
    assert_eq!(fault(&square, true), None);
    assert_eq!(fault(&back, false), None);
    assert_eq!(fault(&square, false), Some(Fault::Wound));
    assert_eq!(fault(&back, true), Some(Fault::Wound));
    assert_eq!(fault(&square[..4], true), Some(Fault::Open));
    assert_eq!(fault(&[(0, 0), (1, 0), (0, 0)], true), Some(Fault::Short));
    assert_eq!(fault(&[], true), Some(Fault::Short));
    // Two squares that touch in a corner, as one ring.
    let eight = [
        (0, 0),
        (4, 0),
        (4, 4),
        (8, 4),
        (8, 8),
        (4, 8),
        (4, 4),
        (0, 4),
        (0, 0),
    ];
    assert_eq!(fault(&eight, true), Some(Fault::Twice((4, 4))));
}

#[test]
fn planted_faults_of_layers_are_found() {
    let shape = |id: &str, parts| Shape {
        id: id.into(),
        properties: geojson::JsonObject::new(),
        parts,
    };
    let [west, south, east, north] = FRAME;
    for at in [
        (west - 1, south),
        (east + 1, south),
        (west, south - 1),
        (west, north + 1),
    ] {
        assert_eq!(outside(&shape("a", Parts::Point(at))), Some(at));
        let line = vec![vec![(west, north), at]];
        assert_eq!(outside(&shape("a", Parts::Lines(line.clone()))), Some(at));
        assert_eq!(outside(&shape("a", Parts::Areas(vec![line]))), Some(at));
    }
    let corner = shape("a", Parts::Point((east, north)));
    assert_eq!(outside(&corner), None);
    assert_eq!(repeated(&[]), None);
    let other = shape("b", Parts::Point((east, north)));
    assert_eq!(
        repeated(&[corner, other, shape("b", Parts::Lines(vec![]))]),
        Some("b")
    );
}
