//! `yalu serve`: builds, then serves the built folder on this machine, as strictly as a careful
//! host would. [`start`] serves any folder, for tests.

use std::io::{self, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use clap::Args as ClapArgs;

mod answer;
mod connection;
mod error;
mod head;
mod mime;
mod negotiate;
mod path;
mod policy;
mod range;
mod reload;
mod store;
#[cfg(test)]
mod tests;

pub use error::ServeError;
pub use policy::CONTENT_SECURITY_POLICY;

use super::build::{self, Plan};
use super::{Steps, watch};
use connection::{Shared, accept};
use store::Store;

const DEFAULT_PORT: u16 = 8080;

/// What `yalu serve` can be told.
#[derive(Debug, ClapArgs)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct Args {
    /// The port on 127.0.0.1 [default: 8080, or a free one if that is taken]
    #[arg(long)]
    port: Option<u16>,
    /// The folder to build and serve [default: target/site in the package]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Compile for debugging: much faster, much larger
    #[arg(long)]
    dev: bool,
    /// Build again when a source changes, and reload the pages that are open
    #[arg(long, conflicts_with = "no_build")]
    watch: bool,
    /// Serve the folder as the last build left it
    #[arg(long)]
    no_build: bool,
    /// Say how long each step of the first build took
    #[arg(long)]
    timings: bool,
}

/// Runs `yalu serve`, which ends only when it fails or is stopped from outside.
///
/// # Errors
///
/// See [`ServeError`]. With `--watch`, a failed build is said and waits for the next change.
pub fn run(args: Args) -> Result<(), ServeError> {
    let plan = Plan::new(args.out, args.dev);
    let mut steps = Steps::default();
    if !args.no_build {
        let built = build::build(&plan, &mut steps);
        if args.timings {
            eprint!("{}", steps.timings());
        }
        match built {
            // A mistake is there to be corrected while we watch, if an older build can be shown.
            Err(error) if args.watch && plan.out.is_dir() => eprintln!("yalu: {error}"),
            built => built.map_err(ServeError::Build)?,
        }
    }
    let options = |port| Options {
        csp: true,
        reload: args.watch,
        port,
    };
    let server = match args.port {
        Some(port) => start(plan.out.clone(), options(port))?,
        None => match start(plan.out.clone(), options(DEFAULT_PORT)) {
            Err(ServeError::Port { .. }) => start(plan.out.clone(), options(0))?,
            started => started?,
        },
    };
    let mut output = io::stdout();
    // A closed standard output is no reason to stop serving.
    let _ = writeln!(output, "Yalu Map is at {}", server.url()).and_then(|()| output.flush());
    if args.watch {
        watch::watch(&plan, &server)
    } else {
        loop {
            thread::park();
        }
    }
}

/// How a folder is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether every answer carries [`CONTENT_SECURITY_POLICY`]. On unless said otherwise.
    pub csp: bool,
    /// Whether pages get the script that reloads them when [`Server::reload`] is called.
    pub reload: bool,
    /// The port on 127.0.0.1; 0, the default, takes a free one.
    pub port: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            csp: true,
            reload: false,
            port: 0,
        }
    }
}

/// A folder that is being served. Dropping it closes every connection and frees the port.
pub struct Server {
    /// Where it listens: always 127.0.0.1.
    pub address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

/// Serves `folder` until the result is dropped. The folder may be replaced meanwhile.
///
/// # Errors
///
/// [`ServeError::NoFolder`], [`ServeError::Port`] or [`ServeError::Start`].
pub fn start(folder: PathBuf, options: Options) -> Result<Server, ServeError> {
    if !folder.is_dir() {
        return Err(ServeError::NoFolder { path: folder });
    }
    let cannot_listen = |cause| ServeError::Port {
        port: options.port,
        cause,
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(cannot_listen)?;
    let address = listener.local_addr().map_err(cannot_listen)?;
    let store = Store::new(folder, options.reload);
    let shared = Arc::new(Shared::new(store, options));
    let own = Arc::clone(&shared);
    let accepting = thread::Builder::new()
        .spawn(move || accept(&listener, &own))
        .map_err(|cause| ServeError::Start { cause })?;
    Ok(Server {
        address,
        shared,
        accepting: Some(accepting),
    })
}

impl Server {
    /// The address of the first page, with a `/` at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Makes every page that is open load again, if [`Options::reload`] is on.
    pub fn reload(&self) {
        self.shared.listeners.tell();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // The accepting thread waits for a connection: this is its last.
        if TcpStream::connect(self.address).is_ok()
            && let Some(accepting) = self.accepting.take()
        {
            // It cannot panic, and there would be nobody to tell.
            let _ = accepting.join();
        }
        self.shared.close_all();
        let patience = Instant::now() + Duration::from_secs(2);
        while self.shared.connections() > 0 && Instant::now() < patience {
            thread::sleep(Duration::from_millis(1));
        }
    }
}
