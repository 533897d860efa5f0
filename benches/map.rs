//! What a frame costs natively, and what the map weighs: `cargo bench`.
//!
//! First the table of what is drawn and stored, then the times: of tracing the linework, of laying
//! out the names, of a whole scene that is laid out already, and of writing it as SVG.
#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark stops at an error"
)]

use divan::{Bencher, black_box};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;
use yalu_map::cli::build::parts::{checked_basemap, checked_corpus, checked_relief};
use yalu_map::cli::build::sizes::brotli;
use yalu_map::geo::{LonLat, Size, View, Viewport};
use yalu_map::index::{Catalog, Filter, Selection};
use yalu_map::model::Lang;
use yalu_map::model::basemap::Basemap;
use yalu_map::paint::svg::svg;
use yalu_map::read::basemap::{Split, read, refine, write};
use yalu_map::read::{geodata, relief};
use yalu_map::scene::{self, Chosen, Palette, Scene, Shape, Stage};

/// Name, longitude, latitude and zoom of what is drawn, 1280 by 800 pixels.
const VIEWS: [(&str, f64, f64, f64); 3] = [
    ("region", 127.4, 41.3, 6.3),
    ("pair", 124.4, 40.115, 11.5),
    ("bridge", 124.395, 40.115, 14.0),
];

struct World {
    basemap: Basemap,
    catalog: Catalog,
    selection: Selection,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let basemap = checked_basemap(&root().join("geodata")).expect("the map's data");
        let corpus = checked_corpus(&root().join("corpus")).expect("the corpus");
        let catalog = Catalog::new(corpus).expect("an index");
        let mut selection = Selection::default();
        catalog.index().select(&Filter::default(), &mut selection);
        World {
            basemap,
            catalog,
            selection,
        }
    })
}

fn viewport(name: &str) -> Viewport {
    let found = VIEWS.iter().find(|view| view.0 == name);
    let (_, lon, lat, zoom) = *found.expect("a view");
    let center = LonLat::new(lon, lat);
    let size = Size {
        width: 1280.0,
        height: 800.0,
    };
    Viewport::new(View { center, zoom }, size)
}

fn draw(stage: &mut Stage, scene: &mut Scene, viewport: &Viewport) {
    let world = world();
    let view = scene::View {
        viewport,
        basemap: Some(&world.basemap),
        catalog: Some(&world.catalog),
        selection: &world.selection,
        chosen: &Chosen::default(),
        lang: Lang::En,
        generation: 1,
        furniture: None,
    };
    stage.draw(scene, &view);
}

/// The linework that a view shows, of countries, coast, border, provinces, rivers and waters.
#[divan::bench(args = ["region", "pair", "bridge"])]
fn trace(bencher: Bencher, name: &str) {
    let viewport = viewport(name);
    let map = &world().basemap;
    let bare = Basemap {
        towns: Vec::new(),
        landmarks: Vec::new(),
        ..map.clone()
    };
    let selection = Selection::default();
    let (mut stage, mut scene) = (Stage::default(), Scene::default());
    bencher.bench_local(|| {
        let view = scene::View {
            viewport: &viewport,
            basemap: Some(&bare),
            catalog: None,
            selection: &selection,
            chosen: &Chosen::default(),
            lang: Lang::En,
            generation: 1,
            furniture: None,
        };
        stage.draw(&mut scene, black_box(&view));
        scene.vertices()
    });
}

/// The first frame of a view: the names are laid out too.
#[divan::bench(args = ["region", "pair", "bridge"])]
fn layout_and_scene(bencher: Bencher, name: &str) {
    let viewport = viewport(name);
    let mut scene = Scene::default();
    bencher.bench_local(|| {
        draw(&mut Stage::default(), &mut scene, black_box(&viewport));
        scene.vertices()
    });
}

/// A frame while the map moves: the names are laid out already.
#[divan::bench(args = ["region", "pair", "bridge"])]
fn scene_while_moving(bencher: Bencher, name: &str) {
    let viewport = viewport(name);
    let (mut stage, mut scene) = (Stage::default(), Scene::default());
    bencher.bench_local(|| {
        draw(&mut stage, &mut scene, black_box(&viewport));
        scene.vertices()
    });
}

