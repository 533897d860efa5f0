use walrus::ir::{Instr, Value};
use walrus::{ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, ValType};

use super::*;

fn whole(number: usize) -> i32 {
    i32::try_from(number).unwrap()
}

/// A module of `count` functions that imports one more. Each function begins with its number, calls
/// the one that has half of it and is exported and in the table; the last runs at the start.
fn module(count: usize, rng: &mut fastrand::Rng) -> Vec<u8> {
    let mut module = walrus::Module::default();
    let nothing = module.types.add(&[], &[]);
    let (imported, _) = module.add_import_func("a", "b", nothing);
    let mut made: Vec<FunctionId> = Vec::new();
    for number in 0..count {
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        let mut body = builder.func_body();
        body.i32_const(whole(number)).drop();
        body.call(made.get(number / 2).copied().unwrap_or(imported));
        let kinds = [
            ValType::I32,
            ValType::F64,
            ValType::Ref(walrus::RefType::EXTERNREF),
        ];
        let variables: Vec<_> = (0..rng.usize(..5))
            .map(|_| module.locals.add(*rng.choice(&kinds).unwrap()))
            .collect();
        for _ in 0..rng.usize(..30) {
            if let Some(variable) = rng.choice(&variables) {
                body.local_get(*variable).local_set(*variable);
            }
        }
        let function = builder.finish(vec![], &mut module.funcs);
        module.exports.add(&number.to_string(), function);
        made.push(function);
    }
    module.start = made.last().copied();
    let table = module
        .tables
        .add_local(false, count as u64, None, walrus::RefType::FUNCREF);
    let offset = ConstExpr::Value(Value::I32(0));
    let kind = ElementKind::Active { table, offset };
    module.elements.add(kind, ElementItems::Functions(made));
    module.emit_wasm()
}

/// The number with which a function begins, the function that it calls, and how often it sets
/// variables of each type.
fn told(module: &walrus::Module, function: FunctionId) -> (i32, FunctionId, Vec<(ValType, usize)>) {
    let local = module.funcs.get(function).kind.unwrap_local();
    let (mut number, mut called, mut sets) = (None, None, BTreeMap::new());
    for (instr, _) in &local.block(local.entry_block()).instrs {
        match instr {
            Instr::Const(constant) => {
                number = match constant.value {
                    Value::I32(number) => Some(number),
                    _ => None,
                }
            }
            Instr::Call(call) => called = Some(call.func),
            Instr::LocalSet(set) => {
                *sets.entry(module.locals.get(set.local).ty()).or_default() += 1;
            }
            _ => {}
        }
    }
    (number.unwrap(), called.unwrap(), sets.into_iter().collect())
}

#[test]
fn every_function_is_found_where_it_was() {
    let rng = &mut fastrand::Rng::with_seed(7);
    for count in [0, 1, 2, 3, 40, 200] {
        let wasm = module(count, rng);
        let made = ordered(&wasm).unwrap();
        let [before, after] = [&wasm, &made].map(|it| walrus::Module::from_buffer(it).unwrap());
        let of = |module: &walrus::Module, number: usize| {
            let found = module.exports.get_func(number.to_string()).unwrap();
            told(module, found)
        };
        for number in 0..count {
            let (was, is) = (of(&before, number), of(&after, number));
            assert_eq!((is.0, &is.2), (whole(number), &was.2));
            if number > 0 {
                assert_eq!(told(&after, is.1).0, whole(number / 2));
            }
        }
        assert_eq!(
            after.start.map(|start| told(&after, start).0 as usize),
            count.checked_sub(1)
        );
        for element in after.elements.iter() {
            let ElementItems::Functions(functions) = &element.items else {
                panic!("{:?}", element.items);
            };
            for (number, function) in functions.iter().enumerate() {
                assert_eq!(told(&after, *function).0, whole(number));
            }
        }
    }
}

#[test]
fn what_browsers_pass_over_goes() {
    let mut module = walrus::Module::default();
    module.customs.add(walrus::RawCustomSection {
        name: "names".to_owned(),
        data: vec![1, 2, 3],
    });
    let wasm = module.emit_wasm();
    let made = ordered(&wasm).unwrap();
    assert!(made.len() < wasm.len());
    assert_eq!(ordered(&made).unwrap(), made);
    assert!(ordered(b"no module").is_err());
}

#[test]
fn alike_texts_are_beside_each_other() {
    let order = |texts: &[&str]| {
        let texts: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
        beside_alike(&texts)
    };
    assert!(order(&[]).is_empty());
    assert_eq!(order(&["", "", ""]), [0, 1, 2]);
    assert_eq!(
        order(&[
            "a river",
            "the longest of all",
            "b",
            "in a river",
            "longest of",
            "no river at"
        ]),
        [1, 4, 5, 0, 3, 2]
    );
    let rng = &mut fastrand::Rng::with_seed(3);
    for count in 0..50 {
        let mut text = |_: usize| (0..rng.usize(..40)).map(|_| rng.u8(..3)).collect();
        let texts: Vec<Vec<u8>> = (0..count).map(&mut text).collect();
        let mut order = beside_alike(&texts);
        order.sort_unstable();
        assert!(order.into_iter().eq(0..count), "each is there once");
    }
}
