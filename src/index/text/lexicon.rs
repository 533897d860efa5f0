//! Which words there are, and in which documents each stands.

/// Words and, for each, the numbers of the documents that it stands in, rising.
///
/// Bytes: 16 and its letters for each word, 4 for each document of each word.
#[derive(Default)]
pub(super) struct Lexicon {
    /// The words, each followed by a space, so that nothing is found across two of them.
    letters: String,
    /// Where each word begins in `letters`.
    starts: Vec<u32>,
    /// The first eight bytes of each word, the first one highest, zeros after a shorter one: most
    /// words are compared without being read.
    keys: Vec<u64>,
    /// End of each word's documents.
    ends: Vec<u32>,
    documents: Vec<u32>,
}

impl Lexicon {
    /// The documents that have a word beginning with `wanted`, each as often as it has such
    /// words. Costs a comparison for every word there is.
    pub fn beginning(&self, wanted: &str, found: &mut dyn FnMut(&[u32])) {
        let key = key(wanted);
        let mask = match wanted.len() {
            0 => 0,
            length => u64::MAX << (64 - 8 * length.min(8)),
        };
        for (word, other) in self.keys.iter().enumerate() {
            if (other ^ key) & mask == 0
                && (wanted.len() <= 8 || self.tail(word).starts_with(wanted))
            {
                found(self.documents(word));
            }
        }
    }

    /// The documents that have a word of at most seven bytes. Costs a comparison for every word.
    pub fn exactly(&self, wanted: &str, found: &mut dyn FnMut(&[u32])) {
        // The zero that follows such a word is part of its key.
        let key = key(wanted);
        if let Some(word) = self.keys.iter().position(|other| *other == key) {
            found(self.documents(word));
        }
    }

    /// The documents that have a word with `wanted` in it. Costs a scan of the letters of all
    /// words.
    ///
    /// As Horspool (Practical fast searching in strings, 1980) has it: the letter under the last one
    /// sought says how far nothing can be found. The standard library's search is 2 KB of code.
    pub fn containing(&self, wanted: &str, found: &mut dyn FnMut(&[u32])) {
        let (letters, wanted) = (self.letters.as_bytes(), wanted.as_bytes());
        // What is sought is a word and has letters.
        let Some((end, before)) = wanted.split_last() else {
            return;
        };
        let mut skips = [wanted.len(); 256];
        for (place, byte) in before.iter().enumerate() {
            skips[usize::from(*byte)] = before.len() - place;
        }
        let mut at = 0;
        while let Some(byte) = letters.get(at + before.len()) {
            if byte == end && letters[at..].starts_with(before) {
                let word = self.starts.partition_point(|&start| start as usize <= at) - 1;
                found(self.documents(word));
                let next = self.starts.get(word + 1).copied();
                at = next.map_or(letters.len(), |next| next as usize);
            } else {
                at += skips[usize::from(*byte)];
            }
        }
    }

    /// The letters from a word on.
    fn tail(&self, word: usize) -> &str {
        &self.letters[self.starts[word] as usize..]
    }

    fn documents(&self, word: usize) -> &[u32] {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.documents[start as usize..self.ends[word] as usize]
    }

    /// Bytes on the heap.
    pub fn bytes(&self) -> usize {
        self.letters.capacity()
            + self.keys.capacity() * size_of::<u64>()
            + [&self.starts, &self.ends, &self.documents]
                .iter()
                .map(|column| column.capacity() * size_of::<u32>())
                .sum::<usize>()
    }
}

/// A lexicon that is being written, document after document.
pub(super) struct Draft {
    lexicon: Lexicon,
    /// An open hash table of the words by number + 1; 0 is free. Its length is a power of two.
    table: Vec<u32>,
    known: Vec<Known>,
    /// The distinct words of every document, one document after the other.
    words: Vec<u32>,
    /// End of each document in `words`.
    ends: Vec<u32>,
}

/// What is asked of a word whenever it is met, in one place because that is most of the work.
struct Known {
    /// As in [`Lexicon`].
    key: u64,
    /// The document that it stands in last.
    last: u32,
    /// The number of its documents.
    count: u32,
}

