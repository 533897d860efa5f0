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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_an_em_and_nothing_is_nothing() {
        let font = Font::new(10.0);
        assert!((width("丹东", font) - 20.0).abs() < 1e-9);
        assert!(width("", font).abs() < 1e-9);
        assert!(width("Dandong", font.bold()) > width("Dandong", font));
        assert!(width("Dandong", font.spaced(2.0)) > width("Dandong", font) + 13.0);
    }
}
