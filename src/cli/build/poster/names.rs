//! Names and markers of the poster. They keep their size whatever the width of the page: each
//! stands at a part of the box's width and height and some pixels beside that, as SVG allows
//! without any style. They are laid out for several widths, in the element's own layout.

use super::frame::{self, Beyond};
use super::markup::{Text, number};
use super::plate::WIDTH;
use super::sheet::{Sheet, Spot, outline, pieces, same_text};
use super::style::fill_class;
use crate::app::words::signs;
use crate::geo::{Px, Viewport, World};
use crate::index::Catalog;
use crate::model::Lang;
use crate::scene::{Form, Ink, Layer, Mark, Palette, Scene, Shape, Stage, View};
use std::fmt::Write as _;

/// The zooms whose names are laid out: those of the widths of a phone, a tablet and desks. Each
/// is the smallest of a step of the element's layout.
const ZOOMS: [f64; 8] = [5.75, 6.0, 6.25, 6.75, 7.0, 7.25, 7.5, 7.75];

/// A zoom of the same step, at which the same names stand further apart.
const FURTHER: f64 = 0.2;

/// Width of the box from which each layer of names stands, in CSS pixels, ascending.
pub fn widths() -> Vec<f64> {
    ZOOMS.iter().map(|zoom| frame::width_at(*zoom)).collect()
}

/// What is around the box on a page whose box has a width: a narrow one stands above the list,
/// and on a tablet is much taller than wide.
fn beyond(width: f64) -> Beyond {
    let high = if width < 370.0 {
        120.0
    } else if width < 600.0 {
        300.0
    } else {
        130.0
    };
    Beyond {
        wide: if width < 600.0 { 50.0 } else { 120.0 },
        high,
    }
}

/// The names and markers of all layers. `view` is drawn for other viewports: those of the layers.
pub fn layers(view: &View) -> String {
    let mut sheet = Sheet::default();
    let mut curves = 0;
    let mut marks = Vec::new();
    for (layer, zoom) in ZOOMS.iter().enumerate() {
        sheet.layer = layer;
        let setting = Setting::new(view, *zoom);
        setting.names(&mut sheet, &mut curves);
        let seen = setting.marks.iter().filter(|mark| setting.is_seen(mark.at));
        marks.extend(seen.map(|mark| {
            let at = setting.still(mark.at).at;
            (at.0, layer, setting.mark(mark, at))
        }));
    }
    // From west to east, as the element's.
    marks.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, layer, mark) in marks {
        sheet.layer = layer;
        sheet.mark(mark);
    }
    // Without the style sheet the map has its own width, and the names of that stand alone.
    let alone = ZOOMS
        .iter()
        .rposition(|zoom| frame::zoom_of(WIDTH) >= *zoom);
    sheet.finish(ZOOMS.len(), alone.unwrap_or_default())
}

/// The same names at two zooms: what is a part of the map and what is pixels beside it follows
/// from how they move.
struct Setting<'a> {
    near: (Scene, Viewport),
    far: (Scene, Viewport),
    marks: Vec<Mark>,
    catalog: Option<&'a Catalog>,
}

impl<'a> Setting<'a> {
    fn new(view: &View<'a>, zoom: f64) -> Self {
        let width = frame::width_at(zoom);
        let mut stage = Stage::default();
        let mut draw = |zoom: f64, beyond: Beyond, catalog, generation| {
            let viewport = frame::viewport(zoom, beyond);
            let mut scene = Scene::default();
            let view = View {
                viewport: &viewport,
                catalog,
                generation,
                ..*view
            };
            stage.draw(&mut scene, &view);
            (scene, viewport, stage.marks().to_vec())
        };
        let edge = (width * 0.053).max(18.0);
        let padding = Beyond {
            wide: edge,
            high: edge,
        };
        // Names stay where they first stood: the element has its map before its events.
        draw(zoom + FURTHER / 2.0, padding, None, view.generation);
        // This view decides which names turn away from the edge.
        let (events, next) = (view.catalog, view.generation + 1);
        draw(zoom + FURTHER / 2.0, padding, events, next);
        let around = beyond(width);
        let (scene, viewport, marks) = draw(zoom + 0.01, around, events, next);
        let near = (scene, viewport);
        let room = Beyond {
            wide: around.wide * 1.5 + 100.0,
            high: around.high * 1.5 + 100.0,
        };
        let (scene, viewport, _) = draw(zoom + FURTHER, room, events, next);
        Self {
            near,
            far: (scene, viewport),
            marks,
            catalog: view.catalog,
        }
    }

