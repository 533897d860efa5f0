//! Layers from their stored form, field by field in the order of `stored`.

use super::BasemapError;
use super::cursor::Cursor;
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

/// Layers read from a part; their arcs exist if the bytes were right to their end.
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

/// Takes the layers, whose lines are made of so many arcs.
pub(super) fn take(from: &mut Cursor<'_>, arc_count: usize) -> Checked {
    let line = |from: &mut Cursor<'_>| line(from, arc_count);
    let lines = |from: &mut Cursor<'_>| from.list(line);
    let area = |from: &mut Cursor<'_>| Area { rings: lines(from) };
    Checked(Basemap {
        countries: from.list(|from| Country {
            id: from.text(),
            naming: naming(from),
            label: label(from),
            area: area(from),
        }),
        coast: lines(from),
        border: from.list(|from| BorderLine {
            id: from.text(),
            border: from.text(),
            on: kind(from, &BORDER_ON, "border"),
            lines: lines(from),
        }),
        rivers: from.list(|from| River {
            id: from.text(),
            river: from.text(),
            naming: naming(from),
            channel: if from.is() {
                Channel::Side
            } else {
                Channel::Main
            },
            drawn: from.is(),
            from_km: f64::from(from.number()) / 100.0,
            to_km: f64::from(from.number()) / 100.0,
            line: line(from),
        }),
        river_widths: from.list(|from| RiverWidth {
            river: from.text(),
            table: from.list(|from| {
                let km = f64::from(from.number()) / 100.0;
                (km, f64::from(from.number()) / 10.0)
            }),
        }),
        streams: from.list(|from| Stream {
            id: from.text(),
            naming: maybe_naming(from),
            order: from.byte(),
            lines: lines(from),
        }),
        lakes: from.list(|from| Lake {
            id: from.text(),
            naming: maybe_naming(from),
            reservoir: from.is(),
            area_km2: f64::from(from.number()) / 100.0,
            area: area(from),
        }),
        provinces: from.list(|from| Province {
            id: from.text(),
            naming: naming(from),
            country: from.text(),
            label: label(from),
            area: area(from),
        }),
        province_lines: from.list(|from| ProvinceLine {
            id: from.text(),
            lines: lines(from),
        }),
        towns: towns(from),
        landmarks: from.list(|from| Landmark {
            id: from.text(),
            kind: kind(from, &LANDMARK_KINDS, "landmarks"),
            naming: naming(from),
            rank: from.byte(),
            elevation_m: u16::try_from(from.number()).unwrap_or_else(|_| {
                from.fail(BasemapError::Malformed);
                0
            }),
            at: position(from),
        }),
        ..Basemap::default()
    })
}

/// Towns by columns.
#[inline(never)]
fn towns(from: &mut Cursor<'_>) -> Vec<Town> {
    let texts: [Vec<Box<str>>; 6] = std::array::from_fn(|_| from.list(Cursor::text));
    let populations = from.list(Cursor::number);
    let ranks = from.list(Cursor::byte);
    let lon = from.list(Cursor::signed);
    let lat = from.list(Cursor::signed);
    let count = ranks.len();
    let even = texts.iter().all(|column| column.len() == count);
    if !even || populations.len() != count || lon.len() != count || lat.len() != count {
        from.fail(BasemapError::Malformed);
        return Vec::new();
    }
    let mut texts = texts.map(Vec::into_iter);
    let mut towns = Vec::with_capacity(count);
    for i in 0..count {
        let [id, country, names @ ..] = texts
            .each_mut()
            .map(|column| column.next().unwrap_or_default());
        towns.push(Town {
            id,
            names,
            country,
            population: populations[i],
            rank: ranks[i],
            at: GridPoint::new(lon[i], lat[i]).into(),
        });
    }
    towns
}

/// A word of a vocabulary; the first for a number that is none of it.
fn kind<W: Copy>(from: &mut Cursor<'_>, all: &[W; 4], layer: &'static str) -> W {
    let number = usize::from(from.byte());
    if number >= all.len() {
        from.fail(BasemapError::UnknownKind(layer));
    }
    all[number % all.len()]
}

#[inline(never)]
fn names(from: &mut Cursor<'_>) -> Names {
    [from.text(), from.text(), from.text(), from.text()]
}

#[inline(never)]
fn naming(from: &mut Cursor<'_>) -> Naming {
    let own = names(from);
    let alternative = if from.is() {
        names(from)
    } else {
        Names::default()
    };
    Naming {
        names: own,
        alternative,
    }
}

fn maybe_naming(from: &mut Cursor<'_>) -> Naming {
    if from.is() {
        naming(from)
    } else {
        Naming::default()
    }
}

fn label(from: &mut Cursor<'_>) -> Option<LonLat> {
    from.is().then(|| position(from))
}

#[inline(never)]
fn position(from: &mut Cursor<'_>) -> LonLat {
    let lon = from.signed();
    GridPoint::new(lon, from.signed()).into()
}

#[inline(never)]
fn line(from: &mut Cursor<'_>, arc_count: usize) -> Line {
    let mut next = 0_i32;
    Line(from.list(|from| {
        let step = from.signed();
        let index = next.wrapping_add(step >> 1);
        next = index.wrapping_add(1);
        let arc = ArcRef::from_signed(index);
        if index < 0 || arc.index() >= arc_count {
            from.fail(BasemapError::UnknownArc(index));
        }
        if step & 1 == 1 { arc.reversed() } else { arc }
    }))
}
