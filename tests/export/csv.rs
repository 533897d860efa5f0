//! CSV.

use super::awkward::awkward;
use super::{all, catalogs, find};
use csv::{Reader, ReaderBuilder, Terminator, WriterBuilder};
use std::collections::BTreeMap;
use yalu_map::export::Format;
use yalu_map::export::csv::COLUMNS;

#[test]
fn csv_is_read_back_and_holds_no_formula() {
    for catalog in catalogs() {
        let corpus = catalog.corpus();
        let text = all(Format::Csv, &catalog);
        assert!(text.ends_with("\r\n"));
        let found = rows(&text);
        assert_eq!(found.len(), corpus.len());
        for row in &found {
            let event = find(corpus, &row["id"]);
            assert_eq!(row["edtf"], event.when());
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(
                row["summary"].trim_start_matches('\''),
                plain(event.summary())
            );
            let places = event.places().map(|place| &*corpus.place(place).id);
            assert_eq!(row["place_ids"], places.collect::<Vec<_>>().join(" | "));
            for (column, cell) in row {
                let number = cell.parse::<f64>().is_ok_and(f64::is_finite);
                let formula = cell.trim_start().starts_with(['=', '+', '-', '@']);
                assert!(number || !formula, "{column}: {cell}");
            }
        }
    }
    let found = rows(&all(Format::Csv, &awkward()));
    assert_eq!(
        found[0]["title"],
        "'=HYPERLINK(\"https://a.example\",\"x\"), \"quoted\""
    );
}

/// Quotation marks stand where the crate's own writer sets them, and nowhere else.
#[test]
fn csv_is_written_as_the_crate_writes_it() {
    for catalog in catalogs() {
        let text = all(Format::Csv, &catalog);
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        for record in reader.records() {
            writer.write_record(&record.unwrap()).unwrap();
        }
        let again = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        assert_eq!(text, again);
    }
    assert!(all(Format::Csv, &awkward()).contains("\"'=HYPERLINK(\"\"https"));
}

/// The rows by the names of their columns.
pub fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap(), &COLUMNS[..]);
    reader.deserialize().map(|row| row.unwrap()).collect()
}
