//! A table in CSV (RFC 4180) whose first line names the columns.

use super::gather::Gather;
use super::json::{Json, Object};
use super::position::line_feeds;
use super::quotes::{Found, Quotes};
use super::{EventsError, Reason, feature, geometry};
use crate::geo::LonLat;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::borrow::Cow;

/// Names of the column of longitudes, the first that is there counts.
const LON: &[&str] = &["lon", "lng", "long", "longitude", "x"];

/// Names of the column of latitudes.
const LAT: &[&str] = &["lat", "latitude", "y"];

/// Columns that are read as the properties of a feature with the same names.
pub(super) const PROPERTIES: &[&str] = &[
    "id",
    "title",
    "name",
    "summary",
    "description",
    "edtf",
    "when",
    "date",
    "year",
    "kind",
    "category",
    "status",
    "certainty",
    "source",
    "url",
    "place",
];

/// What may stand between two columns: the one that the first line has most of.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// So many bytes are looked at at once: what has come is copied no more than that.
const PIECE: usize = 1 << 16;

/// After so many quotation marks that are not closed the file is no table, and every further one
/// would cost as much as a long row.
const MOST_OPEN: u32 = 1_000;

/// The state between two pieces.
#[derive(Debug)]
pub(super) struct Rows {
    csv: Reader,
    quotes: Quotes,
    /// The row that has begun.
    carried: Vec<u8>,
    /// The line that it begins in, from 1.
    line: u64,
    /// The fields of a row, without quotation marks, end to end.
    fields: Vec<u8>,
    /// Where each field ends.
    ends: Vec<usize>,
    /// How many bytes and how many fields the row has.
    used: (usize, usize),
    columns: Option<Columns>,
    count: u32,
    /// Quotation marks that were not closed.
    open: u32,
}

/// What the first line says of the columns.
#[derive(Debug)]
struct Columns {
    /// The property that each column is.
    properties: Vec<Option<&'static str>>,
    /// Name and number of the column of longitudes.
    lon: (&'static str, usize),
    lat: (&'static str, usize),
}

impl Rows {
    /// A table that begins with these bytes, at least the whole first line.
    pub fn new(head: &[u8]) -> Self {
        let delimiter = delimiter(head);
        Self {
            csv: ReaderBuilder::new().delimiter(delimiter).build(),
            quotes: Quotes::new(delimiter),
            carried: Vec::new(),
            line: 1,
            fields: vec![0; 1024],
            ends: vec![0; 32],
            used: (0, 0),
            columns: None,
            count: 0,
            open: 0,
        }
    }

    /// Takes the next piece.
    pub fn push(&mut self, bytes: &[u8], gather: &mut Gather) -> Result<(), EventsError> {
        for piece in bytes.chunks(PIECE) {
            let mut row = std::mem::take(&mut self.carried);
            row.extend_from_slice(piece);
            let read = self.read(&row, false, gather)?;
            row.drain(..read);
            self.carried = row;
        }
        Ok(())
    }

    /// Ends the file.
    pub fn finish(mut self, gather: &mut Gather) -> Result<(), EventsError> {
        let rest = std::mem::take(&mut self.carried);
        self.read(&rest, true, gather)?;
        if self.columns.is_none() {
            return Err(EventsError::CutOff);
        }
        Ok(())
    }

    /// Reads the rows that are there whole, and says how many bytes they are.
    fn read(
        &mut self,
        bytes: &[u8],
        is_end: bool,
        gather: &mut Gather,
    ) -> Result<usize, EventsError> {
        let mut read = 0;
        while read < bytes.len() && self.open < MOST_OPEN {
            let rest = &bytes[read..];
            let found = if is_end {
                self.quotes.finish(rest)
            } else {
                self.quotes.look(rest)
            };
            let length = match found {
                Found::More => return Ok(read),
                Found::Row(length) => {
                    self.row(&rest[..length], gather)?;
                    length
                }
                // The names of the columns are taken as they are: what is missing is told then.
                Found::Open { line_end, .. } if self.columns.is_none() => {
                    self.row(&rest[..line_end], gather)?;
                    line_end
                }
                Found::Open { at, line_end } => {
                    self.say_open(&rest[..at], gather);
                    line_end
                }
            };
            self.line += line_feeds(&rest[..length]);
            read += length;
        }
        Ok(if self.open < MOST_OPEN {
            read
        } else {
            bytes.len()
        })
    }

    /// Leaves out the row that has a quotation mark behind these bytes; the next line is a new one.
    fn say_open(&mut self, before: &[u8], gather: &mut Gather) {
        self.open += 1;
        let is_last = self.open == MOST_OPEN;
        let reason = if is_last {
            Reason::OpenQuotes
        } else {
            Reason::OpenQuote
        };
        gather.line = Some(self.line + line_feeds(before));
        gather.say(self.count, "quotation marks", reason);
        self.count += 1;
        gather.seen = self.count;
    }

    /// Splits a row into its fields.
    fn split(&mut self, mut row: &[u8]) -> bool {
        self.csv.reset();
        let (mut used, mut ended) = (0, 0);
        // What ends the row is a line end; the last one of a file may have none.
        let mut last: &[u8] = b"\n";
        loop {
            let (fields, ends) = (&mut self.fields[used..], &mut self.ends[ended..]);
            let (result, read, written, more) = self.csv.read_record(row, fields, ends);
            row = &row[read..];
            used += written;
            ended += more;
            match result {
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty if row.is_empty() && !last.is_empty() => {
                    row = std::mem::take(&mut last);
                }
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => {
                    self.used = (used, ended);
                    return true;
                }
                ReadRecordResult::End => return false,
            }
        }
    }

    /// Reads a row; one without a letter is none.
    fn row(&mut self, row: &[u8], gather: &mut Gather) -> Result<(), EventsError> {
        if !self.split(row) {
            return Ok(());
        }
        let fields = Fields {
            letters: &self.fields[..self.used.0],
            ends: &self.ends[..self.used.1],
        };
        if let Some(columns) = &self.columns {
            gather.line = Some(self.line);
            columns.add(self.count, fields, gather);
            self.count += 1;
            gather.seen = self.count;
        } else {
            self.columns = Some(Columns::new(fields)?);
        }
        Ok(())
    }
}

/// The fields of a row.
#[derive(Clone, Copy)]
struct Fields<'r> {
    letters: &'r [u8],
    ends: &'r [usize],
}

impl<'r> Fields<'r> {
    /// A field without the blanks around it; empty where the row is too short.
    fn get(self, number: usize) -> &'r [u8] {
        let ends = |number: usize| self.ends.get(number).or(self.ends.last()).copied();
        let before = number.checked_sub(1).and_then(ends);
        let start = before.unwrap_or_default();
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.letters[start..end].trim_ascii()
    }
}

