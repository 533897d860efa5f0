//! Holds the sources to the layers of `ARCHITECTURE.md`: data flows down the list, never back up.
//!
//! The sources are read as text: every path that starts with `crate::`, in code and not in comments
//! or strings, has to be in the table below.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot read the sources has failed.

use std::fs;
use std::path::{Path, PathBuf};

/// What a layer may import besides itself: layers, or modules and items of them.
struct Layer {
    name: &'static str,
    may: &'static [&'static str],
    /// Exceptions from `may`.
    not: &'static [&'static str],
}

const fn layer(name: &'static str, may: &'static [&'static str]) -> Layer {
    Layer {
        name,
        may,
        not: &[],
    }
}

/// The table. Places have positions and the basemap is linework, so `model` may import `geo`; the
/// linework is told what it belongs to, so `geo` may import `model`.
const LAYERS: [Layer; 13] = [
    layer("model", &["geo"]),
    layer("geo", &["model"]),
    layer("read", &["model", "geo"]),
    layer("index", &["model", "geo"]),
    layer("check", &["model", "geo", "read"]),
    // A picture is made of a scene with the words of the interface.
    layer(
        "export",
        &["model", "geo", "index", "scene", "paint::svg", "app"],
    ),
    layer("scene", &["model", "geo", "index"]),
    // Text is painted in the language that it is in, and the relief is a picture of its own.
    layer("paint", &["scene", "geo", "model::Lang", "model::relief"]),
    layer("app", &["model", "geo", "index"]),
    layer("signals", &[]),
    layer(
        "ui",
        &[
            "model", "geo", "index", "scene", "paint", "app", "export", "signals",
        ],
    ),
    layer(
        "embed",
        &[
            "read", "app", "ui", "scene", "model", "geo", "index", "export",
        ],
    ),
    Layer {
        name: "cli",
        may: &[
            "model", "geo", "read", "index", "check", "export", "scene", "paint", "app",
        ],
        not: &["paint::canvas"],
    },
];

#[test]
fn every_import_is_in_the_table() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&src);
    assert!(files.len() > 50, "the sources are not there: {files:?}");
    let mut violations = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let path = file.strip_prefix(&src).unwrap();
        violations.extend(check(&path.to_string_lossy().replace('\\', "/"), &text));
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn every_folder_of_the_sources_is_a_layer() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<String> = fs::read_dir(src)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let mut layers: Vec<&str> = LAYERS.iter().map(|layer| layer.name).collect();
    folders.sort();
    layers.sort_unstable();
    assert_eq!(folders, layers);
}

#[test]
fn a_planted_violation_is_found() {
    let found = |path: &str, text: &str| check(path, text).len();
    for (path, text, violations) in [
        ("model/place.rs", "use crate::geo::LonLat;", 0),
        ("model/place.rs", "use crate::index::Index;", 1),
        ("model/place.rs", "fn f() -> crate::index::Index {}", 1),
        ("model/place.rs", "// use crate::index::Index;", 0),
        ("model/place.rs", "/// See [`crate::index::Index`].", 0),
        ("model/place.rs", "let s = \"crate::index\";", 0),
        (
            "model/place.rs",
            "let q = '\"'; use crate::index::Index;",
            1,
        ),
        (
            "model/place.rs",
            "use crate::{geo::World, ui, read::{a, b}};",
            3,
        ),
        ("model/place.rs", "use crate::\n    index::Index;", 1),
        ("model/place.rs", "use crate::model::Lang;", 0),
        ("model/place.rs", "", 0),
        ("geo/world.rs", "use super::super::index::Index;", 1),
        ("geo/linework/arcs.rs", "use super::super::World;", 0),
        ("geo/linework/mod.rs", "use super::super::index;", 1),
        ("geo/linework/mod.rs", "use super::World;", 0),
        ("geo/a.rs", "mod tests { use super::super::World; }", 0),
        ("geo/a.rs", "mod tests { use super::super::super::ui; }", 1),
        ("paint/svg.rs", "use crate::model::Lang;", 0),
        ("paint/svg.rs", "use crate::model::{Lang, Event};", 1),
        ("paint/svg.rs", "use crate::model::Language;", 1),
        ("paint/svg.rs", "use crate::model::*;", 1),
        ("cli/build.rs", "use crate::paint::svg;", 0),
        ("cli/build.rs", "use crate::paint::canvas::Painter;", 1),
        ("cli/build.rs", "use crate::paint::{svg, canvas};", 1),
        ("cli/build.rs", "use crate::ui::Store;", 1),
        ("lib.rs", "pub mod ui; use crate::ui::Store;", 0),
        ("attic/old.rs", "", 1),
    ] {
        assert_eq!(found(path, text), violations, "{path}: {text}");
    }
}

