//! Layers to bytes. Native only: a reader's browser never writes a basemap.

use super::arcs::Arcs;
use super::layers::{BORDER_ON, LANDMARK_KINDS};
use super::stored::{
    At, First, Layers, Rest, StoredLake, StoredLine, StoredNames, StoredNaming, StoredProvince,
    StoredRiver, StoredTowns,
};
use super::{Head, MAGIC, checksum, gaps};
use crate::geo::LonLat;
use crate::geo::linework::{Area, GridPoint, Line, Linework};
use crate::model::basemap::{Basemap, Channel, Names, Naming, River, Town};
use serde::Serialize;

/// What the first part is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Vertices of this level and below. Streams and lakes that begin beyond it wait too.
    pub level: u8,
    /// Towns of this rank and below.
    pub rank: u8,
}

impl Split {
    /// The split of the built-in basemap: exact at zoom 6, and within a pixel at the zoom at which
    /// a desk shows the whole border; towns down to the county seats beside it.
    pub const SHIPPED: Self = Self { level: 24, rank: 3 };
}

/// A basemap as bytes, uncompressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// For [`super::read`].
    pub first: Vec<u8>,
    /// For [`super::refine`].
    pub rest: Vec<u8>,
}

/// Writes both parts. Reading them back gives the same basemap, with the streams, lakes and
/// towns of the first part before the others; positions are rounded to the grid of
/// [`GridPoint`], kilometres to hundredths and metres of width to tenths.
///
/// # Errors
///
/// Only if there is no memory for the bytes.
pub fn write(basemap: &Basemap, split: Split) -> Result<Parts, postcard::Error> {
    let full = &basemap.linework;
    let coarse: Vec<Vec<_>> = (0..full.arc_count())
        .map(|index| {
            full.arc(index)
                .filter(|vertex| vertex.level <= split.level)
                .collect()
        })
        .collect();
    let base = Linework::new(coarse.iter().map(Vec::as_slice));
    let (early, late) = layers(basemap, &base, split.rank);
    let first = First {
        head: Head {
            new_arcs: full.arc_count() as u32,
            ..Head::default()
        },
        arcs: Arcs::of(&base),
        layers: early,
    };
    let rest = Rest {
        head: Head {
            arcs: full.arc_count() as u32,
            vertices: base.vertex_count() as u32,
            new_arcs: 0,
        },
        layers: late,
    };
    let coded = gaps::write(&base, full, split.level);
    Ok(Parts {
        first: pack(&first, &[])?,
        rest: pack(&rest, &coded)?,
    })
}

/// A part as bytes, and other bytes at its end.
pub(super) fn pack(part: &impl Serialize, coded: &[u8]) -> Result<Vec<u8>, postcard::Error> {
    let mut body = postcard::to_allocvec(part)?;
    body.extend_from_slice(coded);
    let mut bytes = MAGIC.to_vec();
    bytes.extend(checksum(&body).to_le_bytes());
    bytes.extend(body);
    Ok(bytes)
}

