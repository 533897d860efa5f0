//! The whole widget in an element.

use super::column::column;
use super::dom::{Failure, Listener, failed, media_matches};
use super::map::{ScreenSlot, map};
use super::screen::Screen;
use super::store::Store;
use super::time::time;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ShadowRoot};

/// A widget in the page. Dropped, it leaves nothing behind.
pub struct Mounted {
    /// What it shows.
    pub store: Store,
    slot: ScreenSlot,
    place: HtmlElement,
    owner: Owner,
    _listeners: Vec<Listener>,
    /// Takes the elements and the signals away; the last field, because the others use them.
    _view: Box<dyn Any>,
}

/// Puts a widget into a host's shadow root.
///
/// # Errors
/// When the browser refuses to make an element.
pub fn mount(host: &HtmlElement, root: &ShadowRoot) -> Result<Mounted, Failure> {
    let document = host.owner_document().ok_or_else(|| Failure {
        what: "find the document",
        cause: "the element is in none".into(),
    })?;
    let place: HtmlElement = document
        .create_element("div")
        .map_err(failed("make an element"))?
        .unchecked_into();
    place.set_class_name("yalu");
    root.append_child(&place).map_err(failed("add an element"))?;

    let made = Rc::new(RefCell::new(None));
    let view = mount_to(place.clone(), {
        let (host, place, made) = (host.clone(), place.clone(), made.clone());
        move || {
            let store = Store::new();
            let slot: ScreenSlot = StoredValue::new_local(None);
            *made.borrow_mut() = Owner::current().map(|owner| (store, slot, owner));
            store.system_dark.set(media_matches(DARK));
            // The scheme is on the element before anything is painted.
            let attributes = place.clone();
            Effect::new(move |_| {
                let scheme = if store.is_dark() { "dark" } else { "light" };
                let _ = attributes.set_attribute("data-scheme", scheme);
                let _ = attributes.set_attribute("lang", store.lang.get().tag());
            });
            view! {
                <div class="parts">
                    {map(store, host, slot)} {time(store)} {column(store, slot)}
                </div>
            }
        }
    });
    let (store, slot, owner) = made.take().ok_or_else(|| Failure {
        what: "start the map",
        cause: "its parts were not made".into(),
    })?;
    let mut listeners = Vec::new();
    if let Some(list) = web_sys::window().and_then(|w| w.match_media(DARK).ok().flatten()) {
        let now = list.clone();
        listeners.push(Listener::new(&list, "change", true, move |_: web_sys::Event| {
            store.system_dark.try_set(now.matches());
        }));
    }
    Ok(Mounted {
        store,
        slot,
        place,
        owner,
        _listeners: listeners,
        _view: Box::new(view),
    })
}

/// Asks whether the reader's system is dark.
const DARK: &str = "(prefers-color-scheme: dark)";

impl Mounted {
    /// The painted map, if it is there.
    #[must_use]
    pub fn screen(&self) -> Option<Screen> {
        self.slot.try_with_value(Clone::clone).flatten()
    }

    /// Makes signals and effects that live as long as the widget.
    pub fn within<T>(&self, make: impl FnOnce() -> T) -> T {
        self.owner.with(make)
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.place.remove();
    }
}
