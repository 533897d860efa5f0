//! A line on the map that says how far a host's own events are read.

use super::el::{El, el, follow};
use super::signals::prelude::*;
use super::store::Store;
use super::tools::Tools;
use crate::app::words::own_words;

/// How far a file is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arriving {
    /// Bytes read.
    pub loaded: f64,
    /// Bytes of the file, or 0 where that is not known.
    pub total: f64,
    /// Whether it takes so long that the reader may want to stop it.
    pub is_long: bool,
}

/// The line, with what is said of it and a button that stops the file.
pub fn arriving(store: Store, tools: &Tools) -> El {
    let is_there = Memo::new(move |_| store.arriving.with(Option::is_some));
    let is_long = move || store.arriving.get().is_some_and(|now| now.is_long);
    let own = move || own_words(store.lang.get());
    // Where there is too much to be shown, that is said instead.
    let crowd = Memo::new(move |_| {
        store.catalog.with(|catalog| {
            let part = catalog.as_ref()?.corpus().part?;
            part.crowd()
        })
    });
    let crowded = move || {
        crowd
            .get()
            .map(|(count, is_all)| (own().crowd)(count, is_all))
    };
    // Said once when it begins to take long and once at the end; what is read at once is not told.
    let said = RwSignal::new(String::new());
    let was_long = RwSignal::new(false);
    follow(move || {
        let words = own();
        if is_long() {
            was_long.set(true);
            said.set(words.reading.into());
        } else if !is_there.get() && was_long.get_untracked() {
            was_long.set(false);
            let events = store.catalog.with_untracked(|catalog| {
                catalog
                    .as_ref()
                    .map_or(0, |catalog| catalog.index().events())
            });
            if crowd.get_untracked().is_none() {
                said.set((words.read)(events));
            }
        }
    });
    let was_crowd = RwSignal::new(false);
    follow(move || {
        let crowded = crowded();
        let is_crowd = crowded.is_some();
        if is_crowd || was_crowd.get_untracked() {
            said.set(crowded.unwrap_or_default());
        }
        was_crowd.set(is_crowd);
    });
    let share = move || {
        let arriving = store.arriving.get()?;
        (arriving.total > 0.0).then(|| (arriving.loaded / arriving.total).min(1.0))
    };
    let percent = move || share().map(|share| ((share * 100.0) as u32).to_string());
    let bar = el("div")
        .class("bar")
        .attr("role", "progressbar")
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", "100")
        .label_by(move || own().reading.into())
        .attr_by("aria-valuenow", percent)
        .child(el("span").style_by("width", move || {
            // Of a file whose length is not known only that it arrives can be shown.
            percent().map_or("100%".into(), |percent| percent + "%")
        }))
        .attr_by("data-unknown", move || share().is_none().then(String::new))
        .hidden_by(move || !is_there.get());
    let tools = tools.clone();
    let cancel = el("button")
        .attr("type", "button")
        .class("cancel")
        .text_by(move || own().cancel.into())
        .hidden_by(move || !is_long())
        .press(move || tools.cancel());
    el("div")
        .class("arriving")
        .attr("part", "progress")
        .child(bar)
        .child(
            el("p")
                .class("crowd")
                // Those who hear the page hear it below.
                .attr("aria-hidden", "true")
                .hidden_by(move || crowd.get().is_none() || is_long())
                .text_by(move || crowded().unwrap_or_default()),
        )
        .child(cancel)
        .child(
            el("p")
                .class("quiet")
                .attr("role", "status")
                .text_by(move || said.get()),
        )
}
