//! What a host page asks for and is told: attributes, properties, events.

use serde_json::json;

use super::facts;
use super::page::{DESK, Page, TITLE, story};
use super::reading::assert_lists;
use yalu_map::app::words::words;
use yalu_map::model::Lang;

#[test]
fn attributes_are_followed_from_the_start() {
    story(&DESK, "attributes.html", |page| {
        for (name, value) in [
            ("years", "2018-2019"),
            ("place", "dandong"),
            ("event", ""),
            ("lang", "ko"),
            ("theme", "dark"),
            ("view", "124.40000,40.10000,10.50"),
            ("src", ""),
            ("basemap", ""),
        ] {
            assert_eq!(page.property(name), value, "{name}");
        }
        assert_eq!(page.text(TITLE), facts::place("dandong").name(Lang::Ko));
        assert_lists(page, &facts::at(&["dandong"], &Some(2018..=2019)));
        let label = "return deep('yalu-map >>> .time').getAttribute('aria-label')";
        assert_eq!(page.get::<String>(label), words(Lang::Ko).years);
        let scheme = "const it = deep('yalu-map >>> .yalu'); return [it.dataset.scheme, it.lang]";
        assert_eq!(page.get::<[String; 2]>(scheme), ["dark", "ko"]);
    });
}

#[test]
fn attributes_that_change_are_followed() {
    story(&DESK, "map.html", |page| {
        let attribute = |name: &str, value: &str| {
            let body = "const map = document.querySelector('yalu-map');
                map.setAttribute(arguments[0], arguments[1]);
                await map.settled();";
            page.js(body, &[name.into(), value.into()]);
        };
        let home = page.property("view");
        attribute("years", "2019");
        assert_eq!(page.property("years"), "2019");
        assert_eq!(page.listed().len(), facts::all(&Some(2019..=2019)).len());
        attribute("place", "sinuiju");
        assert_eq!(page.text(TITLE), "Sinuiju");
        attribute("view", "124.4,40.11,9");
        assert_eq!(page.property("view"), "124.40000,40.11000,9.00");
        let mark = page.mark_of("sinuiju");
        let middle = page.rect(super::page::MAP);
        assert!((mark.x - middle.width / 2.0).abs() < 40.0, "{mark:?}");
        for name in ["years", "place", "view"] {
            let body = "const map = document.querySelector('yalu-map');
                map.removeAttribute(arguments[0]);
                await map.settled();";
            page.js(body, &[name.into()]);
        }
        assert_eq!(page.property("years"), "");
        assert_eq!(page.text(TITLE), "All events");
        assert_eq!(page.property("view"), home);
    });
}

#[test]
fn properties_set_before_the_map_is_there_are_kept() {
    story(&DESK, "empty.html", |page| {
        page.js(
            "await customElements.whenDefined('yalu-map');
            const map = document.createElement('yalu-map');
            map.years = '2019';
            map.place = 'sinuiju';
            document.querySelector('main').append(map);
            map.lang = 'ja';
            await map.ready;",
            &[],
        );
        page.settle();
        assert_eq!(page.property("years"), "2019");
        assert_eq!(page.property("place"), "sinuiju");
        assert_eq!(page.text(TITLE), facts::place("sinuiju").name(Lang::Ja));
    });
}

#[test]
fn every_language_names_the_places() {
    story(&DESK, "map.html", |page| {
        for lang in Lang::ALL {
            page.set("lang", lang.tag());
            assert_eq!(page.text(TITLE), words(lang).all_events);
            let name = facts::place("hyesan").name(lang);
            let mark = page.mark_of("hyesan");
            assert!(mark.label.contains(name), "{mark:?} has no {name}");
        }
        // A language that there is no interface for gets the English one.
        page.set("lang", "fr");
        assert_eq!(page.property("lang"), "en");
        page.set("lang", "zh-CN");
        assert_eq!(page.property("lang"), Lang::Zh.tag());
    });
}

#[test]
fn the_language_of_the_page_is_taken_unless_another_is_asked_for() {
    story(&DESK, "empty.html", |page| {
        page.js("document.documentElement.lang = 'ko'", &[]);
        page.add_map(&json!({}));
        assert_eq!(page.property("lang"), "ko");
        page.js("document.querySelector('yalu-map').remove()", &[]);
        page.add_map(&json!({ "lang": "ja" }));
        assert_eq!(page.property("lang"), "ja");
    });
}

