//! The events of a corpus by column.

use super::flat::{Pack, StripRef, Unpack};
use super::ids::Ids;
use super::mentions::Mentions;
use super::table::{Runs, Texts};
use super::words::{Numbers, Words};
use super::{
    ArticleIx, Basis, Certainty, EventIx, Figure, KindIx, NewEvent, PlaceIx, Report, Status,
};

/// The events by column.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub ids: Ids,
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
    pub mentions: Mentions,
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
        self.mentions.push(&event.mentions);
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

    fn texts(&self) -> [&Texts; 4] {
        [&self.titles, &self.summaries, &self.whys, &self.urls]
    }

    pub fn shrink(&mut self) {
        self.ids.shrink();
        let texts = [
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
        self.ids.heap_bytes() + texts + self.whens.heap_bytes() + numbers + runs
    }

    /// Packs the events.
    pub fn pack(&self, to: &mut Pack<'_>) {
        self.ids.pack(to);
        self.texts().into_iter().for_each(|texts| texts.pack(to));
        self.whens.pack(to);
        self.kinds.pack(to);
        self.facts.pack(to);
        self.actors.pack_ends(to);
        to.texts(self.actors.items());
        self.mentions.pack(to);
        self.figures.pack_ends(to);
        to.list(self.figures.items(), |to, figure| {
            to.float(figure.value);
            to.number(figure.value_to.is_some().into());
            to.float(figure.value_to.unwrap_or_default());
            for text in [&figure.unit, &figure.what, &figure.printed] {
                to.text(text);
            }
        });
        self.pack_reports(to);
    }

    /// Paragraphs and speakers of the reports that have any go onto the tape.
    fn pack_reports(&self, to: &mut Pack<'_>) {
        let reports = self.reports.items();
        let articles: Vec<u32> = reports.iter().map(|report| report.article.0).collect();
        let certainty = |report: &Report| report.certainty.map_or(0, |word| word as u8 + 1);
        let certainties: Vec<u8> = reports.iter().map(certainty).collect();
        to.longs(&articles);
        to.strip(StripRef::Bytes(&certainties));
        let has_more = |(_, report): &(usize, &Report)| {
            !report.paragraphs.is_empty() || !report.speaker.is_empty()
        };
        let more: Vec<_> = reports.iter().enumerate().filter(has_more).collect();
        to.list(&more, |to, (number, report)| {
            to.number(*number as u32);
            to.list(&report.paragraphs, |to, one| to.number((*one).into()));
            to.text(&report.speaker);
        });
        self.reports.pack_ends(to);
    }

    /// Takes events that were packed, of a corpus with so many kinds and articles whose places
    /// `has` tells. Costs a look at each mention and each report.
    pub fn unpack(
        from: &mut Unpack,
        kinds: usize,
        articles: usize,
        has: &dyn Fn(PlaceIx) -> bool,
    ) -> Self {
        let columns = Self {
            ids: Ids::unpack(from),
            titles: Texts::unpack(from),
            summaries: Texts::unpack(from),
            whys: Texts::unpack(from),
            urls: Texts::unpack(from),
            whens: Words::unpack(from),
            kinds: Numbers::unpack(from),
            facts: Numbers::unpack(from),
            actors: Runs::unpack_ends_first(from, Unpack::texts),
            mentions: Mentions::unpack(from, has),
            figures: Runs::unpack_ends_first(from, |from| from.list(unpack_figure)),
            reports: unpack_reports(from, articles),
        };
        let fits = columns.kinds.len() == columns.len();
        from.check(fits && columns.kinds.largest() as usize <= kinds, "kinds");
        columns
    }

    /// Bytes of the letters of all texts, each date once.
    pub fn letter_bytes(&self) -> usize {
        let texts: usize = self.texts().iter().map(|texts| texts.letter_bytes()).sum();
        self.ids.letter_bytes() + texts + self.whens.distinct().letter_bytes()
    }
}

fn unpack_figure(from: &mut Unpack) -> Figure {
    let value = from.float();
    let is_range = from.number() > 0;
    let value_to = Some(from.float()).filter(|_| is_range);
    Figure {
        value,
        value_to,
        unit: from.text(),
        what: from.text(),
        printed: from.text(),
    }
}

#[inline(never)]
fn unpack_reports(from: &mut Unpack, articles: usize) -> Runs<Report> {
    let (numbers, certainties) = (from.longs(), from.bytes());
    let mut reports = Vec::with_capacity(numbers.len());
    for (article, certainty) in numbers.iter().zip(&certainties) {
        from.check((*article as usize) < articles, "reports");
        reports.push(Report {
            article: ArticleIx(*article),
            paragraphs: Box::default(),
            certainty: word(Certainty::ALL, (*certainty).into()),
            speaker: Box::default(),
        });
    }
    let more = from.list(|from| {
        let number = from.number() as usize;
        let paragraphs = from.list(|from| from.number() as u16);
        (number, paragraphs, from.text())
    });
    for (number, paragraphs, speaker) in more {
        match reports.get_mut(number) {
            Some(report) => {
                report.paragraphs = paragraphs.into();
                report.speaker = speaker;
            }
            None => from.fail("reports"),
        }
    }
    Runs::unpack_ends(reports, from)
}

/// The word of a vocabulary with a number from 1.
fn word<W: Copy>(all: &[W], number: u32) -> Option<W> {
    all.get(number.checked_sub(1)? as usize).copied()
}
