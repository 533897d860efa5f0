//! Columns of numbers, and of texts many of which are the same.

use super::flat::{Pack, Strip, StripRef, Unpack};
use super::known::{Known, hash};
use super::table::Texts;

/// Numbers, each in as few bytes as the largest needs, and in none while all are the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Numbers {
    /// So many times the same.
    Same {
        /// The number.
        number: u32,
        /// How often.
        count: u32,
    },
    /// All below 2⁸.
    Bytes(Vec<u8>),
    /// All below 2¹⁶.
    Shorts(Vec<u16>),
    /// Any.
    Longs(Vec<u32>),
}

impl Default for Numbers {
    fn default() -> Self {
        Self::Same {
            number: 0,
            count: 0,
        }
    }
}

impl Numbers {
    /// Adds a number.
    pub fn push(&mut self, number: u32) {
        loop {
            match self {
                Self::Same {
                    number: same,
                    count,
                } => {
                    if *count == 0 {
                        *same = number;
                    }
                    if *same == number {
                        *count += 1;
                        return;
                    }
                    let (same, count) = (*same, *count);
                    *self = Self::Bytes(Vec::new());
                    (0..count).for_each(|_| self.push(same));
                }
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
            Self::Same { number, count } => (at < *count as usize).then_some(*number),
            Self::Bytes(all) => all.get(at).copied().map(u32::from),
            Self::Shorts(all) => all.get(at).copied().map(u32::from),
            Self::Longs(all) => all.get(at).copied(),
        }
        .unwrap_or_default()
    }

    /// Gives back what was reserved for more.
    pub fn shrink(&mut self) {
        match self {
            Self::Same { .. } => {}
            Self::Bytes(all) => all.shrink_to_fit(),
            Self::Shorts(all) => all.shrink_to_fit(),
            Self::Longs(all) => all.shrink_to_fit(),
        }
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        match self {
            Self::Same { .. } => 0,
            Self::Bytes(all) => all.capacity(),
            Self::Shorts(all) => all.capacity() * size_of::<u16>(),
            Self::Longs(all) => all.capacity() * size_of::<u32>(),
        }
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Same { count, .. } => *count as usize,
            Self::Bytes(all) => all.len(),
            Self::Shorts(all) => all.len(),
            Self::Longs(all) => all.len(),
        }
    }

    /// The largest; 0 where there is none.
    pub(super) fn largest(&self) -> u32 {
        let largest = match self {
            Self::Same { number, .. } => Some(*number),
            Self::Bytes(all) => all.iter().max().copied().map(u32::from),
            Self::Shorts(all) => all.iter().max().copied().map(u32::from),
            Self::Longs(all) => all.iter().max().copied(),
        };
        largest.unwrap_or_default()
    }

    /// Packs the numbers: a strip.
    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        let (number, count) = match self {
            Self::Same { number, count } => (*number, *count),
            _ => (0, 0),
        };
        to.number(count);
        to.number(number);
        to.strip(match self {
            Self::Same { .. } => StripRef::Bytes(&[]),
            Self::Bytes(all) => StripRef::Bytes(all),
            Self::Shorts(all) => StripRef::Shorts(all),
            Self::Longs(all) => StripRef::Longs(all),
        });
    }

    /// Takes numbers that were packed.
    pub(super) fn unpack(from: &mut Unpack) -> Self {
        let (count, number) = (from.number(), from.number());
        match from.strip() {
            Strip::Bytes(all) if all.is_empty() => Self::Same { number, count },
            Strip::Bytes(all) => Self::Bytes(all),
            Strip::Shorts(all) => Self::Shorts(all),
            Strip::Longs(all) => Self::Longs(all),
            Strip::Words(_) => {
                from.fail("small numbers");
                Self::default()
            }
        }
    }
}

/// Texts many of which are the same, such as dates: each is kept once.
#[derive(Clone, Debug, Default)]
pub struct Words {
    distinct: Texts,
    /// Nothing in what was unpacked, as long as nothing is added to it.
    known: Known,
    numbers: Numbers,
}

impl Words {
    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        if self.known.is_empty() {
            for (number, text) in (0..).zip(self.distinct.iter()) {
                self.known.add(number, hash(text.as_bytes()));
            }
        }
        let number = self.find(text).unwrap_or_else(|| {
            let number = self.distinct.push(text);
            self.known.add(number, hash(text.as_bytes()));
            number
        });
        self.numbers.push(number);
    }

    /// The number of a text among the distinct ones.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<u32> {
        let is = |other| self.distinct.get(other) == text;
        if self.known.is_empty() {
            return (0..self.distinct.len() as u32).find(|other| is(*other));
        }
        self.known.find(hash(text.as_bytes()), is)
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

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
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

    /// Packs the texts: three strips.
    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        self.distinct.pack(to);
        self.numbers.pack(to);
    }

    /// Takes texts that were packed.
    pub(super) fn unpack(from: &mut Unpack) -> Self {
        Self {
            distinct: Texts::unpack(from),
            known: Known::default(),
            numbers: Numbers::unpack(from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
