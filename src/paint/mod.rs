//! Painters: each executes a scene and decides nothing.

#[cfg(all(target_arch = "wasm32", feature = "widget"))]
pub mod canvas;
mod font;
#[cfg(not(target_arch = "wasm32"))]
mod png;
pub mod svg;
