//! What the three formats of reference managers have in common: an item an article.
//!
//! An event is cited through the articles that report it, so the items are the articles, and each
//! has the events that it reports, with their paragraphs, in its annotation, a field that
//! bibliographies do not print. Names are kept whole: where a Korean name has its family name, the
//! corpus does not say, and a guess would sort it wrongly.
//!
//! A host's own events often name an outlet and no headline, or an address and no outlet. Then what
//! can be cited is the event: it is an item with its own title and address.

use super::chosen::Chosen;
use crate::model::edtf::Edtf;
use crate::model::{Article, ArticleIx, Basis, Event, Lang};

/// An article, or an event that stands for one, as it is cited. What is not known is empty.
#[derive(Default)]
pub(super) struct Citation<'c> {
    /// Of letters that every format takes as they are, and no other item's.
    pub id: String,
    pub title: &'c str,
    /// The newspaper, agency or site; an item without is a page.
    pub outlet: &'c str,
    pub url: &'c str,
    /// BCP 47 tag.
    pub language: &'c str,
    /// Who wrote the article. Of a translation that names nobody else, whoever wrote the original.
    pub authors: &'c [Box<str>],
    pub translators: &'c [Box<str>],
    pub editors: &'c [Box<str>],
    pub published: Option<Published>,
    /// Where it was printed first.
    pub origin: Option<String>,
    /// How its date is known, and which events it reports; of an event when it was.
    pub annotation: String,
}

/// A day, month, season or year of publication, or an interval of them.
#[derive(Debug, PartialEq)]
pub(super) struct Published {
    /// One date, or the first and the last; `None` where the date is more than that.
    pub parts: Option<Vec<Parts>>,
    /// The first and the last year that it may touch by its digits, once where they are one; an
    /// open end has none.
    pub years: Vec<u16>,
    /// A season from 1, spring, to 4, winter; the date then is a year.
    pub season: Option<u16>,
    /// Whether it is approximate or uncertain.
    pub circa: bool,
    /// In English words.
    pub words: String,
}

/// Year, and perhaps month and day.
pub(super) type Parts = Vec<u16>;

/// The chosen articles as they are cited, then the events that stand for one.
pub(super) fn citations<'c>(chosen: &Chosen<'c>) -> Vec<Citation<'c>> {
    let mut citations = Vec::new();
    let mut ids = Ids::default();
    for (ix, article) in chosen.articles() {
        if !article.headline.is_empty() {
            let mut of = Citation::of(article);
            of.id = ids.unused(&article.id);
            of.title = &article.headline;
            of.annotation = annotation(chosen, ix, article);
            citations.push(of);
        }
    }
    for event in chosen.events() {
        let mut has_url = event.url().is_empty();
        for report in event.reports() {
            let article = chosen.corpus.article(report.article);
            if article.headline.is_empty() {
                let mut of = Citation::of(article);
                if article.url.is_empty() {
                    of.url = event.url();
                }
                has_url |= of.url == event.url();
                citations.push(of.titled(event, &mut ids));
            } else {
                has_url |= *article.url == *event.url();
            }
        }
        if !has_url {
            let of = Citation {
                url: event.url(),
                ..Citation::default()
            };
            citations.push(of.titled(event, &mut ids));
        }
    }
    citations
}

impl<'c> Citation<'c> {
    fn of(article: &'c Article) -> Self {
        let original = article.original.as_ref();
        let authors = match (&*article.byline, original) {
            ([], Some(original)) => &*original.byline,
            (byline, _) => byline,
        };
        Self {
            outlet: &article.outlet,
            url: &article.url,
            language: &article.language,
            authors,
            translators: &article.translators,
            editors: &article.editors,
            published: published(&article.published),
            origin: origin(article),
            ..Self::default()
        }
    }

    /// The item of an event.
    fn titled(mut self, event: Event<'c>, ids: &mut Ids) -> Self {
        self.id = ids.unused(event.id());
        self.title = event.title();
        let mut sentences = Vec::new();
        if let Some(date) = Chosen::date(event) {
            let words = date.words(Lang::En);
            sentences.push(format!("Date of the event: {words} ({}).", event.when()));
        }
        sentences.push(format!("Reports: {}.", event.id()));
        self.annotation = super::shared::line(&sentences.join(" "));
        self
    }
}

/// The ids that items have, each in the list of its remainder. The standard library's ordered set
/// is 2 KB of code.
#[derive(Default)]
struct Ids(Vec<Vec<String>>);

/// So many lists: a thousand items are found at once, and a hundred thousand in a second.
const LISTS: usize = 1 << 10;

impl Ids {
    /// An id of letters, digits, hyphens and underscores that no other item has.
    fn unused(&mut self, id: &str) -> String {
        self.0.resize(LISTS, Vec::new());
        let plain = |letter: char| match letter {
            '_' => letter,
            _ if letter.is_ascii_alphanumeric() => letter,
            _ => '-',
        };
        let mut made: String = id.chars().map(plain).collect();
        loop {
            let number = made.bytes().fold(0_usize, |number, byte| {
                number.wrapping_mul(31).wrapping_add(byte.into())
            });
            let others = &mut self.0[number % LISTS];
            if !others.contains(&made) {
                others.push(made.clone());
                return made;
            }
            made.push('-');
        }
    }
}

