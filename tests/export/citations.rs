//! CSL-JSON, BibTeX and RIS.

use super::{all, catalog_of, catalogs};
use biblatex::{Bibliography, ChunksExt};
use citationberg::json::Item;
use serde_json::Value;
use yalu_map::export::Format;
use yalu_map::model::edtf::Edtf;

/// The variables of a CSL 1.0.2 item that an article may have, and what they hold.
#[test]
fn csl_json_holds_what_the_specification_names() {
    for catalog in catalogs() {
        let items: Value = serde_json::from_str(&all(Format::CslJson, &catalog)).unwrap();
        for item in items.as_array().unwrap() {
            assert_eq!(item["type"], "article-newspaper");
            for (name, value) in item.as_object().unwrap() {
                match &**name {
                    "id" | "type" | "title" | "container-title" | "language" | "URL" | "note"
                    | "annote" => assert!(value.is_string(), "{name}: {value}"),
                    "author" | "translator" | "editor" => {
                        for person in value.as_array().unwrap() {
                            let person = person.as_object().unwrap();
                            assert!(person.len() == 1 && person["literal"].is_string());
                        }
                    }
                    "issued" => date_is_csl(value),
                    other => panic!("an item of CSL has no `{other}`"),
                }
            }
        }
    }
}

fn date_is_csl(date: &Value) {
    for (name, value) in date.as_object().unwrap() {
        match &**name {
            "date-parts" => {
                let dates = value.as_array().unwrap();
                assert!((1..=2).contains(&dates.len()));
                for date in dates {
                    let parts = date.as_array().unwrap();
                    assert!((1..=3).contains(&parts.len()) && parts.iter().all(Value::is_u64));
                }
            }
            "season" | "literal" => assert!(value.is_string()),
            "circa" => assert!(value.is_boolean()),
            other => panic!("a date of CSL has no `{other}`"),
        }
    }
}

#[test]
fn csl_json_is_read_back_by_a_citation_processor() {
    for catalog in catalogs() {
        let items: Vec<Item> = serde_json::from_str(&all(Format::CslJson, &catalog)).unwrap();
        let articles = &catalog.corpus().articles;
        assert_eq!(items.len(), articles.len());
        for (item, article) in items.iter().zip(articles) {
            assert_eq!(item.id().unwrap(), &*article.id);
            assert_eq!(item.type_().unwrap(), "article-newspaper");
            assert_eq!(item.0["title"].to_str().unwrap(), &*article.headline);
            assert_eq!(
                item.0["container-title"].to_str().unwrap(),
                &*article.outlet
            );
        }
    }
}

#[test]
fn bibtex_is_read_back_by_the_crate() {
    for catalog in catalogs() {
        let text = all(Format::Bibtex, &catalog);
        let entries = Bibliography::parse(&text).unwrap();
        let articles = &catalog.corpus().articles;
        assert_eq!(entries.len(), articles.len());
        for article in articles {
            let entry = entries.get(&article.id).unwrap();
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(
                entry.title().unwrap().format_verbatim(),
                plain(&article.headline)
            );
            assert_eq!(
                entry.journal().unwrap().format_verbatim(),
                plain(&article.outlet)
            );
            let names = match (&*article.byline, &article.original) {
                ([], Some(original)) => &original.byline,
                (_, _) => &article.byline,
            };
            let authors = entry.author().unwrap_or_default();
            let authors: Vec<&str> = authors.iter().map(|person| &*person.name).collect();
            let names: Vec<&str> = names.iter().map(|name| &**name).collect();
            assert_eq!(authors, names);
            if !article.url.is_empty() {
                assert_eq!(entry.url().unwrap(), *article.url);
            }
        }
    }
}

#[test]
fn bibtex_names_year_and_month() {
    let catalog = catalog_of("corpus");
    let entries = Bibliography::parse(&all(Format::Bibtex, &catalog)).unwrap();
    for article in &catalog.corpus().articles {
        let entry = entries.get(&article.id).unwrap();
        let first = Edtf::parse(&article.published)
            .unwrap()
            .earliest()
            .day()
            .unwrap();
        let (year, month, _) = first.ymd();
        assert_eq!(
            entry.get("year").unwrap().format_verbatim(),
            year.to_string()
        );
        let names = [
            "", "January", "February", "March", "April", "May", "June", "July", "August",
        ];
        let mut names = names
            .into_iter()
            .chain(["September", "October", "November", "December"]);
        let name = names.nth(usize::from(month)).unwrap();
        assert_eq!(entry.get("month").unwrap().format_verbatim(), name);
    }
}

#[test]
fn ris_is_references_of_tagged_lines() {
    for catalog in catalogs() {
        let text = all(Format::Ris, &catalog);
        assert!(text.is_empty() || text.ends_with("\r\nER  - \r\n\r\n"));
        let articles = &catalog.corpus().articles;
        let references = text.split_terminator("\r\n\r\n");
        assert_eq!(references.clone().count(), articles.len());
        for (reference, article) in references.zip(articles) {
            let lines: Vec<(&str, &str)> = reference
                .split("\r\n")
                .map(|line| line.split_once("  - ").expect(line))
                .collect();
            let tag_is_right = |tag: &str| {
                let (letter, other) = tag.split_at(1);
                let upper = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
                tag.len() == 2 && upper(letter) && (upper(other) || other.parse::<u8>().is_ok())
            };
            assert!(
                lines
                    .iter()
                    .all(|(tag, text)| tag_is_right(tag) && !text.contains(['\r', '\n']))
            );
            assert_eq!(lines[0], ("TY", "NEWS"));
            assert_eq!(lines.last(), Some(&("ER", "")));
            let values = |tag: &str| -> Vec<&str> {
                let of_tag = lines.iter().filter(|(found, _)| *found == tag);
                of_tag.map(|(_, value)| *value).collect()
            };
            assert_eq!(values("ID"), [&*article.id]);
            assert_eq!(values("A4").len(), article.translators.len());
            assert_eq!(values("A2").len(), article.editors.len());
            for date in values("DA") {
                assert_eq!(date.splitn(4, '/').count(), 4, "{date}");
            }
        }
    }
}
