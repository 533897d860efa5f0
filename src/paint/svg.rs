//! A scene as an SVG file: named layers, text as text, nothing fetched from elsewhere.

use super::font::family;
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
    writeln!(out, "<title>{}</title>", Escaped(title))?;
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
            Escaped(&address)
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
                    write!(self.out, "{}", Escaped(text))?;
                } else {
                    self.out.push_str("<tspan");
                    self.letters(run, lang)?;
                    write!(self.out, ">{}</tspan>", Escaped(text))?;
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

/// Cuts English into stretches of one language each, by their script. Faces for Chinese, Japanese
/// and Korean have each other's letters and Latin ones; Latin faces have no others.
fn scripts(text: &str, lang: Lang) -> impl Iterator<Item = (&str, Lang)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let of = |letter| match lang {
            Lang::En => script(letter).unwrap_or(lang),
            _ => lang,
        };
        let end = rest.find(|letter| of(letter) != of(first));
        let (stretch, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some((stretch, of(first)))
    })
}

/// The language that a letter of Chinese, Japanese or Korean writing is shown as where nothing
/// says more: Han characters as Chinese.
pub(crate) const fn script(letter: char) -> Option<Lang> {
    match letter {
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => {
            Some(Lang::Ko)
        }
        '\u{3040}'..='\u{30ff}' => Some(Lang::Ja),
        '\u{2e80}'..='\u{303f}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}' => Some(Lang::Zh),
        _ => None,
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

/// A length rounded to a tenth of a pixel, without a fraction where that is zero.
struct Tenths(f64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        match rest {
            0 => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{rest}"),
        }
    }
}

/// Text in which the characters that XML gives a meaning are written as entities, and those that
/// XML 1.0 forbids are left out.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
                letter => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::Size;
    use crate::scene::{Dash, Font, Layer};

    #[test]
    fn tenths_are_short() {
        for (number, text) in [
            (0.0, "0"),
            (-0.04, "0"),
            (12.0, "12"),
            (3.12, "3.1"),
            (-2.55, "-2.5"),
            (-0.3, "-0.3"),
        ] {
            // Halves round away from zero: −25.5 tenths is stored a little below it.
            let shown = Tenths(number).to_string();
            assert!(shown == text || shown == "-2.6", "{number} {shown}");
        }
    }

    #[test]
    fn scripts_of_english_are_told_apart() {
        let cut = |text, lang| scripts(text, lang).collect::<Vec<_>>();
        assert_eq!(cut("", Lang::En), []);
        assert_eq!(cut("Yalu", Lang::En), [("Yalu", Lang::En)]);
        assert_eq!(
            cut("Yalu · 鸭绿江 압록강あ", Lang::En),
            [
                ("Yalu · ", Lang::En),
                ("鸭绿江", Lang::Zh),
                (" ", Lang::En),
                ("압록강", Lang::Ko),
                ("あ", Lang::Ja)
            ]
        );
        assert_eq!(cut("Yalu 江", Lang::Ja), [("Yalu 江", Lang::Ja)]);
    }

    #[test]
    fn a_hosts_text_is_text() {
        assert_eq!(
            Escaped("<script>&\"\u{1}\n").to_string(),
            "&lt;script&gt;&amp;&quot; "
        );
    }

    #[test]
    fn an_empty_scene_is_a_picture() {
        let picture = svg(&Scene::default(), &Palette::LIGHT, "");
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
    }

    #[test]
    fn the_relief_is_what_the_caller_makes_of_it() {
        let mut scene = Scene::default();
        scene.layer(Layer::Relief);
        scene.draw(Shape::Relief {
            min: Px::new(0.0, 1.0),
            max: Px::new(10.0, 5.0),
            opacity: 0.5,
        });
        let drawn = |scene: &Scene| {
            svg_with(scene, &Palette::DARK, "", &|relief, shadow, light| {
                let Rgba(red, green, blue, alpha) = Palette::DARK.get(Ink::ReliefShadow);
                assert_eq!(shadow, [red, green, blue, alpha]);
                let one = relief.columns == 1 && light[3] > 0;
                one.then(|| "data:,\"".to_owned())
            })
        };
        assert!(!drawn(&scene).contains("<image"));
        let relief = |columns| {
            Some(std::sync::Arc::new(Relief {
                rect: crate::geo::WorldRect::EMPTY,
                columns,
                rows: 1,
                shades: vec![0; columns as usize],
            }))
        };
        scene.relief = relief(1);
        let image = r#"<image x="0" y="1" width="10" height="4" preserveAspectRatio="none" opacity="0.5" href="data:,&quot;"/>"#;
        assert!(drawn(&scene).contains(image), "{}", drawn(&scene));
        scene.relief = relief(2);
        assert!(!drawn(&scene).contains("<image"));
        assert!(svg(&scene, &Palette::DARK, "").contains("data:image/png;base64,"));
    }

    #[test]
    fn every_shape_is_drawn() {
        let mut scene = Scene::default();
        scene.clear(Size {
            width: 100.0,
            height: 50.0,
        });
        scene.layer(Layer::Border);
        let paths = scene.path([Px::new(0.0, 0.0), Px::new(10.0, 5.25), Px::new(3.0, 4.0)]);
        scene.draw(Shape::Fill {
            ink: Ink::AccentWash,
            paths: paths.clone(),
        });
        scene.draw(Shape::Stroke {
            ink: Ink::BorderLine,
            width: 1.5,
            dash: Dash::DashDot,
            paths: paths.clone(),
        });
        let font = Font::new(12.0).italic();
        let runs = scene.run("Amnok & 압록강", font, Ink::WaterName, Lang::Ko, 0.0);
        scene.draw(Shape::TextAlong {
            path: paths,
            halo: Some(Ink::Halo),
            runs,
        });
        let picture = svg(&scene, &Palette::LIGHT, "A < B");
        for part in [
            r#"<g id="border">"#,
            r#"d="M0 0L10 5.3 3 4Z""#,
            r#"stroke-dasharray="7 3 1.2 3""#,
            "Amnok &amp; 압록강</textPath>",
            "<title>A &lt; B</title>",
            r#"fill-opacity="16%""#,
        ] {
            assert!(picture.contains(part), "{part} in {picture}");
        }
    }
}
