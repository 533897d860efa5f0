//! The element comes and goes, alone and with others.

use serde_json::{Value, json};

use super::browser::Engine;
use super::facts;
use super::page::{DESK, Mark, NONE, TITLE, story};
use super::reading::assert_lists;

#[test]
fn a_map_that_is_taken_away_and_put_back_works() {
    story(&DESK, "map.html", |page| {
        let before = by_place(page.marks());
        let left: Value = page.get(
            "const map = document.querySelector('yalu-map');
            map.remove();
            await new Promise((next) => setTimeout(next, 50));
            window.away = map;
            return [map.marks().length, map.shadowRoot.childNodes.length];",
        );
        assert_eq!(left, json!([0, 0]), "a map that is away keeps something");
        page.js(
            "document.body.append(window.away);
            await window.away.ready;
            await window.away.settled();",
            &[],
        );
        assert_eq!(by_place(page.marks()), before);
        assert_eq!(page.told("yalu-ready").len(), 2);
        page.set("place", "dandong");
        assert_lists(page, &facts::at(&["dandong"], &None));
    });
}

#[test]
fn a_map_that_is_put_back_shows_what_it_showed() {
    story(&DESK, "map.html", |page| {
        for (name, value) in [
            ("years", "2018-2019"),
            ("place", "sinuiju"),
            ("view", "125,40.5,8.25"),
            ("lang", "ko"),
            ("theme", "dark"),
        ] {
            page.set(name, value);
        }
        let names = json!(["years", "place", "event", "view", "lang", "theme", "src"]);
        let told = "const map = document.querySelector('yalu-map') ?? window.away;
            return arguments[0].map((name) => map[name]);";
        let away = "window.away = document.querySelector('yalu-map');
            window.away.remove();
            await new Promise((next) => setTimeout(next, 50));";
        let back = "document.body.append(window.away);
            await window.away.ready;
            await window.away.settled();";
        let before = page.js(told, &[names.clone()]);
        page.js(away, &[]);
        assert_eq!(page.js(told, &[names.clone()]), before);
        page.js(back, &[]);
        assert_eq!(page.js(told, &[names.clone()]), before);
        assert_lists(page, &facts::at(&["sinuiju"], &Some(2018..=2019)));
        // What is set meanwhile counts more.
        page.js(away, &[]);
        page.js("window.away.years = '2019'", &[]);
        page.js(back, &[]);
        assert_eq!(page.property("years"), "2019");
        assert_eq!(page.property("theme"), "dark");
        // So do other events.
        page.js(away, &[]);
        page.js(
            "Object.assign(window.away, { years: '', place: '', src: 'own.geojson' })",
            &[],
        );
        page.js(back, &[]);
        assert_eq!(page.property("src"), "own.geojson");
        page.js(away, &[]);
        page.js(back, &[]);
        assert_eq!(page.property("src"), "own.geojson");
        let ready = page.told("yalu-ready");
        let events = ready.last().map(|told| &told.detail["events"]);
        assert_eq!(events, Some(&json!(5)));
    });
}

#[test]
fn whoever_waits_for_a_map_that_was_taken_away_waits_on() {
    story(&DESK, "empty.html", |page| {
        page.js(
            "await customElements.whenDefined('yalu-map');
            const map = document.createElement('yalu-map');
            document.body.append(map);
            const { ready } = map;
            map.remove();
            await new Promise((next) => setTimeout(next, 300));
            document.body.append(map);
            await ready;",
            &[],
        );
        page.mark_of("dandong");
    });
}

#[test]
fn a_move_within_the_page_keeps_everything() {
    story(&DESK, "map.html", |page| {
        page.set("years", "2018-2019");
        page.set("place", "sinuiju");
        page.set("view", "125,40.5,8.25");
        let marks = page.marks();
        page.js(
            "const map = document.querySelector('yalu-map');
            const other = document.createElement('div');
            document.body.append(other);
            other.append(map);
            await map.settled();",
            &[],
        );
        assert_eq!(page.property("years"), "2018-2019");
        assert_eq!(page.property("place"), "sinuiju");
        assert_eq!(page.property("view"), "125.00000,40.50000,8.25");
        assert_eq!(page.text(TITLE), "Sinuiju");
        assert_eq!(page.marks(), marks);
        assert_eq!(page.told("yalu-ready").len(), 1);
        // It still listens.
        page.click("yalu-map >>> .close");
        page.wait_for_title("All events");
    });
}

#[test]
fn a_map_that_goes_while_it_loads_leaves_nothing() {
    story(&DESK, "empty.html", |page| {
        page.js(
            "await customElements.whenDefined('yalu-map');
            const main = document.querySelector('main');
            for (const wait of [0, 1, 5, 20, 60, 150]) {
                const map = document.createElement('yalu-map');
                main.append(map);
                await new Promise((next) => setTimeout(next, wait));
                map.remove();
            }
            await new Promise((next) => setTimeout(next, 300));",
            &[],
        );
        assert_eq!(page.errors_told(), NONE);
        // The next one is as good as the first.
        let ready = page.told("yalu-ready").len();
        page.add_map(&json!({}));
        assert_eq!(page.told("yalu-ready").len(), ready + 1);
        page.mark_of("dandong");
    });
}

#[test]
fn a_map_that_goes_and_comes_back_while_it_loads_is_shown() {
    story(&DESK, "empty.html", |page| {
        page.js(
            "await customElements.whenDefined('yalu-map');
            const main = document.querySelector('main');
            const map = document.createElement('yalu-map');
            for (const wait of [0, 10, 40]) {
                main.append(map);
                await new Promise((next) => setTimeout(next, wait));
                map.remove();
                await new Promise((next) => setTimeout(next, 5));
            }
            main.append(map);
            await map.ready;
            await map.settled();",
            &[],
        );
        page.mark_of("dandong");
    });
}

