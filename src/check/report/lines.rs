//! Problems for machines: one JSON object a line.

use crate::read::corpus::SourceFile;
use crate::read::problem::{Problem, Span};
use serde::Serialize;

#[derive(Serialize)]
struct Line<'p> {
    rule: &'p str,
    message: &'p str,
    #[serde(flatten)]
    place: Place,
    help: Option<&'p str>,
    notes: Vec<NoteLine<'p>>,
}

#[derive(Serialize)]
struct NoteLine<'p> {
    message: &'p str,
    #[serde(flatten)]
    place: Option<Place>,
}

/// Lines and columns count from 1, columns in characters; bytes count from 0.
#[derive(Serialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: u32,
    end: u32,
}

/// Problems as one JSON object a line, with `prefix` before the name of each file.
#[must_use]
pub fn json(problems: &[Problem], files: &[SourceFile], prefix: &str) -> String {
    let mut text = String::new();
    for problem in problems {
        let notes = problem.notes.iter().map(|note| NoteLine {
            message: &note.message,
            place: note.span.map(|span| place(span, files, prefix)),
        });
        let line = Line {
            rule: problem.rule,
            message: &problem.message,
            place: place(problem.span, files, prefix),
            help: problem.help.as_deref(),
            notes: notes.collect(),
        };
        // Texts and numbers always become JSON.
        text.push_str(&serde_json::to_string(&line).unwrap_or_default());
        text.push('\n');
    }
    text
}

fn place(span: Span, files: &[SourceFile], prefix: &str) -> Place {
    let file = files.get(span.file as usize);
    let text = file.map_or("", |file| &file.text);
    let (line, column) = position(text, span.start as usize);
    let (end_line, end_column) = position(text, span.end as usize);
    Place {
        file: format!("{prefix}{}", file.map_or("", |file| &file.name)),
        line,
        column,
        end_line,
        end_column,
        start: span.start,
        end: span.end,
    }
}

/// Line and column of a byte. A byte order mark takes no column.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let begins = before.rfind('\n').map_or(0, |at| at + 1);
    let letters = before[begins..]
        .chars()
        .filter(|letter| *letter != '\u{feff}');
    (line, letters.count() + 1)
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn lines_and_columns() {
        let check = |text, byte, expected| assert_eq!(position(text, byte), expected, "{text:?}");
        check("", 0, (1, 1));
        check("ab\ncd", 3, (2, 1));
        check("ab\r\ncd", 5, (2, 2));
        check("丹东 a", 7, (1, 4));
        check("\u{feff}a", 3, (1, 1));
        check("ab", 99, (1, 3));
    }
}
