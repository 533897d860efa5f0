//! Puts functions that are alike beside each other, and numbers the variables of each by how often
//! they are used.
//!
//! Nothing runs differently for it. Brotli leaves out what it has just seen, and the order in which
//! functions come, by their sizes, has nothing to do with what they say.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, Function, FunctionSection, Instruction, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FunctionBody, FunctionSectionReader, Operator, Parser,
    Payload, TypeRef,
};

/// The module with its functions in another order, and without sections that a browser passes over.
///
/// # Errors
///
/// If the module cannot be read.
pub fn ordered(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let mut order = Order::default();
    let (mut imported, mut parameters, mut bodies) = (0, Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TypeSection(types) => {
                for of in types.into_iter_err_on_gc_types() {
                    parameters.push(of?.params().len());
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(types) => {
                order.types = types.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CodeSectionEntry(body) => {
                let of = order.types.get(bodies.len());
                let count = of.and_then(|of| parameters.get(*of as usize).copied());
                order
                    .variables
                    .push(Variables::of(&body, count.unwrap_or_default())?);
                bodies.push(body);
            }
            _ => {}
        }
    }
    // As they are before any function has another number.
    let mut written = Vec::new();
    for (number, body) in bodies.iter().enumerate() {
        written.push(order.function(number, body)?.into_raw_body());
    }
    order.functions = beside_alike(&written);
    order.numbers = (0..imported).collect();
    order.numbers.resize(imported as usize + bodies.len(), 0);
    for (number, function) in (imported..).zip(&order.functions) {
        order.numbers[imported as usize + function] = number;
    }
    let mut module = Module::new();
    order.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// What is written in another order than it was read.
#[derive(Default)]
struct Order {
    /// The types of the module's functions as they were.
    types: Vec<u32>,
    /// Where each function was among those of the module.
    functions: Vec<usize>,
    /// The new number of each function, imported ones first; none while numbers stay.
    numbers: Vec<u32>,
    /// The variables of each function.
    variables: Vec<Variables>,
    /// The function that is written.
    at: usize,
}

impl Order {
    fn function(&mut self, at: usize, body: &FunctionBody) -> Result<Function, Error> {
        self.at = at;
        let mut function = self.new_function_with_parsed_locals(body)?;
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            function.instruction(&self.parse_instruction(&mut reader)?);
        }
        Ok(function)
    }
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self
            .numbers
            .get(function as usize)
            .copied()
            .unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        section: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for function in &self.functions {
            section.function(self.types[*function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        section: &mut CodeSection,
        code: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies: Vec<FunctionBody> = code.into_iter().collect::<Result<_, _>>()?;
        for function in self.functions.clone() {
            section.function(&self.function(function, &bodies[function])?);
        }
        Ok(())
    }

    fn new_function_with_parsed_locals(&mut self, _: &FunctionBody<'_>) -> Result<Function, Error> {
        let kinds = self.variables[self.at].kinds.clone();
        let mut locals = Vec::new();
        for (count, kind) in kinds {
            locals.push((count, self.val_type(kind)?));
        }
        Ok(Function::new(locals))
    }

    fn instruction<'a>(&mut self, of: Operator<'a>) -> Result<Instruction<'a>, Error> {
        // Expressions outside of functions have no variables.
        let number = |local: u32| {
            let variables = self.variables.get(self.at);
            let new = variables.and_then(|of| of.numbers.get(&local));
            new.copied().unwrap_or(local)
        };
        Ok(match of {
            Operator::LocalGet { local_index } => Instruction::LocalGet(number(local_index)),
            Operator::LocalSet { local_index } => Instruction::LocalSet(number(local_index)),
            Operator::LocalTee { local_index } => Instruction::LocalTee(number(local_index)),
            of => wasm_encoder::reencode::utils::instruction(self, of)?,
        })
    }

    /// What a browser does not read: by now nobody else does either.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        Ok(())
    }
}

/// The variables of a function that it uses, without its parameters.
struct Variables {
    /// How many there are of each type, in the order of their new numbers.
    kinds: Vec<(u32, wasmparser::ValType)>,
    /// The new number of each that is used, parameters included.
    numbers: HashMap<u32, u32>,
}

impl Variables {
    /// Those of a function with so many parameters: types of numbers first, and of each what is
    /// used most.
    fn of(body: &FunctionBody, parameters: usize) -> Result<Self, Error> {
        let mut kinds = Vec::new();
        for local in body.get_locals_reader()? {
            let (count, kind) = local?;
            kinds.extend((0..count).map(|_| kind));
        }
        let mut uses = BTreeMap::new();
        for operator in body.get_operators_reader()? {
            if let Operator::LocalGet { local_index }
            | Operator::LocalSet { local_index }
            | Operator::LocalTee { local_index } = operator?
            {
                *uses.entry(local_index).or_insert(0_usize) += 1;
            }
        }
        let parameters = parameters as u32;
        let mut variables: Vec<_> = uses
            .into_iter()
            .filter(|(number, _)| *number >= parameters)
            .map(|(number, uses)| (kinds[(number - parameters) as usize], uses, number))
            .collect();
        variables.sort_by_key(|(kind, uses, _)| (rank(*kind), usize::MAX - uses));
        let mut made = Self {
            kinds: Vec::new(),
            numbers: (0..parameters).map(|number| (number, number)).collect(),
        };
        for (new, (kind, _, number)) in (parameters..).zip(variables) {
            made.numbers.insert(number, new);
            match made.kinds.last_mut() {
                Some((count, last)) if *last == kind => *count += 1,
                _ => made.kinds.push((1, kind)),
            }
        }
        Ok(made)
    }
}

fn rank(kind: wasmparser::ValType) -> u8 {
    match kind {
        wasmparser::ValType::I32 => 0,
        wasmparser::ValType::I64 => 1,
        wasmparser::ValType::F32 => 2,
        wasmparser::ValType::F64 => 3,
        _ => 4,
    }
}

/// An order of texts in which each has the one behind it that is most like it of those left: the
/// largest share of what any of the two says is said by both. The longest is first.
///
/// What a text says is every four bytes in a row; what no other says counts for nothing.
fn beside_alike(texts: &[Vec<u8>]) -> Vec<usize> {
    let mut saying: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        for said in text.windows(4) {
            let by = saying.entry(said).or_default();
            if by.last() != Some(&at) {
                by.push(at);
            }
        }
    }
    let mut says: Vec<Vec<&[usize]>> = vec![Vec::new(); texts.len()];
    for by in saying.values().filter(|by| by.len() > 1) {
        for at in by {
            says[*at].push(by);
        }
    }
    let mut left: Vec<usize> = (0..texts.len()).collect();
    // The shortest is taken first of what is like nothing: sorted so that the longest is.
    left.sort_by_key(|at| (texts[*at].len(), usize::MAX - at));
    let mut is_left = vec![true; texts.len()];
    let mut order: Vec<usize> = Vec::with_capacity(texts.len());
    let mut shared = vec![0_usize; texts.len()];
    while let Some(longest) = left.last().copied() {
        let next = order.last().and_then(|last| {
            shared.fill(0);
            for by in &says[*last] {
                for at in *by {
                    shared[*at] += 1;
                }
            }
            let all = |at: usize| says[*last].len() + says[at].len() - shared[at];
            (0..texts.len())
                .filter(|at| is_left[*at] && shared[*at] > 0)
                // The first of those that are as much alike.
                .reduce(|a, b| {
                    if shared[b] * all(a) > shared[a] * all(b) {
                        b
                    } else {
                        a
                    }
                })
        });
        let next = next.unwrap_or(longest);
        is_left[next] = false;
        order.push(next);
        while left.last().is_some_and(|at| !is_left[*at]) {
            left.pop();
        }
    }
    order
}

#[cfg(test)]
mod tests;
