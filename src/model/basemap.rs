//! The map under the events: countries, border, rivers, lakes, provinces, towns.

use super::Lang;
use super::relief::Relief;
use crate::geo::linework::{Area, Line, Linework};
use crate::geo::{LonLat, WorldRect};
use std::sync::Arc;

/// Names in the order of [`Lang::ALL`]; an empty one is not known.
pub type Names = [Box<str>; Lang::ALL.len()];

/// What a thing on the map is called.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Naming {
    /// Its names.
    pub names: Names,
    /// The names by which another side calls it, where two sides differ: East Sea and Sea of
    /// Japan, Yalu and Amnok.
    pub alternative: Names,
}

/// The layers of a basemap. Their lines and areas are made of the arcs of `linework`.
///
/// Layers of the same kind of thing are ordered by importance: what a small zoom shows first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Basemap {
    /// The arcs of all layers.
    pub linework: Linework,
    /// The land, by country.
    pub countries: Vec<Country>,
    /// The land's edge towards the sea.
    pub coast: Vec<Line>,
    /// The borders between countries.
    pub border: Vec<BorderLine>,
    /// The two rivers that the map is about.
    pub rivers: Vec<River>,
    /// How wide those rivers are.
    pub river_widths: Vec<RiverWidth>,
    /// All other rivers.
    pub streams: Vec<Stream>,
    /// Lakes and reservoirs.
    pub lakes: Vec<Lake>,
    /// Provinces as areas.
    pub provinces: Vec<Province>,
    /// The lines between provinces of a country.
    pub province_lines: Vec<ProvinceLine>,
    /// Settlements.
    pub towns: Vec<Town>,
    /// Seas, bays and summits: names with a position.
    pub landmarks: Vec<Landmark>,
    /// The shade of hills and valleys, once it is there.
    pub relief: Option<Arc<Relief>>,
}

impl Basemap {
    /// The box that the built-in map's data fill: beyond it nothing is known, and what has no land
    /// is not sea. `None` for a host's own map, which has no edge that could be told. Cost: a look
    /// at every arc of the countries.
    #[must_use]
    pub fn extent(&self) -> Option<WorldRect> {
        if self.river_widths.is_empty() {
            return None;
        }
        let rings = self.countries.iter().flat_map(|c| &c.area.rings);
        let mut all = WorldRect::EMPTY;
        for rect in rings.filter_map(|ring| self.linework.line_rect(ring)) {
            all.include(rect.min);
            all.include(rect.max);
        }
        (all.min.x < all.max.x).then_some(all)
    }
}

/// A country's land within the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// Two letters of ISO 3166-1.
    pub id: Box<str>,
    /// Its names.
    pub naming: Naming,
    /// Where its name stands.
    pub label: Option<LonLat>,
    /// Its land.
    pub area: Area,
}

/// What a border runs through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BorderOn {
    /// A river: the line says which bank is whose, the water is drawn by the river.
    River,
    /// Land.
    Land,
    /// Tidal water at a river's mouth.
    Estuary,
    /// Now one, now another.
    Mixed,
}

/// A stretch of a border.
#[derive(Clone, Debug, PartialEq)]
pub struct BorderLine {
    /// Its id in the layer.
    pub id: Box<str>,
    /// Which border: the two countries' codes in small letters, `cn-kp`.
    pub border: Box<str>,
    /// What it runs through.
    pub on: BorderOn,
    /// Its course.
    pub lines: Vec<Line>,
}

impl BorderLine {
    /// Whether it divides China and North Korea: the border that the map is about.
    #[must_use]
    pub fn is_main(&self) -> bool {
        &*self.border == "cn-kp"
    }
}

/// Which of a river's arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// The one along which kilometres are counted.
    Main,
    /// Another, that leaves and comes back.
    Side,
}

/// A stretch of the Yalu or the Tumen, in the direction of flow.
#[derive(Clone, Debug, PartialEq)]
pub struct River {
    /// Its id in the layer.
    pub id: Box<str>,
    /// Which river: `yalu` or `tumen`.
    pub river: Box<str>,
    /// Its names.
    pub naming: Naming,
    /// Which arm.
    pub channel: Channel,
    /// Whether its course was drawn by hand rather than surveyed.
    pub drawn: bool,
    /// Kilometres from the source at its beginning.
    pub from_km: f64,
    /// Kilometres from the source at its end.
    pub to_km: f64,
    /// Its course.
    pub line: Line,
}

impl River {
    /// Kilometres from the source at a fraction of its length.
    #[must_use]
    pub fn km_at(&self, fraction: f64) -> f64 {
        self.from_km + (self.to_km - self.from_km) * fraction
    }
}

/// How wide a river is, by the distance from its source.
#[derive(Clone, Debug, PartialEq)]
pub struct RiverWidth {
    /// Which river: `yalu` or `tumen`.
    pub river: Box<str>,
    /// Kilometres from the source, rising, and metres from bank to bank.
    pub table: Vec<(f64, f64)>,
}

impl RiverWidth {
    /// Metres from bank to bank at a distance from the source, in proportion between the
    /// table's lines and constant beyond its ends; 0 for an empty table.
    #[must_use]
    pub fn metres_at(&self, km: f64) -> f64 {
        let after = self.table.partition_point(|&(there, _)| there < km);
        let before = after.checked_sub(1).and_then(|i| self.table.get(i));
        match (before, self.table.get(after)) {
            (Some(&(a, from)), Some(&(b, to))) if b > a => from + (to - from) * (km - a) / (b - a),
            (Some(&(_, metres)), _) | (None, Some(&(_, metres))) => metres,
            (None, None) => 0.0,
        }
    }
}

