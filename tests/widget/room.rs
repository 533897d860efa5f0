//! Little room, and pages that are written or styled otherwise.

use super::browser::Options;
use super::page::{MAP, Page, story};

/// The map is as high as its host says, and what moves it lies within it.
#[track_caller]
fn assert_fits(page: &Page, height: f64) {
    let body = "const map = document.querySelector('yalu-map');
        map.style.height = `${arguments[0]}px`;
        await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 50)));
        await map.settled();
        return map.getBoundingClientRect().height";
    assert_eq!(page.js(body, &[height.into()]).as_f64(), Some(height));
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
    for (width, height) in [(280, 300), (640, 400)] {
        story(&Options::new(width, 700), "map.html", |page| {
            assert_fits(page, f64::from(height));
        });
    }
}
