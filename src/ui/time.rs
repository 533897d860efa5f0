//! The year control: a histogram with two thumbs, two fields, and a walk through the years.

use super::dom::SizeWatch;
use super::histogram::{BASE, Bars};
use super::icon::{PAUSE, PLAY, icon};
use super::store::Store;
use crate::index::{Filter, Selection, YearCount};
use leptos::html;
use leptos::prelude::*;
use std::ops::RangeInclusive;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

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

/// The year control.
pub fn time(store: Store) -> impl IntoView {
    let width = RwSignal::new(0.0_f64);
    let years = Memo::new(move |_| counts(store));
    let bars = Memo::new(move |_| Bars {
        years: years.get(),
        width: width.get(),
    });
    let playing = RwSignal::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(handle) = playing.try_update(Option::take).flatten() {
            handle.clear();
        }
    };
    on_cleanup(stop);
    // Every input by the reader goes through here.
    let set = move |range: Option<RangeInclusive<i16>>| {
        stop();
        let ends = bars.with_untracked(Bars::ends);
        let whole = ends.is_some_and(|(a, b)| range == Some(a..=b));
        store.years.set(range.filter(|_| !whole));
    };
    let range = Memo::new(move |_| shown(&bars.get(), store.years.get().as_ref()));
    let play = move |_| {
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
    let total = move || store.catalog.with(|c| c.as_ref().map_or(0, |c| c.index().events()));
    let count = move || {
        let (shown, all) = (store.selection.with(|s| s.total()), total());
        let words = store.words();
        if shown == all { (words.events)(all) } else { (words.events_of)(shown, all) }
    };
    let undated = Memo::new(move |_| {
        let catalog = store.catalog.get();
        catalog.map_or(0, |catalog| catalog.index().undated().len())
    });
    view! {
        <section
            class="time"
            part="time"
            aria-label=move || store.words().years
            hidden=move || bars.with(|bars| bars.years.is_empty())
        >
            <div class="time-head">
                <span class="range">
                    {field(store, range, bars, set, true)} "–" {field(store, range, bars, set, false)}
                </span>
                <span class="count" role="status">{count}</span>
                <button
                    type="button"
                    class="chip all-years"
                    hidden=move || store.years.with(Option::is_none)
                    on:click=move |_| set(None)
                >
                    "✕ " {move || store.words().all_years}
                </button>
                <span class="spacer"></span>
                <span
                    class="legend"
                    hidden=move || years.with(|y| y.iter().all(|y| y.certain == y.possible))
                >
                    <svg viewBox="0 0 14 14" aria-hidden="true">
                        <rect x="1" y="1" width="12" height="12" fill="url(#hatch-out)" class="maybe" />
                    </svg>
                    {move || store.words().year_uncertain}
                </span>
                <button
                    type="button"
                    class="chip undated"
                    hidden=move || undated.get() == 0
                    aria-pressed=move || if store.undated.get() { "true" } else { "false" }
                    on:click=move |_| store.undated.update(|on| *on = !*on)
                >
                    {move || (store.words().undated)(undated.get())}
                </button>
            </div>
            <button
                type="button"
                class="play"
                title=move || play_word(store, playing.with(Option::is_some))
                aria-label=move || play_word(store, playing.with(Option::is_some))
                on:click=play
            >
                {move || icon(if playing.with(Option::is_some) { PAUSE } else { PLAY })}
            </button>
            {histogram(store, bars, range, width, set)}
        </section>
    }
}

