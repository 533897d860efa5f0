//! Questions that a reader asks, put to the corpus, each with the answer that the articles give
//! and the reasoning that leads to it. Paragraphs are numbered as in `corpus/README.md`.

#![allow(clippy::unwrap_used)] // A test that cannot read the corpus has failed.

mod ask;

use ask::{
    CATALOG, SATURDAY, TUESDAY, article, at, cites, date, day, event, in_years, of_article, places,
    related, reports, sources, weekday,
};
use std::collections::BTreeSet;
use yalu_map::model::edtf::{Day, Edtf};
use yalu_map::model::{Event, PlaceClass, RelationKind, Status};

/// One article of December 2023 speaks of "last year", and nothing else does: smuggling went on now
/// and then, although the border was closed (paragraph 12). The comparison of sales with last
/// year's (paragraph 14) is about 2023. The articles of 2018, 2019 and 2025 say nothing of 2022.
#[test]
fn what_is_dated_2022() {
    assert_eq!(
        in_years(2022, 2022),
        ["border-closed-2022", "smuggling-persists-2022"]
    );
    for id in in_years(2022, 2022) {
        assert_eq!(sources(event(id)), ["003_5df54000b4ea153c.txt"]);
        assert!(cites(event(id), "dailynk-2023-border-control", 12));
    }
}

/// Only the article of January 2025 names Hyesan, and only once: smugglers are arrested in the
/// area of "Changbai-Hyesan" (paragraph 19), two towns on two banks. The vehicles that stand idle
/// are seen in Changbai and Linjiang, in the same paragraph, not in Hyesan.
#[test]
fn what_happened_in_hyesan() {
    assert_eq!(at("hyesan"), ["changbai-hyesan-smugglers-arrested"]);
    let arrests = event("changbai-hyesan-smugglers-arrested");
    assert!(cites(arrests, "joongang-2025-deportation", 19));
    assert_eq!(places(arrests), ["changbai", "hyesan"]);
    assert!(!places(event("idle-smuggling-vehicles-2025")).contains(&"hyesan"));
    // From Hyesan the reader gets to Changbai.
    let corpus = CATALOG.corpus();
    let hyesan = corpus.place(corpus.find_place("hyesan").unwrap());
    assert_eq!(&*corpus.place(hyesan.facing.unwrap()).id, "changbai");
}

/// "Zhonggang" (paragraph 19) is the Chinese reading of Chunggang in North Korea.
#[test]
fn what_is_called_zhonggang() {
    let arrests = event("linjiang-chunggang-smugglers-arrested");
    let corpus = CATALOG.corpus();
    let mention = arrests
        .mentions()
        .into_iter()
        .find(|mention| &*mention.printed == "Zhonggang");
    let place = corpus.place(mention.unwrap().place);
    assert_eq!(
        (&*place.id, place.country.as_deref()),
        ("chunggang", Some("KP"))
    );
}

/// No. The page was saved on Tuesday 25 February 2025 (paragraph 3), but its sources spoke on a
/// Tuesday (paragraph 8) after the Saturday on which Chinese customs gave out the total for 2024
/// (paragraph 24). That was 18 January 2025, so the Tuesday is 21 January. The office stood by then
/// and nobody says since when: about January 2025.
#[test]
fn is_the_office_in_dandong_dated_by_the_day_of_saving() {
    let office = event("dandong-repatriation-office");
    assert_eq!(office.when(), "2025-01~");
    let saved = Day::from_ymd(2025, 2, 25).unwrap();
    assert!(date(office).latest().day().unwrap() < saved);
    let published = day(&article("joongang-2025-deportation").published);
    let announced = day(event("trade-total-announced-2025").when());
    assert_eq!(
        (weekday(saved), weekday(published), weekday(announced)),
        (TUESDAY, TUESDAY, SATURDAY)
    );
    assert_eq!(published.number() - announced.number(), 3);
    // Nothing in the article is dated by it either.
    for event in of_article("joongang-2025-deportation") {
        let earliest = Edtf::parse(event.when())
            .ok()
            .and_then(|date| date.earliest().day());
        assert!(
            earliest.is_none_or(|earliest| earliest <= published),
            "{}",
            event.id()
        );
    }
    // One paragraph has several offices, the next has one: both are kept.
    assert!(related(
        "border-repatriation-offices",
        RelationKind::Contradicts,
        office.id()
    ));
}

