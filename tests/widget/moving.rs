//! How a pointer, a wheel and fingers move the map.

use super::browser::{Options, Point};
use super::page::{DESK, Page, story};
use yalu_map::geo::{LonLat, Px};

/// A window in which nothing flies, so that a movement has one end.
const STILL: Options = DESK.reduced_motion();

#[test]
fn a_drag_takes_the_map_along_and_chooses_nothing() {
    story(&STILL, "map.html", |page| {
        let before = page.viewport().view;
        // It starts on a marker, which a click would open.
        let mark = page.mark_of("dandong");
        let from = page.on_map(mark.x, mark.y);
        page.drag(from, Point::new(from.x + 120.0, from.y - 80.0));
        page.settle();
        let moved = page.mark_of("dandong");
        assert_near((moved.x, moved.y), (mark.x + 120.0, mark.y - 80.0), 1.5);
        let after = page.viewport().view;
        assert!((after.zoom - before.zoom).abs() < 1e-9);
        assert_eq!(page.property("place"), "");
        assert_eq!(page.text(super::page::TITLE), "All events");
    });
}

#[test]
fn the_wheel_zooms_around_the_pointer() {
    story(&STILL, "map.html", |page| {
        // The page does not scroll, so the wheel is meant for the map.
        let mark = page.mark_of("hyesan");
        let before = page.viewport().view;
        let at = page.on_map(mark.x.round(), mark.y.round());
        page.wheel(at, (0, -200));
        page.settle();
        let after = page.viewport().view;
        assert!(after.zoom > before.zoom + 0.4, "{before:?} {after:?}");
        let town = page.project(128.18, 41.41);
        assert_near((town.x, town.y), (mark.x, mark.y), 12.0);
        page.wheel(at, (0, 300));
        page.settle();
        assert!(page.viewport().view.zoom < after.zoom);
    });
}

#[test]
fn a_wheel_for_the_page_scrolls_the_page() {
    story(&STILL, "long.html", |page| {
        let before = page.property("view");
        let at = page.middle();
        page.js("scrollTo(0, 0)", &[]);
        let at = Point::new(at.x, at.y.min(700.0));
        page.wheel(at, (0, 100));
        page.wait_until("return scrollY > 0", "the page has scrolled");
        page.settle();
        assert_eq!(page.property("view"), before);
        // With the control key it zooms and does not scroll.
        let at = page.middle();
        let scrolled: f64 = page.get("return scrollY");
        page.wheel_with_control(at, (0, -100));
        page.settle();
        assert_ne!(page.property("view"), before);
        assert!((page.get::<f64>("return scrollY") - scrolled).abs() < 1.0);
    });
}

#[test]
fn a_double_click_zooms_in_where_it_was() {
    story(&STILL, "map.html", |page| {
        let before = page.viewport();
        let (x, y) = (600.0, 150.0);
        let ground = LonLat::from(before.unproject(Px::new(x, y)));
        page.double_click_at(page.on_map(x, y));
        page.settle();
        let after = page.viewport();
        assert!(
            (after.view.zoom - before.view.zoom - 1.0).abs() < 0.011,
            "{:?}",
            after.view
        );
        let there = page.project(ground.lon, ground.lat);
        assert_near((there.x, there.y), (x, y), 8.0);
    });
}

#[test]
fn two_fingers_zoom_and_one_does_not() {
    let touch = Options::new(800, 1000).reduced_motion().touch();
    story(&touch, "map.html", |page| {
        let before = page.viewport().view;
        let middle = page.middle();
        page.swipe(middle, Point::new(middle.x - 100.0, middle.y));
        page.settle();
        let still = page.viewport().view;
        assert!(
            (still.center.lon - before.center.lon).abs() < 1e-9,
            "{before:?} {still:?}"
        );
        page.pinch(middle, 100.0, 200.0);
        page.settle();
        let after = page.viewport().view;
        assert!(
            (after.zoom - before.zoom - 1.0).abs() < 0.2,
            "{before:?} {after:?}"
        );
        page.pinch(middle, 200.0, 100.0);
        page.settle();
        assert!(page.viewport().view.zoom < after.zoom - 0.5);
    });
}

#[test]
fn buttons_zoom_and_lead_home() {
    story(&STILL, "map.html", |page| {
        let home = page.property("view");
        let zoom = |page: &Page| page.viewport().view.zoom;
        let before = zoom(page);
        page.click("yalu-map >>> [title='Zoom in']");
        page.settle();
        assert!((zoom(page) - before - 1.0).abs() < 0.011);
        page.click("yalu-map >>> [title='Zoom out']");
        page.click("yalu-map >>> [title='Zoom out']");
        page.settle();
        assert!((zoom(page) - before + 1.0).abs() < 0.021);
        page.click("yalu-map >>> [title='Whole region']");
        page.settle();
        assert_eq!(page.property("view"), home);
    });
}

#[test]
fn a_flight_ends_where_it_was_meant_to() {
    story(&DESK, "map.html", |page| {
        let before = page.viewport().view.zoom;
        page.click("yalu-map >>> [title='Zoom in']");
        page.click("yalu-map >>> [title='Zoom in']");
        page.settle();
        assert!((page.viewport().view.zoom - before - 2.0).abs() < 0.011);
    });
}

#[test]
fn a_cluster_comes_apart_as_one_zooms_in() {
    story(&STILL, "map.html", |page| {
        let together = page.mark_of("dandong");
        assert!(together.places.iter().any(|place| place == "sinuiju"));
        page.set("view", "124.396,40.115,13");
        let (dandong, sinuiju) = (page.mark_of("dandong"), page.mark_of("sinuiju"));
        assert_ne!(dandong.places, sinuiju.places);
        for (mark, lon, lat) in [
            (&dandong, 124.394_72, 40.129_17),
            (&sinuiju, 124.398_06, 40.100_56),
        ] {
            let at = page.project(lon, lat);
            assert_near((mark.x, mark.y), (at.x, at.y), 2.0);
        }
    });
}

#[track_caller]
fn assert_near(found: (f64, f64), wanted: (f64, f64), slack: f64) {
    let apart = (found.0 - wanted.0).hypot(found.1 - wanted.1);
    assert!(apart <= slack, "{found:?} is {apart} px from {wanted:?}");
}
