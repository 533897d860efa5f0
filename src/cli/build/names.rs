//! Gives short names to what a module and its JavaScript call each other.
//!
//! wasm-bindgen names an import after what it calls and 16 digits that make the name unique. The
//! digits stand in both files and do not compress: without them the widget's two are 5 KB smaller
//! after brotli.

use std::collections::BTreeMap;

use walrus::{Module, ModuleConfig};

use super::closures::leave_out_invokers;
use super::order::ordered;
use super::places::forget_places;
use super::traps::leave_out_reports;

/// The JavaScript and the module of it with short names for imports and exports, the module without
/// what only reports a panic and without the names of its functions.
///
/// What the second module takes from the first keeps its name, because that is given by the cut:
/// it begins with `__wasm_split`. So do the memory and the table of functions.
///
/// # Errors
///
/// If the module cannot be read, or imports something that the JavaScript does not have.
pub fn shorten(
    js: &str,
    wasm: &[u8],
) -> Result<(String, Vec<u8>), Box<dyn std::error::Error + Send + Sync>> {
    let mut config = ModuleConfig::new();
    config
        .generate_name_section(false)
        .generate_producers_section(false);
    let mut module: Module = config.parse(wasm)?;
    leave_out_reports(&mut module);
    leave_out_invokers(&mut module);
    forget_places(&mut module);
    let mut imports = BTreeMap::new();
    let mut file = None;
    for import in module.imports.iter_mut() {
        let short = short(imports.len());
        imports.insert(std::mem::replace(&mut import.name, short.clone()), short);
        file = Some(std::mem::replace(&mut import.module, short_file()));
    }
    let mut exports = BTreeMap::new();
    for export in module.exports.iter_mut() {
        if !is_shared(&export.name) {
            let short = short(exports.len());
            exports.insert(std::mem::replace(&mut export.name, short.clone()), short);
        }
    }
    let (mut js, found) = renamed(js, &imports, &exports);
    if found < imports.len() {
        return Err("the JavaScript does not have every import of the module".into());
    }
    if let Some(file) = file {
        js = js.replace(&format!("\"{file}\""), &format!("\"{}\"", short_file()));
    }
    Ok((js, ordered(&module.emit_wasm())?))
}

fn short_file() -> String {
    "a".to_owned()
}

/// Whether the second module or the element asks for an export by its name.
fn is_shared(name: &str) -> bool {
    name.starts_with("__wasm_split") || matches!(name, "memory" | "__indirect_function_table")
}

/// The name of a number: a to z, A to Z, then two letters and so on.
fn short(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let letter = char::from(LETTERS[number % LETTERS.len()]);
    match number / LETTERS.len() {
        0 => letter.to_string(),
        more => format!("{}{letter}", short(more - 1)),
    }
}

/// The text with other names, and how many different imports it has. Imports are the keys of an
/// object, exports are asked for as `wasm.NAME`.
fn renamed(
    js: &str,
    imports: &BTreeMap<String, String>,
    exports: &BTreeMap<String, String>,
) -> (String, usize) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut made = String::with_capacity(js.len());
    let mut found = std::collections::BTreeSet::new();
    let mut left = js;
    while let Some(start) = left.find(is_part) {
        let (before, rest) = left.split_at(start);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        made.push_str(before);
        let is_key = after.starts_with(": ");
        let short = if is_key && imports.contains_key(name) {
            found.insert(name);
            imports.get(name)
        } else if made.ends_with("wasm.") {
            exports.get(name)
        } else {
            None
        };
        made.push_str(short.map_or(name, String::as_str));
        left = after;
    }
    made.push_str(left);
    (made, found.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ValType;

    /// A module that imports and exports functions of these names.
    fn module(imports: &[&str], exports: &[&str]) -> Vec<u8> {
        let mut module = Module::default();
        let nothing = module.types.add(&[], &[ValType::I32]);
        let mut function = None;
        for name in imports {
            function = Some(module.add_import_func("./yalu_map_bg.js", name, nothing).0);
        }
        for name in exports {
            if let Some(function) = function {
                module.exports.add(name, function);
            }
        }
        module.emit_wasm()
    }

    fn names(wasm: &[u8]) -> (Vec<String>, Vec<String>) {
        let module = Module::from_buffer(wasm).unwrap();
        let imports = module.imports.iter();
        let exports = module.exports.iter();
        (
            imports
                .map(|i| format!("{}.{}", i.module, i.name))
                .collect(),
            exports.map(|e| e.name.clone()).collect(),
        )
    }

    #[test]
    fn numbers_have_different_names() {
        let all: Vec<String> = (0..3_000).map(short).collect();
        let different: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(different.len(), all.len());
        assert_eq!([&all[0], &all[51], &all[52]], ["a", "Z", "aa"]);
    }

    #[test]
    fn both_sides_call_each_other_by_the_same_names() {
        let js = "const a = { __wbg_x_0123: function() { return wasm.widget_new(__wbg_x); },\n\
                  y: 1, }; go({ \"./yalu_map_bg.js\": a, widget_new: wasm.memory });";
        let wasm = module(&["__wbg_x_0123"], &["widget_new", "__wasm_split_shared0"]);
        let (js, wasm) = shorten(js, &wasm).unwrap();
        assert_eq!(
            js,
            "const a = { a: function() { return wasm.a(__wbg_x); },\n\
             y: 1, }; go({ \"a\": a, widget_new: wasm.memory });"
        );
        let named = names(&wasm);
        assert_eq!(named.0, ["a.a"]);
        assert_eq!(named.1, ["a", "__wasm_split_shared0"]);
    }

    #[test]
    fn an_import_that_the_script_lacks_is_an_error_and_nothing_is_nothing() {
        assert!(shorten("", &module(&["__wbg_x_0123"], &["go"])).is_err());
        let (js, wasm) = shorten("", &module(&[], &[])).unwrap();
        assert!(js.is_empty());
        assert_eq!(names(&wasm), (Vec::new(), Vec::new()));
    }
}
