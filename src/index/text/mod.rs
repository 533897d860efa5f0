//! Which events a reader's words find: in any script, with and without the marks of romanisations.
//!
//! # What is searched
//!
//! Of every event its title and summary, the actors, the speakers of its reports, what its figures
//! count, and the names of its places as the articles print them. Through what it refers to: the
//! name of its kind in every language; outlet, headline and authors of its articles; every name of
//! its places and of what they lie within up to a province or body. So "Jilin" finds what happened
//! in Changbai, but "China" finds what names the country and not every town in it, which would be
//! half the corpus. And where an event's own texts call a place of the gazetteer by a name of one
//! word, all names of the place find the event too.
//!
//! Not searched are years and certainties, for which there are controls, and what an editor wrote
//! about a date.
//!
//! # How
//!
//! Texts are folded to words (`fold`), and words are kept once, each with its documents
//! (`lexicon`): the events by rank, then the places, kinds and articles, each of which stands for
//! the events that refer to it. So a name is folded once and not once an event. A keystroke goes
//! through the words that there are, which are far fewer than the words that are written, and
//! marks the documents of those that fit.
//!
//! # What it costs
//!
//! N events with W words of T letters in all, V different ones, of which those found anywhere have
//! A letters; R references of events to places (those they lie within included), kinds and
//! articles; F documents of the words that fit.
//!
//! | operation | time |
//! |---|---|
//! | [`TextIndex::build`] | T to fold, W to look up, R; a search for each name of the gazetteer |
//! | [`TextIndex::search`] | for each word sought: V comparisons of eight bytes, or where it is found anywhere a scan of A bytes; F; N/64 words |
//! | [`TextIndex::places`] | the same without N, and the places that fit |
//!
//! Bytes: 4 for each different word of each event, 16 and its letters for each of the V words,
//! 4 for each of R. While it is built, 4 W more.
//!
//! The shortest times that `cargo bench --bench text` took natively, while others used the machine
//! too; the events have about a hundred bytes each:
//!
//! | | 1,000 | 100,000 | 1,000,000 events |
//! |---|---|---|---|
//! | first letter | 0.006 ms | 0.2 ms | 2.6 ms |
//! | fifth letter | 0.006 ms | 0.03 ms | 0.2 ms |
//! | two letters in Hangul, all texts in it | | 4 ms | |
//! | bytes | 0.4 MB | 8 MB | 76 MB |
//!
//! Building for 1,000 events took 1.3 ms and for 100,000 about 210 ms of processor time.
//!
//! Turned down: a scan of all folded texts. It is sooner built, and reads every letter of every
//! event at every keystroke.

mod fold;
mod groups;
mod han;
mod latin;
mod lexicon;
mod query;
#[cfg(test)]
mod tests;
mod writer;

pub use query::Query;

use super::lookup::Index;
use super::set::{Block, EventSet, blocks_for, put};
use crate::model::table::Texts;
use crate::model::{Corpus, EventIx, Lang, Place, PlaceClass, PlaceIx};
use fold::is_anywhere;
use groups::groups;
use lexicon::Lexicon;
use std::cmp::Reverse;
use writer::Writer;

/// How many places [`TextIndex::places`] names.
const MOST_PLACES: usize = 8;

/// In a text a name that is shorter counts only as a whole word: "US" is not in "used", but
/// "Japan" is in "Japanese".
const SHORT: usize = 4;

/// The words of a corpus and the events that they find.
pub struct TextIndex {
    events: u32,
    places: u32,
    /// Words that are found where they begin.
    beginnings: Lexicon,
    /// Words that are found anywhere.
    anywhere: Lexicon,
    /// End of each group's events in `members`. Groups are the places, then the kinds, then the
    /// articles; their documents follow those of the events.
    ends: Vec<u32>,
    /// Ranks of events, rising in each group.
    members: Vec<u32>,
    /// The names of places, folded and without spaces.
    names: Texts,
    /// End of each place's names.
    name_ends: Vec<u32>,
}

impl TextIndex {
    /// Folds all texts of a corpus. `index` must be that of its events.
    #[must_use]
    pub fn build(corpus: &Corpus, index: &Index) -> Self {
        let events = index.events();
        let in_rank = || {
            let numbers = (0..events).filter_map(|rank| index.event(rank));
            numbers.map(|number| corpus.event(EventIx(number)))
        };
        let mut writer = Writer::new();
        for event in in_rank() {
            writer.event(event);
        }
        let (ends, members) = groups(corpus, in_rank);
        let mut names = Texts::default();
        let mut name_ends = Vec::with_capacity(corpus.places.len());
        let mut start = 0;
        for (place, &end) in corpus.places.iter().zip(&ends) {
            // A host's position is called by the titles of its events until something names it.
            if end > start || place.class != PlaceClass::Site {
                for name in all_names(place) {
                    writer.name(name, &mut names);
                }
            }
            start = end;
            writer.end();
            name_ends.push(names.len() as u32);
        }
        for kind in &corpus.kinds {
            kind.names.iter().for_each(|name| writer.text(name));
            writer.end();
        }
        for article in &corpus.articles {
            writer.text(&article.outlet);
            writer.text(&article.headline);
            article.byline.iter().for_each(|name| writer.text(name));
            writer.end();
        }
        let mut text = Self {
            events,
            places: corpus.places.len() as u32,
            beginnings: writer.beginnings.finish(),
            anywhere: writer.anywhere.finish(),
            ends,
            members,
            names,
            name_ends,
        };
        text.add_named(corpus);
        text
    }

