//! Numbers in as many bits as they are surprising: an adaptive binary arithmetic coder.
//!
//! What it says about each bit is learned from the bits before it that stood in the same
//! contexts, so nothing but the code describes the data, and what is written is no smaller after
//! brotli. The same functions write and read: a [`Coder`] that writes is told each bit, one that
//! reads finds it, and both go on with what it was. A browser gets only the one that reads, less
//! than a kilobyte.
//!
//! The arithmetic is that of an interval of 32 bits whose ends give their leading byte away as
//! soon as they agree in it. It wastes a few bits when the ends stay long on both sides of a
//! border of bytes, and needs no carry.

/// What bits are written to or read from.
pub(super) trait Bits {
    /// Whether bits are written: what is wanted then is what comes back.
    const WRITES: bool;

    /// The next bit, whose chance to be set is `chance` of 65,536 (neither 0 nor all).
    fn bit(&mut self, chance: u32, wanted: bool) -> bool;

    /// Whether bits were read that are not there.
    fn is_beyond(&self) -> bool {
        false
    }
}

/// The two ends of an interval.
struct Interval {
    low: u32,
    high: u32,
}

impl Interval {
    const WHOLE: Self = Self {
        low: 0,
        high: u32::MAX,
    };

    /// The last value that means a set bit.
    fn middle(&self, chance: u32) -> u32 {
        let part = (u64::from(self.high - self.low) * u64::from(chance)) >> 16;
        // A part of a number of 32 bits.
        self.low + part as u32
    }

    fn narrow(&mut self, middle: u32, bit: bool) {
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
    }

    /// The leading byte, once both ends have the same.
    fn shift(&mut self) -> Option<u8> {
        let byte = (self.low >> 24) as u8;
        if (self.low ^ self.high) >> 24 != 0 {
            return None;
        }
        self.low <<= 8;
        self.high = self.high << 8 | 0xff;
        Some(byte)
    }
}

/// Reads what a [`Writer`] wrote.
pub(super) struct Reader {
    bytes: Vec<u8>,
    /// How many of them were read.
    done: usize,
    at: Interval,
    value: u32,
    /// Bytes that were wanted beyond the end.
    missing: u32,
}

impl Reader {
    /// Keeps the bytes, so that it can go on in another task.
    pub fn new(bytes: &[u8]) -> Self {
        let mut reader = Self {
            bytes: bytes.to_vec(),
            done: 0,
            at: Interval::WHOLE,
            value: 0,
            missing: 0,
        };
        for _ in 0..4 {
            reader.next();
        }
        reader
    }

    /// Whether all bytes were read, and nothing beyond them.
    pub fn is_at_end(&self) -> bool {
        self.missing == 0 && self.done == self.bytes.len()
    }

    fn next(&mut self) {
        let byte = self.bytes.get(self.done).copied();
        if byte.is_some() {
            self.done += 1;
        } else {
            self.missing = self.missing.saturating_add(1);
        }
        let byte = byte.unwrap_or_default();
        self.value = self.value << 8 | u32::from(byte);
    }
}

impl Bits for Reader {
    const WRITES: bool = false;

    #[inline(never)]
    fn bit(&mut self, chance: u32, _: bool) -> bool {
        let middle = self.at.middle(chance);
        let bit = self.value <= middle;
        self.at.narrow(middle, bit);
        while self.at.shift().is_some() {
            self.next();
        }
        bit
    }

    fn is_beyond(&self) -> bool {
        self.missing > 0
    }
}

/// Writes bits. Native only: a reader's browser never writes.
#[cfg(not(target_arch = "wasm32"))]
pub(super) struct Writer {
    bytes: Vec<u8>,
    at: Interval,
}

#[cfg(not(target_arch = "wasm32"))]
impl Writer {
    pub fn new() -> Self {
        Self {
            bytes: Vec::new(),
            at: Interval::WHOLE,
        }
    }

