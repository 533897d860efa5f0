use super::{Detail, Path, PathKind, Topology, faces};
use crate::geo::linework::{Area, GridPoint, Line, MAX_LEVEL, Vertex};
use crate::geo::{World, world_px};
use fastrand::Rng;

/// A wiggling path between two points, by moving midpoints; ends excluded.
fn wiggle(rng: &mut Rng, a: GridPoint, b: GridPoint, depth: u32, into: &mut Vec<GridPoint>) {
    let (dx, dy) = (b.lon - a.lon, b.lat - a.lat);
    if depth == 0 || dx.abs().max(dy.abs()) < 64 {
        return;
    }
    let bend = (rng.f64() - 0.5) * 0.3;
    let middle = GridPoint::new(
        i32::midpoint(a.lon, b.lon) - (bend * f64::from(dy)) as i32,
        i32::midpoint(a.lat, b.lat) + (bend * f64::from(dx)) as i32,
    );
    wiggle(rng, a, middle, depth - 1, into);
    into.push(middle);
    wiggle(rng, middle, b, depth - 1, into);
}

fn side(rng: &mut Rng, a: GridPoint, b: GridPoint, depth: u32) -> Vec<GridPoint> {
    let mut points = vec![a];
    wiggle(rng, a, b, depth, &mut points);
    points
}

fn path(kind: PathKind, points: Vec<GridPoint>) -> Path {
    Path {
        kind,
        points,
        tolerance_m: 0.0,
        from_level: 0,
    }
}

/// Two countries left and right of a wiggling border, the border itself, and islands on both
/// sides; the countries' outer edges wiggle too.
pub(crate) fn two_countries(seed: u64, depth: u32) -> Vec<Path> {
    let mut rng = Rng::with_seed(seed);
    let at = |lon: f64, lat: f64| GridPoint::new((lon * 1e5) as i32, (lat * 1e5) as i32);
    let (south, north) = (at(126.0, 39.0), at(127.0, 43.0));
    let border = side(&mut rng, south, north, depth);
    let west = side(&mut rng, north, at(123.0, 41.0), depth - 1);
    let west = [west, side(&mut rng, at(123.0, 41.0), south, depth - 1)].concat();
    let east = side(&mut rng, north, at(131.0, 41.5), depth - 1);
    let east = [east, side(&mut rng, at(131.0, 41.5), south, depth - 1)].concat();
    let mut paths = vec![
        path(PathKind::Closed, [border.clone(), west].concat()),
        path(PathKind::Closed, [border.clone(), east.clone()].concat()),
        path(PathKind::Open, [border, vec![north]].concat()),
    ];
    for i in 0..20 {
        let (lon, lat) = (124.0 + f64::from(i) * 0.3, 36.0 + rng.f64());
        let r = 0.001 + rng.f64() * rng.f64() * 0.1;
        let corners = [
            (lon, lat),
            (lon + r, lat),
            (lon + r, lat + r),
            (lon, lat + r),
        ];
        let corners = corners.map(|(lon, lat)| at(lon, lat));
        let ring = (0..4).flat_map(|i| side(&mut rng, corners[i], corners[(i + 1) % 4], 4));
        paths.push(path(PathKind::Closed, ring.collect()));
    }
    paths
}

fn build(paths: &[Path]) -> Topology {
    Topology::build(paths, &Detail::EVEN)
}

fn walked(topology: &Topology, line: &Line) -> Vec<GridPoint> {
    let mut points = Vec::new();
    for arc in &line.0 {
        let mut arc_points = topology.arcs[arc.index()].points.clone();
        if arc.is_reversed() {
            arc_points.reverse();
        }
        points.extend(arc_points);
    }
    points.dedup();
    points
}

fn turned_to_smallest(mut ring: Vec<GridPoint>) -> Vec<GridPoint> {
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let first = (0..ring.len()).min_by_key(|&i| ring[i]).unwrap_or(0);
    ring.rotate_left(first);
    ring
}

#[test]
fn nothing_becomes_nothing() {
    assert_eq!(build(&[]), Topology::default());
    let point = vec![GridPoint::new(1, 1); 3];
    for kind in [PathKind::Open, PathKind::Closed] {
        for points in [Vec::new(), point.clone()] {
            let topology = build(&[path(kind, points)]);
            assert_eq!(topology.lines, [Line::default()]);
            assert!(topology.arcs.is_empty());
        }
    }
}

