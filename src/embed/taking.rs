//! Events that another module has read, on their way into this one.

use crate::index::Catalog;
use crate::model::flat::Strip;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// Takes columns over one after the other, so that no task of the page is long.
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

    /// Begins a column of bytes, of which there will be so many.
    pub fn begin(&mut self, length: usize) {
        self.strips.push(Strip::Bytes(Vec::with_capacity(length)));
    }

    /// Goes on with the column that was begun: the letters of a million texts are more than a task
    /// should copy.
    pub fn bytes(&mut self, part: &[u8]) {
        if let Some(Strip::Bytes(bytes)) = self.strips.last_mut() {
            bytes.extend_from_slice(part);
        }
    }

    /// Takes a column of numbers of 16 bits.
    pub fn shorts(&mut self, numbers: Vec<u16>) {
        self.strips.push(Strip::Shorts(numbers));
    }

    /// Takes a column of numbers of 32 bits.
    pub fn longs(&mut self, numbers: Vec<u32>) {
        self.strips.push(Strip::Longs(numbers));
    }

    /// Takes a column of numbers of 64 bits.
    pub fn words(&mut self, numbers: Vec<u64>) {
        self.strips.push(Strip::Words(numbers));
    }
}
