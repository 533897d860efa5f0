//! From files to the model: what cannot be read becomes a located problem.

pub mod basemap;
mod coded;
#[cfg(not(target_arch = "wasm32"))]
pub mod corpus;
pub mod events;
#[cfg(not(target_arch = "wasm32"))]
pub mod geodata;
pub mod host_map;
#[cfg(not(target_arch = "wasm32"))]
pub mod problem;
pub mod relief;
