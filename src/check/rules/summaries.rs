//! Summaries that a reader takes in at a glance.

use crate::check::view::View;
use crate::read::problem::Problem;

/// The most words of a summary.
const MAX_WORDS: usize = 40;

/// A summary has at most forty words.
pub fn length(view: &View<'_>, problems: &mut Vec<Problem>) {
    for event in &view.events {
        let summary = &event.event.summary;
        let words = summary.value.split_whitespace().count();
        if words > MAX_WORDS {
            let message = format!("this summary has {words} words");
            let help = format!("say it in {MAX_WORDS} or fewer");
            problems.push(Problem::new("summary-length", summary.span, message).help(help));
        }
    }
}
