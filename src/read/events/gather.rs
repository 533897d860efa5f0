//! Gathers features into a corpus: positions become places, words become kinds.

use super::{Events, FeatureProblem, Reason};
use crate::geo::LonLat;
use crate::model::{
    Article, ArticleIx, Kind, KindIx, Lang, Mention, NewEvent, Place, PlaceClass, PlaceIx, Role,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a position in somebody's file is. The file does not say, and a marker shall stand on it.
const CLASS: PlaceClass = PlaceClass::Site;

/// Units in a degree by which positions are told apart: 11 mm.
const PER_DEGREE: f64 = 1e7;

/// The events so far and what they share.
#[derive(Debug, Default)]
pub(super) struct Gather {
    pub events: Events,
    /// How many features there were.
    pub seen: u32,
    /// Where the file's features are told apart by lines: the one that is read, from 1.
    pub line: Option<u64>,
    /// Places by position, with whether a feature names the place itself.
    places: BTreeMap<(i32, i32), (PlaceIx, bool)>,
    kinds: BTreeMap<Box<str>, KindIx>,
    articles: BTreeMap<[Box<str>; 4], ArticleIx>,
    ids: BTreeSet<Box<str>>,
}

impl Gather {
    pub fn say(&mut self, feature: u32, field: &'static str, reason: Reason) {
        self.events.problems.push(FeatureProblem {
            feature,
            line: self.line,
            field,
            reason,
        });
    }

    /// An id that no earlier feature has: the feature's own, or one made from its number.
    pub fn id(&mut self, feature: u32, own: Option<Cow<'_, str>>) -> Box<str> {
        if let Some(own) = own {
            let own: Box<str> = own.into();
            if self.ids.insert(own.clone()) {
                return own;
            }
            self.say(feature, "id", Reason::RepeatedId(own));
        }
        let mut made = format!("feature-{feature}");
        while !self.ids.insert(made.as_str().into()) {
            made.push('-');
        }
        made.into()
    }

    /// A mention of the place at a position. `named` is what the feature calls the place, `title`
    /// stands in where no feature calls it anything.
    pub fn mention(&mut self, at: LonLat, named: &str, title: &str) -> Mention {
        let key = (units(at.lon), units(at.lat));
        let places = &mut self.events.corpus.places;
        let (ix, has_name) = self.places.entry(key).or_insert_with(|| {
            places.push(Place {
                id: [&*decimal(key.0), ",", &*decimal(key.1)].concat().into(),
                class: CLASS,
                country: None,
                names: [const { String::new() }; Lang::ALL.len()].map(Box::from),
                other_names: Vec::new(),
                position: Some(at),
                precision_m: 0.0,
                shape: None,
                facing: None,
                within: None,
                source: "".into(),
            });
            (PlaceIx(places.len() as u32 - 1), false)
        });
        let place = &mut places[ix.at()];
        let name = &mut place.names[Lang::En as usize];
        if !named.is_empty() && !*has_name {
            *name = named.into();
            *has_name = true;
        } else if name.is_empty() {
            *name = title.into();
        }
        Mention {
            place: *ix,
            role: Role::At,
            printed: named.into(),
        }
    }

    /// The kind with a name.
    pub fn kind(&mut self, name: &str) -> KindIx {
        if let Some(ix) = self.kinds.get(name) {
            return *ix;
        }
        let kinds = &mut self.events.corpus.kinds;
        let ix = KindIx(kinds.len() as u32);
        let mut names = [const { String::new() }; Lang::ALL.len()].map(Box::from);
        names[Lang::En as usize] = name.into();
        kinds.push(Kind {
            id: name.into(),
            names,
        });
        self.kinds.insert(name.into(), ix);
        ix
    }

    /// The article with this outlet, headline, date of publication and address.
    pub fn article(&mut self, key: [Box<str>; 4], language: &str) -> ArticleIx {
        if let Some(ix) = self.articles.get(&key) {
            return *ix;
        }
        let articles = &mut self.events.corpus.articles;
        let ix = ArticleIx(articles.len() as u32);
        let [outlet, headline, published, url] = key.clone();
        articles.push(Article {
            id: format!("source-{}", ix.0).into(),
            outlet,
            headline,
            published,
            url,
            language: language.into(),
            ..Article::default()
        });
        self.articles.insert(key, ix);
        ix
    }

    /// What was gathered.
    pub fn finish(self) -> Events {
        self.events
    }

    /// Adds an event.
    pub fn event(&mut self, event: &NewEvent<'_>) {
        // Its numbers come from this corpus, so that nothing in it dangles.
        let _ = self.events.corpus.add_event(event);
    }
}

fn units(degrees: f64) -> i32 {
    (degrees * PER_DEGREE).round() as i32
}

/// Units as degrees with as many decimals as needed. Written out from the integer, since a
/// formatter of floating-point numbers would be the only one in the widget.
fn decimal(units: i32) -> String {
    let digits = format!("{:08}", units.unsigned_abs());
    let (whole, part) = digits.split_at(digits.len() - 7);
    let part = part.trim_end_matches('0');
    let sign = if units < 0 { "-" } else { "" };
    let dot = if part.is_empty() { "" } else { "." };
    [sign, whole, dot, part].concat()
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimals_are_as_long_as_needed() {
        let check = |units, expected| assert_eq!(decimal(units), expected);
        check(0, "0");
        check(1, "0.0000001");
        check(-1_243_947_200, "-124.39472");
        check(1_800_000_000, "180");
        check(-5_000_000, "-0.5");
    }
}
