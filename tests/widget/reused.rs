//! The picture of the ground is used again while the map moves: nobody sees where it ends, and what
//! a movement leaves is what is painted anew.

use serde::Deserialize;
use serde_json::json;

use super::browser::{self, Engine, Options, Point};
use super::page::{DESK, Page, story};
use super::painters::{canvas, shares};

/// The share of pixels that may differ between a picture that was moved and one painted in its
/// place, 0 to 1, and that in a square of 24 pixels: dashes begin at the edge of what is painted, so
/// that those of the border stand elsewhere. The most that was measured is a third of these.
const MOST: f64 = 0.01;
const MOST_IN_A_SQUARE: f64 = 0.3;

/// Waits until more is painted than is seen, which is done when nothing else is.
fn wait_until_wide(page: &Page) {
    page.wait_until(
        "const [below, above] = deepAll('yalu-map >>> canvas');
        return below.width > above.width * 1.2",
        "the ground is painted beyond the edges",
    );
}

/// Asserts that what is seen is what the element paints in the same view with everything anew.
#[track_caller]
fn assert_fresh(page: &Page, scale: f64, after: &str) {
    page.settle();
    let (seen, marks) = (canvas(page), page.marks());
    let theme = page.property("theme");
    // Other colours are another picture.
    page.set("theme", if theme == "dark" { "light" } else { "dark" });
    let (share, _) = shares(&seen, &canvas(page), scale);
    assert!(share > 0.3, "{after}: of another theme only {share} differ");
    page.set("theme", &theme);
    assert_eq!(page.marks(), marks, "{after}");
    let (share, worst) = shares(&seen, &canvas(page), scale);
    eprintln!(
        "{:8} {scale}x {after:24} {:.3} %, {:.0} % of a square",
        page.engine.name(),
        share * 100.0,
        worst * 100.0
    );
    assert!(
        share <= MOST && worst <= MOST_IN_A_SQUARE,
        "{}, {after}: {share} of all, {worst} of a square differ",
        page.engine.name()
    );
}

#[test]
fn what_a_movement_leaves_is_what_is_painted_anew() {
    for scale in [1.0, 1.5, 2.0] {
        let options = Options::new(1000, 700).scale(scale).reduced_motion();
        browser::each(|engine| {
            // That one has whole ratios only.
            if engine == Engine::WebKit && scale.fract() != 0.0 {
                return;
            }
            let page = &Page::open(engine, &options, "map.html");
            page.wait_until_ready();
            wait_until_wide(page);
            let middle = page.middle();
            page.drag(middle, Point::new(middle.x + 61.0, middle.y - 37.0));
            assert_fresh(page, scale, "a drag");
            page.drag(middle, Point::new(middle.x - 9.0, middle.y + 13.0));
            assert_fresh(page, scale, "a drag of a few pixels");
            page.drag(middle, Point::new(middle.x - 333.0, middle.y + 97.0));
            assert_fresh(page, scale, "a drag beyond the edge");
            page.wheel(middle, (0, -120));
            assert_fresh(page, scale, "a wheel towards it");
            page.wheel(middle, (0, 240));
            assert_fresh(page, scale, "a wheel away from it");
            page.js("deep('yalu-map >>> .map').focus()", &[]);
            page.press("ArrowLeft");
            page.press("ArrowDown");
            assert_fresh(page, scale, "keys");
            // Far enough to be painted anew at rest, and what is seen before that.
            page.set("view", &page.property("view"));
            let before = page.viewport();
            let view = before.panned(-140.3, 88.8).view;
            let view = format!("{},{},{}", view.center.lon, view.center.lat, view.zoom);
            let body = "const map = document.querySelector('yalu-map');
                map.view = arguments[0];
                await map.settled();";
            page.js(body, &[json!(view)]);
            let first = canvas(page);
            page.settle();
            let (share, worst) = shares(&first, &canvas(page), scale);
            assert!(
                share <= MOST && worst <= MOST_IN_A_SQUARE,
                "{share}, {worst}"
            );
            assert_fresh(page, scale, "a step by the host");
            // A part of a device pixel.
            page.set("view", "127.40123,41.30077,6.83");
            page.set("view", "127.40321,41.29951,6.83");
            assert_fresh(page, scale, "a step of less than a pixel");
            page.assert_clean();
        });
    }
}

#[test]
fn what_changes_during_a_movement_ends_as_if_it_had_changed_at_rest() {
    story(&DESK.reduced_motion(), "map.html", |page| {
        wait_until_wide(page);
        let changes = [
            ("map.lang = 'ko'", "another language"),
            ("map.place = 'dandong'", "a choice"),
            ("map.years = '2019'", "other years"),
            ("map.theme = 'dark'", "another theme"),
            ("map.style.width = '700px'", "another size"),
        ];
        for (number, (change, what)) in changes.into_iter().enumerate() {
            let steps = (0..6).map(|step| {
                let (lon, zoom) = (
                    126.4 + f64::from(step) * 0.05,
                    7.0 + f64::from(step % 3) * 0.2,
                );
                format!("{lon},{},{zoom}", 41.2 + number as f64 * 0.05)
            });
            let body = format!(
                "const map = document.querySelector('yalu-map');
                for (const [at, view] of arguments[0].entries()) {{
                    map.view = view;
                    if (at === 2) {change};
                    await new Promise(requestAnimationFrame);
                }}"
            );
            page.js(&body, &[json!(steps.collect::<Vec<_>>())]);
            assert_fresh(page, 1.0, what);
        }
    });
}

