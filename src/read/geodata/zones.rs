//! Where detail is wanted.

use super::fields::Points;
use super::layers::Shaped;
use crate::geo::linework::{GridPoint, LEVELS_PER_ZOOM};
use crate::geo::topology::ring_level;
use crate::model::REGION;
use crate::model::basemap::BorderLine;
use std::collections::BTreeSet;

/// Beside the border, in the rest of the region, around it: by how much tolerances are larger.
const TOLERANCES: [f64; 3] = [1.0, 6.0, 80.0];

/// What a deviation counts: around the region lines may be off by two pixels instead of a half.
const IMPORTANCES: [f64; 3] = [1.0, 1.0, 0.25];

/// On multiples of how many grid units vertices stand: 7 m in the region, 60 m around it, so that
/// none is moved by more than a tenth of what a coast may be off there.
const GRIDS: [i32; 3] = [1, 8, 64];

/// Islands and holes that are no larger than a pixel at this zoom are left out.
const ISLAND_ZOOMS: [u8; 3] = [18, 12, 9];

/// By how many levels later rings are drawn than when they are a pixel large.
const RING_LEVELS: [u8; 3] = [0, 0, 2 * LEVELS_PER_ZOOM];

/// Side of a cell in grid units, 0.1 degrees: what lies in a cell of the border or in one that
/// touches it is beside the border, thus anything within 8 km.
const CELL: i32 = 10_000;

/// The cells that are beside the border.
pub(super) struct Zones(BTreeSet<(i32, i32)>);

impl Zones {
    /// The zones of the border between China and North Korea.
    pub fn along(border: &[Shaped<BorderLine>]) -> Self {
        let lines = border.iter().filter(|(line, _)| line.is_main());
        let points = lines.flat_map(|(_, lines)| lines).flatten();
        let mut cells = BTreeSet::new();
        for (x, y) in points.map(|&at| cell(at)) {
            cells.extend((x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y))));
        }
        Self(cells)
    }

    fn of(&self, at: GridPoint) -> usize {
        if self.0.contains(&cell(at)) {
            0
        } else if REGION.contains(at.into()) {
            1
        } else {
            2
        }
    }

    pub fn tolerance(&self, at: GridPoint) -> f64 {
        TOLERANCES[self.of(at)]
    }

    pub fn importance(&self, at: GridPoint) -> f64 {
        IMPORTANCES[self.of(at)]
    }

    pub fn grid(&self, at: GridPoint) -> i32 {
        GRIDS[self.of(at)]
    }

    /// The level from which a line is drawn if it is a ring, or `None` if it is too small to be
    /// kept. Equal rings of several layers fare alike.
    pub fn ring_from(&self, points: &Points) -> Option<u8> {
        if points.first() != points.last() {
            return Some(0);
        }
        let zone = points.iter().map(|&at| self.of(at)).min()?;
        let level = ring_level(points);
        let kept = level < ISLAND_ZOOMS[zone] * LEVELS_PER_ZOOM;
        kept.then_some(level + RING_LEVELS[zone])
    }
}

fn cell(at: GridPoint) -> (i32, i32) {
    (at.lon.div_euclid(CELL), at.lat.div_euclid(CELL))
}
