//! A small number for every event, made for the question "at most this?".

use super::set::{Block, EventSet, blocks_for, common, pack_blocks, put, unpack_blocks};
use crate::model::flat::{Pack, Unpack};

/// Thresholds up to which every one has its own set.
const FEW: u32 = 32;

/// A number from 0 to `top + 1` for every rank, answering for any block of 512 events and any
/// threshold from 0 to `top` which numbers are at most that.
///
/// With up to 32 thresholds each has its own plane of bits, and the answer is one of them: N/64
/// words read, (`top` + 1) / 8 bytes an event. With more the planes are the numbers' binary
/// digits, and the answer combines them from the highest down: log₂ `top` times as many words,
/// log₂(`top`) / 8 bytes an event (1 byte for 250 years).
#[derive(Debug, Default)]
pub(super) struct Column {
    planes: Vec<Block>,
    /// Blocks in a plane.
    blocks: usize,
    top: u32,
    /// How many digits the numbers have, or 0 for a plane a threshold.
    digits: u32,
}

impl Column {
    /// A column of zeros, to be filled by [`Column::put`] and then made usable by
    /// [`Column::close`].
    pub(super) fn new(events: u32, top: u32) -> Self {
        let blocks = blocks_for(events);
        let digits = if top < FEW { 0 } else { (top + 1).ilog2() + 1 };
        let planes = if digits == 0 { top + 1 } else { digits };
        Self {
            planes: vec![[0; 8]; blocks * planes as usize],
            blocks,
            top,
            digits,
        }
    }

    /// Gives a rank its number; once for every rank.
    pub(super) fn put(&mut self, rank: u32, number: u32) {
        if self.digits == 0 {
            if number <= self.top {
                put(&mut self.planes[number as usize * self.blocks..], rank);
            }
            return;
        }
        for digit in 0..self.digits {
            if number >> digit & 1 == 1 {
                put(&mut self.planes[digit as usize * self.blocks..], rank);
            }
        }
    }

    /// To be called when every rank has its number. Planes of thresholds include the lower ones.
    pub(super) fn close(&mut self) {
        if self.digits == 0 {
            for at in self.blocks..self.planes.len() {
                let below = self.planes[at - self.blocks];
                for (word, below) in self.planes[at].iter_mut().zip(below) {
                    *word |= below;
                }
            }
        }
    }

    /// Which events of a block have at most this number. Bits beyond the last event are
    /// meaningless.
    pub(super) fn at_most(&self, threshold: u32, block: usize) -> Block {
        if self.digits == 0 {
            return self.planes[threshold as usize * self.blocks + block];
        }
        let (mut less, mut same) = ([0; 8], [u64::MAX; 8]);
        for digit in (0..self.digits).rev() {
            let plane = &self.planes[digit as usize * self.blocks + block];
            for ((less, same), plane) in less.iter_mut().zip(&mut same).zip(plane) {
                if threshold >> digit & 1 == 1 {
                    *less |= *same & !plane;
                    *same &= plane;
                } else {
                    *same &= !plane;
                }
            }
        }
        for (less, same) in less.iter_mut().zip(same) {
            *less |= same;
        }
        less
    }

    /// For every threshold, how many events of a set have at most that number. Costs N/64 words
    /// times the thresholds, less where digits are used and the set or the numbers are few.
    pub(super) fn counts(&self, set: &EventSet) -> Vec<u32> {
        let mut counts = vec![0; self.top as usize + 2];
        if self.digits == 0 {
            for (threshold, count) in counts[..=self.top as usize].iter_mut().enumerate() {
                let plane = &self.planes[threshold * self.blocks..][..self.blocks];
                *count = plane
                    .iter()
                    .zip(set.blocks())
                    .map(|(a, b)| common(a, b))
                    .sum();
            }
        } else {
            for (block, bits) in set.blocks().iter().enumerate() {
                for (word, &bits) in bits.iter().enumerate() {
                    self.split(bits, self.digits, 0, (block, word), &mut counts);
                }
            }
            let mut sum = 0;
            for count in &mut counts {
                sum += *count;
                *count = sum;
            }
        }
        counts.truncate(self.top as usize + 1);
        counts
    }

    /// Counts the events of a word by number: those with a digit and those without apart.
    fn split(&self, bits: u64, digit: u32, number: usize, at: (usize, usize), to: &mut [u32]) {
        if bits == 0 {
            return;
        }
        let Some(digit) = digit.checked_sub(1) else {
            to[number] += bits.count_ones();
            return;
        };
        let plane = self.planes[digit as usize * self.blocks + at.0][at.1];
        self.split(bits & !plane, digit, number, at, to);
        self.split(bits & plane, digit, number | 1 << digit, at, to);
    }

    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        to.number(self.top);
        pack_blocks(&self.planes, to);
    }

    /// Takes a column of `events` numbers that was packed.
    #[inline(never)]
    pub(super) fn unpack(from: &mut Unpack, events: u32) -> Self {
        // No column of a kind that exists has more: years are numbers of 16 bits.
        let top = from.number().min(u32::from(u16::MAX) + 1);
        let empty = Self::new(0, top);
        let planes = unpack_blocks(from);
        let blocks = blocks_for(events);
        let count = if empty.digits == 0 {
            top + 1
        } else {
            empty.digits
        };
        from.check(planes.len() == blocks * count as usize, "years");
        Self {
            planes,
            blocks,
            ..empty
        }
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.planes.capacity() * size_of::<Block>()
    }
}
