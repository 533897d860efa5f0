//! A file of events that stops in the middle until a story lets it go on.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use serde_json::json;

use super::slow;

/// How many events come at once, and how many there are.
pub const FIRST: u32 = 2_000;
pub const ALL: u32 = 5_000;

/// How its name begins: behind that comes its number.
pub const NAME: &str = "trickle-";

/// Such a file.
#[derive(Clone, Debug)]
pub struct Trickle {
    number: u32,
    goes_on: Arc<AtomicBool>,
    is_closed: Arc<AtomicBool>,
}

fn all() -> &'static Mutex<HashMap<u32, Trickle>> {
    static ALL: OnceLock<Mutex<HashMap<u32, Trickle>>> = OnceLock::new();
    ALL.get_or_init(Mutex::default)
}

impl Trickle {
    /// Another file.
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let made = Self {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            goes_on: Arc::default(),
            is_closed: Arc::default(),
        };
        all().lock().unwrap().insert(made.number, made.clone());
        made
    }

    /// Its address on the site of [`slow::url`].
    pub fn name(&self) -> String {
        format!("{NAME}{}.geojson", self.number)
    }

    /// Lets it go on.
    pub fn go_on(&self) {
        self.goes_on.store(true, Ordering::SeqCst);
    }

    /// Waits until the browser wants no more of it.
    pub fn wait_until_closed(&self) {
        for _ in 0..1_000 {
            if self.is_closed.load(Ordering::SeqCst) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("the browser still wants the file");
    }

    /// The address of a page on the same site.
    pub fn page(path: &str) -> String {
        slow::url(path)
    }
}

/// Answers a request whose first line is `line`, if it is for such a file.
pub fn answer(line: &str, to: &mut impl Write) -> Option<io::Result<()>> {
    let (_, rest) = line.split_once(NAME)?;
    let number: u32 = rest.split('.').next()?.parse().ok()?;
    let trickle = all().lock().unwrap().get(&number)?.clone();
    let answered = write(&trickle, to);
    trickle.is_closed.store(answered.is_err(), Ordering::SeqCst);
    Some(answered)
}

fn write(trickle: &Trickle, to: &mut impl Write) -> io::Result<()> {
    let text = |from: u32, end: u32| {
        let features = (from..end).map(|number| {
            let feature = json!({
                "type": "Feature",
                "geometry": { "type": "Point", "coordinates": [
                    124.0 + f64::from(number % 40) / 10.0,
                    40.0 + f64::from(number % 20) / 10.0,
                ] },
                "properties": { "title": format!("Event {number}"), "year": 1990 + number % 30 },
            });
            format!("{}{feature}", if number == 0 { "" } else { "," })
        });
        features.collect::<String>()
    };
    to.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/geo+json\r\nConnection: close\r\n\r\n\
        {\"type\":\"FeatureCollection\",\"features\":[",
    )?;
    to.write_all(text(0, FIRST).as_bytes())?;
    while !trickle.goes_on.load(Ordering::SeqCst) {
        // Blanks mean nothing, and tell whether somebody still listens.
        to.write_all(b" ")?;
        to.flush()?;
        thread::sleep(Duration::from_millis(20));
    }
    to.write_all(text(FIRST, ALL).as_bytes())?;
    to.write_all(b"]}")
}
