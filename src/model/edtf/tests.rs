//! The tables in `tests/data/edtf`, and properties that hold for every value.

use std::ops::RangeInclusive;

use super::{Bound, Day, Edtf, YearSet, suggest};
use crate::model::lang::Lang;

const VALID: &str = include_str!("../../../tests/data/edtf/valid.txt");
const INVALID: &str = include_str!("../../../tests/data/edtf/invalid.txt");
const WORDS: &str = include_str!("../../../tests/data/edtf/words.txt");
const SHORT: &str = include_str!("../../../tests/data/edtf/short.txt");

/// The lines of a table, cut into fields.
fn rows<const N: usize>(table: &str) -> Vec<[&str; N]> {
    let rows: Vec<_> = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<_> = line.split(" | ").collect();
            fields
                .try_into()
                .unwrap_or_else(|_| panic!("{line:?} should have {N} fields"))
        })
        .collect();
    assert!(!rows.is_empty());
    rows
}

/// Compares all rows before it fails, so that one run shows every difference.
fn check<const N: usize>(table: &str, answer: impl Fn(&[&str; N]) -> [String; N]) {
    let mut differences = String::new();
    for row in rows::<N>(table) {
        let (expected, found) = (row.join(" | "), answer(&row).join(" | "));
        if expected != found {
            differences.push_str(&["expected ", &expected, "\n   found ", &found, "\n"].concat());
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

#[test]
fn valid_texts_have_their_bounds_and_years() {
    check::<6>(VALID, |row| {
        let [text, ..] = *row;
        let value = match Edtf::parse(text) {
            Ok(value) => value,
            Err(error) => return [text, &format!("{error:?}"), "", "", "", ""].map(String::from),
        };
        let years = value.years(-5000..=5000);
        let repeat = |column: usize, found: String, other: &str| {
            if row[column] == "=" && found == other {
                "=".to_owned()
            } else {
                found
            }
        };
        let possible = years_text(&years.possible);
        let certain = repeat(5, years_text(&years.certain), &possible);
        [
            text.to_owned(),
            repeat(1, value.to_string(), text),
            bound_text(value.earliest()),
            bound_text(value.latest()),
            possible,
            certain,
        ]
    });
}

#[test]
fn invalid_texts_are_refused_for_their_reason_and_a_better_one_is_suggested() {
    check::<4>(INVALID, |&[text, ..]| {
        let error = Edtf::parse(text).expect_err(text);
        assert!(!error.to_string().is_empty());
        [
            text.to_owned(),
            format!("{:?}", error.reason),
            format!("{}..{}", error.range.start, error.range.end),
            suggest(text).unwrap_or("-".to_owned()),
        ]
    });
}

#[test]
fn phrases_in_four_languages() {
    check::<5>(WORDS, |row| phrases(row[0], Edtf::words));
    check::<5>(SHORT, |row| phrases(row[0], Edtf::short));
}

fn phrases(text: &str, phrase: fn(&Edtf, Lang) -> String) -> [String; 5] {
    let value = Edtf::parse(text).expect(text);
    let [en, ko, zh, ja] = Lang::ALL.map(|lang| phrase(&value, lang));
    [text.to_owned(), en, ko, zh, ja]
}

fn bound_text(bound: Bound) -> String {
    match bound {
        Bound::Day(day) => day.to_string(),
        Bound::Open => "..".to_owned(),
        Bound::Unknown => "?".to_owned(),
    }
}

fn years_text(years: &YearSet) -> String {
    if years.is_empty() {
        return "-".to_owned();
    }
    let ranges: Vec<_> = years
        .ranges()
        .iter()
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}..{last}")
            }
        })
        .collect();
    ranges.join(" ")
}

