//! Leaves out what a panic would say, because nobody can hear it.
//!
//! The widget is compiled to abort: a panic writes its message to an output that a browser does
//! not have, and then stops the module. What writes the message, with the formatting of every
//! value that a message may hold, is a tenth of the code. Here whatever calls the standard
//! library's reporting of a panic stops the module at once. What a reader or a host sees is the
//! same.

use std::collections::HashSet;

use walrus::ir::{Call, Instr, InstrLocId, InstrSeq, Unreachable, VisitorMut, dfs_pre_order_mut};
use walrus::{FunctionId, FunctionKind, LocalFunction, Module};

/// Ends of the names of functions of the standard library that report a panic and do nothing else.
/// A name in the file has a hash behind the crate's name or at its end.
const REPORTS: [&str; 15] = [
    "panic_fmt",
    "panic_nounwind_fmt",
    "panic_bounds_check",
    "assert_failed_inner",
    "slice_error_fail",
    "slice_index_fail",
    "slice_error_fail_rt",
    "unwrap_failed",
    "expect_failed",
    "handle_alloc_error",
    "rust_oom",
    "handle_error",
    "panic_access_error",
    "panic_on_ord_violation",
    "len_mismatch_fail",
];

/// Makes the module stop where it would report a panic, and takes out what nothing needs then.
/// The functions must have their names.
pub fn leave_out_reports(module: &mut Module) {
    let reports = reports(module);
    for (_, function) in module.funcs.iter_local_mut() {
        let entry = function.entry_block();
        dfs_pre_order_mut(&mut Stopping(&reports), function, entry);
    }
    for report in &reports {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(*report).kind {
            let entry = function.entry_block();
            function.block_mut(entry).instrs = vec![stop()];
        }
    }
    walrus::passes::gc::run(module);
}

/// The functions that do nothing but report: those of [`REPORTS`] and what only calls them.
fn reports(module: &Module) -> HashSet<FunctionId> {
    let mut reports: HashSet<FunctionId> = module
        .funcs
        .iter()
        .filter(|function| function.name.as_deref().is_some_and(is_report))
        .map(walrus::Function::id)
        .collect();
    loop {
        let found: Vec<FunctionId> = module
            .funcs
            .iter_local()
            .filter(|(id, function)| !reports.contains(id) && only_reports(function, &reports))
            .map(|(id, _)| id)
            .collect();
        if found.is_empty() {
            return reports;
        }
        reports.extend(found);
    }
}

/// Whether a name is one of [`REPORTS`] in the standard library.
pub fn is_report(name: &str) -> bool {
    let is_std = ["core", "alloc", "std", "__rustc"].iter().any(|of| {
        name.trim_start_matches('<')
            .strip_prefix(of)
            .is_some_and(|rest| rest.starts_with(['[', ':']))
    });
    let mut parts = name.rsplit("::");
    let last = parts.next().unwrap_or_default();
    let is_hash = last.len() == 17 && last.starts_with('h');
    let last = if is_hash {
        parts.next().unwrap_or_default()
    } else {
        last
    };
    is_std && REPORTS.contains(&last)
}

/// Whether a function goes straight to a report, whatever it is given.
fn only_reports(function: &LocalFunction, reports: &HashSet<FunctionId>) -> bool {
    let entry = function.block(function.entry_block());
    for (instr, _) in &entry.instrs {
        match instr {
            Instr::Call(Call { func }) => return reports.contains(func),
            instr if is_unseen(instr) => {}
            _ => return false,
        }
    }
    false
}

/// Whether an instruction does nothing that is seen once the module has stopped behind it.
fn is_unseen(instr: &Instr) -> bool {
    matches!(
        instr,
        Instr::Const(_)
            | Instr::LocalGet(_)
            | Instr::LocalSet(_)
            | Instr::LocalTee(_)
            | Instr::GlobalGet(_)
            | Instr::GlobalSet(_)
            | Instr::Unop(_)
            | Instr::Binop(_)
            | Instr::Load(_)
            | Instr::Store(_)
            | Instr::Select(_)
            | Instr::Drop(_)
    )
}

fn stop() -> (Instr, InstrLocId) {
    (Instr::Unreachable(Unreachable {}), InstrLocId::default())
}

/// Stops instead of calling a report.
struct Stopping<'a>(&'a HashSet<FunctionId>);

impl VisitorMut for Stopping<'_> {
    fn start_instr_seq_mut(&mut self, seq: &mut InstrSeq) {
        let stops = seq.instrs.iter().position(|(instr, _)| match instr {
            Instr::Call(Call { func }) => self.0.contains(func),
            Instr::Unreachable(_) => true,
            _ => false,
        });
        if let Some(at) = stops {
            let kept = seq.instrs[..at]
                .iter()
                .rposition(|(instr, _)| !is_unseen(instr));
            // What is left on the stack does not matter: behind a stop everything is valid.
            seq.instrs.truncate(kept.map_or(0, |last| last + 1));
            seq.instrs.push(stop());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{FunctionBuilder, ValType};

    /// A module with `core::panicking::panic_fmt`, what calls only it, and an exported function
    /// that does so on one way and gives 7 on the other.
    fn module() -> Module {
        let mut module = Module::default();
        let mut report = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        report.name("core[0123]::panicking::panic_fmt".into());
        let said = module.locals.add(ValType::I32);
        report.func_body().local_get(said).drop().unreachable();
        let report = report.finish(vec![said], &mut module.funcs);
        let mut wrapper = FunctionBuilder::new(&mut module.types, &[], &[]);
        wrapper.func_body().i32_const(99).call(report).unreachable();
        let wrapper = wrapper.finish(vec![], &mut module.funcs);
        let wrong = module.locals.add(ValType::I32);
        let mut given = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        given
            .func_body()
            .local_get(wrong)
            .if_else(
                None,
                |then| {
                    then.i32_const(5).call(wrapper).unreachable();
                },
                |_| {},
            )
            .i32_const(7);
        let given = given.finish(vec![wrong], &mut module.funcs);
        module.exports.add("given", given);
        module
    }

    #[test]
    fn what_only_reports_goes_and_the_rest_stays() {
        let mut module = module();
        leave_out_reports(&mut module);
        let left: Vec<_> = module.funcs.iter_local().collect();
        assert_eq!(left.len(), 1, "the exported one alone is left");
        let wasm = module.emit_wasm();
        let again = Module::from_buffer(&wasm).unwrap();
        let (_, given) = again.funcs.iter_local().next().unwrap();
        let entry = given.block(given.entry_block());
        let Instr::IfElse(choice) = &entry.instrs[1].0 else {
            panic!("{:?}", entry.instrs);
        };
        let then = &given.block(choice.consequent).instrs;
        assert!(matches!(then[..], [(Instr::Unreachable(_), _)]), "{then:?}");
        assert!(matches!(entry.instrs[2].0, Instr::Const(_)));
    }

    #[test]
    fn only_names_of_the_standard_library_are_reports() {
        for (name, is) in [
            ("core[c5930c85a12de822]::panicking::panic_fmt", true),
            ("core::panicking::panic_fmt::h0123456789abcdef", true),
            ("<core[c5930c85a12de822]::x>::unwrap_failed", true),
            ("yalu_map::core::panic_fmt", false),
            ("core::fmt::write", false),
            ("corelike::panic_fmt", false),
            ("", false),
        ] {
            assert_eq!(is_report(name), is, "{name}");
        }
    }

    #[test]
    fn a_module_without_functions_stays_so() {
        let mut module = Module::default();
        leave_out_reports(&mut module);
        assert_eq!(module.funcs.iter().count(), 0);
    }
}
