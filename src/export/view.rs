//! A view of the map as it is cited: a page that was looked at on a day.

use crate::model::Lang;
use crate::model::edtf::Day;

/// What a reader saw. Empty texts are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewCitation<'a> {
    /// The map's title.
    pub title: &'a str,
    /// Name of the site that it stands on.
    pub site: &'a str,
    /// The permalink, with the address of the page.
    pub url: &'a str,
    /// The day on which it was looked at, where the reader is.
    pub accessed: Day,
    /// What of the map is shown, in words: years, filters, how many events.
    pub note: &'a str,
    /// Language of the title.
    pub lang: Lang,
}

impl ViewCitation<'_> {
    /// Its key: the same for the same address, so that two views may stand in one bibliography.
    pub(super) fn id(&self) -> String {
        format!("yalu-map-{:08x}", fnv(self.url))
    }

    /// The day: year, month and day of the month.
    pub(super) const fn day(&self) -> (i32, u8, u8) {
        self.accessed.ymd()
    }
}

/// FNV-1a of 32 bits (draft-eastlake-fnv): short, and the same on every machine.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_draft() {
        for (text, hash) in [
            ("", 0x811c_9dc5),
            ("a", 0xe40c_292c),
            ("foobar", 0xbf9c_f968),
        ] {
            assert_eq!(fnv(text), hash);
        }
    }
}
