//! The events as HTML that is read without any style or script: grouped by year, each with its
//! date in words, places, certainty and who reports it.

use super::markup::Text;
use crate::app::event::{first_year, paragraphs, web_address};
use crate::app::words::{Words, words};
use crate::index::{Catalog, Filter, Selection};
use crate::model::edtf::Edtf;
use crate::model::{Event, Lang};
use std::fmt::Write as _;

/// How much of an event is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// What the column of the element begins with: date, title, certainty, places, source.
    Short,
    /// All that the corpus says.
    Whole,
}

/// Every event once, in the order of time, those without a date last. `level` is that of the
/// headings of the years, 2 to 5; those of the events are one below.
pub fn list(catalog: &Catalog, detail: Detail, level: u8) -> String {
    let mut everything = Selection::default();
    let index = catalog.index();
    index.select(&Filter::default(), &mut everything);
    let words = words(Lang::En);
    let mut out = String::new();
    let mut group = None;
    for event in catalog.selected(&everything, usize::MAX) {
        let event = catalog.corpus().event(event);
        let year = first_year(event.when());
        if group != Some(year) {
            group = Some(year);
            let year = year.map_or_else(|| words.no_date.to_owned(), |year| year.to_string());
            let _ = writeln!(out, "<h{level}>{}</h{level}>", Text(&year));
        }
        let item = Item {
            catalog,
            event,
            words,
            level: level + 1,
        };
        item.write(&mut out, detail);
    }
    out
}

struct Item<'a> {
    catalog: &'a Catalog,
    event: Event<'a>,
    words: &'a Words,
    level: u8,
}