fn layers(map: &Basemap, base: &Linework, rank: u8) -> (Layers, Layers) {
    let shown = |lines: &[Line]| {
        let mut arcs = lines.iter().flat_map(|line| &line.0);
        arcs.any(|arc| base.arc_rect(arc.index()).is_some())
    };
    let (mut first, mut rest) = (Layers::default(), Layers::default());
    for one in &map.countries {
        let label = one.label.map(at);
        first.countries.push((
            one.id.to_string(),
            naming(&one.naming),
            label,
            area(&one.area),
        ));
    }
    first.coast = lines(&map.coast);
    for one in &map.border {
        let on = BORDER_ON.iter().position(|&on| on == one.on).unwrap_or(0) as u8;
        first.border.push((
            one.id.to_string(),
            one.border.to_string(),
            on,
            lines(&one.lines),
        ));
    }
    first.rivers = map.rivers.iter().map(river).collect();
    for one in &map.river_widths {
        let row = |&(km, metres): &(f64, f64)| (whole(km, 100.0), whole(metres, 10.0));
        first
            .river_widths
            .push((one.river.to_string(), one.table.iter().map(row).collect()));
    }
    for one in &map.streams {
        let part = if shown(&one.lines) {
            &mut first
        } else {
            &mut rest
        };
        let names = named(&one.naming);
        part.streams
            .push((one.id.to_string(), names, one.order, lines(&one.lines)));
    }
    for one in &map.lakes {
        let part = if shown(&one.area.rings) {
            &mut first
        } else {
            &mut rest
        };
        part.lakes.push(StoredLake {
            id: one.id.to_string(),
            naming: named(&one.naming),
            reservoir: one.reservoir,
            hectares: whole(one.area_km2, 100.0),
            rings: area(&one.area),
        });
    }
    for one in &map.provinces {
        first.provinces.push(StoredProvince {
            id: one.id.to_string(),
            naming: naming(&one.naming),
            country: one.country.to_string(),
            label: one.label.map(at),
            rings: area(&one.area),
        });
    }
    for one in &map.province_lines {
        first
            .province_lines
            .push((one.id.to_string(), lines(&one.lines)));
    }
    let (near, far): (Vec<&Town>, Vec<&Town>) =
        map.towns.iter().partition(|town| town.rank <= rank);
    first.towns = towns(&near);
    rest.towns = towns(&far);
    for one in &map.landmarks {
        let kind = LANDMARK_KINDS
            .iter()
            .position(|&kind| kind == one.kind)
            .unwrap_or(0) as u8;
        let (id, naming) = (one.id.to_string(), naming(&one.naming));
        first
            .landmarks
            .push((id, kind, naming, one.rank, one.elevation_m, at(one.at)));
    }
    (first, rest)
}

fn river(one: &River) -> StoredRiver {
    StoredRiver {
        id: one.id.to_string(),
        river: one.river.to_string(),
        naming: naming(&one.naming),
        side: one.channel == Channel::Side,
        drawn: one.drawn,
        from_km: whole(one.from_km, 100.0),
        to_km: whole(one.to_km, 100.0),
        line: line(&one.line),
    }
}

fn towns(towns: &[&Town]) -> StoredTowns {
    let mut stored = StoredTowns::default();
    for one in towns {
        let texts = [&one.id, &one.country].into_iter().chain(&one.names);
        for (column, text) in stored.texts.iter_mut().zip(texts) {
            column.push(text.to_string());
        }
        let (lon, lat) = at(one.at);
        stored.populations.push(one.population);
        stored.ranks.push(one.rank);
        stored.lon.push(lon);
        stored.lat.push(lat);
    }
    stored
}

fn whole(number: f64, per_unit: f64) -> u32 {
    (number * per_unit).round() as u32
}

fn at(position: LonLat) -> At {
    let at = GridPoint::from(position);
    (at.lon, at.lat)
}

fn names(names: &Names) -> StoredNames {
    names.clone().map(String::from)
}

fn naming(naming: &Naming) -> StoredNaming {
    let alternative = naming.alternative.iter().any(|name| !name.is_empty());
    StoredNaming {
        names: names(&naming.names),
        alternative: alternative.then(|| names(&naming.alternative)),
    }
}

fn named(given: &Naming) -> Option<StoredNaming> {
    (*given != Naming::default()).then(|| naming(given))
}

fn lines(lines: &[Line]) -> Vec<StoredLine> {
    lines.iter().map(line).collect()
}

fn area(area: &Area) -> Vec<StoredLine> {
    lines(&area.rings)
}

fn line(line: &Line) -> StoredLine {
    let mut next = 0;
    let steps = line.0.iter().map(|&arc| {
        let reversed = arc.is_reversed();
        let forward = if reversed { arc.reversed() } else { arc };
        let step = (forward.signed() - next) * 2 + i32::from(reversed);
        next = forward.signed() + 1;
        step
    });
    steps.collect()
}
