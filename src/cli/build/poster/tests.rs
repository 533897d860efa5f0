//! The poster of the package's own data, and of hostile and of no data.

use super::super::budget::{POSTER_MAP, POSTER_PAGE};
use super::super::parts::{Sources, compiled_parts};
use super::super::site::{self, File};
use super::super::sizes::brotli;
use super::*;
use crate::app::home_view;
use crate::geo::Size;
use crate::model::Corpus;
use crate::read::events;
use resvg::usvg::roxmltree::{Document, Node};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

struct Built {
    poster: Poster,
    files: Vec<File>,
    corpus: Corpus,
}

fn make() -> Built {
    let sources = Sources::read(root()).unwrap();
    let corpus = sources.corpus.clone();
    let parts = compiled_parts(&sources).unwrap();
    let mut files = site::gather(&root().join("www")).unwrap();
    let poster = Poster::of(sources, &parts).unwrap();
    poster.fill(&mut files);
    Built {
        poster,
        files,
        corpus,
    }
}

/// The package's pages with the poster in them.
fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(make)
}

fn page(name: &str) -> &'static str {
    let file = built().files.iter().find(|file| file.name == name);
    str::from_utf8(&file.unwrap().bytes).unwrap()
}

/// Both parts as one XML document: what is well-formed as XML is read alike by every parser.
fn document(poster: &Poster) -> String {
    format!("<x>{}<main>{}</main></x>", poster.markup, poster.events)
}

fn elements<'a>(document: &'a Document, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    document
        .descendants()
        .filter(move |node| node.tag_name().name() == name)
}

/// Asserts what a strict Content-Security-Policy and a host's page ask of the markup.
#[track_caller]
fn assert_strict(text: &str) {
    let document = Document::parse(text).unwrap();
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "style", "iframe", "img", "image"].contains(&name));
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(name != "style" && !name.starts_with("on"), "{name}={value}");
            if name == "href" || name == "src" {
                let is_own = value.starts_with('#') || value == "events.html";
                assert!(
                    is_own || crate::app::event::web_address(value).is_some(),
                    "{value}"
                );
            }
        }
    }
}

#[test]
fn the_markup_is_strict_and_what_it_points_at_is_there() {
    let poster = &built().poster;
    for text in [&poster.markup, &format!("<x>{}</x>", poster.events)] {
        assert_strict(text);
        let document = Document::parse(text).unwrap();
        let ids: Vec<&str> = document
            .descendants()
            .filter_map(|node| node.attribute("id"))
            .collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "an id comes twice");
        for node in document.descendants() {
            for attribute in node.attributes() {
                let value = attribute.value();
                let id = value.strip_prefix('#').or_else(|| {
                    let inside = value.strip_prefix("url(#")?;
                    inside.strip_suffix(')')
                });
                let is_link = attribute.name() == "href" || value.starts_with("url(");
                let id = id.filter(|id| is_link && !id.starts_with("yalu=1"));
                assert!(id.is_none_or(|id| unique.contains(id)), "{value}");
            }
        }
    }
}

#[test]
fn every_event_is_in_both_lists_once_and_with_its_title() {
    let Built { poster, corpus, .. } = built();
    let wanted: BTreeSet<(String, String)> = corpus
        .events()
        .map(|event| (format!("event-{}", event.id()), event.title().to_owned()))
        .collect();
    for (text, heading) in [(&poster.markup, "h4"), (&poster.events, "h3")] {
        let text = format!("<x>{text}</x>");
        let document = Document::parse(&text).unwrap();
        let found: Vec<(String, String)> = elements(&document, "article")
            .map(|article| {
                let title = article
                    .children()
                    .find(|child| child.tag_name().name() == heading);
                let title = title.and_then(|title| title.text()).unwrap();
                (article.attribute("id").unwrap().into(), title.into())
            })
            .collect();
        assert_eq!(found.len(), corpus.len());
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), wanted);
    }
}

#[test]
fn markers_lead_to_places_and_count_what_is_there() {
    let Built { poster, corpus, .. } = built();
    let document = Document::parse(&poster.markup).unwrap();
    let mut layers = vec![0; names::widths().len()];
    for mark in elements(&document, "a") {
        let place = mark.attribute("href").unwrap_or_default();
        let Some(place) = place.strip_prefix("#yalu=1&place=") else {
            continue;
        };
        let Some(label) = mark.attribute("aria-label") else {
            continue;
        };
        assert!(corpus.find_place(place).is_some(), "{place}");
        let text = mark
            .descendants()
            .find(|node| node.tag_name().name() == "text");
        let count = text.and_then(|text| text.text()).unwrap();
        assert!(label.contains(&format!(", {count} event")), "{label}");
        let class = mark.parent().unwrap().attribute("class").unwrap_or("");
        for (layer, marks) in layers.iter_mut().enumerate() {
            let name = format!("yp-z{layer}");
            // What is in all of them has no class.
            if class.is_empty() || class.split(' ').any(|class| class == name) {
                *marks += 1;
            }
        }
    }
    assert!(layers.iter().all(|marks| *marks >= 3), "{layers:?}");
}

#[test]
fn what_is_the_same_in_several_layers_is_written_once() {
    let document = Document::parse(&built().poster.markup).unwrap();
    let layered = document.descendants().filter(|node| {
        node.attribute("class")
            .is_some_and(|it| it.starts_with("yp-z "))
    });
    let mut seen = BTreeSet::new();
    for node in layered {
        let markup = &built().poster.markup[node.range()];
        let class = node.attribute("class").unwrap();
        let numbers: Vec<&str> = class.split("yp-z").skip(2).map(str::trim).collect();
        assert!(
            !numbers.is_empty() && numbers.len() < names::widths().len(),
            "{class}"
        );
        // Courses have an id each.
        if !markup.contains("yalu-course-") {
            assert!(seen.insert(markup.replace(class, "")), "{markup}");
        }
    }
    assert!(seen.len() > 100, "{}", seen.len());
}

