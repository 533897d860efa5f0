//! A `FeatureCollection` or a single `Feature` that comes in pieces.
//!
//! Only the outermost object and the list of its features are followed letter by letter. The end
//! of each feature is found by counting brackets, and what is between is read by itself: so no
//! more than one feature stands in memory, and a file is refused for the same mistakes, at the
//! same place, as if it were read as a whole.

use super::extent::{Extent, Found};
use super::json::Json;
use super::position::{Position, Start};
use super::{EventsError, Take};
use serde::Deserialize;
use serde_json::error::Category;

/// `serde_json` reads up to this many brackets within each other.
const DEEPEST: u32 = 128;

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// The outermost object.
    Root,
    /// A name or the end of the object.
    FirstName,
    /// A name behind a comma.
    Name,
    Colon,
    Value,
    /// A comma or the end of the object.
    AfterValue,
    /// A feature or the end of the list.
    FirstItem,
    /// A feature behind a comma.
    Item,
    /// A comma or the end of the list.
    AfterItem,
    /// Nothing.
    End,
}

/// What `features` of the outermost object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    No,
    Yes,
    Otherwise,
}

/// A name or a value that is not yet whole.
#[derive(Debug)]
struct Token {
    extent: Extent,
    start: Start,
    /// What has come of it in earlier pieces.
    carried: Vec<u8>,
}

/// The state between two pieces.
#[derive(Debug)]
pub(super) struct Collection {
    next: Next,
    token: Option<Token>,
    listed: Listed,
    /// Whether the name that was read is `features`, as the first of that name.
    is_list: bool,
    /// The outermost object without its list: the file may be a single feature.
    whole: Vec<u8>,
    features: u32,
    position: Position,
    /// The lines in which the outermost object began and ended.
    lines: [usize; 2],
}

/// What became of a piece.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Taken,
    /// Behind the end, on another line, something else begins at this byte.
    Another(usize),
}

impl Default for Collection {
    fn default() -> Self {
        Self {
            next: Next::Root,
            token: None,
            listed: Listed::No,
            is_list: false,
            whole: Vec::new(),
            features: 0,
            position: Position::default(),
            lines: [0; 2],
        }
    }
}

