//! Text in an address: UTF-8 with percent signs (RFC 3986, section 2).

/// Adds a text in which every byte but letters, digits and `-._~` of ASCII is `%` and two digits.
///
/// These few are what no address, form or messenger changes: programs that look for addresses in
/// a text end them at brackets and quotation marks.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from(DIGITS[usize::from(digit)]));
            }
        }
    }
}

/// The text that was escaped. A `+` is a space, as forms write it. `None` where a `%` has no two
/// digits behind it or the bytes are not UTF-8.
pub(super) fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => digit(rest.next()?)? << 4 | digit(rest.next()?)?,
            b'+' => b' ',
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

const fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        b'A'..=b'F' => Some(letter - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_their_escapes() {
        for (text, escaped) in [
            ("", ""),
            ("az-AZ_09.~", "az-AZ_09.~"),
            ("one week", "one%20week"),
            ("a&b=c,d#e+f%", "a%26b%3Dc%2Cd%23e%2Bf%25"),
            ("('*!')", "%28%27%2A%21%27%29"),
            ("혜산", "%ED%98%9C%EC%82%B0"),
            ("🌊\0\u{7f}", "%F0%9F%8C%8A%00%7F"),
        ] {
            let mut out = String::new();
            push_escaped(&mut out, text);
            assert_eq!(out, escaped);
            assert_eq!(unescaped(escaped).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_others_write_is_read() {
        for (escaped, text) in [
            ("one+week", Some("one week")),
            ("%ed%98%9c", Some("혜")),
            ("혜산", Some("혜산")),
            ("(a)", Some("(a)")),
            ("%", None),
            ("%2", None),
            ("%2g", None),
            ("%+1", None),
            ("%ED%98", None),
            ("%FF", None),
        ] {
            assert_eq!(unescaped(escaped).as_deref(), text, "{escaped}");
        }
    }
}
