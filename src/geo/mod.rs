//! Positions, the projection and the viewport.
//!
//! Three coordinate spaces, three types that never mix: [`LonLat`] in degrees,
//! [`World`] on the unit square of Web Mercator, [`Px`] in CSS pixels of a viewport.

pub mod decimal;
pub mod linework;
mod lonlat;
pub mod maths;
#[cfg(not(target_arch = "wasm32"))]
pub mod topology;
mod viewport;
mod world;

pub use lonlat::{Bounds, LonLat};
pub use viewport::{Px, Size, View, Viewport};
pub use world::{World, WorldRect, metres_per_world, world_px};
