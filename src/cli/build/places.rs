//! Empties what says where in the sources a panic is: nobody can hear it (`traps.rs`), and the
//! names of files on the builder's machine are nobody's business.

use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, Module};

/// Bytes of a `core::panic::Location` in a module of 32 bits: where the name of its file is, how
/// long that is, a line and a column.
const SIZE: usize = 16;

/// Lines and columns are smaller than these in every source.
const MOST: (u32, u32) = (100_000, 1_000);

/// Writes zeros over places in sources and over the names of their files; a place that is still
/// looked at has no name then, and is at line 0.
pub fn forget_places(module: &mut Module) {
    let segments: Vec<(u32, &[u8])> = module
        .data
        .iter()
        .filter_map(|data| Some((start(&data.kind)?, &data.value[..])))
        .collect();
    let mut empty: Vec<(u32, u32)> = Vec::new();
    for (start, bytes) in &segments {
        let misaligned = start.wrapping_neg() as usize % 4;
        let words: Vec<u32> = bytes
            .get(misaligned..)
            .unwrap_or_default()
            .chunks_exact(4)
            .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
            .collect();
        for (at, place) in words.windows(SIZE / 4).enumerate() {
            let [name, length, line, column] = place else {
                continue;
            };
            let is_place = (1..MOST.0).contains(line) && (1..MOST.1).contains(column);
            if is_place && is_source(&segments, *name, *length) {
                empty.push((*name, *length));
                empty.push((start + (misaligned + at * 4) as u32, SIZE as u32));
            }
        }
    }
    let ids: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in ids {
        let data = module.data.get_mut(id);
        let Some(start) = start(&data.kind) else {
            continue;
        };
        for (from, length) in &empty {
            let at = from.wrapping_sub(start) as usize;
            if let Some(bytes) = data.value.get_mut(at..at.saturating_add(*length as usize)) {
                bytes.fill(0);
            }
        }
    }
}

/// Whether a text in the data is the name of a Rust source.
fn is_source(segments: &[(u32, &[u8])], name: u32, length: u32) -> bool {
    let text = segments.iter().find_map(|(start, bytes)| {
        let at = name.checked_sub(*start)? as usize;
        bytes.get(at..at.checked_add(length as usize)?)
    });
    text.is_some_and(|text| (4..300).contains(&text.len()) && text.ends_with(b".rs"))
}

/// Where a segment is put, if that is known.
fn start(kind: &DataKind) -> Option<u32> {
    match kind {
        DataKind::Active {
            offset: ConstExpr::Value(Value::I32(start)),
            ..
        } => Some(start.cast_unsigned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one segment at an address, and what becomes of the segment.
    fn forgotten(start: i32, bytes: &[u8]) -> Vec<u8> {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let kind = DataKind::Active {
            memory,
            offset: ConstExpr::Value(Value::I32(start)),
        };
        let data = module.data.add(kind, bytes.to_vec());
        forget_places(&mut module);
        module.data.get(data).value.clone()
    }

    fn place(name: u32, length: u32, line: u32, column: u32) -> Vec<u8> {
        [name, length, line, column].map(u32::to_le_bytes).concat()
    }

    #[test]
    fn places_and_their_names_are_emptied_and_all_else_stays() {
        let text = b"Map src/map.rs..";
        let mut bytes = text.to_vec();
        bytes.extend(place(1028, 10, 12, 5));
        let mut expected = b"Map \0\0\0\0\0\0\0\0\0\0..".to_vec();
        expected.extend([0; SIZE]);
        assert_eq!(forgotten(1024, &bytes), expected);
        // The same a byte later in memory is no place: places stand at multiples of four.
        assert_eq!(forgotten(1025, &bytes), bytes);
    }

    #[test]
    fn what_is_no_place_stays() {
        for other in [
            place(1024, 3, 12, 5),
            place(1028, 9, 12, 5),
            place(1028, 10, 0, 5),
            place(1028, 10, 12, 5_000),
            place(9_999, 10, 12, 5),
            place(u32::MAX, u32::MAX, 12, 5),
            Vec::new(),
        ] {
            let bytes = [b"Map src/map.rs..", &other[..]].concat();
            assert_eq!(forgotten(1024, &bytes), bytes);
        }
        assert!(forgotten(1027, b"").is_empty());
    }
}
