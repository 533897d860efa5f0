//! What is wrong in a text file of the corpus, and exactly where.

/// A stretch of bytes in one of the files of a corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Number of the file in [`Source::files`](super::corpus::Source::files).
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// The byte after the last one; equal to `start` where something is missing.
    pub end: u32,
}

/// A value together with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A text of a file.
pub type Text = At<Box<str>>;

/// Something that is wrong, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong there.
    pub span: Span,
    /// The rule that is broken: permanent, lower case, words joined by hyphens.
    pub rule: &'static str,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// What else has a part in it.
    pub notes: Vec<Note>,
}

/// A remark on a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where the remark belongs, if anywhere.
    pub span: Option<Span>,
    /// The remark.
    pub message: String,
}

impl Span {
    /// The start of a file, for what concerns the file as a whole.
    #[must_use]
    pub const fn file(file: u32) -> Self {
        Self {
            file,
            start: 0,
            end: 0,
        }
    }

    /// The bytes as a range.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<T> At<T> {
    /// A value at a place.
    #[must_use]
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl Problem {
    /// A problem without help or notes.
    #[must_use]
    pub fn new(rule: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            span,
            rule,
            message: message.into(),
            help: None,
            notes: Vec::new(),
        }
    }

    /// The same with a way to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with a way to mend it if there is one.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// The same with a remark on another place.
    #[must_use]
    pub fn note(mut self, span: Span, message: impl Into<String>) -> Self {
        self.notes.push(Note {
            span: Some(span),
            message: message.into(),
        });
        self
    }

    /// The same with a remark that belongs to no place.
    #[must_use]
    pub fn remark(mut self, message: impl Into<String>) -> Self {
        self.notes.push(Note {
            span: None,
            message: message.into(),
        });
        self
    }
}
