//! The year control: counts change, markers stay.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use serde::Deserialize;
use serde_json::json;

use super::browser::{Options, Point};
use super::facts;
use super::page::{DESK, Mark, NONE, Page, story};
use super::reading::assert_lists;

#[test]
fn a_range_of_years_changes_counts_and_moves_no_marker() {
    story(&DESK, "map.html", |page| {
        let before = page.marks();
        for range in [2019..=2019, 2018..=2020, 1990..=1990] {
            let text = format!("{}-{}", range.start(), range.end());
            page.set("years", &text);
            assert_shows(page, &range, &before);
        }
        page.set("years", "");
        assert_eq!(sorted(page.marks()), sorted(before));
    });
}

const PHONE: Options = Options::new(360, 740);

/// What stands in the column in the frame that shows a range of years.
#[derive(Deserialize)]
struct Listed {
    /// CSS pixels that are free below the last line.
    free: f64,
    lines: usize,
    /// Whether others follow.
    is_part: bool,
}

#[test]
fn the_frame_that_shows_a_range_has_the_lines_that_there_is_room_for() {
    for window in [&DESK, &PHONE] {
        story(window, "map.html", |page| {
            // Ranges without a common event, of which each has more than any column.
            let listed: Vec<Listed> = page.get(
                "const map = document.querySelector('yalu-map');
                const [list, column] = ['.list', '.scroll'].map((part) => deep(`yalu-map >>> ${part}`));
                const end = (of) => of.getBoundingClientRect().bottom;
                const found = [];
                for (let turn = 0; turn < 16; turn += 1) {
                    map.years = turn % 2 ? '1990-2018' : '2019-2026';
                    await map.settled();
                    found.push({
                        free: end(column) - end(list),
                        lines: list.children.length,
                        is_part: list.hasAttribute('aria-busy'),
                    });
                }
                return found",
            );
            for Listed { free, is_part, .. } in &listed {
                assert!(*is_part && *free <= 0.0, "{free} px are free: {is_part}");
            }
            let lines: Vec<usize> = listed.iter().map(|listed| listed.lines).collect();
            // The first frame cannot know how many there is room for.
            assert!(lines[15] < lines[0], "{lines:?}");
        });
    }
}

#[test]
fn a_click_on_a_bar_takes_that_year_alone_and_again_all() {
    story(&DESK, "map.html", |page| {
        let before = page.marks();
        let changes = page.told("yalu-change").len();
        click_year(page, 2019);
        assert_eq!(page.property("years"), "2019");
        assert_shows(page, &(2019..=2019), &before);
        let told = page.told("yalu-change");
        assert!(told.len() > changes);
        let shown = facts::all(&Some(2019..=2019)).len();
        let last = &told.last().expect("the page was told").detail;
        assert_eq!(
            (&last["years"], &last["shown"]),
            (&json!("2019"), &json!(shown))
        );
        let count = page.text("yalu-map >>> .time .count");
        let all = facts::corpus().len();
        assert_eq!(count, format!("{shown} of {all} events"));

        click_year(page, 2019);
        assert_eq!(page.property("years"), "");
        click_year(page, 2018);
        page.click("yalu-map >>> .all-years");
        page.settle();
        assert_eq!(page.property("years"), "");
        assert_eq!(sorted(page.marks()), sorted(before));
    });
}

#[test]
fn a_drag_across_the_bars_takes_the_years_under_it() {
    story(&DESK, "map.html", |page| {
        for (from, to) in [(2017, 2023), (2023, 2017), (2018, 2025)] {
            page.set("years", "");
            page.drag(bar(page, from).0, bar(page, to).0);
            page.settle();
            let years = format!("{}-{}", from.min(to), from.max(to));
            assert_eq!(page.property("years"), years, "from {from} to {to}");
        }
        // Beside a range it draws a new one, of which it does not take hold on its way.
        page.set("years", "2023-2024");
        page.drag(bar(page, 2017).0, bar(page, 2023).0);
        page.settle();
        assert_eq!(page.property("years"), "2017-2023");
    });
}

