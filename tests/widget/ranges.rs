//! A large file in `FlatGeobuf`: what is in view is fetched, and nothing else.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde_json::{Value, json};
use yalu_map::geo::{Bounds, LonLat, WorldRect};

use super::browser;
use super::counted::{Counted, Way, file, inside, positions};
use super::page::{DESK, NONE, Page};

/// So many events the large file has.
const ALL: usize = 200_000;

/// A view with some events beside a town, and one with some thousand.
const NEAR: &str = "112.50000,38.50000,10.00";
const WIDE: &str = "112.50000,38.50000,7.00";

fn large() -> &'static (Vec<LonLat>, Vec<u8>) {
    static LARGE: OnceLock<(Vec<LonLat>, Vec<u8>)> = OnceLock::new();
    LARGE.get_or_init(|| {
        let positions = positions(ALL);
        let bytes = file(&positions);
        (positions, bytes)
    })
}

/// Tells of a map with a file in every engine.
fn story(bytes: &[u8], tell: impl Fn(&Page, &Counted)) {
    browser::each(|engine| {
        let served = Counted::new(bytes, "fgb");
        let page = Page::at(engine, &DESK, &Counted::page("empty.html"));
        tell(&page, &served);
        let errors: Vec<String> = page.get("return seen.errors");
        assert_eq!(errors, NONE, "{}", engine.name());
    });
}

/// The part of the world that is read for what is seen: the screen with 40 pixels around it, and a
/// quarter of that on each side.
fn read_for(page: &Page) -> Bounds {
    let seen = page.viewport().bounds(40.0);
    let (x, y) = (
        (seen.max.x - seen.min.x) / 4.0,
        (seen.max.y - seen.min.y) / 4.0,
    );
    let mut wide: WorldRect = seen;
    wide.min.x -= x;
    wide.min.y -= y;
    wide.max.x += x;
    wide.max.y += y;
    let (first, last) = (LonLat::from(wide.min), LonLat::from(wide.max));
    Bounds {
        west: first.lon,
        south: last.lat,
        east: last.lon,
        north: first.lat,
    }
}

/// Looks elsewhere and at a view: without events there is no year control, and the map is larger.
fn look(page: &Page, view: &str) {
    page.set("view", "145,55,8");
    assert!(events(page) > 0, "there is something");
    page.set("view", view);
}

/// How many events the map has, by its own word.
fn events(page: &Page) -> u64 {
    let told = page.told("yalu-change");
    told.last()
        .map_or(0, |told| told.detail["events"].as_u64().unwrap_or_default())
}

#[track_caller]
fn wait_for_error(page: &Page, part: &str) {
    // A string of JSON is one of JavaScript.
    let body = format!(
        "return seen.told.some(({{ name, detail }}) =>
            name === 'yalu-error' && detail.message.includes({}))",
        json!(part)
    );
    page.wait_until(&body, &format!("it is told: {part}"));
}

fn on_map(page: &Page) -> usize {
    page.marks().iter().map(|mark| mark.count).sum()
}

const CROWD: &str = "yalu-map >>> .arriving .crowd";
const PART: &str = "yalu-map >>> .column .part";

#[test]
fn a_large_file_opens_at_once_and_says_how_much_there_is() {
    let (_, bytes) = large();
    story(bytes, |page, served| {
        page.add_map(&json!({ "src": served.name() }));
        let (sent, requests) = served.asked();
        assert!(
            sent <= 1 << 14 && requests == 1,
            "{sent} bytes, {requests} requests"
        );
        let said = page.text(CROWD);
        assert!(
            said.starts_with("200,000 events are in this view"),
            "{said}"
        );
        assert!(said.contains("Zoom in"), "{said}");
        assert!(page.text(PART).contains("200,000"));
        assert_eq!(page.marks(), []);
        // It is not said that there is nothing.
        assert!(
            page.get::<bool>("return deep('yalu-map >>> .column .empty:not([hidden])') === null")
        );
        // The map shows where the events are.
        let view = page.viewport().bounds(0.0);
        let ends = [LonLat::new(100.0, 20.0), LonLat::new(150.0, 60.0)];
        assert!(
            ends.iter().all(|at| view.contains((*at).into())),
            "{view:?}"
        );
        assert_eq!(page.errors_told(), NONE);
    });
}

