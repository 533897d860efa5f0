//! A widget and what keeps it in step with its host.

use super::notify::{dispatch, object};
use super::rest::Rest;
use crate::app::{OptionError, Theme, parse_theme, parse_view, parse_years, show_view};
use crate::index::Catalog;
use crate::model::{Lang, PlaceIx};
use crate::ui::{
    About, Choice, Failure, Group, Mounted, Screen, Store, Tools, Trouble, follow, mount, unseen,
};
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

/// How many problems of a file are told one by one.
pub const MOST_TOLD: usize = 50;

/// Told when something is asked for that the second module does, and it could not be loaded.
const NOT_THERE: &str = "A part of the widget could not be loaded.";

/// The events that were shown before others, if there were any.
pub struct Before(pub Option<Arc<Catalog>>);

/// What the handle holds.
pub struct Inner {
    host: HtmlElement,
    pub(super) mounted: Mounted,
    /// The second module, once the element has loaded it.
    pub(super) rest: Cell<Option<&'static Rest>>,
    /// Addresses of the events and of the map that a host has asked for.
    src: RefCell<String>,
    pub(super) basemap_src: RefCell<String>,
    /// While a host's own events arrive and some are shown: what was there before.
    pub(super) before: RefCell<Option<Before>>,
    /// The host is told of changes only once it has been told that the map is ready.
    is_ready: Rc<Cell<bool>>,
    /// The finer lines while they are read.
    pub(super) finer: RefCell<Option<Box<dyn Any>>>,
}

impl Inner {
    /// Puts a widget into a shadow root.
    pub fn new(host: HtmlElement, root: &ShadowRoot, tools: &Tools) -> Result<Self, Failure> {
        let mounted = mount(&host, root, tools)?;
        let store = mounted.store;
        let lang = host.closest("[lang]").ok().flatten();
        let lang = lang.and_then(|element| element.get_attribute("lang"));
        if let Some(lang) = lang.and_then(|tag| Lang::from_tag(&tag)) {
            store.lang.set(lang);
        }
        let is_ready = Rc::new(Cell::new(false));
        mounted.within(|| {
            tell_changes(&host, store, is_ready.clone());
            tell_choices(&host, store, is_ready.clone());
            tell_unknown(&host, store);
        });
        Ok(Self {
            host,
            mounted,
            rest: Cell::new(None),
            src: RefCell::default(),
            basemap_src: RefCell::default(),
            before: RefCell::default(),
            is_ready,
            finer: RefCell::default(),
        })
    }

    pub(super) fn store(&self) -> Store {
        self.mounted.store
    }

    /// The painted map.
    pub fn screen(&self) -> &Screen {
        self.mounted.screen()
    }

    /// Adds a part of what the second module shows, says whether one is left, and from now on
    /// does what it can do.
    pub fn furnish(&self, rest: &'static Rest) -> bool {
        self.rest.set(Some(rest));
        (rest.furnish)(&self.mounted)
    }

    /// Tells the reader and the host that the second module is missing.
    pub fn lack(&self, why: &str) {
        self.report(why);
        self.mounted.lack(why);
    }

    /// Does something with the second module, or tells the host that it is not there.
    pub fn with_rest(&self, act: impl FnOnce(&Rest)) {
        match self.rest.get() {
            Some(rest) => act(rest),
            None => self.report(NOT_THERE),
        }
    }

    /// Says whether events are being fetched.
    pub fn loading(&self, is_loading: bool) {
        self.store().loading.set(is_loading);
    }

    /// Tells the host that the map is there.
    pub fn ready(&self) {
        self.is_ready.set(true);
        dispatch(&self.host, "yalu-ready", &State::of(self.store()).to_js());
    }

    /// Changes what an attribute stands for.
    pub fn set(&self, name: &str, value: &str) {
        if let Err(error) = self.try_set(name, value.trim_ascii()) {
            self.report(&error.to_string());
        }
    }