    /// Makes `into` the events that have every word of a query; all events if it has none.
    pub fn search(&self, query: &Query, into: &mut EventSet) {
        self.select(query, Of::Events, into);
    }

    /// At most eight places of which every word of a query is in a name, best first: those with
    /// just this name, then those with a name that begins so, chief names before others, then those
    /// with most events. None if the query has no word.
    #[must_use]
    pub fn places(&self, query: &Query) -> Vec<PlaceIx> {
        if query.is_empty() {
            return Vec::new();
        }
        let mut named = EventSet::default();
        self.select(query, Of::Places, &mut named);
        let mut found = Vec::with_capacity(MOST_PLACES + 1);
        for place in named.iter(0..self.places) {
            let likeness = self.likeness(place, &query.whole);
            let one = (likeness, Reverse(self.members(place).len()), place);
            let at = found.partition_point(|other| *other < one);
            if at < MOST_PLACES {
                found.insert(at, one);
                found.truncate(MOST_PLACES);
            }
        }
        found
            .into_iter()
            .map(|(.., place)| PlaceIx(place))
            .collect()
    }

    /// Bytes on the heap.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let columns = [&self.ends, &self.members, &self.name_ends];
        let columns = columns.map(|column| column.capacity() * size_of::<u32>());
        self.beginnings.bytes()
            + self.anywhere.bytes()
            + columns.iter().sum::<usize>()
            + self.names.heap_bytes()
    }

    /// How near the names of a place come to what is sought, the least nearest: 0 if it is a
    /// name, 2 if a name begins with it, 4 otherwise; one more for names beside the chief ones.
    fn likeness(&self, place: u32, whole: &str) -> u8 {
        let at = place as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.name_ends[before]);
        let names = (start..self.name_ends[at]).filter_map(|number| {
            let rest = self.names.get(number).strip_prefix(whole)?;
            let beside = u8::from(number - start >= Lang::ALL.len() as u32);
            Some(beside + if rest.is_empty() { 0 } else { 2 })
        });
        names.min().unwrap_or(4)
    }

    /// Makes the events whose own texts call a place by a name of one word members of the place,
    /// so that it finds the same by all its names: who speaks in "Dandong" is found by 丹东.
    fn add_named(&mut self, corpus: &Corpus) {
        let (mut ends, mut members) = (Vec::with_capacity(self.ends.len()), Vec::new());
        let mut set = EventSet::default();
        for group in 0..self.ends.len() as u32 {
            let place = corpus.places.get(group as usize);
            if let Some(place) = place.filter(|place| place.class != PlaceClass::Site) {
                let mut all =
                    EventSet::from_ranks(self.events, self.members(group).iter().copied());
                for name in all_names(place) {
                    let mut query = Query::new(name);
                    if let [word] = &mut *query.words {
                        word.parts.clear();
                        self.select(&query, Of::Texts, &mut set);
                        all.or(&set);
                    }
                }
                members.extend(all.iter(0..self.events));
            } else {
                members.extend(self.members(group));
            }
            ends.push(members.len() as u32);
        }
        (self.ends, self.members) = (ends, members);
    }

    /// Makes `into` the numbers of what has every word of a query.
    fn select(&self, query: &Query, of: Of, into: &mut EventSet) {
        let universe = match of {
            Of::Events | Of::Texts => self.events,
            Of::Places => self.places,
        };
        into.refill(universe, |_| [u64::MAX; 8]);
        let mut set = EventSet::default();
        let mut found = Vec::new();
        let mut with = |word: &str, set: &mut EventSet| {
            found.clear();
            found.resize(blocks_for(universe), [0; 8]);
            self.mark(word, of, &mut found);
            set.refill(universe, |block| found[block]);
        };
        for word in &query.words {
            with(&word.text, &mut set);
            if let Some((first, rest)) = word.parts.split_first() {
                let (mut all, mut part) = (EventSet::default(), EventSet::default());
                with(first, &mut all);
                for text in rest {
                    with(text, &mut part);
                    all.and(&part);
                }
                set.or(&all);
            }
            into.and(&set);
        }
    }

    /// Marks what has a word, one bit each.
    fn mark(&self, word: &str, of: Of, found: &mut [Block]) {
        let mut add = |documents: &[u32]| {
            for &document in documents {
                match (of, document.checked_sub(self.events)) {
                    (Of::Events | Of::Texts, None) => put(found, document),
                    (Of::Events, Some(group)) => {
                        self.members(group)
                            .iter()
                            .for_each(|&rank| put(found, rank));
                    }
                    (Of::Places, Some(place)) if place < self.places => put(found, place),
                    (Of::Places | Of::Texts, _) => {}
                }
            }
        };
        if is_anywhere(word) {
            self.anywhere.containing(word, &mut add);
        } else if of == Of::Texts && word.len() < SHORT {
            self.beginnings.exactly(word, &mut add);
        } else {
            self.beginnings.beginning(word, &mut add);
        }
    }

    fn members(&self, group: u32) -> &[u32] {
        let group = group as usize;
        let start = group.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.members[start as usize..self.ends[group] as usize]
    }
}

/// What is sought.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Events, by their own texts and by what they refer to.
    Events,
    /// Events by their own texts.
    Texts,
    /// Places by their own names.
    Places,
}

fn all_names(place: &Place) -> impl Iterator<Item = &str> {
    let names = place.names.iter().chain(&place.other_names);
    names.map(|name| &**name)
}
