//! Positions and names of places.

use crate::check::view::View;
use crate::geo::LonLat;
use crate::model::{Lang, REGION};
use crate::read::corpus::draft::PlaceDraft;
use crate::read::problem::Problem;

/// A position has a precision and a source, and a precision has a position.
pub fn precision(view: &View<'_>, problems: &mut Vec<Problem>) {
    for place in &view.draft.places {
        match (&place.position, &place.precision_m) {
            (Some(position), None) => problems.push(
                Problem::new(
                    "position-precision",
                    position.span,
                    "how precise is this position?",
                )
                .help("add `precision_m`: the radius in metres within which the place lies"),
            ),
            (_, Some(precision)) if precision.value <= 0.0 => problems.push(Problem::new(
                "position-precision",
                precision.span,
                "a radius is larger than 0",
            )),
            (None, Some(precision)) => problems.push(Problem::new(
                "position-precision",
                precision.span,
                "`precision_m` without a `position`",
            )),
            _ => {}
        }
        if let (Some(position), None) = (&place.position, &place.source) {
            problems.push(
                Problem::new(
                    "position-precision",
                    position.span,
                    "where does this position come from?",
                )
                .help("add `source`"),
            );
        }
    }
}

/// A place has an English name: the other languages fall back on it.
pub fn name(view: &View<'_>, problems: &mut Vec<Problem>) {
    let places = view.draft.places.iter().map(|place| &place.names);
    let kinds = view.draft.kinds.iter().map(|kind| &kind.names);
    for names in places.chain(kinds) {
        let english = names.texts[Lang::En as usize].as_ref();
        if english.is_none_or(|name| name.value.trim().is_empty()) {
            let message = "there is no English name";
            problems.push(Problem::new("place-name", names.span, message));
        }
    }
}

/// A position lies in the country that the place names, within its precision.
pub fn country(view: &View<'_>, problems: &mut Vec<Problem>) {
    let Some(ground) = view.ground else { return };
    for place in &view.draft.places {
        let (Some(position), Some(country)) = (&place.position, &place.country) else {
            continue;
        };
        let Some(at) = position.value else { continue };
        let country_at = |at: LonLat| ground.country(at);
        let Some(found) = country_at(at) else {
            continue;
        };
        let reached = around(place, at).any(|at| country_at(at) == Some(&*country.value));
        // What is no code is another rule's.
        if reached || found == &*country.value || country.value.len() != found.len() {
            continue;
        }
        let message = format!("this position lies in {found}, not in {}", country.value);
        let mended = from_gcj02(at);
        let shifted = country_at(mended) == Some(&*country.value);
        let help = shifted.then(|| {
            "the position looks like one of a Chinese web map (GCJ-02), which is off by some \
             hundred metres: convert it to WGS 84"
                .to_owned()
        });
        problems.push(
            Problem::new("position-country", position.span, message)
                .note(country.span, "the country is given here")
                .maybe_help(help),
        );
    }
}

/// A position lies in the area that the place lies within, within its precision.
pub fn within(view: &View<'_>, problems: &mut Vec<Problem>) {
    for place in &view.draft.places {
        let Some(within) = &place.within else {
            continue;
        };
        let Some(outer) = view.places.get(&*within.value) else {
            continue;
        };
        if let (Some(here), Some(there)) = (&place.country, &outer.country)
            && here.value != there.value
        {
            let message = format!(
                "`{}` is in {} and within `{}`, which is in {}",
                place.id.value, here.value, within.value, there.value
            );
            problems.push(
                Problem::new("position-within", within.span, message)
                    .note(there.span, "the country is given here"),
            );
        }
        let (Some(ground), Some(position), Some(shape)) =
            (view.ground, &place.position, &outer.shape)
        else {
            continue;
        };
        // Beyond the region the basemap ends somewhere within its countries.
        let Some(at) = position.value.filter(|at| REGION.contains(*at)) else {
            continue;
        };
        let inside = |at| ground.inside(&shape.value, at);
        if inside(at) == Some(false) && !around(place, at).any(|at| inside(at) == Some(true)) {
            let message = format!("this position is not within `{}`", within.value);
            problems.push(
                Problem::new("position-within", position.span, message)
                    .note(within.span, "it is said to be here"),
            );
        }
    }
}

/// A shape is one of the basemap's.
pub fn shape(view: &View<'_>, problems: &mut Vec<Problem>) {
    let Some(ground) = view.ground else { return };
    for shape in view.draft.places.iter().filter_map(|p| p.shape.as_ref()) {
        if !ground.has(&shape.value) {
            let message = format!("the basemap has no shape `{}`", shape.value);
            let help = "a shape is `layer#id`: the name of a file of geodata/ without its ending, \
                        and the id of a feature in it";
            problems.push(Problem::new("shape", shape.span, message).help(help));
        }
    }
}

/// Eight positions on the circle within which a place is claimed to lie.
fn around(place: &PlaceDraft, at: LonLat) -> impl Iterator<Item = LonLat> {
    /// Metres in a degree of latitude, on a sphere of the Earth's mean radius.
    const METRES: f64 = 111_195.0;
    let radius = place.precision_m.as_ref().map_or(0.0, |at| at.value) / METRES;
    (0..8).map(move |eighth| {
        let (sin, cos) = (f64::from(eighth) * std::f64::consts::FRAC_PI_4).sin_cos();
        let lon = radius * sin / at.lat.to_radians().cos().max(1e-6);
        LonLat::new(at.lon + lon, at.lat + radius * cos)
    })
}

/// The WGS 84 position of one in GCJ-02, the shifted coordinates that maps in China must use, to
/// about ten metres: the shift at the shifted position is nearly that at the true one. The series
/// and its constants are the publicly known reconstruction, on the Krasovsky 1940 ellipsoid.
fn from_gcj02(at: LonLat) -> LonLat {
    use std::f64::consts::PI;
    const SEMI_MAJOR_M: f64 = 6_378_245.0;
    const ECCENTRICITY_2: f64 = 0.006_693_421_622_965_943;
    let (x, y) = (at.lon - 105.0, at.lat - 35.0);
    let wave = |t: f64, parts: [(f64, f64); 2]| -> f64 {
        let waves = parts.map(|(height, length)| height * (t * PI / length).sin());
        waves.iter().sum()
    };
    let shared = 20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin();
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + (shared + wave(y, [(20.0, 1.0), (40.0, 3.0)]) + wave(y, [(160.0, 12.0), (320.0, 30.0)]))
            * 2.0
            / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + (shared + wave(x, [(20.0, 1.0), (40.0, 3.0)]) + wave(x, [(150.0, 12.0), (300.0, 30.0)]))
            * 2.0
            / 3.0;
    let lat = at.lat.to_radians();
    let magic = 1.0 - ECCENTRICITY_2 * lat.sin().powi(2);
    let meridian = SEMI_MAJOR_M * (1.0 - ECCENTRICITY_2) / (magic * magic.sqrt());
    let parallel = SEMI_MAJOR_M / magic.sqrt() * lat.cos();
    LonLat::new(
        at.lon - (east / parallel).to_degrees(),
        at.lat - (north / meridian).to_degrees(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shift_of_gcj02_is_undone() {
        // A pair that is widely used to test such conversions: Tiananmen in Beijing, WGS 84
        // 116.391349, 39.907375 and GCJ-02 116.397592, 39.908778, to about ten metres.
        let mended = from_gcj02(LonLat::new(116.397_592, 39.908_778));
        let off = mended.distance_m(LonLat::new(116.391_349, 39.907_375));
        assert!(off < 20.0, "{off} m");
    }
}
