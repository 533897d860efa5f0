//! `yalu check`: everything that is wrong with the corpus, in one run.

use super::Status;
use super::root::package_root;
use crate::check::{Articles, ArticlesError, Given, check, report};
use crate::read::corpus::{ReadError, read_corpus};
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// What `yalu check` is asked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The corpus's folder [default: the package's own]
    #[arg(long, value_name = "DIR")]
    pub corpus: Option<PathBuf>,
    /// The folder with the articles' texts, to prove citations against
    #[arg(long, value_name = "DIR")]
    pub articles: Option<PathBuf>,
    /// How problems are printed: for people, or one JSON object a line
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The lines they are about, in the manner of rustc.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
}

/// Why a check did not end well.
#[derive(Debug)]
pub enum CheckError {
    /// There are problems, and all were printed.
    Problems {
        /// How many.
        count: usize,
    },
    /// The corpus could not be read.
    Corpus(ReadError),
    /// The articles' texts could not be read.
    Articles(ArticlesError),
    /// Standard output was closed.
    Output(io::Error),
}

impl CheckError {
    /// The status with which the command ends.
    #[must_use]
    pub const fn status(&self) -> Status {
        match self {
            Self::Problems { .. } => Status::Problems,
            Self::Corpus(_) | Self::Articles(_) | Self::Output(_) => Status::CouldNotRun,
        }
    }
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems { count: 1 } => f.write_str("1 problem"),
            Self::Problems { count } => write!(f, "{count} problems"),
            Self::Corpus(cause) => cause.fmt(f),
            Self::Articles(cause) => cause.fmt(f),
            Self::Output(cause) => write!(f, "cannot print the problems: {cause}"),
        }
    }
}

impl std::error::Error for CheckError {}

/// Reads the corpus, checks it and prints its problems to standard output.
///
/// # Errors
/// [`CheckError`] when there are problems, or when something could not be read.
pub fn run(args: &Args) -> Result<(), CheckError> {
    let articles = args.articles.as_deref().map(Articles::read).transpose();
    let articles = articles.map_err(CheckError::Articles)?;
    let own = || package_root().join("corpus");
    let dir = args.corpus.clone().unwrap_or_else(own);
    let source = read_corpus(&dir).map_err(CheckError::Corpus)?;
    let given = Given {
        articles: articles.as_ref(),
        ground: None,
    };
    let problems = check(&source, given);
    let prefix = prefix(&dir);
    let mut out = io::stdout().lock();
    let text = match args.format {
        Format::Human => {
            let coloured = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
            report::human(&problems, &source.files, &prefix, coloured)
        }
        Format::Json => report::json(&problems, &source.files, &prefix),
    };
    out.write_all(text.as_bytes()).map_err(CheckError::Output)?;
    if !problems.is_empty() {
        let count = problems.len();
        return Err(CheckError::Problems { count });
    }
    if let Some(corpus) = &source.corpus {
        eprintln!(
            "the corpus is fine: {} articles, {} events, {} places, {} kinds",
            corpus.articles.len(),
            corpus.len(),
            corpus.places.len(),
            corpus.kinds.len()
        );
    }
    Ok(())
}

/// What stands before the names of the corpus's files: the folder, from here if it is below.
fn prefix(dir: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let shown = dir.strip_prefix(&here).unwrap_or(dir).display().to_string();
    if shown.is_empty() || shown.ends_with('/') {
        return shown;
    }
    shown + "/"
}
