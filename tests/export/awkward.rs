//! A corpus in memory that is hard to write.

use yalu_map::geo::LonLat;
use yalu_map::index::Catalog;
use yalu_map::model::{
    Article, ArticleIx, Basis, Certainty, Corpus, EventIx, Figure, Kind, KindIx, Mention, NewEvent,
    Original, Place, PlaceClass, PlaceIx, REGION, Relation, RelationKind, Report, Role, Status,
};

const PUBLISHED: [&str; 5] = [
    "2019-04~",
    "2023-23",
    "2019-06/2019-12",
    "[2019-05,2019-06]",
    "",
];

const WHENS: [&str; 12] = [
    "2019-03-05",
    "2019-03",
    "2019-04~",
    "2024-10-2X/..",
    "[2019-05,2019-06]",
    "[..2018]",
    "2023-23",
    "201X",
    "{2018,2020..2022}",
    "2018-03/2019-03~",
    "2019-03-0X",
    "",
];

/// Towns by their ids, with longitude and latitude in degrees; the second is far off the map.
const TOWNS: [(&str, f64, f64); 3] = [
    ("dandong", 124.394_72, 40.129_17),
    ("hanoi", 105.841_17, 21.024_5),
    ("hyesan", 128.177_78, 41.401_67),
];

/// Texts that break out of every format that is careless, and dates of every shape.
pub fn awkward() -> Catalog {
    let mut corpus = Corpus::default();
    corpus.region = Some(REGION);
    corpus.articles = (0..).zip(PUBLISHED).map(article).collect();
    let town = |(id, lon, lat)| place(id, PlaceClass::Town, Some(LonLat::new(lon, lat)));
    corpus.places = TOWNS.map(town).into();
    corpus.places.push(place("un", PlaceClass::Body, None));
    corpus.kinds.push(Kind {
        id: "trade".into(),
        names: ["Trade", "", "", ""].map(Box::from),
    });
    for (number, when) in (0..).zip(WHENS) {
        add_event(&mut corpus, number, when);
    }
    for (number, kind) in (0..).zip(RelationKind::ALL) {
        let relation = Relation {
            from: EventIx(number),
            kind: *kind,
            to: EventIx(number + 1),
            note: "note".into(),
        };
        corpus.add_relation(relation).unwrap();
    }
    Catalog::new(corpus).unwrap()
}

fn article((number, published): (u32, &str)) -> Article {
    Article {
        id: format!("article-{number}").into(),
        source: "a, \"b\".txt".into(),
        outlet: "Æon & Söhne {Ltd}".into(),
        headline: "50% of #1_a ~ ^ \\ \"x\" {y} $z & 단둥".into(),
        byline: vec!["Anna and Bert".into(), "O'Neil, Jr.".into()],
        translators: vec!["A B".into()],
        editors: vec!["C D".into(), "E F".into()],
        original: Some(Original {
            outlet: "신문".into(),
            language: "ko".into(),
            byline: Vec::new(),
        }),
        published: published.into(),
        published_basis: Some(Basis::Inferred),
        published_why: "Two\nlines, and a }.".into(),
        language: "en".into(),
        url: "https://a.example/b_c?d=1%20&e=f#g".into(),
    }
}

fn place(id: &str, class: PlaceClass, position: Option<LonLat>) -> Place {
    Place {
        id: id.into(),
        class,
        country: None,
        names: [id, "이름", "", ""].map(Box::from),
        other_names: vec!["=other".into()],
        position,
        precision_m: if position.is_some() { 1500.0 } else { 0.0 },
        shape: None,
        facing: None,
        within: None,
        source: "".into(),
    }
}

/// Adds an event with up to three places, of which two may be the same one.
fn add_event(corpus: &mut Corpus, number: u32, when: &str) {
    let mention = |place, role| Mention {
        place: PlaceIx(place),
        role,
        printed: "\"as\" printed".into(),
    };
    let mentions = [
        mention(number % 4, Role::At),
        mention(0, Role::From),
        mention(2, Role::About),
    ];
    let event = NewEvent {
        id: &format!("event-{number}"),
        title: "=HYPERLINK(\"https://a.example\",\"x\"), \"quoted\"",
        summary: "+1 </script>\r\n\u{2028}end",
        kind: Some(KindIx(0)),
        when,
        basis: Some(Basis::Relative),
        why: "@why",
        status: Some(Status::Rumoured),
        url: "",
        actors: vec!["-actor".into()],
        mentions: mentions[..number as usize % 4].to_vec(),
        figures: vec![Figure {
            value: -2.5,
            value_to: Some(3e20),
            unit: "=unit".into(),
            what: "what".into(),
            printed: "printed".into(),
        }],
        reports: vec![Report {
            article: ArticleIx(number % 5),
            paragraphs: [1, 2].into(),
            certainty: Some(Certainty::Rumour),
            speaker: "".into(),
        }],
    };
    corpus.add_event(&event).unwrap();
}
