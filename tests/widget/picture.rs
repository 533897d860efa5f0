//! What is painted: colours where they should be, at the device's resolution.

use super::browser::{Engine, Options, Picture};
use super::page::{DESK, MAP, Page, story};
use yalu_map::scene::{Ink, Palette};

/// Positions far from labels and lines, and what is there.
const REGION: [(Ink, f64, f64); 12] = [
    (Ink::Sea, 124.0, 39.6),
    (Ink::Sea, 124.3, 39.45),
    (Ink::Sea, 130.6, 41.5),
    (Ink::Sea, 130.0, 40.4),
    (Ink::Land, 124.6, 41.3),
    (Ink::Land, 126.0, 42.9),
    (Ink::Land, 127.4, 42.6),
    (Ink::Land, 129.0, 43.2),
    (Ink::LandNorth, 125.6, 40.35),
    (Ink::LandNorth, 126.9, 40.3),
    (Ink::LandNorth, 127.7, 41.0),
    (Ink::LandNorth, 128.9, 41.6),
];

/// The same at the bridge of Dandong and Sinuiju.
const BRIDGE: [(Ink, f64, f64); 4] = [
    (Ink::Land, 124.365, 40.145),
    (Ink::Land, 124.42, 40.155),
    (Ink::LandNorth, 124.42, 40.075),
    (Ink::LandNorth, 124.44, 40.09),
];

#[test]
fn land_and_sea_have_their_colours() {
    story(&DESK, "map.html", |page| {
        assert_colours(page, &Palette::LIGHT, &REGION, 1.0);
        page.set("view", "124.4,40.11,12");
        assert_colours(page, &Palette::LIGHT, &BRIDGE, 1.0);
    });
}

#[test]
fn the_dark_map_is_the_same_plate_at_night() {
    story(&DESK.dark(), "map.html", |page| {
        assert_colours(page, &Palette::DARK, &REGION, 1.0);
        page.set("theme", "light");
        assert_colours(page, &Palette::LIGHT, &REGION, 1.0);
        page.set("theme", "auto");
        assert_colours(page, &Palette::DARK, &REGION, 1.0);
    });
    story(&DESK, "map.html", |page| {
        page.set("theme", "dark");
        assert_colours(page, &Palette::DARK, &REGION, 1.0);
    });
}

#[test]
fn the_canvas_has_the_resolution_of_the_device() {
    for scale in [1.0, 2.0] {
        story(&Options::new(800, 1000).scale(scale), "map.html", |page| {
            let [width, height, wide, high]: [f64; 4] = page.get(
                "const canvas = deep('yalu-map >>> canvas');
                const { width, height } = canvas.getBoundingClientRect();
                return [canvas.width, canvas.height, width, height];",
            );
            assert!((width - wide * scale).abs() <= 1.0, "{width} for {wide}");
            assert!((height - high * scale).abs() <= 1.0, "{height} for {high}");
            let points = REGION.map(|(ink, lon, lat)| (ink, lon, lat));
            assert_colours(page, &Palette::LIGHT, &points, scale);
        });
    }
}

#[test]
fn markers_are_painted_where_marks_says() {
    story(&DESK, "map.html", |page| {
        let mark = page.mark_of("dandong");
        let map = page.rect(MAP);
        let ink = Palette::LIGHT.get(Ink::Mark);
        let picture = page.picture();
        // Between the number and the edge, on both sides.
        for side in [-1.0, 1.0] {
            let x = map.x + mark.x + side * (mark.radius - 4.0);
            let (x, y) = (x.round() as u32, (map.y + mark.y).round() as u32);
            assert!(
                picture.is(x, y, [ink.0, ink.1, ink.2], 24),
                "{:?} at {x},{y} is not {ink:?}",
                picture.at(x, y)
            );
        }
    });
}

