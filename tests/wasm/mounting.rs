//! A widget in a shadow root, and what is left of it.

use super::page::{document, host, js, part, resolved};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, ShadowRoot};
use yalu_map::embed::{Taking, Widget};
use yalu_map::index::Catalog;
use yalu_map::model::flat::StripRef;
use yalu_map::read::events;
use yalu_map::ui;

/// A host on the page, with a shadow root; taken away in the end.
struct Host(HtmlElement, ShadowRoot);

impl Host {
    fn new() -> Self {
        let host = host();
        let element: &JsValue = host.as_ref();
        let open = "return host.attachShadow({ mode: 'open' })";
        let root = js("host", open, std::slice::from_ref(element));
        Self(host, root.unchecked_into())
    }

    /// The same with the widget's style sheet, without which a map has no size.
    async fn styled() -> Self {
        let host = Self::new();
        let adopt = "return fetch('/www/yalu-map.css').then((answer) => answer.text())
            .then((text) => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(text);
                root.adoptedStyleSheets = [sheet];
            })";
        let root: &JsValue = host.1.as_ref();
        resolved(js("root", adopt, std::slice::from_ref(root))).await;
        host
    }
}

/// What the element does for a widget; here nothing is shared.
fn tools() -> ui::Tools {
    // The element's own, by its text: its module defines an element, which this page has no files for.
    let script = include_str!("../../www/yalu-map.js");
    let begin = script.find("draw(sketch) {").unwrap();
    let end = begin + script[begin..].find("\n    },").unwrap();
    let body = format!("return {{ {} }} }}", &script[begin..end]);
    let made = js_sys::Function::new_no_args(&body).call0(&JsValue::NULL);
    made.unwrap().unchecked_into()
}

impl Drop for Host {
    fn drop(&mut self) {
        self.0.remove();
    }
}

#[wasm_bindgen_test]
fn a_widget_that_is_dropped_leaves_nothing() {
    let host = Host::new();
    let before = elements();
    for _ in 0..20 {
        let mounted = ui::mount(&host.0, &host.1, &tools()).expect("a widget");
        assert_eq!(host.1.child_element_count(), 1);
        while mounted.furnish() {}
        assert!(count(&host, "canvas, button") > 20);
        drop(mounted);
        assert_eq!(host.1.child_element_count(), 0);
        assert_eq!(elements(), before);
    }
}

#[wasm_bindgen_test]
async fn nothing_listens_or_runs_after_a_widget_is_dropped() {
    // Listeners on what outlives the widget, by type, and frames and timers that are pending.
    let watch = "const state = { listening: new Map(), frames: new Set() };
        const undo = [];
        const replace = (on, name, make) => {
            const original = on[name];
            on[name] = make(original);
            undo.push(() => (on[name] = original));
        };
        for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]])
            replace(EventTarget.prototype, name, (original) => function (type, ...rest) {
                if (!(this instanceof Element))
                    state.listening.set(type, (state.listening.get(type) ?? 0) + step);
                return original.call(this ?? globalThis, type, ...rest);
            });
        replace(window, 'requestAnimationFrame', (original) => (call) => {
            const frame = original.call(window, (time) => { state.frames.delete(frame); call(time); });
            state.frames.add(frame);
            return frame;
        });
        replace(window, 'cancelAnimationFrame', (original) => (frame) => {
            state.frames.delete(frame);
            original.call(window, frame);
        });
        state.left = () => [...state.listening].filter(([, count]) => count).join(' ');
        state.undo = () => undo.forEach((call) => call());
        return state;";
    let state = js("", watch, &[]);
    let ask = |what: &str| js("state", what, std::slice::from_ref(&state));
    let host = Host::styled().await;
    let widget = Widget::new(host.0.clone(), &host.1, &tools()).expect("a widget");
    widget.show_events(&part("corpus.bin").await);
    while widget.furnish() {}
    resolved(widget.settled().into()).await;
    let listening = ask("return state.left()").as_string();
    assert_ne!(listening.as_deref(), Some(""), "the watch sees nothing");
    // Dropped while a frame is asked for.
    widget.set("view", "125,41,8");
    drop(widget);
    // What waits for a signal ends with the turn in which the signal has gone.
    resolved(js(
        "",
        "return new Promise((next) => setTimeout(next))",
        &[],
    ))
    .await;
    assert_eq!(ask("return state.left()").as_string().as_deref(), Some(""));
    assert_eq!(ask("return state.frames.size").as_f64(), Some(0.0));
    ask("state.undo()");
}

