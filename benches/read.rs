//! What reading a host's own file costs, and what its events weigh: `cargo bench --bench read`.
//!
//! First the table of bytes an event, then the times: of reading in pieces as they come from the
//! network, and of the catalog that is built from it. Events are clumped as they are in the world:
//! four in five around thirty towns, the others anywhere in the region.
#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark stops at an error"
)]

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use std::fmt::Write;
use std::sync::OnceLock;
use std::time::Instant;
use yalu_map::index::Catalog;
use yalu_map::model::Corpus;
use yalu_map::read::events::{Format, Reader};

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

const FORMATS: [&str; 3] = ["collection", "lines", "table"];

/// A piece as it comes from the network.
const PIECE: usize = 1 << 16;

struct Event {
    year: i32,
    day: Option<(u32, u32)>,
    kind: usize,
    lon: f64,
    lat: f64,
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
            year: rng.i32(1990..2025),
            day: rng.bool().then(|| (rng.u32(1..=12), rng.u32(1..=28))),
            kind: rng.usize(..12),
            lon,
            lat,
        }
    };
    (0..count).map(|_| event()).collect()
}

fn date(event: &Event) -> String {
    match event.day {
        Some((month, day)) => format!("{}-{month:02}-{day:02}", event.year),
        None => event.year.to_string(),
    }
}

fn file(format: &str, count: usize) -> Vec<u8> {
    let mut text = String::new();
    match format {
        "collection" => text.push_str("{\"type\":\"FeatureCollection\",\"features\":[\n"),
        "table" => text.push_str("id,title,date,kind,lon,lat\n"),
        _ => {}
    }
    for (number, event) in events(count).iter().enumerate() {
        let (date, kind, Event { lon, lat, .. }) = (date(event), event.kind, event);
        let title = format!("What was seen on the bank {number:07}");
        let _ = if format == "table" {
            writeln!(
                text,
                "e{number},{title},{date},kind {kind},{lon:.6},{lat:.6}"
            )
        } else {
            let comma = if format == "lines" || number == 0 {
                ""
            } else {
                ","
            };
            writeln!(
                text,
                "{comma}{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":\
                 [{lon:.6},{lat:.6}]}},\"properties\":{{\"id\":\"e{number}\",\"title\":\"{title}\",\
                 \"date\":\"{date}\",\"kind\":\"kind {kind}\"}}}}"
            )
        };
    }
    if format == "collection" {
        text.push_str("]}\n");
    }
    text.into_bytes()
}

/// Made once each.
fn kept(format: &str, size: usize) -> &'static [u8] {
    static FILES: [OnceLock<Vec<u8>>; 12] = [const { OnceLock::new() }; 12];
    let format_at = FORMATS.iter().position(|other| *other == format);
    let size_at = SIZES.iter().position(|other| *other == size);
    let at = format_at.expect("a format") * SIZES.len() + size_at.expect("a size");
    FILES[at].get_or_init(|| file(format, size))
}

fn read(bytes: &[u8], format: &str) -> Corpus {
    let format = match format {
        "table" => Format::Csv,
        "lines" => Format::Lines,
        _ => Format::GeoJson,
    };
    let mut reader = Reader::new(Some(format));
    for piece in bytes.chunks(PIECE) {
        reader.push(black_box(piece));
    }
    let events = reader.finish().expect("events");
    assert!(events.problems.is_empty(), "{}", events.problems[0]);
    events.corpus
}

fn reading(bencher: Bencher, format: &str, size: usize) {
    let bytes = kept(format, size);
    bencher
        .counter(BytesCount::new(bytes.len()))
        .counter(ItemsCount::new(size))
        .bench_local(|| read(bytes, format));
}

#[divan::bench(args = SIZES, max_time = 5)]
fn collection(bencher: Bencher, size: usize) {
    reading(bencher, "collection", size);
}

#[divan::bench(args = SIZES, max_time = 5)]
fn lines(bencher: Bencher, size: usize) {
    reading(bencher, "lines", size);
}

#[divan::bench(args = SIZES, max_time = 5)]
fn table(bencher: Bencher, size: usize) {
    reading(bencher, "table", size);
}

/// The catalog of a corpus that was read.
#[divan::bench(args = SIZES, max_time = 5)]
fn catalog(bencher: Bencher, size: usize) {
    let corpus = read(kept("collection", size), "collection");
    bencher
        .with_inputs(|| corpus.clone())
        .counter(ItemsCount::new(size))
        .bench_local_values(|corpus| Catalog::new(corpus).expect("an index"));
}

/// What a million events weigh, in bytes an event.
fn print_weight() {
    let bytes = kept("collection", 1_000_000);
    let start = Instant::now();
    let corpus = read(bytes, "collection");
    let read = start.elapsed();
    let (all, letters, sites) = (corpus.bytes(), corpus.letter_bytes(), corpus.sites());
    let start = Instant::now();
    let catalog = Catalog::new(corpus).expect("an index");
    let indexed = start.elapsed();
    let per_event = |bytes: usize| bytes as f64 / 1e6;
    println!("1,000,000 events at {sites} positions, read in {read:.0?}, indexed in {indexed:.0?}");
    println!("bytes an event:");
    for (what, bytes) in [
        ("the file", bytes.len()),
        ("texts", letters),
        ("the corpus beside its texts", all - letters),
        ("the tree", catalog.index().hierarchy().bytes()),
        ("the index", catalog.index().bytes()),
        (
            "the catalog beside corpus and index",
            catalog.bytes() - all - catalog.index().bytes(),
        ),
        ("all beside the texts", catalog.bytes() - letters),
    ] {
        println!("  {what:36} {:6.1}", per_event(bytes));
    }
}

fn main() {
    // Cargo's own test runs ask for a list, which needs no table.
    if std::env::args().any(|argument| argument == "--bench") {
        print_weight();
    }
    divan::main();
}
