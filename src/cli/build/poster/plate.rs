//! The ground of the poster: sea, land, waters, border and rivers as a few paths in whole
//! numbers, which the page stretches to the size of the map.

use super::frame::{self, Beyond};
use super::style::{fill_class, stroke_class};
use crate::geo::Px;
use crate::scene::{Dash, Ink, Layer, Palette, PathRange, Scene, Shape, Stage, View};
use std::fmt::Write as _;

/// Width of the poster's box where no style sheet gives it another: that of a window of 1280.
pub const WIDTH: f64 = 800.0;

/// CSS pixels that the ground is drawn for. Its lines are true to half a pixel of this.
const DRAWN: f64 = 800.0;

/// Numbers of the file to a CSS pixel of [`DRAWN`].
const PER_PX: f64 = 2.0;

/// How far the ground goes on around the box, in pixels of [`DRAWN`]: beside it on a wide screen,
/// above and below it on an upright tablet.
const BEYOND: Beyond = Beyond {
    wide: 420.0,
    high: 640.0,
};

/// Farther than this from the box the ground is seen only where the box is narrow, that is, small:
/// half as many pixels do there.
const NEAR: Beyond = Beyond {
    wide: 260.0,
    high: 130.0,
};

/// Step of the numbers beyond [`NEAR`].
const FAR_STEP: f64 = 5.0;

/// Rings of less than this, in the unit of the numbers squared, are not seen.
const LEAST_AREA: f64 = 12.0;

/// The width and height of the box in the numbers that the paths are written in.
pub fn size() -> (f64, f64) {
    let width = DRAWN * PER_PX;
    (width, (width / frame::aspect()).round())
}

/// The paths, in drawing order. `view` is drawn for another viewport: that of the ground.
pub fn paths(view: &View) -> String {
    let viewport = frame::viewport(frame::zoom_of(DRAWN), BEYOND);
    let mut scene = Scene::default();
    let view = View {
        viewport: &viewport,
        ..*view
    };
    Stage::default().draw(&mut scene, &view);
    let mut out = String::new();
    let mut pen = Pen {
        scene: &scene,
        open: String::new(),
        data: String::new(),
    };
    for (layer, range) in &scene.layers {
        let is_ground = !matches!(
            layer,
            Layer::Relief | Layer::Names | Layer::Marks | Layer::Locator | Layer::Furniture
        );
        if is_ground {
            for shape in scene.shapes(range.clone()) {
                pen.shape(shape, &mut out);
            }
        }
    }
    pen.finish(&mut out);
    out
}