impl Item<'_> {
    fn write(&self, out: &mut String, detail: Detail) {
        let Self { event, level, .. } = self;
        let _ = write!(
            out,
            r#"<article id="event-{}"><p class="yp-when">{}</p><h{level}>{}</h{level}>"#,
            Text(event.id()),
            self.when(),
            Text(event.title())
        );
        if !event.summary().is_empty() {
            let _ = write!(out, "<p>{}</p>", Text(event.summary()));
        }
        self.tags(out, detail);
        self.places(out, detail);
        if detail == Detail::Whole {
            self.figures(out);
        }
        self.reports(out, detail);
        if detail == Detail::Whole {
            self.relations(out);
            if !event.why().is_empty() {
                let (heading, why) = (Text(self.words.about_date), Text(event.why()));
                let _ = write!(out, "<p><strong>{heading}</strong>: {why}</p>");
            }
            if let Some(url) = web_address(event.url()) {
                let words = Text(self.words.read_more);
                let _ = write!(out, r#"<p><a href="{}">{words}</a></p>"#, Text(url));
            }
        }
        out.push_str("</article>\n");
    }

    /// The date in words; a plain one also for programs.
    fn when(&self) -> String {
        let Ok(edtf) = Edtf::parse(self.event.when()) else {
            return Text(self.words.no_date).to_string();
        };
        let words = edtf.words(Lang::En);
        match plain(self.event.when()) {
            Some(date) => format!(r#"<time datetime="{date}">{}</time>"#, Text(&words)),
            None => Text(&words).to_string(),
        }
    }

    fn tags(&self, out: &mut String, detail: Detail) {
        let mut tags: Vec<&str> = Vec::new();
        if let Some(kind) = self.event.kind() {
            tags.push(self.catalog.corpus().kind(kind).name(Lang::En));
        }
        tags.extend(self.event.certainty().map(self.words.certainty));
        tags.extend(self.event.status().map(self.words.status));
        line(
            out,
            r#"<p class="yp-tags">"#,
            tags.iter().map(|tag| Text(tag).to_string()),
        );
        if detail == Detail::Whole {
            let actors = self.event.actors().iter();
            line(out, "<p>", actors.map(|actor| Text(actor).to_string()));
        }
    }

    fn places(&self, out: &mut String, detail: Detail) {
        let mut seen = Vec::new();
        let mut names = Vec::new();
        for mention in self.event.mentions() {
            if seen.contains(&mention.place) {
                continue;
            }
            seen.push(mention.place);
            let place = self.catalog.corpus().place(mention.place);
            let mut name = Text(place.name(Lang::En)).to_string();
            let local = place.local_lang().filter(|_| detail == Detail::Whole);
            if let Some(lang) = local {
                let local = &*place.names[lang as usize];
                if !local.is_empty() {
                    let _ = write!(
                        name,
                        r#" <span lang="{}">{}</span>"#,
                        lang.tag(),
                        Text(local)
                    );
                }
            }
            names.push(name);
        }
        line(out, r#"<p class="yp-small">"#, names);
    }

    fn figures(&self, out: &mut String) {
        let figures = self.event.figures();
        if figures.is_empty() {
            return;
        }
        out.push_str("<dl>");
        for figure in figures {
            let (printed, what) = (Text(&figure.printed), Text(&figure.what));
            let _ = write!(out, "<dt>{printed}</dt><dd>{what}</dd>");
        }
        out.push_str("</dl>");
    }

    fn reports(&self, out: &mut String, detail: Detail) {
        for report in self.event.reports() {
            let article = self.catalog.corpus().article(report.article);
            let mut parts = Vec::new();
            let mut source = String::new();
            if !article.headline.is_empty() {
                let lang = match Lang::from_tag(&article.language) {
                    None | Some(Lang::En) => String::new(),
                    Some(_) => format!(r#" lang="{}""#, Text(&article.language)),
                };
                let headline = Text(&article.headline);
                let _ = match web_address(&article.url).filter(|_| detail == Detail::Whole) {
                    Some(url) => write!(
                        source,
                        r#"<a href="{}"><cite{lang}>{headline}</cite></a> "#,
                        Text(url)
                    ),
                    None => write!(source, "<cite{lang}>{headline}</cite> "),
                };
            }
            let _ = write!(source, "{}", Text(&article.outlet));
            parts.push(source);
            if let Ok(published) = Edtf::parse(&article.published) {
                parts.push(Text(&published.words(Lang::En)).to_string());
            }
            let paragraphs = paragraphs(report, self.words);
            if !paragraphs.is_empty() {
                parts.push(Text(&paragraphs).to_string());
            }
            if !report.speaker.is_empty() {
                parts.push(Text(&report.speaker).to_string());
            }
            line(out, r#"<p class="yp-small">"#, parts);
        }
    }

    fn relations(&self, out: &mut String) {
        for relation in self.catalog.corpus().relations_of(self.event.ix()) {
            let backwards = relation.to == self.event.ix();
            let other = if backwards {
                relation.from
            } else {
                relation.to
            };
            let other = self.catalog.corpus().event(other);
            let kind = (self.words.relation)(relation.kind, backwards);
            let _ = write!(
                out,
                r##"<p class="yp-small">{}: <a href="#event-{}">{}</a>"##,
                Text(kind),
                Text(other.id()),
                Text(other.title())
            );
            if !relation.note.is_empty() {
                let _ = write!(out, " ({})", Text(&relation.note));
            }
            out.push_str("</p>");
        }
    }
}

/// Markup of one line, its parts set apart by dots; nothing where there is no part.
fn line(out: &mut String, open: &str, parts: impl IntoIterator<Item = String>) {
    let parts: Vec<String> = parts.into_iter().collect();
    if !parts.is_empty() {
        let _ = write!(out, "{open}{}</p>", parts.join(" · "));
    }
}

/// The date as HTML's `datetime` takes it, where EDTF and HTML write the same: a year, a month or
/// a day of our era.
fn plain(when: &str) -> Option<&str> {
    let shape: Vec<usize> = when.split('-').map(str::len).collect();
    let is_date = matches!(shape[..], [4] | [4, 2] | [4, 2, 2]);
    let is_number = when
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    // From 21 on the month of EDTF is a season.
    let is_month = when.get(5..7).is_none_or(|month| month <= "12");
    (is_date && is_number && is_month).then_some(when)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_that_html_knows_are_told_to_programs() {
        for (when, date) in [
            ("2019", true),
            ("2019-03", true),
            ("2019-03-05", true),
            ("", false),
            ("2019-03~", false),
            ("2023-23", false),
            ("201X", false),
            ("2024-10/..", false),
            ("-0044", false),
        ] {
            assert_eq!(plain(when).is_some(), date, "{when}");
        }
    }
}
