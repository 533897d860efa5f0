use std::cell::Cell;
use std::fs;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};
use thirtyfour::common::print::PrintParameters;
use thirtyfour::{Capabilities, WebDriver};
use tokio::runtime::{Builder, Runtime};

use super::driver::Driver;
use super::input::Point;
use super::{Engine, Options, Picture};

/// How long [`Browser::wait_until`] waits: long, because the tests of several engines share few
/// cores, and nothing waits longer than it must.
const PATIENCE: Duration = Duration::from_secs(20);

/// A rectangle of the viewport in CSS pixels, top left corner first.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// The point in the middle.
    pub fn center(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }
}

/// One browser window with one page. Dropping it, also while a test panics, ends the browser.
pub struct Browser {
    /// The engine that runs the page.
    pub engine: Engine,
    driver: Driver,
    // Never dropped: on its drop the client asks the server to end the session and waits up to a
    // minute for an answer, while the server's own end, below, takes the browser along at once.
    web: ManuallyDrop<WebDriver>,
    runtime: Runtime,
    log_read: Cell<usize>,
}

impl Browser {
    /// Starts a browser whose viewport has exactly the asked size, showing an empty page.
    ///
    /// Takes one to three seconds. Panics with a pointer to `tests/install` where a program is
    /// missing, and where the engine cannot do what `options` ask.
    pub fn open(engine: Engine, options: &Options) -> Self {
        assert!(
            !options.forced_colors || engine.forces_colors(),
            "{} has no forced colours",
            engine.name()
        );
        let driver = Driver::start(engine, options);
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime for the WebDriver client");
        let Value::Object(wanted) = driver.capabilities.clone() else {
            unreachable!("capabilities are an object")
        };
        let builder = WebDriver::builder(driver.url.clone(), Capabilities::from(wanted))
            .request_timeout(Duration::from_mins(1));
        let web = runtime.block_on(builder.connect()).unwrap_or_else(|error| {
            panic!(
                "{} does not start: {error}\n{}",
                engine.name(),
                driver.log()
            )
        });
        let browser = Self {
            engine,
            driver,
            web: ManuallyDrop::new(web),
            runtime,
            log_read: Cell::new(0),
        };
        // Chromium starts on a page of its own, which scripts may not change.
        browser.goto("about:blank");
        browser.present(options);
        browser
    }

    /// Loads a page and waits for its `load` event.
    #[track_caller]
    pub fn goto(&self, url: &str) {
        let loaded = self.runtime.block_on(self.web.goto(url));
        self.check(loaded, url);
        if self.engine == Engine::WebKit {
            self.js(CATCH, &[]);
        }
    }

    /// Runs the body of an async function in the page and returns what it returns.
    ///
    /// The body may `await`; `args` are its `arguments`. It can use `deep(selector)` and
    /// `deepAll(selector)`, which take `>>>` for the step into a shadow root, and `hit(x, y)`, the
    /// innermost element there. Panics when the body throws or rejects.
    #[track_caller]
    pub fn js(&self, body: &str, args: &[Value]) -> Value {
        let script = format!("{PRELUDE}\n(async function () {{\n{body}\n}}){CALL}");
        let run = self.web.execute_async(script, args.to_vec());
        let returned = self.runtime.block_on(run);
        // A body may be a whole library.
        let start: String = body.chars().take(400).collect();
        let mut answer = self.check(returned, &start).json().clone();
        if let Some(error) = answer.get("error") {
            panic!("{}: `{start}` failed: {error}", self.engine.name());
        }
        answer["value"].take()
    }

    /// [`Self::js`] without arguments, converted to the type that the test wants.
    #[track_caller]
    pub fn get<T: for<'de> Deserialize<'de>>(&self, body: &str) -> T {
        let value = self.js(body, &[]);
        serde_json::from_value(value.clone())
            .unwrap_or_else(|error| panic!("{}: `{body}`: {error}: {value}", self.engine.name()))
    }

    /// Waits until the body of an async function returns something true, at most twenty seconds.
    ///
    /// `what` says in words what is awaited, for the message when it does not happen.
    #[track_caller]
    pub fn wait_until(&self, body: &str, what: &str) {
        let start = Instant::now();
        while !self.get::<bool>(&format!("return !!(await (async () => {{ {body} }})())")) {
            assert!(
                start.elapsed() < PATIENCE,
                "{}: waited in vain until {what}; the page logged {:?}",
                self.engine.name(),
                self.console_errors()
            );
            sleep(Duration::from_millis(25));
        }
    }

