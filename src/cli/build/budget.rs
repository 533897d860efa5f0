//! How many bytes a reader may have to download: one place for the figures and their reasons.
//!
//! All are bytes after brotli at quality 11, which is what a static host with precompressed
//! files or a content network sends. A kilobyte is 1,000 bytes.

use std::fmt;
use std::path::Path;

use super::sizes::{Group, Shipped};

/// The code that is needed until the first complete picture, JavaScript and WebAssembly. The goal
/// is 90,000, which is reached; the order of functions, which another compiler changes, is worth a
/// hundred more or less. What that picture does without belongs in the second module:
/// `src/embed/rest.rs`.
pub const FIRST_CODE: usize = 90_000;

/// The WebAssembly of the map, both modules. It is the largest part and the one a careless
/// dependency swells.
pub const WASM: usize = 186_000;

/// Everything needed until the first complete picture; no more than 150,000 was the goal.
pub const FIRST_PICTURE: usize = 135_500;

/// What reads a host's own events beside the page, scripts and WebAssembly: loaded by pages that
/// have such events, in place of the built-in ones and while the map is already painted. It is
/// compiled for speed, because a million events are read for seconds; so it is larger than it could
/// be. Files that are read by ranges took 20,000 of it.
pub const READER: usize = 103_000;

/// Everything the widget can load for the built-in events, the finer basemap and the corpus included; the goal is
/// 320,000.
pub const EVERYTHING: usize = 317_000;

/// The poster's map as it stands within a page: what the reader sees first.
pub const POSTER_MAP: usize = 15_000;

/// A page with the poster, its list of events included.
pub const POSTER_PAGE: usize = 28_000;

/// A figure of the build beside what it may be, both in bytes after brotli.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// What was measured, in words.
    pub what: &'static str,
    /// Bytes before compression.
    pub raw: usize,
    /// Bytes after brotli.
    pub brotli: usize,
    /// The most it may be, in bytes after brotli.
    pub budget: usize,
}

impl Measure {
    /// Whether it is larger than it may be.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.brotli > self.budget
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} bytes after brotli, {} allowed",
            self.what, self.brotli, self.budget
        )
    }
}

/// The figures that have a budget, of the files that are shipped.
#[must_use]
pub fn measures(files: &[Shipped]) -> [Measure; 5] {
    let sum = |what, budget, counts: fn(&Shipped) -> bool| {
        let counted = files.iter().filter(|file| counts(file));
        let (raw, brotli) = counted.fold((0, 0), |(raw, brotli), file| {
            (raw + file.raw, brotli + file.brotli)
        });
        Measure {
            what,
            raw,
            brotli,
            budget,
        }
    };
    [
        sum("code until the first picture", FIRST_CODE, |file| {
            file.group == Group::First && (ends(file, "wasm") || ends(file, "js"))
        }),
        sum("WebAssembly", WASM, |file| {
            matches!(file.group, Group::First | Group::Later) && ends(file, "wasm")
        }),
        sum("until the first picture", FIRST_PICTURE, |file| {
            file.group == Group::First
        }),
        sum("everything", EVERYTHING, |file| {
            matches!(file.group, Group::First | Group::Later)
        }),
        sum("the page's own events", READER, |file| {
            file.group == Group::Own
        }),
    ]
}

fn ends(file: &Shipped, with: &str) -> bool {
    let ending = Path::new(&file.name).extension();
    ending.is_some_and(|ending| ending == with)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, group: Group, raw: usize, brotli: usize) -> Shipped {
        Shipped {
            name: name.to_owned(),
            group,
            raw,
            brotli,
        }
    }

    #[test]
    fn nothing_weighs_nothing() {
        assert!(measures(&[]).iter().all(|m| m.brotli == 0 && !m.is_over()));
    }

    #[test]
    fn each_figure_counts_its_own_files_and_the_page_is_in_none() {
        let figures = measures(&[
            file("a.wasm", Group::First, 1_000, 100),
            file("a.js", Group::First, 200, 20),
            file("a.css", Group::First, 50, 5),
            file("own.wasm", Group::Own, 11, 10),
            file("later.bin", Group::Later, 30, 3),
            file("later.wasm", Group::Later, 70, 7),
            file("index.html", Group::Page, 9_999, 999),
            file("page.wasm", Group::Page, 9_999, 999),
        ]);
        assert_eq!(
            figures.map(|m| (m.raw, m.brotli)),
            [
                (1_200, 120),
                (1_070, 107),
                (1_250, 125),
                (1_350, 135),
                (11, 10)
            ]
        );
    }

    #[test]
    fn exactly_the_budget_is_within_it() {
        let figure = |brotli| measures(&[file("a.js", Group::First, brotli, brotli)])[2];
        assert!(!figure(FIRST_PICTURE).is_over());
        assert!(figure(FIRST_PICTURE + 1).is_over());
    }
}
