//! The order of time.

use super::{Bound, Day, Edtf};

/// Sorts values in the order of time: by the first day, then by the last.
///
/// Where the start is open or unknown, the end stands in for it and goes before whatever begins
/// on the same day; an end that is open or unknown comes after every day. Values that say nothing
/// of their time ([`Edtf::is_undated`]) come last. A caller breaks ties, for example by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderKey(i64, i64);

impl Edtf {
    /// The key to sort by.
    #[must_use]
    pub fn order_key(&self) -> OrderKey {
        if self.is_undated() {
            return OrderKey(i64::MAX, i64::MAX);
        }
        match (self.earliest(), self.latest()) {
            (Bound::Day(first), last) => {
                OrderKey(first.number(), last.day().map_or(i64::MAX, Day::number))
            }
            (_, Bound::Day(last)) => OrderKey(last.number(), i64::MIN),
            _ => OrderKey(i64::MAX, i64::MAX),
        }
    }
}
