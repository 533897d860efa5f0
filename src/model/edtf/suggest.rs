//! What the author of a wrong text probably meant.

use super::Edtf;

/// A guess at the EDTF that the author of a wrong text meant: `2019-03-05` for `5 March 2019`,
/// `2019~` for `circa 2019`, `2019/2020` for `2019-2020`.
///
/// For messages only, never to be used in place of what was written. `None` if the text is valid
/// already, or if there is no guess or more than one: `05/03/2019` is a day in March to some and
/// in May to others.
#[must_use]
pub fn suggest(text: &str) -> Option<String> {
    if Edtf::parse(text).is_ok() {
        return None;
    }
    let guess = respelled(text);
    if Edtf::parse(&guess).is_ok() {
        return Some(guess);
    }
    let tokens = tokens(&text.to_lowercase())?;
    if tokens.first() == Some(&Token::Dash) {
        // A year before 0, which the guesses below know nothing of.
        return None;
    }
    let guess = interval(&tokens).or_else(|| date(&tokens))?;
    Edtf::parse(&guess).is_ok().then_some(guess)
}

/// The same text with the characters that EDTF would have.
fn respelled(text: &str) -> String {
    let mut out = String::new();
    for (place, part) in text.trim().split('/').enumerate() {
        if place > 0 {
            out.push('/');
        }
        let part = part.trim();
        match part.to_lowercase().as_str() {
            "open" | "present" | "now" | "today" | "ongoing" => out.push_str(".."),
            "unknown" => {}
            _ => out.extend(part.chars().map(|letter| match letter {
                '–' | '—' | '−' | '‐' | '‑' => '-',
                // The draft of 2012 wrote `u` for a digit that is not known.
                'x' | 'u' | 'U' => 'X',
                't' => 'T',
                'z' => 'Z',
                other => other,
            })),
        }
    }
    out.replace("?~", "%").replace("~?", "%")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// A number and how many digits it was written with.
    Number(u32, usize),
    Month(u32),
    Season(u32),
    /// 0, 1 or 2.
    Third(u32),
    Decade,
    About,
    Uncertain,
    Since,
    Until,
    Before,
    After,
    To,
    Dash,
}

/// The words and numbers of a text, or `None` if there is a word that is not known.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let alike = |letter: char| {
            letter.is_ascii_digit() == first.is_ascii_digit()
                && letter.is_alphanumeric()
                && !is_unit(letter)
        };
        let length = if alike(first) {
            rest.find(|letter| !alike(letter)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        if first.is_ascii_digit() {
            tokens.push(Token::Number(piece.parse().ok()?, piece.len()));
        } else if !is_unit(first) {
            match word(piece) {
                Some(token) => tokens.extend(token),
                None => return None,
            }
        }
    }
    Some(tokens)
}

fn is_unit(letter: char) -> bool {
    matches!(letter, '年' | '月' | '日' | '년' | '월' | '일')
}

/// What a word means, or `Some(None)` if it means nothing.
// Unknown words and words to pass over are two things, and neither is a token.
#[allow(clippy::option_option)]
fn word(word: &str) -> Option<Option<Token>> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if word.len() >= 3
        && let Some((number, _)) = (1..).zip(MONTHS).find(|(_, name)| name.starts_with(word))
    {
        return Some(Some(Token::Month(number)));
    }
    Some(Some(match word {
        "spring" => Token::Season(21),
        "summer" => Token::Season(22),
        "autumn" | "fall" => Token::Season(23),
        "winter" => Token::Season(24),
        "early" => Token::Third(0),
        "mid" | "middle" => Token::Third(1),
        "late" => Token::Third(2),
        "s" => Token::Decade,
        "c" | "ca" | "circa" | "about" | "around" | "approx" | "approximately" | "~" | "约"
        | "約" | "頃" | "경" => Token::About,
        "maybe" | "perhaps" | "possibly" | "probably" | "uncertain" | "?" => Token::Uncertain,
        "since" | "from" => Token::Since,
        "until" | "till" | "through" => Token::Until,
        "before" => Token::Before,
        "after" => Token::After,
        "to" => Token::To,
        "-" | "–" | "—" => Token::Dash,
        "st" | "nd" | "rd" | "th" | "of" | "in" | "on" | "the" => return Some(None),
        // A bracket means something, but who knows what.
        "(" | ")" | "[" | "]" | "{" | "}" => return None,
        _ if word.chars().any(char::is_alphanumeric) => return None,
        _ => return Some(None),
    }))
}

