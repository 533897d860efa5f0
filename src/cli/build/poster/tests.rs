//! The poster of the package's own data, and of hostile and of no data.

use super::super::parts::{Sources, compiled_parts};
use super::super::site::{self, File};
use super::*;
use crate::model::Corpus;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The package's pages with the poster in them, and the events.
fn pages() -> (Vec<File>, Corpus) {
    let sources = Sources::read(root()).unwrap();
    let corpus = sources.corpus.clone();
    let parts = compiled_parts(&sources).unwrap();
    let mut files = site::gather(&root().join("www")).unwrap();
    Poster::of(sources, &parts).unwrap().fill(&mut files);
    (files, corpus)
}

#[test]
#[ignore = "writes the pages to be looked at"]
fn write_pages() {
    let folder = std::env::var("YALU_PAGES").unwrap();
    for file in pages().0 {
        let packed = super::super::sizes::brotli(&file.bytes, 11).len();
        eprintln!("{:16} {:8} {packed:8}", file.name, file.bytes.len());
        std::fs::write(Path::new(&folder).join(&file.name), &file.bytes).unwrap();
    }
}
