//! Everything that is on a map: articles, places, kinds, events and what ties them.

use super::columns::Columns;
use super::flat::{Pack, Unpack};
use super::part::{pack_bounds, unpack_bounds};
use super::sites::{Sites, Units};
use super::table::Texts;
use super::{
    Article, ArticleIx, Event, EventIx, Kind, KindIx, NewEvent, Part, Place, PlaceIx, Relation,
    RelationKind,
};
use crate::geo::Bounds;

/// A corpus. Numbers of places, kinds and articles that an event holds are numbers in the same
/// corpus: [`Corpus::add_event`] refuses others, so that reading never has to.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Where markers may stand: what has its position outside is off the map. `None` is everywhere.
    pub region: Option<Bounds>,
    /// Where these are not all events of their file: what they are of it.
    pub part: Option<Part>,
    /// The articles.
    pub articles: Vec<Article>,
    /// The gazetteer.
    pub places: Vec<Place>,
    /// The kinds of event.
    pub kinds: Vec<Kind>,
    pub(super) columns: Columns,
    sites: Sites,
    relations: Vec<Relation>,
}

/// Why an event or a relation cannot be part of a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dangling {
    /// A place that is not in the gazetteer.
    Place,
    /// A kind that is not in the taxonomy.
    Kind,
    /// An article that is not in the corpus.
    Article,
    /// An event that is not in the corpus.
    Event,
}

impl Corpus {
    /// Adds an event.
    ///
    /// # Errors
    /// [`Dangling`] when it refers to what is not in this corpus; the corpus is then unchanged.
    pub fn add_event(&mut self, event: &NewEvent) -> Result<EventIx, Dangling> {
        if event.kind.is_some_and(|kind| kind.at() >= self.kinds.len()) {
            return Err(Dangling::Kind);
        }
        if event.mentions.iter().any(|m| !self.has_place(m.place)) {
            return Err(Dangling::Place);
        }
        let articles = self.articles.len();
        if event.reports.iter().any(|r| r.article.at() >= articles) {
            return Err(Dangling::Article);
        }
        Ok(self.columns.push(event))
    }

    /// Adds a position of a host's file, which is on the map whatever the region. It has the title
    /// of the event that is added next as its name.
    pub fn add_site(&mut self, at: Units) -> PlaceIx {
        PlaceIx::of_site(self.sites.push(at, self.len() as u32))
    }

    /// Gives a position of a host's file a name of its own if it has none yet.
    pub fn name_site(&mut self, site: u32, name: &str) {
        self.sites.name(site, name);
    }

    /// How many positions of a host's file there are.
    #[must_use]
    pub fn sites(&self) -> u32 {
        self.sites.len() as u32
    }

    /// A position of a host's file.
    #[must_use]
    pub fn site(&self, number: u32) -> Units {
        self.sites.units(number)
    }

    /// The dates of all events, each once, as EDTF; one of them may be empty.
    #[must_use]
    pub fn dates(&self) -> &Texts {
        self.columns.whens.distinct()
    }

    /// Whether some event has a date, as it is written.
    #[must_use]
    pub fn has_date(&self, edtf: &str) -> bool {
        self.columns.whens.find(edtf).is_some()
    }

    /// Gives back what was reserved for more events.
    pub fn shrink(&mut self) {
        self.places.shrink_to_fit();
        self.sites.shrink();
        self.columns.shrink();
    }

