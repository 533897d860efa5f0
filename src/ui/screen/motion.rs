//! What makes a movement cheap. It comes with the second module; until then every frame of one is
//! painted whole.

use super::backdrop::Backdrop;
use super::ground::{Ground, Subject, beyond};
use super::inner::Inner;
use crate::app::words::signs;
use crate::geo::decimal::short;
use crate::geo::{Px, Viewport};
use crate::ui::dom::now;
use crate::ui::el::set;
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement, Window};

/// Decides what of a frame is painted and what is shown as it is painted.
pub trait Motion {
    /// What the next frame shows, and what of the ground is painted for it, if that must be.
    fn plan(
        &mut self,
        inner: &Inner,
        seen: &Viewport,
        of: &Subject,
        layout: u32,
        rests: bool,
    ) -> Plan;

    /// Puts what is painted where it belongs.
    fn show(&mut self, inner: &mut Inner, seen: &Viewport, plan: &Plan);

    /// Does what was left for the rest, and says whether the map is to be painted for it.
    fn rest(&mut self, inner: &mut Inner) -> bool;
}

/// What a frame shows.
pub struct Plan {
    /// The view of the markers: that which was asked for, or next to it on the device's grid.
    pub marks: Viewport,
    /// What is to be painted of the ground.
    pub ground: Option<Viewport>,
}

/// The pictures of a map that moves.
struct Moving {
    window: Window,
    on_rest: Closure<dyn FnMut()>,
    /// The task that follows when nothing has moved for a while, if there is one, and its time;
    /// and the time for which it was asked last.
    task: Option<(i32, f64)>,
    rest_at: f64,
    /// What was seen in the last frame.
    seen: Option<Viewport>,
    /// Whether the map moves: some of it is left for its rest.
    moves: bool,
    /// Whether it has ever moved, and when it did last.
    has_moved: bool,
    moved_at: f64,
    /// Whether the ground is painted beyond the map's edges.
    is_wide: bool,
    backdrop: Backdrop,
    /// Sizes and places of ground, markers and buttons, as their styles have them.
    sizes: [(u32, u32, f64); 2],
    ground: String,
    buttons: String,
    /// The view for which the buttons were made.
    made_for: Option<Viewport>,
}

/// Milliseconds without a movement after which the map rests: two frames, of sixty a second or as
/// far apart as those of the movement were. Longer than between two steps of a wheel, and less than
/// the tenth of a second that is told of `settled()`.
const REST_MS: std::ops::RangeInclusive<f64> = 32.0..=80.0;

/// Frames that are farther apart, in milliseconds, are not of one movement.
const PAUSE_MS: f64 = 100.0;

/// Milliseconds after a picture until more is painted than is seen, for the first movement.
const IDLE_MS: f64 = 400.0;

/// How far the list of the buttons may be moved at rest, in CSS pixels.
const FAR: f64 = 4096.0;

/// Makes the movements of a screen cheap.
pub fn install(screen: &Rc<RefCell<Inner>>) {
    let weak: Weak<RefCell<Inner>> = Rc::downgrade(screen);
    let on_rest = Closure::new(move || {
        let Some(inner) = weak.upgrade() else { return };
        let inner = &mut *inner.borrow_mut();
        let Some(mut motion) = inner.motion.take() else {
            return;
        };
        let paints = motion.rest(inner);
        inner.motion = Some(motion);
        if paints {
            inner.paint(true);
        }
    });
    let mut inner = screen.borrow_mut();
    inner.motion = Some(Box::new(Moving {
        window: inner.window.clone(),
        on_rest,
        task: None,
        rest_at: 0.0,
        seen: None,
        moves: false,
        has_moved: false,
        moved_at: 0.0,
        is_wide: false,
        backdrop: Backdrop::default(),
        sizes: [(0, 0, 0.0); 2],
        ground: String::new(),
        buttons: String::new(),
        made_for: None,
    }));
    inner.invalidate();
}

impl Motion for Moving {
    fn plan(
        &mut self,
        inner: &Inner,
        seen: &Viewport,
        of: &Subject,
        layout: u32,
        rests: bool,
    ) -> Plan {
        let ground = inner.ground.as_ref();
        let is_other =
            |ground: &Ground| ground.of.generation != of.generation || ground.of.size != of.size;
        self.is_wide &= rests || !ground.is_some_and(is_other);
        if ground.is_none_or(|ground| ground.of.palette != of.palette) {
            self.backdrop.clear();
        }
        let ground = ground.filter(|ground| ground.of == *of);
        let is_elsewhere = self.seen.is_some_and(|before| before != *seen);
        self.moves = !rests && (self.moves || ground.is_some() && is_elsewhere);
        self.has_moved |= self.moves;
        self.is_wide |= rests | self.moves;
        let around = if self.is_wide {
            beyond(seen.size, of.ratio)
        } else {
            0.0
        };
        let is_backed = self.moves && self.backdrop.covers(seen, of.generation);
        let shown = ground.and_then(|ground| {
            let (at, scale) = ground.shown(seen, layout, self.moves, is_backed)?;
            (!rests || ground.is_wide(at, around)).then_some(scale)
        });
        let on_grid = seen.on_grid(of.ratio);
        Plan {
            // On the grid it has no place between two pixels to go to.
            marks: match shown {
                Some(scale) if scale.to_bits() != 1.0_f64.to_bits() => *seen,
                _ => on_grid,
            },
            ground: shown
                .is_none()
                .then(|| on_grid.widened(Px::new(around, around))),
        }
    }

