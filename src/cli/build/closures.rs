//! Takes out of the table of functions what calls a closure for JavaScript.
//!
//! wasm-bindgen finds these functions by their numbers in the table, of every kind of closure that
//! a browser's interface could be given, and exports those that are. After that nobody looks for
//! them in the table, and those that are not exported are needed by nobody.

use walrus::{ElementItems, Module};

/// The function of a kind of closure, in the library of wasm-bindgen.
const INVOKE: &str = "wasm_bindgen::convert::closures::_::invoke::";

/// Takes them out, and what nothing needs then. The functions must have their names.
pub fn leave_out_invokers(module: &mut Module) {
    for element in module.elements.iter_mut() {
        let ElementItems::Functions(items) = &mut element.items else {
            continue;
        };
        let is_invoker = |at: usize, items: &[walrus::FunctionId]| {
            let name = module.funcs.get(items[at]).name.as_deref();
            name.is_some_and(|name| name.starts_with(INVOKE))
        };
        // A place in the table has to have some function: another one, so that nothing moves.
        let Some(other) = (0..items.len()).find(|at| !is_invoker(*at, items)) else {
            continue;
        };
        for at in 0..items.len() {
            if is_invoker(at, items) {
                items[at] = items[at.checked_sub(1).unwrap_or(other)];
            }
        }
    }
    walrus::passes::gc::run(module);
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{ConstExpr, ElementKind, FunctionBuilder, RefType, ir::Value};

    /// The names of the functions that are left of a table, in its order, and of all.
    fn left(names: &[&str], exported: &[usize]) -> (Vec<String>, usize) {
        let mut module = Module::default();
        let mut functions = Vec::new();
        for name in names {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name((*name).to_owned());
            functions.push(builder.finish(vec![], &mut module.funcs));
        }
        for number in exported {
            module.exports.add(&number.to_string(), functions[*number]);
        }
        let count = functions.len() as u64;
        let table = module
            .tables
            .add_local(false, count, None, RefType::FUNCREF);
        module.exports.add("table", table);
        let offset = ConstExpr::Value(Value::I32(0));
        let items = ElementItems::Functions(functions);
        let element = module
            .elements
            .add(ElementKind::Active { table, offset }, items);
        let segments = &mut module.tables.get_mut(table).elem_segments;
        segments.insert(element);
        leave_out_invokers(&mut module);
        let mut table = Vec::new();
        for element in module.elements.iter() {
            if let ElementItems::Functions(items) = &element.items {
                let names = items
                    .iter()
                    .map(|item| module.funcs.get(*item).name.clone());
                table.extend(names.flatten());
            }
        }
        (table, module.funcs.iter().count())
    }

    #[test]
    fn what_is_exported_or_no_invoker_stays() {
        let [one, two] = [1, 2].map(|number| format!("{INVOKE}h{number}"));
        let names = [&one[..], "a", &two, &one, "b"];
        assert_eq!(left(&names, &[]).0, ["a", "a", "a", "a", "b"]);
        assert_eq!(left(&names, &[]).1, 2);
        assert_eq!(left(&names, &[2]).1, 3);
        assert_eq!(left(&[&one], &[]), (vec![one.clone()], 1));
        assert_eq!(left(&[], &[]), (vec![], 0));
    }
}
