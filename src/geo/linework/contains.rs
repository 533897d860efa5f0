//! Which side of an outline a position is on.

use super::arcs::CHUNK;
use super::{Area, Linework};
use crate::geo::World;

impl Linework {
    /// Whether a position lies in an area, at full detail: counts how often the ray to the east
    /// crosses the rings. Positions on the outline itself fall on either side. Costs a look at
    /// every chunk and at the vertices of those that the ray meets.
    #[must_use]
    pub fn contains(&self, area: &Area, at: World) -> bool {
        let mut inside = false;
        let crosses = |a: World, b: World| {
            (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
        };
        for arc in area.rings.iter().flat_map(|ring| &ring.0) {
            let Some((arc, _)) = self.walked(*arc) else {
                continue;
            };
            for (i, from) in (arc.start..arc.end).step_by(CHUNK).enumerate() {
                let rect = &self.chunks[arc.first_chunk + i].rect;
                if rect.max.x < at.x || rect.max.y < at.y || rect.min.y > at.y {
                    continue;
                }
                let to = (from + CHUNK + 1).min(arc.end);
                for pair in self.at[from..to].windows(2) {
                    inside ^= crosses(pair[0], pair[1]);
                }
            }
        }
        inside
    }
}
