//! Links that are written and opened again, and what can be taken away.

use serde_json::{Value, json};
use yalu_map::app::link::Link;

use super::facts;
use super::page::{DESK, Page, story};
use super::site;

#[test]
fn the_address_says_what_is_shown_and_shows_it_again() {
    story(&DESK, "map.html", |page| {
        page.set("years", "2018-2019");
        page.set("view", "127.5,41.5,7.25");
        page.set("place", "hyesan");
        page.wait_for_title("Hyesan");
        page.wait_until(
            "return location.hash.includes('place=hyesan') && location.hash.includes('view=')",
            "the address says what is shown",
        );
        let hash: String = page.get("return location.hash");
        let (link, problems) = Link::read(&hash).expect("a link of ours");
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(
            (link.years.clone(), link.places.concat()),
            (Some(2018..=2019), "hyesan".to_owned())
        );
        let listed = page.listed();
        reopen(page, &hash);
        page.wait_for_title("Hyesan");
        page.settle();
        assert_eq!(page.property("years"), "2018-2019");
        assert_eq!(page.property("view"), "127.50000,41.50000,7.25");
        assert_eq!(page.listed(), listed);
    });
}

#[test]
fn a_marker_of_two_towns_is_opened_by_its_link() {
    story(&DESK, "map.html", |page| {
        let pair = page.mark_of("hyesan");
        assert_eq!(pair.places.len(), 2, "{pair:?}");
        page.click_at(page.on_map(pair.x, pair.y));
        page.wait_for_title("Changbai – Hyesan");
        page.wait_until(
            "return location.hash.includes('place=')",
            "the address says what is open",
        );
        let hash: String = page.get("return location.hash");
        let listed = page.listed();
        reopen(page, &hash);
        page.wait_for_title("Changbai – Hyesan");
        page.settle();
        assert_eq!(page.listed(), listed);
    });
}

#[test]
fn a_link_brings_its_filters_words_order_and_language() {
    story(&DESK, "map.html", |page| {
        let hash =
            "#yalu=1&years=2019&certain&undated=0&status=in-force&q=visa&group=place&lang=ko";
        reopen(page, hash);
        page.wait_for_title("모든 사건");
        page.settle();
        let limits: usize = page.count("yalu-map >>> .limits .limit");
        assert_eq!(limits, 5);
        assert_eq!(
            page.get::<String>("return deep('yalu-map >>> .search input').value"),
            "visa"
        );
        let pressed = "return deep('yalu-map >>> .order button:nth-child(2)').ariaPressed
            ?? deep('yalu-map >>> .order button:nth-child(2)').getAttribute('aria-pressed')";
        assert_eq!(page.get::<String>(pressed), "true");
    });
}

#[test]
fn a_link_to_an_event_outside_its_years_widens_them() {
    story(&DESK, "map.html", |page| {
        let in_2018 = facts::all(&Some(2018..=2018));
        let in_2025 = facts::all(&Some(2025..=2025));
        let only = in_2018
            .difference(&in_2025)
            .next()
            .expect("an event of 2018");
        reopen(page, &format!("#yalu=1&years=2025&event={only}"));
        page.wait_for_title(facts::event(only).title());
        assert_eq!(page.property("event"), *only);
        assert!(
            page.property("years").ends_with("2025"),
            "{}",
            page.property("years")
        );
        page.click("yalu-map >>> .close");
        page.settle();
        assert!(page.listed().contains(only));
    });
}

#[test]
fn a_link_on_the_page_opens_a_place_and_foreign_fragments_stay() {
    story(&DESK, "map.html", |page| {
        page.js("location.hash = '#yalu=1&place=dandong'", &[]);
        page.wait_for_title("Dandong");
        // Parts of a later version are passed over and told to the host alone.
        page.js("location.hash = '#yalu=2&place=hyesan&altitude=high'", &[]);
        page.wait_for_title("Hyesan");
        let told = page.errors_told();
        assert!(
            told.iter().any(|told| told.contains("altitude")),
            "{told:?}"
        );
        page.js("location.hash = '#chapter-2'", &[]);
        page.set("years", "2018");
        page.js("await new Promise((done) => setTimeout(done, 700))", &[]);
        assert_eq!(page.get::<String>("return location.hash"), "#chapter-2");
    });
}

#[test]
fn an_unknown_place_in_a_link_is_told() {
    story(&DESK, "map.html", |page| {
        reopen(page, "#yalu=1&place=atlantis");
        let said = "yalu-map >>> .trouble";
        page.wait_until(&format!("return deep('{said}') !== null"), "it is told");
        assert!(page.text(said).contains("atlantis"));
    });
}