    /// The rectangle of the first element that matches, scrolled into view.
    #[track_caller]
    pub fn rect(&self, selector: &str) -> Rect {
        let body =
            "const it = deep(arguments[0]); if (!it) throw `nothing matches ${arguments[0]}`;
            it.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
            const { x, y, width, height } = it.getBoundingClientRect();
            return { x, y, width, height };";
        let rect = self.js(body, &[selector.into()]);
        serde_json::from_value(rect).expect("a rectangle")
    }

    /// The text of the first element that matches, as a reader sees it.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let body =
            "const it = deep(arguments[0]); if (!it) throw `nothing matches ${arguments[0]}`;
            return it.innerText;";
        let text = self.js(body, &[selector.into()]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// How many elements match.
    #[track_caller]
    pub fn count(&self, selector: &str) -> usize {
        let count = self.js("return deepAll(arguments[0]).length", &[selector.into()]);
        serde_json::from_value(count).expect("a count")
    }

    /// What the viewport shows now.
    #[track_caller]
    pub fn picture(&self) -> Picture {
        Picture::decode(&self.png())
    }

    /// Writes what the viewport shows now as a PNG, making the folder where it is missing.
    #[track_caller]
    pub fn screenshot(&self, path: &Path) {
        let parent = path.parent().expect("a file is in a folder");
        fs::create_dir_all(parent).expect("the folder of the screenshot");
        fs::write(path, self.png()).expect("the screenshot");
    }

    /// The page as it is printed on paper, as a PDF, without colours behind things: what printers
    /// are asked for unless somebody says otherwise. `WebKitGTK`'s driver does not print.
    #[track_caller]
    pub fn print(&self) -> Vec<u8> {
        let printed = self.web.print_page(PrintParameters::default());
        let pdf = self.runtime.block_on(printed);
        self.check(pdf, "printing")
    }

    /// Errors that the page logged or did not catch since the last call, one string each.
    ///
    /// Chromium also reports failed requests; the icon that browsers ask for unbidden is left out.
    /// `WebKitGTK` keeps its console to itself, so errors before the page's `load` event and those
    /// of pages that were not opened with [`Self::goto`] are missing there.
    #[track_caller]
    pub fn console_errors(&self) -> Vec<String> {
        match self.engine {
            Engine::Chromium => {
                let log = self.runtime.block_on(self.web.browser_log());
                let log = self.check(log, "the console").into_iter();
                log.filter(|entry| entry.level == "SEVERE")
                    .filter(|entry| !entry.message.contains("/favicon.ico"))
                    .map(|entry| entry.message)
                    .collect()
            }
            Engine::Firefox => {
                let log = self.driver.log();
                // A line may be half written; it is read when it is whole.
                let end = log.rfind('\n').map_or(0, |newline| newline + 1);
                let new = log.get(self.log_read.replace(end)..end).unwrap_or_default();
                new.lines()
                    .filter(|line| is_page_error(line))
                    .map(str::to_owned)
                    .collect()
            }
            Engine::WebKit => self.get("return (globalThis.caughtErrors ?? []).splice(0)"),
        }
    }

    /// Sends a command of the `DevTools` protocol; Chromium only.
    #[track_caller]
    pub fn devtools(&self, command: &str, params: Value) -> Value {
        assert_eq!(
            self.engine,
            Engine::Chromium,
            "only Chromium speaks DevTools"
        );
        let answer = self
            .runtime
            .block_on(self.web.cdp().send_raw(command, params));
        self.check(answer, command)
    }

    /// Sends a list of input sources and waits until their actions are done.
    #[track_caller]
    pub(super) fn act(&self, sources: Value) {
        let command = Command::PerformActions(Actions::from(sources));
        let answer = self.runtime.block_on(self.web.cmd(command));
        self.check(answer, "an input");
    }

    /// Makes the viewport, and in Chromium the media features, what `options` ask.
    fn present(&self, options: &Options) {
        if self.engine == Engine::Chromium {
            self.emulate(options);
        } else {
            self.resize(options);
        }
        let found: [f64; 3] = self.get("return [innerWidth, innerHeight, devicePixelRatio]");
        let wanted = [
            f64::from(options.width),
            f64::from(options.height),
            options.scale,
        ];
        let near = found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.01);
        assert!(
            near,
            "{}: viewport and scale are {found:?}, not {wanted:?}",
            self.engine.name()
        );
    }

