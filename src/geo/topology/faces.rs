//! Areas from the lines that bound them.

use super::Topology;
use crate::geo::World;
use crate::geo::linework::{ArcRef, Area, GridPoint, Line};
use std::collections::{BTreeMap, BTreeSet};

/// Gives each owner the faces into which some lines divide the plane, as one area made of the
/// same arcs: areas that touch share their boundary with each other and with the lines.
///
/// `owner_of` is asked about a position well inside each face and answers with a number below
/// `owners`, or `None` for nobody's.
#[must_use]
pub fn faces(
    topology: &Topology,
    lines: &[&Line],
    owners: usize,
    owner_of: &dyn Fn(World) -> Option<usize>,
) -> Vec<Area> {
    let cycles = cycles(topology, lines);
    let outlines: Vec<(Vec<World>, f64)> = cycles
        .iter()
        .map(|cycle| {
            let outline = outline(topology, cycle);
            let area = doubled_area(&outline);
            (outline, area)
        })
        .collect();
    let owned: Vec<Option<usize>> = outlines
        .iter()
        .map(|(outline, area)| (*area > 0.0).then(|| owner_of(inside(outline)?)).flatten())
        .collect();
    let mut bounds = vec![BTreeSet::new(); owners];
    for (i, cycle) in cycles.iter().enumerate() {
        // A cycle that winds the other way is the rim of a hole in the face around it.
        let owner = if outlines[i].1 > 0.0 {
            owned[i]
        } else {
            around(&outlines, i, &owned)
        };
        let Some(bounds) = owner.and_then(|owner| bounds.get_mut(owner)) else {
            continue;
        };
        for &arc in cycle {
            // Between two faces of one owner there is no boundary.
            if !bounds.remove(&arc.reversed().signed()) {
                bounds.insert(arc.signed());
            }
        }
    }
    bounds
        .into_iter()
        .map(|bounds| chained(topology, bounds))
        .collect()
}

/// The first and the last point of an arc, in the direction in which it is walked.
fn ends(topology: &Topology, arc: ArcRef) -> Option<(GridPoint, GridPoint)> {
    let points = &topology.arcs.get(arc.index())?.points;
    let (first, last) = (*points.first()?, *points.last()?);
    Some(if arc.is_reversed() {
        (last, first)
    } else {
        (first, last)
    })
}

/// The direction in which an arc leaves its first point, in radians.
fn heading(topology: &Topology, arc: ArcRef) -> Option<f64> {
    let points = &topology.arcs.get(arc.index())?.points;
    let (from, to) = if arc.is_reversed() {
        (points.last()?, points.iter().rev().nth(1)?)
    } else {
        (points.first()?, points.get(1)?)
    };
    let (from, to) = (World::from(*from), World::from(*to));
    Some((from.y - to.y).atan2(to.x - from.x))
}

/// The walks around all faces, each face on the left: at every junction on to the next arc
/// clockwise.
fn cycles(topology: &Topology, lines: &[&Line]) -> Vec<Vec<ArcRef>> {
    let arcs: BTreeSet<usize> = lines
        .iter()
        .flat_map(|line| &line.0)
        .map(|arc| arc.index())
        .collect();
    let both = |index: usize| {
        let forward = ArcRef::forward(index);
        [forward, forward.reversed()]
    };
    let mut leaving: BTreeMap<GridPoint, Vec<(f64, ArcRef)>> = BTreeMap::new();
    for arc in arcs.iter().copied().flat_map(both) {
        if let Some(((from, _), heading)) = ends(topology, arc).zip(heading(topology, arc)) {
            leaving.entry(from).or_default().push((heading, arc));
        }
    }
    for around in leaving.values_mut() {
        around.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    let next = |arc: ArcRef| {
        let (_, at) = ends(topology, arc)?;
        let around = leaving.get(&at)?;
        let back = around
            .iter()
            .position(|(_, other)| *other == arc.reversed())?;
        Some(around[(back + around.len() - 1) % around.len()].1)
    };
    let mut left: BTreeSet<i32> = arcs
        .iter()
        .copied()
        .flat_map(both)
        .map(ArcRef::signed)
        .collect();
    let mut cycles = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut cycle = vec![ArcRef::from_signed(first)];
        let mut arc = cycle[0];
        while let Some(then) = next(arc).filter(|then| left.remove(&then.signed())) {
            cycle.push(then);
            arc = then;
        }
        cycles.push(cycle);
    }
    cycles
}

