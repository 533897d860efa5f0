//! Cuts the compiled widget into the module of the first picture and that of the rest.
//!
//! `src/embed/rest.rs` says where. What only that place leads to, code and data, goes into the
//! second module; what both need stays in the first. Which function needs what is read from the
//! relocations that the linker leaves in the file when it is told to (`compile.rs`).

use std::path::{Path, PathBuf};

use super::BuildError;
use super::order::ordered;
use super::places::forget_places;
use super::traps::leave_out_reports;
use super::unsaid::{Fault, leave_unsaid};

/// The file of the second module, as it is shipped.
pub const REST: &str = "yalu_map_rest.wasm";

/// A module with nothing in it: what is shipped in place of the second when nothing is cut.
pub const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

/// The two modules.
#[derive(Debug)]
pub struct Cut {
    /// The file of the first, from which the glue is made.
    pub first: PathBuf,
    /// The second, ready to be shipped.
    pub rest: Vec<u8>,
}

/// Cuts the file `wasm`; works in a folder beside it.
///
/// # Errors
///
/// [`BuildError::Split`] if it cannot be cut or the cut gives other parts than the two,
/// [`BuildError::Read`] and [`BuildError::Write`] for files.
pub fn split(wasm: &Path) -> Result<Cut, BuildError> {
    let folder = wasm.with_file_name("yalu-split");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|cause| BuildError::Write {
            path: folder.clone(),
            cause,
        })?;
    }
    let read = |path: &Path| {
        std::fs::read(path).map_err(|cause| BuildError::Read {
            path: path.to_path_buf(),
            cause,
        })
    };
    let cannot = |cause| BuildError::Split {
        wasm: wasm.to_path_buf(),
        cause,
    };
    let whole = leave_unsaid(&read(wasm)?).map_err(cannot)?;
    let first = folder.join("first.wasm");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = &folder;
    options.main_out_path = &first;
    let made = wasm_split_cli_support::transform(options).map_err(|cause| cannot(cause.into()))?;
    // A part more, or none, would be one that the element does not load.
    let [rest] = &made.split_modules[..] else {
        let parts = made.split_modules.len();
        return Err(cannot(
            format!("there are {parts} parts beside the first").into(),
        ));
    };
    let rest = packed(&read(rest)?).map_err(cannot)?;
    Ok(Cut { first, rest })
}

/// The module without the names of its functions, every number as short as it can be: the linker
/// writes those that it could still change at their full length.
fn packed(wasm: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut config = walrus::ModuleConfig::new();
    config
        .generate_name_section(false)
        .generate_producers_section(false);
    let mut module = config.parse(wasm)?;
    leave_out_reports(&mut module);
    forget_places(&mut module);
    Ok(ordered(&module.emit_wasm())?)
}
