//! Where lines between provinces meet the outlines of countries.

use super::fields::Points;
use super::layers::Shaped;
use crate::geo::World;
use crate::geo::linework::GridPoint;
use std::collections::BTreeSet;

/// Makes lines end in vertices of rings: a line that crosses a ring on its last stretch ends
/// there, and a ring gets a vertex where a line ends on one of its straight sides along the
/// map's frame. Only lines change their course.
pub(super) fn join<L, R>(lines: &mut [Shaped<L>], rings: &mut [Shaped<R>]) {
    let sides: Vec<[GridPoint; 2]> = rings
        .iter()
        .flat_map(|(_, rings)| rings)
        .flat_map(|ring| ring.windows(2).map(|side| [side[0], side[1]]))
        .collect();
    for line in lines.iter_mut().flat_map(|(_, lines)| lines) {
        let near = beside(line, &sides);
        cut_end(line, &near);
        line.reverse();
        cut_end(line, &near);
        line.reverse();
    }
    let lines = lines.iter().flat_map(|(_, lines)| lines);
    let ends: BTreeSet<GridPoint> = lines
        .flat_map(|line| line.first().into_iter().chain(line.last()))
        .copied()
        .collect();
    for ring in rings.iter_mut().flat_map(|(_, rings)| rings) {
        *ring = met(ring, &ends);
    }
}

/// The sides that reach into a line's box: few, so that trying them all is quick.
fn beside(line: &Points, sides: &[[GridPoint; 2]]) -> Vec<[GridPoint; 2]> {
    let range = |of: fn(&GridPoint) -> i32| {
        (
            line.iter().map(of).min().unwrap_or(0),
            line.iter().map(of).max().unwrap_or(0),
        )
    };
    let (west, east) = range(|at| at.lon);
    let (south, north) = range(|at| at.lat);
    let reaches = |[a, b]: &&[GridPoint; 2]| {
        a.lon.max(b.lon) >= west
            && a.lon.min(b.lon) <= east
            && a.lat.max(b.lat) >= south
            && a.lat.min(b.lat) <= north
    };
    sides.iter().filter(reaches).copied().collect()
}

/// Ends a line at the first side that it crosses in its second half, in that end of the side
/// which is nearer.
fn cut_end(line: &mut Points, sides: &[[GridPoint; 2]]) {
    for i in line.len() / 2..line.len() {
        let Some(from) = i.checked_sub(1).map(|before| line[before]) else {
            continue;
        };
        let Some([a, b]) = sides.iter().find(|side| cross([from, line[i]], **side)) else {
            continue;
        };
        let distance = |to: GridPoint| {
            let (from, to) = (World::from(from), World::from(to));
            (from.x - to.x).hypot(from.y - to.y)
        };
        line.truncate(i);
        line.push(if distance(*a) <= distance(*b) { *a } else { *b });
        return;
    }
}

/// Whether two segments cross between their ends.
fn cross([a, b]: [GridPoint; 2], [c, d]: [GridPoint; 2]) -> bool {
    let turn = |a: GridPoint, b: GridPoint, p: GridPoint| {
        let of = |to: GridPoint| {
            let (lon, lat) = (i64::from(to.lon - a.lon), i64::from(to.lat - a.lat));
            (lon, lat)
        };
        let ((bx, by), (px, py)) = (of(b), of(p));
        (bx * py - by * px).signum()
    };
    turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

/// A ring with a vertex wherever a line ends on one of its straight sides along the map's frame.
fn met(ring: &Points, ends: &BTreeSet<GridPoint>) -> Points {
    let mut met = Points::new();
    for side in ring.windows(2) {
        let (from, to) = (side[0], side[1]);
        met.push(from);
        if from.lon != to.lon && from.lat != to.lat {
            continue;
        }
        let (low, high) = (from.min(to), from.max(to));
        let between = ends
            .range(low..=high)
            .filter(|at| **at != from && **at != to && (low.lat..=high.lat).contains(&at.lat));
        let mut between: Points = between.copied().collect();
        if from > to {
            between.reverse();
        }
        met.append(&mut between);
    }
    met.extend(ring.last());
    met
}
