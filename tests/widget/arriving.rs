//! A host's own events while they arrive: shown before the last has come, told, and stopped.

use serde_json::{Value, json};

use super::browser::{self, Engine};
use super::counted::Counted;
use super::page::{DESK, NONE, Page, story};
use super::trickle::{ALL, FIRST, Trickle};

/// Opens an empty page and adds a map of a file that stops in the middle, until its first events
/// are shown.
fn arriving(tell: impl Fn(&Page, &Trickle)) {
    browser::each(|engine| {
        let file = Trickle::new();
        let page = Page::at(engine, &DESK, &Trickle::page("empty.html"));
        page.js(
            "await customElements.whenDefined('yalu-map');
            const map = document.createElement('yalu-map');
            seen.progress = [];
            map.addEventListener('yalu-progress', ({ detail }) => seen.progress.push(detail));
            map.setAttribute('src', arguments[0]);
            document.querySelector('main').append(map);
            await map.ready;",
            &[file.name().into()],
        );
        tell(&page, &file);
        let errors: Vec<String> = page.get("return seen.errors");
        assert_eq!(errors, NONE, "{}", engine.name());
    });
}

/// Waits until the markers stand for so many events.
fn wait_for(page: &Page, count: u32) {
    let body = format!(
        "const marks = document.querySelector('yalu-map').marks();
        return marks.reduce((sum, mark) => sum + mark.count, 0) === {count}"
    );
    page.wait_until(&body, &format!("{count} events are on the map"));
}

const LINE: &str = "yalu-map >>> .arriving";

#[test]
fn the_first_events_are_there_before_the_last_has_come() {
    arriving(|page, file| {
        wait_for(page, FIRST);
        page.wait_until(
            "return deep('yalu-map >>> .arriving .cancel')?.hidden === false",
            "it may be cancelled",
        );
        assert_eq!(
            page.text(&format!("{LINE} [role=status]")),
            "Events are being loaded"
        );
        assert!(!page.get::<bool>("return deep('yalu-map >>> .arriving .bar').hidden"));
        // What is read meanwhile stays.
        page.js(
            "document.querySelector('yalu-map').years = '2000-2019'",
            &[],
        );
        page.js("deep('yalu-map >>> article.event .open').click()", &[]);
        let chosen = page.property("event");
        assert!(chosen.starts_with("feature-"), "{chosen}");
        file.go_on();
        page.settle();
        assert_eq!(page.property("event"), chosen);
        page.js("document.querySelector('yalu-map').years = ''", &[]);
        wait_for(page, ALL);
        assert_eq!(
            page.text(&format!("{LINE} [role=status]")),
            "5,000 events loaded"
        );
        assert!(page.get::<bool>("return deep('yalu-map >>> .arriving .bar').hidden"));
        assert!(page.get::<bool>("return deep('yalu-map >>> .arriving .cancel').hidden"));
        let told: Vec<Value> = page.get("return seen.progress");
        let events = |at: usize| told[at]["events"].as_u64().unwrap_or_default();
        assert_eq!(events(told.len() - 1), u64::from(ALL));
        assert!(events(0) < u64::from(ALL), "{told:?}");
        assert!(
            told.windows(2)
                .all(|two| two[0]["loaded"].as_u64() <= two[1]["loaded"].as_u64())
        );
        assert_eq!(page.errors_told(), NONE);
    });
}

#[test]
fn nothing_more_is_asked_for_when_the_map_goes() {
    arriving(|page, file| {
        page.js("document.querySelector('yalu-map').remove()", &[]);
        file.wait_until_closed();
    });
}

#[test]
fn nothing_more_is_asked_for_when_other_events_are_wanted() {
    arriving(|page, file| {
        page.set("src", "own.geojson");
        file.wait_until_closed();
        page.wait_until(
            "return deepAll('yalu-map >>> article.event').length === 5",
            "the other events are there",
        );
        let other = Trickle::new();
        page.js(
            "document.querySelector('yalu-map').src = arguments[0]",
            &[other.name().into()],
        );
        wait_for(page, FIRST);
        let body = "const map = document.querySelector('yalu-map');
            await map.load({ type: 'FeatureCollection', features: [] });
            // Of the frame before, whose places are gone.
            map.marks();
            await map.settled();
            return map.marks().length";
        assert_eq!(page.js(body, &[]), json!(0));
        other.wait_until_closed();
    });
}

