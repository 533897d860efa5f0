//! Which events a reader's words find: in any script, with and without the marks of romanisations.
//!
//! # What is searched
//!
//! Of every event its title and summary, the actors, the speakers of its reports, what its figures
//! count, and the names of its places as the articles print them. Through what it refers to: the
//! name of its kind in every language; outlet, headline and authors of its articles; every name of
//! its places and of what they lie within up to a province or body. So "Jilin" finds what happened
//! in Changbai, but "China" finds what names the country and not every town in it, which would be
//! half the corpus.
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
//! | [`TextIndex::build`] | T to fold, W to look up, R |
//! | [`TextIndex::search`] | for each word sought: V comparisons of eight bytes, or where it is found anywhere a scan of A bytes; F; N/64 words |
//! | [`TextIndex::places`] | the same without N, and the places that fit |
//!
//! Bytes: 4 for each different word of each event, 16 and its letters for each of the V words,
//! 4 for each of R. While it is built, 4 W more.
//!
//! Measured natively on one core of a machine with two, with `cargo bench --bench text`:
//!
//! FIGURES

mod fold;
mod han;
mod latin;
mod lexicon;
mod query;
#[cfg(test)]
mod tests;

pub use query::Query;

use super::lookup::Index;
use super::set::{Block, EventSet, blocks_for, put};
use crate::model::table::Texts;
use crate::model::{Corpus, Event, EventIx, Place, PlaceClass, PlaceIx};
use fold::{Folder, Reading, is_anywhere};
use lexicon::{Draft, Lexicon};
use std::cmp::Reverse;

/// How many places [`TextIndex::places`] names.
const MOST_PLACES: usize = 8;

/// More steps from a place to what it lies within are not taken, so that places that lie within
/// each other in a circle do no harm.
const MOST_STEPS: usize = 8;

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
                for name in place.names.iter().chain(&place.other_names) {
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
        Self {
            events,
            places: corpus.places.len() as u32,
            beginnings: writer.beginnings.finish(),
            anywhere: writer.anywhere.finish(),
            ends,
            members,
            names,
            name_ends,
        }
    }

    /// Makes `into` the events that have every word of a query; all events if it has none.
    pub fn search(&self, query: &Query, into: &mut EventSet) {
        self.select(query, Of::Events, into);
    }

    /// At most eight places of which every word of a query is in a name, best first: those with
    /// just this name, then those with a name that begins so, then those with most events. None if
    /// the query has no word.
    #[must_use]
    pub fn places(&self, query: &Query) -> Vec<PlaceIx> {
        if query.is_empty() {
            return Vec::new();
        }
        let mut named = EventSet::default();
        self.select(query, Of::Places, &mut named);
        let mut found: Vec<_> = named
            .iter(0..self.places)
            .map(|place| {
                let likeness = self.likeness(place, &query.whole);
                (likeness, Reverse(self.members(place).len()), place)
            })
            .collect();
        if found.len() > MOST_PLACES {
            found.select_nth_unstable(MOST_PLACES);
            found.truncate(MOST_PLACES);
        }
        found.sort_unstable();
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

    /// 0 if a name of the place is what is sought, 1 if one begins with it, otherwise 2.
    fn likeness(&self, place: u32, whole: &str) -> u8 {
        let at = place as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.name_ends[before]);
        let rest = (start..self.name_ends[at])
            .filter_map(|name| self.names.get(name).strip_prefix(whole).map(str::len));
        match rest.min() {
            Some(0) => 0,
            Some(_) => 1,
            None => 2,
        }
    }

    /// Makes `into` the numbers of what has every word of a query.
    fn select(&self, query: &Query, of: Of, into: &mut EventSet) {
        let universe = match of {
            Of::Events => self.events,
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
        self.documents(word, &mut |documents| {
            for &document in documents {
                match (of, document.checked_sub(self.events)) {
                    (Of::Events, None) => put(found, document),
                    (Of::Events, Some(group)) => {
                        self.members(group)
                            .iter()
                            .for_each(|&rank| put(found, rank));
                    }
                    (Of::Places, Some(place)) if place < self.places => put(found, place),
                    (Of::Places, _) => {}
                }
            }
        });
    }

    fn documents(&self, word: &str, found: &mut dyn FnMut(&[u32])) {
        if is_anywhere(word) {
            self.anywhere.containing(word, found);
        } else {
            self.beginnings.beginning(word, found);
        }
    }

    fn members(&self, group: u32) -> &[u32] {
        let group = group as usize;
        let start = group.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.members[start as usize..self.ends[group] as usize]
    }
}

