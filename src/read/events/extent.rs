//! Where a value of JSON ends, found byte by byte without reading it.

use super::position::Position;

/// A value whose end is looked for. Only strings and brackets are followed; whether the value is
/// right is seen when it is read, which is why a bracket may close one of the other kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    depth: u32,
    in_string: bool,
    is_escaped: bool,
    /// A number, `true`, `false` or `null`, which end with what follows them.
    is_bare: bool,
}

/// What was found in a stretch of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It goes on beyond the stretch.
    GoesOn,
    /// It ends before this byte.
    Ends(usize),
    /// Before this byte it is nested deeper than anything that is read.
    TooDeep(usize),
}

impl Extent {
    /// The extent of a value that begins with a byte, which is then the first to be fed.
    pub fn new(first: u8) -> Self {
        Self {
            is_bare: !matches!(first, b'"' | b'{' | b'['),
            ..Self::default()
        }
    }

    /// Whether the value is ended by what follows it.
    pub fn is_bare(self) -> bool {
        self.is_bare
    }

    /// Looks for the end in the bytes from `at` on, counting lines. No value may have as many
    /// brackets open as `most`.
    pub fn feed(&mut self, bytes: &[u8], at: usize, most: u32, position: &mut Position) -> Found {
        let mut at = at;
        if self.is_bare {
            let ends = |byte: &u8| byte.is_ascii_whitespace() || b",]}".contains(byte);
            return match bytes[at..].iter().position(ends) {
                Some(length) => Found::Ends(at + length),
                None => Found::GoesOn,
            };
        }
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if self.in_string {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.depth == 0 {
                            return Found::Ends(at);
                        }
                    }
                    _ => {
                        let ends = |byte: &u8| matches!(byte, b'"' | b'\\');
                        let rest = &bytes[at..];
                        at += rest.iter().position(ends).unwrap_or(rest.len());
                    }
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => {
                    self.depth += 1;
                    if self.depth >= most {
                        return Found::TooDeep(at);
                    }
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Found::Ends(at);
                    }
                }
                b'\n' => position.line_ends(at),
                _ => {}
            }
        }
        Found::GoesOn
    }
}
