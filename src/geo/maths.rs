//! Mathematics in a few hundred bytes. What the standard library brings to WebAssembly cares for
//! angles of any size and reads its powers of two from a table: 13 KB that a map does without.

use std::f64::consts::{FRAC_PI_2, LN_2, LOG2_E, PI, TAU};

/// The sine of an angle in radians, right to 1e-15 for angles up to a few turns; beyond a
/// billion turns nothing is promised. Costs a division and ten multiplications.
#[must_use]
pub fn sin(angle: f64) -> f64 {
    // Into −π…π, then by the symmetry of the sine into −π/2…π/2.
    let turned = angle - TAU * (angle / TAU).round();
    let x = if turned.abs() > FRAC_PI_2 {
        PI.copysign(turned) - turned
    } else {
        turned
    };
    // Taylor's series: the term after the last is below 1e-18 at a right angle.
    let square = x * x;
    let mut sum = 1.0;
    for step in (1..=10).rev() {
        let step = f64::from(step);
        sum = 1.0 - sum * square / (2.0 * step * (2.0 * step + 1.0));
    }
    x * sum
}

/// The cosine of an angle in radians; as [`sin`].
#[must_use]
pub fn cos(angle: f64) -> f64 {
    sin(angle + FRAC_PI_2)
}

/// Two to a power, right to 1e-15 of it. Powers beyond ±1,000 are taken for those.
#[must_use]
pub fn exp2(power: f64) -> f64 {
    let power = power.clamp(-1_000.0, 1_000.0);
    let whole = power.round();
    // Taylor's series: the term after the last is below 1e-18 at a half.
    let x = (power - whole) * LN_2;
    let mut sum = 1.0;
    for step in (1..=14).rev() {
        sum = 1.0 + sum * x / f64::from(step);
    }
    // The exponent of a double stands above 52 bits, with 1,023 added to it.
    sum * f64::from_bits(((whole as i64 + 1_023) as u64) << 52)
}

/// The hyperbolic sine, right to 1e-15 of the larger of it and 1.
#[must_use]
pub fn sinh(x: f64) -> f64 {
    let power = x * LOG2_E;
    (exp2(power) - exp2(-power)) / 2.0
}

/// The number with a hyperbolic tangent between -1 and 1, right to 1e-15 divided by how far that
/// is from ±1.
#[must_use]
pub fn atanh(x: f64) -> f64 {
    ((1.0 + x) / (1.0 - x)).log2() * (LN_2 / 2.0)
}

/// The number, or the nearer end of a span; of a span whose ends are the wrong way round the
/// second. `f64::clamp` panics there, and saying with which numbers takes the standard library's
/// writing of numbers, 14 KB.
#[must_use]
pub fn kept_within(number: f64, least: f64, most: f64) -> f64 {
    number.max(least).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyperbolic_functions_agree_with_the_standard_library() {
        for step in -4_000..=4_000 {
            // To the edges of the Mercator square, whose side is 2 π.
            let x = f64::from(step) * 0.0008;
            let slack = 2e-15 * x.sinh().abs().max(1.0);
            assert!((sinh(x) - x.sinh()).abs() < slack, "sinh {x}");
            let y = x.tanh();
            let slack = 1e-15 / (1.0 - y.abs());
            assert!((atanh(y) - y.atanh()).abs() < slack, "atanh {y}");
        }
        assert!(sinh(0.0).abs() < f64::MIN_POSITIVE && atanh(0.0).abs() < f64::MIN_POSITIVE);
    }

    #[test]
    fn angles_agree_with_the_standard_library() {
        for step in -4_000..=4_000 {
            let angle = f64::from(step) * 0.005;
            assert!((sin(angle) - angle.sin()).abs() < 2e-15, "sin {angle}");
            assert!((cos(angle) - angle.cos()).abs() < 5e-15, "cos {angle}");
        }
        assert!(sin(0.0).abs() < f64::MIN_POSITIVE);
        assert!(sin(f64::NAN).is_nan() && cos(f64::INFINITY).is_nan());
    }

    #[test]
    fn powers_of_two_agree_with_the_standard_library() {
        for step in -3_000..=3_000 {
            let power = f64::from(step) * 0.01;
            let off = exp2(power) / power.exp2() - 1.0;
            assert!(off.abs() < 2e-15, "2^{power}: {off}");
        }
        for whole in [-1_000, -1, 0, 1, 18, 1_000] {
            let power = f64::from(whole);
            assert_eq!(exp2(power).to_bits(), power.exp2().to_bits());
        }
        assert_eq!(exp2(1e9).to_bits(), exp2(1_000.0).to_bits());
    }
}
