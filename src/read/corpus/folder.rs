//! Finds the files of a corpus on the disk.

use super::{ARTICLES, KINDS, PLACES, RawFile, Source};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::{error, fmt};

/// The largest file that is read, in bytes. A long article with a hundred events takes 100 kB;
/// what is larger than this is not a file of a corpus, and reading it would fill the memory.
pub const MAX_FILE_BYTES: u64 = 4 << 20;

/// Why a folder could not be read at all.
#[derive(Debug)]
pub enum ReadError {
    /// The folder cannot be listed.
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The folder is there but nothing in it belongs to a corpus.
    NotACorpus {
        /// The folder.
        path: PathBuf,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder { path, cause } => {
                write!(f, "cannot read the folder {}: {cause}", path.display())
            }
            Self::NotACorpus { path } => write!(
                f,
                "{} is not a corpus: it holds neither {KINDS} nor {PLACES} nor {ARTICLES}/",
                path.display()
            ),
        }
    }
}

impl error::Error for ReadError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Folder { cause, .. } => Some(cause),
            Self::NotACorpus { .. } => None,
        }
    }
}

/// Reads a corpus from its folder. A file that cannot be read is a problem of the result, so that
/// the other files are still looked at; then there is no corpus.
///
/// # Errors
/// [`ReadError`] when the folder itself cannot be read or is not a corpus.
pub fn read_corpus(dir: &Path) -> Result<Source, ReadError> {
    let top = list(dir)?;
    let known = [KINDS, PLACES, ARTICLES];
    if !known
        .iter()
        .any(|name| top.iter().any(|found| found == name))
    {
        let path = dir.to_owned();
        return Err(ReadError::NotACorpus { path });
    }
    let mut source = Source::default();
    for name in [KINDS, PLACES] {
        if top.iter().any(|found| found == name) {
            add(&mut source, dir, name.to_owned());
        } else {
            let message = format!("there is no {name}");
            source.add_unread(name.to_owned(), "missing-file", message);
        }
    }
    for name in &top {
        if ends_in(name, "toml") && !known.contains(&&**name) {
            let message = format!("this file is not read: articles belong into {ARTICLES}/");
            source.add_unread(name.clone(), "stray-file", message);
        }
    }
    if top.iter().any(|found| found == ARTICLES) {
        for name in list(&dir.join(ARTICLES))? {
            let path = format!("{ARTICLES}/{name}");
            if ends_in(&name, "toml") {
                add(&mut source, dir, path);
            } else if !ends_in(&name, "md") {
                let message = "this is not read: an article's file ends in .toml".to_owned();
                source.add_unread(path, "stray-file", message);
            }
        }
    }
    source.finish();
    Ok(source)
}

/// Names in a folder in their order, without hidden ones.
fn list(dir: &Path) -> Result<Vec<String>, ReadError> {
    let names = || -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(dir)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    };
    names().map_err(|cause| ReadError::Folder {
        path: dir.to_owned(),
        cause,
    })
}

/// Whether a file's name has this ending, which is lower case in a corpus.
fn ends_in(name: &str, ending: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, found)| found == ending)
}

fn add(source: &mut Source, dir: &Path, name: String) {
    match read(&dir.join(&name)) {
        Ok(Some(bytes)) => source.add(RawFile { name, bytes }),
        Ok(None) => {
            let message = format!(
                "this file is larger than {} MiB and was not read",
                MAX_FILE_BYTES >> 20
            );
            source.add_unread(name, "too-large", message);
        }
        Err(cause) => {
            let message = format!("this file cannot be read: {cause}");
            source.add_unread(name, "unreadable", message);
        }
    }
}

/// What is in a file, or `None` when that is too much.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    // Opening a pipe would wait for a writer for ever.
    if !fs::metadata(path)?.is_file() {
        let kind = io::ErrorKind::InvalidInput;
        return Err(io::Error::new(kind, "it is not a regular file"));
    }
    let mut bytes = Vec::new();
    // The length that the system tells may change until the file is read.
    File::open(path)?
        .take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MAX_FILE_BYTES).then_some(bytes))
}
