//! An event as a card: when, what, how sure, who says so, what it hangs together with.

use super::icon::certainty;
use super::sketch::{Sketch, sketch};
use super::store::Choice;
use crate::app::event::{paragraphs, web_address};
use crate::app::words::{Words, words};
use crate::index::Catalog;
use crate::model::edtf::Edtf;
use crate::model::{Event, EventIx, Lang, PlaceIx, Report};
use web_sys::Element;

/// The attribute of a button that says where it leads.
const WAY: &str = "data-to";

/// Adds the card of an event to its article. Event texts are English whatever the language of the
/// interface.
pub fn card(article: Sketch, catalog: &Catalog, ix: EventIx, lang: Lang) -> Sketch {
    let event = catalog.corpus().event(ix);
    let words = words(lang);
    let title = way("open", Choice::Event(ix), event.title());
    let mut parts = vec![
        sketch("p").class("when").text(&when(event, words, lang)),
        sketch("h4").attr("lang", "en").child(title),
    ];
    if !event.summary().is_empty() {
        parts.push(sketch("p").attr("lang", "en").text(event.summary()));
    }
    parts.extend(tags(event, catalog, words, lang));
    parts.extend(places(event, catalog, words, lang));
    parts.extend(actors(event, words, lang));
    parts.extend(figures(event));
    parts.extend(reports(event, catalog, words, lang));
    parts.extend(relations(event, catalog, words));
    parts.extend(link(event, words));
    // The style sheet shows it where the event is the one that is read.
    if !event.why().is_empty() {
        let heading = sketch("strong").attr("lang", lang.tag());
        let heading = heading.text(words.about_date);
        let why = sketch("p").class("small why").attr("lang", "en");
        parts.push(why.child(heading).text(": ").text(event.why()));
    }
    parts.into_iter().fold(article, Sketch::child)
}

/// The date of an event in words; undated events say so.
fn when(event: Event, words: &Words, lang: Lang) -> String {
    match Edtf::parse(event.when()) {
        Ok(edtf) => edtf.words(lang),
        Err(_) => words.no_date.to_string(),
    }
}

/// The elements of a list, which is there if it has any.
fn listed(list: Sketch, items: Vec<Sketch>) -> Option<Sketch> {
    (!items.is_empty()).then(|| items.into_iter().fold(list, Sketch::child))
}

fn tags(event: Event, catalog: &Catalog, words: &Words, lang: Lang) -> Option<Sketch> {
    let tag = || sketch("li").class("tag");
    let mut tags = Vec::new();
    if let Some(kind) = event.kind() {
        tags.push(tag().text(catalog.corpus().kind(kind).name(lang)));
    }
    if let Some(sure) = event.certainty() {
        tags.push(tag().child(certainty(sure)).text((words.certainty)(sure)));
    }
    if let Some(status) = event.status() {
        tags.push(tag().text((words.status)(status)));
    }
    listed(sketch("ul").class("tags"), tags)
}

/// A button that leads to another place or event on the same map.
pub fn way(class: &str, to: Choice, text: &str) -> Sketch {
    let button = sketch("button").attr("type", "button").class(class);
    button.attr(WAY, &said(to)).text(text)
}

/// Where a button leads, as its attribute says it: one listener hears all buttons of a list.
fn said(to: Choice) -> String {
    let (sort, number) = match to {
        Choice::Event(event) => ("e", event.0),
        Choice::Place(place) => ("p", place.0),
        // No card leads there.
        Choice::Nothing | Choice::Cluster(_) => return String::new(),
    };
    format!("{sort}{number}")
}

/// Where what was pressed leads, if it is a way.
pub fn way_of(pressed: &Element) -> Option<Choice> {
    let way = pressed.closest("[data-to]").ok()??.get_attribute(WAY)?;
    let number = way.get(1..)?.parse().ok()?;
    Some(match way.as_bytes()[0] {
        b'e' => Choice::Event(EventIx(number)),
        _ => Choice::Place(PlaceIx(number)),
    })
}

