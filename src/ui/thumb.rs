//! A thumb of the year control.

use super::el::{El, el};
use super::histogram::Bars;
use super::signals::prelude::*;
use super::store::Store;
use super::time::SetRange;
use crate::geo::decimal::short;
use std::ops::RangeInclusive;
use web_sys::KeyboardEvent;

/// A thumb: an ARIA slider whose limits are the other thumb's.
pub fn thumb(
    store: Store,
    bars: Memo<Bars>,
    range: Memo<Option<RangeInclusive<i16>>>,
    set: &SetRange,
    is_first: bool,
) -> El {
    let place = move || {
        let x = range.get().map(|range| {
            bars.with(|bars| {
                let year = if is_first {
                    *range.start()
                } else {
                    range.end().saturating_add(1)
                };
                bars.x(year)
            })
        });
        format!("translateX({}px)", short(x.unwrap_or_default(), 1))
    };
    let limits = move || {
        let (ends, range) = (bars.with(Bars::ends), range.get());
        ends.zip(range).map(|((first, last), range)| {
            if is_first {
                (first, *range.end())
            } else {
                (*range.start(), last)
            }
        })
    };
    let now = move || {
        range.get().map(|range| {
            if is_first {
                *range.start()
            } else {
                *range.end()
            }
        })
    };
    let set = set.clone();
    let key = move |event: KeyboardEvent| {
        let (Some((least, most)), Some(year)) = (untrack(limits), untrack(now)) else {
            return;
        };
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => year.saturating_sub(1),
            "ArrowRight" | "ArrowUp" => year.saturating_add(1),
            "PageDown" => year.saturating_sub(5),
            "PageUp" => year.saturating_add(5),
            "Home" => least,
            "End" => most,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let to = to.clamp(least, most);
        if let Some(range) = range.get_untracked() {
            set(Some(if is_first {
                to..=*range.end()
            } else {
                *range.start()..=to
            }));
        }
    };
    let year = move || now().map(|year| year.to_string());
    el("div")
        .class(if is_first {
            "thumb first"
        } else {
            "thumb last"
        })
        .attr("role", "slider")
        .attr("tabindex", "0")
        .label_by(move || end_name(store, is_first))
        .attr_by("aria-valuemin", move || {
            limits().map(|limits| limits.0.to_string())
        })
        .attr_by("aria-valuemax", move || {
            limits().map(|limits| limits.1.to_string())
        })
        .attr_by("aria-valuenow", year)
        .attr_by("aria-valuetext", year)
        .style_by("transform", place)
        .on("keydown", key)
}

/// What the first or the last year is called.
pub fn end_name(store: Store, is_first: bool) -> String {
    let words = store.words();
    if is_first {
        words.first_year
    } else {
        words.last_year
    }
    .into()
}
