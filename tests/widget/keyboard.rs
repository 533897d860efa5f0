//! Everything without a pointer.

use super::facts;
use super::page::{DESK, Page, TITLE, story};
use super::reading::assert_lists;

#[test]
fn tab_enter_and_escape_lead_to_a_place_and_back() {
    story(&DESK, "map.html", |page| {
        let mark = page.mark_of("dandong");
        let name = format!("{}, {} events", mark.label, mark.count);
        tab_to(page, &name);
        page.press("Enter");
        page.wait_for_title(&mark.label);
        page.settle();
        // Whoever opened it reads on from its name.
        assert_eq!(page.focused(), mark.label);
        assert_lists(page, &facts::at(&mark.places, &None));
        page.press("Escape");
        page.wait_for_title("All events");
        page.settle();
        assert_eq!(page.focused(), name);
        page.press("Space");
        page.wait_for_title(&mark.label);
    });
}

#[test]
fn markers_are_walked_from_west_to_east() {
    story(&DESK, "map.html", |page| {
        let names: Vec<String> = page.get(
            "return deepAll('yalu-map >>> .marks button').map((it) => it.getAttribute('aria-label'))",
        );
        let mut marks = page.marks();
        marks.sort_by(|a, b| a.x.total_cmp(&b.x));
        assert_eq!(names.len(), marks.len());
        for (name, mark) in names.iter().zip(&marks) {
            assert!(name.starts_with(&mark.label), "{name}: {mark:?}");
            tab_to(page, name);
        }
    });
}

#[test]
fn the_focus_stays_on_a_marker_that_moves() {
    story(&DESK.reduced_motion(), "map.html", |page| {
        let mark = page.mark_of("hyesan");
        let name = format!("{}, {} events", mark.label, mark.count);
        tab_to(page, &name);
        page.press("ArrowLeft");
        page.settle();
        let moved = page.mark_of("hyesan");
        assert!(moved.x > mark.x + 10.0, "{mark:?} {moved:?}");
        assert_eq!(page.focused(), name);
    });
}

#[test]
fn a_button_stands_on_its_marker_wherever_the_map_goes() {
    story(&DESK, "map.html", |page| {
        // Steps at one zoom, together farther than a list is moved as one; another zoom, and back.
        let far = (0..8).map(|step| format!("{},40.6,11", 124.2 + f64::from(step) * 0.9));
        let views = [
            "127.2,41.2,7",
            "126.9,41.3,7",
            "127.2,41.2,7",
            "124.4,40.1,9",
        ]
        .map(String::from)
        .into_iter()
        .chain(far)
        .chain(["124.4,40.1,11", "124.401,40.101,11", "127.2,41.2,7"].map(String::from));
        let mut seen = 0;
        for view in views {
            page.set("view", &view);
            let buttons: Vec<(String, f64, f64)> = page.get(
                "const map = deep('yalu-map >>> .map').getBoundingClientRect();
                return deepAll('yalu-map >>> .marks button').map((it) => {
                    const { x, y, width, height } = it.getBoundingClientRect();
                    const name = it.getAttribute('aria-label');
                    return [name, x + width / 2 - map.x, y + height / 2 - map.y];
                })",
            );
            let marks = page.marks();
            assert_eq!(buttons.len(), marks.len(), "{view}");
            for mark in &marks {
                let is_there = |(name, x, y): &&(String, f64, f64)| {
                    name.starts_with(&mark.label) && (x - mark.x).hypot(y - mark.y) < 0.2
                };
                assert!(buttons.iter().any(|it| is_there(&it)), "{view}: {mark:?}");
            }
            seen += marks.len();
        }
        assert!(seen > 20, "{seen}");
    });
}

#[test]
fn arrows_move_the_ends_of_the_range() {
    story(&DESK, "map.html", |page| {
        let value = |which: &str, name: &str| -> i16 {
            let body = "return deep(`yalu-map >>> .thumb.${arguments[0]}`)
                .getAttribute(`aria-value${arguments[1]}`)";
            let text = page.js(body, &[which.into(), name.into()]);
            text.as_str()
                .and_then(|text| text.parse().ok())
                .expect("a year")
        };
        let (first, last) = (value("first", "now"), value("last", "now"));
        assert_eq!((first, last), (value("first", "min"), value("last", "max")));
        page.js("deep('yalu-map >>> .thumb.first').focus()", &[]);
        assert_eq!(page.focused(), "First year");
        page.press("ArrowRight");
        assert_eq!(page.property("years"), format!("{}-{last}", first + 1));
        page.press("ArrowUp");
        page.press("ArrowLeft");
        assert_eq!(value("first", "now"), first + 1);
        page.press("End");
        assert_eq!(page.property("years"), last.to_string());
        // Neither end passes the other.
        page.press("ArrowRight");
        assert_eq!(page.property("years"), last.to_string());
        assert_eq!(value("last", "min"), last);
        page.press("Home");
        assert_eq!(page.property("years"), "");
        page.press("Tab");
        assert_eq!(page.focused(), "Last year");
        page.press("PageDown");
        assert_eq!(page.property("years"), format!("{first}-{}", last - 5));
        page.settle();
        let all = facts::corpus().len();
        let shown = facts::all(&Some(first..=last - 5)).len();
        assert_eq!(
            page.text("yalu-map >>> .time .count"),
            format!("{shown} of {all} events")
        );
    });
}

