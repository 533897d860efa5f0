//! A scene on a 2D canvas.

use super::font::family;
use crate::geo::decimal::short;
use crate::geo::{Px, Size};
use crate::model::Lang;
use crate::model::relief::Relief;
use crate::scene::{
    Align, Dash, Font, Form, Ink, Palette, Rgba, Run, RunRange, Scene, Shape, text,
};
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement, ImageData};

/// Paints scenes on one canvas.
///
/// It remembers which colour, line and font the canvas has, because setting one costs more in a
/// browser than drawing a short path.
pub struct Painter {
    canvas: CanvasRenderingContext2d,
    palette: Vec<JsValue>,
    /// The inks that let nothing through, as bits.
    opaque: u64,
    /// What the canvas fills and strokes with, and how wide.
    fill: Option<Ink>,
    stroke: Option<(Ink, f64)>,
    /// Light and shadow of the relief in this palette.
    tints: [[u8; 4]; 2],
    /// The relief painted once, to be stretched: a canvas of its own.
    relief: Option<(Arc<Relief>, HtmlCanvasElement)>,
    font: Option<(Font, Lang)>,
    align: Option<Align>,
    spacing: f64,
    size: Size,
}

impl Painter {
    /// A painter for a canvas with the colours of a palette.
    #[must_use]
    pub fn new(canvas: CanvasRenderingContext2d, palette: &Palette) -> Self {
        let mut painter = Self {
            canvas,
            palette: Vec::new(),
            opaque: 0,
            tints: [[0; 4]; 2],
            relief: None,
            fill: None,
            stroke: None,
            font: None,
            align: None,
            spacing: 0.0,
            size: Size::default(),
        };
        painter.set_palette(palette);
        painter
    }

    /// Changes the colours of what is painted from now on.
    pub fn set_palette(&mut self, palette: &Palette) {
        // Kept as the browser's own texts: to hand one over costs more than a short path.
        let text = |ink: &Ink| JsValue::from_str(&palette.get(*ink).css());
        self.palette = Ink::ALL.iter().map(text).collect();
        let opaque = (Ink::ALL.iter()).filter(|ink| palette.get(**ink).3 == 255);
        self.opaque = opaque.fold(0, |bits, ink| bits | 1 << *ink as u64);
        self.tints = [Ink::ReliefShadow, Ink::ReliefLight].map(|ink| {
            let Rgba(red, green, blue, alpha) = palette.get(ink);
            [red, green, blue, alpha]
        });
        self.relief = None;
    }

    /// Paints a scene over the whole canvas, `ratio` device pixels to a CSS pixel.
    pub fn paint(&mut self, scene: &Scene, ratio: f64) {
        // A canvas that was resized has forgotten its state.
        (self.fill, self.stroke, self.font) = (None, None, None);
        self.align = None;
        self.spacing = 0.0;
        self.size = scene.size;
        set_letter_spacing(&self.canvas, 0.0);
        // A uniform scale is always invertible, so the canvas accepts it.
        let _ = self.canvas.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        // What stands over another canvas covers none of it; a part of a pixel at the edge is one.
        let (width, height) = (scene.size.width + 1.0, scene.size.height + 1.0);
        self.canvas.clear_rect(0.0, 0.0, width, height);
        self.canvas.set_line_join("round");
        self.canvas.set_line_cap("round");
        for (_, range) in &scene.layers {
            for shape in scene.shapes(range.clone()) {
                self.shape(scene, shape);
            }
        }
    }

