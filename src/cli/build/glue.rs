//! Makes the two modules and their JavaScript glue, in this process, at the versions of Cargo.lock.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use wasm_bindgen_cli_support::Bindgen;

use super::BuildError;
use super::READER;
use super::names::shorten;
use super::site::File;
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
    let bindgen = bindgen.keep_lld_exports(!dev).input_path(first).web(true);
    let bindgen = bindgen.map_err(|cause| cannot(wasm, cause.into()))?;
    generate(bindgen, super::LIBRARY, &folder, wasm, dev)?;
    write(folder.join(REST), &rest)?;
    Ok(folder)
}

/// Makes `yalu_map_events.js` and `yalu_map_events_bg.wasm` from the library compiled as a reader,
/// as [`make_glue`] does. The JavaScript is no module: [`put_before`] puts it into one.
///
/// # Errors
///
/// As [`make_glue`].
pub fn make_reader_glue(wasm: &Path, dev: bool) -> Result<PathBuf, BuildError> {
    let folder = wasm.with_file_name("yalu-reader-glue");
    if !is_fresh(&folder.join(format!("{READER}_bg.wasm")), wasm) {
        empty(&folder)?;
        let mut bindgen = Bindgen::new();
        let bindgen = bindgen.input_path(wasm).no_modules(true);
        let bindgen = bindgen.map_err(|cause| cannot(wasm, cause.into()))?;
        generate(bindgen, READER, &folder, wasm, dev)?;
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
        .typescript(false)
        .omit_default_module_path(true)
        // Function names make a stack trace readable and the file a third larger: they go when
        // they have told which functions only report a panic.
        .remove_name_section(false)
        .remove_producers_section(!dev)
        .out_name(name)
        .generate(folder)
        .map_err(|cause| cannot(wasm, cause.into()))?;
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
        .map_err(|cause| cannot(wasm, cause))?;
    write(js, text.as_bytes())?;
    write(module, &bytes)
}

fn cannot(wasm: &Path, cause: Box<dyn std::error::Error + Send + Sync>) -> BuildError {
    BuildError::Glue {
        wasm: wasm.to_path_buf(),
        cause,
    }
}

/// Puts the reader's glue into the module that uses it, before what that says, so that a worker
/// asks for one file and not for a second one when it has the first.
///
/// # Errors
///
/// [`BuildError::Script`] if either is missing.
pub fn put_before(files: &mut Vec<File>, module: &str) -> Result<(), BuildError> {
    let name = format!("{READER}.js");
    let missing = |name: &str| BuildError::Script {
        name: name.to_owned(),
        cause: "it is missing".to_owned(),
    };
    let at = files.iter().position(|file| file.name == name);
    let glue = files.remove(at.ok_or_else(|| missing(&name))?);
    let user = files.iter_mut().find(|file| file.name == module);
    let user = user.ok_or_else(|| missing(module))?;
    user.bytes = [&glue.bytes[..], b"\n", &user.bytes].concat();
    Ok(())
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
