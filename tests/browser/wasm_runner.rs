//! Runs the tests that are compiled to WebAssembly in every engine of `YALU_ENGINES`.
//!
//! Cargo calls this program with a wasm file in place of running it, when
//! `CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER` names it. The work is done by the runner of
//! `wasm-bindgen`, used as a library at the version of Cargo.lock, so that nothing has to be
//! installed and no versions can differ. That runner knows one browser and takes its choice from
//! the environment, so this program starts itself once for each engine.

#[cfg(not(target_arch = "wasm32"))]
#[allow(
    dead_code,
    clippy::panic,
    reason = "the harness, which it belongs to, uses more of it, and may stop"
)]
mod engine;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

/// The runner is never run inside a browser; Cargo may still compile it for one.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::env;
    use std::ffi::OsString;
    use std::path::{Path, PathBuf};
    use std::process::{Command, ExitCode};

    use super::engine::{CRASH, Engine, engines};

    /// Says to a second start of this program that the environment names its browser.
    const CHOSEN: &str = "YALU_WASM_ENGINE_CHOSEN";

    /// How the line begins that counts what passed.
    const RESULT: &str = "test result:";

    /// What it says where one test alone has failed.
    const ONE: &str = "; 1 failed;";

    pub fn main() -> ExitCode {
        let arguments: Vec<_> = env::args_os().skip(1).collect();
        // Cargo and other tools ask for names, which no browser is needed for.
        let lists = arguments.iter().any(|argument| argument == "--list");
        if lists || env::var_os(CHOSEN).is_some() {
            let run = wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args;
            return match run(env::args_os()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("{error:#}");
                    ExitCode::FAILURE
                }
            };
        }
        let mut passed = true;
        for engine in engines() {
            eprintln!("-- {}", engine.name());
            match run(engine, &arguments) {
                Ok(success) => passed &= success,
                Err(error) => {
                    eprintln!("{}: {error}", engine.name());
                    passed = false;
                }
            }
        }
        if passed {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    /// Runs the tests in an engine and says whether they passed.
    ///
    /// Where WebKitGTK itself died, or failed in one test alone, they are run once more, and that
    /// is said, also at the end of `tests/run`. Its version 2.50 runs compiled code wrongly now and
    /// then: of 850 fresh copies of one module that does nothing but read the basemap and cite the
    /// corpus five failed, of Chromium's 1,912 none; of 144 runs of these tests two did, in one test
    /// and in other functions each. A mistake of ours fails twice.
    fn run(engine: Engine, arguments: &[OsString]) -> Result<bool, String> {
        let mut command = command(engine)?;
        command.args(arguments);
        let failed = |error: std::io::Error| error.to_string();
        if engine != Engine::WebKit {
            return Ok(command.status().map_err(failed)?.success());
        }
        let mut once = || -> Result<(bool, String), String> {
            let output = command.output().map_err(failed)?;
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said).into_owned();
            Ok((output.status.success(), said))
        };
        let (passed, said) = once()?;
        if passed || !(said.contains(CRASH) || said.contains(ONE)) {
            eprintln!("{said}");
            return Ok(passed);
        }
        // Who counts the tests that passed counts those of the second run alone.
        for line in said.lines().filter(|line| !line.starts_with(RESULT)) {
            eprintln!("{line}");
        }
        eprintln!("webkit died or failed in one test; the tests are run once more");
        let (passed, said) = once()?;
        eprintln!("{said}");
        Ok(passed)
    }

    /// This program, told by its environment to use `engine`.
    fn command(engine: Engine) -> Result<Command, String> {
        let own = env::current_exe().map_err(|error| error.to_string())?;
        let variable = match engine {
            Engine::Chromium => "CHROMEDRIVER",
            Engine::Firefox => "GECKODRIVER",
            // The runner sends Safari an empty list of wishes, which WebKitGTK's driver answers
            // with its own browser.
            Engine::WebKit => "SAFARIDRIVER",
        };
        let driver = find(engine.driver())?;
        let mut command = match engine {
            Engine::WebKit => {
                let mut command = Command::new(find("xvfb-run")?);
                command.arg("--auto-servernum").arg(own);
                command
            }
            _ => Command::new(own),
        };
        // The first variable that is set wins, so a reader's own must not be in the way.
        for other in [
            "CHROMEDRIVER",
            "GECKODRIVER",
            "SAFARIDRIVER",
            "MSEDGEDRIVER",
        ] {
            command.env_remove(other);
            command.env_remove(format!("{other}_REMOTE"));
        }
        let wishes = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/webdriver.json");
        command
            .env(variable, driver)
            .env(CHOSEN, "1")
            // As in the driver of the stories.
            .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", wishes)
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        Ok(command)
    }

    fn find(program: &str) -> Result<PathBuf, String> {
        let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin");
        let path = env::var_os("PATH").unwrap_or_default();
        std::iter::once(tools)
            .chain(env::split_paths(&path))
            .map(|folder| folder.join(program))
            .find(|file| file.is_file())
            .ok_or_else(|| format!("`{program}` is missing: run tests/install"))
    }
}
