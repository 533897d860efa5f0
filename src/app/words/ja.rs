//! Japanese.

use super::{Grouped, Words};
use crate::index::FacetKind;
use crate::model::{Certainty, PlaceClass, RelationKind, Role, Status};

pub(super) const WORDS: Words = Words {
    years: "年",
    first_year: "最初の年",
    last_year: "最後の年",
    all_years: "すべての年",
    undated: |count| {
        let count = Grouped(count);
        format!("日付不明 {count}")
    },
    play: "年を順に再生",
    pause: "一時停止",
    year_uncertain: "年は不確か",
    bar: |year, certain, possible| {
        let certain = Grouped(certain);
        let possible = Grouped(possible);
        format!("{year}年：{certain}件、可能性あり{possible}件")
    },
    events: |count| {
        let count = Grouped(count);
        format!("出来事{count}件")
    },
    events_of: |count, all| {
        let count = Grouped(count);
        let all = Grouped(all);
        format!("出来事{all}件中{count}件")
    },
    all_events: "すべての出来事",
    no_date: "日付不明",
    off_map: "地図の外",
    areas: "省・道、国境、川",
    close: "閉じる",
    facing: |place| format!("対岸：{place}"),
    none_in_range: |all| {
        let all = Grouped(all);
        format!("この期間にはありません。全部で{all}件。")
    },
    nothing: "この期間の出来事はありません。",
    and_more: |place, more| {
        let more = Grouped(more);
        format!("{place}ほか{more}か所")
    },
    paragraphs: |list| format!("第{list}段落"),
    relations: "関連",
    reports: "報道",
    figures: "数値",
    problems: |count| {
        let count = Grouped(count);
        format!("データの問題{count}件")
    },
    read_more: "詳しく読む",
    about_date: "日付の根拠",
    no_words: "この言葉を含む出来事はありません。",
    show_more: |left| {
        let left = Grouped(left);
        format!("さらに表示（残り{left}件）")
    },
    back: "戻る",
    search: "出来事・場所を検索",
    search_hint: "語句、地名（どの文字でも）",
    clear: "消去",
    places_found: "場所",
    filters: "絞り込み",
    facet: |facet| match facet {
        FacetKind::Kind => "種類",
        FacetKind::Certainty => "情報源",
        FacetKind::Status => "状況",
        FacetKind::Article => "記事",
        FacetKind::Listed => "場所",
    },
    order: "並び順",
    by_year: "年別",
    by_place: "場所別",
    limits: "適用中の絞り込み",
    remove: |limit| format!("解除：{limit}"),
    clear_all: "すべて解除",
    nothing_passes: "すべての条件に合う出来事はありません。次のいずれかを解除してください：",
    without: |limit, count| {
        let count = Grouped(count);
        format!("{limit} → {count}件")
    },
    certain_only: "年が確かなもののみ",
    dated_only: "日付不明を除く",
    outside: |count| {
        let count = Grouped(count);
        format!("この期間外の{count}件を表示")
    },
    share: "共有",
    copy_link: "リンクをコピー",
    copied: "リンクをコピーしました",
    not_copied: "ブラウザーがコピーを許可していません。入力欄のリンクをご利用ください。",
    cite: "引用",
    data: "データ",
    picture: "画像",
    print: "印刷",
    language: "言語",
    taller: "一覧を高く",
    shorter: "一覧を低く",
    actors: "関係者",
    status: |status| match status {
        Status::Happened => "発生",
        Status::Ongoing => "継続中",
        Status::Planned => "計画",
        Status::Forecast => "予測",
        Status::Rumoured => "うわさ",
        Status::InForce => "施行中",
    },
    certainty: |certainty| match certainty {
        Certainty::OfficialStatement => "公式発表",
        Certainty::Observation => "記者の目撃",
        Certainty::PhotoCaption => "写真の説明",
        Certainty::NamedExpert => "実名の専門家",
        Certainty::Background => "背景",
        Certainty::AnonymousSource => "匿名の情報筋",
        Certainty::Rumour => "うわさ",
    },
    class: |class| match class {
        PlaceClass::Town => "町",
        PlaceClass::Crossing => "国境検問所",
        PlaceClass::CustomsHouse => "税関",
        PlaceClass::Bridge => "橋",
        PlaceClass::BorderStretch => "国境の区間",
        PlaceClass::River => "川",
        PlaceClass::Prefecture => "自治州",
        PlaceClass::Province => "省・道",
        PlaceClass::Country => "国",
        PlaceClass::Body => "機関",
        PlaceClass::Site => "場所",
    },
    role: |role| match role {
        Role::At => "場所",
        Role::From => "出発",
        Role::To => "到着",
        Role::About => "関連",
    },
    relation: |kind, backwards| match (kind, backwards) {
        (RelationKind::SameAs, _) => "同じ出来事",
        (RelationKind::Contradicts, false) => "次と矛盾",
        (RelationKind::Contradicts, true) => "次と矛盾",
        (RelationKind::Confirms, false) => "次を裏づける",
        (RelationKind::Confirms, true) => "次が裏づける",
        (RelationKind::Follows, false) => "先行する出来事",
        (RelationKind::Follows, true) => "後続の出来事",
        (RelationKind::PartOf, false) => "次の一部",
        (RelationKind::PartOf, true) => "次を含む",
    },
};
