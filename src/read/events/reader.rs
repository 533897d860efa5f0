//! Reads a file of events while it arrives.

use super::collection::{Collection, Piece};
use super::gather::Gather;
use super::json::Json;
use super::records::{RECORD_SEPARATOR, Records};
use super::rows::{self, Rows};
use super::utf16::Utf16;
use super::{Events, EventsError, feature};

/// How a file of events is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GeoJSON (RFC 7946): a `FeatureCollection`, or a single `Feature`.
    GeoJson,
    /// GeoJSON of a feature a line.
    Lines,
    /// GeoJSON of a feature behind each record separator (RFC 8142).
    Sequence,
    /// A table in CSV (RFC 4180) with names of columns in its first line, columns separated by
    /// commas, semicolons or tabs.
    Csv,
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Features or rows read so far.
    pub features: u64,
    /// Bytes taken so far.
    pub bytes: u64,
    /// Whether the file is refused already: [`Reader::finish`] tells why, more bytes are of no use.
    pub is_refused: bool,
}

/// Reads a file of events from pieces of any size: a piece may end within a letter. A file that
/// begins with the byte order mark of UTF-16 is read as that, every other as UTF-8.
///
/// Beyond the events it keeps the feature that has begun, and of a collection the members beside
/// its features.
#[derive(Debug)]
pub struct Reader {
    wanted: Option<Format>,
    form: Form,
    gather: Gather,
    bytes: u64,
    /// Where the file is in UTF-16.
    utf16: Option<Utf16>,
    error: Option<EventsError>,
}

/// What the bytes are read as.
#[derive(Debug)]
enum Form {
    /// Not known yet: what has come so far.
    Open(Vec<u8>),
    Collection(Box<Collection>),
    Records(Records),
    Rows(Box<Rows>),
}

/// The names of a table's columns are looked for in this many bytes.
const HEAD: usize = 1 << 16;

const MARK: &[u8] = b"\xef\xbb\xbf";

/// What a file of UTF-8 or UTF-16 may begin with.
const MARKS: [&[u8]; 3] = [MARK, b"\xff\xfe", b"\xfe\xff"];

impl Reader {
    /// A reader of a format, or of the one that the first bytes look like.
    #[must_use]
    pub fn new(format: Option<Format>) -> Self {
        Self {
            wanted: format,
            form: Form::Open(Vec::new()),
            gather: Gather::default(),
            bytes: 0,
            utf16: None,
            error: None,
        }
    }

    /// Takes the next piece. Costs about two microseconds a feature, one for a row.
    pub fn push(&mut self, bytes: &[u8]) -> Progress {
        self.bytes += bytes.len() as u64;
        if let Some(utf16) = &mut self.utf16 {
            let text = utf16.decode(bytes);
            self.take(&text);
        } else {
            self.take(bytes);
        }
        self.progress()
    }

    /// Takes the next piece of a text.
    fn take(&mut self, mut bytes: &[u8]) {
        let was_utf16 = self.utf16.is_some();
        while !bytes.is_empty() && self.error.is_none() {
            // The head was decoded, what follows it in this piece was not.
            if let Some(utf16) = self.utf16.as_mut().filter(|_| !was_utf16) {
                let text = utf16.decode(bytes);
                return self.take(&text);
            }
            let now = match &mut self.form {
                Form::Open(head) => {
                    let (part, rest) = bytes.split_at(bytes.len().min(HEAD));
                    head.extend_from_slice(part);
                    bytes = rest;
                    self.open(false)
                }
                _ => self.feed(std::mem::take(&mut bytes)),
            };
            self.error = now.err();
        }
    }

