//! Which known word somebody may have meant.

/// The known word that is nearest to a mistyped one, or `None` when none is near. Of equally near
/// words the first is taken. Costs a few microseconds a word.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.chars().flat_map(char::to_lowercase).collect();
    let allowed = (typed.len() / 3).max(1);
    known
        .into_iter()
        .filter(|word| word.chars().count().abs_diff(typed.len()) <= allowed)
        .map(|word| (distance(&typed, word), word))
        .filter(|(steps, _)| *steps <= allowed)
        .min_by_key(|(steps, _)| *steps)
        .map(|(_, word)| word)
}

/// "did you mean" for a mistyped word, or the list of what is known if that is short.
pub(super) fn hint<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    /// More words than these are a list that nobody reads.
    const LISTED: usize = 12;
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(word) = nearest(typed, known.iter().copied()) {
        return Some(format!("did you mean `{word}`?"));
    }
    if known.is_empty() || known.len() > LISTED {
        return None;
    }
    let listed: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
    Some(format!("known: {}", listed.join(", ")))
}

/// Edits that lead from one word to the other: a letter put in, taken out or exchanged, or two
/// neighbours swapped (optimal string alignment).
fn distance(typed: &[char], word: &str) -> usize {
    let word: Vec<char> = word.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=word.len()).collect();
    for (i, &a) in typed.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in word.iter().enumerate() {
            let mut steps = (above[j] + usize::from(a != b))
                .min(above[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && a == word[j - 1] && typed[i - 1] == b {
                steps = steps.min(before[j - 1] + 1);
            }
            row.push(steps);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[word.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let known = ["happened", "ongoing", "planned"];
        let check = |typed, expected| assert_eq!(nearest(typed, known), expected, "{typed}");
        check("happend", Some("happened"));
        check("Happened", Some("happened"));
        check("onging", Some("ongoing"));
        check("plannde", Some("planned"));
        check("done", None);
        check("", None);
        assert_eq!(nearest("x", []), None);
    }

    #[test]
    fn counts_edits() {
        let check = |a: &str, b, steps| {
            assert_eq!(
                distance(&a.chars().collect::<Vec<_>>(), b),
                steps,
                "{a} {b}"
            );
        };
        check("", "", 0);
        check("", "abc", 3);
        check("abc", "", 3);
        check("abdc", "abcd", 1);
        check("kitten", "sitting", 3);
        check("丹东", "丹東", 1);
    }
}
