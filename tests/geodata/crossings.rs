//! Lines that cross where they may not.

use super::layer::{Parts, Spot, feature, layer};
use std::collections::{HashMap, HashSet};

/// A piece of a line, its smaller end first.
pub type Segment = (Spot, Spot);

/// Side of a square of the grid that pairs near segments, 1/100,000 degree: about 2 km. Most
/// segments of the layers are a tenth of that.
const SQUARE: i64 = 2_000;

/// A piece without a direction.
pub fn segment(a: Spot, b: Spot) -> Segment {
    if a < b { (a, b) } else { (b, a) }
}

/// The pieces of lines.
pub fn segments<'a>(lines: impl IntoIterator<Item = &'a [Spot]>) -> Vec<Segment> {
    let pairs = lines.into_iter().flat_map(|line| line.windows(2));
    pairs.map(|pair| segment(pair[0], pair[1])).collect()
}

/// On which side of the line through a segment a position lies: the sign of the area that they
/// span, exactly.
fn side((a, b): Segment, at: Spot) -> i64 {
    let area = i128::from(b.0 - a.0) * i128::from(at.1 - a.1)
        - i128::from(b.1 - a.1) * i128::from(at.0 - a.0);
    area.signum() as i64
}

/// Whether a position lies on a segment.
fn is_on(one: Segment, at: Spot) -> bool {
    let within = |a: i64, b: i64, at: i64| (a.min(b)..=a.max(b)).contains(&at);
    side(one, at) == 0 && within(one.0.0, one.1.0, at.0) && within(one.0.1, one.1.1, at.1)
}

/// Whether two segments have more in common than an end of both.
pub fn meet(one: Segment, other: Segment) -> bool {
    let inner = |one: Segment, at: Spot| at != one.0 && at != one.1 && is_on(one, at);
    one == other
        || inner(one, other.0)
        || inner(one, other.1)
        || inner(other, one.0)
        || inner(other, one.1)
        || (side(one, other.0) * side(one, other.1) < 0
            && side(other, one.0) * side(other, one.1) < 0)
}

/// A pair of segments that meet elsewhere than at ends of both. Each segment is compared with
/// those that share a square of a grid with its bounding box.
pub fn crossing(segments: &[Segment]) -> Option<(Segment, Segment)> {
    let mut grid: HashMap<Spot, Vec<Segment>> = HashMap::new();
    for one in segments {
        let ((ax, ay), (bx, by)) = *one;
        for column in (ax.min(bx) / SQUARE)..=(ax.max(bx) / SQUARE) {
            for row in (ay.min(by) / SQUARE)..=(ay.max(by) / SQUARE) {
                let near = grid.entry((column, row)).or_default();
                if let Some(other) = near.iter().find(|other| meet(*one, **other)) {
                    return Some((*one, *other));
                }
                near.push(*one);
            }
        }
    }
    None
}

/// The pairs of rings of an area of which one should be within the other, or should not: a hole
/// outside its exterior ring. By the hole's first position.
fn stray_hole(areas: &[Vec<Vec<Spot>>]) -> Option<Spot> {
    areas.iter().find_map(|rings| {
        let (exterior, holes) = rings.split_first()?;
        let firsts = holes.iter().filter_map(|hole| hole.first());
        firsts.copied().find(|at| !is_inside(exterior, *at))
    })
}

/// Whether a position is within a ring, by counting what a ray to the east crosses.
pub fn is_inside(ring: &[Spot], at: Spot) -> bool {
    let crossed = ring.windows(2).filter(|pair| {
        let (a, b) = (pair[0], pair[1]);
        (a.1 > at.1) != (b.1 > at.1) && (side((a, b), at) > 0) == (b.1 > a.1)
    });
    crossed.count() % 2 == 1
}

#[test]
fn no_country_crosses_itself_or_another() {
    // Shared borders are drawn once; everything else has to keep apart.
    let countries = layer("countries.geojson");
    let all = countries.iter().flat_map(|country| country.lines());
    let once: HashSet<Segment> = segments(all).into_iter().collect();
    assert!(once.len() > 30_000, "the countries are gone");
    let once: Vec<Segment> = once.into_iter().collect();
    assert_eq!(crossing(&once), None);
    // Within a country no piece is drawn twice either.
    for country in &countries {
        assert_eq!(crossing(&segments(country.lines())), None, "{}", country.id);
    }
}

