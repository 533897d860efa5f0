//! What a reader may have before them, by name: the states in which the page is looked at by
//! `axe`, by `tree`, by `print` and by `shots`.
//!
//! A new state is one entry of [`STATES`]: a name, a window, a page, and the steps that lead there
//! from the page as it opens. `YALU_STATES=phone,dark` looks at some of them only.

use std::panic::{AssertUnwindSafe, catch_unwind};

use yalu_map::app::words::signs;
use yalu_map::model::Lang;

use super::browser::{Engine, Options};
use super::facts;
use super::page::{DESK, Page};
use super::{site, slow};

/// The demo page as it is built.
const DEMO: &str = "index.html";

/// A telephone held upright.
const PHONE: Options = Options::new(360, 740);
/// The narrowest page that nothing may be lost on: 1,280 CSS pixels at four times the size.
const NARROW: Options = Options::new(320, 640);

/// An event with a date, a place on the map, figures of speech and a report that contradicts it.
const EVENT: &str = "dandong-one-week-stay-2019";

/// One of the states.
pub struct State {
    /// Its name, as golden files and pictures have it.
    pub name: &'static str,
    /// The window that shows it, and the reader's wishes.
    pub options: Options,
    /// Where it begins.
    pub opening: Opening,
    /// What leads there from the open page.
    pub steps: fn(&Page),
    /// The state whose accessibility tree it has: mostly its own.
    pub tree: &'static str,
}