/// A date of publication, or `None` where it is not known.
pub(super) fn published(text: &str) -> Option<Published> {
    let date = Edtf::parse(text).ok().filter(|date| !date.is_undated())?;
    let mut season = None;
    let mut sides = text.split('/').map(|side| parts(side, &mut season));
    let parts: Option<Vec<Parts>> = sides.by_ref().collect();
    // A season has no place in an interval.
    let parts = parts.filter(|parts| season.is_none() || parts.len() == 1);
    let ends = [date.earliest(), date.latest()];
    let ends = ends
        .iter()
        .filter_map(|bound| u16::try_from(bound.day()?.year()).ok());
    let mut years: Vec<u16> = ends.collect();
    years.dedup();
    Some(Published {
        years,
        season: season.filter(|_| parts.is_some()),
        parts,
        circa: date.is_approximate() || date.is_uncertain(),
        words: date.words(Lang::En),
    })
}

/// The numbers of a plain date, with a mark behind it or not.
fn parts(text: &str, season: &mut Option<u16>) -> Option<Parts> {
    let plain = text.trim_end_matches(['~', '?', '%']);
    let mut numbers = Vec::new();
    for (number, width) in plain.split('-').zip([4, 2, 2]) {
        let digits = number.len() == width && number.bytes().all(|byte| byte.is_ascii_digit());
        numbers.push(number.parse().ok().filter(|_| digits)?);
    }
    if plain.matches('-').count() >= 3 {
        return None;
    }
    match numbers.get(1) {
        Some(code @ 21..=24) => {
            *season = Some(code - 20);
            numbers.truncate(1);
        }
        Some(25..) => return None,
        _ => {}
    }
    Some(numbers)
}

fn origin(article: &Article) -> Option<String> {
    let original = article.original.as_ref()?;
    let outlet = &*original.outlet;
    let translated = !original.language.is_empty() && original.language != article.language;
    let place = if outlet.is_empty() {
        "an article"
    } else {
        outlet
    };
    Some(if translated {
        format!("Translated from {place} ({})", original.language)
    } else {
        format!("First printed in {place}")
    })
}

fn annotation(chosen: &Chosen<'_>, ix: ArticleIx, article: &Article) -> String {
    let mut sentences = Vec::new();
    if let Some(published) = published(&article.published) {
        let basis = article.published_basis.map(Basis::slug);
        let basis = basis.map(|basis| format!(", {basis}")).unwrap_or_default();
        let (words, edtf) = (published.words, &article.published);
        sentences.push(format!("Published: {words} ({edtf}{basis})."));
    }
    if !article.published_why.is_empty() {
        sentences.push(article.published_why.to_string());
    }
    if !article.source.is_empty() {
        sentences.push(format!("Source file: {}.", article.source));
    }
    let mut reports = Vec::new();
    for event in chosen.events() {
        let own = event.reports().iter().filter(|report| report.article == ix);
        let mut paragraphs: Vec<u16> = Vec::new();
        for number in own.flat_map(|report| report.paragraphs.iter()) {
            // They are few, and a sort is more code than a reader should download for them.
            if let Err(place) = paragraphs.binary_search(number) {
                paragraphs.insert(place, *number);
            }
        }
        let numbers: Vec<String> = paragraphs.iter().map(ToString::to_string).collect();
        let word = if numbers.len() == 1 {
            "paragraph"
        } else {
            "paragraphs"
        };
        if event.reports().iter().any(|report| report.article == ix) {
            reports.push(if numbers.is_empty() {
                event.id().to_owned()
            } else {
                format!("{} ({word} {})", event.id(), numbers.join(", "))
            });
        }
    }
    if !reports.is_empty() {
        sentences.push(format!("Reports: {}.", reports.join("; ")));
    }
    super::shared::line(&sentences.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_items_have_one_id() {
        let mut ids = Ids::default();
        let mut known = std::collections::BTreeSet::new();
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..5_000 {
            let id: String = (0..3)
                .map(|_| random.choice(['a', 'b', '_', 'é', ' ', '1', '-']).unwrap())
                .collect();
            let made = ids.unused(&id);
            let plain = id.replace(['é', ' '], "-");
            assert_eq!(made.trim_end_matches('-'), plain.trim_end_matches('-'));
            assert!(made.len() >= plain.len() && known.insert(made));
        }
        assert_eq!(Ids::default().unused(""), "");
    }

    #[test]
    fn dates_have_parts_where_they_are_plain() {
        let check = |text: &str, expected: Option<&[&[u16]]>, circa: bool| {
            let found = published(text).unwrap();
            let parts = expected.map(|all| all.iter().map(|one| one.to_vec()).collect());
            assert_eq!((found.parts, found.circa), (parts, circa), "{text}");
        };
        check("2018-06-14", Some(&[&[2018, 6, 14]]), false);
        check("2019-04~", Some(&[&[2019, 4]]), true);
        check("2019?", Some(&[&[2019]]), true);
        check("2019-06/2019-12", Some(&[&[2019, 6], &[2019, 12]]), false);
        check("2019-06/..", None, false);
        check("[2019-05,2019-06]", None, false);
        check("201X", None, false);
        check("2019-05-0X", None, false);
        check("Y12019", None, false);
        check("-0044", None, false);
        let years = |text: &str| published(text).unwrap().years;
        assert_eq!(years("[2019-05,2019-06]"), [2019]);
        assert_eq!(years("201X"), [2010, 2019]);
        assert_eq!(years("2019-06/.."), [2019]);
        assert!(years("-0044").is_empty());
        assert_eq!(published("2023-23").unwrap().season, Some(3));
        assert_eq!(published("2023-23").unwrap().parts, Some(vec![vec![2023]]));
        assert_eq!(published("2023-23/2024").unwrap().parts, None);
        assert_eq!(published(""), None);
        assert_eq!(published("XXXX"), None);
    }
}
