//! The shade of hills and valleys.

use crate::geo::WorldRect;

/// A grey picture of the relief in Web Mercator, laid over the land as light and shadow.
#[derive(Clone, Debug, PartialEq)]
pub struct Relief {
    /// Where it lies.
    pub rect: WorldRect,
    /// Pixels from west to east.
    pub columns: u32,
    /// Pixels from north to south.
    pub rows: u32,
    /// Row by row from the north: below [`Relief::FLAT`] in shadow, above it in the light.
    pub shades: Vec<u8>,
}

impl Relief {
    /// The shade of flat ground, and of the sea.
    pub const FLAT: u8 = 128;

    /// The picture as red, green, blue and opacity, 0 to 255 each and not premultiplied: shadow
    /// and light are colours whose own opacity is that of the deepest shadow and the brightest
    /// light.
    #[must_use]
    pub fn rgba(&self, shadow: [u8; 4], light: [u8; 4]) -> Vec<u8> {
        let mut pixels = Vec::with_capacity(self.shades.len() * 4);
        for &shade in &self.shades {
            let ([red, green, blue, most], depth) = if shade < Self::FLAT {
                (shadow, u32::from(Self::FLAT - shade))
            } else {
                (light, u32::from(shade - Self::FLAT))
            };
            let alpha = u32::from(most) * depth / u32::from(Self::FLAT);
            pixels.extend([red, green, blue, alpha as u8]);
        }
        pixels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_ground_is_clear_and_shadow_is_dark() {
        let relief = Relief {
            rect: WorldRect::EMPTY,
            columns: 3,
            rows: 1,
            shades: vec![128, 0, 255],
        };
        let pixels = relief.rgba([1, 2, 3, 200], [9, 9, 9, 100]);
        assert_eq!(pixels, [9, 9, 9, 0, 1, 2, 3, 200, 9, 9, 9, 99]);
    }
}
