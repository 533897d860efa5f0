//! A host's own events.

use serde_json::{Value, json};

use super::page::{DESK, MAP, Mark, NONE, Page, TITLE, story};

const TITLES: &str = "return deepAll('yalu-map >>> article.event .open').map((it) => it.innerText)";

#[test]
fn good_features_are_shown_and_bad_ones_said() {
    story(&DESK, "own.html", |page| {
        let titles: Vec<String> = page.get(TITLES);
        let own: Value = serde_json::from_str(include_str!("../pages/own.geojson")).expect("JSON");
        let expected = |index: usize| own["features"][index]["properties"]["title"].clone();
        // In the order of time; what lost its wrong date comes last.
        assert_eq!(json!(titles), json!([0, 3, 4, 1, 2].map(expected)));
        assert_eq!(page.property("src"), "own.geojson");

        let body = "return deepAll('yalu-map >>> .trouble li').map((it) => it.innerText)";
        let said: Vec<String> = page.get(body);
        let starts = [
            ("features[2] date: ", "2020-13"),
            ("features[3] geometry: ", "swapped"),
            ("features[4] url: ", "https://"),
            ("features[5] type: ", "not an object of type Feature"),
        ];
        assert_eq!(said.len(), starts.len(), "{said:?}");
        for (said, (start, part)) in said.iter().zip(starts) {
            assert!(said.starts_with(start) && said.contains(part), "{said}");
        }
        let told = page.errors_told();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains('4'), "{told:?}");
        let ready = page.told("yalu-ready");
        assert_eq!(ready.len(), 1);
        assert_eq!(ready[0].detail["events"], 5);

        // Two places; the other features have none on the map.
        let counts: Vec<usize> = page.marks().iter().map(|mark| mark.count).collect();
        assert_eq!(counts.iter().sum::<usize>(), 3, "{:?}", page.marks());
        // The built-in corpus is not even asked for.
        assert!(
            !page
                .loaded()
                .iter()
                .any(|address| address.ends_with("corpus.bin"))
        );
    });
}

#[test]
fn a_hosts_text_is_text() {
    story(&DESK, "own.html", |page| {
        assert!(
            page.text("yalu-map >>> article.event .open")
                .contains("<img src=x onerror=")
        );
        assert!(
            page.text("yalu-map >>> article.event")
                .contains("<b>Not bold</b>")
        );
        for tag in ["img", "b", "script", "a[href^=javascript]"] {
            assert_eq!(page.count(&format!("yalu-map >>> {tag}")), 0, "{tag}");
        }
        let links = "return deepAll('yalu-map >>> a').map((it) => [it.href, it.rel])";
        let links: Vec<[String; 2]> = page.get(links);
        assert_eq!(
            links,
            [["https://paper.example/market", "noopener noreferrer"]]
        );
        // Its names as titles of the column and of markers.
        page.click("yalu-map >>> article.event .open");
        page.settle();
        assert!(page.text(TITLE).contains("<img src=x onerror="));
        assert_eq!(page.count("yalu-map >>> img"), 0);
        // `story` asserts that nothing of it ran.
    });
}

#[test]
fn data_can_be_handed_over_in_many_forms() {
    story(&DESK, "map.html", |page| {
        let one = |title: &str| {
            json!({
                "type": "FeatureCollection",
                "features": [{
                    "type": "Feature",
                    "geometry": { "type": "Point", "coordinates": [130.2, 42.8] },
                    "properties": { "title": title, "year": 1950 },
                }],
            })
        };
        for (title, form) in [
            ("as an object", "data"),
            ("as text", "JSON.stringify(data)"),
            ("as bytes", "new TextEncoder().encode(JSON.stringify(data))"),
            (
                "as a buffer",
                "new TextEncoder().encode(JSON.stringify(data)).buffer",
            ),
            ("as a blob", "new Blob([JSON.stringify(data)])"),
        ] {
            let body = format!(
                "const data = arguments[0], map = document.querySelector('yalu-map');
                const problems = await map.load({form});
                await map.settled();
                return problems;"
            );
            assert_eq!(page.js(&body, &[one(title)]), json!([]), "{title}");
            assert_eq!(page.get::<Vec<String>>(TITLES), [title]);
            assert_eq!(page.marks().len(), 1);
        }
        assert_eq!(page.errors_told(), NONE);
        // Nothing is a collection too.
        load(
            page,
            &json!({ "type": "FeatureCollection", "features": [] }),
        );
        assert_eq!(page.get::<Vec<String>>(TITLES), NONE);
        assert_eq!(page.marks(), []);
        assert!(page.text("yalu-map >>> .column").contains("No event"));
    });
}

