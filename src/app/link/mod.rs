//! Permalinks: what a reader sees, as the fragment of an address.
//!
//! A fragment is written like a query, `yalu=1&years=2018-2020&kind=customs,trade&place=hyesan`,
//! in UTF-8 with percent signs. `yalu` is the version and what makes a fragment ours; the others
//! are left out where they say what goes without saying.
//!
//! | key | holds |
//! |---|---|
//! | `yalu` | the version, [`VERSION`] |
//! | `view` | longitude, latitude, zoom |
//! | `years` | a year or a range of years |
//! | `certain` | only what was certainly in these years |
//! | `undated` | `0`: nothing without a date |
//! | `kind`, `certainty`, `status`, `article` | ids of the corpus, separated by commas |
//! | `q` | what was searched for |
//! | `group` | `place`: the list is grouped by place and not by year |
//! | `place` | id of the place that is open; several ids are those that a marker stands for |
//! | `event` | id of the event that is open |
//! | `lang` | language of the interface |
//! | `map` | id of the element that is meant, on a page with several |
//!
//! Reading forgives: what is not understood is passed over and told, and a link of a later version
//! is read as far as it is understood. Of a key that stands twice the last one counts.

mod escape;
mod problem;
mod reading;
mod resolve;
#[cfg(test)]
mod tests;

pub use problem::LinkProblem;
pub use resolve::{Found, Missing, choices, ids, resolve, reveal};

use super::{show_view, show_years};
use crate::geo::View;
use crate::index::FacetKind;
use crate::model::Lang;
use escape::push_escaped;
use std::ops::RangeInclusive;

/// The version that is written.
pub const VERSION: u32 = 1;

/// The longest fragment that is read whole, in bytes: what servers, messengers and QR codes carry
/// is shorter.
pub const MOST_BYTES: usize = 8_192;

/// The most ids of a list that are read.
pub const MOST_IDS: usize = 200;

/// The facets that a link can narrow, in the order of [`Link::facets`], with their keys.
pub const LINK_FACETS: [(FacetKind, &str); 4] = [
    (FacetKind::Kind, "kind"),
    (FacetKind::Certainty, "certainty"),
    (FacetKind::Status, "status"),
    (FacetKind::Article, "article"),
];

/// What the list is grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    /// The year.
    #[default]
    Year,
    /// The place.
    Place,
}

/// What a reader sees. Ids are those of the authors, which last; whether this corpus has them is
/// [`resolve`]'s question. An empty text is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where to look; `None` is the home view.
    pub view: Option<View>,
    /// The range of years; `None` is no limit.
    pub years: Option<RangeInclusive<i16>>,
    /// Only events that were certainly in the range.
    pub certain: bool,
    /// Events without a date too.
    pub undated: bool,
    /// The ids chosen of each of [`LINK_FACETS`]; an empty list is no choice.
    pub facets: [Vec<String>; LINK_FACETS.len()],
    /// What was searched for.
    pub query: String,
    /// What the list is grouped by.
    pub group: Group,
    /// Id of the place that is open; several are of the marker that stands for all of them.
    pub places: Vec<String>,
    /// Id of the event that is open.
    pub event: String,
    /// Language of the interface; `None` is what the page says.
    pub lang: Option<Lang>,
    /// Id of the element that is meant; empty is any.
    pub map: String,
}

impl Default for Link {
    /// Everything, seen from home.
    fn default() -> Self {
        Self {
            view: None,
            years: None,
            certain: false,
            undated: true,
            facets: Default::default(),
            query: String::new(),
            group: Group::Year,
            places: Vec::new(),
            event: String::new(),
            lang: None,
            map: String::new(),
        }
    }
}

impl Link {
    /// Reads a fragment, with or without its `#`, and says what of it was not understood. `None`
    /// where it has no `yalu`, and so is somebody else's.
    ///
    /// Costs the length of the fragment, of which at most [`MOST_BYTES`] are looked at.
    #[must_use]
    pub fn read(fragment: &str) -> Option<(Self, Vec<LinkProblem>)> {
        reading::read(fragment)
    }

    /// Writes the fragment, without a `#`: [`Link::read`] gives the same link back, its view to
    /// within a metre and a hundredth of a zoom, as long as it is within the limits.
    #[must_use]
    pub fn fragment(&self) -> String {
        let mut out = format!("yalu={VERSION}");
        let mut put = |key: &str, values: &[&str]| {
            out.push('&');
            out.push_str(key);
            for (number, value) in values.iter().enumerate() {
                out.push(if number == 0 { '=' } else { ',' });
                push_escaped(&mut out, value);
            }
        };
        if let Some(view) = &self.view {
            // The commas between its numbers are as those of a list.
            put("view", &show_view(view).split(',').collect::<Vec<_>>());
        }
        if self.years.is_some() {
            put("years", &[&show_years(self.years.as_ref())]);
        }
        if self.certain {
            put("certain", &[]);
        }
        if !self.undated {
            put("undated", &["0"]);
        }
        for ((_, key), ids) in LINK_FACETS.iter().zip(&self.facets) {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            if !ids.is_empty() {
                put(key, &ids);
            }
        }
        let group = match self.group {
            Group::Year => "",
            Group::Place => "place",
        };
        let places: Vec<&str> = self.places.iter().map(String::as_str).collect();
        let lang = self.lang.map_or("", Lang::tag);
        for (key, values) in [
            ("q", &[&*self.query][..]),
            ("group", &[group]),
            ("place", &places),
            ("event", &[&*self.event]),
            ("lang", &[lang]),
            ("map", &[&*self.map]),
        ] {
            if values.iter().any(|value| !value.is_empty()) {
                put(key, values);
            }
        }
        out
    }
}
