//! How long a frame takes in a browser. It asserts nothing about time: machines differ.
//!
//! `cargo test --release --test widget frames -- --ignored --nocapture` prints a table. Milliseconds
//! a frame, half of the frames below the first figure and 95 of 100 below the second: `script` is
//! the scene and the calls that paint it, `pixels` waits in addition until they are there.

use serde_json::json;

use super::browser::Options;
use super::page::{Page, story};

/// Places, and how far a pan goes a frame, in degrees.
const VIEWS: [(&str, f64, f64, f64, f64); 3] = [
    ("region", 127.4, 41.3, 6.3, 0.02),
    ("pair", 124.4, 40.115, 11.5, 0.0006),
    ("bridge", 124.395, 40.115, 14.0, 0.0001),
];

/// Frames of a pan and of a zoom.
const FRAMES: usize = 60;

/// The half and the 95th part of a hundred, milliseconds.
type Times = [f64; 2];

/// Moves the map for [`FRAMES`] frames, `east` and `closer` a frame.
fn times(page: &Page, view: (f64, f64, f64), east: f64, closer: f64) -> [Times; 2] {
    let body = "const [lon, lat, zoom, east, closer, frames] = arguments;
        const map = document.querySelector('yalu-map');
        const contexts = deepAll('yalu-map >>> canvas').map((canvas) => canvas.getContext('2d'));
        const names = ['requestAnimationFrame', 'setTimeout'];
        const real = names.map((name) => window[name]);
        const script = [], pixels = [];
        let spent = [0, 0];
        map.view = [lon, lat, zoom].join();
        await map.settled();
        // The map paints in the frame's turn or in a task before it.
        for (const [at, name] of names.entries()) {
            window[name] = (call, ...rest) => real[at].call(window, (...given) => {
                const start = performance.now();
                call(...given);
                spent[0] += performance.now() - start;
                for (const context of contexts) context.getImageData(0, 0, 1, 1);
                spent[1] += performance.now() - start;
            }, ...rest);
        }
        try {
            for (let frame = 1; frame <= frames; frame += 1) {
                spent = [0, 0];
                map.view = [lon + frame * east, lat, zoom + frame * closer].join();
                await map.settled();
                script.push(spent[0]);
                pixels.push(spent[1]);
            }
        } finally {
            for (const [at, name] of names.entries()) window[name] = real[at];
        }
        const half = (times) => {
            times.sort((a, b) => a - b);
            return [0.5, 0.95].map((part) => times[Math.floor(times.length * part)] ?? -1);
        };
        return [half(script), half(pixels)];";
    let (lon, lat, zoom) = view;
    let arguments = [
        json!(lon),
        json!(lat),
        json!(zoom),
        json!(east),
        json!(closer),
        json!(FRAMES),
    ];
    serde_json::from_value(page.js(body, &arguments)).expect("two pairs of times")
}

#[test]
#[ignore = "a benchmark"]
fn frames() {
    let options = Options::new(1280, 800).reduced_motion();
    story(&options, "map.html", |page| {
        page.wait_until_whole();
        for (name, lon, lat, zoom, step) in VIEWS {
            let view = (lon, lat, zoom);
            for (movement, east, closer) in [("pan", step, 0.0), ("zoom", 0.0, 0.02)] {
                let [script, pixels] = times(page, view, east, closer);
                eprintln!(
                    "{:8} {name:6} {movement:4}  script {:5.1} {:5.1}  pixels {:5.1} {:5.1}",
                    page.engine.name(),
                    script[0],
                    script[1],
                    pixels[0],
                    pixels[1]
                );
                assert!(
                    script[1] >= script[0] && script[0] >= 0.0,
                    "no frame was painted"
                );
            }
        }
    });
}
