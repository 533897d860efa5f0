//! Holds `ARCHITECTURE.md` to the files that are there, and `README.md` to the inks of the map.

#![allow(clippy::unwrap_used)] // A test that cannot read the document has failed.

use std::fs;
use std::path::Path;
use yalu_map::scene::{Ink, Palette};

/// The documents whose paths are checked.
const DOCUMENTS: [&str; 1] = ["ARCHITECTURE.md"];

/// What a path in a document may begin with; anything else between backticks is code.
const ROOTS: [&str; 8] = [
    ".ci/", "corpus/", "geodata/", "src/", "tests/", "www/", "Cargo.", "clippy.",
];

#[test]
fn every_path_in_the_documents_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for document in DOCUMENTS {
        let text = fs::read_to_string(root.join(document)).unwrap();
        let named = paths(&text);
        assert!(!named.is_empty(), "{document} names no file");
        let missing: Vec<&str> = named
            .into_iter()
            .filter(|path| !exists(root, path))
            .collect();
        assert!(
            missing.is_empty(),
            "{document} names what is not there: {missing:?}"
        );
    }
}

/// Whoever has only the built folder finds every colour with both defaults.
#[test]
fn every_ink_stands_in_the_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("README.md")).unwrap();
    for ink in Ink::ALL {
        let [light, dark] = [Palette::LIGHT, Palette::DARK].map(|palette| palette.get(*ink).css());
        let row = format!("| `--yalu-{}` | `{light}` | `{dark}` |", ink.name());
        assert!(text.contains(&row), "README.md has no row {row}");
    }
}

#[test]
fn paths_are_told_from_code() {
    let text = "`src/geo/world.rs` and `tests/pictures/*/view` and `crate::geo`, src/not/quoted, \
                `src/`\n```\nsrc/      the sources: `x`\ncorpus/ and more\n```\n`Cargo.toml`";
    assert_eq!(
        paths(text),
        [
            "src/geo/world.rs",
            "tests/pictures/*/view",
            "src/",
            "Cargo.toml"
        ]
    );
    assert_eq!(paths(""), [""; 0]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(exists(root, "tests/docs.rs"));
    assert!(exists(root, "tests/*.rs"));
    assert!(!exists(root, "tests/no-such-file.rs"));
    assert!(!exists(root, "tests/*.nothing"));
}

/// The paths that stand between backticks.
fn paths(text: &str) -> Vec<&str> {
    let mut paths = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if !fenced {
            // What is between backticks is every second piece.
            let quoted = line.split('`').skip(1).step_by(2);
            paths.extend(quoted.filter(|path| {
                !path.contains(' ') && ROOTS.iter().any(|root| path.starts_with(root))
            }));
        }
    }
    paths
}

/// Whether a path is there; a star stands for any part of one name.
fn exists(folder: &Path, path: &str) -> bool {
    let (name, rest) = path.split_once('/').unwrap_or((path, ""));
    if name.is_empty() {
        return folder.is_dir();
    }
    let Some((start, end)) = name.split_once('*') else {
        let next = folder.join(name);
        return if rest.is_empty() {
            next.exists() && (!path.ends_with('/') || next.is_dir())
        } else {
            exists(&next, rest)
        };
    };
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        })
        .any(|entry| rest.is_empty() || exists(&entry.path(), rest))
}
