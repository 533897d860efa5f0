//! Pictures of the running page, to be looked at.
//!
//! `cargo test --test widget shots -- --ignored --nocapture` puts them into `target/shots`: every
//! engine, three windows, light and dark, one and two device pixels to a CSS pixel.

use std::fs;
use std::path::Path;

use super::browser::{self, Options};
use super::page::Page;

/// What is on the screen: a name, and the script that brings it there.
const STATES: [(&str, &str); 3] = [
    ("region", ""),
    (
        "pair",
        "map.years = '2018-2019'; map.view = '124.39,40.115,11.5'; map.place = 'dandong';",
    ),
    (
        "bridge",
        "map.lang = 'ko'; map.view = '124.3925,40.115,15';",
    ),
];

#[test]
#[ignore = "makes pictures for people; asserts nothing about them"]
fn shots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/shots");
    fs::create_dir_all(&folder).expect("a folder for the pictures");
    let windows = [(1280, 800, 1.0), (800, 1000, 1.0), (360, 740, 2.0)];
    browser::each(|engine| {
        for (width, height, scale) in windows {
            for dark in [false, true] {
                let options = Options::new(width, height).scale(scale);
                let options = if dark { options.dark() } else { options };
                let page = Page::open(engine, &options, "index.html");
                page.wait_until_ready();
                // The finer lines and the relief come after the first picture.
                page.wait_until(
                    "return performance.getEntriesByType('resource')
                        .some((entry) => entry.name.includes('relief.bin') && entry.responseEnd > 0)",
                    "the relief is there",
                );
                for (name, script) in STATES {
                    let body = format!(
                        "const map = document.querySelector('yalu-map'); {script} await map.settled();"
                    );
                    page.js(&body, &[]);
                    let scheme = if dark { "dark" } else { "light" };
                    let file = format!("{name}-{}-{width}-{scheme}.png", engine.name());
                    page.screenshot(&folder.join(file));
                }
            }
        }
    });
    eprintln!("pictures are in {}", folder.display());
}
