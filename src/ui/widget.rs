//! The whole widget in an element.

use super::arriving::arriving;
use super::column::column;
use super::dom::{Failure, Listener, media_matches};
use super::el::{El, Kept, el, keep};
use super::map::map;
use super::screen::Screen;
use super::signals::{Signals, by_signals};
use super::store::Store;
use super::time::time;
use super::tools::Tools;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
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
    /// What the map's elements need.
    kept: RefCell<Kept>,
    /// The same of the year control and the column; the first module only drops it.
    furnished: RefCell<Vec<Box<dyn Any>>>,
}

/// Puts a widget into a host's shadow root.
///
/// # Errors
/// When the browser lacks what the map is painted with.
pub fn mount(host: &HtmlElement, root: &ShadowRoot, tools: &Tools) -> Result<Mounted, Failure> {
    let store = Store::open();
    store
        .scheme
        .update(|scheme| scheme.system_dark = media_matches(DARK));
    let (made, kept) = store.making(|| {
        follow_system(store);
        // All four languages are written from left to right, whatever the page is.
        let place = el("div").class("yalu").attr("dir", "ltr");
        let (map, screen) = map(store, host)?;
        // Room of the right size, so that nothing moves when the rest comes.
        let reserved = [("div", "time"), ("aside", "column")]
            .map(|(tag, class)| el(tag).class(class).attr("data-later", ""));
        let [_, column] = reserved.clone();
        let column = column.label_by(move || store.signs().column.into());
        column.child(
            el("p")
                .class("empty")
                .text_by(move || store.signs().loading.into()),
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
        Ok((screen, place.html(), reserved))
    });
    let (screen, place, reserved) = made.inspect_err(|_: &Failure| store.close())?;
    // A shadow root takes every element.
    let _ = root.append_child(&place);
    screen.measure();
    Ok(Mounted {
        store,
        screen,
        tools: tools.clone(),
        place,
        reserved,
        kept: RefCell::new(kept),
        furnished: RefCell::default(),
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
                    .update(|scheme| scheme.system_dark = now.matches());
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

    /// Puts the year control where room was kept for it, when called again the column, and says
    /// whether something is left to be put: each is a task of some milliseconds. They follow
    /// signals, which come with them.
    pub fn furnish(&self) -> bool {
        let part = self.furnished.borrow().len();
        let Some(reserved) = self.reserved.get(part) else {
            return false;
        };
        if part == 0 {
            self.store.echo(Rc::new(Signals::new()));
            self.screen.ease();
        }
        let make = || {
            let made = if part == 0 {
                time(self.store)
            } else {
                if let Ok(Some(map)) = self.place.query_selector(".map") {
                    // An element takes every other.
                    let line = arriving(self.store, &self.tools);
                    let _ = map.append_child(line.element());
                }
                column(self.store, &self.screen, &self.tools)
            };
            // An element that stands in the page can be replaced.
            let _ = reserved.element().replace_with_with_node_1(made.element());
        };
        let kept = by_signals(make).1;
        self.furnished.borrow_mut().push(Box::new(kept));
        part + 1 < self.reserved.len()
    }

    /// Says in the room kept for the column why there is none.
    pub fn lack(&self, why: &str) {
        let signs = self.store.signs();
        let said = el("div")
            .class("trouble")
            .attr("role", "alert")
            .child(el("strong").text(signs.trouble))
            .child(el("p").text(why));
        let [_, column] = self.reserved.clone();
        column.html().set_text_content(None);
        column.child(said);
    }

    /// Follows the store as long as the widget lives.
    pub fn within<T>(&self, make: impl FnOnce() -> T) -> T {
        let (made, kept) = self.store.making(make);
        self.kept.borrow_mut().extend(kept);
        made
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.place.remove();
        self.furnished.take();
        self.kept.take();
        self.store.close();
    }
}
