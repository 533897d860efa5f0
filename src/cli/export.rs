//! `yalu export`: events and articles in a format that other programs read.

use super::Status;
use super::check::prefix;
use super::root::package_root;
use crate::app::{OptionError, parse_years};
use crate::check::{Given, check, report};
use crate::export::{self, Chosen};
use crate::index::{BuildError, Catalog, Filter};
use crate::model::{Corpus, PlaceIx};
use crate::read::corpus::suggest::nearest;
use crate::read::corpus::{ReadError, read_corpus};
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `yalu export` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format to write
    #[arg(long, value_enum)]
    pub format: Format,
    /// Only events that may have been in these years, as 2018-2020
    #[arg(
        long,
        value_name = "YEARS",
        default_value = "",
        hide_default_value = true
    )]
    #[arg(allow_hyphen_values = true)]
    pub years: String,
    /// With --years: events without a date too
    #[arg(long, requires = "years")]
    pub undated: bool,
    /// Only events that name this place of places.toml
    #[arg(long, value_name = "ID")]
    pub place: Option<String>,
    /// The corpus's folder [default: the package's own]
    #[arg(long, value_name = "DIR")]
    pub corpus: Option<PathBuf>,
}

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Events for maps and GIS: GeoJSON with a `when`
    Geojson,
    /// Events for spreadsheets, one row each
    Csv,
    /// Articles for citation processors
    CslJson,
    /// Articles for LaTeX
    Bibtex,
    /// Articles for reference managers
    Ris,
    /// Everything as linked data, with the words of schema.org
    Jsonld,
}

impl From<Format> for export::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Geojson => Self::GeoJson,
            Format::Csv => Self::Csv,
            Format::CslJson => Self::CslJson,
            Format::Bibtex => Self::Bibtex,
            Format::Ris => Self::Ris,
            Format::Jsonld => Self::JsonLd,
        }
    }
}

/// Why nothing was exported.
#[derive(Debug)]
pub enum ExportError {
    /// The years make no sense.
    Years(OptionError),
    /// There is no such place.
    Place {
        /// What was asked for.
        id: String,
        /// The id that was perhaps meant.
        meant: Option<String>,
    },
    /// The corpus could not be read.
    Corpus(ReadError),
    /// The corpus has problems.
    Problems {
        /// How many.
        count: usize,
        /// All of them, as `yalu check` prints them.
        report: String,
    },
    /// The events cannot be indexed.
    Index(BuildError),
    /// Standard output was closed.
    Output(io::Error),
}

impl ExportError {
    /// The status with which the command ends.
    #[must_use]
    pub const fn status(&self) -> Status {
        match self {
            Self::Problems { .. } | Self::Index(_) => Status::Problems,
            Self::Years(_) | Self::Place { .. } | Self::Corpus(_) | Self::Output(_) => {
                Status::CouldNotRun
            }
        }
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Years(error) => error.fmt(f),
            Self::Place {
                id,
                meant: Some(meant),
            } => {
                write!(
                    f,
                    "there is no place `{id}` in places.toml; did you mean `{meant}`?"
                )
            }
            Self::Place { id, meant: None } => {
                write!(f, "there is no place `{id}` in places.toml")
            }
            Self::Corpus(error) => error.fmt(f),
            Self::Problems { count, report } => {
                let s = if *count == 1 { "" } else { "s" };
                write!(
                    f,
                    "nothing was exported, the corpus has {count} problem{s}\n{report}"
                )
            }
            Self::Index(error) => write!(f, "the events cannot be indexed: {error}"),
            Self::Output(cause) => write!(f, "the export cannot be printed: {cause}"),
        }
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Corpus(error) => Some(error),
            Self::Output(cause) => Some(cause),
            _ => None,
        }
    }
}

/// Writes what was asked for to standard output, all of it or nothing; how much it is and what was
/// left out goes to standard error.
///
/// # Errors
/// [`ExportError`] when an argument makes no sense, the corpus cannot be read or breaks a rule.
pub fn run(args: &Args) -> Result<(), ExportError> {
    let years = parse_years(&args.years).map_err(ExportError::Years)?;
    let own = || package_root().join("corpus");
    let corpus = read(&args.corpus.clone().unwrap_or_else(own))?;
    let place = args
        .place
        .as_deref()
        .map(|id| find(&corpus, id))
        .transpose()?;
    let catalog = Catalog::new(corpus).map_err(ExportError::Index)?;
    let filter = Filter {
        undated: years.is_none() || args.undated,
        years,
        ..Filter::default()
    };
    let chosen = Chosen::new(&catalog, &filter, place);
    let text = export::export(args.format.into(), &chosen);
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(ExportError::Output)?;
    say(&catalog, &filter, place, &chosen);
    Ok(())
}

/// A corpus that breaks no rule.
fn read(dir: &Path) -> Result<Corpus, ExportError> {
    let source = read_corpus(dir).map_err(ExportError::Corpus)?;
    let problems = check(&source, Given::default());
    match source.corpus {
        Some(corpus) if problems.is_empty() => Ok(corpus),
        _ => Err(ExportError::Problems {
            count: problems.len(),
            report: report::human(&problems, &source.files, &prefix(dir), false),
        }),
    }
}

fn find(corpus: &Corpus, id: &str) -> Result<PlaceIx, ExportError> {
    corpus.find_place(id).ok_or_else(|| {
        let known = corpus.places.iter().map(|place| &*place.id);
        ExportError::Place {
            id: id.to_owned(),
            meant: nearest(id, known).map(str::to_owned),
        }
    })
}

/// Tells how much was exported, and of what is undated how much was not.
fn say(catalog: &Catalog, filter: &Filter, place: Option<PlaceIx>, chosen: &Chosen<'_>) {
    let (events, articles) = (chosen.events.len(), chosen.articles.len());
    let corpus = catalog.corpus();
    let (all, sources) = (corpus.len(), corpus.articles.len());
    eprintln!("{events} of {all} events, {articles} of {sources} articles");
    if filter.undated {
        return;
    }
    let with_undated = Filter {
        undated: true,
        ..filter.clone()
    };
    let left = Chosen::new(catalog, &with_undated, place).events.len() - events;
    if left > 0 {
        eprintln!("left out: {left} without a date; --undated adds them");
    }
}
