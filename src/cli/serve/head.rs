//! The head of a request, as RFC 9112 writes it.

use std::io::{self, BufRead, Read as _};

/// The most bytes that a head may have. Browsers stay below two thousand.
const LONGEST: u64 = 16 << 10;

/// A request without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// `GET`, `HEAD` or another.
    pub method: String,
    /// What is asked for, as it was sent: path and query.
    pub target: String,
    /// Whether the client sends further requests on this connection.
    pub keeps_alive: bool,
    headers: Vec<(String, String)>,
}

/// Why there is no head.
#[derive(Debug)]
pub enum NoHead {
    /// The client has said all it had to say.
    Closed,
    /// It did not speak HTTP/1, or at too great a length.
    Malformed,
    /// The connection broke or was silent for too long.
    Broken(io::Error),
}

impl Head {
    /// The first header of that name, in whatever case it was sent.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Reads the head of the next request.
///
/// A request that announces a body is given as the last one of its connection: nothing here
/// takes a body, and where the next request begins is then unknown.
///
/// # Errors
///
/// See [`NoHead`].
pub fn read_head(connection: &mut impl BufRead) -> Result<Head, NoHead> {
    let mut input = connection.by_ref().take(LONGEST);
    let first = match read_line(&mut input)? {
        // Some clients end a request with one line too many.
        Some(line) if line.is_empty() => read_line(&mut input)?,
        line => line,
    };
    let first = first.ok_or(NoHead::Closed)?;
    let mut words = first.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(NoHead::Malformed);
    };
    let is_current = match version {
        "HTTP/1.1" => true,
        "HTTP/1.0" => false,
        _ => return Err(NoHead::Malformed),
    };
    let mut head = Head {
        method: method.to_owned(),
        target: target.to_owned(),
        keeps_alive: is_current,
        headers: Vec::new(),
    };
    loop {
        let line = read_line(&mut input)?.ok_or(NoHead::Malformed)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or(NoHead::Malformed)?;
        if name.is_empty() || name.contains(char::is_whitespace) {
            return Err(NoHead::Malformed);
        }
        let value = value.trim().to_owned();
        head.headers.push((name.to_owned(), value));
    }
    let has_body = head.header("Transfer-Encoding").is_some()
        || head
            .header("Content-Length")
            .is_some_and(|length| length != "0");
    let closes = head
        .header("Connection")
        .is_some_and(|value| value.to_ascii_lowercase().contains("close"));
    head.keeps_alive &= !has_body && !closes;
    Ok(head)
}

/// A line without its end; `None` where the input ends before a line begins.
fn read_line(input: &mut impl BufRead) -> Result<Option<String>, NoHead> {
    let mut line = Vec::new();
    input.read_until(b'\n', &mut line).map_err(NoHead::Broken)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.pop() != Some(b'\n') {
        return Err(NoHead::Malformed);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    String::from_utf8(line)
        .map(Some)
        .map_err(|_| NoHead::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Head, NoHead> {
        read_head(&mut text.as_bytes())
    }

    #[test]
    fn a_browsers_request_is_read() {
        let head = read("GET /a?b HTTP/1.1\r\nHost: x\r\nif-none-match:  \"1\" \r\n\r\n").unwrap();
        assert_eq!(
            (head.method.as_str(), head.target.as_str()),
            ("GET", "/a?b")
        );
        assert_eq!(head.header("If-None-Match"), Some("\"1\""));
        assert_eq!(head.header("Range"), None);
    }

    #[test]
    fn it_is_known_which_request_is_the_last() {
        for (head, keeps_alive) in [
            ("GET / HTTP/1.1\r\n\r\n", true),
            ("\r\nGET / HTTP/1.1\r\n\r\n", true),
            ("GET / HTTP/1.1\n\n", true),
            ("GET / HTTP/1.1\r\nConnection: keep-alive\r\n\r\n", true),
            ("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", true),
            ("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n", false),
            ("GET / HTTP/1.0\r\n\r\n", false),
            ("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n", false),
            (
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                false,
            ),
        ] {
            assert_eq!(read(head).unwrap().keeps_alive, keeps_alive, "{head:?}");
        }
    }

    #[test]
    fn nonsense_is_malformed_and_nothing_is_the_end() {
        assert!(matches!(read(""), Err(NoHead::Closed)));
        let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(LONGEST as usize));
        for head in [
            "GET",
            "GET / HTTP/1.1",
            "GET / HTTP/1.1\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "GET / HTTP/1.1\r\n: empty\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
            "GET / HTTP/2.0\r\n\r\n",
            "GET  / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1 x\r\n\r\n",
            "\u{16}\u{3}\u{1}\r\n\r\n",
            &long,
        ] {
            assert!(matches!(read(head), Err(NoHead::Malformed)), "{head:?}");
        }
    }
}
