//! The colours that the map is painted with.

use crate::scene::{Ink, Palette, Rgba};
use web_sys::{HtmlElement, Window};

/// The colours of the scheme, and over them those that the host has set.
pub fn palette(window: &Window, host: &HtmlElement, is_dark: bool) -> Palette {
    let mut palette = if is_dark {
        Palette::DARK
    } else {
        Palette::LIGHT
    };
    if let Ok(Some(style)) = window.get_computed_style(host) {
        for ink in Ink::ALL {
            let name = format!("--yalu-{}", ink.name());
            let value = style.get_property_value(&name).unwrap_or_default();
            if let Some(colour) = parse_colour(value.trim_ascii()) {
                palette.set(*ink, colour);
            }
        }
    }
    palette
}

/// A colour as `#rgb`, `#rrggbb` or `#rrggbbaa`: what a canvas can be given without asking the
/// browser to compute it.
fn parse_colour(text: &str) -> Option<Rgba> {
    let digits = text.strip_prefix('#')?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        3 => {
            let digit = |shift: u32| ((value >> shift & 0xf) * 0x11) as u8;
            Some(Rgba(digit(8), digit(4), digit(0), 255))
        }
        6 => Some(Rgba::opaque(value)),
        8 => Some(Rgba::with_alpha(value >> 8, value as u8)),
        _ => None,
    }
}
