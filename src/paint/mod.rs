//! Painters: each executes a scene and decides nothing.

#[cfg(target_arch = "wasm32")]
pub mod canvas;
mod font;
pub mod markup;
#[cfg(not(target_arch = "wasm32"))]
mod png;
pub mod script;
pub mod svg;
