//! The tests' site over a line on which some files never come.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::{counted, site, trickle};

/// What an address ends with whose file comes in pieces, a frame of the screen between them.
pub const IN_PIECES: &str = "?in-pieces";

/// What an address ends with of which the policy allows no style but that of files.
pub const NO_STYLE: &str = "?no-style-within";

/// A folder of the site of which the second module comes when [`RELEASE`] was asked for, and not
/// any more after [`HOLD`].
pub const LATE: &str = "late/";

/// Lets the second module come.
pub const RELEASE: &str = "late/release";

/// Lets no second module come.
pub const HOLD: &str = "late/hold";

/// Bytes of a piece.
const PIECE: usize = 2_000;

/// The address of a page or a file of the site, with `corpus.bin` on its way for ever. The first
/// call starts what stands between; it ends with the tests.
pub fn url(path: &str) -> String {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    let own = ADDRESS.get_or_init(|| {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("the port's number");
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A browser that goes away in the middle needs no answer.
                thread::spawn(move || pass_on(&stream));
            }
        });
        format!("http://{address}/")
    });
    own.clone() + path
}

/// Passes one request on and the answer back; a request for what never comes is kept open.
fn pass_on(browser: &TcpStream) -> io::Result<()> {
    let mut head = Vec::new();
    let mut input = BufReader::new(browser);
    loop {
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let ends = line.trim().is_empty();
        if ends {
            // One request a connection: its end is the answer's end.
            head.push("Connection: close\r\n".to_owned());
        }
        let lower = line.to_ascii_lowercase();
        // A compressed page would come in fewer pieces than it is painted in.
        if !["connection:", "accept-encoding:"]
            .iter()
            .any(|name| lower.starts_with(name))
        {
            head.push(line);
        }
        if ends {
            break;
        }
    }
    if head[0].contains(LATE) {
        static IS_RELEASED: AtomicBool = AtomicBool::new(false);
        for (word, is_released) in [(RELEASE, true), (HOLD, false)] {
            if head[0].contains(word) {
                IS_RELEASED.store(is_released, Ordering::SeqCst);
                (&mut &*browser).write_all(b"HTTP/1.1 204 No Content\r\n\r\n")?;
                return browser.shutdown(Shutdown::Write);
            }
        }
        while head[0].contains("yalu_map_rest.wasm") && !IS_RELEASED.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(10));
        }
        head[0] = head[0].replace(LATE, "");
    } else if head[0].contains("corpus.bin") {
        loop {
            thread::park();
        }
    }
    if let Some(answered) = trickle::answer(&head[0], &mut &*browser) {
        return answered.and_then(|()| browser.shutdown(Shutdown::Write));
    }
    if let Some(answered) = counted::answer(&head, &mut &*browser) {
        return answered.and_then(|()| browser.shutdown(Shutdown::Write));
    }
    let server = site::url("");
    let server = server.trim_start_matches("http://").trim_end_matches('/');
    let mut server = TcpStream::connect(server)?;
    server.write_all(head.concat().as_bytes())?;
    if head[0].contains(IN_PIECES) {
        let mut piece = [0; PIECE];
        loop {
            let length = server.read(&mut piece)?;
            if length == 0 {
                break;
            }
            (&mut &*browser).write_all(&piece[..length])?;
            thread::sleep(Duration::from_millis(15));
        }
    } else if head[0].contains(NO_STYLE) {
        let mut answer = Vec::new();
        server.read_to_end(&mut answer)?;
        let allows = answer.windows(9).position(|bytes| bytes == b" 'sha256-");
        let from = allows.ok_or_else(|| io::Error::other("the policy allows no style within"))?;
        let digest = answer[from..].iter().position(|byte| *byte == b';');
        answer.drain(from..from + digest.unwrap_or_default());
        (&mut &*browser).write_all(&answer)?;
    } else {
        io::copy(&mut server, &mut &*browser)?;
    }
    browser.shutdown(Shutdown::Write)
}
