//! A value of JSON (RFC 8259).
//!
//! A host's map is read in the reader's browser, where `serde_json` and the tree that it makes of
//! an object were 6 KB after brotli; the crate is what the tests hold this to.

/// So deep may lists and objects stand in each other: a file that goes deeper must not end the page.
const DEEPEST: u32 = 128;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`, `true` or `false`: a map has no use for them.
    Word,
    /// Right to the last bit for up to 15 digits and 22 places after the point.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// The members of an object in the order of the file.
    Object(Vec<(String, Json)>),
}

/// Where a text is not JSON: line and column from 1, the column in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    /// The first place from which it is not JSON.
    pub fn read(text: &str) -> Result<Self, NotJson> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0).filter(|_| {
            reader.space();
            reader.at == text.len()
        });
        value.ok_or_else(|| {
            let before = &text.as_bytes()[..reader.at];
            let mut lines = before.rsplit(|byte| *byte == b'\n');
            NotJson {
                column: lines.next().map_or(0, <[u8]>::len) as u32 + 1,
                line: lines.count() as u32 + 1,
            }
        })
    }

    /// A member of an object by its name; of several with one name the last.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else {
            return None;
        };
        let mut members = members.iter().rev();
        members
            .find(|member| member.0 == name)
            .map(|member| &member.1)
    }

    /// The items of a list.
    pub fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// A text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    /// Where to go on, in bytes; at a mistake it stays there. Always between characters.
    at: usize,
}

impl Reader<'_> {
    fn byte(&self) -> u8 {
        // No text has this where it could be taken for something.
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_it = self.byte() == byte && self.at < self.text.len();
        self.at += usize::from(is_it);
        is_it
    }

    fn space(&mut self) {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// A value with the space before it.
    fn value(&mut self, depth: u32) -> Option<Json> {
        self.space();
        match self.byte() {
            b'"' => self.string().map(Json::Text),
            b'[' => {
                let mut items = Vec::new();
                self.each(depth, b']', &mut |reader| {
                    items.push(reader.value(depth + 1)?);
                    Some(())
                })?;
                Some(Json::List(items))
            }
            b'{' => {
                let mut members = Vec::new();
                self.each(depth, b'}', &mut |reader| {
                    let name = reader.string()?;
                    reader.space();
                    if !reader.eat(b':') {
                        return None;
                    }
                    members.push((name, reader.value(depth + 1)?));
                    Some(())
                })?;
                Some(Json::Object(members))
            }
            b'-' | b'0'..=b'9' => self.decimal().map(Json::Number),
            _ => {
                let mut words = ["null", "true", "false"].into_iter();
                let word = words.find(|word| self.text[self.at..].starts_with(word))?;
                self.at += word.len();
                Some(Json::Word)
            }
        }
    }

    /// What stands between brackets, with commas between.
    fn each(
        &mut self,
        depth: u32,
        end: u8,
        one: &mut dyn FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        if depth == DEEPEST {
            return None;
        }
        self.at += 1;
        self.space();
        if self.eat(end) {
            return Some(());
        }
        loop {
            self.space();
            one(self)?;
            self.space();
            if self.eat(end) {
                return Some(());
            }
            if !self.eat(b',') {
                return None;
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        if !self.eat(b'"') {
            return None;
        }
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let end = rest.find(|letter| matches!(letter, '"' | '\\' | '\0'..='\x1f'))?;
            text.push_str(&rest[..end]);
            self.at += end;
            if self.eat(b'"') {
                return Some(text);
            }
            if !self.eat(b'\\') {
                return None;
            }
            let letter = match self.byte() {
                b'u' => {
                    self.at += 1;
                    text.push(self.escaped()?);
                    continue;
                }
                b'b' => '\x08',
                b'f' => '\x0c',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                letter @ (b'"' | b'\\' | b'/') => letter.into(),
                _ => return None,
            };
            text.push(letter);
            self.at += 1;
        }
    }

    /// A character by one or two units of UTF-16.
    fn escaped(&mut self) -> Option<char> {
        let first = self.unit()?;
        let code = match first {
            0xd800..0xdc00 => {
                let is_pair = self.eat(b'\\') && self.eat(b'u');
                let second = self.unit().filter(|_| is_pair)?;
                // What is no second half gives no character.
                let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                0x1_0000 + ((first - 0xd800) << 10) + low
            }
            _ => first,
        };
        char::from_u32(code)
    }

    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.byte()).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }

    fn decimal(&mut self) -> Option<f64> {
        let is_negative = self.eat(b'-');
        let is_zero = self.byte() == b'0';
        let mut value = 0.0;
        let whole = self.digits(&mut value)?;
        if is_zero && whole > 1 {
            return None;
        }
        let mut power = 0;
        if self.eat(b'.') {
            power = -self.digits(&mut value)?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let is_below = self.eat(b'-');
            if !is_below {
                self.eat(b'+');
            }
            let mut exponent = 0.0;
            self.digits(&mut exponent)?;
            // Far more than any number has: what is beyond is infinite or 0.
            let exponent = f64::min(exponent, 9_999.0) as i32;
            power += if is_below { -exponent } else { exponent };
        }
        let mut unit = 1.0;
        for _ in 0..power.unsigned_abs() {
            unit *= 10.0;
        }
        let value = if power < 0 {
            value / unit
        } else {
            value * unit
        };
        Some(if is_negative { -value } else { value })
    }

    /// Adds digits to a number, at least one, and says how many.
    fn digits(&mut self, value: &mut f64) -> Option<i32> {
        let mut count = 0;
        while let digit @ b'0'..=b'9' = self.byte() {
            *value = *value * 10.0 + f64::from(digit - b'0');
            self.at += 1;
            count += 1;
        }
        (count > 0).then_some(count)
    }
}
