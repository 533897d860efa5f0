//! Starts the server on a folder and talks to it as a browser does, over a plain connection.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Duration;

use super::*;

/// A folder with a page, a script, data and an empty file, removed with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("yalu-serve-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("hosts")).unwrap();
        let folder = Self(path);
        folder.write("index.html", "<html><head></head><p>map</html>");
        folder.write("hosts/index.html", "host");
        folder.write("a.js", &"let yalu = 1;\n".repeat(200));
        folder.write("ten.bin", "0123456789");
        folder.write("empty.txt", "");
        folder
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }

    fn serve(&self, options: Options) -> Server {
        start(self.0.clone(), options).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }
}

fn connect(server: &Server) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(server.address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    BufReader::new(stream)
}

fn send(stream: &mut BufReader<TcpStream>, first_line: &str, headers: &[&str]) {
    let mut text = format!("{first_line} HTTP/1.1\r\nHost: x\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    text.push_str("\r\n");
    stream.get_mut().write_all(text.as_bytes()).unwrap();
}

fn head(stream: &mut BufReader<TcpStream>) -> Reply {
    let mut line = || {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    };
    let status = line().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = std::iter::from_fn(|| {
        line()
            .split_once(": ")
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    });
    Reply {
        status,
        headers: headers.collect(),
        body: Vec::new(),
    }
}

fn ask_on(stream: &mut BufReader<TcpStream>, first_line: &str, headers: &[&str]) -> Reply {
    send(stream, first_line, headers);
    let mut reply = head(stream);
    if !first_line.starts_with("HEAD") && reply.status != 304 {
        let length = reply.header("Content-Length").unwrap().parse().unwrap();
        reply.body.resize(length, 0);
        stream.read_exact(&mut reply.body).unwrap();
    }
    reply
}

fn ask(server: &Server, first_line: &str, headers: &[&str]) -> Reply {
    ask_on(&mut connect(server), first_line, headers)
}

#[test]
fn a_page_comes_with_its_kind_and_the_strict_policy() {
    let folder = Folder::new("page");
    let server = folder.serve(Options::default());
    let reply = ask(&server, "GET /?years=2018-2020", &[]);
    assert_eq!(reply.status, 200);
    assert_eq!(
        reply.header("Content-Type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(
        reply.header("Content-Security-Policy"),
        Some(CONTENT_SECURITY_POLICY)
    );
    assert_eq!(reply.header("Cache-Control"), Some("no-cache"));
    assert_eq!(reply.text(), "<html><head></head><p>map</html>");
    assert_eq!(ask(&server, "GET /empty.txt", &[]).text(), "");

    let open = folder.serve(Options {
        csp: false,
        ..Options::default()
    });
    assert_eq!(
        ask(&open, "GET /", &[]).header("Content-Security-Policy"),
        None
    );
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let folder = Folder::new("head");
    let server = folder.serve(Options::default());
    let mut stream = connect(&server);
    let by_head = ask_on(&mut stream, "HEAD /ten.bin", &[]);
    // On the same connection: a body that came all the same would be read as the next answer.
    let by_get = ask_on(&mut stream, "GET /ten.bin", &[]);
    assert_eq!(by_head.status, 200);
    assert_eq!(by_head.headers, by_get.headers);
    assert_eq!(by_get.text(), "0123456789");
}

#[test]
fn what_is_not_there_is_said_and_nothing_above_is_given() {
    let folder = Folder::new("missing");
    let server = folder.serve(Options::default());
    let reply = ask(&server, "GET /no/<b>such</b>.js", &[]);
    assert_eq!(reply.status, 404);
    assert!(
        reply.text().contains("/no/&lt;b&gt;such&lt;/b&gt;.js"),
        "{}",
        reply.text()
    );
    let secret = folder.0.with_extension("secret");
    std::fs::write(&secret, "secret").unwrap();
    let name = secret.file_name().unwrap().to_str().unwrap();
    for prefix in ["/../", "/%2e%2e/", "/hosts/../../", "/..%2f", "//"] {
        let reply = ask(&server, &format!("GET {prefix}{name}"), &[]);
        assert_eq!(reply.status, 404, "{prefix}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&secret, folder.0.join("link.txt")).unwrap();
        assert_eq!(ask(&server, "GET /link.txt", &[]).status, 404);
    }
    std::fs::remove_file(secret).unwrap();
    let reply = ask(&server, "POST /", &["Content-Length: 0"]);
    assert_eq!(
        (reply.status, reply.header("Allow")),
        (405, Some("GET, HEAD"))
    );
}

#[test]
fn a_folder_leads_to_its_page() {
    let folder = Folder::new("folder");
    let server = folder.serve(Options::default());
    let reply = ask(&server, "GET /hosts?lang=ko", &[]);
    assert_eq!(
        (reply.status, reply.header("Location")),
        (301, Some("/hosts/?lang=ko"))
    );
    assert_eq!(ask(&server, "GET /hosts/", &[]).text(), "host");
}

#[test]
fn brotli_is_sent_where_it_is_taken_and_has_a_tag_of_its_own() {
    let folder = Folder::new("brotli");
    let server = folder.serve(Options::default());
    let plain = ask(&server, "GET /a.js", &[]);
    let packed = ask(&server, "GET /a.js", &["Accept-Encoding: gzip, br"]);
    assert_eq!(plain.header("Content-Encoding"), None);
    assert_eq!(packed.header("Content-Encoding"), Some("br"));
    assert_eq!(packed.header("Vary"), Some("Accept-Encoding"));
    assert_ne!(packed.header("ETag"), plain.header("ETag"));
    assert!(packed.body.len() < plain.body.len() / 10);
    let mut unpacked = Vec::new();
    brotli::Decompressor::new(&packed.body[..], 4096)
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain.body);
    // Too small to get smaller.
    let small = ask(&server, "GET /ten.bin", &["Accept-Encoding: br"]);
    assert_eq!(
        (small.header("Content-Encoding"), small.text()),
        (None, "0123456789")
    );
}

#[test]
fn what_the_browser_has_is_not_sent_again_until_it_changes() {
    let folder = Folder::new("etag");
    let server = folder.serve(Options::default());
    for coding in [&[][..], &["Accept-Encoding: br"]] {
        let first = ask(&server, "GET /a.js", coding);
        let etag = first.header("ETag").unwrap();
        let condition = format!("If-None-Match: \"other\", {etag}");
        let headers: Vec<&str> = coding.iter().copied().chain([condition.as_str()]).collect();
        let again = ask(&server, "GET /a.js", &headers);
        assert_eq!((again.status, again.header("ETag")), (304, Some(etag)));
        folder.write(
            "a.js",
            &format!("let yalu = {}; // {}", headers.len(), "changed ".repeat(20)),
        );
        assert_eq!(ask(&server, "GET /a.js", &headers).status, 200);
    }
}

#[test]
fn one_range_is_cut_out_of_the_uncompressed_bytes() {
    let folder = Folder::new("range");
    let server = folder.serve(Options::default());
    let etag = ask(&server, "GET /ten.bin", &[])
        .header("ETag")
        .unwrap()
        .to_owned();
    for (range, condition, status, text, content) in [
        ("bytes=2-4", "X: y", 206, "234", Some("bytes 2-4/10")),
        ("bytes=-1", "X: y", 206, "9", Some("bytes 9-9/10")),
        (
            "bytes=2-4",
            "Accept-Encoding: br",
            206,
            "234",
            Some("bytes 2-4/10"),
        ),
        (
            "bytes=2-4",
            &format!("If-Range: {etag}"),
            206,
            "234",
            Some("bytes 2-4/10"),
        ),
        ("bytes=2-4", "If-Range: \"older\"", 200, "0123456789", None),
        ("bytes=99-", "X: y", 416, "", Some("bytes */10")),
        ("nonsense", "X: y", 200, "0123456789", None),
    ] {
        let reply = ask(
            &server,
            "GET /ten.bin",
            &[&format!("Range: {range}"), condition],
        );
        let found = (reply.status, reply.text(), reply.header("Content-Range"));
        assert_eq!(found, (status, text, content), "{range}, {condition}");
    }
}

#[test]
fn a_large_file_gives_ranges_from_the_disk() {
    let folder = Folder::new("large");
    let server = folder.serve(Options::default());
    let mut bytes = vec![0; (16 << 20) + 5];
    bytes.extend_from_slice(b"end");
    std::fs::write(folder.0.join("large.fgb"), &bytes).unwrap();
    let reply = ask(&server, "GET /large.fgb", &["Range: bytes=-4"]);
    assert_eq!((reply.status, reply.text()), (206, "\0end"));
    assert_eq!(reply.header("Content-Length"), Some("4"));
    let whole = ask(&server, "GET /large.fgb", &["Accept-Encoding: br"]);
    assert_eq!((whole.status, whole.body == bytes), (200, true));
    assert!(whole.header("ETag").is_some());
}

#[test]
fn idle_connections_block_nobody() {
    let folder = Folder::new("idle");
    let server = folder.serve(Options::default());
    let mut idle: Vec<_> = (0..40).map(|_| connect(&server)).collect();
    for stream in &mut idle {
        assert_eq!(ask_on(stream, "GET /ten.bin", &[]).status, 200);
    }
    assert_eq!(ask(&server, "GET /ten.bin", &[]).status, 200);
    for stream in &mut idle {
        assert_eq!(ask_on(stream, "GET /", &[]).status, 200);
    }
}

#[test]
fn pages_hear_of_a_new_build_only_where_reloading_is_on() {
    let folder = Folder::new("reload");
    let quiet = folder.serve(Options::default());
    assert_eq!(ask(&quiet, "GET /__reload.js", &[]).status, 404);
    assert_eq!(ask(&quiet, "GET /__reload", &[]).status, 404);

    let server = folder.serve(Options {
        reload: true,
        ..Options::default()
    });
    let page = ask(&server, "GET /", &[]);
    assert!(
        page.text()
            .contains("src=\"/__reload.js\"></script>\n</head>"),
        "{}",
        page.text()
    );
    assert!(
        ask(&server, "GET /__reload.js", &[])
            .text()
            .contains("EventSource")
    );
    let mut stream = connect(&server);
    send(&mut stream, "GET /__reload", &[]);
    assert_eq!(
        head(&mut stream).header("Content-Type"),
        Some("text/event-stream")
    );
    let mut data = || {
        let mut lines = stream.by_ref().lines().map(Result::unwrap);
        lines.find(|line| line.starts_with("data: ")).unwrap()
    };
    let first = data();
    server.reload();
    assert_ne!(data(), first);
    // The stream holds no thread of those that answer.
    assert_eq!(ask(&server, "GET /", &[]).status, 200);
}

#[test]
fn a_dropped_server_frees_its_port_and_a_taken_one_is_said() {
    let folder = Folder::new("port");
    let server = folder.serve(Options::default());
    let port = server.address.port();
    let options = Options {
        port,
        ..Options::default()
    };
    let taken = start(folder.0.clone(), options);
    assert!(matches!(taken, Err(ServeError::Port { port: said, .. }) if said == port));
    let mut kept = connect(&server);
    ask_on(&mut kept, "GET /", &[]);
    drop(server);
    assert_eq!(
        kept.read(&mut [0]).unwrap(),
        0,
        "an open connection is closed"
    );
    assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
}

#[test]
fn what_is_no_request_is_refused_and_the_connection_closed() {
    let folder = Folder::new("malformed");
    let server = folder.serve(Options::default());
    for text in ["hello\r\n\r\n", "GET / HTTP/3\r\n\r\n"] {
        let mut stream = connect(&server);
        stream.get_mut().write_all(text.as_bytes()).unwrap();
        assert_eq!(head(&mut stream).status, 400, "{text:?}");
    }
    let mut stream = connect(&server);
    let reply = ask_on(&mut stream, "GET /ten.bin", &["Connection: close"]);
    assert_eq!(
        (reply.status, reply.header("Connection")),
        (200, Some("close"))
    );
    assert_eq!(stream.read(&mut [0]).unwrap(), 0);
}

#[test]
fn a_missing_folder_is_named() {
    let path = std::env::temp_dir().join("yalu-no-such-folder");
    let error = start(path.clone(), Options::default()).err().unwrap();
    assert!(
        error.to_string().contains(&path.display().to_string()),
        "{error}"
    );
}
