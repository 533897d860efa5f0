//! Accepts connections and answers what is asked on them, a thread for each. A browser opens
//! six to a server and leaves them open, and none may wait for another.

use std::io::{self, BufReader, Read as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::Options;
use super::answer::{Answer, answer};
use super::head::{NoHead, read_head};
use super::reload::{self, Listeners};
use super::store::Store;

/// A connection on which nothing is asked for so long is closed; browsers open a new one.
const IDLE: Duration = Duration::from_mins(5);

/// What every connection of a server needs.
pub struct Shared {
    /// The files.
    pub store: Store,
    /// The pages that wait to be told of a new build.
    pub listeners: Listeners,
    /// How the files are served.
    pub options: Options,
    /// Set when the server ends.
    pub stopped: AtomicBool,
    open: Mutex<Vec<(usize, TcpStream)>>,
    next: AtomicUsize,
}

impl Shared {
    /// Without connections.
    #[must_use]
    pub fn new(store: Store, options: Options) -> Self {
        Self {
            store,
            listeners: Listeners::new(),
            options,
            stopped: AtomicBool::new(false),
            open: Mutex::default(),
            next: AtomicUsize::new(0),
        }
    }

    /// Closes every connection, which ends its thread.
    pub fn close_all(&self) {
        if let Ok(open) = self.open.lock() {
            for (_, stream) in &*open {
                // One that the client has closed meanwhile needs no closing.
                let _ = stream.shutdown(Shutdown::Both);
            }
        }
    }

    /// How many connections there are.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.open.lock().map_or(0, |open| open.len())
    }
}

/// Accepts connections until [`Shared::stopped`] is set and one more comes.
pub fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        // A client that has gone before it was accepted, or no file handle to be had: wait for
        // the next instead of spinning.
        let Ok(stream) = stream else {
            thread::sleep(Duration::from_millis(10));
            continue;
        };
        let Ok(copy) = stream.try_clone() else {
            continue;
        };
        let id = shared.next.fetch_add(1, Ordering::Relaxed);
        if let Ok(mut open) = shared.open.lock() {
            open.push((id, copy));
        }
        let own = Arc::clone(shared);
        let spawned = thread::Builder::new().spawn(move || {
            // A client that goes away in the middle needs no further answer.
            let _ = converse(&stream, &own);
            forget(&own, id);
        });
        if spawned.is_err() {
            forget(shared, id);
        }
    }
}

fn forget(shared: &Shared, id: usize) {
    if let Ok(mut open) = shared.open.lock() {
        open.retain(|(own, _)| *own != id);
    }
}

/// Answers one request after the other until the client closes or may not go on.
fn converse(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    let Options { csp, reload, .. } = shared.options;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_write_timeout(Some(IDLE))?;
    let mut input = BufReader::new(stream);
    let mut output = stream;
    loop {
        let head = match read_head(&mut input) {
            Ok(head) => head,
            Err(NoHead::Closed) => return Ok(()),
            Err(NoHead::Malformed) => return Answer::malformed().send(&mut output, false),
            Err(NoHead::Broken(cause)) => return Err(cause),
        };
        if reload && head.target == reload::EVENTS {
            shared.listeners.join(Box::new(stream.try_clone()?));
            stream.set_read_timeout(None)?;
            // The page says nothing more; this ends when it goes.
            return input.read_exact(&mut [0]);
        }
        let mut answer = answer(&head, &shared.store, csp, reload);
        if !head.keeps_alive {
            answer = answer.last();
        }
        answer.send(&mut output, head.method == "HEAD")?;
        if !head.keeps_alive {
            return Ok(());
        }
    }
}
