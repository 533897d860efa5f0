//! A walk through the page by Tab, from its start to its end and back: every stop can be seen,
//! named and hit, the order is the one that is seen, and nothing keeps the focus.

use std::fmt::Write as _;

use serde::Deserialize;

use super::browser::{Options, Picture, Point};
use super::page::{DESK, NONE, Page, story};

/// WCAG 2.2 success criterion 2.5.8: CSS pixels each way.
const TARGET: f64 = 24.0;

/// So many device pixels have to change with the focus: those of a ring of one pixel around the
/// smallest target.
const RING: usize = 4 * TARGET as usize;

/// No page of the tests has more stops; who meets more goes round in circles.
const MOST: usize = 600;

/// What has the focus.
#[derive(Clone, Debug, Deserialize)]
struct Stop {
    /// A number that the walk gave it: the same element is the same stop.
    id: u32,
    /// What a screen reader says.
    name: String,
    /// Tag and classes, for messages.
    tag: String,
    /// The part of the widget that it is in: `map`, `time` or `column`, else nothing.
    part: String,
    /// Left, top, right and bottom in the window.
    bounds: [f64; 4],
    /// Whether it stands in a line of text, whose height is its own: such links may be smaller.
    inline: bool,
    /// Whether the focus is drawn by an outline, a shadow, or otherwise so that the style says it.
    outlined: bool,
}

#[test]
fn every_stop_is_seen_named_and_large_enough() {
    for options in [DESK, Options::new(360, 740), Options::new(320, 640)] {
        let options = options.reduced_motion();
        story(&options, "map.html", |page| {
            few_events(page);
            let stops = walk(page, "Tab", |_, _| {});
            assert_eq!(faults(&stops, &options), NONE);
            assert_order(page, &stops);
        });
    }
}

#[test]
fn an_open_place_is_walked_like_everything() {
    for options in [DESK, Options::new(360, 740)] {
        let options = options.reduced_motion();
        story(&options, "map.html", |page| {
            page.set("place", "hyesan");
            // From the start of the page, not from the title that was opened.
            from_the_start(page);
            let stops = walk(page, "Tab", |_, _| {});
            assert_eq!(faults(&stops, &options), NONE);
            assert_order(page, &stops);
        });
    }
}

#[test]
fn the_way_back_is_the_way_there() {
    let options = DESK.reduced_motion();
    story(&options, "map.html", |page| {
        few_events(page);
        let there = walk(page, "Tab", |_, _| {});
        let last = there.last().expect("the page has stops");
        // Firefox without a window takes the focus out of the page at its last stop, and a script
        // does not bring it back: another page is walked to that stop and no further.
        let page = &Page::open(page.engine, &options, "map.html");
        page.wait_until_ready();
        few_events(page);
        for stop in &there {
            page.press("Tab");
            let again = page.get::<Option<Stop>>(FOCUSED).map(|stop| stop.id);
            assert_eq!(again, Some(stop.id), "{stop:?}");
        }
        let mut back = walk(page, "Shift+Tab", |_, _| {});
        // Chromium without a window goes on at the other end.
        back.retain(|stop| stop.id != last.id);
        back.reverse();
        let ids = |stops: &[Stop]| -> Vec<(u32, String)> {
            let stops = stops.iter();
            stops.map(|stop| (stop.id, stop.name.clone())).collect()
        };
        assert_eq!(ids(&back), ids(&there[..there.len() - 1]));
    });
}

#[test]
fn the_focus_is_seen_in_pictures() {
    for options in [DESK, DESK.dark()] {
        story(&options.reduced_motion(), "map.html", |page| {
            few_events(page);
            let mut unseen = Vec::new();
            walk(page, "Tab", |page, stop| {
                let with = page.picture();
                page.js("seen.stops[arguments[0]].blur()", &[stop.id.into()]);
                let without = page.picture();
                // The last input was a key, so that a script's focus shows as that of the key.
                let again = "seen.stops[arguments[0]].focus({ preventScroll: true })";
                page.js(again, &[stop.id.into()]);
                let changed = changed(&with, &without, stop.bounds);
                if changed < RING {
                    unseen.push(format!("{} ({}): {changed} pixels", stop.name, stop.tag));
                }
            });
            assert_eq!(unseen, NONE, "{}", page.engine.name());
        });
    }
}