#[test]
fn the_same_data_give_the_same_bytes_and_no_page_has_a_gap() {
    let again = make();
    assert!(again.files == built().files);
    for file in &again.files {
        let text = String::from_utf8_lossy(&file.bytes);
        for place in [POSTER, EVENTS, COUNT, INKS, LAYERS] {
            assert!(!text.contains(place), "{} has {place}", file.name);
        }
    }
    for name in ["index.html", "embed.html", "poster.html"] {
        assert!(page(name).contains(&built().poster.markup), "{name}");
    }
}

#[test]
fn every_class_has_its_rule() {
    let style = page("poster.css");
    let document = document(&built().poster);
    let document = Document::parse(&document).unwrap();
    let classes: BTreeSet<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("class"))
        .flat_map(str::split_whitespace)
        .collect();
    assert!(classes.contains("yp-river") || classes.contains("yp-s-river"));
    for class in classes {
        let rule = [" ", ":", ",", "\n", ">"]
            .iter()
            .any(|end| style.contains(&format!(".{class}{end}")));
        assert!(rule, "{class}");
    }
}

#[test]
fn the_box_is_where_the_element_s_home_view_has_it() {
    for (width, height) in [
        (872.0, 671.0),
        (360.0, 306.0),
        (496.0, 871.0),
        (2_000.0, 900.0),
    ] {
        // As in www/poster.css.
        let pad = f64::clamp(f64::min(width, height) * 0.06, 16.0, 24.0);
        let foot = f64::min(height * 0.12, 36.0);
        let room = height - foot - 2.0 * pad;
        let inside = f64::min(width - 2.0 * pad, room * frame::aspect());
        let home = home_view(Size { width, height });
        assert!((frame::zoom_of(inside) - home.zoom).abs() < 1e-9);
    }
    assert!(page("poster.css").contains("clamp(16px, 6cqmin, 24px)"));
    assert!(page("poster.css").contains("--yp-foot: min(12cqb, 36px)"));
}

#[test]
fn names_keep_their_distance_at_every_width() {
    // A name beside a place stands as far from it in pixels whatever the width: what is a part
    // of the box must be the place itself.
    let document = Document::parse(&built().poster.markup).unwrap();
    let texts = elements(&document, "text").filter(|text| text.attribute("dx").is_some());
    let mut count = 0;
    for text in texts {
        let off = ["dx", "dy"].map(|name| text.attribute(name).unwrap().parse::<f64>().unwrap());
        assert!(
            off[0].abs() < 120.0 && off[1].abs() < 80.0,
            "{off:?} {:?}",
            text.text()
        );
        count += 1;
    }
    assert!(count > 100);
}

#[test]
fn the_poster_is_within_its_budget() {
    let markup = &built().poster.markup;
    let map = &markup[markup.find("<svg").unwrap()..markup.find("<p class=\"yp-credits").unwrap()];
    let map = brotli(map.as_bytes(), 11).len();
    assert!(map <= POSTER_MAP, "the map: {map} of {POSTER_MAP}");
    let page = brotli(page("index.html").as_bytes(), 11).len();
    assert!(page <= POSTER_PAGE, "index.html: {page} of {POSTER_PAGE}");
}

#[test]
fn text_of_the_data_is_text() {
    let hostile = r#"<script>alert("1")</script>&amp;' onload=x --> ]]>"#;
    let quoted = hostile.replace('"', "\\\"");
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{{"type":"Point","coordinates":[124.4,40.1]}},
        "properties":{{"id":"a\"><b>","title":"{quoted}","summary":"{quoted}","place":"{quoted}","kind":"{quoted}","when":"2019-03","source":"{quoted}","url":"javascript:alert(1)"}}}}]}}"#
    );
    let read = events::read(text.as_bytes()).unwrap();
    assert_eq!(read.corpus.len(), 1);
    let catalog = Catalog::new(read.corpus).unwrap();
    let poster = Poster::new(&Basemap::default(), &catalog);
    let whole = document(&poster);
    assert_strict(&whole);
    let document = Document::parse(&whole).unwrap();
    for heading in ["h3", "h4"] {
        let mut titles = elements(&document, heading).filter_map(|node| node.text());
        assert!(titles.any(|title| title == hostile), "{heading}");
    }
    assert!(!whole.contains("javascript:"), "{whole}");
}

#[test]
fn without_events_there_is_a_map_and_an_empty_list() {
    let catalog = Catalog::new(Corpus::default()).unwrap();
    let poster = Poster::new(&Basemap::default(), &catalog);
    assert_strict(&document(&poster));
    assert!(poster.markup.contains("0 events"));
    assert!(!poster.markup.contains("<article"));
    assert_eq!(poster.events, "");
}

#[test]
#[ignore = "writes the pages into the folder YALU_PAGES to be looked at"]
fn write_pages() {
    let folder = std::env::var("YALU_PAGES").unwrap();
    for file in &built().files {
        let packed = brotli(&file.bytes, 11).len();
        eprintln!("{:16} {:8} {packed:8}", file.name, file.bytes.len());
        std::fs::write(Path::new(&folder).join(&file.name), &file.bytes).unwrap();
    }
}