fn play_word(store: Store, playing: bool) -> &'static str {
    if playing { store.words().pause } else { store.words().play }
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
    set: impl Fn(Option<RangeInclusive<i16>>) + Copy + Send + 'static,
    is_first: bool,
) -> impl IntoView {
    let value = move || {
        let range = range.get();
        range.map_or(String::new(), |range| {
            let year = if is_first { range.start() } else { range.end() };
            year.to_string()
        })
    };
    let change = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let typed = input.value().trim().parse::<i16>();
        let now = range.get_untracked();
        if let (Ok(year), Some(now)) = (typed, now) {
            let wanted = if is_first {
                year..=(*now.end()).max(year)
            } else {
                (*now.start()).min(year)..=year
            };
            set(bars.with_untracked(|bars| bars.clamp(&wanted)));
        }
        // What could not be taken as it was is shown as it is.
        input.set_value(&untrack(value));
    };
    view! {
        <input
            type="number"
            inputmode="numeric"
            class=if is_first { "first-year" } else { "last-year" }
            aria-label=move || {
                let words = store.words();
                if is_first { words.first_year } else { words.last_year }
            }
            min=move || bars.with(|bars| bars.ends().map(|ends| ends.0.to_string()))
            max=move || bars.with(|bars| bars.ends().map(|ends| ends.1.to_string()))
            prop:value=value
            on:change=change
        />
    }
}

fn histogram(
    store: Store,
    bars: Memo<Bars>,
    range: Memo<Option<RangeInclusive<i16>>>,
    width: RwSignal<f64>,
    set: impl Fn(Option<RangeInclusive<i16>>) + Copy + Send + 'static,
) -> impl IntoView {
    let here = NodeRef::<html::Div>::new();
    let watch = StoredValue::new_local(None::<SizeWatch>);
    Effect::new(move |_| {
        if let Some(element) = here.get() {
            let watching = SizeWatch::new(&element, move |size| {
                width.try_set(size.width);
            });
            watch.set_value(watching.ok());
        }
    });
    let hold = RwSignal::new(None::<(Hold, f64, bool)>);
    let at = move |event: &PointerEvent| {
        let left = here.get_untracked().map(|here| here.get_bounding_client_rect().left());
        f64::from(event.client_x()) - left.unwrap_or_default()
    };
    let down = move |event: PointerEvent| {
        let (Some(range), true) = (range.get_untracked(), event.button() == 0) else {
            return;
        };
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        let x = at(&event);
        let class = target.get_attribute("class").unwrap_or_default();
        let grip = if class.contains("first") {
            Hold::First
        } else if class.contains("last") {
            Hold::Last
        } else {
            let year = bars.with_untracked(|bars| bars.year_at(x)).unwrap_or_default();
            Hold::Range(year - *range.start())
        };
        hold.set(Some((grip, x, false)));
        let _ = target.set_pointer_capture(event.pointer_id());
    };
    let moved = move |event: PointerEvent| {
        let Some((grip, from, dragged)) = hold.get_untracked() else {
            return;
        };
        let x = at(&event);
        if !dragged && (x - from).abs() < 4.0 {
            return;
        }
        hold.set(Some((grip, from, true)));
        if let Some(now) = range.get_untracked() {
            set(bars.with_untracked(|bars| dragged_to(bars, grip, from, x, &now)));
        }
    };
    let up = move |event: PointerEvent| {
        let Some((Hold::Range(_), x, false)) = hold.try_update(Option::take).flatten() else {
            return;
        };
        // A click takes the year alone, or all years again.
        let _ = event;
        if let Some(year) = bars.with_untracked(|bars| bars.year_at(x)) {
            let alone = Some(year..=year);
            let again = store.years.get_untracked() == alone;
            set(alone.filter(|_| !again));
        }
    };
    view! {
        <div
            class="histogram"
            node_ref=here
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| hold.set(None)
        >
            <svg aria-hidden="true">
                <defs>
                    {["hatch-in", "hatch-out"]
                        .map(|id| {
                            let class = if id == "hatch-in" { "hatch in" } else { "hatch" };
                            view! {
                                <pattern
                                    id=id
                                    width="5"
                                    height="5"
                                    patternUnits="userSpaceOnUse"
                                    patternTransform="rotate(45)"
                                >
                                    <path class=class d="M0 0V5" />
                                </pattern>
                            }
                        })
                        .collect_view()}
                </defs>
                {move || wash(&bars.get(), range.get(), store.years.get().is_some())}
                {move || bars.with(|bars| draw(store, bars, range))}
            </svg>
            {thumb(store, bars, range, set, true)}
            {thumb(store, bars, range, set, false)}
        </div>
    }
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
fn wash(
    bars: &Bars,
    range: Option<RangeInclusive<i16>>,
    limited: bool,
) -> Option<impl IntoView + use<>> {
    let range = range.filter(|_| limited)?;
    let (from, to) = (bars.x(*range.start()), bars.x(range.end().saturating_add(1)));
    Some(view! {
        <rect class="wash" x=from y="4" width=to - from height=BASE - 4.0 />
    })
}

fn draw(
    store: Store,
    bars: &Bars,
    range: Memo<Option<RangeInclusive<i16>>>,
) -> impl IntoView + use<> {
    let step = bars.step();
    let gap = (step * 0.12).clamp(0.5, 4.0);
    let end = bars.width;
    let drawn: Vec<_> = bars
        .years
        .iter()
        .map(|count| {
            let (year, certain, possible) = (count.year, count.certain, count.possible);
            let x = bars.x(year);
            let (solid, hatched) = bars.heights(count);
            let inside = Memo::new(move |_| range.get().is_some_and(|r| r.contains(&year)));
            let class = move |name: &'static str| {
                move || if inside.get() { format!("{name} in") } else { name.to_string() }
            };
            let hatch =
                move || if inside.get() { "url(#hatch-in)" } else { "url(#hatch-out)" };
            let shown = if hatched > 0.0 { "visible" } else { "hidden" };
            let label = bars.is_labelled(year).then(|| {
                view! {
                    <text class=class("year") x=x + step / 2.0 y=BASE + 15.0>
                        {year.to_string()}
                    </text>
                }
            });
            view! {
                <g>
                    <rect
                        class=class("bar")
                        x=x + gap
                        y=BASE - solid
                        width=(step - 2.0 * gap).max(0.5)
                        height=solid
                    />
                    <rect
                        class=class("maybe")
                        fill=hatch
                        visibility=shown
                        x=x + gap + 0.5
                        y=BASE - solid - hatched + 0.5
                        width=(step - 2.0 * gap - 1.0).max(0.5)
                        height=(hatched - 0.5).max(0.0)
                    />
                    {label}
                    <rect class="hit" x=x y="4" width=step height=BASE + 16.0>
                        <title>{move || (store.words().bar)(year, certain, possible)}</title>
                    </rect>
                </g>
            }
        })
        .collect();
    view! {
        <path class="axis" d=format!("M0 {BASE}H{end}") />
        {drawn}
    }
}

