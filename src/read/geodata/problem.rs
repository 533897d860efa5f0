//! What is wrong with a layer.

use std::fmt;

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeodataProblem {
    /// Name of the file.
    pub file: Box<str>,
    /// Index of the feature, from 0; `None` for the file as a whole.
    pub feature: Option<usize>,
    /// What it is.
    pub cause: Cause,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The file is not there.
    Missing,
    /// It is not JSON, or not GeoJSON: line and column from 1 where they are known.
    Syntax {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
    },
    /// It is GeoJSON but not a collection of features, or JSON but not a table of widths.
    Kind {
        /// What it should be.
        wanted: &'static str,
    },
    /// The feature has no geometry of the wanted kind.
    Geometry {
        /// What it should be.
        wanted: &'static str,
    },
    /// A position is not two numbers on the globe: its index over the feature, from 0.
    Position(usize),
    /// A line has fewer than two different points, or a ring fewer than three.
    Short,
    /// A ring does not end where it begins.
    Open,
    /// The feature has no id, or one that another of the layer has.
    Id,
    /// A property is missing or is not what it should be.
    Property {
        /// Its name.
        name: &'static str,
        /// What it should be.
        wanted: &'static str,
    },
}

impl fmt::Display for GeodataProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        if let Some(feature) = self.feature {
            write!(f, "feature {feature}: ")?;
        }
        match &self.cause {
            Cause::Missing => write!(f, "the file is missing"),
            Cause::Syntax { line, column } => {
                write!(f, "not GeoJSON at line {line}, column {column}")
            }
            Cause::Kind { wanted } => write!(f, "should be {wanted}"),
            Cause::Geometry { wanted } => write!(f, "the geometry should be {wanted}"),
            Cause::Position(index) => write!(f, "position {index} is not on the globe"),
            Cause::Short => write!(f, "a line or ring has too few points"),
            Cause::Open => write!(f, "a ring does not end where it begins"),
            Cause::Id => write!(f, "the id is missing or used twice"),
            Cause::Property { name, wanted } => write!(f, "`{name}` should be {wanted}"),
        }
    }
}
