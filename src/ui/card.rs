//! An event as a card: when, what, how sure, who says so, what it hangs together with.

use super::icon::certainty;
use super::store::{Choice, Store};
use crate::app::words::Words;
use crate::index::Catalog;
use crate::model::edtf::Edtf;
use crate::model::{Event, EventIx, Lang, Report};
use leptos::prelude::*;
use std::sync::Arc;

/// The date of an event in words; undated events say so.
pub fn when(event: Event, words: &Words, lang: Lang) -> String {
    match Edtf::parse(event.when()) {
        Ok(edtf) => edtf.words(lang),
        Err(_) => words.no_date.to_string(),
    }
}

/// The card of an event. Event texts are English whatever the language of the interface.
pub fn card(store: Store, catalog: &Arc<Catalog>, ix: EventIx) -> impl IntoView + use<> {
    let corpus = catalog.corpus();
    let event = corpus.event(ix);
    let (words, lang) = (store.words(), store.lang.get());
    let summary = event.summary();
    let summary = (!summary.is_empty())
        .then(|| view! { <p lang="en">{summary.to_string()}</p> });
    let open = move |_| store.choice.set(Choice::Event(ix));
    let is_open = move || store.choice.get() == Choice::Event(ix);
    let why = event.why();
    let why = (!why.is_empty()).then(|| {
        view! {
            <p class="small" hidden=move || !is_open() lang="en">
                <strong lang=lang.tag()>{words.about_date} ": "</strong>
                {why.to_string()}
            </p>
        }
    });
    view! {
        <article
            class="event"
            part="event"
            data-event=event.id().to_string()
            aria-current=move || is_open().then_some("true")
        >
            <p class="when">{when(event, words, lang)}</p>
            <h4 lang="en">
                <button type="button" class="open" on:click=open>
                    {event.title().to_string()}
                </button>
            </h4>
            {summary}
            {tags(event, catalog, words, lang)}
            {places(store, event, catalog, lang)}
            {figures(event)}
            {reports(event, catalog, words, lang)}
            {relations(store, event, catalog, words)}
            {link(event, words)}
            {why}
        </article>
    }
}

fn tags(event: Event, catalog: &Catalog, words: &Words, lang: Lang) -> impl IntoView + use<> {
    let kind = event.kind().map(|kind| {
        let name = catalog.corpus().kind(kind).name(lang).to_string();
        view! { <li class="tag">{name}</li> }
    });
    let sure = event.certainty().map(|sure| {
        view! { <li class="tag">{certainty(sure)} {(words.certainty)(sure)}</li> }
    });
    let status = event
        .status()
        .map(|status| view! { <li class="tag">{(words.status)(status)}</li> });
    view! { <ul class="tags">{kind} {sure} {status}</ul> }
}

/// The event's places as ways to them.
fn places(store: Store, event: Event, catalog: &Catalog, lang: Lang) -> impl IntoView + use<> {
    let mut seen = Vec::new();
    let mut links = Vec::new();
    for mention in event.mentions() {
        if seen.contains(&mention.place) {
            continue;
        }
        seen.push(mention.place);
        let place = mention.place;
        let name = catalog.corpus().place(place).name(lang).to_string();
        links.push(view! {
            <li>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| store.choice.set(Choice::Place(place))
                >
                    {name}
                </button>
            </li>
        });
    }
    (!links.is_empty()).then(|| view! { <ul class="places small">{links}</ul> })
}

fn figures(event: Event) -> impl IntoView + use<> {
    let rows: Vec<_> = event
        .figures()
        .iter()
        .map(|figure| {
            view! {
                <dt>{figure.printed.to_string()}</dt>
                <dd>{figure.what.to_string()}</dd>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <dl class="figures" lang="en">{rows}</dl> })
}

fn reports(
    event: Event,
    catalog: &Catalog,
    words: &Words,
    lang: Lang,
) -> impl IntoView + use<> {
    let rows: Vec<_> = event
        .reports()
        .iter()
        .map(|report| {
            let article = catalog.corpus().article(report.article);
            let published = Edtf::parse(&article.published).map(|edtf| edtf.words(lang));
            let mut line = article.outlet.to_string();
            for part in [published.unwrap_or_default(), paragraphs(report, words)] {
                if !part.is_empty() {
                    line.push_str(" · ");
                    line.push_str(&part);
                }
            }
            let speaker = (!report.speaker.is_empty())
                .then(|| view! { <span lang="en">" · " {report.speaker.to_string()}</span> });
            let headline = (!article.headline.is_empty()).then(|| {
                let language = article.language.to_string();
                view! { <cite lang=language>{article.headline.to_string()}</cite> " " }
            });
            view! { <li class="small">{headline} <span>{line}</span> {speaker}</li> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <ul class="reports" aria-label=words.reports>{rows}</ul> }
    })
}

/// Paragraph numbers as ranges: "5–6, 9".
fn paragraphs(report: &Report, words: &Words) -> String {
    let mut text = String::new();
    let mut numbers = report.paragraphs.iter().copied().peekable();
    while let Some(first) = numbers.next() {
        let mut last = first;
        while numbers.peek() == Some(&(last + 1)) {
            last += 1;
            numbers.next();
        }
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&first.to_string());
        if last > first {
            text.push_str(if last == first + 1 { ", " } else { "–" });
            text.push_str(&last.to_string());
        }
    }
    if text.is_empty() { text } else { (words.paragraphs)(&text) }
}

/// What other events this one contradicts, follows, belongs to.
fn relations(
    store: Store,
    event: Event,
    catalog: &Catalog,
    words: &Words,
) -> impl IntoView + use<> {
    let rows: Vec<_> = catalog
        .corpus()
        .relations_of(event.ix())
        .map(|relation| {
            let backwards = relation.to == event.ix();
            let other = if backwards { relation.from } else { relation.to };
            let title = catalog.corpus().event(other).title().to_string();
            let note = (!relation.note.is_empty()).then(|| relation.note.to_string());
            view! {
                <li class="small">
                    {(words.relation)(relation.kind, backwards)} ": "
                    <button
                        type="button"
                        class="link"
                        lang="en"
                        title=note
                        on:click=move |_| store.choice.set(Choice::Event(other))
                    >
                        {title}
                    </button>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <ul class="relations" aria-label=words.relations>{rows}</ul> }
    })
}

/// A way to where the event can be read about. Only addresses of the web are followed: a host's
/// data may hold anything.
fn link(event: Event, words: &Words) -> impl IntoView + use<> {
    let url = event.url();
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)));
    is_web.then(|| {
        view! {
            <p class="small">
                <a class="link" href=url.to_string() rel="noopener noreferrer" target="_blank">
                    {words.read_more}
                </a>
            </p>
        }
    })
}
