use super::*;
use crate::app::OptionError;
use crate::geo::LonLat;
use crate::index::{Catalog, Certainty as Surely, Filter, Selection};
use crate::model::{
    Article, ArticleIx, Certainty, Corpus, EventIx, Kind, KindIx, NewEvent, Place, PlaceClass,
    PlaceIx, Report, Status,
};
use fastrand::Rng;
use std::sync::Arc;

fn strings(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// Every field of a link, as the one text that is written of it.
fn full() -> (Link, &'static str) {
    let link = Link {
        view: Some(View {
            center: LonLat::new(124.394_72, 40.129_17),
            zoom: 11.25,
        }),
        years: Some(2018..=2020),
        certain: true,
        undated: false,
        facets: [
            strings(&["customs", "trade"]),
            strings(&["anonymous-source"]),
            strings(&["planned"]),
            strings(&["dailynk-2019-03"]),
        ],
        query: "one week".into(),
        group: Group::Place,
        places: strings(&["hyesan"]),
        event: "혜산".into(),
        lang: Some(Lang::Ko),
        map: "second-map".into(),
    };
    let text = "yalu=1&view=124.39472,40.12917,11.25&years=2018-2020&certain&undated=0\
                &kind=customs,trade&certainty=anonymous-source&status=planned\
                &article=dailynk-2019-03&q=one%20week&group=place&place=hyesan\
                &event=%ED%98%9C%EC%82%B0&lang=ko&map=second-map";
    (link, text)
}

#[test]
fn a_link_is_written_in_one_order_without_what_goes_without_saying() {
    let (link, text) = full();
    assert_eq!(link.fragment(), text);
    assert_eq!(Link::read(text), Some((link, Vec::new())));
    assert_eq!(Link::default().fragment(), "yalu=1");
    assert_eq!(
        Link::read("yalu=1"),
        Some((Link::default(), Vec::new())),
        "nothing is everything"
    );
}

#[test]
fn what_is_not_ours_is_left_alone() {
    for fragment in [
        "",
        "#",
        "section-2",
        "view=1,2,3",
        "Yalu=1",
        "yalu2=1",
        "q=yalu=1",
        "/yalu=1",
        "%79alu=1",
    ] {
        assert_eq!(Link::read(fragment), None, "{fragment}");
    }
}

#[test]
fn reading_forgives_and_tells() {
    use LinkProblem::{Escape, Key, Later, Option, Value};
    let value = |key, value: &str| Value {
        key,
        value: value.into(),
    };
    // What is read is told by how it is written again.
    let check = |fragment: &str, again: &str, problems: &[LinkProblem]| {
        let (link, found) = Link::read(fragment).expect(fragment);
        assert_eq!(link.fragment(), again, "{fragment}");
        assert_eq!(found, problems, "{fragment}");
        assert!(found.iter().all(|problem| !problem.to_string().is_empty()));
    };
    check("#yalu=1&&place=a&", "yalu=1&place=a", &[]);
    check("place=a&yalu=1", "yalu=1&place=a", &[]);
    check("yalu=1&place=a&place=b", "yalu=1&place=b", &[]);
    check("yalu=1&place=a&place=", "yalu=1", &[]);
    check("yalu=1&q=one+week", "yalu=1&q=one%20week", &[]);
    check("yalu=1&q=a=b", "yalu=1&q=a%3Db", &[]);
    check("yalu=1&certain=1&undated=1", "yalu=1&certain", &[]);
    check("yalu=1&kind=b,,a,b,", "yalu=1&kind=b,a", &[]);
    check("yalu=1&kind=a%2Cb,c", "yalu=1&kind=a%2Cb,c", &[]);
    check("yalu=1&kind=a&kind=", "yalu=1", &[]);
    check(
        "yalu=1&lang=zh&view=&years=&lang=zh-TW",
        "yalu=1&lang=zh-Hans",
        &[],
    );
    check("yalu=1&years=2019&group=year", "yalu=1&years=2019", &[]);
    check("yalu=3&years=2019", "yalu=1&years=2019", &[Later(3)]);
    check("yalu=x", "yalu=1", &[value("yalu", "x")]);
    check("yalu", "yalu=1", &[value("yalu", "")]);
    check("yalu=0", "yalu=1", &[value("yalu", "0")]);
    check("yalu=%", "yalu=1", &[Escape("yalu")]);
    check(
        "yalu=1&flag&place=a&Place=b",
        "yalu=1&place=a",
        &[Key("flag".into()), Key("Place".into())],
    );
    check(
        "yalu=1&place=a&place=%FF&q=%E0%A4&kind=a,%2&kind=b",
        "yalu=1&kind=b&place=a",
        &[Escape("place"), Escape("q"), Escape("kind")],
    );
    check(
        "yalu=1&years=2020-2018&view=41,126,6",
        "yalu=1",
        &[
            Option(OptionError::YearsReversed),
            Option(OptionError::ViewRange),
        ],
    );
    check(
        "yalu=1&undated=no&group=kind&lang=tlh&certain=2",
        "yalu=1",
        &[
            value("undated", "no"),
            value("group", "kind"),
            value("lang", "tlh"),
            value("certain", "2"),
        ],
    );
    let told = format!("{}…", "가".repeat(40));
    check(
        &format!("yalu=1&{}", "가".repeat(41)),
        "yalu=1",
        &[Key(told)],
    );
}

#[test]
fn a_link_has_limits() {
    let problems = |text: &str| Link::read(text).expect("a link").1;
    let ids: Vec<String> = (0..=MOST_IDS).map(|id| id.to_string()).collect();
    let most = format!("yalu=1&article={}", ids[..MOST_IDS].join(","));
    assert_eq!(problems(&most), []);
    let more = format!("yalu=1&article={}&q=a", ids.join(","));
    assert_eq!(problems(&more), [LinkProblem::Ids("article")]);
    let (link, _) = Link::read(&more).expect("a link");
    assert_eq!((link.facets[3].len(), &*link.query), (MOST_IDS, "a"));
    // A part that reaches beyond the limit is left out whole.
    let start = "yalu=1&place=a&q=";
    let fits = format!("{start}{}", "b".repeat(MOST_BYTES - start.len()));
    assert_eq!(problems(&fits), []);
    let (link, found) = Link::read(&format!("{fits}b")).expect("a link");
    assert_eq!(found, [LinkProblem::TooLong]);
    assert_eq!((&*link.places, &*link.query), (&*strings(&["a"]), ""));
    let (link, found) = Link::read(&format!("{fits}&map=c")).expect("a link");
    assert_eq!(found, [LinkProblem::TooLong]);
    assert_eq!(link.query.len(), MOST_BYTES - start.len());
    assert_eq!(link.map, "");
    assert_eq!(Link::read(&"가".repeat(MOST_BYTES)), None);
}

/// A text of one to twelve letters of any script, with those that addresses reserve among them.
fn text(rng: &mut Rng) -> String {
    let length = rng.usize(1..=12);
    (0..length)
        .map(|_| match rng.u8(0..4) {
            0 => rng.char('\0'..='\u{7f}'),
            1 => char::from(rng.choice(*b",&=#%+ ;/?:@\"'").unwrap_or_default()),
            2 => rng.char('가'..='힣'),
            _ => rng.char('\0'..=char::MAX),
        })
        .collect()
}

fn maybe<T>(rng: &mut Rng, make: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    rng.bool().then(|| make(rng))
}

fn link(rng: &mut Rng) -> Link {
    let list = |rng: &mut Rng| {
        let mut ids: Vec<String> = (0..rng.usize(0..5)).map(|_| text(rng)).collect();
        ids.sort();
        ids.dedup();
        rng.shuffle(&mut ids);
        ids
    };
    let hundredths = |rng: &mut Rng, most: i32| f64::from(rng.i32(-most..=most)) / 100.0;
    Link {
        view: maybe(rng, |rng| View {
            center: LonLat::new(hundredths(rng, 18_000), hundredths(rng, 8_500)),
            zoom: f64::from(rng.i32(0..=2_200)) / 100.0,
        }),
        years: maybe(rng, |rng| {
            let (a, b) = (rng.i16(..), rng.i16(..));
            a.min(b)..=a.max(b)
        }),
        certain: rng.bool(),
        undated: rng.bool(),
        facets: [list(rng), list(rng), list(rng), list(rng)],
        query: maybe(rng, text).unwrap_or_default(),
        group: if rng.bool() {
            Group::Year
        } else {
            Group::Place
        },
        places: list(rng),
        event: maybe(rng, text).unwrap_or_default(),
        lang: maybe(rng, |rng| rng.choice(Lang::ALL)).flatten(),
        map: maybe(rng, text).unwrap_or_default(),
    }
}

#[test]
fn every_link_reads_back() {
    let mut rng = Rng::with_seed(5);
    for _ in 0..3_000 {
        let link = link(&mut rng);
        let text = link.fragment();
        assert!(text.bytes().all(|byte| byte.is_ascii_graphic()), "{text}");
        assert_eq!(Link::read(&text), Some((link, Vec::new())), "{text}");
    }
}

/// Links that were cut, garbled and put together wrongly.
#[test]
fn nothing_hostile_stops_a_reader() {
    let mut rng = Rng::with_seed(6);
    for round in 0..6_000 {
        let mut bytes = link(&mut rng).fragment().into_bytes();
        for _ in 0..rng.usize(0..8) {
            let at = rng.usize(0..bytes.len());
            match rng.u8(0..3) {
                0 => bytes[at] = rng.u8(..),
                1 => bytes.truncate(at.max(1)),
                _ => bytes.insert(at, rng.choice(*b"&=%,#+").unwrap_or(b'&')),
            }
        }
        if round % 3 == 0 {
            bytes = (0..rng.usize(0..64)).map(|_| rng.u8(..)).collect();
            bytes.extend(b"&yalu=1");
        }
        let text = String::from_utf8_lossy(&bytes);
        let Some((link, _)) = Link::read(&text) else {
            continue;
        };
        // Whatever was made of it is a link like any other.
        assert_eq!(Link::read(&link.fragment()), Some((link, Vec::new())));
    }
}

/// Events of several kinds, grounds and times.
fn catalog() -> Catalog {
    let mut corpus = Corpus::default();
    corpus.kinds = ["customs", "trade,etc", ""]
        .map(|id| Kind {
            id: id.into(),
            names: Default::default(),
        })
        .into();
    corpus.articles = ["first", "第二"]
        .map(|id| Article {
            id: id.into(),
            ..Article::default()
        })
        .into();
    corpus.places.push(Place {
        id: "hyesan".into(),
        class: PlaceClass::Body,
        country: None,
        names: Default::default(),
        other_names: Vec::new(),
        position: None,
        precision_m: 0.0,
        shape: None,
        facing: None,
        within: None,
        source: "".into(),
    });
    let whens = [
        "2015",
        "",
        "[2016,2019]",
        "{2012,2024}",
        "2021/..",
        "2019-03",
        "201X",
    ];
    for (number, when) in (0_u32..).zip(whens.repeat(4)) {
        let event = NewEvent {
            id: &format!("event-{number}"),
            kind: (number % 3 < 2).then_some(KindIx(number % 3)),
            status: Some(Status::ALL[number as usize % 3]),
            when,
            reports: vec![Report {
                article: ArticleIx(number / 3 % 2),
                paragraphs: [].into(),
                certainty: Some(Certainty::ALL[number as usize % 4]),
                speaker: "".into(),
            }],
            ..NewEvent::default()
        };
        corpus.add_event(&event).expect("an event");
    }
    Catalog::new(corpus).expect("a catalog")
}

#[test]
fn ids_become_numbers_and_back() {
    let catalog = catalog();
    let mut lost = Vec::new();
    for (kind, ids_in, numbers, back) in [
        (
            FacetKind::Kind,
            &["trade,etc", "lost", "customs"][..],
            &[1, 0][..],
            &["trade,etc", "customs"][..],
        ),
        (
            FacetKind::Certainty,
            &["rumour", "Rumour"],
            &[6],
            &["rumour"],
        ),
        (FacetKind::Status, &["in-force"], &[5], &["in-force"]),
        (FacetKind::Article, &["第二"], &[1], &["第二"]),
        (FacetKind::Listed, &["hyesan"], &[], &[]),
        (FacetKind::Kind, &[], &[], &[]),
    ] {
        let mut tell = |id: &str| lost.push(id.to_owned());
        let found = choices(&catalog, kind, &strings(ids_in), &mut tell);
        assert_eq!(found, numbers);
        assert_eq!(ids(&catalog, kind, &found), back);
    }
    assert_eq!(lost, ["lost", "Rumour", "hyesan"]);
    assert!(ids(&catalog, FacetKind::Kind, &[3, u16::MAX]).is_empty());
}

#[test]
fn a_link_is_looked_up_and_what_is_missing_is_told() {
    let (mut link, _) = full();
    link.facets[0] = strings(&["customs", "gone"]);
    link.facets[3] = strings(&["gone-too"]);
    link.event = "event-3".into();
    let found = resolve(&link, &catalog());
    let filter = Filter {
        years: Some(2018..=2020),
        certainty: Surely::Certain,
        undated: false,
        facets: vec![Some(vec![0]), Some(vec![5]), Some(vec![2])],
        sets: Vec::new(),
    };
    assert_eq!(found.filter, filter);
    assert_eq!(
        (found.places, found.event),
        (vec![PlaceIx(0)], Some(EventIx(3)))
    );
    let missing: Vec<String> = found.missing.iter().map(ToString::to_string).collect();
    assert_eq!(
        missing,
        [
            "There is no kind “gone” on this map.",
            "There is no article “gone-too” on this map."
        ]
    );
    let nothing = Catalog::new(Corpus::default()).expect("an empty catalog");
    assert_eq!(resolve(&Link::default(), &nothing), Found::default());
    let lost = resolve(&link, &nothing).missing;
    let lost: Vec<_> = lost.iter().map(|lost| (lost.key, &*lost.id)).collect();
    assert_eq!(
        lost,
        [
            ("kind", "customs"),
            ("kind", "gone"),
            ("article", "gone-too"),
            ("place", "hyesan"),
            ("event", "event-3")
        ]
    );
}

#[test]
fn an_event_is_revealed_by_loosening_what_hides_it() {
    let catalog = catalog();
    let mut selection = Selection::default();
    let mut passes = |filter: &Filter, event: u32| {
        catalog.index().select(filter, &mut selection);
        let rank = catalog.index().rank(event).expect("a rank");
        selection.events().contains(rank)
    };
    let mut rng = Rng::with_seed(7);
    let (mut hidden, mut narrowed) = (0, 0);
    for _ in 0..4_000 {
        let years = maybe(&mut rng, |rng| rng.i16(2010..2026)..=rng.i16(2010..2026));
        let facets = (0..rng.usize(0..5)).map(|_| {
            let chosen = |rng: &mut Rng| (0..rng.usize(0..3)).map(|_| rng.u16(0..4)).collect();
            maybe(&mut rng, chosen)
        });
        let facets = facets.collect();
        let set = catalog.index().set_of((0..28).filter(|_| rng.bool()));
        let filter = Filter {
            years,
            certainty: if rng.bool() {
                Surely::Certain
            } else {
                Surely::Possible
            },
            undated: rng.bool(),
            facets,
            sets: maybe(&mut rng, |_| Arc::new(set)).into_iter().collect(),
        };
        let event = rng.u32(0..28);
        let Some(wider) = reveal(&catalog, &filter, EventIx(event)) else {
            assert!(passes(&filter, event));
            continue;
        };
        hidden += 1;
        assert!(!passes(&filter, event) && passes(&wider, event));
        // Nothing that passed before is lost, and what keeps out other events goes on to.
        for other in 0..28 {
            assert!(!passes(&filter, other) || passes(&wider, other));
        }
        let kept = wider.facets.iter().zip(&filter.facets);
        narrowed += kept
            .filter(|(new, old)| new.is_some() && new == old)
            .count();
        if let (Some(new), Some(old)) = (&wider.years, &filter.years) {
            assert!(old.is_empty() || (new.start() <= old.start() && new.end() >= old.end()));
        }
    }
    assert!(hidden > 1_000 && narrowed > 500, "{hidden} {narrowed}");
}

#[test]
fn years_grow_to_the_nearest_year_of_an_event() {
    let catalog = catalog();
    for (event, certainty, years, wider) in [
        (0, Surely::Possible, 2018..=2020, 2015..=2020),
        (2, Surely::Possible, 2020..=2024, 2019..=2024),
        (3, Surely::Possible, 2014..=2016, 2012..=2016),
        (3, Surely::Certain, 2022..=2023, 2022..=2024),
        (4, Surely::Possible, 2018..=2020, 2018..=2021),
    ] {
        let filter = Filter {
            years: Some(years),
            certainty,
            undated: false,
            ..Filter::default()
        };
        let found = reveal(&catalog, &filter, EventIx(event)).expect("it is hidden");
        assert_eq!(
            (found.years, found.certainty),
            (Some(wider), certainty),
            "{event}"
        );
        assert!(!found.undated);
    }
    // Nobody says which of two years it was in: certainly it was in none.
    let filter = Filter {
        years: Some(2018..=2020),
        certainty: Surely::Certain,
        ..Filter::default()
    };
    let found = reveal(&catalog, &filter, EventIx(2)).expect("it is hidden");
    assert_eq!(
        (found.years, found.certainty),
        (Some(2018..=2020), Surely::Possible)
    );
    assert_eq!(reveal(&catalog, &filter, EventIx(99)), None);
}
