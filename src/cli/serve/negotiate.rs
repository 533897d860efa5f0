//! What a client can take and what it has already: `Accept-Encoding` and `If-None-Match` of
//! RFC 9110, sections 12.5.3 and 13.1.2.

/// Whether an `Accept-Encoding` header allows brotli.
#[must_use]
pub fn takes_brotli(accept_encoding: Option<&str>) -> bool {
    let codings = accept_encoding.unwrap_or("").split(',');
    let mut by_star = false;
    for coding in codings {
        let mut fields = coding.split(';').map(str::trim);
        let name = fields.next().unwrap_or("");
        // A weight of nought, however many digits it has, forbids.
        let allowed = !fields.any(|field| {
            field
                .strip_prefix("q=")
                .or_else(|| field.strip_prefix("Q="))
                .is_some_and(|weight| weight.parse() == Ok(0.0_f32))
        });
        if name.eq_ignore_ascii_case("br") {
            return allowed;
        }
        by_star |= name == "*" && allowed;
    }
    by_star
}

/// Whether an `If-None-Match` header lists `etag`, which is given with its quotes. Weak and
/// strong ones count as equal, as the standard wants for this header.
#[must_use]
pub fn has_already(if_none_match: Option<&str>, etag: &str) -> bool {
    let listed = if_none_match.unwrap_or("").split(',').map(str::trim);
    listed
        .map(|tag| tag.strip_prefix("W/").unwrap_or(tag))
        .any(|tag| tag == "*" || tag == etag)
}

/// A strong entity tag with its quotes for `bytes`: FNV-1a in 64
/// bits (offset basis and prime as its authors publish them). It need not withstand an attacker,
/// only tell two builds apart.
#[must_use]
pub fn etag(bytes: &[u8]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("\"{hash:016x}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_taken_only_where_it_is_allowed() {
        for (header, taken) in [
            ("", false),
            ("gzip, deflate", false),
            ("br", true),
            ("BR", true),
            ("gzip, deflate, br, zstd", true),
            ("gzip;q=1.0, br;q=0.5", true),
            ("br;q=0", false),
            ("br; q=0.000", false),
            ("*", true),
            ("*;q=0", false),
            ("br;q=0, *", false),
            ("brx", false),
        ] {
            assert_eq!(takes_brotli(Some(header)), taken, "{header:?}");
        }
        assert!(!takes_brotli(None));
    }

    #[test]
    fn tags_are_compared_weakly() {
        for (header, has) in [
            ("", false),
            ("\"a\"", true),
            ("W/\"a\"", true),
            ("\"b\", \"a\"", true),
            ("\"b\"", false),
            ("a", false),
            ("*", true),
        ] {
            assert_eq!(has_already(Some(header), "\"a\""), has, "{header:?}");
        }
        assert!(!has_already(None, "\"a\""));
    }

    #[test]
    fn tags_follow_the_bytes() {
        // The first two are test vectors of the hash's authors.
        assert_eq!(etag(b""), "\"cbf29ce484222325\"");
        assert_eq!(etag(b"a"), "\"af63dc4c8601ec8c\"");
        assert_ne!(etag(b"ab"), etag(b"ba"));
    }
}
