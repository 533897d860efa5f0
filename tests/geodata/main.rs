//! The map's data, proved on the files that are committed: no program from elsewhere is needed.
//!
//! A module is a kind of fault. Each has the function that finds it and a test that plants it,
//! because a check that finds nothing in good data may be one that finds nothing at all.
//! The size of what is compiled from these files is held by `src/read/geodata/tests.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test's answer to an error is to stop"
)]

mod crossings;
mod form;
mod layer;
mod river;
mod sharing;
mod towns;