    /// How far the reading is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            features: self.gather.seen.into(),
            bytes: self.bytes,
            is_refused: self.error.is_some(),
        }
    }

    /// What was read so far.
    #[must_use]
    pub fn so_far(&self) -> &Events {
        &self.gather.events
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`EventsError`] when the whole holds no events, or is wrong as a whole; then nothing is
    /// read.
    pub fn finish(mut self) -> Result<Events, EventsError> {
        if let (None, Form::Open(_)) = (&self.error, &self.form) {
            self.error = self.open(true).err();
        }
        if let Some(error) = self.error {
            return Err(error);
        }
        let gather = &mut self.gather;
        match self.form {
            Form::Open(_) => {}
            Form::Collection(collection) => {
                collection.finish(&mut |index, json| feature::add(index, json, gather))?;
            }
            Form::Records(records) => records.finish(gather),
            Form::Rows(rows) => rows.finish(gather)?,
        }
        Ok(self.gather.finish())
    }

    /// Settles the format as soon as the head of the file tells, and reads the head.
    fn open(&mut self, is_whole: bool) -> Result<(), EventsError> {
        let Form::Open(head) = &mut self.form else {
            return Ok(());
        };
        let is_mark = MARKS.iter().any(|mark| mark.starts_with(head));
        if !is_whole && head.len() < MARK.len() && is_mark {
            return Ok(());
        }
        if self.utf16.is_none() {
            self.utf16 = Utf16::new(head);
            if let Some(utf16) = &mut self.utf16 {
                *head = utf16.decode(head);
            }
        }
        let text = head.strip_prefix(MARK).unwrap_or(head);
        let Some(format) = self.wanted.or_else(|| look(text, is_whole)) else {
            return Ok(());
        };
        let form = match format {
            Format::GeoJson => Form::Collection(Box::default()),
            Format::Lines => Form::Records(Records::lines(0, 1)),
            Format::Sequence => Form::Records(Records::sequence()),
            // The first line tells what stands between columns.
            Format::Csv if !is_whole && !has_line(text) => return Ok(()),
            Format::Csv => Form::Rows(Box::new(Rows::new(text))),
        };
        let skipped = head.len() - text.len();
        let head = std::mem::take(head);
        self.form = form;
        self.feed(&head[skipped..])
    }

    fn feed(&mut self, bytes: &[u8]) -> Result<(), EventsError> {
        let gather = &mut self.gather;
        match &mut self.form {
            Form::Open(_) => Ok(()),
            Form::Records(records) => {
                records.push(bytes, gather);
                Ok(())
            }
            Form::Rows(rows) => rows.push(bytes, gather),
            Form::Collection(collection) => {
                let mut take = |index: u32, json: &Json<'_>| feature::add(index, json, gather);
                match collection.push(bytes, &mut take)? {
                    Piece::Taken => Ok(()),
                    Piece::Another(at) if self.wanted.is_none() && collection.is_feature() => {
                        self.lines(&bytes[at..])
                    }
                    Piece::Another(at) => Err(collection.position().mistake(at)),
                }
            }
        }
    }

    /// Goes on with a file whose first line was a feature and that has another line.
    fn lines(&mut self, bytes: &[u8]) -> Result<(), EventsError> {
        let lines = Form::Open(Vec::new());
        if let Form::Collection(first) = std::mem::replace(&mut self.form, lines) {
            let line = first.position().line() as u64;
            let gather = &mut self.gather;
            gather.line = Some(first.first_line());
            first.finish(&mut |index, json| feature::add(index, json, gather))?;
            self.form = Form::Records(Records::lines(1, line));
        }
        self.feed(bytes)
    }
}

/// The format that a file looks like, or `None` if more of it has to be seen.
fn look(head: &[u8], is_whole: bool) -> Option<Format> {
    let text = head.trim_ascii_start();
    match text.first() {
        None if !is_whole => None,
        Some(&RECORD_SEPARATOR) => Some(Format::Sequence),
        None | Some(b'{' | b'[' | b'<') => Some(Format::GeoJson),
        Some(_) if !is_whole && !has_line(text) => None,
        Some(_) if rows::is_table(text) => Some(Format::Csv),
        Some(_) => Some(Format::GeoJson),
    }
}

/// Whether the first line is there, or so much of it that more would tell nothing.
fn has_line(head: &[u8]) -> bool {
    head.len() >= HEAD || head.iter().any(|byte| b"\r\n".contains(byte))
}
