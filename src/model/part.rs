//! That a corpus is what is in view of a larger file.

use super::flat::{Pack, Unpack};
use crate::geo::Bounds;

/// What a corpus is of its file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// How many events the file has.
    pub events: u32,
    /// Where all of them are, degrees.
    pub extent: Bounds,
    /// What of them is here.
    pub seen: Seen,
}

/// What of a file is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing yet: only where the events are is known.
    Nothing,
    /// Every event of the view that was asked for.
    View,
    /// Nothing, because the view has more events than are read at once: exactly so many.
    Crowd(u32),
    /// The same, with at least so many.
    CrowdOver(u32),
}

impl Part {
    /// How many events the view has at least, where they are too many to be here, and whether that
    /// is all of them.
    #[must_use]
    pub fn crowd(&self) -> Option<(u32, bool)> {
        match self.seen {
            Seen::Nothing | Seen::View => None,
            Seen::Crowd(count) => Some((count, true)),
            Seen::CrowdOver(count) => Some((count, false)),
        }
    }

    /// Packs a part, or that there is none.
    pub fn pack(part: Option<&Self>, to: &mut Pack<'_>) {
        let Some(part) = part else {
            return to.number(0);
        };
        let (number, count) = match part.seen {
            Seen::Nothing => (1, 0),
            Seen::View => (2, 0),
            Seen::Crowd(count) => (3, count),
            Seen::CrowdOver(count) => (4, count),
        };
        to.number(number);
        to.number(count);
        to.number(part.events);
        pack_bounds(&part.extent, to);
    }

    /// Takes what was packed.
    pub fn unpack(from: &mut Unpack) -> Option<Self> {
        let number = from.number();
        if number == 0 {
            return None;
        }
        let count = from.number();
        Some(Self {
            events: from.number(),
            extent: unpack_bounds(from),
            seen: match number {
                1 => Seen::Nothing,
                2 => Seen::View,
                3 => Seen::Crowd(count),
                _ => Seen::CrowdOver(count),
            },
        })
    }
}

/// Packs a box of degrees.
pub(super) fn pack_bounds(bounds: &Bounds, to: &mut Pack<'_>) {
    for edge in [bounds.west, bounds.south, bounds.east, bounds.north] {
        to.float(edge);
    }
}

/// Takes a box that was packed.
pub(super) fn unpack_bounds(from: &mut Unpack) -> Bounds {
    Bounds {
        west: from.float(),
        south: from.float(),
        east: from.float(),
        north: from.float(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::flat::{from_bytes, to_bytes};
    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        let part = |seen| {
            Some(Part {
                events: 200_000,
                extent: Bounds {
                    west: -0.1,
                    south: 39.5,
                    east: 131.0,
                    north: 44.0,
                },
                seen,
            })
        };
        let seen = [
            Seen::Nothing,
            Seen::View,
            Seen::Crowd(20_001),
            Seen::CrowdOver(u32::MAX),
        ];
        for part in seen.map(part).into_iter().chain([None]) {
            let bytes = to_bytes(|write| {
                let mut to = Pack::new(write);
                Part::pack(part.as_ref(), &mut to);
                to.finish();
            });
            let mut from = Unpack::new(from_bytes(&bytes).unwrap()).unwrap();
            assert_eq!(Part::unpack(&mut from), part);
            assert_eq!(from.finish(), Ok(()));
        }
    }
}
