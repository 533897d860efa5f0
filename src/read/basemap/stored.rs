//! What the parts hold, in the order of their bytes.
//!
//! Numbers are kept by columns, differences instead of values: what is alike stands together,
//! so that the transport's compression finds it.

use super::Head;
use super::arcs::Arcs;
use serde::Serialize;

/// The first part.
#[derive(Debug, Default, Serialize)]
pub(super) struct First {
    pub head: Head,
    pub arcs: Arcs,
    pub layers: Layers,
}

/// The second part, before the bytes of `gaps`.
#[derive(Debug, Default, Serialize)]
pub(super) struct Rest {
    pub head: Head,
    pub layers: Layers,
}

/// Degrees on the grid, longitude first.
pub(super) type At = (i32, i32);

/// Arc indices as differences to the one after the last, doubled, odd for reversed ones.
pub(super) type StoredLine = Vec<i32>;

/// In the order of the languages.
pub(super) type StoredNames = [String; 4];

/// Names, and those that another side uses.
#[derive(Debug, Default, Serialize)]
pub(super) struct StoredNaming {
    pub names: StoredNames,
    pub alternative: Option<StoredNames>,
}

/// Features as their fields in the model's order.
#[derive(Debug, Default, Serialize)]
pub(super) struct Layers {
    /// Id, names, label, rings.
    pub countries: Vec<(String, StoredNaming, Option<At>, Vec<StoredLine>)>,
    pub coast: Vec<StoredLine>,
    /// Id, border, what it runs through, lines.
    pub border: Vec<(String, String, u8, Vec<StoredLine>)>,
    pub rivers: Vec<StoredRiver>,
    /// River, and the table in hundredths of a kilometre and decimetres.
    pub river_widths: Vec<(String, Vec<(u32, u32)>)>,
    /// Id, names, order, lines.
    pub streams: Vec<(String, Option<StoredNaming>, u8, Vec<StoredLine>)>,
    pub lakes: Vec<StoredLake>,
    pub provinces: Vec<StoredProvince>,
    /// Id, lines.
    pub province_lines: Vec<(String, Vec<StoredLine>)>,
    pub towns: StoredTowns,
    /// Id, kind, names, rank, metres above the sea, position.
    pub landmarks: Vec<(String, u8, StoredNaming, u8, u16, At)>,
}

#[derive(Debug, Serialize)]
pub(super) struct StoredRiver {
    pub id: String,
    pub river: String,
    pub naming: StoredNaming,
    pub side: bool,
    pub drawn: bool,
    /// Hundredths of a kilometre.
    pub from_km: u32,
    pub to_km: u32,
    pub line: StoredLine,
}

/// Towns by columns, which are a sixth smaller after brotli than rows are.
#[derive(Debug, Default, Serialize)]
pub(super) struct StoredTowns {
    /// Ids, countries, and names in the order of the languages.
    pub texts: [Vec<String>; 6],
    pub populations: Vec<u32>,
    pub ranks: Vec<u8>,
    pub lon: Vec<i32>,
    pub lat: Vec<i32>,
}

#[derive(Debug, Serialize)]
pub(super) struct StoredLake {
    pub id: String,
    pub naming: Option<StoredNaming>,
    pub reservoir: bool,
    pub hectares: u32,
    pub rings: Vec<StoredLine>,
}

#[derive(Debug, Serialize)]
pub(super) struct StoredProvince {
    pub id: String,
    pub naming: StoredNaming,
    pub country: String,
    pub label: Option<At>,
    pub rings: Vec<StoredLine>,
}
