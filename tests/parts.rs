//! The compiled data reads back as what it was made of, and is put where `tests/wasm` finds it,
//! with what a native reader makes of it.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot write its files has failed.

use std::fs;
use std::path::Path;

use yalu_map::cli::build::parts::{Sources, checked_corpus, compiled_parts};
use yalu_map::read::basemap;

#[path = "wasm/digest.rs"]
mod digest;

use digest::digest;

#[path = "wasm/taken_away.rs"]
mod taken_away;

use taken_away::taken_away;
use yalu_map::index::Catalog;

#[test]
fn compiled_parts_read_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parts = compiled_parts(&Sources::read(root).unwrap()).unwrap();
    let part = |name: &str| &parts.iter().find(|part| part.name == name).unwrap().bytes;
    let catalog = Catalog::from_flat(part("corpus.bin")).unwrap();
    let corpus = catalog.corpus();
    let source = checked_corpus(&root.join("corpus")).unwrap();
    assert!(!source.is_empty());
    assert_eq!(corpus.len(), source.len());
    for (compiled, source) in corpus.events().zip(source.events()) {
        assert_eq!(compiled.id(), source.id());
        assert_eq!(compiled.when(), source.when());
        assert_eq!(compiled.mentions(), source.mentions());
        assert_eq!(compiled.reports(), source.reports());
    }
    let coarse = basemap::read(part("basemap.bin")).unwrap();
    let mut fine = coarse.clone();
    basemap::refine(&mut fine, part("basemap-detail.bin")).unwrap();
    assert_ne!(coarse, fine);

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parts");
    fs::create_dir_all(&folder).unwrap();
    for name in ["corpus.bin", "basemap.bin", "basemap-detail.bin"] {
        fs::write(folder.join(name), part(name)).unwrap();
    }
    let digests = [digest(corpus), digest(&coarse), digest(&fine)];
    fs::write(
        folder.join("digests"),
        digests.map(|it| it.to_string()).join(" "),
    )
    .unwrap();
    // Of the source and not of what was compiled from it: the widget writes what the command does.
    let texts = taken_away(&Catalog::new(source).unwrap(), &coarse);
    let lines = texts
        .iter()
        .map(|(name, text)| format!("{name} {}\n", digest(text)));
    fs::write(folder.join("taken-away"), lines.collect::<String>()).unwrap();
}
