//! Takes the fields of a TOML table one by one and says what is wrong with each.

use super::draft::DateDraft;
use super::reading::Reading;
use super::suggest;
use crate::model::edtf::{self, Edtf};
use crate::model::{Basis, Certainty, PlaceClass, RelationKind, Role, Status};
use crate::read::problem::{At, Problem, Span, Text};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table whose fields are taken. What nobody took is unknown, which [`Fields::finish`] says.
pub(super) struct Fields<'t, 'r, 'p> {
    table: &'t DeTable<'t>,
    reading: &'r mut Reading<'p>,
    /// As in "an event has no field".
    name: &'static str,
    taken: Vec<&'static str>,
    /// Whether the names of fields are data, so that none is unknown.
    open: bool,
    /// The whole table, or its header.
    pub span: Span,
}

/// A closed list of words.
pub(super) trait Word: Copy + 'static {
    const ALL: &'static [Self];
    fn slug(self) -> &'static str;
}

macro_rules! word {
    ($($name:ident),+) => { $(
        impl Word for $name {
            const ALL: &'static [Self] = $name::ALL;
            fn slug(self) -> &'static str { $name::slug(self) }
        }
    )+ };
}

word!(Basis, Certainty, PlaceClass, RelationKind, Role, Status);

impl<'t, 'p> Fields<'t, '_, 'p> {
    pub fn read<R>(
        table: &'t DeTable<'t>,
        span: Range<usize>,
        name: &'static str,
        reading: &mut Reading<'p>,
        take: impl FnOnce(&mut Fields<'t, '_, 'p>) -> R,
    ) -> R {
        let span = reading.span(span);
        let mut fields = Fields {
            table,
            reading,
            name,
            taken: Vec::new(),
            open: false,
            span,
        };
        let result = take(&mut fields);
        fields.finish();
        result
    }

    pub fn say(&mut self, problem: Problem) {
        self.reading.say(problem);
    }

    /// A text that must be there and not be empty.
    pub fn text(&mut self, field: &'static str) -> Text {
        let empty = At::new("".into(), self.span);
        if self.require(field).is_none() {
            return empty;
        }
        let Some(text) = self.maybe_text(field) else {
            return empty;
        };
        if text.value.trim().is_empty() {
            let message = format!("`{field}` is empty");
            self.say(Problem::new("empty-text", text.span, message));
        }
        text
    }

    pub fn maybe_text(&mut self, field: &'static str) -> Option<Text> {
        let value = self.take(field)?;
        self.reading.text(field, value)
    }

    /// A list of texts; empty when there is none.
    pub fn texts(&mut self, field: &'static str) -> Vec<Text> {
        let items = self.list(field, "a list of texts");
        let texts = items
            .iter()
            .filter_map(|item| self.reading.text(field, item));
        texts.collect()
    }

    /// A word of a closed list that must be there.
    pub fn word<W: Word>(&mut self, field: &'static str) -> Option<At<W>> {
        self.require(field)?;
        self.maybe_word(field)
    }

    pub fn maybe_word<W: Word>(&mut self, field: &'static str) -> Option<At<W>> {
        let At { value, span } = self.offered(field, W::ALL)?;
        value.map(|word| At::new(word, span))
    }

    /// Where a date comes from, one of some of the words; `None` within where it is another word.
    pub fn basis(&mut self, field: &'static str, offered: &[Basis]) -> Option<At<Option<Basis>>> {
        self.offered(field, offered)
    }

    /// A word, and a complaint that offers some where it is none at all.
    fn offered<W: Word>(&mut self, field: &'static str, offered: &[W]) -> Option<At<Option<W>>> {
        let text = self.maybe_text(field)?;
        let found = W::ALL.iter().find(|word| word.slug() == &*text.value);
        if found.is_none() {
            let message = format!("`{}` is not a word for `{field}`", text.value);
            let known = offered.iter().map(|word| word.slug());
            self.say(
                Problem::new("unknown-word", text.span, message)
                    .maybe_help(suggest::hint(&text.value, known)),
            );
        }
        Some(At::new(found.copied(), text.span))
    }

    /// A date in EDTF.
    pub fn date(&mut self, field: &'static str) -> Option<DateDraft> {
        let value = self.take(field)?;
        let Some(text) = self.reading.text(field, value) else {
            let written = self.reading.text.get(value.span()).unwrap_or_default();
            let text = At::new(written.into(), self.reading.span(value.span()));
            return Some(DateDraft { text, edtf: None });
        };
        let edtf = Edtf::parse(&text.value)
            .map_err(|error| {
                let span = self.reading.inside(&text, error.range.clone());
                let message = format!("`{}` is not a date: {error}", text.value);
                let help =
                    edtf::suggest(&text.value).map(|guess| format!("did you mean `{guess}`?"));
                self.say(Problem::new("date", span, message).maybe_help(help));
            })
            .ok();
        Some(DateDraft { text, edtf })
    }

    pub fn number(&mut self, field: &'static str) -> Option<At<f64>> {
        let value = self.take(field)?;
        let span = self.reading.span(value.span());
        let number = float(value.get_ref());
        if number.is_none() {
            let found = value.get_ref();
            self.reading
                .wrong_type(span, field, "a finite number", found);
        }
        number.map(|number| At::new(number, span))
    }

    pub fn required_number(&mut self, field: &'static str) -> Option<At<f64>> {
        self.require(field)?;
        self.number(field)
    }

    /// A list of numbers such as `[124.39, 40.13]` and where it stands; `None` within where it is
    /// something else.
    pub fn numbers(&mut self, field: &'static str) -> Option<At<Option<Vec<f64>>>> {
        let value = self.take(field)?;
        let span = self.reading.span(value.span());
        let items = value.get_ref().as_array();
        let numbers = items.and_then(|items| {
            let numbers = items.iter().map(|item| float(item.get_ref()));
            numbers.collect::<Option<Vec<f64>>>()
        });
        if numbers.is_none() {
            let message = format!("`{field}` is a list of finite numbers");
            self.say(Problem::new("wrong-type", span, message));
        }
        Some(At::new(numbers, span))
    }

    /// A list of paragraph numbers.
    pub fn paragraphs(&mut self, field: &'static str) -> Option<At<Vec<At<u16>>>> {
        let value = self.require(field)?;
        let is_list = value.get_ref().is_array();
        let list_span = self.reading.span(value.span());
        let items = self.list(field, "a list of paragraph numbers");
        let mut numbers = Vec::with_capacity(items.len());
        for item in items {
            let span = self.reading.span(item.span());
            match item.get_ref() {
                DeValue::Integer(number) => match number.as_str().parse::<u16>() {
                    Ok(number) if number > 0 => numbers.push(At::new(number, span)),
                    _ => self.say(
                        Problem::new("paragraphs", span, "this is not the number of a paragraph")
                            .help("count from 1 over the lines that are not empty"),
                    ),
                },
                other => self
                    .reading
                    .wrong_type(span, field, "a list of paragraph numbers", other),
            }
        }
        let all_read = is_list && numbers.len() == items.len();
        all_read.then(|| At::new(numbers, list_span))
    }

    /// A table within this one.
    pub fn table<R>(
        &mut self,
        field: &'static str,
        name: &'static str,
        take: impl FnOnce(&mut Fields<'t, '_, 'p>) -> R,
    ) -> Option<R> {
        let value = self.take(field)?;
        match value.get_ref() {
            DeValue::Table(table) => {
                Some(Fields::read(table, value.span(), name, self.reading, take))
            }
            other => {
                let span = self.reading.span(value.span());
                self.reading.wrong_type(span, field, "a table", other);
                None
            }
        }
    }

    /// A list of tables: `[[field]]`, or tables in line.
    pub fn tables<R>(
        &mut self,
        field: &'static str,
        name: &'static str,
        mut take: impl FnMut(&mut Fields<'t, '_, 'p>) -> R,
    ) -> Vec<R> {
        let mut results = Vec::new();
        for item in self.list(field, "a list of tables") {
            if let DeValue::Table(table) = item.get_ref() {
                let result = Fields::read(table, item.span(), name, self.reading, &mut take);
                results.push(result);
            } else {
                let span = self.reading.span(item.span());
                self.reading
                    .wrong_type(span, field, "a list of tables", item.get_ref());
            }
        }
        results
    }

    /// Every field of a table whose field names are data, with where each name stands.
    pub fn each_text(&mut self, mut take: impl FnMut(&mut Self, Text, Text)) {
        for (key, value) in self.table {
            let key_span = self.reading.span(key.span());
            if let Some(value) = self.reading.text(key.get_ref(), value) {
                take(
                    self,
                    At::new(key.get_ref().as_ref().into(), key_span),
                    value,
                );
            }
        }
        self.open = true;
    }

    /// Says that a field is missing unless it is there.
    pub fn require(&mut self, field: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        let found = self.table.get(field);
        if found.is_none() {
            self.taken.push(field);
            let message = format!("{} has no `{field}`", self.name);
            self.say(Problem::new("missing-field", self.span, message));
        }
        found
    }

    fn take(&mut self, field: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.taken.push(field);
        self.table.get(field)
    }

    fn list(&mut self, field: &'static str, wanted: &str) -> &'t [Spanned<DeValue<'t>>] {
        let Some(value) = self.take(field) else {
            return &[];
        };
        if let DeValue::Array(items) = value.get_ref() {
            return items;
        }
        let span = self.reading.span(value.span());
        self.reading
            .wrong_type(span, field, wanted, value.get_ref());
        &[]
    }

    fn finish(&mut self) {
        if self.open {
            return;
        }
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if self.taken.contains(&name) {
                continue;
            }
            let span = self.reading.span(key.span());
            let message = format!("{} has no field `{name}`", self.name);
            let help = suggest::hint(name, self.taken.iter().copied());
            self.reading
                .say(Problem::new("unknown-field", span, message).maybe_help(help));
        }
    }
}

fn float(value: &DeValue<'_>) -> Option<f64> {
    let number = match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok()?,
        DeValue::Float(number) => number.as_str().parse().ok()?,
        _ => return None,
    };
    f64::is_finite(number).then_some(number)
}
