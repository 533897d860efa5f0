use super::*;

/// The five bytes that the linker writes for a number, so that it could be another.
fn padded(number: u8) -> [u8; 5] {
    [number | 0x80, 0x80, 0x80, 0x80, 0]
}

fn section(id: u8, contents: &[u8]) -> Vec<u8> {
    [&[id][..], &leb(contents.len() as u32), contents].concat()
}

fn named(name: &str, contents: &[u8]) -> Vec<u8> {
    let name = [&leb(name.len() as u32)[..], name.as_bytes()].concat();
    section(0, &[&name, contents].concat())
}

const CONST: u8 = 0x41;
const CALL: u8 = 0x10;
const IF: [u8; 2] = [0x04, 0x40];
const DROP: u8 = 0x1a;
const END: u8 = 0x0b;

/// Functions without parameters and results of these names and bodies, and what the linker notes
/// about every number that it has padded.
fn module(functions: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let count = functions.len() as u8;
    let (mut code, mut notes, mut noted) = (vec![count], Vec::new(), 0);
    let mut names = vec![count];
    for (number, (name, body)) in functions.iter().enumerate() {
        code.extend(leb(body.len() as u32 + 1));
        code.push(0);
        for (at, _) in body
            .windows(5)
            .enumerate()
            .filter(|(_, bytes)| bytes[1..] == padded(0)[1..])
        {
            noted += 1;
            // An address has a number added to it.
            let is_call = body[at - 1] == CALL;
            notes.push(if is_call { 0 } else { 4 });
            notes.extend(leb((code.len() + at) as u32));
            notes.push(7);
            notes.extend((!is_call).then_some(0));
        }
        code.extend(body);
        names.extend(
            [
                &[number as u8][..],
                &leb(name.len() as u32),
                name.as_bytes(),
            ]
            .concat(),
        );
    }
    [
        &b"\0asm\x01\0\0\0"[..],
        &section(1, &[1, 0x60, 0, 0]),
        &section(3, &[&[count][..], &vec![0; functions.len()]].concat()),
        &section(10, &code),
        &named("reloc.CODE", &[&[2][..], &leb(noted), &notes].concat()),
        &named("name", &section(1, &names)),
    ]
    .concat()
}

/// What is noted: for each note the instruction's first byte and its number.
fn noted(wasm: &[u8]) -> Vec<(u8, u8)> {
    let linked = Linked::read(wasm).unwrap();
    let notes = linked.notes.unwrap();
    let at = notes.each.iter().map(|(about, _)| linked.code + about);
    at.map(|at| (wasm[at - 1], wasm[at] & 0x7f)).collect()
}

fn body(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

#[test]
fn what_leads_to_a_report_is_struck_out_and_all_else_stays() {
    let report = "_ZN4core9panicking9panic_fmt17h0123456789abcdefE";
    let wasm = module(&[
        (report, body(&[&[UNREACHABLE, END]])),
        // Only reports.
        (
            "tells",
            body(&[&[CONST], &padded(3), &[DROP, CALL], &padded(0), &[END]]),
        ),
        // Says something and reports.
        (
            "checks",
            body(&[
                &[CONST],
                &padded(4),
                &IF,
                &[CONST],
                &padded(5),
                &[DROP, CALL],
                &padded(1),
                &[END, CALL],
                &padded(3),
                &[CONST],
                &padded(6),
                &[DROP, CALL],
                &padded(0),
                &[END],
            ]),
        ),
        ("other", body(&[&[CONST], &padded(9), &[DROP, END]])),
    ]);
    assert_eq!(noted(&wasm).len(), 9);
    let made = leave_unsaid(&wasm).unwrap();
    assert_eq!(noted(&made), [(CONST, 4), (CALL, 3), (CONST, 9)]);
    let steps: Vec<Vec<u8>> = Linked::read(&made)
        .unwrap()
        .functions
        .iter()
        .map(|steps| {
            steps
                .iter()
                .map(|step| made[step.at.start])
                .filter(|code| *code != NOP)
        })
        .map(Iterator::collect)
        .collect();
    assert_eq!(
        steps,
        [
            vec![UNREACHABLE, END],
            vec![UNREACHABLE, END],
            vec![CONST, IF[0], UNREACHABLE, END, CALL, UNREACHABLE, END],
            vec![CONST, DROP, END],
        ]
    );
    walrus::Module::from_buffer(&made).unwrap();
    // There is nothing left to strike out.
    assert_eq!(leave_unsaid(&made).unwrap(), made);
}

#[test]
fn a_module_that_says_nothing_stays_as_it_is() {
    for wasm in [
        module(&[]),
        module(&[("other", body(&[&[CONST], &padded(9), &[DROP, END]]))]),
        b"\0asm\x01\0\0\0".to_vec(),
    ] {
        assert_eq!(leave_unsaid(&wasm).unwrap(), wasm);
    }
    assert!(leave_unsaid(b"no module").is_err());
}
