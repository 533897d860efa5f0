//! CSL-JSON: the articles as items of the Citation Style Language, type `article-newspaper`.
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
use super::shared::{pretty, some};
use super::view::ViewCitation;
use serde::Serialize;

/// The view, if there is one, and the chosen articles as a list of items.
#[must_use]
pub fn write(chosen: &Chosen<'_>, view: Option<&ViewCitation<'_>>) -> String {
    let citations = citations(chosen);
    let key = view.map(ViewCitation::id).unwrap_or_default();
    let map = view.map(|view| Item::of_view(view, &key));
    let items = map.into_iter().chain(citations.iter().map(Item::new));
    pretty(&items.collect::<Vec<_>>())
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'c> {
    id: &'c str,
    r#type: &'static str,
    title: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    translator: Vec<Name<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor: Vec<Name<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'c str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annote: Option<&'c str>,
}

#[derive(Serialize)]
struct Name<'c> {
    literal: &'c str,
}

#[derive(Serialize)]
struct Date<'c> {
    #[serde(rename = "date-parts", skip_serializing_if = "Option::is_none")]
    parts: Option<Vec<Parts>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    season: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<&'c str>,
}

impl<'c> Item<'c> {
    fn new(citation: &'c Citation<'c>) -> Self {
        let article = citation.article;
        Self {
            id: &article.id,
            r#type: "article-newspaper",
            title: &article.headline,
            container_title: Some(&article.outlet),
            author: names(citation.authors),
            translator: names(&article.translators),
            editor: names(&article.editors),
            issued: citation.published.as_ref().map(Date::new),
            accessed: None,
            language: some(&article.language),
            url: some(&article.url),
            note: citation.origin.as_deref(),
            annote: Some(&citation.annotation),
        }
    }

    fn of_view(view: &'c ViewCitation<'c>, key: &'c str) -> Self {
        let (year, month, day) = view.day();
        // Nobody looked at a map before our era.
        let year = u16::try_from(year).unwrap_or_default();
        Self {
            id: key,
            r#type: "webpage",
            title: view.title,
            container_title: some(view.site),
            author: Vec::new(),
            translator: Vec::new(),
            editor: Vec::new(),
            issued: None,
            accessed: Some(Date {
                parts: Some(vec![vec![year, month.into(), day.into()]]),
                season: None,
                circa: false,
                literal: None,
            }),
            language: Some(view.lang.tag()),
            url: some(view.url),
            note: some(view.note),
            annote: None,
        }
    }
}

impl<'c> Date<'c> {
    fn new(published: &'c Published) -> Self {
        let years = || published.years.iter().map(|year| vec![*year]).collect();
        let parts = published.parts.clone();
        let exact = parts.is_some();
        Self {
            parts: Some(parts.unwrap_or_else(years)).filter(|parts| !parts.is_empty()),
            // A number fits the schema too, but not every reader.
            season: published.season.map(|season| season.to_string()),
            circa: published.circa || !exact,
            literal: (!exact).then_some(&published.words),
        }
    }
}

fn names(names: &[Box<str>]) -> Vec<Name<'_>> {
    let names = names.iter().filter(|name| !name.is_empty());
    names.map(|literal| Name { literal }).collect()
}
