//! Ids that fit into links and file names.

use crate::check::view::View;
use crate::read::corpus::ARTICLES;
use crate::read::problem::{Problem, Text};

/// An id is of small letters, digits and single hyphens.
pub fn form(view: &View<'_>, problems: &mut Vec<Problem>) {
    let draft = view.draft;
    let ids = draft.kinds.iter().map(|kind| &kind.id);
    let ids = ids.chain(draft.places.iter().map(|place| &place.id));
    let ids = ids.chain(draft.articles.iter().map(|article| &article.id));
    let ids = ids.chain(view.events.iter().map(|event| &event.event.id));
    for id in ids.filter(|id| !is_good(id)) {
        let message = format!("`{}` is not the form of an id", id.value);
        let good = as_id(&id.value);
        let help = (!good.is_empty())
            .then(|| format!("ids are small letters, digits and single hyphens, such as `{good}`"));
        problems.push(Problem::new("id-form", id.span, message).maybe_help(help));
    }
}

/// The file of an article bears its id.
pub fn file_name(view: &View<'_>, problems: &mut Vec<Problem>) {
    for article in &view.draft.articles {
        let id = &article.id;
        let Some(file) = view.source.files.get(id.span.file as usize) else {
            continue;
        };
        let wanted = format!("{ARTICLES}/{}.toml", id.value);
        if !id.value.is_empty() && file.name != wanted {
            let message = format!(
                "the article `{}` stands in the file {}",
                id.value, file.name
            );
            let help = format!("call the file {wanted}, or give the article its file's name as id");
            problems.push(Problem::new("file-name", id.span, message).help(help));
        }
    }
}

fn is_good(id: &Text) -> bool {
    // A missing id is a problem already.
    id.value.is_empty() || *id.value == as_id(&id.value)
}

fn as_id(text: &str) -> String {
    let mut id = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

#[cfg(test)]
mod tests {
    use super::as_id;

    #[test]
    fn what_becomes_an_id() {
        let check = |text, id| assert_eq!(as_id(text), id);
        check("", "");
        check("dandong-office-2", "dandong-office-2");
        check(" Dandong_ Office!", "dandong-office");
        check("丹东", "");
    }
}
