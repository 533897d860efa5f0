//! Golden pictures: what the map looks like at the places that matter.
//!
//! `tests/pictures/CASE/view` holds the arguments of `yalu picture`, `expected.svg` beside it the
//! picture. The events are those of `tests/pictures/corpus`, so that an editor's new event changes
//! no picture; the basemap is the real one. `YALU_BLESS=1 cargo test --test pictures` rewrites
//! them: look at the difference.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "a test's answer to an error is to stop")]

use clap::Parser;
use std::fs;
use std::path::{Path, PathBuf};
use yalu_map::cli::build::parts::{checked_basemap, checked_corpus};
use yalu_map::cli::picture::{Args, picture};
use yalu_map::index::Catalog;
use yalu_map::model::Corpus;
use yalu_map::model::basemap::Basemap;

/// The arguments as the command reads them.
#[derive(Parser)]
struct Case {
    #[command(flatten)]
    args: Args,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn basemap() -> Basemap {
    checked_basemap(&root().join("geodata")).expect("the map data are fine")
}

fn catalog() -> Catalog {
    let corpus = checked_corpus(&root().join("tests/pictures/corpus"));
    Catalog::new(corpus.expect("the pictures' corpus is fine")).expect("it can be indexed")
}

fn args(line: &str) -> Args {
    let words = std::iter::once("picture").chain(line.split_whitespace());
    Case::try_parse_from(words)
        .expect("arguments of yalu picture")
        .args
}

#[test]
fn pictures_are_as_expected() {
    let (basemap, catalog) = (basemap(), catalog());
    let bless = std::env::var_os("YALU_BLESS").is_some();
    let mut cases: Vec<PathBuf> = fs::read_dir(root().join("tests/pictures"))
        .expect("the folder of pictures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("view").is_file())
        .collect();
    cases.sort();
    assert!(cases.len() >= 10, "the cases are gone");
    let mut different = Vec::new();
    for case in cases {
        let view = fs::read_to_string(case.join("view")).expect("a view");
        let drawn = picture(&args(&view), &basemap, &catalog).expect("a picture");
        let golden = case.join("expected.svg");
        if bless {
            fs::write(&golden, &drawn).expect("the picture can be written");
        } else if fs::read_to_string(&golden).ok().as_ref() != Some(&drawn) {
            different.push(name(&case));
        }
    }
    assert!(
        different.is_empty(),
        "these pictures have changed or are missing: {different:?}. Rewrite them with YALU_BLESS=1 \
         and look at them"
    );
}

fn name(case: &Path) -> String {
    case.file_name()
        .map_or(String::new(), |name| name.to_string_lossy().into_owned())
}

#[test]
fn a_picture_is_the_same_every_time_and_a_file_of_its_own() {
    let (basemap, catalog) = (basemap(), catalog());
    let args = args("--size 300x200");
    let first = picture(&args, &basemap, &catalog).expect("a picture");
    assert_eq!(
        picture(&args, &basemap, &catalog).expect("a picture"),
        first
    );
    // Nothing is fetched from elsewhere: the only address is that of the format itself.
    let addresses = first.matches("http").count();
    assert_eq!(
        addresses,
        first.matches("http://www.w3.org/2000/svg").count()
    );
    assert!(!first.contains("NaN") && !first.contains("inf"));
}

#[test]
fn an_empty_map_is_a_picture_too() {
    let empty = Catalog::new(Corpus::default()).expect("an empty index");
    let drawn = picture(&args("--size 100x100"), &Basemap::default(), &empty);
    assert!(drawn.expect("a picture").contains("<g id=\"sea\">"));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let empty = Catalog::new(Corpus::default()).expect("an empty index");
    for (line, said) in [
        ("--size 5x5", "16 to 10000"),
        ("--view 41,126,6", "latitude"),
        ("--years soon", "years takes"),
        ("--lang tlh", "en, ko, zh or ja"),
        ("--place atlantis", "atlantis"),
    ] {
        let error = picture(&args(line), &Basemap::default(), &empty).expect_err(line);
        assert!(error.to_string().contains(said), "{line}: {error}");
    }
}
