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

fn take(from: &mut Unpack) {
    assert_eq!(from.text(), "Dandong".into());
    assert_eq!(from.longs(), [1, 2, u32::MAX]);
    assert_eq!(from.words(), [u64::MAX, 7]);
    assert_eq!(from.float().to_bits(), (-0.1_f64).to_bits());
    assert_eq!(from.maybe(), None);
    assert_eq!(from.maybe(), Some(0));
    assert_eq!(from.strip(), Strip::Shorts(Vec::new()));
    assert_eq!(from.texts(), ["丹东".into(), "".into()]);
    assert_eq!(from.bytes(), b"abc");
}

#[test]
fn what_is_missing_is_empty_and_told_at_the_end() {
    let all = || Unpack::new(from_bytes(&to_bytes(pack)).unwrap()).unwrap();
    let told = |take_more: fn(&mut Unpack), what| {
        let mut from = all();
        take(&mut from);
        take_more(&mut from);
        // What fails later is not what was wrong.
        from.fail("something else");
        assert_eq!(from.finish(), Err(FlatError::Strip(what)));
    };
    told(|from| assert_eq!(from.number(), 0), "the tape");
    told(|from| assert_eq!(from.text(), "".into()), "a text");
    told(|from| assert_eq!(from.longs(), [0; 0]), "a strip");
    told(
        |from| assert_eq!(from.list(Unpack::number), [0; 0]),
        "the tape",
    );
    let wrong = |take_wrong: fn(&mut Unpack), what| {
        let mut from = all();
        take_wrong(&mut from);
        assert_eq!(from.finish(), Err(FlatError::Strip(what)));
    };
    wrong(|from| assert_eq!(from.bytes(), [0; 0]), "bytes");
    wrong(|from| assert_eq!(from.words(), [0; 0]), "sets");
    // A count of two thousand million texts, of which there are three.
    wrong(|from| assert_eq!(from.texts().len(), 4), "a text");
    wrong(|from| assert_eq!(from.word(&['a', 'b']), 'b'), "a word");
    wrong(|from| assert!(!from.check(false, "no")), "no");
}

#[test]
fn what_was_packed_is_taken_in_its_order() {
    let bytes = to_bytes(pack);
    let mut from = Unpack::new(from_bytes(&bytes).unwrap()).unwrap();
    take(&mut from);
    assert_eq!(from.finish(), Ok(()));
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
