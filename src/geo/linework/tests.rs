use super::*;
use crate::geo::{LonLat, Px, Size, View, Viewport, World, WorldRect};
use fastrand::Rng;
use std::f64::consts::TAU;

/// A closed wiggling outline of several arcs with random levels, ends on level 0, around a
/// position; and a line along its first half.
fn island(rng: &mut Rng, center: World, radius: f64) -> (Linework, Area, Line) {
    let mut arcs: Vec<Vec<Vertex>> = Vec::new();
    let parts = rng.usize(1..6);
    let count = parts * rng.usize(20..400);
    let (a, b) = (rng.f64() * TAU, rng.f64() * TAU);
    let at = |i: usize| {
        let angle = TAU * (i % count) as f64 / count as f64;
        let wave = (angle * 3.0 + a).sin() * 0.2 + (angle * 17.0 + b).sin() * 0.1;
        let r = radius * (1.0 + wave);
        World::new(center.x + r * angle.cos(), center.y + r * angle.sin())
    };
    let mut ring = Line::default();
    for part in 0..parts {
        let (from, to) = (part * count / parts, (part + 1) * count / parts);
        let vertex = |i: usize, rng: &mut Rng| Vertex {
            at: at(i),
            level: if i == from || i == to {
                0
            } else {
                rng.u8(0..=MAX_LEVEL)
            },
        };
        let mut arc: Vec<Vertex> = (from..=to).map(|i| vertex(i, rng)).collect();
        let mut arc_ref = ArcRef::forward(part);
        if rng.bool() {
            arc.reverse();
            arc_ref = arc_ref.reversed();
        }
        arcs.push(arc);
        ring.0.push(arc_ref);
    }
    let line = Line(ring.0[..parts.div_ceil(2)].to_vec());
    let linework = Linework::new(arcs.iter().map(Vec::as_slice));
    (linework, Area { rings: vec![ring] }, line)
}

fn viewport(rng: &mut Rng, around: World, radius: f64) -> Viewport {
    let angle = rng.f64() * TAU;
    let at = World::new(
        around.x + radius * angle.cos(),
        around.y + radius * angle.sin(),
    );
    let view = View {
        center: LonLat::from(at),
        zoom: 5.0 + rng.f64() * 11.0,
    };
    Viewport::new(
        view,
        Size {
            width: 300.0 + rng.f64() * 600.0,
            height: 400.0,
        },
    )
}

