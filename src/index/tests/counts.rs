//! What is counted, against a linear scan.

use super::*;

#[test]
fn counts_are_those_of_a_scan() {
    every_case(|case, random| {
        let mut selection = Selection::new();
        let mut ranks = Vec::new();
        for round in 0..24 {
            let (filter, sets) = filter(case, random);
            case.index.select(&filter, &mut selection);
            let passing = case.passing(&filter, &sets, Without::Nothing);
            assert_eq!(selection.total() as usize, passing.len(), "{filter:?}");
            let selected = selection.events().iter(0..case.index.events());
            assert_eq!(case.numbers(selected), passing);
            let nowhere = passing
                .iter()
                .filter(|&&at| case.events[at as usize].sites.is_empty());
            let off_map = selection.events().count(case.index.off_map());
            assert_eq!(off_map as usize, nowhere.count());
            for zoom in zooms().skip(round % 4).step_by(4) {
                // The mark of each site, so that an event is looked for once only.
                let marks = case.marks(zoom);
                let mut mark_of = vec![usize::MAX; case.sites.len()];
                for (number, &mark) in marks.iter().enumerate() {
                    for &site in case.index.node(mark).members() {
                        mark_of[site as usize] = number;
                    }
                }
                let mut expected = vec![Vec::new(); marks.len()];
                for &event in &passing {
                    let sites = case.events[event as usize].sites.iter();
                    let mut at: Vec<usize> = sites.map(|&site| mark_of[site as usize]).collect();
                    at.sort_unstable();
                    at.dedup();
                    for mark in at {
                        expected[mark].push(event);
                    }
                }
                for (&mark, expected) in marks.iter().zip(&expected) {
                    assert_eq!(case.index.count(&selection, mark) as usize, expected.len());
                    case.index.events_at(&selection, mark, &mut ranks);
                    assert!(ranks.is_sorted());
                    assert_eq!(&case.numbers(ranks.iter().copied()), expected);
                }
            }
            let somewhere = passing.len() as u32 - off_map;
            assert_eq!(case.index.count(&selection, NodeId::ROOT), somewhere);
        }
    });
}

#[test]
fn facets_and_histogram_are_those_of_a_scan() {
    every_case(|case, random| {
        let mut work = Selection::new();
        let mut counts = Vec::new();
        for _ in 0..40 {
            let (filter, sets) = filter(case, random);
            for facet in 0..case.index.facets() {
                let passing = case.passing(&filter, &sets, Without::Facet(facet));
                let mut expected = vec![0; case.index.categories(facet)];
                for &event in &passing {
                    let mut categories = case.events[event as usize].facets[facet].clone();
                    categories.sort_unstable();
                    categories.dedup();
                    for category in categories {
                        expected[usize::from(category)] += 1;
                    }
                }
                case.index
                    .facet_counts(facet, &filter, &mut work, &mut counts);
                assert_eq!(counts, expected, "facet {facet} {filter:?}");
                assert_eq!(work.total() as usize, passing.len());
            }
            let passing = case.passing(&filter, &sets, Without::Years);
            let bars = case.index.histogram(&filter, &mut work);
            let years = case.index.years();
            assert_eq!(years.clone().map_or(0, Iterator::count), bars.len());
            for (bar, year) in bars.iter().zip(years.into_iter().flatten()) {
                assert_eq!(bar.year, year);
                let count = |certainty| {
                    let touch =
                        |&&at: &&u32| case.events[at as usize].touches(&(year..=year), certainty);
                    passing.iter().filter(touch).count() as u32
                };
                assert_eq!(bar.possible, count(Certainty::Possible));
                assert_eq!(bar.certain, count(Certainty::Certain));
            }
        }
    });
}

#[test]
fn sets_behave_as_sets() {
    let mut random = Random(0xabcd_ef01_2345_6789);
    for universe in [0, 1, 63, 64, 65, 511, 512, 513, 1_024, 2_000] {
        let mut pick = || -> Vec<u32> { (0..universe).filter(|_| random.one_in(3)).collect() };
        let (a, b) = (pick(), pick());
        let set = |ranks: &[u32]| EventSet::from_ranks(universe, ranks.iter().copied());
        let members = |set: &EventSet| set.iter(0..universe).collect::<Vec<_>>();
        assert_eq!(members(&set(&a)), a);
        assert_eq!(EventSet::all(universe).len(), universe);
        assert!(EventSet::none(universe).is_empty());
        let combined = |operation: fn(&mut EventSet, &EventSet)| {
            let mut combined = set(&a);
            operation(&mut combined, &set(&b));
            assert_eq!(combined, set(&members(&combined)));
            members(&combined)
        };
        let in_a = |keep: bool| -> Vec<u32> {
            let kept = a.iter().filter(|&at| b.contains(at) == keep);
            kept.copied().collect()
        };
        assert_eq!(combined(EventSet::and), in_a(true));
        assert_eq!(combined(EventSet::and_not), in_a(false));
        let mut either: Vec<u32> = a.iter().chain(&b).copied().collect();
        either.sort_unstable();
        either.dedup();
        assert_eq!(combined(EventSet::or), either);
        for _ in 0..200 {
            let (x, y) = (random.below(universe + 9), random.below(universe + 9));
            let run = x.min(y)..x.max(y);
            let expected: Vec<u32> = a.iter().copied().filter(|at| run.contains(at)).collect();
            assert_eq!(set(&a).count(run.clone()) as usize, expected.len());
            assert_eq!(set(&a).iter(run).collect::<Vec<_>>(), expected);
            assert_eq!(set(&a).contains(x), a.contains(&x));
        }
    }
}
