//! What a reader seeks.

use super::fold::{Folder, Reading};

/// What a reader seeks: words, of which an event must have every one.
///
/// A word of Latin letters or digits is the beginning of a word of the event, so that "us" finds
/// "US" and not "customs"; a word in Han, Kana or Hangul is found anywhere. Capitals, marks on
/// letters, apostrophes, Hiragana or Katakana, simplified or traditional characters, and what is
/// half typed of a Korean syllable make no difference. A word with hyphens is found as one and
/// as its parts: "Sinŭi-ju" finds "Sinuiju", and "north-korean" finds "North Korean".
///
/// A query that goes on where another ends finds no more than the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) words: Vec<Sought>,
    /// All words without spaces, to be compared with names.
    pub(super) whole: String,
}

/// A word that is sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sought {
    pub text: String,
    /// What is between its hyphens, or nothing where it has none.
    pub parts: Vec<String>,
}

impl Query {
    /// Reads what was typed. Costs its letters.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let mut query = Self::default();
        Folder::default().words(typed, Reading::Query, &mut |word| {
            let mut ends = word.joints.to_vec();
            let mut parts = Vec::new();
            if !ends.is_empty() {
                ends.push(word.text.len());
                let mut start = 0;
                for end in ends {
                    parts.push(word.text[start..end].to_owned());
                    start = end;
                }
            }
            query.whole.push_str(word.text);
            query.words.push(Sought {
                text: word.text.to_owned(),
                parts,
            });
        });
        query
    }

    /// Whether no word was typed: such a query finds everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
