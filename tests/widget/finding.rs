//! Search, facets, chips and the two orders of the list, counted against a plain scan.

use std::collections::BTreeSet;

use serde_json::Value;
use yalu_map::model::{Event, Lang, Status};

use super::browser::Options;
use super::facts;
use super::page::{DESK, Page, story};

const FIELD: &str = "yalu-map >>> .search input";

#[test]
fn a_town_is_found_in_every_script_while_it_is_typed() {
    story(&DESK, "map.html", |page| {
        let at_sinuiju = facts::at(&["sinuiju"], &None);
        for written in ["sinuiju", "Sinŭiju", "SINUI", "신의주", "新义州", "新義州"] {
            search(page, written);
            let listed: BTreeSet<String> = page.listed().into_iter().collect();
            assert!(listed.is_superset(&at_sinuiju), "{written}: {listed:?}");
            assert!(listed.len() < facts::corpus().len(), "{written}");
            let offered = page.text("yalu-map >>> .found li");
            assert!(offered.starts_with("Sinuiju"), "{written}: {offered}");
        }
        // What is offered leads to the place.
        page.click("yalu-map >>> .found .link");
        page.wait_for_title("Sinuiju");
        page.click("yalu-map >>> .close");
        page.wait_for_title("All events");
        // The field still says what limits the list; its cross empties it.
        assert_eq!(value(page, FIELD), "新義州");
        page.click("yalu-map >>> .clear");
        page.settle();
        assert_eq!(value(page, FIELD), "");
        assert_eq!(shown(page), facts::corpus().len());
    });
}

#[test]
fn zhongjiang_leads_to_chunggang() {
    story(&DESK, "map.html", |page| {
        search(page, "中江");
        let listed: BTreeSet<String> = page.listed().into_iter().collect();
        assert!(
            listed.is_superset(&facts::at(&["chunggang"], &None)),
            "{listed:?}"
        );
        assert!(page.text("yalu-map >>> .found").contains("Chunggang"));
    });
}

#[test]
fn every_facet_says_beforehand_what_it_will_give() {
    story(&DESK, "map.html", |page| {
        page.set("years", "2019");
        page.click("yalu-map >>> [aria-controls=facets]");
        for at in 0..4 {
            let group = format!("yalu-map >>> .facets [role=group]:nth-child({})", at + 1);
            let said = counts(page, &group);
            assert!(!said.is_empty(), "{group}");
            for (number, count) in said.into_iter().enumerate() {
                let option = format!("{group} li:nth-child({}) button", number + 1);
                page.click(&option);
                page.settle();
                assert_eq!(shown(page), count, "{option}");
                page.click(&option);
                page.settle();
            }
        }
        let in_2019 = facts::all(&Some(2019..=2019));
        assert_eq!(shown(page), in_2019.len());
    });
}

#[test]
fn facets_are_combined_and_each_chip_takes_one_away() {
    story(&DESK, "map.html", |page| {
        page.click("yalu-map >>> [aria-controls=facets]");
        let in_force = |event: &Event| event.status() == Some(Status::InForce);
        let daily_nk = |event: &Event| {
            event.reports().iter().any(|report| {
                let article = facts::corpus().article(report.article);
                &*article.outlet == "Daily NK" && &*article.published == "2019-03"
            })
        };
        press(page, "in force");
        assert_eq!(shown(page), count(in_force));
        press(page, "Daily NK · March 2019");
        assert_eq!(
            shown(page),
            count(|event| in_force(event) && daily_nk(event))
        );
        assert_eq!(page.count("yalu-map >>> .limits .limit"), 2);
        page.click("yalu-map >>> .limits .limit");
        page.settle();
        assert_eq!(shown(page), count(daily_nk));
        search(page, "visa");
        page.set("years", "2019");
        // "Clear all" is the last of them.
        page.click("yalu-map >>> .limits .link");
        page.settle();
        assert_eq!(shown(page), facts::corpus().len());
        assert_eq!(page.property("years"), "");
        assert_eq!(page.count("yalu-map >>> .limits .limit"), 0);
    });
}

