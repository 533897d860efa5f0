//! The command as people run it, on corpora that nobody would wish for: a clear error, the right exit
//! status, and nothing half written.

#![allow(clippy::unwrap_used)] // A test that cannot start the command has failed.

mod run;
mod thousand;

use run::{Found, check, export, folder, good, package, path, yalu};
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

const FORMATS: [&str; 6] = ["geojson", "csv", "csl-json", "bibtex", "ris", "jsonld"];

#[test]
fn an_empty_corpus_is_fine() {
    let corpus = folder("empty");
    for name in ["kinds.toml", "places.toml"] {
        fs::write(corpus.join(name), "").unwrap();
    }
    check(&corpus).ends(0);
    for format in FORMATS {
        export(&corpus, format).ends(0);
    }
    let collection = "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n";
    assert_eq!(export(&corpus, "geojson").out, collection);
}

#[test]
fn an_empty_folder_is_no_corpus() {
    let nothing = folder("nothing");
    check(&nothing).ends(2).says("is not a corpus");
    export(&nothing, "csv")
        .ends(2)
        .says("is not a corpus")
        .prints_nothing();
    let missing = nothing.join("vanished");
    check(&missing).ends(2).says("cannot read the folder");
    export(&missing, "csv")
        .ends(2)
        .says("cannot read the folder")
        .prints_nothing();
}

#[test]
fn a_huge_file_is_refused_at_once() {
    let corpus = good("huge");
    fs::write(
        corpus.join("articles/first.toml"),
        "# ten megabytes\n".repeat(655_360),
    )
    .unwrap();
    check(&corpus)
        .ends(1)
        .prints("articles/first.toml")
        .prints("larger than 4 MiB");
    export(&corpus, "geojson")
        .ends(1)
        .says("larger than 4 MiB")
        .prints_nothing();
}

#[test]
fn what_is_not_utf_8_is_located() {
    let corpus = good("latin-1");
    let file = corpus.join("places.toml");
    let mut bytes = fs::read(&file).unwrap();
    let at = bytes
        .windows(7)
        .position(|window| window == b"Sinuiju")
        .unwrap();
    bytes[at] = 0xe9;
    fs::write(&file, &bytes).unwrap();
    let line = bytes[..at].split(|byte| *byte == b'\n').count();
    check(&corpus)
        .ends(1)
        .prints("not UTF-8")
        .prints(&format!("places.toml:{line}:"));
    export(&corpus, "csv")
        .ends(1)
        .says("not UTF-8")
        .prints_nothing();
}

