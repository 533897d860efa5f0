//! What the reader has asked for, as plain values: nothing here knows a browser.

mod home;
mod options;
pub mod words;

pub use home::{home_rect, home_view, view_of};
pub use options::{
    OptionError, Theme, parse_theme, parse_view, parse_years, show_view, show_years,
};
