//! What the native test `parts` and the browser's both write: every export, a citation and a picture.

use yalu_map::export::picture::Picture;
use yalu_map::export::{Chosen, Format, ViewCitation, cite, export};
use yalu_map::geo::{LonLat, Size, View, Viewport};
use yalu_map::index::{Catalog, Filter, Selection};
use yalu_map::model::Lang;
use yalu_map::model::basemap::Basemap;
use yalu_map::model::edtf::Day;
use yalu_map::scene::{self, Palette};

/// Texts with their names.
pub fn taken_away(catalog: &Catalog, basemap: &Basemap) -> Vec<(&'static str, String)> {
    let chosen = Chosen::new(catalog, &Filter::default(), None);
    let view = ViewCitation {
        title: "A map",
        site: "A site",
        url: "https://a.example/#yalu=1&years=2019",
        accessed: Day::from_ymd(2026, 11, 21).expect("a day"),
        note: "Everything",
        lang: Lang::Zh,
    };
    let mut selection = Selection::default();
    catalog.index().select(&Filter::default(), &mut selection);
    let size = Size {
        width: 600.0,
        height: 400.0,
    };
    let center = LonLat::new(127.0, 41.5);
    let picture = Picture {
        viewport: &Viewport::new(View { center, zoom: 7.0 }, size),
        basemap: Some(basemap),
        is_host_map: false,
        catalog: Some(catalog),
        selection: &selection,
        chosen: &scene::Chosen::default(),
        lang: Lang::Ko,
    };
    vec![
        ("geojson", export(Format::GeoJson, &chosen)),
        ("csv", export(Format::Csv, &chosen)),
        ("csl-json", cite(Format::CslJson, &chosen, Some(&view))),
        ("bibtex", cite(Format::Bibtex, &chosen, Some(&view))),
        ("ris", cite(Format::Ris, &chosen, Some(&view))),
        ("svg", picture.svg(&Palette::DARK, &|_, _, _| None)),
    ]
}
