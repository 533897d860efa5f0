//! JSON-LD with the vocabulary of schema.org: a `Dataset`, and about it each `Event`, `Place` and
//! `NewsArticle`.
//!
//! A graph refers to its own nodes by fragments: `#event-ID`, `#place-ID`, `#article-ID`. The
//! context is in the text itself, so that no program has to fetch one.
//!
//! **Dates.** Each event that has one carries it whole, as `dcterms:temporal` with the datatype that
//! the Library of Congress defines for EDTF. `startDate` and `endDate` are there only where the
//! date is a day, or an interval between two days, and nothing else; the same holds for an
//! article's `dcterms:issued` and `datePublished`. A month is never given as its first day.
//!
//! **Places.** Where something took place is its `location`; where it came from or went, and what it
//! concerns, is its `about`. A position is a circle with the radius within which it is claimed.
//!
//! **Reports.** `subjectOf` holds a part of an article for each report: its paragraphs as
//! `position`, who says so as `creditText`, on what ground as a keyword.
//!
//! **Relations.** `part-of` is `superEvent`; others are `dcterms:relation`, whose kind and reason
//! only the GeoJSON has. Kind and status are keywords from their own sets of terms: an event that is
//! planned or rumoured is told from one that happened by its status only.

use super::chosen::Chosen;
use super::node::{Node, Object};
use super::shared::compact;
use crate::model::edtf::{Bound, Edtf};
use crate::model::{
    Article, Event, Kind, Lang, Mention, Place, PlaceClass, PlaceIx, RelationKind, Report, Role,
};
use std::collections::BTreeSet;

/// Vocabularies: the one of the names without a prefix, and those with one.
const CONTEXT: [(&str, &str); 3] = [
    ("@vocab", "https://schema.org/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("edtf", "http://id.loc.gov/datatypes/edtf/"),
];

/// The chosen events with their places and articles, a line each.
#[must_use]
pub fn write(chosen: &Chosen<'_>) -> String {
    let context = CONTEXT.map(|(prefix, iri)| (prefix, iri.into()));
    let mut graph = vec![dataset(chosen)];
    graph.extend(chosen.events().map(|of| event(chosen, of)));
    graph.extend(places(chosen).into_iter().map(|ix| place(chosen, ix)));
    graph.extend(chosen.articles().map(|(_, of)| article(of)));
    let context = compact(&Node::Object(context.into()));
    let nodes: Vec<String> = graph.iter().map(compact).collect();
    let text = format!(
        "{{\"@context\":{context},\"@graph\":[\n{}\n]}}\n",
        nodes.join(",\n")
    );
    // Only texts have this letter, and in a page's `script` one of them could end it.
    text.replace('<', "\\u003c")
}

/// A reference to a node.
fn to(sort: &str, id: &str) -> Node {
    let id = ["#", sort, "-", id].concat();
    Object::default().with("@id", id).into()
}

/// A word of a closed list.
fn term(set: &str, code: &str, name: &str) -> Node {
    Object::of("DefinedTerm")
        .with("inDefinedTermSet", set)
        .with("termCode", code)
        .with("name", name)
        .into()
}

fn dataset(chosen: &Chosen<'_>) -> Node {
    let corpus = chosen.corpus;
    let about = "Events on the border of China and North Korea as articles report them, each with \
                 its places, how exactly its date is known, and who says so.";
    let years: BTreeSet<i16> = chosen
        .events()
        .flat_map(|event| {
            let years = chosen.years(Chosen::date(event).as_ref());
            years
                .possible
                .ends()
                .into_iter()
                .flat_map(|(first, last)| [first, last])
        })
        .collect();
    let covered = match (years.first(), years.last()) {
        (Some(first), Some(last)) => Some(format!("{first:04}/{last:04}")),
        _ => None,
    };
    let region = corpus.region.map(|region| {
        let corners = [region.south, region.west, region.north, region.east];
        let shape = Object::of("GeoShape").with("box", corners.map(|at| at.to_string()).join(" "));
        Object::of("Place").with("geo", shape)
    });
    Object::of("Dataset")
        .with("@id", "#dataset")
        .with(
            "name",
            "Reported events on the border of China and North Korea",
        )
        .with("description", about)
        .maybe("temporalCoverage", covered)
        .maybe("spatialCoverage", region)
        .list(
            "about",
            chosen.events().map(|event| to("event", event.id())),
        )
        .list(
            "citation",
            chosen
                .articles()
                .map(|(_, article)| to("article", &article.id)),
        )
        .into()
}

fn event<'c>(chosen: &Chosen<'c>, event: Event<'c>) -> Node {
    let corpus = chosen.corpus;
    let date = Chosen::date(event);
    let [start, end] = date.as_ref().map(days).unwrap_or_default();
    let (here, elsewhere): (Vec<Mention>, Vec<Mention>) = event
        .mentions()
        .into_iter()
        .partition(|at| is_location(chosen, at));
    let refer = |mentions: Vec<Mention>| {
        let mut seen = BTreeSet::new();
        let mentions = mentions.into_iter().filter(move |at| seen.insert(at.place));
        let nodes: Vec<Node> = mentions
            .map(|at| to("place", &corpus.place(at.place).id))
            .collect();
        nodes
    };
    let kind = event.kind().map(|kind| corpus.kind(kind));
    let kind = kind.map(|kind: &Kind| term("kind", &kind.id, kind.name(Lang::En)));
    let status = event.status();
    let status = status.map(|status| term("status", status.slug(), status.slug()));
    let relations = |whole: bool| {
        let own = corpus.relations_of(event.ix()).filter(move |relation| {
            relation.from == event.ix() && whole == (relation.kind == RelationKind::PartOf)
        });
        own.map(|relation| to("event", corpus.event(relation.to).id()))
    };
    Object::of("Event")
        .with("@id", ["#event-", event.id()].concat())
        .with("identifier", event.id())
        .text("name", event.title())
        .text("description", event.summary())
        .text("url", event.url())
        .maybe(
            "dcterms:temporal",
            date.is_some().then(|| edtf(event.when())),
        )
        .maybe("startDate", start)
        .maybe("endDate", end)
        .list("location", refer(here))
        .list("about", refer(elsewhere))
        .list("keywords", kind.into_iter().chain(status))
        .list("superEvent", relations(true))
        .list("dcterms:relation", relations(false))
        .list(
            "subjectOf",
            event.reports().iter().map(|of| report(chosen, of)),
        )
        .into()
}

