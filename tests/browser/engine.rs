use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// What WebKitGTK's small browser writes when the process that shows the page has died. It does so
/// about once in a few thousand stories, in the engine's own code, for example because a signal of
/// its garbage collector disturbs the reading of a number while its painter is being set up.
pub const CRASH: &str = "WebProcess CRASHED";

thread_local! {
    /// Whether an engine has died under the story that this thread tells.
    pub static CRASHED: Cell<bool> = const { Cell::new(false) };
}

/// A browser engine that the map must work in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink, as in Chrome and Edge; from the system's `chromium`.
    Chromium,
    /// Gecko; from the system's `firefox-esr`.
    Firefox,
    /// WebKit, as in Safari; from the system's WebKitGTK and its small browser.
    WebKit,
}

impl Engine {
    /// Every engine, in the order in which tests run them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name in lower case, as `YALU_ENGINES` and file names use it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The program that drives the engine's browser.
    pub const fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        }
    }

    /// Whether `forced-colors: active` can be asked for; WebKitGTK has no such mode.
    pub const fn forces_colors(self) -> bool {
        !matches!(self, Self::WebKit)
    }

    /// Whether its driver prints pages.
    pub const fn prints(self) -> bool {
        !matches!(self, Self::WebKit)
    }
}

/// The engines to test: those named in `YALU_ENGINES` (comma-separated), or all three.
///
/// A name that is not an engine stops the test: a typing mistake must not look like a pass.
pub fn engines() -> Vec<Engine> {
    let Ok(asked) = std::env::var("YALU_ENGINES") else {
        return Engine::ALL.to_vec();
    };
    let named: Vec<Engine> = asked
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| {
            let known = Engine::ALL.into_iter().find(|engine| engine.name() == name);
            known.unwrap_or_else(|| {
                panic!("YALU_ENGINES names `{name}`; it may hold chromium, firefox, webkit")
            })
        })
        .collect();
    assert!(!named.is_empty(), "YALU_ENGINES names no engine");
    named
}

/// Runs `story` once in every engine of [`engines`] and fails afterwards if it failed in any.
///
/// An engine is tried even when an earlier one failed, so that one run says which are affected. A
/// story under which the engine itself died is told once more, and that is said: it proves nothing
/// about the map. Died it twice, the story has failed.
pub fn each(story: impl Fn(Engine)) {
    let mut failed = Vec::new();
    let mut first = None;
    for engine in engines() {
        eprintln!("-- {}", engine.name());
        let tell = || catch_unwind(AssertUnwindSafe(|| story(engine)));
        CRASHED.set(false);
        let mut told = tell();
        if told.is_err() && CRASHED.replace(false) {
            eprintln!("{} itself died; the story is told once more", engine.name());
            told = tell();
        }
        if let Err(panic) = told {
            failed.push(engine.name());
            first.get_or_insert(panic);
        }
    }
    if let Some(panic) = first {
        eprintln!("failed in {}", failed.join(", "));
        resume_unwind(panic);
    }
}