#[test]
fn every_width_of_the_window_shows_all_three_parts() {
    for (width, height) in [(1280, 800), (800, 1000), (360, 740)] {
        story(&Options::new(width, height), "map.html", |page| {
            let (wide, high) = (f64::from(width), f64::from(height));
            for part in ["map", "time", "column"] {
                let rect = page.rect(&format!("yalu-map >>> .{part}"));
                assert!(
                    rect.width >= 240.0 && rect.height >= 80.0,
                    "{part}: {rect:?}"
                );
                let inside = rect.x >= -0.5
                    && rect.y >= -0.5
                    && rect.x + rect.width <= wide + 0.5
                    && rect.y + rect.height <= high + 0.5;
                assert!(inside, "{part} leaves the window: {rect:?}");
            }
            let scrolls: bool = page.get(
                "const page = document.scrollingElement;
                return page.scrollWidth > innerWidth || page.scrollHeight > innerHeight;",
            );
            assert!(!scrolls, "the page scrolls at {width} × {height}");
            assert!(!page.marks().is_empty());
        });
    }
}

#[test]
fn a_window_that_changes_its_size_is_painted_anew() {
    story(&Options::new(1280, 800), "map.html", |page| {
        if page.engine == Engine::Chromium {
            let metrics = serde_json::json!({
                "width": 600, "height": 700, "deviceScaleFactor": 1.0, "mobile": false,
            });
            page.devtools("Emulation.setDeviceMetricsOverride", metrics);
        } else {
            page.js("document.body.style.width = '600px'", &[]);
        }
        page.wait_until(
            "const { width } = deep('yalu-map >>> .map').getBoundingClientRect();
            await document.querySelector('yalu-map').settled();
            return width <= 600 && deepAll('yalu-map >>> canvas')[1].width === Math.round(width)",
            "the canvas has the new size",
        );
        let map = page.rect(MAP);
        let (sea, at) = (Palette::LIGHT.get(Ink::Sea), page.project(129.5, 40.6));
        let picture = page.picture();
        let (x, y) = ((map.x + at.x) as u32, (map.y + at.y) as u32);
        assert!(
            picture.is(x, y, [sea.0, sea.1, sea.2], 12),
            "{:?}",
            picture.at(x, y)
        );
    });
}

/// Asserts that each of the points has its colour, or one nearer to it than to the others'.
#[track_caller]
fn assert_colours(page: &Page, palette: &Palette, points: &[(Ink, f64, f64)], scale: f64) {
    let map = page.rect(MAP);
    let viewport = page.viewport();
    let picture = page.picture();
    let mut inside = 0;
    for (ink, lon, lat) in points {
        let at = viewport.project(yalu_map::geo::LonLat::new(*lon, *lat).into());
        // What is outside, or below the buttons and credits at the edge, is not looked at.
        let margin = 70.0;
        let fits =
            at.x > 8.0 && at.y > 8.0 && at.x < map.width - margin && at.y < map.height - margin;
        if !fits {
            continue;
        }
        inside += 1;
        let (x, y) = ((map.x + at.x) * scale, (map.y + at.y) * scale);
        let found = commonest(&picture, x as u32, y as u32);
        let wanted = rgb(palette, *ink);
        let apart = distance(found, wanted);
        for other in [Ink::Sea, Ink::Land, Ink::LandNorth] {
            assert!(
                other == *ink || apart < distance(found, rgb(palette, other)),
                "{}: {ink:?} at {lon},{lat} is {found:?}, nearer to {other:?}",
                page.engine.name()
            );
        }
        assert!(
            apart <= 12,
            "{}: {ink:?} at {lon},{lat} is {found:?} instead of {wanted:?}",
            page.engine.name()
        );
    }
    assert!(
        inside >= points.len() / 2,
        "only {inside} points are on the map"
    );
}

/// The commonest colour of the 9 × 9 pixels around one.
fn commonest(picture: &Picture, x: u32, y: u32) -> [u8; 3] {
    let mut found = Vec::new();
    for dy in 0..9 {
        for dx in 0..9 {
            found.push(picture.at(x + dx - 4, y + dy - 4));
        }
    }
    let count = |colour: &[u8; 3]| found.iter().filter(|other| *other == colour).count();
    let most = found.iter().max_by_key(|colour| count(colour));
    *most.expect("there are pixels")
}

fn rgb(palette: &Palette, ink: Ink) -> [u8; 3] {
    let colour = palette.get(ink);
    [colour.0, colour.1, colour.2]
}

/// The largest difference in a channel.
fn distance(a: [u8; 3], b: [u8; 3]) -> u8 {
    let channels = a.iter().zip(b);
    channels.map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
}
