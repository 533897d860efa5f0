//! Browser objects with an owner: what is registered is taken back when the owner is dropped.

use crate::geo::Size;
use std::fmt;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, EventTarget, HtmlElement};

/// What the browser refused to do.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What was tried, to be read after "could not".
    pub what: &'static str,
    /// What the browser said.
    pub cause: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not {}: {}", self.what, self.cause)
    }
}

/// Turns a JavaScript exception into a [`Failure`].
pub fn failed(what: &'static str) -> impl FnOnce(JsValue) -> Failure {
    move |error| {
        let message = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::message);
        let cause = message.map_or_else(|| format!("{error:?}"), String::from);
        Failure { what, cause }
    }
}

/// A listener that is removed when this is dropped.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(JsValue)>,
}

impl Listener {
    /// Listens to an event of a target. `passive` promises not to prevent what the browser does
    /// by itself, which lets it scroll without waiting.
    pub fn new<E: JsCast>(
        target: &EventTarget,
        event: &'static str,
        passive: bool,
        mut heard: impl FnMut(E) + 'static,
    ) -> Self {
        let heard = Box::new(move |event: JsValue| heard(event.unchecked_into()));
        Self::boxed(target, event, passive, heard)
    }

    fn boxed(
        target: &EventTarget,
        event: &'static str,
        passive: bool,
        heard: Box<dyn FnMut(JsValue)>,
    ) -> Self {
        let closure = Closure::wrap(heard);
        let options = AddEventListenerOptions::new();
        options.set_passive(passive);
        // Only a target that is none can refuse, and this one is typed.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            event,
            closure.as_ref().unchecked_ref(),
            &options,
        );
        Self {
            target: target.clone(),
            event,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}

/// Watches the size of an element until it is dropped.
pub struct SizeWatch {
    observer: web_sys::ResizeObserver,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
}

impl SizeWatch {
    /// Tells the size of an element's content in CSS pixels, now and whenever it changes.
    pub fn new(
        element: &HtmlElement,
        mut changed: impl FnMut(Size) + 'static,
    ) -> Result<Self, Failure> {
        let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last = entries.get(entries.length().saturating_sub(1));
            let entry: web_sys::ResizeObserverEntry = last.unchecked_into();
            let rect = entry.content_rect();
            changed(Size {
                width: rect.width(),
                height: rect.height(),
            });
        });
        let observer = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref())
            .map_err(failed("watch the size of the map"))?;
        observer.observe(element);
        Ok(Self {
            observer,
            _closure: closure,
        })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Whether the reader's system asks for something, by a media query.
pub fn media_matches(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|list| list.matches())
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    js_sys::Reflect::get(&js_sys::global(), &"performance".into())
        .ok()
        .and_then(|performance| {
            let now = js_sys::Reflect::get(&performance, &"now".into()).ok()?;
            let now: js_sys::Function = now.dyn_into().ok()?;
            now.call0(&performance).ok()?.as_f64()
        })
        .unwrap_or_default()
}

/// A function that is called once. For all that is done once the code is compiled once.
fn once(act: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(act)
}

/// Does something in the next frame.
pub fn next_frame(act: impl FnOnce() + 'static) {
    let act = once(Box::new(act));
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(act.unchecked_ref());
    }
}

/// Does something in a task of its own, after so many milliseconds.
pub fn later(act: impl FnOnce() + 'static, milliseconds: i32) {
    let act = once(Box::new(act));
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            act.unchecked_ref(),
            milliseconds,
        );
    }
}

/// After the next frame, puts the focus on the first of some elements of the widget that is seen,
/// if what had it has gone: a reader of keys would otherwise begin the page anew.
pub fn keep_focus(within: &web_sys::Element, candidates: &'static [&'static str]) {
    let Ok(root) = within.get_root_node().dyn_into::<web_sys::ShadowRoot>() else {
        return;
    };
    if root.active_element().is_none() {
        return;
    }
    next_frame(move || {
        let left = root.active_element();
        if left.is_some_and(|left| left.get_bounding_client_rect().width() > 0.0) {
            return;
        }
        let found = candidates.iter().filter_map(|selector| {
            let found = root.query_selector(selector).ok().flatten()?;
            found.dyn_into::<HtmlElement>().ok()
        });
        let seen = found
            .into_iter()
            .find(|found| found.get_bounding_client_rect().width() > 0.0);
        if let Some(next) = seen {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = next.focus_with_options(&options);
        }
    });
}

/// The elements of a list.
pub fn each(list: &web_sys::NodeList) -> impl Iterator<Item = web_sys::Element> {
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok())
}

/// Something done later, unless this is dropped before.
pub struct Timer {
    number: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// Does something once after so many milliseconds. `None` where there is no window.
    pub fn once(act: impl FnMut() + 'static, milliseconds: i32) -> Option<Self> {
        let set = web_sys::Window::set_timeout_with_callback_and_timeout_and_arguments_0;
        Self::new(Closure::new(act), milliseconds, set)
    }

    /// Does something again and again every so many milliseconds. `None` where there is no window.
    pub fn every(act: impl FnMut() + 'static, milliseconds: i32) -> Option<Self> {
        let set = web_sys::Window::set_interval_with_callback_and_timeout_and_arguments_0;
        Self::new(Closure::new(act), milliseconds, set)
    }

    fn new(
        closure: Closure<dyn FnMut()>,
        milliseconds: i32,
        set: fn(&web_sys::Window, &js_sys::Function, i32) -> Result<i32, JsValue>,
    ) -> Option<Self> {
        let window = web_sys::window()?;
        let number = set(&window, closure.as_ref().unchecked_ref(), milliseconds).ok()?;
        Some(Self {
            number,
            _closure: closure,
        })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // HTML keeps both sorts in one list: either call takes either away.
            window.clear_timeout_with_handle(self.number);
        }
    }
}
