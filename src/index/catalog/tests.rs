//! A catalog that was packed answers as the one that was built.

use super::*;
use crate::geo::{Bounds, LonLat};
use crate::index::{EventSet, Filter, Query, Selection};
use crate::model::flat::{FlatError, from_bytes};
use crate::model::{
    Article, ArticleIx, Basis, Certainty, EventIx, Figure, Kind, KindIx, Lang, Mention, NewEvent,
    Original, Place, PlaceClass, Relation, RelationKind, Report, Role, Status, Units,
};
use fastrand::Rng;

const WORDS: [&str; 8] = [
    "",
    "Dandong",
    "丹东",
    "신의주",
    "bridge",
    "ferry 2",
    "Sŏnbong",
    "ひ",
];

const DATES: [&str; 9] = [
    "",
    "2019",
    "2019-03~",
    "201X",
    "[2018..2020]",
    "{2017,2019}",
    "2024-10/..",
    "../1999",
    "-0044",
];

fn word(rng: &mut Rng) -> &'static str {
    rng.choice(WORDS).unwrap_or_default()
}

fn names(rng: &mut Rng) -> [Box<str>; Lang::ALL.len()] {
    [(); Lang::ALL.len()].map(|()| word(rng).into())
}

fn position(rng: &mut Rng) -> LonLat {
    // Some are the same, and some are far away.
    let steps = if rng.u8(..) < 200 { 5 } else { 1_000_000 };
    let unit = |rng: &mut Rng| f64::from(rng.i32(0..steps)) / f64::from(steps);
    LonLat::new(120.0 + 10.0 * unit(rng), 38.0 + 6.0 * unit(rng))
}

/// A corpus of a gazetteer and of a host's positions, with everything that an event can have.
fn random_corpus(events: u32, kinds: u32, articles: u32, rng: &mut Rng) -> Corpus {
    let mut corpus = Corpus::default();
    if rng.bool() {
        corpus.region = Some(Bounds {
            west: 121.0,
            south: 38.5,
            east: 129.0,
            north: 43.5,
        });
    }
    let places = rng.u32(1..40);
    for number in 0..places {
        let other = |rng: &mut Rng| rng.bool().then(|| PlaceIx(rng.u32(0..places)));
        corpus.places.push(Place {
            id: format!("place-{number}").into(),
            class: rng.choice(PlaceClass::ALL.iter().copied()).unwrap(),
            country: rng.bool().then(|| "CN".into()),
            names: names(rng),
            other_names: vec![word(rng).into()],
            position: rng.bool().then(|| position(rng)),
            precision_m: f64::from(rng.u32(0..500)) / 3.0,
            shape: rng.bool().then(|| "rivers#yalu".into()),
            facing: other(rng),
            within: other(rng),
            source: word(rng).into(),
        });
    }
    for number in 0..kinds {
        corpus.kinds.push(Kind {
            id: format!("kind-{number}").into(),
            names: names(rng),
        });
    }
    for number in 0..articles {
        corpus.articles.push(Article {
            id: format!("article-{number}").into(),
            outlet: word(rng).into(),
            byline: vec![word(rng).into(); rng.usize(0..3)],
            published: "2020-02-30".into(),
            published_basis: rng.choice(Basis::ALL.iter().copied()),
            original: rng.bool().then(|| Original {
                byline: vec!["Kim".into()],
                ..Original::default()
            }),
            ..Article::default()
        });
    }
    for number in 0..events {
        add_event(&mut corpus, number, rng);
    }
    if events > 0 {
        for _ in 0..rng.usize(0..4) {
            let relation = Relation {
                from: EventIx(rng.u32(0..events)),
                kind: RelationKind::Follows,
                to: EventIx(rng.u32(0..events)),
                note: word(rng).into(),
            };
            corpus.add_relation(relation).unwrap();
        }
    }
    corpus
}

