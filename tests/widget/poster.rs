//! The map and the list before, and without, any script; and the element taking over.

use serde_json::json;

use super::browser::{self, Engine, Options, Point, Rect};
use super::facts;
use super::page::{DESK, MAP, Page};
use super::slow;
use yalu_map::scene::{Ink, Palette};

/// The page as it stands before its script.
const STILL: &str = "still.html";

const WINDOWS: [Options; 3] = [
    Options::new(1280, 800),
    Options::new(800, 1000),
    Options::new(360, 740),
];

/// Collects what moves on the page from now on and what has moved before, where a browser tells.
const WATCH_SHIFTS: &str = "globalThis.shifts = [];
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
        new PerformanceObserver((list) => {
            for (const { value, sources } of list.getEntries()) {
                // What only was laid out anew where it stands has not moved.
                const moved = sources.filter(({ previousRect, currentRect }) =>
                    JSON.stringify(previousRect) !== JSON.stringify(currentRect));
                const names = moved.map(({ node }) => node?.className ?? node?.nodeName);
                if (moved.length > 0) shifts.push(`${value}: ${names.join(', ')}`);
            }
        }).observe({ type: 'layout-shift', buffered: true });
    }";

/// Opens the page without the element in every engine.
fn still(options: &Options, tell: impl Fn(&Page)) {
    browser::each(|engine| {
        let page = Page::open(engine, options, STILL);
        tell(&page);
        page.assert_clean();
    });
}

/// The poster's markers that are seen: the place that each leads to, and where its middle is.
fn markers(page: &Page) -> Vec<(String, f64, f64)> {
    page.get(
        "return deepAll('.yp-plate a')
            .filter((mark) => mark.getClientRects().length > 0)
            .map((mark) => {
                const { x, y, width, height } = mark.firstElementChild.getBoundingClientRect();
                const place = new URLSearchParams(mark.getAttribute('href').slice(1)).get('place');
                return [place, x + width / 2, y + height / 2];
            })",
    )
}

/// Runs the element on the page and waits for its first picture.
fn take_over(page: &Page) {
    page.js("await load('yalu-map.js')", &[]);
    page.wait_until_ready();
}

#[test]
fn the_map_and_the_list_are_there_without_a_script() {
    for options in WINDOWS {
        still(&options, |page| {
            let map = page.rect(".yp-map");
            let list = page.rect(".yp-list");
            for (name, rect) in [("map", map), ("list", list)] {
                assert!(
                    rect.width >= 240.0 && rect.height >= 150.0,
                    "{name}: {rect:?}"
                );
            }
            let marks = markers(page);
            for place in ["dandong", "linjiang", "changbai"] {
                let found = marks.iter().find(|(other, ..)| other == place);
                let (_, x, y) = found.unwrap_or_else(|| panic!("no marker of {place}: {marks:?}"));
                assert!(
                    *x > map.x && *x < map.x + map.width && *y > map.y && *y < map.y + map.height,
                    "{place} at {x},{y} is outside {map:?}"
                );
            }
            let ids: Vec<String> =
                page.get("return deepAll('.yp-list article').map((event) => event.id.slice(6))");
            let mut ids = ids;
            let mut wanted = facts::all(&None).into_iter().collect::<Vec<_>>();
            ids.sort();
            wanted.sort();
            assert_eq!(ids, wanted);
            let [scrolls, page_scrolls]: [bool; 2] = page.get(
                "const list = deep('.yp-list'), page = document.scrollingElement;
                return [
                    list.scrollHeight > list.clientHeight,
                    page.scrollWidth > innerWidth || page.scrollHeight > innerHeight,
                ]",
            );
            assert!(scrolls && !page_scrolls, "{scrolls} {page_scrolls}");
        });
    }
}

#[test]
fn both_schemes_have_the_colours_of_the_map() {
    for (options, palette) in [(DESK, Palette::LIGHT), (DESK.dark(), Palette::DARK)] {
        still(&options, |page| {
            let map = page.rect(".yp-map");
            let picture = page.picture();
            // Ground far from names: the sea in the west, and land within North Korea.
            for (ink, x, y) in [(Ink::Sea, 0.02, 0.93), (Ink::LandNorth, 0.5, 0.69)] {
                let colour = palette.get(ink);
                let (x, y) = (map.x + map.width * x, map.y + map.height * y);
                assert!(
                    picture.is(x as u32, y as u32, [colour.0, colour.1, colour.2], 6),
                    "{}: {:?} at {x},{y} is not {ink:?}",
                    page.engine.name(),
                    picture.at(x as u32, y as u32)
                );
            }
        });
    }
}

