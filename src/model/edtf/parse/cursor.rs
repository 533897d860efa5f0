//! A place in a text, and errors about what is there.

use std::ops::Range;

use super::super::error::{EdtfError, Reason};

/// A place in the text, which goes on to `end`.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    pub end: usize,
}

impl Cursor<'_> {
    /// The byte that comes next, 0 at the end.
    pub fn peek(&self) -> u8 {
        self.byte(self.at)
    }

    /// The byte at a place, 0 beyond the end.
    pub fn byte(&self, at: usize) -> u8 {
        let within = self.bytes.get(..self.end).unwrap_or_default();
        within.get(at).copied().unwrap_or_default()
    }

    pub fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte && byte != 0;
        self.at += usize::from(found);
        found
    }

    pub fn blanks(&mut self) {
        while self.eat(b' ') {}
    }

    /// Passes over the digits, and over `X`, that come next.
    pub fn digits(&mut self) -> Range<usize> {
        let start = self.at;
        while matches!(self.peek(), b'0'..=b'9' | b'X') {
            self.at += 1;
        }
        start..self.at
    }

    /// The error about the character that comes next, or about its absence.
    pub fn error(&self, reason: Reason) -> EdtfError {
        let mut next = self.at;
        if next < self.end {
            next += 1;
            // The rest of a character of several bytes.
            while self.byte(next) & 0b1100_0000 == 0b1000_0000 {
                next += 1;
            }
        }
        self.error_to(next, reason)
    }

    pub fn error_to(&self, end: usize, reason: Reason) -> EdtfError {
        EdtfError {
            range: self.at..end,
            reason,
        }
    }

    pub fn unexpected(&self) -> EdtfError {
        self.error(match self.peek() {
            b'x' => Reason::SmallX,
            b'?' | b'~' | b'%' => Reason::TwoMarks,
            b'/' => Reason::IntervalInSet,
            b'T' => Reason::TimeInside,
            _ => Reason::Unexpected,
        })
    }

    pub fn finish(&self) -> Result<(), EdtfError> {
        if self.at == self.end {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }
}

/// An error about these bytes.
pub(super) const fn located(range: Range<usize>, reason: Reason) -> EdtfError {
    EdtfError { range, reason }
}

/// Reads a number of at least `least` digits and at most two.
pub(super) fn number(cursor: &mut Cursor, least: usize) -> Option<u32> {
    let start = cursor.at;
    let mut value = 0;
    while cursor.at < start + 2 && cursor.peek().is_ascii_digit() {
        value = value * 10 + u32::from(cursor.peek() - b'0');
        cursor.at += 1;
    }
    (cursor.at - start >= least).then_some(value)
}
