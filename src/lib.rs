//! Yalu Map: an embeddable map of reported events on the border of China and North Korea.
//!
//! The layers, in the order in which data flows down them, are described in `ARCHITECTURE.md`.
//! A layer imports only the layers that the table there allows; `tests/layers.rs` holds it to
//! that.

pub mod app;
#[cfg(not(target_arch = "wasm32"))]
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
#[cfg(target_arch = "wasm32")]
pub mod embed;
pub mod export;
pub mod geo;
pub mod index;
pub mod model;
pub mod paint;
pub mod read;
pub mod scene;
pub mod signals;
#[cfg(all(target_arch = "wasm32", feature = "widget"))]
pub mod ui;

/// The widget's memory. What the standard library brings is compiled for speed and is 2 KB larger
/// after brotli; the reader of a host's own events keeps it.
#[cfg(all(target_arch = "wasm32", feature = "widget"))]
#[global_allocator]
static HEAP: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
