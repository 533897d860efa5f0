//! The year control: a histogram with two thumbs, two fields, and a walk through the years.

use super::dom::{Timer, keep_focus};
use super::el::{El, el, follow, svg};
use super::histogram::Bars;
use super::icon::{CLOSE, PAUSE, PLAY, button, icon};
use super::signals::prelude::*;
use super::store::Store;
use super::thumb::end_name;
use super::timeline::{hatch, timeline};
use crate::index::{Certainty, Filter, Selection, YearCount};
use std::ops::RangeInclusive;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Milliseconds for reading a year while the years are played.
const PLAY_STEP: i32 = 1_600;

/// Changes the range by the reader's hand.
pub type SetRange = Rc<dyn Fn(Option<RangeInclusive<i16>>)>;

/// The year control.
pub fn time(store: Store) -> El {
    let width = RwSignal::new(0.0_f64);
    let any_year = Memo::new(move |_| store.any_year());
    let years = Memo::new(move |_| any_year.with(|filter| counts(store, filter)));
    let bars = Memo::new(move |_| Bars {
        years: years.get(),
        width: width.get(),
    });
    let range = Memo::new(move |_| shown(&bars.get(), store.years.get().as_ref()));
    let playing = RwSignal::new(None::<Timer>);
    let stop = move || {
        // Taken out and dropped, it is over.
        playing.try_update(Option::take);
    };
    // Every input by the reader goes through here and ends the walk.
    let set: SetRange = Rc::new(move |range| {
        stop();
        let ends = bars.with_untracked(Bars::ends);
        let whole = ends.is_some_and(|(a, b)| range == Some(a..=b));
        store.set_years(range.filter(|_| !whole));
    });
    let play = move || {
        if playing.with_untracked(Option::is_some) {
            return stop();
        }
        advance(store, bars, true);
        let step = move || {
            if !advance(store, bars, false) {
                stop();
            }
        };
        playing.set(Timer::every(step, PLAY_STEP));
    };
    let is_playing = move || playing.with(Option::is_some);
    let play_name = move || {
        let words = store.words();
        if is_playing() {
            words.pause
        } else {
            words.play
        }
        .to_string()
    };
    let drawing = button("play")
        .attr_by("title", move || Some(play_name()))
        .press(play)
        .part_by(move || vec![icon(if is_playing() { PAUSE } else { PLAY })]);
    let is_empty = move || bars.with(|bars| bars.years.is_empty());
    // Its room is kept for the first events: otherwise the map would grow, and shrink again.
    let waits = move || is_empty() && store.loading.get();
    el("section")
        .class("time")
        .attr("part", "time")
        .attr_by("data-later", move || waits().then(String::new))
        .label_by(move || store.words().years.into())
        .hidden_by(move || is_empty() && !waits())
        .child(head(store, range, bars, (years, any_year), &set))
        .child(drawing)
        .child(timeline(store, bars, range, width, &set))
}

/// The fields, the count, and the switches.
fn head(
    store: Store,
    range: Memo<Option<RangeInclusive<i16>>>,
    bars: Memo<Bars>,
    (years, any_year): (Memo<Vec<YearCount>>, Memo<Filter>),
    set: &SetRange,
) -> El {
    let count = move || {
        let catalog = store.catalog.get();
        let all = catalog.map_or(0, |catalog| catalog.index().events());
        let shown = store.selection.with(|selection| selection.total());
        let words = store.words();
        if shown == all {
            (words.events)(all)
        } else {
            (words.events_of)(shown, all)
        }
    };
    let undated = Memo::new(move |_| {
        let passing = |undated| {
            let filter = Filter {
                undated,
                ..any_year.get()
            };
            total(store, &filter)
        };
        passing(true).saturating_sub(passing(false))
    });
    let uncertain = Memo::new(move |_| {
        let passing = |certainty| {
            let filter = Filter {
                certainty,
                ..store.filter.get()
            };
            total(store, &filter)
        };
        passing(Certainty::Possible).saturating_sub(passing(Certainty::Certain))
    });
    let all_years = {
        let set = set.clone();
        let button = button("chip all-years");
        let here = button.element().clone();
        button
            .hidden_by(move || store.years.with(Option::is_none))
            .press(move || {
                keep_focus(&here, &[".thumb.first", ".play"]);
                set(None);
            })
            .child(icon(CLOSE))
            .text_by(move || store.words().all_years.into())
    };
    let sample = svg("rect").class("maybe").attr("fill", "url(#hatch-out)");
    let sample = sample
        .attr("x", "1")
        .attr("y", "1")
        .attr("width", "12")
        .attr("height", "12");
    // The sign of uncertain years is the switch for them; without a range there is nothing to
    // switch.
    let is_limited = move || store.years.with(Option::is_some);
    let legend = button("chip legend")
        .hidden_by(move || years.with(|years| years.iter().all(|y| y.certain == y.possible)))
        .attr_by("aria-pressed", move || {
            Some((!(is_limited() && store.ask.with(|ask| ask.certain))).to_string())
        })
        .attr_by("disabled", move || (!is_limited()).then(String::new))
        .press(move || store.ask.update(|ask| ask.certain = !ask.certain))
        .child(
            svg("svg")
                .attr("viewBox", "0 0 14 14")
                .attr("aria-hidden", "true")
                .child(svg("defs").child(hatch("hatch-out", "hatch")))
                .child(sample),
        )
        .child(el("span").text_by(move || store.words().year_uncertain.into()))
        .text_by(move || {
            // Counting costs two filters: not where nobody sees the number.
            if is_limited() && years.with(|years| years.iter().any(|y| y.certain != y.possible)) {
                uncertain.get().to_string()
            } else {
                String::new()
            }
        });
    let undated = button("chip undated")
        .hidden_by(move || undated.get() == 0)
        .attr_by("aria-pressed", move || {
            Some(store.ask.with(|ask| ask.undated).to_string())
        })
        .press(move || store.ask.update(|ask| ask.undated = !ask.undated))
        .text_by(move || (store.words().undated)(undated.get()));
    el("div")
        .class("time-head")
        .child(
            el("span")
                .class("range")
                .child(field(store, range, bars, set, true))
                .text("–")
                .child(field(store, range, bars, set, false)),
        )
        .child(
            el("span")
                .class("count")
                .attr("role", "status")
                .text_by(count),
        )
        .child(all_years)
        .child(el("span").class("spacer"))
        .child(legend)
        .child(undated)
}

