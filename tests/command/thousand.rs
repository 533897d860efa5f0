//! A large corpus.

use super::FORMATS;
use super::run::{check, export, folder, package};
use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

/// A thousand events in ten articles, checked and exported. How long it takes is printed:
/// `cargo test --release --test command thousand -- --nocapture`.
#[test]
fn a_thousand_events_are_checked_without_problems() {
    let corpus = folder("thousand");
    let own = package().join("corpus");
    for name in ["kinds.toml", "places.toml"] {
        fs::copy(own.join(name), corpus.join(name)).unwrap();
    }
    fs::create_dir_all(corpus.join("articles")).unwrap();
    let mut bytes = 0;
    for number in 0..10 {
        let text = article(number);
        bytes += text.len();
        fs::write(corpus.join(format!("articles/article-{number}.toml")), text).unwrap();
    }
    let start = Instant::now();
    let found = check(&corpus).ends(0);
    println!(
        "checked 1000 events, {bytes} bytes, in {:?}",
        start.elapsed()
    );
    found.says("10 articles, 1000 events");
    for format in FORMATS {
        let start = Instant::now();
        let found = export(&corpus, format).ends(0);
        println!(
            "{format}: {} bytes in {:?}",
            found.out.len(),
            start.elapsed()
        );
        found.says("1000 of 1000 events");
    }
}

/// An article with a hundred events on days, in months and at places that differ.
fn article(number: usize) -> String {
    let mut text = format!(
        "[article]\nid = \"article-{number}\"\nsource = \"{number}.txt\"\noutlet = \"A Newspaper\"\n\
         headline = \"Number {number}\"\nbyline = []\npublished = \"2020-0{}-15\"\n\
         published_basis = \"stated\"\nlanguage = \"en\"\n[article.fingerprints]\n",
        number % 9 + 1
    );
    for paragraph in 1..=50 {
        let _ = writeln!(text, "{paragraph} = \"{paragraph:064x}\"");
    }
    let mut random = fastrand::Rng::with_seed(number as u64);
    let places = [
        "dandong", "sinuiju", "hyesan", "changbai", "liaoning", "china", "hanoi",
    ];
    let kinds = ["labour", "trade", "customs", "travel"];
    for event in 0..100 {
        let id = format!("event-{number}-{event}");
        let mut word = || -> String {
            let letters = std::iter::repeat_with(|| random.lowercase());
            letters.take(8).collect()
        };
        let (title, summary) = (
            [word(), word(), word()].join(" "),
            [word(), word()].join(" "),
        );
        let (year, month, day) = (2010 + event % 9, event % 12 + 1, event % 28 + 1);
        let when = match event % 4 {
            0 => format!("{year}-{month:02}-{day:02}"),
            1 => format!("{year}-{month:02}~"),
            2 => format!("{year}/.."),
            _ => format!("[{year}-{month:02}-01..{year}-{month:02}-10]"),
        };
        let (place, kind) = (places[event % places.len()], kinds[event % kinds.len()]);
        let paragraph = event % 50 + 1;
        let _ = write!(
            text,
            "[[event]]\nid = \"{id}\"\ntitle = \"{title}\"\nsummary = \"{summary}\"\n\
             kind = \"{kind}\"\nwhen = \"{when}\"\nwhen_basis = \"stated\"\nstatus = \"ongoing\"\n\
             places = [{{ place = \"{place}\", role = \"at\" }}]\n[[event.report]]\n\
             paragraphs = [{paragraph}]\ncertainty = \"background\"\n"
        );
        if event > 0 {
            let before = event - 1;
            let _ = write!(
                text,
                "[[relation]]\nfrom = \"{id}\"\ntype = \"confirms\"\nto = \"event-{number}-{before}\"\n\
                 note = \"{summary}\"\n"
            );
        }
    }
    text
}
