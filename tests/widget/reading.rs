//! From a marker to its events: the column and what leads from one place to another.

use std::collections::{BTreeMap, BTreeSet};

use super::facts;
use super::page::{DESK, NONE, Page, TITLE, story};

#[test]
fn the_map_appears_with_the_corpus_on_it() {
    story(&DESK, "map.html", |page| {
        let ready = page.told("yalu-ready");
        assert_eq!(ready.len(), 1);
        assert_eq!(ready[0].target, "map");
        assert_eq!(ready[0].detail["events"], facts::corpus().len());
        assert_eq!(page.errors_told(), NONE);

        for place in ["dandong", "sinuiju", "linjiang", "chunggang", "hyesan"] {
            page.mark_of(place);
        }
        for mark in page.marks() {
            let events = facts::at(&mark.places, &None);
            assert_eq!(mark.count, events.len(), "{mark:?}");
        }
        show_all(page);
        let listed = page.listed();
        assert_eq!(listed.len(), facts::corpus().len());
        assert_eq!(set(&listed), facts::all(&None));
        assert_in_time(&listed);
    });
}

#[test]
fn a_click_on_a_marker_lists_its_events() {
    story(&DESK, "map.html", |page| {
        let mark = page.mark_of("dandong");
        assert!(mark.label.contains("Dandong"), "{mark:?}");
        let at = page.on_map(mark.x, mark.y);
        page.click_at(at);
        page.wait_for_title(&mark.label);
        page.settle();
        assert_lists(page, &facts::at(&mark.places, &None));
        assert!(page.mark_of("dandong").selected);
        let selected = page.told("yalu-select");
        let places = selected.last().expect("the page was told").detail["places"].clone();
        for place in ["dandong", "sinuiju"] {
            let named = mark.places.iter().any(|other| other == place);
            let told = places
                .as_array()
                .is_some_and(|list| list.contains(&place.into()));
            assert_eq!(named, told, "{place}: {places}");
        }
    });
}

#[test]
fn a_tap_on_a_marker_lists_its_events() {
    let phone = super::browser::Options::new(360, 740).touch();
    story(&phone, "map.html", |page| {
        let mark = page.mark_of("hyesan");
        page.tap_at(page.on_map(mark.x, mark.y));
        page.wait_for_title(&mark.label);
        page.settle();
        assert_lists(page, &facts::at(&mark.places, &None));
    });
}

#[test]
fn a_card_says_when_what_how_sure_and_who_reports_it() {
    story(&DESK, "map.html", |page| {
        show_all(page);
        for event in facts::corpus().events() {
            let card = format!("yalu-map >>> article[data-event=\"{}\"]", event.id());
            let text = page.text(&card);
            assert!(text.contains(event.title()), "{text}");
            assert!(text.contains(event.summary()), "{text}");
            for report in event.reports() {
                let article = facts::corpus().article(report.article);
                assert!(text.contains(&*article.outlet), "{text}");
                assert!(text.contains(&*article.headline), "{text}");
            }
            // Each headline leads to its article, and gives it nothing of this page.
            let body =
                "return deepAll(`yalu-map >>> article[data-event=\"${arguments[0]}\"] .reports a`)
                .map((it) => [it.innerText, it.href, it.rel, it.target])";
            let links = page.js(body, &[event.id().into()]);
            let links: Vec<[String; 4]> = serde_json::from_value(links).expect("links");
            let expected = event.reports().iter().map(|report| {
                let article = facts::corpus().article(report.article);
                let [headline, url] = [&article.headline, &article.url].map(|text| (**text).into());
                [headline, url, "noopener noreferrer".into(), "_blank".into()]
            });
            assert_eq!(links, expected.collect::<Vec<[String; 4]>>());
        }
    });
}

