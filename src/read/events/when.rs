//! The date of a feature, as EDTF.

use super::Reason;
use super::json::{Json, Object};
use crate::model::edtf::{Edtf, EdtfError};

/// Tells of a text that it is EDTF without a look at it: most dates of a large file are dates of
/// earlier events.
pub(super) type IsKnown<'k> = &'k dyn Fn(&str) -> bool;

/// A text, a year as a number, or an object with `timespans` as EDTF.
pub(super) fn edtf(value: &Json<'_>, is_known: IsKnown<'_>) -> Result<String, Reason> {
    match value {
        Json::Object(when) => spans(when, is_known),
        other => text(other, is_known),
    }
}

/// Fields of an object that hold a list of spans, or are a span themselves.
fn spans(when: &Object<'_>, is_known: IsKnown<'_>) -> Result<String, Reason> {
    let Some(spans) = when.get("timespans") else {
        return checked(Span::read(when, is_known)?.interval(), is_known);
    };
    let spans = spans.as_list().ok_or(Reason::Timespan)?;
    let spans: Result<Vec<Span>, Reason> = spans
        .iter()
        .map(|span| Span::read(span.as_object().ok_or(Reason::Timespan)?, is_known))
        .collect();
    let spans = spans?;
    match &*spans {
        [] => Err(Reason::Timespan),
        [one] => checked(one.interval(), is_known),
        all => {
            let members: Vec<String> = all.iter().map(Span::member).collect();
            checked(["{", &members.join(","), "}"].concat(), is_known)
        }
    }
}

/// The edges of a span of time, each with the first and the last date that it may be.
struct Span {
    start: Option<Edge>,
    end: Option<Edge>,
}

struct Edge {
    earliest: Option<String>,
    latest: Option<String>,
}

impl Span {
    fn read(span: &Object<'_>, is_known: IsKnown<'_>) -> Result<Self, Reason> {
        let edge = |name| {
            let edge = span.get(name).filter(|edge| !edge.is_null());
            edge.map(|edge| Edge::read(edge, is_known)).transpose()
        };
        let span = Self {
            start: edge("start")?,
            end: edge("end")?,
        };
        if span.start.is_none() && span.end.is_none() {
            return Err(Reason::Timespan);
        }
        Ok(span)
    }

    /// As a date or an interval by itself. A start alone tells when something happened, not that
    /// it goes on; where it is a range, the event is on one of its days.
    fn interval(&self) -> String {
        match (&self.start, &self.end) {
            (Some(start), None) => start.day(),
            (Some(start), Some(end)) if start.exactly().is_some() && start.is(end) => start.first(),
            (start, end) => {
                let open = || "..".to_owned();
                let start = start.as_ref().map_or_else(open, Edge::first);
                let end = end.as_ref().map_or_else(open, Edge::last);
                [&*start, "/", &*end].concat()
            }
        }
    }

    /// As a member of a set, which holds dates and ranges of dates.
    fn member(&self) -> String {
        let edge = |edge: &Option<Edge>, pick: fn(&Edge) -> Option<&str>| {
            edge.as_ref().and_then(pick).unwrap_or_default().to_owned()
        };
        let start = edge(&self.start, Edge::outer_first);
        let end = match self.end {
            Some(_) => edge(&self.end, Edge::outer_last),
            None => edge(&self.start, Edge::outer_last),
        };
        if start == end {
            return start;
        }
        [&*start, "..", &*end].concat()
    }
}

impl Edge {
    fn read(value: &Json<'_>, is_known: IsKnown<'_>) -> Result<Self, Reason> {
        let Json::Object(edge) = value else {
            let date = Some(text(value, is_known)?);
            return Ok(Self {
                earliest: date.clone(),
                latest: date,
            });
        };
        let date = |name| match edge.get(name) {
            None | Some(Json::Null) => Ok(None),
            // An empty text is how Linked Places leaves a field out.
            Some(Json::Text(text)) if text.trim().is_empty() => Ok(None),
            Some(value) => text(value, is_known).map(Some),
        };
        let exactly = date("in")?;
        let edge = Self {
            earliest: date("earliest")?.or_else(|| exactly.clone()),
            latest: date("latest")?.or(exactly),
        };
        if edge.earliest.is_none() && edge.latest.is_none() {
            return Err(Reason::Timespan);
        }
        Ok(edge)
    }

    fn is(&self, other: &Self) -> bool {
        self.earliest == other.earliest && self.latest == other.latest
    }

    fn exactly(&self) -> Option<&str> {
        let earliest = self.earliest.as_deref();
        earliest.filter(|earliest| self.latest.as_deref() == Some(*earliest))
    }

    /// The date, or one of the dates between the two.
    fn day(&self) -> String {
        if let Some(date) = self.exactly() {
            return date.to_owned();
        }
        let earliest = self.earliest.as_deref().unwrap_or_default();
        let latest = self.latest.as_deref().unwrap_or_default();
        ["[", earliest, "..", latest, "]"].concat()
    }

    fn outer_first(&self) -> Option<&str> {
        self.earliest.as_deref().or(self.latest.as_deref())
    }

    fn outer_last(&self) -> Option<&str> {
        self.latest.as_deref().or(self.earliest.as_deref())
    }

    /// The start of an interval; in doubt where it may also be later.
    fn first(&self) -> String {
        self.doubted(self.outer_first())
    }

    /// The end of an interval; in doubt where it may also be earlier.
    fn last(&self) -> String {
        self.doubted(self.outer_last())
    }

    fn doubted(&self, date: Option<&str>) -> String {
        let date = date.unwrap_or_default();
        let both = self.earliest.is_some() && self.latest.is_some();
        let plain = date.ends_with(|last: char| last.is_ascii_digit() || last == 'X');
        let mark = if both && self.exactly().is_none() && plain {
            "?"
        } else {
            ""
        };
        [date, mark].concat()
    }
}

/// A text or a year as a number.
fn text(value: &Json<'_>, is_known: IsKnown<'_>) -> Result<String, Reason> {
    if let Json::Text(text) = value {
        return checked(text.trim().to_owned(), is_known);
    }
    let number = value.as_f64().ok_or(Reason::Type("a text"))?;
    // Beyond this no text of EDTF is accepted either.
    if number.fract() != 0.0 || number.abs() > 999_999_999.0 {
        return Err(Reason::Year);
    }
    checked(year(number as i64), is_known)
}

/// A year as EDTF writes it: four digits, or `Y` and more.
fn year(year: i64) -> String {
    let digits = year.unsigned_abs().to_string();
    let sign = if year < 0 { "-" } else { "" };
    let (letter, zeros) = if digits.len() > 4 {
        ("Y", "")
    } else {
        ("", &"0000"[digits.len()..])
    };
    [letter, sign, zeros, &digits].concat()
}

/// The text itself if it is EDTF, or its day if it is a time of day such as scripts write it.
fn checked(text: String, is_known: IsKnown<'_>) -> Result<String, Reason> {
    // Nothing is what an event without a date has.
    if !text.is_empty() && is_known(&text) {
        return Ok(text);
    }
    let error: EdtfError = match Edtf::parse(&text) {
        Ok(_) => return Ok(text),
        Err(error) => error,
    };
    if let (Some(day), Some(b'T' | b't' | b' ')) = (text.get(..10), text.as_bytes().get(10))
        && Edtf::parse(day).is_ok()
    {
        return Ok(day.to_owned());
    }
    let text = text.into();
    Err(Reason::Date { text, error })
}
