//! The ids of a link in a corpus, and back.

use super::{LINK_FACETS, Link};
use crate::index::{Catalog, Certainty as Surely, FacetKind, Filter, NO_CATEGORY, Selection};
use crate::model::edtf::Edtf;
use crate::model::{Certainty, EventIx, PlaceIx, Status};
use std::fmt;

/// What a link means in a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Years, undated events and facets; what was searched for is not in it.
    pub filter: Filter,
    /// The places that are open: several are those of a marker.
    pub places: Vec<PlaceIx>,
    /// The event that is open.
    pub event: Option<EventIx>,
    /// The ids that the corpus does not have.
    pub missing: Vec<Missing>,
}

/// An id that the corpus does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The key of the link that it stands under: what there is none of.
    pub key: &'static str,
    /// The id.
    pub id: String,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "There is no {} “{}” on this map.", self.key, self.id)
    }
}

impl std::error::Error for Missing {}

/// Looks up what a link names. A facet of which no id is known lets every event pass: a kind that
/// was renamed shall not leave the map empty.
#[must_use]
pub fn resolve(link: &Link, catalog: &Catalog) -> Found {
    let mut missing = Vec::new();
    let mut filter = Filter {
        years: link.years.clone(),
        certainty: if link.certain {
            Surely::Certain
        } else {
            Surely::Possible
        },
        undated: link.undated,
        ..Filter::default()
    };
    for ((kind, key), ids) in LINK_FACETS.into_iter().zip(&link.facets) {
        let chosen = choices(catalog, kind, ids, &mut |id| {
            missing.push(Missing {
                key,
                id: id.to_owned(),
            });
        });
        if !chosen.is_empty() {
            let facet = kind as usize;
            filter
                .facets
                .resize(filter.facets.len().max(facet + 1), None);
            filter.facets[facet] = Some(chosen);
        }
    }
    let corpus = catalog.corpus();
    let mut lacks = |key, id: &String| {
        missing.push(Missing {
            key,
            id: id.clone(),
        });
    };
    let mut places = Vec::new();
    for id in link.places.iter().filter(|id| !id.is_empty()) {
        match corpus.find_place(id) {
            Some(place) => places.push(place),
            None => lacks("place", id),
        }
    }
    let event = Some(&link.event).filter(|id| !id.is_empty());
    let event = event.and_then(|id| {
        let found = corpus.find_event(id);
        if found.is_none() {
            lacks("event", id);
        }
        found
    });
    Found {
        filter,
        places,
        event,
        missing,
    }
}

/// The numbers of a facet's categories, for [`Filter::facets`]; tells the ids that the corpus does
/// not have. Listed places are opened and not chosen from, so that they have no ids here.
///
/// Looks at one kind or article after the other for every id.
pub fn choices(
    catalog: &Catalog,
    facet: FacetKind,
    ids: &[String],
    missing: &mut dyn FnMut(&str),
) -> Vec<u16> {
    let mut chosen = Vec::with_capacity(ids.len());
    for id in ids {
        let corpus = catalog.corpus();
        let found = match facet {
            FacetKind::Kind => corpus.kinds.iter().position(|kind| *kind.id == **id),
            FacetKind::Certainty => Certainty::from_slug(id).map(|word| word as usize),
            FacetKind::Status => Status::from_slug(id).map(|word| word as usize),
            FacetKind::Article => corpus.articles.iter().position(|a| *a.id == **id),
            FacetKind::Listed => None,
        };
        let category = found.and_then(|found| u16::try_from(found).ok());
        match category.filter(|category| *category != NO_CATEGORY) {
            Some(category) => chosen.push(category),
            None => missing(id),
        }
    }
    chosen
}

/// The ids of a facet's categories, for [`Link::facets`]; numbers without one are left out.
#[must_use]
pub fn ids(catalog: &Catalog, facet: FacetKind, categories: &[u16]) -> Vec<String> {
    let corpus = catalog.corpus();
    let id = |category: &u16| -> Option<&str> {
        let at = usize::from(*category);
        match facet {
            FacetKind::Kind => corpus.kinds.get(at).map(|kind| &*kind.id),
            FacetKind::Certainty => Certainty::ALL.get(at).map(|word| word.slug()),
            FacetKind::Status => Status::ALL.get(at).map(|word| word.slug()),
            FacetKind::Article => corpus.articles.get(at).map(|article| &*article.id),
            FacetKind::Listed => None,
        }
    };
    let ids = categories.iter().filter_map(id);
    ids.map(str::to_owned).collect()
}

/// The filter loosened as little as lets an event pass, or `None` where it passes already.
///
/// The range of years grows up to the nearest year of the event. An event that is in no year for
/// certain, is undated, or is kept out by a facet or a search takes away what keeps it out.
///
/// Costs a selection for each part of the filter.
#[must_use]
pub fn reveal(catalog: &Catalog, filter: &Filter, event: EventIx) -> Option<Filter> {
    let rank = catalog.index().rank(event.0)?;
    let mut selection = Selection::default();
    let mut passes = |filter: &Filter| {
        catalog.index().select(filter, &mut selection);
        selection.events().contains(rank)
    };
    if passes(filter) {
        return None;
    }
    let mut wider = Filter {
        facets: Vec::new(),
        sets: Vec::new(),
        ..filter.clone()
    };
    if !passes(&wider) {
        widen_years(catalog, &mut wider, event);
    }
    for (facet, choice) in filter.facets.iter().enumerate() {
        let mut alone = Filter {
            facets: vec![None; facet],
            ..Filter::default()
        };
        alone.facets.push(choice.clone());
        wider.facets.push(choice.clone().filter(|_| passes(&alone)));
    }
    let sets = filter.sets.iter().filter(|set| set.contains(rank));
    wider.sets = sets.cloned().collect();
    Some(wider)
}

fn widen_years(catalog: &Catalog, filter: &mut Filter, event: EventIx) {
    let date = Edtf::parse(catalog.corpus().event(event).when()).ok();
    let (Some(date), Some(all)) = (date.filter(|d| !d.is_undated()), catalog.index().years())
    else {
        filter.undated = true;
        return;
    };
    let years = date.years(all);
    let surely = filter.certainty == Surely::Certain && !years.certain.is_empty();
    if !surely {
        filter.certainty = Surely::Possible;
    }
    let of_event = if surely {
        years.certain
    } else {
        years.possible
    };
    filter.years = filter.years.take().and_then(|range| {
        let (first, last) = range.into_inner();
        let away = |year: &i16| {
            let [year, first, last] = [*year, first, last].map(i32::from);
            (first - year).max(year - last)
        };
        let nearest = of_event.iter().min_by_key(away)?;
        // A range that ends before it starts is of no year, and none is kept of it.
        let (first, last) = if first > last {
            (nearest, nearest)
        } else {
            (first, last)
        };
        Some(first.min(nearest)..=last.max(nearest))
    });
}
