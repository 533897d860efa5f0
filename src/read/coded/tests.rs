use super::*;
use fastrand::Rng;

/// Numbers of all sizes, near the last one or anywhere.
fn numbers(rng: &mut Rng, count: usize) -> Vec<i32> {
    let mut last = 0;
    let mut next = || {
        last = match rng.u8(..4) {
            0 => rng.i32(-(1 << 29)..1 << 29) >> rng.u32(..30),
            _ => last / 2 + rng.i32(-3..4),
        };
        last
    };
    (0..count).map(|_| next()).collect()
}

fn walk<B: Bits>(coder: &mut Coder<B>, wanted: &[i32]) -> Vec<i32> {
    let mut last = 0;
    let next = |&wanted: &i32| {
        let near = last as u32 & 0xff;
        last = coder.signed(near, 0x1000 + near / 16, near % 2, wanted);
        last
    };
    wanted.iter().map(next).collect()
}

fn written(wanted: &[i32]) -> Vec<u8> {
    let mut coder = Coder::new(Writer::new());
    walk(&mut coder, wanted);
    coder.bits.finish()
}

#[test]
fn what_is_written_is_read_to_its_end() {
    let mut rng = Rng::with_seed(11);
    for round in 0..300 {
        let count = if round == 0 { 0 } else { rng.usize(..400) };
        let wanted = numbers(&mut rng, count);
        let bytes = written(&wanted);
        let mut coder = Coder::new(Reader::new(&bytes));
        assert_eq!(walk(&mut coder, &vec![0; count]), wanted, "round {round}");
        assert!(coder.bits.is_at_end(), "round {round}");
    }
}

#[test]
fn what_repeats_costs_little_and_nothing_costs_nothing() {
    let bytes = written(&vec![3; 10_000]);
    // 3 takes five bits, all of them learned.
    assert!((60..800).contains(&bytes.len()), "{}", bytes.len());
    // The promise by which a reader bounds its memory.
    assert!(bytes.len() * 8 * 45 > 10_000 * 5);
}

#[test]
fn missing_bytes_are_noticed_soon() {
    let mut rng = Rng::with_seed(12);
    let wanted = numbers(&mut rng, 500);
    let bytes = written(&wanted);
    for len in 0..bytes.len() {
        let mut coder = Coder::new(Reader::new(&bytes[..len]));
        let read = walk(&mut coder, &[0; 500]);
        assert!(!coder.bits.is_at_end() || read != wanted, "{len}");
        assert!(coder.bits.is_beyond(), "{len}");
    }
    let noise: Vec<u8> = (0..200).map(|_| rng.u8(..)).collect();
    let mut coder = Coder::new(Reader::new(&noise));
    let mut count = 0;
    while !coder.bits.is_beyond() {
        coder.number(0, 0, 0);
        count += 1;
        assert!(count < 200 * 8 * 45);
    }
}
