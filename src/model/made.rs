//! What is made of each of many things when somebody asks for it, and kept.

use std::sync::OnceLock;

/// Room is made for so many at a time, so that what nobody asks for costs less than a byte.
/// Those that are asked for together lie anywhere in a file, so that each may need a room of its own:
/// larger rooms would cost more than what is in them.
const PAGE: usize = 32;

/// A value for each number that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Made<T>(Vec<OnceLock<Box<[OnceLock<T>]>>>);

impl<T> Default for Made<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone> Made<T> {
    /// Has room for so many numbers; what was made stays.
    pub fn resize(&mut self, count: usize) {
        self.0.resize(count.div_ceil(PAGE), OnceLock::new());
    }

    /// What was made for a number that there is room for, or is made now.
    pub fn get(&self, number: u32, make: impl FnOnce() -> T) -> &T {
        let at = number as usize;
        let page = self.0[at / PAGE].get_or_init(|| vec![OnceLock::new(); PAGE].into());
        page[at % PAGE].get_or_init(make)
    }

    /// Forgets what was made for a number, and for some others.
    pub fn forget(&mut self, number: u32) {
        if let Some(page) = self.0.get_mut(number as usize / PAGE) {
            page.take();
        }
    }

    /// Gives back what was reserved for more.
    pub fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    /// Bytes on the heap as long as nothing is made.
    pub fn heap_bytes(&self) -> usize {
        self.0.capacity() * size_of::<OnceLock<Box<[OnceLock<T>]>>>()
    }
}
