//! Numbers of things in a corpus: one type for each kind of thing, so that they never mix.

macro_rules! ix {
    ($($(#[$doc:meta])* $name:ident),+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The number as a position in a slice.
            #[must_use]
            pub const fn at(self) -> usize { self.0 as usize }
        }
    )+ };
}

ix! {
    /// An event's number.
    EventIx,
    /// A place's number.
    PlaceIx,
    /// An article's number.
    ArticleIx,
    /// A kind's number.
    KindIx
}
