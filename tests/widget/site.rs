//! The folder that is tested, with the tests' own pages in it, and its server.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use yalu_map::cli::serve::{self, Options, Server};

/// The address of a page or a file. The first call puts the folder together and serves it until
/// the tests end.
pub fn url(path: &str) -> String {
    static SERVER: OnceLock<Server> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("widget-site");
        remove_old(&all);
        // Each run has a folder of its own: two may run at once.
        let folder = all.join(std::process::id().to_string());
        put_together(&folder);
        serve::start(folder, Options::default()).expect("a server for the tests")
    });
    server.url() + path
}

/// Removes the folders of runs that have ended.
fn remove_old(all: &Path) {
    for entry in fs::read_dir(all).into_iter().flatten().flatten() {
        if !Path::new("/proc").join(entry.file_name()).exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// The built folder with the tests' pages, and copies of it that are broken.
fn put_together(folder: &Path) {
    let built = std::env::var_os("YALU_SITE").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/site"),
        PathBuf::from,
    );
    assert!(
        built.join("yalu_map_bg.wasm").is_file(),
        "{} is not built: run `cargo run -- build`",
        built.display()
    );
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    for copy in [
        "",
        "no-corpus",
        "bad-corpus",
        "no-basemap",
        "no-wasm",
        "no-rest",
        "no-reader",
    ] {
        let to = folder.join(copy);
        fs::create_dir_all(&to).expect("a folder for the site");
        for from in [&built, &pages] {
            copy_files(from, &to);
        }
    }
    // The page as it stands before its script, which a story then loads itself.
    let index = fs::read_to_string(folder.join("index.html")).expect("the page");
    let script = r#"<script type="module" src="yalu-map.js"></script>"#;
    let still = index.replace(script, r#"<script src="watch.js"></script>"#);
    assert_ne!(index, still, "the page loads the element");
    fs::write(folder.join("still.html"), still).expect("a page without the element");
    for gone in [
        "no-corpus/corpus.bin",
        "no-basemap/basemap.bin",
        "no-wasm/yalu_map_bg.wasm",
        "no-rest/yalu_map_rest.wasm",
        "no-reader/yalu_map_events_bg.wasm",
    ] {
        fs::remove_file(folder.join(gone)).expect("a file to take away");
    }
    let corpus = fs::read(folder.join("corpus.bin")).expect("the corpus");
    let half = &corpus[..corpus.len() / 2];
    fs::write(folder.join("bad-corpus/corpus.bin"), half).expect("half a corpus");
}

fn copy_files(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder of the site") {
        let file = entry.expect("a file of the site").path();
        let name = file.file_name().expect("a file has a name");
        if file.is_file() {
            fs::copy(&file, to.join(name)).expect("a copy of a file");
        }
    }
}