impl Collection {
    /// Takes the next piece and calls `take` with every feature that ends in it.
    pub fn push(&mut self, bytes: &[u8], take: &mut Take<'_>) -> Result<Piece, EventsError> {
        let mut at = 0;
        if self.token.is_some() {
            at = self.token(bytes, 0, take)?;
        }
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_whitespace() && byte != b'\x0c' {
                at += 1;
                if byte == b'\n' {
                    self.position.line_ends(at);
                }
                continue;
            }
            let next = match (self.next, byte) {
                (Next::Root, b'{') => {
                    self.whole.push(b'{');
                    self.lines[0] = self.position.line();
                    Next::FirstName
                }
                (Next::Root, b'[') => return Err(EventsError::NotAnObject),
                (Next::Colon, b':') => Next::Value,
                (Next::AfterValue, b',') => Next::Name,
                (Next::FirstName | Next::AfterValue, b'}') => {
                    self.whole.push(b'}');
                    self.lines[1] = self.position.line();
                    Next::End
                }
                (Next::AfterItem, b',') => Next::Item,
                (Next::FirstItem | Next::AfterItem, b']') => Next::AfterValue,
                (Next::Value, b'[') if self.is_list => {
                    self.listed = Listed::Yes;
                    Next::FirstItem
                }
                (Next::FirstName | Next::Name, b'"')
                | (
                    Next::Root | Next::Value | Next::FirstItem | Next::Item,
                    b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n',
                ) => {
                    self.token = Some(Token {
                        extent: Extent::new(byte),
                        start: self.position.start(at),
                        carried: Vec::new(),
                    });
                    at = self.token(bytes, at, take)?;
                    continue;
                }
                (Next::End, _) if self.position.line() > self.lines[1] => {
                    return Ok(Piece::Another(at));
                }
                _ => return Err(self.position.mistake(at)),
            };
            self.next = next;
            at += 1;
        }
        self.position.piece_ends(bytes.len());
        Ok(Piece::Taken)
    }

    /// Ends the file.
    pub fn finish(mut self, take: &mut Take<'_>) -> Result<(), EventsError> {
        if let Some(token) = self.token.take() {
            // What is there may be wrong before it is cut off.
            return Err(
                match self.read(&token.carried, token.start, Follows::Nothing) {
                    Ok(_) => EventsError::CutOff,
                    Err(error) => error,
                },
            );
        }
        if self.next != Next::End {
            return Err(EventsError::CutOff);
        }
        let whole = read(&self.whole, Start::default(), Follows::Nothing)?;
        match whole.get("type").and_then(Json::as_text) {
            Some("FeatureCollection") if self.listed == Listed::Yes => Ok(()),
            Some("FeatureCollection") => Err(EventsError::NoFeatures),
            Some("Feature") => {
                take(0, &whole);
                Ok(())
            }
            _ => Err(EventsError::NotFeatures),
        }
    }

    /// The line in which the outermost object began, from 1.
    pub fn first_line(&self) -> u64 {
        self.lines[0] as u64
    }

    /// Where the file has led.
    pub fn position(&self) -> Position {
        self.position
    }

    /// Whether the file is over as far as it is GeoJSON, and what there was is a single feature.
    pub fn is_feature(&self) -> bool {
        self.next == Next::End
            && read(&self.whole, Start::default(), Follows::Nothing)
                .is_ok_and(|whole| whole.get("type").and_then(Json::as_text) == Some("Feature"))
    }

    /// Goes on with the name or value that has begun, and returns where to go on behind it.
    fn token(
        &mut self,
        bytes: &[u8],
        from: usize,
        take: &mut Take<'_>,
    ) -> Result<usize, EventsError> {
        let Some(mut token) = self.token.take() else {
            return Ok(from);
        };
        // The outermost object and its list are open around it.
        let most = match self.next {
            Next::FirstItem | Next::Item => DEEPEST - 2,
            _ => DEEPEST - 1,
        };
        match token.extent.feed(bytes, from, most, &mut self.position) {
            Found::GoesOn => {
                token.carried.extend_from_slice(&bytes[from..]);
                self.token = Some(token);
                Ok(bytes.len())
            }
            Found::TooDeep(end) => {
                token.carried.extend_from_slice(&bytes[from..end]);
                Err(match read(&token.carried, token.start, Follows::Nothing) {
                    Err(error @ EventsError::Syntax { .. }) => error,
                    _ => self.position.mistake(end - 1),
                })
            }
            Found::Ends(end) => {
                let part = &bytes[from..end];
                let mut carried = std::mem::take(&mut token.carried);
                let all = if carried.is_empty() {
                    part
                } else {
                    carried.extend_from_slice(part);
                    &carried
                };
                let is_bare = token.extent.is_bare();
                let follows = if is_bare {
                    Follows::Byte(bytes[end])
                } else {
                    Follows::Anything
                };
                let value = self.read(all, token.start, follows)?;
                self.next = self.value(&value, all, take);
                Ok(end)
            }
        }
    }

    /// Reads a name or value by itself. Another file than GeoJSON is refused as that, whatever
    /// comes behind its first value.
    fn read<'t>(
        &self,
        text: &'t [u8],
        start: Start,
        follows: Follows,
    ) -> Result<Json<'t>, EventsError> {
        let mut json = serde_json::Deserializer::from_slice(text);
        if self.next == Next::Root && Json::deserialize(&mut json).is_ok() {
            return Err(EventsError::NotAnObject);
        }
        read(text, start, follows)
    }

    /// Keeps what was read and says what comes next.
    fn value(&mut self, value: &Json<'_>, text: &[u8], take: &mut Take<'_>) -> Next {
        match self.next {
            Next::FirstName | Next::Name => {
                self.is_list = self.listed == Listed::No && value.as_text() == Some("features");
                if !self.is_list {
                    if self.whole.len() > 1 {
                        self.whole.push(b',');
                    }
                    self.whole.extend_from_slice(text);
                    self.whole.push(b':');
                }
                Next::Colon
            }
            Next::FirstItem | Next::Item => {
                take(self.features, value);
                self.features += 1;
                Next::AfterItem
            }
            _ => {
                if self.is_list {
                    self.listed = Listed::Otherwise;
                } else {
                    self.whole.extend_from_slice(text);
                }
                Next::AfterValue
            }
        }
    }
}

/// What stands behind a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    /// The file ends.
    Nothing,
    /// This byte ends a value that would go on without it.
    Byte(u8),
    /// The value has its own end.
    Anything,
}

/// Reads a value by itself.
pub(super) fn read(text: &[u8], start: Start, follows: Follows) -> Result<Json<'_>, EventsError> {
    serde_json::from_slice(text).map_err(|error| match (error.classify(), follows) {
        (Category::Eof, Follows::Nothing) => EventsError::CutOff,
        // The byte behind it is where it stops being a value.
        (Category::Eof, Follows::Byte(b'\n')) => start.mistake(2, 0),
        (Category::Eof, Follows::Byte(_)) => start.mistake(1, text.len() + 1),
        // An escape in front of the last quotation mark is too short.
        (Category::Eof, Follows::Anything) => {
            let mut lines = text.split(|byte| *byte == b'\n').rev();
            let last = lines.next().map_or(0, <[u8]>::len);
            start.mistake(lines.count() + 1, last)
        }
        _ => start.mistake(error.line(), error.column()),
    })
}
