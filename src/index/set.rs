//! A set of events in which any run of ranks is counted in constant time.

use crate::model::flat::{Pack, StripRef, Unpack};
use std::ops::Range;

/// 512 events: one cache line, and what one entry of the rank directory covers.
pub(super) type Block = [u64; 8];

/// Events in a [`Block`].
pub(super) const BLOCK_BITS: u32 = 512;

/// How many blocks hold a number of events.
pub(super) fn blocks_for(universe: u32) -> usize {
    universe.div_ceil(BLOCK_BITS) as usize
}

/// Puts one bit into a row of blocks that holds it.
pub(super) fn put(blocks: &mut [Block], rank: u32) {
    blocks[(rank / BLOCK_BITS) as usize][(rank / 64 % 8) as usize] |= 1 << (rank % 64);
}

/// Packs blocks: a strip.
pub(super) fn pack_blocks(blocks: &[Block], to: &mut Pack<'_>) {
    to.strip(StripRef::Words(blocks.as_flattened()));
}

/// Takes blocks that were packed.
#[inline(never)]
pub(super) fn unpack_blocks(from: &mut Unpack) -> Vec<Block> {
    let words = from.words();
    let (blocks, rest) = words.as_chunks();
    from.check(rest.is_empty(), "sets");
    blocks.to_vec()
}

/// How many bits two blocks have in common.
pub(super) fn common(a: &Block, b: &Block) -> u32 {
    a.iter().zip(b).map(|(a, b)| (a & b).count_ones()).sum()
}

/// A set of events, each named by its rank in the index's order.
///
/// One bit an event plus a directory of one `u32` for 512 events: 1.0625 bits an event.
/// [`EventSet::count`] reads at most two cache lines of bits and two entries of the directory,
/// whatever the run's length. The directory is always up to date: every operation that changes
/// the set rebuilds it in the same pass, so sets are changed as wholes and never bit by bit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventSet {
    /// Bits beyond `universe` are zero.
    blocks: Vec<Block>,
    /// Members before each block, and last the number of all.
    before: Vec<u32>,
    /// Ranks run from 0 to this number.
    universe: u32,
}

impl EventSet {
    /// The empty set over `universe` ranks.
    #[must_use]
    pub fn none(universe: u32) -> Self {
        let mut set = Self::default();
        set.refill(universe, |_| [0; 8]);
        set
    }

    /// The set of all `universe` ranks.
    #[must_use]
    pub fn all(universe: u32) -> Self {
        let mut set = Self::default();
        set.refill(universe, |_| [u64::MAX; 8]);
        set
    }

    /// The set of some ranks in any order, repetitions allowed. Ranks of `universe` and above are
    /// left out. Costs the number of ranks and `universe / 64` words.
    pub fn from_ranks(universe: u32, ranks: impl IntoIterator<Item = u32>) -> Self {
        let mut blocks = vec![[0; 8]; blocks_for(universe)];
        for rank in ranks {
            if rank < universe {
                put(&mut blocks, rank);
            }
        }
        let mut set = Self::default();
        set.refill(universe, |block| blocks[block]);
        set
    }

    /// Gives the set new contents, block by block, in the memory it has.
    pub(super) fn refill(&mut self, universe: u32, mut block: impl FnMut(usize) -> Block) {
        let blocks = blocks_for(universe);
        self.universe = universe;
        self.blocks.resize(blocks, [0; 8]);
        self.before.clear();
        self.before.reserve(blocks + 1);
        self.before.push(0);
        let mut members = 0;
        for (at, place) in self.blocks.iter_mut().enumerate() {
            let mut bits = block(at);
            if at + 1 == blocks {
                cut(&mut bits, universe);
            }
            members += bits.iter().map(|word| word.count_ones()).sum::<u32>();
            *place = bits;
            self.before.push(members);
        }
    }

    /// The bits, for operations on whole blocks.
    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// How many ranks there are, members or not.
    #[must_use]
    pub fn universe(&self) -> u32 {
        self.universe
    }

