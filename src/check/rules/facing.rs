//! Places on two banks.

use crate::check::view::View;
use crate::read::problem::Problem;

/// A place that faces another is faced by it, and they lie in different countries.
pub fn facing(view: &View<'_>, problems: &mut Vec<Problem>) {
    for place in &view.draft.places {
        let Some(facing) = &place.facing else {
            continue;
        };
        let id = &*place.id.value;
        if *facing.value == *id {
            let message = format!("`{id}` faces itself");
            problems.push(Problem::new("facing", facing.span, message));
            continue;
        }
        // A place that is missing is a problem already.
        let Some(other) = view.places.get(&*facing.value) else {
            continue;
        };
        let problem = match &other.facing {
            Some(back) if *back.value == *id => None,
            Some(back) => Some(
                Problem::new(
                    "facing",
                    facing.span,
                    format!("`{id}` faces `{}`, which faces another", facing.value),
                )
                .note(back.span, "it faces this one"),
            ),
            None => Some(
                Problem::new(
                    "facing",
                    facing.span,
                    format!("`{id}` faces `{}`, which does not face it", facing.value),
                )
                .note(other.id.span, format!("add `facing = \"{id}\"` here")),
            ),
        };
        problems.extend(problem);
        if let (Some(here), Some(there)) = (&place.country, &other.country)
            && here.value == there.value
            // Said once for a pair.
            && *id < *facing.value
        {
            let message = format!(
                "`{id}` and `{}` face each other in one country",
                facing.value
            );
            problems.push(
                Problem::new("facing", here.span, message)
                    .note(there.span, "the other one's country"),
            );
        }
    }
}
