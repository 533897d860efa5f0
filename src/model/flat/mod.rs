//! Columns as they go from one module of the widget to another, or lie in a file: taken over as
//! they are, so that nothing is parsed, sorted or indexed again.
//!
//! What is large is a *strip*, numbers of one width one after the other, which arrives by copying
//! memory. What is small or irregular goes onto two strips that all share, a tape of numbers and a
//! tape of texts, in the order in which it is asked for again. Every noun packs itself, and takes
//! itself out again in the same order: [`Pack`], [`Unpack`].
//!
//! Both sides are of one build. That is checked by [`VERSION`], and what lies in a file is checked
//! as a whole by a sum (`bytes`): single numbers are believed, so that taking over a million events
//! costs no look at each.

mod bytes;
#[cfg(test)]
mod tests;

pub use bytes::{from_bytes, to_bytes};

use super::table::Texts;
use std::fmt;

/// Every change of what is packed, or of its order, is a new one.
pub const VERSION: u32 = 3;

/// Numbers of one width.
#[derive(Clone, Debug, PartialEq)]
pub enum Strip {
    /// Of 8 bits: letters too.
    Bytes(Vec<u8>),
    /// Of 16 bits.
    Shorts(Vec<u16>),
    /// Of 32 bits.
    Longs(Vec<u32>),
    /// Of 64 bits: sets of events.
    Words(Vec<u64>),
}

/// A [`Strip`] where it lies.
#[derive(Clone, Copy, Debug)]
pub enum StripRef<'a> {
    /// Of 8 bits.
    Bytes(&'a [u8]),
    /// Of 16 bits.
    Shorts(&'a [u16]),
    /// Of 32 bits.
    Longs(&'a [u32]),
    /// Of 64 bits.
    Words(&'a [u64]),
}

/// Why strips are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlatError {
    /// The bytes are something else.
    NotFlat,
    /// They were packed by another version, which is named here.
    Version(u32),
    /// The bytes are damaged or cut off.
    Damaged,
    /// A strip is missing, or one too many, or its numbers do not belong to what is named here.
    Strip(&'static str),
}

impl fmt::Display for FlatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFlat => f.write_str("these are no events of this widget"),
            Self::Version(found) => write!(
                f,
                "the events were prepared by version {found}, the widget reads version {VERSION}: \
                 build and publish all its files together"
            ),
            Self::Damaged => f.write_str("the prepared events are damaged or cut off"),
            Self::Strip(what) => write!(f, "the prepared events do not fit together: {what}"),
        }
    }
}

impl std::error::Error for FlatError {}

/// Packs: hands out strips in order.
pub struct Pack<'w> {
    write: &'w mut dyn FnMut(StripRef<'_>),
    numbers: Vec<u32>,
    texts: Texts,
}

impl<'w> Pack<'w> {
    /// Begins to hand strips to `write`.
    pub fn new(write: &'w mut dyn FnMut(StripRef<'_>)) -> Self {
        Self {
            write,
            numbers: vec![VERSION],
            texts: Texts::default(),
        }
    }

    /// Hands out a strip.
    pub fn strip(&mut self, strip: StripRef<'_>) {
        (self.write)(strip);
    }

    /// Hands out a strip of numbers of 32 bits.
    pub fn longs(&mut self, longs: &[u32]) {
        self.strip(StripRef::Longs(longs));
    }

    /// Puts a number onto the tape.
    pub fn number(&mut self, number: u32) {
        self.numbers.push(number);
    }

    /// Puts a number that may be missing onto the tape.
    pub fn maybe(&mut self, number: Option<u32>) {
        self.number(number.map_or(0, |number| number + 1));
    }

    /// Puts a number with a fraction onto the tape.
    pub fn float(&mut self, number: f64) {
        let bits = number.to_bits();
        self.numbers.extend([bits as u32, (bits >> 32) as u32]);
    }

    /// Puts a text onto the tape.
    pub fn text(&mut self, text: &str) {
        self.texts.push(text);
    }

    /// Puts a list onto the tape.
    pub fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u32);
        for item in items {
            each(self, item);
        }
    }

    /// Puts a list of texts onto the tape.
    pub fn texts(&mut self, texts: &[Box<str>]) {
        self.list(texts, |to, text| to.text(text));
    }

    /// Hands out the tapes, which are the last strips.
    pub fn finish(mut self) {
        let texts = std::mem::take(&mut self.texts);
        texts.pack(&mut self);
        let numbers = std::mem::take(&mut self.numbers);
        self.longs(&numbers);
    }
}

/// Takes strips in the order in which they were packed.
///
/// What is not there is empty or 0, and [`Unpack::finish`] tells that something was missing: to
/// look after every number whether it was there is half of the code of a catalog taken.
#[derive(Default)]
pub struct Unpack {
    strips: std::vec::IntoIter<Strip>,
    numbers: std::vec::IntoIter<u32>,
    texts: Texts,
    /// How many texts were taken.
    taken: u32,
    /// What was missing first.
    failed: Option<&'static str>,
}