/// The shapes of a small drawing in CSS pixels, to a tenth.
pub fn small(out: &mut String, scene: &Scene, shapes: &[Shape]) {
    let n = |px: f64| super::markup::number(px, 1);
    for shape in shapes {
        let (class, paint, paths, end) = match shape {
            Shape::Fill { ink, paths } => {
                let paint = format!(r#"fill="{}""#, Palette::LIGHT.get(*ink).css());
                (fill_class(*ink), paint, paths, "z")
            }
            Shape::Stroke {
                ink, width, paths, ..
            } => {
                let colour = Palette::LIGHT.get(*ink).css();
                let paint = format!(
                    r#"fill="none" stroke="{colour}" stroke-width="{}""#,
                    n(*width)
                );
                (stroke_class(*ink), paint, paths, "")
            }
            Shape::Sign {
                at,
                radius,
                fill,
                edge,
                width,
                ..
            } => {
                let inside = fill.map_or("none".into(), |ink| Palette::LIGHT.get(ink).css());
                let class = fill.map_or(String::new(), |ink| fill_class(ink) + " ");
                let _ = writeln!(
                    out,
                    r#"<circle class="{class}{}" fill="{inside}" stroke="{}" stroke-width="{}" cx="{}" cy="{}" r="{}"/>"#,
                    stroke_class(*edge),
                    Palette::LIGHT.get(*edge).css(),
                    n(*width),
                    n(at.x),
                    n(at.y),
                    n(*radius)
                );
                continue;
            }
            _ => continue,
        };
        let _ = write!(out, r#"<path class="{class}" {paint} d=""#);
        for points in scene.paths(paths.clone()) {
            for (place, at) in points.iter().enumerate() {
                let start = if place == 0 { "M" } else { " " };
                let _ = write!(out, "{start}{} {}", n(at.x), n(at.y));
            }
            out.push_str(end);
        }
        out.push_str("\"/>\n");
    }
}

/// Gathers shapes of one look that follow each other into one path.
struct Pen<'a> {
    scene: &'a Scene,
    /// The element's start up to its data.
    open: String,
    data: String,
}

impl Pen<'_> {
    fn shape(&mut self, shape: &Shape, out: &mut String) {
        let (open, paths, closed) = match shape {
            Shape::Fill { ink, paths } => {
                let colour = Palette::LIGHT.get(*ink).css();
                let class = fill_class(*ink);
                let open =
                    format!(r#"<path class="{class}" fill="{colour}" fill-rule="evenodd" d=""#);
                (open, paths, true)
            }
            Shape::Stroke {
                ink,
                width,
                dash,
                paths,
            } => (stroke(*ink, *width, *dash), paths, false),
            _ => return,
        };
        if open != self.open {
            self.finish(out);
            self.open = open;
        }
        self.write(paths.clone(), closed);
    }

    fn finish(&mut self, out: &mut String) {
        if !self.data.is_empty() {
            let _ = writeln!(out, r#"{}{}"/>"#, self.open, self.data);
        }
        self.data.clear();
        self.open.clear();
    }

    fn write(&mut self, paths: PathRange, closed: bool) {
        for points in self.scene.paths(paths) {
            let points: Vec<(i32, i32)> = points.iter().map(|at| grid(*at)).collect();
            relative(&mut self.data, &points, closed);
        }
    }
}

fn stroke(ink: Ink, width: f64, dash: Dash) -> String {
    let mut open = format!(
        r#"<path class="{}" fill="none" stroke="{}" stroke-width="{}""#,
        stroke_class(ink),
        Palette::LIGHT.get(ink).css(),
        super::markup::number(width, 1)
    );
    if !dash.pattern().is_empty() {
        let lengths = dash.pattern().iter();
        let lengths: Vec<String> = lengths
            .map(|length| super::markup::number(*length, 1))
            .collect();
        let _ = write!(open, r#" stroke-dasharray="{}""#, lengths.join(" "));
    }
    open.push_str(
        r#" stroke-linejoin="round" stroke-linecap="round" vector-effect="non-scaling-stroke" d=""#,
    );
    open
}

/// A pixel of the drawing in the numbers of the file, the box's corner being 0, 0. Lines that
/// meet do so after rounding, because the same point is always rounded the same.
fn grid(at: Px) -> (i32, i32) {
    let (x, y) = (at.x - BEYOND.wide, at.y - BEYOND.high);
    let is_far = x < -NEAR.wide
        || y < -NEAR.high
        || x > DRAWN + NEAR.wide
        || y > DRAWN / frame::aspect() + NEAR.high;
    let step = if is_far { FAR_STEP } else { 1.0 };
    let number = |px: f64| ((px * PER_PX / step).round() * step) as i32;
    (number(x), number(y))
}

/// A path by its steps: whoever writes small numbers writes few bytes. Points on a straight line
/// between their neighbours are left out, and with them rings too small to be seen.
fn relative(out: &mut String, points: &[(i32, i32)], closed: bool) {
    let mut kept: Vec<(i32, i32)> = Vec::with_capacity(points.len());
    for &point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        while let [.., a, b] = kept[..]
            && is_between(a, b, point)
        {
            kept.pop();
        }
        kept.push(point);
    }
    if closed && kept.len() > 1 && kept.first() == kept.last() {
        kept.pop();
    }
    if kept.len() < if closed { 3 } else { 2 } || (closed && area(&kept) < LEAST_AREA) {
        return;
    }
    let (mut x, mut y) = (0, 0);
    for (number, &(to_x, to_y)) in kept.iter().enumerate() {
        let (dx, dy) = if number == 0 {
            out.push('M');
            (to_x, to_y)
        } else {
            if number == 1 {
                out.push('l');
            }
            (to_x - x, to_y - y)
        };
        // A minus sign parts two numbers as well as a blank does.
        if number > 1 && dx >= 0 {
            out.push(' ');
        }
        let gap = if dy < 0 { "" } else { " " };
        let _ = write!(out, "{dx}{gap}{dy}");
        (x, y) = (to_x, to_y);
    }
    if closed {
        out.push('z');
    }
}

fn is_between(a: (i32, i32), b: (i32, i32), c: (i32, i32)) -> bool {
    let (ab, bc) = ((b.0 - a.0, b.1 - a.1), (c.0 - b.0, c.1 - b.1));
    ab.0 * bc.1 == ab.1 * bc.0 && ab.0 * bc.0 + ab.1 * bc.1 > 0
}

fn area(ring: &[(i32, i32)]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let twice: i64 = ring
        .iter()
        .zip(next)
        .map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1))
        .sum();
    twice.abs() as f64 / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(points: &[(i32, i32)], closed: bool) -> String {
        let mut out = String::new();
        relative(&mut out, points, closed);
        out
    }

    #[test]
    fn steps_are_short_and_nothing_is_said_twice() {
        let check = |points: &[(i32, i32)], expected: &str| {
            assert_eq!(written(points, false), expected, "{points:?}");
        };
        check(&[], "");
        check(&[(1, 1)], "");
        check(&[(1, 1), (1, 1)], "");
        check(&[(1, -1), (4, 1), (2, -3)], "M1-1l3 2-2-4");
        check(&[(0, 0), (1, 1), (2, 2), (5, 5), (5, 6)], "M0 0l5 5 0 1");
        // There and back again is not straight on.
        check(&[(0, 0), (9, 0), (4, 0)], "M0 0l9 0-5 0");
    }

    #[test]
    fn a_ring_is_closed_and_a_speck_is_left_out() {
        let ring = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)];
        assert_eq!(written(&ring, true), "M0 0l10 0 0 10-10 0z");
        assert_eq!(written(&[(0, 0), (2, 0), (2, 2)], true), "");
        assert_eq!(written(&[(0, 0), (2, 0)], true), "");
    }
}