#[test]
fn years_can_be_typed() {
    story(&DESK, "map.html", |page| {
        type_year(page, "first", "2018");
        let last: String = page.get("return deep('yalu-map >>> .last-year').value");
        assert_eq!(page.property("years"), format!("2018-{last}"));
        type_year(page, "last", "2019");
        assert_eq!(page.property("years"), "2018-2019");
        // An earlier end takes the start along.
        type_year(page, "last", "2017");
        assert_eq!(page.property("years"), "2017");
        // What is no year of the corpus becomes the nearest, and is shown as that.
        type_year(page, "last", "2019");
        type_year(page, "first", "1");
        let [first, least]: [String; 2] =
            page.get("const it = deep('yalu-map >>> .first-year'); return [it.value, it.min]");
        assert_eq!(first, least);
        assert_eq!(page.property("years"), format!("{first}-2019"));
    });
}

#[test]
fn keys_move_and_zoom_the_map() {
    story(&DESK.reduced_motion(), "map.html", |page| {
        let home = page.viewport().view;
        page.js("deep('yalu-map >>> .map').focus()", &[]);
        for (key, check) in [
            ("ArrowRight", (1.0, 0.0, 0.0)),
            ("ArrowLeft", (-1.0, 0.0, 0.0)),
            ("ArrowUp", (0.0, 1.0, 0.0)),
            ("ArrowDown", (0.0, -1.0, 0.0)),
            ("+", (0.0, 0.0, 1.0)),
            ("-", (0.0, 0.0, -1.0)),
        ] {
            let before = page.viewport().view;
            page.press(key);
            page.settle();
            let after = page.viewport().view;
            let moved = (
                sign(after.center.lon - before.center.lon),
                sign(after.center.lat - before.center.lat),
                sign(after.zoom - before.zoom),
            );
            assert_eq!(moved, check, "{key}: {before:?} {after:?}");
        }
        page.press("+");
        page.press("ArrowUp");
        page.press("Home");
        page.settle();
        let back = page.viewport().view;
        assert!(
            (back.center.lon - home.center.lon).abs() < 1e-3,
            "{back:?} {home:?}"
        );
        assert!((back.zoom - home.zoom).abs() < 0.011, "{back:?} {home:?}");
    });
}

#[test]
fn everything_that_can_be_pressed_has_a_name() {
    story(&DESK, "map.html", |page| {
        let nameless: Vec<String> = page.get(
            "const all = deepAll('yalu-map >>> button, yalu-map >>> input, yalu-map >>> a');
            const named = (it) => (it.getAttribute('aria-label') ?? it.innerText).trim();
            return all.filter((it) => !it.hidden && !named(it)).map((it) => it.outerHTML);",
        );
        assert_eq!(nameless, [""; 0]);
        assert!(page.count("yalu-map >>> button") > 10);
        assert_eq!(page.count(TITLE), 1);
    });
}

/// Presses Tab until what has the focus has this name.
#[track_caller]
fn tab_to(page: &Page, name: &str) {
    let mut met = Vec::new();
    for _ in 0..30 {
        page.press("Tab");
        let focused = page.focused();
        if focused == name {
            return;
        }
        met.push(focused);
    }
    panic!("Tab does not lead to {name} but to {met:?}");
}

/// Types into one of the number fields and leaves it by Enter.
#[track_caller]
fn type_year(page: &Page, which: &str, year: &str) {
    let body = "const field = deep(`yalu-map >>> .${arguments[0]}-year`);
        field.focus();
        field.select();";
    page.js(body, &[which.into()]);
    page.type_text(year);
    page.press("Enter");
    page.settle();
}

/// -1, 0 or 1, with what rounding leaves taken as 0.
fn sign(number: f64) -> f64 {
    if number.abs() < 1e-4 {
        0.0
    } else {
        number.signum()
    }
}
