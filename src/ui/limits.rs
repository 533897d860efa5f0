//! The limits in force as chips that take them away, and what to loosen when nothing passes.

use super::dom::keep_focus;
use super::el::{El, el};
use super::icon::{CLOSE, button, icon};
use super::store::{Choice, Store};
use crate::app::words::Words;
use crate::app::{Ask, CHOSEN_FACETS, Limit};
use crate::index::{Catalog, FacetKind, Selection};
use crate::model::edtf::Edtf;
use crate::model::{ArticleIx, Certainty, KindIx, Lang, Seen, Status};

/// What has the focus when a limit has been taken away: the next one, or where more are made.
const NEXT: &[&str] = &[".limits .limit", ".search input", ".column h2"];

/// The limits in force, each with a button that takes it away.
pub fn limits(store: Store) -> El {
    let chips = move || {
        let limits = store.ask.with(Ask::limits);
        let mut chips: Vec<El> = limits.iter().map(|limit| chip(store, *limit)).collect();
        if chips.len() > 1 {
            let all = button("link");
            let here = all.element().clone();
            let all = all.press(move || {
                keep_focus(&here, NEXT);
                store.ask.set(Ask::default());
            });
            chips.push(el("li").child(all.text(store.words().clear_all)));
        }
        chips
    };
    el("ul")
        .class("limits")
        .attr("part", "limits")
        .label_by(move || store.words().limits.into())
        .hidden_by(move || store.ask.with(|ask| ask.limits().is_empty()))
        .part_by(chips)
}

fn chip(store: Store, limit: Limit) -> El {
    let name = limit_name(store, limit);
    let remove = (store.words().remove)(&name);
    let press = button("chip limit");
    let here = press.element().clone();
    let press = press.attr("aria-label", &remove).press(move || {
        keep_focus(&here, NEXT);
        store.ask.update(|ask| *ask = ask.without(limit));
    });
    el("li").child(press.child(el("span").text(&name)).child(icon(CLOSE)))
}

/// What is said when nothing passes: which limit to take away, and what that would give.
pub fn nothing(store: Store) -> El {
    let is_empty = move || {
        let none = store.selection.with(|selection| selection.total() == 0);
        // Of what is not here it is not known whether it passes.
        let is_here = store.catalog.with(|catalog| {
            let part = catalog.as_ref().and_then(|catalog| catalog.corpus().part);
            part.is_none_or(|part| part.seen == Seen::View)
        });
        let none = none && is_here;
        none && !store.loading.get() && store.choice.get() == Choice::Nothing
    };
    let ways = move || {
        let (Some(catalog), true) = (store.catalog.get(), is_empty()) else {
            return Vec::new();
        };
        let ask = store.ask.get();
        let limits = ask.limits();
        let words = store.words();
        match limits.as_slice() {
            [] | [Limit::Years] => return vec![el("p").text(words.nothing)],
            [Limit::Text] => return vec![el("p").text(words.no_words)],
            _ => {}
        }
        let mut list = el("ul");
        let mut work = Selection::default();
        let mut way = |name: &str, without: Ask| {
            // The words are the only set of a filter.
            let found = store.filter.with(|filter| filter.sets.first().cloned());
            let found = found.filter(|_| !without.text.trim().is_empty());
            catalog.index().select(&without.filter(found), &mut work);
            if work.total() > 0 {
                let said = (words.without)(name, work.total());
                let press = button("link");
                let here = press.element().clone();
                let press = press.press(move || {
                    keep_focus(&here, NEXT);
                    store.ask.set(without.clone());
                });
                list = list.clone().child(el("li").child(press.text(&said)));
            }
        };
        for limit in limits {
            way(&limit_name(store, limit), ask.without(limit));
        }
        way(words.clear_all, Ask::default());
        vec![el("p").text(words.nothing_passes), list]
    };
    el("div")
        .class("empty")
        .hidden_by(move || !is_empty())
        .part_by(ways)
}

/// A limit in words; tracks the language.
fn limit_name(store: Store, limit: Limit) -> String {
    let words = store.words();
    match limit {
        Limit::Text => store
            .ask
            .with_untracked(|ask| format!("“{}”", ask.text.trim())),
        Limit::Years => {
            let years = store.years.get_untracked();
            match years {
                Some(years) if years.start() == years.end() => years.start().to_string(),
                Some(years) => format!("{}–{}", years.start(), years.end()),
                None => String::new(),
            }
        }
        Limit::Certain => words.certain_only.into(),
        Limit::Undated => words.dated_only.into(),
        Limit::Category(facet, category) => {
            let catalog = store.catalog.get_untracked();
            let facet = CHOSEN_FACETS.get(facet).copied();
            match (catalog, facet) {
                (Some(catalog), Some(facet)) => {
                    category_name(&catalog, facet, category, words, store.lang.get())
                }
                _ => String::new(),
            }
        }
    }
}

/// What a category of a facet is called.
pub fn category_name(
    catalog: &Catalog,
    facet: FacetKind,
    category: u16,
    words: &Words,
    lang: Lang,
) -> String {
    let corpus = catalog.corpus();
    let at = usize::from(category);
    match facet {
        FacetKind::Kind => corpus.kind(KindIx(category.into())).name(lang).into(),
        FacetKind::Certainty => Certainty::ALL
            .get(at)
            .map_or(String::new(), |it| (words.certainty)(*it).into()),
        FacetKind::Status => Status::ALL
            .get(at)
            .map_or(String::new(), |it| (words.status)(*it).into()),
        FacetKind::Article => {
            let article = corpus.article(ArticleIx(category.into()));
            match Edtf::parse(&article.published) {
                Ok(published) => format!("{} · {}", article.outlet, published.words(lang)),
                Err(_) => article.outlet.to_string(),
            }
        }
        FacetKind::Listed => catalog.listed().get(at).map_or(String::new(), |place| {
            corpus.place(*place).name(lang).into()
        }),
    }
}
