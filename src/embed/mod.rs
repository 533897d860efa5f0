//! What the element holds: one handle to a widget.

mod handle;
mod inner;
mod notify;

pub use handle::Widget;
