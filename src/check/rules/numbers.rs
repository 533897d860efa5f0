//! Numbers in a printed phrase.

/// Names of powers of ten, small ones last so that the longest name is found first.
const SCALES: [(&str, f64); 14] = [
    ("trillion", 1e12),
    ("billion", 1e9),
    ("million", 1e6),
    ("thousand", 1e3),
    ("hundred", 1e2),
    ("dozen", 12.0),
    ("조", 1e12),
    ("亿", 1e8),
    ("億", 1e8),
    ("억", 1e8),
    ("万", 1e4),
    ("萬", 1e4),
    ("만", 1e4),
    ("千", 1e3),
];

/// Numbers by their names; the tens from twenty on take a unit after them.
const WORDS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
/// Words that make a number nobody can compare.
const VAGUE: [&str; 9] = [
    "half", "third", "thirds", "quarter", "quarters", "couple", "double", "twice", "once",
];

/// Every number that a phrase may stand for: what it prints, and that in the scale of any name of
/// a power of ten in it. Empty where there is no number or only a vague one.
pub(super) fn numbers(phrase: &str) -> Vec<f64> {
    let phrase = phrase.to_lowercase();
    let mut plain = Vec::new();
    digits(&phrase, &mut plain);
    if !words(&phrase, &mut plain) {
        return Vec::new();
    }
    let mut all = plain.clone();
    let mut scales: Vec<f64> = Vec::new();
    for (_, scale) in SCALES.iter().filter(|(name, _)| phrase.contains(name)) {
        scales.push(*scale);
        // "a million", "hundreds": one of them at least.
        all.push(*scale);
    }
    // "300 thousand million" and 二千万 are products of two names.
    let names = scales.len();
    for first in 0..names {
        for second in first + 1..names {
            scales.push(scales[first] * scales[second]);
        }
    }
    for scale in scales {
        all.extend(plain.iter().map(|number| number * scale));
    }
    all
}

/// The scale that a unit names: 1e9 for "billion USD", otherwise 1.
pub(super) fn scale(unit: &str) -> f64 {
    let unit = unit.to_lowercase();
    let found = SCALES.iter().find(|(name, _)| unit.contains(name));
    found.map_or(1.0, |(_, scale)| *scale)
}

/// Numbers in digits: `2.18`, `1,250`, `300`.
fn digits(phrase: &str, found: &mut Vec<f64>) {
    let bytes = phrase.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < bytes.len() {
        if !is_digit(at) {
            at += 1;
            continue;
        }
        let mut number = String::new();
        while at < bytes.len() {
            let thousands = bytes[at] == b','
                && is_digit(at + 1)
                && is_digit(at + 2)
                && is_digit(at + 3)
                && !is_digit(at + 4);
            let point = bytes[at] == b'.' && is_digit(at + 1) && !number.contains('.');
            if is_digit(at) || point {
                number.push(char::from(bytes[at]));
            } else if !thousands {
                break;
            }
            at += 1;
        }
        found.extend(number.parse::<f64>());
    }
}

/// Numbers in words; false where one of them is vague.
fn words(phrase: &str, found: &mut Vec<f64>) -> bool {
    let mut tens: Option<f64> = None;
    for word in phrase.split(|letter: char| !letter.is_alphabetic()) {
        if VAGUE.contains(&word) {
            return false;
        }
        let unit = WORDS.iter().position(|name| *name == word);
        if let Some(ten) = TENS.iter().position(|name| *name == word) {
            let ten = (ten + 2) as f64 * 10.0;
            found.push(ten);
            tens = Some(ten);
        } else if let Some(unit) = unit {
            found.push(tens.take().unwrap_or(0.0) + unit as f64);
        } else if !word.is_empty() {
            tens = None;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        let check = |phrase, wanted: &[f64]| {
            let found = numbers(phrase);
            for number in wanted {
                let hit = found
                    .iter()
                    .any(|n| (n - number).abs() < 1e-9 * number.abs());
                assert!(hit, "{phrase}: {number} is not in {found:?}");
            }
        };
        assert!(numbers("").is_empty());
        assert!(numbers("many of them").is_empty());
        assert!(numbers("half of the 300").is_empty());
        check("$2.18 billion", &[2.18, 2.18e9]);
        check("1,250,000 people", &[1_250_000.0]);
        check("between 20 and 30 million", &[20.0, 3e7, 2e7]);
        check("twenty-five trucks", &[25.0]);
        check("Two buses", &[2.0]);
        check("5만 명", &[50_000.0]);
        check("hundreds of workers", &[100.0]);
        check("2,000-3,000 yuan", &[2000.0, 3000.0]);
        check("in 2019, 5 of them", &[2019.0, 5.0]);
    }
}
