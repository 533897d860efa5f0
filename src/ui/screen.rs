//! The painted map: one loop that runs while something changes and sleeps otherwise.

use super::dom::{Failure, failed, media_matches, now};
use super::markers::Markers;
use super::store::{MAX_ZOOM, Store};
use crate::app::words::signs;
use crate::export::picture::Picture;
use crate::geo::maths::kept_within;
use crate::geo::{Px, Size, View, Viewport};
use crate::index::NodeId;
use crate::model::{Lang, PlaceIx};
use crate::paint::canvas::Painter;
use crate::scene::{self, Ink, Mark, Palette, Rgba, Scene, Stage};
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, Window};

/// The painted map. Clones are the same screen.
#[derive(Clone)]
pub struct Screen(Rc<RefCell<Inner>>);

struct Inner {
    store: Store,
    window: Window,
    host: HtmlElement,
    /// What no filter changes, and over it the markers: a canvas each, so that another range of
    /// years leaves the lines and the names as they are painted.
    sheets: [Sheet; 2],
    stage: Stage,
    /// What the lower sheet shows, once it is painted.
    ground: Option<Ground>,
    markers: Markers,
    /// The frame that was asked for, if one was.
    frame: Option<i32>,
    on_frame: Closure<dyn FnMut(f64)>,
    /// The task that was asked for to paint before the frame, if one was.
    task: Option<i32>,
    on_task: Closure<dyn FnMut(f64)>,
    /// When the map was last painted, in milliseconds since the page was opened.
    painted_at: f64,
    flight: Option<Flight>,
    dark: bool,
    /// Whether the map has been painted with what there is now.
    is_current: bool,
    /// Called after the next frame that shows the current state.
    waiting: Vec<js_sys::Function>,
}

/// A canvas with what is on it.
struct Sheet {
    canvas: HtmlCanvasElement,
    painter: Painter,
    scene: Scene,
}

impl Sheet {
    fn new(canvas: HtmlCanvasElement) -> Result<Self, Failure> {
        let context: CanvasRenderingContext2d = canvas
            .get_context("2d")
            .map_err(failed("open the canvas"))?
            .ok_or_else(|| none("open the canvas"))?
            .unchecked_into();
        Ok(Self {
            canvas,
            painter: Painter::new(context, &Palette::LIGHT),
            scene: Scene::default(),
        })
    }

