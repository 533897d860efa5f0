//! `yalu build`: from the sources to the folder that a web host serves.
//!
//! Cargo compiles the library to WebAssembly, wasm-bindgen makes its JavaScript, the data is
//! compiled, `www/` is added, and the folder is put in place at once. If any of it fails, the
//! folder of the last build stays as it is.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

pub mod budget;
mod closures;
mod compile;
mod error;
mod glue;
mod minify;
mod names;
mod order;
pub mod parts;
mod places;
pub mod poster;
pub mod site;
pub mod sizes;
mod split;
mod traps;
mod unsaid;

pub use compile::cargo;
pub use error::BuildError;

use super::Steps;
use super::root::package_root;
use compile::Module;
use poster::Poster;
use site::File;
use sizes::{Group, Shipped};

/// The library's name, which is also that of its glue and its WebAssembly.
const LIBRARY: &str = "yalu_map";

/// The name of the glue and the WebAssembly of what reads a host's own events.
const READER: &str = "yalu_map_events";

/// What `yalu build` can be told.
#[derive(Debug, ClapArgs)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct Args {
    /// The folder to build; replaced as a whole [default: target/site in the package]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Compile for debugging: much faster, much larger, without a byte budget
    #[arg(long)]
    dev: bool,
    /// Put a .br file beside each file that gets smaller by it
    #[arg(long)]
    precompress: bool,
    /// Do not compress the files to measure them, and check no budget
    #[arg(long)]
    no_sizes: bool,
    /// Say how long each step took
    #[arg(long)]
    timings: bool,
}

/// What a build is of and where it goes.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The package's folder.
    pub root: PathBuf,
    /// The folder that is replaced by the built one.
    pub out: PathBuf,
    /// Whether to compile for debugging.
    pub dev: bool,
}

impl Plan {
    /// The plan for the package around the current folder; `out` is `target/site` in it unless
    /// said otherwise.
    #[must_use]
    pub fn new(out: Option<PathBuf>, dev: bool) -> Self {
        let root = package_root();
        let out = out.map_or_else(
            || root.join("target/site"),
            // A path that cannot be made absolute is said to be unwritable when it is written.
            |out| std::path::absolute(&out).unwrap_or(out),
        );
        Self { root, out, dev }
    }
}

/// Runs `yalu build`. A folder that is over its budget is written, so that it can be looked at,
/// and is an error all the same.
///
/// # Errors
///
/// See [`BuildError`].
pub fn run(args: &Args) -> Result<(), BuildError> {
    let plan = Plan::new(args.out.clone(), args.dev);
    let mut steps = Steps::default();
    let result = build_and_measure(&plan, args, &mut steps);
    if args.timings {
        eprint!("{}", steps.timings());
    }
    result
}

fn build_and_measure(plan: &Plan, args: &Args, steps: &mut Steps) -> Result<(), BuildError> {
    let mut files = make(plan, steps)?;
    // A debug build weighs megabytes, which take minutes to compress and tell nothing.
    let sized = !plan.dev && !args.no_sizes;
    let mut shipped = Vec::new();
    if sized || args.precompress {
        let packed = steps.run("compressing every file with brotli", || {
            sizes::compress_all(&files)
        });
        for (file, packed) in packed {
            if args.precompress && packed.len() < file.raw {
                files.push(File {
                    name: format!("{}.br", file.name),
                    group: Group::Page,
                    bytes: packed,
                });
            }
            shipped.push(file);
        }
    }
    site::publish(&files, &plan.out)?;
    eprintln!("yalu: built {}", plan.out.display());
    if sized { report(&shipped) } else { Ok(()) }
}

/// Prints the table of sizes, which is what `yalu build` was asked for.
fn report(shipped: &[Shipped]) -> Result<(), BuildError> {
    let measures = budget::measures(shipped);
    // Who closes standard output early wants no more of it.
    let _ = io::stdout().write_all(sizes::table(shipped, &measures).as_bytes());
    let over: Vec<_> = measures
        .into_iter()
        .filter(budget::Measure::is_over)
        .collect();
    if over.is_empty() {
        Ok(())
    } else {
        Err(BuildError::OverBudget(over))
    }
}

/// Builds the folder of `plan` without measuring it.
///
/// # Errors
///
/// See [`BuildError`]; the folder is then as it was.
pub fn build(plan: &Plan, steps: &mut Steps) -> Result<(), BuildError> {
    let files = make(plan, steps)?;
    site::publish(&files, &plan.out)
}

/// The data files, and the poster that is made of the same sources.
fn data(root: &Path) -> Result<(Vec<parts::Part>, Poster), BuildError> {
    let sources = parts::Sources::read(root)?;
    let parts = parts::compiled_parts(&sources)?;
    let poster = Poster::of(sources, &parts)?;
    Ok((parts, poster))
}

/// Makes the JavaScript of the element small, and leaves that of the pages around it as it is.
fn shrink(files: &mut [File]) -> Result<(), BuildError> {
    for file in files {
        let is_script = Path::new(&file.name).extension().is_some_and(|e| e == "js");
        if is_script && file.group != Group::Page {
            let cannot = |cause| BuildError::Script {
                name: file.name.clone(),
                cause,
            };
            let text = str::from_utf8(&file.bytes).map_err(|cause| cannot(cause.to_string()))?;
            file.bytes = minify::minify(text).map_err(cannot)?.into_bytes();
        }
    }
    Ok(())
}

/// Every file of the built folder. The data comes first: its mistakes are found in a moment,
/// and compiling takes minutes.
fn make(plan: &Plan, steps: &mut Steps) -> Result<Vec<File>, BuildError> {
    let root: &Path = &plan.root;
    site::check_replaceable(&plan.out)?;
    let mut files = site::gather(&root.join("www"))?;
    let (parts, poster) = steps.run("compiling the data", || data(root))?;
    poster.fill(&mut files);
    files.extend(parts.into_iter().map(|part| File {
        name: part.name,
        group: if part.first {
            Group::First
        } else {
            Group::Later
        },
        bytes: part.bytes,
    }));
    compile::ensure_target(root, steps)?;
    let step = if plan.dev {
        "compiling the widget for debugging"
    } else {
        "compiling the widget for readers, small before fast: some minutes at first"
    };
    let compile = |module| compile::compile(root, module, plan.dev);
    let wasm = steps.run(step, || compile(Module::Widget))?;
    let step = "compiling the reader of a host's own events";
    let reader = steps.run(step, || compile(Module::Reader))?;
    let glue = steps.run("making the JavaScript glue", || {
        let widget = glue::make_glue(&wasm, plan.dev)?;
        Ok([widget, glue::make_reader_glue(&reader, plan.dev)?])
    })?;
    for folder in glue {
        files.extend(site::gather(&folder)?);
    }
    glue::put_before(&mut files, "yalu-map-events.js")?;
    if !plan.dev {
        steps.run("making the JavaScript small", || shrink(&mut files))?;
    }
    Ok(files)
}