#[test]
fn a_byte_order_mark_and_other_line_ends_change_nothing() {
    let plain = good("plain");
    let marked = good("marked");
    let carriage = good("carriage");
    for name in [
        "kinds.toml",
        "places.toml",
        "articles/first.toml",
        "articles/second.toml",
    ] {
        let text = fs::read_to_string(plain.join(name)).unwrap();
        fs::write(marked.join(name), ["\u{feff}", &text].concat()).unwrap();
        fs::write(carriage.join(name), text.replace('\n', "\r\n")).unwrap();
    }
    for corpus in [&marked, &carriage] {
        check(corpus).ends(0);
        for format in FORMATS {
            assert_eq!(
                export(corpus, format).ends(0).out,
                export(&plain, format).ends(0).out
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_in_circles_are_said() {
    use std::os::unix::fs::symlink;
    let corpus = good("links");
    // A file that was there when the folder was listed and is gone when it is opened looks like
    // the first of these.
    symlink(
        corpus.join("gone.toml"),
        corpus.join("articles/vanished.toml"),
    )
    .unwrap();
    symlink(
        corpus.join("articles/loop.toml"),
        corpus.join("articles/loop.toml"),
    )
    .unwrap();
    symlink(&corpus, corpus.join("articles/folder.toml")).unwrap();
    let found = check(&corpus).ends(1);
    for name in ["vanished", "loop", "folder"] {
        found.prints(&format!("articles/{name}.toml"));
    }
    found.prints("cannot be read").prints("not a regular file");
    export(&corpus, "ris")
        .ends(1)
        .says("articles/loop.toml")
        .prints_nothing();

    let circle = good("circle");
    fs::remove_dir_all(circle.join("articles")).unwrap();
    symlink(circle.join("articles"), circle.join("articles")).unwrap();
    check(&circle).ends(2).says("cannot read the folder");
    export(&circle, "ris")
        .ends(2)
        .says("cannot read the folder")
        .prints_nothing();

    let itself = good("itself");
    fs::remove_dir_all(itself.join("articles")).unwrap();
    symlink(&itself, itself.join("articles")).unwrap();
    check(&itself).ends(1).prints("articles/kinds.toml");
    export(&itself, "ris")
        .ends(1)
        .says("articles/kinds.toml")
        .prints_nothing();
}

/// Nor do the articles' texts, of which one may be anything.
#[test]
fn texts_that_cannot_be_read_are_said() {
    let corpus = good("texts");
    let texts = corpus.join("texts");
    let proved = |texts: &Path| {
        yalu(&[
            "check",
            "--corpus",
            path(&corpus),
            "--articles",
            path(texts),
        ])
    };
    proved(&texts).ends(0);
    fs::write(texts.join("first.txt"), b"\xff\xfe").unwrap();
    proved(&texts)
        .ends(1)
        .prints("first.txt")
        .prints("not UTF-8");
    fs::write(texts.join("first.txt"), "x".repeat(10 << 20)).unwrap();
    proved(&texts)
        .ends(1)
        .prints("first.txt")
        .prints("too large");
    fs::remove_file(texts.join("first.txt")).unwrap();
    // Nobody needs the texts of the others: theirs are not proved, and that is said.
    proved(&texts).ends(0).says("not proved").says("first");
    proved(&texts.join("none"))
        .ends(2)
        .says("cannot read the articles' folder");
}

/// A text with Windows' line ends and a byte order mark has the same paragraphs.
#[test]
fn texts_may_have_any_line_ends() {
    let corpus = good("text-ends");
    for name in ["first.txt", "second.txt"] {
        let file = corpus.join("texts").join(name);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, text.replace('\n', "\r\n")).unwrap();
    }
    let texts = corpus.join("texts");
    yalu(&[
        "check",
        "--corpus",
        path(&corpus),
        "--articles",
        path(&texts),
    ])
    .ends(0);
}

#[test]
fn a_corpus_with_problems_is_not_exported() {
    let corpus = package().join("tests/corpora/cycle");
    for format in FORMATS {
        let found = export(&corpus, format).ends(1);
        found
            .says("nothing was exported")
            .says("error[cycle]")
            .prints_nothing();
    }
}

#[test]
fn what_makes_no_sense_is_said_and_nothing_printed() {
    let corpus = good("asked");
    let ask = |rest: &[&str]| {
        let arguments = [
            &["export", "--corpus", path(&corpus), "--format", "csv"],
            rest,
        ]
        .concat();
        yalu(&arguments)
    };
    ask(&[]).ends(0);
    let place = ask(&["--place", "dandng"]).ends(2);
    place
        .says("no place `dandng`")
        .says("did you mean `dandong`?")
        .prints_nothing();
    ask(&["--place", "x"])
        .ends(2)
        .says("no place `x`")
        .prints_nothing();
    ask(&["--years", "2020-2019"])
        .ends(2)
        .says("earlier year first")
        .prints_nothing();
    ask(&["--years", "soon"])
        .ends(2)
        .says("2018-2020")
        .prints_nothing();
    ask(&["--undated"]).ends(2).says("--years").prints_nothing();
    yalu(&["export", "--format", "xml"])
        .ends(2)
        .says("geojson")
        .prints_nothing();
    yalu(&["export"]).ends(2).says("--format").prints_nothing();
}

#[test]
fn years_and_places_choose() {
    let corpus = good("chosen");
    let rows = |rest: &[&str]| -> Vec<String> {
        let arguments = [
            &["export", "--corpus", path(&corpus), "--format", "csv"],
            rest,
        ]
        .concat();
        let found = yalu(&arguments).ends(0);
        let rows = found.out.lines().skip(1);
        rows.map(|row| row.split(',').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(rows(&[]), ["trucks-wait", "line-clears"]);
    assert_eq!(rows(&["--place", "sinuiju"]), ["trucks-wait"]);
    assert_eq!(rows(&["--years", "2019"]), ["trucks-wait", "line-clears"]);
    assert!(rows(&["--years", "2020-2025"]).is_empty());
    assert!(rows(&["--years", "2020", "--place", "sinuiju"]).is_empty());
    assert!(rows(&["--place", "liaoning"]).is_empty());
}

/// Whoever reads only the beginning gets an error, not a panic.
#[test]
fn a_closed_output_is_said() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_yalu"))
        .args(["export", "--format", "geojson", "--corpus"])
        .arg(package().join("corpus"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdout
        .take()
        .unwrap()
        .read_exact(&mut [0; 8])
        .unwrap();
    let found = Found::from(child.wait_with_output().unwrap());
    found.ends(2).says("the export cannot be printed");
}
