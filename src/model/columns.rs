//! The events of a corpus by column.

use super::table::{Runs, Texts};
use super::words::{Numbers, Words};
use super::{Basis, EventIx, Figure, KindIx, Mention, NewEvent, Report, Status};

/// The events by column.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub ids: Texts,
    pub titles: Texts,
    pub summaries: Texts,
    pub whens: Words,
    pub whys: Texts,
    pub urls: Texts,
    /// One more than the kind, or 0.
    kinds: Numbers,
    /// One more than the basis, or 0, with [`SLUGS`] times one more than the status.
    facts: Numbers,
    pub actors: Runs<Box<str>>,
    pub mentions: Runs<Mention>,
    pub figures: Runs<Figure>,
    pub reports: Runs<Report>,
}

/// More than there are words in any vocabulary.
const SLUGS: u32 = 16;

impl Columns {
    /// Adds an event.
    pub fn push(&mut self, event: &NewEvent<'_>) -> EventIx {
        self.titles.push(event.title);
        self.summaries.push(event.summary);
        self.whens.push(event.when);
        self.whys.push(event.why);
        self.urls.push(event.url);
        self.kinds.push(event.kind.map_or(0, |kind| kind.0 + 1));
        let basis = event.basis.map_or(0, |basis| basis as u32 + 1);
        let status = event.status.map_or(0, |status| status as u32 + 1);
        self.facts.push(basis + SLUGS * status);
        self.actors.push(event.actors.iter().cloned());
        self.mentions.push(event.mentions.iter().cloned());
        self.figures.push(event.figures.iter().cloned());
        self.reports.push(event.reports.iter().cloned());
        EventIx(self.ids.push(event.id))
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn kind(&self, event: EventIx) -> Option<KindIx> {
        self.kinds.get(event.at()).checked_sub(1).map(KindIx)
    }

    pub fn basis(&self, event: EventIx) -> Option<Basis> {
        word(Basis::ALL, self.facts.get(event.at()) % SLUGS)
    }

    pub fn status(&self, event: EventIx) -> Option<Status> {
        word(Status::ALL, self.facts.get(event.at()) / SLUGS)
    }

    fn texts(&self) -> [&Texts; 5] {
        [
            &self.ids,
            &self.titles,
            &self.summaries,
            &self.whys,
            &self.urls,
        ]
    }

    pub fn shrink(&mut self) {
        let texts = [
            &mut self.ids,
            &mut self.titles,
            &mut self.summaries,
            &mut self.whys,
            &mut self.urls,
        ];
        texts.into_iter().for_each(Texts::shrink);
        self.whens.shrink();
        self.kinds.shrink();
        self.facts.shrink();
        self.actors.shrink();
        self.mentions.shrink();
        self.figures.shrink();
        self.reports.shrink();
    }

    /// Bytes on the heap, without what single names of reports and actors hold there.
    pub fn heap_bytes(&self) -> usize {
        let texts: usize = self.texts().iter().map(|texts| texts.heap_bytes()).sum();
        let numbers = self.kinds.heap_bytes() + self.facts.heap_bytes();
        let runs = self.actors.heap_bytes()
            + self.mentions.heap_bytes()
            + self.figures.heap_bytes()
            + self.reports.heap_bytes();
        texts + self.whens.heap_bytes() + numbers + runs
    }

    /// Bytes of the letters of all texts, each date once.
    pub fn letter_bytes(&self) -> usize {
        let texts: usize = self.texts().iter().map(|texts| texts.letter_bytes()).sum();
        texts + self.whens.distinct().letter_bytes()
    }
}

/// The word of a vocabulary with a number from 1.
fn word<W: Copy>(all: &[W], number: u32) -> Option<W> {
    all.get(number.checked_sub(1)? as usize).copied()
}
