//! How fingers, mouse, wheel and keys move the map.

use super::dom::{Listener, later, media_matches, now};
use super::screen::Screen;
use super::store::Store;
use crate::geo::maths::kept_within;
use crate::geo::{Px, Viewport};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

/// CSS pixels that a pointer may move during a click.
const CLICK_SLACK: f64 = 4.0;

/// CSS pixels by which an arrow key moves the map.
const KEY_STEP: f64 = 80.0;

/// Steps of zoom for a CSS pixel of a wheel's movement: a notch of a mouse wheel (100 px) is
/// half a zoom.
const WHEEL_ZOOM: f64 = 0.005;

/// Milliseconds for which the hint about two fingers or the control key is shown.
const HINT_MS: i32 = 1_400;

/// Moves the map of a store; stops when dropped.
pub struct Gestures {
    state: Rc<RefCell<State>>,
    _listeners: Vec<Listener>,
}

#[derive(Default)]
struct State {
    pointers: Vec<(i32, Px)>,
    /// The viewport and the pointers' middle and distance when the last pointer came or went.
    start: Option<(Viewport, Px, f64)>,
    /// Whether the pointers have moved farther than a click may.
    moved: bool,
    pressed_at: Px,
    last_tap: Option<(f64, Px)>,
}

/// Where a pointer is, from the map's top left corner.
fn position(map: &HtmlElement, event: &MouseEvent) -> Px {
    let rect = map.get_bounding_client_rect();
    Px::new(
        f64::from(event.client_x()) - rect.left(),
        f64::from(event.client_y()) - rect.top(),
    )
}

impl Gestures {
    /// Listens on the map's element. `clicked` is called with the position of a click that moved
    /// nothing.
    pub fn new(
        map: &HtmlElement,
        store: Store,
        screen: &Screen,
        clicked: impl Fn(Px) + 'static,
    ) -> Self {
        let state = Rc::new(RefCell::new(State::default()));
        let clicked = Rc::new(clicked);
        let mut listeners = Vec::new();

        let (here, shared, screen_now) = (map.clone(), state.clone(), screen.clone());
        listeners.push(Listener::new(map, "pointerdown", true, {
            move |event: PointerEvent| {
                if event.button() != 0 || is_control(&event) {
                    return;
                }
                screen_now.stop();
                let at = position(&here, &event);
                let mut state = shared.borrow_mut();
                if state.pointers.is_empty() {
                    state.moved = false;
                    state.pressed_at = at;
                }
                state.pointers.retain(|(id, _)| *id != event.pointer_id());
                state.pointers.push((event.pointer_id(), at));
                state.restart(store);
            }
        }));

        let (here, shared) = (map.clone(), state.clone());
        listeners.push(Listener::new(map, "pointermove", true, {
            move |event: PointerEvent| {
                let at = position(&here, &event);
                let mut state = shared.borrow_mut();
                let Some(pointer) = state
                    .pointers
                    .iter_mut()
                    .find(|(id, _)| *id == event.pointer_id())
                else {
                    return;
                };
                pointer.1 = at;
                // One finger belongs to the page.
                let alone = event.pointer_type() == "touch" && state.pointers.len() == 1;
                if alone {
                    if at.distance(state.pressed_at) > CLICK_SLACK * 2.0 {
                        state.moved = true;
                    }
                    return;
                }
                let was_moved = state.moved;
                state.moved |= at.distance(state.pressed_at) > CLICK_SLACK;
                if state.moved {
                    if !was_moved {
                        // From now on the map hears the pointer wherever it goes.
                        let _ = here.set_pointer_capture(event.pointer_id());
                        let _ = here.set_attribute("data-dragging", "");
                    }
                    state.follow(store);
                }
            }
        }));

        for (name, ends) in [("pointerup", true), ("pointercancel", false)] {
            let (here, shared, clicked) = (map.clone(), state.clone(), clicked.clone());
            let screen = screen.clone();
            listeners.push(Listener::new(map, name, true, {
                move |event: PointerEvent| {
                    let at = position(&here, &event);
                    let (was_here, is_click, is_double) = {
                        let mut state = shared.borrow_mut();
                        let count = state.pointers.len();
                        state.pointers.retain(|(id, _)| *id != event.pointer_id());
                        let was_here = state.pointers.len() < count;
                        state.restart(store);
                        let is_click = ends && was_here && count == 1 && !state.moved;
                        let is_double = is_click && state.is_double_tap(at);
                        (was_here, is_click, is_double)
                    };
                    if !was_here {
                        return;
                    }
                    let _ = here.remove_attribute("data-dragging");
                    if is_double {
                        screen.zoom_by(1.0, Some(at));
                    } else if is_click && !is_button(&event) {
                        clicked(at);
                    }
                }
            }));
        }

        listeners.push(Self::wheel(map, store, screen));
        listeners.push(Self::touches(map, store));
        listeners.push(Self::keys(map, store, screen));
        Self {
            state,
            _listeners: listeners,
        }
    }

    /// Whether the pointer that was last pressed has moved farther than a click may: the click
    /// that a browser makes of a drag is none.
    pub fn has_moved(&self) -> bool {
        self.state.borrow().moved
    }

