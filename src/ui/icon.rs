//! Small drawings on buttons and tags: strokes on a grid of 16.

use crate::model::Certainty;
use leptos::prelude::*;

/// Plus sign.
pub const PLUS: &str = "M8 3v10M3 8h10";
/// Minus sign.
pub const MINUS: &str = "M3 8h10";
/// A frame with its corners, for the whole region.
pub const HOME: &str = "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3";
/// A cross.
pub const CLOSE: &str = "M4 4l8 8M12 4l-8 8";
/// A triangle to the right.
pub const PLAY: &str = "M5.5 3.5v9l7-4.5z";
/// Two bars.
pub const PAUSE: &str = "M5.5 3.5v9M10.5 3.5v9";

/// A drawing that says nothing to those who hear the page: its button has a name.
pub fn icon(path: &'static str) -> impl IntoView {
    view! {
        <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d=path />
        </svg>
    }
}

/// The sign of a certainty: the fuller, the surer.
pub fn certainty(certainty: Certainty) -> impl IntoView {
    let fill = match certainty {
        Certainty::OfficialStatement | Certainty::Observation | Certainty::PhotoCaption => {
            Some("M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0")
        }
        Certainty::NamedExpert | Certainty::Background => Some("M8 2a6 6 0 1 0 0 12z"),
        Certainty::AnonymousSource | Certainty::Rumour => None,
    };
    let dash = (certainty == Certainty::Rumour).then_some("2.5 2.5");
    view! {
        <svg viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="6" stroke-dasharray=dash />
            {fill.map(|d| view! { <path class="full" d=d /> })}
        </svg>
    }
}
