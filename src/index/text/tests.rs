//! Folding against Unicode's own tables, and search against a scan of every text.

use super::fold::{Folder, Reading, Word};
use super::*;
use crate::geo::LonLat;
use crate::index::Catalog;
use crate::model::{
    Article, ArticleIx, Figure, Kind, KindIx, Lang, Mention, NewEvent, Report, Role,
};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, folded, with a space between two.
fn folded(text: &str) -> String {
    let mut words = Vec::new();
    let mut add = |word: Word| words.push(word.text.to_owned());
    Folder::default().words(text, Reading::Text, &mut add);
    words.join(" ")
}

#[test]
fn spellings_agree() {
    for spellings in [
        &["", " ", "…", "(¿?)", "🚆", "\u{301}", "'", "-"][..],
        &[
            "Sinuiju",
            "SINUIJU",
            "Sinŭiju",
            "Sinu\u{306}iju",
            "Sin'ŭiju",
            "Sinŭi-ju",
            "sinŭi\u{2011}ju",
            "Ｓｉｎｕｉｊｕ",
            "Sin·uiju",
            "sin\u{ad}uiju",
        ],
        &["P'yŏngyang", "P’yŏngyang", "Pyongyang", "Pʼyŏngyang"],
        &["Hà Nội", "ha noi", "Ha\u{300} No\u{323}\u{302}i"],
        &["Straße", "STRASSE", "strasse"],
        &["Łódź", "lodz"],
        &["新義州", "新义州"],
        &["鴨緑江", "鸭绿江", "鴨綠江"],
        &["図們", "图们", "圖們"],
        &["恵山", "惠山"],
        &["丹東税関", "丹东税关"],
        &["ウクライナ", "うくらいな"],
        &["ハ\u{309A}ン", "ぱん", "パン"],
        &["귀국·송환", "귀국 송환", "귀국송환", "귀국・송환"],
        &["2,000", "2000", "２０００"],
        &["U.S.", "US", "us"],
        &["Владивосток", "ВЛАДИВОСТОК"],
        &["Уссурийск", "уссурии\u{306}ск"],
        &["GDP가", "gdp 가"],
        &["a/b", "a b", "a_b", "a – b", "a\u{a0}b", "A\nB"],
    ] {
        for spelling in spellings {
            assert_eq!(folded(spelling), folded(spellings[0]), "{spelling:?}");
        }
    }
    let all = [
        "1.5",
        "15",
        "1 5",
        "中江",
        "江中",
        "신의주",
        "신우주",
        "ハノイ",
        "バノイ",
    ];
    let distinct: BTreeSet<String> = all.into_iter().map(folded).collect();
    assert_eq!(distinct.len(), all.len());
}

#[test]
fn latin_letters_are_those_without_marks() {
    let mut letters = 0;
    for letter in ('\u{C0}'..='\u{24F}').chain('\u{1E00}'..='\u{1EFF}') {
        let lower = letter.to_lowercase().nfkd();
        let plain: String = lower.filter(|part| !is_combining_mark(*part)).collect();
        // Combined letters and letters with a stroke are our own choice, below.
        if plain.len() == 1 && plain.is_ascii() {
            assert_eq!(folded(&letter.to_string()), plain, "{letter}");
            let parts: String = letter.nfd().collect();
            assert_eq!(folded(&parts), plain, "{letter}");
            letters += 1;
        }
    }
    assert!(letters > 400);
    assert_eq!(
        folded("æÆœßþÞøØłđĦıŋǆ"),
        "aeaeoessththoolđhiŋdz".replace('đ', "d").replace('ŋ', "n")
    );
}

#[test]
fn korean_syllables_are_their_letters() {
    let mut distinct = BTreeSet::new();
    for syllable in '가'..='힣' {
        let letters = folded(&syllable.to_string());
        assert_eq!(
            folded(&syllable.nfd().collect::<String>()),
            letters,
            "{syllable}"
        );
        assert!(letters.chars().all(|letter| ('@'..='`').contains(&letter)));
        assert!(distinct.insert(letters), "{syllable}");
    }
    // Standing alone, letters are what they are in a syllable.
    assert_eq!(folded("ㅅㅣㄴㅇㅡㅣㅈㅜ"), folded("신의주"));
    assert_eq!(folded("ㄱㅏㅄ"), folded("값"));
}

