//! What is said of a place above its events.

use super::el::{El, el};
use super::icon::button;
use super::signals::prelude::*;
use super::store::{Choice, Store};
use crate::app::Limit;
use crate::index::Filter;
use crate::model::edtf::{Bound, Edtf};
use crate::model::{EventIx, Lang};

/// The place's names in the other scripts, and what it is.
pub fn names(store: Store) -> El {
    let parts = move || {
        let (Some(catalog), Choice::Place(place)) = (store.catalog.get(), store.choice.get())
        else {
            return Vec::new();
        };
        let place = catalog.corpus().place(place);
        let shown = place.name(store.lang.get());
        let mut said = vec![shown];
        let mut parts = Vec::new();
        for lang in Lang::ALL {
            let name = &*place.names[lang as usize];
            if !name.is_empty() && !said.contains(&name) {
                said.push(name);
                parts.push(el("span").attr("lang", lang.tag()).text(name));
                parts.push(el("span").text(" · "));
            }
        }
        parts.push(el("span").text((store.words().class)(place.class)));
        parts
    };
    el("p")
        .class("names")
        .hidden_by(move || !matches!(store.choice.get(), Choice::Place(_)))
        .part_by(parts)
}

/// How many of the choice's events pass the filter.
pub fn in_range(store: Store, shown: u32) -> String {
    let words = store.words();
    let Some(catalog) = store.catalog.get() else {
        return String::new();
    };
    let all = match store.choice.get() {
        Choice::Event(_) => return String::new(),
        Choice::Nothing => catalog.index().events(),
        Choice::Place(place) => catalog.events_at(place, &Filter::default(), 0).1,
        Choice::Cluster(node) => catalog.count_below(node),
    };
    let only_years = store.ask.with(|ask| {
        let limits = ask.limits();
        limits
            .iter()
            .all(|limit| matches!(limit, Limit::Years | Limit::Certain | Limit::Undated))
    });
    match shown {
        0 if all > 0 && only_years => (words.none_in_range)(all),
        _ if shown == all => (words.events)(all),
        _ => (words.events_of)(shown, all),
    }
}

/// The button that widens the range of years to the events outside it.
pub fn outside(store: Store, events: Memo<(Vec<EventIx>, u32)>) -> El {
    let more = Memo::new(move |_| match store.choice.get() {
        Choice::Place(_) | Choice::Cluster(_) if store.years.with(Option::is_some) => store
            .chosen_in_any_year()
            .saturating_sub(events.with(|(_, all)| *all)),
        _ => 0,
    });
    el("p").hidden_by(move || more.get() == 0).child(
        button("link outside")
            .press(move || widen(store))
            .text_by(move || (store.words().outside)(more.get())),
    )
}

/// Widens the range by as little as shows every event of the choice.
fn widen(store: Store) {
    let (Some(catalog), Some(years)) = (store.catalog.get_untracked(), store.years.get_untracked())
    else {
        return;
    };
    let (events, _) = untrack(|| store.chosen_under(&store.any_year(), usize::MAX));
    let (mut first, mut last) = years.into_inner();
    for event in events {
        let (a, b) = touched(catalog.corpus().event(event).when()).unwrap_or((first, last));
        // One year that it touches is enough, and the nearer is the smaller step.
        if b < first {
            first = b;
        } else if a > last {
            last = a;
        }
    }
    store.ask.update(|ask| {
        ask.years = Some(first..=last);
        // What is only possibly in its years would still be missing.
        ask.certain = false;
    });
}

/// The first and last year that a date may touch, as far as it says.
fn touched(when: &str) -> Option<(i16, i16)> {
    let edtf = Edtf::parse(when).ok().filter(|edtf| !edtf.is_undated())?;
    let year = |bound: Bound, open: i16| match bound {
        Bound::Day(day) => i16::try_from(day.ymd().0).unwrap_or(open),
        _ => open,
    };
    Some((
        year(edtf.earliest(), i16::MIN),
        year(edtf.latest(), i16::MAX),
    ))
}

/// The way across the river.
pub fn facing(store: Store) -> Option<El> {
    let catalog = store.catalog.get()?;
    let Choice::Place(place) = store.choice.get() else {
        return None;
    };
    let other = catalog.corpus().place(place).facing?;
    let name = catalog.corpus().place(other).name(store.lang.get());
    let way = button("link facing").press(move || store.choice.set(Choice::Place(other)));
    Some(el("p").child(way.text(&(store.words().facing)(name))))
}
