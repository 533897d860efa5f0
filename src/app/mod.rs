//! What the reader has asked for, as plain values: nothing here knows a browser.

mod ask;
pub mod event;
mod home;
pub mod link;
mod options;
pub mod words;

pub use ask::{Ask, CHOSEN_FACETS, Limit};
pub use home::{home_rect, home_view, view_of, view_of_own};
pub use options::{
    OptionError, Theme, parse_theme, parse_view, parse_years, show_view, show_years,
};