#[test]
fn kana_are_one() {
    for (hiragana, katakana) in ('ぁ'..='ゖ').zip('ァ'..='ヶ') {
        let expected = hiragana.to_string();
        assert_eq!(folded(&expected), expected);
        assert_eq!(folded(&katakana.to_string()), expected);
        assert_eq!(folded(&katakana.nfd().collect::<String>()), expected);
    }
}

#[test]
fn hyphens_join_and_part() {
    let catalog = catalog_of(&[
        "After the Trump–Kim summit",
        "Sinŭi-ju",
        "Sinuiju",
        "North Korean labour",
        "North-Korean labour",
        "A U.S. envoy",
        "customs",
        "nknews.org",
    ]);
    for (typed, expected) in [
        ("kim", &[0][..]),
        ("trump", &[0]),
        ("trump-kim", &[0]),
        ("trumpkim", &[0]),
        ("kim-trump", &[0]),
        ("a-us", &[5]),
        ("sinui-ju", &[1, 2]),
        ("sinuiju", &[1, 2]),
        ("ju", &[1]),
        ("north-k", &[3, 4]),
        ("north-", &[3, 4]),
        ("northk", &[4]),
        ("us", &[5]),
        ("U.S.", &[5]),
        ("customs", &[6]),
        ("org", &[7]),
        ("-", &[0, 1, 2, 3, 4, 5, 6, 7]),
    ] {
        assert_eq!(found(&catalog, typed), expected, "{typed}");
    }
}

/// What is on the screen while 신의주 is typed on a Korean keyboard, and 값 with the same hands.
#[test]
fn half_typed_korean_finds() {
    let catalog = catalog_of(&["신의주 세관", "값", "Sinuiju"]);
    for typed in [
        "ㅅ",
        "시",
        "신",
        "신ㅇ",
        "신으",
        "신의",
        "신읮",
        "신의주",
        "의주",
        "세관",
        "주세",
    ] {
        assert!(found(&catalog, typed).contains(&0), "{typed}");
    }
    assert_eq!(found(&catalog, "신의주"), [0]);
    assert_eq!(found(&catalog, "갑"), [1]);
    assert_eq!(found(&catalog, "가"), [1]);
    assert!(found(&catalog, "신우").is_empty());
}

#[test]
fn an_empty_corpus_finds_nothing() {
    let catalog = catalog_of(&[]);
    for typed in ["", "a", "신"] {
        assert!(found(&catalog, typed).is_empty(), "{typed}");
        assert!(catalog.text().places(&Query::new(typed)).is_empty());
    }
}

#[test]
fn places_are_suggested_in_order() {
    let mut corpus = Corpus::default();
    // The last two lie within each other.
    for (name, within) in [
        ("Tumen River", None),
        ("Tumen", Some(2)),
        ("Jilin", None),
        ("New Tumen", Some(2)),
        ("East Tumen", Some(5)),
        ("Tumenhaus", Some(4)),
    ] {
        corpus.places.push(place(name, PlaceClass::Town, within));
    }
    for at in [3, 3, 4] {
        add(&mut corpus, "Something", &[at]);
    }
    let catalog = Catalog::new(corpus).unwrap();
    let places = |typed: &str| -> Vec<u32> {
        let places = catalog.text().places(&Query::new(typed));
        places.into_iter().map(|place| place.0).collect()
    };
    assert_eq!(places("tumen"), [1, 5, 0, 3, 4]);
    assert_eq!(places("Tümen r"), [0]);
    assert_eq!(places("tumen-river"), [0]);
    assert_eq!(places("jilin"), [2]);
    assert!(places("").is_empty());
    assert!(places("something").is_empty());
    assert_eq!(found(&catalog, "jilin"), [0, 1]);
    assert_eq!(found(&catalog, "tumenhaus"), [2]);
}

#[test]
fn at_most_eight_places() {
    let mut corpus = Corpus::default();
    for number in 0..40 {
        let name = ["Camp ", &number.to_string()].concat();
        corpus.places.push(place(&name, PlaceClass::Town, None));
        add(&mut corpus, "Something", &[number]);
    }
    add(&mut corpus, "More", &[33]);
    let catalog = Catalog::new(corpus).unwrap();
    let places = catalog.text().places(&Query::new("camp"));
    assert_eq!(places.len(), 8);
    assert_eq!(places[..2], [PlaceIx(33), PlaceIx(0)]);
}

