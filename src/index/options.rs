//! How marks are put together.

/// How sites are put together into marks. The defaults suit a map of towns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Below this zoom marks stay as they are at it. Zoom by the convention of
    /// [`crate::geo::world_px`].
    pub min_zoom: f64,
    /// From this zoom on every site is a mark of its own.
    pub max_zoom: f64,
    /// Difference of zoom from one set of marks to the next, above 0. There are at most 254 such
    /// tiers between the two zooms; a smaller step is enlarged. Where a zoom has more than 65,536
    /// marks in all the world the next set is a whole zoom away.
    pub step: f64,
    /// Two marks are never nearer to each other than this many CSS pixels.
    pub radius: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            min_zoom: 2.0,
            max_zoom: 18.0,
            step: 0.5,
            radius: 48.0,
        }
    }
}

/// Inner nodes have a tier of a byte; 0 is the root's and 255 that of coincident sites.
const MAX_TIERS: f64 = 254.0;

impl Options {
    /// How many steps are a whole zoom.
    pub(super) fn stride(&self) -> usize {
        (1.0 / self.step).round().clamp(1.0, MAX_TIERS) as usize
    }

    /// The zooms at which marks change: the first is `min_zoom`, the last `max_zoom`.
    pub(super) fn zooms(&self) -> Vec<f64> {
        let range = (self.max_zoom - self.min_zoom).max(0.0);
        let tiers = (range / self.step.max(range / MAX_TIERS))
            .ceil()
            .clamp(0.0, MAX_TIERS);
        let tiers = tiers as u32;
        let step = range / f64::from(tiers.max(1));
        (0..=tiers)
            .map(|tier| self.min_zoom + f64::from(tier) * step)
            .collect()
    }
}
