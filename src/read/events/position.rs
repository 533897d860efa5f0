//! Lines and columns of a file that comes in pieces.

use super::EventsError;

/// Where the pieces so far have led. Offsets within a piece count from its first byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    /// Line of the last byte looked at, from 1.
    line: usize,
    /// Bytes of the file before this piece.
    before: usize,
    /// Bytes of the file before that line.
    line_start: usize,
}

impl Default for Position {
    fn default() -> Self {
        Self {
            line: 1,
            before: 0,
            line_start: 0,
        }
    }
}

impl Position {
    /// To be called with the offset behind every line feed.
    pub fn line_ends(&mut self, behind: usize) {
        self.line += 1;
        self.line_start = self.before + behind;
    }

    /// To be called when a piece is done.
    pub fn piece_ends(&mut self, length: usize) {
        self.before += length;
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The place at an offset, as the start of what is read by itself.
    pub fn start(&self, offset: usize) -> Start {
        Start {
            line: self.line,
            column: self.before + offset - self.line_start,
        }
    }

    /// A mistake at the byte at an offset.
    pub fn mistake(&self, offset: usize) -> EventsError {
        self.start(offset).mistake(1, 1)
    }
}

/// Where something begins.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Start {
    line: usize,
    /// Bytes of the line before it.
    column: usize,
}

impl Start {
    /// A mistake at a line and a column of what begins here, both from 1.
    pub fn mistake(self, line: usize, column: usize) -> EventsError {
        let before = if line <= 1 { self.column } else { 0 };
        EventsError::Syntax {
            line: self.line + line.saturating_sub(1),
            column: before + column,
        }
    }
}

/// How many lines end in some bytes.
pub(super) fn line_feeds(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}
