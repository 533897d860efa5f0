//! Names and signs as SVG, those of one look together.

use super::markup::{Text, number};
use super::style::{fill_class, stroke_class};
use crate::geo::Px;
use crate::model::Lang;
use crate::scene::{Align, Font, Form, Ink, Palette, Run, RunRange, Scene};
use std::fmt::Write as _;

/// A name or sign where it is: hundredths of the box, and pixels beside it.
pub struct Spot {
    /// Hundredths of the box's width and height.
    pub at: (f64, f64),
    /// CSS pixels.
    pub off: Px,
}

/// A line of text as it is set: the letters with their look.
pub type Pieces = Vec<(Run, String)>;

/// The letters of runs with their look.
pub fn pieces(scene: &Scene, runs: &RunRange) -> Pieces {
    let runs = scene.runs(runs.clone());
    runs.map(|(run, text)| (run.clone(), text.to_owned()))
        .collect()
}

/// Whether runs of two scenes have the same letters.
pub fn same_text(a: &Scene, runs: &RunRange, b: &Scene, others: &RunRange) -> bool {
    let (one, other) = (a.runs(runs.clone()), b.runs(others.clone()));
    one.map(|(_, text)| text).eq(other.map(|(_, text)| text))
}

/// Names by their look: what is the same for many is written once, and so is what is the same in
/// several layers.
#[derive(Default)]
pub struct Sheet {
    /// The layer that things are added to.
    pub layer: usize,
    ties: Layered,
    signs: Layered,
    /// The start of a group, and what is in it.
    groups: Vec<(String, Layered)>,
    marks: Layered,
}

/// Elements, each with the layers in which it is seen as bits.
#[derive(Default)]
struct Layered(Vec<(String, u8)>);

impl Layered {
    fn add(&mut self, element: String, layer: usize) {
        let bit = 1 << layer;
        match self.0.iter_mut().find(|(other, _)| *other == element) {
            Some((_, layers)) => *layers |= bit,
            None => self.0.push((element, bit)),
        }
    }

    /// Writes them with their layers as classes, of `all` that there are. Without the style sheet
    /// those of one layer are seen.
    fn write(&self, out: &mut String, all: usize, alone: usize) {
        for (element, layers) in &self.0 {
            let is_in = |layer: &usize| layers >> layer & 1 == 1;
            if (0..all).all(|layer| is_in(&layer)) {
                out.push_str(element);
                continue;
            }
            let classes: Vec<String> = (0..all)
                .filter(is_in)
                .map(|layer| format!("yp-z{layer}"))
                .collect();
            let hidden = if is_in(&alone) {
                ""
            } else {
                r#" display="none""#
            };
            let (tag, rest) = element.split_at(element.find(' ').unwrap_or(element.len()));
            let (own, rest) = match rest.strip_prefix(r#" class=""#) {
                Some(rest) => (" ", rest),
                None => (r#"""#, rest),
            };
            let classes = classes.join(" ");
            let _ = write!(out, r#"{tag}{hidden} class="yp-z {classes}{own}{rest}"#);
        }
    }
}

impl Sheet {
    /// A line between two places.
    pub fn tie(&mut self, ends: &[Spot], ink: Ink, width: f64) {
        if let [a, b] = ends {
            let line = format!(
                "<line class=\"{}\" stroke=\"{}\" stroke-width=\"{}\" x1=\"{}%\" y1=\"{}%\" x2=\"{}%\" y2=\"{}%\"/>\n",
                stroke_class(ink),
                Palette::LIGHT.get(ink).css(),
                number(width, 1),
                number(a.at.0, 2),
                number(a.at.1, 2),
                number(b.at.0, 2),
                number(b.at.1, 2)
            );
            self.ties.add(line, self.layer);
        }
    }

    /// A marker, as an element.
    pub fn mark(&mut self, mark: String) {
        self.marks.add(mark, self.layer);
    }

    /// The sign of a place.
    pub fn sign(&mut self, spot: &Spot, form: Form, radius: f64) {
        let (x, y) = (number(spot.at.0, 2), number(spot.at.1, 2));
        let sign = if form == Form::Disc {
            let radius = number(radius, 1);
            format!("<circle cx=\"{x}%\" cy=\"{y}%\" r=\"{radius}\"/>\n")
        } else {
            let mut sign = format!(r#"<svg x="{x}%" y="{y}%" overflow="visible">"#);
            outline(&mut sign, form, radius, Ink::TownName, Ink::TownName, 1.1);
            sign + "</svg>\n"
        };
        self.signs.add(sign, self.layer);
    }

    fn add(&mut self, text: &Pieces, element: String) {
        let start = text
            .first()
            .map_or(String::new(), |(run, _)| look(run, true));
        let found = self.groups.iter().position(|(other, _)| *other == start);
        let place = found.unwrap_or_else(|| {
            self.groups.push((start, Layered::default()));
            self.groups.len() - 1
        });
        self.groups[place].1.add(element, self.layer);
    }

    /// A line of text.
    pub fn text(&mut self, spot: &Spot, align: Align, text: &Pieces) {
        let mut out = format!(
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
        letters(&mut out, text);
        out.push_str("</text>\n");
        self.add(text, out);
    }

    /// A line of text along a curve with a number of its own, around its middle.
    pub fn along(&mut self, spot: &Spot, line: &[Px], middle: Px, text: &Pieces, curve: u32) {
        let mut out = format!(
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
        letters(&mut out, text);
        out.push_str("</textPath></text></svg>\n");
        self.add(text, out);
    }

    /// Everything, what is written first below. Of `all` layers `alone` is seen without a style
    /// sheet.
    pub fn finish(self, all: usize, alone: usize) -> String {
        let mut out = String::from("<g aria-hidden=\"true\">\n");
        self.ties.write(&mut out, all, alone);
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
        self.signs.write(&mut out, all, alone);
        let _ = writeln!(
            out,
            r#"</g><g class="{}" stroke="{}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">"#,
            stroke_class(Ink::Halo),
            halo.css()
        );
        for (start, inside) in self.groups {
            let _ = writeln!(out, "<g{start}>");
            inside.write(&mut out, all, alone);
            out.push_str("</g>\n");
        }
        out.push_str("</g></g>\n");
        self.marks.write(&mut out, all, alone);
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

/// A sign around the origin.
pub fn outline(out: &mut String, form: Form, radius: f64, fill: Ink, edge: Ink, width: f64) {
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