#[test]
fn a_reader_may_cancel_and_keeps_what_has_come() {
    arriving(|page, file| {
        wait_for(page, FIRST);
        page.wait_until(
            "return deep('yalu-map >>> .arriving .cancel')?.hidden === false",
            "it may be cancelled",
        );
        page.click("yalu-map >>> .arriving .cancel");
        file.wait_until_closed();
        page.settle();
        wait_for(page, FIRST);
        let said = page.text("yalu-map >>> .trouble");
        assert!(
            said.contains("cancelled") && said.contains("2,000"),
            "{said}"
        );
    });
}

#[test]
fn events_that_are_refused_late_change_nothing() {
    story(&DESK, "map.html", |page| {
        let before = (page.listed(), page.marks());
        let body = "const map = document.querySelector('yalu-map');
            const feature = (number) => JSON.stringify({ type: 'Feature',
                geometry: { type: 'Point', coordinates: [10 + number % 9, 20] },
                properties: { title: `Event ${number}` } });
            const features = Array.from({ length: 30_000 }, (_, number) => feature(number));
            const text = `{\"type\":\"FeatureCollection\",\"features\":[\\n${features.join(',\\n')},\\n!]}`;
            const refused = await map.load(text).catch((error) => error.message);
            await map.settled();
            return refused";
        let refused = page.js(body, &[]);
        assert_eq!(refused, json!("this is not JSON: line 30002, column 1"));
        page.settle();
        assert_eq!((page.listed(), page.marks()), before);
    });
}

#[test]
fn many_events_are_all_there() {
    story(&DESK, "map.html", |page| {
        let body = "const map = document.querySelector('yalu-map');
            const features = Array.from({ length: 30_000 }, (_, number) => ({ type: 'Feature',
                geometry: { type: 'Point', coordinates: [120 + number % 997 / 100, 40 + number % 101 / 100] },
                properties: { title: `Event ${number}`, year: 1990 + number % 36 } }));
            const problems = await map.load({ type: 'FeatureCollection', features });
            await map.settled();
            const count = map.marks().reduce((sum, mark) => sum + mark.count, 0);
            return { problems, count, memory: map.memory() }";
        let told = page.js(body, &[]);
        assert_eq!(told["problems"], json!([]));
        assert_eq!(told["count"], json!(30_000));
        let bytes = |name: &str| told["memory"][name].as_u64().unwrap_or_default();
        // A title of twelve letters each, and in the index at least an order both ways.
        assert!(
            bytes("corpus") > 360_000 && bytes("index") > 240_000,
            "{told}"
        );
        assert!(
            bytes("source") > 3_000_000 && bytes("wasm") > bytes("corpus"),
            "{told}"
        );
        assert_eq!(bytes("text"), 0, "nobody has searched");
    });
}

#[test]
fn a_page_without_workers_shows_its_events_too() {
    browser::each(|engine| {
        let page = Page::open(engine, &DESK, "no-worker.html");
        page.wait_until_ready();
        assert_eq!(page.count("yalu-map >>> article.event"), 5);
        let violations: Vec<String> = page.get("return seen.violations");
        assert!(!violations.is_empty(), "the page allows a worker");
        let errors: Vec<String> = page.get("return seen.errors");
        assert_eq!(errors, NONE, "{}", engine.name());
    });
}

#[test]
fn a_file_that_the_head_has_named_is_asked_for_once() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages/own.geojson");
    let own = std::fs::read(own).expect("the file");
    browser::each(|engine| {
        let file = Counted::new(&own, "geojson");
        let address = format!("named.html?file={}", file.name());
        let page = Page::at(engine, &DESK, &Counted::page(&address));
        page.add_map(&json!({ "src": file.name() }));
        assert_eq!(page.count("yalu-map >>> article.event"), 5);
        // WebKit's own requests do not take what its page's head has named.
        if engine != Engine::WebKit {
            assert_eq!(file.asked().1, 1, "{}", engine.name());
        }
    });
}
