//! A number for everything that a value holds, the same on every machine.
//!
//! Positions are counted to eight digits: the last bits of a logarithm differ between platforms.

use std::fmt::{Debug, Write};

/// FNV-1a, 64 bits, over what `Debug` writes: every field.
pub fn digest(value: &impl Debug) -> u64 {
    let mut hash = Hash(0xcbf2_9ce4_8422_2325);
    // A hash takes every text.
    let _ = write!(hash, "{value:.8?}");
    hash.0
}

struct Hash(u64);

impl Write for Hash {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}
