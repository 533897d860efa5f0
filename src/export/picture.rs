//! The map as it is seen, as a picture that stands on its own: with scale bar, credits and a title.

use crate::app::words::signs;
use crate::geo::Viewport;
use crate::index::{Catalog, Selection};
use crate::model::Lang;
use crate::model::basemap::Basemap;
use crate::paint::svg::{ReliefPicture, svg_with};
use crate::scene::{Chosen, Palette, Scene, Stage, View};

/// The media type of the picture as SVG.
pub const SVG: &str = "image/svg+xml;charset=utf-8";

/// What is to be seen.
pub struct Picture<'a> {
    /// Where to look, and how large the picture is.
    pub viewport: &'a Viewport,
    /// The map below the events.
    pub basemap: Option<&'a Basemap>,
    /// Whether that map is a host's own: the credits of ours would be wrong on it, and a picture
    /// of it has neither these nor a scale bar.
    pub is_host_map: bool,
    /// The events.
    pub catalog: Option<&'a Catalog>,
    /// Those of them that pass the filter.
    pub selection: &'a Selection,
    /// What is selected.
    pub chosen: &'a Chosen,
    /// Language of the names.
    pub lang: Lang,
}

impl Picture<'_> {
    /// The scene, for any painter: that of the canvas makes a PNG of it. Costs a frame and the
    /// layout of all names.
    #[must_use]
    pub fn scene(&self) -> Scene {
        let mut scene = Scene::default();
        let note = signs(self.lang).border_note;
        let view = View {
            viewport: self.viewport,
            basemap: self.basemap,
            catalog: self.catalog,
            selection: self.selection,
            chosen: self.chosen,
            lang: self.lang,
            generation: 1,
            furniture: (!self.is_host_map).then_some(note),
        };
        Stage::default().draw(&mut scene, &view);
        scene
    }

    /// What the picture is called.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        signs(self.lang).map
    }

    /// The picture as an SVG file, the same as `yalu picture` writes but for the relief: that one
    /// is what the caller makes of it, in the browser `paint::canvas::relief_address`.
    #[must_use]
    pub fn svg(&self, palette: &Palette, relief: ReliefPicture<'_>) -> String {
        svg_with(&self.scene(), palette, self.title(), relief)
    }
}
