//! Everything together: a scene for a viewport, and what can be pointed at in it.

use super::ground::Ground;
use super::layout::{Key, Layout};
use super::spot::Spot;
use super::{Align, Dash, Font, Form, Ink, Layer, Scene, Shape, furniture, locator};
use crate::geo::maths::kept_within;
use crate::geo::{Px, Viewport};
use crate::index::{Catalog, Filter, NodeId, Selection};
use crate::model::basemap::Basemap;
use crate::model::{Lang, PlaceIx};

/// What a scene is made from.
pub struct View<'a> {
    /// Where the reader looks.
    pub viewport: &'a Viewport,
    /// The map below the events, once it is there.
    pub basemap: Option<&'a Basemap>,
    /// The events, once they are there.
    pub catalog: Option<&'a Catalog>,
    /// Those that pass the filter.
    pub selection: &'a Selection,
    /// What the reader has chosen.
    pub chosen: &'a Chosen,
    /// Language of the names.
    pub lang: Lang,
    /// A number that changes whenever `basemap` or `catalog` is another.
    pub generation: u32,
    /// Draws scale bar and credits with this note into the picture.
    pub furniture: Option<&'a str>,
}

/// The place that is selected and what is tied to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen {
    /// The places selected: one, or those of a cluster or of an event.
    pub places: Vec<PlaceIx>,
    /// Other places of the events there.
    pub tied: Vec<PlaceIx>,
    /// The places of what the pointer or the focus is on.
    pub lit: Vec<PlaceIx>,
}

/// A marker on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its node in the index.
    pub node: NodeId,
    /// Its middle.
    pub at: Px,
    /// From the middle to the edge, CSS pixels.
    pub radius: f64,
    /// How many events of the selection it stands for; at least one.
    pub count: u32,
    /// Its name.
    pub title: String,
    /// Its places; of a large cluster the first few.
    pub places: Vec<PlaceIx>,
    /// Whether the reader has chosen it.
    pub selected: bool,
    /// Whether the pointer or the focus is on an event there.
    pub lit: bool,
}

/// The largest mark is still seen when its middle is less than this beyond the edge, CSS pixels.
const NEAR: f64 = 40.0;

/// Makes scenes and keeps between frames what does not change.
#[derive(Default)]
pub struct Stage {
    ground: Ground,
    layout: Option<Layout>,
    /// How many layouts there were.
    layouts: u32,
    all: Selection,
    all_of: Option<u32>,
    marks: Vec<Mark>,
}

impl Stage {
    /// Makes the scene of a view.
    pub fn draw(&mut self, scene: &mut Scene, view: &View) {
        scene.clear(view.viewport.size);
        self.lay_out(view);
        self.below(scene, view, view.viewport);
        self.above(scene, view);
    }

    /// Makes the part of the scene that no filter changes: ground, what is lit of it, and names,
    /// as far as `wide` goes, a viewport around that of the view and of its zoom. Together with
    /// [`Stage::draw_marks`] over it, it is the scene that [`Stage::draw`] makes.
    pub fn draw_ground(&mut self, scene: &mut Scene, view: &View, wide: &Viewport) {
        scene.clear(wide.size);
        self.lay_out(view);
        self.below(scene, view, wide);
    }

    /// Makes the ground of a viewport alone, without names and without what is lit.
    pub fn draw_land(&mut self, scene: &mut Scene, basemap: Option<&Basemap>, viewport: &Viewport) {
        scene.clear(viewport.size);
        self.land(scene, basemap, viewport);
    }

    fn land(&mut self, scene: &mut Scene, basemap: Option<&Basemap>, viewport: &Viewport) {
        scene.layer(Layer::Sea);
        draw_sea(scene, viewport, basemap);
        if let Some(basemap) = basemap {
            self.ground.draw(scene, basemap, viewport);
        }
    }

    /// Makes the part of the scene that stands over the ground: markers, and what belongs to the
    /// picture and not to the map.
    pub fn draw_marks(&mut self, scene: &mut Scene, view: &View) {
        scene.clear(view.viewport.size);
        self.lay_out(view);
        self.above(scene, view);
    }

