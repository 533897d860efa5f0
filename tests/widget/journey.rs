//! A reader's way through the map, once by mouse, once by finger and once by keyboard alone.

use super::browser::Options;
use super::facts;
use super::page::{DESK, Page, TITLE, story};

/// The rule of one week, whose contradiction the reader looks for.
const RULE: &str = "Stay in Dandong cut to one week";
/// The report that disputes it.
const DISPUTE: &str = "No official word on workers in Dandong";

#[test]
fn by_mouse() {
    story(&DESK, "map.html", |page| {
        // Only 2019.
        let bar = "yalu-map >>> .histogram .hit";
        let years: Vec<String> = page.get(&format!(
            "return deepAll('{bar}').map((it) => it.textContent)"
        ));
        let at = years.iter().position(|text| text.starts_with("2019"));
        let nth = at.expect("a bar for 2019");
        let middle: [f64; 2] = page.get(&format!(
            "const {{ x, y, width, height }} = deepAll('{bar}')[{nth}].getBoundingClientRect();
            return [x + width / 2, y + height / 2]"
        ));
        page.click_at(super::browser::Point::new(middle[0], middle[1]));
        page.settle();
        assert_eq!(page.property("years"), "2019");
        // Dandong, which stands with Sinuiju in one marker.
        let mark = page.mark_of("dandong");
        page.click_at(page.on_map(mark.x, mark.y));
        page.wait_for_title(&mark.label);
        // Who disputes the rule of one week?
        assert!(card(page, RULE).contains(&format!("disputed by: {DISPUTE}")));
        follow(page, RULE, DISPUTE);
        page.wait_for_title(DISPUTE);
        assert!(card(page, DISPUTE).contains(&format!("contradicts: {RULE}")));
        // Back to the rule's place by the way that is offered.
        page.click("yalu-map >>> .buttons button:not([hidden])");
        page.wait_for_title(&mark.label);
        across_to_hyesan(page);
    });
}

#[test]
fn by_finger() {
    let phone = Options::new(360, 740).touch();
    story(&phone, "map.html", |page| {
        page.set("years", "2019");
        let mark = page.mark_of("dandong");
        page.tap_at(page.on_map(mark.x, mark.y));
        page.wait_for_title(&mark.label);
        assert!(card(page, RULE).contains(&format!("disputed by: {DISPUTE}")));
        page.tap("yalu-map >>> .close");
        page.wait_for_title("All events");
        across_to_hyesan(page);
    });
}

#[test]
fn by_keyboard() {
    story(&DESK, "map.html", |page| {
        // The first thumb of the years is reached by Tab, and 2019 by its arrows.
        let mut steps = 0;
        while page.focused() != "First year" || !is_slider(page) {
            page.press("Tab");
            steps += 1;
            assert!(steps < 60, "no thumb is reached: {}", page.focused());
        }
        page.press("ArrowRight");
        page.press("ArrowRight");
        page.press("Tab");
        page.press("Home");
        page.settle();
        assert_eq!(page.property("years"), "2019");
        // A marker by its name.
        let wanted = page.mark_of("dandong");
        let name = format!("{}, {} events", wanted.label, wanted.count);
        steps = 0;
        while page.focused() != name {
            page.press("Shift+Tab");
            steps += 1;
            assert!(steps < 30, "{name} is not reached: {}", page.focused());
        }
        page.press("Enter");
        page.wait_for_title(&wanted.label);
        assert_eq!(page.focused(), wanted.label);
        // On to the event that disputes the rule, link by link.
        steps = 0;
        while page.focused() != DISPUTE {
            page.press("Tab");
            steps += 1;
            assert!(steps < 400, "{DISPUTE} is not reached: {}", page.focused());
        }
        page.press("Enter");
        page.wait_for_title(DISPUTE);
        page.press("Escape");
        page.wait_for_title("All events");
    });
}

/// To Hyesan by way of the town that it faces, and to what is reported from there in other years.
#[track_caller]
fn across_to_hyesan(page: &Page) {
    page.set("place", "changbai");
    page.wait_for_title("Changbai");
    assert!(page.text("yalu-map >>> .facing").contains("Hyesan"));
    page.click("yalu-map >>> .facing");
    page.wait_for_title("Hyesan");
    assert_eq!(page.text(TITLE), "Hyesan");
    // Nothing in 2019; one press shows what there is.
    assert_eq!(page.listed(), super::page::NONE);
    page.click("yalu-map >>> .outside");
    page.settle();
    assert_eq!(page.listed().len(), facts::at(&["hyesan"], &None).len());
    assert!(page.mark_of("hyesan").selected);
}

/// The text of the card of an event by its title.
#[track_caller]
fn card(page: &Page, title: &str) -> String {
    page.text(&format!(
        "yalu-map >>> article[data-event=\"{}\"]",
        id(title)
    ))
}

/// Presses a link on a card.
#[track_caller]
fn follow(page: &Page, title: &str, link: &str) {
    let number: usize = page.get(&format!(
        "const links = deepAll('yalu-map >>> article[data-event=\"{}\"] .relations .link');
        return links.findIndex((it) => it.innerText === {}) + 1",
        id(title),
        serde_json::json!(link),
    ));
    assert!(number > 0, "{title} has no way to {link}");
    page.click(&format!(
        "yalu-map >>> article[data-event=\"{}\"] .relations li:nth-child({number}) .link",
        id(title)
    ));
}

fn id(title: &str) -> &'static str {
    let found = facts::corpus()
        .events()
        .find(|event| event.title() == title);
    found
        .unwrap_or_else(|| panic!("no event is called {title}"))
        .id()
}

#[track_caller]
fn is_slider(page: &Page) -> bool {
    page.get(
        "let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at?.getAttribute('role') === 'slider'",
    )
}