#[test]
fn data_and_citations_are_what_is_shown() {
    story(&DESK, "map.html", |page| {
        page.set("years", "2018");
        page.set("place", "dandong");
        page.wait_for_title("Dandong");
        let ids = page.listed();
        page.click("yalu-map >>> [aria-controls=share]");
        let geojson: Value = serde_json::from_str(&saved(page, "GeoJSON").1).expect("GeoJSON");
        let features = geojson["features"].as_array().expect("features");
        let told: Vec<&Value> = features.iter().map(|feature| &feature["id"]).collect();
        assert_eq!(json!(told), json!(ids));
        let (name, csv) = saved(page, "CSV");
        assert!(ending(&name) == "csv" && name.contains("dandong"), "{name}");
        for id in &ids {
            assert!(csv.contains(id), "{id}");
        }
        let (_, bibtex) = saved(page, "BibTeX");
        assert!(
            bibtex.contains("place=dandong") && bibtex.contains("urldate"),
            "{bibtex}"
        );
        let (_, ris) = saved(page, "RIS");
        assert!(ris.contains("TY  - ") && ris.contains("ER  -"), "{ris}");
        let csl: Value = serde_json::from_str(&saved(page, "CSL-JSON").1).expect("CSL-JSON");
        assert!(csl.as_array().is_some_and(|items| items.len() > 1), "{csl}");
        let (name, svg) = saved(page, "SVG");
        assert!(ending(&name) == "svg", "{name}");
        let is_picture = page.js(
            "const drawing = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
            return drawing.documentElement.localName === 'svg'
                && drawing.documentElement.textContent.includes('OpenStreetMap')",
            &[svg.into()],
        );
        assert_eq!(is_picture, json!(true));
        let (name, png) = saved(page, "PNG");
        assert!(
            ending(&name) == "png" && png.starts_with("\u{fffd}PNG"),
            "{name}"
        );
    });
}

#[test]
fn the_link_is_there_to_be_copied_by_hand() {
    story(&DESK, "map.html", |page| {
        page.click("yalu-map >>> [aria-controls=share]");
        page.set("years", "2019");
        let field: String = page.get("return deep('yalu-map >>> .link-row input').value");
        let page_address = site::url("map.html");
        assert!(
            field.starts_with(&format!("{page_address}#yalu=1")),
            "{field}"
        );
        assert!(field.contains("years=2019"), "{field}");
    });
}

#[test]
fn the_reader_chooses_the_language() {
    story(&DESK, "map.html", |page| {
        let choose = "const field = deep('yalu-map >>> .language');
            field.value = arguments[0];
            field.dispatchEvent(new Event('change', { bubbles: true }));
            await document.querySelector('yalu-map').settled()";
        for (tag, title) in [
            ("zh-Hans", "全部事件"),
            ("ja", "すべての出来事"),
            ("ko", "모든 사건"),
        ] {
            page.js(choose, &[tag.into()]);
            assert_eq!(page.property("lang"), tag);
            page.wait_for_title(title);
            // Titles of events stay what they are, and say so.
            let lang: String =
                page.get("return deep('yalu-map >>> article h4').getAttribute('lang')");
            assert_eq!(lang, "en");
        }
    });
}

/// Loads the page anew with a fragment.
#[track_caller]
fn reopen(page: &Page, hash: &str) {
    page.goto("about:blank");
    page.goto(&format!("{}{hash}", site::url("map.html")));
    page.wait_until_ready();
}

/// Presses a button of the panel and gives the file that it offers: its name and what is in it.
#[track_caller]
fn saved(page: &Page, button: &str) -> (String, String) {
    let body = "const pressed = deepAll('yalu-map >>> .share .chip')
            .find((it) => it.innerText === arguments[0]);
        const { click } = HTMLAnchorElement.prototype, { createObjectURL } = URL;
        let blob;
        URL.createObjectURL = (it) => createObjectURL.call(URL, (blob = it));
        const offered = new Promise((offer) => {
            HTMLAnchorElement.prototype.click = function () { offer(this.download); };
        });
        pressed.click();
        const name = await offered;
        HTMLAnchorElement.prototype.click = click;
        URL.createObjectURL = createObjectURL;
        return [name, await blob.text()];";
    let file = page.js(body, &[button.into()]);
    serde_json::from_value(file).expect("a name and a text")
}

/// What stands behind the last dot of a file's name.
fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}
