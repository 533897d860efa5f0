//! What is said by the map itself, before the year control and the column are there: the first
//! module has these phrases and no others.

use super::{Grouped, en};
use crate::model::Lang;

/// The phrases of one language on the map.
pub struct Signs {
    /// Name of the map for those who hear it.
    pub map: &'static str,
    /// Name of the column beside the map.
    pub column: &'static str,
    /// Zoom buttons.
    pub zoom_in: &'static str,
    /// Zoom buttons.
    pub zoom_out: &'static str,
    /// Button that shows the whole region.
    pub home: &'static str,
    /// Name of a marker for those who hear it: place and count.
    pub marker: fn(&str, u32) -> String,
    /// Said while something is fetched.
    pub loading: &'static str,
    /// Heading of what went wrong.
    pub trouble: &'static str,
    /// The border is drawn as in OpenStreetMap and is not authoritative.
    pub border_note: &'static str,
    /// Opens the credits of the map where they are folded away.
    pub credits: &'static str,
    /// Told to a finger that moves on the map alone.
    pub two_fingers: &'static str,
    /// Told to a wheel that turns on the map of a page that scrolls.
    pub control_wheel: &'static str,
}

/// The phrases of a language on the map.
#[must_use]
pub const fn signs(lang: Lang) -> &'static Signs {
    match lang {
        Lang::En => &EN,
        Lang::Ko => &KO,
        Lang::Zh => &ZH,
        Lang::Ja => &JA,
    }
}

const EN: Signs = Signs {
    map: "Map of reported events on the Yalu and the Tumen",
    column: "Events",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    home: "Whole region",
    marker: |place, count| format!("{place}, {}", en::plural(count, "event", "events")),
    loading: "Loading…",
    trouble: "Something is missing",
    border_note: "Border as in OpenStreetMap, not authoritative",
    credits: "Credits of the map",
    two_fingers: "Use two fingers to move the map",
    control_wheel: "Hold Ctrl to zoom, or click the map first",
};

const KO: Signs = Signs {
    map: "압록강·두만강 일대에서 보도된 사건 지도",
    column: "사건",
    zoom_in: "확대",
    zoom_out: "축소",
    home: "전체 지역",
    marker: |place, count| {
        let count = Grouped(count);
        format!("{place}, 사건 {count}건")
    },
    loading: "불러오는 중…",
    trouble: "일부를 불러오지 못했습니다",
    border_note: "국경선은 OpenStreetMap 기준이며 공식 국경선이 아닙니다",
    credits: "지도 출처",
    two_fingers: "두 손가락으로 지도를 움직이세요",
    control_wheel: "확대·축소하려면 Ctrl 키를 누른 채 스크롤하거나 지도를 먼저 클릭하세요",
};

const ZH: Signs = Signs {
    map: "鸭绿江、图们江沿岸新闻事件地图",
    column: "事件",
    zoom_in: "放大",
    zoom_out: "缩小",
    home: "整个地区",
    marker: |place, count| {
        let count = Grouped(count);
        format!("{place}，{count}个事件")
    },
    loading: "加载中…",
    trouble: "有内容未能加载",
    border_note: "国界依据OpenStreetMap，不具权威性",
    credits: "地图来源",
    two_fingers: "请用两根手指移动地图",
    control_wheel: "按住Ctrl键滚动，或先点击地图，即可缩放",
};

const JA: Signs = Signs {
    map: "鴨緑江・豆満江流域で報じられた出来事の地図",
    column: "出来事",
    zoom_in: "拡大",
    zoom_out: "縮小",
    home: "地域全体",
    marker: |place, count| {
        let count = Grouped(count);
        format!("{place}、出来事{count}件")
    },
    loading: "読み込み中…",
    trouble: "一部を読み込めませんでした",
    border_note: "国境はOpenStreetMapによるもので、公式のものではありません",
    credits: "地図の出典",
    two_fingers: "地図は二本の指で動かせます",
    control_wheel: "Ctrlキーを押しながらスクロールするか、先に地図をクリックすると拡大・縮小できます",
};
