//! A widget and what keeps it in step with its host.

use super::notify::{dispatch, object};
use crate::app::{OptionError, parse_theme, parse_view, parse_years, show_view};
use crate::geo::Px;
use crate::index::Catalog;
use crate::model::basemap::Basemap;
use crate::model::{Lang, PlaceIx};
use crate::read::{self, basemap, compiled};
use crate::scene::Mark;
use crate::ui::{Choice, Failure, Mounted, Store, Trouble, failed, mount};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, Weak};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, Response, ShadowRoot};

/// The bytes of the widget's own files, as they will come.
pub struct Files {
    corpus: Option<js_sys::Promise>,
    basemap: Option<js_sys::Promise>,
    /// Fetches the rest of the basemap: its finer lines and smaller towns.
    detail: Option<js_sys::Function>,
}

impl Files {
    /// From an object with promises; a field that is none stands for a file not wanted.
    pub fn from_js(files: &JsValue) -> Self {
        let promise = |name: &str| {
            let value = js_sys::Reflect::get(files, &JsValue::from_str(name)).ok()?;
            value.dyn_into().ok()
        };
        Self {
            corpus: promise("corpus"),
            basemap: promise("basemap"),
            detail: js_sys::Reflect::get(files, &JsValue::from_str("detail"))
                .ok()
                .and_then(|detail| detail.dyn_into().ok()),
        }
    }
}

/// How many problems of a file are told one by one.
const MOST_TOLD: usize = 50;

thread_local! {
    /// What the maps on a page have in common, as long as one of them is there.
    static SHARED: RefCell<Shared> = const {
        RefCell::new(Shared {
            basemap: Weak::new(),
            detailed: Weak::new(),
            catalog: Weak::new(),
        })
    };
}

struct Shared {
    /// The first part of the basemap alone.
    basemap: Weak<Basemap>,
    /// The whole basemap.
    detailed: Weak<Basemap>,
    catalog: Weak<Catalog>,
}

/// What the handle holds. Parts that run later hold it weakly or ask whether it is still there.
pub struct Inner {
    host: HtmlElement,
    mounted: Mounted,
    files: RefCell<Option<Files>>,
    /// The `src` that is shown or being fetched; a newer one makes an older answer stale.
    src: RefCell<String>,
    basemap_src: RefCell<String>,
    turn: Cell<u32>,
    /// Tells the host of changes only once it has been told that the map is ready.
    is_ready: RwSignal<bool>,
}

impl Inner {
    /// Puts a widget into a shadow root.
    pub fn new(host: HtmlElement, root: &ShadowRoot, files: Files) -> Result<Self, Failure> {
        let mounted = mount(&host, root)?;
        let store = mounted.store;
        let lang = host.closest("[lang]").ok().flatten();
        let lang = lang.and_then(|element| element.get_attribute("lang"));
        if let Some(lang) = lang.and_then(|tag| Lang::from_tag(&tag)) {
            store.lang.set(lang);
        }
        let is_ready = mounted.within(|| {
            let is_ready = RwSignal::new(false);
            tell_changes(&host, store, is_ready);
            is_ready
        });
        Ok(Self {
            host,
            mounted,
            files: RefCell::new(Some(files)),
            src: RefCell::default(),
            basemap_src: RefCell::default(),
            turn: Cell::new(0),
            is_ready,
        })
    }

    fn store(&self) -> Store {
        self.mounted.store
    }

    /// Waits for the files and shows them.
    pub async fn start(self: &Rc<Self>) {
        let Some(files) = self.files.take() else { return };
        if let Some(promise) = files.basemap {
            self.show_basemap(promise).await;
        }
        if let Some(promise) = files.corpus.filter(|_| self.src.borrow().is_empty()) {
            self.show_corpus(promise).await;
        }
        if self.src.borrow().is_empty() {
            let _ = self.store().loading.try_set(false);
        } else {
            self.wait_until_loaded().await;
        }
        let settled = self.settled();
        let _ = JsFuture::from(settled).await;
        if self.is_ready.try_set(true).is_none() {
            dispatch(&self.host, "yalu-ready", &self.state());
        }
        // The map can be read without its finest lines: they come when nothing waits for them.
        if let Some(detail) = files.detail {
            let inner = self.clone();
            wasm_bindgen_futures::spawn_local(async move { inner.refine(detail).await });
        }
    }

