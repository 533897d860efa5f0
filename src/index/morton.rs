//! Positions as integers on the Z-order curve.
//!
//! A coordinate of the unit square becomes a `u32`: steps of 2⁻³² of the Earth's circumference,
//! 9 mm at the equator. The bits of both coordinates interleaved make a number whose order runs
//! through the square quarter by quarter, so that sorted positions are grouped by the cells of
//! every power-of-two grid at once. G. M. Morton, 1966.

use crate::geo::World;

/// Steps in one world unit.
pub(super) const UNIT: f64 = 4_294_967_296.0;

/// The nearest step of both coordinates. Positions outside the unit square go to its edge.
pub(super) fn quantised(at: World) -> [u32; 2] {
    // A cast from a float saturates at both ends of `u32`.
    [(at.x * UNIT).round() as u32, (at.y * UNIT).round() as u32]
}

/// The position of a step; exact.
pub(super) fn position([x, y]: [u32; 2]) -> World {
    World::new(f64::from(x) / UNIT, f64::from(y) / UNIT)
}

/// A coordinate's bits moved to the even places.
pub(super) fn spread(coordinate: u32) -> u64 {
    let mut bits = u64::from(coordinate);
    bits = (bits | bits << 16) & 0x0000_ffff_0000_ffff;
    bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333;
    (bits | bits << 1) & 0x5555_5555_5555_5555
}

/// The inverse of [`spread`]; bits at odd places are ignored.
fn gathered(bits: u64) -> u32 {
    let mut bits = bits & 0x5555_5555_5555_5555;
    bits = (bits | bits >> 1) & 0x3333_3333_3333_3333;
    bits = (bits | bits >> 2) & 0x0f0f_0f0f_0f0f_0f0f;
    bits = (bits | bits >> 4) & 0x00ff_00ff_00ff_00ff;
    bits = (bits | bits >> 8) & 0x0000_ffff_0000_ffff;
    (bits | bits >> 16) as u32
}

/// The steps of a place on the Z-order curve.
pub(super) fn decoded(code: u64) -> [u32; 2] {
    [gathered(code), gathered(code >> 1)]
}

/// Place on the Z-order curve.
pub(super) fn code([x, y]: [u32; 2]) -> u64 {
    spread(x) | spread(y) << 1
}

/// Bits of a digit, and digits of a code.
const BITS: u32 = 11;
const DIGITS: usize = 6;

/// So many are looked at in one call: see the module above on browsers.
const FEW: usize = 4_096;

fn digit(code: u64, shift: u32) -> usize {
    (code >> shift) as usize & ((1 << BITS) - 1)
}

#[inline(never)]
fn count(pairs: &[(u64, u32)], counts: &mut [[u32; 1 << BITS]]) {
    for &(code, _) in pairs {
        for (counts, shift) in counts.iter_mut().zip((0..).step_by(BITS as usize)) {
            counts[digit(code, shift)] += 1;
        }
    }
}

/// Puts each pair where the next of its digit begins.
#[inline(never)]
fn scatter(pairs: &[(u64, u32)], to: &mut [(u64, u32)], starts: &mut [u32; 1 << BITS], shift: u32) {
    for &pair in pairs {
        let place = &mut starts[digit(pair.0, shift)];
        to[*place as usize] = pair;
        *place += 1;
    }
}

/// The order of codes, equal ones in the order given: a radix sort with 11-bit digits. Digits
/// that are the same everywhere are passed over, as the first is when the data cover one region.
/// Time 6 N at most, 32 bytes an entry while it runs.
#[inline(never)]
pub(super) fn sorted(codes: impl Iterator<Item = u64>) -> Vec<(u64, u32)> {
    let mut from: Vec<(u64, u32)> = codes.zip(0..).collect();
    let mut to = vec![(0, 0); from.len()];
    let mut counts = vec![[0_u32; 1 << BITS]; DIGITS];
    for pairs in from.chunks(FEW) {
        count(pairs, &mut counts);
    }
    for (at, starts) in counts.iter_mut().enumerate() {
        if starts.iter().any(|&count| count as usize == from.len()) {
            continue;
        }
        let mut sum = 0;
        for start in starts.iter_mut() {
            sum += std::mem::replace(start, sum);
        }
        for pairs in from.chunks(FEW) {
            scatter(pairs, &mut to, starts, at as u32 * BITS);
        }
        std::mem::swap(&mut from, &mut to);
    }
    from
}
