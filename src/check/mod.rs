//! Checks the corpus as an editor would: one function a rule, every problem in one run.
//!
//! What makes a corpus unreadable is said by [`read::corpus`](crate::read::corpus); here stand the
//! rules that a readable corpus may still break. Both speak in the same
//! [`Problem`]s. Native only.

pub mod articles;
pub mod fingerprint;
pub mod ground;
pub mod report;
mod rules;
mod view;

use crate::read::corpus::Source;
use crate::read::problem::Problem;
pub use articles::{Articles, ArticlesError};
pub use ground::{Ground, GroundError, Layers};
pub use rules::RULES;

/// What a corpus can be checked against.
#[derive(Clone, Copy, Default)]
pub struct Given<'g> {
    /// The texts of the articles.
    pub articles: Option<&'g Articles>,
    /// The basemap.
    pub ground: Option<&'g dyn Ground>,
}

/// A rule: its name and the function that looks for what breaks it.
pub type Rule = (&'static str, fn(&view::View<'_>, &mut Vec<Problem>));

/// Everything that is wrong with a corpus, what its reading found included, in the order of files
/// and lines. Costs some milliseconds for a thousand events.
#[must_use]
pub fn check(source: &Source, given: Given<'_>) -> Vec<Problem> {
    let view = view::View::new(source, given);
    let mut problems = source.problems.clone();
    for (_, rule) in RULES {
        rule(&view, &mut problems);
    }
    problems.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    problems
}
