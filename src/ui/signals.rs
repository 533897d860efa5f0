//! Leptos's signals, by the one crate of it that is used: the umbrella crate `leptos` also exports
//! to JavaScript what its server functions stream with, which no page of ours calls.

/// What whoever follows signals needs.
pub mod prelude {
    pub use super::by_signals;
    pub use reactive_graph::computed::Memo;
    pub use reactive_graph::effect::RenderEffect;
    pub use reactive_graph::graph::untrack;
    pub use reactive_graph::owner::{Owner, StoredValue, on_cleanup};
    pub use reactive_graph::prelude::*;
    pub use reactive_graph::signal::RwSignal;
}

use super::el::{Kept, keep, making};
use super::state::Echo;
pub use prelude::Owner;
use prelude::*;
use reactive_graph::signal::ArcTrigger;

/// Makes something that follows signals, and gives what must be kept with it.
pub fn by_signals<T>(make: impl FnOnce() -> T) -> (T, Kept) {
    making(follow_signals, make)
}

fn follow_signals(mut run: Box<dyn FnMut()>) {
    // What a run makes goes with the next.
    let mut kept = Kept::new();
    keep(RenderEffect::new(move |_: Option<()>| {
        kept.clear();
        kept = by_signals(&mut run).1;
    }));
}

/// A signal for each value of the state.
#[derive(Default)]
pub struct Signals([ArcTrigger; 32]);

impl Echo for Signals {
    fn track(&self, bit: u32) {
        self.0[bit.trailing_zeros() as usize].track();
    }

    fn changed(&self, bits: u32) {
        for (number, trigger) in self.0.iter().enumerate() {
            if bits & 1 << number != 0 {
                trigger.notify();
            }
        }
    }
}