#[test]
fn facing_towns_lead_to_each_other() {
    story(&DESK, "map.html", |page| {
        page.set("place", "dandong");
        page.wait_for_title("Dandong");
        assert_lists(page, &facts::at(&["dandong"], &None));
        assert!(page.text("yalu-map >>> .facing").contains("Sinuiju"));
        page.click("yalu-map >>> .facing");
        page.wait_for_title("Sinuiju");
        assert_eq!(page.property("place"), "sinuiju");
        assert_lists(page, &facts::at(&["sinuiju"], &None));
        page.click("yalu-map >>> .facing");
        page.wait_for_title("Dandong");
        // Leaving goes back to everything.
        page.click("yalu-map >>> .close");
        page.wait_for_title("All events");
        assert_eq!(page.property("place"), "");
    });
}

#[test]
fn what_is_off_the_map_stands_on_its_shelf() {
    story(&DESK, "map.html", |page| {
        for years in [None, Some(2019..=2019)] {
            let text = years
                .as_ref()
                .map_or(String::new(), |y| y.start().to_string());
            page.set("years", &text);
            for (class, on_map) in [("areas", true), ("off-map", false)] {
                let body = "return deepAll(`yalu-map >>> .shelf.${arguments[0]} li`)
                    .map((row) => Array.from(row.querySelectorAll('span:not(.quiet)'), (it) => it.innerText))";
                let rows = page.js(body, &[class.into()]);
                let rows: Vec<(String, String)> =
                    serde_json::from_value(rows).expect("rows of a name and a count");
                let shown: BTreeMap<String, usize> = rows
                    .iter()
                    .map(|(name, count)| (name.clone(), count.parse().expect("a count")))
                    .collect();
                assert_eq!(shown, facts::shelf(on_map, &years), "{class} in {years:?}");
                assert_eq!(shown.len(), rows.len(), "a name stands twice: {rows:?}");
            }
        }
        page.set("years", "");
        let shelf = facts::shelf(false, &None);
        assert!(!shelf.is_empty());
        // None of them is pinned anywhere.
        for mark in page.marks() {
            assert!(!shelf.contains_key(&mark.label), "{mark:?}");
        }
        let first = "yalu-map >>> .shelf.off-map li button";
        let name = page.text("yalu-map >>> .shelf.off-map li span");
        page.click(first);
        page.wait_for_title(&name);
        assert_eq!(page.listed().len(), shelf[&name]);
    });
}

#[test]
fn an_event_is_opened_from_its_card_and_tied_to_its_places() {
    story(&DESK, "map.html", |page| {
        let at_sinuiju = facts::at(&["sinuiju"], &None);
        let mut listed = page.listed();
        listed.retain(|id| at_sinuiju.contains(id));
        let id = listed.last().expect("an event at Sinuiju");
        let event = facts::event(id);
        let open = format!("yalu-map >>> article[data-event=\"{}\"] .open", event.id());
        page.click(&open);
        page.wait_for_title(event.title());
        page.settle();
        assert_eq!(page.property("event"), event.id());
        assert_eq!(page.listed(), [event.id()]);
        assert!(page.mark_of("sinuiju").selected);
        assert_eq!(page.text(TITLE), event.title());
    });
}

/// Presses the button for more events until there are no more.
#[track_caller]
fn show_all(page: &Page) {
    let press = "const chips = deepAll('yalu-map >>> .column .chip');
        const more = chips.find((it) => !it.hidden && it.innerText.startsWith('Show more'));
        more?.click();
        return more !== undefined;";
    while page.get::<bool>(press) {
        page.settle();
    }
}

/// Asserts that the column holds these events, in the order of time.
#[track_caller]
pub fn assert_lists(page: &Page, expected: &BTreeSet<String>) {
    let listed = page.listed();
    assert_eq!(set(&listed), *expected);
    assert_eq!(
        listed.len(),
        expected.len(),
        "an event stands twice: {listed:?}"
    );
    assert_in_time(&listed);
}

#[track_caller]
fn assert_in_time(ids: &[String]) {
    for pair in ids.windows(2) {
        let (a, b) = (facts::order(&pair[0]), facts::order(&pair[1]));
        assert!(a <= b, "{} stands before {}", pair[0], pair[1]);
    }
}

fn set(ids: &[String]) -> BTreeSet<String> {
    ids.iter().cloned().collect()
}
