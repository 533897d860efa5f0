//! Broken corpora, one for each rule, and what the check says of each.
//!
//! A folder of `tests/corpora` is a corpus, with the articles' texts in `texts` where the rule needs
//! them, and the diagnostics in `expected.txt`. `YALU_BLESS=1` writes those anew.

#![allow(clippy::unwrap_used)] // A test that cannot read its own files has failed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use yalu_map::check::{Articles, Given, Ground, Layers, RULES, check, report};
use yalu_map::geo::LonLat;
use yalu_map::read::corpus::{ReadError, read_corpus};

/// Rules of reading, which are not in the list of the check.
const READING: [&str; 14] = [
    "date",
    "duplicate-id",
    "empty-text",
    "encoding",
    "missing-field",
    "missing-file",
    "position",
    "stray-file",
    "syntax",
    "unknown-field",
    "unknown-reference",
    "unknown-word",
    "wrong-type",
    "good",
];

#[test]
fn every_broken_corpus_is_described() {
    let mut failures = Vec::new();
    for case in cases() {
        let found = diagnostics(&case);
        let golden = case.join("expected.txt");
        if std::env::var_os("YALU_BLESS").is_some() {
            fs::write(&golden, &found).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if found != expected {
            failures.push(format!("--- {}\n{found}", case.display()));
        }
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let says_rule = found.contains(&format!("error[{name}]"));
        assert_eq!(
            says_rule,
            name != "good",
            "{name} is not what {name} breaks:\n{found}"
        );
    }
    assert!(
        failures.is_empty(),
        "other than expected (YALU_BLESS=1 accepts):\n{}",
        failures.join("\n")
    );
}

#[test]
fn every_rule_has_a_corpus_that_breaks_it() {
    let folders: BTreeSet<String> = cases()
        .iter()
        .map(|case| case.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let rules = RULES.iter().map(|(name, _)| *name).chain(READING);
    let rules: BTreeSet<String> = rules.map(str::to_owned).collect();
    assert_eq!(folders, rules);
}

#[test]
fn a_good_corpus_is_complete() {
    let source = read_corpus(&root().join("good")).unwrap();
    let corpus = source.corpus.unwrap();
    assert_eq!(
        (
            corpus.articles.len(),
            corpus.len(),
            corpus.places.len(),
            corpus.kinds.len()
        ),
        (2, 2, 3, 2)
    );
    // The second article's report of an event in the first one's file.
    let event = corpus.event(corpus.find_event("trucks-wait").unwrap());
    let outlets = event
        .reports()
        .iter()
        .map(|r| &*corpus.article(r.article).outlet);
    assert!(outlets.eq(["A Newspaper", "Another Newspaper"]));
    assert_eq!(corpus.relations().len(), 1);
}

#[test]
fn json_has_one_object_a_problem() {
    let source = read_corpus(&root().join("unknown-field")).unwrap();
    let problems = check(&source, Given::default());
    let text = report::json(&problems, &source.files, "corpus/");
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), problems.len());
    let summary = lines
        .iter()
        .find(|l| l["message"] == "an event has no field `sumary`");
    let summary = summary.unwrap();
    assert_eq!(summary["rule"], "unknown-field");
    assert_eq!(summary["file"], "corpus/articles/first.toml");
    assert_eq!(
        (&summary["line"], &summary["column"]),
        (&14.into(), &1.into())
    );
    assert_eq!(summary["help"], "did you mean `summary`?");
    assert_eq!(report::json(&[], &source.files, ""), "");
}

#[test]
fn a_folder_that_is_no_corpus_is_said() {
    let missing = read_corpus(&root().join("no-such-folder"));
    assert!(matches!(missing, Err(ReadError::Folder { .. })));
    let other = read_corpus(&root());
    assert!(matches!(other, Err(ReadError::NotACorpus { .. })));
}

/// The package's own corpus breaks no rule that can be checked without the articles.
#[test]
fn our_own_corpus_is_fine() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = read_corpus(&package.join("corpus")).unwrap();
    let layers = Layers::read(&package.join("geodata")).unwrap();
    let given = Given {
        articles: None,
        ground: Some(&layers),
    };
    let problems = check(&source, given);
    assert!(
        problems.is_empty(),
        "{}",
        report::human(&problems, &source.files, "corpus/", false)
    );
    assert!(source.corpus.is_some_and(|corpus| !corpus.is_empty()));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).unwrap();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

fn diagnostics(case: &Path) -> String {
    let source = read_corpus(case).unwrap();
    let texts = case.join("texts");
    let articles = texts.is_dir().then(|| Articles::read(&texts).unwrap());
    let given = Given {
        articles: articles.as_ref(),
        ground: Some(&Parallel),
    };
    let problems = check(&source, given);
    assert_eq!(source.corpus.is_some(), source.problems.is_empty());
    report::human(&problems, &source.files, "", false)
}

/// The Yalu as a line of latitude between two towns, and a province on its northern bank.
struct Parallel;

impl Ground for Parallel {
    fn country(&self, at: LonLat) -> Option<&str> {
        Some(if at.lat > 40.115 { "CN" } else { "KP" })
    }

    fn inside(&self, shape: &str, at: LonLat) -> Option<bool> {
        self.has(shape).then_some(at.lat > 40.115 && at.lon > 124.0)
    }

    fn has(&self, shape: &str) -> bool {
        shape == "provinces#liaoning"
    }
}
