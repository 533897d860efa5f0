//! The texts of the articles, which are not part of the project: whoever holds them can prove the
//! citations.

use super::fingerprint::normalised;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::{error, fmt, fs};

/// The largest text that is read, in bytes.
const MAX_TEXT_BYTES: u64 = 4 << 20;

/// The texts of the articles by the names of their files.
#[derive(Debug, Default)]
pub struct Articles {
    texts: BTreeMap<Box<str>, Result<Vec<String>, Unread>>,
}

/// Why a text cannot be compared with.
#[derive(Debug)]
pub enum Unread {
    /// The system could not read it.
    Io(io::Error),
    /// It is not UTF-8 from this byte on.
    Encoding(usize),
    /// It is too large to be an article.
    TooLarge,
}

/// Why there are no texts.
#[derive(Debug)]
pub struct ArticlesError {
    /// The folder that cannot be listed.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

impl fmt::Display for ArticlesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, cause) = (self.path.display(), &self.cause);
        write!(f, "cannot read the articles' folder {path}: {cause}")
    }
}

impl error::Error for ArticlesError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(&self.cause)
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(cause) => cause.fmt(f),
            Self::Encoding(at) => write!(f, "it is not UTF-8 at byte {at}"),
            Self::TooLarge => f.write_str("it is too large to be an article"),
        }
    }
}

impl Articles {
    /// Reads every text file of a folder. A file that cannot be read only matters when it is cited.
    ///
    /// # Errors
    /// [`ArticlesError`] when the folder cannot be listed.
    pub fn read(dir: &Path) -> Result<Self, ArticlesError> {
        let fail = |cause| ArticlesError {
            path: dir.to_owned(),
            cause,
        };
        let mut articles = Self::default();
        for entry in fs::read_dir(dir).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            articles.texts.insert(name.into(), text(&path));
        }
        Ok(articles)
    }

    /// Texts that are in memory, by the names of their files.
    pub fn from_texts<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let texts = texts.into_iter();
        Self {
            texts: texts
                .map(|(name, text)| (name.into(), Ok(paragraphs(text))))
                .collect(),
        }
    }

    /// The paragraphs of the text in a file, normalised, or why there are none; `None` when there
    /// is no such file. Paragraph 1 is the first.
    #[must_use]
    pub fn paragraphs(&self, file: &str) -> Option<Result<&[String], &Unread>> {
        self.texts.get(file).map(|text| text.as_deref())
    }

    /// All texts that could be read: names and paragraphs.
    pub fn all(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.texts
            .iter()
            .filter_map(|(name, text)| Some((&**name, text.as_deref().ok()?)))
    }
}

fn text(path: &Path) -> Result<Vec<String>, Unread> {
    if !fs::metadata(path).map_err(Unread::Io)?.is_file() {
        let kind = io::ErrorKind::InvalidInput;
        return Err(Unread::Io(io::Error::new(kind, "it is not a regular file")));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes))
        .map_err(Unread::Io)?;
    if bytes.len() as u64 > MAX_TEXT_BYTES {
        return Err(Unread::TooLarge);
    }
    match str::from_utf8(&bytes) {
        Ok(text) => Ok(paragraphs(text)),
        Err(error) => Err(Unread::Encoding(error.valid_up_to())),
    }
}

/// The lines that are not empty, normalised.
fn paragraphs(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().map(normalised);
    lines.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_the_lines_that_are_not_empty() {
        let check = |text, expected: &[&str]| assert_eq!(paragraphs(text), expected, "{text:?}");
        check("", &[]);
        check("\n \n\u{a0}\n", &[]);
        check("\u{feff}one\r\n\r\n  two  words\n", &["one", "two words"]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let error = Articles::read(Path::new("/nowhere/at/all")).unwrap_err();
        assert!(error.to_string().contains("/nowhere/at/all"));
    }
}
