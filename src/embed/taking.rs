//! Events that another module has read, on their way into this one.

use crate::index::Catalog;
use crate::model::flat::Strip;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// Takes columns over one after the other and a part at a time, so that no task of the page is
/// long: the columns of a million events are up to 20 MB each.
#[wasm_bindgen]
#[derive(Default)]
pub struct Taking {
    pub(super) strips: Vec<Strip>,
    pub(super) catalog: Option<Arc<Catalog>>,
}

#[wasm_bindgen]
impl Taking {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins a column of so many numbers, of so many bytes each: 1, 2, 4 or 8.
    pub fn begin(&mut self, width: u8, length: usize) {
        self.strips.push(match width {
            1 => Strip::Bytes(Vec::with_capacity(length)),
            2 => Strip::Shorts(Vec::with_capacity(length)),
            4 => Strip::Longs(Vec::with_capacity(length)),
            _ => Strip::Words(Vec::with_capacity(length)),
        });
    }

    /// Goes on with the column of bytes that was begun.
    pub fn bytes(&mut self, part: &[u8]) {
        if let Some(Strip::Bytes(bytes)) = self.strips.last_mut() {
            bytes.extend_from_slice(part);
        }
    }

    /// Goes on with the column of numbers of 16 bits that was begun.
    pub fn shorts(&mut self, part: &[u16]) {
        if let Some(Strip::Shorts(numbers)) = self.strips.last_mut() {
            numbers.extend_from_slice(part);
        }
    }

    /// Goes on with the column of numbers of 32 bits that was begun.
    pub fn longs(&mut self, part: &[u32]) {
        if let Some(Strip::Longs(numbers)) = self.strips.last_mut() {
            numbers.extend_from_slice(part);
        }
    }

    /// Goes on with the column of numbers of 64 bits that was begun.
    pub fn words(&mut self, part: &[u64]) {
        if let Some(Strip::Words(numbers)) = self.strips.last_mut() {
            numbers.extend_from_slice(part);
        }
    }
    /// Makes events of the columns that were taken.
    ///
    /// # Errors
    /// When they are of another version, or were not taken whole; the exception says so.
    pub fn build(&mut self) -> Result<(), JsError> {
        let strips = std::mem::take(&mut self.strips);
        self.catalog = Some(Arc::new(Catalog::unpack(strips)?));
        Ok(())
    }
}
