//! What list, card and poster say of an event in the same way.

use super::words::Words;
use crate::model::edtf::{Bound, Edtf};
use crate::model::{Report, is_web_address};

/// The year in which an event begins, or ends where its beginning is open; nothing for one without
/// a date.
#[must_use]
pub fn first_year(when: &str) -> Option<i32> {
    let edtf = Edtf::parse(when).ok().filter(|edtf| !edtf.is_undated())?;
    match (edtf.earliest(), edtf.latest()) {
        (Bound::Day(day), _) | (_, Bound::Day(day)) => Some(day.ymd().0),
        _ => None,
    }
}

/// The numbers of a report's paragraphs in words, those that follow each other as a range: "¶ 5–7,
/// 9". Empty where none are known.
#[must_use]
pub fn paragraphs(report: &Report, words: &Words) -> String {
    let mut text = String::new();
    let mut numbers = report.paragraphs.iter().copied().peekable();
    while let Some(first) = numbers.next() {
        let mut last = first;
        while numbers
            .peek()
            .is_some_and(|next| next.checked_sub(1) == Some(last))
        {
            last += 1;
            numbers.next();
        }
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(&first.to_string());
        if last > first {
            text.push_str(if last - first == 1 { ", " } else { "–" });
            text.push_str(&last.to_string());
        }
    }
    if text.is_empty() {
        text
    } else {
        (words.paragraphs)(&text)
    }
}

/// The address of a link, or nothing where it is empty or leads elsewhere than to the web: a host's
/// data may hold anything.
#[must_use]
pub fn web_address(url: &str) -> Option<&str> {
    (!url.is_empty() && is_web_address(url)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::words;
    use crate::model::{ArticleIx, Lang};

    #[test]
    fn an_event_stands_under_its_first_known_year() {
        for (when, year) in [
            ("2019-03~", Some(2019)),
            ("2018/2020", Some(2018)),
            ("../2020-05", Some(2020)),
            ("2024-10/..", Some(2024)),
            ("", None),
            ("March", None),
        ] {
            assert_eq!(first_year(when), year, "{when}");
        }
    }

    #[test]
    fn paragraphs_that_follow_each_other_are_a_range() {
        let words = words(Lang::En);
        for (numbers, said) in [
            (&[][..], String::new()),
            (&[5], (words.paragraphs)("5")),
            (&[5, 6], (words.paragraphs)("5, 6")),
            (&[5, 6, 7, 9], (words.paragraphs)("5–7, 9")),
            (
                &[u16::MAX - 1, u16::MAX],
                (words.paragraphs)("65534, 65535"),
            ),
        ] {
            let report = Report {
                article: ArticleIx(0),
                paragraphs: numbers.into(),
                certainty: None,
                speaker: "".into(),
            };
            assert_eq!(paragraphs(&report, words), said);
        }
    }

    #[test]
    fn only_the_web_is_linked() {
        for right in ["https://example.org/", "HTTP://example.org/", "a/b.html"] {
            assert_eq!(web_address(right), Some(right));
        }
        for wrong in ["", "javascript:alert(1)", "data:text/html,x"] {
            assert_eq!(web_address(wrong), None, "{wrong}");
        }
    }
}