#[wasm_bindgen_test]
async fn a_widget_shows_what_it_is_given() {
    let host = Host::styled().await;
    let widget = Widget::new(host.0.clone(), &host.1, &tools()).expect("a widget");
    widget.show_map(&part("basemap.bin").await);
    widget.show_events(&part("corpus.bin").await);
    resolved(widget.settled().into()).await;
    assert!(widget.marks().length() >= 4);
    assert!(Taking::new().build().is_err(), "nothing was taken");
    while widget.furnish() {}
    resolved(widget.settled().into()).await;
    // The others follow in later tasks.
    assert!(count(&host, "article.event") > 4);

    let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "geometry":{"type":"Point","coordinates":[129.8,42.9]},
        "properties":{"title":"A ferry","year":2021}}]}"#;
    let read = events::read(text.as_bytes()).expect("events");
    let mut taking = Taking::new();
    let catalog = Catalog::new(read.corpus).expect("a catalog");
    // In parts, as the element hands them over.
    catalog.pack(&mut |strip| match strip {
        StripRef::Bytes(all) => {
            taking.begin(1, all.len());
            all.chunks(3).for_each(|part| taking.bytes(part));
        }
        StripRef::Shorts(all) => {
            taking.begin(2, all.len());
            all.chunks(3).for_each(|part| taking.shorts(part));
        }
        StripRef::Longs(all) => {
            taking.begin(4, all.len());
            all.chunks(3).for_each(|part| taking.longs(part));
        }
        StripRef::Words(all) => {
            taking.begin(8, all.len());
            all.chunks(3).for_each(|part| taking.words(part));
        }
    });
    let built = taking.build();
    built.map_err(JsValue::from).expect("the same catalog");
    widget.show_own(&mut taking, true, true);
    resolved(widget.settled().into()).await;
    assert_eq!(widget.marks().length(), 1);
    assert_eq!(count(&host, "article.event"), 1);
    // What is none changes nothing.
    assert!(taking.build().is_err());
    widget.show_own(&mut taking, true, true);
    assert_eq!(widget.marks().length(), 1);
}

#[wasm_bindgen_test]
async fn waiting_for_a_widget_that_is_dropped_ends() {
    let host = Host::new();
    let widget = Widget::new(host.0.clone(), &host.1, &tools()).expect("a widget");
    let settled = widget.settled();
    drop(widget);
    resolved(settled.into()).await;
}

#[wasm_bindgen_test]
fn a_handle_says_what_it_was_told() {
    let host = Host::new();
    let widget = Widget::new(host.0.clone(), &host.1, &tools()).expect("a widget");
    for (name, value) in [("years", "2018-2019"), ("lang", "ko"), ("theme", "dark")] {
        widget.set(name, value);
        assert_eq!(widget.get(name), value);
        widget.set(name, "?");
        // What cannot be used changes nothing; an unknown language is English.
        let kept = if name == "lang" { "en" } else { value };
        assert_eq!(widget.get(name), kept);
    }
    assert_eq!(widget.get("nothing"), "");
}

fn elements() -> u32 {
    document().get_elements_by_tag_name("*").length()
}

fn count(host: &Host, selector: &str) -> u32 {
    let found = host.1.query_selector_all(selector);
    found.map(|list| list.length()).expect("a selector")
}
