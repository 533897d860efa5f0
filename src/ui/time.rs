//! The year control: a histogram with two thumbs, two fields, and a walk through the years.

use super::dom::SizeWatch;
use super::el::{El, el, follow, keep, svg};
use super::histogram::{BASE, Bars};
use super::icon::{PAUSE, PLAY, button, icon};
use super::store::Store;
use crate::index::{Filter, Selection, YearCount};
use leptos::prelude::*;
use std::ops::RangeInclusive;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent, PointerEvent};

/// Time for reading a year while the years are played.
const PLAY_STEP: std::time::Duration = std::time::Duration::from_millis(1_600);

/// What a pointer has taken hold of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Hold {
    First,
    Last,
    /// The range, by so many years after its first.
    Range(i16),
}

/// Changes the range by the reader's hand.
type SetRange = Rc<dyn Fn(Option<RangeInclusive<i16>>)>;

/// The year control.
pub fn time(store: Store) -> El {
    let width = RwSignal::new(0.0_f64);
    let years = Memo::new(move |_| counts(store));
    let bars = Memo::new(move |_| Bars {
        years: years.get(),
        width: width.get(),
    });
    let range = Memo::new(move |_| shown(&bars.get(), store.years.get().as_ref()));
    let playing = RwSignal::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(handle) = playing.try_update(Option::take).flatten() {
            handle.clear();
        }
    };
    on_cleanup(stop);
    // Every input by the reader goes through here and ends the walk.
    let set: SetRange = Rc::new(move |range| {
        stop();
        let ends = bars.with_untracked(Bars::ends);
        let whole = ends.is_some_and(|(a, b)| range == Some(a..=b));
        store.years.set(range.filter(|_| !whole));
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
        playing.set(set_interval_with_handle(step, PLAY_STEP).ok());
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
        .label_by(play_name)
        .attr_by("title", move || Some(play_name()))
        .press(play)
        .part_by(move || vec![icon(if is_playing() { PAUSE } else { PLAY })]);
    el("section")
        .class("time")
        .attr("part", "time")
        .label_by(move || store.words().years.into())
        .hidden_by(move || bars.with(|bars| bars.years.is_empty()))
        .child(head(store, range, bars, years, &set))
        .child(drawing)
        .child(histogram(store, bars, range, width, &set))
}

/// The fields, the count, and the switches.
fn head(
    store: Store,
    range: Memo<Option<RangeInclusive<i16>>>,
    bars: Memo<Bars>,
    years: Memo<Vec<YearCount>>,
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
        let catalog = store.catalog.get();
        catalog.map_or(0, |catalog| catalog.index().undated().len())
    });
    let all_years = {
        let set = set.clone();
        button("chip all-years")
            .hidden_by(move || store.years.with(Option::is_none))
            .press(move || set(None))
            .text("✕ ")
            .text_by(move || store.words().all_years.into())
    };
    let sample = svg("rect").class("maybe").attr("fill", "url(#hatch-out)");
    let sample = sample
        .attr("x", "1")
        .attr("y", "1")
        .attr("width", "12")
        .attr("height", "12");
    let legend = el("span")
        .class("legend")
        .hidden_by(move || years.with(|years| years.iter().all(|y| y.certain == y.possible)))
        .child(
            svg("svg")
                .attr("viewBox", "0 0 14 14")
                .attr("aria-hidden", "true")
                .child(svg("defs").child(hatch("hatch-out", "hatch")))
                .child(sample),
        )
        .text_by(move || store.words().year_uncertain.into());
    let undated = button("chip undated")
        .hidden_by(move || undated.get() == 0)
        .attr_by("aria-pressed", move || {
            Some(store.undated.get().to_string())
        })
        .press(move || store.undated.update(|on| *on = !*on))
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

