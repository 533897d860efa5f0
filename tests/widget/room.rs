//! Little room, and pages that are written or styled otherwise.

use super::page::{DESK, MAP, Page, story};

/// The map is as high as its host says, and what moves it lies within it.
#[track_caller]
fn assert_fits(page: &Page, width: f64, height: f64) {
    let body = "const map = document.querySelector('yalu-map');
        map.style.width = `${arguments[0]}px`;
        map.style.height = `${arguments[1]}px`;
        await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 50)));
        await map.settled();
        return map.getBoundingClientRect().height";
    let sides = [width.into(), height.into()];
    assert_eq!(page.js(body, &sides).as_f64(), Some(height));
    let map = page.rect(MAP);
    assert!(map.height >= height / 3.0, "of {height}: {map:?}");
    for part in [".controls", ".who"] {
        let part = page.rect(&format!("yalu-map >>> {part}"));
        assert!(
            part.x >= map.x && part.x + part.width <= map.x + map.width,
            "{part:?} {map:?}"
        );
        assert!(
            part.y >= map.y && part.y + part.height <= map.y + map.height,
            "{part:?} {map:?}"
        );
    }
}

#[test]
fn a_low_map_keeps_its_height_and_its_buttons() {
    story(&DESK, "map.html", |page| {
        for (width, height) in [(280.0, 300.0), (640.0, 400.0)] {
            assert_fits(page, width, height);
        }
    });
}
