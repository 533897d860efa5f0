//! `yalu picture`: the map as an SVG file, made of the same scene that the widget paints.

use super::Status;
use super::build::BuildError;
use super::build::parts::{checked_basemap, checked_corpus, checked_relief};
use super::root::package_root;
use crate::app::words::words;
use crate::app::{OptionError, parse_view, parse_years};
use crate::geo::{Size, View, Viewport};
use crate::index::{Catalog, Filter, Selection};
use crate::model::Lang;
use crate::model::basemap::Basemap;
use crate::paint::svg::svg;
use crate::scene::{self, Chosen, Palette, Scene, Stage};
use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;
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
            Self::Option(_) | Self::Size(_) | Self::Lang(_) | Self::Place(_) | Self::Index(_) => {
                Status::Problems
            }
            Self::Write { .. } => Status::CouldNotRun,
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
    let root = package_root();
    let corpus = checked_corpus(&root.join("corpus")).map_err(PictureError::Sources)?;
    let catalog = Catalog::new(corpus).map_err(PictureError::Index)?;
    let geodata = root.join("geodata");
    let mut basemap = checked_basemap(&geodata).map_err(PictureError::Sources)?;
    basemap.relief = Some(Arc::new(
        checked_relief(&geodata).map_err(PictureError::Sources)?,
    ));
    let text = picture(args, &basemap, &catalog)?;
    let written = match &args.out {
        Some(path) => std::fs::write(path, text),
        None => io::stdout().lock().write_all(text.as_bytes()),
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
    let mut scene = Scene::default();
    Stage::default().draw(
        &mut scene,
        &scene::View {
            viewport: &viewport,
            basemap: Some(basemap),
            catalog: Some(catalog),
            selection: &selection,
            chosen: &Chosen {
                places,
                tied: Vec::new(),
            },
            lang,
            generation: 1,
            furniture: Some(words(lang).border_note),
        },
    );
    let palette = match args.theme {
        PictureTheme::Light => Palette::LIGHT,
        PictureTheme::Dark => Palette::DARK,
    };
    Ok(svg(&scene, &palette, words(lang).map))
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
