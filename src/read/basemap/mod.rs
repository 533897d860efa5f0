//! The compiled basemap: from two byte parts to layers.
//!
//! The first part draws the whole region coarsely; the second adds the vertices that larger
//! zooms need, and what only they show. A part is four letters, a checksum of the rest, and the
//! rest in postcard's format (see `stored`). What is wrong with the bytes is an error, however
//! they came to be; memory is taken in proportion to their number.

mod arcs;
mod layers;
mod stored;
#[cfg(not(target_arch = "wasm32"))]
mod write;

use crate::geo::linework::{Linework, RefineError};
use crate::model::basemap::Basemap;
use std::fmt;
use stored::Part;

#[cfg(not(target_arch = "wasm32"))]
pub use write::{Parts, Split, write};

/// The first four bytes; the last one is the version of the format.
const MAGIC: [u8; 4] = *b"YLM1";

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
    let mut basemap = Basemap::default();
    let part = unpack(first)?;
    // Each arc takes at least the byte that counts its vertices.
    if part.base_arcs != 0 || part.arcs.counts.len() != part.new_arcs as usize {
        return Err(BasemapError::Malformed);
    }
    basemap.linework = Linework::empty_arcs(part.arcs.counts.len());
    add(&mut basemap, part)?;
    Ok(basemap)
}

/// Adds the second part to a basemap of which the first was read.
///
/// # Errors
///
/// See [`BasemapError`]. The basemap is then as before.
pub fn refine(basemap: &mut Basemap, rest: &[u8]) -> Result<(), BasemapError> {
    let part = unpack(rest)?;
    let (arcs, vertices) = (part.base_arcs as usize, part.base_vertices as usize);
    let linework = &basemap.linework;
    if part.new_arcs != 0 || arcs != linework.arc_count() || vertices != linework.vertex_count() {
        return Err(BasemapError::OtherBase { arcs, vertices });
    }
    add(basemap, part)
}

fn unpack(bytes: &[u8]) -> Result<Part, BasemapError> {
    let rest = bytes.strip_prefix(&MAGIC).ok_or(BasemapError::Unknown)?;
    let (sum, body) = rest.split_first_chunk().ok_or(BasemapError::Damaged)?;
    if u32::from_le_bytes(*sum) != checksum(body) {
        return Err(BasemapError::Damaged);
    }
    match postcard::take_from_bytes(body) {
        Ok((part, [])) => Ok(part),
        _ => Err(BasemapError::Malformed),
    }
}

fn add(basemap: &mut Basemap, part: Part) -> Result<(), BasemapError> {
    let added = part.arcs.vertices(&basemap.linework)?;
    let arc_count = basemap.linework.arc_count();
    let layers = layers::from_stored(part.layers, arc_count)?;
    let refined = basemap.linework.refine(&part.arcs.counts, &added);
    refined.map_err(BasemapError::Vertices)?;
    layers.append_to(basemap);
    Ok(())
}

/// FNV-1a, 32 bits: notices accidents, not intent.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests;