    async fn refine(&self, detail: js_sys::Function) {
        let built_in = || self.basemap_src.borrow().is_empty();
        let shared = SHARED.with_borrow(|shared| shared.detailed.upgrade());
        let now = self.store().basemap.try_get_untracked().flatten();
        let Some(now) = now.filter(|_| built_in()) else {
            return;
        };
        if let Some(shared) = shared {
            if !Arc::ptr_eq(&shared, &now) {
                self.store().show_basemap(shared);
            }
            return;
        }
        let promise = detail.call0(&JsValue::NULL).map(JsCast::unchecked_into);
        let bytes = match promise {
            Ok(promise) => bytes_of(promise).await,
            Err(error) => Err(message(error)),
        };
        let mut refined = (*now).clone();
        let refined = bytes.and_then(|bytes| {
            basemap::refine(&mut refined, &bytes).map_err(|error| error.to_string())?;
            Ok(Arc::new(refined))
        });
        match refined {
            Ok(refined) if self.store().basemap.try_get_untracked().is_some() && built_in() => {
                SHARED.with_borrow_mut(|shared| shared.detailed = Arc::downgrade(&refined));
                self.store().show_basemap(refined);
            }
            Ok(_) => {}
            // The coarser lines stay, and they are true to the ground: the host alone is told.
            Err(error) => self.report(&format!("The finer lines of the map are missing: {error}")),
        }
    }

    async fn show_basemap(&self, promise: js_sys::Promise) {
        let shared = SHARED.with_borrow(|shared| shared.detailed.upgrade().or(shared.basemap.upgrade()));
        if let Some(basemap) = shared {
            return self.store().show_basemap(basemap);
        }
        match bytes_of(promise).await {
            Ok(bytes) => match basemap::read(&bytes) {
                Ok(basemap) => {
                    let basemap = Arc::new(basemap);
                    SHARED.with_borrow_mut(|shared| shared.basemap = Arc::downgrade(&basemap));
                    self.store().show_basemap(basemap);
                }
                Err(error) => self.fail(format!("The map could not be read: {error}"), vec![]),
            },
            Err(error) => self.fail(format!("The map could not be fetched: {error}"), vec![]),
        }
    }

    async fn show_corpus(&self, promise: js_sys::Promise) {
        let shared = SHARED.with_borrow(|shared| shared.catalog.upgrade());
        if let Some(catalog) = shared {
            return self.store().show_catalog(catalog);
        }
        let bytes = match bytes_of(promise).await {
            Ok(bytes) => bytes,
            Err(error) => {
                return self.fail(format!("The events could not be fetched: {error}"), vec![]);
            }
        };
        let catalog = compiled::read(&bytes)
            .map_err(|error| error.to_string())
            .and_then(|corpus| Catalog::new(corpus).map_err(|error| error.to_string()));
        match catalog {
            Ok(catalog) => {
                let catalog = Arc::new(catalog);
                SHARED.with_borrow_mut(|shared| shared.catalog = Arc::downgrade(&catalog));
                // Another source may have been asked for meanwhile.
                if self.src.borrow().is_empty() {
                    self.store().show_catalog(catalog);
                }
            }
            Err(error) => self.fail(format!("The events could not be read: {error}"), vec![]),
        }
    }

    /// Changes what an attribute stands for.
    pub fn set(this: &Rc<Self>, name: &str, value: &str) {
        if let Err(error) = Self::try_set(this, name, value) {
            this.report(&error.to_string());
        }
    }

    fn try_set(this: &Rc<Self>, name: &str, value: &str) -> Result<(), OptionError> {
        let store = this.store();
        match name {
            "years" => store.years.set(parse_years(value)?),
            "view" => match parse_view(value)? {
                Some(view) => store.look(view),
                None => store.view.set(None),
            },
            "theme" => store.theme.set(parse_theme(value)?),
            "lang" => store.lang.set(Lang::from_tag(value).unwrap_or_default()),
            "place" | "event" => {
                let id = value.trim().to_string();
                store.wanted.update(|wanted| match name {
                    "place" => wanted.place = id,
                    _ => wanted.event = id,
                });
                if value.trim().is_empty() {
                    store.choice.set(Choice::Nothing);
                }
                store.choose_wanted();
            }
            "src" => this.fetch_events(value.trim()),
            "basemap" => this.fetch_basemap(value.trim()),
            _ => {}
        }
        Ok(())
    }

