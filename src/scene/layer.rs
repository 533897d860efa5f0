//! The layers of a picture.

/// A group of shapes that a drawing program shows as one layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The sea below everything.
    Sea,
    /// Countries.
    Land,
    /// Hills and valleys.
    Relief,
    /// Lines between provinces.
    Provinces,
    /// Smaller rivers, lakes and reservoirs.
    Waters,
    /// The border.
    Border,
    /// The Yalu and the Tumen.
    Rivers,
    /// What is selected and larger than a marker.
    Selection,
    /// Names.
    Names,
    /// Markers and the ties between them.
    Marks,
    /// The globe in the corner.
    Locator,
    /// Scale bar and credits.
    Furniture,
}

impl Layer {
    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sea => "sea",
            Self::Land => "land",
            Self::Relief => "relief",
            Self::Provinces => "provinces",
            Self::Waters => "waters",
            Self::Border => "border",
            Self::Rivers => "rivers",
            Self::Selection => "selection",
            Self::Names => "names",
            Self::Marks => "marks",
            Self::Locator => "locator",
            Self::Furniture => "furniture",
        }
    }
}
