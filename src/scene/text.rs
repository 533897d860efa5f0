//! How wide a text is, without asking a font.
//!
//! A scene is the same on every machine, so it cannot ask the machine's fonts. The widths here
//! are those of common sans-serif faces (the average of `DejaVu Sans`, Noto Sans, Arial and San
//! Francisco, rounded up), good to a tenth: enough to keep labels apart.

use super::Font;

/// Width of a line of text in CSS pixels.
#[must_use]
pub fn width(text: &str, font: Font) -> f64 {
    let mut ems = 0.0;
    let mut letters = 0.0;
    for letter in text.chars() {
        ems += advance(letter);
        letters += 1.0;
    }
    let weight = if font.bold { 1.07 } else { 1.0 };
    ems * weight * font.size + letters * font.spacing
}

/// Width of a letter in ems.
fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' | '·' | 'I' | '’' => 0.3,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.38,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.9,
        'A'..='Z' => 0.69,
        '0'..='9' | '\u{20}'..='\u{2fff}' => 0.57,
        // Han, kana, Hangul and their full-width punctuation.
        _ => 1.0,
    }
}

/// The text in capitals where its letters are Latin, Greek or Cyrillic and have one for one;
/// others stay. The standard library knows every script, from tables of 14 KB.
#[must_use]
pub fn capitals(text: &str) -> String {
    text.chars().map(capital).collect()
}

fn capital(letter: char) -> char {
    let code = u32::from(letter);
    let capital = match code {
        // Basic Latin, Latin-1 but for the sign of division, Greek but for the final sigma, and
        // Cyrillic stand 32 after their capitals; further Cyrillic letters 80.
        0x61..=0x7a | 0xe0..=0xf6 | 0xf8..=0xfe => code - 0x20,
        0x3b1..=0x3c1 | 0x3c3..=0x3cb | 0x430..=0x44f => code - 0x20,
        0x450..=0x45f => code - 0x50,
        // In Latin Extended-A and the Cyrillic after it, a small letter follows its capital. The
        // dotless i and the n after an apostrophe do not.
        0x131 | 0x149 => code,
        0x100..=0x137 | 0x14a..=0x177 | 0x48a..=0x4bf => code & !1,
        0x139..=0x148 | 0x179..=0x17e => code - 1 + code % 2,
        _ => code,
    };
    char::from_u32(capital).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_those_of_the_standard_library() {
        for letter in ('\0'..='\u{4bf}').filter(|letter| capital(*letter) != *letter) {
            assert!(letter.to_uppercase().eq([capital(letter)]), "{letter}");
        }
        for (small, large) in [
            ("", ""),
            ("North Korea", "NORTH KOREA"),
            ("Côte d’Ivoire, Łódź", "CÔTE D’IVOIRE, ŁÓDŹ"),
            ("Владивосток", "ВЛАДИВОСТОК"),
            ("中国 조선", "中国 조선"),
        ] {
            assert_eq!(capitals(small), large);
        }
    }

    #[test]
    fn han_is_an_em_and_nothing_is_nothing() {
        let font = Font::new(10.0);
        assert!((width("丹东", font) - 20.0).abs() < 1e-9);
        assert!(width("", font).abs() < 1e-9);
        assert!(width("Dandong", font.bold()) > width("Dandong", font));
        assert!(width("Dandong", font.spaced(2.0)) > width("Dandong", font) + 13.0);
    }
}
