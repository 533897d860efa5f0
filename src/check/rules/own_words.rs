//! Facts are taken over, sentences are not.

use crate::check::view::View;
use crate::read::problem::{Problem, Text};
use std::collections::BTreeMap;

/// Equal words in a row that make a sentence carried over.
const RUN: usize = 9;

/// No text of the corpus shares nine words in a row with an article. Headlines are citations.
pub fn runs(view: &View<'_>, problems: &mut Vec<Problem>) {
    let Some(articles) = view.articles else {
        return;
    };
    let mut known: BTreeMap<Vec<String>, &str> = BTreeMap::new();
    for (name, paragraphs) in articles.all() {
        let text: Vec<String> = paragraphs.iter().flat_map(|text| words(text)).collect();
        for run in text.windows(RUN) {
            known.entry(run.to_vec()).or_insert(name);
        }
    }
    let mut look = |text: &Text| {
        let words = words(&text.value);
        let hit = words
            .windows(RUN)
            .find_map(|run| Some((run, known.get(run)?)));
        if let Some((run, name)) = hit {
            let message = format!("these words stand in {name}: \"{}\"", run.join(" "));
            let help = "say it in words of your own";
            problems.push(Problem::new("own-words", text.span, message).help(help));
        }
    };
    for event in &view.events {
        let event = event.event;
        look(&event.title);
        look(&event.summary);
        event.when_why.iter().for_each(&mut look);
        event.figures.iter().for_each(|figure| look(&figure.what));
    }
    for article in &view.draft.articles {
        article.published_why.iter().for_each(&mut look);
        let reports = article.events.iter().flat_map(|event| &event.reports);
        for report in reports.chain(&article.reports) {
            report.speaker.iter().for_each(&mut look);
        }
    }
    for relation in view.relations() {
        relation.note.iter().for_each(&mut look);
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
