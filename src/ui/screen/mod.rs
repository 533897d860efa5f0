//! The painted map: one loop that runs while something changes and sleeps otherwise.

mod backdrop;
mod colours;
mod flight;
mod ground;
mod inner;
mod motion;
mod sheet;

use self::flight::Flight;
use self::inner::Inner;
use self::sheet::Sheet;
use super::dom::{Failure, media_matches};
use super::markers::Markers;
use super::store::{MAX_ZOOM, Store};
use crate::geo::maths::kept_within;
use crate::geo::{Px, Size, View, Viewport};
use crate::index::NodeId;
use crate::paint::canvas::Painter;
use crate::scene::{Mark, Palette, Stage};
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement};

/// The painted map. Clones are the same screen.
#[derive(Clone)]
pub struct Screen(Rc<RefCell<Inner>>);

/// A marker that has the focus stands at least so far from the edge of the map, CSS pixels.
const EDGE: f64 = 32.0;

impl Screen {
    /// A screen that paints on two canvases, the first below the second, and keeps buttons for its
    /// markers in a list.
    ///
    /// # Errors
    /// When there is no window, or a canvas cannot be painted on.
    pub fn new(
        store: Store,
        host: HtmlElement,
        [ground, marks]: [HtmlCanvasElement; 2],
        list: HtmlElement,
    ) -> Result<Self, Failure> {
        let window = web_sys::window().ok_or_else(|| none("find the window"))?;
        let sheets = [Sheet::new(ground)?, Sheet::new(marks)?];
        let markers = Markers::new(list).ok_or_else(|| none("find the document"))?;
        let inner = Rc::new_cyclic(|weak: &Weak<RefCell<Inner>>| {
            let heard = |hear: fn(&mut Inner)| {
                let weak = weak.clone();
                Closure::<dyn FnMut(f64)>::new(move |_| {
                    if let Some(inner) = weak.upgrade() {
                        hear(&mut inner.borrow_mut());
                    }
                })
            };
            RefCell::new(Inner {
                store,
                window,
                host,
                sheets,
                stage: Stage::default(),
                ground: None,
                marked: None,
                paper: None,
                markers,
                frame: None,
                on_frame: heard(Inner::on_frame),
                task: None,
                on_task: heard(Inner::on_task),
                painted_at: 0.0,
                flight: None,
                jumps: false,
                motion: None,
                palette: Palette::LIGHT,
                palettes: 0,
                is_current: false,
                waiting: Vec::new(),
            })
        });
        Ok(Self(inner))
    }

    /// Takes the size that the map has on the page. A browser tells it only after a frame, which
    /// would then have shown nothing.
    pub fn measure(&self) {
        let (store, map) = {
            let inner = self.0.borrow();
            (inner.store, inner.sheets[0].canvas.parent_element())
        };
        if let Some(rect) = map.map(|map| map.get_bounding_client_rect()) {
            store.size.set(Size {
                width: rect.width(),
                height: rect.height(),
            });
        }
    }

    /// Asks for a frame. Asked for many times before it comes, it is painted once.
    pub fn invalidate(&self) {
        self.0.borrow_mut().invalidate();
    }

    /// Paints now: what is seen next shows the current state, and the next frame has less to do.
    pub fn paint_now(&self) {
        let mut inner = self.0.borrow_mut();
        if !std::mem::replace(&mut inner.is_current, true) {
            inner.paint(false);
        }
    }

    /// Makes movements cheap: until then every frame of one is painted whole.
    pub fn ease(&self) {
        motion::install(&self.0);
    }

    /// Paints what paper can show.
    pub fn print(&self) {
        self.0.borrow_mut().print();
    }

    /// Changes the colours.
    pub fn set_dark(&self, dark: bool) {
        let mut inner = self.0.borrow_mut();
        inner.set_dark(dark);
        inner.invalidate();
    }

    /// Moves the view to another, at once if the reader wants no motion.
    pub fn fly(&self, to: View) {
        let mut inner = self.0.borrow_mut();
        let Some(viewport) = inner.store.viewport_untracked() else {
            return;
        };
        if media_matches("(prefers-reduced-motion: reduce)") {
            inner.flight = None;
            inner.jumps = true;
            inner.store.look(to);
            return;
        }
        inner.flight = Some(Flight::new(viewport.view, to));
        inner.invalidate();
    }

