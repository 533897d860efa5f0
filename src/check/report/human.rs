//! Problems in the manner of rustc: the line, what is wrong under it, how to mend it below.

use crate::read::corpus::SourceFile;
use crate::read::problem::{Problem, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Problems one after the other, each with the lines that it is about, and `prefix` before the
/// name of each file. Coloured for a terminal if `coloured`.
#[must_use]
pub fn human(problems: &[Problem], files: &[SourceFile], prefix: &str, coloured: bool) -> String {
    let renderer = if coloured {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for problem in problems {
        text.push_str(&renderer.render(&[group(problem, files, prefix)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'p>(problem: &'p Problem, files: &'p [SourceFile], prefix: &str) -> Group<'p> {
    let title = Level::ERROR
        .primary_title(&problem.message)
        .id(problem.rule);
    let name = |span: Span| -> Option<(&'p str, String)> {
        let file = files.get(span.file as usize)?;
        Some((&file.text, format!("{prefix}{}", file.name)))
    };
    let mut group = Group::with_title(title);
    if let Some((text, path)) = name(problem.span) {
        if text.is_empty() {
            group = group.element(Origin::path(path));
        } else {
            let mut snippet = Snippet::source(text)
                .path(path)
                .annotation(AnnotationKind::Primary.span(problem.span.range()));
            for note in &problem.notes {
                // Remarks on the same file share its excerpt.
                if let Some(span) = note.span.filter(|span| span.file == problem.span.file) {
                    let annotation = AnnotationKind::Context.span(span.range());
                    snippet = snippet.annotation(annotation.label(&*note.message));
                }
            }
            group = group.element(snippet);
        }
    }
    for note in &problem.notes {
        match note.span {
            None => group = group.element(Level::NOTE.message(&note.message)),
            Some(span) if span.file == problem.span.file => {}
            Some(span) => {
                if let Some((text, path)) = name(span) {
                    let annotation = AnnotationKind::Context.span(span.range());
                    let snippet = Snippet::source(text).path(path);
                    group = group.element(snippet.annotation(annotation.label(&*note.message)));
                }
            }
        }
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help));
    }
    group
}
