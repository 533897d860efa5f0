//! Names and markers of the poster. They keep their size whatever the width of the page: each
//! stands at a part of the box's width and height and some pixels beside that, as SVG allows
//! without any style. They are laid out for several widths, in the element's own layout.

use super::frame::{self, Beyond};
use super::markup::{Text, number};
use super::plate::WIDTH;
use super::style::{fill_class, stroke_class};
use crate::app::words::signs;
use crate::geo::{Px, Viewport, World};
use crate::index::Catalog;
use crate::model::Lang;
use crate::scene::{
    Align, Font, Form, Ink, Layer, Mark, Palette, Run, RunRange, Scene, Shape, Stage, View,
};
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

/// The layers of names and markers. `view` is drawn for other viewports: those of the layers.
pub fn layers(view: &View) -> String {
    let mut out = String::new();
    let mut curves = 0;
    for (layer, zoom) in ZOOMS.iter().enumerate() {
        // Without the style sheet the map has its own width, and the names of that stand alone.
        let is_default = frame::zoom_of(WIDTH) >= *zoom
            && ZOOMS
                .get(layer + 1)
                .is_none_or(|next| frame::zoom_of(WIDTH) < *next);
        let hidden = if is_default { "" } else { r#" display="none""# };
        let _ = writeln!(out, r#"<g class="yp-z yp-z{layer}"{hidden}>"#);
        Setting::new(view, *zoom).write(&mut out, &mut curves);
        out.push_str("</g>\n");
    }
    out
}

/// The same names at two zooms: what is a part of the map and what is pixels beside it follows
/// from how they move.
struct Setting<'a> {
    near: (Scene, Viewport),
    far: (Scene, Viewport),
    marks: Vec<Mark>,
    catalog: Option<&'a Catalog>,
}

/// A name or sign where it is: hundredths of the box, and pixels beside it.
struct Spot {
    at: (f64, f64),
    off: Px,
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

    fn write(&self, out: &mut String, curves: &mut u32) {
        let mut sheet = Sheet::default();
        self.names(&mut sheet, curves);
        out.push_str(&sheet.finish());
        for mark in &self.marks {
            self.mark(out, mark);
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
    fn mark(&self, out: &mut String, mark: &Mark) {
        if !self.is_seen(mark.at) {
            return;
        }
        let Spot { at, .. } = self.still(mark.at);
        let form = self.form(mark);
        let place = self.catalog.zip(mark.places.first());
        let id = place.map_or("", |(catalog, place)| &*catalog.corpus().place(*place).id);
        let label = (signs(Lang::En).marker)(&mark.title, mark.count);
        let _ = write!(
            out,
            r##"<svg x="{}%" y="{}%" overflow="visible"><a href="#yalu=1&amp;place={}" aria-label="{}">"##,
            number(at.0, 2),
            number(at.1, 2),
            Text(id),
            Text(&label)
        );
        let reach = if form == Form::Diamond { 1.2 } else { 1.0 };
        outline(
            out,
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

/// A line of text as it is set: the letters with their look.
type Pieces = Vec<(Run, String)>;

fn pieces(scene: &Scene, runs: &RunRange) -> Pieces {
    let runs = scene.runs(runs.clone());
    runs.map(|(run, text)| (run.clone(), text.to_owned()))
        .collect()
}

fn same_text(a: &Scene, runs: &RunRange, b: &Scene, others: &RunRange) -> bool {
    let (one, other) = (a.runs(runs.clone()), b.runs(others.clone()));
    one.map(|(_, text)| text).eq(other.map(|(_, text)| text))
}

/// Names by their look: what is the same for many is written once.
#[derive(Default)]
struct Sheet {
    ties: String,
    signs: String,
    /// The start of a group, and what is in it.
    groups: Vec<(String, String)>,
}

impl Sheet {
    fn tie(&mut self, ends: &[Spot], ink: Ink, width: f64) {
        if let [a, b] = ends {
            let _ = writeln!(
                self.ties,
                r#"<line class="{}" stroke="{}" stroke-width="{}" x1="{}%" y1="{}%" x2="{}%" y2="{}%"/>"#,
                stroke_class(ink),
                Palette::LIGHT.get(ink).css(),
                number(width, 1),
                number(a.at.0, 2),
                number(a.at.1, 2),
                number(b.at.0, 2),
                number(b.at.1, 2)
            );
        }
    }

    fn sign(&mut self, spot: &Spot, form: Form, radius: f64) {
        let (x, y) = (number(spot.at.0, 2), number(spot.at.1, 2));
        if form == Form::Disc {
            let radius = number(radius, 1);
            let _ = writeln!(self.signs, r#"<circle cx="{x}%" cy="{y}%" r="{radius}"/>"#);
        } else {
            let _ = write!(self.signs, r#"<svg x="{x}%" y="{y}%" overflow="visible">"#);
            outline(
                &mut self.signs,
                form,
                radius,
                Ink::TownName,
                Ink::TownName,
                1.1,
            );
            self.signs.push_str("</svg>\n");
        }
    }

    fn group(&mut self, text: &Pieces) -> &mut String {
        let start = text
            .first()
            .map_or(String::new(), |(run, _)| look(run, true));
        let found = self.groups.iter().position(|(other, _)| *other == start);
        let place = found.unwrap_or_else(|| {
            self.groups.push((start, String::new()));
            self.groups.len() - 1
        });
        &mut self.groups[place].1
    }

    fn text(&mut self, spot: &Spot, align: Align, text: &Pieces) {
        let out = self.group(text);
        let _ = write!(
            out,
            r#"<text x="{}%" y="{}%" dx="{}" dy="{}""#,
            number(spot.at.0, 2),
            number(spot.at.1, 2),
            number(spot.off.x, 1),
            number(spot.off.y, 1)
        );
        out.push_str(match align {
            Align::Start => ">",
            Align::Middle => r#" text-anchor="middle">"#,
            Align::End => r#" text-anchor="end">"#,
        });
        letters(out, text);
        out.push_str("</text>\n");
    }

    fn along(&mut self, spot: &Spot, line: &[Px], middle: Px, text: &Pieces, curve: u32) {
        let out = self.group(text);
        let _ = write!(
            out,
            r#"<svg x="{}%" y="{}%" overflow="visible"><path id="yalu-course-{curve}" fill="none" stroke="none" d="M"#,
            number(spot.at.0, 2),
            number(spot.at.1, 2)
        );
        for (place, at) in line.iter().enumerate() {
            let gap = if place == 0 { "" } else { " " };
            let (x, y) = (number(at.x - middle.x, 0), number(at.y - middle.y, 0));
            let _ = write!(out, "{gap}{x} {y}");
        }
        let _ = write!(
            out,
            r##""/><text text-anchor="middle"><textPath href="#yalu-course-{curve}" startOffset="50%">"##
        );
        letters(out, text);
        out.push_str("</textPath></text></svg>\n");
    }

    fn finish(self) -> String {
        let mut out = String::from("<g aria-hidden=\"true\">\n");
        out.push_str(&self.ties);
        let (halo, ink) = (
            Palette::LIGHT.get(Ink::Halo),
            Palette::LIGHT.get(Ink::TownName),
        );
        let _ = writeln!(
            out,
            r#"<g class="{} {}" fill="{}" stroke="{}" stroke-width="1.1">"#,
            fill_class(Ink::Halo),
            stroke_class(Ink::TownName),
            halo.css(),
            ink.css()
        );
        out.push_str(&self.signs);
        let _ = writeln!(
            out,
            r#"</g><g class="{}" stroke="{}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">"#,
            stroke_class(Ink::Halo),
            halo.css()
        );
        for (start, inside) in self.groups {
            let _ = write!(out, "<g{start}>\n{inside}</g>\n");
        }
        out.push_str("</g></g>\n");
        out
    }
}

/// The attributes of letters; `whole` says also what most letters have.
fn look(run: &Run, whole: bool) -> String {
    let Font {
        size,
        bold,
        italic,
        spacing,
    } = run.font;
    let mut out = String::new();
    let _ = write!(
        out,
        r#" class="{}" fill="{}" font-size="{}""#,
        fill_class(run.ink),
        Palette::LIGHT.get(run.ink).css(),
        number(size, 1)
    );
    if bold {
        out.push_str(r#" font-weight="600""#);
    } else if !whole {
        out.push_str(r#" font-weight="400""#);
    }
    if italic {
        out.push_str(r#" font-style="italic""#);
    }
    if spacing > 0.0 {
        let _ = write!(out, r#" letter-spacing="{}""#, number(spacing, 1));
    }
    out
}

/// The letters of a line, those after the first where they look different in a `tspan`.
fn letters(out: &mut String, text: &Pieces) {
    let first = text.first().map(|(run, _)| look(run, false));
    for (place, (run, letters)) in text.iter().enumerate() {
        let other = Some(look(run, false)).filter(|look| Some(look) != first.as_ref());
        let lang = Some(run.lang).filter(|lang| *lang != Lang::En);
        if place == 0 && lang.is_none() {
            let _ = write!(out, "{}", Text(letters));
            continue;
        }
        out.push_str("<tspan");
        if place > 0 {
            let _ = write!(out, r#" dx="{}""#, number(run.gap, 1));
        }
        if let Some(lang) = lang {
            let _ = write!(out, r#" lang="{}""#, lang.tag());
        }
        let _ = write!(
            out,
            "{}>{}</tspan>",
            other.unwrap_or_default(),
            Text(letters)
        );
    }
}

fn outline(out: &mut String, form: Form, radius: f64, fill: Ink, edge: Ink, width: f64) {
    let look = format!(
        r#"class="{} {}" fill="{}" stroke="{}" stroke-width="{}""#,
        fill_class(fill),
        stroke_class(edge),
        Palette::LIGHT.get(fill).css(),
        Palette::LIGHT.get(edge).css(),
        number(width, 1)
    );
    let corners = form.corners(Px::new(0.0, 0.0), radius);
    if corners.is_empty() {
        let _ = write!(out, r#"<circle {look} r="{}"/>"#, number(radius, 1));
        return;
    }
    let _ = write!(out, r#"<path {look} d="M"#);
    for at in corners {
        let _ = write!(out, "{} {} ", number(at.x, 1), number(at.y, 1));
    }
    out.push_str(r#"z"/>"#);
}
