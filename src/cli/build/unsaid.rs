//! Cuts what a panic would say from what leads to it, before the widget is taken apart.
//!
//! The linker leaves in the file which instruction refers to which function or data. Where a
//! report of a panic is called (`traps.rs`), the call and the making of its values become a stop
//! here, and what was noted of them is struck out. So nothing leads any more to messages, to what
//! writes the values in them, or to the tables that this takes, and neither module gets them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rustc_demangle::demangle;
use wasmparser::{
    CustomSectionReader, FunctionBody, KnownCustom, Name, NameSectionReader, Operator, Parser,
    Payload, RelocSectionReader, TypeRef,
};

use super::traps::is_report;

/// What is wrong with a file of the linker.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// A linked module without what only a report of a panic needs. But for the linker's notes on the
/// code every byte stays in its place.
///
/// # Errors
///
/// If the module cannot be read.
pub fn leave_unsaid(wasm: &[u8]) -> Result<Vec<u8>, Fault> {
    let linked = Linked::read(wasm)?;
    let reports = linked.reports();
    let mut made = wasm.to_vec();
    let mut unsaid = Vec::new();
    for steps in &linked.functions {
        let mut from = None;
        for step in steps {
            match step.does {
                Does::Unseen => {
                    from.get_or_insert(step.at.start);
                    continue;
                }
                Does::Call(function) if reports.contains(&function) => {
                    let at = from.unwrap_or(step.at.start)..step.at.end;
                    made[at.clone()].fill(NOP);
                    made[at.start] = UNREACHABLE;
                    unsaid.push(at);
                }
                Does::Call(_) | Does::Seen => {}
            }
            from = None;
        }
    }
    if let Some(notes) = linked.notes {
        let left = notes.without(&unsaid, linked.code, wasm);
        made.splice(notes.at, left);
    }
    Ok(made)
}

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;

/// What is read of a linked module.
#[derive(Default)]
struct Linked {
    names: HashMap<u32, String>,
    /// How many functions are imported: those of the module are numbered behind them.
    imported: u32,
    functions: Vec<Vec<Step>>,
    /// Where the contents of the section of code begin in the file.
    code: usize,
    notes: Option<Notes>,
}

/// An instruction, and where it is in the file.
struct Step {
    at: Range<usize>,
    does: Does,
}

enum Does {
    /// Nothing that is seen once the module has stopped behind it.
    Unseen,
    Call(u32),
    Seen,
}

impl Linked {
    fn read(wasm: &[u8]) -> Result<Self, Fault> {
        let mut linked = Self::default();
        let (mut sections, mut code, mut end) = (0, None, 0);
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            match &payload {
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        let is_function = matches!(import?.ty, TypeRef::Func(_));
                        linked.imported += u32::from(is_function);
                    }
                }
                Payload::CodeSectionStart { range, .. } => {
                    linked.code = range.start as usize;
                    code = Some(sections);
                }
                Payload::CodeSectionEntry(body) => linked.functions.push(steps(body, wasm)?),
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Name(names) => linked.names = function_names(names)?,
                    KnownCustom::Reloc(notes) if Some(notes.section_index()) == code => {
                        linked.notes = Some(Notes::read(&notes, custom, end)?);
                    }
                    _ => {}
                },
                _ => {}
            }
            if let Some((_, range)) = payload.as_section() {
                sections += 1;
                end = range.end as usize;
            }
        }
        Ok(linked)
    }

    /// The functions that report a panic and do nothing else: those known by their names, and those
    /// that only call one.
    fn reports(&self) -> HashSet<u32> {
        let named = self.names.iter().filter(|(_, name)| is_report(name));
        let mut reports: HashSet<u32> = named.map(|(function, _)| *function).collect();
        loop {
            let functions = (self.imported..).zip(&self.functions);
            let found: Vec<u32> = functions
                .filter(|(function, steps)| {
                    let seen = steps.iter().find(|step| !matches!(step.does, Does::Unseen));
                    !reports.contains(function)
                        && seen.is_some_and(|step| match step.does {
                            Does::Call(called) => reports.contains(&called),
                            Does::Unseen | Does::Seen => false,
                        })
                })
                .map(|(function, _)| function)
                .collect();
            if found.is_empty() {
                return reports;
            }
            reports.extend(found);
        }
    }
}

fn function_names(section: NameSectionReader) -> Result<HashMap<u32, String>, Fault> {
    let mut found = HashMap::new();
    for names in section {
        if let Name::Function(names) = names? {
            for name in names {
                let name = name?;
                found.insert(name.index, demangle(name.name).to_string());
            }
        }
    }
    Ok(found)
}

fn steps(body: &FunctionBody, wasm: &[u8]) -> Result<Vec<Step>, Fault> {
    let mut steps = Vec::new();
    let mut reader = body.get_operators_reader()?;
    while !reader.eof() {
        let start = reader.original_position() as usize;
        let operator = reader.read()?;
        let does = match operator {
            Operator::Call { function_index } => Does::Call(function_index),
            _ if wasm.get(start).is_some_and(|code| is_unseen(*code)) => Does::Unseen,
            _ => Does::Seen,
        };
        let at = start..reader.original_position() as usize;
        steps.push(Step { at, does });
    }
    Ok(steps)
}

/// Whether an instruction, of which this is the first byte, works on values, variables and memory
/// and then goes on to the next.
fn is_unseen(code: u8) -> bool {
    matches!(code, 0x1a..=0x1c | 0x20..=0x24 | 0x28..=0x3e | 0x41..=0xc4)
}

/// What the linker has noted about the section of code, as it is written.
struct Notes {
    /// The section in the file with its head.
    at: Range<usize>,
    /// The section's name and the number of the section of code.
    name: Range<usize>,
    /// What each note is about, from the start of the contents of that section, and the note.
    each: Vec<(usize, Range<usize>)>,
}

impl Notes {
    /// Reads them; the section before ends at `end`.
    fn read(
        notes: &RelocSectionReader,
        section: &CustomSectionReader,
        end: usize,
    ) -> Result<Self, Fault> {
        let whole = section.range();
        let entries: Vec<(u64, _)> = notes
            .entries()
            .into_iter_with_offsets()
            .collect::<Result<_, _>>()?;
        let starts = entries.iter().map(|(at, _)| *at as usize);
        let ends = starts.clone().skip(1).chain([whole.end as usize]);
        let each = entries.iter().zip(starts.zip(ends));
        Ok(Self {
            at: end..whole.end as usize,
            name: whole.start as usize
                ..notes.range().start as usize + leb(notes.section_index()).len(),
            each: each
                .map(|((_, entry), (from, to))| (entry.offset as usize, from..to))
                .collect(),
        })
    }

    /// The section without the notes about these places in the file.
    fn without(&self, places: &[Range<usize>], code: usize, wasm: &[u8]) -> Vec<u8> {
        let (mut count, mut written) = (0, Vec::new());
        for (about, note) in &self.each {
            let about = about + code;
            let next = places.partition_point(|place| place.end <= about);
            if places.get(next).is_none_or(|place| about < place.start) {
                count += 1;
                written.extend_from_slice(&wasm[note.clone()]);
            }
        }
        let contents = [&wasm[self.name.clone()], &leb(count), &written].concat();
        [&[0][..], &leb(contents.len() as u32), &contents].concat()
    }
}

/// A number as WebAssembly writes it.
fn leb(mut number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

#[cfg(test)]
mod tests;
