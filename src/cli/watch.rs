//! Builds again when a source changes, and reloads the pages that are open.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, RecursiveMode, Watcher as _};

use super::Steps;
use super::build::{self, BuildError, Plan};
use super::serve::{ServeError, Server};

/// The folders that a build reads, and the manifest.
const FOLDERS: [&str; 4] = ["src", "www", "corpus", "geodata"];
const MANIFEST: &str = "Cargo.toml";

/// The layers that this program itself needs to compile the data. When one of them changes, this
/// program is out of date: what it writes may no longer be what the widget reads.
const OF_THE_TOOL: [&str; 5] = ["src/model", "src/geo", "src/read", "src/check", "src/cli"];

/// An editor saves a file in several steps, and "save all" several files: a build starts when
/// nothing has changed for so long.
const QUIET: Duration = Duration::from_millis(120);

type Changes = Receiver<notify::Result<Event>>;

/// Watches the sources of `plan`, builds after each change and tells `server` when a build
/// succeeded; one that failed is said, and the last good one stays. Never ends on its own.
///
/// # Errors
///
/// [`ServeError::Watch`] if the system cannot watch the folders.
pub fn watch(plan: &Plan, server: &Server) -> Result<(), ServeError> {
    let cannot_watch = |cause| ServeError::Watch { cause };
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(cannot_watch)?;
    for folder in FOLDERS {
        let folder = plan.root.join(folder);
        if folder.is_dir() {
            watcher
                .watch(&folder, RecursiveMode::Recursive)
                .map_err(cannot_watch)?;
        }
    }
    // The folder and not the file: many editors save by putting a new file in its place.
    watcher
        .watch(&plan.root, RecursiveMode::NonRecursive)
        .map_err(cannot_watch)?;
    eprintln!("yalu: watching {}", FOLDERS.join(", "));

    let mut outdated = false;
    while let Some(changed) = next_changes(&changes, &plan.root) {
        let names: Vec<String> = changed
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        eprintln!("yalu: changed: {}", names.join(", "));
        let start = Instant::now();
        // Once out of date, this program stays so: from then on the new one builds.
        outdated |= changed.iter().any(|path| needs_new_tool(path));
        let built = if outdated {
            build_with_new_tool(plan)
        } else {
            build::build(plan, &mut Steps::default())
        };
        match built {
            Ok(()) => {
                server.reload();
                eprintln!("yalu: built in {:.1} s", start.elapsed().as_secs_f64());
            }
            Err(error) => eprintln!("yalu: {error}\nyalu: the last good build is still served"),
        }
    }
    Ok(())
}

/// Waits for sources to change and then until they are quiet: their paths within the package.
/// `None` when the watcher is gone.
fn next_changes(changes: &Changes, root: &Path) -> Option<BTreeSet<PathBuf>> {
    let mut changed = BTreeSet::new();
    loop {
        let event = if changed.is_empty() {
            changes.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            changes.recv_timeout(QUIET)
        };
        match event {
            // One that was lost is no reason to stop; the next save is seen again.
            Ok(Err(cause)) => eprintln!("yalu: while watching: {cause}"),
            Ok(Ok(event)) => {
                // Reading is no change, and a build reads everything.
                if !event.kind.is_access() {
                    changed.extend(event.paths.iter().filter_map(|path| source(root, path)));
                }
            }
            Err(RecvTimeoutError::Timeout) => return Some(changed),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// The path within the package, if it is one of a source and not of an editor's own files.
fn source(root: &Path, path: &Path) -> Option<PathBuf> {
    let relative = path.strip_prefix(root).ok()?;
    let name = relative.file_name()?.to_string_lossy();
    let of_editor = name.starts_with(['.', '#'])
        || name.ends_with('~')
        || [".swp", ".swx", ".tmp", "4913"]
            .iter()
            .any(|end| name.ends_with(end));
    let is_source = relative == Path::new(MANIFEST)
        || FOLDERS
            .iter()
            .any(|folder| relative.starts_with(folder) && relative != Path::new(folder));
    (is_source && !of_editor).then(|| relative.to_path_buf())
}

fn needs_new_tool(path: &Path) -> bool {
    path == Path::new(MANIFEST) || OF_THE_TOOL.iter().any(|layer| path.starts_with(layer))
}

/// Compiles this program again and lets the new one build.
fn build_with_new_tool(plan: &Plan) -> Result<(), BuildError> {
    let mut command = build::cargo(&plan.root);
    command.args(["run", "--bin", "yalu"]);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    command
        .args(["--", "build", "--no-sizes", "--out"])
        .arg(&plan.out);
    if plan.dev {
        command.arg("--dev");
    }
    let status = command
        .stdout(Stdio::from(std::io::stderr()))
        .status()
        .map_err(|cause| BuildError::Tool {
            tool: "cargo",
            cause,
        })?;
    // Both cargo and the new program say themselves what is wrong.
    if status.success() {
        Ok(())
    } else {
        Err(BuildError::Compile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_told_from_everything_else() {
        for (path, expected) in [
            ("/y/www/yalu-map.js", Some("www/yalu-map.js")),
            ("/y/corpus/a/b.toml", Some("corpus/a/b.toml")),
            ("/y/Cargo.toml", Some("Cargo.toml")),
            ("/y/Cargo.lock", None),
            ("/y/target/site/index.html", None),
            ("/y/src", None),
            ("/y/src/.lib.rs.swp", None),
            ("/y/src/lib.rs~", None),
            ("/y/src/4913", None),
            ("/z/src/lib.rs", None),
            ("/y", None),
        ] {
            let found = source(Path::new("/y"), Path::new(path));
            assert_eq!(found, expected.map(PathBuf::from), "{path}");
        }
    }

    #[test]
    fn the_tool_is_compiled_again_only_for_its_own_layers() {
        for (path, needs) in [
            ("src/model/event.rs", true),
            ("Cargo.toml", true),
            ("src/ui/list.rs", false),
            ("www/yalu-map.css", false),
            ("corpus/events.toml", false),
        ] {
            assert_eq!(needs_new_tool(Path::new(path)), needs, "{path}");
        }
    }

    #[test]
    fn changes_are_gathered_until_they_are_quiet() {
        let (sender, changes) = channel();
        let event = |path: &str| {
            let kind = notify::EventKind::Modify(notify::event::ModifyKind::Any);
            Ok(Event::new(kind).add_path(PathBuf::from(path)))
        };
        for path in ["/y/target/x", "/y/www/a.js", "/y/www/a.js", "/y/src/lib.rs"] {
            sender.send(event(path)).unwrap();
        }
        let expected = BTreeSet::from(["src/lib.rs", "www/a.js"].map(PathBuf::from));
        assert_eq!(next_changes(&changes, Path::new("/y")), Some(expected));
        drop(sender);
        assert_eq!(next_changes(&changes, Path::new("/y")), None);
    }
}
