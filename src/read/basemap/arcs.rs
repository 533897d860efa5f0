//! Vertices as differences to where they are expected.

use super::BasemapError;
use crate::geo::linework::{GridPoint, Linework, Vertex};

/// Vertices to add to arcs.
#[derive(Debug, Default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Serialize))]
pub(super) struct Arcs {
    /// For every gap of every arc, how many.
    pub counts: Vec<u32>,
    /// Differences to what is expected, in grid units.
    pub lon: Vec<i32>,
    pub lat: Vec<i32>,
    /// Levels of the vertices.
    pub levels: Vec<u8>,
}

/// Where the next of `left` vertices is expected in a gap: evenly on the way to the gap's end,
/// or where the last one was if there is no end yet.
fn expected(last: GridPoint, end: Option<GridPoint>, left: u32) -> GridPoint {
    let Some(end) = end else { return last };
    let parts = i64::from(left) + 1;
    let step = |from: i32, to: i32| {
        // A part of the way between two i32 lies between them.
        (i64::from(from) + (i64::from(to) - i64::from(from)) / parts) as i32
    };
    GridPoint::new(step(last.lon, end.lon), step(last.lat, end.lat))
}

/// Visits the gaps of all arcs in order: the vertices at their beginning and end.
fn each_gap(
    linework: &Linework,
    visit: &mut dyn FnMut(usize, Option<GridPoint>, Option<GridPoint>),
) {
    for index in 0..linework.arc_count() {
        let mut vertices = linework.arc(index).map(|vertex| GridPoint::from(vertex.at));
        let mut from = vertices.next();
        for _ in 0..linework.gap_count(index) {
            let to = vertices.next();
            visit(index, from, to);
            from = to;
        }
    }
}

impl Arcs {
    /// The vertices to add to a linework.
    pub fn vertices(&self, linework: &Linework) -> Result<Vec<Vertex>, BasemapError> {
        let len = self.levels.len();
        if self.lon.len() != len || self.lat.len() != len {
            return Err(BasemapError::Malformed);
        }
        let mut vertices = Vec::with_capacity(len);
        let mut counts = self.counts.iter();
        let mut last = GridPoint::default();
        let mut wrong = None;
        each_gap(linework, &mut |_, from, to| {
            last = from.unwrap_or(last);
            let count = counts.next().copied().unwrap_or(0);
            for left in (1..=count).rev() {
                let i = vertices.len();
                if i >= len || wrong.is_some() {
                    return; // The counts do not fit, which `Linework::refine` reports.
                }
                let expected = expected(last, to, left);
                last = GridPoint::new(
                    expected.lon.wrapping_add(self.lon[i]),
                    expected.lat.wrapping_add(self.lat[i]),
                );
                if !last.is_on_globe() {
                    wrong = Some(i);
                }
                vertices.push(Vertex {
                    at: last.into(),
                    level: self.levels[i],
                });
            }
        });
        wrong.map_or(Ok(vertices), |i| Err(BasemapError::Position(i)))
    }

    /// What to add to `base` to get `full`, up to a level: the other direction of
    /// [`Arcs::vertices`]. The base has the vertices of `full` up to `base_level`.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn between(base: &Linework, full: &Linework, above: Option<u8>, upto: u8) -> Self {
        let mut arcs = Self::default();
        let mut last = GridPoint::default();
        let is_base = |level: u8| above.is_some_and(|above| level <= above);
        let mut arc = usize::MAX;
        let mut rest: Vec<Vertex> = Vec::new();
        each_gap(base, &mut |index, from, to| {
            if index != arc {
                arc = index;
                rest = full
                    .arc(index)
                    .filter(|vertex| vertex.level <= upto)
                    .collect();
                rest.reverse();
                if from.is_some() {
                    rest.pop();
                }
            }
            last = from.unwrap_or(last);
            let inside = rest
                .iter()
                .rev()
                .take_while(|vertex| !is_base(vertex.level))
                .count();
            arcs.counts.push(inside as u32);
            for left in (1..=inside as u32).rev() {
                let Some(vertex) = rest.pop() else { return };
                let at = GridPoint::from(vertex.at);
                let expected = expected(last, to, left);
                arcs.lon.push(at.lon.wrapping_sub(expected.lon));
                arcs.lat.push(at.lat.wrapping_sub(expected.lat));
                arcs.levels.push(vertex.level);
                last = at;
            }
            rest.pop();
        });
        arcs
    }
}
