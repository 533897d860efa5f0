//! Runs the command, and lays out corpora for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a command printed and how it ended.
pub struct Found {
    status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Found {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Found {
    /// Holds it to an exit status.
    #[track_caller]
    pub fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}{}", self.out, self.err);
        self
    }

    /// Holds it to a text on standard error.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(self.err.contains(text), "{text} is not in: {}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    /// Holds it to a text on standard output.
    #[track_caller]
    pub fn prints(&self, text: &str) -> &Self {
        assert!(self.out.contains(text), "{text} is not in: {}", self.out);
        self
    }

    /// Holds it to nothing on standard output.
    #[track_caller]
    pub fn prints_nothing(&self) {
        assert_eq!(self.out, "");
    }
}

/// Checks a corpus.
pub fn check(corpus: &Path) -> Found {
    yalu(&["check", "--corpus", path(corpus)])
}

/// Exports a corpus.
pub fn export(corpus: &Path, format: &str) -> Found {
    yalu(&["export", "--format", format, "--corpus", path(corpus)])
}

/// Runs the command.
pub fn yalu(arguments: &[&str]) -> Found {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yalu"));
    command.args(arguments).stdin(Stdio::null());
    command.output().unwrap().into()
}

/// A path as an argument.
pub fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The package's folder.
pub fn package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// An empty folder of this test.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("command")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A copy of the corpus that breaks no rule.
pub fn good(name: &str) -> PathBuf {
    let folder = folder(name);
    copy(&package().join("tests/corpora/good"), &folder);
    // What the corpus of the tests is expected to say is no part of it.
    fs::remove_file(folder.join("expected.txt")).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