    /// The bytes, four of which are the rest of the interval.
    pub fn finish(mut self) -> Vec<u8> {
        self.bytes.extend(self.at.low.to_be_bytes());
        self.bytes
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Bits for Writer {
    const WRITES: bool = true;

    fn bit(&mut self, chance: u32, wanted: bool) -> bool {
        let middle = self.at.middle(chance);
        self.at.narrow(middle, wanted);
        while let Some(byte) = self.at.shift() {
            self.bytes.push(byte);
        }
        wanted
    }
}

/// How often a bit was set where it is expected.
#[derive(Clone, Copy)]
struct Chance {
    /// Of 65,536.
    set: u16,
    /// Bits that it was learned from, no more than [`MEMORY`].
    seen: u16,
}

impl Chance {
    fn learn(&mut self, bit: bool) {
        let aim = if bit { 65_535 } else { 0 };
        let off = aim - i32::from(self.set);
        let share = SHARES.get(usize::from(self.seen)).copied().unwrap_or(0);
        // Between the old chance and the aim: no share is more than one.
        self.set = (i32::from(self.set) + ((off * i32::from(share)) >> 14)) as u16;
        self.seen = (self.seen + 1).min(MEMORY);
    }
}

/// Contexts are told apart by a hash of so many bits. Two that share an entry cost bytes, no more.
const TABLE_BITS: u32 = 16;

/// After so many bits the older ones are forgotten by degrees.
const MEMORY: u16 = 30;

/// What share of the way to a bit a chance goes after so many bits, of 16,384.
const SHARES: [u16; MEMORY as usize + 1] = {
    let mut shares = [0; MEMORY as usize + 1];
    let mut seen = 0;
    while seen < shares.len() {
        shares[seen] = (16_384 * 2 / (2 * seen + 3)) as u16;
        seen += 1;
    }
    shares
};

/// No bit is ever expected by more than this. So each takes at least a forty-fifth of a bit, and
/// what is read is in proportion to the bytes that it is read from.
const SUREST: u32 = 65_536 / 64;

/// Bits of a number that are learned after its length; the others come as they are.
const LEADING: u32 = 2;

/// What a context can tell apart: the bits of a length, a sign, the leading bits.
const SLOTS: u32 = 156;
const SIGN: u32 = 31;
const LEADS: u32 = 32;

/// Where in the table a slot of a context is.
fn place(context: u32, slot: u32) -> usize {
    let key = context.wrapping_mul(SLOTS).wrapping_add(slot);
    (key.wrapping_mul(0x9e37_79b1) >> (32 - TABLE_BITS)) as usize
}

/// Writes or reads numbers, and learns.
pub(super) struct Coder<B> {
    pub bits: B,
    chances: Vec<Chance>,
}

impl<B: Bits> Coder<B> {
    pub fn new(bits: B) -> Self {
        let even = Chance {
            set: 1 << 15,
            seen: 0,
        };
        Self {
            bits,
            chances: vec![even; 1 << TABLE_BITS],
        }
    }

    /// A bit, as often set as the mean of what two contexts say; equal ones count once. A slot
    /// tells apart bits of the same contexts.
    #[inline(never)]
    pub fn bit(&mut self, one: u32, other: u32, slot: u32, wanted: bool) -> bool {
        let (one, other) = (place(one, slot), place(other, slot));
        let mean = self.chances[one].set.midpoint(self.chances[other].set);
        let mean = u32::from(mean);
        let bit = self.bits.bit(mean.clamp(SUREST, 65_536 - SUREST), wanted);
        self.chances[one].learn(bit);
        if other != one {
            self.chances[other].learn(bit);
        }
        bit
    }

    /// A number below 2³⁰ − 1: the length of its successor, then what follows the leading bit of
    /// that.
    #[inline(never)]
    pub fn number(&mut self, one: u32, other: u32, wanted: u32) -> u32 {
        let wanted = wanted + 1;
        let mut length = 0;
        while length < 29 && self.bit(one, other, length, wanted >> (length + 1) > 0) {
            length += 1;
        }
        let mut number = 1;
        for done in 0..length {
            let is = wanted >> (length - 1 - done) & 1 == 1;
            let bit = if done < LEADING {
                self.bit(one, other, LEADS + length * 4 + number, is)
            } else {
                self.bits.bit(1 << 15, is)
            };
            number = number << 1 | u32::from(bit);
        }
        number - 1
    }

    /// A number with a sign, of the range of [`Coder::number`]; the sign has a context of its own.
    #[inline(never)]
    pub fn signed(&mut self, one: u32, other: u32, sign: u32, wanted: i32) -> i32 {
        // Fits: see `number`.
        let number = self.number(one, other, wanted.unsigned_abs()).cast_signed();
        if number != 0 && self.bit(sign, sign, SIGN, wanted < 0) {
            -number
        } else {
            number
        }
    }
}

#[cfg(test)]
mod tests;
