//! A page with a map, and what the stories ask it.

use std::ops::Deref;

use serde::Deserialize;
use serde_json::{Value, json};
use yalu_map::app::parse_view;
use yalu_map::geo::{LonLat, Size, Viewport};

use super::browser::{self, Browser, Engine, Options, Point, Rect};
use super::site;

/// The map without what stands beside it.
pub const MAP: &str = "yalu-map >>> .map";
/// The name of what is being read.
pub const TITLE: &str = "yalu-map >>> .column h2";
/// The events in the column.
pub const EVENTS: &str = "yalu-map >>> article.event";

/// The window of a desk.
pub const DESK: Options = Options::new(1280, 800);

/// Waits until the lists are whole, of which what is below a screen is made after the frame that
/// shows a change, and until the maps rest: a movement leaves some of its work for its end.
const LISTED: &str = "while (['.list', '.map'].some((part) =>
    deepAll(`yalu-map >>> ${part}[aria-busy]`).length > 0))
    await new Promise((go) => setTimeout(go, 10));";

/// No errors.
pub const NONE: [&str; 0] = [];

/// A marker as `marks()` tells it: pixels from the map's top left corner.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Mark {
    pub x: f64,
    pub y: f64,
    pub radius: f64,
    pub count: usize,
    pub label: String,
    pub places: Vec<String>,
    pub selected: bool,
}

/// An event that a map has told its page.
#[derive(Clone, Debug, Deserialize)]
pub struct Told {
    pub name: String,
    pub target: String,
    pub detail: Value,
}

/// A page of `tests/pages` in a browser.
pub struct Page(Browser);

impl Deref for Page {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.0
    }
}

/// Lives a story in every engine, on a page whose maps are ready. It ends with a look at what no
/// page may show: a violation of the strict policy, a request elsewhere, an error.
pub fn story(options: &Options, path: &str, tell: impl Fn(&Page)) {
    browser::each(|engine| {
        let page = Page::open(engine, options, path);
        page.wait_until_ready();
        tell(&page);
        page.assert_clean();
    });
}

impl Page {
    /// Opens a page of the tests.
    #[track_caller]
    pub fn open(engine: Engine, options: &Options, path: &str) -> Self {
        Self::at(engine, options, &site::url(path))
    }

    /// Opens the page at an address.
    #[track_caller]
    pub fn at(engine: Engine, options: &Options, url: &str) -> Self {
        let browser = Browser::open(engine, options);
        browser.goto(url);
        Self(browser)
    }

