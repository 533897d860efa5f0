//! Small things that several formats need.

#[cfg(not(target_arch = "wasm32"))]
use serde::Serialize;

/// A number that is written without a point where it is whole.
#[derive(Clone, Copy)]
#[cfg_attr(not(target_arch = "wasm32"), derive(Serialize))]
#[cfg_attr(not(target_arch = "wasm32"), serde(untagged))]
pub(super) enum Number {
    Whole(i64),
    Real(f64),
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        // Below 2⁵³ every whole number is exact.
        if value.fract() == 0.0 && value.abs() < 9.0e15 {
            Self::Whole(value as i64)
        } else {
            Self::Real(value)
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole(value) => value.fmt(f),
            Self::Real(value) => f.write_str(&shortest(*value)),
        }
    }
}

/// The shortest text that reads back as the same number; nothing for what is none.
///
/// In a browser it is the browser that writes it: whoever does needs a table of 10 KB. Only numbers
/// above 10¹⁶ or below a millionth may look otherwise there, with an exponent or without.
pub(super) fn shortest(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    #[cfg(target_arch = "wasm32")]
    let text = js_sys::Number::from(value)
        .to_string_with_radix(10)
        .map_or_else(|_| String::new(), String::from);
    #[cfg(not(target_arch = "wasm32"))]
    let text = serde_json::Number::from_f64(value)
        .map(|number| number.to_string())
        .unwrap_or_default();
    text
}

/// JSON on one line. The fields stand in the order in which they are declared.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn compact(value: &impl Serialize) -> String {
    // Neither a text nor these types, whose keys are texts, can fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// A text on one line: every run of white space and control characters becomes a space.
pub(super) fn line(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_point() {
        for (value, text) in [
            (0.0, "0"),
            (30.0, "30"),
            (-2.0, "-2"),
            (38.1, "38.1"),
            (2.18, "2.18"),
            (1e15, "1000000000000000"),
            (1e300, "1e+300"),
        ] {
            assert_eq!(compact(&Number::from(value)), text);
        }
    }

    #[test]
    fn a_line_has_no_line_end() {
        for (text, expected) in [
            ("", ""),
            (" a\r\n\tb ", "a b"),
            ("a\u{2028}b\u{0}c", "a b c"),
        ] {
            assert_eq!(line(text), expected);
        }
    }
}
