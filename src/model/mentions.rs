//! Where events took place, by column: as structures, a million mentions would be three times as
//! large, and would have to be made again wherever they are taken over.

use super::flat::{Pack, Unpack};
use super::table::Ends;
use super::words::{Numbers, Words};
use super::{Mention, PlaceIx, Role};
use std::ops::Range;

/// The mentions of all events.
#[derive(Clone, Debug, Default)]
pub(super) struct Mentions {
    places: Vec<u32>,
    /// As numbers of the vocabulary.
    roles: Numbers,
    /// Names as they are printed.
    printed: Words,
    /// Where those of each event end.
    ends: Ends,
}

impl Mentions {
    /// Adds those of the next event.
    pub fn push(&mut self, mentions: &[Mention]) {
        for mention in mentions {
            self.places.push(mention.place.0);
            self.roles.push(mention.role as u32);
            self.printed.push(&mention.printed);
        }
        self.ends.push(mentions.len() as u32);
    }

    /// Those of an event.
    pub fn get(&self, event: u32) -> Vec<Mention> {
        let of = |at| Mention {
            place: PlaceIx(self.places[at]),
            role: Role::ALL[self.roles.get(at) as usize],
            printed: self.printed.get(at).into(),
        };
        self.of(event).map(of).collect()
    }

    /// The places of an event, one as often as it is mentioned.
    pub fn places(&self, event: u32) -> impl Iterator<Item = PlaceIx> + Clone {
        self.places[self.of(event)].iter().copied().map(PlaceIx)
    }

    /// The names by which an event calls its places; some are empty.
    pub fn printed(&self, event: u32) -> impl Iterator<Item = &str> {
        self.of(event).map(|at| self.printed.get(at))
    }

    /// Where those of an event are, among those that there are whatever the bytes said.
    fn of(&self, event: u32) -> Range<usize> {
        let at = self.ends.get(event);
        let end = at.end.min(self.places.len());
        at.start.min(end)..end
    }

    pub fn shrink(&mut self) {
        self.places.shrink_to_fit();
        self.roles.shrink();
        self.printed.shrink();
        self.ends.shrink();
    }

    /// Bytes on the heap.
    pub fn heap_bytes(&self) -> usize {
        let places = self.places.capacity() * size_of::<u32>();
        let words = self.roles.heap_bytes() + self.printed.heap_bytes();
        places + words + self.ends.heap_bytes()
    }

    /// Packs the mentions.
    pub fn pack(&self, to: &mut Pack<'_>) {
        to.longs(&self.places);
        self.roles.pack(to);
        self.printed.pack(to);
        self.ends.pack(to);
    }

    /// Takes mentions that were packed, of a corpus whose places `has` tells. Costs a look at each.
    #[inline(never)]
    pub fn unpack(from: &mut Unpack, has: &dyn Fn(PlaceIx) -> bool) -> Self {
        let mentions = Self {
            places: from.longs(),
            roles: Numbers::unpack(from),
            printed: Words::unpack(from),
            ends: Ends::unpack(from),
        };
        let count = mentions.places.len();
        let lengths = [mentions.roles.len(), mentions.printed.len()];
        let are_there = mentions.places.iter().all(|place| has(PlaceIx(*place)));
        let are_words = (mentions.roles.largest() as usize) < Role::ALL.len();
        let fits = lengths == [count; 2] && mentions.ends.total() as usize == count;
        from.check(fits && are_there && are_words, "mentions");
        mentions
    }
}
