//! A picture as plain data.

use super::{Font, Ink, Layer, PathRange, RunRange, Shape};
use crate::geo::{Px, Size};
use crate::model::Lang;
use crate::model::relief::Relief;
use std::ops::Range;
use std::sync::Arc;

/// A picture: shapes in the order in which they are drawn, grouped into named layers.
///
/// Points, paths and letters live in flat buffers that keep their capacity when the scene is
/// cleared, so that drawing frame after frame allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// CSS pixels.
    pub size: Size,
    /// Shapes of each layer, in drawing order.
    pub layers: Vec<(Layer, Range<usize>)>,
    /// What [`Shape::Relief`] shows.
    pub relief: Option<Arc<Relief>>,
    shapes: Vec<Shape>,
    points: Vec<Px>,
    /// End of each path in `points`.
    paths: Vec<u32>,
    letters: String,
    runs: Vec<Run>,
}

/// Letters of one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Their look.
    pub font: Font,
    /// Their colour.
    pub ink: Ink,
    /// The language that they are drawn for.
    pub lang: Lang,
    /// Room before them in CSS pixels.
    pub gap: f64,
    /// Which letters of the scene.
    text: Range<u32>,
}

impl Scene {
    /// Empties the scene for a picture of a size, keeping its buffers.
    pub fn clear(&mut self, size: Size) {
        self.size = size;
        self.layers.clear();
        self.relief = None;
        self.shapes.clear();
        self.points.clear();
        self.paths.clear();
        self.letters.clear();
        self.runs.clear();
    }

    /// Starts a layer: what is drawn from now on belongs to it.
    pub fn layer(&mut self, layer: Layer) {
        let at = self.shapes.len();
        self.layers.push((layer, at..at));
    }

    /// Draws a shape on top of what there is.
    pub fn draw(&mut self, shape: Shape) {
        self.shapes.push(shape);
        let end = self.shapes.len();
        if let Some((_, range)) = self.layers.last_mut() {
            range.end = end;
        }
    }

    /// The shapes of a layer's range, in drawing order.
    #[must_use]
    pub fn shapes(&self, range: Range<usize>) -> &[Shape] {
        self.shapes.get(range).unwrap_or_default()
    }

    /// Number of points in all paths.
    #[must_use]
    pub fn vertices(&self) -> usize {
        self.points.len()
    }

    /// The number that the next path will have.
    #[must_use]
    pub fn next_path(&self) -> u32 {
        self.paths.len() as u32
    }

    /// Adds a point to the path being made.
    pub fn point(&mut self, at: Px) {
        self.points.push(at);
    }

    /// Ends the path being made. A path of fewer than two points is dropped: it draws nothing.
    pub fn end_path(&mut self) {
        let start = self.paths.last().map_or(0, |&end| end as usize);
        match self.points.len() - start {
            0 => {}
            1 => self.points.truncate(start),
            _ => self.paths.push(self.points.len() as u32),
        }
    }

    /// Adds a whole path and returns its range.
    pub fn path(&mut self, points: impl IntoIterator<Item = Px>) -> PathRange {
        let first = self.next_path();
        self.points.extend(points);
        self.end_path();
        first..self.next_path()
    }

    /// The points of each path of a range.
    pub fn paths(&self, range: PathRange) -> impl Iterator<Item = &[Px]> {
        range.filter_map(|number| {
            let number = number as usize;
            let end = *self.paths.get(number)? as usize;
            let start = number.checked_sub(1).map_or(0, |n| self.paths[n] as usize);
            self.points.get(start..end)
        })
    }

    /// The number that the next run will have.
    #[must_use]
    pub fn next_run(&self) -> u32 {
        self.runs.len() as u32
    }

    /// Adds letters for a text shape, `gap` CSS pixels after those before them.
    pub fn run(&mut self, text: &str, font: Font, ink: Ink, lang: Lang, gap: f64) -> RunRange {
        let start = self.letters.len() as u32;
        self.letters.push_str(text);
        self.runs.push(Run {
            font,
            ink,
            lang,
            gap,
            text: start..self.letters.len() as u32,
        });
        self.next_run() - 1..self.next_run()
    }

    /// The runs of a range with their letters.
    pub fn runs(&self, range: RunRange) -> impl Iterator<Item = (&Run, &str)> + Clone {
        let runs = self.runs.get(range.start as usize..range.end as usize);
        runs.unwrap_or_default().iter().map(|run| {
            let letters = run.text.start as usize..run.text.end as usize;
            (run, self.letters.get(letters).unwrap_or_default())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_layers_read_back() {
        let mut scene = Scene::default();
        scene.clear(Size {
            width: 10.0,
            height: 10.0,
        });
        scene.layer(Layer::Land);
        let paths = scene.path([Px::new(0.0, 0.0), Px::new(1.0, 0.0)]);
        let lonely = scene.path([Px::new(5.0, 5.0)]);
        assert_eq!(lonely.len(), 0);
        scene.draw(Shape::Fill {
            ink: Ink::Land,
            paths: paths.clone(),
        });
        scene.layer(Layer::Names);
        let runs = scene.run("丹东", Font::new(12.0), Ink::TownName, Lang::Zh, 0.0);
        assert_eq!(scene.runs(runs).next().map(|(_, text)| text), Some("丹东"));
        assert_eq!(scene.paths(paths).next().map(<[Px]>::len), Some(2));
        assert_eq!(scene.layers[0].1, 0..1);
        assert_eq!(scene.layers[1].1, 1..1);
        assert_eq!(scene.shapes(0..1).len(), 1);
        scene.clear(Size::default());
        assert_eq!((scene.vertices(), scene.layers.len()), (0, 0));
    }
}
