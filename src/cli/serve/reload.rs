//! Tells the pages that are open to load again: server-sent events at [`EVENTS`], heard by the
//! script at [`SCRIPT`].

use std::io::{self, Write};
use std::sync::Mutex;
use std::time::SystemTime;

/// The address of the stream of events.
pub const EVENTS: &str = "/__reload";

/// The address of the script that listens to it.
pub const SCRIPT: &str = "/__reload.js";

/// The script. The stream names the build; a page reloads when that is another than the one it
/// came with, also after this server was stopped and started again.
pub const SCRIPT_TEXT: &str = "let build;
new EventSource(\"/__reload\").onmessage = ({ data }) => {
  if (build !== undefined && build !== data) location.reload();
  build = data;
};
";

const TAG: &[u8] = b"<script type=\"module\" src=\"/__reload.js\"></script>\n";

/// `page` with the script's tag at the end of its head, or at its end if it has none.
#[must_use]
pub fn with_script(mut page: Vec<u8>) -> Vec<u8> {
    let end_of_head = b"</head>";
    let place = page
        .windows(end_of_head.len())
        .position(|window| window.eq_ignore_ascii_case(end_of_head))
        .unwrap_or(page.len());
    page.splice(place..place, TAG.iter().copied());
    page
}

/// The pages that are listening.
pub struct Listeners {
    /// Names this run of the server, so that a later one's builds have other names.
    started: u128,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    build: u32,
    streams: Vec<Box<dyn Write + Send>>,
}

impl Listeners {
    /// Nobody yet.
    #[must_use]
    pub fn new() -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        Self {
            started: now.unwrap_or_default().as_millis(),
            state: Mutex::default(),
        }
    }

    /// Takes over the connection of a page: answers with the name of the build and stays open.
    pub fn join(&self, mut stream: Box<dyn Write + Send>) {
        let Ok(mut state) = self.state.lock() else {
            return;
        };
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\
                    Cache-Control: no-store\r\nConnection: close\r\n\r\nretry: 500\n";
        let greeting = format!("{head}{}", self.message(state.build));
        if send(&mut stream, &greeting).is_ok() {
            state.streams.push(stream);
        }
    }

    /// Names a new build to every page. Pages that have gone are forgotten.
    pub fn tell(&self) {
        let Ok(mut state) = self.state.lock() else {
            return;
        };
        state.build += 1;
        let message = self.message(state.build);
        state
            .streams
            .retain_mut(|stream| send(stream, &message).is_ok());
    }

    fn message(&self, build: u32) -> String {
        format!("data: {}-{build}\n\n", self.started)
    }
}

fn send(stream: &mut impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_goes_into_the_head_or_to_the_end() {
        let tag = str::from_utf8(TAG).unwrap();
        for (page, expected) in [
            ("", tag.to_owned()),
            ("<p>hello", format!("<p>hello{tag}")),
            (
                "<head></head><p></head>",
                format!("<head>{tag}</head><p></head>"),
            ),
            ("<HEAD></HEAD>", format!("<HEAD>{tag}</HEAD>")),
        ] {
            assert_eq!(with_script(page.into()), expected.into_bytes(), "{page}");
        }
    }
}
