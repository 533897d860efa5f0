//! The layers of `geodata/`: from GeoJSON files to a basemap. Native only.
//!
//! Layers that share their vertices are cut into arcs together. Those that do not - streams,
//! lakes and the areas of provinces come from other sources and cross the others - are each
//! simplified by themselves, so that they do not hold each other's vertices back.

mod build;
mod fields;
mod joints;
mod layers;
mod problem;
mod zones;

pub use problem::{Cause, GeodataProblem};

use crate::model::basemap::Basemap;
use std::collections::BTreeMap;

/// The files of a basemap by their names, in the order in which they are read.
pub const FILES: [&str; 13] = [
    "countries.geojson",
    "coast.geojson",
    "border.geojson",
    "rivers.geojson",
    "river-widths.json",
    "province-lines.geojson",
    "provinces.geojson",
    "streams.geojson",
    "lakes.geojson",
    "heaven-lake.geojson",
    "places.geojson",
    "places-drawn.geojson",
    "waters.geojson",
];

/// Makes a basemap of the texts of its files, by file name. Every file of [`FILES`] has to be
/// there; an empty collection of features will do.
///
/// # Errors
///
/// All that is wrong, in the order of the files.
pub fn compile(files: &BTreeMap<String, String>) -> Result<Basemap, Vec<GeodataProblem>> {
    let mut problems = Vec::new();
    let layers = layers::read(files, &mut problems);
    if problems.is_empty() {
        Ok(build::basemap(layers))
    } else {
        Err(problems)
    }
}

#[cfg(test)]
mod tests;
