//! What a search costs natively: `cargo bench --bench text`.
//!
//! The events are synthetic: eight towns, titles and summaries of together about a hundred bytes,
//! from 30,000 made-up words of which few are common, as in any language; every fourth event has a
//! number that no other has. In `korean` the texts are as long and in Hangul.
#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark stops at an error"
)]

use divan::{Bencher, black_box};
use std::fmt::Write;
use std::sync::OnceLock;
use yalu_map::geo::LonLat;
use yalu_map::index::{Catalog, EventSet, Query, TextIndex};
use yalu_map::model::{Corpus, Lang, Mention, NewEvent, Place, PlaceClass, PlaceIx, Role};

const EVENTS: [usize; 3] = [1_000, 100_000, 1_000_000];
const LATIN: [&str; 24] = [
    "ba", "chu", "dan", "e", "fo", "gi", "han", "i", "jo", "ka", "lin", "mo", "na", "o", "pyo",
    "ra", "si", "sta", "te", "u", "wa", "xi", "ya", "zhe",
];
const HANGUL: [&str; 24] = [
    "가", "나", "단", "라", "마", "바", "사", "아", "자", "차", "카", "타", "파", "하", "국", "경",
    "신", "의", "주", "둥", "혜", "산", "중", "강",
];

/// A word by its number: small numbers are short words.
fn word(number: usize, syllables: &[&str; 24], text: &mut String) {
    let mut rest = number;
    loop {
        text.push_str(syllables[rest % 24]);
        rest /= 24;
        if rest == 0 {
            break;
        }
        rest -= 1;
    }
}

fn text(bytes: usize, syllables: &[&str; 24], random: &mut fastrand::Rng, text: &mut String) {
    text.clear();
    while text.len() < bytes {
        if !text.is_empty() {
            text.push(' ');
        }
        let common = random.f64();
        word(
            (common * common * common * 30_000.0) as usize,
            syllables,
            text,
        );
    }
}

fn catalog(events: usize, syllables: &[&str; 24]) -> Catalog {
    let mut random = fastrand::Rng::with_seed(1);
    let mut corpus = Corpus::default();
    for town in 0..8_u8 {
        let mut name = String::new();
        word(5_000 + 999 * usize::from(town), syllables, &mut name);
        corpus.places.push(Place {
            id: name.clone().into(),
            class: PlaceClass::Town,
            country: None,
            names: [const { String::new() }; Lang::ALL.len()].map(Box::from),
            other_names: vec![name.into()],
            position: Some(LonLat::new(124.0 + f64::from(town), 41.0)),
            precision_m: 0.0,
            shape: None,
            facing: None,
            within: None,
            source: "".into(),
        });
    }
    let (mut title, mut summary) = (String::new(), String::new());
    for number in 0..events {
        text(35, syllables, &mut random, &mut title);
        text(65, syllables, &mut random, &mut summary);
        if number.is_multiple_of(4) {
            write!(title, " {number}").expect("room");
        }
        let mention = Mention {
            place: PlaceIx(random.u32(0..8)),
            role: Role::At,
            printed: "".into(),
        };
        let event = NewEvent {
            id: "",
            title: &title,
            summary: &summary,
            mentions: vec![mention],
            ..NewEvent::default()
        };
        corpus.add_event(&event).expect("an event");
    }
    Catalog::new(corpus).expect("an index")
}

fn world(events: usize, korean: bool) -> &'static Catalog {
    static WORLDS: [OnceLock<Catalog>; 6] = [const { OnceLock::new() }; 6];
    let number = EVENTS.iter().position(|count| *count == events);
    let at = number.expect("a size") + if korean { 3 } else { 0 };
    let syllables = if korean { &HANGUL } else { &LATIN };
    WORLDS[at].get_or_init(|| catalog(events, syllables))
}

fn build(bencher: Bencher, events: usize, korean: bool) {
    let catalog = world(events, korean);
    bencher.bench_local(|| TextIndex::build(black_box(catalog.corpus()), catalog.index()));
}

fn search(bencher: Bencher, events: usize, korean: bool, typed: &str) {
    let text = world(events, korean).text();
    let mut found = EventSet::default();
    bencher.bench_local(|| {
        text.search(&Query::new(black_box(typed)), &mut found);
        found.len()
    });
}

/// Folding all texts.
#[divan::bench(args = EVENTS, sample_count = 5)]
fn index(bencher: Bencher, events: usize) {
    build(bencher, events, false);
}

/// The first letter.
#[divan::bench(args = EVENTS)]
fn keystroke_1(bencher: Bencher, events: usize) {
    search(bencher, events, false, "s");
}

/// The second letter.
#[divan::bench(args = EVENTS)]
fn keystroke_2(bencher: Bencher, events: usize) {
    search(bencher, events, false, "st");
}

/// The fifth letter.
#[divan::bench(args = EVENTS)]
fn keystroke_5(bencher: Bencher, events: usize) {
    search(bencher, events, false, "stach");
}

/// Three words.
#[divan::bench(args = EVENTS)]
fn words(bencher: Bencher, events: usize) {
    search(bencher, events, false, "stachu dan pyo");
}

/// The suggestions for a first letter.
#[divan::bench(args = EVENTS)]
fn places(bencher: Bencher, events: usize) {
    let text = world(events, false).text();
    bencher.bench_local(|| text.places(&Query::new(black_box("s"))).len());
}

#[divan::bench_group(sample_count = 20)]
mod korean {
    use super::{Bencher, EVENTS};

    #[divan::bench(args = EVENTS, sample_count = 5)]
    fn index(bencher: Bencher, events: usize) {
        super::build(bencher, events, true);
    }

    #[divan::bench(args = EVENTS)]
    fn keystroke_1(bencher: Bencher, events: usize) {
        super::search(bencher, events, true, "ㅅ");
    }

    #[divan::bench(args = EVENTS)]
    fn keystroke_4(bencher: Bencher, events: usize) {
        super::search(bencher, events, true, "신으");
    }

    #[divan::bench(args = EVENTS)]
    fn two_words(bencher: Bencher, events: usize) {
        super::search(bencher, events, true, "신의주 혜산");
    }
}

fn main() {
    // Cargo's own test runs ask for a list, which needs no table.
    if std::env::args().any(|argument| argument == "--bench") {
        println!("bytes of the index, and what the query `stach` finds");
        for events in EVENTS {
            for korean in [false, true] {
                let text = world(events, korean).text();
                let mut found = EventSet::default();
                text.search(
                    &Query::new(if korean { "신으" } else { "stach" }),
                    &mut found,
                );
                println!(
                    "  {events:9} {:6} {:11} {:7}",
                    korean,
                    text.bytes(),
                    found.len()
                );
            }
        }
    }
    divan::main();
}
