//! The four languages that the map speaks.

/// A language of the interface, of names and of phrases. The default is English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
    /// Chinese, written in simplified characters.
    Zh,
    /// Japanese.
    Ja,
}

impl Lang {
    /// Every language, in the order in which a chooser lists them.
    pub const ALL: [Self; 4] = [Self::En, Self::Ko, Self::Zh, Self::Ja];

    /// The BCP 47 tag for a `lang` attribute.
    ///
    /// Chinese names its script, because a browser picks other glyphs for `zh-Hant`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
            Self::Zh => "zh-Hans",
            Self::Ja => "ja",
        }
    }

    /// The language that a BCP 47 tag asks for, or `None` if the map does not speak it.
    ///
    /// Only the primary subtag counts, in any case: `ko-KR`, `EN`, `zh-TW` and the underscore
    /// spelling `ja_JP` are all understood. Traditional Chinese is answered in simplified
    /// characters, the nearest that there is.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let ends = |byte: &u8| matches!(byte, b'-' | b'_');
        let primary = tag.as_bytes().split(ends).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|lang| primary.eq_ignore_ascii_case(lang.primary().as_bytes()))
    }

    /// A number from 0 to 3, for tables with one column a language.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::En => 0,
            Self::Ko => 1,
            Self::Zh => 2,
            Self::Ja => 3,
        }
    }

    const fn primary(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
            Self::Zh => "zh",
            Self::Ja => "ja",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn tags_are_understood_by_their_primary_subtag() {
        for (tag, expected) in [
            ("", None),
            ("en", Some(Lang::En)),
            ("EN-gb", Some(Lang::En)),
            ("eng", None),
            ("ko-KR", Some(Lang::Ko)),
            ("zh", Some(Lang::Zh)),
            ("zh-Hant-TW", Some(Lang::Zh)),
            ("ja_JP", Some(Lang::Ja)),
            ("ja-Latn-x-private", Some(Lang::Ja)),
            ("de", None),
            ("-ko", None),
        ] {
            assert_eq!(Lang::from_tag(tag), expected, "{tag:?}");
        }
    }

    #[test]
    fn every_tag_comes_back_and_every_index_is_its_place() {
        for (place, lang) in Lang::ALL.into_iter().enumerate() {
            assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
            assert_eq!(lang.index(), place);
        }
    }
}
