//! The rules. Each is a function in a file of its own or beside its sisters, and is named in
//! [`RULES`]; `tests/corpora` holds a corpus that breaks it.

mod addresses;
mod basis;
mod citations;
mod cycles;
mod duplicates;
mod facing;
mod figures;
mod fingerprints;
mod ids;
mod numbers;
mod order;
mod own_words;
mod paragraphs;
mod positions;
mod printed;
mod relations;
mod summaries;
mod years;

use super::Rule;

/// Every rule beyond those of reading, in the order in which they run.
pub const RULES: &[Rule] = &[
    ("id-form", ids::form),
    ("file-name", ids::file_name),
    ("summary-length", summaries::length),
    ("year-range", years::range),
    ("date-basis", basis::basis),
    ("event-after-report", order::event_after_report),
    ("report-before-event", order::report_before_event),
    ("reports", paragraphs::reports),
    ("paragraphs", paragraphs::order),
    ("relation-twice", relations::twice),
    ("relation-order", relations::order),
    ("cycle", cycles::cycle),
    ("facing", facing::facing),
    ("position-precision", positions::precision),
    ("position-country", positions::country),
    ("position-within", positions::within),
    ("shape", positions::shape),
    ("place-name", positions::name),
    ("near-duplicate", duplicates::near),
    ("figure-value", figures::value),
    ("address", addresses::url),
    ("language", addresses::language),
    ("country-code", addresses::country),
    ("fingerprint-form", fingerprints::form),
    ("fingerprint-missing", fingerprints::missing),
    ("fingerprint", fingerprints::matching),
    ("article-text", citations::text),
    ("paragraph-missing", citations::exist),
    ("printed-place", printed::places),
    ("printed-figure", printed::figures),
    ("own-words", own_words::runs),
];