#[test]
fn paths_are_rebuilt_exactly() {
    for seed in 0..8 {
        let paths = two_countries(seed, 8);
        let topology = build(&paths);
        for (path, line) in paths.iter().zip(&topology.lines) {
            let (mut expected, mut found) = (path.points.clone(), walked(&topology, line));
            expected.dedup();
            if path.kind == PathKind::Closed {
                (expected, found) = (turned_to_smallest(expected), turned_to_smallest(found));
            }
            assert!(found == expected, "seed {seed}");
        }
    }
}

#[test]
fn what_is_shared_is_one_arc() {
    let topology = build(&two_countries(1, 9));
    let border = topology.lines[2].0[0];
    assert_eq!(topology.lines[2].0.len(), 1);
    for country in &topology.lines[..2] {
        let uses = country.0.iter().filter(|arc| arc.index() == border.index());
        assert_eq!(uses.count(), 1);
    }
}

/// The points at which two paths touch, one of them passing, cut the other.
#[test]
fn a_tributary_cuts_the_river() {
    let p = |x, y| GridPoint::new(x, y);
    let river = path(
        PathKind::Open,
        vec![p(0, 0), p(100, 10), p(200, 0), p(300, 10)],
    );
    let tributary = path(PathKind::Open, vec![p(180, 300), p(200, 0)]);
    let topology = build(&[river, tributary]);
    assert_eq!(topology.lines[0].0.len(), 2);
    assert_eq!(topology.lines[1].0.len(), 1);
    // A ring walked in both directions from different starts is one arc as well.
    let ring = vec![p(0, 0), p(500, 0), p(400, 500)];
    let hole = vec![p(400, 500), p(500, 0), p(0, 0), p(400, 500)];
    let topology = build(&[path(PathKind::Closed, ring), path(PathKind::Closed, hole)]);
    assert_eq!(topology.arcs.len(), 1);
    assert_eq!(topology.lines[0].0[0], topology.lines[1].0[0].reversed());
}

/// Distance of a position from a segment.
fn off(p: World, a: World, b: World) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let square = (dx * dx + dy * dy).max(1e-300);
    let t = (((p.x - a.x) * dx + (p.y - a.y) * dy) / square).clamp(0.0, 1.0);
    (p.x - a.x - t * dx).hypot(p.y - a.y - t * dy)
}

/// At every level the drawn line is within half a pixel of the original.
#[test]
fn half_a_pixel_is_half_a_pixel() {
    let topology = build(&two_countries(3, 9));
    for arc in topology.arcs.iter().filter(|arc| arc.levels[0] == 0) {
        let at: Vec<World> = arc.points.iter().map(|&at| at.into()).collect();
        let mut before = 0;
        for level in 12..=MAX_LEVEL {
            let shown: Vec<usize> = (0..at.len()).filter(|&i| arc.levels[i] <= level).collect();
            assert!(shown.len() >= before);
            before = shown.len();
            let scale = world_px(f64::from(level) / 4.0);
            for pair in shown.windows(2) {
                let (a, b) = (at[pair[0]], at[pair[1]]);
                for &p in &at[pair[0]..=pair[1]] {
                    assert!(off(p, a, b) * scale <= 0.5 + 1e-9, "level {level}");
                }
            }
        }
        assert_eq!(before, at.len());
    }
}

fn drawn(topology: &Topology, level: u8) -> Vec<[World; 2]> {
    let mut segments = Vec::new();
    for arc in &topology.arcs {
        let vertices = arc.points.iter().zip(&arc.levels);
        let shown = vertices
            .filter(|(_, of)| **of <= level)
            .map(|(&at, _)| World::from(at));
        let shown: Vec<World> = shown.collect();
        segments.extend(shown.windows(2).map(|pair| [pair[0], pair[1]]));
    }
    segments
}

