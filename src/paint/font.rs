//! Which typefaces letters are drawn with.

use crate::model::Lang;

/// Faces for a language, best first, as CSS writes them. The system's own faces come first; for
/// Chinese, Japanese and Korean the faces are named, because one and the same character has
/// different forms in each and the system's face shows those of its own language.
pub const fn family(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "system-ui,sans-serif",
        Lang::Ko => "'Apple SD Gothic Neo','Malgun Gothic','Noto Sans CJK KR',system-ui,sans-serif",
        Lang::Zh => "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',system-ui,sans-serif",
        Lang::Ja => "'Hiragino Sans','Yu Gothic','Noto Sans CJK JP',system-ui,sans-serif",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_element_opens_the_fonts_that_are_painted_with() {
        let element = include_str!("../../www/yalu-map.js");
        for lang in [Lang::En, Lang::Ko, Lang::Zh] {
            assert!(element.contains(&format!("12px {}\"", family(lang))));
        }
    }
}
