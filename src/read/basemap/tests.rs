use super::arcs::Arcs;
use super::stored::{First, Layers};
use super::write::pack;
use super::*;
use crate::geo::LonLat;
use crate::geo::linework::{ArcRef, Area, GridPoint, Line, Linework, MAX_LEVEL, Vertex};
use crate::model::basemap::{
    BorderLine, BorderOn, Channel, Country, Lake, Landmark, LandmarkKind, Naming, Province,
    ProvinceLine, River, RiverWidth, Stream, Town,
};
use fastrand::Rng;

fn naming(name: &str) -> Naming {
    Naming {
        names: [name.into(), "강".into(), "江".into(), "".into()],
        alternative: Default::default(),
    }
}

/// A basemap with something in every layer, whose coarse streams, lakes and towns come first.
#[expect(clippy::too_many_lines, reason = "every layer has its record")]
fn sample(rng: &mut Rng) -> Basemap {
    let mut arcs: Vec<Vec<Vertex>> = Vec::new();
    for arc in 0..12 {
        // The last arcs are fine altogether.
        let from = if arc < 9 { 0 } else { 50 };
        let mut at = GridPoint::new(
            rng.i32(11_700_000..13_700_000),
            rng.i32(3_500_000..4_700_000),
        );
        let len = rng.usize(2..200);
        let vertices = (0..len).map(|i| {
            at.lon += rng.i32(-9_000..9_000);
            at.lat += rng.i32(-90..90);
            let end = i == 0 || i + 1 == len;
            let level = if end { from } else { rng.u8(from..=MAX_LEVEL) };
            Vertex {
                at: at.into(),
                level,
            }
        });
        arcs.push(vertices.collect());
    }
    let line = |arcs: &[i32]| Line(arcs.iter().map(|&arc| ArcRef::from_signed(arc)).collect());
    let area = |arcs: &[i32]| Area {
        rings: vec![line(arcs), line(&[])],
    };
    let at = LonLat::new(128.077_2, 41.993_1);
    let town = |id: &str, rank| Town {
        id: id.into(),
        names: naming(id).names,
        country: "KP".into(),
        population: 1_234,
        rank,
        at,
    };
    Basemap {
        linework: Linework::new(arcs.iter().map(Vec::as_slice)),
        countries: vec![Country {
            id: "KP".into(),
            naming: naming("North Korea"),
            label: Some(at),
            area: area(&[0, !3, 1]),
        }],
        coast: vec![line(&[5]), line(&[!4, 6])],
        border: vec![BorderLine {
            id: "cn-kp-paektu".into(),
            border: "cn-kp".into(),
            on: BorderOn::Land,
            lines: vec![line(&[1, 0])],
        }],
        rivers: vec![River {
            id: "yalu-side-1".into(),
            river: "yalu".into(),
            naming: Naming {
                alternative: naming("Amnok").names,
                ..naming("Yalu")
            },
            channel: Channel::Side,
            drawn: true,
            from_km: 759.43,
            to_km: 768.42,
            line: line(&[7]),
        }],
        river_widths: vec![RiverWidth {
            river: "yalu".into(),
            table: vec![(0.0, 4.5), (801.25, 1300.0)],
        }],
        streams: vec![
            Stream {
                id: "a".into(),
                naming: naming("Hun"),
                order: 1,
                lines: vec![line(&[8])],
            },
            Stream {
                id: "b".into(),
                naming: Naming::default(),
                order: 4,
                lines: vec![line(&[9])],
            },
        ],
        lakes: vec![
            Lake {
                id: "supung".into(),
                naming: naming("Supung"),
                reservoir: true,
                area_km2: 345.67,
                area: area(&[2]),
            },
            Lake {
                id: "lake-2".into(),
                naming: Naming::default(),
                reservoir: false,
                area_km2: 0.5,
                area: area(&[10]),
            },
        ],
        provinces: vec![Province {
            id: "ryanggang".into(),
            naming: naming("Ryanggang"),
            country: "KP".into(),
            label: None,
            area: area(&[3, 11]),
        }],
        province_lines: vec![ProvinceLine {
            id: "x".into(),
            lines: vec![line(&[11])],
        }],
        towns: vec![town("a", 1), town("b", 3), town("c", 5)],
        landmarks: vec![Landmark {
            id: "paektu".into(),
            kind: LandmarkKind::Peak,
            naming: naming("Paektu"),
            rank: 1,
            elevation_m: 2744,
            at,
        }],
        relief: None,
    }
}