fn outline(topology: &Topology, cycle: &[ArcRef]) -> Vec<World> {
    let mut outline = Vec::new();
    for arc in cycle {
        let points = topology.arcs[arc.index()]
            .points
            .iter()
            .map(|&at| World::from(at));
        let from = outline.len();
        outline.extend(points);
        if arc.is_reversed() {
            outline[from..].reverse();
        }
    }
    outline
}

/// Twice the area, positive when counterclockwise as seen on the map.
fn doubled_area(outline: &[World]) -> f64 {
    let Some(&origin) = outline.first() else {
        return 0.0;
    };
    let turn = |pair: &[World]| {
        let (a, b) = (pair[0], pair[1]);
        (b.x - origin.x) * (a.y - origin.y) - (a.x - origin.x) * (b.y - origin.y)
    };
    outline.windows(2).map(turn).sum()
}

/// Where a parallel crosses an outline, from west to east.
fn crossings(outline: &[World], y: f64) -> Vec<f64> {
    let closed = outline.iter().zip(outline.iter().cycle().skip(1));
    let crossing = closed.filter(|(a, b)| (a.y > y) != (b.y > y));
    let mut xs: Vec<f64> = crossing
        .map(|(a, b)| a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
        .collect();
    xs.sort_by(f64::total_cmp);
    xs
}

/// A position well inside an outline: the middle of the widest stretch of some parallels, those
/// in the middle counting more.
fn inside(outline: &[World]) -> Option<World> {
    const PARALLELS: u32 = 15;
    let south = outline
        .iter()
        .map(|at| at.y)
        .fold(f64::NEG_INFINITY, f64::max);
    let north = outline.iter().map(|at| at.y).fold(f64::INFINITY, f64::min);
    let mut widest: Option<(f64, World)> = None;
    for i in 1..=PARALLELS {
        let y = north + (south - north) * f64::from(i) / f64::from(PARALLELS + 1);
        for pair in crossings(outline, y).chunks_exact(2) {
            let width = (pair[1] - pair[0]) * f64::from(i.min(PARALLELS + 1 - i));
            if widest.is_none_or(|(most, _)| width > most) {
                widest = Some((width, World::new(f64::midpoint(pair[0], pair[1]), y)));
            }
        }
    }
    widest.map(|(_, at)| at)
}

/// The owner of the smallest face around a hole.
fn around(outlines: &[(Vec<World>, f64)], hole: usize, owned: &[Option<usize>]) -> Option<usize> {
    let rim = &outlines[hole].0;
    let holds = |&face: &usize| {
        let (outline, area) = &outlines[face];
        // A face inside the rim touches it; the one around it does not.
        *area > -outlines[hole].1 && rim.iter().all(|at| !outline.contains(at)) && {
            let at = rim[0];
            crossings(outline, at.y)
                .iter()
                .filter(|x| **x < at.x)
                .count()
                % 2
                == 1
        }
    };
    let faces = (0..outlines.len()).filter(holds);
    faces
        .min_by(|&a, &b| outlines[a].1.total_cmp(&outlines[b].1))
        .and_then(|face| owned[face])
}

/// Directed arcs put end to end to rings.
fn chained(topology: &Topology, mut arcs: BTreeSet<i32>) -> Area {
    let mut leaving: BTreeMap<GridPoint, Vec<ArcRef>> = BTreeMap::new();
    for arc in arcs.iter().rev().map(|&arc| ArcRef::from_signed(arc)) {
        if let Some((from, _)) = ends(topology, arc) {
            leaving.entry(from).or_default().push(arc);
        }
    }
    let mut area = Area::default();
    while let Some(&first) = arcs.first() {
        let mut ring = Line::default();
        let start = ends(topology, ArcRef::from_signed(first)).map(|(from, _)| from);
        let mut at = start;
        while let Some(arc) = at.and_then(|at| leaving.get_mut(&at)?.pop()) {
            arcs.remove(&arc.signed());
            ring.0.push(arc);
            at = ends(topology, arc).map(|(_, to)| to);
            if at == start {
                break;
            }
        }
        if ring.0.is_empty() {
            arcs.remove(&first);
        } else {
            area.rings.push(ring);
        }
    }
    area
}
