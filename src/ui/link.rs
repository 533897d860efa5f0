//! What is shown as a link, and back.

use super::store::{Choice, Group, Store};
use crate::app::link::{self, LINK_FACETS, Link, ids, resolve, reveal};
use crate::app::{Ask, CHOSEN_FACETS};
use crate::index::{Catalog, Filter, NodeId};
use crate::model::EventIx;

impl Store {
    /// What is shown, for the element with an id (empty for the only one on its page); tracks
    /// everything that it reads.
    pub fn link(self, map: &str) -> Link {
        let ask = self.ask.get();
        let mut link = Link {
            view: self.view.get(),
            years: ask.years.clone(),
            certain: ask.certain && ask.years.is_some(),
            undated: ask.undated,
            query: ask.text.trim().into(),
            group: match self.group.get() {
                Group::Year => link::Group::Year,
                Group::Place => link::Group::Place,
            },
            lang: Some(self.lang.get()),
            map: map.into(),
            ..Link::default()
        };
        let Some(catalog) = self.catalog.get() else {
            return link;
        };
        for (facet, chosen) in CHOSEN_FACETS.into_iter().zip(&ask.facets) {
            let at = LINK_FACETS.iter().position(|(other, _)| *other == facet);
            if let Some(at) = at {
                link.facets[at] = ids(&catalog, facet, chosen);
            }
        }
        let corpus = catalog.corpus();
        match self.choice.get() {
            Choice::Place(place) => link.places = vec![corpus.place(place).id.to_string()],
            Choice::Event(event) => link.event = corpus.event(event).id().into(),
            Choice::Cluster(node) => link.places = named_by(&catalog, node),
            Choice::Nothing => {}
        }
        link
    }

    /// Shows what a link says, as soon as the events are there, and gives what of it was not
    /// understood. A fragment that is not ours does nothing and gives `None`.
    pub fn open_link(self, fragment: &str) -> Option<Vec<String>> {
        let (link, problems) = Link::read(fragment)?;
        if let Some(lang) = link.lang {
            self.lang.set(lang);
        }
        if let Some(view) = link.view {
            self.look(view);
        }
        self.group.set(match link.group {
            link::Group::Year => Group::Year,
            link::Group::Place => Group::Place,
        });
        self.wanted
            .update(|wanted| wanted.link = Some((link, Self::show_link)));
        self.choose_wanted();
        Some(problems.iter().map(ToString::to_string).collect())
    }

    /// Shows what of a link needs the events; gives what the corpus does not have.
    pub(super) fn show_link(self, catalog: &Catalog, link: &Link) -> Vec<String> {
        let found = resolve(link, catalog);
        self.ask_for(&found.filter, link.query.clone());
        self.find();
        if let Some(event) = found.event {
            // Whoever was sent an event sees it, whatever else the link says.
            self.widen_to(catalog, event);
        }
        self.choice.set(match (found.event, &*found.places) {
            (Some(event), _) => Choice::Event(event),
            (None, []) => Choice::Nothing,
            (None, [place]) => Choice::Place(*place),
            // A marker stands for them; those without one are opened by themselves.
            (None, places @ [first, ..]) => catalog
                .around(places)
                .map_or(Choice::Place(*first), Choice::Cluster),
        });
        found.missing.iter().map(ToString::to_string).collect()
    }

    /// Loosens the limits as far as they hide an event.
    pub(super) fn widen_to(self, catalog: &Catalog, event: EventIx) {
        let Some(wider) = reveal(catalog, &self.filter.get_untracked(), event) else {
            return;
        };
        let text = if wider.sets.is_empty() {
            String::new()
        } else {
            self.ask.with_untracked(|ask| ask.text.clone())
        };
        self.ask_for(&wider, text);
    }

    /// Asks for what a filter lets pass, and for words.
    #[inline(never)]
    fn ask_for(self, filter: &Filter, text: String) {
        self.ask.set(Ask {
            text,
            ..asked(filter)
        });
    }
}

/// The ids by which a marker is found again: of its places, or of two that no smaller marker
/// stands for.
fn named_by(catalog: &Catalog, node: NodeId) -> Vec<String> {
    let members = catalog.index().node(node).members();
    let ends: Vec<u32> = match members {
        [first, _, _, _, .., last] => vec![*first, *last],
        few => few.to_vec(),
    };
    let places = ends.iter().filter_map(|site| catalog.place_at(*site));
    places
        .map(|place| catalog.corpus().place(place).id.to_string())
        .collect()
}

/// What a filter asks for, but for its words.
fn asked(filter: &Filter) -> Ask {
    Ask {
        years: filter.years.clone(),
        certain: filter.certainty == crate::index::Certainty::Certain,
        undated: filter.undated,
        facets: CHOSEN_FACETS.map(|facet| {
            let choice = filter.facets.get(facet as usize).cloned().flatten();
            choice.unwrap_or_default()
        }),
        text: String::new(),
    }
}
