//! Layers between their stored form and the model.

use super::BasemapError;
use super::stored::{At, Layers, StoredLine, StoredNames, StoredNaming, StoredTown};
use crate::geo::LonLat;
use crate::geo::linework::{ArcRef, Area, GridPoint, Line};
use crate::model::basemap::{
    Basemap, BorderLine, BorderOn, Channel, Country, Lake, Landmark, LandmarkKind, Names, Naming,
    Province, ProvinceLine, River, RiverWidth, Stream, Town,
};

pub(super) const BORDER_ON: [BorderOn; 4] = [
    BorderOn::River,
    BorderOn::Land,
    BorderOn::Estuary,
    BorderOn::Mixed,
];

pub(super) const LANDMARK_KINDS: [LandmarkKind; 4] = [
    LandmarkKind::Sea,
    LandmarkKind::Bay,
    LandmarkKind::Peak,
    LandmarkKind::Island,
];

/// Layers read from a part, their arcs known to exist.
pub(super) struct Checked(Basemap);

impl Checked {
    /// Adds the features behind those that are there.
    pub fn append_to(self, to: &mut Basemap) {
        let mut from = self.0;
        to.countries.append(&mut from.countries);
        to.coast.append(&mut from.coast);
        to.border.append(&mut from.border);
        to.rivers.append(&mut from.rivers);
        to.river_widths.append(&mut from.river_widths);
        to.streams.append(&mut from.streams);
        to.lakes.append(&mut from.lakes);
        to.provinces.append(&mut from.provinces);
        to.province_lines.append(&mut from.province_lines);
        to.towns.append(&mut from.towns);
        to.landmarks.append(&mut from.landmarks);
    }
}

pub(super) fn from_stored(stored: Layers, arc_count: usize) -> Result<Checked, BasemapError> {
    let line = |stored: StoredLine| line(&stored, arc_count);
    let lines = |stored: Vec<StoredLine>| -> Result<Vec<Line>, BasemapError> {
        stored.into_iter().map(line).collect()
    };
    let area = |stored| lines(stored).map(|rings| Area { rings });
    let mut map = Basemap::default();
    for (id, names, label, rings) in stored.countries {
        map.countries.push(Country {
            id: id.into(),
            naming: naming(names),
            label: label.map(position),
            area: area(rings)?,
        });
    }
    map.coast = lines(stored.coast)?;
    for (id, border, on, parts) in stored.border {
        let on = BORDER_ON.get(usize::from(on));
        map.border.push(BorderLine {
            id: id.into(),
            border: border.into(),
            on: *on.ok_or(BasemapError::UnknownKind("border"))?,
            lines: lines(parts)?,
        });
    }
    for river in stored.rivers {
        map.rivers.push(River {
            id: river.id.into(),
            river: river.river.into(),
            naming: naming(river.naming),
            channel: if river.side {
                Channel::Side
            } else {
                Channel::Main
            },
            drawn: river.drawn,
            from_km: f64::from(river.from_km) / 100.0,
            to_km: f64::from(river.to_km) / 100.0,
            line: line(river.line)?,
        });
    }
    for (river, table) in stored.river_widths {
        let row = |(km, metres)| (f64::from(km) / 100.0, f64::from(metres) / 10.0);
        map.river_widths.push(RiverWidth {
            river: river.into(),
            table: table.into_iter().map(row).collect(),
        });
    }
    for (id, names, order, parts) in stored.streams {
        map.streams.push(Stream {
            id: id.into(),
            naming: names.map(naming).unwrap_or_default(),
            order,
            lines: lines(parts)?,
        });
    }
    for lake in stored.lakes {
        map.lakes.push(Lake {
            id: lake.id.into(),
            naming: lake.naming.map(naming).unwrap_or_default(),
            reservoir: lake.reservoir,
            area_km2: f64::from(lake.hectares) / 100.0,
            area: area(lake.rings)?,
        });
    }
    for province in stored.provinces {
        map.provinces.push(Province {
            id: province.id.into(),
            naming: naming(province.naming),
            country: province.country.into(),
            label: province.label.map(position),
            area: area(province.rings)?,
        });
    }
    for (id, parts) in stored.province_lines {
        map.province_lines.push(ProvinceLine {
            id: id.into(),
            lines: lines(parts)?,
        });
    }
    map.towns = stored.towns.into_iter().map(town).collect();
    for (id, kind, names, rank, elevation_m, at) in stored.landmarks {
        let kind = LANDMARK_KINDS.get(usize::from(kind));
        map.landmarks.push(Landmark {
            id: id.into(),
            kind: *kind.ok_or(BasemapError::UnknownKind("landmarks"))?,
            naming: naming(names),
            rank,
            elevation_m,
            at: position(at),
        });
    }
    Ok(Checked(map))
}

fn town(stored: StoredTown) -> Town {
    Town {
        id: stored.id.into(),
        names: names(stored.names),
        country: stored.country.into(),
        population: stored.population,
        rank: stored.rank,
        at: position(stored.at),
    }
}

fn names(stored: StoredNames) -> Names {
    stored.map(String::into_boxed_str)
}

fn naming(stored: StoredNaming) -> Naming {
    Naming {
        names: names(stored.names),
        alternative: names(stored.alternative.unwrap_or_default()),
    }
}

fn position((lon, lat): At) -> LonLat {
    GridPoint::new(lon, lat).into()
}

fn line(stored: &[i32], arc_count: usize) -> Result<Line, BasemapError> {
    let mut next = 0_i32;
    let arcs = stored.iter().map(|&step| {
        let index = next.wrapping_add(step >> 1);
        next = index.wrapping_add(1);
        let arc = ArcRef::from_signed(index);
        if index < 0 || arc.index() >= arc_count {
            return Err(BasemapError::UnknownArc(index));
        }
        Ok(if step & 1 == 1 { arc.reversed() } else { arc })
    });
    Ok(Line(arcs.collect::<Result<_, _>>()?))
}
