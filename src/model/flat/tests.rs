//! Strips come back as they were, and bytes that are not as they were written are refused.

use super::*;

/// What there is of each sort, in an order that mixes them.
fn pack(write: &mut dyn FnMut(StripRef<'_>)) {
    let mut to = Pack::new(write);
    to.longs(&[1, 2, u32::MAX]);
    to.text("Dandong");
    to.strip(StripRef::Words(&[u64::MAX, 7]));
    to.float(-0.1);
    to.maybe(None);
    to.strip(StripRef::Shorts(&[]));
    to.maybe(Some(0));
    to.texts(&["丹东".into(), "".into()]);
    to.strip(StripRef::Bytes(b"abc"));
    to.finish();
}

fn take(mut from: Unpack) -> Result<(), FlatError> {
    assert_eq!(from.text()?, "Dandong".into());
    assert_eq!(from.longs()?, [1, 2, u32::MAX]);
    assert_eq!(from.words()?, [u64::MAX, 7]);
    assert_eq!(from.float()?.to_bits(), (-0.1_f64).to_bits());
    assert_eq!(from.maybe()?, None);
    assert_eq!(from.maybe()?, Some(0));
    assert_eq!(from.strip()?, Strip::Shorts(Vec::new()));
    assert_eq!(from.texts()?, ["丹东".into(), "".into()]);
    assert_eq!(from.bytes()?, b"abc");
    assert_eq!(from.number(), Err(FlatError::Strip("the tape")));
    assert_eq!(from.text(), Err(FlatError::Strip("a text")));
    from.finish()
}

#[test]
fn what_was_packed_is_taken_in_its_order() {
    let bytes = to_bytes(pack);
    take(Unpack::new(from_bytes(&bytes).unwrap()).unwrap()).unwrap();
    let nothing = to_bytes(|write| Pack::new(write).finish());
    let nothing = Unpack::new(from_bytes(&nothing).unwrap()).unwrap();
    assert_eq!(nothing.finish(), Ok(()));
    let more = Unpack::new(from_bytes(&bytes).unwrap()).unwrap();
    assert_eq!(more.finish(), Err(FlatError::Strip("there is more")));
}

#[test]
fn every_changed_byte_is_noticed() {
    let bytes = to_bytes(pack);
    for at in 0..bytes.len() {
        for change in [1, 0x80, 0xff] {
            let mut damaged = bytes.clone();
            damaged[at] ^= change;
            assert!(from_bytes(&damaged).is_err(), "byte {at}");
        }
        assert!(from_bytes(&bytes[..at]).is_err(), "cut at {at}");
        let mut longer = bytes.clone();
        longer.insert(at, 0);
        assert!(from_bytes(&longer).is_err(), "one more at {at}");
    }
    assert_eq!(from_bytes(b""), Err(FlatError::NotFlat));
    assert_eq!(from_bytes(b"{\"type\":"), Err(FlatError::NotFlat));
}

#[test]
fn another_version_is_named() {
    for (strips, error) in [
        (vec![], FlatError::NotFlat),
        (vec![Strip::Longs(vec![])], FlatError::NotFlat),
        (vec![Strip::Bytes(vec![1])], FlatError::NotFlat),
        (
            vec![Strip::Longs(vec![VERSION + 1, 0, 0])],
            FlatError::Version(VERSION + 1),
        ),
    ] {
        assert_eq!(Unpack::new(strips).err(), Some(error));
    }
}
