//! The poster: the map and the list of events as they are before, or without, any script.
//!
//! The pages of `www/` say where it stands. It is made of the same scene as the element's first
//! picture, in the same view at every size of the page, so that nothing moves when the element
//! takes over. It has no style attribute and no script: a strict Content-Security-Policy holds. The
//! pages have its style sheet within them, because a second request would be a second wait; where a
//! host's policy allows no style but that of files, `poster.js` asks for the file.

mod frame;
mod list;
mod markup;
mod names;
mod plate;
mod sheet;
mod style;
#[cfg(test)]
mod tests;
mod years;

use super::BuildError;
use super::parts::{Part, Sources};
use super::site::File;
use crate::app::words::{signs, words};
use crate::index::{Catalog, Filter, Selection};
use crate::model::Lang;
use crate::model::basemap::Basemap;
use crate::read::basemap;
use crate::scene::{self, CREDITS, Chosen, LEAST_CREDITS, Layer, Scene, Stage};
use list::Detail;
use markup::{Text, number};
use std::fmt::Write as _;

/// Where a page has the poster.
const POSTER: &str = "<!-- poster -->";

/// Where a page has the whole list of events.
const EVENTS: &str = "<!-- events -->";

/// Where a page says how many events there are.
const COUNT: &str = "<!-- count -->";

/// Where a page has the whole of [`SHEET`].
const STYLE: &str = "/* poster.css */";

/// The poster's style sheet.
const SHEET: &str = "poster.css";

/// Where a style sheet has the inks, and which names stand at which width.
const INKS: &str = "/* inks */";
const LAYERS: &str = "/* layers */";

/// The poster and what goes with it.
#[derive(Clone, Debug)]
pub struct Poster {
    markup: String,
    events: String,
    count: String,
}

impl Poster {
    /// Makes the poster of what is built: of the part of the map that the element's first picture
    /// has, so that names stand where it will set them.
    ///
    /// # Errors
    /// [`BuildError::Source`] when the events cannot be indexed or the map does not read back.
    pub fn of(sources: Sources, parts: &[Part]) -> Result<Self, BuildError> {
        let broken = |what, report| BuildError::Source { what, report };
        let first = parts.iter().find(|part| part.name == "basemap.bin");
        let basemap = match first.map(|part| basemap::read(&part.bytes)) {
            Some(read) => read.map_err(|error| broken("the basemap", error.to_string()))?,
            None => sources.basemap,
        };
        let catalog = Catalog::new(sources.corpus)
            .map_err(|error| broken("the corpus", error.to_string()))?;
        Ok(Self::new(&basemap, &catalog))
    }

    /// Makes the poster of a map and its events. The same input gives the same bytes.
    #[must_use]
    pub fn new(basemap: &Basemap, catalog: &Catalog) -> Self {
        let (words, signs) = (words(Lang::En), signs(Lang::En));
        let count = (words.events)(catalog.index().events());
        let mut markup =
            String::from("<div class=\"yalu-poster\" lang=\"en\"><div class=\"yp-parts\">\n");
        map(&mut markup, basemap, catalog);
        markup.push_str(&years::strip(catalog));
        let _ = writeln!(
            markup,
            r#"<div class="yp-list" tabindex="0" role="region" aria-label="{}"><header><h2>{}</h2><p class="yp-small">{} · <a href="events.html">all as one page</a></p><div class="yp-field"></div></header>"#,
            Text(signs.column),
            Text(words.all_events),
            Text(&count),
        );
        markup.push_str(&list::list(catalog, Detail::Short, 3));
        let _ = writeln!(
            markup,
            r#"<p class="yp-small">{}. {}.</p></div>"#,
            Text(CREDITS),
            Text(signs.border_note)
        );
        markup.push_str("</div></div>");
        Self {
            markup,
            events: list::list(catalog, Detail::Whole, 2),
            count,
        }
    }

    /// Puts the poster into the files that have a place for it, and its style sheet into the pages.
    pub fn fill(&self, files: &mut [File]) {
        self.fill_parts(files);
        let Some(sheet) = files.iter().find(|file| file.name == SHEET) else {
            return;
        };
        let sheet = String::from_utf8_lossy(&sheet.bytes).into_owned();
        for file in files {
            if let Ok(text) = str::from_utf8(&file.bytes)
                && text.contains(STYLE)
            {
                file.bytes = text.replace(STYLE, &sheet).into_bytes();
            }
        }
    }

    fn fill_parts(&self, files: &mut [File]) {
        for file in files {
            let Ok(text) = str::from_utf8(&file.bytes) else {
                continue;
            };
            let parts: &[(&str, &dyn Fn() -> String)] = match file.name.rsplit_once('.') {
                Some((_, "html")) => &[
                    (POSTER, &|| self.markup.clone()),
                    (EVENTS, &|| self.events.clone()),
                    (COUNT, &|| self.count.clone()),
                ],
                Some((_, "css")) => &[
                    (INKS, &|| style::inks(&self.markup)),
                    (LAYERS, &style::layers),
                ],
                _ => &[],
            };
            let mut filled = None;
            for (place, part) in parts {
                let now = filled.as_deref().unwrap_or(text);
                if now.contains(place) {
                    filled = Some(now.replace(place, part().trim_end()));
                }
            }
            if let Some(filled) = filled {
                file.bytes = filled.into_bytes();
            }
        }
    }
}

/// The map: the ground as paths that stretch with the page, names and markers that do not.
fn map(out: &mut String, basemap: &Basemap, catalog: &Catalog) {
    let signs = signs(Lang::En);
    let mut selection = Selection::default();
    catalog.index().select(&Filter::default(), &mut selection);
    let viewport = frame::viewport(
        frame::zoom_of(plate::WIDTH),
        frame::Beyond {
            wide: 40.0,
            high: 80.0,
        },
    );
    let view = scene::View {
        viewport: &viewport,
        basemap: Some(basemap),
        catalog: Some(catalog),
        selection: &selection,
        chosen: &Chosen::default(),
        lang: Lang::En,
        generation: 1,
        furniture: None,
    };
    let (width, height) = plate::size();
    let _ = writeln!(
        out,
        r#"<div class="yp-map"><div class="yp-box"><svg class="yp-plate" width="{}" height="{}" role="group" aria-label="{}"><svg viewBox="0 0 {width} {height}" overflow="visible" aria-hidden="true">"#,
        plate::WIDTH,
        number(plate::WIDTH * height / width, 0),
        Text(signs.map)
    );
    out.push_str(&plate::paths(&view));
    out.push_str("</svg>\n");
    out.push_str(&names::layers(&view));
    out.push_str("</svg></div>\n");
    globe(out, &view);
    let _ = writeln!(
        out,
        r#"<p class="yp-credits"><span>{} · {}</span><span hidden="">{}</span></p></div>"#,
        Text(CREDITS),
        Text(signs.border_note),
        Text(LEAST_CREDITS)
    );
}

/// The globe in the corner.
fn globe(out: &mut String, view: &scene::View) {
    let mut scene = Scene::default();
    Stage::default().draw(&mut scene, view);
    let mut layers = scene.layers.iter();
    let Some((_, range)) = layers.find(|(layer, _)| *layer == Layer::Locator) else {
        return;
    };
    out.push_str("<svg class=\"yp-globe\" width=\"92\" height=\"92\" aria-hidden=\"true\">\n");
    plate::small(out, &scene, scene.shapes(range.clone()));
    out.push_str("</svg>\n");
}
