//! On paper: the map and the whole list, and nothing that can only be pressed.
//!
//! Poppler reads the printed pages back, by other hands than the browser's.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use yalu_map::scene::{Ink, Palette};

use super::browser::{Engine, Picture};
use super::facts;
use super::page::{DESK, NONE, Page, story};

#[test]
fn the_map_is_printed() {
    each_printed(|_, paper| {
        let picture = paper.first_page();
        let sea = Palette::LIGHT.get(Ink::Sea);
        let land = Palette::LIGHT.get(Ink::LandNorth);
        let all = (picture.width * picture.height) as usize;
        for ink in [sea, land] {
            let share = 100 * picture.count([ink.0, ink.1, ink.2], 6) / all;
            assert!(share >= 1, "{ink:?} is on {share} % of the first page");
        }
    });
}

#[test]
fn every_event_of_the_list_is_printed() {
    each_printed(|page, paper| {
        let listed: BTreeSet<String> = page.listed().into_iter().collect();
        assert_eq!(listed, facts::all(&Some(2019..=2019)));
        let text = squeezed(&paper.text());
        let mut missing: Vec<&str> = listed.iter().map(|id| facts::event(id).title()).collect();
        missing.retain(|title| !text.contains(&squeezed(title)));
        let all = listed.len();
        assert!(
            missing.is_empty(),
            "{} of {all} are missing: {missing:?}",
            missing.len()
        );
    });
}

#[test]
fn nothing_is_cut_off_by_an_edge_of_the_paper() {
    each_printed(|page, paper| {
        let text = squeezed(&paper.text());
        let summaries: Vec<&str> = page
            .listed()
            .iter()
            .map(|id| facts::event(id).summary())
            .collect();
        let there = summaries
            .iter()
            .filter(|summary| text.contains(&squeezed(summary)))
            .count();
        // A page may end within a paragraph, and its foot stands between the halves.
        let all = summaries.len();
        assert!(
            there * 10 >= all * 8,
            "{there} of {all} summaries are whole"
        );
    });
}

#[test]
fn what_can_only_be_pressed_is_not_printed() {
    story(&DESK, "map.html", |page| {
        if page.engine != Engine::Chromium {
            return;
        }
        page.set("years", "2019");
        page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        // Titles of events, names of places and the markers' own buttons say something.
        let pressed: Vec<String> = page.get(
            "const said = 'article, .marks, h2, h3, h4, .shelf, .areas';
            return deepAll('yalu-map >>> button, yalu-map >>> input, yalu-map >>> select, yalu-map >>> [role=slider]')
                .filter((it) => !it.closest(said) && it.checkVisibility())
                .map((it) => it.outerHTML.slice(0, 100))",
        );
        assert_eq!(pressed, NONE);
    });
}

#[test]
fn a_dark_page_is_printed_on_white_paper() {
    for options in [DESK.dark(), DESK] {
        story(&options, "map.html", |page| {
            if page.engine.prints() {
                page.set("years", "2019");
                let picture = Paper::of(page).first_page();
                let all = (picture.width * picture.height) as usize;
                let white = 100 * picture.count([255; 3], 12) / all;
                assert!(
                    white >= 30,
                    "{}: {white} % of the first page are white",
                    page.engine.name()
                );
            }
        });
    }
}

/// Prints the page of a year in every engine that prints.
fn each_printed(look: impl Fn(&Page, &Paper)) {
    story(&DESK, "map.html", |page| {
        if !page.engine.prints() {
            eprintln!("{} does not print for a driver", page.engine.name());
            return;
        }
        page.set("years", "2019");
        look(page, &Paper::of(page));
    });
}

/// A printed page, in a file that is left for those who want to look: `target/print`.
struct Paper(PathBuf);

impl Paper {
    fn of(page: &Page) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/print");
        fs::create_dir_all(&folder).expect("a folder for what is printed");
        let thread = std::thread::current();
        let story = thread
            .name()
            .unwrap_or("story")
            .rsplit(':')
            .next()
            .unwrap_or("story");
        let file = folder.join(format!("{story}-{}.pdf", page.engine.name()));
        fs::write(&file, page.print()).expect("the printed page");
        Self(file)
    }

    /// Everything that is written on it.
    fn text(&self) -> String {
        let output = poppler("pdftotext").arg(&self.0).arg("-").output();
        let output = output.unwrap_or_else(|error| missing(&error));
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Its first page, 72 pixels an inch.
    fn first_page(&self) -> Picture {
        let output = poppler("pdftoppm")
            .args(["-png", "-r", "72", "-f", "1", "-l", "1", "-singlefile"])
            .arg(&self.0)
            .output();
        let output = output.unwrap_or_else(|error| missing(&error));
        assert!(output.status.success(), "{output:?}");
        Picture::decode(&output.stdout)
    }
}

fn poppler(program: &str) -> Command {
    Command::new(program)
}

fn missing(error: &std::io::Error) -> ! {
    panic!("Poppler cannot be run, which reads what is printed: {error}; run tests/install")
}

/// Without spaces, because lines break where the paper wants, and without ligatures, which Firefox
/// prints as letters of their own.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        match letter {
            '\u{fb00}' => squeezed.push_str("ff"),
            '\u{fb01}' => squeezed.push_str("fi"),
            '\u{fb02}' => squeezed.push_str("fl"),
            '\u{fb03}' => squeezed.push_str("ffi"),
            '\u{fb04}' => squeezed.push_str("ffl"),
            _ => squeezed.push(letter),
        }
    }
    squeezed
}
