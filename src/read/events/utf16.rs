//! UTF-16, as some programs save a table, read as UTF-8.

/// Decodes a file in UTF-16 from pieces of any size.
#[derive(Debug)]
pub(super) struct Utf16 {
    is_big: bool,
    /// The first byte of a unit that was cut in two.
    odd: Option<u8>,
    /// The first half of a pair that was cut in two.
    high: Option<u16>,
}

impl Utf16 {
    /// A decoder, if a file begins with the byte order mark of UTF-16.
    pub fn new(head: &[u8]) -> Option<Self> {
        let is_big = match head {
            [0xff, 0xfe, ..] => false,
            [0xfe, 0xff, ..] => true,
            _ => return None,
        };
        let (odd, high) = (None, None);
        Some(Self { is_big, odd, high })
    }

    /// The next piece; what is no text becomes U+FFFD.
    pub fn decode(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut units: Vec<u16> = self.high.take().into_iter().collect();
        for byte in bytes {
            match self.odd.take() {
                None => self.odd = Some(*byte),
                Some(odd) if self.is_big => units.push(u16::from_be_bytes([odd, *byte])),
                Some(odd) => units.push(u16::from_le_bytes([odd, *byte])),
            }
        }
        if units
            .last()
            .is_some_and(|unit| (0xd800..0xdc00).contains(unit))
        {
            self.high = units.pop();
        }
        String::from_utf16_lossy(&units).into_bytes()
    }
}
