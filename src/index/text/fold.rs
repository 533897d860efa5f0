//! Texts as they are searched: the words of a text, each in the one form that all its spellings
//! share.

use super::han::one_form;
use super::latin::{FIRST_HANGUL, LAST_HANGUL, hangul, latin, small, voiced};

/// What a text is read for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// To be found: spaces between words of scripts that are found anywhere are left out, because
    /// Korean names are written with and without them.
    Text,
    /// As what is sought: a space always begins a new word.
    Query,
}

/// A word of a text, folded.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    /// What it is searched as. Never empty, valid UTF-8, without spaces.
    pub text: &'a str,
    /// Where a hyphen or the like was left out: its later parts are found too.
    pub joints: &'a [usize],
}

/// Whether a word is found anywhere in a text, and not only where a word begins: words of Han,
/// Kana, Hangul, and all other scripts from U+0800 on, of which some are written without spaces.
pub(super) fn is_anywhere(word: &str) -> bool {
    word.starts_with(is_letter_anywhere)
}

fn is_letter_anywhere(letter: char) -> bool {
    letter >= '\u{800}' || (FIRST_HANGUL..=LAST_HANGUL).contains(&letter)
}

/// A word that is longer ends at its next hyphen, so that a row of many hyphens does not become
/// as many long words. The longest word of the corpus has 17 letters.
const LONG: usize = 48;

/// Folds texts, in memory that it uses again.
///
/// A word is a run of letters and digits of one kind of script, in which
///
/// - capitals are small, Latin letters have no marks, full-width letters are plain, and Katakana
///   is Hiragana;
/// - Han characters have one form for China, Taiwan and Japan; Korean syllables are their letters;
/// - combining marks and apostrophes are left out, commas and points between digits are left out
///   and kept;
/// - hyphens, dashes, middle dots, and points between letters are left out, and what follows them
///   is found as a word of its own too.
///
/// Everything else ends a word, as does the change from a script that is found anywhere to one
/// that is not.
#[derive(Default)]
pub(super) struct Folder {
    word: String,
    joints: Vec<usize>,
    /// Whether the word so far is of a script that is found anywhere.
    anywhere: bool,
    /// Whether a space follows the word so far, which may yet go on.
    space: bool,
}

/// What a character does to the word so far.
enum Part {
    /// It is part of the word, in the form given.
    Letter(char),
    /// It does nothing.
    Nothing,
    /// It joins two words.
    Joint,
    /// It ends the word unless the script is written without spaces.
    Space,
    /// It ends the word.
    End,
}

impl Folder {
    /// Hands out the words of a text in their order. Costs the text's letters.
    pub fn words(&mut self, text: &str, reading: Reading, found: &mut dyn FnMut(Word)) {
        let bytes = text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut rest = text;
        loop {
            // Most of a text in Latin letters is small already.
            let small = rest.bytes().take_while(u8::is_ascii_lowercase).count();
            if small > 0 {
                self.begin(false, found);
                self.word.push_str(&rest[..small]);
                rest = &rest[small..];
            }
            let at = text.len() - rest.len();
            let mut letters = rest.chars();
            let Some(letter) = letters.next() else {
                break;
            };
            rest = letters.as_str();
            let part = match letter {
                ',' if at > 0 && digit(at - 1) && digit(at + 1) => Part::Nothing,
                '.' if at > 0 && digit(at - 1) && digit(at + 1) => Part::Letter('.'),
                '.' if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => Part::Joint,
                _ if letter.is_ascii() => ascii(letter),
                _ => self.other(letter, found),
            };
            match part {
                Part::Letter(letter) => self.add(letter, found),
                Part::Nothing => {}
                // What is sought is one word with its points and has parts by its hyphens only:
                // "U.S." is not everything with a word in u and a word in s.
                Part::Joint if letter == '.' && reading == Reading::Query => {}
                Part::Joint => self.join(found),
                Part::Space if self.anywhere && reading == Reading::Text => self.space = true,
                Part::Space | Part::End => self.end(found),
            }
        }
        self.end(found);
    }