    /// Takes a size in device pixels, and says whether it is another, which empties the canvas.
    fn resize(&self, width: u32, height: u32) -> bool {
        // Setting the size empties it, even to the size that it has.
        let is_other = self.canvas.width() != width || self.canvas.height() != height;
        if is_other {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        is_other
    }
}

/// All that the lower sheet depends on but its colours.
#[derive(PartialEq)]
struct Ground {
    viewport: Viewport,
    lang: Lang,
    generation: u32,
    /// Provinces, rivers and stretches of the border that are lit, selected ones first.
    lit: Vec<PlaceIx>,
}

/// A movement of the view.
#[derive(Clone, Copy)]
struct Flight {
    from: View,
    to: View,
    /// Milliseconds since the page was opened; set with the first frame.
    since: Option<f64>,
}

/// How long a movement takes, in milliseconds.
const FLIGHT_MS: f64 = 260.0;

/// A marker that has the focus stands at least so far from the edge of the map, CSS pixels.
const EDGE: f64 = 32.0;
/// Shorter than a frame of the usual sixty in a second, in milliseconds.
const FRAME_MS: f64 = 12.0;

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
            let (weak, late) = (weak.clone(), weak.clone());
            let on_frame = Closure::<dyn FnMut(f64)>::new(move |_| {
                if let Some(inner) = weak.upgrade() {
                    inner.borrow_mut().on_frame();
                }
            });
            let on_task = Closure::<dyn FnMut(f64)>::new(move |_| {
                if let Some(inner) = late.upgrade() {
                    inner.borrow_mut().on_task();
                }
            });
            RefCell::new(Inner {
                store,
                window,
                host,
                sheets,
                stage: Stage::default(),
                ground: None,
                markers,
                frame: None,
                on_frame,
                task: None,
                on_task,
                painted_at: 0.0,
                flight: None,
                dark: false,
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
        inner.is_current = true;
        inner.paint();
    }

    /// Changes the colours.
    pub fn set_dark(&self, dark: bool) {
        let mut inner = self.0.borrow_mut();
        inner.dark = dark;
        inner.repaint_palette();
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
            inner.store.look(to);
            return;
        }
        inner.flight = Some(Flight {
            from: viewport.view,
            to,
            since: None,
        });
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

impl Inner {
    fn invalidate(&mut self) {
        self.is_current = false;
        self.ask_for_frame();
        // Until the frame there may be time enough to paint, which the frame then has for itself.
        // Not before the first picture, which waits for what it is made of, and once a frame.
        let is_early = self.ground.is_some() && now() - self.painted_at > FRAME_MS;
        if is_early && self.task.is_none() {
            let callback = self.on_task.as_ref().unchecked_ref();
            let task = self
                .window
                .set_timeout_with_callback_and_timeout_and_arguments_0(callback, 0);
            self.task = task.ok();
        }
    }

    fn ask_for_frame(&mut self) {
        if self.frame.is_none() {
            let callback = self.on_frame.as_ref().unchecked_ref();
            // Only a window that is being closed refuses a frame.
            self.frame = self.window.request_animation_frame(callback).ok();
        }
    }

    fn on_task(&mut self) {
        self.task = None;
        // A movement is where it is when its frame comes.
        if !self.is_current && self.flight.is_none() {
            self.is_current = true;
            self.paint();
        }
    }

    fn on_frame(&mut self) {
        self.frame = None;
        let is_painted = std::mem::replace(&mut self.is_current, true);
        if !is_painted || self.flight.is_some() {
            self.advance();
            self.paint();
        }
        if self.flight.is_some() {
            self.invalidate();
        }
        if self.is_current && !self.waiting.is_empty() {
            // The frame is on the screen when the next task runs.
            for call in self.waiting.drain(..) {
                let _ = self
                    .window
                    .set_timeout_with_callback_and_timeout_and_arguments_0(&call, 0);
            }
        }
    }

    /// Moves the view on.
    fn advance(&mut self) {
        let Some(flight) = &mut self.flight else {
            return;
        };
        let now = now();
        let since = *flight.since.get_or_insert(now);
        let part = ((now - since) / FLIGHT_MS).clamp(0.0, 1.0);
        // Fast first, then slower: it answers at once and comes to rest gently.
        let eased = 1.0 - (1.0 - part).powi(3);
        let view = between(&flight.from, &flight.to, eased);
        if part >= 1.0 {
            self.flight = None;
        }
        self.store.look(view);
    }

    fn paint(&mut self) {
        self.painted_at = now();
        let store = self.store;
        let Some(viewport) = store.viewport_untracked() else {
            return;
        };
        let ratio = self.ratio();
        let pixels = |length: f64| (length * ratio).round().max(1.0) as u32;
        let (width, height) = (pixels(viewport.size.width), pixels(viewport.size.height));
        for sheet in &self.sheets {
            if sheet.resize(width, height) {
                self.ground = None;
            }
        }
        let lang = store.lang.get_untracked();
        let chosen = store.chosen();
        let basemap = store.basemap.get_untracked();
        let catalog = store.catalog.get_untracked();
        let selection = store.selection.get_untracked();
        let view = scene::View {
            viewport: &viewport,
            basemap: basemap.as_deref(),
            catalog: catalog.as_deref(),
            selection: &selection,
            chosen: &chosen,
            lang,
            generation: store.generation.get_untracked(),
            furniture: None,
        };
        let ground = Some(Ground::of(&view));
        let [below, above] = &mut self.sheets;
        if self.ground != ground {
            self.stage.draw_ground(&mut below.scene, &view);
            below.painter.paint(&below.scene, ratio);
            self.ground = ground;
        }
        self.stage.draw_marks(&mut above.scene, &view);
        above.painter.paint(&above.scene, ratio);
        self.markers.show(self.stage.marks(), signs(lang));
    }

    /// Device pixels in a CSS pixel.
    fn ratio(&self) -> f64 {
        self.window.device_pixel_ratio().clamp(0.5, 4.0)
    }

    /// Does something with the map as it is seen.
    fn pictured<T>(&self, make: impl FnOnce(&Picture, &Palette) -> Option<T>) -> Option<T> {
        let store = self.store;
        let viewport = store.viewport_untracked()?;
        let chosen = store.chosen();
        let basemap = store.basemap.get_untracked();
        let catalog = store.catalog.get_untracked();
        let selection = store.selection.get_untracked();
        let picture = Picture {
            viewport: &viewport,
            basemap: basemap.as_deref(),
            is_host_map: store.is_host_map.get_untracked(),
            catalog: catalog.as_deref(),
            selection: &selection,
            chosen: &chosen,
            lang: store.lang.get_untracked(),
        };
        make(&picture, &self.palette())
    }

    fn repaint_palette(&mut self) {
        let palette = self.palette();
        for sheet in &mut self.sheets {
            sheet.painter.set_palette(&palette);
        }
        self.ground = None;
    }

    /// The colours of the scheme, and over them those that the host has set.
    fn palette(&self) -> Palette {
        let mut palette = if self.dark {
            Palette::DARK
        } else {
            Palette::LIGHT
        };
        if let Ok(Some(style)) = self.window.get_computed_style(&self.host) {
            for ink in Ink::ALL {
                let name = format!("--yalu-{}", ink.name());
                let value = style.get_property_value(&name).unwrap_or_default();
                if let Some(colour) = parse_colour(value.trim()) {
                    palette.set(*ink, colour);
                }
            }
        }
        palette
    }
}

impl Ground {
    fn of(view: &scene::View) -> Self {
        let has_shape = |place: &&PlaceIx| {
            let place = view.catalog.map(|catalog| catalog.corpus().place(**place));
            place.is_some_and(|place| place.shape.is_some())
        };
        let lit = view.chosen.places.iter().chain(&view.chosen.lit);
        Self {
            viewport: *view.viewport,
            lang: view.lang,
            generation: view.generation,
            lit: lit.filter(has_shape).copied().collect(),
        }
    }
}

/// What the browser lacks.
fn none(what: &'static str) -> Failure {
    Failure {
        what,
        cause: "the browser has none".into(),
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(frame) = self.frame {
            let _ = self.window.cancel_animation_frame(frame);
        }
        if let Some(task) = self.task {
            self.window.clear_timeout_with_handle(task);
        }
        for call in self.waiting.drain(..) {
            let _ = call.call0(&JsValue::NULL);
        }
    }
}

/// The view a part of the way from one to another: zoom and place move so that the place under
/// a fixed pixel stays under it when both views have one.
fn between(from: &View, to: &View, part: f64) -> View {
    use crate::geo::{World, world_px};
    let zoom = from.zoom + (to.zoom - from.zoom) * part;
    let (a, b) = (World::from(from.center), World::from(to.center));
    let scales = [from.zoom, to.zoom, zoom].map(world_px);
    // The centre moves in proportion to the pixels' size, not to the zoom.
    let moved = if (scales[0] - scales[1]).abs() < 1e-9 {
        part
    } else {
        (1.0 / scales[0] - 1.0 / scales[2]) / (1.0 / scales[0] - 1.0 / scales[1])
    };
    View {
        center: World::new(a.x + (b.x - a.x) * moved, a.y + (b.y - a.y) * moved).into(),
        zoom,
    }
}

/// A colour as `#rgb`, `#rrggbb` or `#rrggbbaa`: what a canvas can be given without asking the
/// browser to compute it.
fn parse_colour(text: &str) -> Option<Rgba> {
    let digits = text.strip_prefix('#')?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        3 => {
            let digit = |shift: u32| ((value >> shift & 0xf) * 0x11) as u8;
            Some(Rgba(digit(8), digit(4), digit(0), 255))
        }
        6 => Some(Rgba::opaque(value)),
        8 => Some(Rgba::with_alpha(value >> 8, value as u8)),
        _ => None,
    }
}
