//! Fingerprints of the cited paragraphs.

use super::citations::{cited, paragraphs};
use crate::check::fingerprint::fingerprint;
use crate::check::view::View;
use crate::read::problem::Problem;
use std::collections::BTreeSet;

/// A fingerprint is 64 small hexadecimal digits and belongs to a cited paragraph.
pub fn form(view: &View<'_>, problems: &mut Vec<Problem>) {
    for article in &view.draft.articles {
        let Some(fingerprints) = &article.fingerprints else {
            continue;
        };
        let cited: BTreeSet<u16> = cited(article).map(|at| at.value).collect();
        for (paragraph, hex) in &fingerprints.entries {
            let digits = hex.value.bytes();
            let good = digits
                .clone()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            if !good || digits.len() != 64 {
                let message = "this is not a fingerprint: 64 small hexadecimal digits";
                problems.push(Problem::new("fingerprint-form", hex.span, message));
            }
            if !cited.contains(&paragraph.value) {
                let message = format!("nothing cites paragraph {}", paragraph.value);
                let help = "leave its fingerprint out";
                problems.push(Problem::new("fingerprint-form", paragraph.span, message).help(help));
            }
        }
    }
}

/// Every cited paragraph has a fingerprint. An article without any is only complained about where
/// its text is at hand, since they cannot be made without it.
pub fn missing(view: &View<'_>, problems: &mut Vec<Problem>) {
    for article in &view.draft.articles {
        let entries = article.fingerprints.iter().flat_map(|table| &table.entries);
        let known: BTreeSet<u16> = entries.map(|(at, _)| at.value).collect();
        let text = paragraphs(view, article);
        if known.is_empty() && text.is_none() {
            continue;
        }
        let cited: BTreeSet<u16> = cited(article).map(|at| at.value).collect();
        let missing: Vec<u16> = cited.difference(&known).copied().collect();
        if missing.is_empty() {
            continue;
        }
        let table = article.fingerprints.as_ref();
        let span = table.map_or(article.id.span, |table| table.span);
        let numbers: Vec<String> = missing.iter().map(u16::to_string).collect();
        let message = match &*numbers {
            [one] => format!("paragraph {one} is cited and has no fingerprint"),
            all => format!(
                "paragraphs {} are cited and have no fingerprints",
                all.join(", ")
            ),
        };
        let help = match text {
            None => "run the check with --articles, which says them".to_owned(),
            Some(text) => {
                let lines = missing.iter().filter_map(|number| {
                    let paragraph = text.get(usize::from(*number).checked_sub(1)?)?;
                    Some(format!("\n{number} = \"{}\"", fingerprint(paragraph)))
                });
                let lines: String = lines.collect();
                format!("put these under [article.fingerprints]:{lines}")
            }
        };
        problems.push(Problem::new("fingerprint-missing", span, message).help(help));
    }
}

/// Where the articles are given, each fingerprint is its paragraph's.
pub fn matching(view: &View<'_>, problems: &mut Vec<Problem>) {
    for article in &view.draft.articles {
        let (Some(text), Some(table)) = (paragraphs(view, article), &article.fingerprints) else {
            continue;
        };
        for (paragraph, hex) in &table.entries {
            // A paragraph that is not there is another rule's.
            let Some(found) = text.get(usize::from(paragraph.value) - 1) else {
                continue;
            };
            let right = fingerprint(found);
            if *hex.value == *right {
                continue;
            }
            let message = format!(
                "this is not the fingerprint of paragraph {}",
                paragraph.value
            );
            let other = text
                .iter()
                .position(|other| fingerprint(other) == *hex.value);
            let help = match other {
                Some(other) => format!("it is that of paragraph {}", other + 1),
                None => format!("the paragraph at hand has {right}"),
            };
            problems.push(Problem::new("fingerprint", hex.span, message).help(help));
        }
    }
}
