//! Numbers as text and back, in a few hundred bytes. The standard library writes the shortest
//! text that reads back to the same bits, and reads any text to the nearest number: 20 KB of code
//! and 12 KB of tables, which coordinates and lengths on a screen do without.

/// A number with so many digits after the point, 6 at most, halves rounded away from zero. What
/// is not a number is 0; magnitudes end at 9e12.
#[must_use]
pub fn fixed(value: f64, digits: usize) -> String {
    let digits = digits.min(6);
    let unit = 10_u64.pow(digits as u32);
    // Far below 2^63, and a number that is none becomes 0.
    let scaled = (value * unit as f64).round().clamp(-9e18, 9e18) as i64;
    let (whole, part) = (scaled.unsigned_abs() / unit, scaled.unsigned_abs() % unit);
    let mut text = String::new();
    if scaled < 0 {
        text.push('-');
    }
    push_digits(&mut text, whole, 1);
    if digits > 0 {
        text.push('.');
        push_digits(&mut text, part, digits);
    }
    text
}

/// A whole number. The standard library's way to write it takes 1 KB after brotli.
#[must_use]
pub fn whole(number: i64) -> String {
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    push_digits(&mut text, number.unsigned_abs(), 1);
    text
}

/// Adds the digits of a number, with zeros before it where there would be fewer than `least`.
fn push_digits(text: &mut String, number: u64, least: usize) {
    if number > 9 || least > 1 {
        push_digits(text, number / 10, least.saturating_sub(1));
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// As [`fixed`], without the zeros at the end.
#[must_use]
pub fn short(value: f64, most: usize) -> String {
    let mut text = fixed(value, most);
    if text.contains('.') {
        let end = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(end);
    }
    text
}

/// Reads a decimal number: a sign, digits, a point, digits; no exponent. Right to the last bit
/// for up to 15 digits. `None` for anything else.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mut number, mut unit, mut digits) = (0.0, 1.0, 0);
    let mut is_after_point = false;
    for byte in body.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                number = number * 10.0 + f64::from(byte - b'0');
                if is_after_point {
                    unit *= 10.0;
                }
            }
            b'.' if !is_after_point => is_after_point = true,
            _ => return None,
        }
    }
    let value: f64 = number / unit;
    let value = if text.starts_with('-') { -value } else { value };
    (digits > 0 && value.is_finite()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_read_as_the_standard_library_writes_them() {
        let mut random = fastrand::Rng::with_seed(11);
        let some = (0..2_000).map(|_| random.i64(..) >> random.u32(0..64));
        for number in some.chain([0, 9, 10, -1, -10, i64::MIN, i64::MAX]) {
            assert_eq!(whole(number), number.to_string());
        }
    }

    #[test]
    fn numbers_read_as_the_standard_library_writes_them() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..20_000 {
            let value = (random.f64() - 0.5) * 10_f64.powi(random.i32(0..9));
            for (digits, unit) in (0..=6).map(|digits| (digits, 10_u32.pow(digits as u32))) {
                // A half that the number misses by less than its last bit may go either way.
                let scaled = value.abs() * f64::from(unit);
                if (scaled.fract() - 0.5).abs() > 1e-6 {
                    let expected = format!("{value:.digits$}");
                    let is_zero = !expected.contains(|c| ('1'..='9').contains(&c));
                    let expected = expected.trim_start_matches(if is_zero { "-" } else { "" });
                    assert_eq!(fixed(value, digits), expected);
                }
            }
        }
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(fixed(f64::NAN, 2), "0.00");
        assert_eq!(fixed(12.0, 0), "12");
    }

    #[test]
    fn zeros_at_the_end_are_left_out() {
        for (value, text) in [
            (100.0, "100"),
            (0.5, "0.5"),
            (12.25, "12.25"),
            (12.999, "13"),
            (-0.001, "0"),
        ] {
            assert_eq!(short(value, 2), text);
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let mut random = fastrand::Rng::with_seed(8);
        for _ in 0..20_000 {
            let text = fixed((random.f64() - 0.5) * 400.0, random.usize(0..=6));
            assert_eq!(parse(&text), text.parse().ok(), "{text}");
        }
        for text in [
            "", "-", ".", "1e3", "1.2.3", "NaN", "inf", "0x1", " 1", "--1",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
        assert_eq!(parse("+.5"), Some(0.5));
        assert_eq!(parse("-7."), Some(-7.0));
    }
}