    fn below(&mut self, scene: &mut Scene, view: &View, wide: &Viewport) {
        self.land(scene, view.basemap, wide);
        if let Some(basemap) = view.basemap {
            scene.layer(Layer::Selection);
            self.light(scene, view, basemap, wide);
        }
        if let Some(layout) = &mut self.layout {
            layout.name(view.basemap, view.catalog);
        }
        self.draw_names(scene, wide);
    }

    fn above(&mut self, scene: &mut Scene, view: &View) {
        self.mark(view);
        self.marks_on(scene, view);
        if view
            .basemap
            .is_some_and(|basemap| !basemap.countries.is_empty())
        {
            locator::draw(scene, view.viewport);
        }
        if let Some(note) = view.furniture {
            furniture::draw(scene, view.viewport, note);
        }
    }

    /// The markers of the last scene, those with most events last.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The marker at a position of the last scene; of several the one on top.
    #[must_use]
    pub fn mark_at(&self, at: Px) -> Option<&Mark> {
        // A finger is wider than a small marker: 12 px is half of the least target.
        let hits = |mark: &&Mark| mark.at.distance(at) <= mark.radius.max(12.0) + 2.0;
        self.marks.iter().rev().find(hits)
    }

    fn light(&mut self, scene: &mut Scene, view: &View, basemap: &Basemap, wide: &Viewport) {
        let Some(catalog) = view.catalog else { return };
        for place in view.chosen.places.iter().chain(&view.chosen.lit) {
            if let Some(key) = &catalog.corpus().place(*place).shape {
                self.ground.light(scene, basemap, wide, key);
            }
        }
    }

    /// Sees to it that there is a layout for the view, and gives its number: names of another
    /// may stand elsewhere.
    pub fn lay_out(&mut self, view: &View) -> u32 {
        let (viewport, lang, generation) = (view.viewport, view.lang, view.generation);
        if let Some(catalog) = view.catalog.filter(|_| self.all_of != Some(generation)) {
            catalog.index().select(&Filter::default(), &mut self.all);
            self.all_of = Some(generation);
        }
        let serves = |layout: &Layout| layout.key.serves(viewport, lang, generation);
        if !self.layout.as_ref().is_some_and(serves) {
            let key = Key::new(viewport, lang, generation);
            // What is to stay where it was must have been somewhere.
            let mut before = self.layout.take();
            if let Some(before) = before.as_mut().filter(|before| before.key.is_near(&key)) {
                before.name(view.basemap, view.catalog);
            }
            self.layout = Some(Layout::new(key, view.catalog, &self.all, before));
            self.layouts = self.layouts.wrapping_add(1);
        }
        self.layouts
    }

    /// Counts the marks on the screen under the filter.
    fn mark(&mut self, view: &View) {
        self.marks.clear();
        let (Some(catalog), Some(layout)) = (view.catalog, &self.layout) else {
            return;
        };
        let near = view.viewport.bounds(NEAR);
        for (spot, _) in layout.spots.iter().rev() {
            if !near.contains(spot.at) {
                continue;
            }
            let count = catalog.index().count(view.selection, spot.node);
            if count == 0 {
                continue;
            }
            let selected = is_chosen(catalog, spot, &view.chosen.places);
            self.marks.push(Mark {
                node: spot.node,
                at: view.viewport.project(spot.at),
                radius: Spot::radius(count),
                count,
                title: spot.title.clone(),
                places: spot.places.clone(),
                selected,
                lit: is_chosen(catalog, spot, &view.chosen.lit),
            });
        }
        // The selected one is on top.
        let marks = std::mem::take(&mut self.marks).into_iter();
        let (selected, others): (Vec<Mark>, Vec<Mark>) = marks.partition(|mark| mark.selected);
        self.marks = others;
        self.marks.extend(selected);
    }

