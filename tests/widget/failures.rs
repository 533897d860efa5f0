//! What is missing is said, and the page lives.

use super::browser::{self, Engine};
use super::page::{DESK, Page, TITLE};

/// Opens the page in a folder in which something is missing.
fn broken(folder: &str, tell: impl Fn(&Page)) {
    browser::each(|engine| {
        let page = Page::open(engine, &DESK, &format!("{folder}/map.html"));
        tell(&page);
        page.assert_private();
        let mut errors = page.console_errors();
        // Chromium tells of the failed request itself.
        errors.retain(|error| {
            !(engine == Engine::Chromium && error.contains("Failed to load resource"))
        });
        assert_eq!(errors, [""; 0], "{}", engine.name());
    });
}

#[test]
fn a_missing_corpus_is_said_and_the_map_lives() {
    broken("no-corpus", |page| {
        page.wait_until_ready();
        let text = page.text("yalu-map >>> .trouble");
        assert!(text.contains("corpus.bin: HTTP 404"), "{text}");
        let told = page.errors_told();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("corpus.bin: HTTP 404"), "{told:?}");
        assert_eq!(page.marks(), []);
        assert_eq!(page.listed(), [""; 0]);
        // The map is there all the same, and can be moved.
        let before = page.viewport().view.zoom;
        page.click("yalu-map >>> [title='Zoom in']");
        page.settle();
        assert!(page.viewport().view.zoom > before + 0.9);
        // Own events can be shown on it.
        page.set("src", "own.geojson");
        page.wait_until(
            "return deepAll('yalu-map >>> article.event').length === 5",
            "own events are there",
        );
    });
}

#[test]
fn a_damaged_corpus_is_said() {
    broken("bad-corpus", |page| {
        page.wait_until_ready();
        let text = page.text("yalu-map >>> .trouble");
        assert!(text.contains("damaged"), "{text}");
        assert_eq!(page.errors_told().len(), 1);
        assert_eq!(page.text(TITLE), "All events");
    });
}

#[test]
fn a_missing_basemap_is_said_and_the_events_are_there() {
    broken("no-basemap", |page| {
        page.wait_until_ready();
        let text = page.text("yalu-map >>> .trouble");
        assert!(text.contains("basemap.bin: HTTP 404"), "{text}");
        assert!(!page.marks().is_empty());
        assert!(!page.listed().is_empty());
        let mark = page.mark_of("dandong");
        page.click_at(page.on_map(mark.x, mark.y));
        page.wait_for_title(&mark.label);
    });
}

#[test]
fn a_missing_module_is_told_to_the_page_and_can_be_tried_again() {
    broken("no-wasm", |page| {
        let refused: String = page.get(
            "await customElements.whenDefined('yalu-map');
            const map = document.querySelector('yalu-map');
            // The map may have failed before we asked; a new one tries again.
            const other = document.createElement('yalu-map');
            const failed = new Promise((told) =>
                other.addEventListener('yalu-error', ({ detail }) => told(detail.message)));
            document.body.append(other);
            const message = await failed;
            other.remove();
            return message;",
        );
        assert!(refused.contains("yalu_map_bg.wasm: HTTP 404"), "{refused}");
        assert!(!page.errors_told().is_empty());
        // Nothing hides what the host wrote into the element.
        let shown: bool = page.get(
            "const map = document.querySelector('yalu-map');
            map.textContent = 'The list of events';
            return map.innerText === 'The list of events' && map.marks().length === 0;",
        );
        assert!(shown);
    });
}

#[test]
fn a_missing_second_module_is_said_and_the_map_lives() {
    broken("no-rest", |page| {
        page.wait_until_ready();
        let text = page.text("yalu-map >>> .trouble");
        assert!(text.contains("yalu_map_rest.wasm: HTTP 404"), "{text}");
        let told = page.errors_told();
        assert!(told[0].contains("yalu_map_rest.wasm: HTTP 404"), "{told:?}");
        // The map is there all the same, with its events, and can be moved.
        assert!(!page.marks().is_empty());
        let before = page.viewport().view.zoom;
        page.click("yalu-map >>> [title='Zoom in']");
        page.settle();
        assert!(page.viewport().view.zoom > before + 0.9);
        // A host's own events need nothing of it.
        let problems: Vec<String> = page.get(
            "return document.querySelector('yalu-map').load(JSON.stringify({
                type: 'FeatureCollection',
                features: [{
                    type: 'Feature',
                    geometry: { type: 'Point', coordinates: [129.8, 42.9] },
                    properties: { title: 'A ferry', year: 2021 },
                }],
            }))",
        );
        assert!(problems.is_empty(), "{problems:?}");
        page.settle();
        let counts: Vec<usize> = page.marks().iter().map(|mark| mark.count).collect();
        assert_eq!(counts, [1]);
    });
}

#[test]
fn a_missing_reader_is_said_and_the_events_stay() {
    broken("no-reader", |page| {
        page.wait_until_ready();
        let listed = page.listed();
        page.set("src", "own.geojson");
        page.wait_until(
            "return deep('yalu-map >>> .trouble')?.innerText.includes('own.geojson')",
            "it is said which events are not there",
        );
        let told = page.errors_told();
        let why = "yalu_map_events_bg.wasm: HTTP 404";
        assert!(told[0].contains(why), "{told:?}");
        assert_eq!(page.listed(), listed);
    });
}
