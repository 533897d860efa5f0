//! A fragment to a link.

use super::escape::unescaped;
use super::{Group, LINK_FACETS, Link, LinkProblem, MOST_BYTES, MOST_IDS, VERSION};
use crate::app::{parse_view, parse_years};
use crate::model::Lang;

/// The keys that have one value.
const KEYS: [&str; 10] = [
    "yalu", "view", "years", "certain", "undated", "q", "group", "event", "lang", "map",
];

/// Letters of a strange key or value that are told back.
const MOST_TOLD: usize = 40;

pub(super) fn read(fragment: &str) -> Option<(Link, Vec<LinkProblem>)> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut problems = Vec::new();
    let fragment = within_limit(fragment, &mut problems);
    let mut link = Link::default();
    let mut is_ours = false;
    for part in fragment.split('&').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        if let Some(facet) = LINK_FACETS.iter().position(|(_, known)| *known == key) {
            list(LINK_FACETS[facet].1, value, &mut problems, &mut |ids| {
                link.facets[facet] = ids;
            });
            continue;
        }
        if key == "place" {
            list("place", value, &mut problems, &mut |ids| link.places = ids);
            continue;
        }
        let Some(key) = KEYS.into_iter().find(|known| *known == key) else {
            problems.push(LinkProblem::Key(shortened(key)));
            continue;
        };
        is_ours |= key == "yalu";
        let problem = match unescaped(value) {
            Some(value) => take(&mut link, key, value),
            None => Some(LinkProblem::Escape(key)),
        };
        problems.extend(problem);
    }
    is_ours.then_some((link, problems))
}

/// As much of a fragment as is read: whole parts of it.
fn within_limit<'a>(fragment: &'a str, problems: &mut Vec<LinkProblem>) -> &'a str {
    if fragment.len() <= MOST_BYTES {
        return fragment;
    }
    problems.push(LinkProblem::TooLong);
    // The byte after the limit may be the `&` that ends the last part within it.
    let within = &fragment.as_bytes()[..=MOST_BYTES];
    let end = within.iter().rposition(|byte| *byte == b'&');
    &fragment[..end.unwrap_or_default()]
}

/// Puts a value into the link, or says why not.
fn take(link: &mut Link, key: &'static str, value: String) -> Option<LinkProblem> {
    let refused = |value: &str| {
        Some(LinkProblem::Value {
            key,
            value: shortened(value),
        })
    };
    match key {
        "yalu" => match value.parse() {
            Ok(VERSION) => {}
            Ok(version) if version > VERSION => return Some(LinkProblem::Later(version)),
            _ => return refused(&value),
        },
        "view" => match parse_view(&value) {
            Ok(view) => link.view = view,
            Err(error) => return Some(LinkProblem::Option(error)),
        },
        "years" => match parse_years(&value) {
            Ok(years) => link.years = years,
            Err(error) => return Some(LinkProblem::Option(error)),
        },
        "certain" | "undated" => {
            let is = match &*value {
                "" | "1" => true,
                "0" => false,
                _ => return refused(&value),
            };
            if key == "certain" {
                link.certain = is;
            } else {
                link.undated = is;
            }
        }
        "group" => match &*value {
            "" | "year" => link.group = Group::Year,
            "place" => link.group = Group::Place,
            _ => return refused(&value),
        },
        "lang" => match Lang::from_tag(&value) {
            Some(lang) => link.lang = Some(lang),
            None if value.is_empty() => link.lang = None,
            None => return refused(&value),
        },
        "q" => link.query = value,
        "event" => link.event = value,
        // The only one left of `KEYS`.
        _ => link.map = value,
    }
    None
}

/// Reads ids separated by commas, each once; a comma within an id is escaped. What has a damaged
/// id is passed over whole: a narrower choice than the one that was linked would be another view.
fn list(
    key: &'static str,
    value: &str,
    problems: &mut Vec<LinkProblem>,
    put: &mut dyn FnMut(Vec<String>),
) {
    let mut ids: Vec<String> = Vec::new();
    for id in value.split(',').filter(|id| !id.is_empty()) {
        let Some(id) = unescaped(id) else {
            problems.push(LinkProblem::Escape(key));
            return;
        };
        if ids.contains(&id) {
            continue;
        }
        if ids.len() == MOST_IDS {
            problems.push(LinkProblem::Ids(key));
            break;
        }
        ids.push(id);
    }
    put(ids);
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_TOLD) {
        None => text.to_owned(),
        Some((end, _)) => [&text[..end], "…"].concat(),
    }
}