    fn fill_with(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.fill = Some(ink);
            set_style(&self.canvas, true, self.palette.get(ink as usize));
        }
    }

    fn stroke_with(&mut self, ink: Ink, width: f64) {
        let (before, wide) = self.stroke.unzip();
        if before != Some(ink) {
            set_style(&self.canvas, false, self.palette.get(ink as usize));
        }
        if wide.map(f64::to_bits) != Some(width.to_bits()) {
            self.canvas.set_line_width(width);
        }
        self.stroke = Some((ink, width));
    }

    /// Copies another canvas to a place on this one, device pixels.
    pub fn copy(&self, from: &HtmlCanvasElement, at: Px, size: Size) {
        let (width, height) = (size.width, size.height);
        // A canvas with pixels can always be drawn.
        let _ = self
            .canvas
            .draw_image_with_html_canvas_element_and_dw_and_dh(from, at.x, at.y, width, height);
    }

    fn shape(&mut self, scene: &Scene, shape: &Shape) {
        match shape {
            Shape::Fill { ink, paths } => {
                self.canvas.begin_path();
                for points in scene.paths(paths.clone()) {
                    self.trace(points);
                    self.canvas.close_path();
                }
                self.fill_with(*ink);
                self.canvas
                    .fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
            }
            Shape::Relief { min, max, opacity } => {
                if let Some(relief) = &scene.relief {
                    self.relief(relief, *min, *max, *opacity);
                }
            }
            Shape::Stroke {
                ink,
                width,
                dash,
                paths,
            } => {
                self.stroke_with(*ink, *width);
                self.set_dash(*dash);
                // One path each: browsers stroke many short paths faster than one long one.
                for points in scene.paths(paths.clone()) {
                    self.canvas.begin_path();
                    self.trace(points);
                    self.canvas.stroke();
                }
                if !dash.pattern().is_empty() {
                    self.set_dash(Dash::Solid);
                }
            }
            Shape::Sign {
                form,
                at,
                radius,
                fill,
                edge,
                width,
            } => {
                let reach = radius + width;
                let is_seen = |at: f64, side: f64| at + reach > 0.0 && at - reach < side;
                if !is_seen(at.x, self.size.width) || !is_seen(at.y, self.size.height) {
                    return;
                }
                let is_opaque = |ink: &Ink| self.opaque >> *ink as u64 & 1 == 1;
                match (form, fill.filter(|ink| is_opaque(ink) && is_opaque(edge))) {
                    // Two discs, one on the other, are filled faster than one is stroked.
                    (Form::Disc, Some(ink)) => {
                        self.disc(*at, radius + width / 2.0, *edge);
                        self.disc(*at, radius - width / 2.0, ink);
                        return;
                    }
                    (Form::Disc, None) => self.circle(*at, *radius),
                    (Form::Diamond | Form::Peak, _) => {
                        self.canvas.begin_path();
                        self.trace(&form.corners(*at, *radius));
                        self.canvas.close_path();
                    }
                }
                if let Some(ink) = fill {
                    self.fill_with(*ink);
                    self.canvas.fill();
                }
                self.stroke_with(*edge, *width);
                self.canvas.stroke();
            }
            Shape::Text {
                at,
                align,
                halo,
                runs,
            } => self.write(scene, *at, *align, *halo, runs.clone()),
            Shape::TextAlong { path, halo, runs } => {
                let points = scene.paths(path.clone()).next();
                let run = scene.runs(runs.clone()).next();
                if let Some((points, (run, text))) = points.zip(run) {
                    self.write_along(text, points, run, *halo);
                }
            }
        }
    }

    fn circle(&self, at: Px, radius: f64) {
        self.canvas.begin_path();
        // A radius that is not negative is accepted.
        let (radius, turn) = (radius.max(0.0), std::f64::consts::TAU);
        let _ = self.canvas.arc(at.x, at.y, radius, 0.0, turn);
    }

    fn disc(&mut self, at: Px, radius: f64, ink: Ink) {
        self.circle(at, radius);
        self.fill_with(ink);
        self.canvas.fill();
    }

    fn relief(&mut self, relief: &Arc<Relief>, min: Px, max: Px, opacity: f64) {
        let is_there = |(there, _): &(Arc<Relief>, _)| Arc::ptr_eq(there, relief);
        if !self.relief.as_ref().is_some_and(is_there) {
            let [shadow, light] = self.tints;
            let painted = paint_relief(relief, shadow, light);
            self.relief = painted.map(|canvas| (relief.clone(), canvas));
        }
        if let Some((_, picture)) = &self.relief {
            self.canvas.set_global_alpha(opacity);
            // A canvas with pixels can always be drawn.
            let _ = self
                .canvas
                .draw_image_with_html_canvas_element_and_dw_and_dh(
                    picture,
                    min.x,
                    min.y,
                    max.x - min.x,
                    max.y - min.y,
                );
            self.canvas.set_global_alpha(1.0);
        }
    }

    fn trace(&self, points: &[Px]) {
        let mut points = points.iter();
        if let Some(first) = points.next() {
            self.canvas.move_to(first.x, first.y);
        }
        for at in points {
            self.canvas.line_to(at.x, at.y);
        }
    }

    fn set_dash(&self, dash: Dash) {
        let pattern = js_sys::Array::new();
        for length in dash.pattern() {
            pattern.push(&(*length).into());
        }
        // Only a list with a negative length is refused.
        let _ = self.canvas.set_line_dash(&pattern);
    }

    fn set_font(&mut self, run: &Run) {
        if self.font == Some((run.font, run.lang)) {
            return;
        }
        let font = run.font;
        self.font = Some((font, run.lang));
        let weight = if font.bold { "600 " } else { "" };
        let slant = if font.italic { "italic " } else { "" };
        let css = format!(
            "{slant}{weight}{}px {}",
            short(font.size, 2),
            family(run.lang)
        );
        self.canvas.set_font(&css);
        if font.spacing.to_bits() != self.spacing.to_bits() {
            set_letter_spacing(&self.canvas, font.spacing);
            self.spacing = font.spacing;
        }
    }

    fn align_to(&mut self, align: Align) {
        if self.align != Some(align) {
            self.align = Some(align);
            self.canvas.set_text_align(match align {
                Align::Start => "left",
                Align::Middle => "center",
                Align::End => "right",
            });
        }
    }

    fn write(&mut self, scene: &Scene, at: Px, align: Align, halo: Option<Ink>, runs: RunRange) {
        let runs = scene.runs(runs);
        // A single run is aligned by the browser; several are measured to stand side by side.
        let one = runs.clone().nth(1).is_none();
        let mut x = at.x;
        self.align_to(if one { align } else { Align::Start });
        if !one && align != Align::Start {
            let width: f64 = runs
                .clone()
                .map(|(run, text)| run.gap + self.measure(run, text))
                .sum();
            x -= if align == Align::End {
                width
            } else {
                width / 2.0
            };
        }
        for (run, text) in runs {
            x += run.gap;
            let advance = if one { 0.0 } else { self.measure(run, text) };
            self.set_font(run);
            if let Some(halo) = halo {
                self.stroke_with(halo, 3.0);
                // Drawing text fails only for a canvas that is not there any more.
                let _ = self.canvas.stroke_text(text, x, at.y);
            }
            self.fill_with(run.ink);
            let _ = self.canvas.fill_text(text, x, at.y);
            x += advance;
        }
    }

    fn measure(&mut self, run: &Run, text: &str) -> f64 {
        self.set_font(run);
        let measured = self.canvas.measure_text(text);
        measured.map_or_else(|_| text::width(text, run.font), |metrics| metrics.width())
    }

    /// Sets each letter on its own, turned with the path: a canvas has no text on a path.
    fn write_along(&mut self, text: &str, path: &[Px], run: &Run, halo: Option<Ink>) {
        self.set_font(run);
        self.align_to(Align::Middle);
        let length: f64 = path.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        let whole = self.measure(run, text);
        let mut letter_text = [0; 4];
        for (ink, is_halo) in [(halo, true), (Some(run.ink), false)] {
            let Some(ink) = ink else { continue };
            let mut along = (length - whole) / 2.0;
            for letter in text.chars() {
                let letter = letter.encode_utf8(&mut letter_text);
                let advance = self.measure(run, letter);
                if let Some((at, angle)) = point_along(path, along + advance / 2.0) {
                    if is_halo {
                        self.stroke_with(ink, 3.0);
                    } else {
                        self.fill_with(ink);
                    }
                    self.canvas.save();
                    // A translation and a rotation are always accepted.
                    let _ = self.canvas.translate(at.x, at.y);
                    let _ = self.canvas.rotate(angle);
                    if is_halo {
                        let _ = self.canvas.stroke_text(letter, 0.0, 0.0);
                    } else {
                        let _ = self.canvas.fill_text(letter, 0.0, 0.0);
                    }
                    self.canvas.restore();
                }
                along += advance;
            }
        }
    }
}

