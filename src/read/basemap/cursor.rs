//! Takes numbers, texts and lists from bytes in postcard's format, whose specification
//! (<https://postcard.jamesmunns.com/wire-format>) has them as LEB128 numbers of 7 bits a byte,
//! signed ones doubled (zigzag), and lengths before what is counted.
//!
//! The writer is the crate itself. A reader that is made of `serde`'s derived code is 10 KB of the
//! first module: it looks after every field whether there was one. Here what is missing is 0 or
//! empty, and [`Cursor::finish`] tells what went wrong first.

use super::BasemapError;

/// Bytes, and how far they were taken.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    failed: Option<BasemapError>,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            failed: None,
        }
    }

    /// Says what is wrong, unless something was before.
    #[inline(never)]
    pub fn fail(&mut self, error: BasemapError) {
        self.failed.get_or_insert(error);
        // Nothing follows: whoever counts to a large number ends at the next.
        self.bytes = &[];
    }

    /// All that was not taken yet.
    pub fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.bytes)
    }

    /// Ends: everything was taken, and was right.
    pub fn finish(self) -> Result<(), BasemapError> {
        match self.failed {
            Some(error) => Err(error),
            None if self.bytes.is_empty() => Ok(()),
            None => Err(BasemapError::Malformed),
        }
    }

    #[inline(never)]
    pub fn byte(&mut self) -> u8 {
        let Some((byte, rest)) = self.bytes.split_first() else {
            self.fail(BasemapError::Malformed);
            return 0;
        };
        self.bytes = rest;
        *byte
    }

    /// A number of at most 32 bits.
    #[inline(never)]
    pub fn number(&mut self) -> u32 {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        // Too many bits, or a fifth byte that says there is a sixth.
        u32::try_from(number).unwrap_or_else(|_| {
            self.fail(BasemapError::Malformed);
            0
        })
    }

    pub fn signed(&mut self) -> i32 {
        let number = self.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }

    pub fn is(&mut self) -> bool {
        let byte = self.byte();
        if byte > 1 {
            self.fail(BasemapError::Malformed);
        }
        byte == 1
    }

    #[inline(never)]
    pub fn text(&mut self) -> Box<str> {
        let length = self.number() as usize;
        let text = self.bytes.split_at_checked(length);
        let text = text.and_then(|(text, rest)| Some((str::from_utf8(text).ok()?, rest)));
        let Some((text, rest)) = text else {
            self.fail(BasemapError::Malformed);
            return Box::default();
        };
        self.bytes = rest;
        text.into()
    }

    /// A list: it ends where something is wrong.
    pub fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut items = Vec::new();
        for _ in 0..self.number() {
            items.push(each(self));
            if self.failed.is_some() {
                break;
            }
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastrand::Rng;

    type All = (Vec<i32>, String, bool, Vec<u8>, u32, Option<(u16, i32)>);

    fn take(bytes: &[u8]) -> Result<All, BasemapError> {
        let mut from = Cursor::new(bytes);
        let all = (
            from.list(Cursor::signed),
            from.text().into(),
            from.is(),
            from.list(Cursor::byte),
            from.number(),
            from.is().then(|| (from.number() as u16, from.signed())),
        );
        from.finish().map(|()| all)
    }

    #[test]
    fn what_the_crate_writes_is_read() {
        let mut rng = Rng::with_seed(7);
        for round in 0..2_000 {
            let any = |rng: &mut Rng| rng.i32(..) >> rng.u32(..32);
            let count = rng.usize(..5);
            let all: All = (
                (0..count).map(|_| any(&mut rng)).collect(),
                ["", "Yalu", "압록강"][rng.usize(..3)].repeat(rng.usize(..80)),
                rng.bool(),
                (0..rng.usize(..300)).map(|_| rng.u8(..)).collect(),
                rng.u32(..) >> rng.u32(..32),
                rng.bool().then(|| (rng.u16(..), any(&mut rng))),
            );
            let bytes = postcard::to_allocvec(&all).unwrap();
            assert_eq!(take(&bytes).as_ref(), Ok(&all), "round {round}");
            let cut = rng.usize(..bytes.len());
            assert_eq!(take(&bytes[..cut]), Err(BasemapError::Malformed));
            assert!(take(&[&bytes[..], &[0]].concat()).is_err());
        }
        let extremes: All = (
            vec![i32::MIN, i32::MAX],
            String::new(),
            true,
            vec![],
            u32::MAX,
            None,
        );
        let bytes = postcard::to_allocvec(&extremes).unwrap();
        assert_eq!(take(&bytes), Ok(extremes));
    }

    #[test]
    fn what_the_crate_refuses_is_refused() {
        let mut rng = Rng::with_seed(8);
        let all: All = (
            vec![-1, 300],
            "Yalu".into(),
            true,
            vec![9; 3],
            70_000,
            Some((300, -5)),
        );
        let bytes = postcard::to_allocvec(&all).unwrap();
        for _ in 0..20_000 {
            let mut damaged = bytes.clone();
            for _ in 0..rng.usize(1..4) {
                let at = rng.usize(..damaged.len());
                damaged[at] = [rng.u8(..), 0x80, 0xff, 0][rng.usize(..4)];
            }
            let theirs = match postcard::take_from_bytes::<All>(&damaged) {
                Ok((all, [])) => Ok(all),
                _ => Err(BasemapError::Malformed),
            };
            // A number of 16 bits is cut by `take` and checked by whoever needs one.
            let is_long = theirs.is_err() && take(&damaged).is_ok_and(|all| all.5.is_some());
            if !is_long {
                assert_eq!(take(&damaged), theirs, "{damaged:?}");
            }
        }
        assert_eq!(take(&[]), Err(BasemapError::Malformed));
    }
}