const SPLIT: Split = Split { level: 26, rank: 3 };

#[test]
fn what_is_written_is_read() {
    for seed in 0..20 {
        let mut rng = Rng::with_seed(seed);
        let map = if seed == 0 {
            Basemap::default()
        } else {
            sample(&mut rng)
        };
        for level in [0, 26, MAX_LEVEL] {
            let parts = write(&map, Split { level, ..SPLIT }).unwrap();
            let mut back = read(&parts.first).unwrap();
            if level == MAX_LEVEL {
                assert!(back.linework == map.linework);
            }
            refine(&mut back, &parts.rest).unwrap();
            assert!(back == map, "seed {seed} level {level}");
        }
    }
}

#[test]
fn the_first_part_is_the_coarse_map() {
    let map = sample(&mut Rng::with_seed(3));
    let parts = write(&map, SPLIT).unwrap();
    let first = read(&parts.first).unwrap();
    assert_eq!(
        (first.streams.len(), first.lakes.len(), first.towns.len()),
        (1, 1, 2)
    );
    for arc in 0..map.linework.arc_count() {
        let expected: Vec<Vertex> = map.linework.arc(arc).filter(|v| v.level <= 26).collect();
        assert!(first.linework.arc(arc).eq(expected));
    }
}

#[test]
fn only_its_own_rest_refines_it_once() {
    let mut rng = Rng::with_seed(4);
    let (map, other) = (sample(&mut rng), sample(&mut rng));
    let parts = write(&map, SPLIT).unwrap();
    let others = write(&other, SPLIT).unwrap();
    let mut basemap = read(&parts.first).unwrap();
    let before = basemap.clone();
    for wrong in [&others.rest, &parts.first] {
        assert!(matches!(
            refine(&mut basemap, wrong),
            Err(BasemapError::OtherBase { .. })
        ));
        assert!(basemap == before);
    }
    assert_eq!(read(&parts.rest), Err(BasemapError::Malformed));
    refine(&mut basemap, &parts.rest).unwrap();
    assert!(matches!(
        refine(&mut basemap, &parts.rest),
        Err(BasemapError::OtherBase { .. })
    ));
}

#[test]
fn the_rest_is_the_same_however_it_is_shared_out() {
    let mut rng = Rng::with_seed(77);
    for _ in 0..20 {
        let basemap = sample(&mut rng);
        let parts = write(&basemap, SPLIT).unwrap();
        let first = read(&parts.first).unwrap();
        let mut whole = first.clone();
        refine(&mut whole, &parts.rest).unwrap();
        for most in [1, 7, 100] {
            let mut shared = first.clone();
            let mut finer = Finer::begin(&shared, &parts.rest).unwrap();
            let mut steps = 1;
            while finer.read_on(&shared, most).unwrap() {
                steps += 1;
            }
            finer.add_to(&mut shared).unwrap();
            assert!(shared == whole, "{most}");
            // An arc is read in one step.
            assert!(steps <= first.linework.arc_count().max(1));
        }
    }
}

#[test]
fn what_was_begun_is_not_added_before_its_end() {
    let mut rng = Rng::with_seed(78);
    let basemap = sample(&mut rng);
    let parts = write(&basemap, SPLIT).unwrap();
    let mut first = read(&parts.first).unwrap();
    let before = first.clone();
    let finer = Finer::begin(&first, &parts.rest).unwrap();
    assert!(finer.add_to(&mut first).is_err());
    assert!(first == before);
}

