//! How long it takes from an input until the frame that shows it has been painted. It asserts
//! nothing about time: machines differ.
//!
//! `cargo test --release --test widget interactions -- --ignored --nocapture` prints a table for
//! the corpus and for 100,000 events of a host: milliseconds from the input to the task after the
//! frame that shows it, half of forty below the first figure and 95 of 100 below the second; the
//! wait for the next frame (up to 16.7 ms) is in it. `work` is what the script and its effects
//! took of that.

use serde_json::json;

use super::page::{DESK, Page, story};

/// Inputs of each sort.
const INPUTS: usize = 40;

/// What the reader does, as the body of a function of the number of the input.
const SORTS: [(&str, &str); 4] = [
    (
        "range",
        "const thumb = deep('yalu-map >>> .thumb.last');
        const key = number % 16 < 8 ? 'ArrowLeft' : 'ArrowRight';
        return () => thumb.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))",
    ),
    (
        "facet",
        "const chips = deepAll('yalu-map >>> .facets .chip');
        return () => chips[(number >> 1) % chips.length].click()",
    ),
    (
        "keystroke",
        "const field = deep('yalu-map >>> .search input'), word = 'border town';
        return () => {
            field.value = word.slice(0, 1 + number % word.length);
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }",
    ),
    (
        "select",
        "const marks = deepAll('yalu-map >>> .marks button');
        return () => marks[number % marks.length].click()",
    ),
];

/// A hundred thousand events, four fifths of them around thirty towns, over fifty years.
const MANY: &str = "let seed = 1;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const towns = Array.from({ length: 30 }, () => [124 + 6 * random(), 40 + 2.5 * random()]);
    const kinds = ['trade', 'crossing', 'customs', 'visit', 'building', 'flood'];
    const features = Array.from({ length: 100000 }, (_, id) => {
        const town = towns[Math.floor(random() * towns.length)];
        const near = random() < 0.8;
        const coordinates = near
            ? town.map((part) => part + (random() - 0.5) * 0.05)
            : [124 + 6 * random(), 40 + 2.5 * random()];
        return { type: 'Feature', id: `e${id}`, geometry: { type: 'Point', coordinates },
            properties: { title: `Report ${id} from a border town`, kind: kinds[id % 6],
                year: 1975 + Math.floor(random() * 50) } };
    });
    await document.querySelector('yalu-map').load({ type: 'FeatureCollection', features });
    await document.querySelector('yalu-map').settled();";

#[test]
#[ignore = "a benchmark"]
fn interactions() {
    story(&DESK, "map.html", |page| {
        print(page, "corpus");
        page.js(MANY, &[]);
        print(page, "100,000");
    });
}

#[track_caller]
fn print(page: &Page, data: &str) {
    page.click("yalu-map >>> [aria-controls=facets]");
    page.settle();
    for (name, act) in SORTS {
        let [painted, work] = times(page, act);
        eprintln!(
            "{:8} {data:8} {name:9}  painted {:6.1} {:6.1}  work {:6.1} {:6.1}",
            page.engine.name(),
            painted[0],
            painted[1],
            work[0],
            work[1]
        );
        assert!(painted[1] >= painted[0] && painted[0] > 0.0);
        page.js(
            "const map = document.querySelector('yalu-map');
            map.place = ''; map.event = ''; map.years = '';
            for (const chip of deepAll('yalu-map >>> .limits .limit')) chip.click();
            await map.settled();",
            &[],
        );
    }
    page.click("yalu-map >>> [aria-controls=facets]");
}

#[track_caller]
fn times(page: &Page, act: &str) -> [[f64; 2]; 2] {
    let body = format!(
        "const map = document.querySelector('yalu-map');
        const prepare = (number) => {{ {act} }};
        const painted = [], work = [];
        for (let number = 0; number < arguments[0]; number += 1) {{
            const act = prepare(number);
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 3)));
            const start = performance.now();
            act();
            // Effects run as micro tasks; a task of a channel comes after them.
            const after = new Promise((done) => {{
                const {{ port1, port2 }} = new MessageChannel();
                port1.onmessage = () => done(performance.now() - start);
                port2.postMessage(0);
            }});
            const settled = map.settled();
            work.push(await after);
            await settled;
            painted.push(performance.now() - start);
        }}
        const parts = (times) => {{
            times.sort((a, b) => a - b);
            return [0.5, 0.95].map((part) => times[Math.floor(times.length * part)] ?? -1);
        }};
        return [parts(painted), parts(work)];"
    );
    serde_json::from_value(page.js(&body, &[json!(INPUTS)])).expect("two pairs of times")
}
