//! What stands on the map for a place or several that would touch.

use super::Form;
use crate::geo::World;
use crate::index::{Catalog, NodeId, Selection};
use crate::model::{Lang, Place, PlaceClass, PlaceIx};

/// A place or a cluster of places, as it is whatever the filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Its node in the index.
    pub node: NodeId,
    /// Where it stands.
    pub at: World,
    /// Its outline.
    pub form: Form,
    /// Its name.
    pub title: String,
    /// The name as it stands in the place itself, where that differs, by language.
    pub native: Vec<(String, Lang)>,
    /// Its places; of a large cluster the first few.
    pub places: Vec<PlaceIx>,
    /// How many events it has without a filter.
    pub most: u32,
}

/// As many places of a cluster are looked at to name it.
const LOOKED_AT: usize = 24;

impl Spot {
    /// The spot of a node. `all` is the selection without a filter.
    pub fn new(catalog: &Catalog, all: &Selection, node: NodeId, lang: Lang) -> Self {
        let stands = catalog.index().node(node);
        let members = stands.members();
        let places: Vec<PlaceIx> = members
            .iter()
            .take(LOOKED_AT)
            .filter_map(|site| catalog.place_at(*site))
            .collect();
        let named = naming(catalog, &places, members.len());
        let place = |ix: &PlaceIx| catalog.corpus().place(*ix);
        let mut native: Vec<(String, Lang)> = Vec::new();
        for place in named.shown.iter().map(place) {
            if let Some(local) = place.local_lang().filter(|local| *local != lang) {
                let name = &place.names[local as usize];
                if !name.is_empty() && **name != *place.name(lang) {
                    native.push((name.to_string(), local));
                }
            }
        }
        let form = match places.as_slice() {
            [only] if !matches!(place(only).class, PlaceClass::Town | PlaceClass::Site) => {
                Form::Diamond
            }
            _ => Form::Disc,
        };
        Self {
            node,
            at: if named.is_pair {
                stands.centroid()
            } else {
                stands.position()
            },
            form,
            title: title(catalog, &named, lang),
            native,
            places,
            most: catalog.index().count(all, node),
        }
    }

    /// Distance from its middle to its edge in CSS pixels with a number of events: the area
    /// grows with the square root of the number.
    pub fn radius(count: u32) -> f64 {
        (85.0 + 75.0 * f64::from(count).sqrt()).sqrt().min(30.0)
    }
}

/// Which places name a cluster.
struct Naming {
    shown: Vec<PlaceIx>,
    /// Two towns that face each other, and what lies between them.
    is_pair: bool,
    /// How many places are not named.
    more: usize,
}

/// The name of the mark that a node is, for those who hear it and for links.
#[must_use]
pub fn spot_title(catalog: &Catalog, node: NodeId, lang: Lang) -> String {
    let members = catalog.index().node(node).members();
    let places: Vec<PlaceIx> = members
        .iter()
        .take(LOOKED_AT)
        .filter_map(|site| catalog.place_at(*site))
        .collect();
    title(catalog, &naming(catalog, &places, members.len()), lang)
}

fn title(catalog: &Catalog, naming: &Naming, lang: Lang) -> String {
    let name = |ix: &PlaceIx| catalog.corpus().place(*ix).name(lang);
    match naming.shown.as_slice() {
        [] => String::new(),
        [a, b] if naming.is_pair => format!("{} – {}", name(a), name(b)),
        [first, ..] if naming.more > 0 => format!("{} +{}", name(first), naming.more),
        [first, ..] => name(first).to_string(),
    }
}

/// Towns name a cluster before what lies in or between them; two towns that face each other name
/// it together, the Chinese bank first; otherwise the town with most events does.
fn naming(catalog: &Catalog, places: &[PlaceIx], members: usize) -> Naming {
    let place = |ix: PlaceIx| -> &Place { catalog.corpus().place(ix) };
    let mut towns: Vec<PlaceIx> = places.to_vec();
    // A position in somebody's file is no town, and is not made into a place to find that out.
    towns.retain(|ix| ix.site().is_none() && place(*ix).class == PlaceClass::Town);
    if let [a, b] = towns[..] {
        // What is not a town here is a bridge or a customs house of these two.
        if members <= LOOKED_AT && place(a).facing == Some(b) {
            if place(a).country > place(b).country {
                towns.swap(0, 1);
            }
            return Naming {
                shown: towns,
                is_pair: true,
                more: 0,
            };
        }
    }
    let towns_only = towns.len() == 1 && members <= LOOKED_AT;
    let first = towns.first().or(places.first()).copied();
    Naming {
        more: if towns_only {
            0
        } else {
            members.saturating_sub(1)
        },
        shown: first.into_iter().collect(),
        is_pair: false,
    }
}
