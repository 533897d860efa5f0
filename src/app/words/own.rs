//! What is said while a host's own events arrive.

use super::Grouped;
use crate::model::Lang;

/// The phrases of one language.
pub struct OwnWords {
    /// Said when the reading of a file begins, and the name of the line that shows how far it is.
    pub reading: &'static str,
    /// Said when all events are there, with their number.
    pub read: fn(u32) -> String,
    /// Said when the reader has stopped the file, with the number of events that have come.
    pub stopped: fn(u32) -> String,
    /// Button that stops the file.
    pub cancel: &'static str,
    /// Said where a view has more events than are read at once: how many, and whether that is all
    /// of them or the least that there are.
    pub crowd: fn(u32, bool) -> String,
    /// Said of a list that is of what is in view, with how many events the whole file has.
    pub part: fn(u32) -> String,
}

/// The phrases of a language.
#[must_use]
pub const fn own_words(lang: Lang) -> &'static OwnWords {
    match lang {
        Lang::En => &EN,
        Lang::Ko => &KO,
        Lang::Zh => &ZH,
        Lang::Ja => &JA,
    }
}

const EN: OwnWords = OwnWords {
    reading: "Events are being loaded",
    read: |count| match count {
        1 => "1 event loaded".into(),
        _ => format!("{} events loaded", Grouped(count)),
    },
    stopped: |count| {
        format!(
            "Loading was cancelled. Events shown, which are not all: {}",
            Grouped(count)
        )
    },
    cancel: "Cancel",
    crowd: |count, is_exact| {
        let over = if is_exact { "" } else { "More than " };
        format!(
            "{over}{} events are in this view. Zoom in to see them.",
            Grouped(count)
        )
    },
    part: |count| {
        format!(
            "Only events in or near this view are loaded, of {}.",
            Grouped(count)
        )
    },
};

const KO: OwnWords = OwnWords {
    reading: "사건을 불러오는 중",
    read: |count| format!("사건 {}건을 불러왔습니다", Grouped(count)),
    stopped: |count| {
        format!(
            "불러오기를 취소했습니다. 전체 중 일부인 {}건만 표시합니다",
            Grouped(count)
        )
    },
    cancel: "취소",
    crowd: |count, is_exact| {
        let over = if is_exact { "건이" } else { "건이 넘게" };
        format!(
            "이 화면에는 사건 {}{over} 있습니다. 확대하면 표시됩니다.",
            Grouped(count)
        )
    },
    part: |count| {
        format!(
            "전체 {}건 가운데 이 화면과 그 주변의 사건만 불러왔습니다.",
            Grouped(count)
        )
    },
};

const ZH: OwnWords = OwnWords {
    reading: "正在加载事件",
    read: |count| format!("已加载 {} 个事件", Grouped(count)),
    stopped: |count| format!("已取消加载。仅显示部分事件：{} 个", Grouped(count)),
    cancel: "取消",
    crowd: |count, is_exact| {
        let over = if is_exact { "" } else { "超过 " };
        format!(
            "此视图中有{over}{} 个事件。放大地图即可查看。",
            Grouped(count)
        )
    },
    part: |count| {
        format!(
            "共 {} 个事件，仅加载了此视图及其附近的事件。",
            Grouped(count)
        )
    },
};

const JA: OwnWords = OwnWords {
    reading: "出来事を読み込み中",
    read: |count| format!("{}件の出来事を読み込みました", Grouped(count)),
    stopped: |count| {
        format!(
            "読み込みを中止しました。一部の{}件だけを表示しています",
            Grouped(count)
        )
    },
    cancel: "中止",
    crowd: |count, is_exact| {
        let over = if is_exact { "件" } else { "件を超える" };
        format!(
            "この表示範囲には{}{over}の出来事があります。拡大すると表示されます。",
            Grouped(count)
        )
    },
    part: |count| {
        format!(
            "全{}件のうち、表示範囲とその周辺の出来事だけを読み込んでいます。",
            Grouped(count)
        )
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_something_of_its_own_with_the_number() {
        let mut all = std::collections::BTreeSet::new();
        for lang in Lang::ALL {
            let words = own_words(lang);
            let counted = [
                (words.read)(20_307),
                (words.stopped)(20_307),
                (words.crowd)(20_307, true),
                (words.crowd)(20_307, false),
                (words.part)(20_307),
            ];
            assert!(
                counted.iter().all(|text| text.contains("20,307")),
                "{lang:?}"
            );
            all.extend(counted);
            all.extend([words.reading.to_owned(), words.cancel.to_owned()]);
        }
        assert_eq!(all.len(), 7 * Lang::ALL.len());
        assert_eq!((own_words(Lang::En).read)(1), "1 event loaded");
    }
}
