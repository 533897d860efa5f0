//! The `yalu` command: builds, serves and checks the map. Native only.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    yalu_map::cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
