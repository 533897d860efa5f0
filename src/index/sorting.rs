//! Sorting, compiled once. The standard library's sort is compiled anew for every type and every
//! order, at three to five kilobytes each.

use std::cmp::Ordering;

/// Sorts numbers. Costs what the standard library's unstable sort does.
#[inline(never)]
pub fn sort(numbers: &mut [u64]) {
    numbers.sort_unstable();
}

/// The order of `count` things as their numbers, by what `compare` says of two; what is equal
/// stays as it was. Costs a call for each comparison more than a sort of the things themselves.
#[inline(never)]
#[must_use]
pub fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    order.sort_by(|a, b| compare(*a as usize, *b as usize));
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
    fn an_order_is_stable() {
        let keys = [3, 1, 2, 1, 3, 1];
        assert_eq!(
            order(keys.len(), &mut |a, b| keys[a].cmp(&keys[b])),
            [1, 3, 5, 2, 0, 4]
        );
        assert!(order(0, &mut |_, _| Ordering::Equal).is_empty());
    }
}
