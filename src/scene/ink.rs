//! The colours of the map by what they are for.

use std::fmt::Write;

/// A colour: red, green, blue and opacity, 0 to 255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgba(pub u8, pub u8, pub u8, pub u8);

impl Rgba {
    /// A colour from `0xRRGGBB`.
    #[must_use]
    pub const fn opaque(hex: u32) -> Self {
        Self::with_alpha(hex, 255)
    }

    /// A colour from `0xRRGGBB` with an opacity of 0 to 255.
    #[must_use]
    pub const fn with_alpha(hex: u32, alpha: u8) -> Self {
        Self((hex >> 16) as u8, (hex >> 8) as u8, hex as u8, alpha)
    }

    /// The colour as CSS writes it.
    #[must_use]
    pub fn css(self) -> String {
        let Self(r, g, b, a) = self;
        let mut text = String::with_capacity(9);
        // Writing to a string cannot fail.
        let _ = match a {
            255 => write!(text, "#{r:02x}{g:02x}{b:02x}"),
            _ => write!(text, "#{r:02x}{g:02x}{b:02x}{a:02x}"),
        };
        text
    }
}

macro_rules! inks {
    ($($(#[$doc:meta])* $ink:ident $name:literal $light:expr, $dark:expr;)+) => {
        /// What a colour is for. A scene names inks; a palette says which colour each one has.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Ink { $($(#[$doc])* $ink),+ }

        impl Ink {
            /// Every ink in the order of its number.
            pub const ALL: &[Self] = &[$(Self::$ink),+];

            /// Its name: a host sets the CSS custom property `--yalu-` + name to change it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$ink => $name),+ }
            }
        }

        impl Palette {
            /// The map by day: warm paper, ink, one accent.
            pub const LIGHT: Self = Self([$($light),+]);
            /// The same plate at night.
            pub const DARK: Self = Self([$($dark),+]);
        }
    };
}

/// A colour for every ink, indexed by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette([Rgba; Ink::ALL.len()]);

impl Palette {
    /// The colour of an ink.
    #[must_use]
    pub const fn get(&self, ink: Ink) -> Rgba {
        self.0[ink as usize]
    }

    /// Replaces the colour of an ink.
    pub fn set(&mut self, ink: Ink, colour: Rgba) {
        self.0[ink as usize] = colour;
    }
}

const fn c(hex: u32) -> Rgba {
    Rgba::opaque(hex)
}

const fn a(hex: u32, alpha: u8) -> Rgba {
    Rgba::with_alpha(hex, alpha)
}

inks! {
    /// Sea.
    Sea "sea" c(0xd6_e4ea), c(0x16_222b);
    /// Land outside North Korea.
    Land "land" c(0xf6_f2ea), c(0x2a_2a2b);
    /// North Korean land, half a tone warmer.
    LandNorth "land-north" c(0xef_e6d7), c(0x34_302b);
    /// The deepest shadow of the relief.
    ReliefShadow "relief-shadow" a(0x6b_5a3c, 72), a(0x00_0000, 100);
    /// The brightest light of the relief.
    ReliefLight "relief-light" a(0xff_ffff, 84), a(0xff_ffff, 15);
    /// The coast's edge.
    Coast "coast" c(0xa9_bdc6), c(0x41_525c);
    /// Lakes and reservoirs.
    Lake "lake" c(0xc6_dae3), c(0x1d_2e39);
    /// The smaller rivers.
    Stream "stream" c(0xbd_d2dc), c(0x2c_4250);
    /// The Yalu and the Tumen.
    River "river" c(0x5b_93b3), c(0x4f_8bab);
    /// The same rivers half way between a line and a sheet of water.
    RiverMid "river-mid" c(0x90_b7cb), c(0x37_6581);
    /// The same rivers when near: a sheet of water.
    RiverNear "river-near" c(0xbc_d6e2), c(0x20_3d4e);
    /// The banks of the Yalu and the Tumen.
    RiverBank "river-bank" c(0x35_6784), c(0x7f_b4cf);
    /// Lines between provinces.
    ProvinceLine "province-line" c(0xd2_c8b7), c(0x4b_4740);
    /// The band along the border.
    BorderBand "border-band" a(0xb2_432b, 34), a(0xe0_7a5c, 36);
    /// The border's dashes.
    BorderLine "border-line" c(0x8f_4a38), c(0xd0_8b76);
    /// Names of countries and provinces.
    RegionName "region-name" c(0x7b_7263), c(0xa0_988b);
    /// Names of waters.
    WaterName "water-name" c(0x3c_6c87), c(0x8f_bcd3);
    /// Names of towns without events.
    TownName "town-name" c(0x4c_473f), c(0xc6_c0b5);
    /// Names of places with events.
    PlaceName "place-name" c(0x1e_1b17), c(0xf6_f1e8);
    /// What stands around letters so that they can be read on anything.
    Halo "halo" a(0xfb_f8f2, 230), a(0x1d_1d1e, 225);
    /// Markers.
    Mark "mark" c(0x37_424b), c(0xd9_d3c6);
    /// Counts in markers.
    MarkText "mark-text" c(0xff_ffff), c(0x1d_1d1e);
    /// Edges of markers.
    MarkEdge "mark-edge" c(0xff_ffff), c(0x1d_1d1e);
    /// The tie between facing towns.
    Tie "tie" c(0x37_424b), c(0xd9_d3c6);
    /// What is selected.
    Accent "accent" c(0xb2_3c26), c(0xf0_8a6c);
    /// The inside of an area that is selected.
    AccentWash "accent-wash" a(0xb2_3c26, 40), a(0xf0_8a6c, 48);
    /// Counts in the selected marker.
    AccentText "accent-text" c(0xff_ffff), c(0x1d_1d1e);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance by the definition of WCAG 2.2.
    fn luminance(colour: Rgba) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(colour.0) + 0.7152 * channel(colour.1) + 0.0722 * channel(colour.2)
    }

    fn contrast(a: Rgba, b: Rgba) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_and_marks_can_be_told_from_what_is_below() {
        let grounds = [Ink::Land, Ink::LandNorth];
        for palette in [Palette::LIGHT, Palette::DARK] {
            for ground in grounds {
                let check = |ink: Ink, least: f64| {
                    let ratio = contrast(palette.get(ink), palette.get(ground));
                    assert!(ratio >= least, "{ink:?} on {ground:?}: {ratio:.2}");
                };
                check(Ink::TownName, 4.5);
                check(Ink::PlaceName, 4.5);
                check(Ink::WaterName, 4.5);
                check(Ink::RegionName, 3.0);
                check(Ink::Mark, 3.0);
                check(Ink::Accent, 3.0);
            }
            for (text, ground) in [(Ink::MarkText, Ink::Mark), (Ink::AccentText, Ink::Accent)] {
                let ratio = contrast(palette.get(text), palette.get(ground));
                assert!(ratio >= 4.5, "{text:?} on {ground:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn css_has_an_opacity_only_where_there_is_one() {
        assert_eq!(Rgba::opaque(0x01_0203).css(), "#010203");
        assert_eq!(Rgba::with_alpha(0xff_0000, 128).css(), "#ff000080");
    }
}