    /// Waits until every map on the page is ready and painted.
    #[track_caller]
    pub fn wait_until_ready(&self) {
        self.js(
            "await customElements.whenDefined('yalu-map');
            const maps = Array.from(document.querySelectorAll('yalu-map'));
            await Promise.all(maps.map((map) => map.ready));
            await Promise.all(maps.map((map) => map.settled()));",
            &[],
        );
        self.wait_until(
            "return deepAll('yalu-map >>> canvas:not(.far)').every((canvas) => {
                const { width, height } = canvas.getBoundingClientRect();
                const near = (pixels, length) => Math.abs(pixels / devicePixelRatio - length) <= 1;
                return near(canvas.width, width) && near(canvas.height, height);
            })",
            "every map is painted in the size that it has",
        );
        self.js(LISTED, &[]);
    }

    /// Waits until a map of the page has all its parts: the relief, the last one, is asked for
    /// when the finer lines are shown.
    #[track_caller]
    pub fn wait_until_whole(&self) {
        self.wait_until(
            "return performance.getEntriesByType('resource').some((entry) =>
                entry.name.includes('relief.bin') && entry.responseEnd > 0)",
            "the finer lines and the relief have come",
        );
        self.settle();
    }

    /// Adds a map with attributes to the page and waits until it is ready and painted.
    #[track_caller]
    pub fn add_map(&self, attributes: &Value) {
        self.js(
            "await customElements.whenDefined('yalu-map');
            const map = document.createElement('yalu-map');
            for (const [name, value] of Object.entries(arguments[0])) map.setAttribute(name, value);
            document.querySelector('main').append(map);
            await map.ready;
            await map.settled();",
            std::slice::from_ref(attributes),
        );
        self.js(LISTED, &[]);
    }

    /// Waits for the frame that shows the current state of the first map, and for the whole list.
    #[track_caller]
    pub fn settle(&self) {
        self.js("await document.querySelector('yalu-map').settled()", &[]);
        self.js(LISTED, &[]);
    }

    /// Sets a property of the first map and waits for the frame that shows it, and for the whole
    /// list.
    #[track_caller]
    pub fn set(&self, name: &str, value: &str) {
        let body = "const map = document.querySelector('yalu-map');
            map[arguments[0]] = arguments[1];
            await map.settled();";
        self.js(body, &[name.into(), value.into()]);
        self.js(LISTED, &[]);
    }

    /// A property of the first map.
    #[track_caller]
    pub fn property(&self, name: &str) -> String {
        let body = "return document.querySelector('yalu-map')[arguments[0]]";
        let value = self.js(body, &[name.into()]);
        let text = value.as_str();
        let text = text.unwrap_or_else(|| panic!("{name} is no text: {value}"));
        text.to_owned()
    }

    /// The markers of a map.
    #[track_caller]
    pub fn marks_of(&self, selector: &str) -> Vec<Mark> {
        let marks = self.js("return deep(arguments[0]).marks()", &[selector.into()]);
        serde_json::from_value(marks).expect("a list of markers")
    }

    /// The markers of the first map.
    #[track_caller]
    pub fn marks(&self) -> Vec<Mark> {
        self.marks_of("yalu-map")
    }

    /// The marker of a place.
    #[track_caller]
    pub fn mark_of(&self, place: &str) -> Mark {
        let marks = self.marks();
        let of_place = |mark: &&Mark| mark.places.iter().any(|other| other == place);
        let found = marks.iter().find(of_place);
        let found = found.unwrap_or_else(|| panic!("no marker stands for {place}: {marks:?}"));
        found.clone()
    }

    /// Where a point of the first map is in the window.
    #[track_caller]
    pub fn on_map(&self, x: f64, y: f64) -> Point {
        let map = self.rect(MAP);
        Point::new(map.x + x, map.y + y)
    }

    /// The middle of the first map in the window.
    #[track_caller]
    pub fn middle(&self) -> Point {
        self.rect(MAP).center()
    }

    /// What the first map shows, by its own word.
    #[track_caller]
    pub fn viewport(&self) -> Viewport {
        let Rect { width, height, .. } = self.rect(MAP);
        let text = self.property("view");
        let view = parse_view(&text).ok().flatten();
        let view = view.unwrap_or_else(|| panic!("this is no view: {text}"));
        Viewport::new(view, Size { width, height })
    }

    /// Where a position is on the first map, in pixels from its top left corner.
    #[track_caller]
    pub fn project(&self, lon: f64, lat: f64) -> Point {
        let at = self.viewport().project(LonLat::new(lon, lat).into());
        Point::new(at.x, at.y)
    }

    /// The ids of the events in the column, from top to bottom, once the list is whole.
    #[track_caller]
    pub fn listed(&self) -> Vec<String> {
        let body =
            format!("{LISTED} return deepAll(arguments[0]).map((card) => card.dataset.event)");
        serde_json::from_value(self.js(&body, &[EVENTS.into()])).expect("a list of ids")
    }

    /// What the maps have told the page, oldest first.
    #[track_caller]
    pub fn told(&self, name: &str) -> Vec<Told> {
        let mut told: Vec<Told> = self.get("return seen.told");
        told.retain(|told| told.name == name);
        told
    }

    /// The messages of all `yalu-error` events.
    #[track_caller]
    pub fn errors_told(&self) -> Vec<String> {
        let told = self.told("yalu-error").into_iter();
        let message = |told: Told| told.detail["message"].as_str().unwrap_or_default().into();
        told.map(message).collect()
    }

    /// The name of what has the focus: what a screen reader says, or its text.
    #[track_caller]
    pub fn focused(&self) -> String {
        self.get(
            "let at = document.activeElement;
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            return at ? at.getAttribute('aria-label') ?? at.innerText : ''",
        )
    }

    /// Waits until the column has a title.
    #[track_caller]
    pub fn wait_for_title(&self, title: &str) {
        // A string of JSON is one of JavaScript.
        let body = format!("return deep('{TITLE}')?.innerText === {}", json!(title));
        self.wait_until(&body, &format!("the column is titled {title}"));
    }

    /// The addresses of everything that the page has loaded.
    #[track_caller]
    pub fn loaded(&self) -> Vec<String> {
        self.get("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    }

    /// Asserts that the page broke no rule and made no error.
    #[track_caller]
    pub fn assert_clean(&self) {
        self.assert_private();
        let errors: Vec<String> = self.get("return seen.errors");
        assert_eq!(errors, NONE, "{}: errors", self.engine.name());
        let logged = self.console_errors();
        assert_eq!(logged, NONE, "{}: the console", self.engine.name());
    }

    /// Asserts that the page broke no policy and asked nobody else for anything.
    #[track_caller]
    pub fn assert_private(&self) {
        let violations: Vec<String> = self.get("return seen.violations");
        assert_eq!(violations, NONE, "{}: violations", self.engine.name());
        let own = site::url("");
        let mut foreign = self.loaded();
        foreign.retain(|address| !address.starts_with(&own) && !address.starts_with("data:"));
        assert_eq!(foreign, NONE, "{}: requests", self.engine.name());
    }
}
