//! Which bytes of a file are asked for: the `Range` header of RFC 9110, section 14.

use std::ops::Range;

/// What a `Range` header asks of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The whole file: no header, one that makes no sense, or several ranges, all of which a
    /// server may answer so.
    Whole,
    /// These bytes, never none and never beyond the file.
    Part(Range<u64>),
    /// Bytes of which the file has none.
    Nothing,
}

/// Reads a `Range` header for a file of `length` bytes.
#[must_use]
pub fn parse(header: Option<&str>, length: u64) -> Asked {
    let Some((first, last)) = header.and_then(ends) else {
        return Asked::Whole;
    };
    let range = match (first, last) {
        // The last so many bytes.
        (None, Some(count)) => length.saturating_sub(count)..length,
        (Some(first), None) => first..length,
        (Some(first), Some(last)) if first > last => return Asked::Whole,
        (Some(first), Some(last)) => first..last.saturating_add(1).min(length),
        (None, None) => return Asked::Whole,
    };
    if range.start < range.end {
        Asked::Part(range)
    } else {
        Asked::Nothing
    }
}

/// The two numbers of `bytes=a-b`, either of which may be missing.
fn ends(header: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (unit, range) = header.split_once('=')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (first, last) = range.trim().split_once('-')?;
    Some((number(first)?, number(last)?))
}

/// `Some(None)` for nothing, `None` for what is not a number.
#[expect(
    clippy::option_option,
    reason = "absent and wrong are different answers"
)]
fn number(text: &str) -> Option<Option<u64>> {
    if text.is_empty() {
        return Some(None);
    }
    // `parse` would take a sign.
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_header() {
        use Asked::{Nothing, Part, Whole};
        for (header, length, expected) in [
            ("bytes=0-0", 10, Part(0..1)),
            ("bytes=0-9", 10, Part(0..10)),
            ("bytes=2-5", 10, Part(2..6)),
            ("BYTES=2-5", 10, Part(2..6)),
            ("bytes= 2-5 ", 10, Part(2..6)),
            ("bytes=2-99", 10, Part(2..10)),
            ("bytes=2-18446744073709551615", 10, Part(2..10)),
            ("bytes=9-", 10, Part(9..10)),
            ("bytes=-3", 10, Part(7..10)),
            ("bytes=-99", 10, Part(0..10)),
            ("bytes=10-", 10, Nothing),
            ("bytes=10-12", 10, Nothing),
            ("bytes=-0", 10, Nothing),
            ("bytes=0-", 0, Nothing),
            ("bytes=-5", 0, Nothing),
            ("bytes=5-2", 10, Whole),
            ("bytes=-", 10, Whole),
            ("bytes=", 10, Whole),
            ("bytes", 10, Whole),
            ("", 10, Whole),
            ("bytes=a-b", 10, Whole),
            ("bytes=+1-2", 10, Whole),
            ("bytes=1-2,4-5", 10, Whole),
            ("bytes=1--2", 10, Whole),
            ("bytes=99999999999999999999-", 10, Whole),
            ("lines=1-2", 10, Whole),
        ] {
            assert_eq!(
                parse(Some(header), length),
                expected,
                "{header:?} of {length}"
            );
        }
        assert_eq!(parse(None, 10), Whole);
    }
}