/// A thumb: an ARIA slider whose limits are the other thumb's.
fn thumb(
    store: Store,
    bars: Memo<Bars>,
    range: Memo<Option<RangeInclusive<i16>>>,
    set: impl Fn(Option<RangeInclusive<i16>>) + Copy + Send + 'static,
    is_first: bool,
) -> impl IntoView {
    let place = move || {
        let x = range.get().map(|range| {
            bars.with(|bars| {
                let year = if is_first { *range.start() } else { range.end().saturating_add(1) };
                bars.x(year)
            })
        });
        format!("translateX({:.1}px)", x.unwrap_or_default())
    };
    let limits = move || {
        let (ends, range) = (bars.with(Bars::ends), range.get());
        ends.zip(range).map(|((first, last), range)| {
            if is_first { (first, *range.end()) } else { (*range.start(), last) }
        })
    };
    let now = move || {
        range.get().map(|range| if is_first { *range.start() } else { *range.end() })
    };
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
            set(Some(if is_first { to..=*range.end() } else { *range.start()..=to }));
        }
    };
    view! {
        <div
            class=if is_first { "thumb first" } else { "thumb last" }
            role="slider"
            tabindex="0"
            aria-label=move || {
                let words = store.words();
                if is_first { words.first_year } else { words.last_year }
            }
            aria-valuemin=move || limits().map(|limits| limits.0.to_string())
            aria-valuemax=move || limits().map(|limits| limits.1.to_string())
            aria-valuenow=move || now().map(|year| year.to_string())
            aria-valuetext=move || now().map(|year| year.to_string())
            style:transform=place
            on:keydown=key
        ></div>
    }
}