/// Whether an event took place there, and it is somewhere.
fn is_location(chosen: &Chosen<'_>, mention: &Mention) -> bool {
    let class = chosen.corpus.place(mention.place).class;
    mention.role == Role::At && class != PlaceClass::Body
}

fn report(chosen: &Chosen<'_>, report: &Report) -> Node {
    let article = chosen.corpus.article(report.article);
    let paragraphs: Vec<String> = report.paragraphs.iter().map(ToString::to_string).collect();
    let certainty = report.certainty;
    let certainty = certainty.map(|word| term("certainty", word.slug(), word.slug()));
    Object::of("CreativeWork")
        .with("isPartOf", to("article", &article.id))
        .text("position", &paragraphs.join(", "))
        .text("creditText", &report.speaker)
        .maybe("keywords", certainty)
        .into()
}

/// A date as it is, with its datatype.
fn edtf(text: &str) -> Node {
    Object::default()
        .with("@type", "edtf:EDTF")
        .with("@value", text)
        .into()
}

/// The first and the last day of a date that says nothing but these.
fn days(date: &Edtf) -> [Option<String>; 2] {
    let plain = !date.is_uncertain() && !date.is_approximate();
    let spans = date.spans();
    let [span] = &*spans else {
        return [None, None];
    };
    let day = |(first, last): (Bound, Bound)| {
        let day = first.day().filter(|_| plain && first == last)?;
        // What has more digits or a sign is not a date of schema.org.
        (0..=9999).contains(&day.year()).then(|| day.to_string())
    };
    match [day(span.start), day(span.end)] {
        [Some(start), Some(end)] => [Some(start), Some(end)],
        _ => [None, None],
    }
}

