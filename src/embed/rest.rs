//! What the first picture does without. It comes as a second module, loaded after that picture.
//!
//! The build (`src/cli/build/split.rs`) cuts the compiled widget at [`rest`]: what only [`REST`]
//! leads to goes into the second module, everything else stays in the first. Both use one memory
//! and one table of functions, so a value made by one is a value of the other, and what is called
//! through [`Rest`] may take and give anything that Rust can. To move more into the second
//! module, call it through a field of [`Rest`] and nowhere else.

use super::inner::Inner;
use crate::ui::Mounted;

/// The functions by which the first module calls the second.
pub struct Rest {
    /// Puts a part of what is read and operated beside the map, the year control or the column,
    /// and says whether one is left.
    pub furnish: fn(&Mounted) -> bool,
    /// Tells how many problems a host's own events have, and the first ones.
    pub tell_problems: fn(&Inner, u32, &str),
    /// Shows again what was there before such events.
    pub give_back: fn(&Inner),
    /// Tells that they were stopped.
    pub stopped: fn(&Inner),
    /// Counts the bytes of the events.
    pub memory: fn(&Inner) -> Vec<f64>,
    /// Adds the finer lines to the built-in map, and says whether it is to be called again.
    pub refine_map: fn(&Inner, &[u8]) -> bool,
    /// Adds the relief to the built-in map.
    pub show_relief: fn(&Inner, &[u8]),
    /// Shows the map of a GeoJSON text; the first text is its address.
    pub show_host_map: fn(&Inner, &str, &str),
    /// What is shown as the fragment of an address, for the element with an id.
    pub link: fn(&Inner, &str) -> String,
    /// Shows what a fragment says, and says whether it is a link of ours.
    pub open_link: fn(&Inner, &str) -> bool,
}

static REST: Rest = Rest {
    furnish: Mounted::furnish,
    tell_problems: Inner::tell_problems,
    give_back: Inner::give_back,
    stopped: Inner::stopped,
    memory: Inner::memory,
    refine_map: Inner::refine_map,
    show_relief: Inner::show_relief,
    show_host_map: Inner::show_host_map,
    link: Inner::link,
    open_link: Inner::open_link,
};

/// The second module, which the element has loaded: called before that, this stops the module.
#[cfg(yalu_split)]
pub fn rest() -> &'static Rest {
    cut::__wasm_split_00rest00_import_79616c75206d6170277320726573742e()
}

/// In one module, as for debugging, everything is there.
#[cfg(not(yalu_split))]
pub fn rest() -> &'static Rest {
    &REST
}

/// Where the build cuts. It knows the two sides by these names: the module's, and a number of 32
/// digits that they have in common. What the first calls is not what the second defines until
/// then, so that the compiler cannot look through the call and take the second part inside.
///
/// The attribute of the crate `wasm_split_helpers` writes the same two items around a function
/// that waits for the second module. Here the element waits, which is smaller and lets it say
/// what went wrong.
#[cfg(yalu_split)]
#[expect(
    unsafe_code,
    improper_ctypes,
    reason = "both sides are compiled at once by one compiler; the name is taken by nothing else"
)]
mod cut {
    use super::{REST, Rest};

    #[link(wasm_import_module = "__wasm_split_placeholder__")]
    unsafe extern "C" {
        pub safe fn __wasm_split_00rest00_import_79616c75206d6170277320726573742e() -> &'static Rest;
    }

    #[unsafe(no_mangle)]
    extern "C" fn __wasm_split_00rest00_export_79616c75206d6170277320726573742e() -> &'static Rest {
        &REST
    }
}
