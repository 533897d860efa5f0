//! Both lexicons while they are written.

use super::fold::{Folder, Reading, is_anywhere};
use super::lexicon::Draft;
use crate::model::Event;
use crate::model::table::Texts;

/// Both lexicons while they are written, and what folds their texts.
pub struct Writer {
    folder: Folder,
    /// Words that are found where they begin.
    pub beginnings: Draft,
    /// Words that are found anywhere.
    pub anywhere: Draft,
}

impl Writer {
    /// Of no document.
    pub fn new() -> Self {
        Self {
            folder: Folder::default(),
            beginnings: Draft::new(),
            anywhere: Draft::new(),
        }
    }

    /// Writes the document of an event.
    pub fn event(&mut self, event: Event) {
        self.text(event.title());
        self.text(event.summary());
        for actor in event.actors() {
            self.text(actor);
        }
        for report in event.reports() {
            self.text(&report.speaker);
        }
        for figure in event.figures() {
            self.text(&figure.what);
            self.text(&figure.unit);
        }
        for name in event.printed() {
            self.text(name);
        }
        self.end();
    }

    /// Adds the words of a text to the document that is being written.
    pub fn text(&mut self, text: &str) {
        let Self {
            folder,
            beginnings,
            anywhere,
        } = self;
        folder.words(text, Reading::Text, &mut |word| {
            if is_anywhere(word.text) {
                anywhere.add(word.text);
                return;
            }
            beginnings.add(word.text);
            let mut start = 0;
            for &joint in word.joints {
                beginnings.add(&word.text[start..joint]);
                beginnings.add(&word.text[joint..]);
                start = joint;
            }
        });
    }

    /// Adds a place's name, which is kept as a whole too.
    pub fn name(&mut self, name: &str, names: &mut Texts) {
        self.text(name);
        let mut whole = String::new();
        self.folder
            .words(name, Reading::Text, &mut |word| whole.push_str(word.text));
        names.push(&whole);
    }

    /// Ends the document.
    pub fn end(&mut self) {
        self.beginnings.end();
        self.anywhere.end();
    }
}
