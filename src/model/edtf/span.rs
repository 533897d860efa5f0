//! When it began and when it ended, each between two bounds.

use super::date::Date;
use super::{Bound, Edtf, End, Item, Repr, bound};

/// A stretch of time whose start and end lie between bounds, as in the `when` of GeoJSON-T and
/// Linked Places: the earliest and the latest possible start, the earliest and the latest
/// possible end, by the digits alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The earliest and the latest start.
    pub start: (Bound, Bound),
    /// The earliest and the latest end.
    pub end: (Bound, Bound),
}

impl Edtf {
    /// The stretches of time that it is made of: one, or one for each member of a set.
    ///
    /// Something dated `2019-03` began and ended at some time in March: both ends lie between the
    /// 1st and the 31st. The members of `[…]` are alternatives, those of `{…}` all took place.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        match &self.0 {
            Repr::Date(date) | Repr::Moment(date, _) => vec![within(Some(date), Some(date))],
            Repr::Interval(start, end) => vec![lasting(start, end)],
            Repr::Set { all, items } => items
                .iter()
                .map(|item| match item {
                    Item::One(date) => within(Some(date), Some(date)),
                    Item::Range(start, end) if *all => {
                        let end_of = |date: &Option<Date>| date.map_or(End::Open, End::Date);
                        lasting(&end_of(start), &end_of(end))
                    }
                    Item::Range(start, end) => within(start.as_ref(), end.as_ref()),
                })
                .collect(),
        }
    }
}

/// At some time between the first day of one date and the last of another.
fn within(first: Option<&Date>, last: Option<&Date>) -> Span {
    let bounds = (
        first.map_or(Bound::Open, |date| bound(date, false)),
        last.map_or(Bound::Open, |date| bound(date, true)),
    );
    Span {
        start: bounds,
        end: bounds,
    }
}

fn lasting(start: &End, end: &End) -> Span {
    Span {
        start: (start.bound(false), start.bound(true)),
        end: (end.bound(false), end.bound(true)),
    }
}
