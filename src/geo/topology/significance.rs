//! How much each vertex matters.
//!
//! Vertices are taken away one by one, always the one without which the line deviates least
//! from the original: the deviation is the largest distance of any original vertex from the
//! chord that replaces it, so that half a pixel means half a pixel (Visvalingam and Whyatt weigh
//! the last triangle's area instead, which bounds no distance). All arcs take part in one order,
//! and a vertex stays while another that is still there lies in the triangle it spans with its
//! neighbours. So no removal makes lines cross, and every level is a state of this process.

use super::Detail;
use super::arcs::Arc;
use super::grid::Grid;
use crate::geo::linework::{GridPoint, LEVELS_PER_ZOOM, MAX_LEVEL};
use crate::geo::{LonLat, World, metres_per_world, world_px};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How far a line may be off, in CSS pixels.
const DEVIATION_PX: f64 = 0.5;

/// The area in square CSS pixels from which a ring is drawn.
const RING_PX2: f64 = 1.0;

/// Vertices that zoom 3 needs are always drawn: the whole region is 100 px wide there, and
/// going on would cost long searches for a handful of vertices.
const FLOOR_LEVEL: u8 = 3 * LEVELS_PER_ZOOM;

/// Beyond zoom 8, levels are rounded down to half zooms: that draws a few vertices early and
/// takes a twentieth off the bytes.
const HALVES_FROM: u8 = 8 * LEVELS_PER_ZOOM;

/// CSS pixels in a world unit at a level.
fn scale(level: u8) -> f64 {
    world_px(f64::from(level) / f64::from(LEVELS_PER_ZOOM))
}

/// The lowest level at which a world distance is more than [`DEVIATION_PX`], or a little lower.
fn level_of(deviation: f64) -> u8 {
    let level = (0..MAX_LEVEL)
        .find(|&level| deviation * scale(level) > DEVIATION_PX)
        .unwrap_or(MAX_LEVEL);
    if level < HALVES_FROM {
        level
    } else {
        level & !1
    }
}

/// The level from which a ring's area is more than a square pixel. It may repeat its first point
/// at its end; rings without area get [`MAX_LEVEL`].
#[must_use]
pub fn ring_level(points: &[GridPoint]) -> u8 {
    let ring: Vec<World> = points.iter().map(|&at| at.into()).collect();
    let Some(&origin) = ring.first() else {
        return 0;
    };
    let doubled: f64 = (1..ring.len())
        .map(|i| {
            let (a, b) = (ring[i - 1], ring[i]);
            (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x)
        })
        .sum();
    (0..MAX_LEVEL)
        .find(|&level| doubled.abs() / 2.0 * scale(level).powi(2) >= RING_PX2)
        .unwrap_or(MAX_LEVEL)
}

/// Drops vertices for good whose absence is within the tolerance of their arc and place.
pub(super) fn thin(arcs: &mut [Arc], detail: &Detail) {
    let weights = weights(arcs, |arc, at| {
        let metres = arc.tolerance_m * (detail.tolerance)(at);
        // Nothing may be dropped where this is infinite.
        metres_per_world(LonLat::from(at).lat) / metres
    });
    let reached = weigh(arcs, &weights, 1.0);
    for (arc, reached) in arcs.iter_mut().zip(reached) {
        let mut kept = reached.iter().map(|weight| weight.is_infinite());
        arc.points.retain(|_| kept.next().unwrap_or(true));
    }
}

/// Gives every vertex its level.
pub(super) fn level(arcs: &mut [Arc], detail: &Detail) {
    let weights = weights(arcs, |_, at| (detail.importance)(at));
    let limit = DEVIATION_PX / scale(FLOOR_LEVEL);
    let reached = weigh(arcs, &weights, limit);
    for (arc, reached) in arcs.iter_mut().zip(reached) {
        let levels = reached.iter().map(|&deviation| {
            let level = if deviation.is_infinite() {
                0
            } else {
                level_of(deviation)
            };
            level.max(arc.from_level)
        });
        arc.levels = levels.collect();
    }
}

fn weights(arcs: &[Arc], weight: impl Fn(&Arc, GridPoint) -> f64) -> Vec<Vec<f64>> {
    let of_arc = |arc: &Arc| arc.points.iter().map(|&at| weight(arc, at)).collect();
    arcs.iter().map(of_arc).collect()
}