#[test]
fn escape_closes_and_gives_the_focus_back() {
    story(&DESK.reduced_motion(), "map.html", |page| {
        few_events(page);
        // A key comes first, so that a script's focus shows as that of a key.
        page.press("Tab");
        let mut lost = String::new();
        // One opener of each kind: a marker, an event's title, a place of a card, a place beside
        // the map.
        for selector in [
            ".marks button",
            "article.event .open",
            "article.event .places button",
            ".shelf button",
        ] {
            page.js(&format!("deep('yalu-map >>> {selector}').focus()"), &[]);
            let opener = page.focused();
            let open = || format!("{}{}", page.property("place"), page.property("event"));
            page.press("Enter");
            page.settle();
            let (opened, title) = (open(), page.text(super::page::TITLE));
            page.press("Escape");
            page.settle();
            let (closed, focused) = (open(), page.focused());
            if title == "All events" || !closed.is_empty() || focused != opener {
                let _ = writeln!(
                    lost,
                    "{selector}: `{opener}` opened `{opened}`, titled `{title}`; Escape left \
                     `{closed}` and the focus on `{focused}`"
                );
            }
        }
        assert!(lost.is_empty(), "{}:\n{lost}", page.engine.name());
    });
}

/// A range of years with few events: a hundred cards would prove no more.
fn few_events(page: &Page) {
    page.set("years", "2017");
}

/// Puts the focus back to where a page's begins.
fn from_the_start(page: &Page) {
    page.js(
        "let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        at?.blur();
        // The browser remembers where the focus was; a selection at the start says otherwise.
        const first = document.createElement('span');
        first.tabIndex = -1;
        document.body.prepend(first);
        first.focus();
        first.remove();",
        &[],
    );
}

/// Presses a key until the focus leaves the page or comes round, and tells every stop.
#[track_caller]
fn walk(page: &Page, key: &str, see: impl FnMut(&Page, &Stop)) -> Vec<Stop> {
    let mut see = see;
    let mut stops: Vec<Stop> = Vec::new();
    while stops.len() < MOST {
        page.press(key);
        let Some(stop) = page.get::<Option<Stop>>(FOCUSED) else {
            break;
        };
        if stops.first().is_some_and(|first| first.id == stop.id) {
            break;
        }
        let names = || stops.iter().map(|stop| &*stop.name).collect::<Vec<_>>();
        assert!(
            stops.iter().all(|other| other.id != stop.id),
            "{}: a trap: {key} comes back to {stop:?} after {:?}",
            page.engine.name(),
            names()
        );
        see(page, &stop);
        stops.push(stop);
    }
    assert!(stops.len() < MOST, "{key} never ends");
    assert!(stops.len() > 5, "{key} meets {stops:?} only");
    stops
}

/// What is wrong with stops, one line each.
fn faults(stops: &[Stop], options: &Options) -> Vec<String> {
    let (width, height) = (f64::from(options.width), f64::from(options.height));
    let mut faults = Vec::new();
    for stop in stops {
        let [left, top, right, bottom] = stop.bounds;
        let (wide, high) = (right - left, bottom - top);
        let mut fault = |what: &str| {
            let size = format!("{wide:.1} × {high:.1} at {left:.0},{top:.0}");
            faults.push(format!("{} ({}, {size}): {what}", stop.name, stop.tag));
        };
        if stop.name.is_empty() {
            fault("has no name");
        }
        // At least its middle is to be seen, and nothing of it sideways of the window.
        let middle = top.midpoint(bottom);
        let fits = left >= -0.5 && right <= width + 0.5 && middle >= 0.0 && middle <= height;
        if !fits || wide <= 0.0 || high <= 0.0 {
            fault("is outside the window");
        }
        if !stop.inline && (wide < TARGET - 0.01 || high < TARGET - 0.01) {
            fault("is smaller than 24 pixels");
        }
        if !stop.outlined {
            fault("does not show the focus");
        }
    }
    faults
}