#[test]
fn what_is_in_view_is_exactly_what_a_scan_finds() {
    let (positions, bytes) = large();
    story(bytes, |page, served| {
        page.add_map(&json!({ "src": served.name(), "view": NEAR }));
        assert_eq!(
            page.property("view"),
            NEAR,
            "the host's view is the first one"
        );
        let (sent, _) = served.asked();
        assert!(sent * 20 < bytes.len(), "{sent} of {}", bytes.len());
        let listed = || page.listed().into_iter().collect::<BTreeSet<String>>();
        let (first, last) = (
            page.viewport().bounds(0.0).min,
            page.viewport().bounds(0.0).max,
        );
        let seen = Bounds {
            west: LonLat::from(first).lon,
            south: LonLat::from(last).lat,
            east: LonLat::from(last).lon,
            north: LonLat::from(first).lat,
        };
        assert!(listed().is_superset(&inside(positions, &seen).into_iter().collect()));
        look(page, NEAR);
        let here = inside(positions, &read_for(page));
        assert!(here.len() > 3 && here.len() < 100, "{}", here.len());
        assert_eq!(listed(), here.iter().cloned().collect());
        assert!(page.get::<bool>(&format!("return deep('{CROWD}').hidden")));

        // Farther away there are more.
        page.set("view", WIDE);
        let here = inside(positions, &read_for(page));
        assert!(here.len() > 2_000, "{}", here.len());
        assert_eq!(events(page), here.len() as u64);
        let seen = page.viewport().bounds(0.0);
        let seen = positions
            .iter()
            .filter(|at| seen.contains((**at).into()))
            .count();
        assert!(on_map(page) >= seen && on_map(page) <= here.len());
        assert!(page.text(PART).contains("200,000"));
        // A filter counts what is here.
        page.set("years", "1990");
        let of_year = here
            .iter()
            .filter(|id| id.parse::<usize>().unwrap() % 30 == 0)
            .count();
        let told = page.told("yalu-change");
        assert_eq!(told.last().unwrap().detail["shown"], json!(of_year));
    });
}

#[test]
fn a_pan_fetches_more_and_the_way_back_nothing() {
    let (positions, bytes) = large();
    story(bytes, |page, served| {
        page.add_map(&json!({ "src": served.name(), "view": WIDE }));
        look(page, WIDE);
        let first = events(page);
        assert_eq!(first, inside(positions, &read_for(page)).len() as u64);
        served.asked();
        // A little is there already.
        page.set("view", "112.7,38.5,7");
        assert_eq!(served.asked(), (0, 0));
        page.set("view", "122.5,38.5,7");
        let (sent, _) = served.asked();
        assert!(sent > 0 && sent * 4 < bytes.len(), "{sent}");
        assert_eq!(
            events(page),
            inside(positions, &read_for(page)).len() as u64
        );
        page.set("view", WIDE);
        assert_eq!(served.asked(), (0, 0));
        assert_eq!(events(page), first);
        // The reader moves it, and it follows without being asked.
        page.js(
            "document.querySelector('yalu-map').view = '105.5,38.5,7'",
            &[],
        );
        served.wait_until_asked();
    });
}

#[test]
fn what_is_read_stays_open_in_another_view() {
    let (_, bytes) = large();
    story(bytes, |page, served| {
        page.add_map(&json!({ "src": served.name(), "view": NEAR }));
        look(page, NEAR);
        page.js("deep('yalu-map >>> article.event .open').click()", &[]);
        page.settle();
        page.set("view", NEAR);
        let (event, view) = (page.property("event"), NEAR);
        assert!(!event.is_empty());
        // From farther away it has another number.
        page.set("view", WIDE);
        assert_eq!(page.property("event"), event);
        assert_eq!(page.property("view"), WIDE, "it is not flown to");
        page.set("view", "140.5,58.5,10");
        assert_eq!(page.property("event"), "", "it is not here");
        page.set("view", view);
        assert!(page.listed().contains(&event));
    });
}

#[test]
fn a_server_without_ranges_sends_the_whole() {
    let bytes = file(&positions(25_000));
    story(&bytes, |page, served| {
        served.answer(Way::Whole);
        page.add_map(&json!({ "src": served.name() }));
        assert_eq!(on_map(page), 25_000);
        assert_eq!(served.asked(), (bytes.len(), 1));
        assert_eq!(page.count("yalu-map >>> .column .part:not([hidden])"), 0);
        // Unless it is too much.
        let other = Counted::new(&bytes, "fgb");
        other.answer(Way::Endless);
        page.set("src", other.name());
        wait_for_error(page, "no ranges of bytes");
        assert_eq!(on_map(page), 25_000, "what was shown stays");
    });
}

#[test]
fn its_first_bytes_tell_what_it_is() {
    let (positions, bytes) = large();
    story(bytes, |page, _| {
        let served = Counted::new(bytes, "data");
        page.add_map(&json!({ "src": served.name(), "view": WIDE }));
        look(page, WIDE);
        assert_eq!(
            events(page),
            inside(positions, &read_for(page)).len() as u64
        );
        served.wait_until_closed();
        let (sent, _) = served.asked();
        assert!(sent * 2 < bytes.len(), "{sent} of {}", bytes.len());
    });
}

