//! A scene as an SVG file: named layers, text as text, nothing fetched from elsewhere.

use super::font::family;
use super::markup::{Tenths, Text};
use super::script::scripts;
use crate::geo::Px;
use crate::model::Lang;
use crate::model::relief::Relief;
use crate::scene::{Align, Form, Ink, Palette, PathRange, Rgba, Run, RunRange, Scene, Shape};
use std::fmt::{self, Write};

/// Writes a scene as SVG.
///
/// Numbers are rounded to a tenth of a pixel and shapes keep their order, so that the same scene
/// always gives the same bytes. `title` names the picture for those who cannot see it. The relief
/// is a picture within the file where this build has a PNG writer, which that of a browser has not.
#[must_use]
pub fn svg(scene: &Scene, palette: &Palette, title: &str) -> String {
    #[cfg(not(target_arch = "wasm32"))]
    let relief = &super::png::relief;
    #[cfg(target_arch = "wasm32")]
    let relief = &|_: &Relief, _: [u8; 4], _: [u8; 4]| None;
    svg_with(scene, palette, title, relief)
}

/// Makes the relief's picture: the relief, its deepest shadow and its brightest light to the
/// address (`data:`) of a picture with a pixel for a pixel. `None` leaves the relief out.
pub type ReliefPicture<'a> = &'a dyn Fn(&Relief, [u8; 4], [u8; 4]) -> Option<String>;

/// [`svg`] with somebody else's PNG writer, which is asked only where the relief shows.
#[must_use]
pub fn svg_with(
    scene: &Scene,
    palette: &Palette,
    title: &str,
    relief: ReliefPicture<'_>,
) -> String {
    let mut out = String::with_capacity(scene.vertices() * 12 + 4_096);
    // Writing to a string cannot fail.
    let _ = write_svg(&mut out, scene, palette, title, relief);
    out
}

fn write_svg(
    out: &mut String,
    scene: &Scene,
    palette: &Palette,
    title: &str,
    relief: ReliefPicture<'_>,
) -> fmt::Result {
    let (width, height) = (Tenths(scene.size.width), Tenths(scene.size.height));
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">"#
    )?;
    writeln!(out, "<title>{}</title>", Text(title))?;
    let mut painter = Painter {
        out,
        scene,
        palette,
        relief_picture: relief,
        curves: 0,
    };
    for (layer, range) in &scene.layers {
        writeln!(painter.out, r#"<g id="{}">"#, layer.name())?;
        for shape in scene.shapes(range.clone()) {
            painter.shape(shape)?;
        }
        writeln!(painter.out, "</g>")?;
    }
    writeln!(painter.out, "</svg>")
}

struct Painter<'a> {
    out: &'a mut String,
    scene: &'a Scene,
    palette: &'a Palette,
    relief_picture: ReliefPicture<'a>,
    /// How many paths have an id for text to run along.
    curves: u32,
}