/// Two: a week in Dandong, by a source in China (paragraph 5; a worker reckons with it in paragraph
/// 19), and a month in China, by an official met in Dandong (paragraphs 8 and 9). Both stand in one
/// article, neither is averaged away, and the two are linked.
#[test]
fn how_long_may_one_stay() {
    let (week, month) = (
        event("dandong-one-week-stay-2019"),
        event("one-month-stay-2019"),
    );
    let limit = |event: Event<'static>| {
        let figure = &event.figures()[0];
        (figure.value, &*figure.unit)
    };
    assert_eq!((limit(week), limit(month)), ((1.0, "week"), (1.0, "month")));
    assert!(places(week).contains(&"dandong"));
    assert!(!places(month).contains(&"dandong"));
    let article = "dailynk-2019-sojourn";
    assert!(cites(week, article, 5) && cites(month, article, 8) && cites(month, article, 9));
    assert!(related(week.id(), RelationKind::Contradicts, month.id()));
}

/// Four in five have no town, crossing, bridge or customs house in the region: summits abroad,
/// resolutions, trade figures, whatever is about a country, a province, a river or "the border".
/// None of them is pinned to a capital.
#[test]
fn which_events_are_off_the_map() {
    let corpus = CATALOG.corpus();
    let (on, off): (Vec<Event>, Vec<Event>) = corpus.events().partition(|event| {
        let mut places = event.places().map(|place| corpus.place(place));
        places.any(|place| place.marker(corpus.region.as_ref()).is_some())
    });
    assert_eq!((on.len(), off.len()), (ON_MAP, OFF_MAP));
    let off: BTreeSet<&str> = off.iter().map(|event| event.id()).collect();
    for id in [
        "hanoi-summit-2019",             // A town, and far away.
        "trump-kim-summit-2018",         // The article has no place for it.
        "un-resolution-2397",            // A body is nowhere.
        "trade-total-2024",              // Two countries.
        "tumen-tourism-2018",            // The bank of a river.
        "border-cctv-sensors-plan-2023", // "The border" is no town.
        "yanbian-more-workers-2018",     // A prefecture.
        "defectors-repatriated-2023",    // From two provinces.
    ] {
        assert!(off.contains(id), "{id}");
    }
    // A capital has a marker only for what took place in it.
    let capitals = on
        .iter()
        .filter(|event| places(**event).contains(&"pyongyang"));
    let capitals: Vec<&str> = capitals.map(|event| event.id()).collect();
    assert_eq!(capitals, ["hairstyle-crackdown-rumour-2025"]);
    assert!(at("beijing").is_empty());
}

const ON_MAP: usize = 23;
const OFF_MAP: usize = 105;

/// One. Two articles of 2019 print the same photo of women at the customs office in Dandong, with the
/// same caption (paragraphs 16 and 17 of the one, 2 and 3 of the other). Neither says when it was
/// taken, so it has no date.
#[test]
fn how_many_events_one_photo_makes() {
    let corpus = CATALOG.corpus();
    let photos: Vec<Event> = corpus
        .events()
        .filter(|event| {
            cites(*event, "dailynk-2019-sojourn", 17) || cites(*event, "dailynk-2019-visa-fraud", 3)
        })
        .collect();
    let ids: Vec<&str> = photos.iter().map(|event| event.id()).collect();
    assert_eq!(ids, ["photo-women-at-dandong-customs"]);
    let reports = photos[0].reports().iter();
    let reports: Vec<(&str, &[u16])> = reports
        .map(|report| (&*corpus.article(report.article).id, &*report.paragraphs))
        .collect();
    let expected: [(&str, &[u16]); 2] = [
        ("dailynk-2019-sojourn", &[16, 17]),
        ("dailynk-2019-visa-fraud", &[2, 3]),
    ];
    assert_eq!(reports, expected);
    assert_eq!(photos[0].when(), "");
}

/// Two buses on the bridge, on a photo of 16 August 2023 (paragraph 10). The photo is older than its
/// article; all else that the article tells is of 2024 and 2025, or has no date.
#[test]
fn what_2023_shows_from_the_article_of_2025() {
    let article = "joongang-2025-deportation";
    let found = in_years(2023, 2023).into_iter();
    let found: Vec<&str> = found.filter(|id| reports(event(id), article)).collect();
    assert_eq!(found, ["buses-over-bridge-2023-08-16"]);
    let buses = event(found[0]);
    assert_eq!(buses.when(), "2023-08-16");
    assert!(cites(buses, article, 10));
    // "Yalu River Bridge" here and "Sino-Korean Friendship Bridge" elsewhere are one bridge.
    assert!(places(buses).contains(&"friendship-bridge"));
    assert!(places(event("photo-workers-on-bridge")).contains(&"friendship-bridge"));
}

