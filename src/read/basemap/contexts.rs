//! What is known of a number before it is read, as contexts for the coder.

use std::f64::consts::FRAC_1_SQRT_2;

/// Half a CSS pixel at level 0, in grid units of longitude: the deviation that a level stands for.
const HALF_PIXEL: f64 = 0.5 / 256.0 * 360e5;

/// What is told apart by contexts: one number each, and room below it for what it depends on.
#[derive(Clone, Copy)]
pub(super) enum About {
    Count,
    CountBefore,
    Finer,
    EndLon,
    EndLat,
    EndLevel,
    SplitFew,
    SplitMany,
    LevelByGap,
    LevelByParent,
    LevelOdd,
    AlongByCount,
    AlongByLevel,
    AlongSign,
    Side,
    BesideByCount,
    BesideByChord,
    BesideSign,
}

impl About {
    /// The number of a context that depends on up to three numbers below 64.
    #[inline(never)]
    pub fn with(self, a: u32, b: u32, c: u32) -> u32 {
        let known = (a.min(63) << 12) + (b.min(63) << 6) + c.min(63);
        ((self as u32) << 18) + known
    }
}

/// The power of two at or below a number that is at least 1; 0 below that.
pub(super) fn octave(number: f64) -> u32 {
    let exponent = (number.to_bits() >> 52 & 0x7ff) as u32;
    exponent.saturating_sub(1023)
}

/// As [`octave`] of one more than a distance, which is no number of units below 0.
pub(super) fn octave_of(distance: i32) -> u32 {
    octave(f64::from(distance) + 1.0)
}

/// Twice as finely.
pub(super) fn half_octave_of(distance: i32) -> u32 {
    let more = f64::from(distance) + 1.0;
    octave(more * more)
}

/// Beyond zoom 8 levels are even, but for a few: steps count quarters of a zoom to there and
/// halves from there.
pub(super) const EVEN_FROM: i32 = 32;

pub(super) fn step_of(level: i32) -> i32 {
    level.min(EVEN_FROM) + (level - EVEN_FROM).max(0) / 2
}

/// How far off a line is without a vertex of this level, at least, in grid units of longitude.
pub(super) fn deviation(level: u8) -> f64 {
    // Two to the power of minus no, one, two and three quarters.
    const QUARTERS: [f64; 4] = [1.0, 0.840_896_415, FRAC_1_SQRT_2, 0.594_603_558];
    HALF_PIXEL * QUARTERS[usize::from(level & 3)] / (1_u64 << (level >> 2)) as f64
}

/// The level at which a length in grid units of longitude is about half a pixel.
pub(super) fn level_of_length(length: f64) -> i32 {
    let share = HALF_PIXEL / length.max(1.0);
    octave(share * share * share * share).cast_signed()
}

/// How many there are, in sixteen steps.
pub(super) fn few(count: usize) -> u32 {
    let count = count as u32;
    if count <= 8 {
        count
    } else {
        (5 + count.ilog2()).min(15)
    }
}