impl Painter<'_> {
    fn shape(&mut self, shape: &Shape) -> fmt::Result {
        match shape {
            Shape::Fill { ink, paths } => {
                self.out.push_str(r#"<path fill-rule="evenodd""#);
                self.paint("fill", *ink)?;
                self.data(paths.clone(), true)?;
                self.out.push_str("/>\n");
            }
            Shape::Relief { min, max, opacity } => self.relief(*min, *max, *opacity)?,
            Shape::Stroke {
                ink,
                width,
                dash,
                paths,
            } => {
                self.out.push_str(
                    r#"<path fill="none" stroke-linejoin="round" stroke-linecap="round""#,
                );
                self.paint("stroke", *ink)?;
                write!(self.out, r#" stroke-width="{}""#, Tenths(*width))?;
                if !dash.pattern().is_empty() {
                    self.out.push_str(r#" stroke-dasharray=""#);
                    for (number, length) in dash.pattern().iter().enumerate() {
                        let gap = if number == 0 { "" } else { " " };
                        write!(self.out, "{gap}{}", Tenths(*length))?;
                    }
                    self.out.push('"');
                }
                self.data(paths.clone(), false)?;
                self.out.push_str("/>\n");
            }
            Shape::Sign {
                form,
                at,
                radius,
                fill,
                edge,
                width,
            } => {
                match form {
                    Form::Disc => write!(
                        self.out,
                        r#"<circle cx="{}" cy="{}" r="{}""#,
                        Tenths(at.x),
                        Tenths(at.y),
                        Tenths(*radius)
                    )?,
                    Form::Diamond | Form::Peak => {
                        self.out.push_str(r#"<path d=""#);
                        outline(self.out, &form.corners(*at, *radius), true)?;
                        self.out.push('"');
                    }
                }
                match fill {
                    Some(ink) => self.paint("fill", *ink)?,
                    None => self.out.push_str(r#" fill="none""#),
                }
                self.paint("stroke", *edge)?;
                writeln!(self.out, r#" stroke-width="{}"/>"#, Tenths(*width))?;
            }
            Shape::Text {
                at,
                align,
                halo,
                runs,
            } => {
                let (x, y) = (Tenths(at.x), Tenths(at.y));
                write!(self.out, r#"<text x="{x}" y="{y}""#)?;
                match align {
                    Align::Start => {}
                    Align::Middle => self.out.push_str(r#" text-anchor="middle""#),
                    Align::End => self.out.push_str(r#" text-anchor="end""#),
                }
                self.halo(*halo)?;
                self.runs(runs.clone())?;
                self.out.push_str("</text>\n");
            }
            Shape::TextAlong { path, halo, runs } => {
                self.curves += 1;
                let curve = self.curves;
                write!(self.out, r#"<path id="course-{curve}" fill="none""#)?;
                self.data(path.clone(), false)?;
                self.out.push_str("/>\n<text text-anchor=\"middle\"");
                self.halo(*halo)?;
                let href = format!("><textPath href=\"#course-{curve}\" startOffset=\"50%\"");
                self.out.push_str(&href);
                self.runs(runs.clone())?;
                self.out.push_str("</textPath></text>\n");
            }
        }
        Ok(())
    }

    /// The relief as a picture within the file, where somebody can make one.
    fn relief(&mut self, min: Px, max: Px, opacity: f64) -> fmt::Result {
        let Some(address) = self.scene.relief.as_ref().and_then(|relief| {
            let tint = |ink: Ink| {
                let Rgba(red, green, blue, alpha) = self.palette.get(ink);
                [red, green, blue, alpha]
            };
            (self.relief_picture)(relief, tint(Ink::ReliefShadow), tint(Ink::ReliefLight))
        }) else {
            return Ok(());
        };
        writeln!(
            self.out,
            r#"<image x="{}" y="{}" width="{}" height="{}" preserveAspectRatio="none" opacity="{}" href="{}"/>"#,
            Tenths(min.x),
            Tenths(min.y),
            Tenths(max.x - min.x),
            Tenths(max.y - min.y),
            Tenths(opacity),
            Text(&address)
        )
    }

    /// Ends the element's attributes with the look of the first run, and writes the letters:
    /// further runs as `tspan`, so that each stands where the one before it ends in whatever
    /// face it is drawn with. So are letters of another script than that of their run's language,
    /// because programs that open the file do not all look for a face that has them.
    fn runs(&mut self, runs: RunRange) -> fmt::Result {
        for (number, (run, text)) in self.scene.runs(runs).enumerate() {
            if number > 0 {
                write!(self.out, r#"<tspan dx="{}""#, Tenths(run.gap))?;
            }
            self.letters(run, run.lang)?;
            self.out.push('>');
            for (text, lang) in scripts(text, run.lang) {
                if lang == run.lang {
                    write!(self.out, "{}", Text(text))?;
                } else {
                    self.out.push_str("<tspan");
                    self.letters(run, lang)?;
                    write!(self.out, ">{}</tspan>", Text(text))?;
                }
            }
            if number > 0 {
                self.out.push_str("</tspan>");
            }
        }
        Ok(())
    }

    fn letters(&mut self, run: &Run, lang: Lang) -> fmt::Result {
        let font = run.font;
        write!(
            self.out,
            r#" xml:lang="{}" font-family="{}" font-size="{}""#,
            lang.tag(),
            family(lang),
            Tenths(font.size)
        )?;
        write!(
            self.out,
            r#" font-weight="{}""#,
            if font.bold { 600 } else { 400 }
        )?;
        if font.italic {
            self.out.push_str(r#" font-style="italic""#);
        }
        if font.spacing > 0.0 {
            write!(self.out, r#" letter-spacing="{}""#, Tenths(font.spacing))?;
        }
        self.paint("fill", run.ink)
    }

    fn halo(&mut self, halo: Option<Ink>) -> fmt::Result {
        if let Some(halo) = halo {
            self.paint("stroke", halo)?;
            self.out
                .push_str(r#" stroke-width="3" stroke-linejoin="round" paint-order="stroke""#);
        }
        Ok(())
    }

    /// A colour as two attributes, because not every program that opens SVG knows `#rrggbbaa`.
    fn paint(&mut self, attribute: &str, ink: Ink) -> fmt::Result {
        let mut colour = self.palette.get(ink);
        let alpha = colour.3;
        colour.3 = 255;
        write!(self.out, r#" {attribute}="{}""#, colour.css())?;
        if alpha < 255 {
            let percent = (u32::from(alpha) * 100 + 127) / 255;
            write!(self.out, r#" {attribute}-opacity="{percent}%""#)?;
        }
        Ok(())
    }

    fn data(&mut self, paths: PathRange, closed: bool) -> fmt::Result {
        self.out.push_str(r#" d=""#);
        for points in self.scene.paths(paths) {
            outline(self.out, points, closed)?;
        }
        self.out.push('"');
        Ok(())
    }
}

fn outline(out: &mut String, points: &[Px], closed: bool) -> fmt::Result {
    for (number, at) in points.iter().enumerate() {
        let command = match number {
            0 => 'M',
            1 => 'L',
            _ => ' ',
        };
        write!(out, "{command}{} {}", Tenths(at.x), Tenths(at.y))?;
    }
    if closed {
        out.push('Z');
    }
    Ok(())
}

#[cfg(test)]
mod tests;
