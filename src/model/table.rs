//! Columns: many short texts or lists in two allocations.
//!
//! A file of a million events holds a million titles. As separate strings they would cost an
//! allocation and 24 bytes each before the first letter; here a text costs four bytes and its
//! letters, and nothing while all of a column are empty.

use super::known::{Known, hash};

/// Where each of several stretches ends that lie one after the other, numbered from 0.
///
/// As long as all have the same length, such as none or one, that is all that is kept.
#[derive(Clone, Debug, Default, PartialEq)]
struct Ends {
    count: u32,
    /// The length of each, while `ends` is empty.
    each: u32,
    /// From the first on that is of another length, the ends of all.
    ends: Vec<u32>,
}

impl Ends {
    /// Adds a stretch and returns its number.
    fn push(&mut self, length: u32) -> u32 {
        if self.count == 0 {
            self.each = length;
        }
        let total = self.total();
        if self.ends.is_empty() && length != self.each {
            self.ends.reserve(self.count as usize + 1);
            self.ends
                .extend((1..=self.count).map(|number| number * self.each));
        }
        self.count += 1;
        if length != self.each || !self.ends.is_empty() {
            self.ends.push(total + length);
        }
        self.count - 1
    }

    fn total(&self) -> u32 {
        self.ends.last().copied().unwrap_or(self.count * self.each)
    }

    /// A stretch; empty when there is none of this number.
    fn get(&self, number: u32) -> std::ops::Range<usize> {
        if number >= self.count {
            return 0..0;
        }
        if self.ends.is_empty() {
            let start = number as usize * self.each as usize;
            return start..start + self.each as usize;
        }
        let end = self.ends[number as usize] as usize;
        let before = number
            .checked_sub(1)
            .map(|before| self.ends[before as usize]);
        before.unwrap_or_default() as usize..end
    }

    fn heap_bytes(&self) -> usize {
        self.ends.capacity() * size_of::<u32>()
    }
}

/// Texts one after the other, numbered from 0. At most 4 GB of letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    letters: String,
    ends: Ends,
}

impl Texts {
    /// Adds a text and returns its number.
    pub fn push(&mut self, text: &str) -> u32 {
        self.letters.push_str(text);
        self.ends.push(text.len() as u32)
    }

    /// A text by its number; empty when there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &str {
        self.letters.get(self.ends.get(number)).unwrap_or_default()
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
        self.ends.ends.shrink_to_fit();
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
        self.ends.ends.shrink_to_fit();
    }

    /// Bytes on the heap, without what the items themselves hold there.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.items.capacity() * size_of::<T>() + self.ends.heap_bytes()
    }
}

/// Numbers, each in as few bytes as the largest needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Numbers {
    /// All below 2⁸.
    Bytes(Vec<u8>),
    /// All below 2¹⁶.
    Shorts(Vec<u16>),
    /// Any.
    Longs(Vec<u32>),
}

impl Default for Numbers {
    fn default() -> Self {
        Self::Bytes(Vec::new())
    }
}

impl Numbers {
    /// Adds a number.
    pub fn push(&mut self, number: u32) {
        loop {
            match self {
                Self::Bytes(all) => match u8::try_from(number) {
                    Ok(number) => return all.push(number),
                    Err(_) => *self = Self::Shorts(all.iter().copied().map(u16::from).collect()),
                },
                Self::Shorts(all) => match u16::try_from(number) {
                    Ok(number) => return all.push(number),
                    Err(_) => *self = Self::Longs(all.iter().copied().map(u32::from).collect()),
                },
                Self::Longs(all) => return all.push(number),
            }
        }
    }

    /// A number by its place; 0 where there is none.
    #[must_use]
    pub fn get(&self, at: usize) -> u32 {
        match self {
            Self::Bytes(all) => all.get(at).copied().map(u32::from),
            Self::Shorts(all) => all.get(at).copied().map(u32::from),
            Self::Longs(all) => all.get(at).copied(),
        }
        .unwrap_or_default()
    }

    /// Gives back what was reserved for more.
    pub fn shrink(&mut self) {
        match self {
            Self::Bytes(all) => all.shrink_to_fit(),
            Self::Shorts(all) => all.shrink_to_fit(),
            Self::Longs(all) => all.shrink_to_fit(),
        }
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        match self {
            Self::Bytes(all) => all.capacity(),
            Self::Shorts(all) => all.capacity() * size_of::<u16>(),
            Self::Longs(all) => all.capacity() * size_of::<u32>(),
        }
    }
}

/// Texts many of which are the same, such as dates: each is kept once.
#[derive(Clone, Debug, Default)]
pub struct Words {
    distinct: Texts,
    known: Known,
    numbers: Numbers,
}

impl Words {
    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        let distinct = &mut self.distinct;
        let found = self
            .known
            .find(hash(text.as_bytes()), |other| distinct.get(other) == text);
        let number = found.unwrap_or_else(|| {
            let number = distinct.push(text);
            let hash_of = |other| hash(distinct.get(other).as_bytes());
            self.known.add(number, hash_of);
            number
        });
        self.numbers.push(number);
    }

    /// A text by its place; empty when there is none.
    #[must_use]
    pub fn get(&self, at: usize) -> &str {
        self.distinct.get(self.number(at))
    }

    /// The number of the text at a place among the distinct ones.
    #[must_use]
    pub fn number(&self, at: usize) -> u32 {
        self.numbers.get(at)
    }

    /// The distinct texts.
    #[must_use]
    pub fn distinct(&self) -> &Texts {
        &self.distinct
    }

    /// Gives back what was reserved for more.
    pub fn shrink(&mut self) {
        self.distinct.shrink();
        self.numbers.shrink();
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.distinct.heap_bytes() + self.known.heap_bytes() + self.numbers.heap_bytes()
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

    #[test]
    fn numbers_read_back_however_large() {
        let mut numbers = Numbers::default();
        let all = [0, 255, 7, 256, 65_535, 65_536, 1, u32::MAX];
        for (count, number) in all.iter().enumerate() {
            numbers.push(*number);
            for (at, number) in all[..=count].iter().enumerate() {
                assert_eq!(numbers.get(at), *number);
            }
        }
        assert_eq!(numbers.get(all.len()), 0);
    }

    #[test]
    fn words_read_back_and_are_kept_once() {
        let mut words = Words::default();
        assert_eq!(words.get(0), "");
        let texts: Vec<String> = (0..1000).map(|number| (number % 300).to_string()).collect();
        for text in &texts {
            words.push(text);
        }
        for (at, text) in texts.iter().enumerate() {
            assert_eq!(words.get(at), text);
        }
        assert_eq!(words.distinct().len(), 300);
    }
}
