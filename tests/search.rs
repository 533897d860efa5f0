//! What a reader finds by words in the package's own corpus.

#![allow(clippy::unwrap_used)] // A test that cannot read the corpus has failed.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use yalu_map::index::{Catalog, EventSet, Query};
use yalu_map::model::{Event, Lang, Place, PlaceClass, PlaceIx};
use yalu_map::read::corpus::read_corpus;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    Catalog::new(read_corpus(&folder).unwrap().corpus.unwrap()).unwrap()
});

fn set(typed: &str) -> EventSet {
    let mut found = EventSet::default();
    CATALOG.text().search(&Query::new(typed), &mut found);
    found
}

fn rank(event: Event) -> u32 {
    CATALOG.index().rank(event.ix().0).unwrap()
}

/// The ids of the events that a text finds.
fn ids(typed: &str) -> BTreeSet<&'static str> {
    let found = set(typed);
    let events = CATALOG.corpus().events();
    let found = events.filter(|event| found.contains(rank(*event)));
    found.map(Event::id).collect()
}

/// The ids of the places that are suggested for a text.
fn places(typed: &str) -> Vec<&'static str> {
    let places = CATALOG.text().places(&Query::new(typed));
    let ids = places.into_iter().map(|ix| &*CATALOG.corpus().place(ix).id);
    ids.collect()
}

/// Every name of a place.
fn names(place: &Place) -> impl Iterator<Item = &str> {
    let names = place.names.iter().chain(&place.other_names);
    names.map(|name| &**name).filter(|name| !name.is_empty())
}

/// Whether an event names a place or, below the countries, what lies within it.
fn is_at(event: Event, place: PlaceIx) -> bool {
    event.mentions().iter().any(|mention| {
        let mut ix = Some(mention.place);
        std::iter::from_fn(|| {
            let at = ix?;
            ix = CATALOG.corpus().place(at).within;
            Some(at)
        })
        .any(|at| at == place)
    })
}

#[test]
fn four_scripts_find_the_same() {
    for spellings in [
        &[
            "sinuiju",
            "Sinŭiju",
            "Sinŭi-ju",
            "SHINUIJU",
            "신의주",
            "新义州",
            "新義州",
        ][..],
        &[
            "Dandong",
            "dan-dong",
            "단둥",
            "단동",
            "丹东",
            "丹東",
            "ＤＡＮＤＯＮＧ",
            "安東",
        ],
        &["Linjiang", "린장", "临江", "臨江", "림강"],
        &["Chunggang", "중강", "中江", "Zhonggang", "中江鎮"],
        &["Changbai", "창바이", "长白", "長白"],
        &["Hyesan", "혜산", "惠山", "恵山"],
        &["Yanbian", "옌볜", "연변", "延边", "延辺", "延邊"],
        &["북한", "北朝鮮", "北朝鲜"],
    ] {
        let found = ids(spellings[0]);
        assert!(!found.is_empty(), "{}", spellings[0]);
        for spelling in spellings {
            let other = ids(spelling);
            let differ: Vec<_> = found.symmetric_difference(&other).collect();
            assert!(differ.is_empty(), "{spelling}: {differ:?}");
        }
    }
}

/// Every name of every place finds all its events, and the place itself.
#[test]
fn every_name_finds() {
    let corpus = CATALOG.corpus();
    for (number, place) in (0..).zip(&corpus.places) {
        for name in names(place) {
            let found = set(name);
            for event in corpus.events() {
                let counts = match place.class {
                    PlaceClass::Country => event.places().any(|place| place.0 == number),
                    _ => is_at(event, PlaceIx(number)),
                };
                assert!(
                    !counts || found.contains(rank(event)),
                    "{name}: {}",
                    event.id()
                );
            }
            assert!(
                places(name)[..2.min(places(name).len())].contains(&&*place.id),
                "{name}"
            );
        }
    }
}

#[test]
fn every_event_is_found_by_its_own_words() {
    for event in CATALOG.corpus().events() {
        for text in [event.title(), event.summary()] {
            assert!(set(text).contains(rank(event)), "{text}");
            for word in text.split_whitespace() {
                assert!(set(word).contains(rank(event)), "{word} in {text}");
            }
        }
    }
}

#[test]
fn what_is_typed_narrows() {
    let corpus = CATALOG.corpus();
    let names = corpus.places.iter().flat_map(names);
    for text in corpus.events().map(Event::title).chain(names) {
        let mut before = set("");
        assert_eq!(before.len() as usize, corpus.len());
        for (end, letter) in text.char_indices() {
            let now = set(&text[..end + letter.len_utf8()]);
            let mut both = now.clone();
            both.and(&before);
            assert_eq!(both, now, "{text} up to {letter}");
            before = now;
        }
    }
}

#[test]
fn kinds_and_articles_are_found_in_every_language() {
    let corpus = CATALOG.corpus();
    for kind in &corpus.kinds {
        for lang in Lang::ALL {
            let found = set(kind.name(lang));
            for event in corpus.events() {
                let is_kind = event.kind().is_some_and(|ix| corpus.kind(ix) == kind);
                assert!(
                    !is_kind || found.contains(rank(event)),
                    "{}",
                    kind.name(lang)
                );
            }
        }
    }
    for event in corpus.events() {
        for report in event.reports() {
            let article = corpus.article(report.article);
            for words in [&article.outlet, &article.headline] {
                assert!(set(words).contains(rank(event)), "{words}");
            }
        }
    }
}

#[test]
fn words_are_found_where_they_begin() {
    for unknown in ["xyzzy", "ustoms", "龘", "dandong xyzzy", "쀍"] {
        assert!(ids(unknown).is_empty(), "{unknown}");
    }
    assert_eq!(ids("U.S."), ids("us"));
    assert!(ids("us").is_subset(&ids("u")));
    // Every event that is found by "us" says so in a word of its own or of what it refers to.
    let customs = CATALOG
        .corpus()
        .find_event("workers-wait-outside-customs-2018-05-11");
    let customs = CATALOG.corpus().event(customs.unwrap());
    assert!(ids("customs").contains(customs.id()));
    assert!(!ids("us").contains(customs.id()));
}

#[test]
fn places_are_suggested_while_one_types() {
    assert_eq!(places("sin")[0], "sinuiju");
    assert_eq!(places("sino")[0], "friendship-bridge");
    assert_eq!(places("tumen")[..2], ["tumen-city", "tumen-river"]);
    assert_eq!(places("신ㅇ"), ["sinuiju"]);
    assert_eq!(places("Namyang"), ["namyang"]);
    assert_eq!(places("hà nội"), ["hanoi"]);
    assert!(places("c").len() == 8);
    assert!(places("").is_empty());
    assert!(places("xyzzy").is_empty());
}
