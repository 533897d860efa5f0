//! Cited texts and paragraphs that exist.

use crate::check::view::View;
use crate::read::corpus::draft::ArticleDraft;
use crate::read::problem::{At, Problem};

/// Where the articles are given, the text of one that has no fingerprints is among them, and every
/// text that is among them can be read. An article with fingerprints was proved by whoever had its
/// text: nobody needs all texts to add one.
pub fn text(view: &View<'_>, problems: &mut Vec<Problem>) {
    let Some(articles) = view.articles else {
        return;
    };
    for article in &view.draft.articles {
        let source = &article.source;
        let message = match articles.paragraphs(&source.value) {
            _ if source.value.is_empty() => continue,
            Some(Ok(_)) => continue,
            Some(Err(cause)) => format!("the text `{}` cannot be read: {cause}", source.value),
            None if article.fingerprints.is_some() => continue,
            None => format!("there is no text `{}` among the articles", source.value),
        };
        problems.push(Problem::new("article-text", source.span, message));
    }
}

/// The text has every paragraph that a report cites.
pub fn exist(view: &View<'_>, problems: &mut Vec<Problem>) {
    for article in &view.draft.articles {
        let Some(paragraphs) = paragraphs(view, article) else {
            continue;
        };
        for cited in cited(article) {
            if usize::from(cited.value) > paragraphs.len() {
                let message = format!(
                    "there is no paragraph {}: the text has {}",
                    cited.value,
                    paragraphs.len()
                );
                let help = "count from 1 over the lines that are not empty";
                problems.push(Problem::new("paragraph-missing", cited.span, message).help(help));
            }
        }
    }
}

/// The paragraphs of an article, where its text is at hand.
pub(super) fn paragraphs<'s>(view: &View<'s>, article: &ArticleDraft) -> Option<&'s [String]> {
    view.articles?.paragraphs(&article.source.value)?.ok()
}

/// Every paragraph that an article's file cites, as often as it does.
pub(super) fn cited(article: &ArticleDraft) -> impl Iterator<Item = &At<u16>> {
    let own = article.events.iter().flat_map(|event| &event.reports);
    own.chain(&article.reports)
        .flat_map(|report| &report.paragraphs)
        .flat_map(|list| &list.value)
}
