//! The vertices that are left, by place.

use crate::geo::World;

/// Which of many positions lie in a triangle, while positions are being taken away.
pub(super) struct Grid {
    cells: Vec<Vec<World>>,
    min: World,
    columns: usize,
    rows: usize,
}

/// Side of a cell in world units: 0.1° of longitude, some hundred vertices where they are dense.
const CELL: f64 = 0.1 / 360.0;

impl Grid {
    pub fn new(positions: impl Iterator<Item = World> + Clone) -> Self {
        let mut min = World::new(f64::INFINITY, f64::INFINITY);
        let mut max = World::new(f64::NEG_INFINITY, f64::NEG_INFINITY);
        for at in positions.clone() {
            min = World::new(min.x.min(at.x), min.y.min(at.y));
            max = World::new(max.x.max(at.x), max.y.max(at.y));
        }
        // Casts of nothing's infinite extent saturate; a million cells are the whole globe.
        let side = |from: f64, to: f64| (((to - from).max(0.0) / CELL) as usize).min(4_000) + 1;
        let (columns, rows) = (side(min.x, max.x), side(min.y, max.y));
        let mut grid = Self {
            cells: vec![Vec::new(); columns * rows],
            min,
            columns,
            rows,
        };
        for at in positions {
            let cell = grid.cell(at);
            grid.cells[cell].push(at);
        }
        grid
    }

    fn column(&self, x: f64) -> usize {
        (((x - self.min.x) / CELL) as usize).min(self.columns - 1)
    }

    fn row(&self, y: f64) -> usize {
        (((y - self.min.y) / CELL) as usize).min(self.rows - 1)
    }

    fn cell(&self, at: World) -> usize {
        self.row(at.y) * self.columns + self.column(at.x)
    }

    /// Takes a position away, once.
    pub fn remove(&mut self, at: World) {
        let cell = self.cell(at);
        if let Some(i) = self.cells[cell].iter().position(|&other| other == at) {
            self.cells[cell].swap_remove(i);
        }
    }

    /// Whether a position other than the corners lies in a triangle or on its sides.
    pub fn any_in(&self, [a, b, c]: [World; 3]) -> bool {
        let columns = self.column(a.x.min(b.x).min(c.x))..=self.column(a.x.max(b.x).max(c.x));
        let rows = self.row(a.y.min(b.y).min(c.y))..=self.row(a.y.max(b.y).max(c.y));
        let cross =
            |a: World, b: World, p: World| (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
        let turn = if cross(a, b, c) < 0.0 { -1.0 } else { 1.0 };
        let inside = |p: World| {
            [(a, b), (b, c), (c, a)]
                .iter()
                .all(|&(a, b)| turn * cross(a, b, p) >= 0.0)
                && p != a
                && p != b
                && p != c
        };
        rows.flat_map(|row| {
            columns
                .clone()
                .map(move |column| row * self.columns + column)
        })
        .any(|cell| self.cells[cell].iter().any(|&p| inside(p)))
    }
}
