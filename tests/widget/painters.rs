//! Two painters, one scene: what the canvas shows is what the SVG of the same view shows.
//!
//! The SVG is made natively and drawn by the same browser on a canvas of its own, so that what
//! differs is what the painters do, and how a browser smooths edges and letters on either way.

use std::collections::BTreeSet;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use yalu_map::cli::build::parts::{checked_basemap, checked_corpus, checked_relief};
use yalu_map::geo::Viewport;
use yalu_map::index::{Catalog, Filter, Selection};
use yalu_map::model::Lang;
use yalu_map::model::basemap::Basemap;
use yalu_map::paint::svg::svg;
use yalu_map::scene::{self, Chosen, Palette, Scene, Stage};

use super::browser::{Options, Picture};
use super::page::{Page, story};

/// A channel of a pixel that differs by more than this differs: an eighth of its range, above
/// what smoothing an edge at a slightly other place does to most of its pixels.
const TOLERANCE: u8 = 32;

/// The share of pixels that may differ, 0 to 1. The most that was measured in three engines at
/// scales 1 and 2 is 0.014, and in a square 0.32: edges of letters and of the border's fine lines,
/// which browsers smooth otherwise in a picture than on a canvas.
const MOST: f64 = 0.02;

/// The share of the pixels of a square that may differ, 0 to 1: enough for bold letters on top of
/// lines, and less than a marker that is missing or stands elsewhere.
const MOST_IN_A_SQUARE: f64 = 0.4;

/// Side of such a square in CSS pixels: a marker's width.
const SQUARE: f64 = 24.0;

/// What is looked at: view, language and theme.
const CASES: [(&str, &str, &str); 6] = [
    ("127.4,41.3,6.3", "en", "light"),
    ("127.4,41.3,6.3", "ko", "dark"),
    ("128.185,41.41,11.5", "zh", "light"),
    ("124.395,40.115,13.5", "en", "dark"),
    ("128.06,42.0,10.2", "ja", "light"),
    ("130.55,42.35,10.5", "en", "light"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What the map is made from.
struct Sources {
    basemap: Basemap,
    catalog: Catalog,
}

impl Sources {
    fn read() -> Self {
        let mut basemap = checked_basemap(&root().join("geodata")).expect("the map's data");
        let relief = checked_relief(&root().join("geodata")).expect("the relief");
        basemap.relief = Some(relief.into());
        let corpus = checked_corpus(&root().join("corpus")).expect("the corpus");
        let catalog = Catalog::new(corpus).expect("an index");
        Self { basemap, catalog }
    }

    fn svg(&self, viewport: &Viewport, lang: &str, theme: &str) -> String {
        let mut selection = Selection::default();
        self.catalog
            .index()
            .select(&Filter::default(), &mut selection);
        let view = scene::View {
            viewport,
            basemap: Some(&self.basemap),
            catalog: Some(&self.catalog),
            selection: &selection,
            chosen: &Chosen::default(),
            lang: Lang::from_tag(lang).expect("a language"),
            generation: 1,
            furniture: None,
        };
        let mut scene = Scene::default();
        Stage::default().draw(&mut scene, &view);
        let palette = match theme {
            "dark" => Palette::DARK,
            _ => Palette::LIGHT,
        };
        svg(&scene, &palette, "")
    }
}

/// What the first map's canvases show, one over the other: the lower one may be larger than what
/// is seen of it.
pub fn canvas(page: &Page) -> Picture {
    decode(&page.get::<String>(
        "const [below, above] = deepAll('yalu-map >>> canvas');
        const both = document.createElement('canvas');
        both.width = above.width;
        both.height = above.height;
        const context = both.getContext('2d');
        for (const canvas of [below, above]) {
            const { a, e, f } = new DOMMatrix(getComputedStyle(canvas).transform);
            const at = [e, f].map((length) => length * devicePixelRatio);
            // At rest a picture is as large as it was painted, and on the device's own pixels.
            if (a !== 1 || at.some((length) => Math.abs(length - Math.round(length)) > 0.01))
                throw new Error(`a picture lies at ${at} and is ${a} times as large`);
            context.drawImage(canvas, ...at.map(Math.round));
        }
        return both.toDataURL('image/png')",
    ))
}

/// An SVG as the page's browser draws it, in the size of the map's canvas.
fn drawn(page: &Page, svg: &str) -> Picture {
    let address = format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg));
    let body = "const painted = deepAll('yalu-map >>> canvas')[1];
        const image = new Image();
        image.src = arguments[0];
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = painted.width;
        canvas.height = painted.height;
        canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
        return canvas.toDataURL('image/png');";
    let png = page.js(body, &[json!(address)]);
    decode(png.as_str().unwrap_or_default())
}

