//! A place of the gazetteer.

use super::flat::{Pack, Unpack};
use super::{Lang, PlaceClass, PlaceIx};
use crate::geo::{Bounds, LonLat};

/// The part of the world that the built-in map is about: from the Yalu's mouth to the Tumen's,
/// degrees. What has its position outside is off the map.
pub const REGION: Bounds = Bounds {
    west: 123.0,
    south: 38.5,
    east: 131.5,
    north: 43.7,
};

/// A town, a crossing, a river, a province, a country: something that events are tied to.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The author's permanent id.
    pub id: Box<str>,
    /// What it is.
    pub class: PlaceClass,
    /// Two letters of ISO 3166-1, or nothing where it belongs to no country or to several.
    pub country: Option<Box<str>>,
    /// Names in the order of [`Lang::ALL`]; an empty one is not known.
    pub names: [Box<str>; Lang::ALL.len()],
    /// Further names and romanisations, for finding it.
    pub other_names: Vec<Box<str>>,
    /// Where it is, if it is a point.
    pub position: Option<LonLat>,
    /// Radius in metres within which the position is claimed; 0 where there is none.
    pub precision_m: f64,
    /// The feature of the basemap that is its outline or course, as `layer#id`.
    pub shape: Option<Box<str>>,
    /// The town or crossing on the other bank.
    pub facing: Option<PlaceIx>,
    /// What it lies within.
    pub within: Option<PlaceIx>,
    /// Where its position comes from.
    pub source: Box<str>,
}

impl Place {
    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        to.text(&self.id);
        to.number(self.class as u32);
        to.texts(self.country.as_slice());
        self.names.iter().for_each(|name| to.text(name));
        to.texts(&self.other_names);
        to.list(self.position.as_slice(), |to, at| {
            to.float(at.lon);
            to.float(at.lat);
        });
        to.float(self.precision_m);
        to.texts(self.shape.as_slice());
        to.maybe(self.facing.map(|place| place.0));
        to.maybe(self.within.map(|place| place.0));
        to.text(&self.source);
    }

    pub(super) fn unpack(from: &mut Unpack) -> Self {
        Self {
            id: from.text(),
            class: from.word(PlaceClass::ALL),
            country: from.texts().pop(),
            names: [from.text(), from.text(), from.text(), from.text()],
            other_names: from.texts(),
            position: from
                .list(|from| LonLat::new(from.float(), from.float()))
                .pop(),
            precision_m: from.float(),
            shape: from.texts().pop(),
            facing: from.maybe().map(PlaceIx),
            within: from.maybe().map(PlaceIx),
            source: from.text(),
        }
    }

    /// Its name in a language, or the English one where that is not known, or any.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        let wanted = &self.names[lang as usize];
        if !wanted.is_empty() {
            return wanted;
        }
        self.names
            .iter()
            .find(|name| !name.is_empty())
            .map_or(&self.id, |name| name)
    }

    /// The language of the name that stands in the place itself: Chinese in China, Korean in the
    /// two Koreas, otherwise none.
    #[must_use]
    pub fn local_lang(&self) -> Option<Lang> {
        match self.country.as_deref()? {
            "CN" => Some(Lang::Zh),
            "KP" | "KR" => Some(Lang::Ko),
            _ => None,
        }
    }

    /// Where its marker stands, or `None` where a marker would claim more than is known: places
    /// that are larger than a town, and places outside `region`.
    #[must_use]
    pub fn marker(&self, region: Option<&Bounds>) -> Option<LonLat> {
        let position = self.position.filter(|_| self.class.is_point())?;
        region
            .is_none_or(|region| region.contains(position))
            .then_some(position)
    }
}
