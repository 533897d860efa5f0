//! The built folder in three browser engines, served as strictly as by a careful host.
//!
//! `tests/run` builds the folder first; `YALU_SITE` names another than `target/site`. A story is
//! told once and lived in every engine of `YALU_ENGINES`. What the page shows is compared with the
//! package's corpus as it is read natively, event by event.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test's answer to an error is to stop"
)]

#[path = "../browser/mod.rs"]
mod browser;

mod counted;
mod facts;
mod page;
mod site;
mod slow;
mod states;
mod trickle;

mod arriving;
mod axe;
mod element;
mod failures;
mod finding;
mod frames;
mod host;
mod interactions;
mod journey;
mod keyboard;
mod lazy;
mod moving;
mod own_data;
mod own_map;
mod painters;
mod picture;
mod poster;
mod print;
mod ranges;
mod reading;
mod reused;
mod room;
mod sharing;
mod shots;
mod tree;
mod walk;
mod years;
