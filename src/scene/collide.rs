//! Room on the map: which boxes are taken.

use crate::geo::Px;

/// A box in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left and top edge.
    pub min: Px,
    /// Right and bottom edge.
    pub max: Px,
}

impl Rect {
    /// A box from its left top corner, width and height.
    #[must_use]
    pub fn new(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self {
            min: Px::new(left, top),
            max: Px::new(left + width, top + height),
        }
    }

    /// The square around a circle.
    #[must_use]
    pub fn around(at: Px, radius: f64) -> Self {
        Self::new(at.x - radius, at.y - radius, radius * 2.0, radius * 2.0)
    }

    /// Whether another box lies within this one.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.min.x <= other.min.x
            && self.min.y <= other.min.y
            && other.max.x <= self.max.x
            && other.max.y <= self.max.y
    }

    /// Whether two boxes overlap; boxes that only touch do not.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }
}

/// Height of a row of [`Room`] in CSS pixels: about two lines of text, so that most boxes lie in
/// one or two rows.
const ROW: f64 = 32.0;

/// Boxes that are taken, in rows: asking whether a box is free looks only at its rows.
///
/// A box keeps its size and its distance from a position of the world, so that boxes drift as the
/// map grows within a step of zoom, also towards each other where one reaches over the position
/// of the next. They are kept apart at the step's smallest scale and at its largest.
#[derive(Clone, Debug)]
pub struct Room {
    growth: f64,
    /// At the smallest scale and at the largest.
    rows: [Rows; 2],
}

/// Rows by their numbers, of which there are as many as a screen has lines.
type Rows = Vec<(i32, Vec<Rect>)>;

impl Room {
    /// Room in which everything moves away from the origin until it is `growth` times as far.
    #[must_use]
    pub fn new(growth: f64) -> Self {
        Self {
            growth,
            rows: [Rows::new(), Rows::new()],
        }
    }

    /// Whether nothing taken overlaps a box that belongs to the position `at`.
    #[must_use]
    pub fn is_free(&self, at: Px, rect: &Rect) -> bool {
        let both = [*rect, self.later(at, rect)];
        both.iter().zip(&self.rows).all(|(rect, rows)| {
            rows[place(rows, row(rect.min.y))..place(rows, row(rect.max.y) + 1)]
                .iter()
                .all(|(_, taken)| taken.iter().all(|other| !other.overlaps(rect)))
        })
    }

    /// Takes a box that belongs to the position `at`.
    pub fn take(&mut self, at: Px, rect: Rect) {
        let both = [rect, self.later(at, &rect)];
        for (rect, rows) in both.into_iter().zip(&mut self.rows) {
            for number in row(rect.min.y)..=row(rect.max.y) {
                let at = place(rows, number);
                if rows.get(at).is_none_or(|(other, _)| *other != number) {
                    rows.insert(at, (number, Vec::new()));
                }
                rows[at].1.push(rect);
            }
        }
    }

    /// Takes a box if it is free and says whether it was.
    pub fn try_take(&mut self, at: Px, rect: Rect) -> bool {
        let free = self.is_free(at, &rect);
        if free {
            self.take(at, rect);
        }
        free
    }

    /// The box at the largest scale.
    fn later(&self, at: Px, rect: &Rect) -> Rect {
        let (dx, dy) = (at.x * (self.growth - 1.0), at.y * (self.growth - 1.0));
        Rect {
            min: Px::new(rect.min.x + dx, rect.min.y + dy),
            max: Px::new(rect.max.x + dx, rect.max.y + dy),
        }
    }
}

/// Where the row of a number is, or would be.
fn place(rows: &Rows, number: i32) -> usize {
    rows.partition_point(|(other, _)| *other < number)
}

fn row(y: f64) -> i32 {
    (y / ROW).floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_agrees_with_looking_at_every_box() {
        let mut seed = 3_u64;
        let mut next = |most: f64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 40) as f64 / f64::from(1 << 24) * most
        };
        let (mut room, mut taken) = (Room::new(1.2), Vec::<[Rect; 2]>::new());
        for _ in 0..2_000 {
            let rect = Rect::new(
                next(900.0) - 50.0,
                next(700.0) - 50.0,
                next(90.0),
                next(40.0),
            );
            let at = Px::new(next(900.0), next(700.0));
            let later = Rect::new(
                rect.min.x + at.x * 0.2,
                rect.min.y + at.y * 0.2,
                rect.max.x - rect.min.x,
                rect.max.y - rect.min.y,
            );
            let apart = |[a, b]: &[Rect; 2]| !a.overlaps(&rect) && !b.overlaps(&later);
            let free = taken.iter().all(apart);
            assert_eq!(room.try_take(at, rect), free);
            if free {
                taken.push([rect, later]);
            }
        }
        assert!(taken.len() > 50);
    }
}
