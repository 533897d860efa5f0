//! Strips as bytes of a file.
//!
//! | bytes | |
//! |---|---|
//! | 4 | `yflt` |
//! | 8 | sum of all that follows |
//! | then for each strip 1 | width of its numbers in bytes |
//! | 4 | how many there are |
//! | width × count | the numbers, lowest byte first |

use super::{FlatError, Strip, StripRef};

const MAGIC: [u8; 4] = *b"yflt";

/// Where the strips begin.
const HEAD: usize = 12;

/// The bytes of strips that `pack` hands out.
pub fn to_bytes(pack: impl FnOnce(&mut dyn FnMut(StripRef<'_>))) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend([0; HEAD - MAGIC.len()]);
    pack(&mut |strip| {
        let mut head = |width: u8, count: usize| {
            bytes.push(width);
            bytes.extend((count as u32).to_le_bytes());
        };
        match strip {
            StripRef::Bytes(all) => {
                head(1, all.len());
                bytes.extend_from_slice(all);
            }
            StripRef::Shorts(all) => {
                head(2, all.len());
                bytes.extend(all.iter().flat_map(|number| number.to_le_bytes()));
            }
            StripRef::Longs(all) => {
                head(4, all.len());
                bytes.extend(all.iter().flat_map(|number| number.to_le_bytes()));
            }
            StripRef::Words(all) => {
                head(8, all.len());
                bytes.extend(all.iter().flat_map(|number| number.to_le_bytes()));
            }
        }
    });
    let sum = sum(&bytes[HEAD..]);
    bytes[MAGIC.len()..HEAD].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// The strips of [`to_bytes`].
///
/// # Errors
/// [`FlatError::NotFlat`] for something else, [`FlatError::Damaged`] when a byte is not as it was
/// written.
pub fn from_bytes(bytes: &[u8]) -> Result<Vec<Strip>, FlatError> {
    let rest = bytes.strip_prefix(&MAGIC).ok_or(FlatError::NotFlat)?;
    let (said, mut rest) = rest.split_first_chunk().ok_or(FlatError::Damaged)?;
    if u64::from_le_bytes(*said) != sum(rest) {
        return Err(FlatError::Damaged);
    }
    let mut strips = Vec::new();
    while let Some((head, behind)) = rest.split_first_chunk::<5>() {
        let [width, count @ ..] = *head;
        let length = u32::from_le_bytes(count) as usize * usize::from(width);
        let numbers = behind.get(..length).ok_or(FlatError::Damaged)?;
        rest = behind.get(length..).unwrap_or_default();
        strips.push(match width {
            1 => Strip::Bytes(numbers.to_vec()),
            2 => {
                let (shorts, _) = numbers.as_chunks();
                Strip::Shorts(shorts.iter().map(|n| u16::from_le_bytes(*n)).collect())
            }
            4 => {
                let (longs, _) = numbers.as_chunks();
                Strip::Longs(longs.iter().map(|n| u32::from_le_bytes(*n)).collect())
            }
            8 => {
                let (words, _) = numbers.as_chunks();
                Strip::Words(words.iter().map(|n| u64::from_le_bytes(*n)).collect())
            }
            _ => return Err(FlatError::Damaged),
        });
    }
    if rest.is_empty() {
        Ok(strips)
    } else {
        Err(FlatError::Damaged)
    }
}

/// A sum of bytes that is another whenever one to eight neighbours are: every step can be undone,
/// so that two sums which once differ differ to the end. It does not guard against intent; who
/// writes the file writes the widget too.
fn sum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| {
        // The constant of Fibonacci hashing, 2⁶⁴ / φ, which is odd.
        let sum = (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        sum ^ sum >> 32
    };
    let (words, rest) = bytes.as_chunks();
    let sum = words.iter().fold(bytes.len() as u64, |sum, word| {
        step(sum, u64::from_le_bytes(*word))
    });
    rest.iter()
        .fold(sum, |sum, byte| step(sum, u64::from(*byte)))
}
