//! One request in, one answer out.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::ops::Range;
use std::sync::Arc;

use super::head::Head;
use super::negotiate::{has_already, takes_brotli};
use super::path::{decode, relative_path};
use super::policy::CONTENT_SECURITY_POLICY;
use super::range::{self, Asked};
use super::reload;
use super::store::{Found, InMemory, OnDisk, Store};
use crate::paint::markup::Text;

/// An answer that is ready to be sent.
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

enum Body {
    /// None at all: the status says everything.
    None,
    Text(String),
    Memory(Arc<InMemory>, Range<u64>),
    Packed(Arc<InMemory>),
    Disk(File, Range<u64>),
}

/// The answer to a request from the files of `store`. With `csp`, the answer carries
/// [`CONTENT_SECURITY_POLICY`], or that of the page; with `reloads`, the script of [`reload`] is there too.
#[must_use]
pub fn answer(head: &Head, store: &Store, csp: bool, reloads: bool) -> Answer {
    let mut policy = None;
    let mut answer = if !matches!(head.method.as_str(), "GET" | "HEAD") {
        let text = "This server answers GET and HEAD only.\n".to_owned();
        Answer::text(405, "text/plain; charset=utf-8", text).with("Allow", "GET, HEAD")
    } else if reloads && head.target == reload::SCRIPT {
        let script = reload::SCRIPT_TEXT.to_owned();
        Answer::text(200, "text/javascript; charset=utf-8", script)
    } else {
        let found = relative_path(&head.target).map(|path| store.find(&path));
        match found {
            Some(Found::Memory(file)) => {
                policy.clone_from(&file.policy);
                of_memory(head, file)
            }
            Some(Found::Disk(file)) => of_disk(head, file),
            Some(Found::Folder) => to_folder(&head.target),
            Some(Found::Missing) | None => not_found(&head.target),
        }
    };
    // The browser may keep everything and must always ask whether it is still right.
    answer = answer
        .with("Cache-Control", "no-cache")
        .with("X-Content-Type-Options", "nosniff");
    if csp {
        let policy = policy.unwrap_or_else(|| CONTENT_SECURITY_POLICY.to_owned());
        answer = answer.with("Content-Security-Policy", policy);
    }
    answer
}

fn of_memory(head: &Head, file: Arc<InMemory>) -> Answer {
    let length = file.bytes.len() as u64;
    // A range is of the bytes as they are, so a request for one gets nothing compressed.
    let packed = head.header("Range").is_none()
        && takes_brotli(head.header("Accept-Encoding"))
        && file.packed().is_some();
    let etag = if packed {
        format!("{}-br\"", file.etag.trim_end_matches('"'))
    } else {
        file.etag.clone()
    };
    let kind = file.content_type;
    let answer = if has_already(head.header("If-None-Match"), &etag) {
        Answer::empty(304)
    } else if packed {
        let mut answer = Answer::empty(200).with("Content-Encoding", "br");
        answer.body = Body::Packed(file);
        answer.with("Content-Type", kind)
    } else {
        of_range(head, &etag, length, |range| Body::Memory(file, range)).with("Content-Type", kind)
    };
    answer.with("ETag", etag).with("Vary", "Accept-Encoding")
}

fn of_disk(head: &Head, found: OnDisk) -> Answer {
    let OnDisk {
        file,
        length,
        content_type,
        etag,
    } = found;
    let answer = if has_already(head.header("If-None-Match"), &etag) {
        Answer::empty(304)
    } else {
        of_range(head, &etag, length, |range| Body::Disk(file, range))
            .with("Content-Type", content_type)
    };
    answer.with("ETag", etag)
}

fn of_range(head: &Head, etag: &str, length: u64, body: impl FnOnce(Range<u64>) -> Body) -> Answer {
    // A range of a file that has changed would be glued to bytes of another one.
    let is_same = head.header("If-Range").is_none_or(|tag| tag == etag);
    let answer = match range::parse(head.header("Range").filter(|_| is_same), length) {
        Asked::Whole => {
            let mut answer = Answer::empty(200);
            answer.body = body(0..length);
            answer
        }
        Asked::Part(range) => {
            let content = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let mut answer = Answer::empty(206).with("Content-Range", content);
            answer.body = body(range);
            answer
        }
        Asked::Nothing => {
            let mut answer = Answer::empty(416).with("Content-Range", format!("bytes */{length}"));
            answer.body = Body::Text(String::new());
            answer
        }
    };
    answer.with("Accept-Ranges", "bytes")
}

fn to_folder(target: &str) -> Answer {
    let (path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
    Answer::text(301, "text/plain; charset=utf-8", String::new())
        .with("Location", format!("{path}/{query}"))
}

fn not_found(target: &str) -> Answer {
    let asked = decode(target).unwrap_or_else(|| target.to_owned());
    let asked = Text(&asked);
    Answer::text(
        404,
        "text/html; charset=utf-8",
        format!(
            "<!doctype html>\n<html lang=\"en\"><title>Not found</title>\n\
             <h1>Not found</h1>\n<p>There is no <code>{asked}</code> here. \
             <a href=\"/\">The first page</a></p>\n</html>\n"
        ),
    )
}

impl Answer {
    /// To what is no request; the connection is closed after it.
    #[must_use]
    pub fn malformed() -> Self {
        let text = "That was no request of HTTP/1.1.\n".to_owned();
        Self::text(400, "text/plain; charset=utf-8", text).last()
    }

    /// The same, saying that the connection is closed after it.
    #[must_use]
    pub fn last(self) -> Self {
        self.with("Connection", "close")
    }

    fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Body::None,
        }
    }

    fn text(status: u16, content_type: &'static str, text: String) -> Self {
        let mut answer = Self::empty(status).with("Content-Type", content_type);
        answer.body = Body::Text(text);
        answer
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sends the answer; with `head_only`, everything but the body. What fits in memory goes out
    /// in one piece: two small ones would wait for each other's acknowledgement.
    ///
    /// # Errors
    ///
    /// What the connection or the disk says.
    pub fn send(self, out: &mut dyn Write, head_only: bool) -> io::Result<()> {
        let mut piece = self.head().into_bytes();
        match &self.body {
            _ if head_only => {}
            Body::None => {}
            Body::Text(text) => piece.extend_from_slice(text.as_bytes()),
            Body::Memory(file, range) => {
                piece.extend_from_slice(&file.bytes[range.start as usize..range.end as usize]);
            }
            Body::Packed(file) => piece.extend_from_slice(file.packed().unwrap_or_default()),
            Body::Disk(file, range) => {
                let mut file = file;
                file.seek(SeekFrom::Start(range.start))?;
                out.write_all(&piece)?;
                piece.clear();
                io::copy(&mut file.take(range.end - range.start), out)?;
            }
        }
        out.write_all(&piece)?;
        out.flush()
    }

    fn head(&self) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        // Writing to a string cannot fail.
        for (name, value) in &self.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let length = match &self.body {
            Body::None => None,
            Body::Text(text) => Some(text.len() as u64),
            Body::Memory(_, range) | Body::Disk(_, range) => Some(range.end - range.start),
            Body::Packed(file) => file.packed().map(|bytes| bytes.len() as u64),
        };
        if let Some(length) = length {
            let _ = write!(head, "Content-Length: {length}\r\n");
        }
        head.push_str("\r\n");
        head
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        301 => "Moved Permanently",
        304 => "Not Modified",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        416 => "Range Not Satisfiable",
        _ => "",
    }
}
