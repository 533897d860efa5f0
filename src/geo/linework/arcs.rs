//! The arcs, and what is put together from them.

use super::MAX_LEVEL;
use crate::geo::{World, WorldRect};

/// Segments in a chunk. Small enough that a chunk across the edge of the screen costs little,
/// large enough that the boxes cost less than the vertices.
pub(super) const CHUNK: usize = 64;

/// A vertex of an arc.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vertex {
    /// Where it is.
    pub at: World,
    /// The level from which it is drawn, 0 to [`MAX_LEVEL`].
    pub level: u8,
}

/// An arc and the direction in which it is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ArcRef(i32);

impl ArcRef {
    /// The arc with an index, walked as it is stored. Indices beyond 2³¹ − 1 do not occur: an
    /// arc takes more than one byte.
    #[must_use]
    pub fn forward(index: usize) -> Self {
        Self(i32::try_from(index).unwrap_or(i32::MAX))
    }

    /// From the signed form: an index, or its bitwise complement for the opposite direction.
    #[must_use]
    pub fn from_signed(signed: i32) -> Self {
        Self(signed)
    }

    /// The signed form: an index, or its bitwise complement for the opposite direction.
    #[must_use]
    pub fn signed(self) -> i32 {
        self.0
    }

    /// The same arc walked the other way.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self(!self.0)
    }

    /// The arc's index.
    #[must_use]
    pub fn index(self) -> usize {
        (if self.0 < 0 { !self.0 } else { self.0 }) as usize
    }

    /// Whether the arc is walked against the order in which it is stored.
    #[must_use]
    pub fn is_reversed(self) -> bool {
        self.0 < 0
    }
}

/// A connected path: each arc begins where the one before it ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<ArcRef>);

/// What lies inside an odd number of closed rings, so that holes and islands need no marking.
/// Fill it with the even-odd rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Each a connected path whose last arc ends where its first begins.
    pub rings: Vec<Line>,
}

/// A stretch of an arc.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chunk {
    /// Holds the chunk's vertices and the first of the next chunk, thus all its segments.
    pub rect: WorldRect,
    /// The lowest level among the chunk's own vertices.
    pub min_level: u8,
}

/// A stored arc: ranges into the vertex and the chunk columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Arc {
    pub start: usize,
    pub end: usize,
    pub first_chunk: usize,
    pub rect: WorldRect,
}

/// The arcs of all layers, by columns. About 21 bytes a vertex.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linework {
    pub(super) arcs: Vec<Arc>,
    pub(super) at: Vec<World>,
    pub(super) level: Vec<u8>,
    /// World units from the arc's first vertex, at full detail.
    pub(super) along: Vec<f32>,
    pub(super) chunks: Vec<Chunk>,
}

/// Why vertices could not be added to a linework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefineError {
    /// The linework has so many gaps, and counts were given for so many others.
    Gaps {
        /// Gaps in the linework.
        had: usize,
        /// Counts given.
        given: usize,
    },
    /// The counts ask for so many vertices, and so many others were given.
    Vertices {
        /// The sum of the counts.
        counted: usize,
        /// Vertices given.
        given: usize,
    },
}

