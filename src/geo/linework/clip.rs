//! Cutting rings and segments at the edges of a rectangle of pixels.

use crate::geo::Px;

/// A rectangle of pixels, edges included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub min: Px,
    pub max: Px,
}

/// One edge of a frame as a signed distance, positive inside.
type Edge = fn(&Frame, Px) -> f64;

const EDGES: [Edge; 4] = [
    |frame, at| at.x - frame.min.x,
    |frame, at| frame.max.x - at.x,
    |frame, at| at.y - frame.min.y,
    |frame, at| frame.max.y - at.y,
];

impl Frame {
    /// Cuts a ring, by Sutherland and Hodgman: one edge of the frame after the other. What is
    /// outside becomes a path along the frame, which a fill does not show. `ring` holds the
    /// result, `spare` is working room.
    pub fn clip_ring(&self, ring: &mut Vec<Px>, spare: &mut Vec<Px>) {
        for edge in EDGES {
            if ring.iter().all(|&at| edge(self, at) >= 0.0) {
                continue;
            }
            spare.clear();
            let Some(&last) = ring.last() else { return };
            let mut before = (last, edge(self, last));
            for &at in ring.iter() {
                let inside = edge(self, at);
                if (inside >= 0.0) != (before.1 >= 0.0) {
                    spare.push(mix(before.0, at, before.1 / (before.1 - inside)));
                }
                if inside >= 0.0 {
                    spare.push(at);
                }
                before = (at, inside);
            }
            std::mem::swap(ring, spare);
        }
    }

    /// The stretch of the segment from `a` to `b` inside the frame as fractions of its length,
    /// by Liang and Barsky; `None` when none of it is inside.
    pub fn clip_segment(&self, a: Px, b: Px) -> Option<(f64, f64)> {
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        for edge in EDGES {
            let (start, end) = (edge(self, a), edge(self, b));
            if start < 0.0 && end < 0.0 {
                return None;
            }
            if start < 0.0 {
                from = from.max(start / (start - end));
            } else if end < 0.0 {
                to = to.min(start / (start - end));
            }
        }
        (from <= to).then_some((from, to))
    }
}

/// The position at a fraction of the way from `a` to `b`.
pub(super) fn mix(a: Px, b: Px, t: f64) -> Px {
    Px::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}
