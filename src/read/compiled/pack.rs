//! Corpus to bytes. Native only: the widget writes nothing.

use super::rows::{
    ArticleRow, CorpusRow, EventRow, FigureRow, KindRow, MentionRow, OriginalRow, PER_DEGREE,
    PlaceRow, RelationRow, ReportRow,
};
use super::{MAGIC, VERSION};
use crate::model::{Article, Corpus, Event, Kind, Place, Relation};

/// The bytes of a corpus.
///
/// # Errors
/// postcard's error, which writing to memory has no cause for.
pub fn write(corpus: &Corpus) -> Result<Vec<u8>, postcard::Error> {
    let rows = CorpusRow {
        region: corpus
            .region
            .map(|region| [region.west, region.south, region.east, region.north].map(units)),
        articles: corpus.articles.iter().map(article).collect(),
        kinds: corpus.kinds.iter().map(kind).collect(),
        places: corpus.places.iter().map(place).collect(),
        events: corpus.events().map(event).collect(),
        relations: corpus.relations().iter().map(relation).collect(),
    };
    let mut bytes = MAGIC.to_vec();
    bytes.push(VERSION);
    postcard::to_extend(&rows, bytes)
}

fn article(article: &Article) -> ArticleRow<'_> {
    let original = article.original.as_ref().map(|original| OriginalRow {
        outlet: &original.outlet,
        language: &original.language,
        byline: texts(&original.byline),
    });
    ArticleRow {
        id: &article.id,
        source: &article.source,
        outlet: &article.outlet,
        headline: &article.headline,
        byline: texts(&article.byline),
        published: &article.published,
        published_basis: article.published_basis.map_or(0, |basis| basis as u8 + 1),
        published_why: &article.published_why,
        language: &article.language,
        url: &article.url,
        translators: texts(&article.translators),
        editors: texts(&article.editors),
        original,
    }
}

fn kind(kind: &Kind) -> KindRow<'_> {
    KindRow {
        id: &kind.id,
        names: kind.names.each_ref().map(|name| &**name),
    }
}

fn place(place: &Place) -> PlaceRow<'_> {
    PlaceRow {
        id: &place.id,
        class: place.class as u8,
        country: place.country.as_deref(),
        names: place.names.each_ref().map(|name| &**name),
        other_names: texts(&place.other_names),
        position: place.position.map(|at| (units(at.lon), units(at.lat))),
        precision_m: place.precision_m.ceil() as u32,
        shape: place.shape.as_deref(),
        facing: place.facing.map_or(0, |ix| ix.0 + 1),
        within: place.within.map_or(0, |ix| ix.0 + 1),
        source: &place.source,
    }
}

fn event(event: Event<'_>) -> EventRow<'_> {
    let mentions = event.mentions().iter().map(|mention| MentionRow {
        place: mention.place.0,
        role: mention.role as u8,
        printed: &mention.printed,
    });
    let figures = event.figures().iter().map(|figure| FigureRow {
        value: figure.value,
        value_to: figure.value_to,
        unit: &figure.unit,
        what: &figure.what,
        printed: &figure.printed,
    });
    let reports = event.reports().iter().map(|report| ReportRow {
        article: report.article.0,
        paragraphs: report.paragraphs.to_vec(),
        certainty: report.certainty.map_or(0, |certainty| certainty as u8 + 1),
        speaker: &report.speaker,
    });
    EventRow {
        id: event.id(),
        title: event.title(),
        summary: event.summary(),
        kind: event.kind().map_or(0, |ix| ix.0 + 1),
        when: event.when(),
        basis: event.basis().map_or(0, |basis| basis as u8 + 1),
        why: event.why(),
        status: event.status().map_or(0, |status| status as u8 + 1),
        url: event.url(),
        actors: texts(event.actors()),
        mentions: mentions.collect(),
        figures: figures.collect(),
        reports: reports.collect(),
    }
}

fn relation(relation: &Relation) -> RelationRow<'_> {
    RelationRow {
        from: relation.from.0,
        kind: relation.kind as u8,
        to: relation.to.0,
        note: &relation.note,
    }
}

fn texts(texts: &[Box<str>]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}

fn units(degrees: f64) -> i32 {
    (degrees * PER_DEGREE).round() as i32
}
