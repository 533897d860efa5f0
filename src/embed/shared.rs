//! What is shown of the built-in map and events, which the maps on a page share, and a host's map
//! in its place.

use super::inner::{Inner, MOST_TOLD};
use crate::index::Catalog;
use crate::model::basemap::Basemap;
use crate::read::basemap::{self, BasemapError, Finer};
use crate::read::{host_map, relief};
use crate::ui::About;
use std::cell::RefCell;
use std::sync::{Arc, Weak};

/// So many vertices are read in a task: a few milliseconds on a slow telephone.
const STEP: usize = 4_000;

thread_local! {
    /// What the maps on a page have in common, as long as one of them is there.
    static SHARED: RefCell<Shared> = const {
        RefCell::new(Shared {
            basemap: Weak::new(),
            detailed: Weak::new(),
            catalog: Weak::new(),
        })
    };
}

struct Shared {
    /// The first part of the basemap alone.
    basemap: Weak<Basemap>,
    /// The whole basemap.
    detailed: Weak<Basemap>,
    catalog: Weak<Catalog>,
}

impl Inner {
    /// Shows the built-in map; maps on a page share it.
    pub fn show_map(&self, bytes: &[u8]) {
        if !self.basemap_src.borrow().is_empty() {
            return;
        }
        self.store().is_host_map.set(false);
        let shared =
            SHARED.with_borrow(|shared| shared.detailed.upgrade().or(shared.basemap.upgrade()));
        if let Some(shared) = shared {
            return self.store().show_basemap(shared);
        }
        match basemap::read(bytes) {
            Ok(basemap) => {
                let basemap = Arc::new(basemap);
                SHARED.with_borrow_mut(|shared| shared.basemap = Arc::downgrade(&basemap));
                self.store().show_basemap(basemap);
            }
            Err(error) => self.fail(
                About::Map,
                format!("The map could not be read: {error}"),
                Vec::new(),
            ),
        }
    }

    /// Adds the finer lines to the built-in map, in several steps of which each is short; says
    /// whether it is to be called again, with the same bytes, in a task of its own.
    pub fn refine_map(&self, bytes: &[u8]) -> bool {
        let before = self.finer.take();
        let shared = SHARED.with_borrow(|shared| shared.detailed.upgrade());
        let now = self.store().basemap.get_untracked();
        let Some(now) = now.filter(|_| self.basemap_src.borrow().is_empty()) else {
            return false;
        };
        if let Some(shared) = shared {
            if !Arc::ptr_eq(&shared, &now) {
                self.store().show_basemap(shared);
            }
            return false;
        }
        let read = || {
            let before = before.and_then(|before| before.downcast::<Finer>().ok());
            let mut finer = match before {
                Some(before) => before,
                None => Box::new(Finer::begin(&now, bytes)?),
            };
            if finer.read_on(&now, STEP)? {
                *self.finer.borrow_mut() = Some(finer);
                return Ok(None);
            }
            let mut refined = (*now).clone();
            finer.add_to(&mut refined)?;
            Ok(Some(refined))
        };
        match read() {
            Ok(None) => return true,
            Ok(Some(refined)) => {
                let refined = Arc::new(refined);
                SHARED.with_borrow_mut(|shared| shared.detailed = Arc::downgrade(&refined));
                self.store().show_basemap(refined);
            }
            // The coarser lines stay, and they are true to the ground: the host alone is told.
            Err(error) => {
                let error: BasemapError = error;
                self.report(&format!(
                    "The finer lines of the map could not be read: {error}"
                ));
            }
        }
        false
    }

    /// Adds the relief to the built-in map.
    pub fn show_relief(&self, bytes: &[u8]) {
        let now = self.store().basemap.get_untracked();
        let built_in = self.basemap_src.borrow().is_empty();
        let Some(now) = now.filter(|now| built_in && now.relief.is_none()) else {
            return;
        };
        match relief::read(bytes) {
            Ok(relief) => {
                let mut shaded = (*now).clone();
                shaded.relief = Some(Arc::new(relief));
                let shaded = Arc::new(shaded);
                SHARED.with_borrow_mut(|shared| {
                    // Without its finer lines it is not what other maps wait for.
                    let whole = shared.detailed.upgrade();
                    if whole.is_some_and(|whole| Arc::ptr_eq(&whole, &now)) {
                        shared.detailed = Arc::downgrade(&shaded);
                    }
                });
                self.store().show_basemap(shaded);
            }
            // The map is whole without it: the host alone is told.
            Err(error) => self.report(&format!("The relief could not be read: {error}")),
        }
    }

    /// Shows the built-in events; maps on a page share them.
    pub fn show_events(&self, bytes: &[u8]) {
        self.before.take();
        let shared = SHARED.with_borrow(|shared| shared.catalog.upgrade());
        if let Some(catalog) = shared {
            return self.store().show_catalog(catalog);
        }
        match Catalog::from_flat(bytes) {
            Ok(catalog) => {
                let catalog = Arc::new(catalog);
                SHARED.with_borrow_mut(|shared| shared.catalog = Arc::downgrade(&catalog));
                self.store().show_catalog(catalog);
            }
            Err(error) => self.fail(
                About::Events,
                format!("The events could not be read: {error}"),
                Vec::new(),
            ),
        }
    }

    /// Shows a host's own map; the one that is shown stays if it is wrong.
    pub fn show_host_map(&self, src: &str, text: &str) {
        match host_map::read(text) {
            Ok(basemap) => {
                self.store().is_host_map.set(true);
                self.store().show_basemap(Arc::new(basemap));
            }
            Err(problems) => {
                let problems = problems.iter().take(MOST_TOLD).map(ToString::to_string);
                let problems: Vec<String> = problems.collect();
                let text = format!("{src} cannot be drawn as a map.");
                // The host is told in a sentence; the reader has the list below it.
                let first = problems.first().map_or("", |first| first);
                self.tell(&[&text, first].join(" "), &problems);
                self.trouble(About::Map, text, problems);
            }
        }
    }
}
