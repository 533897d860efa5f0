//! Makes the JavaScript glue with wasm-bindgen, in this process, at the version of Cargo.lock.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use wasm_bindgen_cli_support::Bindgen;

use super::BuildError;

/// Makes `yalu_map.js` and `yalu_map_bg.wasm` from the compiled library and gives the folder
/// that holds them, beside the library. What is newer than both the library and this program is
/// not made again.
///
/// # Errors
///
/// [`BuildError::Glue`] if wasm-bindgen cannot read the library, [`BuildError::Write`] if the
/// folder cannot be emptied.
pub fn make_glue(wasm: &Path, dev: bool) -> Result<PathBuf, BuildError> {
    let folder = wasm.with_file_name("yalu-glue");
    if is_fresh(&folder, wasm) {
        return Ok(folder);
    }
    // Snippets of a version before must not be shipped with this one.
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|cause| BuildError::Write {
            path: folder.clone(),
            cause,
        })?;
    }
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .omit_default_module_path(true)
                // Function names make a stack trace readable and the file a third larger.
                .remove_name_section(!dev)
                .remove_producers_section(!dev)
                .input_path(wasm)
                .out_name(super::LIBRARY)
                .generate(&folder)
        })
        .map_err(|cause| BuildError::Glue {
            wasm: wasm.to_path_buf(),
            cause: cause.into(),
        })?;
    Ok(folder)
}

fn is_fresh(folder: &Path, wasm: &Path) -> bool {
    let Some(made) = modified(&folder.join(format!("{}_bg.wasm", super::LIBRARY))) else {
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
