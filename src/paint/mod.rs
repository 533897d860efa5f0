//! Painters: each executes a scene and decides nothing.

#[cfg(all(target_arch = "wasm32", feature = "widget"))]
pub mod canvas;
mod font;
pub mod markup;
#[cfg(not(target_arch = "wasm32"))]
mod png;
pub mod script;
pub mod svg;