impl Columns {
    fn new(names: Fields<'_>) -> Result<Self, EventsError> {
        let names = (0..names.ends.len()).map(|number| names.get(number));
        let names: Vec<Vec<u8>> = names.map(<[u8]>::to_ascii_lowercase).collect();
        let column = |wanted: &[&'static str], missing| {
            let find = |name: &&'static str| {
                let number = names.iter().position(|other| other == name.as_bytes())?;
                Some((*name, number))
            };
            wanted
                .iter()
                .find_map(find)
                .ok_or(EventsError::NoColumn(missing))
        };
        let property = |name: &Vec<u8>| {
            let found = PROPERTIES.iter().find(|other| other.as_bytes() == name);
            found.copied()
        };
        Ok(Self {
            lon: column(LON, "longitude")?,
            lat: column(LAT, "latitude")?,
            properties: names.iter().map(property).collect(),
        })
    }

    /// Adds the event of a row.
    fn add(&self, row: u32, fields: Fields<'_>, gather: &mut Gather) {
        let (expected, found) = (self.properties.len(), fields.ends.len());
        if expected != found {
            let (expected, found) = (expected as u32, found as u32);
            gather.say(row, "columns", Reason::Columns { expected, found });
        }
        let mut properties = Object::default();
        for (number, name) in self.properties.iter().enumerate() {
            let Some(name) = *name else { continue };
            match std::str::from_utf8(fields.get(number)) {
                Err(_) => gather.say(row, name, Reason::NotUtf8),
                Ok("") => {}
                Ok(text) => {
                    let value = year(text).filter(|_| name == "year");
                    let value = value.unwrap_or(Json::Text(Cow::Borrowed(text)));
                    properties.0.push((Cow::Borrowed(name), value));
                }
            }
        }
        let position = self.position(row, fields, gather);
        feature::row(row, &properties, position.as_slice(), gather);
    }

    /// The position of a row; none where both fields are empty.
    fn position(&self, row: u32, fields: Fields<'_>, gather: &mut Gather) -> Option<LonLat> {
        let texts = [self.lon, self.lat].map(|(name, number)| (name, fields.get(number)));
        if texts.iter().all(|(_, text)| text.is_empty()) {
            return None;
        }
        let [lon, lat] = texts.map(|(name, text)| {
            let number = number(text);
            if number.is_none() {
                gather.say(row, name, Reason::Type("a number"));
            }
            number
        });
        match geometry::checked(lon?, lat?) {
            Ok(at) => Some(at),
            Err(reason) => {
                gather.say(row, self.lon.0, reason);
                None
            }
        }
    }
}

/// A number as JSON writes it, or with a plus in front.
fn number(text: &[u8]) -> Option<f64> {
    let text = text.strip_prefix(b"+").unwrap_or(text);
    serde_json::from_slice::<Json<'_>>(text).ok()?.as_f64()
}

/// A year that is a number.
fn year(text: &str) -> Option<Json<'static>> {
    match serde_json::from_str(text) {
        Ok(Json::Whole(year)) => Some(Json::Whole(year)),
        Ok(Json::Below(year)) => Some(Json::Below(year)),
        _ => None,
    }
}

/// What stands between the columns of a table that begins with these bytes.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut is_quoted = false;
    for byte in head.iter().take_while(|byte| !b"\r\n".contains(byte)) {
        is_quoted ^= *byte == b'"';
        let known = DELIMITERS.iter().position(|other| other == byte);
        if let Some(number) = known.filter(|_| !is_quoted) {
            counts[number] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    let first = counts.iter().position(|count| *count == most);
    DELIMITERS[first.unwrap_or_default()]
}

/// Whether the first line of a file looks like the names of columns: there are several.
pub(super) fn is_table(head: &[u8]) -> bool {
    let mut line = head.split(|byte| b"\r\n".contains(byte));
    let has = |line: &[u8]| line.iter().any(|byte| DELIMITERS.contains(byte));
    line.next().is_some_and(has)
}
