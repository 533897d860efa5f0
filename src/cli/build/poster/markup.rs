//! Text and numbers as HTML and SVG write them.

pub use crate::paint::markup::Text;

/// A number with at most so many decimals and none that says nothing: `0.5`, `12`, `-3.25`.
pub fn number(value: f64, decimals: usize) -> String {
    let mut text = format!("{value:.decimals$}");
    if text.contains('.') {
        let short = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(short);
    }
    if text == "-0" { "0".into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