    fn emulate(&self, options: &Options) {
        let metrics = json!({
            "width": options.width,
            "height": options.height,
            "deviceScaleFactor": options.scale,
            "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
        let either = |yes: bool, value: &'static str, other: &'static str| -> &'static str {
            if yes { value } else { other }
        };
        let motion = either(options.reduced_motion, "reduce", "no-preference");
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": either(options.dark, "dark", "light") },
            { "name": "prefers-reduced-motion", "value": motion },
            { "name": "forced-colors", "value": either(options.forced_colors, "active", "none") },
        ] });
        self.devtools("Emulation.setEmulatedMedia", features);
        let touch = json!({ "enabled": options.touch, "maxTouchPoints": 5 });
        self.devtools("Emulation.setTouchEmulationEnabled", touch);
    }

    /// Sets the window so that the viewport fits: the frame's size is known only afterwards, and
    /// `WebKitGTK` resizes some time after it has answered.
    fn resize(&self, options: &Options) {
        let wanted = (i64::from(options.width), i64::from(options.height));
        let (mut width, mut height) = wanted;
        for _ in 0..4 {
            let (outer_width, outer_height) = (
                u32::try_from(width).unwrap_or(1),
                u32::try_from(height).unwrap_or(1),
            );
            // The top of the window lies just above the middle of its screen; see `start_screen`.
            let top = i64::from(options.height + Options::FRAME) - 8;
            let set = self.web.set_window_rect(0, top, outer_width, outer_height);
            let answer = self.runtime.block_on(set);
            self.check(answer, "the size of the window");
            let start = Instant::now();
            let mut inner = (0, 0);
            while start.elapsed() < Duration::from_millis(400) {
                inner = self.get("return [innerWidth, innerHeight]");
                if inner == wanted {
                    return;
                }
                sleep(Duration::from_millis(20));
            }
            width += wanted.0 - inner.0;
            height += wanted.1 - inner.1;
        }
    }

    /// A screenshot of what two frames have had time to paint: a driver may answer with a window
    /// that is not painted yet.
    fn png(&self) -> Vec<u8> {
        let frames = "await new Promise((seen) =>
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(seen))));";
        self.js(frames, &[]);
        let png = self.runtime.block_on(self.web.screenshot_as_png());
        self.check(png, "a screenshot")
    }

    #[track_caller]
    fn check<T, E: std::fmt::Display>(&self, result: Result<T, E>, what: &str) -> T {
        result.unwrap_or_else(|error| panic!("{}: {what}: {error}", self.engine.name()))
    }
}

/// Firefox tells of errors in its own scripts too: at addresses like `resource://`, and from the
/// loader of its remote settings.
fn is_page_error(line: &str) -> bool {
    line.starts_with("JavaScript error: http")
        || (line.starts_with("console.error:") && !line.starts_with("console.error: RSLoader"))
}

/// Firefox does not find elements below a shadow root, so scripts walk.
const PRELUDE: &str = "const given = Array.from(arguments), done = given.pop();
const deepAll = (selector) => selector.split('>>>').reduce((roots, part) => roots.flatMap((root) =>
    Array.from((root === document ? root : root.shadowRoot ?? root).querySelectorAll(part.trim()))),
    [document]);
const deep = (selector) => deepAll(selector)[0] ?? null;
const hit = (x, y) => {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot) {
        const inner = found.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === found) break;
        found = inner;
    }
    return found;
};";

const CALL: &str = ".apply(null, given).then(
    (value) => done({ value: value === undefined ? null : value }),
    (error) => done({ error: error?.stack ? `${error}\\n${error.stack}` : String(error) }));";

/// Collects what the page logs as an error or does not catch from now on.
const CATCH: &str = "const caught = globalThis.caughtErrors = [], log = console.error;
console.error = (...parts) => { caught.push(parts.map(String).join(' ')); log(...parts); };
addEventListener('error', (event) => caught.push(`${event.message} ${event.filename ?? ''}`));
addEventListener('unhandledrejection', (event) => caught.push(`rejected: ${event.reason}`));";
