//! The library in a browser: what it paints, reads and leaves behind, without the element around
//! it.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test's answer to an error is to stop"
)]

mod digest;
mod mounting;
mod page;
mod painting;
mod reading;
mod taken;
mod taken_away;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