/// The event's places as ways to them, each with what it is to the event.
fn places(event: Event, catalog: &Catalog, words: &Words, lang: Lang) -> Option<Sketch> {
    let mut items = Vec::new();
    let mut seen = Vec::new();
    for mention in event.mentions() {
        let what = (mention.place, mention.role);
        if seen.contains(&what) {
            continue;
        }
        seen.push(what);
        let name = catalog.corpus().place(mention.place).name(lang);
        let way = way("link", Choice::Place(mention.place), name);
        let role = sketch("span")
            .class("role")
            .text((words.role)(mention.role));
        items.push(sketch("li").child(role).text(" ").child(way));
    }
    listed(sketch("ul").class("places small"), items)
}

/// Who or what took part.
fn actors(event: Event, words: &Words, lang: Lang) -> Option<Sketch> {
    let names: Vec<&str> = event.actors().iter().map(|name| &**name).collect();
    (!names.is_empty()).then(|| {
        let heading = sketch("span").attr("lang", lang.tag()).text(words.actors);
        let line = sketch("p").class("small").attr("lang", "en");
        line.child(heading).text(": ").text(&names.join(", "))
    })
}

fn figures(event: Event) -> Option<Sketch> {
    let mut items = Vec::new();
    for figure in event.figures() {
        items.push(sketch("dt").text(&figure.printed));
        items.push(sketch("dd").text(&figure.what));
    }
    let list = sketch("dl").class("figures").attr("lang", "en");
    listed(list, items)
}

fn reports(event: Event, catalog: &Catalog, words: &Words, lang: Lang) -> Option<Sketch> {
    let item = |report: &Report| {
        let article = catalog.corpus().article(report.article);
        let published = Edtf::parse(&article.published).map(|edtf| edtf.words(lang));
        let mut line = article.outlet.to_string();
        for part in [published.unwrap_or_default(), paragraphs(report, words)] {
            if !part.is_empty() {
                line.push_str(" · ");
                line.push_str(&part);
            }
        }
        let mut item = sketch("li").class("small");
        if !article.headline.is_empty() {
            let cite = sketch("cite").attr("lang", &article.language);
            let cite = cite.text(&article.headline);
            let cite = match way_out(&article.url) {
                Some(way) => way.child(cite),
                None => cite,
            };
            item = item.child(cite).text(" ");
        }
        item = item.child(sketch("span").text(&line));
        if !report.speaker.is_empty() {
            let speaker = sketch("span").attr("lang", "en").text(&report.speaker);
            item = item.text(" · ").child(speaker);
        }
        item
    };
    let list = sketch("ul").class("reports");
    let list = list.attr("aria-label", words.reports);
    listed(list, event.reports().iter().map(item).collect())
}

/// What other events this one contradicts, follows, belongs to.
fn relations(event: Event, catalog: &Catalog, words: &Words) -> Option<Sketch> {
    let mut items = Vec::new();
    for relation in catalog.corpus().relations_of(event.ix()) {
        let backwards = relation.to == event.ix();
        let other = if backwards {
            relation.from
        } else {
            relation.to
        };
        let title = catalog.corpus().event(other).title();
        let way = way("link", Choice::Event(other), title).attr("lang", "en");
        let way = match &*relation.note {
            "" => way,
            note => way.attr("title", note),
        };
        let kind = (words.relation)(relation.kind, backwards);
        let item = sketch("li").class("small").text(kind);
        items.push(item.text(": ").child(way));
    }
    let list = sketch("ul").class("relations");
    listed(list.attr("aria-label", words.relations), items)
}

/// A way to where the event can be read about.
fn link(event: Event, words: &Words) -> Option<Sketch> {
    let way = way_out(event.url())?;
    Some(sketch("p").class("small").child(way.text(words.read_more)))
}

/// A link in a window of its own that learns nothing of this one; none where
/// [`web_address`] has none.
fn way_out(url: &str) -> Option<Sketch> {
    web_address(url).map(|url| {
        let link = sketch("a").class("link").attr("href", url);
        let link = link.attr("rel", "noopener noreferrer");
        link.attr("target", "_blank")
    })
}
