//! What the basemap's things are called and from which zoom on.

use super::label::{Label, Piece};
use super::text::capitals;
use super::{Font, Ink};
use crate::geo::decimal::whole;
use crate::model::basemap::{Landmark, LandmarkKind, Naming, Town};
use crate::model::{Lang, basemap};

/// The zoom from which a town of a rank is named.
pub fn town_zoom(rank: u8) -> f64 {
    match rank {
        0 | 1 => 4.0,
        2 => 5.75,
        3 => 7.0,
        4 => 8.5,
        _ => 10.0,
    }
}

/// The name of a town in a language with the name as it stands in the town itself.
pub fn town(town: &Town, lang: Lang) -> Option<Label> {
    let font = Font::new(if town.rank <= 1 { 12.5 } else { 11.5 });
    pair(&town.names, local(&town.country), lang, font, Ink::TownName)
}

/// The name of a country, letterspaced capitals.
pub fn country(country: &basemap::Country, lang: Lang) -> Option<Label> {
    spaced(&country.naming, lang, Font::new(15.0).spaced(6.0))
}

/// The name of a province, letterspaced capitals.
pub fn province(province: &basemap::Province, lang: Lang) -> Option<Label> {
    spaced(&province.naming, lang, Font::new(10.5).spaced(1.8))
}

/// The name of a sea, a bay or a summit; where two sides differ, both.
pub fn landmark(landmark: &Landmark, lang: Lang) -> Option<Label> {
    let peak = landmark.kind == LandmarkKind::Peak;
    let (font, ink) = if peak {
        (Font::new(11.0), Ink::TownName)
    } else {
        (Font::new(12.5).italic(), Ink::WaterName)
    };
    let mut lines = Vec::new();
    let name = landmark.naming.name(lang);
    if name.is_empty() {
        return None;
    }
    let piece = |text: String| Piece {
        text,
        lang,
        font,
        ink,
    };
    match landmark.naming.other(lang) {
        Some(other) if peak => lines.push(vec![piece([name, " · ", other].concat())]),
        Some(other) => {
            lines.push(vec![piece([name, " /"].concat())]);
            lines.push(vec![piece(other.to_string())]);
        }
        None => lines.push(vec![piece(name.to_string())]),
    }
    if peak && landmark.elevation_m > 0 {
        lines.push(vec![Piece {
            text: whole(landmark.elevation_m.into()) + " m",
            lang: Lang::En,
            font: Font::new(10.0),
            ink,
        }]);
    }
    Some(Label { lines })
}

/// The name of a river, from the longest form to the shortest: both sides' names with the
/// scripts of the banks, both sides' names, the name.
pub fn river(naming: &Naming, lang: Lang) -> Vec<String> {
    let mut forms = vec![naming.name(lang).to_string()];
    let mut longer = |more: &[&str]| {
        let last = forms.last().cloned().unwrap_or_default();
        let mut text = last.clone();
        for more in more {
            if !more.is_empty() && !has(&text, more) {
                text.push_str(" · ");
                text.push_str(more);
            }
        }
        if text != last {
            forms.push(text);
        }
    };
    longer(&[naming.other(lang).unwrap_or_default()]);
    if lang == Lang::En {
        let name = |lang: Lang| &*naming.names[lang as usize];
        longer(&[name(Lang::Zh), name(Lang::Ko)]);
    }
    forms.retain(|form| !form.is_empty());
    forms.reverse();
    forms
}

/// Whether a text has a part, which is not empty. The standard library's search is made for long
/// texts and is 0.8 KB of the widget after brotli.
fn has(text: &str, part: &str) -> bool {
    let mut windows = text.as_bytes().windows(part.len());
    windows.any(|window| window == part.as_bytes())
}

fn local(country: &str) -> Option<Lang> {
    match country {
        "CN" => Some(Lang::Zh),
        "KP" | "KR" => Some(Lang::Ko),
        _ => None,
    }
}

fn pair(
    names: &basemap::Names,
    local: Option<Lang>,
    lang: Lang,
    font: Font,
    ink: Ink,
) -> Option<Label> {
    let name = |lang: Lang| &*names[lang as usize];
    let (shown, shown_lang) = match (name(lang), name(Lang::En)) {
        ("", "") => return None,
        ("", english) => (english, Lang::En),
        (wanted, _) => (wanted, lang),
    };
    let mut line = vec![Piece {
        text: shown.to_string(),
        lang: shown_lang,
        font,
        ink,
    }];
    // Where both are written alike, once is enough.
    let differs =
        |local: &Lang| *local != lang && !name(*local).is_empty() && name(*local) != shown;
    if let Some(local) = local.filter(differs) {
        line.push(Piece {
            text: name(local).to_string(),
            lang: local,
            font: Font::new(font.size - 1.5),
            ink,
        });
    }
    Some(Label { lines: vec![line] })
}

fn spaced(naming: &Naming, lang: Lang, font: Font) -> Option<Label> {
    let name = naming.name(lang);
    if name.is_empty() {
        return None;
    }
    // Capitals of scripts that have some; the others are spaced alone.
    Some(Label::line(Piece {
        text: capitals(name),
        lang,
        font,
        ink: Ink::RegionName,
    }))
}