/// How many pairs of segments cross properly, touching ends not counted.
pub(crate) fn crossings(segments: &[[World; 2]]) -> usize {
    let mut order: Vec<usize> = (0..segments.len()).collect();
    let west = |i: usize| segments[i][0].x.min(segments[i][1].x);
    let east = |i: usize| segments[i][0].x.max(segments[i][1].x);
    order.sort_by(|&i, &j| west(i).total_cmp(&west(j)));
    let turn = |a: World, b: World, p: World| {
        let cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
        if cross.abs() < 1e-18 {
            0.0
        } else {
            cross.signum()
        }
    };
    let mut count = 0;
    for (n, &i) in order.iter().enumerate() {
        for &j in order[n + 1..].iter().take_while(|&&j| west(j) <= east(i)) {
            let ([a, b], [c, d]) = (segments[i], segments[j]);
            let parted = turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0;
            count += usize::from(parted);
        }
    }
    count
}

#[test]
fn no_level_adds_a_crossing() {
    let mut tested = 0;
    for seed in 0..12 {
        let topology = build(&two_countries(seed, 9));
        if crossings(&drawn(&topology, MAX_LEVEL)) > 0 {
            continue; // The random outline crosses itself to begin with.
        }
        tested += 1;
        for level in 0..MAX_LEVEL {
            assert_eq!(
                crossings(&drawn(&topology, level)),
                0,
                "seed {seed} level {level}"
            );
        }
    }
    assert!(tested >= 3, "{tested}");
}

/// A comb whose teeth interlock with another's: each is in the way of the other.
#[test]
fn interlocked_combs_stay_apart() {
    let comb = |shift: i32, base: i32, tip: i32| {
        let mut points = vec![GridPoint::new(12_000_000, 4_000_000 + base)];
        for tooth in 0..40 {
            let x = 12_000_000 + shift + tooth * 200;
            points.push(GridPoint::new(x, 4_000_000 + base));
            points.push(GridPoint::new(x + 40, 4_000_000 + tip));
            points.push(GridPoint::new(x + 80, 4_000_000 + base));
        }
        points.push(GridPoint::new(12_010_000, 4_000_000 + base));
        path(PathKind::Open, points)
    };
    let topology = build(&[comb(0, 0, 900), comb(100, 1000, 100)]);
    assert_eq!(topology.arcs.len(), 2);
    for level in 0..=MAX_LEVEL {
        assert_eq!(crossings(&drawn(&topology, level)), 0, "level {level}");
    }
}

#[test]
fn tolerances_are_kept_by_place() {
    let mut paths = two_countries(5, 11);
    let exact = build(&paths);
    for path in &mut paths {
        path.tolerance_m = 200.0;
    }
    let thinned = build(&paths);
    // South of 41 degrees nothing may be dropped.
    let detail = Detail {
        tolerance: &|at| f64::from(u8::from(at.lat > 4_100_000)),
        ..Detail::EVEN
    };
    let half = Topology::build(&paths, &detail);
    let count = |topology: &Topology| topology.arcs.iter().map(|arc| arc.points.len()).sum();
    let [all, few, some]: [usize; 3] = [count(&exact), count(&thinned), count(&half)];
    assert!(
        few * 2 < all && few < some && some < all,
        "{few} {some} {all}"
    );
    let south = |topology: &Topology| {
        let points = topology.arcs.iter().flat_map(|arc| arc.points.clone());
        let mut points: Vec<_> = points.filter(|at| at.lat <= 4_100_000).collect();
        points.sort();
        points
    };
    assert!(south(&exact) == south(&half));
}

