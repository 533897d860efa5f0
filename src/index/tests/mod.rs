//! The index against a linear scan over random events with fixed seeds.

mod counts;
mod refusals;
mod tree;

use super::*;
use crate::geo::{World, WorldRect, world_px};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Everything that is on the unit square.
const EVERYWHERE: WorldRect = WorldRect {
    min: World::new(-1.0, -1.0),
    max: World::new(2.0, 2.0),
};

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (((self.0 >> 32) * u64::from(limit)) >> 32) as u32
    }

    fn unit(&mut self) -> f64 {
        f64::from(self.below(1 << 30)) / f64::from(1 << 30)
    }

    fn one_in(&mut self, chances: u32) -> bool {
        self.below(chances) == 0
    }
}

/// What the oracle knows of an event.
struct Event {
    sites: Vec<u32>,
    possible: Vec<YearSpan>,
    certain: Vec<YearSpan>,
    /// Categories by facet.
    facets: [Vec<u16>; 3],
}

impl Event {
    fn touches(&self, years: &RangeInclusive<i16>, certainty: Certainty) -> bool {
        let spans = match certainty {
            Certainty::Possible => &self.possible,
            Certainty::Certain => &self.certain,
        };
        // Year by year, and not by comparing ends as the index does.
        let wanted = (*years.start()).max(-3_000)..=(*years.end()).min(3_000);
        wanted.into_iter().any(|year| {
            spans
                .iter()
                .any(|span| span.first <= year && year <= span.last)
        })
    }

