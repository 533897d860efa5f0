//! The reading column: everything in the range, a place, or an event.

use super::dom::{Listener, keep_focus};
use super::el::{El, el, follow, keep};
use super::facets::facets;
use super::icon::{BACK, CLOSE, FILTER, SHARE, button, icon_button};
use super::language::language;
use super::limits::{limits, nothing};
use super::list::{PAGE, list, more};
use super::place::{facing, in_range, names, outside};
use super::screen::Screen;
use super::search::{places_found, search};
use super::share::share;
use super::sheet::grip;
use super::shelf::shelf;
use super::signals::prelude::*;
use super::store::{Choice, Group, Sheet, Store, Trouble};
use super::tools::Tools;
use super::trail::Trail;
use crate::app::words::own_words;
use crate::model::Lang;
use crate::scene::{CREDITS, spot_title};

/// So many pages of the list are printed.
const PRINTED: usize = 20;

/// The column.
pub fn column(store: Store, screen: &Screen, tools: &Tools) -> El {
    let heading = el("h2")
        .attr("tabindex", "-1")
        // Titles of events are English in every interface.
        .attr_by("lang", move || {
            let is_event = matches!(store.choice.get(), Choice::Event(_));
            is_event.then(|| Lang::En.tag().into())
        })
        .text_by(move || title(store));
    let scroll = el("div").class("scroll");
    let (pages, whole) = (RwSignal::new(1_usize), RwSignal::new(false));
    let scroll = {
        let scrolled = scroll.html();
        // Nothing may be missing above what is read.
        scroll.on("scroll", move |_: web_sys::Event| {
            let is_scrolled = scrolled.scroll_top() > 0;
            if whole.get_untracked() != is_scrolled {
                whole.set(is_scrolled);
            }
        })
    };
    let trail = Trail::default();
    trail.follow(store, screen, &heading, &scroll, (pages, whole));
    let close = move || store.choice.set(Choice::Nothing);
    let is_open = move || store.choice.get() != Choice::Nothing;
    keep(when_printed(screen, move || {
        // Paper has no button for more.
        pages.try_set(PRINTED);
        whole.try_set(true);
    }));
    follow(move || {
        let wanted = store.wanted.with(|wanted| wanted.reveal);
        if let (Some(event), Some(catalog)) = (wanted, store.catalog.get_untracked()) {
            store.wanted.update(|wanted| wanted.reveal = None);
            store.widen_to(&catalog, event);
        }
    });
    let events = Memo::new(move |_| store.chosen_events(pages.get() * PAGE));
    let (filtering, sharing) = (RwSignal::new(false), RwSignal::new(false));
    let buttons = buttons(store, trail, filtering, sharing);
    let header = el("header")
        .child(el("div").class("title-row").child(heading).child(buttons))
        .child(names(store))
        .child(
            el("p")
                .class("small in-range")
                .text_by(move || in_range(store, events.with(|(_, all)| *all))),
        )
        .child(
            el("p")
                .class("small part")
                .hidden_by(move || part(store).is_none())
                .text_by(move || part(store).unwrap_or_default()),
        )
        .child(outside(store, events))
        .part_by(move || facing(store).into_iter().collect())
        .child(search(store).hidden_by(is_open))
        .child(limits(store).hidden_by(move || {
            matches!(store.choice.get(), Choice::Event(_))
                || store.ask.with(|ask| ask.limits().is_empty())
        }));
    let scroll = scroll
        .child(facets(store, filtering))
        .child(share(store, screen, tools, sharing))
        .child(
            // It is there before anything is told: what comes with its own text may stay unheard.
            el("div")
                .attr("role", "alert")
                .part_by(move || troubles(store).into_iter().collect()),
        )
        .child(
            el("p")
                .class("empty")
                .hidden_by(move || !store.loading.get())
                .text_by(move || store.signs().loading.into()),
        )
        .child(places_found(store))
        .child(nothing(store))
        .child(order(store))
        .child(list(store, tools, events, pages, whole))
        .child(more(store, events, pages))
        .child(shelf(store, true))
        .child(shelf(store, false))
        .child(about(store));
    el("aside")
        .class("column")
        .attr("part", "column")
        .label_by(move || store.signs().column.into())
        .on("keydown", move |event: web_sys::KeyboardEvent| {
            if event.key() == "Escape" && store.choice.get_untracked() != Choice::Nothing {
                event.stop_propagation();
                close();
            }
        })
        .child(grip(store))
        .child(header)
        .child(scroll)
}

