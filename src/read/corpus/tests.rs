use super::*;
use crate::geo::LonLat;
use crate::model::{Certainty, PlaceClass, REGION, Role, Status};
use std::fs;
use std::path::PathBuf;

const KIND: &str = "[[kind]]\nid = \"k\"\nnames = { en = \"K\" }\nabout = \"a\"\n";
const PLACE: &str = "[[place]]\nid = \"p\"\nclass = \"town\"\nnames = { en = \"P\" }\n\
                     position = [124.5, 40]\nprecision_m = 1_000\n";
const ARTICLE: &str = "[article]\nid = \"a\"\nsource = \"a.txt\"\noutlet = \"o\"\n\
                       headline = \"h\"\nlanguage = \"en\"\n";
const EVENT: &str = "[[event]]\nid = \"e\"\ntitle = \"t\"\nsummary = \"s\"\nkind = \"k\"\n\
                     status = \"happened\"\nwhen = \"2019\"\n\
                     places = [{ place = \"p\", role = \"from\" }]\n\
                     [[event.report]]\nparagraphs = [2, 3]\ncertainty = \"rumour\"\n";

fn source(files: &[(&str, &[u8])]) -> Source {
    parse(
        files
            .iter()
            .map(|(name, bytes)| RawFile {
                name: (*name).to_owned(),
                bytes: bytes.to_vec(),
            })
            .collect(),
    )
}

fn with_article(article: &[u8]) -> Source {
    source(&[
        (KINDS, KIND.as_bytes()),
        (PLACES, PLACE.as_bytes()),
        ("articles/a.toml", article),
    ])
}

/// Rules that are broken, and what stands there.
fn broken(source: &Source) -> Vec<(&'static str, &str)> {
    source
        .problems
        .iter()
        .map(|problem| {
            let text = &source.files[problem.span.file as usize].text;
            (problem.rule, text.get(problem.span.range()).unwrap())
        })
        .collect()
}

#[test]
fn nothing_is_an_empty_corpus() {
    let source = parse(Vec::new());
    assert_eq!(source.problems, []);
    assert!(source.corpus.is_some_and(|corpus| corpus.is_empty()));
    let source = self::source(&[(KINDS, b""), (PLACES, b"# nothing yet\n")]);
    assert!(source.corpus.is_some_and(|corpus| corpus.is_empty()));
}

#[test]
fn a_corpus_is_read() {
    let source = with_article(format!("{ARTICLE}{EVENT}").as_bytes());
    assert_eq!(source.problems, []);
    let corpus = source.corpus.unwrap();
    assert_eq!(corpus.region, Some(REGION));
    let place = &corpus.places[0];
    assert_eq!((place.class, place.precision_m), (PlaceClass::Town, 1000.0));
    assert_eq!(place.position, Some(LonLat::new(124.5, 40.0)));
    let event = corpus.event(corpus.find_event("e").unwrap());
    assert_eq!(
        (event.when(), event.status()),
        ("2019", Some(Status::Happened))
    );
    assert_eq!(event.mentions()[0].role, Role::From);
    assert_eq!(&*event.reports()[0].paragraphs, [2, 3]);
    assert_eq!(event.certainty(), Some(Certainty::Rumour));
}

#[test]
fn marks_of_other_systems_do_not_matter() {
    let text = format!("\u{feff}{ARTICLE}{EVENT}").replace('\n', "\r\n");
    let source = with_article(text.as_bytes());
    assert_eq!(source.problems, []);
    assert_eq!(source.corpus.unwrap().len(), 1);
    // Spans still point at what is wrong.
    let source = with_article(text.replace("2019", "2019-13").as_bytes());
    assert_eq!(broken(&source), [("date", "13")]);
}

#[test]
fn what_is_not_utf_8_is_located() {
    let source = with_article(b"[article]\nid = \"\xff\"\n");
    assert_eq!(broken(&source), [("encoding", "\u{fffd}")]);
    assert!(source.corpus.is_none());
}

#[test]
fn an_unread_file_is_one_problem_only() {
    let article = format!("{ARTICLE}{EVENT}");
    let source = source(&[
        (KINDS, b"\xff"),
        (PLACES, b"[[place"),
        ("articles/a.toml", article.as_bytes()),
    ]);
    let rules: Vec<&str> = broken(&source).iter().map(|(rule, _)| *rule).collect();
    assert_eq!(rules, ["encoding", "syntax"]);
    assert!(source.corpus.is_none());
}

