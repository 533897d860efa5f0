//! Positions of a feature.

use super::Reason;
use crate::geo::LonLat;
use serde_json::Value;

/// The positions of a feature's geometry; none where it is off the map. `say` hears
/// what is wrong with it.
pub(super) fn positions(geometry: Option<&Value>, say: &mut dyn FnMut(Reason)) -> Vec<LonLat> {
    let mut found = Vec::new();
    let geometry = match geometry {
        None => {
            say(Reason::NoGeometry);
            return found;
        }
        Some(Value::Null) => return found,
        Some(Value::Object(geometry)) => geometry,
        Some(_) => {
            say(Reason::Type("an object"));
            return found;
        }
    };
    let Some(kind) = geometry.get("type").and_then(Value::as_str) else {
        say(Reason::Type("an object with a type"));
        return found;
    };
    let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
    match (kind, coordinates) {
        ("Point", one) => add(&mut found, one, say),
        ("MultiPoint", Value::Array(all)) => {
            for one in all {
                add(&mut found, one, say);
            }
        }
        ("MultiPoint", _) => say(Reason::Position),
        _ => say(Reason::Geometry(kind.into())),
    }
    found
}

fn add(found: &mut Vec<LonLat>, one: &Value, say: &mut dyn FnMut(Reason)) {
    match position(one) {
        Ok(at) => found.push(at),
        Err(reason) => say(reason),
    }
}

/// A position; what follows longitude and latitude, such as a height, is of no use here.
fn position(value: &Value) -> Result<LonLat, Reason> {
    let number = |at: usize| value.get(at).and_then(Value::as_f64);
    let (Some(lon), Some(lat)) = (number(0), number(1)) else {
        return Err(Reason::Position);
    };
    let at = LonLat::new(lon, lat);
    if at.is_valid() {
        return Ok(at);
    }
    let swapped = LonLat::new(lat, lon).is_valid();
    Err(Reason::OffGlobe { swapped })
}
