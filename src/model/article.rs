//! An article and a kind of event: what reports and events refer to.

use super::{Basis, Lang};

/// An article that reports events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The author's permanent id.
    pub id: Box<str>,
    /// Name of the text file that the paragraphs are counted in.
    pub source: Box<str>,
    /// The newspaper, agency or site.
    pub outlet: Box<str>,
    /// Its headline, as printed.
    pub headline: Box<str>,
    /// Who wrote it.
    pub byline: Vec<Box<str>>,
    /// Who translated it.
    pub translators: Vec<Box<str>>,
    /// Who edited it.
    pub editors: Vec<Box<str>>,
    /// Where it was printed first, if it is a translation or a reprint.
    pub original: Option<Original>,
    /// Day of publication in EDTF; empty where it is not known.
    pub published: Box<str>,
    /// Where that day comes from.
    pub published_basis: Option<Basis>,
    /// The reasoning behind it.
    pub published_why: Box<str>,
    /// BCP 47 tag of the language it is written in.
    pub language: Box<str>,
    /// Its address; empty where it is not known.
    pub url: Box<str>,
}

/// Where an article was printed first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Original {
    /// The newspaper, agency or site; empty where it is not known.
    pub outlet: Box<str>,
    /// BCP 47 tag of its language; empty where it is not known.
    pub language: Box<str>,
    /// Who wrote it there.
    pub byline: Vec<Box<str>>,
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// The author's permanent id.
    pub id: Box<str>,
    /// Names in the order of [`Lang::ALL`]; an empty one is not known.
    pub names: [Box<str>; Lang::ALL.len()],
}

impl Kind {
    /// Its name in a language, or the English one, or its id.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        [lang as usize, Lang::En as usize]
            .into_iter()
            .map(|number| &*self.names[number])
            .find(|name| !name.is_empty())
            .unwrap_or(&self.id)
    }
}
