//! Cutting paths where they meet, and keeping what they share once.

use super::significance;
use crate::geo::linework::{ArcRef, GridPoint, Line, Linework, MAX_LEVEL, Vertex};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Whether a path has ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// From its first to its last point. One that ends where it began is taken as closed.
    Open,
    /// From its last point back to its first, which is not repeated.
    Closed,
}

/// A path to be cut into arcs.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Whether it is a line or a ring.
    pub kind: PathKind,
    /// Its points; equal neighbours count once. A ring may repeat its first point at its end.
    pub points: Vec<GridPoint>,
    /// How many metres the line may deviate at full detail. A stretch that several paths share
    /// is as exact as the strictest of them wants it; 0 keeps every point.
    pub tolerance_m: f64,
    /// The level below which the whole path is not drawn. For rings it is raised to where their
    /// area spans a pixel.
    pub from_level: u8,
}

/// How detail depends on the place.
pub struct Detail<'a> {
    /// By how much tolerances are larger there; 0 keeps every vertex.
    pub tolerance: &'a dyn Fn(GridPoint) -> f64,
    /// What share of a deviation there counts: with 0.25, lines drawn at any zoom may be off
    /// four times as many pixels.
    pub importance: &'a dyn Fn(GridPoint) -> f64,
    /// On multiples of how many grid units vertices stand there, at least 1: what the tolerance
    /// drowns need not be kept.
    pub grid: &'a dyn Fn(GridPoint) -> i32,
}

impl Detail<'_> {
    /// The same everywhere.
    pub const EVEN: Detail<'static> = Detail {
        tolerance: &|_| 1.0,
        importance: &|_| 1.0,
        grid: &|_| 1,
    };
}

/// Arcs, and what the paths became.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {
    /// Every stretch between two junctions, once.
    pub arcs: Vec<Arc>,
    /// For every path, in the order given, the arcs that it is made of. A ring may begin at
    /// another of its points than before. Paths without extent have no arcs.
    pub lines: Vec<Line>,
}

/// A stretch without junctions but at its ends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arc {
    /// Its points; a ring that meets nothing repeats its first point at the end.
    pub points: Vec<GridPoint>,
    /// The level of every point.
    pub levels: Vec<u8>,
    pub(super) tolerance_m: f64,
    pub(super) from_level: u8,
}

impl Topology {
    /// Cuts paths into arcs, drops vertices within the tolerances, puts the others on the grid of
    /// their place and gives each its level.
    #[must_use]
    pub fn build(paths: &[Path], detail: &Detail) -> Self {
        let mut topology = Self::cut(paths);
        significance::thin(&mut topology.arcs, detail);
        for arc in &mut topology.arcs {
            arc.round(detail);
        }
        significance::level(&mut topology.arcs, detail);
        topology
    }

    /// Adds the arcs of another topology and returns its lines, which refer to them. Nothing is
    /// shared between the two.
    pub fn join(&mut self, mut other: Self) -> Vec<Line> {
        let shift = self.arcs.len();
        self.arcs.append(&mut other.arcs);
        for arc in other.lines.iter_mut().flat_map(|line| &mut line.0) {
            let moved = ArcRef::forward(arc.index() + shift);
            *arc = if arc.is_reversed() {
                moved.reversed()
            } else {
                moved
            };
        }
        other.lines
    }

    /// The arcs ready for drawing.
    #[must_use]
    pub fn linework(&self) -> Linework {
        let arcs: Vec<Vec<Vertex>> = self.arcs.iter().map(Arc::vertices).collect();
        Linework::new(arcs.iter().map(Vec::as_slice))
    }

    fn cut(paths: &[Path]) -> Self {
        let paths: Vec<Path> = paths.iter().map(cleaned).collect();
        let junctions = Junctions::of(&paths);
        let mut topology = Self::default();
        let mut known = HashMap::new();
        for path in &paths {
            let mut line = Line::default();
            for points in pieces(path, &junctions) {
                let (points, reversed) = canonical(points, path.kind, &junctions);
                let index = match known.entry(points) {
                    Entry::Occupied(entry) => *entry.get(),
                    Entry::Vacant(entry) => {
                        topology.arcs.push(Arc {
                            points: entry.key().clone(),
                            levels: Vec::new(),
                            tolerance_m: f64::INFINITY,
                            from_level: MAX_LEVEL,
                        });
                        *entry.insert(topology.arcs.len() - 1)
                    }
                };
                let arc = &mut topology.arcs[index];
                arc.tolerance_m = arc.tolerance_m.min(path.tolerance_m);
                arc.from_level = arc.from_level.min(path.from_level);
                let forward = ArcRef::forward(index);
                line.0.push(if reversed {
                    forward.reversed()
                } else {
                    forward
                });
            }
            topology.lines.push(line);
        }
        topology
    }
}

