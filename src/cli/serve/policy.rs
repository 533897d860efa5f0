//! The Content-Security-Policy of an answer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// What a careful host allows its pages. The map must work under it, so it is always developed
/// under it. Frames are open, because a map may stand in one.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
     script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors *";

const STYLES: &str = "style-src 'self'";

/// [`CONTENT_SECURITY_POLICY`] that allows the style sheets within a page as well: each by its
/// digest, so that no other is.
#[must_use]
pub fn of_page(html: &str) -> String {
    let mut styles = STYLES.to_owned();
    for part in html.split("<style").skip(1) {
        let (_, sheet) = part.split_once('>').unwrap_or_default();
        let sheet = sheet.split("</style>").next().unwrap_or(sheet);
        // A browser reads the line ends of a page as one letter each.
        let sheet = sheet.replace("\r\n", "\n");
        let digest = STANDARD.encode(Sha256::digest(sheet));
        let _ = write!(styles, " 'sha256-{digest}'");
    }
    CONTENT_SECURITY_POLICY.replace(STYLES, &styles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_allowed_by_its_digest_and_no_other() {
        // printf 'p{}' | openssl dgst -sha256 -binary | base64
        let digest = "'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='";
        for (html, styles) in [
            ("", STYLES.to_owned()),
            ("<p style=\"x\">", STYLES.to_owned()),
            ("<style>p{}</style>", format!("{STYLES} {digest}")),
            (
                "<style>p{}</style><p><style class=\"x\">p{}</style>",
                format!("{STYLES} {digest} {digest}"),
            ),
        ] {
            let policy = of_page(html);
            let found = policy
                .split("; ")
                .find(|part| part.starts_with("style-src"));
            assert_eq!(found, Some(&styles[..]), "{html}");
            assert_eq!(policy.replace(&styles, STYLES), CONTENT_SECURITY_POLICY);
        }
    }
}
