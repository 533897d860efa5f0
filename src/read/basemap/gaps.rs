//! Vertices between those that are there, from the one that matters most to the one that matters
//! least.
//!
//! A gap is divided at the vertex of the lowest level in it, then both halves are. So where a
//! vertex lies is said of the chord between its neighbours in the coarser line: how far along, in
//! a share of the chord, and how far beside it, which is nearly known, because its level says how
//! far off the line would be without it. Each number is written by `read::coded` in the contexts
//! of what is known by then.

use super::BasemapError;
use super::chord::{Chord, foremost};
use super::contexts::{
    About, EVEN_FROM, deviation, few, half_octave_of, level_of_length, octave_of, step_of,
};
use crate::geo::linework::{GridPoint, Linework, MAX_LEVEL, Vertex};
#[cfg(not(target_arch = "wasm32"))]
use crate::read::coded::Writer;
use crate::read::coded::{Bits, Coder, Reader};

/// A vertex on the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub at: GridPoint,
    pub level: u8,
}

impl From<Vertex> for Spot {
    fn from(vertex: Vertex) -> Self {
        Self {
            at: vertex.at.into(),
            level: vertex.level,
        }
    }
}

impl From<Spot> for Vertex {
    fn from(spot: Spot) -> Self {
        Self {
            at: spot.at.into(),
            level: spot.level,
        }
    }
}

/// More vertices than a byte can stand for, because each takes four bits at least that are not
/// quite sure (see `read::coded`): they are refused before room is made for them.
const PER_BYTE: usize = 96;

/// No vertex lies on a coarser grid than that of 2 to this power.
const COARSEST: u32 = 15;

/// The coarsest grid that holds all of some vertices, as a power of two.
fn coarsest(spots: &[Spot]) -> u32 {
    let bits = spots
        .iter()
        .fold(0, |bits, spot| bits | spot.at.lon | spot.at.lat);
    bits.trailing_zeros().min(COARSEST)
}

/// Writes or reads gap after gap.
pub(super) struct Gaps<B> {
    coder: Coder<B>,
    /// The last gap with its ends.
    line: Vec<Spot>,
    /// Parts of it that are to be divided.
    open: Vec<(usize, usize)>,
    /// Of the gap before.
    count: usize,
    finer: u32,
    last: Spot,
    /// Vertices that may still come.
    left: usize,
    /// Vertices that came before the line's first.
    done: usize,
    wrong: Option<BasemapError>,
}

impl<B: Bits> Gaps<B> {
    /// As many vertices as the bytes may hold.
    pub fn new(bits: B, bytes: usize) -> Self {
        Self {
            coder: Coder::new(bits),
            line: Vec::new(),
            open: Vec::new(),
            count: 0,
            finer: 0,
            last: Spot::default(),
            left: bytes.saturating_mul(PER_BYTE),
            done: 0,
            wrong: None,
        }
    }

    /// The vertices of the next gap, of which a reader knows none, between the ends that it has.
    pub fn between(&mut self, from: Option<Spot>, to: Option<Spot>, wanted: &[Spot]) -> &[Spot] {
        let chord = match (from, to) {
            (Some(from), Some(to)) => Chord::new(from.at, to.at).length as i32,
            _ => 0,
        };
        let by_chord = About::Count.with(half_octave_of(chord), u32::from(to.is_some()), 0);
        let by_last = About::CountBefore.with(
            half_octave_of((self.count as u32).cast_signed()),
            self.finer,
            0,
        );
        let count = self.coder.number(by_chord, by_last, wanted.len() as u32) as usize;
        if count > self.left {
            self.wrong.get_or_insert(BasemapError::Malformed);
        }
        self.line.clear();
        if self.wrong.is_some() {
            return &[];
        }
        self.left -= count;
        self.count = count;
        let begin = usize::from(from.is_some());
        self.done = self.done.wrapping_sub(begin);
        self.line.extend(from);
        if B::WRITES {
            self.line.extend_from_slice(wanted);
        }
        self.line.resize(begin + count, Spot::default());
        if count > 0 {
            let about = About::Finer.with(self.finer, 0, 0);
            let finer = self.coder.number(about, about, coarsest(wanted));
            self.finer = finer.min(COARSEST);
            if from.is_none() {
                self.end(0);
            }
            self.last = self.line[0];
            let inner = self.line.len();
            self.line.extend(to);
            let last = self.line.len() - 1;
            if inner == last + 1 && last > 0 {
                self.end(last);
            }
            self.open.push((0, last));
        }
        self.last = to.or(self.line.last().copied()).unwrap_or(self.last);
        while let Some((from, to)) = self.open.pop() {
            if self.coder.bits.is_beyond() {
                self.wrong.get_or_insert(BasemapError::Malformed);
            }
            if to > from + 1 && self.wrong.is_none() {
                let middle = self.divide(from, to);
                self.open.push((middle, to));
                self.open.push((from, middle));
            }
        }
        self.done = self.done.wrapping_add(begin + count);
        &self.line[begin..begin + count]
    }

