//! What an article is said to print stands in the paragraphs that are cited.

use super::citations::paragraphs;
use crate::check::fingerprint::normalised;
use crate::check::view::{EventView, View};
use crate::read::problem::{Problem, Text};

/// A place's name stands in a cited paragraph as it is printed.
pub fn places(view: &View<'_>, problems: &mut Vec<Problem>) {
    for event in &view.events {
        let mentions = event.event.mentions.iter();
        let printed = mentions.filter_map(|mention| mention.printed.as_ref());
        look(view, event, printed, "printed-place", problems);
    }
}

/// A figure stands in a cited paragraph as it is printed.
pub fn figures(view: &View<'_>, problems: &mut Vec<Problem>) {
    for event in &view.events {
        let printed = event.event.figures.iter().map(|figure| &figure.printed);
        look(view, event, printed, "printed-figure", problems);
    }
}

fn look<'s>(
    view: &View<'s>,
    event: &EventView<'s>,
    printed: impl Iterator<Item = &'s Text>,
    rule: &'static str,
    problems: &mut Vec<Problem>,
) {
    let mut cited: Vec<&str> = Vec::new();
    for (article, report) in &event.reports {
        // Without one of the texts nobody can say that something stands in none.
        let Some(text) = paragraphs(view, article) else {
            return;
        };
        let numbers = report.paragraphs.iter().flat_map(|list| &list.value);
        let found = numbers.filter_map(|at| text.get(usize::from(at.value).checked_sub(1)?));
        cited.extend(found.map(String::as_str));
    }
    for text in printed {
        let wanted = normalised(&text.value);
        if wanted.is_empty() || cited.iter().any(|paragraph| paragraph.contains(&wanted)) {
            continue;
        }
        let message = format!("no cited paragraph prints `{}`", text.value);
        let problem = Problem::new(rule, text.span, message);
        problems.push(problem.maybe_help(elsewhere(view, event, &wanted, &cited)));
    }
}

/// Where else it stands.
fn elsewhere(
    view: &View<'_>,
    event: &EventView<'_>,
    wanted: &str,
    cited: &[&str],
) -> Option<String> {
    let small = wanted.to_lowercase();
    if cited
        .iter()
        .any(|text| text.to_lowercase().contains(&small))
    {
        return Some("it stands there with other capital letters".to_owned());
    }
    for (article, _) in &event.reports {
        let text = paragraphs(view, article)?;
        let found: Vec<String> = (1..)
            .zip(text)
            .filter(|(_, paragraph)| paragraph.contains(wanted))
            .map(|(number, _): (usize, _)| number.to_string())
            .collect();
        if !found.is_empty() {
            return Some(format!("it stands in paragraph {}", found.join(", ")));
        }
    }
    None
}