    /// Bytes on the heap that grow with the events; the gazetteer, the kinds and the articles are
    /// not counted.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.columns.heap_bytes() + self.sites.heap_bytes()
    }

    /// Bytes of the events' own texts among [`Corpus::bytes`].
    #[must_use]
    pub fn letter_bytes(&self) -> usize {
        self.columns.letter_bytes()
    }

    /// Packs the corpus.
    pub fn pack(&self, to: &mut Pack<'_>) {
        to.number(self.region.is_some().into());
        if let Some(region) = &self.region {
            pack_bounds(region, to);
        }
        Part::pack(self.part.as_ref(), to);
        to.list(&self.articles, |to, article| article.pack(to));
        to.list(&self.kinds, |to, kind| kind.pack(to));
        to.list(&self.places, |to, place| place.pack(to));
        self.sites.pack(to);
        self.columns.pack(to);
        to.list(&self.relations, |to, relation| {
            to.number(relation.from.0);
            to.number(relation.kind as u32);
            to.number(relation.to.0);
            to.text(&relation.note);
        });
    }

    /// Takes a corpus that was packed. Costs a copy of its tapes and a look at each mention and
    /// report. To refer to what is not in it is a failure too.
    pub fn unpack(from: &mut Unpack) -> Self {
        let region = (from.number() > 0).then(|| unpack_bounds(from));
        let part = Part::unpack(from);
        let articles = from.list(Article::unpack);
        let kinds = from.list(Kind::unpack);
        let places = from.list(Place::unpack);
        let count = places.len();
        let is_there = |place: Option<PlaceIx>| place.is_none_or(|place| place.at() < count);
        for place in &places {
            from.check(is_there(place.facing) && is_there(place.within), "places");
        }
        let sites = Sites::unpack(from);
        let has = |place: PlaceIx| match place.site() {
            Some(site) => (site as usize) < sites.len(),
            None => place.at() < count,
        };
        let columns = Columns::unpack(from, kinds.len(), articles.len(), &has);
        let mut corpus = Self {
            region,
            part,
            articles,
            places,
            kinds,
            columns,
            sites,
            relations: Vec::new(),
        };
        let relations = from.list(|from| Relation {
            from: EventIx(from.number()),
            kind: from.word(RelationKind::ALL),
            to: EventIx(from.number()),
            note: from.text(),
        });
        for relation in relations {
            let is_added = corpus.add_relation(relation).is_ok();
            from.check(is_added, "relations");
        }
        corpus
    }

    /// Adds a relation between two events.
    ///
    /// # Errors
    /// [`Dangling::Event`] when one of them is not in this corpus.
    pub fn add_relation(&mut self, relation: Relation) -> Result<(), Dangling> {
        if relation.from.at().max(relation.to.at()) >= self.len() {
            return Err(Dangling::Event);
        }
        self.relations.push(relation);
        Ok(())
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there is no event.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.len() == 0
    }

    /// An event by its number.
    #[must_use]
    pub fn event(&self, ix: EventIx) -> Event<'_> {
        Event { corpus: self, ix }
    }

    /// All events in the order in which they were added.
    #[must_use]
    pub fn events(&self) -> impl ExactSizeIterator<Item = Event<'_>> {
        (0..self.len() as u32).map(|ix| self.event(EventIx(ix)))
    }

    /// The event with an id. Looks at one after the other.
    #[must_use]
    pub fn find_event(&self, id: &str) -> Option<EventIx> {
        self.columns.ids.find(id).map(EventIx)
    }

    /// Whether there is a place of this number.
    #[must_use]
    pub fn has_place(&self, ix: PlaceIx) -> bool {
        match ix.site() {
            Some(site) => (site as usize) < self.sites.len(),
            None => ix.at() < self.places.len(),
        }
    }

    /// A place by its number. That of a position in a host's file is made when it is asked for.
    #[must_use]
    pub fn place(&self, ix: PlaceIx) -> &Place {
        match ix.site() {
            Some(site) => {
                let title = |event| self.columns.titles.get(event);
                self.sites.place(site, title)
            }
            None => &self.places[ix.at()],
        }
    }

    /// The place of the gazetteer with an id. Looks at one after the other.
    #[must_use]
    pub fn find_place(&self, id: &str) -> Option<PlaceIx> {
        let found = self.places.iter().position(|place| &*place.id == id)?;
        Some(PlaceIx(found as u32))
    }

    /// An article by its number.
    #[must_use]
    pub fn article(&self, ix: ArticleIx) -> &Article {
        &self.articles[ix.at()]
    }

    /// A kind by its number.
    #[must_use]
    pub fn kind(&self, ix: KindIx) -> &Kind {
        &self.kinds[ix.at()]
    }

    /// All relations in the order in which they were added.
    #[must_use]
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The relations that an event has a part in, from either end. Looks at one after the other.
    pub fn relations_of(&self, event: EventIx) -> impl Iterator<Item = &Relation> {
        self.relations
            .iter()
            .filter(move |relation| relation.from == event || relation.to == event)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Mention, RelationKind, Role};
    use super::*;

    #[test]
    fn an_empty_corpus_is_fine() {
        let corpus = Corpus::default();
        assert!(corpus.is_empty());
        assert_eq!(corpus.events().len(), 0);
        assert_eq!(corpus.find_event(""), None);
        assert_eq!(corpus.find_place("dandong"), None);
    }

    #[test]
    fn what_dangles_is_refused_and_changes_nothing() {
        let mut corpus = Corpus::default();
        let lost = Mention {
            place: PlaceIx(0),
            role: Role::At,
            printed: "nowhere".into(),
        };
        let event = NewEvent {
            id: "e",
            mentions: vec![lost],
            ..NewEvent::default()
        };
        assert_eq!(corpus.add_event(&event), Err(Dangling::Place));
        assert!(corpus.is_empty());
        let event = NewEvent {
            id: "e",
            title: "t",
            ..NewEvent::default()
        };
        assert_eq!(corpus.add_event(&event), Ok(EventIx(0)));
        assert_eq!(corpus.event(EventIx(0)).title(), "t");
        let relation = Relation {
            from: EventIx(0),
            kind: RelationKind::Follows,
            to: EventIx(1),
            note: "".into(),
        };
        assert_eq!(corpus.add_relation(relation), Err(Dangling::Event));
    }
}
