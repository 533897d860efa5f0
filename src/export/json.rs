//! Writes JSON from its first letter to its last, members in the order in which they are told.
//!
//! What serde derives for the same texts is twice the code, which every reader would download; the
//! tests hold these lines to `serde_json` letter by letter.

use super::shared::{Number, shortest};

/// A JSON text under way.
#[derive(Default)]
pub(super) struct Json {
    out: String,
    /// Whether people shall read it: a line each, two blanks a level.
    is_pretty: bool,
    depth: usize,
    /// Whether something stands before on the same level.
    has_sibling: bool,
}

impl Json {
    /// A text that people can read.
    pub fn pretty() -> Self {
        Self {
            is_pretty: true,
            ..Self::default()
        }
    }

    /// The text.
    pub fn finish(self) -> String {
        self.out
    }

    /// Starts a list or an object with its bracket. What is in it follows until [`Json::close`].
    pub fn open(&mut self, bracket: char) {
        self.out.push(bracket);
        self.depth += 1;
        self.has_sibling = false;
    }

    /// Ends a list or an object with its bracket.
    pub fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if self.has_sibling {
            self.break_line();
        }
        self.out.push(bracket);
        self.has_sibling = true;
    }

    /// Goes on to the next item of a list.
    pub fn item(&mut self) {
        if self.has_sibling {
            self.out.push(',');
        }
        self.break_line();
        self.has_sibling = true;
    }

    /// Goes on to a member of an object.
    pub fn key(&mut self, name: &str) {
        self.item();
        self.string(name);
        self.out.push_str(if self.is_pretty { ": " } else { ":" });
    }

    /// A member that is a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.key(name);
        self.string(text);
    }

    /// A member that is a text, unless it is empty.
    pub fn some(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.text(name, text);
        }
    }

    /// A member that is a text, or `null` where that is missing or empty.
    pub fn text_or_null(&mut self, name: &str, text: Option<&str>) {
        self.key(name);
        match text {
            Some(text) if !text.is_empty() => self.string(text),
            _ => self.null(),
        }
    }

    /// A member that is a number, or `null`.
    pub fn number_or_null(&mut self, name: &str, value: Option<Number>) {
        self.key(name);
        match value {
            Some(value) => self.number(value),
            None => self.null(),
        }
    }

    /// A member that is a list of texts.
    pub fn texts(&mut self, name: &str, texts: &[Box<str>]) {
        self.key(name);
        self.open('[');
        for text in texts {
            self.item();
            self.string(text);
        }
        self.close(']');
    }

    /// A member that is a list of whole numbers.
    pub fn numbers(&mut self, name: &str, numbers: &mut dyn Iterator<Item = i64>) {
        self.key(name);
        self.list(numbers);
    }

    /// A list of whole numbers.
    pub fn list(&mut self, numbers: &mut dyn Iterator<Item = i64>) {
        self.open('[');
        for number in numbers {
            self.item();
            self.number(Number::Whole(number));
        }
        self.close(']');
    }

    /// A number. One that is not finite is `null`.
    pub fn number(&mut self, value: Number) {
        match value {
            Number::Whole(value) => self.out.push_str(&value.to_string()),
            Number::Real(value) => match shortest(value) {
                none if none.is_empty() => self.null(),
                number => self.out.push_str(&number),
            },
        }
    }

    /// It is so.
    pub fn yes(&mut self) {
        self.out.push_str("true");
    }

    /// Nothing.
    pub fn null(&mut self) {
        self.out.push_str("null");
    }

    fn string(&mut self, text: &str) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.out.push('"');
        for letter in text.chars() {
            let short = match letter {
                '"' | '\\' => letter,
                '\u{8}' => 'b',
                '\t' => 't',
                '\n' => 'n',
                '\u{c}' => 'f',
                '\r' => 'r',
                '\0'..='\u{1f}' => 'u',
                _ => {
                    self.out.push(letter);
                    continue;
                }
            };
            self.out.push('\\');
            self.out.push(short);
            if short == 'u' {
                let code = letter as usize;
                self.out.push_str("00");
                for digit in [code >> 4, code & 15] {
                    self.out.push(char::from(DIGITS[digit]));
                }
            }
        }
        self.out.push('"');
    }

    fn break_line(&mut self) {
        if self.is_pretty {
            self.out.push('\n');
            for _ in 0..self.depth {
                self.out.push_str("  ");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastrand::Rng;
    use serde_json::Value;

    fn write(json: &mut Json, value: &Value) {
        match value {
            Value::Null => json.null(),
            Value::Bool(_) => json.yes(),
            Value::Number(number) => json.number(match number.as_i64() {
                Some(whole) => Number::Whole(whole),
                None => Number::Real(number.as_f64().unwrap()),
            }),
            Value::String(text) => json.string(text),
            Value::Array(items) => {
                json.open('[');
                for item in items {
                    json.item();
                    write(json, item);
                }
                json.close(']');
            }
            Value::Object(members) => {
                json.open('{');
                for (name, member) in members {
                    json.key(name);
                    write(json, member);
                }
                json.close('}');
            }
        }
    }

    fn value(rng: &mut Rng, depth: u32) -> Value {
        let text = |rng: &mut Rng| -> String {
            let letters = (0..rng.usize(0..6)).map(|_| match rng.u8(0..3) {
                0 => rng.char('\0'..='\u{2f}'),
                1 => rng.char('\\'..='\u{a0}'),
                _ => rng.char(..),
            });
            letters.collect()
        };
        match rng.u32(0..if depth == 0 { 4 } else { 6 }) {
            0 => rng.bool().then_some(true).into(),
            1 => rng.i64(..).into(),
            2 => f64::from_bits(rng.u64(..)).into(),
            3 => text(rng).into(),
            4 => (0..rng.usize(0..4))
                .map(|_| value(rng, depth - 1))
                .collect(),
            _ => {
                let member = |_| (text(rng), value(rng, depth - 1));
                Value::Object((0..3).map(member).collect())
            }
        }
    }

    #[test]
    fn json_is_as_serde_json_writes_it() {
        let mut rng = Rng::with_seed(8);
        for _ in 0..3_000 {
            let value = value(&mut rng, 4);
            let mut json = Json::default();
            write(&mut json, &value);
            assert_eq!(json.finish(), serde_json::to_string(&value).unwrap());
            let mut json = Json::pretty();
            write(&mut json, &value);
            assert_eq!(json.finish(), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}
