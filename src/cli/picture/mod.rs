//! `yalu picture`: the map as an SVG or PNG file, made of the same scene that the widget paints.

mod png;

pub use png::{MOST_PIXELS, PngError, png};

use super::Status;
use super::build::BuildError;
use super::build::parts::{checked_basemap, checked_corpus, checked_relief};
use super::root::package_root;
use crate::app::{OptionError, parse_view, parse_years};
use crate::export::picture::Picture;
use crate::geo::{Size, View, Viewport};
use crate::index::{Catalog, Filter, Selection};
use crate::model::Lang;
use crate::model::basemap::Basemap;
use crate::paint::svg::svg;
use crate::scene::{Chosen, Palette};
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What `yalu picture` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to look: longitude, latitude, zoom [default: the whole region]
    #[arg(
        long,
        value_name = "LON,LAT,ZOOM",
        allow_hyphen_values = true,
        default_value = ""
    )]
    pub view: String,
    /// Only events of these years, as 2018-2020
    #[arg(long, value_name = "YEARS", default_value = "")]
    pub years: String,
    /// Width and height in CSS pixels
    #[arg(long, value_name = "WxH", default_value = "1200x800")]
    pub size: String,
    /// The colours
    #[arg(long, value_enum, default_value_t)]
    pub theme: PictureTheme,
    /// The language of names: en, ko, zh or ja
    #[arg(long, default_value = "en")]
    pub lang: String,
    /// Id of a place to show as selected
    #[arg(long, value_name = "ID")]
    pub place: Option<String>,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// What to write [default: as the file's name ends, otherwise svg]
    #[arg(long, value_enum)]
    pub format: Option<PictureFormat>,
    /// Pixels of a PNG to a CSS pixel
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0)]
    pub scale: f32,
}

/// Kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum PictureFormat {
    /// Shapes and text in named layers; sharp at every size.
    Svg,
    /// Pixels, drawn with the fonts of this machine.
    Png,
}

/// Colours of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum PictureTheme {
    /// By day.
    #[default]
    Light,
    /// By night.
    Dark,
}

/// Why there is no picture.
#[derive(Debug)]
pub enum PictureError {
    /// View or years make no sense.
    Option(OptionError),
    /// The size is not two numbers.
    Size(String),
    /// The language is not one of the four.
    Lang(String),
    /// There is no such place.
    Place(String),
    /// The file's name ends in something else than .svg or .png.
    Ending(PathBuf),
    /// The scale is not a number of 0.1 to 10, or was given for an SVG.
    Scale(f32),
    /// A PNG would be written to a terminal.
    Terminal,
    /// The SVG could not be drawn as PNG.
    Png(PngError),
    /// The sources are wrong.
    Sources(BuildError),
    /// The events cannot be indexed.
    Index(crate::index::BuildError),
    /// The file cannot be written.
    Write {
        /// The file, or nothing for standard output.
        path: Option<PathBuf>,
        /// Why.
        cause: io::Error,
    },
}

impl PictureError {
    /// The status with which the command ends.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::Sources(error) => error.status(),
            Self::Index(_) => Status::Problems,
            Self::Option(_)
            | Self::Size(_)
            | Self::Lang(_)
            | Self::Place(_)
            | Self::Ending(_)
            | Self::Scale(_)
            | Self::Terminal
            | Self::Png(_)
            | Self::Write { .. } => Status::CouldNotRun,
        }
    }
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option(error) => error.fmt(f),
            Self::Size(text) => write!(
                f,
                "--size takes width and height of 16 to 10000 pixels, as in 1200x800, not {text}"
            ),
            Self::Lang(text) => write!(f, "--lang takes en, ko, zh or ja, not {text}"),
            Self::Place(id) => write!(f, "there is no place {id} in the corpus's places.toml"),
            Self::Ending(path) => write!(
                f,
                "{} ends in neither .svg nor .png: say which with --format",
                path.display()
            ),
            Self::Scale(scale) => write!(
                f,
                "--scale takes pixels to a CSS pixel, 0.1 to 10 and for PNG only, not {scale}"
            ),
            Self::Terminal => {
                f.write_str("a PNG is nothing for a terminal: name a file with -o, or pipe it on")
            }
            Self::Png(error) => error.fmt(f),
            Self::Sources(error) => error.fmt(f),
            Self::Index(error) => write!(f, "the events cannot be indexed: {error}"),
            Self::Write {
                path: Some(path),
                cause,
            } => {
                write!(f, "{} cannot be written: {cause}", path.display())
            }
            Self::Write { path: None, cause } => {
                write!(f, "the picture cannot be printed: {cause}")
            }
        }
    }
}

impl std::error::Error for PictureError {}

/// Reads the package's corpus and basemap and writes the picture.
///
/// # Errors
/// [`PictureError`] says what was asked for wrongly or could not be read or written.
pub fn run(args: &Args) -> Result<(), PictureError> {
    let format = format(args)?;
    // Before the work, not after it.
    if format == PictureFormat::Png && args.out.is_none() && io::stdout().is_terminal() {
        return Err(PictureError::Terminal);
    }
    let root = package_root();
    let corpus = checked_corpus(&root.join("corpus")).map_err(PictureError::Sources)?;
    let catalog = Catalog::new(corpus).map_err(PictureError::Index)?;
    let geodata = root.join("geodata");
    let mut basemap = checked_basemap(&geodata).map_err(PictureError::Sources)?;
    basemap.relief = Some(Arc::new(
        checked_relief(&geodata).map_err(PictureError::Sources)?,
    ));
    let text = picture(args, &basemap, &catalog)?;
    let bytes = match format {
        PictureFormat::Svg => text.into_bytes(),
        PictureFormat::Png => png(&text, args.scale).map_err(PictureError::Png)?,
    };
    let written = match &args.out {
        Some(path) => std::fs::write(path, bytes),
        None => io::stdout().lock().write_all(&bytes),
    };
    written.map_err(|cause| PictureError::Write {
        path: args.out.clone(),
        cause,
    })
}

