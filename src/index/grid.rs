//! A grid over points that are sorted along the Z-order curve.
//!
//! The points of one cell are a run of the sorted points, and the cells of a block of 8 × 8 are
//! a run of the cells. So the grid stores where each occupied cell begins, and for each occupied
//! block its 64 cells as bits and the number of its first: a cell is found by one look-up of its
//! block in a hash table and one population count. Neighbours are near each other in memory.
//! Time N to build, constant to find; 4 bytes a point and an
//! occupied cell, 32 to 40 an occupied block.

use super::morton::spread;
use std::ops::Range;

/// An occupied block of 8 × 8 cells.
struct Block {
    /// The cells' common Z-order number without its last six bits.
    key: u64,
    /// Which cells are occupied, in Z-order.
    cells: u64,
    /// Occupied cells before this block.
    first: u32,
}

/// The grid; its buffers are kept from one use to the next.
#[derive(Default)]
pub(super) struct Grid {
    /// The first point of each occupied cell, and the number of all points.
    starts: Vec<u32>,
    blocks: Vec<Block>,
    /// The block of each point.
    home: Vec<u32>,
    /// Open addressing: the number of a block plus one, or 0.
    slots: Vec<u32>,
}

impl Grid {
    /// Takes sorted Z-order numbers; a cell's side is 2^`shift` steps, `shift` below 32.
    #[inline(never)]
    pub(super) fn rebuild(&mut self, codes: &[u64], shift: u32) {
        self.starts.clear();
        self.blocks.clear();
        self.home.clear();
        let mut last = None;
        for (at, code) in (0..).zip(codes) {
            let cell = code >> (2 * shift);
            if last != Some(cell) {
                last = Some(cell);
                let (key, bit) = (cell >> 6, 1 << (cell & 63));
                match self.blocks.last_mut() {
                    Some(block) if block.key == key => block.cells |= bit,
                    _ => self.blocks.push(Block {
                        key,
                        cells: bit,
                        first: self.starts.len() as u32,
                    }),
                }
                self.starts.push(at);
            }
            self.home.push(self.blocks.len() as u32 - 1);
        }
        self.starts.push(codes.len() as u32);
        let room = (self.blocks.len() * 2).next_power_of_two().max(2);
        self.slots.clear();
        self.slots.resize(room, 0);
        for (number, block) in (1..).zip(&self.blocks) {
            let mut slot = self.slot(block.key);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (room - 1);
            }
            self.slots[slot] = number;
        }
    }

    /// Calls for the points of every occupied cell in a window of cells around a point, edges
    /// included. Costs one look-up for every block that the window touches besides the point's.
    pub(super) fn window(
        &self,
        point: usize,
        min: [u32; 2],
        max: [u32; 2],
        mut visit: impl FnMut(Range<usize>),
    ) {
        let home = &self.blocks[self.home[point] as usize];
        for row in min[1] >> 3..=max[1] >> 3 {
            let rows = band(&NORTH_OF, min[1], max[1], row << 3);
            for column in min[0] >> 3..=max[0] >> 3 {
                let key = spread(column) | spread(row) << 1;
                let other = if key == home.key {
                    Some(home)
                } else {
                    self.block(key)
                };
                let Some(block) = other else {
                    continue;
                };
                let mut cells = block.cells & rows & band(&WEST_OF, min[0], max[0], column << 3);
                while cells != 0 {
                    let below = block.cells & (cells & cells.wrapping_neg()).wrapping_sub(1);
                    let at = (block.first + below.count_ones()) as usize;
                    visit(self.starts[at] as usize..self.starts[at + 1] as usize);
                    cells &= cells - 1;
                }
            }
        }
    }

    fn block(&self, key: u64) -> Option<&Block> {
        let mut slot = self.slot(key);
        loop {
            let block = &self.blocks[(self.slots[slot] as usize).checked_sub(1)?];
            if block.key == key {
                return Some(block);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Where to look first. Fibonacci hashing: the high bits of a product with 2⁶⁴ / φ.
    fn slot(&self, key: u64) -> usize {
        let bits = self.slots.len().trailing_zeros();
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - bits)) as usize
    }
}

/// The cells of a block in a band of columns or rows, `min` to `max`; `from` is where the block
/// begins.
fn band(below: &[u64; 9], min: u32, max: u32, from: u32) -> u64 {
    below[(max - from).min(7) as usize + 1] & !below[min.saturating_sub(from) as usize]
}

/// For every limit from 0 to 8, the cells of a block whose column is below it.
const WEST_OF: [u64; 9] = below(0);

/// For every limit from 0 to 8, the cells of a block whose row is below it.
const NORTH_OF: [u64; 9] = below(1);

/// The cells whose coordinate on an axis is below each limit: of the six bits of their Z-order
/// number every second belongs to an axis.
const fn below(axis: u32) -> [u64; 9] {
    let mut below = [0; 9];
    let mut cell = 0;
    while cell < 64 {
        let bits = cell >> axis;
        let mut limit = (bits & 1 | bits >> 1 & 2 | bits >> 2 & 4) + 1;
        while limit <= 8 {
            below[limit] |= 1 << cell;
            limit += 1;
        }
        cell += 1;
    }
    below
}
