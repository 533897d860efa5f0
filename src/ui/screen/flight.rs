//! A movement of the view from one place to another.

use crate::geo::{View, World, world_px};

/// A movement of the view.
#[derive(Clone, Copy)]
pub struct Flight {
    /// Where it begins.
    pub from: View,
    /// Where it leads.
    pub to: View,
    /// Milliseconds since the page was opened; set with the first frame.
    since: Option<f64>,
}

/// How long a movement takes, in milliseconds.
const FLIGHT_MS: f64 = 260.0;

impl Flight {
    /// A movement that begins with its first frame.
    pub fn new(from: View, to: View) -> Self {
        let since = None;
        Self { from, to, since }
    }

    /// The view at a time in milliseconds since the page was opened, and whether it is the last.
    pub fn at(&mut self, now: f64) -> (View, bool) {
        let since = *self.since.get_or_insert(now);
        let part = ((now - since) / FLIGHT_MS).clamp(0.0, 1.0);
        // Fast first, then slower: it answers at once and comes to rest gently.
        let eased = 1.0 - (1.0 - part).powi(3);
        (between(&self.from, &self.to, eased), part >= 1.0)
    }
}

/// The view a part of the way from one to another: zoom and place move so that the place under
/// a fixed pixel stays under it when both views have one.
fn between(from: &View, to: &View, part: f64) -> View {
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