#[test]
fn an_empty_result_says_what_to_loosen() {
    story(&DESK, "map.html", |page| {
        page.set("years", "2021");
        search(page, "Sinuiju");
        assert_eq!(shown(page), undated_with("sinuiju"));
        page.click("yalu-map >>> .undated");
        page.settle();
        assert_eq!(shown(page), 0);
        assert!(
            page.text("yalu-map >>> .empty:not([hidden])")
                .contains("Take one away")
        );
        let ways: Vec<String> =
            page.get("return deepAll('yalu-map >>> .empty button').map((it) => it.innerText)");
        assert!(
            ways.iter().any(|way| way.starts_with("2021 → ")),
            "{ways:?}"
        );
        assert!(!ways.iter().any(|way| way.contains("→ 0")), "{ways:?}");
        let years = ways.iter().position(|way| way.starts_with("2021 → "));
        let years = years.expect("a way without the years");
        let (_, promised) = ways[years]
            .split_once('→')
            .expect("a number after the arrow");
        let promised = number(promised);
        page.click(&format!(
            "yalu-map >>> .empty li:nth-child({}) button",
            years + 1
        ));
        page.settle();
        assert_eq!(shown(page), promised);
        assert_eq!(page.property("years"), "");
    });
}

#[test]
fn a_place_tells_what_is_outside_the_years_and_shows_it() {
    story(&DESK, "map.html", |page| {
        page.set("years", "2025");
        page.set("place", "dandong");
        page.wait_for_title("Dandong");
        let all = facts::at(&["dandong"], &None).len();
        let inside = page.listed().len();
        assert!(inside < all);
        let said = page.text("yalu-map >>> .outside");
        assert_eq!(number(&said), all - inside, "{said}");
        page.click("yalu-map >>> .outside");
        page.settle();
        assert_eq!(page.listed().len(), all);
        // By no more than is needed: the latest year stays the end.
        assert!(
            page.property("years").ends_with("2025"),
            "{}",
            page.property("years")
        );
    });
}

#[test]
fn the_list_by_place_holds_every_event_under_each_of_its_places() {
    story(&DESK, "map.html", |page| {
        page.set("years", "2018");
        page.click("yalu-map >>> .order button:nth-child(2)");
        page.settle();
        let groups: Value = page.js(
            "const groups = [];
            for (const row of deep('yalu-map >>> .list').children) {
                if (row.matches('h3')) groups.push([row.querySelector('button').innerText, []]);
                else groups.at(-1)[1].push(row.dataset.event);
            }
            return groups",
            &[],
        );
        let groups: Vec<(String, Vec<String>)> = serde_json::from_value(groups).expect("groups");
        assert!(groups.len() > 4, "{groups:?}");
        for (name, events) in groups {
            let places = facts::corpus().places.iter();
            let named = places.filter(|place| place.name(Lang::En) == name);
            let ids: Vec<&str> = named.map(|place| &*place.id).collect();
            let expected = facts::at(&ids, &Some(2018..=2018));
            assert_eq!(
                events.into_iter().collect::<BTreeSet<_>>(),
                expected,
                "{name}"
            );
        }
    });
}

#[test]
fn years_may_be_asked_for_with_certainty() {
    story(&DESK, "map.html", |page| {
        page.set("years", "2024");
        let possible = shown(page);
        let said = number(&page.text("yalu-map >>> .legend"));
        assert!(said > 0);
        page.click("yalu-map >>> .legend");
        page.settle();
        assert_eq!(shown(page), possible - said);
        assert!(
            page.text("yalu-map >>> .limits")
                .contains("only certain years")
        );
    });
}

#[test]
fn a_card_lights_its_places_and_a_marker_its_cards() {
    story(&DESK, "map.html", |page| {
        let at_hyesan = facts::at(&["hyesan"], &None);
        let id = at_hyesan.first().expect("an event at Hyesan");
        search(page, facts::event(id).title());
        let card = format!("yalu-map >>> article[data-event=\"{id}\"]");
        let before = page.picture();
        page.move_to(page.rect(&card).center());
        page.settle();
        let mark = page.mark_of("hyesan");
        let at = page.on_map(mark.x, mark.y);
        let near = |picture: &super::browser::Picture| {
            // The middle of the ring.
            let reach = mark.radius + 4.0;
            picture.at((at.x + reach) as u32, at.y as u32)
        };
        assert_ne!(
            near(&page.picture()),
            near(&before),
            "a ring around the marker"
        );
        page.move_to(at);
        page.wait_until(
            &format!(
                "return deep({}).hasAttribute('data-lit')",
                serde_json::json!(card)
            ),
            "the card is lit",
        );
    });
}

