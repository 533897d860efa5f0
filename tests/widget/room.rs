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

#[test]
fn a_page_of_another_direction_and_style_leaves_the_map_as_it_is() {
    story(&DESK, "map.html", |page| {
        let parts = || {
            [
                ".map",
                ".time",
                ".thumb.first",
                ".column h2",
                "article h4",
                "article .tags",
            ]
            .map(|part| page.rect(&format!("yalu-map >>> {part}")))
        };
        let before = parts();
        page.js(
            "document.documentElement.dir = 'rtl';
            Object.assign(document.body.style, {
                font: 'italic 700 9px/3 monospace', letterSpacing: '0.3em', wordSpacing: '2em',
                textAlign: 'center', textIndent: '4em', textTransform: 'uppercase',
                whiteSpace: 'nowrap', fontVariantNumeric: 'slashed-zero',
            });",
            &[],
        );
        page.settle();
        assert_eq!(parts(), before, "{}", page.engine.name());
    });
}

#[test]
fn a_map_in_a_row_of_boxes_takes_its_share() {
    story(&DESK, "map.html", |page| {
        let width: f64 = page.get(
            "const main = document.querySelector('main') ?? document.body;
            const beside = document.createElement('p');
            beside.textContent = 'Beside the map';
            main.append(beside);
            main.style.display = 'flex';
            const map = document.querySelector('yalu-map');
            map.style.flex = '1';
            await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 50)));
            await map.settled();
            return map.getBoundingClientRect().width",
        );
        assert!(width > 800.0 && width < 1280.0, "{width}");
        assert!(page.rect(MAP).width > width / 2.0);
    });
}
