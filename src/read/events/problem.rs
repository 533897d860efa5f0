//! What is wrong with a file of events.

use crate::model::edtf::EdtfError;
use std::fmt;

/// Why a file holds no events at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventsError {
    /// It is not JSON.
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Byte in the line, from 1.
        column: usize,
    },
    /// It is JSON until it ends too early.
    CutOff,
    /// It is another sort of JSON, such as a list.
    NotAnObject,
    /// It has no `type`, or another than `FeatureCollection` and `Feature`.
    NotFeatures,
    /// It is a `FeatureCollection` whose `features` is missing or not a list.
    NoFeatures,
    /// It is a table without a column of longitudes or of latitudes, whichever is named here.
    NoColumn(&'static str),
}

/// Something that is wrong with one feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureProblem {
    /// Its number in `features`, or among the rows of a table, from 0.
    pub feature: u32,
    /// The line that it begins in, from 1, where features are told apart by lines.
    pub line: Option<u64>,
    /// The member, property or column that is wrong.
    pub field: &'static str,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a field, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is not an object of type `Feature`; it is left out.
    NotAFeature,
    /// It has neither a title nor a position; it is left out.
    Nothing,
    /// The record is not JSON; it is left out.
    Json {
        /// Line of the mistake in the file, from 1.
        line: u64,
        /// Byte in the line, from 1.
        column: u64,
    },
    /// The record is JSON until it ends too early; it is left out.
    CutOff,
    /// A quotation mark in this line is never closed; the row is left out, and the next line begins
    /// another.
    OpenQuote,
    /// The same, after so many before it that all from this line on is left out.
    OpenQuotes,
    /// The row has another number of fields than the table has columns. Those that are there are
    /// read.
    Columns {
        /// Columns of the table.
        expected: u32,
        /// Fields of the row.
        found: u32,
    },
    /// It is not in UTF-8; it is left out.
    NotUtf8,
    /// It has another type than this; it is left out.
    Type(&'static str),
    /// There is no title; another text stands in for it.
    NoTitle,
    /// The id belongs to an earlier feature; another is made.
    RepeatedId(Box<str>),
    /// Not a date; it is not used.
    Date {
        /// As it is written.
        text: Box<str>,
        /// What is wrong with it.
        error: EdtfError,
    },
    /// Not a whole number; it is not used.
    Year,
    /// A span of time without a start or an end; it is not used.
    Timespan,
    /// Not a word of the vocabulary; it is not used.
    Word(Box<str>),
    /// A certainty belongs to a source and there is none; it is not used.
    NoSource,
    /// Not an address on the web; it is not used.
    Url,
    /// There is no `geometry`; the event is off the map.
    NoGeometry,
    /// The geometry is not of points; the event is off the map.
    Geometry(Box<str>),
    /// A position is not two or more numbers; the position is left out.
    Position,
    /// A position is not on the globe; the position is left out.
    OffGlobe {
        /// Whether it would be, with latitude and longitude exchanged.
        swapped: bool,
    },
}

impl fmt::Display for EventsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { line, column } => {
                write!(f, "this is not JSON: line {line}, column {column}")
            }
            Self::CutOff => f.write_str("the file is empty or cut off"),
            Self::NotAnObject => f.write_str("this is JSON but not GeoJSON: it is no object"),
            Self::NotFeatures => {
                f.write_str("the type of this file is neither FeatureCollection nor Feature")
            }
            Self::NoFeatures => f.write_str("this FeatureCollection has no list of features"),
            Self::NoColumn(missing) => write!(
                f,
                "the first line of this table names no column of {missing}s, such as `{missing}`"
            ),
        }
    }
}

impl std::error::Error for EventsError {}

/// As in `features[3] date: month 13 does not exist…` or `line 5 date: …`.
impl fmt::Display for FeatureProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}")?,
            None => write!(f, "features[{}]", self.feature)?,
        }
        write!(f, " {}: {}", self.field, self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Type(wanted) => return write!(f, "this is not {wanted}; it is left out"),
            Self::RepeatedId(id) => {
                return write!(f, "an earlier feature has the id \"{id}\"; another is made");
            }
            Self::Date { text, error } => return write!(f, "\"{text}\" is not a date: {error}"),
            Self::Word(word) => {
                return write!(
                    f,
                    "\"{word}\" is not a word of the vocabulary; it is not used"
                );
            }
            Self::Geometry(found) => {
                return write!(
                    f,
                    "the geometry is a {found}; only Point and MultiPoint are shown, \
                     so the event is off the map"
                );
            }
            Self::Json { line, column } => {
                return write!(
                    f,
                    "this is not JSON: line {line}, column {column}; it is left out"
                );
            }
            Self::Columns { expected, found } => {
                return write!(f, "the table has {expected} of them, this row has {found}");
            }
            Self::CutOff => "this is cut off; it is left out",
            Self::OpenQuote => {
                "one that is opened in this line is never closed; the row is left out, and the \
                 next line is read as a new one"
            }
            Self::OpenQuotes => "so many are never closed that all from this line on is left out",
            Self::NotUtf8 => "this is not a text in UTF-8; it is left out",
            Self::NotAFeature => "this is not an object of type Feature; it is left out",
            Self::Nothing => "it has neither a title nor a position; it is left out",
            Self::NoTitle => "there is no title",
            Self::Year => "a year is a whole number",
            Self::Timespan => {
                "a span of time has a start or an end with `in`, `earliest` or `latest`"
            }
            Self::NoSource => "it belongs to a source and there is none; it is not used",
            Self::Url => {
                "an address begins with https:// or http:// or is relative; it is not used"
            }
            Self::NoGeometry => "there is no geometry; write null for an event off the map",
            Self::Position => "a position is a list of two numbers, longitude first",
            Self::OffGlobe { swapped: false } => {
                "longitude runs from -180 to 180 and latitude from -90 to 90"
            }
            Self::OffGlobe { swapped: true } => {
                "longitude and latitude look swapped: longitude comes first"
            }
        })
    }
}