#[test]
fn two_maps_share_their_files_and_nothing_else() {
    story(&DESK, "two.html", |page| {
        assert_eq!(page.property("years"), "2019");
        let title = |id: &str| page.text(&format!("#{id} >>> .column h2"));
        assert_eq!(
            (title("first"), title("second")),
            ("All events".into(), "Hyesan".into())
        );
        let scheme = |id: &str| -> String {
            page.get(&format!("return deep('#{id} >>> .yalu').dataset.scheme"))
        };
        assert_eq!(
            (scheme("first"), scheme("second")),
            ("light".into(), "dark".into())
        );
        let count = |marks: &[Mark]| marks.iter().map(|mark| mark.count).sum::<usize>();
        let second = page.marks_of("#second");
        assert!(count(&second) > count(&page.marks_of("#first")));
        page.set("years", "2018");
        assert_eq!(page.marks_of("#second"), second);

        let mut loaded = page.loaded();
        loaded.retain(|address| !address.starts_with("data:"));
        let mut once = loaded.clone();
        once.sort();
        once.dedup();
        loaded.sort();
        assert_eq!(loaded, once, "a file was asked for twice");
        for file in [
            "yalu_map_bg.wasm",
            "yalu_map_rest.wasm",
            "yalu_map.js",
            "corpus.bin",
            "basemap.bin",
        ] {
            assert!(
                loaded.iter().any(|address| address.ends_with(file)),
                "{file}"
            );
        }
        let shared: bool = page.get(
            "const [a, b] = document.querySelectorAll('yalu-map');
            return a.shadowRoot.adoptedStyleSheets[0] === b.shadowRoot.adoptedStyleSheets[0];",
        );
        assert!(shared, "each map has a style sheet of its own");
        // One that goes takes nothing from the other.
        page.js("document.querySelector('#first').remove()", &[]);
        page.settle();
        assert_eq!(page.marks_of("#second"), second);
    });
}

#[test]
fn what_the_first_picture_does_without_is_asked_for_after_it() {
    story(&DESK, "map.html", |page| {
        let in_order: bool = page.get(
            "const entries = performance.getEntriesByType('resource');
            const of = (name) => entries.find((entry) => entry.name.endsWith(name));
            const rest = of('/yalu_map_rest.wasm').startTime;
            return ['/yalu_map_bg.wasm', '/basemap.bin', '/corpus.bin']
                .every((name) => of(name).responseEnd <= rest);",
        );
        assert!(in_order, "the second module was asked for before");
        // It shares the memory of the first: what it shows is there.
        assert!(!page.listed().is_empty());
    });
}

#[test]
fn the_scripts_name_stands_for_the_element_only_once() {
    story(&DESK, "map.html", |page| {
        // A page that loads the module under two addresses, as two widgets of it would.
        page.js("await window.load('yalu-map.js?again')", &[]);
        let before = page.marks();
        page.set("years", "2019");
        assert!(page.marks().len() <= before.len());
    });
}

#[test]
fn fifty_maps_come_and_go_without_a_trace() {
    story(&DESK, "empty.html", |page| {
        let round = |times: u32| {
            let body = "await customElements.whenDefined('yalu-map');
                const main = document.querySelector('main');
                for (let time = 0; time < arguments[0]; time++) {
                    const map = document.createElement('yalu-map');
                    main.append(map);
                    await map.ready;
                    map.place = 'dandong';
                    await map.settled();
                    map.remove();
                    await new Promise((next) => setTimeout(next));
                }";
            page.js(body, &[times.into()]);
        };
        let traces = || -> Value {
            page.get(
                "return { elements: document.querySelectorAll('*').length,
                    sheets: document.adoptedStyleSheets.length, listeners: listeners() }",
            )
        };
        // How much memory a whole map needs is no trace of those that follow, which go before
        // their finer lines have come or after, as quick as the machine is.
        page.add_map(&json!({}));
        page.wait_until_whole();
        page.js("document.querySelector('yalu-map').remove()", &[]);
        round(5);
        let before = (traces(), counters(page), memory(page));
        // In parts, because a driver ends a script that runs for half a minute.
        for _ in 0..10 {
            round(5);
        }
        let after = (traces(), counters(page), memory(page));
        assert_eq!(after.0, before.0);
        if page.engine == Engine::Chromium {
            for name in ["nodes", "jsEventListeners"] {
                let count = |counters: &Value| counters[name].as_i64().expect("a count");
                let growth = count(&after.1) - count(&before.1);
                assert!(growth < 100, "{name}: {} to {}", before.1, after.1);
            }
        }
        let growth = after.2 - before.2;
        assert!(
            growth <= 1_048_576.0,
            "WebAssembly's memory grew by {growth} bytes"
        );
    });
}

/// What Chromium counts of everything that is alive.
fn counters(page: &super::page::Page) -> Value {
    if page.engine != Engine::Chromium {
        return Value::Null;
    }
    page.devtools("HeapProfiler.enable", json!({}));
    for _ in 0..3 {
        page.devtools("HeapProfiler.collectGarbage", json!({}));
    }
    page.devtools("Memory.getDOMCounters", json!({}))
}

/// Bytes of the module's memory, which never shrinks.
fn memory(page: &super::page::Page) -> f64 {
    page.get("return await window.memoryOfTheModule()")
}

/// Markers without the order in which they are painted.
fn by_place(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by(|a, b| a.places.cmp(&b.places));
    marks
}