    /// What a character beyond ASCII does. Letters that become several are added here.
    fn other(&mut self, letter: char, found: &mut dyn FnMut(Word)) -> Part {
        let code = letter as u32;
        match code {
            0xC0..=0x233 | 0x1E00..=0x1EFF => {
                if matches!(letter, '×' | '÷') {
                    return Part::End;
                }
                let plain = latin(code);
                if plain.is_empty() {
                    return Part::Letter(letter);
                }
                self.add_all(plain, found)
            }
            0x391..=0x45F => Part::Letter(char::from_u32(small(code)).unwrap_or(letter)),
            0x1100..=0x11FF | 0x3131..=0x3163 | 0xAC00..=0xD7A3 => {
                for part in hangul(code) {
                    self.add_all(part, found);
                }
                Part::Nothing
            }
            0x3099 | 0x309A => {
                let last = self.word.chars().next_back();
                if let Some(voiced) = last.and_then(|kana| voiced(kana, code)) {
                    self.word.pop();
                    self.word.push(voiced);
                }
                Part::Nothing
            }
            0x30A1..=0x30F6 => Part::Letter(char::from_u32(code - 0x60).unwrap_or(letter)),
            0x4E00..=0x9FFF => Part::Letter(one_form(letter)),
            // Full-width forms are those of ASCII in the same order.
            0xFF01..=0xFF5E => ascii(char::from((code - 0xFF01 + 0x21) as u8)),
            _ => sign(code).unwrap_or(Part::Letter(letter)),
        }
    }

    fn add_all(&mut self, letters: &str, found: &mut dyn FnMut(Word)) -> Part {
        for letter in letters.chars() {
            self.add(letter, found);
        }
        Part::Nothing
    }

    fn add(&mut self, letter: char, found: &mut dyn FnMut(Word)) {
        self.begin(is_letter_anywhere(letter), found);
        self.word.push(letter);
    }

    /// Makes room for letters that are found anywhere, or only from the beginning.
    fn begin(&mut self, anywhere: bool, found: &mut dyn FnMut(Word)) {
        if self.anywhere != anywhere {
            self.end(found);
            self.anywhere = anywhere;
        }
        self.space = false;
    }

    fn join(&mut self, found: &mut dyn FnMut(Word)) {
        if self.word.len() > LONG && !self.anywhere {
            self.end(found);
        } else if !self.anywhere && self.joints.last() != Some(&self.word.len()) {
            self.joints.push(self.word.len());
        }
    }

    fn end(&mut self, found: &mut dyn FnMut(Word)) {
        if !self.word.is_empty() {
            let is_inside = |at: &usize| (1..self.word.len()).contains(at);
            self.joints.retain(is_inside);
            found(Word {
                text: &self.word,
                joints: &self.joints,
            });
            self.word.clear();
        }
        self.joints.clear();
        self.space = false;
        self.anywhere = false;
    }
}

fn ascii(letter: char) -> Part {
    match letter {
        'a'..='z' | '0'..='9' => Part::Letter(letter),
        'A'..='Z' => Part::Letter(letter.to_ascii_lowercase()),
        '\'' | '`' => Part::Nothing,
        '-' => Part::Joint,
        ' ' | '\t' | '\n' | '\r' => Part::Space,
        _ => Part::End,
    }
}

/// What the signs beyond ASCII do; `None` for letters. The ranges are those of Unicode's blocks.
fn sign(code: u32) -> Option<Part> {
    Some(match code {
        0xA0 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => Part::Space,
        // Soft hyphens, accents and apostrophes that stand alone, combining marks, selectors of
        // variants, and what has no width.
        0xAD | 0xB4 | 0x2B0..=0x36F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF => Part::Nothing,
        0x200B..=0x200F | 0x2018 | 0x2019 | 0x201B | 0x2032 | 0x2060..=0x2064 => Part::Nothing,
        0x20D0..=0x20FF | 0x309B | 0x309C | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F => Part::Nothing,
        0xFEFF | 0xE0100..=0xE01EF => Part::Nothing,
        // Middle dots, hyphens and dashes.
        0xB7 | 0x2010..=0x2015 | 0x2027 | 0x2043 | 0x2212 | 0x30FB | 0xFF65 => Part::Joint,
        0x80..=0xBF | 0x2000..=0x2BFF | 0x2E00..=0x2E7F => Part::End,
        // The signs of repetition, of closing and of zero are letters.
        0x3005..=0x3007 => return None,
        0x3001..=0x303F | 0xFE10..=0xFE6F | 0xFF5F..=0xFF64 | 0x1F000..=0x1FAFF => Part::End,
        _ => return None,
    })
}