    /// Zooms by steps around a pixel, or around the middle.
    pub fn zoom_by(&self, steps: f64, anchor: Option<Px>) {
        let (store, aim) = {
            let inner = self.0.borrow();
            (inner.store, inner.flight.map(|flight| flight.to))
        };
        let Some(viewport) = store.viewport_untracked() else {
            return;
        };
        let size = viewport.size;
        // A second press during a movement goes on from where the movement leads.
        let from = aim.map_or(viewport, |aim| Viewport::new(aim, size));
        let anchor = anchor.unwrap_or(Px::new(size.width / 2.0, size.height / 2.0));
        let zoom = kept_within(from.view.zoom + steps, store.min_zoom(), MAX_ZOOM);
        self.fly(from.zoomed(zoom, anchor).view);
    }

    /// Ends a movement where it is: the reader has taken hold of the map.
    pub fn stop(&self) {
        self.0.borrow_mut().flight = None;
    }

    /// Calls a function after the frame that shows the current state has been painted.
    pub fn when_settled(&self, call: js_sys::Function) {
        let mut inner = self.0.borrow_mut();
        inner.waiting.push(call);
        // A change that has not been heard of yet is heard of before that frame.
        inner.ask_for_frame();
    }

    /// The markers on the screen.
    pub fn marks(&self) -> Vec<Mark> {
        self.0.borrow().stage.marks().to_vec()
    }

    /// The marker at a pixel of the map.
    pub fn mark_at(&self, at: Px) -> Option<Mark> {
        self.0.borrow().stage.mark_at(at).cloned()
    }

    /// The node whose button an event came from.
    pub fn node_of(&self, target: &web_sys::Element) -> Option<NodeId> {
        self.0.borrow().markers.node_of(target)
    }

    /// The map as it is seen, as an SVG file; `None` before there is a map.
    pub fn svg(&self) -> Option<String> {
        self.0.borrow().pictured(|picture, palette| {
            Some(picture.svg(palette, &crate::paint::canvas::relief_address))
        })
    }

    /// The same on a canvas of its own, at the screen's resolution and with scale bar and credits.
    pub fn picture(&self) -> Option<HtmlCanvasElement> {
        let inner = self.0.borrow();
        let ratio = inner.ratio();
        inner.pictured(|picture, palette| {
            let document = inner.sheets[0].canvas.owner_document()?;
            let made = document.create_element("canvas").ok()?;
            let canvas: HtmlCanvasElement = made.unchecked_into();
            let size = picture.viewport.size;
            canvas.set_width((size.width * ratio).round() as u32);
            canvas.set_height((size.height * ratio).round() as u32);
            let context = canvas.get_context("2d").ok().flatten()?.unchecked_into();
            Painter::new(context, palette).paint(&picture.scene(), ratio);
            Some(canvas)
        })
    }

    /// Brings a node's marker onto the map, of which it may stand at the very edge or beyond it.
    pub fn bring(&self, node: NodeId) {
        let at = {
            let inner = self.0.borrow();
            let marks = inner.stage.marks();
            marks
                .iter()
                .find(|mark| mark.node == node)
                .map(|mark| mark.at)
        };
        let viewport = self.0.borrow().store.viewport_untracked();
        let (Some(at), Some(viewport)) = (at, viewport) else {
            return;
        };
        let Size { width, height } = viewport.size;
        let beyond = |at: f64, side: f64| {
            at - kept_within(at, EDGE.min(side / 2.0), (side - EDGE).max(side / 2.0))
        };
        let (x, y) = (beyond(at.x, width), beyond(at.y, height));
        if x != 0.0 || y != 0.0 {
            self.fly(viewport.panned(-x, -y).view);
        }
    }

    /// Puts the focus on a node's marker and says whether it is on the screen.
    pub fn focus(&self, node: NodeId) -> bool {
        self.0.borrow().markers.focus(node)
    }

    /// Width in CSS pixels that a scale bar may have.
    pub fn scale_room(width: f64) -> f64 {
        (width / 4.0).clamp(48.0, 120.0)
    }
}

/// What the browser lacks.
fn none(what: &'static str) -> Failure {
    Failure {
        what,
        cause: "the browser has none".into(),
    }
}
