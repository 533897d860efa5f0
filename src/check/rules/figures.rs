//! Figures that say what the article prints.

use super::numbers::{numbers, scale};
use crate::check::view::View;
use crate::read::corpus::draft::FigureDraft;
use crate::read::problem::{At, Problem};

/// A figure's number is one that its printed form can stand for, and a range runs upwards.
pub fn value(view: &View<'_>, problems: &mut Vec<Problem>) {
    for figure in view.events.iter().flat_map(|event| &event.event.figures) {
        // A number that is missing or none is a problem already.
        let Some(value) = &figure.value else { continue };
        compare(figure, value, problems);
        let Some(to) = &figure.value_to else { continue };
        compare(figure, to, problems);
        if to.value <= value.value {
            let message = "`value_to` is not larger than `value`";
            problems.push(
                Problem::new("figure-value", to.span, message).note(value.span, "the lower end"),
            );
        }
    }
}

fn compare(figure: &FigureDraft, value: &At<f64>, problems: &mut Vec<Problem>) {
    let printed = numbers(&figure.printed.value);
    let unit = figure.unit.as_ref().map_or(1.0, |unit| scale(&unit.value));
    let same = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
    let fits =
        |number: &f64| same(value.value.abs(), *number) || same(value.value.abs() * unit, *number);
    // Where nothing that can be read is printed, there is nothing to compare with.
    if printed.is_empty() || printed.iter().any(fits) {
        return;
    }
    let message = format!(
        "{} is not what `{}` says",
        value.value, figure.printed.value
    );
    problems.push(
        Problem::new("figure-value", value.span, message)
            .note(figure.printed.span, "as the article prints it"),
    );
}