/// The relief's picture as an address that holds it whole, for [`super::svg::svg_with`]. `None`
/// where the browser refuses a canvas. Costs some milliseconds.
#[must_use]
pub fn relief_address(relief: &Relief, shadow: [u8; 4], light: [u8; 4]) -> Option<String> {
    // Sixteen steps of shade, as the command writes them, make a file that packs better.
    let steps = Relief {
        shades: relief.shades.iter().map(|shade| shade & 0xf0).collect(),
        ..*relief
    };
    let canvas = paint_relief(&steps, shadow, light)?;
    canvas.to_data_url().ok()
}

/// The relief on a canvas of its own, a pixel for a pixel.
fn paint_relief(relief: &Relief, shadow: [u8; 4], light: [u8; 4]) -> Option<HtmlCanvasElement> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(relief.columns);
    canvas.set_height(relief.rows);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let pixels = relief.rgba(shadow, light);
    let pixels = wasm_bindgen::Clamped(pixels.as_slice());
    let (columns, rows) = (relief.columns, relief.rows);
    let data = ImageData::new_with_u8_clamped_array_and_sh(pixels, columns, rows).ok()?;
    context.put_image_data(&data, 0.0, 0.0).ok()?;
    Some(canvas)
}

/// The position at a distance along a path, and the direction there in radians.
fn point_along(path: &[Px], mut distance: f64) -> Option<(Px, f64)> {
    for pair in path.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = from.distance(to);
        if distance <= length && length > 0.0 {
            let part = distance / length;
            let at = Px::new(
                from.x + (to.x - from.x) * part,
                from.y + (to.y - from.y) * part,
            );
            return Some((at, (to.y - from.y).atan2(to.x - from.x)));
        }
        distance -= length;
    }
    None
}

/// What a canvas fills or strokes with. Bindings that take a text copy it at every call.
#[allow(deprecated, reason = "what is new copies the text")]
fn set_style(canvas: &CanvasRenderingContext2d, fills: bool, style: Option<&JsValue>) {
    let Some(style) = style else { return };
    if fills {
        canvas.set_fill_style(style);
    } else {
        canvas.set_stroke_style(style);
    }
}

/// Sets the room between letters. Not every engine has it on a canvas; those that do not set
/// letters close, which is readable.
fn set_letter_spacing(canvas: &CanvasRenderingContext2d, spacing: f64) {
    let value = JsValue::from_str(&format!("{}px", short(spacing, 2)));
    let _ = js_sys::Reflect::set(canvas, &JsValue::from_str("letterSpacing"), &value);
}
