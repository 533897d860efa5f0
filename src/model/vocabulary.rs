//! Closed word lists: enums whose members have one spelling in files and in code.

/// Defines an enum whose members each have a spelling used in corpus files, links and exports.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $member:ident = $slug:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$doc])* $member),+ }

        impl $name {
            /// Every member, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$member),+];

            /// The spelling in corpus files, links and exports.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$member => $slug),+ }
            }

            /// The member with a spelling, or `None` when there is no such word.
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.slug() == slug)
            }
        }
    };
}

vocabulary! {
    /// Whether an event took place, in the words of whoever reports it.
    Status {
        /// It took place.
        Happened = "happened",
        /// It goes on, as far as the report knows.
        Ongoing = "ongoing",
        /// Somebody intends it.
        Planned = "planned",
        /// Somebody expects it.
        Forecast = "forecast",
        /// It is talked about and nobody stands for it.
        Rumoured = "rumoured",
        /// A rule that applies.
        InForce = "in-force",
    }
}

vocabulary! {
    /// Who says so: the ground on which a report stands, surest first.
    Certainty {
        /// An authority says it on the record.
        OfficialStatement = "official-statement",
        /// The reporter saw it.
        Observation = "observation",
        /// A photograph shows it, as its caption says.
        PhotoCaption = "photo-caption",
        /// Somebody with a name and a field says it.
        NamedExpert = "named-expert",
        /// The article takes it as known.
        Background = "background",
        /// Somebody without a name says it.
        AnonymousSource = "anonymous-source",
        /// The article calls it a rumour.
        Rumour = "rumour",
    }
}

vocabulary! {
    /// What a place is to an event.
    Role {
        /// It took place there.
        At = "at",
        /// Somebody or something left there.
        From = "from",
        /// Somebody or something went there.
        To = "to",
        /// It concerns the place without taking place there.
        About = "about",
    }
}

vocabulary! {
    /// What a place is.
    PlaceClass {
        /// A town or city.
        Town = "town",
        /// A border crossing.
        Crossing = "crossing",
        /// A customs house.
        CustomsHouse = "customs-house",
        /// A bridge.
        Bridge = "bridge",
        /// A length of the border.
        BorderStretch = "border-stretch",
        /// A river.
        River = "river",
        /// A prefecture or another area below a province.
        Prefecture = "prefecture",
        /// A province.
        Province = "province",
        /// A country.
        Country = "country",
        /// An organisation, which is nowhere.
        Body = "body",
        /// A position that a host's own data give.
        Site = "site",
    }
}

impl PlaceClass {
    /// Whether a place of this class is small enough to stand on the map as a marker. What is
    /// larger is drawn as an area or a line, or listed beside the map.
    #[must_use]
    pub const fn is_point(self) -> bool {
        matches!(
            self,
            Self::Town | Self::Crossing | Self::CustomsHouse | Self::Bridge | Self::Site
        )
    }
}

vocabulary! {
    /// Where a date comes from.
    Basis {
        /// The text gives it.
        Stated = "stated",
        /// The text gives it relative to its own publication.
        Relative = "relative",
        /// It was worked out from the text and from what is known.
        Inferred = "inferred",
        /// It was looked up where the publication says it of itself.
        Resolved = "resolved",
    }
}

vocabulary! {
    /// How two events hang together, read from the first to the second.
    RelationKind {
        /// Two accounts of one thing.
        SameAs = "same-as",
        /// Both cannot be so.
        Contradicts = "contradicts",
        /// The first makes the second more likely.
        Confirms = "confirms",
        /// The first came after the second and because of it.
        Follows = "follows",
        /// The first belongs to the second.
        PartOf = "part-of",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for status in Status::ALL {
            assert_eq!(Status::from_slug(status.slug()), Some(*status));
        }
        for class in PlaceClass::ALL {
            assert_eq!(PlaceClass::from_slug(class.slug()), Some(*class));
        }
        for certainty in Certainty::ALL {
            assert_eq!(Certainty::from_slug(certainty.slug()), Some(*certainty));
        }
        assert_eq!(Role::from_slug(""), None);
        assert_eq!(Role::from_slug("At"), None);
    }
}
