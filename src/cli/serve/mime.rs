//! What kind of file it is, by the end of its name.

/// The `Content-Type` of a file name; `application/octet-stream` for what is not known.
///
/// Source of the names: the IANA register of media types.
#[must_use]
pub fn content_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "geojson" => "application/geo+json",
        "geojsons" | "geojsonl" => "application/geo+json-seq",
        "jsonld" => "application/ld+json",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// Whether brotli makes files of this content type smaller: it does for text and for code, and
/// for our own data, which has no registered type; pictures and fonts are packed already.
#[must_use]
pub fn is_worth_compressing(content_type: &str) -> bool {
    let packed = [
        "image/png",
        "image/jpeg",
        "image/webp",
        "image/avif",
        "font/woff2",
    ];
    !packed.contains(&content_type) && content_type != "application/pdf"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_decide() {
        for (name, expected) in [
            ("", "application/octet-stream"),
            ("index.html", "text/html; charset=utf-8"),
            ("yalu-map.js", "text/javascript; charset=utf-8"),
            ("a/b.CSS", "text/css; charset=utf-8"),
            ("yalu_map_bg.wasm", "application/wasm"),
            ("events.geojson", "application/geo+json"),
            ("corpus.bin", "application/octet-stream"),
            ("wasm", "application/octet-stream"),
            ("x.wasm.br", "application/octet-stream"),
        ] {
            assert_eq!(content_type(name), expected, "{name}");
        }
    }

    #[test]
    fn browsers_get_wasm_and_scripts_compressed_and_pictures_not() {
        for (name, worth) in [
            ("a.wasm", true),
            ("a.js", true),
            ("a.bin", true),
            ("a.png", false),
        ] {
            assert_eq!(is_worth_compressing(content_type(name)), worth, "{name}");
        }
    }
}