/// A small generator with a fixed seed (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// What must hold for every value, and for every text that is none.
fn holds(text: &str) -> bool {
    let value = match Edtf::parse(text) {
        Ok(value) => value,
        Err(error) => {
            assert!(
                text.get(error.range.clone()).is_some(),
                "{text:?} {error:?}"
            );
            if let Some(better) = suggest(text) {
                assert!(Edtf::parse(&better).is_ok(), "{text:?} suggests {better:?}");
            }
            return false;
        }
    };
    let canonical = value.to_string();
    assert_eq!(Edtf::parse(&canonical).as_ref(), Ok(&value), "{text:?}");
    assert_eq!(suggest(text), None, "{text:?}");
    if let (Bound::Day(first), Bound::Day(last)) = (value.earliest(), value.latest()) {
        assert!(first <= last, "{text:?}");
    }
    for horizon in [-2500..=2500, 2015..=2020] {
        let years = value.years(horizon.clone());
        for set in [&years.possible, &years.certain] {
            for pair in set.ranges().windows(2) {
                assert!(pair[0].1 + 1 < pair[1].0, "{text:?} {set:?}");
            }
            for &(first, last) in set.ranges() {
                assert!(first <= last, "{text:?} {set:?}");
                assert!(horizon.contains(&first) && horizon.contains(&last));
            }
        }
        for year in years.certain.iter() {
            assert!(years.possible.contains(year), "{text:?} {years:?}");
        }
        // Digits alone, without the widening of qualifiers, are within the possible years.
        for day in [value.earliest(), value.latest()]
            .into_iter()
            .filter_map(Bound::day)
        {
            if let Ok(year) = i16::try_from(day.year())
                && horizon.contains(&year)
            {
                assert!(years.possible.contains(year), "{text:?} {years:?}");
            }
        }
        let span = years.span();
        assert_eq!(span.is_none(), years.possible.is_empty());
        if let Some(span) = span.filter(|span| span.exact) {
            assert_eq!(years.possible.ranges(), [(span.first, span.last)]);
            assert!(span.certain.as_slice() == years.certain.ranges());
        }
    }
    assert_eq!(
        value.years(RangeInclusive::new(2020, 2019)),
        super::Years::default()
    );
    for lang in Lang::ALL {
        for phrase in [value.words(lang), value.short(lang)] {
            assert!(
                !phrase.is_empty() && phrase.trim() == phrase,
                "{text:?} {phrase:?}"
            );
            assert!(!phrase.contains("  "), "{text:?} {phrase:?}");
        }
    }
    true
}

#[test]
fn every_text_of_the_tables_keeps_the_properties() {
    for [text, ..] in rows::<6>(VALID) {
        assert!(holds(text), "{text:?}");
    }
    for [text, ..] in rows::<4>(INVALID) {
        assert!(!holds(text), "{text:?}");
    }
}

#[test]
fn changed_texts_are_refused_or_keep_the_properties() {
    const LETTERS: &[u8] = b"0123456789X-/?~%.,[]{}YESTZ:+ 19203XX--..";
    let texts: Vec<_> = rows::<6>(VALID).iter().map(|row| row[0]).collect();
    let mut random = Random(0x2019_0305_2024_1021);
    let mut valid = 0;
    for _ in 0..12_000 {
        let mut text = texts[random.below(texts.len())].as_bytes().to_vec();
        for _ in 0..=random.below(3) {
            let place = random.below(text.len() + 1);
            let letter = LETTERS[random.below(LETTERS.len())];
            match random.below(3) {
                0 => text.insert(place, letter),
                1 if place < text.len() => text[place] = letter,
                _ if place < text.len() => {
                    text.remove(place);
                }
                _ => {}
            }
        }
        valid += usize::from(holds(&String::from_utf8(text).unwrap()));
    }
    // Enough of the changed texts are dates to make this a test of dates.
    assert!(valid > 1_000, "{valid}");
}

