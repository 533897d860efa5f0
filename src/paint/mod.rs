//! Painters: each executes a scene and decides nothing.

#[cfg(target_arch = "wasm32")]
pub mod canvas;
mod font;
#[cfg(not(target_arch = "wasm32"))]
mod png;
pub mod svg;
