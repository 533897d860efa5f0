//! Compiles the library to WebAssembly with cargo.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::BuildError;
use crate::cli::Steps;

const TARGET: &str = "wasm32-unknown-unknown";

/// Prepares the library for being cut in two: the source leaves the place open, and the linker
/// leaves in the file what leads to what.
const CUT: [&str; 5] = ["--", "--cfg", "yalu_split", "-C", "link-arg=--emit-relocs"];

const READER: [&str; 3] = ["--no-default-features", "--features", "reader"];

/// Adds the WebAssembly target to the Rust of the package if it is missing, and says so.
///
/// # Errors
///
/// [`BuildError::Tool`] without a `rustc`, [`BuildError::Target`] if the target cannot be added.
pub fn ensure_target(root: &Path, steps: &mut Steps) -> Result<(), BuildError> {
    let printed = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|cause| BuildError::Tool {
            tool: "rustc",
            cause,
        })?;
    let folder = String::from_utf8_lossy(&printed.stdout);
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    steps.run(
        "adding Rust's standard library for WebAssembly: rustup target add wasm32-unknown-unknown",
        || {
            let status = Command::new("rustup")
                .args(["target", "add", TARGET])
                .current_dir(root)
                .stdout(Stdio::from(std::io::stderr()))
                .status();
            match status {
                Ok(status) if status.success() => Ok(()),
                Ok(status) => Err(BuildError::Target {
                    status: status.code(),
                }),
                Err(_) => Err(BuildError::Target { status: None }),
            }
        },
    )
}

/// What of the library is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Module {
    /// The map and all around it.
    Widget,
    /// What reads a host's own events.
    Reader,
}

/// Compiles the library as a `cdylib` and gives the path of the WebAssembly file. Cargo shows
/// its own progress and the compiler's messages on standard error.
///
/// The crate type is given here and not in `Cargo.toml`: a library that is also an `rlib` loses
/// link-time optimisation and grows by a third.
///
/// # Errors
///
/// [`BuildError::Tool`] without cargo, [`BuildError::Compile`] if it fails, and
/// [`BuildError::NoWasm`] if it made nothing that we can use.
pub fn compile(root: &Path, module: Module, dev: bool) -> Result<PathBuf, BuildError> {
    // A profile each: both files have one name.
    let (profile, features, flags) = match (module, dev) {
        (Module::Widget, false) => ("widget", &[][..], &CUT[..]),
        (Module::Widget, true) => ("dev", &[][..], &[][..]),
        (Module::Reader, false) => ("reader", &READER[..], &[][..]),
        (Module::Reader, true) => ("reader-dev", &READER[..], &[][..]),
    };
    let output = cargo(root)
        .args(["rustc", "--lib", "--crate-type", "cdylib"])
        .args(["--target", TARGET])
        .args(["--profile", profile])
        .args(features)
        .args(["--message-format", "json-render-diagnostics"])
        .args(flags)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|cause| BuildError::Tool {
            tool: "cargo",
            cause,
        })?;
    if !output.status.success() {
        return Err(BuildError::Compile);
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    messages
        .lines()
        .filter_map(wasm_in_message)
        .next_back()
        .ok_or(BuildError::NoWasm)
}

/// A `cargo` command in the package's folder: the cargo that runs us, if one does.
#[must_use]
pub fn cargo(root: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.current_dir(root);
    command
}

/// The WebAssembly file that a line of cargo's messages says it made of our library.
fn wasm_in_message(line: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    let is_ours = message.get("reason")? == "compiler-artifact"
        && message.get("target")?.get("name")? == super::LIBRARY;
    let names = message.get("filenames")?.as_array()?;
    names
        .iter()
        .filter_map(serde_json::Value::as_str)
        .map(PathBuf::from)
        .find(|path| is_ours && path.extension().is_some_and(|ending| ending == "wasm"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_wasm_of_our_library_is_taken() {
        let message = |reason: &str, target: &str, file: &str| {
            format!(
                r#"{{"reason":"{reason}","target":{{"name":"{target}"}},"filenames":["/x/{file}"]}}"#
            )
        };
        for (line, path) in [
            (String::new(), None),
            ("warning: not json".to_owned(), None),
            ("{}".to_owned(), None),
            (message("compiler-artifact", "other", "other.wasm"), None),
            (
                message("compiler-message", "yalu_map", "yalu_map.wasm"),
                None,
            ),
            (
                message("compiler-artifact", "yalu_map", "libyalu_map.rlib"),
                None,
            ),
            (
                message("compiler-artifact", "yalu_map", "yalu_map.wasm"),
                Some(PathBuf::from("/x/yalu_map.wasm")),
            ),
        ] {
            assert_eq!(wasm_in_message(&line), path, "{line}");
        }
    }
}
