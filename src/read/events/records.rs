//! Features that follow each other, a line each (newline-delimited GeoJSON) or behind a record
//! separator each (RFC 8142).

use super::collection::{Follows, read};
use super::gather::Gather;
use super::json::Json;
use super::position::{Start, line_feeds};
use super::{EventsError, Reason, feature};

/// The state between two pieces.
#[derive(Debug)]
pub(super) struct Records {
    /// What stands between two records.
    separator: u8,
    /// The record that has begun.
    carried: Vec<u8>,
    /// Number of the next feature, from 0.
    features: u32,
    /// The line that the record begins in, from 1.
    line: u64,
}

/// The byte in front of a record of a text sequence.
pub(super) const RECORD_SEPARATOR: u8 = 0x1e;

impl Records {
    /// Records that are lines, from the feature with a number on, in a line.
    pub fn lines(features: u32, line: u64) -> Self {
        Self {
            separator: b'\n',
            carried: Vec::new(),
            features,
            line,
        }
    }

    /// Records of a text sequence.
    pub fn sequence() -> Self {
        Self {
            separator: RECORD_SEPARATOR,
            ..Self::lines(0, 1)
        }
    }

    /// Takes the next piece.
    pub fn push(&mut self, mut bytes: &[u8], gather: &mut Gather) {
        while let Some(length) = bytes.iter().position(|byte| *byte == self.separator) {
            let part = &bytes[..length];
            if self.carried.is_empty() {
                self.record(part, gather);
            } else {
                let mut record = std::mem::take(&mut self.carried);
                record.extend_from_slice(part);
                self.record(&record, gather);
                // The room is used again.
                record.clear();
                self.carried = record;
            }
            self.line += u64::from(self.separator == b'\n');
            bytes = &bytes[length + 1..];
        }
        self.carried.extend_from_slice(bytes);
    }

    /// Ends the file.
    pub fn finish(mut self, gather: &mut Gather) {
        let record = std::mem::take(&mut self.carried);
        self.record(&record, gather);
    }

    /// Reads a record, of which there may be none between two separators.
    fn record(&mut self, record: &[u8], gather: &mut Gather) {
        let text = record.trim_ascii_start();
        let blank = &record[..record.len() - text.len()];
        let line = self.line + line_feeds(blank);
        self.line += line_feeds(record);
        if text.is_empty() {
            return;
        }
        gather.line = Some(line);
        match read(text, Start::default(), Follows::Nothing) {
            Ok(json) => self.features(&json, gather),
            Err(error) => {
                let reason = match error {
                    EventsError::Syntax {
                        line: below,
                        column,
                    } => Reason::Json {
                        line: line + below as u64,
                        column: column as u64,
                    },
                    _ => Reason::CutOff,
                };
                gather.say(self.features, "json", reason);
                self.features += 1;
            }
        }
        gather.seen = self.features;
    }

    /// Adds a feature, or those of a collection, of which a sequence may have several.
    fn features(&mut self, json: &Json<'_>, gather: &mut Gather) {
        let is_collection = json.get("type").and_then(Json::as_text) == Some("FeatureCollection");
        let one = std::slice::from_ref(json);
        let listed = json.get("features").and_then(Json::as_list);
        for feature in listed.filter(|_| is_collection).unwrap_or(one) {
            feature::add(self.features, feature, gather);
            self.features += 1;
        }
    }
}
