//! Features to records whose shapes are still points.

use super::fields::{Points, Reader};
use super::{Cause, FILES, GeodataProblem};
use crate::geo::linework::{Area, Line};
use crate::model::basemap::{
    BorderLine, BorderOn, Channel, Country, Lake, Landmark, LandmarkKind, Province, ProvinceLine,
    River, RiverWidth, Stream, Town,
};
use geojson::{FeatureCollection, GeoJson, JsonValue};
use std::collections::{BTreeMap, BTreeSet};

/// A feature without its shape, and the shape's lines or rings.
pub(super) type Shaped<T> = (T, Vec<Points>);

/// All layers as they are in the files.
#[derive(Default)]
pub(super) struct Layers {
    pub countries: Vec<Shaped<Country>>,
    pub coast: Vec<Shaped<()>>,
    pub border: Vec<Shaped<BorderLine>>,
    pub rivers: Vec<Shaped<River>>,
    pub river_widths: Vec<RiverWidth>,
    pub province_lines: Vec<Shaped<ProvinceLine>>,
    pub provinces: Vec<Shaped<Province>>,
    pub streams: Vec<Shaped<Stream>>,
    pub lakes: Vec<Shaped<Lake>>,
    pub towns: Vec<Town>,
    pub landmarks: Vec<Landmark>,
}

const BORDER_ON: [(&str, BorderOn); 4] = [
    ("river", BorderOn::River),
    ("land", BorderOn::Land),
    ("estuary", BorderOn::Estuary),
    ("mixed", BorderOn::Mixed),
];

const CHANNELS: [(&str, Channel); 2] = [("main", Channel::Main), ("side", Channel::Side)];

const LAKES: [(&str, bool); 2] = [("lake", false), ("reservoir", true)];

const LANDMARKS: [(&str, LandmarkKind); 4] = [
    ("sea", LandmarkKind::Sea),
    ("bay", LandmarkKind::Bay),
    ("peak", LandmarkKind::Peak),
    ("island", LandmarkKind::Island),
];

pub(super) fn read(files: &BTreeMap<String, String>, problems: &mut Vec<GeodataProblem>) -> Layers {
    let mut layers = Layers::default();
    for file in FILES {
        let mut report = |cause| {
            problems.push(GeodataProblem {
                file: file.into(),
                feature: None,
                cause,
            });
        };
        let Some(text) = files.get(file) else {
            report(Cause::Missing);
            continue;
        };
        if file == "river-widths.json" {
            match widths(text) {
                Ok(widths) => layers.river_widths = widths,
                Err(cause) => report(cause),
            }
            continue;
        }
        let collection = match collection(text) {
            Ok(collection) => collection,
            Err(cause) => {
                report(cause);
                continue;
            }
        };
        let mut ids = BTreeSet::new();
        for (index, feature) in collection.features.iter().enumerate() {
            let mut reader = Reader {
                file,
                index,
                feature,
                problems,
            };
            let id = reader.id();
            if id.is_empty() || !ids.insert(id.clone()) {
                reader.report(Cause::Id);
            }
            layers.add(id, &mut reader);
        }
    }
    layers
}

fn collection(text: &str) -> Result<FeatureCollection, Cause> {
    let wanted = "a collection of features";
    match text.parse::<GeoJson>() {
        Ok(GeoJson::FeatureCollection(collection)) => Ok(collection),
        Ok(_) => Err(Cause::Kind { wanted }),
        Err(_) => Err(syntax(text).unwrap_or(Cause::Kind { wanted })),
    }
}

/// Where a text stops being JSON, if it does.
fn syntax(text: &str) -> Option<Cause> {
    let error = serde_json::from_str::<serde::de::IgnoredAny>(text).err()?;
    Some(Cause::Syntax {
        line: error.line(),
        column: error.column(),
    })
}

