//! The data files that are compiled from the package's sources: the corpus and the basemap.

use std::collections::BTreeMap;
use std::path::Path;

use super::BuildError;
use crate::check::{Given, check, report};
use crate::index::Catalog;
use crate::model::Corpus;
use crate::model::basemap::Basemap;
use crate::model::relief::Relief;
use crate::read::basemap::{Split, write};
use crate::read::{corpus, geodata, relief};

/// A compiled data file of the built folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its file name in the folder.
    pub name: String,
    /// Whether the first complete picture needs it, which decides the budget it counts for.
    pub first: bool,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The package's data as they are read once and used for everything that is built of them.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The events.
    pub corpus: Corpus,
    /// The map below them.
    pub basemap: Basemap,
    /// Hills and valleys.
    pub relief: Relief,
}

impl Sources {
    /// Reads the sources under `root`, the package's folder.
    ///
    /// # Errors
    ///
    /// [`BuildError::Source`] with every located problem when a source is wrong, and
    /// [`BuildError::Read`] when a file cannot be read.
    pub fn read(root: &Path) -> Result<Self, BuildError> {
        Ok(Self {
            corpus: checked_corpus(&root.join("corpus"))?,
            basemap: checked_basemap(&root.join("geodata"))?,
            relief: checked_relief(&root.join("geodata"))?,
        })
    }
}

/// Compiles every data file.
///
/// # Errors
///
/// [`BuildError::Source`] when there is no room for what is written.
pub fn compiled_parts(sources: &Sources) -> Result<Vec<Part>, BuildError> {
    let out_of_memory = |what| {
        move |cause: postcard::Error| BuildError::Source {
            what,
            report: cause.to_string(),
        }
    };
    let catalog = Catalog::new(sources.corpus.clone()).map_err(|cause| BuildError::Source {
        what: "the corpus",
        report: cause.to_string(),
    })?;
    let map = write(&sources.basemap, Split::SHIPPED).map_err(out_of_memory("the basemap"))?;
    let shade = relief::write(&sources.relief);
    let part = |name: &str, first, bytes| Part {
        name: name.into(),
        first,
        bytes,
    };
    Ok(vec![
        part("corpus.bin", true, catalog.to_flat()),
        part("basemap.bin", true, map.first),
        part("basemap-detail.bin", false, map.rest),
        part("relief.bin", false, shade),
    ])
}

/// The corpus of a folder, with every editorial rule held to.
///
/// # Errors
///
/// [`BuildError::Source`] with all problems in the manner of `yalu check`.
pub fn checked_corpus(folder: &Path) -> Result<Corpus, BuildError> {
    let broken = |report| BuildError::Source {
        what: "the corpus",
        report,
    };
    let source = corpus::read_corpus(folder).map_err(|error| broken(error.to_string()))?;
    let problems = check(&source, Given::default());
    match source.corpus {
        Some(corpus) if problems.is_empty() => Ok(corpus),
        _ => Err(broken(report::human(
            &problems,
            &source.files,
            "corpus/",
            false,
        ))),
    }
}

/// The relief of a folder of map data.
///
/// # Errors
///
/// [`BuildError::Read`] for a missing file, [`BuildError::Source`] for one that is no relief.
pub fn checked_relief(folder: &Path) -> Result<Relief, BuildError> {
    let path = folder.join("relief.pgm");
    let bytes = std::fs::read(&path).map_err(|cause| BuildError::Read { path, cause })?;
    relief::from_pgm(&bytes).map_err(|error| BuildError::Source {
        what: "the relief",
        report: format!("relief.pgm: {error}"),
    })
}

/// The basemap of a folder of GeoJSON layers.
///
/// # Errors
///
/// [`BuildError::Read`] for a missing file, [`BuildError::Source`] for what is wrong in one.
pub fn checked_basemap(folder: &Path) -> Result<Basemap, BuildError> {
    let mut files = BTreeMap::new();
    for name in geodata::FILES {
        let path = folder.join(name);
        let text =
            std::fs::read_to_string(&path).map_err(|cause| BuildError::Read { path, cause })?;
        files.insert(name.to_owned(), text);
    }
    geodata::compile(&files).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        BuildError::Source {
            what: "the map data",
            report: lines.join("\n"),
        }
    })
}
