//! From what a request asks for to a path below the served folder.

use std::path::PathBuf;

/// The relative path that a request's target names, or `None` if it names nothing that may be
/// served: anything that could leave the folder, hidden files, and what is not UTF-8.
///
/// A target that ends in `/` names the `index.html` there. Query and fragment are left off.
#[must_use]
pub fn relative_path(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut relative = PathBuf::new();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let part = decode(part)?;
        if part.is_empty() && parts.peek().is_none() {
            relative.push("index.html");
            break;
        }
        // A colon names a drive or a stream on Windows, and joining a drive leaves the folder.
        let is_plain = !part.is_empty()
            && !part.starts_with('.')
            && !part.contains(['/', '\\', ':'])
            && !part.contains(char::is_control);
        if !is_plain {
            return None;
        }
        relative.push(part);
    }
    Some(relative)
}

/// Resolves percent escapes once; `None` for a broken escape or for what is not UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_served() {
        for (target, path) in [
            ("/", "index.html"),
            ("/?years=2018-2020", "index.html"),
            ("/a.js", "a.js"),
            ("/a.js?v=1/../..", "a.js"),
            ("/hosts/", "hosts/index.html"),
            ("/hosts/strict.html#x", "hosts/strict.html"),
            ("/a%20b.txt", "a b.txt"),
            ("/%EC%8B%A0.txt", "신.txt"),
            ("/100%25.txt", "100%.txt"),
            ("/%252e%252e/x", "%2e%2e/x"),
        ] {
            assert_eq!(relative_path(target), Some(PathBuf::from(path)), "{target}");
        }
    }

    #[test]
    fn what_may_not() {
        for target in [
            "",
            "a.js",
            "*",
            "http://elsewhere/a.js",
            "/..",
            "/../Cargo.toml",
            "/a/../../b",
            "/%2e%2e/b",
            "/.%2E/b",
            "/..%2fb",
            "/a%2f..%2f..%2fb",
            "/..\\b",
            "/..%5cb",
            "/./a",
            "//etc/passwd",
            "/a//b",
            "/%2fetc/passwd",
            "/C:/b",
            "/.git/config",
            "/a/.hidden",
            "/a%00.js",
            "/a%0d%0aX: y",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
        ] {
            assert_eq!(relative_path(target), None, "{target}");
        }
    }
}