fn add_event(corpus: &mut Corpus, number: u32, rng: &mut Rng) {
    let mut mentions = Vec::new();
    for _ in 0..rng.usize(0..4) {
        let place = if rng.bool() {
            PlaceIx(rng.u32(0..corpus.places.len() as u32))
        } else {
            let site = corpus.add_site(Units::from(position(rng)));
            if let (true, Some(number)) = (rng.bool(), site.site()) {
                corpus.name_site(number, word(rng));
            }
            site
        };
        mentions.push(Mention {
            place,
            role: rng.choice(Role::ALL.iter().copied()).unwrap(),
            printed: word(rng).into(),
        });
    }
    let articles = corpus.articles.len() as u32;
    let reports = (0..rng.u32(0..3).min(articles)).map(|_| Report {
        article: ArticleIx(rng.u32(0..articles)),
        paragraphs: vec![3; rng.usize(0..3)].into(),
        certainty: rng
            .choice(Certainty::ALL.iter().copied())
            .filter(|_| rng.bool()),
        speaker: word(rng).into(),
    });
    let reports = reports.collect();
    let kinds = corpus.kinds.len() as u32;
    let event = NewEvent {
        id: &format!("event-{number}"),
        title: word(rng),
        summary: word(rng),
        kind: (kinds > 0 && rng.bool()).then(|| KindIx(rng.u32(0..kinds))),
        when: rng.choice(DATES).unwrap(),
        basis: rng
            .choice(Basis::ALL.iter().copied())
            .filter(|_| rng.bool()),
        why: word(rng),
        status: rng
            .choice(Status::ALL.iter().copied())
            .filter(|_| rng.bool()),
        url: word(rng),
        actors: vec![word(rng).into(); rng.usize(0..3)],
        mentions,
        figures: vec![
            Figure {
                value: 0.1,
                value_to: rng.bool().then_some(7.0),
                unit: word(rng).into(),
                what: word(rng).into(),
                printed: word(rng).into(),
            };
            rng.usize(0..2)
        ],
        reports,
    };
    corpus.add_event(&event).unwrap();
}

/// Everything that is kept of an event.
fn told(corpus: &Corpus, event: EventIx) -> String {
    let event = corpus.event(event);
    let places: Vec<&Place> = event
        .mentions()
        .iter()
        .map(|m| corpus.place(m.place))
        .collect();
    let texts = [
        event.id(),
        event.title(),
        event.summary(),
        event.when(),
        event.why(),
        event.url(),
    ];
    let words = (
        event.kind(),
        event.basis(),
        event.status(),
        event.certainty(),
    );
    let lists = (
        event.actors(),
        event.mentions(),
        event.figures(),
        event.reports(),
    );
    format!("{texts:?} {words:?} {lists:?} {places:?}")
}

fn random_filter(catalog: &Catalog, rng: &mut Rng) -> Filter {
    let index = catalog.index();
    let mut facets = Vec::new();
    for facet in 0..index.facets() {
        let categories = index.categories(facet) as u16;
        let choice = (0..rng.u16(0..4))
            .map(|_| rng.u16(0..=categories))
            .collect();
        facets.push(rng.bool().then_some(choice).filter(|_| rng.bool()));
    }
    let from = rng.i16(1990..2026);
    Filter {
        years: rng.bool().then(|| from..=from + rng.i16(0..9)),
        certainty: if rng.bool() {
            crate::index::Certainty::Possible
        } else {
            crate::index::Certainty::Certain
        },
        undated: rng.bool(),
        facets,
        sets: Vec::new(),
    }
}

