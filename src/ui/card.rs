//! An event as a card: when, what, how sure, who says so, what it hangs together with.

use super::el::{El, el};
use super::icon::{button, certainty};
use super::store::{Choice, Store};
use crate::app::event::{paragraphs, web_address};
use crate::app::words::Words;
use crate::index::Catalog;
use crate::model::edtf::Edtf;
use crate::model::{Event, EventIx, Lang};

/// The card of an event. Event texts are English whatever the language of the interface.
pub fn card(store: Store, catalog: &Catalog, ix: EventIx) -> Vec<El> {
    let event = catalog.corpus().event(ix);
    let (words, lang) = (store.words(), store.lang.get());
    let title = button("open")
        .press(move || store.choice.set(Choice::Event(ix)))
        .text(event.title());
    let mut parts = vec![
        el("p").class("when").text(&when(event, words, lang)),
        el("h4").attr("lang", "en").child(title),
    ];
    if !event.summary().is_empty() {
        parts.push(el("p").attr("lang", "en").text(event.summary()));
    }
    parts.push(tags(event, catalog, words, lang));
    parts.extend(places(store, event, catalog, words, lang));
    parts.extend(actors(event, words, lang));
    parts.extend(figures(event));
    parts.extend(reports(event, catalog, words, lang));
    parts.extend(relations(store, event, catalog, words));
    parts.extend(link(event, words));
    if !event.why().is_empty() {
        let heading = el("strong").attr("lang", lang.tag()).text(words.about_date);
        let why = el("p").class("small why").attr("lang", "en").child(heading);
        let why = why.text(": ").text(event.why());
        parts.push(why.hidden_by(move || store.choice.get() != Choice::Event(ix)));
    }
    parts
}

/// The date of an event in words; undated events say so.
fn when(event: Event, words: &Words, lang: Lang) -> String {
    match Edtf::parse(event.when()) {
        Ok(edtf) => edtf.words(lang),
        Err(_) => words.no_date.to_string(),
    }
}

fn tags(event: Event, catalog: &Catalog, words: &Words, lang: Lang) -> El {
    let tag = || el("li").class("tag");
    let mut list = el("ul").class("tags");
    if let Some(kind) = event.kind() {
        list = list.child(tag().text(catalog.corpus().kind(kind).name(lang)));
    }
    if let Some(sure) = event.certainty() {
        list = list.child(tag().child(certainty(sure)).text((words.certainty)(sure)));
    }
    if let Some(status) = event.status() {
        list = list.child(tag().text((words.status)(status)));
    }
    list
}

/// A button that looks like a link: it leads to another place or event on the same map.
fn way(store: Store, to: Choice, text: &str) -> El {
    button("link")
        .press(move || store.choice.set(to))
        .text(text)
}

/// The event's places as ways to them, each with what it is to the event.
fn places(store: Store, event: Event, catalog: &Catalog, words: &Words, lang: Lang) -> Option<El> {
    let mut list = el("ul").class("places small");
    let mut seen = Vec::new();
    for mention in event.mentions() {
        let what = (mention.place, mention.role);
        if seen.contains(&what) {
            continue;
        }
        seen.push(what);
        let name = catalog.corpus().place(mention.place).name(lang);
        let way = way(store, Choice::Place(mention.place), name);
        let role = el("span").class("role").text((words.role)(mention.role));
        list = list.child(el("li").child(role).text(" ").child(way));
    }
    (!event.mentions().is_empty()).then_some(list)
}

/// Who or what took part.
fn actors(event: Event, words: &Words, lang: Lang) -> Option<El> {
    let names: Vec<&str> = event.actors().iter().map(|name| &**name).collect();
    let heading = el("span").attr("lang", lang.tag()).text(words.actors);
    let line = el("p").class("small").attr("lang", "en").child(heading);
    (!names.is_empty()).then(|| line.text(": ").text(&names.join(", ")))
}

fn figures(event: Event) -> Option<El> {
    let figures = event.figures();
    let list = figures
        .iter()
        .fold(el("dl").class("figures"), |list, figure| {
            list.child(el("dt").text(&figure.printed))
                .child(el("dd").text(&figure.what))
        });
    (!figures.is_empty()).then(|| list.attr("lang", "en"))
}

fn reports(event: Event, catalog: &Catalog, words: &Words, lang: Lang) -> Option<El> {
    let reports = event.reports();
    let list = el("ul").class("reports").attr("aria-label", words.reports);
    let list = reports.iter().fold(list, |list, report| {
        let article = catalog.corpus().article(report.article);
        let published = Edtf::parse(&article.published).map(|edtf| edtf.words(lang));
        let mut line = article.outlet.to_string();
        for part in [published.unwrap_or_default(), paragraphs(report, words)] {
            if !part.is_empty() {
                line.push_str(" · ");
                line.push_str(&part);
            }
        }
        let mut item = el("li").class("small");
        if !article.headline.is_empty() {
            let cite = el("cite")
                .attr("lang", &article.language)
                .text(&article.headline);
            let cite = match way_out(&article.url) {
                Some(way) => way.child(cite),
                None => cite,
            };
            item = item.child(cite).text(" ");
        }
        item = item.child(el("span").text(&line));
        if !report.speaker.is_empty() {
            let speaker = el("span").attr("lang", "en").text(&report.speaker);
            item = item.text(" · ").child(speaker);
        }
        list.child(item)
    });
    (!reports.is_empty()).then_some(list)
}

/// What other events this one contradicts, follows, belongs to.
fn relations(store: Store, event: Event, catalog: &Catalog, words: &Words) -> Option<El> {
    let mut list = el("ul")
        .class("relations")
        .attr("aria-label", words.relations);
    let mut any = false;
    for relation in catalog.corpus().relations_of(event.ix()) {
        let backwards = relation.to == event.ix();
        let other = if backwards {
            relation.from
        } else {
            relation.to
        };
        let title = catalog.corpus().event(other).title();
        let way = way(store, Choice::Event(other), title).attr("lang", "en");
        let way = match &*relation.note {
            "" => way,
            note => way.attr("title", note),
        };
        let kind = (words.relation)(relation.kind, backwards);
        list = list.child(el("li").class("small").text(kind).text(": ").child(way));
        any = true;
    }
    any.then_some(list)
}

/// A way to where the event can be read about.
fn link(event: Event, words: &Words) -> Option<El> {
    let way = way_out(event.url())?;
    Some(el("p").class("small").child(way.text(words.read_more)))
}

/// A link in a window of its own that learns nothing of this one; none where
/// [`web_address`] has none.
fn way_out(url: &str) -> Option<El> {
    web_address(url).map(|url| {
        let link = el("a").class("link").attr("href", url);
        let link = link.attr("rel", "noopener noreferrer");
        link.attr("target", "_blank")
    })
}