#[test]
fn a_browser_that_runs_no_script_shows_the_same() {
    browser::each(|engine| {
        if engine != Engine::Chromium {
            return;
        }
        let page = Page::open(engine, &DESK, STILL);
        let with = page.picture();
        let may_run = |runs: bool| {
            let value = json!({ "value": !runs });
            page.devtools("Emulation.setScriptExecutionDisabled", value);
        };
        for name in ["index.html", "embed.html"] {
            may_run(false);
            page.goto(&super::site::url(name));
            // The harness waits for a frame by a script; those of the page have been passed over.
            may_run(true);
            let without = page.picture();
            let defined = "return customElements.get('yalu-map') !== undefined";
            assert!(!page.get::<bool>(defined), "{name} ran a script");
            for (x, y) in [
                (96, 533),
                (20, 625),
                (430, 460),
                (900, 30),
                (910, 100),
                (290, 750),
            ] {
                assert_eq!(without.at(x, y), with.at(x, y), "{name} at {x},{y}");
            }
        }
    });
}

#[test]
fn the_element_takes_over_where_the_poster_was() {
    for options in WINDOWS {
        still(&options, |page| {
            page.js(WATCH_SHIFTS, &[]);
            // The largest text that has been painted; a browser that does not tell has none. It is
            // told of some time after the frame, so what has been told has to be there and to stay.
            let largest = || -> f64 {
                page.get(
                    "const type = 'largest-contentful-paint', deadline = performance.now() + 10_000;
                    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return 0;
                    let size = 0, before;
                    new PerformanceObserver((list) => {
                        for (const entry of list.getEntries()) size = Math.max(size, entry.size);
                    }).observe({ type, buffered: true });
                    do {
                        before = size;
                        await new Promise((next) => setTimeout(next, 100));
                    } while ((!size || size !== before) && performance.now() < deadline);
                    return size",
                )
            };
            let parts = |map: &str| -> [Rect; 2] { [page.rect("yalu-map"), page.rect(map)] };
            let [host, map] = parts(".yp-map");
            let before = markers(page);
            let summary = page.rect(".yp-list article > h4 + p");
            let painted = largest();
            take_over(page);
            let [host_after, map_after] = parts(MAP);
            assert_eq!(
                (host.x, host.y, host.width, host.height),
                (
                    host_after.x,
                    host_after.y,
                    host_after.width,
                    host_after.height
                )
            );
            let drift = (map.height - map_after.height).abs() + (map.width - map_after.width).abs();
            assert!(drift <= 40.0, "{map:?} became {map_after:?}");
            let marks = page.marks();
            assert_eq!(marks.is_empty(), before.is_empty());
            for (place, x, y) in before {
                let found = marks.iter().find(|mark| mark.places.contains(&place));
                let Some(mark) = found else {
                    panic!("the element has no marker of {place}");
                };
                let moved = (map_after.x + mark.x - x).abs() + (map_after.y + mark.y - y).abs();
                assert!(
                    moved <= 2.0 + drift,
                    "{}: {place} moved by {moved} px",
                    page.engine.name()
                );
            }
            let summary_after = page.rect("yalu-map >>> .list article > h4 + p");
            let moved = (summary.x - summary_after.x).abs() + (summary.y - summary_after.y).abs();
            assert!(
                moved <= 1.0 + drift,
                "the list moved: {summary:?} became {summary_after:?}"
            );
            let painted_after = largest();
            assert!(
                painted_after <= painted,
                "the element has painted larger text than the poster: {painted_after}, {painted}"
            );
            let shifts: Vec<String> = page.get("return globalThis.shifts ?? []");
            assert!(shifts.is_empty(), "the layout shifted: {shifts:?}");
            // The poster is seen no more, and is no part of what is spoken.
            let seen = "return deepAll('.yp-map').some((it) => it.getClientRects().length > 0)";
            assert!(!page.get::<bool>(seen));
        });
    }
}

#[test]
fn nothing_moves_while_the_page_arrives() {
    for options in WINDOWS {
        browser::each(|engine| {
            let address = slow::url(STILL) + slow::IN_PIECES;
            let page = Page::at(engine, &options, &address);
            page.js(WATCH_SHIFTS, &[]);
            page.js("await new Promise((next) => setTimeout(next, 50))", &[]);
            let shifts: Vec<String> = page.get("return globalThis.shifts ?? []");
            assert!(shifts.is_empty(), "the layout shifted: {shifts:?}");
        });
    }
}