/// Asks both the same and holds the answers to each other.
fn same_answers(built: &Catalog, taken: &Catalog, rng: &mut Rng) {
    let (a, b) = (built.corpus(), taken.corpus());
    assert_eq!(a.len(), b.len());
    for event in (0..a.len() as u32).map(EventIx) {
        assert_eq!(told(a, event), told(b, event));
    }
    assert_eq!((&a.region, &a.articles), (&b.region, &b.articles));
    assert_eq!((&a.places, &a.kinds), (&b.places, &b.kinds));
    assert_eq!((a.relations(), a.dates()), (b.relations(), b.dates()));
    assert_eq!(
        DATES.map(|date| a.has_date(date)),
        DATES.map(|date| b.has_date(date))
    );
    assert_eq!(a.sites(), b.sites());
    assert_eq!(built.listed(), taken.listed());
    let sites = built.index().hierarchy().sites();
    for site in 0..sites {
        assert_eq!(built.place_at(site), taken.place_at(site));
    }
    for place in (0..a.places.len() as u32).map(PlaceIx) {
        assert_eq!(built.mark_of(place, 7.0), taken.mark_of(place, 7.0));
        let filter = random_filter(built, rng);
        let answers = [built, taken].map(|c| c.events_at(place, &filter, 3));
        assert_eq!(answers[0], answers[1]);
    }
    assert_eq!(built.index().years(), taken.index().years());
    for _ in 0..20 {
        let filter = random_filter(built, rng);
        let answers = [built, taken].map(|catalog| {
            let index = catalog.index();
            let (mut selection, mut work) = (Selection::default(), Selection::default());
            index.select(&filter, &mut selection);
            let zoom = f64::from(rng.clone().u32(0..80)) / 4.0;
            let everywhere = index.node(NodeId::ROOT).bounds();
            let mut marks = Vec::new();
            index.visible(zoom, &everywhere, &mut marks);
            let marks: Vec<_> = marks
                .iter()
                .map(|id| {
                    let node = index.node(*id);
                    let listed = catalog.events_below(*id, &selection, 5);
                    let count = index.count(&selection, *id);
                    (
                        *id,
                        node.position(),
                        node.centroid(),
                        node.bounds(),
                        count,
                        listed,
                    )
                })
                .collect();
            let mut counts = Vec::new();
            let facets: Vec<_> = (0..index.facets())
                .map(|facet| {
                    index.facet_counts(facet, &filter, &mut work, &mut counts);
                    counts.clone()
                })
                .collect();
            let bars = index.histogram(&filter, &mut work);
            let first = catalog.selected(&selection, 9);
            (
                marks,
                facets,
                bars,
                first,
                catalog.listed_counts(&selection),
                selection.total(),
            )
        });
        assert_eq!(answers[0], answers[1], "{filter:?}");
        rng.u32(..);
    }
    for text in WORDS {
        let query = Query::new(text);
        let found = [built, taken].map(|catalog| {
            let mut found = EventSet::default();
            catalog.text().search(&query, &mut found);
            (found, catalog.text().places(&query))
        });
        assert_eq!(found[0], found[1], "{text}");
    }
}

#[test]
fn a_packed_catalog_answers_as_the_one_that_was_built() {
    let rng = &mut Rng::with_seed(6);
    for events in [0, 1, 2, 40, 700] {
        // Few and many categories are kept in two ways.
        for many in [0, 3, 50] {
            let corpus = random_corpus(events, many, many, rng);
            let built = Catalog::new(corpus).unwrap();
            let bytes = built.to_flat();
            let taken = Catalog::from_flat(&bytes).unwrap();
            same_answers(&built, &taken, rng);
            assert_eq!(taken.to_flat(), bytes);
            // What is taken can be added to.
            let mut corpus = taken.corpus().clone();
            add_event(&mut corpus, events, rng);
            assert_eq!(corpus.len(), built.corpus().len() + 1);
        }
    }
    let nothing = Catalog::new(Corpus::default()).unwrap();
    let taken = Catalog::from_flat(&nothing.to_flat()).unwrap();
    same_answers(&nothing, &taken, rng);
}

#[test]
fn damaged_bytes_are_refused() {
    let rng = &mut Rng::with_seed(7);
    let corpus = random_corpus(60, 40, 40, rng);
    let bytes = Catalog::new(corpus).unwrap().to_flat();
    for _ in 0..2_000 {
        let mut damaged = bytes.clone();
        match rng.u8(0..3) {
            0 => damaged.truncate(rng.usize(0..bytes.len())),
            1 => damaged[rng.usize(0..bytes.len())] ^= rng.u8(1..),
            _ => damaged.insert(rng.usize(0..bytes.len()), rng.u8(..)),
        }
        let error = Catalog::from_flat(&damaged).err();
        assert!(
            matches!(error, Some(FlatError::Damaged | FlatError::NotFlat)),
            "{error:?}"
        );
    }
}

/// Strips as they come from another module have no sum: those of another shape are refused too.
#[test]
fn strips_that_do_not_belong_together_are_refused() {
    let rng = &mut Rng::with_seed(8);
    let bytes = Catalog::new(random_corpus(60, 40, 3, rng))
        .unwrap()
        .to_flat();
    let strips = from_bytes(&bytes).unwrap();
    for at in 0..strips.len() {
        let mut fewer = strips.clone();
        fewer.remove(at);
        assert!(Catalog::unpack(fewer).is_err(), "without strip {at}");
        let mut more = strips.clone();
        more.insert(at, more[at].clone());
        assert!(Catalog::unpack(more).is_err(), "with strip {at} twice");
    }
    assert!(Catalog::unpack(Vec::new()).is_err());
}
