//! Files written by the `flatgeobuf` crate, read in view and compared with a look at every event.

use super::*;
use crate::geo::LonLat;
use crate::model::Lang;
use fastrand::Rng;
use flatgeobuf::geozero::error::Result as Written;
use flatgeobuf::geozero::{ColumnValue, GeomProcessor, GeozeroGeometry, PropertyProcessor};
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use std::collections::BTreeSet;

const WORLD: Bounds = Bounds {
    west: -180.0,
    south: -90.0,
    east: 180.0,
    north: 90.0,
};

struct Point(f64, f64);

impl GeozeroGeometry for Point {
    fn process_geom<P: GeomProcessor>(&self, to: &mut P) -> Written<()> {
        to.point_begin(0)?;
        to.xy(self.0, self.1, 0)?;
        to.point_end(0)
    }
}

fn points(count: usize, rng: &mut Rng) -> Vec<Point> {
    let whole = |rng: &mut Rng, most: i32| f64::from(rng.i32(-most..most)) / 10.0;
    (0..count)
        .map(|_| Point(whole(rng, 1800), whole(rng, 900)))
        .collect()
}

fn options(code: i32) -> FgbWriterOptions<'static> {
    FgbWriterOptions {
        crs: FgbCrs {
            code,
            ..FgbCrs::default()
        },
        promote_to_multi: false,
        ..FgbWriterOptions::default()
    }
}

fn file(points: &[Point], options: FgbWriterOptions<'_>) -> Vec<u8> {
    let mut to = FgbWriter::create_with_options("events", GeometryType::Point, options).unwrap();
    to.add_column("ID", ColumnType::Long, |_, _| {});
    to.add_column("colour", ColumnType::Double, |_, _| {});
    to.add_column("title", ColumnType::String, |_, _| {});
    to.add_column("year", ColumnType::Short, |_, _| {});
    to.add_column("source", ColumnType::Json, |_, _| {});
    to.add_column("kind", ColumnType::String, |_, _| {});
    for (number, point) in points.iter().enumerate() {
        let title = format!("단둥 {number}");
        let kind = format!("kind {}", number % 7);
        to.add_feature_geom(Point(point.0, point.1), |to| {
            let properties = [
                ("ID", ColumnValue::Long(number.try_into().unwrap())),
                ("colour", ColumnValue::Double(0.5)),
                ("title", ColumnValue::String(&title)),
                ("year", ColumnValue::Short(1990)),
                ("source", ColumnValue::Json("{\"outlet\":\"o\"}")),
                ("kind", ColumnValue::String(&kind)),
            ];
            for (at, (name, value)) in properties.iter().enumerate() {
                to.property(at, name, value).unwrap();
            }
        })
        .unwrap();
    }
    let mut bytes = Vec::new();
    to.write(&mut bytes).unwrap();
    bytes
}

/// Gives what is wanted, as a server that answers ranges does. Returns requests and bytes.
fn serve(flat: &mut Flat, file: &[u8]) -> Result<(usize, usize), FlatError> {
    let (mut requests, mut sent) = (0, 0);
    loop {
        let wanted = flat.wants();
        if wanted.is_empty() {
            return Ok((requests, sent));
        }
        // Answers come in any order.
        for range in wanted.iter().rev() {
            let start = (range.start as usize).min(file.len());
            let end = (range.end as usize).min(file.len());
            flat.give(range.start, &file[start..end])?;
            requests += 1;
            sent += end - start;
            assert!(requests < 10_000, "it asks for ever");
        }
    }
}

fn ids(flat: &Flat) -> BTreeSet<usize> {
    let events = flat.events().corpus.events();
    let ids: Vec<usize> = events.map(|event| event.id().parse().unwrap()).collect();
    let distinct: BTreeSet<usize> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an event is read once");
    distinct
}

fn bounds(rng: &mut Rng) -> Bounds {
    let (west, south) = (rng.f64() * 400.0 - 200.0, rng.f64() * 200.0 - 100.0);
    let (east, north) = (west + rng.f64() * 90.0, south + rng.f64() * 45.0);
    Bounds {
        west,
        south,
        east,
        north,
    }
}

/// The numbers of the points in a box.
fn inside(points: &[Point], within: &Bounds) -> BTreeSet<usize> {
    let here = points.iter().enumerate().filter(|(_, at)| {
        (within.west..=within.east).contains(&at.0) && (within.south..=within.north).contains(&at.1)
    });
    here.map(|(number, _)| number).collect()
}

