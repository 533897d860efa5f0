//! The painted map: one loop that runs while something changes and sleeps otherwise.

use super::dom::{Failure, failed, media_matches, now};
use super::markers::Markers;
use super::signals::*;
use super::store::{MAX_ZOOM, Store};
use crate::app::words::words;
use crate::export::picture::Picture;
use crate::geo::{Px, Size, View, Viewport};
use crate::index::NodeId;
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
    canvas: HtmlCanvasElement,
    painter: Painter,
    stage: Stage,
    scene: Scene,
    markers: Markers,
    /// The frame that was asked for, if one was.
    frame: Option<i32>,
    on_frame: Closure<dyn FnMut(f64)>,
    flight: Option<Flight>,
    dark: bool,
    /// Whether the map has been painted with what there is now.
    is_current: bool,
    /// Called after the next frame that shows the current state.
    waiting: Vec<js_sys::Function>,
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

impl Screen {
    /// A screen that paints on a canvas and keeps buttons for its markers in a list.
    ///
    /// # Errors
    /// When there is no window, or the canvas cannot be painted on.
    pub fn new(
        store: Store,
        host: HtmlElement,
        canvas: HtmlCanvasElement,
        list: HtmlElement,
    ) -> Result<Self, Failure> {
        let no = |what| Failure {
            what,
            cause: "the browser has none".into(),
        };
        let window = web_sys::window().ok_or_else(|| no("find the window"))?;
        let context: CanvasRenderingContext2d = canvas
            .get_context("2d")
            .map_err(failed("open the canvas"))?
            .ok_or_else(|| no("open the canvas"))?
            .unchecked_into();
        let markers = Markers::new(list).ok_or_else(|| no("find the document"))?;
        let inner = Rc::new_cyclic(|weak: &Weak<RefCell<Inner>>| {
            let weak = weak.clone();
            let on_frame = Closure::<dyn FnMut(f64)>::new(move |_| {
                if let Some(inner) = weak.upgrade() {
                    inner.borrow_mut().on_frame();
                }
            });
            RefCell::new(Inner {
                store,
                window,
                host,
                canvas,
                painter: Painter::new(context, &Palette::LIGHT),
                stage: Stage::default(),
                scene: Scene::default(),
                markers,
                frame: None,
                on_frame,
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
            (inner.store, inner.canvas.parent_element())
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
        let zoom = (from.view.zoom + steps).clamp(store.min_zoom(), MAX_ZOOM);
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
        inner.invalidate();
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
            let document = inner.canvas.owner_document()?;
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
        if self.frame.is_none() {
            let callback = self.on_frame.as_ref().unchecked_ref();
            // Only a window that is being closed refuses a frame.
            self.frame = self.window.request_animation_frame(callback).ok();
        }
    }

    fn on_frame(&mut self) {
        self.frame = None;
        self.is_current = true;
        self.advance();
        self.paint();
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
        let store = self.store;
        let Some(viewport) = store.viewport_untracked() else {
            return;
        };
        let ratio = self.ratio();
        let pixels = |length: f64| (length * ratio).round().max(1.0) as u32;
        let (width, height) = (pixels(viewport.size.width), pixels(viewport.size.height));
        // Setting the size empties the canvas, even to the size that it has.
        if self.canvas.width() != width || self.canvas.height() != height {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let lang = store.lang.get_untracked();
        let chosen = untrack(|| store.chosen());
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
        self.stage.draw(&mut self.scene, &view);
        self.painter.paint(&self.scene, ratio);
        self.markers.show(self.stage.marks(), words(lang));
    }

    /// Device pixels in a CSS pixel.
    fn ratio(&self) -> f64 {
        self.window.device_pixel_ratio().clamp(0.5, 4.0)
    }

    /// Does something with the map as it is seen.
    fn pictured<T>(&self, make: impl FnOnce(&Picture, &Palette) -> Option<T>) -> Option<T> {
        let store = self.store;
        let viewport = store.viewport_untracked()?;
        let chosen = untrack(|| store.chosen());
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
        self.painter.set_palette(&palette);
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

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(frame) = self.frame {
            let _ = self.window.cancel_animation_frame(frame);
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
