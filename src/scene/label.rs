//! Labels and where they stand.

use super::collide::{Rect, Room};
use super::text::width;
use super::{Align, Font, Ink, Scene, Shape};
use crate::geo::{Px, Viewport, World};
use crate::model::Lang;

/// Letters of one look within a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The letters.
    pub text: String,
    /// Their language.
    pub lang: Lang,
    /// Their look.
    pub font: Font,
    /// Their colour.
    pub ink: Ink,
}

/// Lines of text that belong to one position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    /// From top to bottom; the pieces of a line from left to right.
    pub lines: Vec<Vec<Piece>>,
}

/// A label with its place: it keeps its distance from a position of the world at every zoom.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What it says.
    pub label: Label,
    /// What it belongs to.
    pub anchor: World,
    /// From the anchor to the label's top left corner, in CSS pixels.
    offset: Px,
    /// How its lines stand to each other.
    align: Align,
}

/// Room between two pieces of a line, in ems of the second.
const GAP: f64 = 0.35;

/// Height of a line, in ems.
const LEADING: f64 = 1.22;

/// How far a baseline is below the top of its line, in ems.
const ASCENT: f64 = 0.94;

impl Label {
    /// One line of one look.
    #[must_use]
    pub fn line(piece: Piece) -> Self {
        Self {
            lines: vec![vec![piece]],
        }
    }

    fn width(&self) -> f64 {
        let widths = self.lines.iter().map(|line| line_width(line));
        widths.fold(0.0, f64::max)
    }

    fn height(&self) -> f64 {
        self.lines.iter().map(|line| line_height(line)).sum()
    }

    /// Places the label beside a point, `gap` CSS pixels from it: where it stood `before`, or at
    /// the first free of right, left, below, above and the corners, those within `seen` first.
    /// `at` is the anchor in the room's pixels, as is `seen`.
    pub fn beside(
        self,
        room: &mut Room,
        anchor: World,
        at: Px,
        gap: f64,
        seen: &Seen,
    ) -> Option<Placed> {
        let (width, height) = (self.width(), self.height());
        let places = [
            (Px::new(gap, -height / 2.0), Align::Start),
            (Px::new(-gap - width, -height / 2.0), Align::End),
            (Px::new(-width / 2.0, gap * 0.8), Align::Middle),
            (Px::new(-width / 2.0, -gap * 0.8 - height), Align::Middle),
            (Px::new(gap * 0.8, -height - gap * 0.2), Align::Start),
            (Px::new(gap * 0.8, gap * 0.2), Align::Start),
            (Px::new(-gap * 0.8 - width, -height - gap * 0.2), Align::End),
            (Px::new(-gap * 0.8 - width, gap * 0.2), Align::End),
        ];
        self.first_free(room, anchor, at, &places, seen)
    }

    /// Places the label over a point, or a little above or below it.
    pub fn over(self, room: &mut Room, anchor: World, at: Px, seen: &Seen) -> Option<Placed> {
        let (width, height) = (self.width(), self.height());
        let places = [0.0, -26.0, 26.0, -52.0, 52.0]
            .map(|dy| (Px::new(-width / 2.0, dy - height / 2.0), Align::Middle));
        self.first_free(room, anchor, at, &places, seen)
    }

    fn first_free(
        self,
        room: &mut Room,
        anchor: World,
        at: Px,
        places: &[(Px, Align)],
        seen: &Seen,
    ) -> Option<Placed> {
        let (width, height) = (self.width(), self.height());
        let rect =
            |offset: Px| Rect::new(at.x + offset.x - 2.0, at.y + offset.y, width + 4.0, height);
        let before = seen
            .before
            .and_then(|before| before.place_of(anchor, &self));
        let inside = |(offset, _): &(Px, Align)| seen.frame.holds(&rect(*offset));
        // A point off the screen is labelled as if everything were on it.
        let on_screen = seen.frame.holds(&Rect::around(at, 0.0));
        let first = places
            .iter()
            .copied()
            .filter(|place| on_screen && inside(place));
        let (offset, align) = before
            .into_iter()
            .chain(first)
            .chain(places.iter().copied())
            .find(|(offset, _)| room.try_take(at, rect(*offset)))?;
        Some(Placed {
            label: self,
            anchor,
            offset,
            align,
        })
    }
}

/// What placing looks at besides the room: the frame that is on the screen and the names that
/// stood there before.
pub struct Seen<'a> {
    /// The screen in the room's pixels.
    pub frame: Rect,
    /// Names of the layout before, if it was of the same zoom.
    pub before: Option<&'a dyn Before>,
}

/// Tells where a label stood before.
pub trait Before {
    /// The place of the same label at the same anchor.
    fn place_of(&self, anchor: World, label: &Label) -> Option<(Px, Align)>;
}

impl Placed {
    /// Its place relative to its anchor, if it is this label at this anchor.
    pub fn place_if(&self, anchor: World, label: &Label) -> Option<(Px, Align)> {
        (self.anchor == anchor && self.label == *label).then_some((self.offset, self.align))
    }

    /// Draws the label where its anchor is now. `ink` replaces the colour of all its letters.
    pub fn draw(&self, scene: &mut Scene, viewport: &Viewport, ink: Option<Ink>) {
        let anchor = viewport.project(self.anchor);
        let (left, top) = (anchor.x + self.offset.x, anchor.y + self.offset.y);
        let width = self.label.width();
        if left > viewport.size.width
            || left + width < 0.0
            || top > viewport.size.height
            || top + self.label.height() < 0.0
        {
            return;
        }
        let mut y = top;
        for line in &self.label.lines {
            let height = line_height(line);
            let x = match self.align {
                Align::Start => left,
                Align::Middle => left + width / 2.0,
                Align::End => left + width,
            };
            let first = scene.next_run();
            for (number, piece) in line.iter().enumerate() {
                let gap = if number > 0 {
                    piece.font.size * GAP
                } else {
                    0.0
                };
                let ink = ink.unwrap_or(piece.ink);
                scene.run(&piece.text, piece.font, ink, piece.lang, gap);
            }
            let runs = first..scene.next_run();
            scene.draw(Shape::Text {
                at: Px::new(x, y + height * ASCENT / LEADING),
                align: self.align,
                halo: Some(Ink::Halo),
                runs,
            });
            y += height;
        }
    }
}

fn line_width(line: &[Piece]) -> f64 {
    let letters: f64 = line
        .iter()
        .map(|piece| width(&piece.text, piece.font))
        .sum();
    let gaps: f64 = line.iter().skip(1).map(|piece| piece.font.size * GAP).sum();
    letters + gaps
}

fn line_height(line: &[Piece]) -> f64 {
    let sizes = line.iter().map(|piece| piece.font.size);
    sizes.fold(0.0, f64::max) * LEADING
}
