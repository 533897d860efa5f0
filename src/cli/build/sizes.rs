//! Measures what is shipped and prints it as a table.

use std::fmt::Write as _;
use std::io::Write as _;

use super::budget::Measure;
use super::site::File;

/// When a reader's browser asks for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Needed for the first complete picture.
    First,
    /// Loaded by the widget when a view needs it.
    Later,
    /// Loaded by the widget when a page has events of its own.
    Own,
    /// Belongs to the page around the widget; an embedder does not copy it.
    Page,
}

/// A file of the built folder and its size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipped {
    /// Its path in the folder, with `/` between the parts.
    pub name: String,
    /// When it is asked for.
    pub group: Group,
    /// Bytes as they lie in the folder.
    pub raw: usize,
    /// Bytes after brotli at quality 11, never more than `raw`: a host sends the smaller.
    pub brotli: usize,
}

/// Brotli at `quality` (0 to 11) with a window of 4 MB.
///
/// Quality 11 takes about five seconds a megabyte, quality 5 a tenth of a second.
#[must_use]
pub fn brotli(bytes: &[u8], quality: u32) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len() / 3);
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, quality, 22);
    // Writing to a vector cannot fail; the last bytes come when the writer is dropped.
    let _ = writer.write_all(bytes);
    drop(writer);
    packed
}

/// Compresses each file at quality 11, on all cores: `(size, compressed bytes)` in the order of
/// `files`.
#[must_use]
pub fn compress_all(files: &[File]) -> Vec<(Shipped, Vec<u8>)> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let done = std::sync::Mutex::new(Vec::with_capacity(files.len()));
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers.min(files.len()) {
            scope.spawn(|| {
                while let Some((at, file)) = {
                    let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    files.get(at).map(|file| (at, file))
                } {
                    let packed = brotli(&file.bytes, 11);
                    if let Ok(mut done) = done.lock() {
                        done.push((at, packed));
                    }
                }
            });
        }
    });
    let mut packed = done.into_inner().unwrap_or_default();
    packed.sort_unstable_by_key(|(at, _)| *at);
    files
        .iter()
        .zip(packed)
        .map(|(file, (_, packed))| {
            let shipped = Shipped {
                name: file.name.clone(),
                group: file.group,
                raw: file.bytes.len(),
                brotli: packed.len().min(file.bytes.len()),
            };
            (shipped, packed)
        })
        .collect()
}

/// The table that `yalu build` prints: files by group and name, then the figures with a budget.
#[must_use]
pub fn table(files: &[Shipped], measures: &[Measure]) -> String {
    let mut files: Vec<&Shipped> = files.iter().collect();
    files.sort_by(|a, b| (a.group, &a.name).cmp(&(b.group, &b.name)));
    let names = files.iter().map(|file| file.name.chars().count());
    let labels = measures.iter().map(|measure| measure.what.len());
    let width = names.chain(labels).max().unwrap_or(0).max(24);

    let mut text = String::new();
    // Writing to a string cannot fail, so the results below are let go.
    let _ = writeln!(
        text,
        "{:width$}  {:>10}  {:>10}  {:>10}",
        "bytes", "raw", "brotli", "budget"
    );
    let mut group = None;
    for file in files {
        if group != Some(file.group) {
            group = Some(file.group);
            let _ = writeln!(text, "-- {}", heading(file.group));
        }
        let (raw, brotli) = (thousands(file.raw), thousands(file.brotli));
        let _ = writeln!(text, "{:width$}  {raw:>10}  {brotli:>10}", file.name);
    }
    let _ = writeln!(text, "-- sums");
    for measure in measures {
        let mark = if measure.is_over() { "  over" } else { "" };
        let _ = writeln!(
            text,
            "{:width$}  {:>10}  {:>10}  {:>10}{mark}",
            measure.what,
            thousands(measure.raw),
            thousands(measure.brotli),
            thousands(measure.budget),
        );
    }
    text
}

fn heading(group: Group) -> &'static str {
    match group {
        Group::First => "until the first picture",
        Group::Later => "when a view needs it",
        Group::Own => "when the page has events of its own",
        Group::Page => "the page around it (not counted)",
    }
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::super::budget;
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(thousands(number), text);
        }
    }

    #[test]
    fn compressed_bytes_unpack_to_the_same_in_the_same_order() {
        let files: Vec<File> = [
            &b""[..],
            b"a",
            &vec![7; 100_000],
            b"Yalu Yalu Yalu Yalu Yalu",
        ]
        .iter()
        .enumerate()
        .map(|(at, bytes)| File {
            name: at.to_string(),
            group: Group::First,
            bytes: bytes.to_vec(),
        })
        .collect();
        let packed = compress_all(&files);
        assert_eq!(packed.len(), files.len());
        for (file, (shipped, packed)) in files.iter().zip(&packed) {
            let mut back = Vec::new();
            brotli::Decompressor::new(&packed[..], 4096)
                .read_to_end(&mut back)
                .unwrap();
            assert_eq!(back, file.bytes);
            assert_eq!(shipped.name, file.name);
            assert!(shipped.brotli <= shipped.raw);
        }
        assert!(compress_all(&[]).is_empty());
    }

    #[test]
    fn the_table_names_every_file_and_marks_what_is_over() {
        let files = [
            Shipped {
                name: "b.bin".into(),
                group: Group::First,
                raw: 5,
                brotli: 4,
            },
            Shipped {
                name: "a.wasm".into(),
                group: Group::Later,
                raw: 1_200_000,
                brotli: budget::WASM + 1,
            },
        ];
        let text = table(&files, &budget::measures(&files));
        let lines: Vec<&str> = text.lines().collect();
        let over_by_one = thousands(budget::WASM + 1);
        assert!(
            lines[4].starts_with("a.wasm") && lines[4].ends_with(&over_by_one),
            "{text}"
        );
        assert!(lines[2].starts_with("b.bin"), "{text}");
        let over: Vec<_> = lines.iter().filter(|line| line.ends_with("over")).collect();
        assert_eq!(over.len(), 1, "{text}");
        assert!(!table(&[], &budget::measures(&[])).contains("over"));
    }
}
