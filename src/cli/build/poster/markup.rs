//! Text, numbers and addresses as HTML and SVG write them.

use std::fmt::{self, Write as _};

/// Text in which the characters that markup gives a meaning are written as entities. Control
/// characters, which neither HTML nor XML allows, are blanks.
pub struct Text<'a>(pub &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\u{fffe}' | '\u{ffff}' => {}
                _ if letter.is_control() => f.write_char(' ')?,
                _ => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

/// A number with at most so many decimals and none that says nothing: `0.5`, `12`, `-3.25`.
pub fn number(value: f64, decimals: usize) -> String {
    let mut text = format!("{value:.decimals$}");
    if text.contains('.') {
        let short = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(short);
    }
    if text == "-0" { "0".into() } else { text }
}

/// A link's address, or nothing where it is not one of the web: data may hold anything.
pub fn web(url: &str) -> Option<&str> {
    let is_web = ["https://", "http://"].iter().any(|scheme| {
        let start = url.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    is_web.then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text() {
        let text = Text("<b onload='x'>&\"\u{0}\n").to_string();
        assert_eq!(text, "&lt;b onload=&#39;x&#39;&gt;&amp;&quot;  ");
        assert_eq!(Text("").to_string(), "");
        assert_eq!(Text("丹东 · 신의주").to_string(), "丹东 · 신의주");
    }

    #[test]
    fn numbers_are_short() {
        for (value, decimals, text) in [
            (0.0, 2, "0"),
            (-0.001, 2, "0"),
            (12.5, 2, "12.5"),
            (100.0, 0, "100"),
            (-3.256, 2, "-3.26"),
            (1_000.0, 1, "1000"),
        ] {
            assert_eq!(number(value, decimals), text);
        }
    }

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(web("https://example.org/"), Some("https://example.org/"));
        assert_eq!(web("HTTP://example.org/"), Some("HTTP://example.org/"));
        for wrong in ["", "javascript:alert(1)", "data:text/html,x", "//x"] {
            assert_eq!(web(wrong), None, "{wrong}");
        }
    }
}
