//! The panel with the ways to pass on what is shown.

use super::el::{El, el, follow};
use super::icon::button;
use super::screen::Screen;
use super::signals::prelude::*;
use super::store::{Choice, Store};
use super::tools::Tools;
use crate::app::words::{signs, words};
use crate::export::{Chosen, Format, ViewCitation, cite, file_name, picture};
use crate::model::edtf::Day;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlInputElement;

/// The formats for reference managers, with their names.
const CITATIONS: [(Format, &str); 3] = [
    (Format::Bibtex, "BibTeX"),
    (Format::Ris, "RIS"),
    (Format::CslJson, "CSL-JSON"),
];

/// The formats for data, with their names.
const DATA: [(Format, &str); 2] = [(Format::GeoJson, "GeoJSON"), (Format::Csv, "CSV")];

/// What the copying came to.
#[derive(Clone, Copy, PartialEq)]
enum Copied {
    NotYet,
    Yes,
    No,
}

/// The panel.
pub fn share(store: Store, screen: &Screen, tools: &Tools, open: RwSignal<bool>) -> El {
    let tools = Rc::new(tools.clone());
    let save = {
        let tools = tools.clone();
        Rc::new(move |format: Format| {
            if let Some(text) = written(store, &tools, format) {
                let name = name(store, format.extension());
                let _ = tools.save(&name, format.media_type(), &text);
            }
        })
    };
    let formats = |heading: fn(Store) -> &'static str, formats: &[(Format, &'static str)]| {
        let buttons = formats.iter().map(|(format, name)| {
            let (save, format) = (save.clone(), *format);
            chip(name).press(move || save(format))
        });
        row(store, heading, buttons.collect())
    };
    let as_svg = {
        let (screen, tools) = (screen.clone(), tools.clone());
        move || {
            if let Some(svg) = screen.svg() {
                let _ = tools.save(&name(store, "svg"), picture::SVG, &svg);
            }
        }
    };
    let as_png = {
        let (screen, tools) = (screen.clone(), tools.clone());
        move || {
            if let Some(canvas) = screen.picture() {
                let _ = tools.save_png(&name(store, "png"), &canvas);
            }
        }
    };
    let print = {
        let tools = tools.clone();
        move || {
            let _ = tools.print();
        }
    };
    let pictures = vec![
        chip("SVG").press(as_svg),
        chip("PNG").press(as_png),
        button("chip")
            .press(print)
            .text_by(move || store.words().print.into()),
    ];
    el("div")
        .class("share")
        .attr("part", "share")
        .attr("id", "share")
        .hidden_by(move || !open.get())
        .child(link(store, &tools, open))
        .child(formats(|store| store.words().cite, &CITATIONS))
        .child(formats(|store| store.words().data, &DATA))
        .child(row(store, |store| store.words().picture, pictures))
}

fn chip(name: &str) -> El {
    button("chip").text(name)
}

fn row(store: Store, heading: fn(Store) -> &'static str, buttons: Vec<El>) -> El {
    el("div")
        .class("row")
        .attr("role", "group")
        .label_by(move || heading(store).into())
        .child(
            el("span")
                .class("small")
                .attr("aria-hidden", "true")
                .text_by(move || heading(store).into()),
        )
        .children(buttons)
}

/// The link in a field, from which it can be copied by hand too, and the button that copies it.
fn link(store: Store, tools: &Rc<Tools>, open: RwSignal<bool>) -> El {
    let copied = RwSignal::new(Copied::NotYet);
    let field = el("input")
        .attr("readonly", "")
        .attr("type", "url")
        .label_by(move || store.words().copy_link.into());
    let input: HtmlInputElement = field.element().clone().unchecked_into();
    let (shown, of) = (input.clone(), tools.clone());
    follow(move || {
        // Written only while it is seen: it changes with every movement of the map.
        if open.get() {
            shown.set_value(&address(store, &of));
            copied.set(Copied::NotYet);
        }
    });
    let selected = input.clone();
    let copy = {
        let tools = tools.clone();
        move || {
            input.select();
            match tools.copy(&input.value()) {
                Ok(promise) => {
                    // The widget may be gone by then.
                    let [done, refused] = [Copied::Yes, Copied::No]
                        .map(|said| Closure::new(move |_: JsValue| copied.try_set(said)));
                    drop(promise.then2(&done, &refused));
                    // Given to the browser, they go with the promise.
                    drop([done, refused].map(Closure::into_js_value));
                }
                Err(_) => copied.set(Copied::No),
            }
        }
    };
    let said = move || {
        let words = store.words();
        match copied.get() {
            Copied::NotYet => "",
            Copied::Yes => words.copied,
            Copied::No => words.not_copied,
        }
        .to_string()
    };
    el("div")
        .class("link-row")
        .child(field.on("focus", move |_: web_sys::Event| selected.select()))
        .child(
            button("chip")
                .press(copy)
                .text_by(move || store.words().copy_link.into()),
        )
        .child(el("p").class("small").attr("role", "status").text_by(said))
}

/// The address of what is shown.
fn address(store: Store, tools: &Tools) -> String {
    let page = tools.address().unwrap_or_default();
    let host = tools.map().unwrap_or_default();
    format!("{page}#{}", store.link(&host).fragment())
}

/// What is shown in a format; citations of more than one event begin with the view itself.
fn written(store: Store, tools: &Tools, format: Format) -> Option<String> {
    let catalog = store.catalog.get_untracked()?;
    if let Choice::Event(event) = store.choice.get_untracked() {
        return Some(cite(format, &Chosen::one(&catalog, event), None));
    }
    let (events, all) = untrack(|| store.chosen_events(usize::MAX));
    let url = untrack(|| address(store, tools));
    let site = tools.site().unwrap_or_default();
    let lang = store.lang.get_untracked();
    let words = words(lang);
    let mut note = untrack(|| store.years_text());
    if !note.is_empty() {
        note.push_str(" · ");
    }
    note.push_str(&(words.events)(all));
    let chosen = Chosen::of(&catalog, events);
    let today = tools.today().ok();
    let accessed = today.and_then(|today| match today[..] {
        [year, month, day] => Day::from_ymd(year, month as u8, day as u8),
        _ => None,
    });
    let view = accessed.map(|accessed| ViewCitation {
        title: signs(lang).map,
        site: &site,
        url: &url,
        accessed,
        note: &note,
        lang,
    });
    Some(cite(format, &chosen, view.as_ref()))
}

/// The name of a file of what is shown.
fn name(store: Store, extension: &str) -> String {
    let id = store.catalog.with_untracked(|catalog| {
        let corpus = catalog.as_ref()?.corpus();
        Some(match store.choice.get_untracked() {
            Choice::Place(place) => corpus.place(place).id.to_string(),
            Choice::Event(event) => corpus.event(event).id().to_string(),
            Choice::Nothing | Choice::Cluster(_) => String::new(),
        })
    });
    let years = store.years.get_untracked();
    file_name(years.as_ref(), &id.unwrap_or_default(), extension)
}
