//! CSL-JSON: the articles as items of the Citation Style Language, type `article-newspaper`; what
//! has no outlet is a `webpage`.
//!
//! An item's `id` is the article's in the corpus. A date that is one day, month, season or year, or
//! runs from one to another, stands under `date-parts`, marked `circa` where it is approximate or
//! uncertain; of any other the words stand under `literal`, and under `date-parts` only its years,
//! for readers that know no words. The exact date, its basis, the source file and the
//! events that the article reports are under `annote`. Names are `literal`.
//! A view of the map is a `webpage` with its `URL` and the day, `accessed`.
//!
//! Nothing stands under `custom`: the schema has it, but readers in use give up at it.

use super::chosen::Chosen;
use super::citation::{Citation, Parts, Published, citations};
use super::json::Json;
use super::view::ViewCitation;

/// The view, if there is one, and the chosen articles as a list of items.
#[must_use]
pub fn write(chosen: &Chosen<'_>, view: Option<&ViewCitation<'_>>) -> String {
    let mut json = Json::pretty();
    json.open('[');
    if let Some(view) = view {
        json.item();
        json.open('{');
        map(&mut json, view);
        json.close('}');
    }
    for citation in citations(chosen) {
        json.item();
        json.open('{');
        item(&mut json, &citation);
        json.close('}');
    }
    json.close(']');
    json.finish() + "\n"
}

fn map(json: &mut Json, view: &ViewCitation<'_>) {
    let (year, month, day) = view.day();
    // Nobody looked at a map before our era.
    let year = u16::try_from(year).unwrap_or_default();
    json.text("id", &view.id());
    json.text("type", "webpage");
    json.text("title", view.title);
    json.some("container-title", view.site);
    json.key("accessed");
    json.open('{');
    parts(json, &[vec![year, month.into(), day.into()]]);
    json.close('}');
    json.text("language", view.lang.tag());
    json.some("URL", view.url);
    json.some("note", view.note);
}

fn item(json: &mut Json, citation: &Citation<'_>) {
    let is_page = citation.outlet.is_empty();
    let sort = if is_page {
        "webpage"
    } else {
        "article-newspaper"
    };
    json.text("id", &citation.id);
    json.text("type", sort);
    json.text("title", citation.title);
    json.some("container-title", citation.outlet);
    for (name, persons) in [
        ("author", citation.authors),
        ("translator", citation.translators),
        ("editor", citation.editors),
    ] {
        names(json, name, persons);
    }
    if let Some(published) = &citation.published {
        json.key("issued");
        json.open('{');
        date(json, published);
        json.close('}');
    }
    json.some("language", citation.language);
    json.some("URL", citation.url);
    json.some("note", citation.origin.as_deref().unwrap_or_default());
    json.text("annote", &citation.annotation);
}

fn date(json: &mut Json, published: &Published) {
    match &published.parts {
        Some(exact) => parts(json, exact),
        None if published.years.is_empty() => {}
        None => {
            let years = published.years.iter();
            parts(json, &years.map(|year| vec![*year]).collect::<Vec<_>>());
        }
    }
    if let Some(season) = published.season {
        // A number fits the schema too, but not every reader.
        json.text("season", &season.to_string());
    }
    let exact = published.parts.is_some();
    if published.circa || !exact {
        json.key("circa");
        json.yes();
    }
    if !exact {
        json.text("literal", &published.words);
    }
}

/// One date, or the first and the last.
fn parts(json: &mut Json, dates: &[Parts]) {
    json.key("date-parts");
    json.open('[');
    for date in dates {
        json.item();
        json.list(&mut date.iter().map(|number| (*number).into()));
    }
    json.close(']');
}

/// Names, unless there are none.
fn names(json: &mut Json, name: &str, persons: &[Box<str>]) {
    if persons.iter().all(|person| person.is_empty()) {
        return;
    }
    json.key(name);
    json.open('[');
    for person in persons.iter().filter(|person| !person.is_empty()) {
        json.item();
        json.open('{');
        json.text("literal", person);
        json.close('}');
    }
    json.close(']');
}