/// A vertex that could go next.
#[derive(Clone, Copy, PartialEq)]
struct Candidate {
    deviation: f64,
    arc: usize,
    vertex: usize,
    /// Candidates of an older state of their neighbourhood are passed over.
    version: u32,
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.deviation
            .total_cmp(&other.deviation)
            .then_with(|| (self.arc, self.vertex).cmp(&(other.arc, other.vertex)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// An arc while vertices are taken away.
struct Chain {
    at: Vec<World>,
    before: Vec<usize>,
    after: Vec<usize>,
    version: Vec<u32>,
    left: usize,
    /// Vertices that have to stay: a closed arc must not collapse.
    least: usize,
}

impl Chain {
    fn new(arc: &Arc) -> Self {
        let len = arc.points.len();
        let closed = arc.points.first() == arc.points.last();
        Self {
            at: arc.points.iter().map(|&at| at.into()).collect(),
            before: (0..len).map(|i| i.saturating_sub(1)).collect(),
            after: (1..=len).collect(),
            version: vec![0; len],
            left: len,
            least: if closed { 4 } else { 2 },
        }
    }

    fn inner(&self, vertex: usize) -> bool {
        vertex > 0 && vertex + 1 < self.at.len()
    }

    /// How far the line is off when a vertex goes: the largest distance of an original vertex
    /// between its neighbours from their chord.
    fn deviation(&self, vertex: usize) -> f64 {
        let (from, to) = (self.before[vertex], self.after[vertex]);
        let (a, b) = (self.at[from], self.at[to]);
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let square = dx * dx + dy * dy;
        let off = |p: &World| {
            let t = if square > 0.0 {
                (((p.x - a.x) * dx + (p.y - a.y) * dy) / square).clamp(0.0, 1.0)
            } else {
                0.0
            };
            (p.x - a.x - t * dx).powi(2) + (p.y - a.y - t * dy).powi(2)
        };
        self.at[from + 1..to]
            .iter()
            .map(off)
            .fold(0.0, f64::max)
            .sqrt()
    }

    fn corners(&self, vertex: usize) -> [World; 3] {
        [self.before[vertex], vertex, self.after[vertex]].map(|i| self.at[i])
    }

    fn remove(&mut self, vertex: usize) -> [usize; 2] {
        let (before, after) = (self.before[vertex], self.after[vertex]);
        self.after[before] = after;
        self.before[after] = before;
        self.left -= 1;
        [before, after]
    }
}

/// How far the process had come when each vertex went, and infinity for those that stay. It
/// comes as far as the largest deviation, times the weight of the vertex that goes, and ends
/// before `limit`.
fn weigh(arcs: &[Arc], weights: &[Vec<f64>], limit: f64) -> Vec<Vec<f64>> {
    let mut chains: Vec<Chain> = arcs.iter().map(Chain::new).collect();
    let mut grid = Grid::new(chains.iter().flat_map(|chain| chain.at.iter().copied()));
    let mut gone: Vec<Vec<f64>> = chains
        .iter()
        .map(|chain| vec![f64::INFINITY; chain.at.len()])
        .collect();
    let mut heap = BinaryHeap::new();
    let offer = |heap: &mut BinaryHeap<_>, chain: &Chain, arc: usize, vertex: usize| {
        if !chain.inner(vertex) {
            return;
        }
        let deviation = chain.deviation(vertex) * weights[arc][vertex];
        let version = chain.version[vertex];
        // False for what is not a number: no deviation at an infinite weight.
        if deviation < limit {
            heap.push(Reverse(Candidate {
                deviation,
                arc,
                vertex,
                version,
            }));
        }
    };
    for (arc, chain) in chains.iter().enumerate() {
        (0..chain.at.len()).for_each(|vertex| offer(&mut heap, chain, arc, vertex));
    }
    let mut reached = 0.0_f64;
    while let Some(Reverse(next)) = heap.pop() {
        let Candidate {
            deviation,
            arc,
            vertex,
            version,
        } = next;
        let chain = &mut chains[arc];
        if chain.version[vertex] != version || chain.left <= chain.least {
            continue;
        }
        reached = reached.max(deviation);
        if grid.any_in(chain.corners(vertex)) {
            // In the way is a vertex that may go itself: try again a level coarser.
            let later = reached * f64::from(LEVELS_PER_ZOOM).recip().exp2();
            let later = later.max(limit * 1e-6);
            if later < limit {
                heap.push(Reverse(Candidate {
                    deviation: later,
                    ..next
                }));
            }
            continue;
        }
        gone[arc][vertex] = reached;
        grid.remove(chain.at[vertex]);
        chain.version[vertex] += 1;
        for neighbour in chain.remove(vertex) {
            chain.version[neighbour] += 1;
            offer(&mut heap, chain, arc, neighbour);
        }
    }
    gone
}
