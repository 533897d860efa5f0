//! Nothing is reported as past before it happened.

use crate::check::view::{EventView, View};
use crate::model::Status;
use crate::model::edtf::Day;
use crate::read::corpus::draft::{ArticleDraft, DateDraft};
use crate::read::problem::Problem;

/// What happened did so before any article says it did. Where every article is too early, the
/// event's date is wrong.
pub fn event_after_report(view: &View<'_>, problems: &mut Vec<Problem>) {
    for event in &view.events {
        let Some((when, early)) = too_early(event) else {
            continue;
        };
        if early.is_empty() || early.len() < event.reports.len() {
            continue;
        }
        let message = format!(
            "`{}` lies after the publication of what reports it as past",
            when.text.value
        );
        let mut problem = Problem::new("event-after-report", when.text.span, message)
            .help("mend the date, or the status: `planned` or `forecast`");
        for date in early {
            problem = problem.note(date.text.span, "published here");
        }
        problems.push(problem);
    }
}

/// An article does not report as past what happened after it. Where other articles are late
/// enough, this one's date or its report is wrong.
pub fn report_before_event(view: &View<'_>, problems: &mut Vec<Problem>) {
    for event in &view.events {
        let Some((when, early)) = too_early(event) else {
            continue;
        };
        if early.len() == event.reports.len() {
            continue;
        }
        for date in early {
            let message = format!(
                "this article is older than `{}`, which it reports as past",
                event.event.id.value
            );
            problems.push(
                Problem::new("report-before-event", date.text.span, message)
                    .note(when.text.span, "the event is dated here"),
            );
        }
    }
}

/// The date of an event that happened, and the publications that lie before it.
fn too_early<'s>(event: &EventView<'s>) -> Option<(&'s DateDraft, Vec<&'s DateDraft>)> {
    let status = event.event.status.as_ref()?.value;
    if !matches!(status, Status::Happened) {
        return None;
    }
    let when = event.event.when.as_ref()?;
    let day = when.edtf.as_ref()?.earliest().day()?;
    let reports = event.reports.iter();
    let early = reports.filter_map(|(article, _)| published_before(article, day));
    let early = early.collect();
    Some((when, early))
}

fn published_before(article: &ArticleDraft, day: Day) -> Option<&DateDraft> {
    let published = article.published.as_ref()?;
    let latest = published.edtf.as_ref()?.latest().day()?;
    (latest < day).then_some(published)
}
