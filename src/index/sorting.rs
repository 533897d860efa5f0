//! Sorting, in one kilobyte. The standard library's two sorts are fast on everything and four
//! kilobytes each, compiled anew for every type and every order.

use std::cmp::Ordering;

/// So few are sorted by inserting each where it belongs.
const FEW: usize = 32;

/// Sorts numbers. Costs a pass over them for each of their eight bytes in which they differ, and
/// their memory once more.
///
/// The algorithm is Knuth's least significant digit first (The Art of Computer Programming,
/// 5.2.5). Our numbers are pairs of small ones, so that half of the passes fall away.
#[inline(never)]
pub fn sort(numbers: &mut [u64]) {
    if numbers.len() <= FEW {
        for end in 1..numbers.len() {
            let number = numbers[end];
            let mut at = end;
            while at > 0 && numbers[at - 1] > number {
                numbers[at] = numbers[at - 1];
                at -= 1;
            }
            numbers[at] = number;
        }
        return;
    }
    let first = numbers[0];
    let differ = numbers
        .iter()
        .fold(0, |differ, number| differ | number ^ first);
    let mut sorted = numbers.to_vec();
    for shift in (0..u64::BITS).step_by(8) {
        let digit = |number: u64| usize::from((number >> shift) as u8);
        if digit(differ) == 0 {
            continue;
        }
        let mut ends = [0; 257];
        for number in &*numbers {
            ends[digit(*number) + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        for number in &*numbers {
            let end = &mut ends[digit(*number)];
            sorted[*end] = *number;
            *end += 1;
        }
        numbers.copy_from_slice(&sorted);
    }
}

/// The order of `count` things as their numbers, by what `compare` says of two; what is equal
/// stays as it was. Merges runs of one, of two, of four and so on: a call for each comparison, and
/// one call for two runs that are in order already.
#[inline(never)]
#[must_use]
pub fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    let mut before = order.clone();
    let mut is_after = |a: u32, b: u32| compare(a as usize, b as usize) == Ordering::Greater;
    let mut length = 1;
    while length < count {
        std::mem::swap(&mut order, &mut before);
        for start in (0..count).step_by(2 * length) {
            let middle = (start + length).min(count);
            let end = (middle + length).min(count);
            let (mut left, mut right) = (start, middle);
            let is_ordered = middle == end || !is_after(before[middle - 1], before[middle]);
            for place in &mut order[start..end] {
                let is_left = left < middle
                    && (right == end || is_ordered || !is_after(before[left], before[right]));
                let from = if is_left { &mut left } else { &mut right };
                *place = before[*from];
                *from += 1;
            }
        }
        length *= 2;
    }
    order
}

/// A pair as one number, which sorts by the first and then by the second.
#[must_use]
pub fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_sort_as_pairs() {
        let mut random = fastrand::Rng::with_seed(9);
        let mut pairs: Vec<(u32, u32)> = (0..500)
            .map(|_| (random.u32(0..20), random.u32(..)))
            .collect();
        let mut numbers: Vec<u64> = pairs.iter().map(|&(a, b)| pair(a, b)).collect();
        sort(&mut numbers);
        pairs.sort_unstable();
        let back: Vec<(u32, u32)> = numbers
            .iter()
            .map(|n| ((n >> 32) as u32, *n as u32))
            .collect();
        assert_eq!(back, pairs);
        sort(&mut []);
    }

    #[test]
    fn numbers_are_sorted_as_the_standard_library_does() {
        let mut random = fastrand::Rng::with_seed(11);
        for round in 0..400 {
            let count = random.usize(..if round % 10 == 0 { 5_000 } else { 80 });
            let bits = random.u32(1..=64);
            let mut numbers: Vec<u64> = (0..count).map(|_| random.u64(..) >> (64 - bits)).collect();
            if round % 7 == 0 {
                numbers.sort_unstable_by(|a, b| b.cmp(a));
            }
            let mut expected = numbers.clone();
            sort(&mut numbers);
            expected.sort_unstable();
            assert_eq!(numbers, expected);
        }
    }

    #[test]
    fn an_order_is_the_standard_librarys_stable_one() {
        let mut random = fastrand::Rng::with_seed(12);
        for round in 0..400 {
            let count = random.usize(..if round % 10 == 0 { 3_000 } else { 70 });
            let most = random.u32(1..1_000);
            let mut keys: Vec<u32> = (0..count).map(|_| random.u32(..most)).collect();
            match round % 5 {
                0 => keys.sort_unstable(),
                1 => keys.sort_unstable_by(|a, b| b.cmp(a)),
                _ => {}
            }
            let mut expected: Vec<u32> = (0..count as u32).collect();
            expected.sort_by_key(|number| keys[*number as usize]);
            let found = order(count, &mut |a, b| keys[a].cmp(&keys[b]));
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn an_order_is_stable() {
        let keys = [3, 1, 2, 1, 3, 1];
        assert_eq!(
            order(keys.len(), &mut |a, b| keys[a].cmp(&keys[b])),
            [1, 3, 5, 2, 0, 4]
        );
        assert!(order(0, &mut |_, _| Ordering::Equal).is_empty());
    }
}