/// The picture that was asked for, as SVG.
///
/// # Errors
/// [`PictureError`] when an argument makes no sense.
pub fn picture(args: &Args, basemap: &Basemap, catalog: &Catalog) -> Result<String, PictureError> {
    let size = parse_size(&args.size).ok_or_else(|| PictureError::Size(args.size.clone()))?;
    let view = parse_view(&args.view).map_err(PictureError::Option)?;
    let lang = Lang::from_tag(&args.lang).ok_or_else(|| PictureError::Lang(args.lang.clone()))?;
    let filter = Filter {
        years: parse_years(&args.years).map_err(PictureError::Option)?,
        ..Filter::default()
    };
    let places = match &args.place {
        Some(id) => {
            let place = catalog.corpus().find_place(id);
            vec![place.ok_or_else(|| PictureError::Place(id.clone()))?]
        }
        None => Vec::new(),
    };
    let mut selection = Selection::default();
    catalog.index().select(&filter, &mut selection);
    let viewport = Viewport::new(view.unwrap_or_else(|| home(size)), size);
    let picture = Picture {
        viewport: &viewport,
        basemap: Some(basemap),
        is_host_map: false,
        catalog: Some(catalog),
        selection: &selection,
        chosen: &Chosen {
            places,
            ..Chosen::default()
        },
        lang,
    };
    let palette = match args.theme {
        PictureTheme::Light => Palette::LIGHT,
        PictureTheme::Dark => Palette::DARK,
    };
    Ok(svg(&picture.scene(), &palette, picture.title()))
}

/// What is to be written, with a scale that goes with it.
fn format(args: &Args) -> Result<PictureFormat, PictureError> {
    let format = match (args.format, &args.out) {
        (Some(format), _) => format,
        (None, Some(path)) => by_ending(path)?,
        (None, None) => PictureFormat::Svg,
    };
    // An SVG has no pixels, so that a scale would do nothing.
    let is_one = args.scale.to_bits() == 1.0_f32.to_bits();
    if !(0.1..=10.0).contains(&args.scale) || (format == PictureFormat::Svg && !is_one) {
        return Err(PictureError::Scale(args.scale));
    }
    Ok(format)
}

fn by_ending(path: &Path) -> Result<PictureFormat, PictureError> {
    let Some(ending) = path.extension() else {
        return Ok(PictureFormat::Svg);
    };
    if ending.eq_ignore_ascii_case("svg") {
        Ok(PictureFormat::Svg)
    } else if ending.eq_ignore_ascii_case("png") {
        Ok(PictureFormat::Png)
    } else {
        Err(PictureError::Ending(path.to_owned()))
    }
}

fn home(size: Size) -> View {
    crate::app::home_view(size)
}

fn parse_size(text: &str) -> Option<Size> {
    let (width, height) = text.split_once(['x', '×'])?;
    let pixels = |text: &str| {
        let pixels: f64 = text.trim().parse().ok()?;
        (16.0..=10_000.0).contains(&pixels).then_some(pixels)
    };
    Some(Size {
        width: pixels(width)?,
        height: pixels(height)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn format_of(line: &str) -> Result<PictureFormat, PictureError> {
        let words = std::iter::once("picture").chain(line.split_whitespace());
        format(&Line::try_parse_from(words).expect("arguments").args)
    }

    #[test]
    fn the_file_s_name_or_the_format_decides() {
        for (line, expected) in [
            ("", PictureFormat::Svg),
            ("-o map", PictureFormat::Svg),
            ("-o map.svg", PictureFormat::Svg),
            ("-o MAP.PNG --scale 2", PictureFormat::Png),
            ("-o map.png --format svg", PictureFormat::Svg),
            ("-o map.picture --format png", PictureFormat::Png),
            ("--format png --scale 0.5", PictureFormat::Png),
        ] {
            assert_eq!(format_of(line).expect("a format"), expected, "{line}");
        }
        assert!(matches!(
            format_of("-o map.jpg"),
            Err(PictureError::Ending(_))
        ));
        for wrong in [
            "--scale 2",
            "--format png --scale 0",
            "--format png --scale 11",
            "-o a.png --scale NaN",
        ] {
            assert!(
                matches!(format_of(wrong), Err(PictureError::Scale(_))),
                "{wrong}"
            );
        }
    }

    #[test]
    fn sizes() {
        let size = |width, height| Some(Size { width, height });
        assert_eq!(parse_size("1200x800"), size(1200.0, 800.0));
        assert_eq!(parse_size(" 360 × 740 "), size(360.0, 740.0));
        for wrong in ["", "1200", "0x800", "1200xNaN", "1e9x10", "-5x800"] {
            assert_eq!(parse_size(wrong), None, "{wrong}");
        }
    }
}