    /// The end of a line of which nothing is there yet, beside the last position.
    fn end(&mut self, index: usize) {
        let (wanted, last) = (self.line[index], self.last);
        let finer = self.finer;
        let first = u32::from(index == 0);
        let mut axis = |about: About, wanted: i32, last: i32| {
            let step = (wanted >> finer) - (last >> finer);
            let context = about.with(first, finer, 0);
            let step = self.coder.signed(context, context, context, step);
            (last >> finer).wrapping_add(step) << finer
        };
        let lon = axis(About::EndLon, wanted.at.lon, last.at.lon);
        let lat = axis(About::EndLat, wanted.at.lat, last.at.lat);
        let step = i32::from(wanted.level) - i32::from(last.level);
        let about = About::EndLevel.with(first, 0, 0);
        let step = self.coder.signed(about, about, about, step);
        self.put(
            index,
            GridPoint::new(lon, lat),
            i32::from(last.level) + step,
        );
        self.last = self.line[index];
    }

    fn put(&mut self, index: usize, at: GridPoint, level: i32) {
        if !at.is_on_globe() {
            self.wrong
                .get_or_insert(BasemapError::Position(self.done.wrapping_add(index)));
        }
        // In the range of levels.
        let level = level.clamp(0, i32::from(MAX_LEVEL)) as u8;
        if let Some(spot) = self.line.get_mut(index) {
            *spot = Spot { at, level };
        }
    }

    /// Divides a part of the line at the next vertex and says where.
    fn divide(&mut self, from: usize, to: usize) -> usize {
        let (a, b) = (self.line[from], self.line[to]);
        let inner = to - from - 1;
        let chord = Chord::new(a.at, b.at);
        let wanted = if B::WRITES {
            foremost(&self.line[from..=to], &chord)
        } else {
            0
        };
        let before = self.share(inner, wanted);
        let middle = from + 1 + before;
        let wanted = self.line[middle];
        let level = self.level(&chord, inner, a.level.max(b.level), wanted.level);
        let at = self.place(&chord, before, inner, level, wanted.at);
        self.put(middle, at, i32::from(level));
        middle
    }

    /// How many of the inner vertices come before the next: the range is halved until it is one.
    fn share(&mut self, inner: usize, wanted: usize) -> usize {
        let (mut low, mut high) = (0, inner - 1);
        let mut path = 1;
        while low < high {
            let half = low.midpoint(high);
            let context = if inner <= 8 {
                About::SplitFew.with(few(inner), path, 0)
            } else {
                About::SplitMany.with(few(inner), path.min(7), 0)
            };
            let above = self.coder.bit(context, context, 0, wanted > half);
            if above {
                low = half + 1;
            } else {
                high = half;
            }
            path = (path * 2 + u32::from(above)).min(63);
        }
        low
    }

    fn level(&mut self, chord: &Chord, inner: usize, parent: u8, wanted: u8) -> u8 {
        let (parent, wanted) = (i32::from(parent), i32::from(wanted));
        let by_chord = level_of_length(chord.length);
        let near = step_of(parent.max(by_chord));
        // Never below 0, where it is cut off.
        let apart = (step_of(parent) - step_of(by_chord) + 32).max(0) as u32;
        let few = few(inner);
        let by_gap = About::LevelByGap.with(apart, few, 0);
        let by_parent = About::LevelByParent.with(step_of(parent) as u32, self.finer, few);
        let step = step_of(wanted) - near;
        let step = near + self.coder.signed(by_gap, by_parent, by_gap, step);
        let step = step.clamp(0, i32::from(MAX_LEVEL));
        let odd = step >= EVEN_FROM && {
            let context = About::LevelOdd.with(self.finer, 0, 0);
            self.coder.bit(context, context, 0, wanted % 2 == 1)
        };
        let level = step + (step - EVEN_FROM).max(0) + i32::from(odd);
        level.clamp(0, i32::from(MAX_LEVEL)) as u8
    }

