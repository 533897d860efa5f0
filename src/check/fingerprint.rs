//! Fingerprints of paragraphs: proof of a citation without its text.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// A text in the form in which it is compared and fingerprinted: Unicode's normalisation form C,
/// every run of white space (no-break spaces included) as one space, none at either end.
#[must_use]
pub fn normalised(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let words: Vec<&str> = composed.split_whitespace().collect();
    words.join(" ")
}

/// SHA-256 over the UTF-8 bytes of a [`normalised`] paragraph, as 64 small hexadecimal digits.
#[must_use]
pub fn fingerprint(paragraph: &str) -> String {
    let digest = Sha256::digest(normalised(paragraph).as_bytes());
    let mut hex = String::with_capacity(64);
    for byte in digest {
        for digit in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_composition_do_not_matter() {
        let check = |text, expected: &str| assert_eq!(normalised(text), expected, "{text:?}");
        check("", "");
        check(" \u{a0}\u{3000}\r\n", "");
        check("a\u{a0} \tb\u{2009}c ", "a b c");
        // A letter and its accent apart, and as one.
        check("Sinu\u{306}iju", "Sin\u{16d}iju");
        // Hangul of single letters.
        check("\u{1112}\u{116e}", "후");
        assert_eq!(fingerprint("a  b"), fingerprint("\u{a0}a b\n"));
        assert_ne!(fingerprint("a b"), fingerprint("ab"));
    }

    #[test]
    fn it_is_the_sha_256_of_fips_180() {
        // The examples that come with the standard: no message at all, and three letters.
        let check = |text, hex: &str| assert_eq!(fingerprint(text), hex);
        check(
            "",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        );
        check(
            "abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        );
    }
}