impl Linework {
    /// Puts arcs together. An arc may be empty: it draws nothing until it is refined.
    #[must_use]
    pub fn new<'a>(arcs: impl IntoIterator<Item = &'a [Vertex]>) -> Self {
        let mut linework = Self::default();
        for arc in arcs {
            linework.push(arc.iter().copied());
        }
        linework
    }

    fn push(&mut self, vertices: impl Iterator<Item = Vertex>) {
        let start = self.at.len();
        let first_chunk = self.chunks.len();
        let mut rect = WorldRect::EMPTY;
        let mut along = 0.0;
        for vertex in vertices {
            if let Some(&before) = self.at.get(start..).and_then(<[World]>::last) {
                along += distance(before, vertex.at);
            }
            rect.include(vertex.at);
            self.at.push(vertex.at);
            self.level.push(vertex.level.min(MAX_LEVEL));
            self.along.push(along as f32);
        }
        let end = self.at.len();
        for from in (start..end).step_by(CHUNK) {
            let to = (from + CHUNK).min(end);
            let mut rect = WorldRect::EMPTY;
            for &at in &self.at[from..(to + 1).min(end)] {
                rect.include(at);
            }
            let min_level = self.level[from..to].iter().copied().min();
            self.chunks.push(Chunk {
                rect,
                min_level: min_level.unwrap_or(MAX_LEVEL),
            });
        }
        self.arcs.push(Arc {
            start,
            end,
            first_chunk,
            rect,
        });
    }

    /// Number of arcs.
    #[must_use]
    pub fn arc_count(&self) -> usize {
        self.arcs.len()
    }

    /// Number of vertices of all arcs.
    #[must_use]
    pub fn vertex_count(&self) -> usize {
        self.at.len()
    }

    /// The vertices of an arc in the order in which they are stored; none for an unknown index.
    #[must_use]
    pub fn arc(&self, index: usize) -> impl DoubleEndedIterator<Item = Vertex> + '_ {
        let range = self.arcs.get(index).map_or(0..0, |arc| arc.start..arc.end);
        range.map(|i| Vertex {
            at: self.at[i],
            level: self.level[i],
        })
    }

    /// The box of an arc, or `None` when it is empty or unknown.
    #[must_use]
    pub fn arc_rect(&self, index: usize) -> Option<WorldRect> {
        let arc = self.arcs.get(index)?;
        (arc.start < arc.end).then_some(arc.rect)
    }

    /// The box of a line, or `None` when nothing of it is there.
    #[must_use]
    pub fn line_rect(&self, line: &Line) -> Option<WorldRect> {
        let rects = line.0.iter().filter_map(|arc| self.arc_rect(arc.index()));
        rects.reduce(|mut all, one| {
            all.include(one.min);
            all.include(one.max);
            all
        })
    }

    /// A linework of arcs that are still empty.
    #[must_use]
    pub fn empty_arcs(count: usize) -> Self {
        Self::new(std::iter::repeat_n::<&[Vertex]>(&[], count))
    }

    /// Where vertices can be added to an arc: between each two of its vertices, or, while it has
    /// fewer, in one place.
    #[must_use]
    pub fn gap_count(&self, index: usize) -> usize {
        let arc = self.arcs.get(index);
        arc.map_or(0, |arc| (arc.end - arc.start).saturating_sub(1).max(1))
    }

    /// Adds vertices to the arcs: `counts` says how many for every gap of every arc in order,
    /// `added` holds them.
    ///
    /// # Errors
    ///
    /// When the counts do not fit the gaps or the vertices; the linework is then as before.
    pub fn refine(&mut self, counts: &[u32], added: &[Vertex]) -> Result<(), RefineError> {
        let had = (0..self.arcs.len())
            .map(|index| self.gap_count(index))
            .sum();
        if had != counts.len() {
            let given = counts.len();
            return Err(RefineError::Gaps { had, given });
        }
        let counted = counts
            .iter()
            .fold(0_usize, |sum, &n| sum.saturating_add(n as usize));
        if counted != added.len() {
            let given = added.len();
            return Err(RefineError::Vertices { counted, given });
        }
        let mut refined = Self::default();
        let mut merged = Vec::new();
        let (mut counts, mut added) = (counts, added);
        for index in 0..self.arcs.len() {
            merged.clear();
            let mut present = self.arc(index);
            let (here, later) = counts.split_at(self.gap_count(index));
            counts = later;
            for &count in here {
                merged.extend(present.next());
                let (between, later) = added.split_at(count as usize);
                added = later;
                merged.extend_from_slice(between);
            }
            merged.extend(present);
            refined.push(merged.iter().copied());
        }
        *self = refined;
        Ok(())
    }

    /// The arc that a reference means and whether it is walked backwards; `None` if unknown.
    pub(super) fn walked(&self, arc: ArcRef) -> Option<(&Arc, bool)> {
        Some((self.arcs.get(arc.index())?, arc.is_reversed()))
    }
}

/// Distance in world units.
pub(super) fn distance(a: World, b: World) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}
