//! What a picture is made of.

use super::Ink;
use crate::geo::Px;
use std::ops::Range;

/// Something to draw. Lengths are CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// The inside of closed paths by the even-odd rule.
    Fill {
        /// Its colour.
        ink: Ink,
        /// Which paths of the scene.
        paths: PathRange,
    },
    /// The scene's relief, stretched over a box.
    Relief {
        /// Its north-western corner.
        min: Px,
        /// Its south-eastern corner.
        max: Px,
        /// 0 to 1: how much of it shows.
        opacity: f64,
    },
    /// Open or closed lines with round joins.
    Stroke {
        /// Its colour.
        ink: Ink,
        /// Width of the line.
        width: f64,
        /// Dashes and gaps.
        dash: Dash,
        /// Which paths of the scene.
        paths: PathRange,
    },
    /// A sign with a fill and an edge.
    Sign {
        /// Its outline.
        form: Form,
        /// Its middle.
        at: Px,
        /// From the middle to the edge.
        radius: f64,
        /// Colour of the inside, if it has one.
        fill: Option<Ink>,
        /// Colour of the edge.
        edge: Ink,
        /// Width of the edge.
        width: f64,
    },
    /// A line of text: runs of letters one after the other.
    Text {
        /// Where it starts, is centred or ends, on its baseline.
        at: Px,
        /// Which of these.
        align: Align,
        /// The colour around its letters, if any.
        halo: Option<Ink>,
        /// Which runs of the scene.
        runs: RunRange,
    },
    /// A line of text centred on a path, each letter turned with it.
    TextAlong {
        /// Which path of the scene; it runs in reading direction.
        path: PathRange,
        /// The colour around its letters, if any.
        halo: Option<Ink>,
        /// Which run of the scene.
        runs: RunRange,
    },
}

/// Paths of a scene, by number.
pub type PathRange = Range<u32>;
/// Runs of letters of a scene, by number.
pub type RunRange = Range<u32>;

/// The outline of a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A town, or several places together.
    Disc,
    /// A crossing.
    Diamond,
    /// A mountain.
    Peak,
}

impl Form {
    /// The corners of a sign that has some, around its middle.
    #[must_use]
    pub fn corners(self, at: Px, radius: f64) -> Vec<Px> {
        let corner = |x: f64, y: f64| Px::new(at.x + x * radius, at.y + y * radius);
        match self {
            Self::Disc => Vec::new(),
            Self::Diamond => vec![
                corner(0.0, -1.0),
                corner(1.0, 0.0),
                corner(0.0, 1.0),
                corner(-1.0, 0.0),
            ],
            Self::Peak => vec![corner(0.0, -0.8), corner(0.9, 0.7), corner(-0.9, 0.7)],
        }
    }
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// A long dash and a dot.
    DashDot,
    /// Dots.
    Dots,
}

impl Dash {
    /// Lengths of dashes and gaps in CSS pixels, alternating.
    #[must_use]
    pub const fn pattern(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::DashDot => &[7.0, 3.0, 1.2, 3.0],
            Self::Dots => &[1.5, 3.5],
        }
    }
}

/// Which end of a text its position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Height of an em in CSS pixels.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it leans.
    pub italic: bool,
    /// Room between letters in CSS pixels.
    pub spacing: f64,
}

impl Font {
    /// Upright letters of a size in CSS pixels.
    #[must_use]
    pub const fn new(size: f64) -> Self {
        Self {
            size,
            bold: false,
            italic: false,
            spacing: 0.0,
        }
    }

    /// The same letters, bold.
    #[must_use]
    pub const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// The same letters, leaning.
    #[must_use]
    pub const fn italic(mut self) -> Self {
        self.italic = true;
        self
    }

    /// The same letters, `spacing` CSS pixels apart.
    #[must_use]
    pub const fn spaced(mut self, spacing: f64) -> Self {
        self.spacing = spacing;
        self
    }
}