    /// What an attribute would say now.
    pub fn get(&self, name: &str) -> String {
        let store = self.store();
        let id = |wanted: &str| match (store.choice.get_untracked(), wanted) {
            (Choice::Place(place), "place") => Some(self.place_ids()(place)),
            (Choice::Event(event), "event") => store.catalog.with_untracked(|catalog| {
                Some(catalog.as_ref()?.corpus().event(event).id().to_string())
            }),
            _ => None,
        };
        match name {
            "years" => untrack(|| store.years_text()),
            "view" => {
                let viewport = store.viewport_untracked();
                viewport.map_or(String::new(), |viewport| show_view(&viewport.view))
            }
            "theme" => match store.theme.get_untracked() {
                crate::app::Theme::Auto => "auto",
                crate::app::Theme::Light => "light",
                crate::app::Theme::Dark => "dark",
            }
            .to_string(),
            "lang" => store.lang.get_untracked().tag().to_string(),
            "place" | "event" => id(name).unwrap_or_default(),
            "src" => self.src.borrow().clone(),
            "basemap" => self.basemap_src.borrow().clone(),
            _ => String::new(),
        }
    }

    /// Fetches a file of events and shows them when they come, unless others were asked for
    /// meanwhile.
    fn fetch_events(self: &Rc<Self>, src: &str) {
        *self.src.borrow_mut() = src.to_string();
        let turn = self.next_turn();
        let store = self.store();
        if src.is_empty() {
            return;
        }
        store.loading.set(true);
        let (inner, src) = (self.clone(), src.to_string());
        wasm_bindgen_futures::spawn_local(async move {
            let text = text_of(&src).await;
            if inner.turn.get() != turn {
                return;
            }
            let _ = inner.store().loading.try_set(false);
            match text {
                Ok(text) => {
                    if let Err(message) = inner.load(&text) {
                        inner.fail(format!("{src} could not be read: {message}"), vec![]);
                    }
                }
                Err(error) => inner.fail(format!("{src} could not be fetched: {error}"), vec![]),
            }
        });
    }

    /// Fetches a host's own basemap; the built-in one stays until it is there, and when it is
    /// wrong.
    fn fetch_basemap(self: &Rc<Self>, src: &str) {
        *self.basemap_src.borrow_mut() = src.to_string();
        if src.is_empty() {
            return;
        }
        let (inner, src) = (self.clone(), src.to_string());
        wasm_bindgen_futures::spawn_local(async move {
            let text = text_of(&src).await;
            if *inner.basemap_src.borrow() != src {
                return;
            }
            match text.map(|text| read::host_map::read(&text)) {
                Ok(Ok(basemap)) => inner.store().show_basemap(Arc::new(basemap)),
                Ok(Err(problems)) => {
                    let problems = problems.iter().map(ToString::to_string).collect();
                    inner.fail(format!("{src} cannot be drawn as a map."), problems);
                }
                Err(error) => inner.fail(format!("{src} could not be fetched: {error}"), vec![]),
            }
        });
    }

    /// Shows the events of a GeoJSON text and gives what is wrong with them.
    pub fn load(&self, text: &str) -> Result<Vec<String>, String> {
        self.next_turn();
        let events = read::events::read(text.as_bytes()).map_err(|error| error.to_string())?;
        let (corpus, problems) = (events.corpus, events.problems);
        let catalog = Catalog::new(corpus).map_err(|error| error.to_string())?;
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let store = self.store();
        let _ = store.loading.try_set(false);
        store.view.set(None);
        store.years.set(None);
        store.show_catalog(Arc::new(catalog));
        if !problems.is_empty() {
            let words = crate::app::words::words(store.lang.get_untracked());
            let mut told: Vec<String> = problems.iter().take(MOST_TOLD).cloned().collect();
            if problems.len() > told.len() {
                told.push("…".into());
            }
            self.fail((words.problems)(problems.len() as u32), told);
        }
        Ok(problems)
    }

    async fn wait_until_loaded(&self) {
        let store = self.store();
        // The source's own task ends the loading; a frame is waited for in between.
        while store.loading.try_get_untracked() == Some(true) {
            let _ = JsFuture::from(next_frame()).await;
        }
    }

    fn next_turn(&self) -> u32 {
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        turn
    }

    /// A promise for the frame that shows the current state.
    pub fn settled(&self) -> js_sys::Promise {
        js_sys::Promise::new(&mut |resolve, _| {
            // Effects run in microtasks: the frame is asked for after those that wait now.
            let screen = self.mounted.screen().clone();
            wasm_bindgen_futures::spawn_local(async move {
                let _ = JsFuture::from(js_sys::Promise::resolve(&JsValue::UNDEFINED)).await;
                screen.when_settled(resolve);
            });
        })
    }

