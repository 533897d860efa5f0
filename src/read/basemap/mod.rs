//! The compiled basemap: from two byte parts to layers.
//!
//! The first part draws the whole region coarsely; the second adds the vertices that larger
//! zooms need, and what only they show. A part is four letters, a checksum of the rest, and the
//! rest in postcard's format (see `stored`), but for the vertices of the second part, which are
//! as few bits as they can be made (see `gaps`). What is wrong with the bytes is an error, however
//! they came to be; memory is taken in proportion to their number.

mod arcs;
mod chord;
mod contexts;
mod cursor;
mod gaps;
mod layers;
#[cfg(not(target_arch = "wasm32"))]
mod stored;
#[cfg(not(target_arch = "wasm32"))]
mod write;

use crate::geo::linework::RefineError;
use crate::model::basemap::Basemap;
use arcs::Arcs;
use cursor::Cursor;
use std::fmt;

#[cfg(not(target_arch = "wasm32"))]
pub use write::{Parts, Split, write};

/// The first four bytes; the last one is the version of the format.
const MAGIC: [u8; 4] = *b"YLM2";

/// Why bytes are not a basemap, or not the second part of this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasemapError {
    /// They do not begin as a basemap of this version does.
    Unknown,
    /// The checksum differs: they were cut short or altered.
    Damaged,
    /// The checksum is right, but the rest is not in the format.
    Malformed,
    /// They add to a basemap of this many arcs and vertices, and it has others.
    OtherBase {
        /// Arcs.
        arcs: usize,
        /// Vertices.
        vertices: usize,
    },
    /// The vertices do not fit the arcs.
    Vertices(RefineError),
    /// A vertex, counted from 0 over all, is nowhere on the globe.
    Position(usize),
    /// A feature refers to an arc that does not exist, by its signed index.
    UnknownArc(i32),
    /// A feature of this layer has a kind that is not known.
    UnknownKind(&'static str),
}

impl fmt::Display for BasemapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("it is no basemap of this version of Yalu Map"),
            Self::Damaged => f.write_str("it was cut short or altered on the way"),
            Self::Malformed => f.write_str("it is not in the format of a basemap"),
            Self::OtherBase { arcs, vertices } => write!(
                f,
                "it adds to a basemap of {arcs} arcs and {vertices} vertices, and this is another"
            ),
            Self::Vertices(_) => f.write_str("its vertices do not fit the basemap's arcs"),
            Self::Position(number) => write!(f, "its vertex {number} is nowhere on the globe"),
            Self::UnknownArc(arc) => write!(f, "a feature refers to arc {arc}, which is not there"),
            Self::UnknownKind(layer) => write!(f, "a feature of {layer} is of an unknown kind"),
        }
    }
}

impl std::error::Error for BasemapError {}

/// Reads the first part.
///
/// # Errors
///
/// See [`BasemapError`].
pub fn read(first: &[u8]) -> Result<Basemap, BasemapError> {
    let (head, mut from) = Head::begin(first)?;
    let arcs = Arcs {
        counts: from.list(Cursor::number),
        lon: from.list(Cursor::signed),
        lat: from.list(Cursor::signed),
        levels: from.list(Cursor::byte),
    };
    // Each arc takes at least the byte that counts its vertices.
    if head.arcs != 0 || arcs.counts.len() != head.new_arcs as usize {
        return Err(BasemapError::Malformed);
    }
    let mut basemap = Basemap::default();
    let layers = layers::take(&mut from, arcs.counts.len());
    from.finish()?;
    basemap.linework = arcs.linework()?;
    layers.append_to(&mut basemap);
    Ok(basemap)
}

/// Adds the second part to a basemap of which the first was read.
///
/// # Errors
///
/// See [`BasemapError`]. The basemap is then as before.
pub fn refine(basemap: &mut Basemap, rest: &[u8]) -> Result<(), BasemapError> {
    let mut finer = Finer::begin(basemap, rest)?;
    while finer.read_on(basemap, usize::MAX)? {}
    finer.add_to(basemap)
}

/// The second part of a basemap while it is read: it takes ten milliseconds and more, which a page
/// shares out among its tasks.
pub struct Finer {
    layers: layers::Checked,
    gaps: gaps::Reading,
}

impl Finer {
    /// Looks at what the second part begins with. Everything is done with the same basemap.
    ///
    /// # Errors
    ///
    /// See [`BasemapError`].
    pub fn begin(basemap: &Basemap, rest: &[u8]) -> Result<Self, BasemapError> {
        let (head, mut from) = Head::begin(rest)?;
        let (arcs, vertices) = (head.arcs as usize, head.vertices as usize);
        let linework = &basemap.linework;
        if head.new_arcs != 0 || arcs != linework.arc_count() || vertices != linework.vertex_count()
        {
            return Err(BasemapError::OtherBase { arcs, vertices });
        }
        let layers = layers::take(&mut from, arcs);
        let gaps = gaps::Reading::new(from.rest());
        from.finish()?;
        Ok(Self { layers, gaps })
    }

    /// Reads so many vertices, and the rest of an arc that is begun; says whether some are left.
    /// Time grows with their number.
    ///
    /// # Errors
    ///
    /// See [`BasemapError`].
    pub fn read_on(&mut self, basemap: &Basemap, most: usize) -> Result<bool, BasemapError> {
        self.gaps.go_on(&basemap.linework, most)
    }

    /// Adds it to the basemap, when nothing is left to be read.
    ///
    /// # Errors
    ///
    /// See [`BasemapError`]. The basemap is then as before.
    pub fn add_to(self, basemap: &mut Basemap) -> Result<(), BasemapError> {
        let (counts, added) = self.gaps.finish()?;
        let refined = basemap.linework.refine(&counts, &added);
        refined.map_err(BasemapError::Vertices)?;
        self.layers.append_to(basemap);
        Ok(())
    }
}

/// What every part begins with.
#[cfg_attr(not(target_arch = "wasm32"), derive(Debug, Default, serde::Serialize))]
struct Head {
    /// Arcs that must be there already.
    arcs: u32,
    /// Vertices that must be there already.
    vertices: u32,
    /// Arcs that this part begins.
    new_arcs: u32,
}

impl Head {
    /// Takes it from the bytes of a part, of which the rest is still to be taken.
    fn begin(bytes: &[u8]) -> Result<(Self, Cursor<'_>), BasemapError> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(BasemapError::Unknown)?;
        let (sum, body) = rest.split_first_chunk().ok_or(BasemapError::Damaged)?;
        if u32::from_le_bytes(*sum) != checksum(body) {
            return Err(BasemapError::Damaged);
        }
        let mut from = Cursor::new(body);
        let head = Self {
            arcs: from.number(),
            vertices: from.number(),
            new_arcs: from.number(),
        };
        Ok((head, from))
    }
}

/// FNV-1a, 32 bits: notices accidents, not intent.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests;