fn inside(rings: &[Vec<Px>], at: Px) -> bool {
    let mut inside = false;
    for ring in rings {
        for (i, &b) in ring.iter().enumerate() {
            let a = ring[(i + ring.len() - 1) % ring.len()];
            if (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
            {
                inside = !inside;
            }
        }
    }
    inside
}

fn traced(linework: &Linework, area: &Area, lens: &Lens) -> Vec<Vec<Px>> {
    let mut rings: Vec<Vec<Px>> = Vec::new();
    let mut scratch = Scratch::default();
    let count = linework.trace_area(area, lens, &mut scratch, &mut |at, start| {
        if start {
            rings.push(Vec::new());
        }
        rings.last_mut().unwrap().push(at);
    });
    assert_eq!(count, rings.iter().map(Vec::len).sum::<usize>());
    rings
}

const CENTER: World = World::new(0.85, 0.38);

#[test]
fn levels_follow_zoom() {
    for (zoom, level) in [
        (-3.0, 0),
        (0.0, 0),
        (6.5, 26),
        (6.74, 26),
        (6.75, 27),
        (30.0, 72),
    ] {
        assert_eq!(level_at(zoom), level, "{zoom}");
    }
    assert_eq!(level_at(f64::NAN), 0);
}

#[test]
fn nothing_draws_nothing() {
    let viewport = viewport(&mut Rng::with_seed(1), CENTER, 0.01);
    let lens = Lens::new(&viewport, 8.0);
    let unknown = Line(vec![ArcRef::forward(7), ArcRef::from_signed(i32::MIN)]);
    for linework in [Linework::default(), Linework::empty_arcs(8)] {
        for line in [Line::default(), unknown.clone()] {
            let area = Area {
                rings: vec![line.clone()],
            };
            assert!(traced(&linework, &area, &lens).is_empty());
            assert_eq!(
                linework.trace_line(&line, &lens, &mut |_| panic!("a point")),
                0
            );
            assert!(linework.station(&line, 0.0).is_none());
            assert!(!linework.contains(&area, CENTER));
            assert!(linework.line_rect(&line).is_none());
            assert_eq!(linework.vertices(&line, MAX_LEVEL).count(), 0);
        }
    }
}

/// The fill with what is off the screen left out is the fill of all vertices of the level.
#[test]
fn culled_fills_look_the_same() {
    let mut rng = Rng::with_seed(11);
    let (mut dark, mut light, mut most) = (0, 0, 0);
    for _ in 0..300 {
        let radius = 0.02 * rng.f64() + 1e-4;
        let (linework, area, _) = island(&mut rng, CENTER, radius);
        let viewport = viewport(&mut rng, CENTER, radius);
        let lens = Lens::new(&viewport, 10.0);
        let drawn = traced(&linework, &area, &lens);
        let all = linework.vertices(&area.rings[0], lens.level());
        let all = [all
            .map(|vertex| viewport.project(vertex.at))
            .collect::<Vec<_>>()];
        most = most.max(drawn.iter().map(Vec::len).sum());
        for at in drawn.iter().flatten() {
            let far = (at.x - viewport.size.width / 2.0).abs() - viewport.size.width / 2.0;
            assert!(far <= 10.0 + 1e-6 && (-10.0 - 1e-6..=410.0 + 1e-6).contains(&at.y));
        }
        for _ in 0..60 {
            let at = Px::new(rng.f64() * viewport.size.width, rng.f64() * 400.0);
            let expected = inside(&all, at);
            assert_eq!(inside(&drawn, at), expected);
            if expected { dark += 1 } else { light += 1 }
        }
    }
    assert!(
        dark > 3_000 && light > 3_000 && most > 200,
        "{dark} {light} {most}"
    );
}

/// Whether a position lies within `reach` of a polyline.
fn on(lines: &[Vec<Px>], at: Px, reach: f64) -> bool {
    lines.iter().flat_map(|line| line.windows(2)).any(|pair| {
        let (a, b) = (pair[0], pair[1]);
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let square = dx * dx + dy * dy;
        let t = ((at.x - a.x) * dx + (at.y - a.y) * dy) / square.max(1e-300);
        let t = t.clamp(0.0, 1.0);
        at.distance(Px::new(a.x + t * dx, a.y + t * dy)) < reach
    })
}

#[test]
fn culled_lines_look_the_same() {
    let mut rng = Rng::with_seed(12);
    let mut visible = 0;
    for _ in 0..300 {
        let radius = 0.02 * rng.f64() + 1e-4;
        let (linework, _, line) = island(&mut rng, CENTER, radius);
        let viewport = viewport(&mut rng, CENTER, radius);
        let lens = Lens::new(&viewport, 10.0);
        let mut drawn: Vec<Vec<Px>> = Vec::new();
        let mut along = f64::NEG_INFINITY;
        linework.trace_line(&line, &lens, &mut |point| {
            if point.start {
                drawn.push(Vec::new());
            }
            drawn.last_mut().unwrap().push(point.at);
            assert!(point.along >= along, "the line runs on");
            along = point.along;
        });
        assert!(along <= linework.length(&line) + 1e-9);
        let all: Vec<Px> = linework
            .vertices(&line, lens.level())
            .map(|v| viewport.project(v.at))
            .collect();
        // Every visible position of the whole line is drawn, and nothing else is.
        for pair in all.windows(2) {
            let t = rng.f64();
            let at = Px::new(
                pair[0].x + t * (pair[1].x - pair[0].x),
                pair[0].y + t * (pair[1].y - pair[0].y),
            );
            if (0.0..viewport.size.width).contains(&at.x) && (0.0..400.0).contains(&at.y) {
                visible += 1;
                assert!(on(&drawn, at, 1e-3));
            }
        }
        let all = [all];
        for pair in drawn.iter().flat_map(|line| line.windows(2)) {
            let middle = Px::new(
                f64::midpoint(pair[0].x, pair[1].x),
                f64::midpoint(pair[0].y, pair[1].y),
            );
            assert!(on(&all, pair[0], 1e-3) && on(&all, middle, 1e-3));
        }
    }
    assert!(visible > 1_000, "{visible}");
}

#[test]
fn stations_are_on_the_line_in_its_direction() {
    let mut rng = Rng::with_seed(13);
    for _ in 0..50 {
        let (linework, _, line) = island(&mut rng, CENTER, 0.01);
        let length = linework.length(&line);
        let walk: Vec<World> = linework.vertices(&line, MAX_LEVEL).map(|v| v.at).collect();
        let steps = walk
            .windows(2)
            .map(|w| (w[0].x - w[1].x).hypot(w[0].y - w[1].y));
        assert!((steps.sum::<f64>() - length).abs() < length * 1e-5);
        let at = |along: f64| linework.station(&line, along).unwrap();
        let near = |a: World, b: World| (a.x - b.x).hypot(a.y - b.y) < length * 1e-4;
        assert!(near(at(-1.0).at, walk[0]) && near(at(9.0).at, walk[walk.len() - 1]));
        for _ in 0..50 {
            let along = rng.f64() * length * 0.99;
            let (here, there) = (at(along), at(along + length * 1e-3));
            let step = World::new(there.at.x - here.at.x, there.at.y - here.at.y);
            let forward = step.x * here.direction.x + step.y * here.direction.y;
            assert!((here.direction.x.hypot(here.direction.y) - 1.0).abs() < 1e-9);
            assert!(forward > 0.0, "it runs on from there");
            assert!(step.x.hypot(step.y) < length * 1.01e-3);
        }
    }
}

#[test]
fn containing_agrees_with_all_vertices() {
    let mut rng = Rng::with_seed(14);
    let mut count = [0, 0];
    for _ in 0..100 {
        let (linework, area, _) = island(&mut rng, CENTER, 0.01);
        let outline = linework.vertices(&area.rings[0], MAX_LEVEL);
        let outline = [outline.map(|v| Px::new(v.at.x, v.at.y)).collect::<Vec<_>>()];
        for _ in 0..50 {
            let x = CENTER.x + (rng.f64() - 0.5) * 0.03;
            let y = CENTER.y + (rng.f64() - 0.5) * 0.03;
            let expected = inside(&outline, Px::new(x, y));
            assert_eq!(linework.contains(&area, World::new(x, y)), expected);
            count[usize::from(expected)] += 1;
        }
    }
    assert!(count.iter().all(|&n| n > 500), "{count:?}");
}

/// Taking the fine vertices out and putting them back is identity.
#[test]
fn refining_restores() {
    let mut rng = Rng::with_seed(15);
    for _ in 0..50 {
        let (full, ..) = island(&mut rng, CENTER, 0.01);
        let level = rng.u8(0..MAX_LEVEL);
        let (mut coarse, mut counts, mut added) = (Vec::new(), Vec::new(), Vec::new());
        for arc in 0..full.arc_count() {
            let vertices: Vec<Vertex> = full.arc(arc).collect();
            coarse.push(
                vertices
                    .iter()
                    .copied()
                    .filter(|v| v.level <= level)
                    .collect::<Vec<_>>(),
            );
            added.extend(vertices.iter().filter(|v| v.level > level));
            // How many are between two that stay.
            let stays: Vec<usize> = (0..vertices.len())
                .filter(|&i| vertices[i].level <= level)
                .collect();
            counts.extend(stays.windows(2).map(|pair| (pair[1] - pair[0] - 1) as u32));
        }
        let mut linework = Linework::new(coarse.iter().map(Vec::as_slice));
        assert_eq!(
            linework.refine(&counts[1..], &added),
            Err(RefineError::Gaps {
                had: counts.len(),
                given: counts.len() - 1
            })
        );
        added.push(Vertex {
            at: CENTER,
            level: 0,
        });
        assert!(linework.refine(&counts, &added).is_err());
        added.pop();
        assert_eq!(linework.refine(&counts, &added), Ok(()));
        assert_eq!(linework, full);
    }
}

#[test]
fn boxes_hold_their_lines() {
    let mut rng = Rng::with_seed(16);
    let (linework, area, line) = island(&mut rng, CENTER, 0.01);
    let rect: WorldRect = linework.line_rect(&area.rings[0]).unwrap();
    assert!(
        linework
            .vertices(&line, MAX_LEVEL)
            .all(|vertex| rect.contains(vertex.at))
    );
    assert!(!rect.contains(World::new(0.5, 0.5)));
}
