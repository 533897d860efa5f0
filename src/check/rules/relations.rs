//! Relations between events.

use crate::check::view::View;
use crate::model::RelationKind;
use crate::model::edtf::Day;
use crate::read::problem::{Problem, Span};
use std::collections::BTreeMap;

/// A relation joins two events and stands once: it is shown from both ends.
pub fn twice(view: &View<'_>, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<(RelationKind, &str, &str), Span> = BTreeMap::new();
    for relation in view.relations() {
        let Some(kind) = &relation.kind else { continue };
        let (from, to) = (&*relation.from.value, &*relation.to.value);
        if from == to && !from.is_empty() {
            let message = format!("`{from}` is related to itself");
            problems.push(Problem::new("relation-twice", relation.to.span, message));
            continue;
        }
        let symmetric = matches!(kind.value, RelationKind::SameAs | RelationKind::Contradicts);
        let pair = if symmetric && to < from {
            (to, from)
        } else {
            (from, to)
        };
        let here = Span {
            end: relation.from.span.end,
            ..relation.from.span
        };
        if let Some(before) = first.get(&(kind.value, pair.0, pair.1)) {
            let message = format!("that `{from}` {} `{to}` stands twice", kind.value.slug());
            problems.push(
                Problem::new("relation-twice", here, message)
                    .note(*before, "it first stands here")
                    .help("leave one out: a relation is shown from both ends"),
            );
        } else {
            first.insert((kind.value, pair.0, pair.1), here);
        }
    }
}

/// What follows another event does not end before that one begins.
pub fn order(view: &View<'_>, problems: &mut Vec<Problem>) {
    let day = |id: &str, last: bool| -> Option<(Day, Span)> {
        let date = view.event(id)?.event.when.as_ref()?;
        let edtf = date.edtf.as_ref()?;
        let bound = if last { edtf.latest() } else { edtf.earliest() };
        Some((bound.day()?, date.text.span))
    };
    for relation in view.relations() {
        if relation.kind.as_ref().map(|kind| kind.value) != Some(RelationKind::Follows) {
            continue;
        }
        let (Some(after), Some(before)) = (
            day(&relation.from.value, true),
            day(&relation.to.value, false),
        ) else {
            continue;
        };
        if after.0 < before.0 {
            let message = format!(
                "`{}` cannot follow `{}`: it is dated before it",
                relation.from.value, relation.to.value
            );
            problems.push(
                Problem::new("relation-order", relation.from.span, message)
                    .note(after.1, "this is to come second")
                    .note(before.1, "this is to come first")
                    .help("`from` is what came after, `to` what came before"),
            );
        }
    }
}
