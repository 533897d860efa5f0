//! A catalog as strips and as bytes: nothing of it is indexed again.

use super::super::{Index, TextIndex};
use super::{Catalog, MARK_OPTIONS};
use crate::model::flat::{FlatError, Pack, Strip, StripRef, Unpack, from_bytes, to_bytes};
use crate::model::{Corpus, PlaceIx};
use std::sync::OnceLock;

impl Catalog {
    /// Hands the catalog to `write`, strip after strip, for [`Catalog::unpack`]. The words for its
    /// search are left out. Costs a pass over mentions, reports and the tree; other strips are
    /// handed out where they lie.
    pub fn pack(&self, write: &mut dyn FnMut(StripRef<'_>)) {
        let mut to = Pack::new(write);
        self.corpus.pack(&mut to);
        self.index.pack(&mut to);
        to.longs(&self.by_time);
        to.longs(&self.date_rank);
        to.list(&self.place_at, |to, place| to.number(place.0));
        to.list(&self.site_of, |to, site| to.maybe(*site));
        to.list(&self.listed, |to, place| to.number(place.0));
        to.finish();
    }

    /// The catalog of strips that [`Catalog::pack`] has handed out: it answers as the one that was
    /// packed. Costs a pass over mentions, reports and the tree, and the copy of the sets; all
    /// other strips become its columns as they are.
    ///
    /// # Errors
    /// [`FlatError`] when the strips are of another version or do not fit together. Single numbers
    /// of the index are believed.
    pub fn unpack(strips: Vec<Strip>) -> Result<Self, FlatError> {
        let mut from = Unpack::new(strips)?;
        let corpus = Corpus::unpack(&mut from);
        let index = Index::unpack(&mut from, &MARK_OPTIONS);
        let catalog = Self {
            by_time: from.longs(),
            date_rank: from.longs(),
            place_at: from.list(|from| PlaceIx(from.number())),
            site_of: from.list(Unpack::maybe),
            listed: from.list(|from| PlaceIx(from.number())),
            text: OnceLock::<TextIndex>::new(),
            corpus,
            index,
        };
        let events = catalog.corpus.len();
        let counts = [catalog.index.events() as usize, catalog.by_time.len()];
        let dates = catalog.corpus.dates().len();
        let fits = counts == [events; 2] && catalog.date_rank.len() == dates;
        from.check(fits, "events");
        from.finish()?;
        Ok(catalog)
    }

    /// The catalog as bytes for [`Catalog::from_flat`].
    #[must_use]
    pub fn to_flat(&self) -> Vec<u8> {
        to_bytes(|write| self.pack(write))
    }

    /// The catalog of the bytes of [`Catalog::to_flat`]. Costs what [`Catalog::unpack`] does and a
    /// sum over the bytes.
    ///
    /// # Errors
    /// [`FlatError`] when the bytes are anything else.
    pub fn from_flat(bytes: &[u8]) -> Result<Self, FlatError> {
        Self::unpack(from_bytes(bytes)?)
    }
}
