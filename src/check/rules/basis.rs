//! Dates that say where they come from.

use crate::check::view::View;
use crate::model::Basis;
use crate::read::problem::{At, Problem, Span};

/// A date has a basis and a basis a date; what was worked out has its reasoning.
pub fn basis(view: &View<'_>, problems: &mut Vec<Problem>) {
    for article in &view.draft.articles {
        let date = article.published.as_ref().map(|date| date.text.span);
        let has_why = article.published_why.is_some();
        look(
            ["published", "published_basis", "published_why"],
            date,
            article.published_basis.as_ref(),
            has_why,
            problems,
        );
        if let Some(basis) = &article.published_basis
            && basis.value == Some(Basis::Relative)
        {
            let message = "a publication is not dated relative to itself";
            let help = "`stated`, `resolved` or `inferred`";
            problems.push(Problem::new("date-basis", basis.span, message).help(help));
        }
    }
    for view in &view.events {
        let event = view.event;
        let date = event.when.as_ref().map(|date| date.text.span);
        let has_why = event.when_why.is_some();
        look(
            ["when", "when_basis", "when_why"],
            date,
            event.when_basis.as_ref(),
            has_why,
            problems,
        );
        if let Some(basis) = &event.when_basis
            && basis.value == Some(Basis::Resolved)
        {
            let message = "an event's date is not `resolved`";
            let help = "`stated`, `relative` (to the publication) or `inferred`";
            problems.push(Problem::new("date-basis", basis.span, message).help(help));
        }
    }
}

fn look(
    [date_field, basis_field, why_field]: [&str; 3],
    date: Option<Span>,
    basis: Option<&At<Option<Basis>>>,
    has_why: bool,
    problems: &mut Vec<Problem>,
) {
    match (date, basis) {
        (Some(date), None) => {
            let message = format!("`{date_field}` does not say where it comes from");
            let help = format!("add `{basis_field}`");
            problems.push(Problem::new("date-basis", date, message).help(help));
        }
        (None, Some(basis)) => {
            let message = format!("`{basis_field}` without `{date_field}`");
            problems.push(Problem::new("date-basis", basis.span, message));
        }
        (
            Some(_),
            Some(At {
                value: Some(basis @ (Basis::Inferred | Basis::Relative)),
                span,
            }),
        ) if !has_why => {
            let message = format!("`{date_field}` is {}, but not from what", basis.slug());
            let help = format!("give the reasoning in `{why_field}`");
            problems.push(Problem::new("date-basis", *span, message).help(help));
        }
        // A word that is none is a problem already.
        _ => {}
    }
}