    fn passes(&self, number: u32, filter: &Filter, sets: &[Vec<u32>], without: Without) -> bool {
        let in_time = if self.possible.iter().all(|span| span.is_empty()) {
            filter.undated
        } else {
            match &filter.years {
                Some(years) if without != Without::Years => self.touches(years, filter.certainty),
                _ => true,
            }
        };
        let in_facets = filter
            .facets
            .iter()
            .enumerate()
            .all(|(facet, choice)| match choice {
                Some(choice) if without != Without::Facet(facet) => self.facets[facet]
                    .iter()
                    .any(|category| choice.contains(category)),
                _ => true,
            });
        in_time && in_facets && sets.iter().all(|set| set.contains(&number))
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Without {
    Nothing,
    Years,
    Facet(usize),
}

/// How random data are made.
#[derive(Clone, Copy)]
struct Kind {
    events: u32,
    sites: u32,
    /// Years from the first to the last.
    years: u32,
    /// Whether events have several sites, several categories, sets of years and open ends.
    rich: bool,
}

struct Case {
    sites: Vec<World>,
    events: Vec<Event>,
    index: Index,
}

fn case(kind: Kind, random: &mut Random) -> Case {
    let towns: Vec<World> = (0..8)
        .map(|_| World::new(0.8 + random.unit() * 0.05, 0.3 + random.unit() * 0.05))
        .collect();
    let mut sites: Vec<World> = Vec::new();
    for _ in 0..kind.sites {
        let town = towns[random.below(8) as usize];
        let spread = 0.003 * random.unit() * random.unit();
        sites.push(match random.below(10) {
            0 => World::new(random.unit(), random.unit()),
            1 if !sites.is_empty() => sites[random.below(sites.len() as u32) as usize],
            2 => World::new(1.0, random.unit()),
            _ => World::new(
                town.x + spread * (random.unit() - 0.5),
                town.y + spread * (random.unit() - 0.5),
            ),
        });
    }
    let events: Vec<Event> = (0..kind.events).map(|_| event(kind, random)).collect();
    let index = build(&sites, &events, &options());
    Case {
        sites,
        events,
        index,
    }
}

fn options() -> Options {
    Options {
        min_zoom: 1.0,
        max_zoom: 17.0,
        ..Options::default()
    }
}

fn event(kind: Kind, random: &mut Random) -> Event {
    let mut sites = Vec::new();
    if kind.sites > 0 && !random.one_in(12) {
        let several = if kind.rich && random.one_in(3) {
            random.below(6)
        } else {
            0
        };
        for _ in 0..=several {
            // Repetitions are wanted: they must count once.
            sites.push(random.below(kind.sites));
        }
    }
    let span = |random: &mut Random| {
        let first = 2_000 + random.below(kind.years) as i16;
        let last = (first + random.below(4) as i16).min(1_999 + kind.years as i16);
        YearSpan::new(first, last)
    };
    let mut possible = Vec::new();
    if !random.one_in(9) {
        possible.push(span(random));
        if kind.rich && random.one_in(10) {
            possible[0].last = i16::MAX;
        }
        if kind.rich && random.one_in(10) {
            possible[0].first = i16::MIN;
        }
        if kind.rich && random.one_in(10) {
            possible = (0..3).map(|_| span(random)).collect();
            if random.one_in(5) {
                possible.fill(YearSpan::NONE);
            }
        }
    }
    let certain = match (possible.as_slice(), random.below(3)) {
        (_, 0) => Vec::new(),
        ([one], 1) => vec![YearSpan::new(one.first, one.first.max(1_999))],
        _ => possible.clone(),
    };
    let many = if kind.rich { random.below(4) } else { 1 };
    let lists = (0..many).map(|_| random.below(100) as u16).collect();
    let facets = [
        if random.one_in(20) {
            Vec::new()
        } else {
            vec![random.below(5) as u16]
        },
        (0..many).map(|_| random.below(12) as u16).collect(),
        lists,
    ];
    Event {
        sites,
        possible,
        certain,
        facets,
    }
}

/// Lists end to end.
fn flat<T: Copy>(lists: impl Iterator<Item = Vec<T>>) -> (Vec<u32>, Vec<T>) {
    let (mut offsets, mut items) = (vec![0], Vec::new());
    for list in lists {
        items.extend(list);
        offsets.push(items.len() as u32);
    }
    (offsets, items)
}

fn build(sites: &[World], events: &[Event], options: &Options) -> Index {
    let entries = flat(events.iter().map(|event| event.sites.clone()));
    let single = |spans: &Vec<YearSpan>| spans.first().copied().unwrap_or(YearSpan::NONE);
    let possible: Vec<_> = events.iter().map(|event| single(&event.possible)).collect();
    let certain: Vec<_> = events.iter().map(|event| single(&event.certain)).collect();
    let several = |event: &Event| event.possible.len() > 1 || event.certain.len() > 1;
    let year_sets: Vec<YearSet> = (0..)
        .zip(events)
        .filter(|(_, event)| several(event))
        .map(|(number, event)| YearSet {
            event: number,
            possible: event.possible.clone(),
            certain: event.certain.clone(),
        })
        .collect();
    let code = |event: &Event| event.facets[0].first().copied().unwrap_or(NO_CATEGORY);
    let one: Vec<u16> = events.iter().map(code).collect();
    let some = flat(events.iter().map(|event| event.facets[1].clone()));
    let many = flat(events.iter().map(|event| event.facets[2].clone()));
    let input = IndexInput {
        sites,
        entries: Lists {
            offsets: &entries.0,
            items: &entries.1,
        },
        possible: &possible,
        certain: &certain,
        year_sets: &year_sets,
        facets: &[
            FacetInput::One(&one),
            FacetInput::Many(Lists {
                offsets: &some.0,
                items: &some.1,
            }),
            FacetInput::Many(Lists {
                offsets: &many.0,
                items: &many.1,
            }),
        ],
    };
    Index::build(&input, options).unwrap()
}

const KINDS: [Kind; 9] = [
    Kind {
        events: 0,
        sites: 0,
        years: 5,
        rich: false,
    },
    Kind {
        events: 0,
        sites: 7,
        years: 5,
        rich: false,
    },
    Kind {
        events: 4,
        sites: 0,
        years: 5,
        rich: true,
    },
    Kind {
        events: 1,
        sites: 1,
        years: 1,
        rich: false,
    },
    Kind {
        events: 2,
        sites: 2,
        years: 3,
        rich: true,
    },
    Kind {
        events: 50,
        sites: 20,
        years: 9,
        rich: true,
    },
    Kind {
        events: 600,
        sites: 90,
        years: 31,
        rich: true,
    },
    Kind {
        events: 3_000,
        sites: 3_000,
        years: 12,
        rich: false,
    },
    Kind {
        events: 3_000,
        sites: 1_500,
        years: 120,
        rich: true,
    },
];

fn every_case(check: impl Fn(&Case, &mut Random)) {
    let mut random = Random(0x5eed_1234_89ab_cdef);
    for kind in KINDS {
        check(&case(kind, &mut random), &mut random);
    }
}

/// A random filter, and the sets in it by the caller's numbers.
fn filter(case: &Case, random: &mut Random) -> (Filter, Vec<Vec<u32>>) {
    let mut filter = Filter {
        undated: random.one_in(2),
        ..Filter::default()
    };
    if !random.one_in(4) {
        let first = 1_996 + random.below(140) as i16;
        filter.years = Some(match random.below(12) {
            0 => i16::MIN..=first,
            1 => first..=i16::MAX,
            #[allow(clippy::reversed_empty_ranges)]
            2 => first..=first - 3,
            3 => 1_900..=1_950,
            4..=7 => 2_000 + random.below(12) as i16..=2_012,
            _ => first..=first + random.below(6) as i16,
        });
    }
    if random.one_in(2) {
        filter.certainty = Certainty::Certain;
    }
    for categories in [7, 14, 110] {
        let chosen = random.below(6);
        let choice = (0..chosen)
            .map(|_| random.below(categories) as u16)
            .collect();
        filter.facets.push((!random.one_in(2)).then_some(choice));
    }
    let mut sets = Vec::new();
    for _ in 0..random.below(3) {
        let numbers: Vec<u32> = (0..case.events.len() as u32)
            .filter(|_| !random.one_in(3))
            .collect();
        filter
            .sets
            .push(Arc::new(case.index.set_of(numbers.iter().copied())));
        sets.push(numbers);
    }
    (filter, sets)
}

impl Case {
    /// The events that pass, by the caller's numbers.
    fn passing(&self, filter: &Filter, sets: &[Vec<u32>], without: Without) -> Vec<u32> {
        (0..)
            .zip(&self.events)
            .filter(|(number, event)| event.passes(*number, filter, sets, without))
            .map(|(number, _)| number)
            .collect()
    }

    fn marks(&self, zoom: f64) -> Vec<NodeId> {
        let mut marks = Vec::new();
        self.index.visible(zoom, &EVERYWHERE, &mut marks);
        marks
    }

    fn numbers(&self, ranks: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let mut numbers: Vec<u32> = ranks
            .into_iter()
            .map(|rank| self.index.event(rank).unwrap())
            .collect();
        numbers.sort_unstable();
        numbers
    }
}

/// Zooms between, on and beyond those at which marks change.
fn zooms() -> impl Iterator<Item = f64> {
    (0..80).map(|quarter| f64::from(quarter) / 4.0)
}

#[test]
fn an_index_goes_to_any_thread() {
    fn check<T: Send + Sync>() {}
    check::<Index>();
    check::<Selection>();
    check::<Filter>();
}
