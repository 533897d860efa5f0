//! Which sites are shown as one mark at which zoom: the greedy pass that builds the tree.

use super::grid::Grid;
use super::merges::{Merges, NEVER, Points};

/// How many nodes are very many. No screen shows a noticeable part of them, and fewer tiers save
/// a third of the time and a sixth of the memory. Smaller in tests, so that they get there.
const DENSE: usize = if cfg!(test) { 1_000 } else { 65_536 };

/// Nodes that are not yet part of another, sorted along the curve by the place they take.
struct Alive {
    code: Vec<u64>,
    at: Vec<[u32; 2]>,
    weight: Vec<u32>,
    /// Number in the tree.
    node: Vec<u32>,
    /// The largest tier at which another node can be near enough; 0 for what has gone.
    wake: Vec<u8>,
    gone: usize,
}

/// The nodes that may have a neighbour at a tier, and what the search for it needs.
#[derive(Default)]
struct Near {
    /// Index into [`Alive`].
    index: Vec<u32>,
    code: Vec<u64>,
    at: Vec<[u32; 2]>,
    /// Whether the node is a mark at this tier already, or part of one.
    taken: Vec<bool>,
    /// From the heaviest to the lightest.
    order: Vec<u32>,
    grid: Grid,
}

/// What is near a node of a tier.
struct Circle {
    /// Steps along an axis, and the square of the distance.
    reach: u32,
    limit: u64,
    /// A cell of the grid has a side of 2^`shift` steps.
    shift: u32,
}

/// Builds the tree. `radii[t]` is the distance in steps below which two nodes of tier `t + 1`
/// cannot both be shown; it falls with `t`. At most 254 tiers. While there are very many nodes,
/// `stride` tiers are made into one.
#[inline(never)]
pub(super) fn cluster(points: Points, radii: &[f64], stride: usize) -> Merges {
    let count = points.code.len();
    let mut merges = Merges::default();
    let mut alive = Alive {
        node: (0..count as u32).collect(),
        wake: vec![radii.len() as u8; count],
        code: points.code,
        at: points.at,
        weight: points.weight,
        gone: 0,
    };
    merge_coincident(&mut alive, &mut merges, count);
    let mut near = Near::default();
    let mut tier = radii.len();
    while tier > 0 {
        // Several tiers at once are clustered as the lowest of them, so that marks are far enough
        // apart in all.
        let dense = alive.code.len() - alive.gone > DENSE;
        let lowest = if dense {
            tier.saturating_sub(stride - 1).max(1)
        } else {
            tier
        };
        near.gather(&mut alive, radii, lowest);
        if !near.index.is_empty() {
            near.merge(
                &mut alive,
                &mut merges,
                radii[lowest - 1],
                tier as u8,
                count,
            );
        }
        if alive.gone > alive.code.len() / 8 {
            alive.compact();
        }
        tier = lowest - 1;
    }
    alive.compact();
    merges.tops = alive.node;
    merges
}

/// Points at the same position become one node for good.
#[inline(never)]
fn merge_coincident(alive: &mut Alive, merges: &mut Merges, points: usize) {
    let mut start = 0;
    while start < alive.code.len() {
        let same = alive.code[start..]
            .iter()
            .take_while(|&&code| code == alive.code[start]);
        let end = start + same.count();
        if end > start + 1 {
            // The earliest of the heaviest: `max_by_key` would take the latest.
            let first = (start..end)
                .rev()
                .max_by_key(|&at| alive.weight[at])
                .unwrap_or(start);
            alive.absorb(
                merges,
                first,
                (start..end).filter(|&at| at != first),
                NEVER,
                points,
            );
        }
        start = end;
    }
    if alive.gone > 0 {
        alive.compact();
    }
}

impl Alive {
    /// Makes a node of one that stays in its place and others that go; nothing without others.
    #[inline(never)]
    fn absorb(
        &mut self,
        merges: &mut Merges,
        stays: usize,
        others: impl Iterator<Item = usize>,
        tier: u8,
        points: usize,
    ) {
        let start = merges.kids.len();
        for other in others {
            if merges.kids.len() == start {
                merges.kids.push(self.node[stays]);
            }
            merges.kids.push(self.node[other]);
            self.weight[stays] += self.weight[other];
            self.wake[other] = 0;
            self.gone += 1;
        }
        if merges.kids.len() > start {
            self.node[stays] = (points + merges.tier.len()) as u32;
            merges.tier.push(tier);
            merges.kid_end.push(merges.kids.len() as u32);
        }
    }

    /// Moves the rest together.
    #[inline(never)]
    fn compact(&mut self) {
        let mut kept = 0;
        for at in 0..self.code.len() {
            if self.wake[at] != 0 {
                self.code[kept] = self.code[at];
                self.at[kept] = self.at[at];
                self.weight[kept] = self.weight[at];
                self.node[kept] = self.node[at];
                self.wake[kept] = self.wake[at];
                kept += 1;
            }
        }
        self.code.truncate(kept);
        self.at.truncate(kept);
        self.weight.truncate(kept);
        self.node.truncate(kept);
        self.wake.truncate(kept);
        self.gone = 0;
    }

