//! Reads tables of `FlatBuffers` in place: a table knows where its fields are, and every step is
//! checked against the length of the bytes, so that a damaged file yields nothing and no panic.

/// A table somewhere in a buffer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// The bytes of a little-endian number.
pub(super) fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn offset(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(number(bytes, at)?)).ok()
}

impl<'b> Table<'b> {
    /// The table that a buffer is.
    pub fn root(bytes: &'b [u8]) -> Option<Self> {
        let at = offset(bytes, 0)?;
        (at < bytes.len()).then_some(Self { bytes, at })
    }

    /// Where a field is, by its number in the schema; nothing where it has its default.
    fn field(self, slot: usize) -> Option<usize> {
        let back = i32::from_le_bytes(number(self.bytes, self.at)?);
        let fields = usize::try_from(i64::try_from(self.at).ok()? - i64::from(back)).ok()?;
        let length = usize::from(u16::from_le_bytes(number(self.bytes, fields)?));
        let entry = 4 + 2 * slot;
        if entry + 2 > length {
            return None;
        }
        let forward = u16::from_le_bytes(number(self.bytes, fields.checked_add(entry)?)?);
        (forward != 0).then_some(self.at + usize::from(forward))
    }

    /// A number of one, two, four or eight bytes.
    pub fn number<const N: usize>(self, slot: usize) -> Option<[u8; N]> {
        number(self.bytes, self.field(slot)?)
    }

    pub fn table(self, slot: usize) -> Option<Self> {
        self.at(self.field(slot)?)
    }

    /// The table that an offset leads to.
    fn at(self, from: usize) -> Option<Self> {
        let at = from.checked_add(offset(self.bytes, from)?)?;
        (at < self.bytes.len()).then_some(Self { at, ..self })
    }

    /// The items of a vector, each of so many bytes.
    fn vector(self, slot: usize, each: usize) -> Option<(usize, &'b [u8])> {
        let field = self.field(slot)?;
        let at = field.checked_add(offset(self.bytes, field)?)?;
        let length = offset(self.bytes, at)?.checked_mul(each)?;
        let start = at.checked_add(4)?;
        let items = self.bytes.get(start..start.checked_add(length)?)?;
        Some((start, items))
    }

    pub fn bytes(self, slot: usize) -> Option<&'b [u8]> {
        Some(self.vector(slot, 1)?.1)
    }

    pub fn text(self, slot: usize) -> Option<&'b str> {
        std::str::from_utf8(self.bytes(slot)?).ok()
    }

    /// A vector of floating-point numbers.
    pub fn doubles(self, slot: usize) -> impl Iterator<Item = f64> + use<'b> {
        let bytes = self.vector(slot, 8).map_or(&[][..], |found| found.1);
        let numbers = bytes.chunks_exact(8);
        numbers.map(|bytes| f64::from_le_bytes(bytes.try_into().unwrap_or_default()))
    }

    /// A vector of tables.
    pub fn tables(self, slot: usize) -> impl Iterator<Item = Self> {
        let (start, items) = self.vector(slot, 4).unwrap_or((0, &[]));
        (0..items.len() / 4).filter_map(move |number| self.at(start + 4 * number))
    }
}
