//! The vertices of the first part as differences to the one before.

use super::BasemapError;
use crate::geo::linework::{GridPoint, Linework, RefineError, Vertex};

/// Arcs by columns.
#[derive(Debug, Default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Serialize))]
pub(super) struct Arcs {
    /// For every arc, how many vertices.
    pub counts: Vec<u32>,
    /// Differences to the vertex before, over all arcs, in grid units.
    pub lon: Vec<i32>,
    pub lat: Vec<i32>,
    /// Levels of the vertices.
    pub levels: Vec<u8>,
}

impl Arcs {
    /// The arcs ready for drawing.
    pub fn linework(&self) -> Result<Linework, BasemapError> {
        let given = self.levels.len();
        if self.lon.len() != given || self.lat.len() != given {
            return Err(BasemapError::Malformed);
        }
        let counted = self.counts.iter();
        let counted = counted.fold(0_usize, |sum, &n| sum.saturating_add(n as usize));
        if counted != given {
            return Err(BasemapError::Vertices(RefineError::Vertices {
                counted,
                given,
            }));
        }
        let mut vertices = Vec::with_capacity(given);
        let mut at = GridPoint::default();
        let steps = self.lon.iter().zip(&self.lat).zip(&self.levels);
        for ((&lon, &lat), &level) in steps {
            at = GridPoint::new(at.lon.wrapping_add(lon), at.lat.wrapping_add(lat));
            if !at.is_on_globe() {
                return Err(BasemapError::Position(vertices.len()));
            }
            vertices.push(Vertex {
                at: at.into(),
                level,
            });
        }
        let mut rest = vertices.as_slice();
        Ok(Linework::new(self.counts.iter().map(|&count| {
            let (arc, later) = rest.split_at(count as usize);
            rest = later;
            arc
        })))
    }

    /// Those of a linework.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of(linework: &Linework) -> Self {
        let mut arcs = Self::default();
        let mut last = GridPoint::default();
        for index in 0..linework.arc_count() {
            arcs.counts.push(linework.arc(index).count() as u32);
            for vertex in linework.arc(index) {
                let at = GridPoint::from(vertex.at);
                arcs.lon.push(at.lon.wrapping_sub(last.lon));
                arcs.lat.push(at.lat.wrapping_sub(last.lat));
                arcs.levels.push(vertex.level);
                last = at;
            }
        }
        arcs
    }
}
