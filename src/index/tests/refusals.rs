//! What cannot be built.

use super::*;

#[test]
fn what_does_not_fit_together_is_refused() {
    let input = IndexInput {
        sites: &[World::new(0.5, 0.5)],
        entries: Lists {
            offsets: &[0, 1],
            items: &[0],
        },
        possible: &[],
        certain: &[],
        year_sets: &[],
        facets: &[],
    };
    let refusal = |input: IndexInput| Index::build(&input, &Options::default()).err();
    assert_eq!(refusal(input), None);
    let lost = [World::new(f64::NAN, 0.5)];
    assert_eq!(
        refusal(IndexInput {
            sites: &lost,
            ..input
        }),
        Some(BuildError::NotAPosition { site: 0 })
    );
    let entries = Lists {
        offsets: &[0, 1],
        items: &[3],
    };
    assert_eq!(
        refusal(IndexInput { entries, ..input }),
        Some(BuildError::UnknownSite { event: 0, site: 3 })
    );
    let entries = Lists {
        offsets: &[0, 1, 0],
        items: &[],
    };
    assert_eq!(
        refusal(IndexInput { entries, ..input }),
        Some(BuildError::FallingOffset {
            part: Part::Entries,
            list: 1
        })
    );
    let entries = Lists {
        offsets: &[0, 1],
        items: &[0, 0],
    };
    assert_eq!(
        refusal(IndexInput { entries, ..input }),
        Some(BuildError::OffsetsDoNotCover {
            part: Part::Entries
        })
    );
    let possible = [YearSpan::NONE; 2];
    assert_eq!(
        refusal(IndexInput {
            possible: &possible,
            ..input
        }),
        Some(BuildError::Length {
            part: Part::Possible,
            expected: 1,
            found: 2
        })
    );
    assert_eq!(
        refusal(IndexInput {
            facets: &[FacetInput::One(&[])],
            ..input
        }),
        Some(BuildError::Length {
            part: Part::Facet(0),
            expected: 1,
            found: 0
        })
    );
    let year_sets = [YearSet {
        event: 1,
        possible: Vec::new(),
        certain: Vec::new(),
    }];
    assert_eq!(
        refusal(IndexInput {
            year_sets: &year_sets,
            ..input
        }),
        Some(BuildError::UnknownEvent { event: 1 })
    );
}