#[test]
fn no_area_and_no_border_crosses_itself() {
    let files = [
        "provinces.geojson",
        "lakes.geojson",
        "heaven-lake.geojson",
        "border.geojson",
        "coast.geojson",
    ];
    for file in files {
        for shape in layer(file) {
            assert_eq!(
                crossing(&segments(shape.lines())),
                None,
                "{file}: {}",
                shape.id
            );
        }
    }
}

#[test]
fn holes_are_in_their_areas() {
    for file in ["countries.geojson", "provinces.geojson", "lakes.geojson"] {
        for shape in layer(file) {
            let Parts::Areas(areas) = &shape.parts else {
                panic!("{file}: {} is no area", shape.id)
            };
            assert_eq!(stray_hole(areas), None, "{file}: {}", shape.id);
        }
    }
}

#[test]
fn planted_crossings_are_found() {
    let piece = |a: (i64, i64), b: (i64, i64)| segment(a, b);
    let across = piece((0, 0), (10, 10));
    for (other, expected) in [
        (piece((0, 10), (10, 0)), true),
        // An end on the inside.
        (piece((5, 5), (9, 0)), true),
        // Along each other.
        (piece((5, 5), (20, 20)), true),
        (across, true),
        // An end of both, in line and not.
        (piece((10, 10), (20, 20)), false),
        (piece((10, 10), (0, 20)), false),
        // Beside.
        (piece((0, 1), (9, 10)), false),
        // Would cross if it were longer.
        (piece((9, 0), (6, 5)), false),
    ] {
        assert_eq!(meet(across, other), expected, "{other:?}");
        assert_eq!(meet(other, across), expected, "{other:?}");
        assert_eq!(crossing(&[across, other]).is_some(), expected, "{other:?}");
    }
    assert_eq!(crossing(&[]), None);
    // Far from both ends, many squares on.
    let long = piece((0, 0), (90_000, 70_001));
    let cut = piece((45_000, 35_100), (45_001, 34_900));
    assert!(crossing(&[long, cut]).is_some());
}

#[test]
fn the_grid_finds_what_comparing_all_pairs_finds() {
    let mut rng = fastrand::Rng::with_seed(11);
    let (mut crossed, mut apart) = (0, 0);
    for _ in 0..400 {
        let pieces: Vec<Segment> = (0..rng.usize(0..12))
            .map(|_| {
                let (x, y) = (rng.i64(-20_000..20_000), rng.i64(-20_000..20_000));
                segment((x, y), (x + rng.i64(-9_000..9_000), y + rng.i64(1..9_000)))
            })
            .collect();
        let mut pairs = pieces.iter().enumerate();
        let any = pairs.any(|(i, one)| pieces[..i].iter().any(|other| meet(*one, *other)));
        assert_eq!(crossing(&pieces).is_some(), any);
        *(if any { &mut crossed } else { &mut apart }) += 1;
    }
    assert!(crossed > 50 && apart > 50, "{crossed} and {apart}");
}

#[test]
fn a_planted_vertex_of_the_real_border_is_found() {
    let north = feature("countries.geojson", "KP");
    let ring = north
        .lines()
        .into_iter()
        .max_by_key(|ring| ring.len())
        .expect("a ring");
    assert_eq!(crossing(&segments([ring])), None);
    let mut found = 0;
    for number in 1..=20 {
        let mut moved = ring.to_vec();
        // Six kilometres to the north: off the coast that may cross nothing, elsewhere it will.
        moved[number * ring.len() / 21].1 += 6_000;
        found += usize::from(crossing(&segments([moved.as_slice()])).is_some());
    }
    assert!(found >= 10, "{found} of 20");
}

#[test]
fn planted_stray_holes_are_found() {
    let square = |x: i64, y: i64, side: i64| {
        vec![
            (x, y),
            (x + side, y),
            (x + side, y + side),
            (x, y + side),
            (x, y),
        ]
    };
    assert_eq!(stray_hole(&[]), None);
    assert_eq!(stray_hole(&[vec![square(0, 0, 9), square(2, 2, 3)]]), None);
    let stray = vec![square(0, 0, 9), square(2, 2, 3), square(12, 2, 3)];
    assert_eq!(stray_hole(&[stray]), Some((12, 2)));
}
