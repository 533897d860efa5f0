//! Drives the three browser engines for the tests that need a real page.
//!
//! A test file says `mod browser;` and writes its story once:
//!
//! ```ignore
//! browser::each(|engine| {
//!     let page = Browser::open(engine, &Options::new(1280, 800));
//!     page.goto(&url);
//!     page.click("yalu-map >>> button[data-place=dandong]");
//!     page.wait_until("return document.title === 'Dandong'", "the title names the place");
//! });
//! ```
//!
//! Everything blocks and panics with the engine's name and what was asked, because a test has no
//! better use for an error. Selectors reach through shadow roots with `>>>`. All lengths are CSS
//! pixels from the viewport's top left corner, x to the right and y downward, unless said
//! otherwise.

#![allow(
    dead_code,
    unused_imports,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "every test file uses a part of this module, and a test's answer to an error is to stop"
)]

mod capabilities;
mod driver;
mod engine;
mod input;
mod options;
mod page;
mod picture;
mod process;

pub use engine::{Engine, each, engines};
pub use input::Point;
pub use options::Options;
pub use page::{Browser, Rect};
pub use picture::Picture;
