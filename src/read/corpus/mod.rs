//! Reads the corpus from the text files that people write.
//!
//! [`read_corpus`] touches the disk, [`parse`] does not. Both take everything that is wrong with
//! all files in one go; a corpus only exists when nothing is.

mod build;
pub mod draft;
mod fields;
mod folder;
mod reading;
pub mod suggest;
mod take;
#[cfg(test)]
mod tests;

use super::problem::{Problem, Span};
use crate::model::Corpus;
use build::Unread;
use draft::Draft;
use fields::Fields;
pub use folder::{MAX_FILE_BYTES, ReadError, read_corpus};
use reading::Reading;
use toml::de::DeTable;

/// Name of the file of kinds.
pub const KINDS: &str = "kinds.toml";
/// Name of the gazetteer's file.
pub const PLACES: &str = "places.toml";
/// Name of the folder with a file for each article.
pub const ARTICLES: &str = "articles";

/// A file as it came from the disk.
#[derive(Clone, Debug)]
pub struct RawFile {
    /// Path below the corpus's folder, with forward slashes.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A file whose text problems point into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the corpus's folder, with forward slashes.
    pub name: String,
    /// Its text; what was not UTF-8 is replaced.
    pub text: String,
}

/// A corpus as it was read, right or wrong.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The files, in the order of their names.
    pub files: Vec<SourceFile>,
    /// What they say.
    pub draft: Draft,
    /// What keeps them from being a corpus, in the order of files and lines.
    pub problems: Vec<Problem>,
    /// The corpus, when there is no problem.
    pub corpus: Option<Corpus>,
    unread: Unread,
}

/// Reads files that are in memory. Costs about 30 ms a megabyte.
#[must_use]
pub fn parse(files: Vec<RawFile>) -> Source {
    let mut source = Source::default();
    for file in files {
        source.add(file);
    }
    source.finish();
    source
}

impl Source {
    /// Adds a file that could not be read, with the reason.
    fn add_unread(&mut self, name: String, rule: &'static str, message: String) {
        let span = Span::file(self.files.len() as u32);
        self.mark_unread(&name);
        self.problems.push(Problem::new(rule, span, message));
        let text = String::new();
        self.files.push(SourceFile { name, text });
    }

    /// Adds a file.
    fn add(&mut self, file: RawFile) {
        let number = self.files.len() as u32;
        let text = match String::from_utf8(file.bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let span = Span {
                    file: number,
                    start: at as u32,
                    end: (at + char::REPLACEMENT_CHARACTER.len_utf8()) as u32,
                };
                self.problems.push(
                    Problem::new("encoding", span, "this is not UTF-8")
                        .help("save the file as UTF-8; nothing in it was read"),
                );
                self.mark_unread(&file.name);
                let name = file.name;
                self.files.push(SourceFile { name, text });
                return;
            }
        };
        let mut reading = Reading {
            file: number,
            text: &text,
            problems: &mut self.problems,
        };
        if !read_file(&file.name, &mut reading, &mut self.draft) {
            self.mark_unread(&file.name);
        }
        let name = file.name;
        self.files.push(SourceFile { name, text });
    }

    fn mark_unread(&mut self, name: &str) {
        match name {
            KINDS => self.unread.kinds = true,
            PLACES => self.unread.places = true,
            _ => self.unread.events = true,
        }
    }

    /// Ties everything together once all files are added.
    fn finish(&mut self) {
        self.corpus = build::build(&self.draft, self.unread, &mut self.problems);
        self.problems.sort_by_key(|problem| problem.span);
    }
}

/// Adds what a file says to a draft; false where it is not TOML.
fn read_file(name: &str, reading: &mut Reading<'_>, draft: &mut Draft) -> bool {
    let (table, errors) = DeTable::parse_recoverable(reading.text);
    for error in &errors {
        let end = reading.text.len();
        let span = error.span().unwrap_or(end..end);
        let span = reading.span(span.start.min(end)..span.end.min(end));
        reading.say(Problem::new("syntax", span, error.message()));
    }
    // What the parser guessed after a mistake in the syntax would only lead to more complaints.
    if !errors.is_empty() {
        return false;
    }
    let span = table.span();
    let table = table.get_ref();
    match name {
        KINDS => {
            let kinds = Fields::read(table, span, "a file of kinds", reading, take::kinds);
            draft.kinds.extend(kinds);
        }
        PLACES => {
            let places = Fields::read(table, span, "a gazetteer", reading, take::places);
            draft.places.extend(places);
        }
        _ => {
            let article = Fields::read(table, span, "an article's file", reading, take::article);
            draft.articles.extend(article);
        }
    }
    true
}