/// Makes ready for paper what is on the screen.
fn when_printed(screen: &Screen, list: impl Fn() + 'static) -> Option<Listener> {
    let screen = screen.clone();
    let print = move |_: web_sys::Event| {
        screen.print();
        list();
    };
    let window = web_sys::window()?;
    Some(Listener::new(&window, "beforeprint", true, print))
}

/// What is said of a list that is of a part of its file; tracks the events.
fn part(store: Store) -> Option<String> {
    let is_event = matches!(store.choice.get(), Choice::Event(_));
    let part = store
        .catalog
        .with(|catalog| catalog.as_ref()?.corpus().part);
    let part = part.filter(|_| !is_event)?;
    Some((own_words(store.lang.get()).part)(part.events))
}

/// The buttons beside the title.
fn buttons(store: Store, trail: Trail, filtering: RwSignal<bool>, sharing: RwSignal<bool>) -> El {
    let close = move || store.choice.set(Choice::Nothing);
    let is_open = move || store.choice.get() != Choice::Nothing;
    let buttons = el("div").class("buttons");
    let here = buttons.element().clone();
    buttons
        .child(
            icon_button(
                "plain",
                BACK,
                move || store.words().back.into(),
                move || {
                    // At the start of the trail the button goes.
                    keep_focus(&here, &[".column h2"]);
                    trail.back(store);
                },
            )
            .hidden_by(move || trail.is_empty()),
        )
        .child(
            opener(store, FILTER, "facets", filtering, move || {
                store.words().filters.into()
            })
            .hidden_by(is_open),
        )
        .child(opener(store, SHARE, "share", sharing, move || {
            store.words().share.into()
        }))
        .child(language(store).hidden_by(is_open))
        .child(
            icon_button(
                "plain close",
                CLOSE,
                move || store.words().close.into(),
                close,
            )
            .hidden_by(move || !is_open()),
        )
}

/// A button that opens and shuts a panel.
fn opener(
    store: Store,
    path: &str,
    panel: &'static str,
    open: RwSignal<bool>,
    name: impl Fn() -> String + Clone + 'static,
) -> El {
    icon_button("plain", path, name, move || {
        open.update(|open| *open = !*open);
        // What opens below the head would be out of sight.
        let low = store.sheet.get_untracked() == Sheet::Low;
        if low && open.get_untracked() {
            store.sheet.set(Sheet::Half);
        }
    })
    .attr("aria-controls", panel)
    .attr_by("aria-expanded", move || Some(open.get().to_string()))
}

fn title(store: Store) -> String {
    let words = store.words();
    let Some(catalog) = store.catalog.get() else {
        return words.all_events.to_string();
    };
    let lang = store.lang.get();
    match store.choice.get() {
        Choice::Nothing => words.all_events.to_string(),
        Choice::Place(place) => catalog.corpus().place(place).name(lang).to_string(),
        Choice::Cluster(node) => spot_title(&catalog, node, lang),
        Choice::Event(event) => catalog.corpus().event(event).title().to_string(),
    }
}

/// The choice between the two orders of the list.
fn order(store: Store) -> El {
    let choice = |group: Group, name: fn(Store) -> &'static str| {
        button("chip")
            .attr_by("aria-pressed", move || {
                Some((store.group.get() == group).to_string())
            })
            .press(move || store.group.set(group))
            .text_by(move || name(store).into())
    };
    el("div")
        .class("order")
        .attr("role", "group")
        .label_by(move || store.words().order.into())
        .hidden_by(move || {
            store.choice.get() != Choice::Nothing
                || store.selection.with(|selection| selection.total() == 0)
        })
        .child(choice(Group::Year, |store| store.words().by_year))
        .child(choice(Group::Place, |store| store.words().by_place))
}

fn troubles(store: Store) -> Option<El> {
    let troubles = store.troubles.get();
    if troubles.is_empty() {
        return None;
    }
    let entry = |trouble: &Trouble| {
        let details = trouble.details.iter();
        let details = details.map(|detail| el("li").class("small").text(detail));
        el("div")
            .child(el("p").text(&trouble.text))
            .child(el("ul").children(details))
    };
    let heading = el("strong").text(store.signs().trouble);
    let alert = el("div").class("trouble").child(heading);
    Some(alert.children(troubles.iter().map(entry)))
}

fn about(store: Store) -> El {
    let note = el("span")
        .attr_by("lang", move || Some(store.lang.get().tag().into()))
        .text_by(move || format!("{}.", store.signs().border_note));
    let credits = el("p").class("small about").attr("lang", "en");
    let credits = credits.hidden_by(move || !store.has_built_in_map());
    credits.text(CREDITS).text(". ").child(note)
}
