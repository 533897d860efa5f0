//! Walking what is on the screen.

use super::arcs::{CHUNK, Chunk, Linework};
use super::clip::{Frame, mix};
use super::{ArcRef, Area, Line, level_at};
use crate::geo::{Px, Viewport, World, WorldRect};

/// What of a linework is wanted: which stretch of the world, in which detail, where in pixels.
#[derive(Clone, Debug)]
pub struct Lens {
    viewport: Viewport,
    rect: WorldRect,
    frame: Frame,
    level: u8,
}

impl Lens {
    /// Looks at what is within `margin` CSS pixels of a viewport, in the detail of its zoom.
    /// Take a margin of more than half the widest stroke: fills get an edge along it.
    #[must_use]
    pub fn new(viewport: &Viewport, margin: f64) -> Self {
        Self {
            viewport: *viewport,
            rect: viewport.bounds(margin),
            frame: Frame {
                min: Px::new(-margin, -margin),
                max: Px::new(viewport.size.width + margin, viewport.size.height + margin),
            },
            level: level_at(viewport.view.zoom),
        }
    }

    /// The same lens in another detail: vertices of `level` and below are drawn.
    #[must_use]
    pub fn with_level(mut self, level: u8) -> Self {
        self.level = level;
        self
    }

    /// The level up to which vertices are drawn.
    #[must_use]
    pub fn level(&self) -> u8 {
        self.level
    }

    /// On which sides of the lens a box lies altogether, as a set of bits; 0 when it may be
    /// visible.
    fn sides(&self, rect: &WorldRect) -> u8 {
        u8::from(rect.max.x < self.rect.min.x)
            | u8::from(rect.min.x > self.rect.max.x) << 1
            | u8::from(rect.max.y < self.rect.min.y) << 2
            | u8::from(rect.min.y > self.rect.max.y) << 3
    }

    fn sides_of(&self, at: World) -> u8 {
        self.sides(&WorldRect { min: at, max: at })
    }
}

/// Working room of a trace, kept between frames so that none of them allocates.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    ring: Vec<Px>,
    spare: Vec<Px>,
}

/// A position on a traced line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinePoint {
    /// Where it is on the screen.
    pub at: Px,
    /// Whether the pen is lifted before it: the line's beginning, or where it comes back from
    /// off the screen.
    pub start: bool,
    /// World units from the line's beginning, measured at full detail: multiply with
    /// [`Viewport::scale`] for pixels, or compare with [`Linework::length`]. It does not change
    /// while panning or zooming, so dashes and widths derived from it stay where they are.
    pub along: f64,
}

impl Linework {
    /// Gives the rings of an area as positions on the screen with whether a ring starts there,
    /// cut at the lens's edge; rings are closed by the caller. Returns the number of positions.
    ///
    /// The fill inside the lens is that of all vertices of the lens's level. Off the screen a
    /// stretch that stays on one side of the lens is a single chord, which stays there too.
    pub fn trace_area(
        &self,
        area: &Area,
        lens: &Lens,
        scratch: &mut Scratch,
        sink: &mut dyn FnMut(Px, bool),
    ) -> usize {
        let mut drawn = 0;
        for ring in &area.rings {
            if self
                .line_rect(ring)
                .is_none_or(|rect| lens.sides(&rect) != 0)
            {
                continue;
            }
            let Scratch {
                ring: points,
                spare,
            } = scratch;
            points.clear();
            // Sides that the last position has in common with the stretch that leads to it, and
            // whether that stretch already is a chord whose end may be moved on.
            let (mut common, mut chord) = (0, false);
            let mut before = 0;
            for &arc in &ring.0 {
                self.walk(arc, lens, &mut |index| {
                    let at = self.at[index];
                    let sides = lens.sides_of(at);
                    let here = lens.viewport.project(at);
                    if points.last() == Some(&here) {
                        return; // The vertex in which two arcs meet belongs to both.
                    }
                    if common & sides != 0 && chord {
                        points.pop();
                        common &= sides;
                    } else {
                        common = before & sides;
                        chord = common != 0;
                    }
                    before = sides;
                    points.push(here);
                });
            }
            lens.frame.clip_ring(points, spare);
            if points.len() < 3 {
                continue;
            }
            drawn += points.len();
            for (i, &at) in points.iter().enumerate() {
                sink(at, i == 0);
            }
        }
        drawn
    }

    /// Gives the visible stretches of a line, cut at the lens's edge. Returns the number of
    /// positions.
    pub fn trace_line(&self, line: &Line, lens: &Lens, sink: &mut dyn FnMut(LinePoint)) -> usize {
        let mut drawn = 0;
        let mut passed = 0.0;
        // The last position, its sides, and whether the pen is there.
        let mut before: Option<(Px, f64, u8)> = None;
        let mut pen_down = false;
        for &arc in &line.0 {
            let length = self.arc_length(arc.index());
            self.walk(arc, lens, &mut |index| {
                let at = self.at[index];
                let from_start = f64::from(self.along[index]);
                let along = passed
                    + if arc.is_reversed() {
                        length - from_start
                    } else {
                        from_start
                    };
                let here = (lens.viewport.project(at), along, lens.sides_of(at));
                let Some(last) = before.replace(here) else {
                    return;
                };
                if last.0 == here.0 {
                    return; // The vertex in which two arcs meet belongs to both.
                }
                let seen = if last.2 & here.2 != 0 {
                    None
                } else {
                    lens.frame.clip_segment(last.0, here.0)
                };
                let Some((from, to)) = seen else {
                    pen_down = false;
                    return;
                };
                let point = |t: f64, start| LinePoint {
                    at: mix(last.0, here.0, t),
                    start,
                    along: last.1 + (here.1 - last.1) * t,
                };
                if !pen_down || from > 0.0 {
                    sink(point(from, true));
                    drawn += 1;
                }
                sink(point(to, false));
                drawn += 1;
                pen_down = to >= 1.0;
            });
            passed += length;
        }
        drawn
    }

    /// Visits the vertices of an arc that a lens wants, by index. The last vertex of a chunk off
    /// the screen stands for those between it and the first.
    fn walk(&self, arc: ArcRef, lens: &Lens, visit: &mut dyn FnMut(usize)) {
        let Some((stored, reversed)) = self.walked(arc) else {
            return;
        };
        let count = (stored.end - stored.start).div_ceil(CHUNK);
        let culled = lens.sides(&stored.rect) != 0;
        for i in 0..count {
            let i = if reversed { count - 1 - i } else { i };
            let Chunk { rect, min_level } = &self.chunks[stored.first_chunk + i];
            if *min_level > lens.level {
                continue;
            }
            let from = stored.start + i * CHUNK;
            let to = (from + CHUNK).min(stored.end);
            let wanted = |index: &usize| self.level[*index] <= lens.level;
            if culled || lens.sides(rect) != 0 {
                let first = (from..to).find(wanted);
                let last = (from..to).rev().find(wanted);
                let (first, last) = if reversed {
                    (last, first)
                } else {
                    (first, last)
                };
                let Some((first, last)) = first.zip(last) else {
                    continue;
                };
                visit(first);
                if last != first {
                    visit(last);
                }
            } else if reversed {
                (from..to).rev().filter(wanted).for_each(&mut *visit);
            } else {
                (from..to).filter(wanted).for_each(&mut *visit);
            }
        }
    }
}
