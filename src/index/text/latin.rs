//! Letters of the alphabets that are written small or without their marks, and the letters of
//! Korean syllables.

/// U+00C0 to U+0233, Latin-1 Supplement and Latin Extended-A and -B, without marks and small. A
/// capital stands for two letters, see [`latin`]; `?` is a letter that stays what it is.
const EXTENDED: &str = "\
    aaaaaaAceeeeiiiidnooooo?ouuuuyTSaaaaaaAceeeeiiiidnooooo?ouuuuyTyaaaaaaccccccccddddeeeeeeee\
    eegggggggghhhhiiiiiiiiiiIIjjkkkllllllllllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuu\
    wwyyyzzzzzzs???????????????????????????????ooo?????????????uu????zz?????????????DDDLLLNNNa\
    aiioouuuuuuuuuu?aaaaAA??ggkkoooo??j\
    DDDgg??nnaaAAooaaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy";

/// U+1E00 to U+1EFF, Latin Extended Additional, in the same way.
const ADDITIONAL: &str = "\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprr\
    rrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas??S?aaaaaaaaaaaaaaaaaaaa\
    aaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????";

/// The letters for which a Latin letter with marks is searched, or nothing if it has none.
pub(super) fn latin(code: u32) -> &'static str {
    let (table, from) = match code {
        ..0x1E00 => (EXTENDED, 0xC0),
        _ => (ADDITIONAL, 0x1E00),
    };
    let at = (code - from) as usize;
    let found = table.get(at..=at).unwrap_or("?");
    match found {
        "?" => "",
        "A" => "ae",
        "D" => "dz",
        "I" => "ij",
        "L" => "lj",
        "N" => "nj",
        "O" => "oe",
        "S" => "ss",
        "T" => "th",
        one => one,
    }
}

/// A small letter for a capital of the Greek and Cyrillic alphabets; й and ё, which keyboards
/// compose in two ways, without their marks.
pub(super) fn small(code: u32) -> u32 {
    match code {
        0x391..=0x3A9 => code + 0x20,
        // The final sigma.
        0x3C2 => 0x3C3,
        0x401 | 0x451 => 0x435,
        0x419 | 0x439 => 0x438,
        0x400..=0x40F => code + 0x50,
        0x410..=0x42F => code + 0x20,
        _ => code,
    }
}

/// The consonants of U+3131 to U+314E, as one or two of the 19 that a syllable can begin with;
/// those are written `@` to `R`, in the order of U+1100 to U+1112.
const CONSONANTS: [&str; 30] = [
    "@", "A", "@I", "B", "BL", "BR", "C", "D", "E", "E@", "EF", "EG", "EI", "EP", "EQ", "ER", "F",
    "G", "H", "GI", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R",
];

/// The vowels of U+1161 to U+1175 and U+314F to U+3163, as one or two of the 14 that a keyboard
/// has; those are written `S` to `` ` ``, in the order of the keyboards' standard.
const VOWELS: [&str; 21] = [
    "S", "T", "U", "V", "W", "X", "Y", "Z", "[", "[S", "[T", "[`", "\\", "]", "]W", "]X", "]`",
    "^", "_", "_`", "`",
];

/// First of what a folded Korean letter is written as. No other folded text has a byte from here
/// to [`LAST_HANGUL`], because ASCII capitals become small and ASCII signs end words.
pub(super) const FIRST_HANGUL: char = '@';

/// Last of what a folded Korean letter is written as.
pub(super) const LAST_HANGUL: char = '`';

/// The letters of a Korean syllable, or of a letter that stands alone or is half composed: three
/// texts, of which some are empty.
///
/// A syllable is searched by its letters, compound ones in two, in the way in which it is typed:
/// so 신 is found by 시, 의 by 으, and 신읮, which is on the screen for a moment while 신의주 is
/// written, finds 신의주. Only the last syllable of what is sought is open in this way.
pub(super) fn hangul(code: u32) -> [&'static str; 3] {
    let consonant = |at: u32| CONSONANTS.get(at as usize).copied().unwrap_or_default();
    let vowel = |at: u32| VOWELS.get(at as usize).copied().unwrap_or_default();
    // Where the 19 that begin a syllable and the 27 that end one are among the 30.
    let first = |at: u32| {
        let at = at as usize;
        "@ABCDEFGHIJKLMNOPQR".get(at..=at).unwrap_or_default()
    };
    let last =
        |at: u32| consonant(at + u32::from(at >= 7) + u32::from(at >= 17) + u32::from(at >= 22));
    match code {
        0x1100..=0x1112 => [first(code - 0x1100), "", ""],
        0x1161..=0x1175 => ["", vowel(code - 0x1161), ""],
        0x11A8..=0x11C2 => ["", "", last(code - 0x11A8)],
        0x3131..=0x314E => [consonant(code - 0x3131), "", ""],
        0x314F..=0x3163 => ["", vowel(code - 0x314F), ""],
        0xAC00..=0xD7A3 => {
            let syllable = code - 0xAC00;
            let end = syllable % 28;
            [
                first(syllable / 588),
                vowel(syllable / 28 % 21),
                if end == 0 { "" } else { last(end - 1) },
            ]
        }
        _ => ["", "", ""],
    }
}

/// A kana with the sound mark that follows it when it is written in two: U+3099 adds one to its
/// code, U+309A two. Kana are given as hiragana.
pub(super) fn voiced(kana: char, mark: u32) -> Option<char> {
    let code = kana as u32;
    let ha_row = (0x306F..=0x307B).contains(&code) && code.is_multiple_of(3);
    let step = mark - 0x3098;
    let takes = match code {
        0x3046 => return (step == 1).then_some('ゔ'),
        0x304B..=0x3061 => step == 1 && code % 2 == 1,
        0x3064..=0x3068 => step == 1 && code.is_multiple_of(2),
        _ => ha_row,
    };
    takes.then(|| char::from_u32(code + step)).flatten()
}
