//! BibTeX: the articles as `@article` entries; what has no outlet is a `@misc`.
//!
//! The key is the article's id in the corpus, or of a host's event that stands for one its id. `year` and `month` are given where the date of
//! publication lies in one; its exact form in words is in `annote`, with the events that the article
//! reports. Titles and names stand in braces of their own, so that BibTeX neither changes their
//! capitals nor takes names apart. A view of the map is a `@misc` with `url` and `urldate`, the day on
//! which it was looked at, as biblatex and the styles that print addresses know it.
//!
//! Written here and not by a crate: the well-kept `biblatex` puts a backslash before `~`, `^` and
//! `\`, which LaTeX takes for accents and a line break, and before braces, which BibTeX counts all
//! the same. It reads back what is written here, in the tests.

use super::chosen::Chosen;
use super::citation::{Citation, citations};
use super::shared::line;
use super::view::ViewCitation;
use std::fmt::Write as _;

/// The names that every style of BibTeX defines, to be printed as it likes.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The view, if there is one, and the chosen articles, an empty line between two.
#[must_use]
pub fn write(chosen: &Chosen<'_>, view: Option<&ViewCitation<'_>>) -> String {
    let mut out = view.map_or_else(String::new, map);
    for citation in citations(chosen) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&entry(&citation));
    }
    out
}

fn map(view: &ViewCitation<'_>) -> String {
    let mut out = format!("@misc{{{},\n", view.id());
    for (field, value) in [
        ("title", whole(view.title)),
        ("organization", text(view.site)),
        ("language", text(view.lang.tag())),
        ("url", address(view.url)),
        ("urldate", view.accessed.to_string()),
        ("note", text(view.note)),
    ] {
        put(&mut out, field, &value);
    }
    out.push_str("}\n");
    out
}

/// Adds a field, unless it is empty.
fn put(out: &mut String, field: &str, value: &str) {
    if !value.is_empty() {
        // A string takes every text.
        let _ = writeln!(out, "  {field} = {{{value}}},");
    }
}

fn entry(citation: &Citation<'_>) -> String {
    let date = citation.published.as_ref();
    // Of an interval only what both ends share.
    let parts = date
        .and_then(|date| date.parts.as_deref())
        .unwrap_or_default();
    let common = |at: usize| {
        let mut numbers = parts.iter().map(|date| date.get(at));
        let first = numbers.next().flatten()?;
        numbers.all(|number| number == Some(first)).then_some(first)
    };
    let only = date.and_then(|date| match &*date.years {
        [only] => Some(only),
        _ => None,
    });
    let year = common(0).or(only.filter(|_| parts.is_empty()));
    let month = common(0).and_then(|_| common(1));
    let number = |number: Option<&u16>| number.map(ToString::to_string).unwrap_or_default();
    let sort = if citation.outlet.is_empty() {
        "misc"
    } else {
        "article"
    };
    let mut out = format!("@{sort}{{{},\n", citation.id);
    let month = month.and_then(|month| MONTHS.get(usize::from(*month).checked_sub(1)?));
    for (field, value) in [
        ("author", names(citation.authors)),
        ("title", whole(citation.title)),
        ("journal", text(citation.outlet)),
        ("year", number(year)),
        ("translator", names(citation.translators)),
        ("editor", names(citation.editors)),
        ("language", text(citation.language)),
        ("url", address(citation.url)),
        ("note", text(citation.origin.as_deref().unwrap_or_default())),
        ("annote", text(&citation.annotation)),
    ] {
        put(&mut out, field, &value);
        if let ("year", Some(month)) = (field, month) {
            let _ = writeln!(out, "  month = {month},");
        }
    }
    out.push_str("}\n");
    out
}

/// Names that BibTeX takes as they are.
fn names(names: &[Box<str>]) -> String {
    let mut out = String::new();
    for name in names {
        let name = whole(name);
        if !out.is_empty() && !name.is_empty() {
            out.push_str(" and ");
        }
        out.push_str(&name);
    }
    out
}

/// A text in braces of its own, or nothing.
fn whole(plain: &str) -> String {
    let text = text(plain);
    if text.is_empty() {
        text
    } else {
        format!("{{{text}}}")
    }
}

/// A text with what LaTeX reads as a command written as the character it is.
fn text(plain: &str) -> String {
    let mut out = String::new();
    for letter in line(plain).chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', letter]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            _ => out.push(letter),
        }
    }
    out
}

/// An address, which is taken letter by letter: only braces would end the field.
fn address(url: &str) -> String {
    line(url)
        .replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_latex_are_text() {
        for (plain, expected) in [
            ("", ""),
            ("N. Korea & \"China\"", "N. Korea \\& \"China\""),
            ("50% of #1_a, $2", "50\\% of \\#1\\_a, \\$2"),
            (
                "~^\\{",
                "\\textasciitilde{}\\textasciicircum{}\\textbackslash{}\\textbraceleft{}",
            ),
            ("단둥–신의주\n", "단둥–신의주"),
        ] {
            assert_eq!(text(plain), expected);
        }
        assert_eq!(
            names(&["A B".into(), "".into(), "C and D".into()]),
            "{A B} and {C and D}"
        );
        assert_eq!(
            address("https://a.example/{b}?c=d%20e_f"),
            "https://a.example/%7Bb%7D?c=d%20e_f"
        );
    }
}
