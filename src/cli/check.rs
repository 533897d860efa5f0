//! `yalu check`: everything that is wrong with the corpus, in one run.

use super::Status;
use super::root::package_root;
use crate::check::{Articles, ArticlesError, Given, Ground, GroundError, Layers, check, report};
use crate::read::corpus::{ReadError, Source, read_corpus};
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
    /// The map's layers could not be read.
    Ground(GroundError),
    /// Standard output was closed.
    Output(io::Error),
}

impl CheckError {
    /// The status with which the command ends.
    #[must_use]
    pub const fn status(&self) -> Status {
        match self {
            Self::Problems { .. } => Status::Problems,
            Self::Corpus(_) | Self::Articles(_) | Self::Ground(_) | Self::Output(_) => {
                Status::CouldNotRun
            }
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
            Self::Ground(cause) => cause.fmt(f),
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
    let ground = ground().map_err(CheckError::Ground)?;
    let given = Given {
        articles: articles.as_ref(),
        ground: ground.as_ref().map(|layers| layers as &dyn Ground),
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
    if let Some(articles) = &articles {
        say_unproved(&source, articles);
    }
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

/// Names the articles whose texts are not at hand, so that nobody takes them for proved.
fn say_unproved(source: &Source, articles: &Articles) {
    let all = source.draft.articles.iter();
    let absent = all.filter(|article| articles.paragraphs(&article.source.value).is_none());
    let absent: Vec<&str> = absent.map(|article| &*article.id.value).collect();
    if !absent.is_empty() {
        eprintln!(
            "not proved, because their texts are not there: {}",
            absent.join(", ")
        );
    }
}

/// The package's map layers; `None`, with a word about it, where the package is not at hand.
fn ground() -> Result<Option<Layers>, GroundError> {
    let dir = package_root().join("geodata");
    if dir.is_dir() {
        return Layers::read(&dir).map(Some);
    }
    eprintln!(
        "positions are not compared with the map: there is no {}",
        dir.display()
    );
    Ok(None)
}

/// What stands before the names of the corpus's files: the folder, from here if it is below.
pub(super) fn prefix(dir: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let shown = dir.strip_prefix(&here).unwrap_or(dir).display().to_string();
    if shown.is_empty() || shown.ends_with('/') {
        return shown;
    }
    shown + "/"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_ends_with_2() {
        let check = |corpus: &str, articles: Option<&str>, said: &str| {
            let args = Args {
                corpus: Some(package_root().join(corpus)),
                articles: articles.map(PathBuf::from),
                format: Format::Human,
            };
            let error = run(&args).unwrap_err();
            assert_eq!(error.status(), Status::CouldNotRun);
            assert!(error.to_string().contains(said), "{error}");
        };
        check("no-such-corpus", None, "no-such-corpus");
        check("src", None, "is not a corpus");
        check("corpus", Some("/no/such/articles"), "/no/such/articles");
    }

    #[test]
    fn problems_end_with_1_and_none_well() {
        let check = |corpus: &str| {
            run(&Args {
                corpus: Some(package_root().join("tests/corpora").join(corpus)),
                articles: None,
                format: Format::Json,
            })
        };
        assert!(check("good").is_ok());
        let error = check("empty-text").unwrap_err();
        assert_eq!(
            (error.status(), error.to_string()),
            (Status::Problems, "1 problem".into())
        );
    }

    #[test]
    fn files_are_named_from_here() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(prefix(&here.join("corpus")), "corpus/");
        assert_eq!(prefix(Path::new("../corpus/")), "../corpus/");
        assert_eq!(prefix(&here), "");
    }
}
