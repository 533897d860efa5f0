//! Where the rows of a table in CSV end, and where a quotation mark is never closed.

/// A field in quotation marks is longer than this many bytes only where the closing one is missing.
const MOST: usize = 1 << 20;

/// Looks for the end of a row, byte by byte; a row may come in pieces.
///
/// A quotation mark counts where a field begins with it, and there two of them are one letter
/// (RFC 4180). A field that goes on behind its closing mark is read as it stands, but if there is
/// a line end before that mark, the mark belongs to another field: the first one was never closed.
#[derive(Debug)]
pub(super) struct Quotes {
    delimiter: u8,
    state: State,
    /// Bytes of the row looked at so far.
    seen: usize,
    /// Where in the row the last field in quotation marks begins, and where the line ends in which
    /// it does, behind the line end.
    opened: usize,
    line_end: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark that closes the field or is the first of two.
    Closed,
}

/// What was found, as a number of bytes from where the row begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The row, the byte that ends it included.
    Row(usize),
    /// A quotation mark that is not closed, and the end of its line.
    Open { at: usize, line_end: usize },
    /// The row goes on.
    More,
}

impl Quotes {
    pub fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            state: State::Start,
            seen: 0,
            opened: 0,
            line_end: None,
        }
    }

    /// Looks at a row of which this much is there; what was looked at before is passed over.
    /// What is found begins anew with the next row.
    pub fn look(&mut self, row: &[u8]) -> Found {
        for (at, byte) in row.iter().copied().enumerate().skip(self.seen) {
            let is_end = matches!(byte, b'\r' | b'\n');
            self.state = match (self.state, byte) {
                (State::Quoted, b'"') => State::Closed,
                (State::Quoted, _) => {
                    if is_end && self.line_end.is_none() {
                        self.line_end = Some(at + 1);
                    }
                    if at - self.opened > MOST && self.line_end.is_some() {
                        return self.open(row);
                    }
                    State::Quoted
                }
                (State::Closed, b'"') => State::Quoted,
                (_, b'\r' | b'\n') => {
                    *self = Self::new(self.delimiter);
                    return Found::Row(at + 1);
                }
                (_, byte) if byte == self.delimiter => State::Start,
                (State::Closed, _) if self.line_end.is_some() => return self.open(row),
                (State::Start, b'"') => {
                    (self.opened, self.line_end) = (at, None);
                    State::Quoted
                }
                (State::Start | State::Plain | State::Closed, _) => State::Plain,
            };
        }
        self.seen = row.len();
        Found::More
    }

    /// Looks at a row behind which the file ends.
    pub fn finish(&mut self, row: &[u8]) -> Found {
        match self.look(row) {
            Found::More if self.state == State::Quoted => self.open(row),
            Found::More => Found::Row(row.len()),
            found => found,
        }
    }

    fn open(&mut self, row: &[u8]) -> Found {
        let at = self.opened;
        let line_end = self.line_end.unwrap_or(row.len());
        *self = Self::new(self.delimiter);
        Found::Open { at, line_end }
    }
}