#[test]
fn cut_bytes_are_refused() {
    let parts = write(&sample(&mut Rng::with_seed(5)), SPLIT).unwrap();
    for len in 0..parts.first.len() {
        let error = read(&parts.first[..len]).unwrap_err();
        assert!(
            matches!(error, BasemapError::Unknown | BasemapError::Damaged),
            "{len}"
        );
    }
    let mut basemap = read(&parts.first).unwrap();
    for len in 0..parts.rest.len() {
        let cut = &parts.rest[..len];
        assert!(refine(&mut basemap, cut).is_err(), "{len}");
        // With a checksum that is right, too.
        if len >= 8 && len % 7 == 0 {
            assert!(refine(&mut basemap, &signed(&cut[8..])).is_err(), "{len}");
        }
    }
    let mut longer = parts.first.clone();
    longer.push(0);
    assert_eq!(read(&longer), Err(BasemapError::Damaged));
    let longer = [&parts.rest[8..], &[0]].concat();
    let longer = refine(&mut basemap, &signed(&longer));
    assert_eq!(longer, Err(BasemapError::Malformed));
    let former = [b"YLM1", &parts.first[4..]].concat();
    assert_eq!(read(&former), Err(BasemapError::Unknown));
}

/// The bytes with a checksum that is right, so that what reads them is put to the test.
fn signed(body: &[u8]) -> Vec<u8> {
    [&MAGIC, &checksum(body).to_le_bytes(), body].concat()
}

#[test]
fn damaged_bytes_never_panic() {
    let mut rng = Rng::with_seed(6);
    let parts = write(&sample(&mut rng), SPLIT).unwrap();
    let base = read(&parts.first).unwrap();
    let mut refused = 0;
    for _ in 0..1_500 {
        let part = if rng.bool() {
            &parts.first
        } else {
            &parts.rest
        };
        let mut body = part[8..].to_vec();
        for _ in 0..rng.usize(1..4) {
            let i = rng.usize(..body.len());
            body[i] = if rng.bool() { rng.u8(..) } else { 0xff };
        }
        if rng.u8(..4) == 0 {
            body.truncate(rng.usize(..body.len()));
        }
        let bytes = signed(&body);
        refused += usize::from(read(&bytes).is_err());
        let mut basemap = base.clone();
        if refine(&mut basemap, &bytes).is_err() {
            assert!(basemap == base, "a refused part changes nothing");
        }
        assert_eq!(read(&body), Err(BasemapError::Unknown));
    }
    assert!(refused > 400, "{refused}");
    for len in 0..200 {
        let noise: Vec<u8> = (0..len).map(|_| rng.u8(..)).collect();
        assert!(read(&noise).is_err());
        let _ = read(&signed(&noise));
    }
}

#[test]
fn what_does_not_fit_is_named() {
    let part = |change: &dyn Fn(&mut First)| {
        let mut part = First {
            head: Head {
                new_arcs: 1,
                ..Head::default()
            },
            arcs: Arcs {
                counts: vec![2],
                lon: vec![12_600_000, 5],
                lat: vec![4_100_000, 5],
                levels: vec![0, 0],
            },
            ..First::default()
        };
        change(&mut part);
        read(&pack(&part, &[]).unwrap())
    };
    assert!(part(&|_| ()).is_ok());
    let error = |change: &dyn Fn(&mut First)| part(change).unwrap_err();
    assert_eq!(
        error(&|part| part.arcs.lon[1] = 90_000_000),
        BasemapError::Position(1)
    );
    assert_eq!(
        error(&|part| part.head.new_arcs = 2),
        BasemapError::Malformed
    );
    assert_eq!(error(&|part| part.head.arcs = 1), BasemapError::Malformed);
    assert_eq!(
        error(&|part| part.arcs.counts = vec![u32::MAX]),
        BasemapError::Vertices(RefineError::Vertices {
            counted: u32::MAX as usize,
            given: 2
        })
    );
    assert_eq!(
        error(&|part| part.layers.coast = vec![vec![2]]),
        BasemapError::UnknownArc(1)
    );
    assert_eq!(
        error(&|part| part.layers.coast = vec![vec![-2]]),
        BasemapError::UnknownArc(-1)
    );
    let kind = |part: &mut First| {
        part.layers = Layers {
            border: vec![(String::new(), String::new(), 9, vec![])],
            ..Layers::default()
        };
    };
    assert_eq!(error(&kind), BasemapError::UnknownKind("border"));
}