/// The places that are referred to, with what they lie within, in the order of the gazetteer.
fn places(chosen: &Chosen<'_>) -> BTreeSet<PlaceIx> {
    let mut found = BTreeSet::new();
    for event in chosen.events() {
        for mention in event.mentions() {
            let mut next = Some(mention.place);
            // A place that is already there has brought those around it, so a circle ends.
            while let Some(ix) = next.filter(|ix| found.insert(*ix)) {
                next = chosen.corpus.place(ix).within;
            }
        }
    }
    found
}

fn place(chosen: &Chosen<'_>, ix: PlaceIx) -> Node {
    let place = chosen.corpus.place(ix);
    let is_body = place.class == PlaceClass::Body;
    let name = place.name(Lang::En);
    let mut seen = BTreeSet::from([name]);
    let others = place.names.iter().chain(&place.other_names);
    let others = others.filter(|other| !other.is_empty() && seen.insert(other));
    let within = place.within.map(|within| &chosen.corpus.place(within).id);
    let around = if is_body {
        "parentOrganization"
    } else {
        "containedInPlace"
    };
    let country = place
        .country
        .as_deref()
        .map(|country| Object::of("PostalAddress").with("addressCountry", country));
    Object::of(type_of(place.class))
        .with("@id", ["#place-", &place.id].concat())
        .with("identifier", &*place.id)
        .with("name", name)
        .list("alternateName", others.map(|other| (&**other).into()))
        .with(
            "keywords",
            term("class", place.class.slug(), place.class.slug()),
        )
        .maybe("geo", circle(place))
        .maybe("address", country)
        .maybe(around, within.map(|id| to("place", id)))
        .into()
}

fn type_of(class: PlaceClass) -> &'static str {
    match class {
        PlaceClass::Body => "Organization",
        PlaceClass::Country => "Country",
        PlaceClass::Town => "City",
        PlaceClass::River => "RiverBodyOfWater",
        PlaceClass::Prefecture | PlaceClass::Province => "AdministrativeArea",
        _ => "Place",
    }
}

/// A position, and the radius in metres within which it is claimed.
fn circle(place: &Place) -> Option<Object> {
    let at = place.position?;
    let middle = Object::of("GeoCoordinates")
        .with("latitude", at.lat)
        .with("longitude", at.lon);
    if place.precision_m <= 0.0 {
        return Some(middle);
    }
    let circle = Object::of("GeoCircle").with("geoMidpoint", middle);
    Some(circle.with("geoRadius", place.precision_m))
}

fn article(article: &Article) -> Node {
    let date = Edtf::parse(&article.published).ok();
    let date = date.filter(|date| !date.is_undated());
    let [first, last] = date.as_ref().map(days).unwrap_or_default();
    let original = article.original.as_ref().map(|original| {
        named(
            Object::of("NewsArticle"),
            "publisher",
            "Organization",
            &original.outlet,
        )
        .text("inLanguage", &original.language)
        .list("author", persons(&original.byline))
    });
    let translated = article
        .original
        .as_ref()
        .is_some_and(|original| original.language != article.language);
    let of = if translated {
        "translationOfWork"
    } else {
        "isBasedOn"
    };
    let node = Object::of("NewsArticle")
        .with("@id", ["#article-", &article.id].concat())
        .with("identifier", &*article.id)
        .text("headline", &article.headline);
    named(node, "publisher", "Organization", &article.outlet)
        .list("author", persons(&article.byline))
        .list("translator", persons(&article.translators))
        .list("editor", persons(&article.editors))
        .maybe(
            "dcterms:issued",
            date.is_some().then(|| edtf(&article.published)),
        )
        .maybe(
            "datePublished",
            first.filter(|first| Some(first) == last.as_ref()),
        )
        .text("inLanguage", &article.language)
        .text("url", &article.url)
        .text("dcterms:source", &article.source)
        .maybe(of, original)
        .into()
}

/// Adds a thing of which only the name is known.
fn named(object: Object, member: &'static str, r#type: &'static str, name: &str) -> Object {
    let thing = (!name.is_empty()).then(|| Object::of(r#type).with("name", name));
    object.maybe(member, thing)
}

fn persons(names: &[Box<str>]) -> impl Iterator<Item = Node> {
    let names = names.iter().filter(|name| !name.is_empty());
    names.map(|name| Object::of("Person").with("name", &**name).into())
}
