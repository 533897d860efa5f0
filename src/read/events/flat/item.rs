//! A feature of a `FlatGeobuf` file as an event.

use super::super::gather::Gather;
use super::super::json::{Json, Object};
use super::super::{Reason, feature, geometry};
use super::buffer::{Table, number};
use super::header::{Column, Header};
use crate::geo::LonLat;
use std::borrow::Cow;

/// Names of the geometries by their numbers in the format.
const GEOMETRIES: [&str; 8] = [
    "geometry of an unknown type",
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection",
];

/// Adds the event of a feature, and what is wrong with it.
pub(super) fn add(index: u32, bytes: &[u8], header: &Header, gather: &mut Gather) {
    let Some(table) = Table::root(bytes) else {
        gather.say(index, "feature", Reason::CutOff);
        return;
    };
    let own: Vec<Column> = table.tables(2).map(Column::new).collect();
    let columns = if own.is_empty() {
        &header.columns
    } else {
        &own
    };
    let mut properties = Object::default();
    let mut rest = table.bytes(1).unwrap_or_default();
    while !rest.is_empty() {
        let Some((column, value, behind)) = property(rest, columns) else {
            gather.say(index, "properties", Reason::CutOff);
            break;
        };
        rest = behind;
        if let Some(name) = column.name.filter(|_| value != Json::Null) {
            properties.0.push((Cow::Borrowed(name), value));
        }
    }
    let positions = positions(index, table, header, gather);
    feature::row(index, &properties, &positions, gather);
}

/// The positions of a feature; none where it is off the map.
fn positions(index: u32, feature: Table<'_>, header: &Header, gather: &mut Gather) -> Vec<LonLat> {
    let Some(shape) = feature.table(0) else {
        return Vec::new();
    };
    let own = shape.number(6).map_or(0, u8::from_le_bytes);
    let kind = if own == 0 { header.geometry } else { own };
    let kind = GEOMETRIES.get(usize::from(kind)).unwrap_or(&GEOMETRIES[0]);
    let most = match *kind {
        "Point" => 1,
        "MultiPoint" => usize::MAX,
        other => {
            gather.say(index, "geometry", Reason::Geometry(other.into()));
            return Vec::new();
        }
    };
    let numbers: Vec<f64> = shape.doubles(1).collect();
    let mut found = Vec::new();
    for pair in numbers.chunks_exact(2).take(most) {
        match geometry::checked(pair[0], pair[1]) {
            Ok(at) => found.push(at),
            Err(reason) => gather.say(index, "geometry", reason),
        }
    }
    if numbers.is_empty() {
        gather.say(index, "geometry", Reason::Position);
    }
    found
}

/// The first property of some bytes, with its column and the bytes behind it.
fn property<'b>(bytes: &'b [u8], columns: &[Column]) -> Option<(Column, Json<'b>, &'b [u8])> {
    let column = columns.get(usize::from(u16::from_le_bytes(number(bytes, 0)?)))?;
    let bytes = &bytes[2..];
    let whole = |value: i64| u64::try_from(value).map_or(Json::Below(value), Json::Whole);
    let (length, value) = match column.kind {
        0 => (1, whole(i8::from_le_bytes(number(bytes, 0)?).into())),
        1 => (1, Json::Whole(u8::from_le_bytes(number(bytes, 0)?).into())),
        2 => (1, Json::Bool),
        3 => (2, whole(i16::from_le_bytes(number(bytes, 0)?).into())),
        4 => (2, Json::Whole(u16::from_le_bytes(number(bytes, 0)?).into())),
        5 => (4, whole(i32::from_le_bytes(number(bytes, 0)?).into())),
        6 => (4, Json::Whole(u32::from_le_bytes(number(bytes, 0)?).into())),
        7 => (8, whole(i64::from_le_bytes(number(bytes, 0)?))),
        8 => (8, Json::Whole(u64::from_le_bytes(number(bytes, 0)?))),
        9 => (
            4,
            Json::Number(f32::from_le_bytes(number(bytes, 0)?).into()),
        ),
        10 => (8, Json::Number(f64::from_le_bytes(number(bytes, 0)?))),
        // A text, a text of JSON, a time of day as a text, bytes.
        11..=14 => {
            let length = usize::try_from(u32::from_le_bytes(number(bytes, 0)?)).ok()?;
            let end = length.checked_add(4)?;
            let letters = bytes.get(4..end)?;
            // Where the writer has no columns of JSON, an object or a list is in a text.
            let is_json = matches!(column.name, Some("source" | "when"))
                && matches!(letters.first(), Some(b'{' | b'['));
            let json = (is_json || column.kind == 12).then(|| serde_json::from_slice(letters));
            let json = json.and_then(Result::ok);
            let value = match column.kind {
                12 => json,
                11 if json.is_some() => json,
                14 => None,
                _ => std::str::from_utf8(letters)
                    .ok()
                    .map(|text| Json::Text(Cow::Borrowed(text))),
            };
            (end, value.unwrap_or(Json::Null))
        }
        _ => return None,
    };
    Some((*column, value, bytes.get(length..)?))
}
