//! What the element holds: one handle to a widget.

#[cfg(feature = "widget")]
mod handle;
#[cfg(feature = "widget")]
mod inner;
#[cfg(feature = "widget")]
mod notify;
#[cfg(feature = "widget")]
mod own;
#[cfg(feature = "reader")]
mod ranges;
#[cfg(feature = "reader")]
mod reading;
#[cfg(feature = "widget")]
mod rest;
#[cfg(feature = "widget")]
mod shared;
#[cfg(feature = "widget")]
mod taking;

#[cfg(feature = "widget")]
pub use handle::Widget;
#[cfg(feature = "reader")]
pub use ranges::RangesReader;
#[cfg(feature = "reader")]
pub use reading::EventsReader;
#[cfg(feature = "widget")]
pub use taking::Taking;
