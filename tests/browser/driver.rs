use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::capabilities::capabilities;
use super::engine::{CRASH, CRASHED};
use super::process::{Folder, Process, find, free_port};
use super::{Engine, Options};

/// A running driver server for one browser, with a folder of its own for everything that the
/// browser writes. Dropping it ends the server and its browser and removes the folder.
pub struct Driver {
    /// Where the server listens.
    pub url: String,
    /// What to ask the server for.
    pub capabilities: Value,
    // Dropped in this order: nothing writes to the folder when it goes.
    server: Process,
    _screen: Option<Process>,
    folder: Folder,
}

impl Driver {
    /// Starts the engine's server on a free port and waits until it listens.
    pub fn start(engine: Engine, options: &Options) -> Self {
        let folder = Folder::new();
        let port = free_port();
        let mut screen = None;
        let mut command = Command::new(find(engine, engine.driver()));
        command.arg(format!("--port={port}"));
        match engine {
            Engine::Chromium => {}
            Engine::Firefox => {
                // Told the port, it need not wait until Firefox has written it to a file.
                command.arg(format!("--marionette-port={}", free_port()));
                // The helper for crashes would outlive the browser.
                command.env("MOZ_CRASHREPORTER_DISABLE", "1");
            }
            Engine::WebKit => {
                let (process, display) = start_screen(options);
                screen = Some(process);
                dress(&mut command, &display, folder.path(), options);
            }
        }
        // Browsers put their files under these; all of it goes with the folder.
        for variable in [
            "TMPDIR",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "XDG_DATA_HOME",
        ] {
            command.env(variable, folder.path());
        }
        let log = File::create(folder.path().join("log")).expect("the log of the driver");
        let errors = log.try_clone().expect("the log of the driver, twice");
        command.stdin(Stdio::null()).stdout(log).stderr(errors);
        let mut driver = Self {
            url: format!("http://127.0.0.1:{port}"),
            capabilities: capabilities(engine, options, folder.path()),
            server: Process::start(&mut command),
            _screen: screen,
            folder,
        };
        driver.wait(port);
        driver
    }

    /// What the driver and its browser wrote to their output streams so far.
    pub fn log(&self) -> String {
        let bytes = fs::read(self.folder.path().join("log")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn wait(&mut self, port: u16) {
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = self.server.0.try_wait().ok().flatten();
            assert!(
                ended.is_none() && start.elapsed() < Duration::from_secs(30),
                "the driver does not listen ({ended:?}):\n{}",
                self.log()
            );
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if std::thread::panicking() && self.log().contains(CRASH) {
            CRASHED.set(true);
        }
    }
}

/// Gives `WebKitGTK` its screen and the reader's wishes, which it takes from the desktop.
fn dress(command: &mut Command, display: &str, folder: &Path, options: &Options) {
    let theme = if options.dark {
        "Adwaita:dark"
    } else {
        "Adwaita"
    };
    command
        .env("DISPLAY", format!(":{display}"))
        .env("GDK_BACKEND", "x11")
        .env("GDK_SCALE", format!("{}", options.scale.round()))
        .env("GTK_THEME", theme)
        .env("NO_AT_BRIDGE", "1")
        // There is no graphics processor to paint with, and the emulation of one is where the
        // engine dies.
        .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1");
    let animations = !options.reduced_motion;
    let settings = format!("[Settings]\ngtk-enable-animations={animations}\n");
    // The browser's toolbar keeps its window at 447 pixels and more; a phone has 360. The page
    // itself is not drawn by the toolkit and stays as it is.
    let style = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; font-size: 1px; }\n";
    for version in ["gtk-3.0", "gtk-4.0"] {
        let folder = folder.join(version);
        fs::create_dir_all(&folder).expect("a folder for the settings");
        fs::write(folder.join("settings.ini"), &settings).expect("the settings");
        fs::write(folder.join("gtk.css"), style).expect("the style of the window");
    }
}

/// Starts a screen in memory for one window of the asked size; the second part is its number.
///
/// No window manager runs there, so the window below the screen's pointer has the focus, and the
/// pointer rests in the middle. The harness puts the window's toolbar there: the page is active,
/// and nothing in it is hovered.
fn start_screen(options: &Options) -> (Process, String) {
    let scale = options.scale.round();
    let width = f64::from(options.width) * scale;
    let height = f64::from(options.height + Options::FRAME) * scale * 2.0;
    let mut command = Command::new(find(Engine::WebKit, "Xvfb"));
    command
        .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
        .arg(format!("{width}x{height}x24"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut screen = Process::start(&mut command);
    let output = screen.0.stdout.take().expect("Xvfb's output is ours");
    // It writes its number when it is ready for windows.
    let mut number = String::new();
    let read = BufReader::new(output).read_line(&mut number);
    read.expect("Xvfb's number");
    let number = number.trim();
    assert!(!number.is_empty(), "Xvfb ended before it was ready");
    (screen, number.to_owned())
}
