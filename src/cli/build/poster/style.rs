//! The part of the poster's style sheet that follows from the map: its inks and which names stand
//! at which width.

use super::markup::number;
use super::{frame, names};
use crate::scene::{Ink, Palette};
use std::fmt::Write as _;

/// The class of what is filled with an ink.
pub fn fill_class(ink: Ink) -> String {
    format!("yp-{}", ink.name())
}

/// The class of what is stroked with an ink.
pub fn stroke_class(ink: Ink) -> String {
    format!("yp-s-{}", ink.name())
}

/// Rules for the inks that `markup` uses. They are the properties that a host sets for the
/// element, with the defaults of both schemes.
pub fn inks(markup: &str) -> String {
    let mut out = String::new();
    for ink in Ink::ALL {
        let name = ink.name();
        let (light, dark) = (
            Palette::LIGHT.get(*ink).css(),
            Palette::DARK.get(*ink).css(),
        );
        for (class, property) in [(fill_class(*ink), "fill"), (stroke_class(*ink), "stroke")] {
            if is_used(markup, &class) {
                let _ = writeln!(
                    out,
                    "  .{class} {{ {property}: var(--yalu-{name}, light-dark({light}, {dark})); }}"
                );
            }
        }
    }
    out
}

/// Whether an element of `markup` has a class.
fn is_used(markup: &str, class: &str) -> bool {
    [' ', '"'].iter().any(|end| {
        [' ', '"']
            .iter()
            .any(|start| markup.contains(&format!("{start}{class}{end}")))
    })
}

/// Rules that show, of the names laid out for several widths, those of the widest that fits.
pub fn layers() -> String {
    let mut out = format!(
        ".yp-box {{ --yp-aspect: {}; }}\n",
        number(frame::aspect(), 5)
    );
    let widths = names::widths();
    for (number, width) in widths.iter().enumerate().skip(1) {
        let _ = writeln!(
            out,
            "@container yalu-box (min-width: {}px) {{ .yp-z{} {{ display: none; }} .yp-z{number} {{ display: inline; }} }}",
            // Names are kept apart for this width: less would let them meet.
            width.ceil(),
            number - 1
        );
    }
    out
}
