//! Addresses and codes that other programs read.

use crate::check::view::View;
use crate::read::problem::{Problem, Text};

/// An article's address is one on the web.
pub fn url(view: &View<'_>, problems: &mut Vec<Problem>) {
    for url in view.draft.articles.iter().filter_map(|a| a.url.as_ref()) {
        let web = url.value.starts_with("https://") || url.value.starts_with("http://");
        if !web
            || url
                .value
                .contains(|c: char| c.is_whitespace() || c.is_control())
        {
            let message = format!("`{}` is not an address on the web", url.value);
            let help = "it begins with https:// or http:// and has no blanks";
            problems.push(Problem::new("address", url.span, message).help(help));
        }
    }
}

/// A language is a BCP 47 tag: letters, then parts of up to eight letters and digits.
pub fn language(view: &View<'_>, problems: &mut Vec<Problem>) {
    let articles = view.draft.articles.iter();
    let originals = articles.clone().filter_map(|article| {
        let original = article.original.as_ref()?;
        original.language.as_ref()
    });
    for tag in articles.map(|article| &article.language).chain(originals) {
        if !tag.value.is_empty() && !is_language(tag) {
            let message = format!("`{}` is not the tag of a language", tag.value);
            let help = "use BCP 47: `en`, `ko`, `zh`, `ja`, `zh-Hant`";
            problems.push(Problem::new("language", tag.span, message).help(help));
        }
    }
}

/// A country is two capital letters of ISO 3166-1.
pub fn country(view: &View<'_>, problems: &mut Vec<Problem>) {
    for code in view.draft.places.iter().filter_map(|p| p.country.as_ref()) {
        let letters = code.value.bytes().all(|letter| letter.is_ascii_uppercase());
        if code.value.len() != 2 || !letters {
            let message = format!("`{}` is not the code of a country", code.value);
            let help = "use ISO 3166-1: `CN`, `KP`, `KR`, `RU`";
            problems.push(Problem::new("country-code", code.span, message).help(help));
        }
    }
}

fn is_language(tag: &Text) -> bool {
    let mut parts = tag.value.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|letter| letter.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
