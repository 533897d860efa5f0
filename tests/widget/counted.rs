//! Files in `FlatGeobuf` on a server that counts what is asked of it, and answers ranges or not.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use fastrand::Rng;
use flatgeobuf::geozero::error::Result as Written;
use flatgeobuf::geozero::{ColumnValue, GeomProcessor, GeozeroGeometry, PropertyProcessor};
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use yalu_map::geo::{Bounds, LonLat};

use super::slow;

/// How its name begins: behind that comes its number.
const NAME: &str = "counted-";

/// How a server answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// With the ranges that it is asked for.
    Ranges,
    /// With the whole file, whatever it is asked for.
    Whole,
    /// With more than anybody wants.
    Endless,
    /// With a mistake.
    Fails,
    /// Byte by byte.
    Slowly,
}

/// A file of events that is served and counted.
#[derive(Clone)]
pub struct Counted {
    name: String,
    state: Arc<State>,
}

struct State {
    bytes: Vec<u8>,
    way: Mutex<Way>,
    sent: AtomicUsize,
    requests: AtomicUsize,
    is_closed: AtomicBool,
}

fn all() -> &'static Mutex<HashMap<String, Counted>> {
    static ALL: OnceLock<Mutex<HashMap<String, Counted>>> = OnceLock::new();
    ALL.get_or_init(Mutex::default)
}

impl Counted {
    /// Serves some bytes under a name with an ending.
    pub fn new(bytes: &[u8], ending: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let made = Self {
            name: format!("{NAME}{number}.{ending}"),
            state: Arc::new(State {
                bytes: bytes.to_vec(),
                way: Mutex::new(Way::Ranges),
                sent: AtomicUsize::new(0),
                requests: AtomicUsize::new(0),
                is_closed: AtomicBool::new(false),
            }),
        };
        all()
            .lock()
            .unwrap()
            .insert(made.name.clone(), made.clone());
        made
    }

    /// From now on it is answered so.
    pub fn answer(&self, way: Way) {
        *self.state.way.lock().unwrap() = way;
    }

    /// Its address on the site of [`slow::url`].
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Bytes and requests since this was asked last.
    pub fn asked(&self) -> (usize, usize) {
        let taken = |count: &AtomicUsize| count.swap(0, Ordering::SeqCst);
        (taken(&self.state.sent), taken(&self.state.requests))
    }

    /// Waits until something was asked for.
    pub fn wait_until_asked(&self) {
        let is_asked = || self.state.requests.load(Ordering::SeqCst) > 0;
        wait(is_asked, "nobody asks for the file");
    }

    /// Waits until the browser wants no more of what comes slowly.
    pub fn wait_until_closed(&self) {
        let is_closed = || self.state.is_closed.load(Ordering::SeqCst);
        wait(is_closed, "the browser still wants the file");
    }

    /// The address of a page on the same site.
    pub fn page(path: &str) -> String {
        slow::url(path)
    }
}

#[track_caller]
fn wait(is_so: impl Fn() -> bool, otherwise: &str) {
    for _ in 0..1_000 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("{otherwise}");
}

/// Answers a request with these lines, if it is for such a file.
pub fn answer(head: &[String], to: &mut impl Write) -> Option<io::Result<()>> {
    let (_, path) = head[0].split_once(" /")?;
    let name = path.split([' ', '?']).next()?;
    let file = all().lock().unwrap().get(name)?.clone();
    let range = head.iter().find_map(|line| {
        let lower = line.to_ascii_lowercase();
        let (first, last) = lower
            .strip_prefix("range: bytes=")?
            .trim()
            .split_once('-')?;
        Some((first.parse::<usize>().ok()?, last.parse::<usize>().ok()?))
    });
    Some(write(&file.state, range, to))
}

