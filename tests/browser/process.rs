use std::collections::HashMap;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::Engine;

/// A program that was started and ends, with every process below it, when this is dropped.
///
/// Killing a browser's driver alone would leave its browser behind, and a process group of its own
/// would not get the terminal's Ctrl-C.
pub struct Process(pub Child);

impl Process {
    /// Starts the program.
    pub fn start(command: &mut Command) -> Self {
        let child = command.spawn();
        Self(child.unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display())))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        kill_tree(&mut self.0);
    }
}

/// A new folder for temporary files that goes when this is dropped.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes the folder.
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // Short, because browsers keep sockets here and a socket's path has about a hundred bytes.
        let name = format!("yalu-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a folder for the browser's files");
        Self(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A process that is being killed may still write a file or two.
        for _ in 0..5 {
            if fs::remove_dir_all(&self.0).is_ok() {
                return;
            }
            sleep(Duration::from_millis(50));
        }
    }
}

/// A port of this machine that nothing listens on.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("the port's number").port()
}

/// The file of a program: in the folder of `tests/install` or on the reader's path.
pub fn find(engine: Engine, program: &str) -> PathBuf {
    on_path(program).unwrap_or_else(|| missing(engine, program))
}

/// The same, or nothing.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::iter::once(tools)
        .chain(std::env::split_paths(&path))
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// Stops the test with the advice how to get the program.
pub fn missing(engine: Engine, program: &str) -> ! {
    panic!(
        "{} cannot be tested, `{program}` is missing: run tests/install, or name the engines to \
         test in YALU_ENGINES",
        engine.name()
    )
}

fn kill_tree(child: &mut Child) {
    let parents = parents();
    let mut doomed = vec![child.id()];
    let mut next = 0;
    while next < doomed.len() {
        let parent = doomed[next];
        doomed.extend(
            parents
                .iter()
                .filter(|(_, p)| **p == parent)
                .map(|(pid, _)| *pid),
        );
        next += 1;
    }
    for pid in doomed {
        let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
        let _ = pid.map(|pid| kill_process(pid, Signal::KILL));
    }
    let _ = child.wait();
}

/// The parent of every process, read from `/proc`; empty on systems without it, where only the
/// server itself is ended.
fn parents() -> HashMap<u32, u32> {
    let mut parents = HashMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        else {
            continue;
        };
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // The program's name stands in brackets and may hold anything; the state and the parent
        // come after the last bracket.
        let after = stat.rsplit(')').next().unwrap_or_default();
        if let Some(parent) = after.split_whitespace().nth(1).and_then(|p| p.parse().ok()) {
            parents.insert(pid, parent);
        }
    }
    parents
}