/// How many events touch each year, of those that pass the filter without its years.
fn counts(store: Store) -> Vec<YearCount> {
    let filter = Filter {
        years: None,
        ..store.filter.get()
    };
    store.catalog.with(|catalog| {
        let mut work = Selection::default();
        catalog
            .as_ref()
            .map(|catalog| catalog.index().histogram(&filter, &mut work))
            .unwrap_or_default()
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
    store.years.set(Some(next..=next));
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

fn end_name(store: Store, is_first: bool) -> String {
    let words = store.words();
    if is_first {
        words.first_year
    } else {
        words.last_year
    }
    .into()
}

/// A pattern of slanted lines, for years that are only possible.
fn hatch(id: &str, class: &str) -> El {
    svg("pattern")
        .attr("id", id)
        .attr("width", "5")
        .attr("height", "5")
        .attr("patternUnits", "userSpaceOnUse")
        .attr("patternTransform", "rotate(45)")
        .child(svg("path").class(class).attr("d", "M0 0V5"))
}

fn histogram(
    store: Store,
    bars: Memo<Bars>,
    range: Memo<Option<RangeInclusive<i16>>>,
    width: RwSignal<f64>,
    set: &SetRange,
) -> El {
    let place = el("div").class("histogram");
    let here = place.html();
    // Without it the bars keep the width that they have: none, and the fields still work.
    if let Ok(watch) = SizeWatch::new(&here, move |size| {
        width.try_set(size.width);
    }) {
        keep(watch);
    }
    let picture = svg("svg")
        .attr("aria-hidden", "true")
        .child(
            svg("defs")
                .child(hatch("hatch-in", "hatch in"))
                .child(hatch("hatch-out", "hatch")),
        )
        .part_by(move || wash(&bars.get(), range.get(), store.years.get().is_some()))
        .part_by(move || bars.with(|bars| draw(store, bars, range)));
    let hold = StoredValue::new(None::<(Hold, f64, bool)>);
    let at = move |event: &PointerEvent| {
        f64::from(event.client_x()) - here.get_bounding_client_rect().left()
    };
    let (at_down, at_move) = (at.clone(), at);
    let (set_move, set_up) = (set.clone(), set.clone());
    place
        .child(picture)
        .child(thumb(store, bars, range, set, true))
        .child(thumb(store, bars, range, set, false))
        .on("pointerdown", move |event: PointerEvent| {
            let (Some(range), 0) = (range.get_untracked(), event.button()) else {
                return;
            };
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            let Some(target) = target else { return };
            let x = at_down(&event);
            let class = target.get_attribute("class").unwrap_or_default();
            let grip = if class.contains("thumb first") {
                Hold::First
            } else if class.contains("thumb last") {
                Hold::Last
            } else {
                let year = bars.with_untracked(|bars| bars.year_at(x));
                Hold::Range(year.unwrap_or_default() - *range.start())
            };
            hold.set_value(Some((grip, x, false)));
            let _ = target.set_pointer_capture(event.pointer_id());
        })
        .on("pointermove", move |event: PointerEvent| {
            let Some((grip, from, dragged)) = hold.get_value() else {
                return;
            };
            let x = at_move(&event);
            if !dragged && (x - from).abs() < 4.0 {
                return;
            }
            hold.set_value(Some((grip, from, true)));
            if let Some(now) = range.get_untracked() {
                set_move(bars.with_untracked(|bars| dragged_to(bars, grip, from, x, &now)));
            }
        })
        .on("pointerup", move |_: PointerEvent| {
            let held = hold.get_value();
            hold.set_value(None);
            let Some((Hold::Range(_), x, false)) = held else {
                return;
            };
            // A click takes the year alone, or all years again.
            if let Some(year) = bars.with_untracked(|bars| bars.year_at(x)) {
                let alone = Some(year..=year);
                let again = store.years.get_untracked() == alone;
                set_up(alone.filter(|_| !again));
            }
        })
        .on("pointercancel", move |_: PointerEvent| hold.set_value(None))
}

/// Where a drag to `x` leads.
fn dragged_to(
    bars: &Bars,
    grip: Hold,
    from: f64,
    x: f64,
    now: &RangeInclusive<i16>,
) -> Option<RangeInclusive<i16>> {
    let (first, last) = bars.ends()?;
    Some(match grip {
        Hold::First => bars.edge_at(x)?.min(*now.end())..=*now.end(),
        Hold::Last => *now.start()..=(bars.edge_at(x)? - 1).max(*now.start()),
        Hold::Range(offset) => {
            let (start, length) = (*now.start(), now.end() - now.start());
            if offset < 0 || offset > length || (start == first && *now.end() == last) {
                // Beside the range a drag draws a new one.
                let (a, b) = (bars.year_at(from)?, bars.year_at(x)?);
                return Some(a.min(b)..=a.max(b));
            }
            let start = (bars.year_at(x)? - offset).clamp(first, last - length);
            start..=start + length
        }
    })
}

/// The band behind the years of the range.
fn wash(bars: &Bars, range: Option<RangeInclusive<i16>>, limited: bool) -> Vec<El> {
    let Some(range) = range.filter(|_| limited) else {
        return Vec::new();
    };
    let (from, to) = (
        bars.x(*range.start()),
        bars.x(range.end().saturating_add(1)),
    );
    vec![rect("wash", from, 4.0, to - from, BASE - 4.0)]
}

fn rect(class: &str, x: f64, y: f64, width: f64, height: f64) -> El {
    svg("rect")
        .class(class)
        .number("x", x)
        .number("y", y)
        .number("width", width.max(0.0))
        .number("height", height.max(0.0))
}

/// The bars with their years. They are made anew for other data or another width; the range only
/// changes their class.
fn draw(store: Store, bars: &Bars, range: Memo<Option<RangeInclusive<i16>>>) -> Vec<El> {
    let step = bars.step();
    let gap = (step * 0.12).clamp(0.5, 4.0);
    let axis = svg("path")
        .class("axis")
        .attr("d", &format!("M0 {BASE}H{:.1}", bars.width));
    let mut drawn = vec![axis];
    for count in &bars.years {
        let (year, certain, possible) = (count.year, count.certain, count.possible);
        let x = bars.x(year);
        let (solid, hatched) = bars.heights(count);
        let is_in = move || range.with(|r| r.as_ref().is_some_and(|r| r.contains(&year)));
        let class = move |name: &'static str| {
            move || {
                Some(if is_in() {
                    format!("{name} in")
                } else {
                    name.to_string()
                })
            }
        };
        let mut group = svg("g").child(
            rect("bar", x + gap, BASE - solid, step - 2.0 * gap, solid)
                .attr_by("class", class("bar")),
        );
        if hatched > 1.0 {
            let top = BASE - solid - hatched + 0.5;
            let bar = rect(
                "maybe",
                x + gap + 0.5,
                top,
                step - 2.0 * gap - 1.0,
                hatched - 0.5,
            );
            let fill = move || {
                let hatch = if is_in() {
                    "url(#hatch-in)"
                } else {
                    "url(#hatch-out)"
                };
                Some(hatch.to_string())
            };
            group = group.child(bar.attr_by("class", class("maybe")).attr_by("fill", fill));
        }
        if bars.is_labelled(year) {
            let label = svg("text")
                .number("x", x + step / 2.0)
                .number("y", BASE + 15.0);
            let label = label.attr_by("class", class("year"));
            group = group.child(label.text(&year.to_string()));
        }
        let title = svg("title").text_by(move || (store.words().bar)(year, certain, possible));
        let hit = rect("hit", x, 4.0, step, BASE + 16.0).child(title);
        drawn.push(group.child(hit));
    }
    drawn
}

/// A thumb: an ARIA slider whose limits are the other thumb's.
fn thumb(
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
        format!("translateX({:.1}px)", x.unwrap_or_default())
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
