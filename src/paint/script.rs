//! Which script a letter is of.

use crate::model::Lang;

/// Cuts English into stretches of one language each, by their script. Faces for Chinese, Japanese
/// and Korean have each other's letters and Latin ones; Latin faces have no others.
pub fn scripts(text: &str, lang: Lang) -> impl Iterator<Item = (&str, Lang)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let of = |letter| match lang {
            Lang::En => script(letter).unwrap_or(lang),
            _ => lang,
        };
        let end = rest.find(|letter| of(letter) != of(first));
        let (stretch, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some((stretch, of(first)))
    })
}

/// The language that a letter of Chinese, Japanese or Korean writing is shown as where nothing
/// says more: Han characters as Chinese.
#[must_use]
pub const fn script(letter: char) -> Option<Lang> {
    match letter {
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => {
            Some(Lang::Ko)
        }
        '\u{3040}'..='\u{30ff}' => Some(Lang::Ja),
        '\u{2e80}'..='\u{303f}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}' => Some(Lang::Zh),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_english_are_told_apart() {
        let cut = |text, lang| scripts(text, lang).collect::<Vec<_>>();
        assert_eq!(cut("", Lang::En), []);
        assert_eq!(cut("Yalu", Lang::En), [("Yalu", Lang::En)]);
        assert_eq!(
            cut("Yalu · 鸭绿江 압록강あ", Lang::En),
            [
                ("Yalu · ", Lang::En),
                ("鸭绿江", Lang::Zh),
                (" ", Lang::En),
                ("압록강", Lang::Ko),
                ("あ", Lang::Ja)
            ]
        );
        assert_eq!(cut("Yalu 江", Lang::Ja), [("Yalu 江", Lang::Ja)]);
    }
}
