//! The handle.

use super::inner::Inner;
use super::notify::marks_to_js;
use super::rest::rest;
use super::taking::Taking;
use crate::geo::Px;
use crate::ui::{About, Arriving, Tools};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

/// A widget on a page, as the element `<yalu-map>` holds it. `free()` takes it away.
///
/// The element fetches and waits, which JavaScript does in a few words and Rust in many
/// kilobytes; what the fetched bytes mean is decided here.
#[wasm_bindgen]
pub struct Widget {
    inner: Inner,
}

#[wasm_bindgen]
impl Widget {
    /// Puts a widget into the shadow root of a host.
    ///
    /// # Errors
    /// When the browser lacks what the map is painted with; the exception says what.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, root: &ShadowRoot, tools: &Tools) -> Result<Self, JsError> {
        match Inner::new(host, root, tools) {
            Ok(inner) => Ok(Self { inner }),
            Err(failure) => Err(JsError::new(&failure.to_string())),
        }
    }

    /// Shows the built-in map from the bytes of its first part.
    #[wasm_bindgen(js_name = showMap)]
    pub fn show_map(&self, bytes: &[u8]) {
        self.inner.show_map(bytes);
    }

    /// Adds the second part to the built-in map: its finer lines and smaller towns. As long as it
    /// says so it is to be called again, with the same bytes, in a task of its own.
    #[wasm_bindgen(js_name = refineMap)]
    #[must_use]
    pub fn refine_map(&self, bytes: &[u8]) -> bool {
        let mut is_more = false;
        self.inner
            .with_rest(|rest| is_more = (rest.refine_map)(&self.inner, bytes));
        is_more
    }

    /// Adds hills and valleys to the built-in map.
    #[wasm_bindgen(js_name = showRelief)]
    pub fn show_relief(&self, bytes: &[u8]) {
        self.inner
            .with_rest(|rest| (rest.show_relief)(&self.inner, bytes));
    }

    /// Shows the built-in events from the bytes of the built corpus, which hold its index.
    #[wasm_bindgen(js_name = showEvents)]
    pub fn show_events(&self, bytes: &[u8]) {
        self.inner.show_events(bytes);
    }

    /// Adds the year control or the column, and says whether one of them is left: each is to be a
    /// task of its own. The element has loaded the second module by then.
    #[must_use]
    pub fn furnish(&self) -> bool {
        self.inner.furnish(rest())
    }

    /// Says in place of the column that the second module could not be had.
    pub fn lack(&self, why: &str) {
        self.inner.lack(why);
    }

    /// Shows the events that were built: whether they are the first of their file and the last.
    #[wasm_bindgen(js_name = showOwn)]
    pub fn show_own(&self, taking: &mut Taking, is_first: bool, is_last: bool) {
        self.inner.show_own(taking, is_first, is_last);
    }

    /// Tells how many problems a host's own events have, and the first ones, a line each.
    #[wasm_bindgen(js_name = tellProblems)]
    pub fn tell_problems(&self, count: u32, first: &str) {
        self.inner
            .with_rest(|rest| (rest.tell_problems)(&self.inner, count, first));
    }

    /// Says how far a host's own events are read: bytes, of how many or 0, and whether it takes
    /// long. Without bytes that they are not being read any more.
    pub fn arriving(&self, loaded: Option<f64>, total: f64, is_long: bool) {
        self.inner.arriving(loaded.map(|loaded| Arriving {
            loaded,
            total,
            is_long,
        }));
    }

    /// Shows what was there before a host's own events, which were refused.
    #[wasm_bindgen(js_name = giveBack)]
    pub fn give_back(&self) {
        self.inner.with_rest(|rest| (rest.give_back)(&self.inner));
    }

    /// Tells that the reader has stopped a host's own events.
    pub fn stopped(&self) {
        self.inner.with_rest(|rest| (rest.stopped)(&self.inner));
    }

    /// Bytes of the events shown: of the corpus, of its index and of the words for its search;
    /// nothing before the second module, which counts them.
    #[must_use]
    pub fn memory(&self) -> Vec<f64> {
        let mut memory = Vec::new();
        if let Some(rest) = self.inner.rest.get() {
            memory = (rest.memory)(&self.inner);
        }
        memory
    }

    /// Shows a host's own map from a GeoJSON text; a wrong one changes nothing and is told.
    #[wasm_bindgen(js_name = showHostMap)]
    pub fn show_host_map(&self, src: &str, text: &str) {
        self.inner
            .with_rest(|rest| (rest.show_host_map)(&self.inner, src, text));
    }

    /// Says whether events are being fetched.
    pub fn loading(&self, is_loading: bool) {
        self.inner.loading(is_loading);
    }

    /// Tells the reader and the host what events could not be had, and why.
    pub fn fail(&self, what: &str, why: &str) {
        let text = format!("{what}: {why}");
        self.inner.fail(About::Events, text, Vec::new());
    }

    /// Tells them what map could not be had, and why.
    #[wasm_bindgen(js_name = failMap)]
    pub fn fail_map(&self, what: &str, why: &str) {
        let text = format!("{what}: {why}");
        self.inner.fail(About::Map, text, Vec::new());
    }

    /// Tells the host alone of something that the map is whole without.
    pub fn warn(&self, what: &str, why: &str) {
        self.inner.report(&format!("{what}: {why}"));
    }

    /// Tells the host that the map is there; from now on it is told of changes.
    pub fn ready(&self) {
        self.inner.ready();
    }

    /// Changes what an attribute of that name stands for. A value that cannot be used changes
    /// nothing and is told by `yalu-error`.
    pub fn set(&self, name: &str, value: &str) {
        self.inner.set(name, value);
    }

    /// What an attribute of that name would say now.
    #[must_use]
    pub fn get(&self, name: &str) -> String {
        self.inner.get(name)
    }

    /// What is shown as the fragment of an address, without `#`; `map` is the id of the element on
    /// a page with several.
    #[must_use]
    pub fn link(&self, map: &str) -> String {
        let mut link = String::new();
        self.inner
            .with_rest(|rest| link = (rest.link)(&self.inner, map));
        link
    }

    /// Shows what the fragment of an address says, and says whether it is a link of this map's.
    #[wasm_bindgen(js_name = openLink)]
    pub fn open_link(&self, fragment: &str) -> bool {
        let mut is_ours = false;
        self.inner
            .with_rest(|rest| is_ours = (rest.open_link)(&self.inner, fragment));
        is_ours
    }

    /// Paints the map now, so that the frame that shows it is a short task.
    pub fn paint(&self) {
        self.inner.screen().paint_now();
    }

    /// Resolves after the frame that shows the current state has been painted.
    pub fn settled(&self) -> js_sys::Promise {
        js_sys::Promise::new(&mut |resolve, _| self.inner.screen().when_settled(resolve))
    }

    /// The markers on the screen.
    #[must_use]
    pub fn marks(&self) -> js_sys::Array {
        marks_to_js(&self.inner.screen().marks(), &self.inner.place_ids())
    }

    /// The marker at a position in CSS pixels from the map's top left corner, or null.
    #[wasm_bindgen(js_name = markAt)]
    #[must_use]
    pub fn mark_at(&self, x: f64, y: f64) -> JsValue {
        match self.inner.screen().mark_at(Px::new(x, y)) {
            Some(mark) => marks_to_js(&[mark], &self.inner.place_ids()).get(0),
            None => JsValue::NULL,
        }
    }
}
