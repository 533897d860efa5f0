//! A host's own map below the events.

use super::page::{DESK, MAP, Page, story};
use yalu_map::scene::{Ink, Palette};

/// Where the host's map has which colour, away from its names and lines: its land, its lake, and
/// the sea where the built-in map has land.
const OWN: [(Ink, f64, f64); 4] = [
    (Ink::Land, 126.4, 42.2),
    (Ink::Land, 128.7, 40.9),
    (Ink::Lake, 127.3, 41.2),
    (Ink::Sea, 125.0, 42.2),
];

fn assert_colours(page: &Page, points: &[(Ink, f64, f64)]) {
    let map = page.rect(MAP);
    let picture = page.picture();
    for (ink, lon, lat) in points {
        let at = page.project(*lon, *lat);
        let colour = Palette::LIGHT.get(*ink);
        let (x, y) = ((map.x + at.x).round() as u32, (map.y + at.y).round() as u32);
        assert!(
            picture.is(x, y, [colour.0, colour.1, colour.2], 12),
            "{:?} at {lon}, {lat} is not {ink:?}",
            picture.at(x, y)
        );
    }
}

#[test]
fn a_hosts_map_is_drawn_and_gives_way_again() {
    story(&DESK, "map.html", |page| {
        let before = page.marks();
        page.set("basemap", "own-map.geojson");
        page.wait_until(
            "return !deep('yalu-map >>> .credits').innerText.includes('GeoNames')",
            "the host's map has no credits of ours",
        );
        page.settle();
        assert_colours(page, &OWN);
        assert_eq!(page.marks(), before, "the events stay where they are");
        page.set("basemap", "");
        page.wait_until(
            "return deep('yalu-map >>> .credits').innerText.includes('GeoNames')",
            "the built-in map is back",
        );
        page.settle();
        assert_colours(page, &[(Ink::Land, 125.0, 42.2)]);
    });
}

#[test]
fn a_wrong_map_is_said_feature_by_feature_and_the_built_in_one_stays() {
    story(&DESK, "map.html", |page| {
        page.set("basemap", "bad-map.geojson");
        let body = "return deepAll('yalu-map >>> .trouble li').map((it) => it.innerText)";
        page.wait_until(
            "return deepAll('yalu-map >>> .trouble li').length > 0",
            "the mistakes are listed",
        );
        let said: Vec<String> = page.get(body);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("feature 1: class “road”"), "{said:?}");
        assert!(said[1].starts_with("feature 2: a ring"), "{said:?}");
        assert!(page.errors_told()[0].contains("bad-map.geojson"));
        assert_colours(
            page,
            &[(Ink::Land, 125.0, 42.2), (Ink::LandNorth, 127.7, 41.0)],
        );
    });
}