fn decode(address: &str) -> Picture {
    let text = address.strip_prefix("data:image/png;base64,");
    let bytes = STANDARD.decode(text.expect("a PNG's address"));
    Picture::decode(&bytes.expect("base64"))
}

/// The share of pixels that differ in all, and in the square where most do.
pub fn shares(one: &Picture, other: &Picture, scale: f64) -> (f64, f64) {
    assert_eq!((one.width, one.height), (other.width, other.height));
    let side = (SQUARE * scale) as u32;
    let differ = |x: u32, y: u32| !one.is(x, y, other.at(x, y), TOLERANCE);
    let (mut all, mut most) = (0, 0);
    for top in (0..one.height).step_by(side as usize) {
        for left in (0..one.width).step_by(side as usize) {
            let rows = top..(top + side).min(one.height);
            let count: u32 = rows
                .map(|y| {
                    let columns = left..(left + side).min(one.width);
                    columns.map(|x| u32::from(differ(x, y))).sum::<u32>()
                })
                .sum();
            all += count;
            most = most.max(count);
        }
    }
    let part = |count: u32, of: u32| f64::from(count) / f64::from(of.max(1));
    (part(all, one.width * one.height), part(most, side * side))
}

/// Compares the painters at a scale and prints the shares of pixels that differ.
fn compare(scale: f64) {
    let sources = Sources::read();
    let options = Options::new(1000, 800).scale(scale).reduced_motion();
    story(&options, "map.html", |page| {
        page.wait_until_whole();
        // The tests' style sheet takes the relief away.
        page.js(
            "const map = document.querySelector('yalu-map');
            map.style.setProperty('--yalu-relief-shadow', 'initial');
            map.style.setProperty('--yalu-relief-light', 'initial');",
            &[],
        );
        let mut different = BTreeSet::new();
        for (view, lang, theme) in CASES {
            page.set("theme", theme);
            page.set("lang", lang);
            page.set("view", view);
            let painted = canvas(page);
            let svg = sources.svg(&page.viewport().on_grid(scale), lang, theme);
            let drawn = drawn(page, &svg);
            let (share, worst) = shares(&painted, &drawn, scale);
            eprintln!(
                "{:8} {scale}x {view:22} {lang} {theme:5} {:.2} % of {} × {}, {:.0} % of a square",
                page.engine.name(),
                share * 100.0,
                painted.width,
                painted.height,
                worst * 100.0
            );
            if share > MOST || worst > MOST_IN_A_SQUARE {
                different.insert(format!("{view} {lang} {theme}: {share:.4} {worst:.4}"));
            }
        }
        assert!(
            different.is_empty(),
            "{}: {different:?}",
            page.engine.name()
        );
        // The figures tell a map without its markers from one with them.
        let (view, lang, theme) = CASES[0];
        page.set("theme", theme);
        page.set("lang", lang);
        page.set("view", view);
        let svg = sources.svg(&page.viewport().on_grid(scale), lang, theme);
        let marks = svg.find(r#"<g id="marks">"#).expect("a layer of markers");
        let bare = drawn(page, &format!("{}</svg>", &svg[..marks]));
        let (_, worst) = shares(&canvas(page), &bare, scale);
        assert!(
            worst > MOST_IN_A_SQUARE,
            "no marker differs by {worst} only"
        );
    });
}

#[test]
fn canvas_and_svg_are_alike() {
    compare(1.0);
}

#[test]
fn canvas_and_svg_are_alike_on_a_fine_screen() {
    compare(2.0);
}
