//! How events are sorted into categories, counted under any set.

use super::input::{FacetInput, NO_CATEGORY};
use super::set::{Block, EventSet, blocks_for, common, pack_blocks, put, unpack_blocks};
use crate::model::flat::{Pack, Unpack};

/// Categories up to which each has its own set.
const FEW: usize = 32;

/// The categories of one facet.
///
/// Up to 32 categories have a set each: at most 4 bytes an event, a choice costs N/64 words a
/// category, counts cost N/64 words a category. More have a list of ranks each: 4 bytes for every
/// event and category of its, a choice costs the events chosen, counts cost one bit read for
/// every event and category of its.
#[derive(Debug)]
pub(super) struct Facet {
    categories: usize,
    store: Store,
}

#[derive(Debug)]
enum Store {
    /// One plane after the other.
    Sets { planes: Vec<Block>, blocks: usize },
    /// The ranks of a category are those up to its end and from the end of the one before.
    Lists { ranks: Vec<u32>, ends: Vec<u32> },
}

impl Facet {
    /// Takes the rank of every event. Costs the events and their categories.
    #[inline(never)]
    pub(super) fn build(input: &FacetInput, ranks: &[u32]) -> Self {
        let of = |event: u32| -> &[u16] {
            match input {
                FacetInput::One(codes) => std::slice::from_ref(&codes[event as usize]),
                FacetInput::Many(lists) => lists.list(event),
            }
        };
        let codes = match input {
            FacetInput::One(codes) => codes,
            FacetInput::Many(lists) => lists.items,
        };
        let named = codes.iter().filter(|&&code| code != NO_CATEGORY);
        let categories = named.max().map_or(0, |&last| usize::from(last) + 1);
        let each = |visit: &mut dyn FnMut(u32, usize)| {
            for (event, &rank) in (0..).zip(ranks) {
                let codes = of(event);
                for (at, code) in codes.iter().enumerate() {
                    // One named twice counts once.
                    if *code != NO_CATEGORY && !codes[..at].contains(code) {
                        visit(rank, usize::from(*code));
                    }
                }
            }
        };
        let store = if categories <= FEW {
            let blocks = blocks_for(ranks.len() as u32);
            let mut planes = vec![[0; 8]; blocks * categories];
            each(&mut |rank, category| put(&mut planes[category * blocks..], rank));
            Store::Sets { planes, blocks }
        } else {
            let mut ends = vec![0_u32; categories];
            each(&mut |_, category| ends[category] += 1);
            let mut sum = 0;
            for end in &mut ends {
                sum += std::mem::replace(end, sum);
            }
            let mut lists = vec![0; sum as usize];
            each(&mut |rank, category| {
                lists[ends[category] as usize] = rank;
                ends[category] += 1;
            });
            Store::Lists { ranks: lists, ends }
        };
        Self { categories, store }
    }

    /// How many categories there are: one more than the largest that occurs.
    pub(super) fn categories(&self) -> usize {
        self.categories
    }

    /// For a facet of lists, writes the events with one of the chosen categories into `scratch`.
    pub(super) fn prepare(&self, choice: &[u16], blocks: usize, scratch: &mut Vec<Block>) {
        scratch.clear();
        if let Store::Lists { ranks, ends } = &self.store {
            scratch.resize(blocks, [0; 8]);
            for &category in choice {
                for &rank in list(ranks, ends, usize::from(category)) {
                    put(scratch, rank);
                }
            }
        }
    }

    /// The events of a block with one of the chosen categories; `prepared` was filled for them.
    pub(super) fn any(&self, choice: &[u16], prepared: &[Block], block: usize) -> Block {
        let Store::Sets { planes, blocks } = &self.store else {
            return prepared[block];
        };
        let mut any = [0; 8];
        for &category in choice {
            let category = usize::from(category);
            if category < self.categories {
                for (word, plane) in any.iter_mut().zip(&planes[category * blocks + block]) {
                    *word |= plane;
                }
            }
        }
        any
    }

    /// How many events of a set each category has; `counts` is emptied first.
    pub(super) fn counts(&self, set: &EventSet, counts: &mut Vec<u32>) {
        counts.clear();
        let categories = 0..self.categories;
        match &self.store {
            Store::Sets { planes, blocks } => counts.extend(categories.map(|category| {
                let plane = &planes[category * blocks..][..*blocks];
                plane
                    .iter()
                    .zip(set.blocks())
                    .map(|(a, b)| common(a, b))
                    .sum::<u32>()
            })),
            Store::Lists { ranks, ends } => counts.extend(categories.map(|category| {
                let members = list(ranks, ends, category).iter();
                members
                    .map(|&rank| u32::from(set.contains(rank)))
                    .sum::<u32>()
            })),
        }
    }

    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        to.number(self.categories as u32);
        match &self.store {
            Store::Sets { planes, .. } => pack_blocks(planes, to),
            Store::Lists { ranks, ends } => {
                to.longs(ranks);
                to.longs(ends);
            }
        }
    }

    /// Takes a facet of so many events that was packed.
    pub(super) fn unpack(from: &mut Unpack, events: u32) -> Self {
        let categories = from.number() as usize;
        let blocks = blocks_for(events);
        let (store, fits) = if categories <= FEW {
            let planes = unpack_blocks(from);
            let fits = planes.len() == blocks * categories;
            (Store::Sets { planes, blocks }, fits)
        } else {
            let (ranks, ends) = (from.longs(), from.longs());
            let all = ends.last().map(|end| *end as usize);
            let fits = ends.len() == categories && all == Some(ranks.len());
            (Store::Lists { ranks, ends }, fits)
        };
        from.check(fits, "categories");
        Self { categories, store }
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        match &self.store {
            Store::Sets { planes, .. } => planes.capacity() * size_of::<Block>(),
            Store::Lists { ranks, ends } => (ranks.capacity() + ends.capacity()) * 4,
        }
    }
}

/// The ranks of one category of a facet of lists.
fn list<'a>(ranks: &'a [u32], ends: &[u32], category: usize) -> &'a [u32] {
    let Some(&end) = ends.get(category) else {
        return &[];
    };
    let start = category.checked_sub(1).map_or(0, |before| ends[before]);
    &ranks[start as usize..end as usize]
}
