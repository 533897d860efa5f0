//! The ids of events.
//!
//! Where a file gives its events none, each is named after its number, which is not worth eighteen
//! bytes an event: such ids are kept as runs of numbers, and written when somebody asks for one.

use super::flat::{Pack, Unpack};
use super::made::Made;
use super::table::Texts;
use crate::geo::decimal::whole;

/// What the id of an event begins with that is named after its number in its file.
pub const FEATURE: &str = "feature-";

/// In place of a number: the events from here on have texts of their own.
const NONE: u32 = u32::MAX;

/// Digits of a number that is kept as one. It is below [`NONE`] then, whatever comes after it.
const DIGITS: usize = 9;

/// Ids by the number of their event.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    /// Empty for events that are named after their number.
    texts: Texts,
    /// Runs of events whose numbers follow one another: the first event, and its number.
    runs: Vec<u32>,
    made: Made<Box<str>>,
}

/// The number that an id is named after.
fn number_in(id: &str) -> Option<u32> {
    let digits = id.strip_prefix(FEATURE)?.as_bytes();
    let is_short = (1..=DIGITS).contains(&digits.len());
    if !is_short || (digits[0] == b'0' && digits.len() > 1) {
        return None;
    }
    digits.iter().try_fold(0, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        Some(number * 10 + u32::from(digit))
    })
}

impl Ids {
    /// Adds the id of the next event.
    pub fn push(&mut self, id: &str) -> u32 {
        let event = self.texts.len() as u32;
        let number = number_in(id);
        // Beside a text of its own what runs on is not looked at.
        if (number.is_some() || id.is_empty()) && self.number(event) != number {
            self.runs.extend([event, number.unwrap_or(NONE)]);
        }
        if number.is_some() {
            self.made.resize(event as usize + 1);
            return self.texts.push("");
        }
        self.texts.push(id)
    }

    fn runs(&self) -> &[[u32; 2]] {
        self.runs.as_chunks().0
    }

    /// The number after which an event is named that has no text of its own.
    fn number(&self, event: u32) -> Option<u32> {
        let next = self.runs().partition_point(|[first, _]| *first <= event);
        let [first, number] = *self.runs().get(next.checked_sub(1)?)?;
        (number != NONE).then(|| number + (event - first))
    }

    /// An id by the number of its event; empty where there is none.
    pub fn get(&self, event: u32) -> &str {
        let text = self.texts.get(event);
        if !text.is_empty() || event as usize >= self.texts.len() {
            return text;
        }
        let Some(number) = self.number(event) else {
            return text;
        };
        let make = || [FEATURE, &whole(number.into())].concat().into();
        self.made.get(event, make)
    }

    /// The first event with an id. Looks at one after the other, or at the runs.
    pub fn find(&self, id: &str) -> Option<u32> {
        let count = self.texts.len() as u32;
        let Some(wanted) = number_in(id) else {
            let is = |event: &u32| self.texts.get(*event) == id;
            return (0..count)
                .find(|event| is(event) && (!id.is_empty() || self.get(*event) == id));
        };
        for (at, [first, number]) in self.runs().iter().enumerate() {
            let end = self.runs().get(at + 1).map_or(count, |[next, _]| *next);
            let event = wanted.checked_sub(*number).map(|more| first + more);
            let is = |event: &u32| *event < end && self.texts.get(*event).is_empty();
            if let Some(event) = event.filter(is) {
                return Some(event);
            }
        }
        None
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn shrink(&mut self) {
        self.texts.shrink();
        self.runs.shrink_to_fit();
        self.made.shrink();
    }

    /// Bytes of the letters that are kept.
    pub fn letter_bytes(&self) -> usize {
        self.texts.letter_bytes()
    }

    /// Bytes on the heap, without the ids that were written.
    pub fn heap_bytes(&self) -> usize {
        self.texts.heap_bytes() + self.runs.capacity() * size_of::<u32>() + self.made.heap_bytes()
    }

    /// Packs the ids: three strips.
    pub fn pack(&self, to: &mut Pack<'_>) {
        self.texts.pack(to);
        to.longs(&self.runs);
    }

    /// Takes ids that were packed.
    pub fn unpack(from: &mut Unpack) -> Self {
        let (texts, runs) = (Texts::unpack(from), from.longs());
        let mut made = Made::default();
        if !runs.is_empty() {
            made.resize(texts.len());
        }
        Self { texts, runs, made }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::flat::{from_bytes, to_bytes};

    /// What was added, and what is there after it was packed.
    fn check(ids: &[String]) {
        let mut kept = Ids::default();
        for (event, id) in (0..).zip(ids) {
            assert_eq!(kept.push(id), event);
        }
        let bytes = to_bytes(|write| {
            let mut to = Pack::new(write);
            kept.pack(&mut to);
            to.finish();
        });
        let mut from = Unpack::new(from_bytes(&bytes).unwrap()).unwrap();
        let taken = Ids::unpack(&mut from);
        from.finish().unwrap();
        for kept in [&kept, &taken] {
            assert_eq!(kept.len(), ids.len());
            for (event, id) in (0..).zip(ids) {
                assert_eq!(kept.get(event), id);
                let first = ids.iter().position(|other| other == id);
                assert_eq!(kept.find(id), first.map(|first| first as u32), "{id:?}");
            }
            assert_eq!(kept.get(ids.len() as u32), "");
            for other in ["feature-", "feature-007", "feature-70000", "x"] {
                let first = ids.iter().position(|id| id == other);
                assert_eq!(
                    kept.find(other),
                    first.map(|first| first as u32),
                    "{other:?}"
                );
            }
        }
    }

    #[test]
    fn ids_read_back_and_are_found() {
        check(&[]);
        let odd = [
            "",
            "feature-0",
            "feature-00",
            "feature-",
            "feature-999999999",
        ];
        let more = [
            "feature-1000000000",
            "feature-x",
            "Feature-1",
            "feature-+1",
            "feature-2",
        ];
        check(&odd.map(String::from));
        check(
            &[odd, more]
                .concat()
                .into_iter()
                .map(String::from)
                .collect::<Vec<_>>(),
        );
    }

    #[test]
    fn any_mixture_reads_back() {
        let mut rng = fastrand::Rng::with_seed(20);
        for _ in 0..300 {
            let mut number = 0;
            let ids = (0..rng.usize(..90)).map(|_| {
                number += rng.u32(..3);
                match rng.u32(..6) {
                    0 => String::new(),
                    1 => format!("own-{}", rng.u32(..50)),
                    2 => format!("feature-{}", rng.u32(..50)),
                    _ => format!("feature-{number}"),
                }
            });
            check(&ids.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_million_numbers_in_a_row_take_next_to_nothing() {
        let mut ids = Ids::default();
        for number in 0..1_000_000_u32 {
            ids.push(&format!("feature-{}", number + number / 400_000));
        }
        ids.shrink();
        assert!(ids.heap_bytes() < 1_000_000, "{}", ids.heap_bytes());
        assert_eq!(ids.get(999_999), "feature-1000001");
    }
}
