//! Makes the two modules and their JavaScript glue, in this process, at the versions of Cargo.lock.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use wasm_bindgen_cli_support::Bindgen;

use super::BuildError;
use super::READER;
use super::names::shorten;
use super::split::{Cut, EMPTY, REST, split};

/// Makes `yalu_map.js`, `yalu_map_bg.wasm` and `yalu_map_rest.wasm` from the compiled library and gives the folder
/// that holds them, beside the library. What is newer than both the library and this program is
/// not made again. For debugging everything stays in the first module, which is faster to make.
///
/// # Errors
///
/// [`BuildError::Glue`] if wasm-bindgen cannot read the library, [`BuildError::Split`] if it cannot
/// be cut, [`BuildError::Write`] if the folder cannot be emptied or filled.
pub fn make_glue(wasm: &Path, dev: bool) -> Result<PathBuf, BuildError> {
    let folder = wasm.with_file_name("yalu-glue");
    if is_fresh(&folder.join(format!("{}_bg.wasm", super::LIBRARY)), wasm) {
        return Ok(folder);
    }
    empty(&folder)?;
    let Cut { first, rest } = if dev {
        Cut {
            first: wasm.to_path_buf(),
            rest: EMPTY.to_vec(),
        }
    } else {
        split(wasm)?
    };
    let mut bindgen = Bindgen::new();
    // The second module takes the table of functions from the first.
    bindgen.keep_lld_exports(!dev).input_path(first);
    generate(&mut bindgen, super::LIBRARY, &folder, wasm, dev)?;
    write(folder.join(REST), &rest)?;
    Ok(folder)
}

/// Makes `yalu_map_events.js` and `yalu_map_events_bg.wasm` from the library compiled as a reader,
/// as [`make_glue`] does.
///
/// # Errors
///
/// As [`make_glue`].
pub fn make_reader_glue(wasm: &Path, dev: bool) -> Result<PathBuf, BuildError> {
    let folder = wasm.with_file_name("yalu-reader-glue");
    if !is_fresh(&folder.join(format!("{READER}_bg.wasm")), wasm) {
        empty(&folder)?;
        let mut bindgen = Bindgen::new();
        bindgen.input_path(wasm);
        generate(&mut bindgen, READER, &folder, wasm, dev)?;
    }
    Ok(folder)
}

/// Runs wasm-bindgen, and makes what it writes small; `wasm` is what is named if it fails.
fn generate(
    bindgen: &mut Bindgen,
    name: &str,
    folder: &Path,
    wasm: &Path,
    dev: bool,
) -> Result<(), BuildError> {
    bindgen
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .omit_default_module_path(true)
                // Function names make a stack trace readable and the file a third larger: they go
                // when they have told which functions only report a panic.
                .remove_name_section(false)
                .remove_producers_section(!dev)
                .out_name(name)
                .generate(folder)
        })
        .map_err(|cause| BuildError::Glue {
            wasm: wasm.to_path_buf(),
            cause: cause.into(),
        })?;
    if dev {
        Ok(())
    } else {
        shrink(folder, name, wasm)
    }
}

/// Makes the two files smaller that wasm-bindgen has written.
fn shrink(folder: &Path, name: &str, wasm: &Path) -> Result<(), BuildError> {
    let [js, module] = [".js", "_bg.wasm"].map(|end| folder.join(format!("{name}{end}")));
    let read = |path: &Path| {
        std::fs::read(path).map_err(|cause| BuildError::Read {
            path: path.to_path_buf(),
            cause,
        })
    };
    let text = String::from_utf8(read(&js)?).map_err(Into::into);
    let bytes = read(&module)?;
    let (text, bytes) = text
        .and_then(|text| shorten(&text, &bytes))
        .map_err(|cause| BuildError::Glue {
            wasm: wasm.to_path_buf(),
            cause,
        })?;
    write(js, text.as_bytes())?;
    write(module, &bytes)
}

fn write(path: PathBuf, bytes: &[u8]) -> Result<(), BuildError> {
    std::fs::write(&path, bytes).map_err(|cause| BuildError::Write { path, cause })
}

/// Snippets of a version before must not be shipped with this one.
fn empty(folder: &Path) -> Result<(), BuildError> {
    if !folder.exists() {
        return Ok(());
    }
    std::fs::remove_dir_all(folder).map_err(|cause| BuildError::Write {
        path: folder.to_path_buf(),
        cause,
    })
}

fn is_fresh(made: &Path, wasm: &Path) -> bool {
    let Some(made) = modified(made) else {
        return false;
    };
    let tool = std::env::current_exe().ok();
    [Some(wasm), tool.as_deref()].into_iter().all(|source| {
        source
            .and_then(modified)
            .is_some_and(|changed| changed < made)
    })
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|data| data.modified()).ok()
}
