//! The `yalu` command. Native only.
//!
//! Each subcommand is a module with `Args` (what clap reads) and `run`, which returns the
//! module's own error. To add one: a variant in `Command`, an arm in `run`, a variant in
//! `Failure`. Standard output carries only what was asked for; everything else, progress
//! included, goes to standard error.

use std::fmt;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub mod build;
pub mod check;
pub mod export;
pub mod picture;
pub mod root;
pub mod serve;
mod steps;
mod watch;

pub use steps::Steps;

/// Builds, serves and checks Yalu Map, the embeddable map of reported events on the border of
/// China and North Korea.
#[derive(Debug, Parser)]
#[command(
    name = "yalu",
    version,
    after_help = "Exit status: 0 when all is fine, 1 when problems were found, 2 when it could not run, as with arguments that make no sense."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Builds the folder that a web host serves, and prints the size of every file in it
    Build(build::Args),
    /// Prints everything that is wrong with the corpus
    Check(check::Args),
    /// Prints events or articles in a format that other programs read
    Export(export::Args),
    /// Draws the map as an SVG or PNG file
    Picture(picture::Args),
    /// Builds, then serves the folder on this machine and prints its address
    Serve(serve::Args),
}

/// Reads the command line, does what it says and gives the exit status: 0 fine, 1 problems
/// found in what was read or built, 2 could not run.
#[must_use]
pub fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("yalu: {failure}");
            ExitCode::from(failure.status() as u8)
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Build(args) => build::run(&args).map_err(Failure::Build),
        Command::Check(args) => check::run(&args).map_err(Failure::Check),
        Command::Export(args) => export::run(&args).map_err(Failure::Export),
        Command::Picture(args) => picture::run(&args).map_err(Failure::Picture),
        Command::Serve(args) => serve::run(args).map_err(Failure::Serve),
    }
}

/// The exit statuses of a command that did not end well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// What was read or built has problems, and they were all said.
    Problems = 1,
    /// The command could not do its work: a tool, a file or a port was not to be had.
    CouldNotRun = 2,
}

#[derive(Debug)]
enum Failure {
    Build(build::BuildError),
    Check(check::CheckError),
    Export(export::ExportError),
    Picture(picture::PictureError),
    Serve(serve::ServeError),
}

impl Failure {
    fn status(&self) -> Status {
        match self {
            Self::Build(error) => error.status(),
            Self::Check(error) => error.status(),
            Self::Export(error) => error.status(),
            Self::Picture(error) => error.status(),
            Self::Serve(error) => error.status(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(f),
            Self::Check(error) => error.fmt(f),
            Self::Export(error) => error.fmt(f),
            Self::Picture(error) => error.fmt(f),
            Self::Serve(error) => error.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn no_arguments_and_unknown_ones_are_refused() {
        for arguments in [
            &["yalu"][..],
            &["yalu", "fly"],
            &["yalu", "serve", "--port", "70000"],
        ] {
            assert!(Cli::try_parse_from(arguments).is_err(), "{arguments:?}");
        }
    }

    #[test]
    fn the_statuses_are_those_the_help_promises() {
        assert_eq!(Status::Problems as u8, 1);
        assert_eq!(Status::CouldNotRun as u8, 2);
    }
}