/// A frame in which something of the map was bare.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "they are told when the story fails")]
struct Bare {
    frame: usize,
    ground: [f64; 4],
    scale: f64,
    behind: bool,
}

#[test]
fn no_edge_is_bare_while_the_map_moves() {
    story(&DESK, "map.html", |page| {
        wait_until_wide(page);
        // Every frame is looked at: a finger that runs far, a wheel both ways, and a flight.
        let body = "const map = deep('yalu-map >>> .map');
            const [below] = deepAll('yalu-map >>> canvas');
            const frames = [], bare = [];
            let moved = 0, scaled = 0, backed = 0;
            const covers = (canvas, box) => {
                const { left, top, right, bottom } = canvas.getBoundingClientRect();
                return left <= box.left + 0.01 && top <= box.top + 0.01 &&
                    right >= box.right - 0.01 && bottom >= box.bottom - 0.01;
            };
            const look = () => {
                const { a, e, f } = new DOMMatrix(getComputedStyle(below).transform);
                const box = map.getBoundingClientRect();
                const far = deep('yalu-map >>> .far');
                const behind = Boolean(far) && getComputedStyle(far).display !== 'none';
                frames.push(a);
                moved += e !== frames.e ? 1 : 0;
                frames.e = e;
                scaled += a !== 1 ? 1 : 0;
                backed += behind ? 1 : 0;
                if (!covers(below, box) && !(behind && covers(far, box))) {
                    const { left, top, right, bottom } = below.getBoundingClientRect();
                    bare.push({
                        frame: frames.length, ground: [left, top, right, bottom], scale: a, behind,
                    });
                }
            };
            const frame = () => new Promise((next) => requestAnimationFrame(() => {
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = () => { port1.close(); look(); next(); };
                port2.postMessage(0);
            }));
            const box = map.getBoundingClientRect();
            const at = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
            const point = (name, x, y) => map.dispatchEvent(new PointerEvent(name, {
                bubbles: true, cancelable: true, composed: true, pointerId: 1, isPrimary: true,
                pointerType: 'mouse', button: name === 'pointermove' ? -1 : 0, buttons: 1,
                clientX: at.x + x, clientY: at.y + y,
            }));
            const element = document.querySelector('yalu-map');
            element.view = '127.4,41.5,9';
            await element.settled();
            for (let turn = 0; turn < 4; turn += 1) {
                const [x, y] = [[37, 0], [0, 23], [-41, -17], [13, 29]][turn];
                point('pointerdown', 0, 0);
                for (let step = 1; step <= 24; step += 1) {
                    point('pointermove', x * step, y * step);
                    await frame();
                }
                point('pointerup', x * 24, y * 24);
                await frame();
            }
            const wheel = async (deltaY, times) => {
                for (let time = 0; time < times; time += 1) {
                    map.dispatchEvent(new WheelEvent('wheel', {
                        bubbles: true, cancelable: true, composed: true, ctrlKey: true, deltaY,
                        clientX: at.x - 150, clientY: at.y + 90,
                    }));
                    await frame();
                }
            };
            await new Promise((next) => setTimeout(next, 400));
            await wheel(-20, 20);
            await new Promise((next) => setTimeout(next, 400));
            await wheel(25, 30);
            for (const title of ['Zoom out', 'Zoom in', 'Whole region']) {
                await new Promise((next) => setTimeout(next, 400));
                deep(`yalu-map >>> [title='${title}']`).click();
                for (let time = 0; time < 20; time += 1) await frame();
            }
            await element.settled();
            const context = below.getContext('2d');
            const { width, height } = below;
            const edges = [[0, 0, width, 1], [0, height - 1, width, 1], [0, 0, 1, height],
                [width - 1, 0, 1, height]].flatMap((edge) =>
                Array.from(context.getImageData(...edge).data).filter((_, at) => at % 4 === 3));
            return [bare, [frames.length, moved, scaled, backed], Math.min(...edges)];";
        let (bare, [frames, moved, scaled, backed], alpha): (Vec<Bare>, [usize; 4], u8) =
            page.get(body);
        let engine = page.engine.name();
        eprintln!("{engine}: {frames} frames, {moved} moved, {scaled} scaled, {backed} backed");
        assert!(bare.is_empty(), "{engine}: {bare:#?}");
        assert_eq!(alpha, 255, "{engine}: the picture itself has a bare edge");
        // What was looked for was there to be seen.
        // WebKit paints the frames of a zoom whole more often.
        let least = if page.engine == Engine::WebKit { 4 } else { 20 };
        assert!(moved > 40 && scaled > least && backed > 0, "{engine}");
    });
}
