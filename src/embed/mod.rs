//! What the element holds: one handle to a widget.

mod handle;
mod inner;
mod notify;
mod rest;

pub use handle::Widget;
