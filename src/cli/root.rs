//! Where the package lies.

use std::path::{Path, PathBuf};

const PACKAGE: &str = "yalu-map";

/// The folder of this package: the nearest one at or above the current folder whose
/// `Cargo.toml` is ours, or else the one this program was compiled in.
#[must_use]
pub fn package_root() -> PathBuf {
    std::env::current_dir()
        .ok()
        .and_then(|here| root_above(&here))
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")))
}

/// The nearest folder at or above `start` whose `Cargo.toml` names this package.
#[must_use]
pub fn root_above(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| {
            std::fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|text| is_ours(&text))
        })
        .map(Path::to_path_buf)
}

fn is_ours(manifest: &str) -> bool {
    manifest.parse::<toml::Table>().is_ok_and(|table| {
        table
            .get("package")
            .and_then(|package| package.get("name"))
            .and_then(toml::Value::as_str)
            == Some(PACKAGE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_manifest_with_our_name_is_ours() {
        for (manifest, ours) in [
            ("", false),
            ("not toml at all [", false),
            ("[package]\nname = \"yalu-map\"", true),
            ("[package]\nname = \"yalu\"", false),
            ("[dependencies]\nname = \"yalu-map\"", false),
            ("[workspace]", false),
        ] {
            assert_eq!(is_ours(manifest), ours, "{manifest:?}");
        }
    }

    #[test]
    fn the_nearest_manifest_of_ours_wins_over_others_below_it() {
        let folder = std::env::temp_dir().join(format!("yalu-root-{}", std::process::id()));
        let inner = folder.join("tests/inner");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(folder.join("Cargo.toml"), "[package]\nname = \"yalu-map\"").unwrap();
        std::fs::write(inner.join("Cargo.toml"), "[package]\nname = \"other\"").unwrap();
        assert_eq!(root_above(&inner), Some(folder.clone()));
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(root_above(&folder), None);
    }
}