#[test]
fn a_small_file_is_read_as_a_whole() {
    for count in [0, 1, 3_000] {
        let bytes = file(&positions(count));
        story(&bytes, |page, served| {
            page.add_map(&json!({ "src": served.name() }));
            assert_eq!(on_map(page), count);
            page.set("view", "10,10,9");
            assert_eq!(page.told("yalu-ready")[0].detail["events"], json!(count));
            let told = page.told("yalu-change");
            let other = |events: &Value| *events != json!(count);
            assert!(
                !told.iter().any(|told| other(&told.detail["events"])),
                "{told:?}"
            );
        });
    }
}

#[test]
fn bytes_can_be_handed_over() {
    let bytes = file(&positions(25_000));
    story(&bytes, |page, served| {
        page.add_map(&json!({ "src": "own.geojson" }));
        for form in ["bytes", "new Uint8Array(bytes)", "new Blob([bytes])"] {
            let body = format!(
                "const map = document.querySelector('yalu-map');
                const bytes = await (await fetch(arguments[0])).arrayBuffer();
                await map.load({{ type: 'FeatureCollection', features: [] }});
                const problems = await map.load({form});
                await map.settled();
                return {{ problems, source: map.memory().source }};"
            );
            let told = page.js(&body, &[served.name().into()]);
            assert_eq!(told["problems"], json!([]), "{form}");
            assert!(
                told["source"].as_u64().unwrap() > bytes.len() as u64 / 2,
                "{told}"
            );
            assert_eq!(on_map(page), 25_000, "{form}");
        }
    });
}

#[test]
fn a_damaged_file_is_refused_in_words() {
    let (positions, bytes) = large();
    story(bytes, |page, served| {
        page.add_map(&json!({ "src": served.name(), "view": NEAR }));
        let before = page.listed();
        let mut wrong = bytes.clone();
        wrong[3] = 9;
        for (other, part) in [
            (&bytes[..100], "cut off"),
            (&wrong[..], "no FlatGeobuf file"),
            (b"<html>not found</html>", "no FlatGeobuf file"),
            (b"", "cut off"),
        ] {
            let other = Counted::new(other, "fgb");
            page.js("seen.told = []", &[]);
            page.set("src", other.name());
            wait_for_error(page, part);
        }
        assert_eq!(page.listed(), before, "what was shown stays");
        // And the reader goes on looking around in it.
        page.set("view", WIDE);
        assert_eq!(
            events(page),
            inside(positions, &read_for(page)).len() as u64
        );

        // What is missing in the middle is told by whoever looks there.
        page.js("seen.told = []", &[]);
        let half = Counted::new(&bytes[..bytes.len() / 2], "fgb");
        page.set("src", half.name());
        page.wait_until(
            &format!("return !deep('{CROWD}').hidden"),
            "its head is there",
        );
        page.settle();
        for view in [
            "102.5,58.5,8",
            "147.5,58.5,8",
            "102.5,21.5,8",
            "147.5,21.5,8",
        ] {
            page.set("view", view);
        }
        wait_for_error(page, "cut off");
    });
}

#[test]
fn a_view_that_cannot_be_fetched_is_told_and_tried_again() {
    let (positions, bytes) = large();
    story(bytes, |page, served| {
        page.add_map(&json!({ "src": served.name(), "view": NEAR }));
        served.answer(Way::Fails);
        page.set("view", WIDE);
        let told = page.errors_told();
        assert!(
            told.last().is_some_and(|told| told.contains("HTTP 503")),
            "{told:?}"
        );
        assert!(page.text("yalu-map >>> .trouble").contains("HTTP 503"));
        served.answer(Way::Ranges);
        page.settle();
        assert_eq!(
            events(page),
            inside(positions, &read_for(page)).len() as u64
        );
        assert_eq!(page.count("yalu-map >>> .trouble"), 0);
        // Chromium tells of the failed request on its console.
        page.console_errors();
    });
}

#[test]
fn nothing_more_is_asked_for_when_the_map_goes() {
    let (_, bytes) = large();
    story(bytes, |page, served| {
        page.add_map(&json!({ "src": served.name(), "view": NEAR }));
        served.asked();
        served.answer(Way::Slowly);
        page.js(
            "document.querySelector('yalu-map').view = arguments[0]",
            &[WIDE.into()],
        );
        served.wait_until_asked();
        page.js("document.querySelector('yalu-map').remove()", &[]);
        served.wait_until_closed();
    });
}

#[test]
fn a_page_without_workers_has_large_files_too() {
    let (positions, bytes) = large();
    story(bytes, |page, served| {
        page.goto(&Counted::page("no-worker.html"));
        page.wait_until_ready();
        page.set("src", served.name());
        page.wait_until(
            &format!("return !deep('{CROWD}').hidden"),
            "its head is there",
        );
        look(page, WIDE);
        assert_eq!(
            events(page),
            inside(positions, &read_for(page)).len() as u64
        );
    });
}
