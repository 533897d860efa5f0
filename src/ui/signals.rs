//! How the year control and the column follow what is shown: by signals, which come with them.

/// What whoever follows signals needs.
pub mod prelude {
    pub use super::by_signals;
    pub use crate::signals::{Memo, Read, RwSignal, untrack};
}

use super::el::{Kept, making};
use super::state::Echo;
use crate::signals::{Scope, Trigger, effect, run_effects, scope, wake_by};
use std::array;
use wasm_bindgen::prelude::*;

/// Makes something that follows signals, and gives what must be kept with it.
pub fn by_signals<T>(make: impl FnOnce() -> T) -> (T, Kept) {
    let ((made, mut kept), scope) = scope(|| making(follow_signals, make));
    if !scope.is_empty() {
        kept.push(Box::new(scope));
    }
    (made, kept)
}

fn follow_signals(mut run: Box<dyn FnMut()>) {
    // What a run makes goes with the next.
    let mut kept = Kept::new();
    effect(move || {
        kept.clear();
        kept = by_signals(&mut run).1;
    });
}

/// A signal for each value of the state.
pub struct Signals {
    triggers: [Trigger; 32],
    _scope: Scope,
}

impl Signals {
    /// A signal for each bit. Effects run when the browser has done what it is doing.
    pub fn new() -> Self {
        wake_by(later);
        let (triggers, scope) = scope(|| array::from_fn(|_| Trigger::new()));
        Self {
            triggers,
            _scope: scope,
        }
    }
}

impl Echo for Signals {
    fn track(&self, bit: u32) {
        self.triggers[bit.trailing_zeros() as usize].track();
    }

    fn changed(&self, bits: u32) {
        for (number, trigger) in self.triggers.iter().enumerate() {
            if bits & 1 << number != 0 {
                trigger.notify();
            }
        }
    }
}

thread_local! {
    static EFFECTS: Closure<dyn FnMut()> = Closure::new(run_effects);
}

fn later() {
    if let Some(window) = web_sys::window() {
        EFFECTS.with(|run| window.queue_microtask(run.as_ref().unchecked_ref()));
    }
}