    /// The wheel zooms when it cannot have been meant for the page: with the control key, while
    /// the map has the focus, or when the page has nothing to scroll.
    fn wheel(map: &HtmlElement, store: Store, screen: &Screen) -> Listener {
        let (here, screen) = (map.clone(), screen.clone());
        Listener::new(map, "wheel", false, move |event: WheelEvent| {
            let meant = event.ctrl_key()
                || event.meta_key()
                || here.matches(":focus-within").unwrap_or(false)
                || !page_scrolls();
            if !meant {
                store.hint.set(Hint::Wheel);
                clear_later(store);
                return;
            }
            event.prevent_default();
            let Some(viewport) = store.viewport_untracked() else {
                return;
            };
            // Lines and pages in pixels, as browsers count them.
            let unit = match event.delta_mode() {
                WheelEvent::DOM_DELTA_LINE => 33.0,
                WheelEvent::DOM_DELTA_PAGE => 300.0,
                _ => 1.0,
            };
            // A pinch on a touch pad comes as small steps with the control key.
            let pinch = if event.ctrl_key() { 2.0 } else { 1.0 };
            let pixels = (event.delta_y() * unit * pinch).clamp(-240.0, 240.0);
            screen.stop();
            let zoom = viewport.view.zoom - pixels * WHEEL_ZOOM;
            let zoom = kept_within(zoom, store.min_zoom(), super::store::MAX_ZOOM);
            store.look(viewport.zoomed(zoom, position(&here, &event)).view);
        })
    }

    /// Two fingers are the map's, one is the page's; a finger alone that moves is told so.
    fn touches(map: &HtmlElement, store: Store) -> Listener {
        Listener::new(map, "touchmove", false, move |event: web_sys::Event| {
            let fingers = js_sys::Reflect::get(&event, &"touches".into())
                .and_then(|touches| js_sys::Reflect::get(&touches, &"length".into()))
                .ok()
                .and_then(|length| length.as_f64());
            if fingers.is_some_and(|fingers| fingers >= 2.0) {
                event.prevent_default();
                store.hint.set(Hint::None);
            } else {
                // Also where the page has nothing to scroll: a finger that does nothing is told why.
                store.hint.set(Hint::Touch);
                clear_later(store);
            }
        })
    }

    fn keys(map: &HtmlElement, store: Store, screen: &Screen) -> Listener {
        let screen = screen.clone();
        Listener::new(map, "keydown", false, move |event: KeyboardEvent| {
            if event.alt_key() || event.ctrl_key() || event.meta_key() {
                return;
            }
            let Some(viewport) = store.viewport_untracked() else {
                return;
            };
            let (dx, dy) = match event.key().as_str() {
                "ArrowLeft" => (KEY_STEP, 0.0),
                "ArrowRight" => (-KEY_STEP, 0.0),
                "ArrowUp" => (0.0, KEY_STEP),
                "ArrowDown" => (0.0, -KEY_STEP),
                "+" | "=" => {
                    screen.zoom_by(1.0, None);
                    return event.prevent_default();
                }
                "-" | "_" => {
                    screen.zoom_by(-1.0, None);
                    return event.prevent_default();
                }
                "Home" => {
                    screen.fly(store.home(viewport.size));
                    return event.prevent_default();
                }
                _ => return,
            };
            event.prevent_default();
            screen.fly(viewport.panned(dx, dy).view);
        })
    }
}

/// What the reader is told about moving the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    #[default]
    None,
    /// Two fingers move the map.
    Touch,
    /// The control key and the wheel zoom.
    Wheel,
}

impl State {
    /// Movements are measured from here on.
    fn restart(&mut self, store: Store) {
        let viewport = store.viewport_untracked();
        self.start = viewport
            .zip(self.grip())
            .map(|(viewport, (middle, spread))| (viewport, middle, spread));
    }

    /// Middle of the first two pointers and their distance.
    fn grip(&self) -> Option<(Px, f64)> {
        match self.pointers.as_slice() {
            [] => None,
            [(_, only)] => Some((*only, 0.0)),
            [(_, a), (_, b), ..] => {
                let middle = Px::new(f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y));
                Some((middle, a.distance(*b)))
            }
        }
    }

    /// Moves and zooms so that what was under the pointers stays under them.
    fn follow(&self, store: Store) {
        let (Some((viewport, from, spread)), Some((to, now))) = (self.start, self.grip()) else {
            return;
        };
        let mut moved = viewport.panned(to.x - from.x, to.y - from.y);
        if spread > 10.0 && now > 10.0 {
            let zoom = viewport.view.zoom + (now / spread).log2();
            let zoom = kept_within(zoom, store.min_zoom(), super::store::MAX_ZOOM);
            moved = moved.zoomed(zoom, to);
        }
        store.look(moved.view);
    }

    /// Two clicks at one place within the time that systems take for a double click.
    fn is_double_tap(&mut self, at: Px) -> bool {
        let time = now();
        let before = self.last_tap.replace((time, at));
        let double =
            before.is_some_and(|(then, there)| time - then < 350.0 && there.distance(at) < 24.0);
        if double {
            self.last_tap = None;
        }
        double
    }
}

fn target(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.target()?.dyn_into().ok()
}

/// Whether an event comes from the buttons beside the map, which are not the map.
fn is_control(event: &web_sys::Event) -> bool {
    target(event).is_some_and(|target| matches!(target.closest(".controls, .who"), Ok(Some(_))))
}

/// Whether an event comes from a marker's button, which hears the click itself.
fn is_button(event: &web_sys::Event) -> bool {
    target(event).is_some_and(|target| matches!(target.closest("button"), Ok(Some(_))))
}

/// Whether the page is higher than the window, so that a wheel or a finger may be meant for it.
fn page_scrolls() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let page = window
        .document()
        .and_then(|document| document.document_element());
    let room = window
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    page.zip(room)
        .is_some_and(|(page, room)| f64::from(page.scroll_height()) > room + 1.0)
        && !media_matches("print")
}

fn clear_later(store: Store) {
    later(move || store.hint.set(Hint::None), HINT_MS);
}