/// A river other than the two.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// Its id in the layer.
    pub id: Box<str>,
    /// Its names; most have none.
    pub naming: Naming,
    /// 1 for the largest.
    pub order: u8,
    /// Its course.
    pub lines: Vec<Line>,
}

/// A lake or a reservoir.
#[derive(Clone, Debug, PartialEq)]
pub struct Lake {
    /// Its id in the layer.
    pub id: Box<str>,
    /// Its names; most have none.
    pub naming: Naming,
    /// Whether a dam holds it.
    pub reservoir: bool,
    /// Its surface in square kilometres.
    pub area_km2: f64,
    /// Its water.
    pub area: Area,
}

/// A province or what stands at its level.
#[derive(Clone, Debug, PartialEq)]
pub struct Province {
    /// Its id in the layer.
    pub id: Box<str>,
    /// Its names.
    pub naming: Naming,
    /// Code of its country.
    pub country: Box<str>,
    /// Where its name stands.
    pub label: Option<LonLat>,
    /// Its land.
    pub area: Area,
}

/// A line between provinces.
#[derive(Clone, Debug, PartialEq)]
pub struct ProvinceLine {
    /// Its id in the layer.
    pub id: Box<str>,
    /// Its course.
    pub lines: Vec<Line>,
}

/// A settlement.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// Its id in the layer.
    pub id: Box<str>,
    /// Its names.
    pub names: Names,
    /// Code of its country.
    pub country: Box<str>,
    /// People, 0 where not known.
    pub population: u32,
    /// 1 for those that the smallest map names, 5 for villages.
    pub rank: u8,
    /// Where it is.
    pub at: LonLat,
}

/// What a landmark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LandmarkKind {
    /// A sea.
    Sea,
    /// A bay or gulf.
    Bay,
    /// A summit.
    Peak,
    /// An island.
    Island,
}

/// A name with a position and no outline of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Landmark {
    /// Its id in the layer.
    pub id: Box<str>,
    /// What it is.
    pub kind: LandmarkKind,
    /// Its names.
    pub naming: Naming,
    /// 1 for those that the smallest map names.
    pub rank: u8,
    /// Metres above the sea, 0 where that says nothing.
    pub elevation_m: u16,
    /// Where its name stands.
    pub at: LonLat,
}

impl Basemap {
    /// The outlines that a place of the gazetteer names as `layer#id`: of `countries`,
    /// `provinces` or `lakes`. Costs a look at every feature of the layer.
    pub fn areas<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Area> {
        let (layer, id) = key.split_once('#').unwrap_or_default();
        let wanted = move |name: &str, one: &str| layer == name && one == id;
        let countries = self.countries.iter();
        let countries = countries.filter(move |one| wanted("countries", &one.id));
        let provinces = self.provinces.iter();
        let provinces = provinces.filter(move |one| wanted("provinces", &one.id));
        let lakes = self
            .lakes
            .iter()
            .filter(move |one| wanted("lakes", &one.id));
        countries
            .map(|one| &one.area)
            .chain(provinces.map(|one| &one.area))
            .chain(lakes.map(|one| &one.area))
    }

    /// The courses that a place of the gazetteer names as `layer#id`: all stretches of a border
    /// on land and in rivers (`border#cn-kp`), all arms of a river (`rivers#yalu`). Costs a look
    /// at every feature of the layer.
    pub fn lines<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Line> {
        let (layer, id) = key.split_once('#').unwrap_or_default();
        let border = self.border.iter().filter(move |one| {
            layer == "border" && &*one.border == id && one.on != BorderOn::Estuary
        });
        let rivers = self.rivers.iter();
        let rivers = rivers.filter(move |one| layer == "rivers" && &*one.river == id);
        border
            .flat_map(|one| &one.lines)
            .chain(rivers.map(|one| &one.line))
    }

    /// The country in which a position lies, as the map draws it at full detail.
    #[must_use]
    pub fn country_at(&self, at: LonLat) -> Option<&Country> {
        let at = at.into();
        self.countries
            .iter()
            .find(|country| self.linework.contains(&country.area, at))
    }
}

impl Naming {
    /// The name in a language, or the English one where that is not known, or none.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        let wanted = &self.names[lang.index()];
        if wanted.is_empty() {
            &self.names[Lang::En.index()]
        } else {
            wanted
        }
    }

    /// The name that another side uses in a language, if it differs.
    #[must_use]
    pub fn other(&self, lang: Lang) -> Option<&str> {
        let other = &*self.alternative[lang.index()];
        (!other.is_empty() && other != self.name(lang)).then_some(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_between_and_beyond() {
        let width = |table: &[(f64, f64)]| RiverWidth {
            river: "yalu".into(),
            table: table.to_vec(),
        };
        let table = width(&[(0.0, 10.0), (100.0, 60.0), (100.0, 80.0), (200.0, 80.0)]);
        for (km, metres) in [
            (-5.0, 10.0),
            (50.0, 35.0),
            (100.0, 60.0),
            (150.0, 80.0),
            (9e9, 80.0),
        ] {
            assert!((table.metres_at(km) - metres).abs() < 1e-9, "{km}");
        }
        assert!(width(&[]).metres_at(7.0).abs() < 1e-9);
        assert!((width(&[(3.0, 4.0)]).metres_at(1.0) - 4.0).abs() < 1e-9);
    }

    #[test]
    fn an_empty_basemap_has_no_shapes() {
        let empty = Basemap::default();
        for key in [
            "",
            "#",
            "countries#KP",
            "rivers#",
            "border#cn-kp",
            "towns#x",
        ] {
            assert_eq!(empty.areas(key).count() + empty.lines(key).count(), 0);
        }
        assert!(empty.country_at(LonLat::new(126.0, 40.0)).is_none());
    }
}