    fn try_set(&self, name: &str, value: &str) -> Result<(), OptionError> {
        let store = self.store();
        match name {
            "years" => store.set_years(parse_years(value)?),
            "view" => match parse_view(value)? {
                Some(view) => store.look(view),
                None => store.view.set(None),
            },
            "theme" => {
                let theme = parse_theme(value)?;
                store.scheme.update(|scheme| scheme.theme = theme);
            }
            "lang" => store.lang.set(Lang::from_tag(value).unwrap_or_default()),
            "place" | "event" => {
                store.wanted.update(|wanted| match name {
                    "place" => wanted.place = value.into(),
                    _ => wanted.event = value.into(),
                });
                if value.is_empty() {
                    store.choice.set(Choice::Nothing);
                }
                store.choose_wanted();
            }
            // The element fetches them.
            "src" => *self.src.borrow_mut() = value.into(),
            "basemap" => *self.basemap_src.borrow_mut() = value.into(),
            _ => {}
        }
        Ok(())
    }

    /// What an attribute would say now.
    pub fn get(&self, name: &str) -> String {
        let store = self.store();
        match (name, store.choice.get_untracked()) {
            ("years", _) => unseen(|| store.years_text()),
            ("view", _) => {
                let viewport = store.viewport_untracked();
                viewport.map_or(String::new(), |viewport| show_view(&viewport.view))
            }
            ("theme", _) => match store.scheme.get_untracked().theme {
                Theme::Auto => "auto".into(),
                Theme::Light => "light".into(),
                Theme::Dark => "dark".into(),
            },
            ("lang", _) => store.lang.get_untracked().tag().into(),
            ("place", Choice::Place(place)) => self.place_ids()(place),
            ("event", Choice::Event(event)) => store.catalog.with_untracked(|catalog| {
                let corpus = catalog.as_ref().map(|catalog| catalog.corpus());
                corpus.map_or(String::new(), |corpus| corpus.event(event).id().into())
            }),
            ("src", _) => self.src.borrow().clone(),
            ("basemap", _) => self.basemap_src.borrow().clone(),
            _ => String::new(),
        }
    }

    /// What is shown as the fragment of an address, for the element with an id.
    pub fn link(&self, map: &str) -> String {
        self.store().link(map).fragment()
    }

    /// Shows what a fragment says; says whether it is a link of ours.
    pub fn open_link(&self, fragment: &str) -> bool {
        let problems = self.store().open_link(fragment);
        for problem in problems.iter().flatten() {
            self.report(problem);
        }
        problems.is_some()
    }

    /// Bytes of the events: corpus, index, words.
    pub fn memory(&self) -> Vec<f64> {
        let catalog = self.store().catalog.get_untracked();
        let bytes = catalog.map_or([0; 3], |catalog| {
            let words = catalog.text_bytes();
            let corpus = catalog.corpus().bytes();
            [corpus, catalog.bytes() - corpus - words, words]
        });
        bytes.map(|bytes| bytes as f64).to_vec()
    }

    /// Gives the ids of places.
    pub fn place_ids(&self) -> impl Fn(PlaceIx) -> String + use<> {
        let catalog = self.store().catalog.get_untracked();
        move |place| {
            // Marks are those of the last frame: their places may have gone with their events.
            let corpus = catalog.as_ref().map(|catalog| catalog.corpus());
            let corpus = corpus.filter(|corpus| corpus.has_place(place));
            corpus.map_or(String::new(), |corpus| corpus.place(place).id.to_string())
        }
    }

    /// Tells a failure in the column and to the host.
    pub fn fail(&self, about: About, text: String, details: Vec<String>) {
        self.tell(&text, &details);
        self.trouble(about, text, details);
    }

    /// Tells a failure in the column.
    pub(super) fn trouble(&self, about: About, text: String, details: Vec<String>) {
        let trouble = Trouble {
            about,
            text,
            details,
        };
        self.store()
            .troubles
            .update(|troubles| troubles.push(trouble));
    }

    /// Tells a failure to the host alone: it is not the reader's concern.
    pub fn report(&self, message: &str) {
        self.tell(message, &[]);
    }