    /// No other node is nearer than this many steps.
    ///
    /// A node is alone in the largest cell of a power-of-two grid that leaves out both its
    /// neighbours on the curve, so nothing is nearer than that cell's edge. Neighbours that have
    /// gone only make the bound smaller, and no bound ever becomes wrong: nodes do not move.
    #[inline(never)]
    fn free(&self, at: usize) -> f64 {
        let code = self.code[at];
        let side = |other: Option<&u64>| other.map_or(32, |other| (code ^ other).ilog2() / 2);
        let before = at.checked_sub(1).and_then(|at| self.code.get(at));
        let bits = side(before).min(side(self.code.get(at + 1)));
        let inside = |coordinate: u32| {
            let side = 1_u64 << bits;
            let low = u64::from(coordinate) & (side - 1);
            (low + 1).min(side - low)
        };
        let [x, y] = self.at[at];
        inside(x).min(inside(y)) as f64
    }
}

impl Near {
    /// Collects the nodes that may have a neighbour, and puts the others to sleep until the
    /// radius exceeds their free distance.
    #[inline(never)]
    fn gather(&mut self, alive: &mut Alive, radii: &[f64], tier: usize) {
        self.index.clear();
        self.code.clear();
        self.at.clear();
        for at in 0..alive.code.len() {
            if (alive.wake[at] as usize) < tier {
                continue;
            }
            let free = alive.free(at);
            let mut wake = tier;
            while wake > 1 && radii[wake - 1] <= free {
                wake -= 1;
            }
            alive.wake[at] = wake as u8;
            if wake == tier && radii[tier - 1] > free {
                self.index.push(at as u32);
                self.code.push(alive.code[at]);
                self.at.push(alive.at[at]);
            }
        }
    }

    /// From the heaviest to the lightest, every node takes in the free ones around it. So no two
    /// that stay are nearer than the radius, and each that goes has a heavier one within it.
    #[inline(never)]
    fn merge(
        &mut self,
        alive: &mut Alive,
        merges: &mut Merges,
        radius: f64,
        tier: u8,
        points: usize,
    ) {
        // Half the world is far enough, and its square fits.
        let radius = radius.min(f64::from(1_u32 << 31));
        let reach = radius as u32;
        let limit = (radius * radius).ceil() as u64;
        // The side of a cell is at least the radius and less than twice it.
        let shift = (radius.log2().ceil() as u32).min(31);
        self.grid.rebuild(&self.code, shift);
        self.taken.clear();
        self.taken.resize(self.index.len(), false);
        self.sort(&alive.weight);
        let circle = Circle {
            reach,
            limit,
            shift,
        };
        let mut found = Vec::new();
        for number in 0..self.order.len() {
            let seed = self.order[number] as usize;
            if self.taken[seed] {
                continue;
            }
            self.take_around(seed, &circle, &mut found);
            let others = found.iter().map(|&other| other as usize);
            alive.absorb(merges, self.index[seed] as usize, others, tier, points);
        }
    }

    /// Takes a node and finds the free ones around it, which are then taken.
    #[inline(never)]
    fn take_around(&mut self, seed: usize, circle: &Circle, found: &mut Vec<u32>) {
        let Circle {
            reach,
            limit,
            shift,
        } = *circle;
        let (at, taken, index) = (&self.at[..], &mut self.taken[..], &self.index[..]);
        taken[seed] = true;
        found.clear();
        let [x, y] = at[seed];
        let min = [x, y].map(|step| step.saturating_sub(reach) >> shift);
        let max = [x, y].map(|step| step.saturating_add(reach) >> shift);
        self.grid.window(seed, min, max, |points| {
            for other in points {
                let dx = u64::from(x.abs_diff(at[other][0]));
                let dy = u64::from(y.abs_diff(at[other][1]));
                // Beyond the reach the squares may overflow, but do no harm.
                let square = dx.wrapping_mul(dx).wrapping_add(dy.wrapping_mul(dy));
                if square < limit && dx.max(dy) <= reach.into() && !taken[other] {
                    taken[other] = true;
                    found.push(index[other]);
                }
            }
        });
    }

    /// A counting sort by falling weight, along the curve where weights are alike.
    #[inline(never)]
    fn sort(&mut self, weight: &[u32]) {
        let class = |at: u32| weight_class(weight[at as usize]);
        let mut starts = [0_u32; WEIGHT_CLASSES];
        for &at in &self.index {
            starts[class(at)] += 1;
        }
        let mut sum = 0;
        for start in starts.iter_mut().rev() {
            sum += std::mem::replace(start, sum);
        }
        self.order.clear();
        self.order.resize(self.index.len(), 0);
        for (seed, &at) in (0..).zip(&self.index) {
            let place = &mut starts[class(at)];
            self.order[*place as usize] = seed;
            *place += 1;
        }
    }
}

const WEIGHT_CLASSES: usize = 256 + 24 * 128;

/// Weights in order: exact to 256, above that to seven binary digits, which is under 1 %.
fn weight_class(weight: u32) -> usize {
    if weight < 256 {
        return weight as usize;
    }
    let exponent = weight.ilog2();
    let digits = weight >> (exponent - 7) & 127;
    (256 + (exponent - 8) * 128 + digits) as usize
}
