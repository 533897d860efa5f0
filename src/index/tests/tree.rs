//! The hierarchy and what of it is to be seen.

use super::*;

#[test]
fn every_site_is_in_one_mark_and_marks_are_apart() {
    every_case(|case, _| {
        for zoom in zooms() {
            let marks = case.marks(zoom);
            let mut seen = vec![0; case.sites.len()];
            for &mark in &marks {
                let node = case.index.node(mark);
                assert!(node.splits_at() > zoom);
                for &site in node.members() {
                    seen[site as usize] += 1;
                    assert_eq!(case.index.hierarchy().mark_of(site, zoom), Some(mark));
                }
            }
            assert!(seen.iter().all(|&times| times == 1), "zoom {zoom}");
            // All pairs are many where nearly every site is a mark.
            if zoom < options().max_zoom && marks.len() < 1_200 {
                let scale = world_px(zoom.max(options().min_zoom));
                let at = |mark: &NodeId| case.index.node(*mark).position();
                for (number, a) in marks.iter().map(at).enumerate() {
                    for b in marks[..number].iter().map(at) {
                        let apart = (a.x - b.x).hypot(a.y - b.y) * scale;
                        assert!(
                            apart >= options().radius * (1.0 - 1e-9),
                            "{apart} at {zoom}"
                        );
                    }
                }
            }
        }
        let mut beyond = Vec::new();
        case.index
            .visible(options().max_zoom, &EVERYWHERE, &mut beyond);
        for mark in beyond {
            let node = case.index.node(mark);
            assert!(node.members().iter().all(|&site| {
                let at = case.sites[site as usize];
                (at.x - node.position().x).abs() < 3e-10 && (at.y - node.position().y).abs() < 3e-10
            }));
        }
    });
}

#[test]
fn nodes_nest() {
    every_case(|case, _| {
        let (index, tree) = (&case.index, case.index.hierarchy());
        let mut open = vec![NodeId::ROOT];
        let (mut leaves, mut clusters) = (0, 0);
        while let Some(id) = open.pop() {
            let node = tree.node(id);
            let (run, bounds) = (index.run(id), node.bounds());
            if let Some(site) = node.site() {
                leaves += 1;
                assert_eq!(node.members(), [site]);
                assert_eq!(tree.leaf_of(site), Some(id));
                assert_eq!(node.children().count(), 0);
                for rank in run {
                    let event = index.event(rank).unwrap();
                    assert_eq!(index.rank(event), Some(rank));
                    assert_eq!(case.events[event as usize].sites[0], site);
                }
                continue;
            }
            clusters += 1;
            // Children follow each other without a gap, split later and lie inside.
            let (mut next, mut members) = (run.start, 0);
            let mut box_of_children = WorldRect::EMPTY;
            for child in node.children() {
                assert_eq!(index.run(child).start, next);
                next = index.run(child).end;
                let child = tree.node(child);
                members += child.members().len();
                let forever = node.splits_at() == f64::INFINITY && child.site().is_some();
                assert!(child.splits_at() > node.splits_at() || forever);
                box_of_children.include(child.bounds().min);
                box_of_children.include(child.bounds().max);
                open.push(child.id());
            }
            assert_eq!((next, members), (run.end, node.members().len()));
            assert_eq!(box_of_children, bounds);
            if id == NodeId::ROOT {
                assert_eq!(run, 0..index.off_map().start);
                assert_eq!(index.off_map().end, index.events());
            } else {
                assert!(node.children().count() > 1);
                assert_eq!(
                    node.children().next().map(|id| tree.node(id).position()),
                    Some(node.position())
                );
                centroid_is_mean(case, id);
            }
        }
        assert_eq!((leaves, clusters), (tree.sites(), tree.clusters()));
    });
}

fn centroid_is_mean(case: &Case, id: NodeId) {
    let node = case.index.node(id);
    let weight = |site: &u32| {
        let sites = case.events.iter().flat_map(|event| &event.sites);
        sites.filter(|at| *at == site).count() as f64
    };
    // Slow: done for the larger clusters of the smaller cases only.
    if case.events.len() > 600 || node.members().len() < 4 {
        return;
    }
    let total: f64 = node.members().iter().map(weight).sum();
    if total > 0.0 {
        let mean = |axis: fn(World) -> f64| {
            let sum = |site: &u32| axis(case.sites[*site as usize]) * weight(site);
            node.members().iter().map(sum).sum::<f64>() / total
        };
        let (bounds, centroid) = (node.bounds(), node.centroid());
        let fine = |side: f64| side / 30_000.0 + 1e-9;
        let (width, height) = (bounds.max.x - bounds.min.x, bounds.max.y - bounds.min.y);
        assert!((centroid.x - mean(|at| at.x)).abs() < fine(width));
        assert!((centroid.y - mean(|at| at.y)).abs() < fine(height));
    }
}

#[test]
fn a_box_shows_what_lies_in_it() {
    every_case(|case, random| {
        let mut marks = Vec::new();
        for zoom in zooms().step_by(5) {
            for _ in 0..12 {
                let side = random.unit() * random.unit();
                let min = World::new(random.unit() * 1.2 - 0.1, random.unit() * 0.6);
                let within = WorldRect {
                    min,
                    max: World::new(min.x + side, min.y + side),
                };
                case.index.visible(zoom, &within, &mut marks);
                let inside = |&mark: &NodeId| within.contains(case.index.node(mark).position());
                let expected: Vec<_> = case.marks(zoom).into_iter().filter(inside).collect();
                assert_eq!(marks, expected);
                let found = case.index.set_in(&within);
                let lies = |site: &u32| {
                    let leaf = case.index.hierarchy().leaf_of(*site).unwrap();
                    within.contains(case.index.node(leaf).position())
                };
                let expected = (0..case.events.len() as u32)
                    .filter(|&event| case.events[event as usize].sites.iter().any(lies));
                assert_eq!(found, case.index.set_of(expected));
            }
        }
    });
}

#[test]
fn marks_do_not_depend_on_the_order_of_sites_and_events() {
    let mut random = Random(0xfeed_5678_89ab_cdef);
    let mut case = case(
        Kind {
            events: 400,
            sites: 150,
            years: 9,
            rich: true,
        },
        &mut random,
    );
    // Distinct positions, or which of two sites comes first would be by number.
    for (number, site) in (0..).zip(&mut case.sites) {
        site.x = site.x * 0.9 + f64::from(number) * 1e-7;
    }
    let before = build(&case.sites, &case.events, &options());
    let last = case.sites.len() as u32 - 1;
    case.sites.reverse();
    case.events.reverse();
    for site in case.events.iter_mut().flat_map(|event| &mut event.sites) {
        *site = last - *site;
    }
    let after = build(&case.sites, &case.events, &options());
    for zoom in zooms() {
        let places = |index: &Index| {
            let mut marks = Vec::new();
            index.visible(zoom, &EVERYWHERE, &mut marks);
            let place = |&mark: &NodeId| {
                let node = index.node(mark);
                (
                    node.position(),
                    node.bounds(),
                    node.splits_at(),
                    index.run(mark).len(),
                )
            };
            marks.iter().map(place).collect::<Vec<_>>()
        };
        assert_eq!(places(&before), places(&after));
    }
}
