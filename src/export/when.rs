//! The `when` of GeoJSON-T and Linked Places.
//!
//! A timespan has a start and an end, and each of them an earliest and a latest day, or one day
//! under `in`. So a month is not flattened to its first day: something of March began and ended
//! between the 1st and the 31st. What is not known is left out: what goes on has an end with no
//! latest day. Alternatives (`[2019-05,2019-06]`) are one timespan that covers them all, since
//! several would say that it took place in each. Days of a date marked `~`, `?` or `%` carry that
//! mark, as Linked Places allows.

use super::json::Json;
use crate::model::Lang;
use crate::model::edtf::{Bound, Edtf, Span};

#[derive(Clone, Default, PartialEq)]
struct Edge {
    exactly: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
}

/// Writes the `when` of a date that is not undated; `text` is the date as it is written.
pub(super) fn write(json: &mut Json, date: &Edtf, text: &str) {
    json.open('{');
    json.key("timespans");
    timespans(json, date, text);
    json.text("label", &date.words(Lang::En));
    json.close('}');
}

fn timespans(json: &mut Json, date: &Edtf, text: &str) {
    let alternatives = text.starts_with('[');
    let spans = if alternatives {
        let whole = (date.earliest(), date.latest());
        vec![Span {
            start: whole,
            end: whole,
        }]
    } else {
        date.spans()
    };
    let marks = marks(date, text);
    json.open('[');
    for span in &spans {
        json.item();
        json.open('{');
        for (name, edge) in ["start", "end"].into_iter().zip(edges(span, marks)) {
            json.key(name);
            json.open('{');
            for (name, day) in [
                ("in", edge.exactly),
                ("earliest", edge.earliest),
                ("latest", edge.latest),
            ] {
                json.some(name, day.as_deref().unwrap_or_default());
            }
            json.close('}');
        }
        json.close('}');
    }
    json.close(']');
}

/// The marks of the start and of the end. A mark within a set belongs to one of its members only.
fn marks(date: &Edtf, text: &str) -> [&'static str; 2] {
    if text.starts_with(['[', '{']) {
        return ["", ""];
    }
    match text.split_once('/') {
        None => [mark(date); 2],
        Some((start, end)) => {
            [start, end].map(|side| Edtf::parse(side).map_or("", |date| mark(&date)))
        }
    }
}

fn mark(date: &Edtf) -> &'static str {
    match (date.is_uncertain(), date.is_approximate()) {
        (false, false) => "",
        (true, false) => "?",
        (false, true) => "~",
        (true, true) => "%",
    }
}

fn edges(span: &Span, [of_start, of_end]: [&str; 2]) -> [Edge; 2] {
    let day = |bound: Bound, mark: &str| Some(bound.day()?.to_string() + mark);
    let mut start = edge(day(span.start.0, of_start), day(span.start.1, of_start));
    let mut end = edge(day(span.end.0, of_end), day(span.end.1, of_end));
    // A timespan must have a start; nothing ends before it starts, nor starts after it ends.
    if start == Edge::default() {
        start.latest = day(span.end.1, of_end);
    }
    if end == Edge::default() {
        end.earliest = day(span.start.0, of_start);
    }
    [start, end]
}

fn edge(earliest: Option<String>, latest: Option<String>) -> Edge {
    if earliest.is_some() && earliest == latest {
        return Edge {
            exactly: earliest,
            ..Edge::default()
        };
    }
    Edge {
        exactly: None,
        earliest,
        latest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timespans_say_no_more_than_the_date() {
        for (text, spans) in [
            (
                "2019-03-05",
                r#"{"start":{"in":"2019-03-05"},"end":{"in":"2019-03-05"}}"#,
            ),
            (
                "2019-03",
                r#"{"start":{"earliest":"2019-03-01","latest":"2019-03-31"},"end":{"earliest":"2019-03-01","latest":"2019-03-31"}}"#,
            ),
            (
                "2019-04~",
                r#"{"start":{"earliest":"2019-04-01~","latest":"2019-04-30~"},"end":{"earliest":"2019-04-01~","latest":"2019-04-30~"}}"#,
            ),
            (
                "2018-03/2019-03?",
                r#"{"start":{"earliest":"2018-03-01","latest":"2018-03-31"},"end":{"earliest":"2019-03-01?","latest":"2019-03-31?"}}"#,
            ),
            (
                "2024-11/..",
                r#"{"start":{"earliest":"2024-11-01","latest":"2024-11-30"},"end":{"earliest":"2024-11-01"}}"#,
            ),
            (
                "../2019-12-31",
                r#"{"start":{"latest":"2019-12-31"},"end":{"in":"2019-12-31"}}"#,
            ),
            (
                "[2019-05,2019-06]",
                r#"{"start":{"earliest":"2019-05-01","latest":"2019-06-30"},"end":{"earliest":"2019-05-01","latest":"2019-06-30"}}"#,
            ),
            (
                "[2023-12..]",
                r#"{"start":{"earliest":"2023-12-01"},"end":{"earliest":"2023-12-01"}}"#,
            ),
            (
                "{2019-05-01,2019-06-01}",
                r#"{"start":{"in":"2019-05-01"},"end":{"in":"2019-05-01"}},{"start":{"in":"2019-06-01"},"end":{"in":"2019-06-01"}}"#,
            ),
        ] {
            let mut json = Json::default();
            timespans(&mut json, &Edtf::parse(text).unwrap(), text);
            assert_eq!(json.finish(), format!("[{spans}]"), "{text}");
        }
    }
}
