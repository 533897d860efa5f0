//! Small drawings on buttons and tags: strokes on a grid of 16.

use super::el::{El, el, svg};
use super::sketch::{Sketch, sketch};
use crate::model::Certainty;

/// Plus sign.
pub const PLUS: &str = "M8 3v10M3 8h10";
/// Minus sign.
pub const MINUS: &str = "M3 8h10";
/// A frame with its corners, for the whole region.
pub const HOME: &str = "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3";
/// A cross.
pub const CLOSE: &str = "M4 4l8 8M12 4l-8 8";
/// An arrow to the left.
pub const BACK: &str = "M9.5 3.5L5 8l4.5 4.5";
/// A funnel.
pub const FILTER: &str = "M2.5 3.5h11L9.5 8.5v4l-3-1.5V8.5z";
/// An arrow out of a box.
pub const SHARE: &str = "M8 9.5v-7M5 5l3-3 3 3M4.5 7.5H3v6h10v-6h-1.5";
/// A triangle to the right.
pub const PLAY: &str = "M5.5 3.5v9l7-4.5z";
/// Two bars.
pub const PAUSE: &str = "M5.5 3.5v9M10.5 3.5v9";

/// The grid.
const BOX: &str = "0 0 16 16";

/// A drawing that says nothing to those who hear the page: its button has a name.
pub fn icon(path: &str) -> El {
    svg("svg")
        .attr("viewBox", BOX)
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", path))
}

/// A button with a drawing. Its tooltip is its name for those who hear it: a name beside it would
/// make some readers say both.
pub fn icon_button(
    class: &str,
    path: &str,
    name: impl Fn() -> String + 'static,
    act: impl FnMut() + 'static,
) -> El {
    button(class)
        .attr_by("title", move || Some(name()))
        .press(act)
        .child(icon(path))
}

/// A button.
pub fn button(class: &str) -> El {
    el("button").attr("type", "button").class(class)
}

/// The sign of a certainty: the fuller, the surer.
pub fn certainty(certainty: Certainty) -> Sketch {
    let circle = sketch("circle").attr("cx", "8").attr("cy", "8");
    let circle = circle.attr("r", "6");
    let svg = sketch("svg").attr("viewBox", BOX);
    let svg = svg.attr("aria-hidden", "true");
    match certainty {
        Certainty::OfficialStatement | Certainty::Observation | Certainty::PhotoCaption => {
            svg.child(circle.class("full"))
        }
        Certainty::NamedExpert | Certainty::Background => {
            let half = sketch("path").class("full");
            let half = half.attr("d", "M8 2a6 6 0 1 0 0 12z");
            svg.child(circle).child(half)
        }
        Certainty::AnonymousSource => svg.child(circle),
        Certainty::Rumour => svg.child(circle.attr("stroke-dasharray", "2.5 2.5")),
    }
}
