//! What was read before, so that the reader finds back.

use super::dom::{each, next_frame};
use super::el::{El, follow};
use super::screen::Screen;
use super::signals::prelude::*;
use super::store::{Choice, Sheet, Store};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

/// What was read before what is read now, the list of everything not among it.
#[derive(Clone, Copy)]
pub struct Trail(RwSignal<Vec<Choice>>);

impl Default for Trail {
    fn default() -> Self {
        Self(RwSignal::new(Vec::new()))
    }
}

/// Where in the list of everything the reader was.
#[derive(Clone)]
struct Spot {
    pages: usize,
    scrolled: i32,
    opener: Option<Opener>,
}

/// The button that led away from the list. The list is made anew, so it is known by what it says.
#[derive(Clone)]
struct Opener {
    event: Option<String>,
    says: Option<String>,
}

impl Trail {
    /// Whether there is nothing to go back to; tracks it.
    pub fn is_empty(self) -> bool {
        self.0.with(Vec::is_empty)
    }

    /// Goes a step back.
    pub fn back(self, store: Store) {
        let last = self.0.try_update(Vec::pop).flatten();
        if let Some(last) = last {
            store.choice.set(last);
        }
    }

    /// Moves the focus to what was opened, and when it is closed back to where it was opened from.
    pub fn follow(
        self,
        store: Store,
        screen: &Screen,
        heading: &El,
        scroll: &El,
        (pages, whole): (RwSignal<usize>, RwSignal<bool>),
    ) {
        let (screen, heading, scroll) = (screen.clone(), heading.html(), scroll.html());
        // What was chosen before there was a column was not chosen by the reader.
        let mut now = store.choice.get_untracked();
        // How long the trail was, to tell a step back from a step on.
        let mut length = 0;
        let mut spot: Option<Spot> = None;
        let mut part = 0;
        follow(move || {
            let choice = store.choice.get();
            let was = std::mem::replace(&mut now, choice);
            // In another part of a file everything has another number.
            let other = store.catalog.with(|catalog| {
                let catalog = catalog.as_ref();
                let is_part = catalog.is_some_and(|catalog| catalog.corpus().part.is_some());
                is_part.then(|| store.catalog_generation.get())
            });
            let other = other.unwrap_or(part);
            if std::mem::replace(&mut part, other) != other {
                self.0.set(Vec::new());
                length = 0;
                if choice != Choice::Nothing && was != Choice::Nothing {
                    return;
                }
            }
            if choice == was {
                return;
            }
            let left = self.0.with_untracked(Vec::len);
            if choice == Choice::Nothing {
                self.0.set(Vec::new());
            } else if was != Choice::Nothing && left >= length {
                self.0.update(|before| before.push(was));
            }
            length = self.0.with_untracked(Vec::len);
            if was == Choice::Nothing {
                spot = Some(Spot {
                    pages: pages.get_untracked(),
                    scrolled: scroll.scroll_top(),
                    opener: opener(&scroll),
                });
            }
            if choice == Choice::Nothing {
                // The line that the reader left is among those that are made at once.
                whole.set(true);
                go_back(store, &screen, &scroll, (pages, whole), was, spot.take());
                return;
            }
            pages.set(1);
            scroll.set_scroll_top(0);
            if store.sheet.get_untracked() == Sheet::Low {
                store.sheet.set(Sheet::Half);
            }
            // Whoever opened a place here reads on from its name; a page that opens one keeps the
            // focus where it is.
            if has_focus(&scroll) {
                focus(&heading);
            }
        });
    }
}

/// Shows the list as it was left, with the focus on what led away from it: a button in it, or
/// otherwise the marker.
fn go_back(
    store: Store,
    screen: &Screen,
    scroll: &HtmlElement,
    (pages, whole): (RwSignal<usize>, RwSignal<bool>),
    was: Choice,
    spot: Option<Spot>,
) {
    pages.set(spot.as_ref().map_or(1, |spot| spot.pages));
    let (screen, scroll) = (screen.clone(), scroll.clone());
    let had_focus = has_focus(&scroll);
    // The list is there again with the next frame.
    next_frame(move || {
        let opener = spot.as_ref().and_then(|spot| spot.opener.as_ref());
        let button = opener.and_then(|opener| opener.find(&scroll));
        if let Some(spot) = &spot {
            scroll.set_scroll_top(spot.scrolled);
            whole.try_set(spot.scrolled > 0);
        }
        match button {
            _ if !had_focus => {}
            Some(button) => focus(&button),
            None => {
                if let Some(node) = store.node_of(was) {
                    screen.focus(node);
                }
            }
        }
    });
}

/// Moves the focus without moving the page.
fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// What of the widget has the focus.
fn focused(within: &HtmlElement) -> Option<Element> {
    let root: ShadowRoot = within.get_root_node().dyn_into().ok()?;
    root.active_element()
}

/// Whether the focus is somewhere in the widget.
fn has_focus(within: &HtmlElement) -> bool {
    focused(within).is_some()
}

/// The button within the list that has the focus.
fn opener(scroll: &HtmlElement) -> Option<Opener> {
    let focused = focused(scroll)?;
    let node: &web_sys::Node = focused.as_ref();
    if !scroll.contains(Some(node)) {
        return None;
    }
    let article = focused.closest("article").ok().flatten();
    Some(Opener {
        event: article.and_then(|article| article.get_attribute("data-event")),
        says: focused.text_content(),
    })
}

impl Opener {
    fn find(&self, scroll: &HtmlElement) -> Option<HtmlElement> {
        let within: Element = match &self.event {
            None => scroll.clone().into(),
            Some(event) => each(&scroll.query_selector_all("article").ok()?)
                .find(|card| card.get_attribute("data-event").as_ref() == Some(event))?,
        };
        let button = each(&within.query_selector_all("button").ok()?)
            .find(|button| button.text_content() == self.says)?;
        Some(button.unchecked_into())
    }
}
