//! The served folder, with what was read and compressed kept in memory.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::SystemTime;

use super::mime::{content_type, is_worth_compressing};
use super::negotiate::etag;
use super::policy;
use super::reload::with_script;
use crate::cli::build::sizes::brotli;

/// Files of more bytes are read from the disk each time, and never compressed: only the part
/// that is asked for is then touched.
const LARGEST_IN_MEMORY: u64 = 16 << 20;

/// What lies at a path.
pub enum Found {
    /// A file that is kept in memory.
    Memory(Arc<InMemory>),
    /// A large file.
    Disk(OnDisk),
    /// A folder: its page has the same address with a `/` at the end.
    Folder,
    /// Nothing that may be served.
    Missing,
}

/// A file that was read whole.
pub struct InMemory {
    /// As it is sent, the reload script included.
    pub bytes: Vec<u8>,
    /// Its content type.
    pub content_type: &'static str,
    /// The entity tag of `bytes`, with its quotes.
    pub etag: String,
    /// Of a page: what it is allowed.
    pub policy: Option<String>,
    modified: Option<SystemTime>,
    length_on_disk: u64,
    packed: OnceLock<Option<Vec<u8>>>,
}

impl InMemory {
    /// The bytes after brotli, made when they are first wanted; `None` if that gains nothing.
    /// Quality 5 takes a tenth of a second a megabyte.
    pub fn packed(&self) -> Option<&[u8]> {
        let make = || {
            let packed = is_worth_compressing(self.content_type).then(|| brotli(&self.bytes, 5))?;
            (packed.len() < self.bytes.len()).then_some(packed)
        };
        self.packed.get_or_init(make).as_deref()
    }
}

/// A file that stays on the disk.
pub struct OnDisk {
    /// Open at its start.
    pub file: fs::File,
    /// In bytes.
    pub length: u64,
    /// Its content type.
    pub content_type: &'static str,
    /// Made from its length and the time of its last change, with quotes.
    pub etag: String,
}

/// A folder and what was read from it.
pub struct Store {
    root: PathBuf,
    reloads: bool,
    kept: Mutex<HashMap<PathBuf, Arc<InMemory>>>,
}

impl Store {
    /// Of the folder `root`; with `reloads`, pages get the script that reloads them.
    #[must_use]
    pub fn new(root: PathBuf, reloads: bool) -> Self {
        Self {
            root,
            reloads,
            kept: Mutex::default(),
        }
    }

    /// What lies at `relative`, which must come from [`super::path::relative_path`]. A link that
    /// leads out of the folder leads nowhere.
    #[must_use]
    pub fn find(&self, relative: &Path) -> Found {
        self.read(relative).unwrap_or(Found::Missing)
    }

    fn read(&self, relative: &Path) -> std::io::Result<Found> {
        // Both are resolved each time, because a build replaces the folder.
        let path = self.root.join(relative).canonicalize()?;
        if !path.starts_with(self.root.canonicalize()?) {
            return Ok(Found::Missing);
        }
        let data = path.metadata()?;
        if data.is_dir() {
            return Ok(Found::Folder);
        }
        let (length, modified) = (data.len(), data.modified().ok());
        let content_type = content_type(&relative.to_string_lossy());
        if length > LARGEST_IN_MEMORY {
            let age = modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
            return Ok(Found::Disk(OnDisk {
                file: fs::File::open(&path)?,
                length,
                content_type,
                etag: format!("\"{length:x}-{:x}\"", age.unwrap_or_default().as_nanos()),
            }));
        }
        if let Some(kept) = self.kept(&path)
            && kept.modified == modified
            && kept.length_on_disk == length
        {
            return Ok(Found::Memory(kept));
        }
        let mut bytes = fs::read(&path)?;
        let is_page = content_type.starts_with("text/html");
        if self.reloads && is_page {
            bytes = with_script(bytes);
        }
        let file = Arc::new(InMemory {
            etag: etag(&bytes),
            policy: is_page.then(|| policy::of_page(&String::from_utf8_lossy(&bytes))),
            bytes,
            content_type,
            modified,
            length_on_disk: length,
            packed: OnceLock::new(),
        });
        if let Ok(mut kept) = self.kept.lock() {
            kept.insert(path, Arc::clone(&file));
        }
        Ok(Found::Memory(file))
    }

    fn kept(&self, path: &Path) -> Option<Arc<InMemory>> {
        self.kept.lock().ok()?.get(path).cloned()
    }
}