impl Unpack {
    /// Begins with all strips.
    ///
    /// # Errors
    /// [`FlatError`] when they are of another version or their tapes are not there.
    pub fn new(mut strips: Vec<Strip>) -> Result<Self, FlatError> {
        let Some(Strip::Longs(mut numbers)) = strips.pop() else {
            return Err(FlatError::NotFlat);
        };
        match numbers.first() {
            Some(&VERSION) => {}
            Some(&other) => return Err(FlatError::Version(other)),
            None => return Err(FlatError::NotFlat),
        }
        // The tape of texts is a table like any other: its numbers are the last of the tape.
        let tape = strips.split_off(strips.len().saturating_sub(2));
        let mut ends = Self {
            numbers: numbers
                .split_off(numbers.len().saturating_sub(2))
                .into_iter(),
            strips: tape.into_iter(),
            ..Self::default()
        };
        let texts = Texts::unpack(&mut ends);
        ends.finish()?;
        let mut numbers = numbers.into_iter();
        numbers.next();
        Ok(Self {
            strips: strips.into_iter(),
            numbers,
            texts,
            ..Self::default()
        })
    }

    /// Says that something does not belong to the rest.
    #[inline(never)]
    pub fn fail(&mut self, what: &'static str) {
        self.failed.get_or_insert(what);
    }

    /// Says so unless it fits; whether everything has fitted until now.
    pub fn check(&mut self, fits: bool, what: &'static str) -> bool {
        if !fits {
            self.fail(what);
        }
        self.failed.is_none()
    }

    /// The next strip.
    pub fn strip(&mut self) -> Strip {
        self.strips.next().unwrap_or_else(|| {
            self.fail("a strip");
            Strip::Bytes(Vec::new())
        })
    }

    /// The next strip, of numbers of 8 bits.
    #[inline(never)]
    pub fn bytes(&mut self) -> Vec<u8> {
        match self.strip() {
            Strip::Bytes(bytes) => bytes,
            _ => self.none("bytes"),
        }
    }

    /// The next strip, of numbers of 32 bits.
    #[inline(never)]
    pub fn longs(&mut self) -> Vec<u32> {
        match self.strip() {
            Strip::Longs(longs) => longs,
            _ => self.none("numbers"),
        }
    }

    /// The next strip, of numbers of 64 bits.
    #[inline(never)]
    pub fn words(&mut self) -> Vec<u64> {
        match self.strip() {
            Strip::Words(words) => words,
            _ => self.none("sets"),
        }
    }

    fn none<T>(&mut self, what: &'static str) -> Vec<T> {
        self.fail(what);
        Vec::new()
    }

    /// The next number of the tape.
    #[inline(never)]
    pub fn number(&mut self) -> u32 {
        self.numbers.next().unwrap_or_else(|| {
            self.fail("the tape");
            0
        })
    }

    /// The next number that may be missing.
    pub fn maybe(&mut self) -> Option<u32> {
        self.number().checked_sub(1)
    }

    /// The next word of a vocabulary, as the number that it has there; the first word for one
    /// that is not.
    pub fn word<W: Copy>(&mut self, all: &[W]) -> W {
        let number = self.number() as usize;
        self.check(number < all.len(), "a word");
        all[number.min(all.len() - 1)]
    }

    /// The next number with a fraction.
    #[inline(never)]
    pub fn float(&mut self) -> f64 {
        let (low, high) = (self.number(), self.number());
        f64::from_bits(u64::from(high) << 32 | u64::from(low))
    }

    /// The next text.
    #[inline(never)]
    pub fn text(&mut self) -> Box<str> {
        if !self.check((self.taken as usize) < self.texts.len(), "a text") {
            return Box::default();
        }
        self.taken += 1;
        self.texts.get(self.taken - 1).into()
    }

    /// The next list: it ends where something is missing.
    pub fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut items = Vec::new();
        for _ in 0..self.number() {
            items.push(each(self));
            if self.failed.is_some() {
                break;
            }
        }
        items
    }

    /// The next list of texts.
    #[inline(never)]
    pub fn texts(&mut self) -> Vec<Box<str>> {
        self.list(Self::text)
    }

    /// Ends: everything was taken.
    ///
    /// # Errors
    /// [`FlatError::Strip`] with what was missing first, or when there is more.
    pub fn finish(self) -> Result<(), FlatError> {
        let left = self.strips.len() + self.numbers.len();
        let is_more = left > 0 || (self.taken as usize) < self.texts.len();
        match self.failed.or(is_more.then_some("there is more")) {
            Some(what) => Err(FlatError::Strip(what)),
            None => Ok(()),
        }
    }
}
