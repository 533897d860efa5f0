//! The histogram as it is seen and dragged.

use super::dom::SizeWatch;
use super::el::{El, el, keep, svg};
use super::histogram::{BASE, Bars};
use super::signals::prelude::*;
use super::store::Store;
use super::thumb::thumb;
use super::time::SetRange;
use crate::geo::decimal::short;
use std::ops::RangeInclusive;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// What a pointer has taken hold of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Hold {
    First,
    Last,
    /// The range, by so many years after its first.
    Range(i16),
    /// A year beside the range, from which a new one is drawn.
    Year(i16),
}

/// The histogram with its thumbs.
pub fn timeline(
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
    let hold = RwSignal::new(None::<(Hold, f64, bool)>);
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
            let grip = if class == "thumb first" {
                Hold::First
            } else if class == "thumb last" {
                Hold::Last
            } else {
                let Some(grip) = bars.with_untracked(|bars| hold_at(bars, x, &range)) else {
                    return;
                };
                grip
            };
            hold.set(Some((grip, x, false)));
            let _ = target.set_pointer_capture(event.pointer_id());
        })
        .on("pointermove", move |event: PointerEvent| {
            let Some((grip, from, dragged)) = hold.get_untracked() else {
                return;
            };
            let x = at_move(&event);
            if !dragged && (x - from).abs() < 4.0 {
                return;
            }
            hold.set(Some((grip, from, true)));
            if let Some(now) = range.get_untracked() {
                set_move(bars.with_untracked(|bars| dragged_to(bars, grip, x, &now)));
            }
        })
        .on("pointerup", move |_: PointerEvent| {
            let held = hold.get_untracked();
            hold.set(None);
            let Some((Hold::Range(_) | Hold::Year(_), x, false)) = held else {
                return;
            };
            // A click takes the year alone, or all years again.
            if let Some(year) = bars.with_untracked(|bars| bars.year_at(x)) {
                let alone = Some(year..=year);
                let again = store.years.get_untracked() == alone;
                set_up(alone.filter(|_| !again));
            }
        })
        .on("pointercancel", move |_: PointerEvent| hold.set(None))
}

/// A pattern of slanted lines, for years that are only possible.
pub fn hatch(id: &str, class: &str) -> El {
    svg("pattern")
        .attr("id", id)
        .attr("width", "5")
        .attr("height", "5")
        .attr("patternUnits", "userSpaceOnUse")
        .attr("patternTransform", "rotate(45)")
        .child(svg("path").class(class).attr("d", "M0 0V5"))
}

/// What is taken hold of at `x` between the thumbs or beside them.
fn hold_at(bars: &Bars, x: f64, now: &RangeInclusive<i16>) -> Option<Hold> {
    let year = bars.year_at(x)?;
    // All years cannot be moved anywhere.
    let is_all = bars.ends() == Some((*now.start(), *now.end()));
    Some(if now.contains(&year) && !is_all {
        Hold::Range(year - now.start())
    } else {
        Hold::Year(year)
    })
}

/// Where a drag to `x` leads.
fn dragged_to(
    bars: &Bars,
    grip: Hold,
    x: f64,
    now: &RangeInclusive<i16>,
) -> Option<RangeInclusive<i16>> {
    let (first, last) = bars.ends()?;
    Some(match grip {
        Hold::First => bars.edge_at(x)?.min(*now.end())..=*now.end(),
        Hold::Last => *now.start()..=(bars.edge_at(x)? - 1).max(*now.start()),
        Hold::Range(offset) => {
            let length = now.end() - now.start();
            let start = (bars.year_at(x)? - offset).clamp(first, last - length);
            start..=start + length
        }
        Hold::Year(from) => {
            let to = bars.year_at(x)?;
            from.min(to)..=from.max(to)
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
    let axis = svg("path").class("axis").attr(
        "d",
        &format!("M0 {}H{}", short(BASE, 1), short(bars.width, 1)),
    );
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
