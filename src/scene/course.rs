//! River names along their course.

use super::collide::{Rect, Room};
use super::text::width;
use super::{Font, Ink, Scene, Shape};
use crate::geo::linework::{Line, Linework};
use crate::geo::{Px, Viewport, World, WorldRect};
use crate::model::Lang;
use std::f64::consts::TAU;

/// A name that follows a course.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseName {
    text: String,
    lang: Lang,
    font: Font,
    /// Its baseline, in reading direction.
    baseline: Vec<World>,
}

/// How far the baseline stands off the middle of the river, in CSS pixels.
const OFF: f64 = 13.0;

/// CSS pixels between two readings of the course.
const STEP: f64 = 9.0;

/// How much the baseline may turn within its length, in radians: more is unreadable.
const BEND: f64 = 1.15;

/// CSS pixels along the course between two repetitions of a name.
const REPEAT: f64 = 640.0;

/// What a name is set in.
pub struct Lettering<'a> {
    /// The letters.
    pub text: &'a str,
    /// Their language.
    pub lang: Lang,
    /// Their look.
    pub font: Font,
}

/// Where names along courses are being placed.
pub struct Placing<'a> {
    /// The arcs of the courses.
    pub linework: &'a Linework,
    /// CSS pixels in a world unit.
    pub scale: f64,
    /// The world position of the room's origin.
    pub origin: World,
    /// Only there names are wanted.
    pub within: WorldRect,
}

impl Placing<'_> {
    fn px(&self, at: World) -> Px {
        Px::new(
            (at.x - self.origin.x) * self.scale,
            (at.y - self.origin.y) * self.scale,
        )
    }

    fn world(&self, at: Px) -> World {
        World::new(
            self.origin.x + at.x / self.scale,
            self.origin.y + at.y / self.scale,
        )
    }

    /// Places a name along a line, repeated where the line is long, where the course is straight
    /// enough and nothing else stands. Names that are `standing` already count: none is placed
    /// near the same name.
    pub fn name_course(
        &self,
        room: &mut Room,
        line: &Line,
        lettering: &Lettering,
        standing: &[CourseName],
    ) -> Vec<CourseName> {
        let length = self.linework.length(line) * self.scale;
        let needed = width(lettering.text, lettering.font) + 8.0;
        let mut names = Vec::new();
        if length < needed || needed <= 8.0 {
            return names;
        }
        // Try every tenth of the repetition, and after a success go on a whole one further.
        let mut middle = needed / 2.0;
        while middle + needed / 2.0 <= length {
            let here = self.linework.station(line, middle / self.scale);
            let wanted = here.is_some_and(|station| {
                let at = self.px(station.at);
                let near = |name: &CourseName| self.px(name.middle()).distance(at) < REPEAT;
                let same = |name: &&CourseName| name.text == lettering.text;
                self.within.contains(station.at) && !standing.iter().filter(same).any(near)
            });
            let name = wanted.then(|| self.try_name(room, line, middle, needed, lettering));
            match name.flatten() {
                Some(name) => {
                    names.push(name);
                    middle += REPEAT;
                }
                None => middle += REPEAT / 10.0,
            }
        }
        names
    }

    fn try_name(
        &self,
        room: &mut Room,
        line: &Line,
        middle: f64,
        needed: f64,
        lettering: &Lettering,
    ) -> Option<CourseName> {
        let steps = (needed / STEP).ceil().max(4.0) as usize;
        let from = middle - needed / 2.0;
        // Meanders are longer than the way: the course is read until the smoothed one is long
        // enough, and beyond both ends, because smoothing shortens it.
        let reach = (steps / 4).max(3);
        let extra = 4 * reach;
        let mut course = Vec::with_capacity(steps + 2 * extra + 1);
        for step in 0..=steps + 2 * extra {
            let along = from + (step as f64 - extra as f64) * STEP;
            course.push(self.px(self.linework.station(line, along / self.scale)?.at));
        }
        let course = smooth(&smooth(&course, reach), reach);
        let mut course = middle_part(&course, needed)?;
        if course.first()?.x > course.last()?.x {
            course.reverse();
        }
        if bend(&course) > BEND {
            return None;
        }
        // Above the river first, then below it.
        [-1.0, 1.0].into_iter().find_map(|side| {
            let drop = if side > 0.0 {
                OFF + lettering.font.size * 0.7
            } else {
                -OFF
            };
            let baseline = beside(&course, drop);
            try_take(room, &baseline, lettering.font.size).then(|| CourseName {
                text: lettering.text.into(),
                lang: lettering.lang,
                font: lettering.font,
                baseline: baseline.iter().map(|at| self.world(*at)).collect(),
            })
        })
    }

    /// Takes the room of a name that stood there before, and says whether it was free.
    pub fn keep(&self, room: &mut Room, name: &CourseName) -> bool {
        let baseline: Vec<Px> = name.baseline.iter().map(|at| self.px(*at)).collect();
        self.within.contains(name.middle()) && try_take(room, &baseline, name.font.size)
    }
}

