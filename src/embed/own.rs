//! A host's own events, as they come.

use super::inner::{Before, Inner, MOST_TOLD};
use super::taking::Taking;
use crate::app::words::{own_words, words};
use crate::model::Seen;
use crate::ui::{About, Arriving};

impl Inner {
    /// Shows the events that were taken: the first ones of a file, more of it, or all.
    pub fn show_own(&self, taking: &mut Taking, is_first: bool, is_last: bool) {
        let Some(catalog) = taking.catalog.take() else {
            return;
        };
        let store = self.store();
        let seen = catalog.corpus().part.map(|part| part.seen);
        // Of a large file nothing is there at first but where its events are.
        store.loading.set(seen == Some(Seen::Nothing));
        if is_first {
            // What is refused in the end changes nothing.
            let mut before = self.before.borrow_mut();
            let before = before.get_or_insert_with(|| Before(store.catalog.get_untracked()));
            // A view that was asked for before there was anything to see is one of these events.
            if seen.is_none() || before.0.is_some() {
                store.view.set(None);
            }
            store.show_first(catalog);
        } else if seen.is_some() {
            store.show_part(catalog);
        } else {
            store.show_more(catalog);
        }
        if is_last {
            self.before.take();
            // What was asked for by its id may have come last.
            store.choose_wanted();
        }
    }

    /// Tells what is wrong with single features, a line each.
    pub fn tell_problems(&self, count: u32, first: &str) {
        let words = words(self.store().lang.get_untracked());
        let lines = first.split('\n').take(MOST_TOLD);
        let mut first: Vec<String> = lines.map(String::from).collect();
        if count as usize > first.len() {
            first.push("…".into());
        }
        self.fail(About::Events, (words.problems)(count), first);
    }

    /// Says how far a file is read.
    pub fn arriving(&self, arriving: Option<Arriving>) {
        self.store().arriving.set(arriving);
    }

    /// The file was refused: shows what was there before it.
    pub fn give_back(&self) {
        if let Some(Before(before)) = self.before.take() {
            self.store().show_again(before);
        }
    }

    /// The reader has stopped the file: what has come stays, and that it is not all is told.
    pub fn stopped(&self) {
        self.before.take();
        let store = self.store();
        let events = store.catalog.with_untracked(|catalog| {
            catalog
                .as_ref()
                .map_or(0, |catalog| catalog.index().events())
        });
        let own = own_words(store.lang.get_untracked());
        self.fail(About::Events, (own.stopped)(events), Vec::new());
    }
}