/// Reading the finer lines, which the browser shares out among its tasks.
#[divan::bench]
fn read_detail(bencher: Bencher) {
    let parts = write(&world().basemap, Split::SHIPPED).expect("two parts");
    let first = read(&parts.first).expect("the first part");
    bencher
        .with_inputs(|| first.clone())
        .bench_local_values(|mut map| {
            refine(&mut map, black_box(&parts.rest)).expect("the second part");
            map
        });
}

/// Reading the relief.
#[divan::bench]
fn read_relief(bencher: Bencher) {
    let relief = checked_relief(&root().join("geodata")).expect("the relief");
    let bytes = relief::write(&relief);
    bencher.bench_local(|| relief::read(black_box(&bytes)).expect("the relief"));
}

/// Writing a scene as SVG.
#[divan::bench(args = ["region", "pair", "bridge"])]
fn paint_svg(bencher: Bencher, name: &str) {
    let mut scene = Scene::default();
    draw(&mut Stage::default(), &mut scene, &viewport(name));
    bencher.bench_local(|| svg(black_box(&scene), &Palette::LIGHT, "").len());
}

/// Vertices and bytes of SVG of each layer of each view.
fn print_drawn() {
    println!("drawn at 1280 × 800: shapes, and vertices of the paths among them");
    for (name, ..) in VIEWS {
        let mut scene = Scene::default();
        draw(&mut Stage::default(), &mut scene, &viewport(name));
        let bytes = svg(&scene, &Palette::LIGHT, "").len();
        println!(
            "{name}: {} vertices, {bytes} bytes of SVG",
            scene.vertices()
        );
        for (layer, range) in &scene.layers {
            let shapes = scene.shapes(range.clone());
            let vertices = shapes.iter().map(|shape| match shape {
                Shape::Fill { paths, .. } | Shape::Stroke { paths, .. } => {
                    scene.paths(paths.clone()).map(<[_]>::len).sum()
                }
                _ => 0_usize,
            });
            let vertices: usize = vertices.sum();
            println!("  {:10} {:5} {vertices:7}", layer.name(), shapes.len());
        }
    }
}

/// Layers that share their vertices are stored once and weighed together.
const LAYERS: [(&str, &[&str]); 6] = [
    (
        "countries, coast, border, the two rivers",
        &[
            "countries.geojson",
            "coast.geojson",
            "border.geojson",
            "rivers.geojson",
        ],
    ),
    (
        "provinces",
        &["province-lines.geojson", "provinces.geojson"],
    ),
    ("streams", &["streams.geojson"]),
    ("lakes", &["lakes.geojson", "heaven-lake.geojson"]),
    ("places", &["places.geojson", "places-drawn.geojson"]),
    ("names of waters and summits", &["waters.geojson"]),
];

/// What each layer adds to the two parts of the basemap, after brotli: the whole less the whole
/// without it.
fn print_stored() {
    let files: BTreeMap<String, String> = geodata::FILES
        .iter()
        .map(|name| {
            let text = std::fs::read_to_string(root().join("geodata").join(name));
            ((*name).to_owned(), text.expect("a file of the map's data"))
        })
        .collect();
    let sizes = |files: &BTreeMap<String, String>| {
        let map = geodata::compile(files).expect("the map's data");
        let parts = write(&map, Split::SHIPPED).expect("two parts");
        let [first, rest] = [parts.first, parts.rest].map(|part| brotli(&part, 11).len());
        [first, first + rest]
    };
    let whole = sizes(&files);
    println!("stored: bytes after brotli in the first part and in both");
    println!("  {:42} {:6} {:6}", "everything", whole[0], whole[1]);
    for (layer, names) in LAYERS {
        let mut without = files.clone();
        for name in names {
            let nothing = r#"{"type":"FeatureCollection","features":[]}"#;
            without.insert((*name).to_owned(), nothing.to_owned());
        }
        let rest = sizes(&without);
        let [first, both] = [0, 1].map(|part| whole[part].saturating_sub(rest[part]));
        println!("  {layer:42} {first:6} {both:6}");
    }
}

fn main() {
    // Cargo's own test runs ask for a list, which needs no table.
    if std::env::args().any(|argument| argument == "--bench") {
        print_drawn();
        print_stored();
    }
    divan::main();
}
