//! Every town in its country and its province.

use super::layer::{Shape, Spot, layer};
use std::path::Path;
use std::sync::OnceLock;
use yalu_map::cli::build::parts::{checked_basemap, checked_corpus};
use yalu_map::geo::LonLat;
use yalu_map::model::basemap::Basemap;
use yalu_map::model::{PlaceClass, REGION};

/// The towns that GeoNames gives to another province than the lines of Natural Earth do, with the
/// reason. `geodata/PROVENANCE.md` tells them too.
const OTHER_PROVINCE: [(&str, &str); 4] = [
    ("gn-1873757", "Nampho: Natural Earth has no such province"),
    ("gn-1866362", "Ryonggang: belongs to Nampho"),
    ("gn-1879682", "Anak: GeoNames' code is a neighbour's"),
    ("gn-12083759", "Hahoe-dong: Rason has grown"),
];

/// The map as it is compiled for readers.
pub fn basemap() -> &'static Basemap {
    static BASEMAP: OnceLock<Basemap> = OnceLock::new();
    BASEMAP.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        checked_basemap(&folder).expect("the map's data are fine")
    })
}

/// Degrees.
pub fn lon_lat((x, y): Spot) -> (f64, f64) {
    (x as f64 / 1e5, y as f64 / 1e5)
}

fn position(town: &Shape) -> LonLat {
    let (lon, lat) = lon_lat(town.spot().expect("a town is a point"));
    LonLat::new(lon, lat)
}

/// The towns that do not lie in the country that they name, with where they lie.
fn abroad(towns: &[Shape]) -> Vec<String> {
    let strays = towns.iter().filter_map(|town| {
        let found = basemap().country_at(position(town));
        let found = found.map_or("no country", |country| &country.id);
        (found != town.text("country"))
            .then(|| format!("{} {} is in {found}", town.id, town.text("name")))
    });
    strays.collect()
}

/// The ids of towns that lie in another province than GeoNames says; those in countries without
/// provinces on the map are not asked.
fn in_another_province(towns: &[Shape]) -> Vec<String> {
    let codes: Vec<(String, String)> = layer("provinces.geojson")
        .iter()
        .map(|province| (province.id.clone(), province.text("geonames").to_owned()))
        .collect();
    let code = |id: &str| {
        codes
            .iter()
            .find(|(other, _)| other == id)
            .map(|(_, code)| code)
    };
    let mut strays = Vec::new();
    for town in towns {
        let country = town.text("country");
        if !codes.iter().any(|(_, code)| code.starts_with(country)) {
            continue;
        }
        let at = position(town).into();
        let found = basemap()
            .provinces
            .iter()
            .find(|province| basemap().linework.contains(&province.area, at))
            .and_then(|province| code(&province.id));
        let said = format!("{country}.{}", town.text("admin1"));
        if found != Some(&said) {
            strays.push(town.id.clone());
        }
    }
    strays
}

#[test]
fn every_town_is_in_its_country() {
    for (file, least) in [("places.geojson", 400), ("places-drawn.geojson", 1)] {
        let towns = layer(file);
        assert!(towns.len() >= least, "{file} has lost its towns");
        assert_eq!(abroad(&towns), Vec::<String>::new(), "{file}");
    }
    assert!(abroad(&[]).is_empty());
}

#[test]
fn every_town_of_the_gazetteer_is_in_its_country() {
    let corpus = checked_corpus(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    let corpus = corpus.expect("the corpus is fine");
    let mut asked = 0;
    for place in &corpus.places {
        let towns = matches!(place.class, PlaceClass::Town);
        let (Some(at), Some(country)) = (place.marker(None), &place.country) else {
            continue;
        };
        // Beyond the frame nothing is drawn.
        let drawn = (117.0..=137.5).contains(&at.lon) && (35.0..=47.0).contains(&at.lat);
        if !towns || !drawn {
            continue;
        }
        asked += 1;
        let found = basemap().country_at(at).map(|found| &found.id);
        assert_eq!(found, Some(country), "{}", place.id);
    }
    assert!(asked >= 9, "only {asked} towns were asked");
}

#[test]
fn every_town_is_in_its_province() {
    // Around the region only some provinces are drawn.
    let mut towns = layer("places.geojson");
    towns.retain(|town| REGION.contains(position(town)));
    assert!(towns.len() > 400, "the towns are gone");
    let mut found = in_another_province(&towns);
    let mut known: Vec<String> = OTHER_PROVINCE
        .iter()
        .map(|(id, _)| (*id).to_owned())
        .collect();
    found.sort();
    known.sort();
    // Both ways: a town that is right by now is no exception any more.
    assert_eq!(found, known, "{OTHER_PROVINCE:?}");
}

#[test]
fn planted_strays_are_found() {
    let mut towns = layer("places.geojson");
    towns.retain(|town| ["gn-2037886", "gn-2040893"].contains(&town.id.as_str()));
    assert_eq!(towns.len(), 2);
    assert!(abroad(&towns).is_empty() && in_another_province(&towns).is_empty());
    let (first, second) = towns.split_at_mut(1);
    std::mem::swap(&mut first[0].parts, &mut second[0].parts);
    assert_eq!(abroad(&towns).len(), 2);
    assert_eq!(in_another_province(&towns).len(), 2);
}
