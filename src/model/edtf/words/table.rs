//! The words of the phrases.
//!
//! Each text has four columns between bars: English, Korean, Chinese, Japanese, in the order of
//! [`Lang::index`](crate::model::lang::Lang::index). A star is a place for a date or for a part of
//! one. Plain texts cost a reader's download less than tables of tables would.

pub(super) const UNDATED: &str = "date unknown|날짜 미상|日期不详|日付不明";

// Around one phrase.
pub(super) const ABOUT: &str = "about *|*경|约*|*頃";
pub(super) const ABOUT_SHORT: &str = "c. *|*경|约*|*頃";
pub(super) const SINCE: &str = "since *|*부터|*以来|*以降";
pub(super) const UNTIL: &str = "until *|*까지|直至*|*まで";
pub(super) const END_UNKNOWN: &str =
    "from *, end unknown|*부터(종료 시점 미상)|自*起（结束时间不详）|*から（終了時期不明）";
pub(super) const START_UNKNOWN: &str =
    "until *, start unknown|*까지(시작 시점 미상)|直至*（开始时间不详）|*まで（開始時期不明）";
pub(super) const OR_LATER: &str = "* or later|* 이후|*或之后|*以降";
pub(super) const OR_EARLIER: &str = "* or earlier|* 이전|*或之前|*以前";

// Around two phrases.
pub(super) const FROM_TO: &str = "from * to *|*부터 *까지|从*到*|*から*まで";
pub(super) const BETWEEN: &str = "between * and *|*~* 사이|*至*之间|*から*の間";
pub(super) const RANGE: &str = "*–*|*~*|*至*|*〜*";
pub(super) const RANGE_WIDE: &str = "* – *|*~*|*至*|*〜*";

// Between the members of a set.
pub(super) const COMMA: &str = ", |, |、|、";
pub(super) const OR: &str = " or | 또는 |或|または";
pub(super) const AND: &str = " and | 및 |和|と";

// Remarks in brackets.
pub(super) const OPEN: &str = " (|(|（|（";
pub(super) const NEXT: &str = ", |, |，|、";
pub(super) const CLOSE: &str = ")|)|）|）";
pub(super) const UNCERTAIN: &str = "uncertain|불확실|存疑|不確か";
pub(super) const APPROXIMATE: &str = "approximate|대략|大致|おおよそ";
/// Between a component and what is said of it.
pub(super) const IS: &str = " | ||は";
pub(super) const BOTH: &str = " and |·|和|・";
pub(super) const COMPONENTS: [&str; 4] = [
    "year|연도|年份|年",
    "month|월|月份|月",
    "day|일|日期|日",
    "season|계절|季节|季節",
];
pub(super) const NO_YEAR: &str = "year unknown|연도 미상|年份不详|年不明";
pub(super) const NO_MONTH: &str = "month unknown|월 미상|月份不详|月不明";
pub(super) const NO_DAY: &str = "day unknown|날짜 미상|日期不详|日不明";
pub(super) const NORTH: &str = "northern hemisphere|북반구|北半球|北半球";
pub(super) const SOUTH: &str = "southern hemisphere|남반구|南半球|南半球";

// Parts of a date.
/// The twelve months in English.
pub(super) const MONTHS: &str =
    "January|February|March|April|May|June|July|August|September|October|November|December";
pub(super) const YEAR_UNIT: &str = "|년|年|年";
pub(super) const MONTH_UNIT: &str = "|월|月|月";
pub(super) const DAY_UNIT: &str = "|일|日|日";
pub(super) const BEFORE_CHRIST: &str = " BC|기원전 |公元前|紀元前";
pub(super) const DECADE: &str = "the *s|*년대|*年代|*年代";
/// Between a part of a year and the year, in English.
pub(super) const OF: &str = " of ";
/// Between a month and a decade or span of years that it lies in (in English), or the reverse.
pub(super) const WITHIN: &str = " in | |的|の";
pub(super) const THIRDS: [&str; 3] = [
    "early |초|上旬|上旬",
    "mid-|중순|中旬|中旬",
    "late |하순|下旬|下旬",
];
/// Seasons, quarters and halves of a year; thirds of a year are written as months.
pub(super) const SEASONS: [&str; 10] = [
    "spring|봄|春季|春",
    "summer|여름|夏季|夏",
    "autumn|가을|秋季|秋",
    "winter|겨울|冬季|冬",
    "first quarter|1분기|第一季度|第1四半期",
    "second quarter|2분기|第二季度|第2四半期",
    "third quarter|3분기|第三季度|第3四半期",
    "fourth quarter|4분기|第四季度|第4四半期",
    "first half|상반기|上半年|上半期",
    "second half|하반기|下半年|下半期",
];
