//! Gathers features into a corpus: positions become places, words become kinds.

use super::{Events, FeatureProblem, Reason};
use crate::geo::LonLat;
use crate::model::known::{self, Known};
use crate::model::{
    Article, ArticleIx, EventIx, FEATURE, Kind, KindIx, Lang, Mention, NewEvent, PlaceIx, Printed,
    Role, Units,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The events so far and what they share.
#[derive(Debug, Default)]
pub(super) struct Gather {
    pub events: Events,
    /// How many features there were.
    pub seen: u32,
    /// Where the file's features are told apart by lines: the one that is read, from 1.
    pub line: Option<u64>,
    /// Places by position.
    sites: Known,
    /// Events by id.
    ids: Known,
    printed: BTreeMap<Box<str>, Printed>,
    kinds: BTreeMap<Box<str>, KindIx>,
    articles: BTreeMap<[Box<str>; 4], ArticleIx>,
}

/// Of a file with more articles, each event has about one of its own: their numbers are not kept.
const ARTICLES: usize = 4_096;

impl Gather {
    /// An empty one in which kinds, and articles unless they are very many, have the numbers that
    /// they have here.
    pub fn renewed(&self) -> Self {
        let mut next = Self::default();
        let corpus = &self.events.corpus;
        next.events.corpus.kinds.clone_from(&corpus.kinds);
        next.kinds.clone_from(&self.kinds);
        if corpus.articles.len() <= ARTICLES {
            next.events.corpus.articles.clone_from(&corpus.articles);
            next.articles.clone_from(&self.articles);
        }
        next
    }

    #[inline(never)]
    pub fn say(&mut self, feature: u32, field: &'static str, reason: Reason) {
        self.events.problems.push(FeatureProblem {
            feature,
            line: self.line,
            field,
            reason,
        });
    }

    /// An id that no earlier feature has: the feature's own, or one made from its number. It is
    /// that of the event that is added next.
    #[inline(never)]
    pub fn id<'i>(&mut self, feature: u32, own: Option<Cow<'i, str>>) -> Cow<'i, str> {
        if let Some(own) = own {
            if self.is_new(&own) {
                return own;
            }
            self.say(feature, "id", Reason::RepeatedId((*own).into()));
        }
        let mut made = [FEATURE, &feature.to_string()].concat();
        while !self.is_new(&made) {
            made.push('-');
        }
        Cow::Owned(made)
    }

    #[inline(never)]
    fn is_new(&mut self, id: &str) -> bool {
        let hash = known::hash(id.as_bytes());
        let corpus = &self.events.corpus;
        let id_of = |event| corpus.event(EventIx(event)).id();
        if self.ids.find(hash, |event| id_of(event) == id).is_some() {
            return false;
        }
        let next = corpus.len() as u32;
        self.ids.add(next, hash);
        true
    }

    /// A mention of the place at a position. `named` is what the feature calls the place; the
    /// title of the event that is added next stands in where no feature calls it anything.
    #[inline(never)]
    pub fn mention(&mut self, at: LonLat, named: &str) -> Mention {
        let at = Units::from(at);
        let corpus = &mut self.events.corpus;
        let found = self.sites.find(at.hash(), |site| corpus.site(site) == at);
        let site = found.unwrap_or_else(|| {
            let site = corpus.sites();
            corpus.add_site(at);
            self.sites.add(site, at.hash());
            site
        });
        if !named.is_empty() {
            corpus.name_site(site, named);
        }
        Mention {
            place: PlaceIx::of_site(site),
            role: Role::At,
            printed: self.printed(named),
        }
    }

    /// A name, shared by all that have it.
    #[inline(never)]
    fn printed(&mut self, name: &str) -> Printed {
        if let Some(printed) = self.printed.get(name) {
            return printed.clone();
        }
        let printed = Printed::from(name);
        self.printed.insert(name.into(), printed.clone());
        printed
    }

    /// The kind with a name.
    #[inline(never)]
    pub fn kind(&mut self, name: &str) -> KindIx {
        if let Some(ix) = self.kinds.get(name) {
            return *ix;
        }
        let kinds = &mut self.events.corpus.kinds;
        let ix = KindIx(kinds.len() as u32);
        let mut names = [const { String::new() }; Lang::ALL.len()].map(Box::from);
        names[Lang::En as usize] = name.into();
        kinds.push(Kind {
            id: name.into(),
            names,
        });
        self.kinds.insert(name.into(), ix);
        ix
    }

    /// The article with this outlet, headline, date of publication and address.
    #[inline(never)]
    pub fn article(&mut self, key: [Box<str>; 4], language: &str) -> ArticleIx {
        if let Some(ix) = self.articles.get(&key) {
            return *ix;
        }
        let articles = &mut self.events.corpus.articles;
        let ix = ArticleIx(articles.len() as u32);
        let [outlet, headline, published, url] = key.clone();
        articles.push(Article {
            id: format!("source-{}", ix.0).into(),
            outlet,
            headline,
            published,
            url,
            language: language.into(),
            ..Article::default()
        });
        self.articles.insert(key, ix);
        ix
    }

    /// What was gathered.
    pub fn finish(mut self) -> Events {
        self.events.corpus.shrink();
        self.events
    }

    /// Adds an event.
    #[inline(never)]
    pub fn event(&mut self, event: &NewEvent<'_>) {
        // Its numbers come from this corpus, so that nothing in it dangles.
        let _ = self.events.corpus.add_event(event);
    }
}
