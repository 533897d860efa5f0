//! Finds the number of something that was seen before, by its contents.
//!
//! The standard library's maps keep the contents once more, which for a million ids or positions
//! is more than all else that is kept of the events; this table keeps eight bytes for each and
//! asks its owner.

/// Numbers by the hash of what they are numbers of. At most 2³² − 2 of them.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Open addressing with linear probing: the hash above a number and one, or 0 for nothing. With
    /// the hash at hand the owner is hardly ever asked in vain, which would be a miss of the cache.
    slots: Vec<u64>,
    count: usize,
}

impl Known {
    /// A number with this hash that `is` the one looked for.
    pub fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        // At least a quarter of the slots is empty.
        while let Some(number) = (self.slots[at] as u32).checked_sub(1) {
            if (self.slots[at] >> 32) as u32 == hash && is(number) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds a number that is not there yet.
    pub fn add(&mut self, number: u32, hash: u32) {
        if (self.count + 1) * 4 > self.slots.len() * 3 {
            let wider = vec![0; (self.slots.len() * 2).max(16)];
            let before = std::mem::replace(&mut self.slots, wider);
            for slot in before.into_iter().filter(|slot| *slot != 0) {
                self.put(slot);
            }
        }
        self.put(u64::from(hash) << 32 | u64::from(number + 1));
        self.count += 1;
    }

    fn put(&mut self, slot: u64) {
        let mask = self.slots.len() - 1;
        let mut at = (slot >> 32) as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.slots.capacity() * size_of::<u64>()
    }
}

/// A hash of bytes: FNV-1a of 64 bits (Fowler, Noll, Vo), folded.
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // Numbers in a row differ in the middle; the slots are told apart by the lowest bits.
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_found_and_nothing_else() {
        let word = |number: u32| (number * 7).to_string();
        let mut known = Known::default();
        assert_eq!(known.find(1, |_| true), None);
        for number in 0..5_000 {
            let text = word(number);
            let is = |other| word(other) == text;
            assert_eq!(known.find(hash(text.as_bytes()), is), None);
            known.add(number, hash(text.as_bytes()));
            assert_eq!(known.find(hash(text.as_bytes()), is), Some(number));
        }
        for number in 0..5_000 {
            let text = word(number);
            let is = |other| word(other) == text;
            assert_eq!(known.find(hash(text.as_bytes()), is), Some(number));
        }
    }

    #[test]
    fn one_hash_for_all_is_only_slow() {
        let mut known = Known::default();
        for number in 0..100 {
            known.add(number, 3);
        }
        assert_eq!(known.find(3, |number| number == 99), Some(99));
        assert_eq!(known.find(3, |_| false), None);
    }
}
