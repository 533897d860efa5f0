//! An SVG of [`crate::paint::svg`] as PNG, with the fonts of this machine.

use crate::paint::script::script;
use resvg::usvg::fontdb::{Database, Family, ID, Query, Style, Weight};
use resvg::usvg::{Font, FontFamily, FontResolver, FontStyle, Options, Tree};
use resvg::{tiny_skia, usvg};
use std::fmt;
use std::io;
use std::sync::Arc;

/// The most pixels of a picture: 100 million, which take 400 MB while it is drawn.
pub const MOST_PIXELS: f64 = 1e8;

/// Why there is no PNG.
#[derive(Debug)]
pub enum PngError {
    /// It would have more than [`MOST_PIXELS`], or none.
    Size,
    /// This machine has no fonts, and the names would be missing.
    NoFonts,
    /// The drawing is not one that the rasteriser reads.
    Drawing(usvg::Error),
    /// The pixels could not be written as PNG.
    Encode(io::Error),
}

impl fmt::Display for PngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size => write!(
                f,
                "--size times --scale gives no picture or one of more than {} million pixels",
                MOST_PIXELS / 1e6
            ),
            Self::NoFonts => {
                f.write_str("this machine has no fonts for the names: install some, or write SVG")
            }
            Self::Drawing(error) => write!(f, "the drawing cannot be read: {error}"),
            Self::Encode(error) => write!(f, "the pixels cannot be written as PNG: {error}"),
        }
    }
}

impl std::error::Error for PngError {}

/// Draws an SVG with `scale` pixels to a CSS pixel. Takes some tenths of a second, half of them
/// for finding the machine's fonts.
///
/// # Errors
/// [`PngError`] says what is in the way.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PngError> {
    let mut options = Options {
        font_resolver: FontResolver {
            select_font: Box::new(face),
            select_fallback: Box::new(other_face),
        },
        ..Options::default()
    };
    options.fontdb_mut().load_system_fonts();
    if options.fontdb.is_empty() {
        return Err(PngError::NoFonts);
    }
    let tree = Tree::from_str(svg, &options).map_err(PngError::Drawing)?;
    let side = |pixels: f32| (pixels * scale).round();
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    if f64::from(width) * f64::from(height) > MOST_PIXELS {
        return Err(PngError::Size);
    }
    let mut pixels = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or(PngError::Size)?;
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| PngError::Encode(error.into()))
}

/// The first face of a list that this machine has. Where it has none, its sans-serif; for Chinese,
/// Japanese and Korean any face with letters of the language that the list is for.
fn face(font: &Font, fonts: &mut Arc<Database>) -> Option<ID> {
    let named = font.families().iter().filter_map(|family| match family {
        FontFamily::Named(name) => Some(Family::Name(name)),
        // A machine's sans-serif may have none of the letters.
        _ => None,
    });
    let named: Vec<Family> = named.collect();
    let style = match font.style() {
        FontStyle::Normal => Style::Normal,
        FontStyle::Italic => Style::Italic,
        FontStyle::Oblique => Style::Oblique,
    };
    let query = |families: &[Family]| {
        fonts.query(&Query {
            families,
            weight: Weight(font.weight()),
            style,
            ..Query::default()
        })
    };
    if let Some(face) = query(&named) {
        return Some(face);
    }
    let any = query(&[Family::SansSerif]).or_else(|| fonts.faces().next().map(|face| face.id))?;
    match typical_letter(font.families()) {
        Some(letter) => {
            FontResolver::default_fallback_selector()(letter, &[any], fonts).or(Some(any))
        }
        None => Some(any),
    }
}

/// A letter that faces for the language of a list have and others mostly do not, by the names in
/// `paint::font`.
fn typical_letter(families: &[FontFamily]) -> Option<char> {
    let lists = |part: &str| {
        families
            .iter()
            .any(|family| matches!(family, FontFamily::Named(name) if name.contains(part)))
    };
    [("CJK KR", '한'), ("CJK SC", '们'), ("CJK JP", 'か')]
        .into_iter()
        .find_map(|(part, letter)| lists(part).then_some(letter))
}