#[test]
fn thumbs_and_the_range_between_them_can_be_dragged() {
    story(&DESK, "map.html", |page| {
        click_year(page, 2019);
        let thumb = page.rect("yalu-map >>> .thumb.first").center();
        let width = bar(page, 2019).1;
        // Two years to the left.
        page.drag(thumb, Point::new(thumb.x - 2.0 * width, thumb.y));
        page.settle();
        assert_eq!(page.property("years"), "2017-2019");
        let (middle, width) = bar(page, 2018);
        page.drag(middle, Point::new(middle.x + width, middle.y));
        page.settle();
        assert_eq!(page.property("years"), "2018-2020");
        // Beyond the end it stays at the end.
        let thumb = page.rect("yalu-map >>> .thumb.last").center();
        page.drag(thumb, Point::new(1270.0, thumb.y));
        page.settle();
        let last = page
            .get::<String>("return deep('yalu-map >>> .thumb.last').getAttribute('aria-valuemax')");
        assert_eq!(page.property("years"), format!("2018-{last}"));
    });
}

#[test]
fn a_place_that_is_read_keeps_to_the_range() {
    story(&DESK, "map.html", |page| {
        page.set("place", "dandong");
        page.set("years", "2019");
        let now = facts::at(&["dandong"], &Some(2019..=2019));
        assert_lists(page, &now);
        let all = facts::at(&["dandong"], &None).len();
        assert_eq!(
            page.text("yalu-map >>> .in-range"),
            format!("{} of {all} events", now.len())
        );
    });
}

#[test]
fn undated_events_are_counted_and_can_be_left_out() {
    story(&DESK, "map.html", |page| {
        let undated = facts::all(&Some(1000..=1000)).len();
        let hidden = page.get::<bool>("return deep('yalu-map >>> .undated').hidden");
        assert_eq!(hidden, undated == 0);
        if undated > 0 {
            assert_eq!(
                page.text("yalu-map >>> .undated"),
                format!("Undated {undated}")
            );
            page.click("yalu-map >>> .undated");
            page.settle();
            let all = facts::corpus().len();
            let count = page.text("yalu-map >>> .time .count");
            assert_eq!(count, format!("{} of {all} events", all - undated));
        }
    });
}

/// Asserts that markers, their counts and the column are those of a range.
#[track_caller]
fn assert_shows(page: &Page, range: &RangeInclusive<i16>, before: &[Mark]) {
    let years = Some(range.clone());
    let after = page.marks();
    let mut expected = BTreeMap::new();
    for mark in before {
        let count = facts::at(&mark.places, &years).len();
        if count > 0 {
            expected.insert(mark.places.clone(), (mark.x, mark.y, count));
        }
    }
    let found: BTreeMap<_, _> = after
        .iter()
        .map(|mark| (mark.places.clone(), (mark.x, mark.y, mark.count)))
        .collect();
    assert_eq!(found, expected, "{range:?}");
    let all = facts::all(&years);
    let listed: BTreeSet<String> = page.listed().into_iter().collect();
    if all.len() <= 100 {
        assert_eq!(listed, all, "{range:?}");
    }
    assert_eq!(page.errors_told(), NONE);
}

#[track_caller]
fn click_year(page: &Page, year: i16) {
    page.click_at(bar(page, year).0);
    page.settle();
}

/// Where a year's bar can be clicked, and how wide it is.
#[track_caller]
fn bar(page: &Page, year: i16) -> (Point, f64) {
    let body = "const bars = deepAll('yalu-map >>> .hit');
        const bar = bars.find((bar) => bar.textContent.startsWith(`${arguments[0]}:`));
        const { x, y, width, height } = bar.getBoundingClientRect();
        return [x + width / 2, y + height / 3, width];";
    let found = page.js(body, &[year.into()]);
    let [x, y, width]: [f64; 3] = serde_json::from_value(found).expect("a bar");
    (Point::new(x, y), width)
}

fn sorted(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by(|a, b| a.x.total_cmp(&b.x));
    marks
}
