//! Addresses that become links.

/// Whether an address may become a link: http, https or relative, so that no link runs a script.
/// Browsers drop blanks and control characters before they look for the scheme, so an address
/// with any is refused.
#[must_use]
pub fn is_web_address(url: &str) -> bool {
    if url.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return false;
    }
    let scheme = url.split_once(':').map(|(scheme, _)| scheme);
    // A colon behind one of these belongs to a relative address.
    match scheme.filter(|scheme| !scheme.contains(['/', '?', '#'])) {
        Some(scheme) => scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn only_web_addresses_become_links() {
        for good in [
            "https://a.example/b?c=d:e",
            "HTTP://a",
            "",
            "stories/3.html",
            "./a:b",
            "//h/x",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        let bad = [
            "javascript:alert(1)",
            "JavaScript:x",
            "java\nscript:x",
            "data:text/html,x",
            " javascript:x",
        ];
        for bad in bad {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
