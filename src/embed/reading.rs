//! The module that reads a host's own events: it runs beside the page, or between its tasks.

use crate::index::Catalog;
use crate::model::flat::StripRef;
use crate::read::events::{Events, Reader};
use wasm_bindgen::prelude::*;

/// Reads a file of events while it arrives, and hands out what has come as columns.
#[wasm_bindgen]
pub struct EventsReader {
    /// Nothing after the end.
    reader: Option<Reader>,
    problems: Vec<String>,
}

#[wasm_bindgen]
impl EventsReader {
    /// A reader of any of the formats, told by the first bytes.
    #[wasm_bindgen(constructor)]
    #[allow(
        clippy::new_without_default,
        reason = "JavaScript has constructors and no defaults"
    )]
    pub fn new() -> Self {
        Self {
            reader: Some(Reader::new(None)),
            problems: Vec::new(),
        }
    }

    /// Takes the next piece of the file. Says whether more is of use: a file that is refused
    /// already is told why by [`EventsReader::finish`].
    pub fn push(&mut self, bytes: &[u8]) -> bool {
        let reader = self.reader.as_mut();
        reader.is_some_and(|reader| !reader.push(bytes).is_refused)
    }

    /// How many features or rows were read.
    #[must_use]
    pub fn features(&self) -> f64 {
        let reader = self.reader.as_ref();
        reader.map_or(0.0, |reader| reader.progress().features as f64)
    }

    /// The events so far, as a list of typed arrays.
    ///
    /// # Errors
    /// When they cannot be indexed; the exception says why.
    pub fn snapshot(&self) -> Result<js_sys::Array, JsError> {
        let events = self.reader.as_ref().map(Reader::so_far);
        let corpus = events.map(|events| events.corpus.clone());
        strips(Catalog::new(corpus.unwrap_or_default()))
    }

    /// Ends the file and gives all events, as [`EventsReader::snapshot`] does.
    ///
    /// # Errors
    /// When nothing of the file can be read; the exception says why and where.
    pub fn finish(&mut self) -> Result<js_sys::Array, JsError> {
        let read = self.reader.take().map(Reader::finish);
        let Events { corpus, problems } = match read {
            Some(Ok(events)) => events,
            Some(Err(error)) => return Err(JsError::new(&error.to_string())),
            None => Events::default(),
        };
        self.problems = problems.iter().map(ToString::to_string).collect();
        drop(problems);
        strips(Catalog::new(corpus))
    }

    /// What is wrong with single features, once the file has ended; given once.
    pub fn problems(&mut self) -> Vec<String> {
        std::mem::take(&mut self.problems)
    }
}

/// A catalog as typed arrays, which can be handed to another thread without a copy.
pub(super) fn strips(
    catalog: Result<Catalog, crate::index::BuildError>,
) -> Result<js_sys::Array, JsError> {
    let catalog = catalog.map_err(|error| JsError::new(&error.to_string()))?;
    let strips = js_sys::Array::new();
    catalog.pack(&mut |strip| {
        let array: JsValue = match strip {
            StripRef::Bytes(all) => js_sys::Uint8Array::from(all).into(),
            StripRef::Shorts(all) => js_sys::Uint16Array::from(all).into(),
            StripRef::Longs(all) => js_sys::Uint32Array::from(all).into(),
            StripRef::Words(all) => js_sys::BigUint64Array::from(all).into(),
        };
        strips.push(&array);
    });
    Ok(strips)
}
