//! What can go wrong while serving.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::cli::Status;
use crate::cli::build::BuildError;

/// Why nothing is served.
#[derive(Debug)]
pub enum ServeError {
    /// The folder could not be built.
    Build(BuildError),
    /// There is no built folder.
    NoFolder {
        /// Where it should be.
        path: PathBuf,
    },
    /// The port cannot be had.
    Port {
        /// The port; 0 stands for any free one.
        port: u16,
        /// Why.
        cause: io::Error,
    },
    /// There is no thread to be had.
    Start {
        /// Why.
        cause: io::Error,
    },
    /// The folders of sources cannot be watched.
    Watch {
        /// Why.
        cause: notify::Error,
    },
}

impl ServeError {
    /// Whether problems were found or serving is impossible.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::Build(error) => error.status(),
            _ => Status::CouldNotRun,
        }
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(f),
            Self::NoFolder { path } => write!(
                f,
                "there is no folder {}: leave --no-build out, or name another with --out",
                path.display()
            ),
            Self::Port { port: 0, cause } => write!(f, "no free port on 127.0.0.1: {cause}"),
            Self::Port { port, cause } => write!(
                f,
                "port {port} of 127.0.0.1 cannot be had: {cause}. Give another with --port, or \
                 none for a free one"
            ),
            Self::Start { cause } => write!(f, "the server does not start: {cause}"),
            Self::Watch { cause } => write!(
                f,
                "the sources cannot be watched: {cause}. Without --watch the map is served all \
                 the same"
            ),
        }
    }
}

impl Error for ServeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Build(error) => Some(error),
            Self::NoFolder { .. } => None,
            Self::Port { cause, .. } | Self::Start { cause } => Some(cause),
            Self::Watch { cause } => Some(cause),
        }
    }
}
