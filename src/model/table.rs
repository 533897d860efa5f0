//! Columns: many short texts or lists in two allocations.
//!
//! A file of a million events holds a million titles. As separate strings they would cost an
//! allocation and 24 bytes each before the first letter; here a text costs four bytes and its
//! letters.

/// Texts one after the other, numbered from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts {
    letters: String,
    /// End of each text in `letters`; it starts where the one before ends.
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text and returns its number.
    pub fn push(&mut self, text: &str) -> u32 {
        self.letters.push_str(text);
        self.ends.push(self.letters.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// A text by its number; empty when there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &str {
        let range = span(&self.ends, number);
        self.letters.get(range).unwrap_or_default()
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.get(number))
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.letters.capacity() + self.ends.capacity() * size_of::<u32>()
    }
}

/// Lists one after the other, numbered from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Runs<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl<T> Runs<T> {
    /// Adds a list and returns its number.
    pub fn push(&mut self, items: impl IntoIterator<Item = T>) -> u32 {
        self.items.extend(items);
        self.ends.push(self.items.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// A list by its number; empty when there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &[T] {
        self.items.get(span(&self.ends, number)).unwrap_or_default()
    }

    /// How many lists there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes on the heap, without what the items themselves hold there.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.items.capacity() * size_of::<T>() + self.ends.capacity() * size_of::<u32>()
    }
}

fn span(ends: &[u32], number: u32) -> std::ops::Range<usize> {
    let number = number as usize;
    let Some(&end) = ends.get(number) else {
        return 0..0;
    };
    let start = number.checked_sub(1).map_or(0, |before| ends[before]);
    start as usize..end as usize
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
}