/// What is wrong with a file: its path from `src`, and its text.
fn check(path: &str, text: &str) -> Vec<String> {
    let Some((folder, rest)) = path.split_once('/') else {
        // The crate's own two files name every layer.
        return Vec::new();
    };
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == folder) else {
        return vec![format!("{path}: `{folder}` is no layer")];
    };
    let code = code(text);
    let mut problems = Vec::new();
    for import in imports(&code) {
        let own = is_within(&import, folder);
        let may = layer.may.iter().any(|may| is_within(&import, may));
        let not = layer.not.iter().any(|not| is_within(&import, not));
        if !own && (!may || not) {
            problems.push(format!("src/{path}: `{folder}` may not import `{import}`"));
        }
    }
    // `super` leads out of the layer when it is said as often as the file is deep, and once more
    // within the tests at the end of a file.
    let depth = rest.split('/').filter(|part| *part != "mod.rs").count() + 1;
    let (outer, inner) = code.split_at(code.find("mod tests {").unwrap_or(code.len()));
    for (code, depth) in [(outer, depth), (inner, depth + 1)] {
        if code.replace(' ', "").contains(&"super::".repeat(depth)) {
            problems.push(format!("src/{path}: leaves `{folder}` through `super`"));
        }
    }
    problems
}

fn is_within(import: &str, of: &str) -> bool {
    import
        .strip_prefix(of)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The text without comments, and with nothing in its strings.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            continue;
        }
        if next == '"' {
            let end = string_end(&rest[1..]);
            code.push_str("\"\"");
            rest = &rest[(1 + end).min(rest.len())..];
            continue;
        }
        // A quotation mark as a character opens no string.
        let taken = if rest.starts_with("'\"'") {
            3
        } else {
            next.len_utf8()
        };
        code.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    code
}

/// Bytes to just after the closing quotation mark.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !escaped => return at + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// Every path after `crate::`, groups in braces taken apart.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, name) in code.match_indices("crate::") {
        // `$crate` is the crate of a macro, `some_crate::` is another name.
        let before = code[..at].chars().next_back();
        if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '$') {
            expand("", &code[at + name.len()..], &mut found);
        }
    }
    found
}

/// Adds the paths that begin at the start of the text; returns what follows them.
fn expand<'a>(prefix: &str, text: &'a str, found: &mut Vec<String>) -> &'a str {
    let mut path = prefix.to_owned();
    let mut text = text.trim_start();
    loop {
        if let Some(group) = text.strip_prefix('{') {
            let mut rest = group;
            loop {
                rest = rest.trim_start();
                if let Some(after) = rest.strip_prefix('}') {
                    return after;
                }
                let after = expand(&path, rest, found).trim_start();
                // ` as name` and the comma are passed over.
                let skip = after.find([',', '}']).unwrap_or(after.len());
                rest = after[skip..].trim_start_matches(',');
                if rest.is_empty() {
                    return rest;
                }
            }
        }
        let end = text
            .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*')
            .unwrap_or(text.len());
        if end > 0 && text[..end] != *"self" {
            if !path.is_empty() {
                path.push_str("::");
            }
            path.push_str(&text[..end]);
        }
        text = &text[end..];
        match text.strip_prefix("::") {
            Some(rest) => text = rest.trim_start(),
            None => break,
        }
    }
    found.push(path);
    text
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
