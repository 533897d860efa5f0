//! Positions along a line.

use super::arcs::distance;
use super::{Line, Linework, Vertex};
use crate::geo::World;

/// A position on a line and where the line goes there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Station {
    /// Where it is.
    pub at: World,
    /// Unit vector of the direction of travel: `x` east, `y` south.
    pub direction: World,
}

impl Linework {
    /// Length of an arc in world units at full detail; 0 when it is empty or unknown.
    #[must_use]
    pub fn arc_length(&self, index: usize) -> f64 {
        let arc = self.arcs.get(index).filter(|arc| arc.start < arc.end);
        arc.map_or(0.0, |arc| f64::from(self.along[arc.end - 1]))
    }

    /// Length of a line in world units at full detail.
    #[must_use]
    pub fn length(&self, line: &Line) -> f64 {
        line.0.iter().map(|arc| self.arc_length(arc.index())).sum()
    }

    /// The vertices of a line that a level shows, each vertex between two arcs once.
    pub fn vertices<'a>(&'a self, line: &'a Line, level: u8) -> impl Iterator<Item = Vertex> + 'a {
        let mut before = None;
        let arcs = line.0.iter().flat_map(move |arc| {
            let vertices = self.arc(arc.index());
            let (forward, backward) = if arc.is_reversed() {
                (None, Some(vertices.rev()))
            } else {
                (Some(vertices), None)
            };
            let forward = forward.into_iter().flatten();
            forward.chain(backward.into_iter().flatten())
        });
        arcs.filter(move |vertex| {
            vertex.level <= level && before.replace(vertex.at) != Some(vertex.at)
        })
    }

    /// The station at a distance in world units from a line's beginning, measured at full
    /// detail. Distances before the beginning and beyond the end give its ends; a line without
    /// length has no station. Costs a search in one arc.
    #[must_use]
    pub fn station(&self, line: &Line, along: f64) -> Option<Station> {
        let mut left = along.max(0.0);
        let mut found = None;
        for arc in &line.0 {
            let length = self.arc_length(arc.index());
            if length <= 0.0 {
                continue;
            }
            found = Some((*arc, left.min(length), length));
            if left <= length {
                break;
            }
            left -= length;
        }
        let (arc, left, length) = found?;
        let (stored, reversed) = self.walked(arc)?;
        let wanted = if reversed { length - left } else { left };
        let column = &self.along[stored.start..stored.end];
        let after = column.partition_point(|&there| f64::from(there) < wanted);
        let after = stored.start + after.clamp(1, column.len() - 1);
        // Vertices at the same position have no direction: go on to the next that has one.
        let after = (after..stored.end)
            .find(|&i| self.at[i] != self.at[i - 1])
            .unwrap_or(after);
        let (a, b) = (self.at[after - 1], self.at[after]);
        let (from, to) = (
            f64::from(self.along[after - 1]),
            f64::from(self.along[after]),
        );
        let t = if to > from {
            ((wanted - from) / (to - from)).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let step = distance(a, b);
        let sign = if reversed { -1.0 } else { 1.0 };
        (step > 0.0).then(|| Station {
            at: World::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t),
            direction: World::new(sign * (b.x - a.x) / step, sign * (b.y - a.y) / step),
        })
    }
}