#[test]
fn the_poster_is_seen_until_the_first_picture() {
    still(&DESK, |page| {
        // Looks at every frame from the element's first sign of life until it is ready.
        let frames: Vec<(bool, bool)> = page.get(
            "const map = document.querySelector('yalu-map'), frames = [];
            let running = true;
            const painted = () => {
                const canvas = map.shadowRoot?.querySelector('canvas');
                if (!canvas?.width || !canvas.height) return false;
                const { width, height } = canvas;
                const pixel = canvas.getContext('2d').getImageData(width >> 1, height >> 1, 1, 1);
                return pixel.data[3] > 0;
            };
            const look = () => {
                const poster = deep('.yp-map').getClientRects().length > 0;
                frames.push([poster, painted()]);
                if (running) requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
            await load('yalu-map.js');
            await map.ready;
            running = false;
            await map.settled();
            return frames;",
        );
        assert!(!frames.is_empty());
        let bare = frames
            .iter()
            .filter(|(poster, map)| !poster && !map)
            .count();
        assert_eq!(bare, 0, "{frames:?}");
    });
}

#[test]
fn where_the_module_is_missing_the_poster_stays() {
    browser::each(|engine| {
        let page = Page::open(engine, &DESK, "no-wasm/index.html");
        let failed = "await customElements.whenDefined('yalu-map');
            return document.querySelector('yalu-map').ready.then(() => 'ready', () => 'failed')";
        // The failure may have been before this asked, and the promise is then a new one.
        let race = format!(
            "const asked = (async () => {{ {failed} }})();
            const late = new Promise((resolve) => setTimeout(resolve, 2000, 'late'));
            return Promise.race([asked, late])"
        );
        let end: String = page.get(&race);
        assert_ne!(end, "ready");
        assert!(markers(&page).len() >= 3, "{}", engine.name());
    });
}

#[test]
fn the_pages_run_the_element_under_the_strict_policy() {
    browser::each(|engine| {
        for name in ["index.html", "embed.html", "poster.html"] {
            let page = Page::open(engine, &DESK, name);
            page.wait_until_ready();
            assert!(page.marks().len() >= 3, "{name}");
            assert_eq!(page.console_errors(), [""; 0], "{name}");
        }
    });
}

#[test]
fn the_style_is_within_the_page_or_a_file_where_a_host_allows_only_that() {
    browser::each(|engine| {
        for (address, has_file) in [
            (super::site::url("index.html"), false),
            (slow::url("index.html") + slow::NO_STYLE, true),
        ] {
            let page = Page::at(engine, &DESK, &address);
            let fetched = "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/poster.css'))";
            let whole = "getComputedStyle(document.body).marginTop === '0px'
                && deep('yalu-map').getBoundingClientRect().height === innerHeight";
            let holds = format!("return {whole} && ({fetched}) === {has_file}");
            page.wait_until(
                &holds,
                &format!("a page with its style, a file: {has_file}"),
            );
        }
    });
}

#[test]
fn the_map_is_operated_before_there_is_another_list() {
    for options in WINDOWS {
        browser::each(|engine| {
            let page = Page::at(engine, &options, &slow::url("index.html"));
            let ask = |word: &str| {
                page.js("await fetch(arguments[0])", &[slow::url(word).into()]);
            };
            ask(slow::HOLD);
            page.goto(&(slow::url(slow::LATE) + "index.html"));
            page.js(
                "await customElements.whenDefined('yalu-map');
                await document.querySelector('yalu-map').ready;",
                &[],
            );
            let list = page.rect(".yp-list");
            let seen = "return [
                deep('.yp-map').getClientRects().length > 0,
                getComputedStyle(deep('yalu-map >>> .map')).visibility === 'visible',
                getComputedStyle(deep('yalu-map >>> .column')).visibility === 'visible',
            ]";
            assert_eq!(page.get::<[bool; 3]>(seen), [false, true, false]);
            assert!(page.marks().len() >= 3);
            // What is under the pointer is the map, and beside it the list of the page.
            let map = page.rect(MAP);
            let at = |rect: &Rect| {
                let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
                let body =
                    format!("return !!document.elementFromPoint({x}, {y}).closest('.yp-list')");
                page.get::<bool>(&body)
            };
            assert_eq!([at(&map), at(&list)], [false, true]);
            let before = page.property("view");
            let from = page.middle();
            page.drag(from, Point::new(from.x + 60.0, from.y + 30.0));
            assert_ne!(page.property("view"), before);
            ask(slow::RELEASE);
            page.settle();
            assert_eq!(
                page.get::<usize>("return deepAll('yalu-map >>> slot').length"),
                0
            );
            let after = page.rect(MAP);
            assert_eq!((after.x, after.y, after.width), (map.x, map.y, map.width));
            assert_eq!(page.console_errors(), [""; 0]);
        });
    }
}
