use super::*;
use crate::geo::LonLat;
use crate::model::{
    Article, ArticleIx, Basis, Certainty, Corpus, EventIx, Figure, Kind, KindIx, Mention, NewEvent,
    Original, Place, PlaceClass, PlaceIx, REGION, Relation, RelationKind, Report, Role, Status,
};

/// A corpus with something in every field.
fn full() -> Corpus {
    let mut corpus = Corpus::default();
    corpus.region = Some(REGION);
    corpus.articles.push(Article {
        id: "first".into(),
        source: "first.txt".into(),
        outlet: "A Newspaper".into(),
        headline: "Trucks wait".into(),
        byline: vec!["".into(), "b".into()],
        published: "2019-04".into(),
        published_basis: Some(Basis::Resolved),
        published_why: "why".into(),
        language: "ko".into(),
        url: "https://news.example/1".into(),
        translators: vec!["c".into()],
        editors: vec!["d".into(), "e".into()],
        original: Some(Original {
            outlet: "Another Newspaper".into(),
            language: "ko".into(),
            byline: vec!["f".into()],
        }),
    });
    corpus.kinds.push(Kind {
        id: "trade".into(),
        names: ["Trade", "교역", "贸易", ""].map(Box::from),
    });
    for (id, other) in [("dandong", 1), ("sinuiju", 0)] {
        corpus.places.push(Place {
            id: id.into(),
            class: PlaceClass::Town,
            country: Some("CN".into()),
            names: [id, "단둥", "丹东", ""].map(Box::from),
            other_names: vec!["安東".into()],
            position: Some(LonLat::new(124.394_72, -40.129_171_3)),
            precision_m: 2000.0,
            shape: Some("provinces#x".into()),
            facing: Some(PlaceIx(other)),
            within: None,
            source: "a map".into(),
        });
    }
    for (id, status) in [("wait", Some(Status::InForce)), ("clear", None)] {
        let event = NewEvent {
            id,
            title: "title",
            summary: "summary",
            kind: status.map(|_| KindIx(0)),
            when: "2019-03~",
            basis: Some(Basis::Stated),
            why: "why",
            status,
            url: "https://news.example/2",
            actors: vec!["a driver".into()],
            mentions: vec![Mention {
                place: PlaceIx(1),
                role: Role::About,
                printed: "Sinuiju".into(),
            }],
            figures: vec![Figure {
                value: 2.18,
                value_to: Some(-3.5),
                unit: "billion USD".into(),
                what: "trade".into(),
                printed: "$2.18 billion".into(),
            }],
            reports: vec![Report {
                article: ArticleIx(0),
                paragraphs: [1, 300, u16::MAX].into(),
                certainty: Some(Certainty::Rumour),
                speaker: "a driver".into(),
            }],
        };
        corpus.add_event(&event).unwrap();
    }
    let relation = Relation {
        from: EventIx(1),
        kind: RelationKind::Follows,
        to: EventIx(0),
        note: "note".into(),
    };
    corpus.add_relation(relation).unwrap();
    corpus
}

/// Everything that a corpus holds, as text.
fn shown(corpus: &Corpus) -> String {
    let events: Vec<String> = corpus
        .events()
        .map(|e| {
            format!(
                "{:?}",
                (
                    (
                        e.id(),
                        e.title(),
                        e.summary(),
                        e.kind(),
                        e.when(),
                        e.basis(),
                        e.why()
                    ),
                    (
                        e.status(),
                        e.url(),
                        e.actors(),
                        e.mentions(),
                        e.figures(),
                        e.reports()
                    )
                )
            )
        })
        .collect();
    format!(
        "{:?}",
        (
            corpus.region,
            &corpus.articles,
            &corpus.places,
            &corpus.kinds,
            events,
            corpus.relations()
        )
    )
}

#[test]
fn what_was_written_is_read() {
    for corpus in [Corpus::default(), full()] {
        let bytes = write(&corpus).unwrap();
        assert_eq!(shown(&read(&bytes).unwrap()), shown(&corpus));
    }
}

#[test]
fn other_bytes_are_refused() {
    let check = |bytes: &[u8], error| assert_eq!(read(bytes).err(), Some(error), "{bytes:?}");
    check(b"", CompiledError::NotCompiled);
    check(b"<!doctype html>", CompiledError::NotCompiled);
    check(b"YALU", CompiledError::Garbled);
    check(b"YALU\xff", CompiledError::Version(0xff));
    let mut bytes = write(&full()).unwrap();
    bytes.push(0);
    check(&bytes, CompiledError::TooLong);
}

#[test]
fn every_cut_is_noticed() {
    let bytes = write(&full()).unwrap();
    for end in 0..bytes.len() {
        assert!(read(&bytes[..end]).is_err(), "{end}");
    }
}

#[test]
fn what_dangles_is_refused() {
    let mut corpus = full();
    corpus.places[0].facing = Some(PlaceIx(2));
    let bytes = write(&corpus).unwrap();
    assert_eq!(read(&bytes).err(), Some(CompiledError::Dangling("place")));
    let mut corpus = full();
    corpus.kinds.clear();
    let bytes = write(&corpus).unwrap();
    assert_eq!(read(&bytes).err(), Some(CompiledError::Dangling("kind")));
    let mut corpus = full();
    corpus.articles.clear();
    let bytes = write(&corpus).unwrap();
    assert_eq!(read(&bytes).err(), Some(CompiledError::Dangling("article")));
    let mut corpus = full();
    corpus.places[0].position = Some(LonLat::new(0.0, 91.0));
    let bytes = write(&corpus).unwrap();
    assert_eq!(read(&bytes).err(), Some(CompiledError::Value("position")));
    let mut corpus = full();
    corpus.places[0].position = Some(LonLat::new(181.0, 0.0));
    let bytes = write(&corpus).unwrap();
    assert_eq!(read(&bytes).err(), Some(CompiledError::Value("position")));
}

#[test]
fn mangled_bytes_never_panic_and_what_is_read_holds_together() {
    let whole = write(&full()).unwrap();
    let mut seed = 5_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let mut read_anyway = 0;
    for _ in 0..20_000 {
        let mut bytes = whole.clone();
        for _ in 0..=random(3) {
            let at = 5 + random(bytes.len() - 5);
            bytes[at] = random(256) as u8;
        }
        if let Ok(corpus) = read(&bytes) {
            read_anyway += 1;
            // Whatever it refers to is there.
            for event in corpus.events() {
                event
                    .mentions()
                    .iter()
                    .for_each(|m| drop(corpus.place(m.place).clone()));
                event
                    .reports()
                    .iter()
                    .for_each(|r| drop(corpus.article(r.article).clone()));
                event
                    .kind()
                    .iter()
                    .for_each(|k| drop(corpus.kind(*k).clone()));
            }
            for place in &corpus.places {
                for other in [place.facing, place.within].into_iter().flatten() {
                    assert!(other.at() < corpus.places.len());
                }
            }
        }
    }
    // Most bytes are letters, which may be any.
    assert!(read_anyway > 1_000, "{read_anyway}");
}

#[test]
fn a_claimed_length_reserves_no_memory() {
    // 2^32 - 1 articles, and then nothing.
    let bytes = [&MAGIC[..], &[VERSION, 0, 0xff, 0xff, 0xff, 0xff, 0x0f]].concat();
    assert_eq!(read(&bytes).err(), Some(CompiledError::Garbled));
}