    /// Tells the host of a failure, with the problems of a file one by one.
    pub(super) fn tell(&self, message: &str, problems: &[String]) {
        tell(&self.host, message, problems);
    }
}

/// What the host is told of the state.
#[derive(PartialEq)]
struct State {
    years: String,
    view: String,
    shown: u32,
    events: u32,
    /// BCP 47 tag of the interface's language.
    lang: &'static str,
    /// Not told: another order or other data with the same counts are a change too.
    group: Group,
    generation: u32,
}

impl State {
    fn of(store: Store) -> Self {
        let viewport = store.viewport_untracked();
        Self {
            years: unseen(|| store.years_text()),
            view: viewport.map_or(String::new(), |viewport| show_view(&viewport.view)),
            shown: store
                .selection
                .with_untracked(|selection| selection.total()),
            events: store.catalog.with_untracked(|catalog| {
                catalog
                    .as_ref()
                    .map_or(0, |catalog| catalog.index().events())
            }),
            lang: store.lang.get_untracked().tag(),
            group: store.group.get_untracked(),
            generation: store.catalog_generation.get_untracked(),
        }
    }

    /// The range, the view, how many events are in the range, and of how many, and the language.
    fn to_js(&self) -> JsValue {
        object(&[
            ("years", self.years.as_str().into()),
            ("view", self.view.as_str().into()),
            ("shown", self.shown.into()),
            ("events", self.events.into()),
            ("lang", self.lang.into()),
        ])
    }
}

/// Tells the host whenever range, view or data have changed. What is set to what it was is no
/// change: two maps that follow each other would follow for ever.
fn tell_changes(host: &HtmlElement, store: Store, is_ready: Rc<Cell<bool>>) {
    let listening = host.clone();
    let mut told = None;
    follow(move || {
        store.years.track();
        store.view.track();
        store.selection.track();
        store.catalog.track();
        store.lang.track();
        store.group.track();
        let now = Some(State::of(store));
        if told == now {
            return;
        }
        if is_ready.get() {
            let detail = now.as_ref().map_or(JsValue::NULL, State::to_js);
            dispatch(&listening, "yalu-change", &detail);
        }
        told = now;
    });
}

/// Tells the host of a failure.
fn tell(host: &HtmlElement, message: &str, problems: &[String]) {
    let problems: js_sys::Array = problems.iter().map(JsValue::from).collect();
    let detail = object(&[("message", message.into()), ("problems", problems.into())]);
    dispatch(host, "yalu-error", &detail);
}

/// Tells the host what it, or a link, has asked for and is not there: found out when the events are.
fn tell_unknown(host: &HtmlElement, store: Store) {
    let host = host.clone();
    follow(move || {
        let texts = store.unknown.get();
        // Every update calls again: one without a text must not be followed by another.
        if texts.is_empty() {
            return;
        }
        store.unknown.set(Vec::new());
        for text in texts {
            tell(&host, &text, &[]);
        }
    });
}

/// Tells the host whenever something else is being read.
fn tell_choices(host: &HtmlElement, store: Store, is_ready: Rc<Cell<bool>>) {
    let listening = host.clone();
    follow(move || {
        let choice = store.choice.get();
        if !is_ready.get() {
            return;
        }
        let Some(catalog) = store.catalog.get_untracked() else {
            return;
        };
        let corpus = catalog.corpus();
        let place_id = |place: PlaceIx| JsValue::from_str(&corpus.place(place).id);
        let chosen = unseen(|| store.chosen());
        let places: js_sys::Array = chosen.places.iter().map(|place| place_id(*place)).collect();
        let (place, event) = match choice {
            Choice::Place(place) => (place_id(place), JsValue::NULL),
            Choice::Event(event) => (JsValue::NULL, corpus.event(event).id().into()),
            Choice::Nothing | Choice::Cluster(_) => (JsValue::NULL, JsValue::NULL),
        };
        let detail = object(&[
            ("place", place),
            ("event", event),
            ("places", places.into()),
        ]);
        dispatch(&listening, "yalu-select", &detail);
    });
}
