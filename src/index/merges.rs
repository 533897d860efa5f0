//! What clustering takes and gives.

/// The tier of nodes that no zoom takes apart: several sites at one position.
pub(super) const NEVER: u8 = u8::MAX;

/// The points to cluster, sorted along the Z-order curve.
pub(super) struct Points {
    /// Z-order numbers, rising.
    pub code: Vec<u64>,
    /// The same positions as coordinates.
    pub at: Vec<[u32; 2]>,
    /// How much happens there.
    pub weight: Vec<u32>,
}

/// The tree while it grows. Numbers below the number of points are points, the others inner
/// nodes in the order of their making.
#[derive(Default)]
pub(super) struct Merges {
    /// For each inner node, the tier from which it is shown as its children.
    pub tier: Vec<u8>,
    /// For each inner node, where its children end in `kids`.
    pub kid_end: Vec<u32>,
    /// Children; the first is the one whose place the node takes.
    pub kids: Vec<u32>,
    /// What is left at the smallest zoom.
    pub tops: Vec<u32>,
}

impl Merges {
    /// Children and tier of an inner node, by its number among those.
    pub(super) fn inner(&self, inner: usize) -> (&[u32], u8) {
        let start = inner
            .checked_sub(1)
            .map_or(0, |before| self.kid_end[before]);
        (
            &self.kids[start as usize..self.kid_end[inner] as usize],
            self.tier[inner],
        )
    }
}