/// A position of a host that is called by its first event's title lets that title find the others.
#[test]
fn positions_without_names() {
    let mut corpus = Corpus::default();
    corpus.places.push(place("Fire", PlaceClass::Site, None));
    corpus.places.push(place("Flood", PlaceClass::Site, None));
    for (title, at) in [("Fire", 0), ("Storm", 0), ("Flood", 1)] {
        add(&mut corpus, title, &[at]);
    }
    let catalog = Catalog::new(corpus).unwrap();
    assert_eq!(found(&catalog, "fire"), [0, 1]);
    assert_eq!(found(&catalog, "flood"), [2]);
    assert_eq!(catalog.text().places(&Query::new("f")), [PlaceIx(0)]);
}

/// Spellings of few words, so that they meet often.
const WORDS: [&str; 16] = [
    "Sinŭiju",
    "sin",
    "ŠIN",
    "customs",
    "us",
    "US",
    "丹东",
    "東",
    "新义州",
    "新",
    "Ábc",
    "ab",
    "42",
    "420",
    "ハノイ",
    "はの",
];

#[test]
fn search_is_a_scan() {
    let mut random = fastrand::Rng::with_seed(5);
    for events in [0, 1, 2, 70, 200] {
        let (catalog, texts) = random_catalog(events, &mut random);
        let mut before = EventSet::default();
        for _ in 0..100 {
            let mut typed = String::new();
            for _ in 0..random.usize(0..4) {
                let word = WORDS[random.usize(0..WORDS.len())];
                let length = random.usize(1..=word.chars().count());
                typed.extend(word.chars().take(length));
                typed.push(' ');
            }
            let expected: Vec<u32> = (0..events as u32)
                .filter(|&event| {
                    let fields = &texts[event as usize];
                    let has = |word| fields.iter().any(|field| has_word(field, word));
                    typed.split_whitespace().all(has)
                })
                .collect();
            assert_eq!(found(&catalog, &typed), expected, "{typed}");
            // Every letter more narrows, even where it turns one word into two.
            catalog.text().search(&Query::default(), &mut before);
            for (end, letter) in typed.char_indices() {
                let mut found = EventSet::default();
                let query = Query::new(&typed[..end + letter.len_utf8()]);
                catalog.text().search(&query, &mut found);
                let narrower = found.clone();
                found.and(&before);
                assert_eq!(found, narrower, "{typed}");
                before = narrower;
            }
        }
    }
}

/// Whether a field has a word, as a reader would say it.
fn has_word(field: &str, word: &str) -> bool {
    let (field, word) = (simple(field), simple(word));
    if word.is_ascii() {
        field.split(' ').any(|other| other.starts_with(&word))
    } else {
        field.replace(' ', "").contains(&word)
    }
}

/// Whether a field calls a place by a name: a short one only as a whole word.
fn is_named(field: &str, name: &str) -> bool {
    let short = simple(name);
    if short.is_ascii() && short.len() < 4 {
        simple(field).split(' ').any(|other| other == short)
    } else {
        has_word(field, name)
    }
}

/// A text by Unicode's tables, and the one traditional character of the test.
fn simple(text: &str) -> String {
    let text: String = text.to_lowercase().replace('東', "东").nfd().collect();
    let plain = text.chars().filter(|part| !is_combining_mark(*part));
    let hiragana = |part| match part {
        'ァ'..='ヶ' => char::from_u32(part as u32 - 0x60).unwrap(),
        _ => part,
    };
    plain.map(hiragana).collect()
}

