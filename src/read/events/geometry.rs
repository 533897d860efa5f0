//! Positions of a feature.

use super::Reason;
use super::json::Json;
use crate::geo::LonLat;

/// The positions of a feature's geometry; none where it is off the map. `say` hears
/// what is wrong with it.
pub(super) fn positions(geometry: Option<&Json<'_>>, say: &mut dyn FnMut(Reason)) -> Vec<LonLat> {
    let mut found = Vec::new();
    let geometry = match geometry {
        None => {
            say(Reason::NoGeometry);
            return found;
        }
        Some(Json::Null) => return found,
        Some(Json::Object(geometry)) => geometry,
        Some(_) => {
            say(Reason::Type("an object"));
            return found;
        }
    };
    let Some(kind) = geometry.get("type").and_then(Json::as_text) else {
        say(Reason::Type("an object with a type"));
        return found;
    };
    let coordinates = geometry.get("coordinates").unwrap_or(&Json::Null);
    match (kind, coordinates) {
        ("Point", one) => add(&mut found, one, say),
        ("MultiPoint", Json::List(all)) => {
            for one in all {
                add(&mut found, one, say);
            }
        }
        ("MultiPoint", _) => say(Reason::Position),
        _ => say(Reason::Geometry(kind.into())),
    }
    found
}

fn add(found: &mut Vec<LonLat>, one: &Json<'_>, say: &mut dyn FnMut(Reason)) {
    match position(one) {
        Ok(at) => found.push(at),
        Err(reason) => say(reason),
    }
}

/// A position; what follows longitude and latitude, such as a height, is of no use here.
fn position(value: &Json<'_>) -> Result<LonLat, Reason> {
    let number = |at: usize| value.as_list()?.get(at)?.as_f64();
    let (Some(lon), Some(lat)) = (number(0), number(1)) else {
        return Err(Reason::Position);
    };
    checked(lon, lat)
}

/// A position of degrees, if it is on the globe.
pub(super) fn checked(lon: f64, lat: f64) -> Result<LonLat, Reason> {
    let at = LonLat::new(lon, lat);
    if at.is_valid() {
        return Ok(at);
    }
    let swapped = LonLat::new(lat, lon).is_valid();
    Err(Reason::OffGlobe { swapped })
}
