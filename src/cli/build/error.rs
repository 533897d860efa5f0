//! What can go wrong in a build.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use super::budget::Measure;
use crate::cli::Status;

/// Why a build gave no folder, or one that must not be shipped.
#[derive(Debug)]
pub enum BuildError {
    /// A program of the Rust toolchain could not be started.
    Tool {
        /// The program's name.
        tool: &'static str,
        /// Why.
        cause: io::Error,
    },
    /// The WebAssembly target is missing and could not be added.
    Target {
        /// The exit status of `rustup`, if it could be started and was not killed.
        status: Option<i32>,
    },
    /// The compiler found mistakes; it has printed them itself.
    Compile,
    /// Cargo succeeded and named no WebAssembly file.
    NoWasm,
    /// The JavaScript glue could not be made from the WebAssembly.
    Glue {
        /// The compiled file.
        wasm: PathBuf,
        /// What wasm-bindgen says.
        cause: Box<dyn Error + Send + Sync>,
    },
    /// The WebAssembly could not be cut in two.
    Split {
        /// The compiled file.
        wasm: PathBuf,
        /// Why.
        cause: Box<dyn Error + Send + Sync>,
    },
    /// A script of the element is no JavaScript.
    Script {
        /// Its name in the built folder.
        name: String,
        /// What is wrong with it.
        cause: String,
    },
    /// A source of data has problems.
    Source {
        /// Which source, in words: "the corpus".
        what: &'static str,
        /// Every problem with file, line and reason, as it is printed.
        report: String,
    },
    /// A file or folder could not be read.
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A file or folder could not be written.
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// Two sources want the same name in the built folder.
    NameTaken {
        /// The name.
        name: String,
    },
    /// The output folder holds something that no build put there.
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// A reader would have to download more than is allowed.
    OverBudget(Vec<Measure>),
}

impl BuildError {
    /// Whether the build found problems or could not run.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::Compile
            | Self::Script { .. }
            | Self::Source { .. }
            | Self::NameTaken { .. }
            | Self::OverBudget(_) => Status::Problems,
            Self::Tool { .. }
            | Self::Target { .. }
            | Self::NoWasm
            | Self::Glue { .. }
            | Self::Split { .. }
            | Self::Read { .. }
            | Self::Write { .. }
            | Self::NotOurs { .. } => Status::CouldNotRun,
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tool { tool, cause } => write!(
                f,
                "`{tool}` could not be started: {cause}. It comes with Rust; install that with rustup"
            ),
            Self::Target { status } => {
                write!(f, "the WebAssembly target is missing and ")?;
                match status {
                    Some(status) => write!(f, "rustup could not add it (exit status {status})")?,
                    None => write!(f, "there is no rustup to add it")?,
                }
                write!(
                    f,
                    ". Add wasm32-unknown-unknown to the Rust that `rustc --print sysroot` names, \
                     then build again"
                )
            }
            Self::Compile => write!(
                f,
                "the widget does not compile; the compiler says why above"
            ),
            Self::NoWasm => write!(
                f,
                "cargo compiled the library and named no .wasm file; is [lib] still in Cargo.toml?"
            ),
            Self::Glue { wasm, cause } => write!(
                f,
                "no JavaScript glue for {}: {cause}. If versions are said to differ, give \
                 wasm-bindgen and wasm-bindgen-cli-support the same one in Cargo.toml",
                wasm.display()
            ),
            Self::Split { wasm, cause } => write!(
                f,
                "{} cannot be cut in two: {cause}. Where it is cut is said in src/embed/rest.rs",
                wasm.display()
            ),
            Self::Script { name, cause } => write!(f, "{name} is no JavaScript: {cause}"),
            Self::Source { what, report } => {
                write!(f, "{what} has problems:\n{}", report.trim_end())
            }
            Self::Read { path, cause } => write!(f, "{} cannot be read: {cause}", path.display()),
            Self::Write { path, cause } => {
                write!(f, "{} cannot be written: {cause}", path.display())
            }
            Self::NameTaken { name } => write!(
                f,
                "two files want to be {name} in the built folder: rename the one in www/"
            ),
            Self::NotOurs { path } => write!(
                f,
                "{} holds files that no build put there, and a build replaces the whole folder: \
                 give an empty or a new one with --out",
                path.display()
            ),
            Self::OverBudget(measures) => {
                write!(f, "the byte budget of src/cli/build/budget.rs is exceeded")?;
                for measure in measures {
                    write!(f, "\n  {measure}")?;
                }
                Ok(())
            }
        }
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Tool { cause, .. } | Self::Read { cause, .. } | Self::Write { cause, .. } => {
                Some(cause)
            }
            Self::Glue { cause, .. } | Self::Split { cause, .. } => Some(cause.as_ref()),
            _ => None,
        }
    }
}