/// Another face for a letter that the face of its run does not have.
///
/// The rasteriser shapes a whole line with the face of each of its runs and takes from each what
/// belongs to its run. Letters of Chinese, Japanese and Korean have runs of their own, so those
/// that a Latin face misses are in another run, and a substitute for them would be taken for the
/// Latin letters of the line too.
fn other_face(letter: char, used: &[ID], fonts: &mut Arc<Database>) -> Option<ID> {
    match script(letter) {
        Some(_) => None,
        None => FontResolver::default_fallback_selector()(letter, used, fonts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pixels of a drawing of 40 by 20.
    fn drawn(content: &str, scale: f32) -> tiny_skia::Pixmap {
        let svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path fill="#fff" d="M0 0H40V20H0Z"/>{content}</svg>"##
        );
        let bytes = png(&svg, scale).expect("a picture");
        tiny_skia::Pixmap::decode_png(&bytes).expect("a PNG")
    }

    fn word(text: &str, face: &str) -> Vec<u8> {
        let content =
            format!(r#"<text x="2" y="16" font-size="16" font-family="{face}">{text}</text>"#);
        drawn(&content, 1.0).data().to_vec()
    }

    #[test]
    fn the_scale_is_pixels_to_a_css_pixel() {
        let square = r##"<path fill="#f00" d="M10 4H20V10H10Z"/>"##;
        for (scale, width, height) in [(1.0, 40, 20), (2.0, 80, 40), (0.5, 20, 10)] {
            let pixels = drawn(square, scale);
            assert_eq!((pixels.width(), pixels.height()), (width, height));
            let red = pixels
                .pixels()
                .iter()
                .filter(|one| one.green() == 0)
                .count();
            let expected = 60.0 * scale * scale;
            assert!((red as f32 - expected).abs() < 0.5, "{red} for {expected}");
        }
    }

    #[test]
    fn too_much_and_nothing_are_refused() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000"/>"#;
        assert!(matches!(png(svg, 4.0), Err(PngError::Size)));
        assert!(matches!(png(svg, 0.0001), Err(PngError::Size)));
        assert!(matches!(png("", 1.0), Err(PngError::Drawing(_))));
    }

    #[test]
    fn every_script_has_its_letters() {
        // A letter that no face has is drawn as a box, and boxes are all alike.
        for (face, one, other) in [
            ("'Noto Sans',sans-serif", "D", "S"),
            ("'Noto Sans CJK KR'", "강", "북"),
            ("'Noto Sans CJK SC'", "鸭", "图"),
            ("'Noto Sans CJK JP'", "鴨", "あ"),
        ] {
            assert!(word(one, face) != word("", face), "{one} is not drawn");
            let box_like = word(one, face) == word(other, face);
            assert!(!box_like, "{one} is a box: run tests/install");
        }
        // One character, two forms.
        let forms = ["SC", "JP"].map(|form| word("直", &format!("'Noto Sans CJK {form}'")));
        assert!(forms[0] != forms[1], "the forms of a language");
    }

    #[test]
    fn a_line_of_two_scripts_keeps_the_face_of_each() {
        let latin = "'Noto Sans',sans-serif";
        let line = |rest: &str| {
            let content = format!(
                r#"<text x="2" y="16" font-size="16" font-family="{latin}">Ra{rest}</text>"#
            );
            drawn(&content, 1.0)
        };
        let both = line("<tspan font-family=\"'Noto Sans CJK KR'\">라</tspan>");
        let alone = line("");
        // The Latin letters end before the twentieth column.
        let left = |pixels: &tiny_skia::Pixmap| -> Vec<_> {
            let rows = pixels.pixels().chunks(pixels.width() as usize);
            rows.flat_map(|row| row[..20].to_vec()).collect()
        };
        assert!(
            left(&both) == left(&alone),
            "the Latin letters have changed"
        );
        assert!(both.data() != alone.data(), "the Korean letter is missing");
    }
}
