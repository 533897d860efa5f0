//! What a reader takes away is written as the command writes it.

use super::digest::digest;
use super::page::part;
use super::taken_away::taken_away;
use wasm_bindgen_test::wasm_bindgen_test;
use yalu_map::geo::WorldRect;
use yalu_map::index::Catalog;
use yalu_map::model::relief::Relief;
use yalu_map::paint::canvas::relief_address;
use yalu_map::read::basemap;

#[wasm_bindgen_test]
async fn what_is_taken_away_is_the_same_as_natively() {
    let digests = String::from_utf8(part("taken-away").await).expect("text");
    let catalog = Catalog::from_flat(&part("corpus.bin").await).expect("a corpus");
    let map = basemap::read(&part("basemap.bin").await).expect("a basemap");
    let mut expected = digests.lines();
    for (name, text) in taken_away(&catalog, &map) {
        let found = format!("{name} {}", digest(&text));
        assert_eq!(Some(&*found), expected.next());
    }
    assert_eq!(expected.next(), None);
}

#[wasm_bindgen_test]
fn the_relief_is_a_picture_within_the_file() {
    let relief = |columns| Relief {
        rect: WorldRect::EMPTY,
        columns,
        rows: 1,
        shades: (0..columns).map(|shade| shade as u8).collect(),
    };
    let colours = ([1, 2, 3, 200], [250, 250, 250, 100]);
    let address = relief_address(&relief(256), colours.0, colours.1).expect("a picture");
    let bytes = address.strip_prefix("data:image/png;base64,");
    assert!(bytes.is_some_and(|bytes| bytes.len() > 40), "{address}");
    // A canvas without a pixel has no picture.
    let nothing = relief_address(&relief(0), colours.0, colours.1);
    assert!(nothing.is_none_or(|address| !address.starts_with("data:image/png")));
}
