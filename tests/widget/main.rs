//! stub
#[path = "../browser/mod.rs"]
mod browser;
