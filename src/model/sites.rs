//! Positions of a host's own file, each a place of its own.
//!
//! A million events may stand at a million positions, and as a [`Place`] each would weigh some
//! hundred bytes. Here a position costs twelve; the place is made when somebody asks for it.

use super::flat::{Pack, Unpack};
use super::made::Made;
use super::table::Texts;
use super::{Lang, Place, PlaceClass, PlaceIx};
use crate::geo::LonLat;

/// What a position in somebody's file is. The file does not say, and a marker shall stand on it.
const CLASS: PlaceClass = PlaceClass::Site;

/// Units in a degree by which positions are kept and told apart: 11 mm.
const PER_DEGREE: f64 = 1e7;

/// Numbers from here on in [`Sites::names`] are numbers of texts, below they are of events.
const OWN: u32 = 1 << 31;

/// Positions, numbered from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Sites {
    /// Two numbers each, as they are packed: a million are not to lie twice in memory.
    units: Vec<u32>,
    names: Vec<u32>,
    own_names: Texts,
    /// Boxed, for room is made for more of them than are made.
    made: Made<Box<Place>>,
}

/// A position, longitude first, rounded so that two that are the same in the file are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Units([i32; 2]);

impl From<LonLat> for Units {
    fn from(at: LonLat) -> Self {
        Self([at.lon, at.lat].map(|degrees| (degrees * PER_DEGREE).round() as i32))
    }
}

impl Units {
    /// The position in degrees: the very numbers of the file if they had at most seven decimals.
    #[must_use]
    pub fn position(self) -> LonLat {
        let [lon, lat] = self.0.map(|units| f64::from(units) / PER_DEGREE);
        LonLat::new(lon, lat)
    }

    /// A number for finding it again.
    #[must_use]
    pub fn hash(self) -> u32 {
        let [lon, lat] = self.0.map(|units| u64::from(units.cast_unsigned()));
        // Fibonacci hashing: neighbouring positions land far apart.
        let mixed = (lon << 32 | lat).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ mixed >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 32) as u32
    }

    /// The id of the place: degrees, as in `124.39,40.1`.
    fn id(self) -> Box<str> {
        let [lon, lat] = self.0.map(decimal);
        [&*lon, ",", &*lat].concat().into()
    }
}

impl Sites {
    /// Adds a position, which has the title of an event as its name.
    pub fn push(&mut self, at: Units, event: u32) -> u32 {
        self.units.extend(at.0.map(i32::cast_unsigned));
        self.names.push(event);
        self.made.resize(self.names.len());
        self.names.len() as u32 - 1
    }

    /// Gives a position a name of its own if it has none.
    pub fn name(&mut self, number: u32, name: &str) {
        let at = number as usize;
        if self.names[at] < OWN {
            self.names[at] = OWN + self.own_names.push(name);
            // A place that was made already has the old name.
            self.made.forget(number);
        }
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn units(&self, number: u32) -> Units {
        Units(self.units.as_chunks().0[number as usize].map(u32::cast_signed))
    }

    /// The place at a position; `title` gives the title of an event.
    pub fn place<'c>(&'c self, number: u32, title: impl Fn(u32) -> &'c str) -> &'c Place {
        let at = number as usize;
        self.made.get(number, || {
            let name = match self.names[at].checked_sub(OWN) {
                Some(own) => self.own_names.get(own),
                None => title(self.names[at]),
            };
            let mut names = [const { String::new() }; Lang::ALL.len()].map(Box::from);
            names[Lang::En as usize] = name.into();
            Box::new(Place {
                id: self.units(number).id(),
                class: CLASS,
                country: None,
                names,
                other_names: Vec::new(),
                position: Some(self.units(number).position()),
                precision_m: 0.0,
                shape: None,
                facing: None,
                within: None,
                source: "".into(),
            })
        })
    }

    /// Packs the positions: four strips.
    pub fn pack(&self, to: &mut Pack<'_>) {
        to.longs(&self.units);
        to.longs(&self.names);
        self.own_names.pack(to);
    }

    /// Takes positions that were packed.
    pub fn unpack(from: &mut Unpack) -> Self {
        let (units, names) = (from.longs(), from.longs());
        from.check(names.len() * 2 == units.len(), "positions");
        let mut made = Made::default();
        made.resize(names.len());
        Self {
            made,
            units,
            names,
            own_names: Texts::unpack(from),
        }
    }

    pub fn shrink(&mut self) {
        self.units.shrink_to_fit();
        self.names.shrink_to_fit();
        self.own_names.shrink();
        self.made.shrink();
    }

    /// Bytes on the heap, without the places made.
    pub fn heap_bytes(&self) -> usize {
        (self.units.capacity() + self.names.capacity()) * size_of::<u32>()
            + self.own_names.heap_bytes()
            + self.made.heap_bytes()
    }
}

/// Positions of a host's file have numbers of their own kind, apart from those of the gazetteer.
impl PlaceIx {
    const FIRST_SITE: u32 = 1 << 31;

    /// The place at a position of a host's file.
    #[must_use]
    pub const fn of_site(number: u32) -> Self {
        Self(Self::FIRST_SITE | number)
    }

    /// The number of the position, if it is one of a host's file.
    #[must_use]
    pub const fn site(self) -> Option<u32> {
        self.0.checked_sub(Self::FIRST_SITE)
    }
}

/// Units as degrees with as many decimals as needed. Written out from the integer, since a
/// formatter of floating-point numbers would be the only one in the widget.
fn decimal(units: i32) -> String {
    let digits = format!("{:08}", units.unsigned_abs());
    let (whole, part) = digits.split_at(digits.len() - 7);
    let part = part.trim_end_matches('0');
    let sign = if units < 0 { "-" } else { "" };
    let dot = if part.is_empty() { "" } else { "." };
    [sign, whole, dot, part].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_as_long_as_needed() {
        let check = |units, expected| assert_eq!(decimal(units), expected);
        check(0, "0");
        check(1, "0.0000001");
        check(-1_243_947_200, "-124.39472");
        check(1_800_000_000, "180");
        check(-5_000_000, "-0.5");
    }

    #[test]
    fn seven_decimals_are_kept_exactly() {
        let rng = &mut fastrand::Rng::with_seed(1);
        for _ in 0..10_000 {
            let text = decimal(rng.i32(-1_800_000_000..1_800_000_000));
            let degrees: f64 = text.parse().unwrap();
            let at = LonLat::new(degrees, degrees / 2.0);
            assert_eq!(
                Units::from(at).position().lon.to_bits(),
                degrees.to_bits(),
                "{text}"
            );
        }
        assert_eq!(
            Units::from(LonLat::new(-180.0, 90.0)).position(),
            LonLat::new(-180.0, 90.0)
        );
    }

    #[test]
    fn a_place_is_called_what_it_is_called_last() {
        let mut sites = Sites::default();
        let at = Units::from(LonLat::new(124.39, 40.1));
        assert_eq!(sites.push(at, 0), 0);
        let name = |sites: &Sites| sites.place(0, |_| "a title").name(Lang::Ko).to_string();
        assert_eq!(name(&sites), "a title");
        sites.name(0, "Dandong");
        assert_eq!(name(&sites), "Dandong");
        sites.name(0, "Andong");
        assert_eq!(name(&sites), "Dandong");
        let place = sites.place(0, |_| "");
        assert_eq!(
            (&*place.id, place.position),
            ("124.39,40.1", Some(LonLat::new(124.39, 40.1)))
        );
        assert!(place.marker(None).is_some());
    }
}