fn write(state: &State, range: Option<(usize, usize)>, to: &mut impl Write) -> io::Result<()> {
    state.requests.fetch_add(1, Ordering::SeqCst);
    let way = *state.way.lock().unwrap();
    let length = state.bytes.len();
    let range = range.filter(|_| matches!(way, Way::Ranges | Way::Slowly));
    let mut head = |status: &str, length: usize, more: &str| {
        write!(
            to,
            "HTTP/1.1 {status}\r\nContent-Type: application/octet-stream\r\n\
             Content-Length: {length}\r\nETag: \"one\"\r\nCache-Control: no-cache\r\n\
             Connection: close\r\n{more}\r\n"
        )
    };
    let body = match (way, range) {
        (Way::Fails, _) => {
            head("503 Service Unavailable", 0, "")?;
            &[]
        }
        (Way::Endless, _) => {
            head("200 OK", 1 << 30, "")?;
            &state.bytes[..]
        }
        (_, Some((first, _))) if first >= length => {
            head("416 Range Not Satisfiable", 0, "")?;
            &[]
        }
        (_, Some((first, last))) => {
            let last = last.min(length - 1);
            let content = format!("Content-Range: bytes {first}-{last}/{length}\r\n");
            head("206 Partial Content", last + 1 - first, &content)?;
            &state.bytes[first..=last]
        }
        (_, None) => {
            head("200 OK", length, "")?;
            &state.bytes[..]
        }
    };
    if way != Way::Slowly {
        for (number, piece) in body.chunks(1 << 16).enumerate() {
            let written = to.write_all(piece);
            if written.is_err() {
                state.is_closed.store(true, Ordering::SeqCst);
                return written;
            }
            state.sent.fetch_add(piece.len(), Ordering::SeqCst);
            // What is asked for without a range begins as usual. Then there is time to want no more
            // of it, however busy the machine is.
            let is_plain = way == Way::Ranges && range.is_none();
            let pause = if is_plain && number > 16 { 200 } else { 2 };
            thread::sleep(Duration::from_millis(pause));
        }
        return Ok(());
    }
    for byte in body {
        let written = to.write_all(&[*byte]).and_then(|()| to.flush());
        if written.is_err() {
            state.is_closed.store(true, Ordering::SeqCst);
            return written;
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

struct Point(LonLat);

impl GeozeroGeometry for Point {
    fn process_geom<P: GeomProcessor>(&self, to: &mut P) -> Written<()> {
        to.point_begin(0)?;
        to.xy(self.0.lon, self.0.lat, 0)?;
        to.point_end(0)
    }
}

/// Where events are, most of them around some towns; the number of each is its id.
pub fn positions(count: usize) -> Vec<LonLat> {
    let rng = &mut Rng::with_seed(11);
    let somewhere = |rng: &mut Rng| LonLat::new(100.0 + rng.f64() * 50.0, 20.0 + rng.f64() * 40.0);
    let towns: Vec<LonLat> = (0..30).map(|_| somewhere(rng)).collect();
    let mut all = Vec::new();
    for _ in 0..count {
        let mut at = somewhere(rng);
        if rng.u8(0..5) > 0 {
            let town = towns[rng.usize(..towns.len())];
            at = LonLat::new(town.lon + rng.f64() - 0.5, town.lat + rng.f64() - 0.5);
        }
        all.push(at);
    }
    all
}

/// The numbers of those in a box.
pub fn inside(positions: &[LonLat], within: &Bounds) -> Vec<String> {
    let here = positions.iter().enumerate();
    let here = here.filter(|(_, at)| within.contains(**at));
    here.map(|(number, _)| number.to_string()).collect()
}

/// A file of events at these positions, as the crate `flatgeobuf` writes it.
pub fn file(positions: &[LonLat]) -> Vec<u8> {
    let options = FgbWriterOptions {
        crs: FgbCrs {
            code: 4326,
            ..FgbCrs::default()
        },
        promote_to_multi: false,
        ..FgbWriterOptions::default()
    };
    let mut to = FgbWriter::create_with_options("events", GeometryType::Point, options).unwrap();
    to.add_column("id", ColumnType::String, |_, _| {});
    to.add_column("title", ColumnType::String, |_, _| {});
    to.add_column("year", ColumnType::Short, |_, _| {});
    to.add_column("kind", ColumnType::String, |_, _| {});
    for (number, at) in positions.iter().enumerate() {
        let (id, title) = (number.to_string(), format!("Event {number}"));
        let kind = format!("Kind {}", number % 3);
        to.add_feature_geom(Point(*at), |to| {
            let properties = [
                ("id", ColumnValue::String(&id)),
                ("title", ColumnValue::String(&title)),
                ("year", ColumnValue::Short(1990 + (number % 30) as i16)),
                ("kind", ColumnValue::String(&kind)),
            ];
            for (at, (name, value)) in properties.iter().enumerate() {
                to.property(at, name, value).unwrap();
            }
        })
        .unwrap();
    }
    let mut bytes = Vec::new();
    to.write(&mut bytes).unwrap();
    bytes
}