/// No: what is told as done was done by the time it was told. Where the day of publication is only
/// known to a month, any day of that month, and of those around it if it is approximate, counts.
#[test]
fn did_anything_happen_after_it_was_printed() {
    let corpus = CATALOG.corpus();
    let mut looked_at = 0;
    for event in corpus
        .events()
        .filter(|event| event.status() == Some(Status::Happened))
    {
        let Some(start) = Edtf::parse(event.when())
            .ok()
            .and_then(|date| date.earliest().day())
        else {
            continue;
        };
        for report in event.reports() {
            let published = &corpus.article(report.article).published;
            let last = Edtf::parse(published).unwrap().latest().day().unwrap();
            assert!(start <= last, "{} is printed on {published}", event.id());
            looked_at += 1;
        }
    }
    assert!(looked_at > 20);
}

/// And what is planned, forecast or rumoured has not ended before anybody spoke of it.
#[test]
fn was_anything_foretold_after_it_was_over() {
    let corpus = CATALOG.corpus();
    let ahead = [Status::Planned, Status::Forecast];
    let mut looked_at = 0;
    for event in corpus
        .events()
        .filter(|event| event.status().is_some_and(|s| ahead.contains(&s)))
    {
        let Some(end) = Edtf::parse(event.when())
            .ok()
            .and_then(|date| date.latest().day())
        else {
            continue;
        };
        for report in event.reports() {
            let published = &corpus.article(report.article).published;
            let first = Edtf::parse(published).unwrap().earliest().day().unwrap();
            assert!(first <= end, "{} is printed on {published}", event.id());
            looked_at += 1;
        }
    }
    assert!(looked_at > 10);
}

/// What has an official date has it, as exactly as an article or public knowledge gives it.
#[test]
fn official_dates() {
    for (id, first, last) in [
        // Named in the article of 14 June 2018 without a date; held in Singapore on the 12th.
        ("trump-kim-summit-2018", (2018, 6, 12), (2018, 6, 12)),
        // "In March and May": paragraph 6 of the same article gives no days.
        ("kim-visits-china-2018-03", (2018, 3, 1), (2018, 3, 31)),
        ("kim-visits-china-2018-05", (2018, 5, 1), (2018, 5, 31)),
        // The caption in paragraph 3 of the same article.
        (
            "workers-wait-outside-customs-2018-05-11",
            (2018, 5, 11),
            (2018, 5, 11),
        ),
        // "Last summer", in June 2018.
        (
            "security-council-sanctions-summer-2017",
            (2017, 6, 1),
            (2017, 8, 31),
        ),
        // "In 2017": paragraphs 15 and 22 of the article on sojourn.
        ("un-resolution-2371", (2017, 1, 1), (2017, 12, 31)),
        ("un-resolution-2375", (2017, 1, 1), (2017, 12, 31)),
        ("un-resolution-2397", (2017, 1, 1), (2017, 12, 31)),
        // Kim Il Sung's birthday, in the spring of 2019.
        ("april-15-home-visit-2019", (2019, 4, 15), (2019, 4, 15)),
        // "By the end of 2019", and eight months ahead in late April.
        ("un-return-deadline-2019", (2019, 12, 1), (2019, 12, 31)),
        // The 75th year of ties that began in 1949.
        ("friendship-year-2024", (2024, 1, 1), (2024, 12, 31)),
        ("trade-total-2024", (2024, 1, 1), (2024, 12, 31)),
        // "Saturday"; the customs calendar has the 18th.
        ("trade-total-announced-2025", (2025, 1, 18), (2025, 1, 18)),
    ] {
        let date = date(event(id));
        let day = |(year, month, day)| Day::from_ymd(year, month, day);
        let found = (date.earliest().day(), date.latest().day());
        assert_eq!(found, (day(first), day(last)), "{id}");
    }
    // Named in March 2019 without a date; it was held on the 27th and 28th of February.
    let hanoi = date(event("hanoi-summit-2019"));
    let held = [27, 28].map(|day| Day::from_ymd(2019, 2, day).unwrap());
    let days = hanoi.earliest().day().unwrap()..=hanoi.latest().day().unwrap();
    assert!(held.iter().all(|day| days.contains(day)));
    assert_eq!(days.start().year(), days.end().year());
}

/// An equipment plan for "the border" belongs to no town, and a plan is not something that happened.
#[test]
fn where_are_the_cameras() {
    let plan = event("border-cctv-sensors-plan-2023");
    assert_eq!(plan.status(), Some(Status::Planned));
    let corpus = CATALOG.corpus();
    let classes = plan.places().map(|place| corpus.place(place).class);
    assert!(classes.eq([PlaceClass::BorderStretch]));
}

/// No: by paragraph 4 of the article of March 2019 the workers return en masse; by paragraphs 7 and 8
/// of that of April most only went home for a holiday. Both stand, linked.
#[test]
fn was_the_exodus_final() {
    assert!(related(
        "april-15-home-visit-2019",
        RelationKind::Contradicts,
        "dandong-exodus-2019"
    ));
}
