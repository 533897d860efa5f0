//! Leptos's signals, by the one crate of it that is used: the umbrella crate `leptos` also exports
//! to JavaScript what its server functions stream with, which no page of ours calls.

pub use reactive_graph::computed::Memo;
pub use reactive_graph::effect::RenderEffect;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::{Owner, StoredValue, on_cleanup};
pub use reactive_graph::prelude::*;
pub use reactive_graph::signal::RwSignal;