/// Two dates with something between them, or one with an open end.
fn interval(tokens: &[Token]) -> Option<String> {
    match tokens {
        [Token::Since, rest @ ..] if !has_to(rest) => return Some(date(rest)? + "/.."),
        [Token::Until, rest @ ..] => return Some("../".to_owned() + &date(rest)?),
        [Token::Before, Token::Number(year, 4)] => {
            return Some(format!("[..{:04}]", year.checked_sub(1)?));
        }
        [Token::After, Token::Number(year, 4)] => return Some(format!("[{:04}..]", year + 1)),
        _ => {}
    }
    let tokens = match tokens {
        [Token::Since, rest @ ..] => rest,
        _ => tokens,
    };
    let between = |token: &Token| matches!(token, Token::To | Token::Until);
    if let Some(place) = tokens.iter().position(between) {
        return Some(date(&tokens[..place])? + "/" + &date(&tokens[place + 1..])?);
    }
    match *without_dashes(tokens).as_slice() {
        [Token::Number(start, 4), Token::Number(end, 4)] => Some(format!("{start:04}/{end:04}")),
        // `2018-19`, if 19 is neither a month nor a season.
        [Token::Number(start, 4), Token::Number(end, 2)]
            if end > start % 100 && matches!(end, 13..=20 | 42..) =>
        {
            Some(format!("{start:04}/{:04}", start / 100 * 100 + end))
        }
        _ => None,
    }
}

fn has_to(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|token| matches!(token, Token::To | Token::Until))
}

fn without_dashes(tokens: &[Token]) -> Vec<Token> {
    let mut tokens = tokens.to_vec();
    tokens.retain(|token| *token != Token::Dash);
    tokens
}

/// One date.
fn date(tokens: &[Token]) -> Option<String> {
    let mut numbers = Vec::new();
    let (mut month, mut season, mut third) = (None, None, None);
    let (mut decade, mut about, mut uncertain) = (false, false, false);
    for token in without_dashes(tokens) {
        match token {
            Token::Number(number, width) => numbers.push((number, width)),
            Token::Month(number) if month.is_none() => month = Some(number),
            Token::Season(code) if season.is_none() => season = Some(code),
            Token::Third(number) if third.is_none() => third = Some(number),
            Token::Decade => decade = true,
            Token::About => about = true,
            Token::Uncertain => uncertain = true,
            _ => return None,
        }
    }
    let mut guess = match (numbers.as_slice(), month, season) {
        (&[(year, 4)], None, None) if decade && year % 10 == 0 && year % 100 != 0 => {
            format!("{:03}X", year / 10)
        }
        _ if decade => return None,
        // ISO 8601-2 itself writes decades with three digits.
        (&[(decade, 3)], None, None) => format!("{decade:03}X"),
        (&[(year, 4)], None, None) => format!("{year:04}"),
        (&[(year, 4)], None, Some(season)) => format!("{year:04}-{season}"),
        (&[(year, 4)], Some(month), None) => format!("{year:04}-{month:02}"),
        (&[(year, 4), (month, 1 | 2)] | &[(month, 1 | 2), (year, 4)], None, None) => {
            format!("{year:04}-{month:02}")
        }
        (&[(day, 1 | 2), (year, 4)] | &[(year, 4), (day, 1 | 2)], Some(month), None)
        | (&[(year, 4), (month, 1 | 2), (day, 1 | 2)], None, None) => {
            format!("{year:04}-{month:02}-{day:02}")
        }
        (&[(a, 1 | 2), (b, 1 | 2), (year, 4)], None, None) => {
            let (day, month) = match (a, b) {
                (day @ 13.., month) | (month, day @ 13..) => (day, month),
                _ if a == b => (a, b),
                _ => return None,
            };
            format!("{year:04}-{month:02}-{day:02}")
        }
        (&[(number, 8)], None, None) => format!(
            "{:04}-{:02}-{:02}",
            number / 10_000,
            number / 100 % 100,
            number % 100
        ),
        _ => return None,
    };
    if let Some(third) = third {
        // Only a month is divided.
        if guess.len() != 7 || season.is_some() {
            return None;
        }
        let last = Edtf::parse(&guess).ok()?.latest().day()?;
        let (from, to) = match third {
            0 => ("01", "10".to_owned()),
            1 => ("11", "20".to_owned()),
            _ => ("21", last.ymd().2.to_string()),
        };
        return (!about && !uncertain).then(|| format!("[{guess}-{from}..{guess}-{to}]"));
    }
    match (about, uncertain) {
        (true, true) => guess.push('%'),
        (true, false) => guess.push('~'),
        (false, true) => guess.push('?'),
        (false, false) => {}
    }
    Some(guess)
}
