//! Columns: many short texts or lists in two allocations.
//!
//! A file of a million events holds a million titles. As separate strings they would cost an
//! allocation and 24 bytes each before the first letter; here a text costs four bytes and its
//! letters, and nothing while all of a column are empty.

use super::flat::{Pack, StripRef, Unpack};

/// Where each of several stretches ends that lie one after the other, numbered from 0.
///
/// As long as all have the same length, such as none or one, that is all that is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ends {
    count: u32,
    /// The length of each, while `all` is empty.
    each: u32,
    /// From the first on that is of another length, the ends of all.
    all: Vec<u32>,
}

impl Ends {
    /// Adds a stretch and returns its number.
    pub(super) fn push(&mut self, length: u32) -> u32 {
        if self.count == 0 {
            self.each = length;
        }
        let total = self.total();
        if self.all.is_empty() && length != self.each {
            self.all.reserve(self.count as usize + 1);
            self.all
                .extend((1..=self.count).map(|number| number * self.each));
        }
        self.count += 1;
        if length != self.each || !self.all.is_empty() {
            self.all.push(total + length);
        }
        self.count - 1
    }

    /// How long all are together.
    pub(super) fn total(&self) -> u32 {
        self.all.last().copied().unwrap_or(self.count * self.each)
    }

    /// A stretch; empty when there is none of this number.
    pub(super) fn get(&self, number: u32) -> std::ops::Range<usize> {
        if number >= self.count {
            return 0..0;
        }
        if self.all.is_empty() {
            let start = number as usize * self.each as usize;
            return start..start + self.each as usize;
        }
        let end = self.all[number as usize] as usize;
        let before = number
            .checked_sub(1)
            .map(|before| self.all[before as usize]);
        before.unwrap_or_default() as usize..end
    }

    pub(super) fn shrink(&mut self) {
        self.all.shrink_to_fit();
    }

    pub(super) fn heap_bytes(&self) -> usize {
        self.all.capacity() * size_of::<u32>()
    }

    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        to.longs(&self.all);
        to.number(self.count);
        to.number(self.each);
    }

    pub(super) fn unpack(from: &mut Unpack) -> Self {
        let all = from.longs();
        let (count, each) = (from.number(), from.number());
        from.check(all.is_empty() || all.len() == count as usize, "ends");
        Self { count, each, all }
    }
}

/// Texts one after the other, numbered from 0. At most 4 GB of letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    /// In UTF-8. Texts that come from elsewhere are looked at when they are asked for: to look at
    /// all of a million events at once would be felt.
    letters: Vec<u8>,
    ends: Ends,
}

impl Texts {
    /// Adds a text and returns its number.
    pub fn push(&mut self, text: &str) -> u32 {
        self.letters.extend_from_slice(text.as_bytes());
        self.ends.push(text.len() as u32)
    }

    /// A text by its number; empty when there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &str {
        let letters = self.letters.get(self.ends.get(number));
        std::str::from_utf8(letters.unwrap_or_default()).unwrap_or_default()
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.count as usize
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.count == 0
    }

    /// All texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.count).map(|number| self.get(number))
    }

    /// Gives back what was reserved for more.
    pub fn shrink(&mut self) {
        self.letters.shrink_to_fit();
        self.ends.shrink();
    }

    /// Bytes of the letters.
    #[must_use]
    pub fn letter_bytes(&self) -> usize {
        self.letters.len()
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.letters.capacity() + self.ends.heap_bytes()
    }

    /// Packs the texts: two strips.
    pub fn pack(&self, to: &mut Pack<'_>) {
        to.strip(StripRef::Bytes(&self.letters));
        self.ends.pack(to);
    }

    /// Takes texts that were packed.
    #[inline(never)]
    pub fn unpack(from: &mut Unpack) -> Self {
        Self {
            letters: from.bytes(),
            ends: Ends::unpack(from),
        }
    }
}

/// Lists one after the other, numbered from 0. At most 2³² items.
#[derive(Clone, Debug, PartialEq)]
pub struct Runs<T> {
    items: Vec<T>,
    ends: Ends,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            ends: Ends::default(),
        }
    }
}

impl<T> Runs<T> {
    /// Adds a list and returns its number.
    pub fn push(&mut self, items: impl IntoIterator<Item = T>) -> u32 {
        let before = self.items.len();
        self.items.extend(items);
        self.ends.push((self.items.len() - before) as u32)
    }

    /// A list by its number; empty when there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &[T] {
        self.items.get(self.ends.get(number)).unwrap_or_default()
    }

    /// How many lists there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.count as usize
    }

    /// Whether there is no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.count == 0
    }

    /// Gives back what was reserved for more.
    pub fn shrink(&mut self) {
        self.items.shrink_to_fit();
        self.ends.shrink();
    }

    /// Bytes on the heap, without what the items themselves hold there.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.items.capacity() * size_of::<T>() + self.ends.heap_bytes()
    }

    /// All items of all lists.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }

    /// Packs where the lists end: a strip. Their items are the caller's.
    pub(super) fn pack_ends(&self, to: &mut Pack<'_>) {
        self.ends.pack(to);
    }

    /// Lists of items whose ends come next, and then the items.
    pub(super) fn unpack_ends_first(
        from: &mut Unpack,
        items: impl FnOnce(&mut Unpack) -> Vec<T>,
    ) -> Self {
        let ends = Ends::unpack(from);
        let items = items(from);
        Self { items, ends }
    }

    /// Lists of items whose ends come next.
    pub(super) fn unpack_ends(items: Vec<T>, from: &mut Unpack) -> Self {
        let ends = Ends::unpack(from);
        Self { items, ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_read_back() {
        let mut texts = Texts::default();
        assert_eq!(texts.get(0), "");
        let words = ["", "Dandong", "丹东", "", "신의주"];
        for (number, word) in words.iter().enumerate() {
            assert_eq!(texts.push(word), number as u32);
        }
        assert!(texts.iter().eq(words));
        assert_eq!(texts.get(99), "");
    }

    #[test]
    fn runs_read_back() {
        let mut runs = Runs::default();
        assert!(runs.get(0).is_empty());
        runs.push([1, 2]);
        runs.push([]);
        runs.push([3]);
        assert_eq!(runs.get(0), [1, 2]);
        assert!(runs.get(1).is_empty());
        assert_eq!(runs.get(2), [3]);
        assert!(runs.get(3).is_empty());
    }

    #[test]
    fn lists_of_one_length_read_back_and_so_do_those_that_come_after() {
        for each in [0, 1, 3] {
            let mut runs = Runs::default();
            let mut expected = Vec::new();
            for number in 0..50 {
                let length = if number < 30 { each } else { number % 4 };
                let list = vec![number; length as usize];
                assert_eq!(runs.push(list.clone()), number);
                expected.push(list);
            }
            assert_eq!(runs.len(), 50);
            for (number, list) in (0..).zip(&expected) {
                assert_eq!(runs.get(number), list);
            }
            assert!(runs.get(50).is_empty());
        }
    }
}