#[test]
fn the_sheet_of_a_phone_has_three_heights() {
    let phone = Options::new(360, 740).touch();
    story(&phone, "map.html", |page| {
        let height = || page.rect("yalu-map >>> .column").height;
        let half = height();
        page.tap("yalu-map >>> .grip");
        page.settle();
        let high = height();
        page.tap("yalu-map >>> .grip");
        page.settle();
        let low = height();
        assert!(low < half && half < high, "{low}, {half}, {high}");
        // There is no blank room in any of them, and something of the map stays.
        assert!(page.rect("yalu-map >>> .map").height > 100.0);
        // What is opened is not hidden: the sheet rises, and the marker is on the map.
        page.set("place", "hyesan");
        page.wait_for_title("Hyesan");
        page.settle();
        assert!((height() - half).abs() < 1.0);
        let mark = page.mark_of("hyesan");
        let map = page.rect("yalu-map >>> .map");
        assert!(
            mark.selected && mark.x > 0.0 && mark.x < map.width,
            "{mark:?}"
        );
        assert!(mark.y > 0.0 && mark.y < map.height, "{mark:?}");
    });
}

#[test]
fn what_is_opened_from_a_low_sheet_raises_it() {
    let phone = Options::new(360, 740).touch();
    story(&phone, "map.html", |page| {
        let low = |page: &Page| {
            while page
                .get::<Option<String>>("return deep('yalu-map >>> .parts').dataset.sheet ?? null")
                != Some("low".into())
            {
                page.tap("yalu-map >>> .grip");
                page.settle();
            }
        };
        for panel in ["facets", "share"] {
            low(page);
            let button = format!("yalu-map >>> [aria-controls=\"{panel}\"]");
            page.tap(&button);
            page.settle();
            let shown = page.rect(&format!("yalu-map >>> .{panel}"));
            assert!(
                shown.height > 40.0 && shown.y + 40.0 < 740.0,
                "{panel}: {shown:?}"
            );
            page.tap(&button);
            page.settle();
        }
    });
}

#[test]
fn the_focus_stays_when_what_had_it_goes() {
    story(&DESK, "map.html", |page| {
        let press = |selector: &str| {
            let body = "const it = deep(arguments[0]); it.focus(); it.click()";
            page.js(body, &[selector.into()]);
            page.settle();
            assert_ne!(
                page.focused(),
                "",
                "{}: after {selector}",
                page.engine.name()
            );
            let inside = "return document.activeElement.localName";
            assert_eq!(page.get::<String>(inside), "yalu-map", "after {selector}");
        };
        page.set("years", "2019");
        press("yalu-map >>> .time .all-years");
        assert_eq!(page.property("years"), "");
        search(page, "Trump");
        press("yalu-map >>> .limits .limit");
        assert_eq!(value(page, FIELD), "");
        page.set("years", "2021");
        search(page, "Trump");
        page.click("yalu-map >>> .undated");
        page.settle();
        press("yalu-map >>> .empty .link");
        page.set("place", "dandong");
        press("yalu-map >>> .buttons .close");
        page.wait_for_title("All events");
    });
}

/// Empties the field and types other words into it.
#[track_caller]
fn search(page: &Page, words: &str) {
    page.js(
        "const field = deep(arguments[0]);
        field.focus();
        field.value = '';
        field.dispatchEvent(new Event('input', { bubbles: true }));",
        &[FIELD.into()],
    );
    page.type_text(words);
    assert_eq!(value(page, FIELD), words);
    page.settle();
}

#[track_caller]
fn value(page: &Page, selector: &str) -> String {
    let value = page.js("return deep(arguments[0]).value", &[selector.into()]);
    value.as_str().unwrap_or_default().to_owned()
}

/// Presses the choice of a facet that has this name.
#[track_caller]
fn press(page: &Page, name: &str) {
    page.js(
        "const chips = deepAll('yalu-map >>> .facets .chip');
        const chip = chips.find((it) => it.firstChild.innerText === arguments[0]);
        if (!chip) throw `no choice ${arguments[0]}`;
        chip.click();",
        &[name.into()],
    );
    page.settle();
}

/// The counts that the choices of a facet show.
#[track_caller]
fn counts(page: &Page, group: &str) -> Vec<usize> {
    let body = "return deepAll(`${arguments[0]} .n`).map((it) => Number(it.innerText))";
    serde_json::from_value(page.js(body, &[group.into()])).expect("counts")
}

/// How many events pass, as the control for years says.
#[track_caller]
fn shown(page: &Page) -> usize {
    number(&page.text("yalu-map >>> .time .count"))
}

/// The first number of a text.
fn number(text: &str) -> usize {
    let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let end = digits.find(|letter: char| !letter.is_ascii_digit());
    digits[..end.unwrap_or(digits.len())].parse().unwrap_or(0)
}

fn count(passes: impl Fn(&Event) -> bool) -> usize {
    facts::corpus().events().filter(passes).count()
}

/// The undated events whose places or words have the name of a place.
fn undated_with(place: &str) -> usize {
    let undated = |id: &&String| facts::order(id).0;
    facts::at(&[place], &None).iter().filter(undated).count()
}
