//! What the reader asks for: years, words, categories. Each limit can be taken away by itself.

use crate::index::{Certainty, EventSet, FacetKind, Filter};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// The facets that a reader chooses from, in the order in which they are shown.
pub const CHOSEN_FACETS: [FacetKind; 4] = [
    FacetKind::Kind,
    FacetKind::Certainty,
    FacetKind::Status,
    FacetKind::Article,
];

/// What the reader asks for. The default is everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The range of years; `None` is no limit.
    pub years: Option<RangeInclusive<i16>>,
    /// Whether an event must certainly have been in the range, and not only possibly.
    pub certain: bool,
    /// Whether undated events are shown.
    pub undated: bool,
    /// The categories chosen in each of [`CHOSEN_FACETS`]; none chosen is no limit.
    pub facets: [Vec<u16>; CHOSEN_FACETS.len()],
    /// The words looked for, as typed.
    pub text: String,
}

impl Default for Ask {
    fn default() -> Self {
        Self {
            years: None,
            certain: false,
            undated: true,
            facets: Default::default(),
            text: String::new(),
        }
    }
}

/// A limit that is in force and can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The words looked for.
    Text,
    /// The range of years.
    Years,
    /// Only what was certainly in the range.
    Certain,
    /// Undated events are not shown.
    Undated,
    /// A category of a facet, by its number in [`CHOSEN_FACETS`].
    Category(usize, u16),
}

impl Ask {
    /// The limits in force, in the order in which they are shown. A choice between possible and
    /// certain years is one only where years are chosen.
    #[must_use]
    pub fn limits(&self) -> Vec<Limit> {
        let mut limits = Vec::new();
        if !self.text.trim().is_empty() {
            limits.push(Limit::Text);
        }
        if self.years.is_some() {
            limits.push(Limit::Years);
            if self.certain {
                limits.push(Limit::Certain);
            }
        }
        if !self.undated {
            limits.push(Limit::Undated);
        }
        for (facet, chosen) in self.facets.iter().enumerate() {
            limits.extend(
                chosen
                    .iter()
                    .map(|category| Limit::Category(facet, *category)),
            );
        }
        limits
    }

    /// The same without a limit.
    #[must_use]
    pub fn without(&self, limit: Limit) -> Self {
        let mut ask = self.clone();
        match limit {
            Limit::Text => ask.text.clear(),
            // Without years there is nothing to be certain of.
            Limit::Years => (ask.years, ask.certain) = (None, false),
            Limit::Certain => ask.certain = false,
            Limit::Undated => ask.undated = true,
            Limit::Category(facet, category) => {
                if let Some(chosen) = ask.facets.get_mut(facet) {
                    chosen.retain(|other| *other != category);
                }
            }
        }
        ask
    }

    /// Chooses a category, or gives it up if it was chosen.
    pub fn toggle(&mut self, facet: usize, category: u16) {
        let Some(chosen) = self.facets.get_mut(facet) else {
            return;
        };
        if let Some(at) = chosen.iter().position(|other| *other == category) {
            chosen.remove(at);
        } else {
            let at = chosen.partition_point(|other| *other < category);
            chosen.insert(at, category);
        }
    }

    /// The filter of the index; `found` is what the words find, `None` where none are looked for.
    #[must_use]
    pub fn filter(&self, found: Option<Arc<EventSet>>) -> Filter {
        Filter {
            years: self.years.clone(),
            certainty: if self.certain {
                Certainty::Certain
            } else {
                Certainty::Possible
            },
            undated: self.undated,
            facets: self
                .facets
                .iter()
                .map(|chosen| (!chosen.is_empty()).then(|| chosen.clone()))
                .collect(),
            sets: found.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn busy() -> Ask {
        Ask {
            years: Some(2018..=2019),
            certain: true,
            undated: false,
            facets: [vec![3, 5], vec![], vec![0], vec![]],
            text: "one week".into(),
        }
    }

    #[test]
    fn everything_is_no_limit() {
        assert_eq!(Ask::default().limits(), []);
        let filter = Ask::default().filter(None);
        assert!(filter.facets.iter().all(Option::is_none) && filter.undated);
    }

    #[test]
    fn without_its_limits_an_ask_is_the_default() {
        let limits = busy().limits();
        assert_eq!(limits.len(), 7);
        let mut ask = busy();
        for limit in limits.into_iter().rev() {
            assert!(ask.limits().contains(&limit), "{limit:?}");
            ask = ask.without(limit);
            assert!(!ask.limits().contains(&limit), "{limit:?}");
        }
        assert_eq!(ask, Ask::default());
    }

    #[test]
    fn certainty_of_years_limits_nothing_without_years() {
        let ask = busy().without(Limit::Years);
        assert!(!ask.limits().contains(&Limit::Certain));
    }

    #[test]
    fn a_category_is_chosen_and_given_up() {
        let mut ask = Ask::default();
        ask.toggle(0, 5);
        ask.toggle(0, 3);
        assert_eq!(ask.facets[0], [3, 5]);
        ask.toggle(0, 5);
        ask.toggle(0, 3);
        ask.toggle(9, 1);
        assert_eq!(ask, Ask::default());
    }
}
