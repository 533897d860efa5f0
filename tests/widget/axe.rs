//! axe-core finds nothing to complain of in any state.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use super::browser;
use super::page::Page;
use super::states::visit;

/// The rules that are asked: WCAG 2.2 AA with all before it, and what axe counts as good practice.
const TAGS: [&str; 6] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
];

/// An element that breaks a rule.
#[derive(Debug, Deserialize)]
struct Violation {
    /// The rule's id, and how bad it is.
    rule: String,
    /// Where the element is; `>>>` stands for the step into a shadow root.
    target: String,
    /// Its first tag.
    html: String,
    /// What is wrong, in axe's words.
    why: String,
}

#[test]
fn axe_finds_nothing_in_any_state() {
    let source = source();
    browser::each(|engine| {
        // The same fault in twenty states is one fault.
        let found: RefCell<BTreeMap<String, Vec<&str>>> = RefCell::default();
        visit(engine, |page, state| {
            for violation in violations(page, &source) {
                let mut found = found.borrow_mut();
                found.entry(violation.line()).or_default().push(state.name);
            }
        });
        let found = found.take();
        for (line, states) in &found {
            eprintln!("{line}\n    in {states:?}");
        }
        assert!(
            found.is_empty(),
            "{}: {} violations",
            engine.name(),
            found.len()
        );
    });
}

#[test]
fn axe_would_find_what_is_wrong() {
    let source = source();
    browser::each(|engine| {
        let page = Page::open(engine, &super::page::DESK, "map.html");
        page.wait_until_ready();
        // What a browser would show to nobody's use, in the widget's own shadow root.
        page.js(
            "const wrong = document.createElement('button');
            wrong.style.cssText = 'position: absolute; inset: 0 auto auto 0; z-index: 9';
            deep('yalu-map').shadowRoot.append(wrong);",
            &[],
        );
        let rules = violations(&page, &source).into_iter();
        let rules: Vec<String> = rules.map(|violation| violation.rule).collect();
        assert!(
            rules.iter().any(|rule| rule.starts_with("button-name")),
            "{rules:?}"
        );
    });
}

impl Violation {
    fn line(&self) -> String {
        let Self {
            rule,
            target,
            html,
            why,
        } = self;
        format!("{rule}: {target}\n    {html}\n    {why}")
    }
}

/// What axe says of the page as it is now.
#[track_caller]
fn violations(page: &Page, source: &str) -> Vec<Violation> {
    // A driver's scripts are not the page's: the strict policy does not hold for them.
    page.js(source, &[]);
    let body = "const only = { type: 'tag', values: arguments[0] };
        const { violations } = await window.axe.run(document, { runOnly: only, resultTypes: ['violations'] });
        return violations.flatMap(({ id, impact, nodes }) => nodes.map((node) => ({
            rule: `${id} (${impact})`,
            target: node.target.map((step) => [step].flat().join(' >>> ')).join(' | '),
            html: node.html.slice(0, 160),
            why: node.failureSummary.replace(/\\s+/g, ' ').slice(0, 400),
        })));";
    serde_json::from_value(page.js(body, &[json!(TAGS)])).expect("a list of violations")
}

/// axe-core as `tests/install` has put it there.
fn source() -> String {
    let file = "target/tools/quality/node_modules/axe-core/axe.min.js";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}: run tests/install", file.display()))
}
