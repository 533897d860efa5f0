//! A host's own basemap from GeoJSON (RFC 7946).
//!
//! | geometry | `class` | drawn as |
//! |---|---|---|
//! | `Polygon`, `MultiPolygon` | `land` (or none) | land |
//! | | `water` | lake |
//! | `LineString`, `MultiLineString` | `river` (or none) | stream; `order` 1 to 5, 1 the largest |
//! | | `border` | border |
//! | | `province` | line between provinces |
//! | `Point` | `town` (or none) | town; `rank` 1 to 5, 1 shown first |
//! | | `sea`, `peak` | name of a sea, a summit |
//!
//! Every feature may have a `name` and, for the other languages, `name:ko`, `name:zh`, `name:ja`.

mod json;
mod problem;
#[cfg(test)]
mod tests;

pub use problem::{HostMapProblem, HostMapReason};

use crate::geo::linework::{ArcRef, Area, Line, Linework, Vertex};
use crate::geo::{LonLat, World};
use crate::model::Lang;
use crate::model::basemap::{
    Basemap, BorderLine, BorderOn, Country, Lake, Landmark, LandmarkKind, Names, Naming,
    ProvinceLine, Stream, Town,
};
use json::Json;

/// Reads a basemap. It is drawn in full detail at every zoom: a host simplifies its own data.
///
/// # Errors
/// All that is wrong; then nothing is drawn of it.
pub fn read(text: &str) -> Result<Basemap, Vec<HostMapProblem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let parsed = Json::read(text).map_err(|at| {
        vec![HostMapProblem::NotGeoJson {
            line: at.line,
            column: at.column,
        }]
    })?;
    let features = parsed.get("features").and_then(Json::list);
    let is_collection = parsed.get("type").and_then(Json::text) == Some("FeatureCollection");
    let Some(features) = features.filter(|_| is_collection) else {
        return Err(vec![HostMapProblem::NotACollection]);
    };
    let mut reader = Reader::default();
    let mut problems = Vec::new();
    for (index, feature) in features.iter().enumerate() {
        if let Err(reason) = reader.feature(index, feature) {
            problems.push(HostMapProblem::Feature { index, reason });
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    reader.map.linework = Linework::new(reader.arcs.iter().map(Vec::as_slice));
    Ok(reader.map)
}

#[derive(Default)]
struct Reader {
    arcs: Vec<Vec<Vertex>>,
    map: Basemap,
}

impl Reader {
    fn feature(&mut self, index: usize, feature: &Json) -> Result<(), HostMapReason> {
        let geometry = feature
            .get("geometry")
            .filter(|geometry| matches!(geometry, Json::Object(_)));
        let geometry = geometry.ok_or(HostMapReason::NoGeometry)?;
        let kind = geometry
            .get("type")
            .and_then(Json::text)
            .unwrap_or_default();
        let coordinates = geometry.get("coordinates").unwrap_or(&Json::Word);
        let class = property(feature, "class").and_then(Json::text);
        let id: Box<str> = format!("host-{index}").into();
        let naming = Naming {
            names: names(feature),
            ..Naming::default()
        };
        match kind {
            "Polygon" => {
                let area = self.area(std::slice::from_ref(coordinates))?;
                self.add_area(class, id, naming, area)
            }
            "MultiPolygon" => {
                let area = self.area(list(coordinates)?)?;
                self.add_area(class, id, naming, area)
            }
            "LineString" => {
                let lines = vec![self.line(list(coordinates)?)?];
                self.add_lines(feature, class, id, naming, lines)
            }
            "MultiLineString" => {
                let mut lines = Vec::new();
                for line in list(coordinates)? {
                    lines.push(self.line(list(line)?)?);
                }
                self.add_lines(feature, class, id, naming, lines)
            }
            "Point" => {
                let at = position(coordinates)?;
                self.add_point(feature, class, id, naming, at)
            }
            other => Err(HostMapReason::Geometry(other.into())),
        }
    }

    fn add_area(
        &mut self,
        class: Option<&str>,
        id: Box<str>,
        naming: Naming,
        area: Area,
    ) -> Result<(), HostMapReason> {
        match class.unwrap_or("land") {
            "land" => self.map.countries.push(Country {
                id,
                naming,
                label: None,
                area,
            }),
            "water" => self.map.lakes.push(Lake {
                id,
                naming,
                reservoir: false,
                area_km2: 0.0,
                area,
            }),
            other => return Err(HostMapReason::Class(other.into())),
        }
        Ok(())
    }

    fn add_lines(
        &mut self,
        feature: &Json,
        class: Option<&str>,
        id: Box<str>,
        naming: Naming,
        lines: Vec<Line>,
    ) -> Result<(), HostMapReason> {
        match class.unwrap_or("river") {
            "river" => self.map.streams.push(Stream {
                id,
                naming,
                order: small_number(feature, "order", 1),
                lines,
            }),
            "border" => self.map.border.push(BorderLine {
                border: id.clone(),
                id,
                on: BorderOn::Land,
                lines,
            }),
            "province" => self.map.province_lines.push(ProvinceLine { id, lines }),
            other => return Err(HostMapReason::Class(other.into())),
        }
        Ok(())
    }

    fn add_point(
        &mut self,
        feature: &Json,
        class: Option<&str>,
        id: Box<str>,
        naming: Naming,
        at: LonLat,
    ) -> Result<(), HostMapReason> {
        let rank = small_number(feature, "rank", 3);
        let mut landmark = |kind| {
            self.map.landmarks.push(Landmark {
                id: id.clone(),
                kind,
                naming: naming.clone(),
                rank,
                elevation_m: 0,
                at,
            });
        };
        match class.unwrap_or("town") {
            "town" => self.map.towns.push(Town {
                id,
                names: naming.names,
                country: "".into(),
                population: 0,
                rank,
                at,
            }),
            "sea" => landmark(LandmarkKind::Sea),
            "peak" => landmark(LandmarkKind::Peak),
            other => return Err(HostMapReason::Class(other.into())),
        }
        Ok(())
    }

    fn area(&mut self, polygons: &[Json]) -> Result<Area, HostMapReason> {
        let mut rings = Vec::new();
        for polygon in polygons {
            for ring in list(polygon)? {
                let ring = list(ring)?;
                if ring.len() < 4 || ring.first() != ring.last() {
                    return Err(HostMapReason::ShortRing);
                }
                rings.push(self.line(ring)?);
            }
        }
        Ok(Area { rings })
    }

    fn line(&mut self, positions: &[Json]) -> Result<Line, HostMapReason> {
        let mut arc = Vec::with_capacity(positions.len());
        for at in positions {
            arc.push(Vertex {
                at: World::from(position(at)?),
                level: 0,
            });
        }
        self.arcs.push(arc);
        Ok(Line(vec![ArcRef::forward(self.arcs.len() - 1)]))
    }
}

fn list(value: &Json) -> Result<&[Json], HostMapReason> {
    value.list().ok_or(HostMapReason::Coordinates)
}

fn position(at: &Json) -> Result<LonLat, HostMapReason> {
    let [lon, lat, ..] = list(at)? else {
        return Err(HostMapReason::Coordinates);
    };
    let (lon, lat) = lon
        .number()
        .zip(lat.number())
        .ok_or(HostMapReason::Coordinates)?;
    let at = LonLat::new(lon, lat);
    if at.is_valid() {
        Ok(at)
    } else {
        Err(HostMapReason::Position { lon, lat })
    }
}

fn property<'a>(feature: &'a Json, key: &str) -> Option<&'a Json> {
    feature.get("properties")?.get(key)
}

fn names(feature: &Json) -> Names {
    let text = |key: &str| -> Box<str> {
        let value = property(feature, key).and_then(Json::text);
        value.unwrap_or_default().into()
    };
    Lang::ALL.map(|lang| match lang {
        Lang::En => text("name"),
        Lang::Ko => text("name:ko"),
        Lang::Zh => text("name:zh"),
        Lang::Ja => text("name:ja"),
    })
}

/// A number of 1 to 5, or what stands for none.
fn small_number(feature: &Json, key: &str, otherwise: u8) -> u8 {
    let number = property(feature, key).and_then(Json::number);
    let number = number.filter(|number| *number >= 0.0);
    number.map_or(otherwise, |number| (number as u8).clamp(1, 5))
}
