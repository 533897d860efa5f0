//! Bytes to corpus. They come over a network from a server that somebody else runs, so nothing in
//! them is believed.

use super::rows::{CorpusRow, EventRow, PER_DEGREE, PlaceRow};
use super::{CompiledError, MAGIC, VERSION};
use crate::geo::{Bounds, LonLat};
use crate::model::{
    Article, ArticleIx, Basis, Certainty, Corpus, Dangling, EventIx, Figure, Kind, KindIx, Mention,
    NewEvent, Original, Place, PlaceClass, PlaceIx, Relation, RelationKind, Report, Role, Status,
};

/// Reads what `write` wrote. Memory is bounded by a small multiple of the bytes,
/// whatever lengths they claim.
///
/// # Errors
/// [`CompiledError`] for everything else; never a part of a corpus.
pub fn read(bytes: &[u8]) -> Result<Corpus, CompiledError> {
    let body = bytes
        .strip_prefix(&MAGIC)
        .ok_or(CompiledError::NotCompiled)?;
    let (&version, body) = body.split_first().ok_or(CompiledError::Garbled)?;
    if version != VERSION {
        return Err(CompiledError::Version(version));
    }
    let (rows, rest) =
        postcard::take_from_bytes::<CorpusRow<'_>>(body).map_err(|_| CompiledError::Garbled)?;
    if !rest.is_empty() {
        return Err(CompiledError::TooLong);
    }
    corpus(&rows)
}

fn corpus(rows: &CorpusRow<'_>) -> Result<Corpus, CompiledError> {
    let mut corpus = Corpus::default();
    if let Some(edges) = rows.region {
        let [west, south, east, north] = edges.map(degrees);
        on_globe(west, south)?;
        on_globe(east, north)?;
        corpus.region = Some(Bounds {
            west,
            south,
            east,
            north,
        });
    }
    for row in &rows.articles {
        let original = row.original.as_ref().map(|original| Original {
            outlet: original.outlet.into(),
            language: original.language.into(),
            byline: texts(&original.byline),
        });
        corpus.articles.push(Article {
            id: row.id.into(),
            source: row.source.into(),
            outlet: row.outlet.into(),
            headline: row.headline.into(),
            byline: texts(&row.byline),
            translators: texts(&row.translators),
            editors: texts(&row.editors),
            original,
            published: row.published.into(),
            published_basis: maybe_word(row.published_basis, Basis::ALL, "basis")?,
            published_why: row.published_why.into(),
            language: row.language.into(),
            url: row.url.into(),
        });
    }
    for row in &rows.kinds {
        corpus.kinds.push(Kind {
            id: row.id.into(),
            names: row.names.map(Box::from),
        });
    }
    let count = rows.places.len();
    for row in &rows.places {
        corpus.places.push(place(row, count)?);
    }
    for row in &rows.events {
        add_event(&mut corpus, row)?;
    }
    for row in &rows.relations {
        let relation = Relation {
            from: EventIx(row.from),
            kind: word(row.kind, RelationKind::ALL, "relation")?,
            to: EventIx(row.to),
            note: row.note.into(),
        };
        corpus.add_relation(relation).map_err(dangling)?;
    }
    Ok(corpus)
}

fn place(row: &PlaceRow<'_>, count: usize) -> Result<Place, CompiledError> {
    let position = row
        .position
        .map(|(lon, lat)| on_globe(degrees(lon), degrees(lat)));
    let other = |number: u32| match number.checked_sub(1) {
        Some(ix) if ix as usize >= count => Err(CompiledError::Dangling("place")),
        ix => Ok(ix.map(PlaceIx)),
    };
    Ok(Place {
        id: row.id.into(),
        class: word(row.class, PlaceClass::ALL, "class of place")?,
        country: row.country.map(Box::from),
        names: row.names.map(Box::from),
        other_names: texts(&row.other_names),
        position: position.transpose()?,
        precision_m: f64::from(row.precision_m),
        shape: row.shape.map(Box::from),
        facing: other(row.facing)?,
        within: other(row.within)?,
        source: row.source.into(),
    })
}

fn add_event(corpus: &mut Corpus, row: &EventRow<'_>) -> Result<(), CompiledError> {
    let mut event = NewEvent {
        id: row.id,
        title: row.title,
        summary: row.summary,
        kind: row.kind.checked_sub(1).map(KindIx),
        when: row.when,
        basis: maybe_word(row.basis, Basis::ALL, "basis")?,
        why: row.why,
        status: maybe_word(row.status, Status::ALL, "status")?,
        url: row.url,
        actors: texts(&row.actors),
        ..NewEvent::default()
    };
    for mention in &row.mentions {
        event.mentions.push(Mention {
            place: PlaceIx(mention.place),
            role: word(mention.role, Role::ALL, "role")?,
            printed: mention.printed.into(),
        });
    }
    for figure in &row.figures {
        if !(figure.value.is_finite() && figure.value_to.is_none_or(f64::is_finite)) {
            return Err(CompiledError::Value("number"));
        }
        event.figures.push(Figure {
            value: figure.value,
            value_to: figure.value_to,
            unit: figure.unit.into(),
            what: figure.what.into(),
            printed: figure.printed.into(),
        });
    }
    for report in &row.reports {
        event.reports.push(Report {
            article: ArticleIx(report.article),
            paragraphs: report.paragraphs.as_slice().into(),
            certainty: maybe_word(report.certainty, Certainty::ALL, "certainty")?,
            speaker: report.speaker.into(),
        });
    }
    corpus.add_event(&event).map_err(dangling)?;
    Ok(())
}

fn texts(texts: &[&str]) -> Vec<Box<str>> {
    texts.iter().map(|text| Box::from(*text)).collect()
}

fn word<W: Copy>(number: u8, all: &[W], what: &'static str) -> Result<W, CompiledError> {
    let found = all.get(usize::from(number)).copied();
    found.ok_or(CompiledError::Value(what))
}

fn maybe_word<W: Copy>(
    number: u8,
    all: &[W],
    what: &'static str,
) -> Result<Option<W>, CompiledError> {
    let number = number.checked_sub(1);
    number.map(|number| word(number, all, what)).transpose()
}

fn degrees(units: i32) -> f64 {
    f64::from(units) / PER_DEGREE
}

fn on_globe(lon: f64, lat: f64) -> Result<LonLat, CompiledError> {
    let at = LonLat::new(lon, lat);
    let valid = at.is_valid().then_some(at);
    valid.ok_or(CompiledError::Value("position"))
}

const fn dangling(what: Dangling) -> CompiledError {
    CompiledError::Dangling(match what {
        Dangling::Place => "place",
        Dangling::Kind => "kind",
        Dangling::Article => "article",
        Dangling::Event => "event",
    })
}
