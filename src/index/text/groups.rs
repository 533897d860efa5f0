//! Which events refer to a place, a kind or an article.

use crate::model::{Corpus, Event, Place, PlaceClass};

/// More steps from a place to what it lies within are not taken, so that places that lie within
/// each other in a circle do no harm.
const MOST_STEPS: usize = 8;

/// The ranks of the events of every group, and where each group's end.
pub fn groups<'a, I: Iterator<Item = Event<'a>>>(
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
    for place in event.places() {
        let mut ix = place;
        // A position of a host's file is found by what its events call it, which is their text.
        if ix.site().is_some() || is_called(corpus.place(ix), event) {
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