/// How a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A page of the site, once its map is ready.
    Ready(&'static str),
    /// A page whose map never becomes ready.
    Broken(&'static str),
    /// The same, because the events never come.
    Held(&'static str),
}

/// Every state. Neighbours with the same window share a browser.
pub const STATES: &[State] = &[
    desk("start", |_| {}),
    desk("place", open_place),
    desk("event", open_event),
    desk("cluster", open_cluster),
    desk("filters", open_filters),
    desk("filtered", filter),
    desk("nothing-passes", filter_all_away),
    desk("by-place", |page| {
        page.click("yalu-map >>> .order button:nth-child(2)");
    }),
    desk("share", |page| {
        page.click("yalu-map >>> [aria-controls=share]");
    }),
    desk("off-map-place", |page| page.set("place", "china")),
    desk("empty-range", leave_nothing),
    desk("no-events", load_nothing),
    desk("own-events-with-faults", load_faults),
    desk("korean", |page| page.set("lang", "ko")),
    desk("korean-event", open_event_in_korean),
    desk("loading", until_it_says_loading).opening(Opening::Held("map.html")),
    desk("no-corpus", |_| {}).opening(Opening::Ready("no-corpus/index.html")),
    desk("no-basemap", |_| {}).opening(Opening::Ready("no-basemap/index.html")),
    desk("no-module", until_it_has_failed).opening(Opening::Broken("no-wasm/index.html")),
    desk("text-200", enlarge_text),
    desk("text-200-event", open_event_in_large_text),
    in_window("dark", DESK.dark(), |_| {}).spoken_like("start"),
    in_window("dark-event", DESK.dark(), open_event).spoken_like("event"),
    in_window("forced-colours", DESK.forced_colors(), |_| {}).spoken_like("start"),
    in_window("forced-colours-event", DESK.forced_colors(), open_event).spoken_like("event"),
    in_window("phone", PHONE, |_| {}),
    in_window("phone-place", PHONE, open_place),
    in_window("phone-event", PHONE, open_event),
    in_window("phone-filters", PHONE, open_filters),
    in_window("phone-high", PHONE, |page| page.click("yalu-map >>> .grip")),
    in_window("phone-low", PHONE, |page| {
        page.click("yalu-map >>> .grip");
        page.click("yalu-map >>> .grip");
    }),
    in_window("phone-text-200", PHONE, enlarge_text),
    in_window("narrow", NARROW, |_| {}).spoken_like("phone"),
    in_window("narrow-event", NARROW, open_event).spoken_like("phone-event"),
];

/// The states that are looked at in every engine. The others are in one: their elements are the
/// same everywhere, and the three engines together take a quarter of an hour for all.
const EVERYWHERE: [&str; 7] = [
    "start",
    "event",
    "filters",
    "share",
    "korean",
    "dark",
    "phone-event",
];

const fn desk(name: &'static str, steps: fn(&Page)) -> State {
    in_window(name, DESK, steps)
}

/// The demo page in a window. Nothing moves of itself: what is seen is where it comes to rest.
const fn in_window(name: &'static str, options: Options, steps: fn(&Page)) -> State {
    State {
        name,
        options: options.reduced_motion(),
        opening: Opening::Ready(DEMO),
        steps,
        tree: name,
    }
}

/// Leads a page to every state that this engine can show and `YALU_STATES` names, and looks at it.
///
/// A state is looked at even when an earlier one failed, so that one run says which are affected.
#[track_caller]
pub fn visit(engine: Engine, look: impl Fn(&Page, &State)) {
    let mut failed = Vec::new();
    let mut open: Option<(&Options, Page)> = None;
    for state in asked() {
        if state.options.forced_colors && !engine.forces_colors() {
            continue;
        }
        if engine != Engine::Chromium && !EVERYWHERE.contains(&state.name) {
            continue;
        }
        let page = match open.take() {
            Some((options, page)) if *options == state.options => {
                page.goto(&state.url());
                page
            }
            _ => Page::at(engine, &state.options, &state.url()),
        };
        let looked = catch_unwind(AssertUnwindSafe(|| {
            state.reach(&page);
            look(&page, state);
        }));
        if looked.is_ok() {
            open = Some((&state.options, page));
        } else {
            eprintln!("-- the above is of the state `{}`\n", state.name);
            failed.push(state.name);
        }
    }
    assert!(failed.is_empty(), "{}: states {failed:?}", engine.name());
}

/// The states that `YALU_STATES` names, or all.
fn asked() -> Vec<&'static State> {
    let Ok(names) = std::env::var("YALU_STATES") else {
        return STATES.iter().collect();
    };
    let find = |name: &str| {
        let found = STATES.iter().find(|state| state.name == name);
        let all = || STATES.iter().map(|state| state.name).collect::<Vec<_>>();
        found.unwrap_or_else(|| panic!("YALU_STATES names `{name}`; there are {:?}", all()))
    };
    names.split(',').map(str::trim).map(find).collect()
}

impl State {
    /// The same, beginning otherwise.
    const fn opening(mut self, opening: Opening) -> Self {
        self.opening = opening;
        self
    }

    /// The same; only its look tells it from another state.
    const fn spoken_like(mut self, other: &'static str) -> Self {
        self.tree = other;
        self
    }

    /// The address that it begins at.
    pub fn url(&self) -> String {
        match self.opening {
            Opening::Ready(path) | Opening::Broken(path) => site::url(path),
            Opening::Held(path) => slow::url(path),
        }
    }

    /// Leads an opened page to it and waits until it is at rest.
    pub fn reach(&self, page: &Page) {
        page.js(
            "globalThis.map = () => document.querySelector('yalu-map')",
            &[],
        );
        let is_ready = matches!(self.opening, Opening::Ready(_));
        if is_ready {
            page.wait_until_ready();
        }
        (self.steps)(page);
        if is_ready {
            page.settle();
        }
    }
}

fn open_place(page: &Page) {
    page.set("place", "dandong");
}

fn open_event(page: &Page) {
    page.set("event", EVENT);
}

fn open_filters(page: &Page) {
    page.click("yalu-map >>> [aria-controls=facets]");
}

/// Looks for words, a kind and a range of years at once.
fn filter(page: &Page) {
    page.set("years", "2018-2019");
    search(page, "신의주");
    open_filters(page);
    page.click("yalu-map >>> .facets .chip:not([data-none])");
}

fn filter_all_away(page: &Page) {
    page.set("years", "2021");
    search(page, "Trump");
    page.click("yalu-map >>> .undated");
}

fn search(page: &Page, words: &str) {
    let body = "const field = deep('yalu-map >>> .search input');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }));
        await map().settled()";
    page.js(body, &[words.into()]);
}

fn open_event_in_korean(page: &Page) {
    page.set("lang", "ko");
    open_event(page);
}

fn open_event_in_large_text(page: &Page) {
    enlarge_text(page);
    open_event(page);
}

/// A marker that stands for several places.
fn open_cluster(page: &Page) {
    let marks = page.marks();
    let cluster = marks.iter().max_by_key(|mark| mark.places.len());
    let cluster = cluster.expect("there are markers");
    assert!(
        cluster.places.len() > 1,
        "no marker stands for several places: {marks:?}"
    );
    page.click_at(page.on_map(cluster.x, cluster.y));
    page.wait_until(
        "return map().marks().some((mark) => mark.selected)",
        "the cluster is open",
    );
}

/// A range of years in which nothing was reported, and no undated events.
fn leave_nothing(page: &Page) {
    let undated = facts::all(&Some(1000..=1000));
    let mut years = 1990..=2025;
    let empty = years.find(|year| facts::all(&Some(*year..=*year)) == undated);
    let empty = empty.expect("a year without events");
    page.set("years", &empty.to_string());
    if !undated.is_empty() {
        page.click("yalu-map >>> .undated");
    }
    page.settle();
    assert_eq!(page.marks(), []);
}

fn load_nothing(page: &Page) {
    let body = "await map().load({ type: 'FeatureCollection', features: [] })";
    page.js(body, &[]);
}

fn load_faults(page: &Page) {
    page.set("src", "own.geojson");
    page.wait_until("return map().marks().length === 2", "they are there");
}

fn until_it_says_loading(page: &Page) {
    let body = format!(
        "return deepAll('yalu-map >>> *').some((it) => it.childElementCount === 0
            && it.textContent.trim() === '{}' && it.checkVisibility())",
        signs(Lang::En).loading
    );
    page.wait_until(&body, "the map says that it is loading");
}

/// The element is asked, because what it tells may have been told before anybody listened.
fn until_it_has_failed(page: &Page) {
    page.wait_until(
        "return performance.getEntriesByType('resource')
            .some((entry) => entry.name.includes('wasm') && entry.responseEnd > 0)",
        "the module has been asked for in vain",
    );
}

/// The reader's own size of letters, as the browsers' settings have it.
fn enlarge_text(page: &Page) {
    page.js("document.documentElement.style.fontSize = '200%'", &[]);
}
