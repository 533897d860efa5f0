//! The whole widget in an element.

use super::column::column;
use super::dom::{Failure, Listener, media_matches};
use super::el::{El, el, keep};
use super::map::map;
use super::screen::Screen;
use super::signals::*;
use super::store::Store;
use super::time::time;
use super::tools::Tools;
use web_sys::{HtmlElement, ShadowRoot};

/// Asks whether the reader's system is dark.
const DARK: &str = "(prefers-color-scheme: dark)";

/// A widget in the page. Dropped, it leaves nothing behind.
pub struct Mounted {
    /// What it shows.
    pub store: Store,
    screen: Screen,
    /// What the element does for it.
    tools: Tools,
    place: HtmlElement,
    /// Where the year control and the column will be.
    reserved: [El; 2],
    /// Owns the signals, effects and listeners.
    owner: Owner,
}

/// Puts a widget into a host's shadow root.
///
/// # Errors
/// When the browser lacks what the map is painted with.
pub fn mount(host: &HtmlElement, root: &ShadowRoot, tools: &Tools) -> Result<Mounted, Failure> {
    // Effects run as tasks of the browser; a second widget finds this done.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let made = owner.with(|| {
        let store = Store::new();
        store
            .scheme
            .update(|scheme| scheme.system_dark = media_matches(DARK));
        follow_system(store);
        // All four languages are written from left to right, whatever the page is.
        let place = el("div").class("yalu").attr("dir", "ltr");
        let (map, screen) = map(store, host)?;
        // Room of the right size, so that nothing moves when the rest comes.
        let reserved = [("div", "time"), ("aside", "column")]
            .map(|(tag, class)| el(tag).class(class).attr("data-later", ""));
        let [_, column] = reserved.clone();
        let column = column.label_by(move || store.words().column.into());
        column.child(
            el("p")
                .class("empty")
                .text_by(move || store.words().loading.into()),
        );
        let parts = el("div")
            .class("parts")
            .attr_by("data-sheet", move || Some(store.sheet.get().name().into()))
            .child(map)
            .children(reserved.iter().cloned());
        let place = place
            .attr_by("data-scheme", move || {
                Some(if store.is_dark() { "dark" } else { "light" }.into())
            })
            .attr_by("lang", move || Some(store.lang.get().tag().into()))
            .child(parts);
        Ok((store, screen, place.html(), reserved))
    });
    let (store, screen, place, reserved) = made.inspect_err(|_: &Failure| owner.cleanup())?;
    // A shadow root takes every element.
    let _ = root.append_child(&place);
    screen.measure();
    Ok(Mounted {
        store,
        screen,
        tools: tools.clone(),
        place,
        reserved,
        owner,
    })
}

/// Keeps the scheme in step with the reader's system.
fn follow_system(store: Store) {
    let list = web_sys::window().and_then(|window| window.match_media(DARK).ok().flatten());
    if let Some(list) = list {
        let now = list.clone();
        keep(Listener::new(
            &list,
            "change",
            true,
            move |_: web_sys::Event| {
                store
                    .scheme
                    .try_update(|scheme| scheme.system_dark = now.matches());
            },
        ));
    }
}

impl Mounted {
    /// The painted map.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Puts the year control and the column where room was kept for them: once.
    pub fn furnish(&self) {
        self.owner.with(|| {
            let made = [
                time(self.store),
                column(self.store, &self.screen, &self.tools),
            ];
            for (reserved, made) in self.reserved.iter().zip(made) {
                // An element that stands in the page can be replaced.
                let _ = reserved.element().replace_with_with_node_1(made.element());
            }
        });
        // What has come may take more room than was kept for it.
        self.screen.measure();
    }

    /// Says in the room kept for the column why there is none.
    pub fn lack(&self, why: &str) {
        let words = untrack(|| self.store.words());
        let said = el("div")
            .class("trouble")
            .attr("role", "alert")
            .child(el("strong").text(words.trouble))
            .child(el("p").text(why));
        let [_, column] = self.reserved.clone();
        column.html().set_text_content(None);
        column.child(said);
    }

    /// Makes signals and effects that live as long as the widget.
    pub fn within<T>(&self, make: impl FnOnce() -> T) -> T {
        self.owner.with(make)
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.place.remove();
        self.owner.cleanup();
    }
}