/// Events whose words stand in all kinds of fields, and the fields of each.
fn random_catalog(events: usize, random: &mut fastrand::Rng) -> (Catalog, Vec<Vec<String>>) {
    let text = |random: &mut fastrand::Rng| -> String {
        let words: Vec<&str> = (0..random.usize(0..4))
            .map(|_| WORDS[random.usize(0..WORDS.len())])
            .collect();
        words.join(" ")
    };
    let mut corpus = Corpus::default();
    corpus.places.push(place("us", PlaceClass::Country, None));
    for within in [Some(0), None, Some(1), Some(2), Some(3)] {
        let mut place = place(&text(random), PlaceClass::Town, within);
        place.names[Lang::Zh as usize] = text(random).into();
        place.other_names = vec![text(random).into(), text(random).into()];
        corpus.places.push(place);
    }
    for _ in 0..3 {
        corpus.kinds.push(Kind {
            id: "customs".into(),
            names: [0; Lang::ALL.len()].map(|_| text(random).into()),
        });
        corpus.articles.push(Article {
            outlet: text(random).into(),
            headline: text(random).into(),
            byline: vec![text(random).into()],
            ..Article::default()
        });
    }
    let mut texts = Vec::new();
    for _ in 0..events {
        let mut own: Vec<String> = (0..7).map(|_| text(random)).collect();
        let mut called = Vec::new();
        let (kind, article) = (random.u32(0..4), random.u32(0..3));
        let places: Vec<u32> = (0..random.usize(0..3)).map(|_| random.u32(0..6)).collect();
        corpus
            .add_event(&NewEvent {
                id: "sin",
                title: &own[0],
                summary: &own[1],
                kind: (kind < 3).then_some(KindIx(kind)),
                actors: vec![own[2].clone().into()],
                figures: vec![Figure {
                    value: 42.0,
                    value_to: None,
                    unit: own[3].clone().into(),
                    what: own[4].clone().into(),
                    printed: "us".into(),
                }],
                mentions: places
                    .iter()
                    .map(|&place| mention(place, &own[5]))
                    .collect(),
                reports: vec![Report {
                    article: ArticleIx(article),
                    paragraphs: Box::default(),
                    certainty: None,
                    speaker: own[6].clone().into(),
                }],
                ..NewEvent::default()
            })
            .unwrap();
        if places.is_empty() {
            own.remove(5);
        }
        // Places that the texts call by a name of one word.
        for place in &corpus.places {
            let mut names = all_names(place).filter(|name| name.split_whitespace().count() == 1);
            if names.any(|name| own.iter().any(|field| is_named(field, name))) {
                called.extend(all_names(place).map(str::to_owned));
            }
        }
        own.append(&mut called);
        for place in places {
            let mut within = Some(PlaceIx(place));
            while let Some(ix) = within {
                let place = corpus.place(ix);
                own.extend(place.names.iter().map(|name| (**name).to_owned()));
                own.extend(place.other_names.iter().map(|name| (**name).to_owned()));
                let is_town = |ix: &PlaceIx| corpus.place(*ix).class == PlaceClass::Town;
                within = place.within.filter(is_town);
            }
        }
        if let Some(kind) = corpus.kinds.get(kind as usize) {
            own.extend(kind.names.iter().map(|name| (**name).to_owned()));
        }
        let article = corpus.article(ArticleIx(article));
        own.push(article.outlet.to_string());
        own.push(article.headline.to_string());
        own.push(article.byline[0].to_string());
        texts.push(own);
    }
    (Catalog::new(corpus).unwrap(), texts)
}

fn place(name: &str, class: PlaceClass, within: Option<u32>) -> Place {
    let mut names = [const { String::new() }; Lang::ALL.len()].map(Box::from);
    names[Lang::En as usize] = name.into();
    Place {
        id: "".into(),
        class,
        country: None,
        names,
        other_names: Vec::new(),
        position: Some(LonLat::new(124.0, 40.0)),
        precision_m: 0.0,
        shape: None,
        facing: None,
        within: within.map(PlaceIx),
        source: "".into(),
    }
}

fn mention(place: u32, printed: &str) -> Mention {
    Mention {
        place: PlaceIx(place),
        role: Role::At,
        printed: printed.into(),
    }
}

fn add(corpus: &mut Corpus, title: &str, places: &[u32]) {
    corpus
        .add_event(&NewEvent {
            title,
            mentions: places.iter().map(|&place| mention(place, "")).collect(),
            ..NewEvent::default()
        })
        .unwrap();
}

fn catalog_of(titles: &[&str]) -> Catalog {
    let mut corpus = Corpus::default();
    for title in titles {
        add(&mut corpus, title, &[]);
    }
    Catalog::new(corpus).unwrap()
}

/// The numbers of the events that a text finds, rising.
fn found(catalog: &Catalog, typed: &str) -> Vec<u32> {
    let mut set = EventSet::default();
    catalog.text().search(&Query::new(typed), &mut set);
    let ranks = set.iter(0..catalog.index().events());
    let mut events: Vec<u32> = ranks
        .filter_map(|rank| catalog.index().event(rank))
        .collect();
    events.sort_unstable();
    events
}
