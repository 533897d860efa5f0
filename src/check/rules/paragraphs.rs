//! Reports and the paragraphs that they cite.

use crate::check::view::View;
use crate::read::corpus::draft::ReportDraft;
use crate::read::problem::Problem;

/// An event has a report, and no report stands twice.
pub fn reports(view: &View<'_>, problems: &mut Vec<Problem>) {
    for event in &view.events {
        if event.reports.is_empty() {
            let message = format!("nothing reports `{}`", event.event.id.value);
            problems.push(
                Problem::new("reports", event.event.id.span, message)
                    .help("add [[event.report]] with the article's paragraphs"),
            );
        }
        for (number, (article, report)) in event.reports.iter().enumerate() {
            let before = event.reports[..number].iter().find(|(other, earlier)| {
                other.id.span == article.id.span
                    && numbers(earlier) == numbers(report)
                    && earlier.certainty.as_ref().map(|c| c.value)
                        == report.certainty.as_ref().map(|c| c.value)
                    && earlier.speaker.as_ref().map(|s| &s.value)
                        == report.speaker.as_ref().map(|s| &s.value)
            });
            if let Some((_, before)) = before {
                let message = "this report stands twice";
                problems.push(
                    Problem::new("reports", report.span, message)
                        .note(before.span, "it first stands here"),
                );
            }
        }
    }
}

/// A report cites at least one paragraph, each once, in their order.
pub fn order(view: &View<'_>, problems: &mut Vec<Problem>) {
    let reports = view.draft.articles.iter().flat_map(|article| {
        let own = article.events.iter().flat_map(|event| &event.reports);
        own.chain(&article.reports)
    });
    for report in reports {
        // Where they are missing or no numbers, that is a problem already.
        let Some(list) = &report.paragraphs else {
            continue;
        };
        if list.value.is_empty() {
            let message = "this report cites no paragraph";
            problems.push(Problem::new("paragraphs", list.span, message));
        }
        for pair in list.value.windows(2) {
            let [before, after] = pair else { continue };
            if after.value == before.value {
                let message = format!("paragraph {} is cited twice", after.value);
                problems.push(Problem::new("paragraphs", after.span, message));
            } else if after.value < before.value {
                let message = format!(
                    "paragraph {} stands after paragraph {}",
                    after.value, before.value
                );
                let help = "list the paragraphs in their order";
                problems.push(Problem::new("paragraphs", after.span, message).help(help));
            }
        }
    }
}

fn numbers(report: &ReportDraft) -> Vec<u16> {
    let paragraphs = report.paragraphs.iter().flat_map(|list| &list.value);
    paragraphs.map(|at| at.value).collect()
}