    fn show(&mut self, inner: &mut Inner, seen: &Viewport, plan: &Plan) {
        let Some(ground) = &inner.ground else { return };
        let ratio = ground.of.ratio;
        for (sheet, size) in inner.sheets.iter().zip(&mut self.sizes) {
            fit(&sheet.canvas, ratio, size);
        }
        let (mut at, scale) = ground.viewport.on(&plan.marks);
        if scale.to_bits() == 1.0_f64.to_bits() {
            // Whole pixels but for the last bits of the numbers.
            at = Px::new(
                (at.x * ratio).round() / ratio,
                (at.y * ratio).round() / ratio,
            );
        }
        place(&inner.sheets[0].canvas, &mut self.ground, at, scale);
        let has_gap = ground.has_gap(seen);
        self.backdrop.show(has_gap.then_some(seen));
        let before = *self.made_for.get_or_insert(plan.marks);
        let made_for = if self.moves || is_beside(&before, &plan.marks) {
            before
        } else {
            plan.marks
        };
        self.made_for = Some(made_for);
        let (at, scale) = made_for.on(&plan.marks);
        place(inner.markers.list(), &mut self.buttons, at, scale);
        if !self.moves {
            let lang = inner.store.lang.get_untracked();
            inner.markers.show(inner.stage.marks(), at, signs(lang));
        }
        self.seen = Some(*seen);
        self.wait_for_rest(inner, seen);
    }

    fn rest(&mut self, inner: &mut Inner) -> bool {
        self.task = None;
        let early = self.rest_at - now();
        if early > 2.0 || inner.flight.is_some() {
            self.rest_in(early.max(*REST_MS.start()));
            return false;
        }
        if self.moves || !self.is_wide {
            return true;
        }
        let store = inner.store;
        let map = inner.sheets[0].canvas.parent_element();
        if let (Some(map), Some(seen)) = (map, store.viewport_untracked()) {
            let basemap = store.basemap.get_untracked();
            let land = (basemap.as_deref(), store.generation.get_untracked());
            self.backdrop.paint(&map, inner, land, &seen);
        }
        false
    }
}

impl Moving {
    /// Asks for the rest after so many milliseconds instead of when it was asked for before.
    fn rest_in(&mut self, milliseconds: f64) {
        self.rest_at = now() + milliseconds;
        if let Some((task, at)) = self.task {
            // That one asks again: a movement costs no timer a frame.
            if at <= self.rest_at {
                return;
            }
            self.window.clear_timeout_with_handle(task);
        }
        let task = self
            .window
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                self.on_rest.as_ref().unchecked_ref(),
                milliseconds as i32,
            );
        self.task = task.ok().map(|task| (task, self.rest_at));
    }

    /// Tells whether something is left for the rest, and sees to it that it comes.
    fn wait_for_rest(&mut self, inner: &Inner, seen: &Viewport) {
        let map = inner.sheets[0].canvas.parent_element();
        if let Some(map) = map.filter(|map| self.moves != map.has_attribute("aria-busy")) {
            set(&map, "aria-busy", self.moves.then_some("true"));
        }
        let store = inner.store;
        let generation = store.generation.get_untracked();
        if self.moves {
            let now = now();
            let apart = now - std::mem::replace(&mut self.moved_at, now);
            let is_one = apart < PAUSE_MS;
            let frames = if is_one { 2.0 * apart } else { 0.0 };
            self.rest_in(frames.clamp(*REST_MS.start(), *REST_MS.end()));
        } else if !self.is_wide {
            self.rest_in(IDLE_MS);
        } else if self.has_moved
            && seen.view.zoom > store.min_zoom() + 0.1
            && !self.backdrop.is_ready(seen, generation)
        {
            self.rest_in(*REST_MS.start());
        }
    }
}

impl Drop for Moving {
    fn drop(&mut self) {
        if let Some((task, _)) = self.task {
            self.window.clear_timeout_with_handle(task);
        }
    }
}

/// Whether buttons made for a view can stay for another: of the same size and zoom, and not so far
/// away that a browser's single precision would tell.
fn is_beside(made_for: &Viewport, seen: &Viewport) -> bool {
    let (at, _) = made_for.on(seen);
    made_for.scale().to_bits() == seen.scale().to_bits()
        && made_for.size == seen.size
        && at.x.abs().max(at.y.abs()) < FAR
}

/// Gives a canvas the size at which a pixel of it is one of the device, whatever part of one the
/// map ends with; `before` is the size that it had.
fn fit(canvas: &HtmlCanvasElement, ratio: f64, before: &mut (u32, u32, f64)) {
    let size = (canvas.width(), canvas.height(), ratio);
    if *before != size {
        *before = size;
        for (name, side) in [("width", size.0), ("height", size.1)] {
            let side = short(f64::from(side) / ratio, 4) + "px";
            let _ = canvas.style().set_property(name, &side);
        }
    }
}

/// Moves what an element shows; `before` is how it was moved last.
pub fn place(element: &HtmlElement, before: &mut String, at: Px, scale: f64) {
    let (x, y, scale) = (short(at.x, 4), short(at.y, 4), short(scale, 6));
    let place = format!("matrix({scale},0,0,{scale},{x},{y})");
    if place != *before {
        let _ = element.style().set_property("transform", &place);
        *before = place;
    }
}