#[test]
fn exactly_what_is_in_view_is_read_and_nothing_twice() {
    let rng = &mut Rng::with_seed(1);
    for count in [0, 1, 2, 15, 16, 17, 256, 257, 3_000] {
        let points = points(count, rng);
        let file = file(&points, options(4326));
        for _ in 0..4 {
            let mut flat = Flat::of_at_most(u64::MAX);
            let views: Vec<Bounds> = (0..3).map(|_| bounds(rng)).collect();
            for within in &views {
                flat.look(*within);
                serve(&mut flat, &file).unwrap();
                assert_eq!(ids(&flat), inside(&points, within));
            }
            for within in &views {
                flat.look(*within);
                assert_eq!(flat.wants(), [], "all of it is there");
                assert_eq!(ids(&flat), inside(&points, within));
            }
            assert_eq!(flat.features(), Some(count as u64));
            assert_eq!(flat.events().problems, []);
            let mut whole = Flat::default();
            serve(&mut whole, &file).unwrap();
            whole.look_everywhere();
            serve(&mut whole, &file).unwrap();
            assert_eq!(ids(&whole).len(), count);
        }
    }
}

#[test]
fn where_all_events_are_is_known_before_anything_is_asked_for() {
    let rng = &mut Rng::with_seed(7);
    for count in [1, 2, 17, 3_000] {
        let points = points(count, rng);
        let around = Bounds::around(points.iter().map(|at| LonLat::new(at.0, at.1)));
        let mut flat = Flat::default();
        let (requests, _) = serve(&mut flat, &file(&points, options(4326))).unwrap();
        assert_eq!((flat.extent(), requests), (around, 1));
    }
    let mut flat = Flat::default();
    serve(&mut flat, &file(&[], options(4326))).unwrap();
    assert_eq!((flat.extent(), flat.features()), (None, Some(0)));
}

#[test]
fn kinds_keep_their_numbers_from_view_to_view() {
    let rng = &mut Rng::with_seed(8);
    let file = file(&points(300, rng), options(4326));
    let mut flat = Flat::of_at_most(u64::MAX);
    let mut before: Vec<String> = Vec::new();
    for _ in 0..10 {
        flat.look(bounds(rng));
        serve(&mut flat, &file).unwrap();
        let corpus = &flat.events().corpus;
        let kinds: Vec<String> = corpus
            .kinds
            .iter()
            .map(|kind| kind.id.to_string())
            .collect();
        assert!(kinds.starts_with(&before), "{before:?} {kinds:?}");
        before = kinds;
    }
    assert_eq!(before.len(), 7);
}

#[test]
fn too_much_is_not_kept() {
    let rng = &mut Rng::with_seed(9);
    let points = points(2_000, rng);
    let file = file(&points, options(4326));
    let mut flat = Flat::of_at_most(u64::MAX);
    flat.look(WORLD);
    serve(&mut flat, &file).unwrap();
    flat.kept_bytes = KEPT + 1;
    let within = bounds(rng);
    flat.look(within);
    // What is kept is counted anew, and is not too much.
    assert!((1..KEPT).contains(&flat.kept_bytes));
    for kept in flat.kept.values_mut() {
        kept.turn = 0;
    }
    flat.kept_bytes = KEPT + 1;
    flat.turn = 100;
    flat.look(within);
    assert_eq!((flat.kept.len(), flat.kept_bytes), (0, 0));
    serve(&mut flat, &file).unwrap();
    assert_eq!(ids(&flat), inside(&points, &within));
}

#[test]
fn a_view_of_more_than_is_to_be_read_is_counted_and_not_read() {
    let rng = &mut Rng::with_seed(5);
    let (mut crowded, mut exact, mut shown) = (0, 0, 0);
    for count in [0, 1, 16, 17, 300, 5_000] {
        let points = points(count, rng);
        let file = file(&points, options(4326));
        for turn in 0..30 {
            // Some of what is near is known already.
            let mut flat = Flat::of_at_most(20);
            for _ in 0..=turn % 3 {
                let within = bounds(rng);
                flat.look(within);
                serve(&mut flat, &file).unwrap();
                let here = inside(&points, &within);
                if here.len() > 20 {
                    let crowd = flat.crowd().expect("it is too many");
                    let all = here.len() as u64;
                    assert!(
                        crowd.least <= all && crowd.least * 6 >= all * 5,
                        "{crowd:?}"
                    );
                    assert!(!crowd.is_exact || crowd.least == all, "{crowd:?} {all}");
                    assert_eq!(ids(&flat), BTreeSet::new());
                    crowded += 1;
                    exact += u32::from(crowd.is_exact);
                } else {
                    assert_eq!(flat.crowd(), None);
                    assert_eq!(ids(&flat), here);
                    shown += 1;
                }
            }
        }
    }
    assert!(
        crowded > 20 && shown > 20 && exact > 0,
        "{crowded} {exact} {shown}"
    );
}

