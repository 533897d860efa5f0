//! Chinese in simplified characters.

use super::{Grouped, Words};
use crate::index::FacetKind;
use crate::model::{Certainty, PlaceClass, RelationKind, Role, Status};

pub(super) const WORDS: Words = Words {
    years: "年份",
    first_year: "起始年份",
    last_year: "结束年份",
    all_years: "全部年份",
    undated: |count| {
        let count = Grouped(count);
        format!("日期不详 {count}")
    },
    play: "按年份播放",
    pause: "暂停",
    year_uncertain: "年份不确定",
    bar: |year, certain, possible| {
        let certain = Grouped(certain);
        let possible = Grouped(possible);
        format!("{year}年：{certain}个，可能{possible}个")
    },
    events: |count| {
        let count = Grouped(count);
        format!("{count}个事件")
    },
    events_of: |count, all| {
        let count = Grouped(count);
        let all = Grouped(all);
        format!("{all}个事件中的{count}个")
    },
    all_events: "全部事件",
    no_date: "日期不详",
    off_map: "地图之外",
    areas: "省、国界与河流",
    close: "关闭",
    facing: |place| format!("对岸：{place}"),
    none_in_range: |all| {
        let all = Grouped(all);
        format!("此期间没有事件，共{all}个。")
    },
    nothing: "此期间没有事件。",
    and_more: |place, more| format!("{place}等{}处", more + 1),
    paragraphs: |list| format!("第{list}段"),
    relations: "另见",
    reports: "报道",
    figures: "数字",
    problems: |count| {
        let count = Grouped(count);
        format!("数据中有{count}个问题")
    },
    read_more: "阅读更多",
    about_date: "日期依据",
    no_words: "没有含这些词的事件。",
    show_more: |left| {
        let left = Grouped(left);
        format!("显示更多（还有{left}个）")
    },
    back: "返回",
    search: "搜索事件和地点",
    search_hint: "词语、地名，任何文字均可",
    clear: "清除",
    places_found: "地点",
    filters: "筛选",
    facet: |facet| match facet {
        FacetKind::Kind => "类别",
        FacetKind::Certainty => "消息来源",
        FacetKind::Status => "状态",
        FacetKind::Article => "文章",
        FacetKind::Listed => "地点",
    },
    order: "排序",
    by_year: "按年份",
    by_place: "按地点",
    limits: "已启用的筛选",
    remove: |limit| format!("取消：{limit}"),
    clear_all: "全部清除",
    nothing_passes: "没有同时符合所有筛选条件的事件。可取消一项：",
    without: |limit, count| {
        let count = Grouped(count);
        format!("{limit} → {count}个事件")
    },
    certain_only: "仅年份确定者",
    dated_only: "不含日期不详者",
    outside: |count| {
        let count = Grouped(count);
        format!("显示此期间之外的{count}个事件")
    },
    share: "分享",
    copy_link: "复制链接",
    copied: "链接已复制",
    not_copied: "浏览器不允许复制，请使用输入框中的链接。",
    cite: "引用",
    data: "数据",
    picture: "图片",
    print: "打印",
    language: "语言",
    taller: "放大列表",
    shorter: "缩小列表",
    actors: "相关各方",
    status: |status| match status {
        Status::Happened => "已发生",
        Status::Ongoing => "进行中",
        Status::Planned => "计划中",
        Status::Forecast => "预测",
        Status::Rumoured => "传闻",
        Status::InForce => "生效中",
    },
    certainty: |certainty| match certainty {
        Certainty::OfficialStatement => "官方声明",
        Certainty::Observation => "记者目击",
        Certainty::PhotoCaption => "照片说明",
        Certainty::NamedExpert => "具名专家",
        Certainty::Background => "背景",
        Certainty::AnonymousSource => "匿名消息人士",
        Certainty::Rumour => "传闻",
    },
    class: |class| match class {
        PlaceClass::Town => "城镇",
        PlaceClass::Crossing => "口岸",
        PlaceClass::CustomsHouse => "海关",
        PlaceClass::Bridge => "桥",
        PlaceClass::BorderStretch => "国界地段",
        PlaceClass::River => "河流",
        PlaceClass::Prefecture => "自治州",
        PlaceClass::Province => "省·道",
        PlaceClass::Country => "国家",
        PlaceClass::Body => "机构",
        PlaceClass::Site => "地点",
    },
    role: |role| match role {
        Role::At => "地点",
        Role::From => "出发",
        Role::To => "到达",
        Role::About => "涉及",
    },
    relation: |kind, backwards| match (kind, backwards) {
        (RelationKind::SameAs, _) => "同一事件",
        (RelationKind::Contradicts, false) => "与之矛盾",
        (RelationKind::Contradicts, true) => "与之矛盾",
        (RelationKind::Confirms, false) => "佐证",
        (RelationKind::Confirms, true) => "得到佐证",
        (RelationKind::Follows, false) => "此前",
        (RelationKind::Follows, true) => "此后",
        (RelationKind::PartOf, false) => "属于",
        (RelationKind::PartOf, true) => "包括",
    },
};
