//! The header of a `FlatGeobuf` file: how many features, which columns, how the tree is built.

use super::super::rows::PROPERTIES;
use super::FlatError;
use super::buffer::{Table, number};

/// What a file begins with; the byte behind tells the version, of which all up to the third read
/// alike for points.
const MAGIC: &[u8] = b"fgb";
const VERSION: u8 = 3;

/// Where the length of the header stands.
const LENGTH_AT: usize = 8;

/// Children of a node where the file does not say.
const NODE_SIZE: u16 = 16;

/// More features cannot be numbered.
const MOST: u64 = 1 << 31;

#[derive(Clone, Debug)]
pub(super) struct Header {
    pub features: u64,
    /// Children of a node of the tree, at least 2.
    pub node_size: u64,
    /// What geometries are where they do not say it themselves.
    pub geometry: u8,
    pub columns: Vec<Column>,
    /// Where the tree begins, in bytes from the start of the file.
    pub end: u64,
}

/// A column of the properties.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// The property that it is, if it is one that is read.
    pub name: Option<&'static str>,
    /// The type of its values, as the format numbers them.
    pub kind: u8,
}

impl Column {
    pub fn new(column: Table<'_>) -> Self {
        let name = column.text(0).unwrap_or_default();
        let property = PROPERTIES
            .iter()
            .find(|known| known.eq_ignore_ascii_case(name));
        Self {
            name: property.copied(),
            kind: column.number(1).map_or(0, u8::from_le_bytes),
        }
    }
}

impl Header {
    /// Reads the header from the start of a file; `Err` is how many bytes that takes.
    pub fn read(head: &[u8]) -> Result<Result<Self, u64>, FlatError> {
        let enough = LENGTH_AT + 4;
        if head.len() < enough {
            return Ok(Err(enough as u64));
        }
        let is_known = head.starts_with(MAGIC) && head[4..].starts_with(MAGIC);
        if !is_known || head[3] > VERSION {
            return Err(FlatError::NotFlatGeobuf);
        }
        let length = number(head, LENGTH_AT).map_or(0, u32::from_le_bytes);
        let end = enough as u64 + u64::from(length);
        let Some(bytes) = usize::try_from(end)
            .ok()
            .and_then(|end| head.get(enough..end))
        else {
            return Ok(Err(end));
        };
        let table = Table::root(bytes).ok_or(FlatError::Damaged)?;
        let features = table.number(8).map_or(0, u64::from_le_bytes);
        if features >= MOST {
            return Err(FlatError::TooMany);
        }
        let node_size = table.number(9).map_or(NODE_SIZE, u16::from_le_bytes);
        if node_size < 2 {
            return Err(FlatError::NoIndex);
        }
        let code = table.table(10).and_then(|system| system.number(1));
        match code.map_or(0, i32::from_le_bytes) {
            // Unknown, and what GeoJSON has: degrees, longitude first.
            0 | 4326 => {}
            code => return Err(FlatError::System(code)),
        }
        Ok(Ok(Self {
            features,
            node_size: node_size.into(),
            geometry: table.number(2).map_or(0, u8::from_le_bytes),
            columns: table.tables(7).map(Column::new).collect(),
            end,
        }))
    }
}