/// How many events touch each year, of those that pass a filter.
fn counts(store: Store, filter: &Filter) -> Vec<YearCount> {
    store.catalog.with(|catalog| {
        let mut work = Selection::default();
        let catalog = catalog.as_ref();
        catalog
            .map(|catalog| catalog.index().histogram(filter, &mut work))
            .unwrap_or_default()
    })
}

/// How many events pass a filter; tracks the events.
fn total(store: Store, filter: &Filter) -> u32 {
    store.catalog.with(|catalog| {
        let mut work = Selection::default();
        catalog.as_ref().map_or(0, |catalog| {
            catalog.index().select(filter, &mut work);
            work.total()
        })
    })
}

/// The range that the thumbs stand for.
fn shown(bars: &Bars, years: Option<&RangeInclusive<i16>>) -> Option<RangeInclusive<i16>> {
    match years {
        Some(years) => bars.clamp(years),
        None => bars.ends().map(|(first, last)| first..=last),
    }
}

/// Shows the next year alone; says whether there was one.
fn advance(store: Store, bars: Memo<Bars>, from_start: bool) -> bool {
    let Some((first, last)) = bars.try_with_untracked(Bars::ends).flatten() else {
        return false;
    };
    let now = store.years.get_untracked();
    let next = match now {
        // Playing starts at the year chosen, or at the first.
        Some(years) if from_start && years.start() == years.end() && *years.end() < last => {
            *years.end()
        }
        Some(years) if !from_start => match years.end().checked_add(1) {
            Some(next) if next <= last => next,
            _ => return false,
        },
        _ => first,
    };
    store.set_years(Some(next..=next));
    true
}

/// A field for the first or the last year.
fn field(
    store: Store,
    range: Memo<Option<RangeInclusive<i16>>>,
    bars: Memo<Bars>,
    set: &SetRange,
    is_first: bool,
) -> El {
    let value = move || {
        let range = range.get();
        range.map_or(String::new(), |range| {
            let year = if is_first { range.start() } else { range.end() };
            year.to_string()
        })
    };
    let limit = move |pick: fn((i16, i16)) -> i16| {
        move || bars.with(Bars::ends).map(|ends| pick(ends).to_string())
    };
    let set = set.clone();
    let field = el("input")
        .class(if is_first { "first-year" } else { "last-year" })
        .attr("type", "number")
        .attr("inputmode", "numeric")
        .label_by(move || end_name(store, is_first))
        .attr_by("min", limit(|ends| ends.0))
        .attr_by("max", limit(|ends| ends.1));
    let input: HtmlInputElement = field.element().clone().unchecked_into();
    let shown = input.clone();
    follow(move || shown.set_value(&value()));
    field.on("change", move |_: web_sys::Event| {
        let typed = input.value().trim().parse::<i16>();
        if let (Ok(year), Some(now)) = (typed, range.get_untracked()) {
            let wanted = if is_first {
                year..=(*now.end()).max(year)
            } else {
                (*now.start()).min(year)..=year
            };
            set(bars.with_untracked(|bars| bars.clamp(&wanted)));
        }
        // What could not be taken as it was is shown as it is.
        input.set_value(&untrack(value));
    })
}
