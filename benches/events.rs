//! What a change of filter costs natively with many events: `cargo bench --bench events`.
//!
//! The index alone (reading is in `read`, searching in `text`), a change of years with the counts
//! of all marks in view, the counts of all categories, and the scene that follows.
//! Events are clumped as they are in the world: four in five around thirty towns, the others
//! anywhere in the region, each at a position of its own.
#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark stops at an error"
)]

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use std::fmt::Write;
use std::sync::OnceLock;
use yalu_map::geo::{LonLat, Size, View, Viewport, World};
use yalu_map::index::{
    Catalog, FacetInput, Filter, Index, IndexInput, Lists, NodeId, Options, Selection, YearSpan,
};
use yalu_map::model::Lang;
use yalu_map::read::events::{Format, Reader};
use yalu_map::scene::{self, Chosen, Scene, Stage};

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// The whole region, and one town.
const ZOOMS: [f64; 2] = [7.0, 11.0];

const YEARS: std::ops::Range<i16> = 1990..2026;

struct Event {
    at: LonLat,
    year: i16,
    kind: u16,
}

fn events(count: usize) -> Vec<Event> {
    let mut rng = fastrand::Rng::with_seed(30);
    let towns: Vec<(f64, f64)> = (0..30)
        .map(|_| (124.0 + 6.0 * rng.f64(), 40.0 + 3.0 * rng.f64()))
        .collect();
    let mut event = || {
        let (lon, lat) = if rng.u8(..5) < 4 {
            let (lon, lat) = towns[rng.usize(..30)];
            // The sum of four is nearly normal.
            let mut off = || (0..4).map(|_| rng.f64() - 0.5).sum::<f64>() * 0.1;
            (lon + off(), lat + off())
        } else {
            (123.0 + 8.5 * rng.f64(), 38.5 + 5.2 * rng.f64())
        };
        Event {
            at: LonLat::new(lon, lat),
            year: rng.i16(YEARS),
            kind: rng.u16(..12),
        }
    };
    (0..count).map(|_| event()).collect()
}

/// Made once each, from a host's own file.
fn catalog(size: usize) -> &'static Catalog {
    static MADE: [OnceLock<Catalog>; SIZES.len()] = [const { OnceLock::new() }; SIZES.len()];
    let at = SIZES.iter().position(|other| *other == size);
    MADE[at.expect("a size")].get_or_init(|| {
        let mut table = String::from("title,year,kind,lon,lat\n");
        for (number, Event { at, year, kind }) in events(size).iter().enumerate() {
            let (lon, lat) = (at.lon, at.lat);
            writeln!(table, "Event {number},{year},kind {kind},{lon:.6},{lat:.6}").expect("room");
        }
        let mut reader = Reader::new(Some(Format::Csv));
        reader.push(table.as_bytes());
        let events = reader.finish().expect("events");
        assert!(events.problems.is_empty(), "{}", events.problems[0]);
        Catalog::new(events.corpus).expect("an index")
    })
}

fn viewport(zoom: f64) -> Viewport {
    let center = LonLat::new(127.25, 41.28);
    let size = Size {
        width: 1280.0,
        height: 800.0,
    };
    Viewport::new(View { center, zoom }, size)
}

/// Ranges of years as a reader drags them, the same each time.
fn ranges() -> impl Iterator<Item = Filter> {
    let mut rng = fastrand::Rng::with_seed(7);
    std::iter::repeat_with(move || {
        let first = rng.i16(YEARS);
        let last = (first + rng.i16(..20)).min(YEARS.end - 1);
        Filter {
            years: Some(first..=last),
            ..Filter::default()
        }
    })
}

/// The tree, the order of the events, their years and one facet.
#[divan::bench(args = SIZES, max_time = 5)]
fn index(bencher: Bencher, size: usize) {
    let events = events(size);
    let sites: Vec<World> = events.iter().map(|event| World::from(event.at)).collect();
    let offsets: Vec<u32> = (0..=size as u32).collect();
    let items: Vec<u32> = (0..size as u32).collect();
    let years: Vec<YearSpan> = events
        .iter()
        .map(|event| YearSpan::new(event.year, event.year))
        .collect();
    let kinds: Vec<u16> = events.iter().map(|event| event.kind).collect();
    let input = IndexInput {
        sites: &sites,
        entries: Lists {
            offsets: &offsets,
            items: &items,
        },
        possible: &years,
        certain: &[],
        year_sets: &[],
        facets: &[FacetInput::One(&kinds)],
    };
    bencher
        .counter(ItemsCount::new(size))
        .bench_local(|| Index::build(black_box(&input), &Options::default()).expect("an index"));
}

/// Another range of years, and the counts of all marks in view of the whole region.
#[divan::bench(args = SIZES)]
fn years_and_counts(bencher: Bencher, size: usize) {
    let index = catalog(size).index();
    let viewport = viewport(ZOOMS[0]);
    let mut marks: Vec<NodeId> = Vec::new();
    let mut selection = Selection::default();
    let mut ranges = ranges();
    bencher.bench_local(|| {
        let filter = ranges.next().expect("there is always another");
        index.select(black_box(&filter), &mut selection);
        let hierarchy = index.hierarchy();
        hierarchy.visible(viewport.view.zoom, &viewport.bounds(0.0), &mut marks);
        let counts = marks.iter().map(|mark| index.count(&selection, *mark));
        counts.map(u64::from).sum::<u64>()
    });
}

/// How many events each category of the first facet would have.
#[divan::bench(args = SIZES)]
fn facet(bencher: Bencher, size: usize) {
    let index = catalog(size).index();
    let (mut work, mut counts) = (Selection::default(), Vec::new());
    let mut ranges = ranges();
    bencher.bench_local(|| {
        let filter = ranges.next().expect("there is always another");
        index.facet_counts(0, black_box(&filter), &mut work, &mut counts);
        counts.len()
    });
}

/// The scene of a view that is laid out already, after another range of years.
#[divan::bench(args = SIZES, consts = [0, 1])]
fn scene<const ZOOM: usize>(bencher: Bencher, size: usize) {
    let catalog = catalog(size);
    let viewport = viewport(ZOOMS[ZOOM]);
    let (mut stage, mut scene) = (Stage::default(), Scene::default());
    let mut selection = Selection::default();
    let mut ranges = ranges();
    bencher.bench_local(|| {
        let filter = ranges.next().expect("there is always another");
        catalog.index().select(&filter, &mut selection);
        let view = scene::View {
            viewport: &viewport,
            basemap: None,
            catalog: Some(catalog),
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

fn main() {
    divan::main();
}