/// Takes the boxes along a baseline if all of them are free.
fn try_take(room: &mut Room, baseline: &[Px], size: f64) -> bool {
    // A step of the baseline grows with the map, and the boxes have to meet then too.
    let wide = STEP * 1.25;
    let rect = |at: &Px| Rect::new(at.x - wide / 2.0, at.y - size, wide, size * 1.3);
    let free = baseline.iter().all(|at| room.is_free(*at, &rect(at)));
    if free {
        for at in baseline {
            room.take(*at, rect(at));
        }
    }
    free
}

impl CourseName {
    /// Its letters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The middle of its baseline.
    fn middle(&self) -> World {
        self.baseline
            .get(self.baseline.len() / 2)
            .copied()
            .unwrap_or_default()
    }

    /// Draws the name where its course is now.
    pub fn draw(&self, scene: &mut Scene, viewport: &Viewport) {
        let visible = viewport.bounds(100.0);
        if !self.baseline.iter().any(|at| visible.contains(*at)) {
            return;
        }
        let baseline = self.baseline.iter().map(|at| viewport.project(*at));
        let path = scene.path(baseline);
        let runs = scene.run(&self.text, self.font, Ink::WaterName, self.lang, 0.0);
        scene.draw(Shape::TextAlong {
            path,
            halo: Some(Ink::Halo),
            runs,
        });
    }
}

/// The part of a length in CSS pixels around the middle of a path; `None` of a shorter path.
fn middle_part(path: &[Px], needed: f64) -> Option<Vec<Px>> {
    let (mut from, mut to) = (path.len() / 2, path.len() / 2);
    let mut length = 0.0;
    while length < needed {
        let before = from.checked_sub(1).map(|at| path[at].distance(path[from]));
        let after = path.get(to + 1).map(|at| at.distance(path[to]));
        match (before, after) {
            (None, None) => return None,
            // Both ends grow alike.
            (Some(step), _) if path.len() / 2 - from <= to - path.len() / 2 || after.is_none() => {
                from -= 1;
                length += step;
            }
            (_, Some(step)) => {
                to += 1;
                length += step;
            }
            (Some(step), None) => {
                from -= 1;
                length += step;
            }
        }
    }
    Some(path[from..=to].to_vec())
}

/// The moving average of a path over `reach` points to either side, without its ends.
fn smooth(path: &[Px], reach: usize) -> Vec<Px> {
    let count = (2 * reach + 1) as f64;
    path.windows(2 * reach + 1)
        .map(|window| {
            let sum = window
                .iter()
                .fold(Px::default(), |sum, at| Px::new(sum.x + at.x, sum.y + at.y));
            Px::new(sum.x / count, sum.y / count)
        })
        .collect()
}

/// The angle between the most different directions of a path, in radians.
fn bend(path: &[Px]) -> f64 {
    let overall = match path {
        [first, .., last] => (last.y - first.y).atan2(last.x - first.x),
        _ => return 0.0,
    };
    path.windows(2)
        .map(|pair| {
            let turn = (pair[1].y - pair[0].y).atan2(pair[1].x - pair[0].x) - overall;
            // Into −π…π.
            (turn - TAU * (turn / TAU).round()).abs()
        })
        .fold(0.0, f64::max)
        * 2.0
}

/// The path moved sideways by `drop` CSS pixels, down for one that runs to the right.
fn beside(path: &[Px], drop: f64) -> Vec<Px> {
    let last = path.len().saturating_sub(1);
    (0..path.len())
        .map(|number| {
            let (a, b) = (path[number.saturating_sub(1)], path[(number + 1).min(last)]);
            let length = a.distance(b).max(1e-9);
            let at = path[number];
            Px::new(
                at.x - (b.y - a.y) / length * drop,
                at.y + (b.x - a.x) / length * drop,
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::linework::{ArcRef, Vertex};

    #[test]
    fn a_straight_river_is_named_in_reading_direction() {
        // It flows to the west; the name runs to the east, above it.
        let arc = [0.6, 0.5].map(|x| Vertex {
            at: World::new(x, 0.5),
            level: 0,
        });
        let linework = Linework::new([&arc[..]]);
        let line = Line(vec![ArcRef::forward(0)]);
        let placing = Placing {
            linework: &linework,
            scale: 5_000.0,
            origin: World::new(0.5, 0.5),
            within: WorldRect {
                min: World::default(),
                max: World::new(1.0, 1.0),
            },
        };
        let lettering = Lettering {
            text: "Amnok",
            lang: Lang::En,
            font: Font::new(12.0),
        };
        let mut room = Room::new(1.0);
        let names = placing.name_course(&mut room, &line, &lettering, &[]);
        assert_eq!(names.len(), 1);
        let baseline = &names[0].baseline;
        assert!(baseline.windows(2).all(|pair| pair[0].x < pair[1].x));
        assert!(baseline.iter().all(|at| at.y < 0.5));
        // The same place is taken now: the second name goes below.
        let again = placing.name_course(&mut room, &line, &lettering, &[]);
        assert!(again[0].baseline.iter().all(|at| at.y > 0.5));
        let none = Lettering {
            text: "",
            ..lettering
        };
        assert!(placing.name_course(&mut room, &line, &none, &[]).is_empty());
    }
}
