//! Pictures of the running page, to be looked at.
//!
//! `cargo test --test widget shots -- --ignored --nocapture` puts them into `target/shots`: every
//! state in three windows, light, dark and in forced colours, those that a reader sees first in
//! four languages. A file's name says all: `event-chromium-360x740-dark-en.png`.
//!
//! That is some hundreds for an engine. `YALU_ENGINES=chromium` takes one engine, and
//! `YALU_SHOTS=event-,360x740-dark` only files whose names contain one of the words.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::browser::{self, Engine, Options};
use super::page::{DESK, Page};
use super::states::{Opening, STATES, State};

/// What is seen at other zooms, besides the states of the tests.
const VIEWS: [State; 2] = [
    State {
        name: "pair",
        options: DESK,
        opening: Opening::Ready("index.html"),
        steps: |page| {
            page.set("years", "2018-2019");
            page.set("view", "124.39,40.115,11.5");
            page.set("place", "dandong");
        },
        tree: "pair",
    },
    State {
        name: "bridge",
        options: DESK,
        opening: Opening::Ready("index.html"),
        steps: |page| page.set("view", "124.3925,40.115,15"),
        tree: "bridge",
    },
];

/// Width and height in CSS pixels, device pixels for each.
const WINDOWS: [(u32, u32, f64); 3] = [(1280, 800, 1.0), (800, 1000, 1.0), (360, 740, 2.0)];

/// Looked at in every language; the other states only in English.
const TOLD: [&str; 5] = ["start", "place", "event", "empty-range", "bridge"];

const LANGUAGES: [&str; 4] = ["en", "ko", "zh", "ja"];

#[test]
#[ignore = "makes pictures for people; asserts nothing about them"]
fn shots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/shots");
    fs::create_dir_all(&folder).expect("a folder for the pictures");
    browser::each(|engine| {
        for (width, height, scale) in WINDOWS {
            let window = Options::new(width, height).scale(scale).reduced_motion();
            for scheme in ["light", "dark", "forced"] {
                let options = match scheme {
                    "dark" => window.clone().dark(),
                    "forced" if !engine.forces_colors() => continue,
                    "forced" => window.clone().forced_colors(),
                    _ => window.clone(),
                };
                take(engine, &options, scheme, &folder);
            }
        }
    });
    eprintln!("pictures are in {}", folder.display());
}

/// Takes the pictures of one window in one scheme, in one browser.
fn take(engine: Engine, options: &Options, scheme: &str, folder: &Path) {
    let mut open = None;
    for lang in LANGUAGES {
        for state in STATES.iter().chain(&VIEWS) {
            // Windows, schemes and languages are ours to choose.
            let is_ours = state.options == DESK || state.options == DESK.reduced_motion();
            let is_told = lang == "en" || TOLD.contains(&state.name);
            let (width, height) = (options.width, options.height);
            let file = format!(
                "{}-{}-{width}x{height}-{scheme}-{lang}.png",
                state.name,
                engine.name()
            );
            let is_other = state.name.starts_with("korean");
            if !is_ours || !is_told || is_other || !is_wanted(&file) {
                continue;
            }
            let page = open
                .take()
                .unwrap_or_else(|| Page::at(engine, options, "about:blank"));
            let taken = catch_unwind(AssertUnwindSafe(|| {
                page.goto(&state.url());
                if matches!(state.opening, Opening::Ready(_)) {
                    page.wait_until_ready();
                    page.set("lang", lang);
                    page.wait_until_whole();
                }
                state.reach(&page);
                page.screenshot(&folder.join(&file));
            }));
            match taken {
                Ok(()) => open = Some(page),
                Err(_) => eprintln!("no picture: {file}"),
            }
        }
    }
}

/// Whether `YALU_SHOTS` asks for a file.
fn is_wanted(file: &str) -> bool {
    let Ok(words) = std::env::var("YALU_SHOTS") else {
        return true;
    };
    words.split(',').any(|word| file.contains(word.trim()))
}