#[test]
fn vertices_stand_on_the_grid_of_their_place() {
    let paths = two_countries(5, 11);
    let exact = build(&paths);
    let detail = Detail {
        grid: &|at| if at.lat > 4_100_000 { 64 } else { 1 },
        ..Detail::EVEN
    };
    let rounded = Topology::build(&paths, &detail);
    assert_eq!(exact.lines, rounded.lines);
    let mut moved = 0;
    for (exact, rounded) in exact.arcs.iter().zip(&rounded.arcs) {
        // The nearest of the other line's points: none is farther than half a step of the grid.
        for at in &rounded.points {
            let off = |from: &GridPoint| (at.lon - from.lon).abs().max((at.lat - from.lat).abs());
            let off = exact.points.iter().map(off).min().unwrap();
            let on_grid = at.lon % 64 == 0 && at.lat % 64 == 0;
            assert!(off == 0 || on_grid && off <= 32, "{at:?} {off}");
            moved += usize::from(off > 0);
        }
        assert!(rounded.points.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(rounded.points.len(), rounded.levels.len());
    }
    assert!(moved > 10, "{moved}");
}

#[test]
fn small_rings_wait_until_they_are_a_pixel() {
    let square = |side: i32| {
        let p = |x, y| GridPoint::new(12_500_000 + x, 4_000_000 + y);
        path(
            PathKind::Closed,
            vec![p(0, 0), p(side, 0), p(side, side), p(0, side)],
        )
    };
    let topology = build(&[square(100)]);
    let first = topology.arcs[0].levels.iter().copied().min().unwrap();
    // 0.001 degrees are a pixel wide at zoom log2(360 / 0.001 / 256) = 10.46; a little less, as
    // degrees of latitude are longer.
    assert!((40..=42).contains(&first), "{first}");
    let linework = topology.linework();
    let area = Area {
        rings: topology.lines.clone(),
    };
    assert!(linework.contains(&area, World::from(GridPoint::new(12_500_050, 4_000_050))));
    assert!(!linework.contains(&area, World::from(GridPoint::new(12_500_150, 4_000_050))));
    let corners: Vec<Vertex> = linework.vertices(&area.rings[0], first).collect();
    assert!(corners.len() >= 3);
}

/// Two countries, the eastern one cut in two by a line, an island beside it, and a hole in the
/// western one that the third owner fills.
#[test]
fn faces_share_their_boundaries() {
    let p = |x, y| GridPoint::new(12_600_000 + x, 4_000_000 + y);
    let ring = |points: &[(i32, i32)]| {
        path(
            PathKind::Closed,
            points.iter().map(|&(x, y)| p(x, y)).collect(),
        )
    };
    let paths = [
        ring(&[(0, 0), (1000, 0), (1000, 500), (1000, 1000), (0, 1000)]),
        ring(&[
            (1000, 0),
            (2000, 0),
            (2000, 500),
            (2000, 1000),
            (1000, 1000),
            (1000, 500),
        ]),
        path(
            PathKind::Open,
            vec![p(1000, 500), p(1500, 600), p(2000, 500)],
        ),
        ring(&[(2100, 100), (2200, 100), (2200, 200)]),
        ring(&[(300, 300), (500, 300), (500, 500), (300, 500)]),
    ];
    let topology = build(&paths);
    let lines: Vec<&Line> = topology.lines.iter().collect();
    // West; south-east and the island; north-east and the hole.
    let owner_of = |at: World| {
        let at = GridPoint::from(at);
        let (x, y) = (at.lon - 12_600_000, at.lat - 4_000_000);
        let hole = (300..500).contains(&x) && (300..500).contains(&y);
        Some(if hole || (x > 1000 && y > 550) {
            2
        } else {
            usize::from(x > 1000)
        })
    };
    let areas = faces(&topology, &lines, 3, &owner_of);
    let linework = topology.linework();
    let holders = |x: i32, y: i32| -> Vec<usize> {
        let at = World::from(p(x, y));
        (0..3)
            .filter(|&i| linework.contains(&areas[i], at))
            .collect()
    };
    for (x, y, owner) in [
        (100, 100, 0),
        (1500, 100, 1),
        (2180, 150, 1),
        (1500, 900, 2),
    ] {
        assert_eq!(holders(x, y), [owner], "{x} {y}");
    }
    assert_eq!(holders(400, 400), [2]);
    assert!(holders(2150, 900).is_empty() && holders(-50, 50).is_empty());
    // The line between the two parts of the east belongs to both.
    let inner = topology.lines[2].0[0].index();
    for area in &areas[1..] {
        let arcs = area.rings.iter().flat_map(|ring| &ring.0);
        assert_eq!(arcs.filter(|arc| arc.index() == inner).count(), 1);
    }
    assert!(faces(&Topology::default(), &[], 0, &owner_of).is_empty());
    assert_eq!(
        faces(&topology, &lines, 2, &|_| None),
        [Area::default(), Area::default()]
    );
}
