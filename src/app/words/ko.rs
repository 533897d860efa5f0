//! Korean.

use super::{Grouped, Words};
use crate::index::FacetKind;
use crate::model::{Certainty, PlaceClass, RelationKind, Role, Status};

pub(super) const WORDS: Words = Words {
    years: "연도",
    first_year: "시작 연도",
    last_year: "끝 연도",
    all_years: "모든 연도",
    undated: |count| {
        let count = Grouped(count);
        format!("날짜 미상 {count}")
    },
    play: "연도순으로 재생",
    pause: "일시 정지",
    year_uncertain: "연도 불확실",
    bar: |year, certain, possible| {
        let certain = Grouped(certain);
        let possible = Grouped(possible);
        format!("{year}년: {certain}건, 가능성 있음 {possible}건")
    },
    events: |count| {
        let count = Grouped(count);
        format!("사건 {count}건")
    },
    events_of: |count, all| {
        let count = Grouped(count);
        let all = Grouped(all);
        format!("사건 {all}건 중 {count}건")
    },
    all_events: "모든 사건",
    no_date: "날짜 미상",
    off_map: "지도 밖",
    areas: "성·도, 국경, 강",
    close: "닫기",
    facing: |place| format!("강 건너: {place}"),
    none_in_range: |all| {
        let all = Grouped(all);
        format!("이 기간에는 없습니다. 전체 {all}건.")
    },
    nothing: "이 기간에는 사건이 없습니다.",
    and_more: |place, more| {
        let more = Grouped(more);
        format!("{place} 외 {more}곳")
    },
    paragraphs: |list| format!("{list}문단"),
    relations: "함께 보기",
    reports: "보도",
    figures: "수치",
    problems: |count| {
        let count = Grouped(count);
        format!("데이터 문제 {count}건")
    },
    read_more: "자세히 보기",
    about_date: "날짜 근거",
    no_words: "이 단어가 있는 사건이 없습니다.",
    show_more: |left| {
        let left = Grouped(left);
        format!("더 보기 ({left}건 남음)")
    },
    back: "뒤로",
    search: "사건·장소 검색",
    search_hint: "단어, 장소, 어느 문자로든",
    clear: "지우기",
    places_found: "장소",
    filters: "필터",
    facet: |facet| match facet {
        FacetKind::Kind => "종류",
        FacetKind::Certainty => "출처 성격",
        FacetKind::Status => "상태",
        FacetKind::Article => "기사",
        FacetKind::Listed => "장소",
    },
    order: "정렬",
    by_year: "연도별",
    by_place: "장소별",
    limits: "적용된 필터",
    remove: |limit| format!("해제: {limit}"),
    clear_all: "모두 해제",
    nothing_passes: "모든 필터를 만족하는 사건이 없습니다. 하나를 해제하세요:",
    without: |limit, count| {
        let count = Grouped(count);
        format!("{limit} → {count}건")
    },
    certain_only: "연도가 확실한 것만",
    dated_only: "날짜 미상 제외",
    outside: |count| {
        let count = Grouped(count);
        format!("이 기간 밖의 사건 {count}건 보기")
    },
    share: "공유",
    copy_link: "링크 복사",
    copied: "링크를 복사했습니다",
    not_copied: "브라우저가 복사를 허용하지 않습니다. 입력란의 링크를 사용하세요.",
    cite: "인용",
    data: "데이터",
    picture: "그림",
    print: "인쇄",
    language: "언어",
    taller: "목록 크게",
    shorter: "목록 작게",
    actors: "관련 주체",
    status: |status| match status {
        Status::Happened => "발생",
        Status::Ongoing => "진행 중",
        Status::Planned => "계획",
        Status::Forecast => "전망",
        Status::Rumoured => "소문",
        Status::InForce => "시행 중",
    },
    certainty: |certainty| match certainty {
        Certainty::OfficialStatement => "공식 발표",
        Certainty::Observation => "기자 목격",
        Certainty::PhotoCaption => "사진 설명",
        Certainty::NamedExpert => "실명 전문가",
        Certainty::Background => "배경 설명",
        Certainty::AnonymousSource => "익명 소식통",
        Certainty::Rumour => "소문",
    },
    class: |class| match class {
        PlaceClass::Town => "도시",
        PlaceClass::Crossing => "국경 통과 지점",
        PlaceClass::CustomsHouse => "세관",
        PlaceClass::Bridge => "다리",
        PlaceClass::BorderStretch => "국경 구간",
        PlaceClass::River => "강",
        PlaceClass::Prefecture => "자치주",
        PlaceClass::Province => "성·도",
        PlaceClass::Country => "국가",
        PlaceClass::Body => "기구",
        PlaceClass::Site => "장소",
    },
    role: |role| match role {
        Role::At => "장소",
        Role::From => "출발",
        Role::To => "도착",
        Role::About => "관련",
    },
    relation: |kind, backwards| match (kind, backwards) {
        (RelationKind::SameAs, _) => "같은 사건",
        (RelationKind::Contradicts, false) => "다음과 모순됨",
        (RelationKind::Contradicts, true) => "다음과 모순됨",
        (RelationKind::Confirms, false) => "다음을 뒷받침함",
        (RelationKind::Confirms, true) => "다음이 뒷받침함",
        (RelationKind::Follows, false) => "앞선 사건",
        (RelationKind::Follows, true) => "이어진 사건",
        (RelationKind::PartOf, false) => "상위 사건",
        (RelationKind::PartOf, true) => "포함된 사건",
    },
};