    fn draw_names(&self, scene: &mut Scene, viewport: &Viewport) {
        let Some(layout) = &self.layout else { return };
        scene.layer(Layer::Names);
        for (at, form) in &layout.signs {
            let radius = if *form == Form::Peak { 4.5 } else { 2.4 };
            scene.draw(Shape::Sign {
                form: *form,
                at: viewport.project(*at),
                radius,
                fill: Some(if *form == Form::Peak {
                    Ink::TownName
                } else {
                    Ink::Halo
                }),
                edge: Ink::TownName,
                width: 1.1,
            });
        }
        for name in &layout.names {
            name.draw(scene, viewport, None);
        }
        for course in &layout.courses {
            course.draw(scene, viewport);
        }
    }

    fn marks_on(&self, scene: &mut Scene, view: &View) {
        let Some(layout) = &self.layout else { return };
        scene.layer(Layer::Marks);
        let near = view.viewport.bounds(NEAR);
        if let Some(catalog) = view.catalog {
            self.draw_ties(scene, view, catalog);
        }
        for (spot, label) in &layout.spots {
            let is_near = near.contains(spot.at);
            let mark = (self.marks.iter()).find(|mark| is_near && mark.node == spot.node);
            // What is selected is seen even without an event in the range.
            let is_bare = mark.is_none();
            let selected = match (mark, view.catalog) {
                (Some(mark), _) => mark.selected,
                (None, Some(catalog)) => is_chosen(catalog, spot, &view.chosen.places),
                (None, None) => false,
            };
            if is_bare {
                // A place without an event in the range is a town like any other.
                let mut sign = |radius: f64, fill: Option<Ink>, edge: Ink, width: f64| {
                    scene.draw(Shape::Sign {
                        form: spot.form,
                        at: view.viewport.project(spot.at),
                        radius,
                        fill,
                        edge,
                        width,
                    });
                };
                if selected {
                    sign(8.0, None, Ink::Accent, 2.0);
                }
                let edge = if selected { Ink::Accent } else { Ink::TownName };
                sign(2.4, Some(Ink::Halo), edge, 1.1);
            }
            if let Some(label) = label {
                let ink = match mark {
                    _ if selected => Some(Ink::Accent),
                    None => Some(Ink::TownName),
                    Some(_) => None,
                };
                label.draw(scene, view.viewport, ink);
            }
        }
        for mark in &self.marks {
            let form = layout
                .spots
                .iter()
                .find(|(spot, _)| spot.node == mark.node)
                .map_or(Form::Disc, |(spot, _)| spot.form);
            draw_mark(scene, mark, form);
        }
    }

    /// A short tie between facing towns that stand apart, and faint ones from what is selected to
    /// the other places of its events.
    fn draw_ties(&self, scene: &mut Scene, view: &View, catalog: &Catalog) {
        let mark_of = |place: PlaceIx| self.marks.iter().find(|m| m.places.contains(&place));
        let mut tie = |from: &Mark, to: &Mark, ink: Ink, width: f64, dash: Dash| {
            let length = from.at.distance(to.at);
            if from.node == to.node || length < 1.0 {
                return;
            }
            let paths = scene.path([from.at, to.at]);
            scene.draw(Shape::Stroke {
                ink,
                width,
                dash,
                paths,
            });
        };
        for mark in &self.marks {
            // Only a gazetteer knows of facing towns.
            let known = mark.places.iter().filter(|place| place.site().is_none());
            for place in known {
                let facing = catalog.corpus().place(*place).facing;
                // Each pair once.
                if let Some(other) = facing.filter(|other| other.0 > place.0).and_then(mark_of) {
                    tie(mark, other, Ink::Tie, 2.0, Dash::Solid);
                }
            }
        }
        for mark in self.marks.iter().filter(|mark| mark.selected) {
            for other in view.chosen.tied.iter().filter_map(|place| mark_of(*place)) {
                tie(mark, other, Ink::Accent, 1.2, Dash::Dots);
            }
        }
    }
}