impl Arc {
    /// Puts the points on the grid of their place. A point that has come to the one before it goes,
    /// but for the ends; where several arcs meet they still do.
    fn round(&mut self, detail: &Detail) {
        for at in &mut self.points {
            let grid = (detail.grid)(*at).max(1);
            let nearest = |along: i32| (along + grid / 2).div_euclid(grid) * grid;
            *at = GridPoint::new(nearest(at.lon), nearest(at.lat));
        }
        let end = self.points.pop();
        self.points.dedup();
        while self.points.len() > 1 && self.points.last() == end.as_ref() {
            self.points.pop();
        }
        self.points.extend(end);
    }

    fn vertices(&self) -> Vec<Vertex> {
        let vertices = self.points.iter().zip(&self.levels);
        let vertices = vertices.map(|(&at, &level)| Vertex {
            at: at.into(),
            level,
        });
        vertices.collect()
    }
}

/// Without repeated points, and hidden while smaller than a pixel.
fn cleaned(path: &Path) -> Path {
    let mut path = path.clone();
    path.points.dedup();
    if path.points.len() > 3 && path.points.first() == path.points.last() {
        path.kind = PathKind::Closed;
    }
    if path.kind == PathKind::Closed {
        while path.points.len() > 1 && path.points.first() == path.points.last() {
            path.points.pop();
        }
        path.from_level = path.from_level.max(significance::ring_level(&path.points));
    }
    path
}

/// The points at which paths part or end.
struct Junctions(HashMap<GridPoint, Option<[GridPoint; 2]>>);

impl Junctions {
    fn of(paths: &[Path]) -> Self {
        let mut junctions = Self(HashMap::new());
        for path in paths {
            let points = &path.points;
            let len = points.len();
            for (i, &at) in points.iter().enumerate() {
                if path.kind == PathKind::Open && (i == 0 || i + 1 == len) {
                    junctions.0.insert(at, None);
                } else {
                    junctions.pass(at, points[(i + len - 1) % len], points[(i + 1) % len]);
                }
            }
        }
        junctions
    }

    /// A path goes through a point: a second one with other neighbours makes it a junction.
    fn pass(&mut self, at: GridPoint, before: GridPoint, after: GridPoint) {
        let neighbours = if before < after {
            [before, after]
        } else {
            [after, before]
        };
        let known = self.0.entry(at).or_insert(Some(neighbours));
        if *known != Some(neighbours) {
            *known = None;
        }
    }

    fn has(&self, at: GridPoint) -> bool {
        self.0.get(&at) == Some(&None)
    }
}

/// The stretches of a path from junction to junction, both included. A ring that meets nothing
/// is one stretch from its smallest point back to it.
fn pieces(path: &Path, junctions: &Junctions) -> Vec<Vec<GridPoint>> {
    let mut points = path.points.clone();
    if points.len() < 2 {
        return Vec::new();
    }
    if path.kind == PathKind::Closed {
        let first = points.iter().position(|&at| junctions.has(at));
        let smallest = (0..points.len()).min_by_key(|&i| points[i]);
        points.rotate_left(first.or(smallest).unwrap_or(0));
        points.push(points[0]);
    }
    let mut pieces = Vec::new();
    let mut piece = vec![points[0]];
    for &at in &points[1..] {
        piece.push(at);
        if junctions.has(at) {
            pieces.push(std::mem::replace(&mut piece, vec![at]));
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

/// One of the two directions of a stretch, the same whichever was met first, and whether that
/// is the opposite of the given one.
fn canonical(
    mut points: Vec<GridPoint>,
    kind: PathKind,
    junctions: &Junctions,
) -> (Vec<GridPoint>, bool) {
    debug_assert!(kind == PathKind::Closed || points.iter().any(|&at| junctions.has(at)));
    let reversed = points.iter().rev().lt(points.iter());
    if reversed {
        points.reverse();
    }
    (points, reversed)
}
