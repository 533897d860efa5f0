//! A file that is being read.

use crate::read::problem::{At, Problem, Span, Text};
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// A file that is being read: where its problems go.
pub(super) struct Reading<'p> {
    pub file: u32,
    pub text: &'p str,
    pub problems: &'p mut Vec<Problem>,
}

impl Reading<'_> {
    pub fn span(&self, range: Range<usize>) -> Span {
        Span {
            file: self.file,
            start: range.start as u32,
            end: range.end as u32,
        }
    }

    pub fn say(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Says that a field should be something else.
    pub fn wrong_type(&mut self, span: Span, field: &str, wanted: &str, found: &DeValue<'_>) {
        let problem = Problem::new(
            "wrong-type",
            span,
            format!("`{field}` is {wanted}, not {}", type_name(found)),
        );
        let quotes = found.is_datetime() || found.is_integer() || found.is_float();
        let help = (quotes && wanted == A_TEXT).then(|| "put it in quotes".to_owned());
        self.say(problem.maybe_help(help));
    }

    /// A text, or a complaint.
    pub fn text(&mut self, field: &str, value: &Spanned<DeValue<'_>>) -> Option<Text> {
        let span = self.span(value.span());
        match value.get_ref() {
            DeValue::String(text) => Some(At::new(text.as_ref().into(), span)),
            other => {
                self.wrong_type(span, field, A_TEXT, other);
                None
            }
        }
    }

    /// Where some bytes of a text stand in the file: inside its quotes, if no escape moves them.
    pub fn inside(&self, text: &Text, range: Range<usize>) -> Span {
        let quoted = &self.text[text.span.range()];
        let begins = quoted.len().saturating_sub(text.value.len()) / 2;
        if quoted.get(begins..begins + text.value.len()) != Some(&*text.value) {
            return text.span;
        }
        let start = text.span.start + begins as u32;
        Span {
            file: text.span.file,
            start: start + range.start as u32,
            end: start + range.end as u32,
        }
    }
}

const A_TEXT: &str = "a text";

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => A_TEXT,
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date without quotes",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