#[test]
fn all_problems_of_all_files_are_found_in_order() {
    let event = EVENT
        .replace("title", "titel")
        .replace("\"happened\"", "\"happend\"")
        .replace("\"2019\"", "2019-01-01")
        .replace("[2, 3]", "[2, 0, -3, \"4\"]");
    let source = source(&[
        (KINDS, KIND.replace("about", "colour").as_bytes()),
        (
            PLACES,
            PLACE.replace("[124.5, 40]", "[40, 124.5]").as_bytes(),
        ),
        (
            "articles/a.toml",
            format!("{ARTICLE}url = 5\n{event}").as_bytes(),
        ),
    ]);
    assert_eq!(
        broken(&source),
        [
            ("missing-field", "[[kind]]"),
            ("unknown-field", "colour"),
            ("position", "[40, 124.5]"),
            ("wrong-type", "5"),
            ("missing-field", "[[event]]"),
            ("unknown-field", "titel"),
            ("unknown-word", "\"happend\""),
            ("wrong-type", "2019-01-01"),
            ("paragraphs", "0"),
            ("paragraphs", "-3"),
            ("wrong-type", "\"4\""),
        ]
    );
    assert!(source.corpus.is_none());
}

#[test]
fn a_date_is_located_within_its_quotes() {
    let check = |written: &str, wrong: &str| {
        let article = format!("{ARTICLE}{EVENT}").replace("\"2019\"", written);
        assert_eq!(
            broken(&with_article(article.as_bytes())),
            [("date", wrong)],
            "{written}"
        );
    };
    check("\"2019-13\"", "13");
    check("'2019-13'", "13");
    check("'''2019-13'''", "13");
    // An escape moves the letters, so that the whole text is all that can be pointed at.
    check(r#""\u0032019-13""#, r#""\u0032019-13""#);
    check("\"\"", "");
}

#[test]
fn text_that_was_cut_or_mangled_never_panics() {
    let whole = format!("\u{feff}{ARTICLE}published = \"2019\"\n{EVENT}").into_bytes();
    let mut seed = 11_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for _ in 0..3_000 {
        let mut bytes = whole.clone();
        bytes.truncate(random(whole.len() + 1));
        for _ in 0..random(4) {
            if let Some(at) = bytes.len().checked_sub(1) {
                bytes[random(at + 1)] = random(256) as u8;
            }
        }
        let source = with_article(&bytes);
        assert_eq!(source.corpus.is_some(), source.problems.is_empty());
        broken(&source);
    }
}

/// A folder that is removed at the end of its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("yalu-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join(ARTICLES)).unwrap();
        fs::write(path.join(KINDS), KIND).unwrap();
        fs::write(path.join(PLACES), PLACE).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let folder = Folder::new("order");
    for id in ["b", "a", "c"] {
        let article = ARTICLE.replace("\"a\"", &format!("\"{id}\""));
        fs::write(folder.0.join(format!("articles/{id}.toml")), article).unwrap();
    }
    fs::write(folder.0.join("README.md"), "for people").unwrap();
    fs::write(folder.0.join("articles/.a.toml.swp"), [0xff]).unwrap();
    let source = read_corpus(&folder.0).unwrap();
    assert_eq!(source.problems, []);
    let corpus = source.corpus.unwrap();
    let ids = corpus.articles.iter().map(|article| &*article.id);
    assert!(ids.eq(["a", "b", "c"]));
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = Folder::new("large");
    let path = folder.0.join("articles/a.toml");
    fs::write(&path, "#".repeat(10 << 20)).unwrap();
    let source = read_corpus(&folder.0).unwrap();
    assert_eq!(broken(&source), [("too-large", "")]);
    assert!(source.corpus.is_none());
    // The largest that is read.
    let rest = MAX_FILE_BYTES as usize - ARTICLE.len();
    fs::write(&path, [ARTICLE, &*"#".repeat(rest)].concat()).unwrap();
    assert_eq!(read_corpus(&folder.0).unwrap().problems, []);
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_said() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new("links");
    symlink("a.toml", folder.0.join("articles/a.toml")).unwrap();
    // As a file that vanishes between listing and reading.
    symlink("gone", folder.0.join("articles/b.toml")).unwrap();
    symlink("..", folder.0.join("articles/c.toml")).unwrap();
    symlink("/dev/zero", folder.0.join("articles/d.toml")).unwrap();
    let source = read_corpus(&folder.0).unwrap();
    assert_eq!(broken(&source), [("unreadable", ""); 4]);
    let names = source
        .problems
        .iter()
        .map(|p| &*source.files[p.span.file as usize].name);
    assert!(names.eq([
        "articles/a.toml",
        "articles/b.toml",
        "articles/c.toml",
        "articles/d.toml"
    ]));
    assert!(source.corpus.is_none());
}