/// The sea as far as the basemap goes; beyond its edge plain paper within a thin frame, so that
/// land of which nothing is known does not look like water.
fn draw_sea(scene: &mut Scene, viewport: &Viewport, basemap: Option<&Basemap>) {
    let (width, height) = (viewport.size.width, viewport.size.height);
    let mut fill = |ink: Ink, min: Px, max: Px| {
        let corners = [min, Px::new(max.x, min.y), max, Px::new(min.x, max.y)];
        let paths = scene.path(corners);
        scene.draw(Shape::Fill { ink, paths });
    };
    let (first, last) = (Px::new(0.0, 0.0), Px::new(width, height));
    let extent = basemap.and_then(Basemap::extent);
    let known = extent.map(|rect| (viewport.project(rect.min), viewport.project(rect.max)));
    let (min, max) = known.unwrap_or((first, last));
    if min.x <= 0.0 && min.y <= 0.0 && max.x >= width && max.y >= height {
        return fill(Ink::Sea, first, last);
    }
    // A pixel of frame around the sea; what lies off the screen is not drawn.
    let within = |at: Px, by: f64| {
        Px::new(
            kept_within(at.x + by, -1.0, width + 1.0),
            kept_within(at.y + by, -1.0, height + 1.0),
        )
    };
    fill(Ink::Land, first, last);
    fill(Ink::ProvinceLine, within(min, -1.0), within(max, 1.0));
    fill(Ink::Sea, within(min, 0.0), within(max, 0.0));
}

fn is_chosen(catalog: &Catalog, spot: &Spot, chosen: &[PlaceIx]) -> bool {
    chosen
        .iter()
        .any(|place| spot.places.contains(place) || catalog.is_below(*place, spot.node))
}

fn draw_mark(scene: &mut Scene, mark: &Mark, form: Form) {
    let (fill, text_ink) = if mark.selected {
        (Ink::Accent, Ink::AccentText)
    } else {
        (Ink::Mark, Ink::MarkText)
    };
    // The ring of a disc ends a pixel before the name (`Layout` leaves it six).
    let around = mark.radius + if form == Form::Diamond { 7.5 } else { 4.0 };
    let mut ring = |radius: f64, width: f64| {
        scene.draw(Shape::Sign {
            form,
            at: mark.at,
            radius,
            fill: None,
            edge: Ink::Accent,
            width,
        });
    };
    if mark.selected {
        ring(around, 2.0);
    }
    if mark.lit {
        ring(around + if mark.selected { 4.0 } else { 0.0 }, 3.0);
    }
    // A diamond has half the room of a disc with the same reach.
    let reach = if form == Form::Diamond { 1.2 } else { 1.0 };
    scene.draw(Shape::Sign {
        form,
        at: mark.at,
        radius: mark.radius * reach,
        fill: Some(fill),
        edge: Ink::MarkEdge,
        width: 1.8,
    });
    let size = if mark.count < 1_000 { 12.5 } else { 11.0 };
    let text = short_count(mark.count);
    let runs = scene.run(&text, Font::new(size).bold(), text_ink, Lang::En, 0.0);
    scene.draw(Shape::Text {
        at: Px::new(mark.at.x, mark.at.y + size * 0.36),
        align: Align::Middle,
        halo: None,
        runs,
    });
}

/// A count in at most four letters: "999", "12k", "3.4M".
fn short_count(count: u32) -> String {
    match count {
        0..10_000 => count.to_string(),
        10_000..1_000_000 => format!("{}k", count / 1_000),
        1_000_000..10_000_000 => {
            format!("{}.{}M", count / 1_000_000, count / 100_000 % 10)
        }
        _ => format!("{}M", count / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_short_and_never_rounded_up() {
        for (count, text) in [
            (1, "1"),
            (9_999, "9999"),
            (10_000, "10k"),
            (999_999, "999k"),
            (1_990_000, "1.9M"),
            (u32::MAX, "4294M"),
        ] {
            assert_eq!(short_count(count), text);
        }
    }
}