/// `{"yalu": [[km, metres], …], …}`; members that are no lists are remarks.
fn widths(text: &str) -> Result<Vec<RiverWidth>, Cause> {
    let wanted = "{\"river\": [[km, metres], …]} with rising kilometres";
    let json: JsonValue = serde_json::from_str(text).map_err(|error| Cause::Syntax {
        line: error.line(),
        column: error.column(),
    })?;
    let row = |row: &JsonValue| Some((row.get(0)?.as_f64()?, row.get(1)?.as_f64()?));
    let table = |(river, rows): (&String, &Vec<JsonValue>)| {
        let table: Vec<(f64, f64)> = rows.iter().map(row).collect::<Option<_>>()?;
        table.is_sorted_by_key(|row| row.0).then(|| RiverWidth {
            river: river.as_str().into(),
            table,
        })
    };
    let rivers = json.as_object().ok_or(Cause::Kind { wanted })?;
    let rivers = rivers
        .iter()
        .filter_map(|(river, rows)| Some((river, rows.as_array()?)));
    rivers
        .map(table)
        .collect::<Option<_>>()
        .ok_or(Cause::Kind { wanted })
}

impl Layers {
    fn add(&mut self, id: Box<str>, from: &mut Reader) {
        match from.file {
            "countries.geojson" => {
                let country = Country {
                    id,
                    naming: from.naming(),
                    label: from.label(),
                    area: Area::default(),
                };
                self.countries.push((country, from.rings()));
            }
            "coast.geojson" => self.coast.push(((), from.lines())),
            "border.geojson" => {
                let line = BorderLine {
                    id,
                    border: from.text("border"),
                    on: from.word("on", &BORDER_ON).unwrap_or(BorderOn::Mixed),
                    lines: Vec::new(),
                };
                self.border.push((line, from.lines()));
            }
            "rivers.geojson" => {
                let river = River {
                    id,
                    river: from.text("river"),
                    naming: from.naming(),
                    channel: from.word("channel", &CHANNELS).unwrap_or(Channel::Main),
                    drawn: from.flag("drawn"),
                    from_km: from.number("from_km"),
                    to_km: from.number("to_km"),
                    line: Line::default(),
                };
                let lines = from.lines();
                if lines.len() > 1 {
                    from.report(Cause::Geometry { wanted: "one line" });
                }
                self.rivers.push((river, lines));
            }
            "province-lines.geojson" => {
                let line = ProvinceLine {
                    id,
                    lines: Vec::new(),
                };
                self.province_lines.push((line, from.lines()));
            }
            "provinces.geojson" => {
                let province = Province {
                    id,
                    naming: from.naming(),
                    country: from.text("country"),
                    label: from.label(),
                    area: Area::default(),
                };
                self.provinces.push((province, from.rings()));
            }
            "streams.geojson" => {
                let stream = Stream {
                    id,
                    naming: from.naming(),
                    order: from.number("order") as u8,
                    lines: Vec::new(),
                };
                self.streams.push((stream, from.lines()));
            }
            "lakes.geojson" | "heaven-lake.geojson" => {
                let named = from.property("kind").is_some();
                let kind = named.then(|| from.word("kind", &LAKES)).flatten();
                let lake = Lake {
                    id,
                    naming: from.naming(),
                    reservoir: kind.unwrap_or(false),
                    area_km2: from.number("area_km2"),
                    area: Area::default(),
                };
                self.lakes.push((lake, from.rings()));
            }
            "waters.geojson" => self.landmarks.push(Landmark {
                id,
                kind: from.word("kind", &LANDMARKS).unwrap_or(LandmarkKind::Sea),
                naming: from.naming(),
                rank: from.number("rank") as u8,
                elevation_m: from.number_or("elevation_m", 0.0) as u16,
                at: from.point(),
            }),
            _ => self.towns.push(Town {
                id,
                names: from.names("names"),
                country: from.text("country"),
                population: from.number_or("population", 0.0) as u32,
                rank: from.number("rank") as u8,
                at: from.point(),
            }),
        }
    }
}