#[test]
fn the_whole_of_a_large_file_is_counted_by_its_head() {
    let file = file(&points(30_000, &mut Rng::with_seed(6)), options(4326));
    let mut flat = Flat::of_at_most(20_000);
    flat.look(WORLD);
    let (requests, sent) = serve(&mut flat, &file).unwrap();
    let crowd = Crowd {
        least: 30_000,
        is_exact: true,
    };
    assert_eq!(flat.crowd(), Some(crowd));
    assert_eq!((requests, sent), (1, 1 << 14));
}

#[test]
fn an_event_is_read_with_all_that_the_file_says() {
    let mut flat = Flat::default();
    flat.look(WORLD);
    serve(&mut flat, &file(&[Point(124.4, 40.1)], options(0))).unwrap();
    let corpus = &flat.events().corpus;
    let event = corpus.events().next().unwrap();
    let place = corpus.place(event.mentions()[0].place);
    let article = corpus.article(event.reports()[0].article);
    assert_eq!(
        (
            event.id(),
            event.title(),
            event.when(),
            &*place.id,
            &*article.outlet
        ),
        ("0", "단둥 0", "1990", "124.4,40.1", "o")
    );
    assert_eq!(place.name(Lang::En), "단둥 0");
}

#[test]
fn a_source_in_a_text_of_json_is_that_source() {
    for (text, outlet) in [
        ("{ \"outlet\": \"o\" }", "o"),
        ("[{ \"outlet\": \"o\" }]", "o"),
        ("{o", "{o"),
        ("o", "o"),
    ] {
        let mut to =
            FgbWriter::create_with_options("one", GeometryType::Point, options(0)).unwrap();
        to.add_column("source", ColumnType::String, |_, _| {});
        to.add_feature_geom(Point(124.4, 40.1), |to| {
            to.property(0, "source", &ColumnValue::String(text))
                .unwrap();
        })
        .unwrap();
        let mut bytes = Vec::new();
        to.write(&mut bytes).unwrap();
        let mut flat = Flat::default();
        flat.look(WORLD);
        serve(&mut flat, &bytes).unwrap();
        assert_eq!(&*flat.events().corpus.articles[0].outlet, outlet);
    }
}

#[test]
fn a_small_view_of_a_large_file_takes_few_bytes() {
    let file = file(&points(30_000, &mut Rng::with_seed(2)), options(4326));
    let mut flat = Flat::default();
    flat.look(Bounds {
        west: 10.0,
        south: 10.0,
        east: 12.0,
        north: 12.0,
    });
    let (requests, sent) = serve(&mut flat, &file).unwrap();
    assert!(!ids(&flat).is_empty());
    assert!(
        requests <= 12 && sent * 20 < file.len(),
        "{requests} {sent} of {}",
        file.len()
    );
}

#[test]
fn what_cannot_be_read_is_refused() {
    let points = points(20, &mut Rng::with_seed(3));
    let refused = |bytes: &[u8]| {
        let mut flat = Flat::default();
        flat.look(WORLD);
        serve(&mut flat, bytes).unwrap_err()
    };
    assert_eq!(refused(b""), FlatError::CutOff);
    assert_eq!(
        refused(b"{\"type\":\"FeatureCollection\"}"),
        FlatError::NotFlatGeobuf
    );
    assert_eq!(
        refused(&file(&points, options(5179))),
        FlatError::System(5179)
    );
    let mut no_index = options(4326);
    no_index.write_index = false;
    assert_eq!(refused(&file(&points, no_index)), FlatError::NoIndex);
    let file = file(&points, options(4326));
    assert_eq!(refused(&file[..100]), FlatError::CutOff);
    assert_eq!(refused(&file[..file.len() / 2]), FlatError::CutOff);
}

#[test]
fn mangled_files_never_panic() {
    let rng = &mut Rng::with_seed(4);
    let whole = file(&points(40, rng), options(4326));
    let mut read = 0;
    for _ in 0..3_000 {
        let mut bytes = whole.clone();
        for _ in 0..rng.usize(1..6) {
            let at = rng.usize(8..bytes.len());
            bytes[at] = rng.u8(..);
        }
        let mut flat = Flat::default();
        flat.look(WORLD);
        if serve(&mut flat, &bytes).is_ok() {
            read += flat.events().corpus.len();
        }
    }
    assert!(read > 10_000, "{read}");
}