    /// The markers on the screen.
    pub fn marks(&self) -> Vec<Mark> {
        self.mounted.screen().marks()
    }

    /// The marker at a pixel of the map.
    pub fn mark_at(&self, at: Px) -> Option<Mark> {
        self.mounted.screen().mark_at(at)
    }

    /// Gives the ids of places.
    pub fn place_ids(&self) -> impl Fn(PlaceIx) -> String + use<> {
        let catalog = self.store().catalog.get_untracked();
        move |place| {
            catalog
                .as_ref()
                .map_or(String::new(), |catalog| catalog.corpus().place(place).id.to_string())
        }
    }

    /// Tells a failure in the column and to the host.
    fn fail(&self, text: String, details: Vec<String>) {
        let _ = self.store().troubles.try_update(|troubles| {
            troubles.push(Trouble {
                text: text.clone(),
                details,
            });
        });
        self.report(&text);
    }

    /// Tells a failure to the host alone: it is the host's mistake, not the reader's concern.
    fn report(&self, message: &str) {
        let detail = object(&[("message", message.into())]);
        dispatch(&self.host, "yalu-error", &detail);
    }

    fn state(&self) -> JsValue {
        state(self.store())
    }
}

/// What the host is told of the state: the range, how many events are in it, and of how many.
fn state(store: Store) -> JsValue {
    let all = store.catalog.with_untracked(|catalog| {
        catalog.as_ref().map_or(0, |catalog| catalog.index().events())
    });
    let shown = store.selection.with_untracked(|selection| selection.total());
    let view = store.viewport_untracked().map(|viewport| show_view(&viewport.view));
    object(&[
        ("years", untrack(|| store.years_text()).into()),
        ("view", view.unwrap_or_default().into()),
        ("shown", shown.into()),
        ("events", all.into()),
    ])
}

/// Tells the host whenever range, view or choice have changed.
fn tell_changes(host: &HtmlElement, store: Store, is_ready: RwSignal<bool>) {
    let listening = host.clone();
    Effect::new(move |_| {
        store.years.track();
        store.view.track();
        store.undated.track();
        store.catalog.track();
        if is_ready.get_untracked() {
            dispatch(&listening, "yalu-change", &state(store));
        }
    });
    let listening = host.clone();
    Effect::new(move |_| {
        let choice = store.choice.get();
        if !is_ready.get_untracked() {
            return;
        }
        let Some(catalog) = store.catalog.get_untracked() else {
            return;
        };
        let corpus = catalog.corpus();
        let place_id = |place: PlaceIx| JsValue::from_str(&corpus.place(place).id);
        let chosen = untrack(|| store.chosen());
        let places: js_sys::Array = chosen.places.iter().map(|place| place_id(*place)).collect();
        let (place, event) = match choice {
            Choice::Place(place) => (place_id(place), JsValue::NULL),
            Choice::Event(event) => (JsValue::NULL, corpus.event(event).id().into()),
            Choice::Nothing | Choice::Cluster(_) => (JsValue::NULL, JsValue::NULL),
        };
        let detail = object(&[("place", place), ("event", event), ("places", places.into())]);
        dispatch(&listening, "yalu-select", &detail);
    });
}

async fn bytes_of(promise: js_sys::Promise) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(promise).await.map_err(message)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

async fn text_of(src: &str) -> Result<String, String> {
    let window = web_sys::window().ok_or("there is no window")?;
    let answer = JsFuture::from(window.fetch_with_str(src)).await.map_err(message)?;
    let answer: Response = answer.unchecked_into();
    if !answer.ok() {
        return Err(format!("HTTP {}", answer.status()));
    }
    let text = answer.text().map_err(message)?;
    let text = JsFuture::from(text).await.map_err(message)?;
    text.as_string().ok_or_else(|| "it is not text".into())
}

fn message(error: JsValue) -> String {
    failed("")(error).cause
}

fn next_frame() -> js_sys::Promise {
    js_sys::Promise::new(&mut |resolve, reject| {
        let asked = web_sys::window().map(|window| window.request_animation_frame(&resolve));
        if !matches!(asked, Some(Ok(_))) {
            let _ = reject.call0(&JsValue::NULL);
        }
    })
}
