//! A map that nobody sees costs nothing but the element itself.

use serde_json::json;

use super::browser;
use super::page::{DESK, Page};

/// The widget's files that the page has asked for.
fn asked_for(page: &Page) -> Vec<String> {
    let addresses = page.loaded().into_iter();
    let names = addresses.filter_map(|address| Some(address.rsplit_once('/')?.1.to_owned()));
    let is_ours = |name: &String| name.starts_with("yalu") || name.ends_with(".bin");
    let mut names: Vec<String> = names.filter(is_ours).collect();
    names.sort();
    names
}

/// Whether the map has told that it can be operated.
fn is_ready(page: &Page) -> bool {
    page.get("return document.body.classList.contains('is-ready')")
}

/// Opens the page with a map far down in every engine, and looks once it has come to rest.
fn far(tell: impl Fn(&Page)) {
    browser::each(|engine| {
        let page = Page::open(engine, &DESK, "far.html");
        page.js(
            "await customElements.whenDefined('yalu-map');
            const map = document.querySelector('yalu-map');
            map.ready.then(() => document.body.classList.add('is-ready'));
            await new Promise((go) => setTimeout(go, 300));",
            &[],
        );
        assert_eq!(asked_for(&page), ["yalu-map.js"], "{}", engine.name());
        assert!(!is_ready(&page));
        tell(&page);
        page.assert_clean();
    });
}

#[test]
fn a_map_far_down_starts_when_it_comes_near() {
    far(|page| {
        // What is set meanwhile is kept.
        page.js("document.querySelector('yalu-map').lang = 'ko'", &[]);
        page.js("scrollTo(0, innerHeight * 0.5)", &[]);
        page.js("await new Promise((go) => setTimeout(go, 100))", &[]);
        assert_eq!(asked_for(page), ["yalu-map.js"]);
        // Its top is then a tenth of a viewport less than one below the window.
        page.js(
            "const { top } = document.querySelector('yalu-map').getBoundingClientRect();
            scrollBy(0, top - 1.9 * innerHeight)",
            &[],
        );
        page.wait_until_ready();
        assert!(is_ready(page));
        assert!(!page.marks().is_empty());
        assert_eq!(page.property("years"), "2019");
        assert_eq!(page.property("lang"), "ko");
    });
}

#[test]
fn a_map_starts_where_it_is_if_it_is_wanted() {
    for wanted in [
        "map.setAttribute('loading', 'eager')",
        "map.settled()",
        "map.load({ type: 'FeatureCollection', features: [] })",
        "dispatchEvent(new Event('beforeprint'))",
    ] {
        far(|page| {
            let body = format!("const map = document.querySelector('yalu-map'); {wanted}");
            page.js(&body, &[]);
            page.wait_until_ready();
            assert!(is_ready(page) && page.get::<bool>("return scrollY === 0"));
        });
    }
}

#[test]
fn a_map_made_eager_does_not_wait() {
    far(|page| {
        page.add_map(&json!({ "loading": "eager", "id": "eager" }));
        let waits = "return document.querySelector('yalu-map').marks().length";
        assert_eq!(page.get::<usize>(waits), 0);
        assert!(!page.marks_of("#eager").is_empty());
    });
}

#[test]
fn a_map_that_is_not_displayed_waits_until_it_is() {
    far(|page| {
        page.js(
            "const map = document.querySelector('yalu-map');
            map.hidden = true;
            document.querySelector('h1').before(map);
            await new Promise((go) => setTimeout(go, 300));",
            &[],
        );
        assert_eq!(asked_for(page), ["yalu-map.js"]);
        page.js("document.querySelector('yalu-map').hidden = false", &[]);
        page.wait_until_ready();
        assert!(!page.marks().is_empty());
    });
}