    /// Where on a chord, and how far beside it.
    fn place(
        &mut self,
        chord: &Chord,
        before: usize,
        inner: usize,
        level: u8,
        wanted: GridPoint,
    ) -> GridPoint {
        let finer = self.finer;
        // To the nearest on the grid, and to its number there.
        let number = |at: i64| ((at + ((1 << finer) >> 1)) >> finer) as i32;
        let Chord { a, b, .. } = *chord;
        let few = few(inner);
        // The longer way first.
        let [(a, b, wanted), (a_side, b_side, wanted_side)] = chord.turned([
            (i64::from(a.lon), i64::from(b.lon), wanted.lon),
            (i64::from(a.lat), i64::from(b.lat), wanted.lat),
        ]);
        let off = deviation(level);
        // No farther than the globe is wide.
        let off = |slope: f64| (off * slope).min(360e5) as i32 >> finer;
        let span: i64 = b - a;
        let backward = span < 0;
        let turn = |step: i32| if backward { -step } else { step };
        let size = (span.unsigned_abs() >> finer) as i32;
        let (longer, size) = (half_octave_of(size), octave_of(size));
        let part = |count: usize| i64::from(count as u32) + 1;
        let near = number(a + span * part(before) / part(inner));
        let by_count = About::AlongByCount.with(longer, few.min(4), 0);
        let by_level = About::AlongByLevel.with(size, octave_of(off(1.0)), finer);
        let sign = About::AlongSign.with(size, few.min(4), 0);
        let step = turn((wanted >> finer) - near);
        let step = self.coder.signed(by_count, by_level, sign, step);
        let along = (near + turn(step)) << finer;

        let passed = i64::from(along) - a;
        let beyond = if backward {
            passed > 0 || passed < span
        } else {
            passed < 0 || passed > span
        };
        let passed = if backward {
            passed.clamp(span, 0)
        } else {
            passed.clamp(0, span)
        };
        let line = a_side + (b_side - a_side) * passed / if span == 0 { 1 } else { span };
        let near = number(line);
        let off = off(chord.slope());
        let context = About::Side.with(u32::from(chord.is_steep()), u32::from(backward), 0);
        let step = (wanted_side >> finer) - near;
        let left = self.coder.bit(context, context, 0, step < 0);
        let (far, beyond) = (half_octave_of(off), u32::from(beyond));
        let by_count = About::BesideByCount.with(far, few * 2 + beyond, finer);
        let by_chord = About::BesideByChord.with(far, longer.min(31) * 2 + beyond, 0);
        let sign = About::BesideSign.with(octave_of(off), few.min(3), 0);
        let more = step.abs() - off;
        let step = off + self.coder.signed(by_count, by_chord, sign, more);
        let beside = (near + if left { -step } else { step }) << finer;
        let [lon, lat] = chord.turned([along, beside]);
        GridPoint::new(lon, lat)
    }
}

/// Visits the gaps of an arc in order: the vertices at their beginning and end.
fn each_gap(linework: &Linework, arc: usize, visit: &mut dyn FnMut(Option<Spot>, Option<Spot>)) {
    let mut vertices = linework.arc(arc).map(Spot::from);
    let mut from = vertices.next();
    for _ in 0..linework.gap_count(arc) {
        let to = vertices.next();
        visit(from, to);
        from = to;
    }
}

/// How many vertices to add in each gap of a linework, and the vertices, as far as they are read.
pub(super) struct Reading {
    gaps: Gaps<Reader>,
    /// The next arc.
    arc: usize,
    counts: Vec<u32>,
    added: Vec<Vertex>,
}

impl Reading {
    /// Nothing yet of some bytes.
    pub fn new(bytes: &[u8]) -> Self {
        Self {
            gaps: Gaps::new(Reader::new(bytes), bytes.len()),
            arc: 0,
            counts: Vec::new(),
            added: Vec::new(),
        }
    }

    /// Reads so many vertices or a few more, and says whether there are arcs left.
    pub fn go_on(&mut self, base: &Linework, most: usize) -> Result<bool, BasemapError> {
        let enough = self.added.len().saturating_add(most);
        while self.arc < base.arc_count() && self.added.len() < enough {
            let Self {
                gaps,
                counts,
                added,
                ..
            } = self;
            each_gap(base, self.arc, &mut |from, to| {
                let here = gaps.between(from, to, &[]);
                counts.push(here.len() as u32);
                added.extend(here.iter().map(|&spot| Vertex::from(spot)));
            });
            self.arc += 1;
            if let Some(wrong) = self.gaps.wrong {
                return Err(wrong);
            }
        }
        Ok(self.arc < base.arc_count())
    }

    /// Everything, if nothing else is in the bytes.
    pub fn finish(self) -> Result<(Vec<u32>, Vec<Vertex>), BasemapError> {
        if !self.gaps.coder.bits.is_at_end() {
            return Err(BasemapError::Malformed);
        }
        Ok((self.counts, self.added))
    }
}

/// The other direction of [`Reading`]: what to add to `base` to get `full`. The base has the vertices
/// of `full` up to the level `above`, the ends of an arc among them if any.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn write(base: &Linework, full: &Linework, above: u8) -> Vec<u8> {
    let mut gaps = Gaps::new(Writer::new(), usize::MAX);
    for arc in 0..base.arc_count() {
        let mut rest: Vec<Spot> = full.arc(arc).map(Spot::from).collect();
        rest.drain(..usize::from(base.arc(arc).next().is_some()));
        each_gap(base, arc, &mut |from, to| {
            let inside = rest.iter().take_while(|spot| spot.level > above).count();
            gaps.between(from, to, &rest[..inside]);
            rest.drain(..(inside + 1).min(rest.len()));
        });
    }
    gaps.coder.bits.finish()
}