/// Asserts that Tab walks through each of the three parts once, the next lying below or to the
/// right of the one before.
#[track_caller]
fn assert_order(page: &Page, stops: &[Stop]) {
    let mut order: Vec<&str> = Vec::new();
    for stop in stops {
        if !stop.part.is_empty() && order.last() != Some(&&*stop.part) {
            order.push(&stop.part);
        }
    }
    let mut parts = order.clone();
    parts.sort_unstable();
    assert_eq!(
        parts,
        ["column", "map", "time"],
        "{}: {order:?}",
        page.engine.name()
    );
    let rects: Vec<_> = order
        .iter()
        .map(|part| page.rect(&format!("yalu-map >>> [part~={part}]")))
        .collect();
    for (at, pair) in rects.windows(2).enumerate() {
        let after = pair[1].y > pair[0].y + 1.0 || pair[1].x > pair[0].x + 1.0;
        assert!(
            after,
            "{}: {} is walked before {}",
            page.engine.name(),
            order[at],
            order[at + 1]
        );
    }
}

/// How many device pixels differ in and around a box of the window.
fn changed(a: &Picture, b: &Picture, [left, top, right, bottom]: [f64; 4]) -> usize {
    let around = 6.0;
    let xs = (left - around).max(0.0) as u32..((right + around).max(0.0) as u32).min(a.width);
    let ys = (top - around).max(0.0) as u32..((bottom + around).max(0.0) as u32).min(a.height);
    ys.flat_map(|y| xs.clone().map(move |x| (x, y)))
        .filter(|&(x, y)| !a.is(x, y, b.at(x, y), 48))
        .count()
}

/// The innermost element with the focus, or nothing when the page has lost it.
const FOCUSED: &str = "// WebKit scrolls to what has got the focus with its next frame.
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    let it = document.activeElement;
while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
if (!it || it === document.body || it === document.documentElement || !document.hasFocus()) return null;
seen.stops ??= [];
if (!seen.stops.includes(it)) seen.stops.push(it);
const root = it.getRootNode();
const named = (ids) => (ids ?? '').split(/\\s+/).filter(Boolean)
    .map((id) => root.getElementById(id)?.textContent ?? '').join(' ');
const name = named(it.getAttribute('aria-labelledby')) || it.getAttribute('aria-label')
    || [...(it.labels ?? [])].map((label) => label.textContent).join(' ') || it.innerText || it.title || '';
const parts = ['map', 'time', 'column'];
let part = '';
for (let at = it; at && !part; at = at.parentElement)
    part = parts.find((name) => at.part.contains(name)) ?? '';
const { left, top, right, bottom } = it.getBoundingClientRect();
const style = getComputedStyle(it);
const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
return {
    id: seen.stops.indexOf(it), name: name.trim(), part, bounds: [left, top, right, bottom],
    tag: [it.localName, ...it.classList].join('.'),
    inline: style.display === 'inline',
    outlined: it.matches(':focus-visible') && (outline || style.boxShadow !== 'none'),
};";

#[test]
fn a_marker_that_gets_the_focus_is_brought_onto_the_map() {
    story(&DESK.reduced_motion(), "map.html", |page| {
        // Hyesan stands just beyond the lower edge, as far as a marker is kept there.
        let town = page.project(128.18, 41.41);
        let map = page.rect("yalu-map >>> .map");
        let down = map.height - town.y - 4.0;
        let grip = page.on_map(map.width / 2.0, 40.0);
        page.drag(grip, Point::new(grip.x, grip.y + down));
        page.settle();
        let button = "yalu-map >>> .marks button[aria-label*=Hyesan]";
        let below = page.rect(button).center();
        assert!(below.y > map.y + map.height - 24.0, "{below:?}");
        page.js("deep('yalu-map >>> .map').focus()", &[]);
        for _ in 0..40 {
            page.press("Tab");
            if page.focused().contains("Hyesan") {
                break;
            }
        }
        page.settle();
        let there = page.rect(button).center();
        assert!(there.y <= map.y + map.height - 30.0, "{there:?}");
        let scrolled: f64 = page.get("return deep('yalu-map >>> .map').scrollTop");
        assert!(scrolled.abs() < 0.5, "{scrolled}");
    });
}