/// What is sought: by its own names only, or also by what it refers to.
#[derive(Clone, Copy)]
enum Of {
    Events,
    Places,
}

/// Both lexicons while they are written, and what folds their texts.
struct Writer {
    folder: Folder,
    beginnings: Draft,
    anywhere: Draft,
}

impl Writer {
    fn new() -> Self {
        Self {
            folder: Folder::default(),
            beginnings: Draft::new(),
            anywhere: Draft::new(),
        }
    }

    fn event(&mut self, event: Event) {
        self.text(event.title());
        self.text(event.summary());
        for actor in event.actors() {
            self.text(actor);
        }
        for report in event.reports() {
            self.text(&report.speaker);
        }
        for figure in event.figures() {
            self.text(&figure.what);
            self.text(&figure.unit);
        }
        for mention in event.mentions() {
            self.text(&mention.printed);
        }
        self.end();
    }

    /// Adds the words of a text to the document that is being written.
    fn text(&mut self, text: &str) {
        let Self {
            folder,
            beginnings,
            anywhere,
        } = self;
        folder.words(text, Reading::Text, &mut |word| {
            if is_anywhere(word.text) {
                anywhere.add(word.text);
                return;
            }
            beginnings.add(word.text);
            for &joint in word.joints {
                beginnings.add(&word.text[joint..]);
            }
        });
    }

    /// Adds a place's name, which is kept as a whole too.
    fn name(&mut self, name: &str, names: &mut Texts) {
        self.text(name);
        let mut whole = String::new();
        self.folder
            .words(name, Reading::Text, &mut |word| whole.push_str(word.text));
        names.push(&whole);
    }

    fn end(&mut self) {
        self.beginnings.end();
        self.anywhere.end();
    }
}

/// The ranks of the events of every group, and where each group's end.
fn groups<'a, I: Iterator<Item = Event<'a>>>(
    corpus: &Corpus,
    in_rank: impl Fn() -> I,
) -> (Vec<u32>, Vec<u32>) {
    let groups = corpus.places.len() + corpus.kinds.len() + corpus.articles.len();
    // Calls back once for each event of each group, although an event may name a town twice, and
    // the town's province beside it.
    let each = |found: &mut dyn FnMut(usize, u32)| {
        let mut last = vec![u32::MAX; groups];
        for (rank, event) in (0..).zip(in_rank()) {
            groups_of(corpus, event, &mut |group| {
                if last[group] != rank {
                    last[group] = rank;
                    found(group, rank);
                }
            });
        }
    };
    let mut ends = vec![0; groups];
    each(&mut |group, _| ends[group] += 1);
    let mut end = 0;
    for count in &mut ends {
        (*count, end) = (end, end + *count);
    }
    // Now each is where its group starts, and after the filling where it ends.
    let mut members = vec![0; end as usize];
    each(&mut |group, rank| {
        members[ends[group] as usize] = rank;
        ends[group] += 1;
    });
    (ends, members)
}

/// The groups that an event belongs to, some of them several times.
fn groups_of(corpus: &Corpus, event: Event, found: &mut dyn FnMut(usize)) {
    for mention in event.mentions() {
        let mut ix = mention.place;
        if is_called(corpus.place(ix), event) {
            continue;
        }
        for _ in 0..MOST_STEPS {
            found(ix.at());
            match corpus.place(ix).within {
                Some(next) if corpus.place(next).class != PlaceClass::Country => ix = next,
                _ => break,
            }
        }
    }
    let kinds = corpus.places.len();
    if let Some(kind) = event.kind() {
        found(kinds + kind.at());
    }
    for report in event.reports() {
        found(kinds + corpus.kinds.len() + report.article.at());
    }
}

/// Whether a position of a host has no name but the event's own title, so that it adds nothing.
fn is_called(place: &Place, event: Event) -> bool {
    place.class == PlaceClass::Site
        && place.other_names.is_empty()
        && place
            .names
            .iter()
            .all(|name| name.is_empty() || **name == *event.title())
}
