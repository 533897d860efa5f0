//! Building a phrase: a text that grows, in one language and one length.

use super::super::text::push_padded;
use crate::model::lang::Lang;

/// A phrase in the making.
pub(super) struct Phrase {
    pub out: String,
    pub lang: Lang,
    /// For tight places: short months in English, `?` for uncertain.
    pub short: bool,
    /// Points between the numbers of an East Asian date in place of its units: `2019.3.5`.
    pub points: bool,
}

impl Phrase {
    pub fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    pub fn number(&mut self, number: u32) {
        push_padded(&mut self.out, number, 1);
    }

    /// Writes this language's column of a text from the table.
    pub fn row(&mut self, row: &str) {
        self.text(part(row, b'|', self.lang.index()));
    }

    /// Writes this language's column of a text from the table. For each star in it, `inner` is
    /// called with 0, 1 and so on.
    pub fn frame(&mut self, row: &str, inner: &mut dyn FnMut(&mut Self, usize)) {
        let column = part(row, b'|', self.lang.index());
        let mut start = 0;
        let mut place = 0;
        for (at, byte) in column.bytes().enumerate() {
            if byte == b'*' {
                self.text(column.get(start..at).unwrap_or_default());
                inner(self, place);
                place += 1;
                start = at + 1;
            }
        }
        self.text(column.get(start..).unwrap_or_default());
    }
}

/// The part of this number of a text that is cut at a mark; nothing if there are not as many.
pub(super) fn part(text: &str, mark: u8, number: usize) -> &str {
    let mut start = 0;
    let mut passed = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte == mark {
            if passed == number {
                return text.get(start..at).unwrap_or_default();
            }
            passed += 1;
            start = at + 1;
        }
    }
    if passed == number {
        text.get(start..).unwrap_or_default()
    } else {
        ""
    }
}