    fn spot(&self, near: Px, far: Px) -> Spot {
        let [(a, at_a), (b, at_b)] = [(&self.near.1, near), (&self.far.1, far)];
        let origin = |viewport: &Viewport| viewport.unproject(Px::new(0.0, 0.0));
        let (o_a, o_b) = (origin(a), origin(b));
        let (s_a, s_b) = (a.scale(), b.scale());
        let world = World::new(
            (at_a.x - at_b.x + o_a.x * s_a - o_b.x * s_b) / (s_a - s_b),
            (at_a.y - at_b.y + o_a.y * s_a - o_b.y * s_b) / (s_a - s_b),
        );
        let anchor = a.project(world);
        Spot {
            at: frame::percent(world),
            off: Px::new(at_a.x - anchor.x, at_a.y - anchor.y),
        }
    }

    fn still(&self, at: Px) -> Spot {
        Spot {
            at: frame::percent(self.near.1.unproject(at)),
            off: Px::new(0.0, 0.0),
        }
    }

    fn is_seen(&self, at: Px) -> bool {
        let size = self.near.1.size;
        (0.0..=size.width).contains(&at.x) && (0.0..=size.height).contains(&at.y)
    }

    fn names(&self, sheet: &mut Sheet, curves: &mut u32) {
        let (near, far) = (&self.near.0, &self.far.0);
        let wanted = [Layer::Names, Layer::Marks];
        let shapes = |scene: &'_ Scene| {
            let layers = scene
                .layers
                .iter()
                .filter(|(layer, _)| wanted.contains(layer));
            let ranges: Vec<_> = layers.map(|(_, range)| range.clone()).collect();
            ranges
                .into_iter()
                .flat_map(|range| scene.shapes(range).to_vec())
                .collect::<Vec<Shape>>()
        };
        let others = shapes(far);
        let mut others = others.iter();
        for shape in shapes(near) {
            match &shape {
                Shape::Sign {
                    at,
                    form,
                    radius,
                    fill: Some(Ink::Halo | Ink::TownName),
                    ..
                } if self.is_seen(*at) => sheet.sign(&self.still(*at), *form, *radius),
                Shape::Stroke {
                    ink, width, paths, ..
                } => {
                    for line in near.paths(paths.clone()) {
                        let ends: Vec<Spot> = line.iter().map(|at| self.still(*at)).collect();
                        sheet.tie(&ends, *ink, *width);
                    }
                }
                Shape::Text {
                    at,
                    align,
                    halo: Some(_),
                    runs,
                } => {
                    // The further view shows all that the nearer does, in the same order.
                    let same = others.clone().position(|other| {
                        matches!(other, Shape::Text { runs: other, .. } if same_text(near, runs, far, other))
                    });
                    let Some(Shape::Text { at: other, .. }) =
                        same.and_then(|place| others.nth(place))
                    else {
                        continue;
                    };
                    let text = pieces(near, runs);
                    sheet.text(&self.spot(*at, *other), *align, &text);
                }
                Shape::TextAlong { path, runs, .. } => {
                    for line in near.paths(path.clone()) {
                        let middle = line[line.len() / 2];
                        if self.is_seen(middle) {
                            *curves += 1;
                            let text = pieces(near, runs);
                            sheet.along(&self.still(middle), line, middle, &text, *curves);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// A marker as a link to its place: the address that the element opens the place by.
    fn mark(&self, mark: &Mark, at: (f64, f64)) -> String {
        let form = self.form(mark);
        let place = self.catalog.zip(mark.places.first());
        let id = place.map_or("", |(catalog, place)| &*catalog.corpus().place(*place).id);
        let label = (signs(Lang::En).marker)(&mark.title, mark.count);
        let mut out = format!(
            r##"<svg x="{}%" y="{}%" overflow="visible"><a href="#yalu=1&amp;place={}" aria-label="{}">"##,
            number(at.0, 2),
            number(at.1, 2),
            Text(id),
            Text(&label)
        );
        let reach = if form == Form::Diamond { 1.2 } else { 1.0 };
        outline(
            &mut out,
            form,
            mark.radius * reach,
            Ink::Mark,
            Ink::MarkEdge,
            1.8,
        );
        let class = fill_class(Ink::MarkText);
        let colour = Palette::LIGHT.get(Ink::MarkText).css();
        let _ = writeln!(
            out,
            r#"<text class="{class}" fill="{colour}" y="4.5" text-anchor="middle" font-size="12.5" font-weight="600">{}</text></a></svg>"#,
            mark.count
        );
        out
    }

    fn form(&self, mark: &Mark) -> Form {
        let scene = &self.near.0;
        let layers = scene.layers.iter();
        let mut shapes = layers.flat_map(|(_, range)| scene.shapes(range.clone()));
        shapes
            .find_map(|shape| match shape {
                Shape::Sign {
                    at,
                    form,
                    fill: Some(Ink::Mark),
                    ..
                } if *at == mark.at => Some(*form),
                _ => None,
            })
            .unwrap_or(Form::Disc)
    }
}
