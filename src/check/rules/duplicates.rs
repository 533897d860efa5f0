//! One event described twice.

use crate::check::view::View;
use crate::read::corpus::draft::EventDraft;
use crate::read::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// Two events of one date do not share most words of their titles, unless a relation says how they
/// hang together. Compares within each date, so that the corpus's length hardly matters.
pub fn near(view: &View<'_>, problems: &mut Vec<Problem>) {
    let mut related = BTreeSet::new();
    for relation in view.relations() {
        related.insert((&*relation.from.value, &*relation.to.value));
        related.insert((&*relation.to.value, &*relation.from.value));
    }
    let mut by_date: BTreeMap<&str, Vec<(&EventDraft, Vec<String>)>> = BTreeMap::new();
    for view in &view.events {
        let event = view.event;
        let when = event.when.as_ref().map_or("", |date| &date.text.value);
        let others = by_date.entry(when).or_default();
        let title = words(&event.title.value);
        let twin = others.iter().find(|(other, words)| {
            alike(words, &title) && !related.contains(&(&*other.id.value, &*event.id.value))
        });
        if let Some((other, _)) = twin {
            let (id, other_id) = (&event.id.value, &other.id.value);
            let message = format!("`{id}` looks like `{other_id}`: the date and the title agree");
            problems.push(
                Problem::new("near-duplicate", event.title.span, message)
                    .note(other.title.span, "the other title")
                    .help(
                        "make it one event with two reports, or tie the two with a relation such \
                         as `same-as`",
                    ),
            );
        }
        others.push((event, title));
    }
}

/// The words of a title that carry meaning, sorted, each once.
fn words(title: &str) -> Vec<String> {
    const CARRY_NOTHING: [&str; 13] = [
        "a", "an", "the", "of", "to", "in", "and", "at", "on", "from", "for", "by", "with",
    ];
    let words = title.split(|letter: char| !letter.is_alphanumeric());
    let words = words.map(str::to_lowercase);
    let mut words: Vec<String> = words
        .filter(|word| !word.is_empty() && !CARRY_NOTHING.contains(&&**word))
        .collect();
    words.sort();
    words.dedup();
    words
}

/// Whether two titles share at least four fifths of their words.
fn alike(a: &[String], b: &[String]) -> bool {
    let shared = a
        .iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count();
    let all = a.len() + b.len() - shared;
    all > 0 && shared * 5 >= all * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_say_the_same() {
        let check = |a, b, expected| assert_eq!(alike(&words(a), &words(b)), expected, "{a} | {b}");
        check("", "", false);
        check("Office in Dandong", "The office at Dandong", true);
        check("Dandong: office", "Office, Dandong!", true);
        check("Office in Dandong", "Office in Hyesan", false);
        check(
            "Trucks wait long at the bridge",
            "Trucks wait at the bridge",
            false,
        );
        check(
            "Six trucks wait long at customs",
            "Trucks wait long at customs",
            true,
        );
    }
}
