//! An article and a kind of event: what reports and events refer to.

use super::flat::{Pack, Unpack};
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

impl Article {
    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        for text in [
            &self.id,
            &self.source,
            &self.outlet,
            &self.headline,
            &self.published,
            &self.published_why,
            &self.language,
            &self.url,
        ] {
            to.text(text);
        }
        for people in [&self.byline, &self.translators, &self.editors] {
            to.texts(people);
        }
        to.maybe(self.published_basis.map(|basis| basis as u32));
        to.list(self.original.as_slice(), |to, original| {
            to.text(&original.outlet);
            to.text(&original.language);
            to.texts(&original.byline);
        });
    }

    pub(super) fn unpack(from: &mut Unpack) -> Self {
        let mut article = Self::default();
        for text in [
            &mut article.id,
            &mut article.source,
            &mut article.outlet,
            &mut article.headline,
            &mut article.published,
            &mut article.published_why,
            &mut article.language,
            &mut article.url,
        ] {
            *text = from.text();
        }
        for people in [
            &mut article.byline,
            &mut article.translators,
            &mut article.editors,
        ] {
            *people = from.texts();
        }
        let basis = from.maybe();
        article.published_basis = basis.and_then(|n| Basis::ALL.get(n as usize).copied());
        let original = from.list(|from| Original {
            outlet: from.text(),
            language: from.text(),
            byline: from.texts(),
        });
        article.original = original.into_iter().next();
        article
    }
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
    pub(super) fn pack(&self, to: &mut Pack<'_>) {
        to.text(&self.id);
        self.names.iter().for_each(|name| to.text(name));
    }

    pub(super) fn unpack(from: &mut Unpack) -> Self {
        Self {
            id: from.text(),
            names: [from.text(), from.text(), from.text(), from.text()],
        }
    }

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
