use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::process::{find, missing, on_path};
use super::{Engine, Options};

/// What to ask the engine's driver for; `folder` takes the browser's profile.
pub fn capabilities(engine: Engine, options: &Options, folder: &Path) -> Value {
    match engine {
        Engine::Chromium => chromium(&find(engine, "chromium"), folder),
        Engine::Firefox => firefox(&firefox_binary(engine), folder, options),
        Engine::WebKit => webkit(engine),
    }
}

fn chromium(binary: &Path, folder: &Path) -> Value {
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "binary": binary,
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--disable-breakpad", "--hide-scrollbars", profile,
            ],
        },
    })
}

fn firefox_binary(engine: Engine) -> PathBuf {
    on_path("firefox-esr").unwrap_or_else(|| find(engine, "firefox"))
}

fn firefox(binary: &Path, folder: &Path, options: &Options) -> Value {
    let profile = folder.join("profile");
    let style = profile.join("chrome");
    fs::create_dir_all(&style).expect("a folder for the style of the window");
    // Its toolbar keeps a window at 500 pixels and more; a phone has 360.
    fs::write(
        style.join("userChrome.css"),
        ":root { min-width: 0 !important }\n",
    )
    .expect("the style of the window");
    // A coarse pointer, or one that is fine and hovers.
    let pointers = if options.touch { 1 } else { 6 };
    // 0 is dark and 1 is light in the first, the others count true as 1.
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": binary,
            "args": ["-headless", "-profile", profile],
            "prefs": {
                "layout.css.prefers-color-scheme.content-override": i32::from(!options.dark),
                "ui.systemUsesDarkTheme": i32::from(options.dark),
                "ui.prefersReducedMotion": i32::from(options.reduced_motion),
                "browser.display.document_color_use": if options.forced_colors { 2 } else { 0 },
                "layout.css.devPixelsPerPx": format!("{}", options.scale),
                "dom.w3c_touch_events.enabled": i32::from(options.touch),
                "dom.w3c_touch_events.legacy_apis.enabled": options.touch,
                "ui.primaryPointerCapabilities": pointers,
                "ui.allPointerCapabilities": pointers,
                // What the page logs goes to the driver's output, where `console_errors` looks.
                "devtools.console.stdout.content": true,
                "devtools.console.stdout.chrome": false,
                "toolkit.legacyUserProfileCustomizations.stylesheets": true,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
            },
        },
    })
}

fn webkit(engine: Engine) -> Value {
    let mut folders = vec![PathBuf::from("/usr/libexec")];
    let architectures = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    folders.extend(architectures.map(|entry| entry.path()));
    let versions = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    let binary = versions
        .iter()
        .flat_map(|version| folders.iter().map(move |folder| folder.join(version)))
        .map(|folder| folder.join("MiniBrowser"))
        .find(|file| file.is_file())
        .unwrap_or_else(|| missing(engine, "MiniBrowser"));
    json!({
        "webkitgtk:browserOptions": {
            "binary": binary,
            "args": ["--automation"],
        },
    })
}
