//! RIS: the articles as references of type `NEWS`, a view of the map and what has no outlet as
//! references of type `ELEC`.
//!
//! | tag | holds |
//! |---|---|
//! | `ID` | the article's id in the corpus |
//! | `TI`, `T2` | headline, outlet |
//! | `AU`, `A4`, `A2` | authors, translators, editors; names whole |
//! | `PY`, `DA` | year; year, month and day as far as they are known, and the date in words where it is not exact |
//! | `LA`, `UR` | language, address |
//! | `Y2` | of a view: the day on which it was looked at |
//! | `N1` | what of the map a view shows; first print, how the date is known, and the events that the article reports |
//!
//! Every value is one line, lines end with CR LF. There is no crate for it that is kept up.

use super::chosen::Chosen;
use super::citation::{Citation, Published, citations};
use super::shared::line;
use super::view::ViewCitation;

/// The view, if there is one, and the chosen articles, an empty line after each.
#[must_use]
pub fn write(chosen: &Chosen<'_>, view: Option<&ViewCitation<'_>>) -> String {
    let mut out = view.map_or_else(String::new, map);
    for citation in citations(chosen) {
        out.push_str(&reference(&citation));
    }
    out
}

fn map(view: &ViewCitation<'_>) -> String {
    let (year, month, day) = view.day();
    let mut out = String::new();
    for (name, value) in [
        ("TY", "ELEC"),
        ("ID", &*view.id()),
        ("TI", view.title),
        ("T2", view.site),
        ("Y2", &*format!("{year:04}/{month:02}/{day:02}/")),
        ("LA", view.lang.tag()),
        ("UR", view.url),
        ("N1", view.note),
    ] {
        put(&mut out, name, value);
    }
    out.push_str(END);
    out
}

/// What ends a reference.
const END: &str = "ER  - \r\n\r\n";

/// Adds a line, unless its value is empty.
fn put(out: &mut String, name: &str, value: &str) {
    let value = line(value);
    if !value.is_empty() {
        out.push_str(&[name, "  - ", &value, "\r\n"].concat());
    }
}

fn reference(citation: &Citation<'_>) -> String {
    let (year, date) = citation.published.as_ref().map(dates).unwrap_or_default();
    let mut out = String::new();
    let mut tag = |name: &str, value: &str| put(&mut out, name, value);
    let is_page = citation.outlet.is_empty();
    tag("TY", if is_page { "ELEC" } else { "NEWS" });
    tag("ID", &citation.id);
    tag("TI", citation.title);
    tag("T2", citation.outlet);
    for (name, persons) in [
        ("AU", citation.authors),
        ("A4", citation.translators),
        ("A2", citation.editors),
    ] {
        for person in persons {
            tag(name, person);
        }
    }
    tag("PY", &year);
    tag("DA", &date);
    tag("LA", citation.language);
    tag("UR", citation.url);
    tag("N1", citation.origin.as_deref().unwrap_or_default());
    tag("N1", &citation.annotation);
    out.push_str(END);
    out
}

/// The year, and the date as `YYYY/MM/DD/other information`, of which any part but the year may be
/// empty. Of an interval the start.
fn dates(published: &Published) -> (String, String) {
    let Some([parts, further @ ..]) = published.parts.as_deref() else {
        let year = match *published.years {
            [only] => format!("{only:04}"),
            _ => String::new(),
        };
        let date = [&year, "///", &published.words].concat();
        return (year, date);
    };
    let number = |at: usize, width: usize| {
        let number = parts.get(at);
        number
            .map(|number| format!("{number:0width$}"))
            .unwrap_or_default()
    };
    let (year, month, day) = (number(0, 4), number(1, 2), number(2, 2));
    let exact = further.is_empty() && !published.circa && published.season.is_none();
    let other = if exact { "" } else { &published.words };
    let date = [&*year, &*month, &*day, other].join("/");
    (year, date)
}

#[cfg(test)]
mod tests {
    use super::super::citation::published;
    use super::*;

    #[test]
    fn dates_are_as_exact_as_they_are() {
        for (text, year, date) in [
            ("2018-06-14", "2018", "2018/06/14/"),
            ("2019-03", "2019", "2019/03//"),
            ("2019-04~", "2019", "2019/04//about April 2019"),
            ("2023-23", "2023", "2023///autumn 2023"),
            ("[2019-05,2019-06]", "2019", "2019///May or June 2019"),
            ("201X", "", "///the 2010s"),
        ] {
            let (found_year, found_date) = dates(&published(text).unwrap());
            assert_eq!((&*found_year, &*found_date), (year, date), "{text}");
        }
    }
}