#[test]
fn values_that_cannot_be_used_are_told_and_change_nothing() {
    story(&DESK, "map.html", |page| {
        page.set("years", "2019");
        page.set("view", "126,41,7");
        page.set("theme", "dark");
        for (name, value, part) in [
            ("years", "last year", "2018-2020"),
            ("years", "2020-2018", "earlier year first"),
            ("view", "126,41", "longitude, latitude and zoom"),
            ("view", "41,126,5", "latitude of -85 to 85"),
            ("view", "999,0,3", "longitude of -180 to 180"),
            ("theme", "sepia", "auto, light or dark"),
        ] {
            let before = (page.property(name), page.errors_told().len());
            page.set(name, value);
            assert_eq!(page.property(name), before.0, "{name}={value}");
            let errors = page.errors_told();
            assert_eq!(errors.len(), before.1 + 1, "{name}={value}: {errors:?}");
            let last = errors.last().expect("an error");
            assert!(last.contains(part), "{name}={value}: {last}");
        }
        // An id that there is not is the reader's concern too: a link leads nowhere.
        for (name, what) in [("place", "place"), ("event", "event")] {
            page.set(name, "atlantis");
            let text = page.text("yalu-map >>> .trouble");
            assert!(
                text.contains(&format!("There is no {what} “atlantis”")),
                "{text}"
            );
        }
    });
}

#[test]
fn an_event_that_is_asked_for_is_shown_whatever_the_years() {
    story(&DESK, "map.html", |page| {
        page.set("years", "2019");
        let shown = facts::all(&Some(2019..=2019));
        let hidden = facts::all(&None).into_iter().find(|id| !shown.contains(id));
        let hidden = hidden.expect("an event outside 2019");
        page.set("event", &hidden);
        assert_eq!(page.listed(), std::slice::from_ref(&hidden));
        assert_eq!(page.property("event"), hidden);
        assert_eq!(page.text(TITLE), facts::event(&hidden).title());
        // The range has grown as far as the event and no farther.
        assert!(page.property("years").contains("2019"));
        page.set("event", "");
        assert!(page.listed().contains(&hidden));
    });
}

#[test]
fn the_page_is_told_of_every_change() {
    story(&DESK, "map.html", |page| {
        assert_eq!(page.told("yalu-ready").len(), 1);
        let last = |page: &Page, name: &str| {
            let told = page.told(name);
            told.last()
                .unwrap_or_else(|| panic!("{name} was not told"))
                .detail
                .clone()
        };
        page.set("years", "2018-2019");
        let change = last(page, "yalu-change");
        assert_eq!(change["years"], "2018-2019");
        assert_eq!(change["shown"], facts::all(&Some(2018..=2019)).len());
        assert_eq!(change["events"], facts::corpus().len());
        page.set("view", "127,41.5,8");
        assert_eq!(last(page, "yalu-change")["view"], "127.00000,41.50000,8.00");
        page.set("place", "hyesan");
        assert_eq!(last(page, "yalu-select")["place"], "hyesan");
        let event = facts::at(&["hyesan"], &None)
            .into_iter()
            .next()
            .expect("an event");
        page.set("event", &event);
        let selected = last(page, "yalu-select");
        assert_eq!(
            (&selected["event"], &selected["place"]),
            (&json!(event), &json!(null))
        );
        // Asked for no event, the map shows none, and not the place that was shown before it.
        page.set("event", "");
        let selected = last(page, "yalu-select");
        assert_eq!(
            selected,
            json!({ "place": null, "event": null, "places": [] })
        );
        // What is set to what it is already is no change.
        page.set("years", "2019");
        let told = page.told("yalu-change").len();
        page.set("years", "2019");
        page.set("view", &page.property("view"));
        assert_eq!(page.told("yalu-change").len(), told);
    });
}

#[test]
fn marks_are_found_where_they_are() {
    story(&DESK, "map.html", |page| {
        for mark in page.marks() {
            let body = "return document.querySelector('yalu-map').markAt(...arguments[0])";
            let found = page.js(body, &[json!([mark.x, mark.y])]);
            assert_eq!(found["places"], json!(mark.places), "{mark:?}");
        }
        let body = "return document.querySelector('yalu-map').markAt(2, 2)";
        assert!(page.js(body, &[]).is_null());
    });
}
