//! The loop: what is painted when.

use super::backdrop::make;
use super::colours::palette;
use super::flight::Flight;
use super::ground::{Ground, Subject, times};
use super::motion::{Motion, Plan};
use super::sheet::Sheet;
use crate::app::words::signs;
use crate::export::picture::Picture;
use crate::geo::{Px, Viewport};
use crate::scene::{self, Palette, Stage};
use crate::ui::dom::now;
use crate::ui::markers::Markers;
use crate::ui::store::Store;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, Window};

/// What a screen is made of.
pub struct Inner {
    pub store: Store,
    pub window: Window,
    pub host: HtmlElement,
    /// What no filter changes, and over it the markers: a canvas each, so that another range of
    /// years leaves the lines and the names as they are painted.
    pub sheets: [Sheet; 2],
    pub stage: Stage,
    /// What the lower sheet shows, once it is painted.
    pub ground: Option<Ground>,
    /// The view whose markers the upper sheet shows, as long as nothing else has changed.
    pub marked: Option<Viewport>,
    /// What stands for it on paper, once the page was printed.
    pub paper: Option<Sheet>,
    pub markers: Markers,
    /// The frame that was asked for, if one was.
    pub frame: Option<i32>,
    pub on_frame: Closure<dyn FnMut(f64)>,
    /// The task that was asked for to paint before the frame, if one was.
    pub task: Option<i32>,
    pub on_task: Closure<dyn FnMut(f64)>,
    /// When the map was last painted, in milliseconds since the page was opened.
    pub painted_at: f64,
    pub flight: Option<Flight>,
    /// Whether the next view is where a movement without motion ends.
    pub jumps: bool,
    /// What makes movements cheap, once it has come.
    pub motion: Option<Box<dyn Motion>>,
    pub palette: Palette,
    /// How often the colours have changed.
    pub palettes: u32,
    /// Whether the map has been painted with what there is now.
    pub is_current: bool,
    /// Called after the next frame that shows the current state.
    pub waiting: Vec<js_sys::Function>,
}

/// Shorter than a frame of the usual sixty in a second, in milliseconds.
const FRAME_MS: f64 = 12.0;

impl Inner {
    pub fn invalidate(&mut self) {
        self.is_current = false;
        self.marked = None;
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

    pub fn ask_for_frame(&mut self) {
        if self.frame.is_none() {
            let callback = self.on_frame.as_ref().unchecked_ref();
            // Only a window that is being closed refuses a frame.
            self.frame = self.window.request_animation_frame(callback).ok();
        }
    }

    pub fn on_task(&mut self) {
        self.task = None;
        // A movement is where it is when its frame comes.
        if !self.is_current && self.flight.is_none() {
            self.is_current = true;
            self.paint(false);
        }
    }

    pub fn on_frame(&mut self) {
        self.frame = None;
        let is_painted = std::mem::replace(&mut self.is_current, true);
        let flew = self.flight.is_some();
        if !is_painted || flew {
            self.advance();
            self.paint(flew && self.flight.is_none());
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
        let (view, is_last) = flight.at(now());
        if is_last {
            self.flight = None;
        }
        self.store.look(view);
    }

    /// Paints what is not painted yet; `rests` at the end of a movement.
    pub fn paint(&mut self, rests: bool) {
        self.painted_at = now();
        let rests = rests | std::mem::take(&mut self.jumps);
        let store = self.store;
        let Some(seen) = store.viewport_untracked() else {
            return;
        };
        let ratio = self.ratio();
        let lang = store.lang.get_untracked();
        let chosen = store.chosen();
        let basemap = store.basemap.get_untracked();
        let catalog = store.catalog.get_untracked();
        let selection = store.selection.get_untracked();
        let view = scene::View {
            viewport: &seen,
            basemap: basemap.as_deref(),
            catalog: catalog.as_deref(),
            selection: &selection,
            chosen: &chosen,
            lang,
            generation: store.generation.get_untracked(),
            furniture: None,
        };
        let of = Subject::of(&view, ratio, self.palettes);
        let layout = self.stage.lay_out(&view);
        // Taken for as long as it looks at the rest.
        let mut motion = self.motion.take();
        let plan = if let Some(motion) = &mut motion {
            motion.plan(self, &seen, &of, layout, rests)
        } else {
            // On the grid as those of a movement: they need no other picture when it can come.
            let seen = seen.on_grid(ratio);
            let is_it = |ground: &Ground| ground.of == of && ground.viewport == seen;
            Plan {
                marks: seen,
                ground: (!self.ground.as_ref().is_some_and(is_it)).then_some(seen),
            }
        };
        let [below, above] = &mut self.sheets;
        if let Some(viewport) = plan.ground {
            below.resize(viewport.size, ratio);
            self.stage.draw_ground(&mut below.scene, &view, &viewport);
            below.paint(ratio);
            self.ground = Some(Ground {
                of,
                viewport,
                layout,
            });
        }
        // A movement that came to rest where it was shown last has them as they are.
        if self.marked != Some(plan.marks) {
            self.marked = Some(plan.marks);
            above.resize(seen.size, ratio);
            let viewport = &plan.marks;
            let view = scene::View { viewport, ..view };
            self.stage.draw_marks(&mut above.scene, &view);
            above.paint(ratio);
        }
        // Only now: letters make the browser look at whatever was moved before.
        match &mut motion {
            Some(motion) => motion.show(self, &seen, &plan),
            None => (self.markers).show(self.stage.marks(), Px::default(), signs(lang)),
        }
        self.motion = motion;
    }

    /// Puts what is seen of the ground onto a canvas of its own, which stands for it on paper: the
    /// ground goes on beyond the map's edges. Painting anew would not do, because a browser repeats on
    /// paper what was drawn for it, stroke by stroke, and clears what lies below as well.
    pub fn print(&mut self) {
        let ratio = self.ratio();
        let canvas = &self.sheets[0].canvas;
        if self.paper.is_none() {
            self.paper = canvas.parent_element().and_then(|map| make(&map, "paper"));
        }
        let (Some(paper), Some(ground)) = (&self.paper, &self.ground) else {
            return;
        };
        if let Some(seen) = self.store.viewport_untracked() {
            let (at, scale) = ground.viewport.on(&seen);
            paper.resize(seen.size, ratio);
            let at = Px::new(at.x * ratio, at.y * ratio);
            (paper.painter).copy(canvas, at, times(ground.viewport.size, scale * ratio));
        }
    }

    /// Device pixels in a CSS pixel.
    pub fn ratio(&self) -> f64 {
        self.window.device_pixel_ratio().clamp(0.5, 4.0)
    }

    /// Does something with the map as it is seen.
    pub fn pictured<T>(&self, make: impl FnOnce(&Picture, &Palette) -> Option<T>) -> Option<T> {
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
        make(&picture, &self.palette)
    }

    pub fn set_dark(&mut self, is_dark: bool) {
        self.palette = palette(&self.window, &self.host, is_dark);
        for sheet in &mut self.sheets {
            sheet.painter.set_palette(&self.palette);
        }
        self.palettes = self.palettes.wrapping_add(1);
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