impl Draft {
    pub fn new() -> Self {
        Self {
            lexicon: Lexicon::default(),
            table: vec![0; 1 << 10],
            known: Vec::new(),
            words: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Adds a word to the document that is being written.
    pub fn add(&mut self, text: &str) {
        let word = self.number(text);
        let document = self.ends.len() as u32;
        let known = &mut self.known[word as usize];
        if known.last != document {
            known.last = document;
            known.count += 1;
            self.words.push(word);
        }
    }

    /// Ends the document that is being written.
    pub fn end(&mut self) {
        self.ends.push(self.words.len() as u32);
    }

    /// Sorts the documents to their words.
    pub fn finish(self) -> Lexicon {
        let Self {
            mut lexicon,
            known,
            words,
            ends,
            ..
        } = self;
        // Where the next document of each word goes.
        let mut next = Vec::with_capacity(known.len());
        let mut end = 0;
        for word in &known {
            next.push(end);
            end += word.count;
            lexicon.ends.push(end);
        }
        lexicon.keys = known.iter().map(|word| word.key).collect();
        drop(known);
        lexicon.documents = vec![0; words.len()];
        let mut words = words.into_iter();
        let mut start = 0;
        for (document, end) in ends.into_iter().enumerate() {
            for word in words.by_ref().take((end - start) as usize) {
                let next = &mut next[word as usize];
                lexicon.documents[*next as usize] = document as u32;
                *next += 1;
            }
            start = end;
        }
        lexicon.letters.shrink_to_fit();
        lexicon
    }

    fn number(&mut self, text: &str) -> u32 {
        if self.known.len() * 2 >= self.table.len() {
            self.grow();
        }
        let key = key(text);
        let mut slot = slot(text, key, self.table.len());
        while let Some(word) = self.table[slot].checked_sub(1) {
            if self.known[word as usize].key == key
                // A word that leaves room in its key is its key.
                && (text.len() < 8 || self.is_word(word as usize, text))
            {
                return word;
            }
            slot = (slot + 1) % self.table.len();
        }
        let lexicon = &mut self.lexicon;
        let word = self.known.len() as u32;
        self.table[slot] = word + 1;
        self.known.push(Known {
            key,
            last: u32::MAX,
            count: 0,
        });
        lexicon.starts.push(lexicon.letters.len() as u32);
        lexicon.letters.push_str(text);
        lexicon.letters.push(' ');
        word
    }

    fn is_word(&self, word: usize, text: &str) -> bool {
        let rest = self.lexicon.tail(word).strip_prefix(text);
        rest.is_some_and(|rest| rest.starts_with(' '))
    }

    fn grow(&mut self) {
        let length = self.table.len() * 4;
        self.table = vec![0; length];
        for (word, &Known { key, .. }) in self.known.iter().enumerate() {
            let tail = self.lexicon.tail(word);
            let text = tail.split_once(' ').map_or(tail, |(text, _)| text);
            let mut slot = slot(text, key, length);
            while self.table[slot] != 0 {
                slot = (slot + 1) % length;
            }
            self.table[slot] = word as u32 + 1;
        }
    }
}

/// The first eight bytes, the first one highest, zeros after a shorter text.
fn key(text: &str) -> u64 {
    let mut first = [0; 8];
    let length = text.len().min(8);
    first[..length].copy_from_slice(&text.as_bytes()[..length]);
    u64::from_be_bytes(first)
}

/// Where a word is looked for first. The factor is 2⁶⁴ divided by the golden ratio, made odd: it
/// spreads what differs in few bits over the high ones (Knuth, volume 3, section 6.4).
fn slot(text: &str, key: u64, slots: usize) -> usize {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    // Short words have letters in the high half only.
    let mut hash = (key ^ key >> 32).wrapping_mul(FACTOR);
    for byte in text.bytes().skip(8) {
        hash = (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(FACTOR);
    }
    (hash >> (64 - slots.trailing_zeros())) as usize
}