#[test]
fn what_cannot_be_read_is_refused_and_changes_nothing() {
    story(&DESK, "map.html", |page| {
        let before = page.listed();
        for (data, part) in [
            (json!("<html>"), "not JSON: line 1, column 1"),
            (json!(""), "empty or cut off"),
            (json!([]), "not GeoJSON"),
            (
                json!({ "type": "Topology" }),
                "neither FeatureCollection nor Feature",
            ),
            (
                json!({ "type": "FeatureCollection" }),
                "no list of features",
            ),
        ] {
            let body = "return document.querySelector('yalu-map').load(arguments[0])
                .then(() => 'it was taken', (error) => error.message)";
            let refused = page.js(body, std::slice::from_ref(&data));
            let refused = refused.as_str().unwrap_or_default();
            assert!(refused.contains(part), "{data}: {refused}");
        }
        assert_eq!(page.listed(), before);
        // Nor does the address of what is shown.
        page.set("src", "own.geojson");
        page.wait_until(
            "return deepAll('yalu-map >>> article.event').length === 5",
            "the events of the address are there",
        );
        let body = "return document.querySelector('yalu-map').load('<html>').catch(() => 'no')";
        assert_eq!(page.js(body, &[]), json!("no"));
        assert_eq!(page.property("src"), "own.geojson");
    });
}

#[test]
fn the_years_of_own_data_are_its_own() {
    story(&DESK, "own.html", |page| {
        let ends = "const thumb = (name) => deep(`yalu-map >>> .thumb.${name}`);
            return [thumb('first').ariaValueMin ?? thumb('first').getAttribute('aria-valuemin'),
                thumb('last').getAttribute('aria-valuemax')]";
        assert_eq!(page.get::<[String; 2]>(ends), ["2019", "2021"]);
        page.set("years", "2021");
        // The undated one may be of any year.
        assert_eq!(
            page.get::<Vec<String>>(TITLES),
            ["A ferry", "A wrong month"]
        );
    });
}

#[test]
fn another_source_can_be_named_later() {
    story(&DESK, "map.html", |page| {
        page.set("place", "dandong");
        page.set("src", "own.geojson");
        page.wait_until(
            "return deepAll('yalu-map >>> article.event').length === 5",
            "the other events are there",
        );
        page.settle();
        assert_eq!(
            page.text("yalu-map >>> article.event .when"),
            "about March 2019"
        );
        page.set("src", "missing.geojson");
        page.wait_until(
            "return deep('yalu-map >>> .trouble')?.innerText.includes('missing.geojson')",
            "the missing file is told",
        );
        assert!(
            page.errors_told()
                .last()
                .is_some_and(|told| told.contains("HTTP 404"))
        );
        // What was there is still there.
        assert_eq!(page.get::<Vec<String>>(TITLES).len(), 5);
        // Chromium tells of the failed request on its console.
        page.console_errors();
    });
}

#[track_caller]
fn load(page: &Page, data: &Value) {
    let body = "const map = document.querySelector('yalu-map');
        await map.load(arguments[0]);
        await map.settled();";
    page.js(body, std::slice::from_ref(data));
}

#[test]
fn what_is_wrong_is_told_to_the_host_one_by_one() {
    story(&DESK, "own.html", |page| {
        let told = page.told("yalu-error");
        let problems = told[0].detail["problems"].as_array().expect("a list");
        assert_eq!(problems.len(), 4, "{problems:?}");
        page.set("place", "nowhere");
        page.set("event", "nothing");
        page.set("basemap", "bad-map.geojson");
        // The map is the last to be told of: it is fetched.
        page.wait_until(
            "return seen.told.some(({ detail }) => detail?.message?.includes('bad-map.geojson'))",
            "it is told what is wrong with the map",
        );
        let told = page.errors_told();
        for part in [
            "place “nowhere”",
            "event “nothing”",
            "bad-map.geojson cannot be drawn as a map. feature",
        ] {
            assert!(
                told.iter().any(|message| message.contains(part)),
                "{part}: {told:?}"
            );
        }
        for wrong in ["undefined", "null", "3"] {
            let body = format!(
                "const map = document.querySelector('yalu-map');
                return map.load({wrong}).catch((error) => `${{error.name}}: ${{error.message}}`);"
            );
            let said: String = page.get(&body);
            assert!(
                said.starts_with("TypeError: load() takes a FeatureCollection"),
                "{said}"
            );
        }
    });
}

#[test]
fn the_map_begins_with_what_is_its_hosts() {
    story(&DESK, "own.html", |page| {
        let map = page.rect(MAP);
        let within = |mark: &Mark| {
            mark.x > mark.radius
                && mark.y > mark.radius
                && mark.x < map.width - 64.0
                && mark.y < map.height - mark.radius
        };
        let marks = page.marks();
        assert!(marks.len() >= 2 && marks.iter().all(within), "{marks:?}");
        // Not the whole border with two marks on it: they are as far apart as there is room.
        let far = |at: fn(&Mark) -> f64| {
            let all = || marks.iter().map(at);
            all().fold(f64::MIN, f64::max) - all().fold(f64::MAX, f64::min)
        };
        let share = (far(|mark| mark.x) / map.width).max(far(|mark| mark.y) / map.height);
        assert!(share > 0.4, "{share}: {marks:?}");
    });
}