/// The oracle writes out every day of two centuries and compares digits.
#[test]
fn unspecified_digits_fit_the_days_that_look_like_them() {
    let mut days = Vec::new();
    for year in 1900..2100 {
        for month in 1..=12 {
            for day in 1..=31 {
                days.extend(Day::from_ymd(year, month, day));
            }
        }
    }
    let days: Vec<_> = days.iter().map(ToString::to_string).collect();
    let mut random = Random(7);
    let mut refused = 0;
    for _ in 0..300 {
        let mut pattern = days[random.below(days.len())].clone().into_bytes();
        pattern[9] = b'0' + u8::try_from(random.below(10)).unwrap();
        for place in [2, 3, 5, 6, 8, 9] {
            if random.below(3) == 0 {
                pattern[place] = b'X';
            }
        }
        let pattern = String::from_utf8(pattern).unwrap();
        let fits = |day: &&String| {
            day.bytes()
                .zip(pattern.bytes())
                .all(|(digit, wanted)| wanted == b'X' || digit == wanted)
        };
        let found: Vec<_> = days.iter().filter(fits).collect();
        let Ok(value) = Edtf::parse(&pattern) else {
            assert!(found.is_empty(), "{pattern} fits {found:?}");
            refused += 1;
            continue;
        };
        assert_eq!(bound_text(value.earliest()), *found[0], "{pattern}");
        assert_eq!(
            bound_text(value.latest()),
            **found.last().unwrap(),
            "{pattern}"
        );
        let mut years: Vec<i16> = found.iter().map(|day| day[..4].parse().unwrap()).collect();
        years.dedup();
        let answer = value.years(1900..=2099);
        assert_eq!(
            answer.possible.iter().collect::<Vec<_>>(),
            years,
            "{pattern}"
        );
        let certain: &[i16] = if years.len() == 1 { &years } else { &[] };
        assert_eq!(
            answer.certain.iter().collect::<Vec<_>>(),
            certain,
            "{pattern}"
        );
    }
    assert!(refused > 0 && refused < 150, "{refused}");
}

#[test]
fn the_order_of_time() {
    let ordered = [
        "-0099",
        "2018-01-01/2018-12-31",
        "2018/2019",
        "2018-03-05",
        "2018-03-05/..",
        "2018-04",
        "../2018",
        "/2019-03-02",
        "2019-03-02",
        "{2019-06,2019-08}",
        "XXXX",
        "/",
    ];
    let key = |text: &str| Edtf::parse(text).unwrap().order_key();
    for pair in ordered.windows(2) {
        assert!(key(pair[0]) <= key(pair[1]), "{pair:?}");
    }
    // What only has an end is sorted by it.
    assert!(key("2018-12-31") > key("../2018"));
    assert!(key("2018-12-30") < key("../2018"));
}

#[test]
fn starts_and_ends_lie_between_bounds() {
    for (text, expected) in [
        ("2019-03", "2019-03-01 2019-03-31 2019-03-01 2019-03-31"),
        ("XXXX", "? ? ? ?"),
        (
            "2018/2019-03",
            "2018-01-01 2018-12-31 2019-03-01 2019-03-31",
        ),
        ("2018/..", "2018-01-01 2018-12-31 .. .."),
        ("/2018", "? ? 2018-01-01 2018-12-31"),
        ("[..2018-02]", ".. 2018-02-28 .. 2018-02-28"),
        (
            "{2018-02,2019-03-01..}",
            "2018-02-01 2018-02-28 2018-02-01 2018-02-28, 2019-03-01 2019-03-01 .. ..",
        ),
    ] {
        let spans = Edtf::parse(text).unwrap().spans();
        let found: Vec<_> = spans
            .iter()
            .map(|span| {
                [span.start.0, span.start.1, span.end.0, span.end.1]
                    .map(bound_text)
                    .join(" ")
            })
            .collect();
        assert_eq!(found.join(", "), expected, "{text}");
    }
}

#[test]
fn qualities() {
    let value = |text: &str| Edtf::parse(text).unwrap();
    assert!(value("[2018,2019?]").is_uncertain() && !value("[2018,2019?]").is_approximate());
    assert!(value("../2019~").is_approximate() && !value("../2019~").is_uncertain());
    assert!(value("2019-%03").is_approximate() && value("2019-%03").is_uncertain());
    assert!(value("2018/2019").is_interval() && !value("[2018..2019]").is_interval());
    assert!(value("XXXX-XX?").is_undated() && value("XXXX/..").is_undated());
    assert!(!value("XXXX-12").is_undated() && !value("../2019").is_undated());
    assert_eq!("2019".parse(), Ok(value("2019")));
}