    /// How many members the set has.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.before.last().copied().unwrap_or(0)
    }

    /// Whether the set has no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a rank is a member.
    #[must_use]
    pub fn contains(&self, rank: u32) -> bool {
        self.word(rank / 64) >> (rank % 64) & 1 == 1
    }

    /// How many members lie in a run of ranks.
    #[must_use]
    pub fn count(&self, run: Range<u32>) -> u32 {
        self.rank(run.end).saturating_sub(self.rank(run.start))
    }

    /// The members in a run of ranks, rising. Costs the run's length / 64 plus the members.
    #[must_use]
    pub fn iter(&self, run: Range<u32>) -> Members<'_> {
        let end = run.end.min(self.universe);
        let word = run.start / 64;
        let bits = if run.start < end {
            self.word(word) & (u64::MAX << (run.start % 64))
        } else {
            0
        };
        Members {
            set: self,
            word,
            bits,
            end,
        }
    }

    /// Keeps the members that `other` has too.
    pub fn and(&mut self, other: &Self) {
        self.combine(other, |mine, theirs| mine & theirs);
    }

    /// Takes in the members of `other`.
    pub fn or(&mut self, other: &Self) {
        self.combine(other, |mine, theirs| mine | theirs);
    }

    /// Removes the members of `other`.
    pub fn and_not(&mut self, other: &Self) {
        self.combine(other, |mine, theirs| mine & !theirs);
    }

    /// Members below a rank.
    fn rank(&self, rank: u32) -> u32 {
        let rank = rank.min(self.universe);
        let block = (rank / BLOCK_BITS) as usize;
        let Some(&before) = self.before.get(block) else {
            return self.len();
        };
        let Some(bits) = self.blocks.get(block) else {
            return before;
        };
        let whole = (rank / 64 % 8) as usize;
        let below: u32 = bits[..whole].iter().map(|word| word.count_ones()).sum();
        before + below + (bits[whole] & !(u64::MAX << (rank % 64))).count_ones()
    }

    /// One word of bits; zero beyond the end.
    fn word(&self, word: u32) -> u64 {
        let block = self.blocks.get((word / 8) as usize);
        block.map_or(0, |bits| bits[(word % 8) as usize])
    }

    /// A set over fewer ranks than this one counts as having none of the rest.
    fn combine(&mut self, other: &Self, operation: impl Fn(u64, u64) -> u64) {
        let mut members = 0;
        for (at, bits) in self.blocks.iter_mut().enumerate() {
            let theirs = other.blocks.get(at).copied().unwrap_or([0; 8]);
            for (word, other) in bits.iter_mut().zip(theirs) {
                *word = operation(*word, other);
            }
            if at + 1 == blocks_for(self.universe) {
                cut(bits, self.universe);
            }
            members += bits.iter().map(|word| word.count_ones()).sum::<u32>();
            self.before[at + 1] = members;
        }
    }

    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        pack_blocks(&self.blocks, to);
    }

    /// Takes a set over `universe` ranks that was packed.
    pub(super) fn unpack(from: &mut Unpack, universe: u32) -> Self {
        let blocks = unpack_blocks(from);
        let mut set = Self::default();
        if from.check(blocks.len() == blocks_for(universe), "sets") {
            set.refill(universe, |block| blocks[block]);
        }
        set
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.blocks.capacity() * size_of::<Block>() + self.before.capacity() * size_of::<u32>()
    }
}

/// Clears the bits of the last block that stand for no event.
fn cut(last: &mut Block, universe: u32) {
    let used = (universe + BLOCK_BITS - 1) % BLOCK_BITS + 1;
    for (word, from) in last.iter_mut().zip((0..BLOCK_BITS).step_by(64)) {
        if used <= from {
            *word = 0;
        } else if used < from + 64 {
            *word &= !(u64::MAX << (used - from));
        }
    }
}

/// The members of a set in a run of ranks; made by [`EventSet::iter`].
#[derive(Clone, Debug)]
pub struct Members<'a> {
    set: &'a EventSet,
    word: u32,
    /// What is left of the word.
    bits: u64,
    end: u32,
}

impl Iterator for Members<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while self.bits == 0 {
            self.word += 1;
            if self.word >= self.end.div_ceil(64) {
                return None;
            }
            self.bits = self.set.word(self.word);
        }
        let rank = self.word * 64 + self.bits.trailing_zeros();
        self.bits &= self.bits - 1;
        (rank < self.end).then_some(rank)
    }
}
