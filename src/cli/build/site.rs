//! The built folder: gathered in memory, then put in place at once.

use std::path::{Path, PathBuf};

use super::sizes::Group;
use super::split::REST;
use super::{BuildError, LIBRARY, READER};

/// A file of the built folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path in the folder, with `/` between the parts.
    pub name: String,
    /// When a reader's browser asks for it.
    pub group: Group,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Every file of `folder` and of the folders in it, sorted by name; hidden ones are left out.
///
/// What the element itself needs has a name that begins with `yalu` at the top of `www/`;
/// everything else is the page around it, which the byte budget does not count.
///
/// # Errors
///
/// [`BuildError::Read`] naming the file or folder that cannot be read.
pub fn gather(folder: &Path) -> Result<Vec<File>, BuildError> {
    let mut files = Vec::new();
    gather_into(folder, "", &mut files)?;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn gather_into(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Result<(), BuildError> {
    let cannot_read = |path: &Path| {
        let path = path.to_path_buf();
        move |cause| BuildError::Read { path, cause }
    };
    for entry in std::fs::read_dir(folder).map_err(cannot_read(folder))? {
        let entry = entry.map_err(cannot_read(folder))?;
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            gather_into(&path, &format!("{name}/"), files)?;
        } else {
            let bytes = std::fs::read(&path).map_err(cannot_read(&path))?;
            let group = group_of(&name);
            files.push(File { name, group, bytes });
        }
    }
    Ok(())
}

/// wasm-bindgen puts JavaScript written inside Rust sources, if any, into `snippets/`.
fn group_of(name: &str) -> Group {
    let is_element = name.starts_with("yalu") && !name.contains('/');
    if name == REST {
        Group::Later
    } else if is_element && name.replace('-', "_").starts_with(READER) {
        Group::Own
    } else if is_element || name.starts_with("snippets/") {
        Group::First
    } else {
        Group::Page
    }
}

/// Replaces the folder `out` by one that holds exactly `files`. A server that reads `out` sees
/// either the whole old one or the whole new one, but for the moment between two renamings.
///
/// # Errors
///
/// [`BuildError::NameTaken`] for a name that comes twice, [`BuildError::NotOurs`] if `out` holds
/// anything that is not a built folder, [`BuildError::Write`] if writing fails. `out` is then as
/// it was.
pub fn publish(files: &[File], out: &Path) -> Result<(), BuildError> {
    let mut names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    names.sort_unstable();
    if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(BuildError::NameTaken {
            name: twice[0].to_owned(),
        });
    }
    check_replaceable(out)?;
    let (new, old) = (beside(out, "yalu-new"), beside(out, "yalu-old"));
    remove(&new)?;
    remove(&old)?;
    for file in files {
        let path = new.join(&file.name);
        let written = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&path, &file.bytes));
        written.map_err(|cause| BuildError::Write { path, cause })?;
    }
    let cannot_replace = |cause| BuildError::Write {
        path: out.to_path_buf(),
        cause,
    };
    if out.exists() {
        std::fs::rename(out, &old).map_err(cannot_replace)?;
    }
    if let Err(cause) = std::fs::rename(&new, out) {
        // Back to what was there; the cause is worth more than a second failure.
        let _ = std::fs::rename(&old, out);
        return Err(cannot_replace(cause));
    }
    remove(&old)
}

/// Whether [`publish`] may replace `out`: if it is not there, is empty or has the file that only
/// a build makes. To be asked before minutes are spent on what cannot be put there.
///
/// # Errors
///
/// [`BuildError::NotOurs`].
pub fn check_replaceable(out: &Path) -> Result<(), BuildError> {
    let is_ours = || out.join(format!("{LIBRARY}_bg.wasm")).is_file();
    let is_empty = || std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_none());
    // A path that ends in `..` has no name of its own to rename.
    if out.file_name().is_some() && (!out.exists() || is_ours() || is_empty()) {
        return Ok(());
    }
    Err(BuildError::NotOurs {
        path: out.to_path_buf(),
    })
}

/// A hidden folder beside `out`, so that renaming it stays within one file system.
fn beside(out: &Path, suffix: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{suffix}"))
}

fn remove(folder: &Path) -> Result<(), BuildError> {
    match std::fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(BuildError::Write {
            path: folder.to_path_buf(),
            cause,
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        File {
            name: name.to_owned(),
            group: group_of(name),
            bytes: text.as_bytes().to_vec(),
        }
    }

    /// An empty folder of its own for one test.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("yalu-site-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn what_is_published_is_gathered_again() {
        let folder = folder("again");
        let out = folder.join("deep/site");
        let first = [
            file("a.txt", "1"),
            file("hosts/b.html", "2"),
            file("yalu_map_bg.wasm", "3"),
        ];
        publish(&first, &out).unwrap();
        assert_eq!(gather(&out).unwrap(), first);
        let second = [file("c.txt", "4"), file("yalu_map_bg.wasm", "5")];
        publish(&second, &out).unwrap();
        assert_eq!(
            gather(&out).unwrap(),
            second,
            "nothing of the build before is left"
        );
        assert_eq!(std::fs::read_dir(folder.join("deep")).unwrap().count(), 1);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_with_other_files_is_left_alone() {
        let folder = folder("foreign");
        std::fs::write(folder.join("thesis.txt"), "years of work").unwrap();
        let error = publish(&[file("a.txt", "1")], &folder).unwrap_err();
        assert!(matches!(error, BuildError::NotOurs { .. }), "{error}");
        assert!(folder.join("thesis.txt").exists());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn an_empty_folder_may_be_filled_and_a_name_comes_once() {
        let folder = folder("empty");
        let twice = [file("a.txt", "1"), file("b.txt", "2"), file("a.txt", "3")];
        let error = publish(&twice, &folder).unwrap_err();
        assert!(matches!(error, BuildError::NameTaken { name } if name == "a.txt"));
        publish(&twice[..2], &folder).unwrap();
        assert_eq!(gather(&folder).unwrap().len(), 2);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn hidden_files_stay_and_a_missing_folder_is_named() {
        let folder = folder("hidden");
        for name in [".secret", "a.txt~", "b.txt"] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        assert_eq!(gather(&folder).unwrap(), [file("b.txt", "x")]);
        std::fs::remove_dir_all(&folder).unwrap();
        let error = gather(&folder).unwrap_err().to_string();
        assert!(error.contains(&folder.display().to_string()), "{error}");
    }

    #[test]
    fn the_element_is_told_from_its_page() {
        for (name, group) in [
            ("yalu-map.js", Group::First),
            ("yalu_map_bg.wasm", Group::First),
            ("yalu_map_rest.wasm", Group::Later),
            ("yalu-map-events.js", Group::Own),
            ("yalu_map_events_bg.wasm", Group::Own),
            ("snippets/x/inline0.js", Group::First),
            ("index.html", Group::Page),
            ("hosts/yalu.html", Group::Page),
        ] {
            assert_eq!(group_of(name), group, "{name}");
        }
    }
}
