//! What assistive technology is given in each state, as Chromium computes it: golden files in
//! `tests/widget/trees`.
//!
//! A line is a node: its role, its name, its value and what is said of its state. `YALU_BLESS=1`
//! rewrites the files; look at the difference first.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};

use super::browser::{self, Engine};
use super::page::{NONE, Page};
use super::states::{State, visit};

/// So long a tree may take to follow its page.
const PATIENCE: Duration = Duration::from_secs(5);

/// Of siblings of one role so many are written; the others are counted. A hundred cards would say
/// no more than a few.
fn most(role: &str) -> usize {
    if role == "article" { 3 } else { 24 }
}

/// What is written of a node's state, in this order, and the value that goes without saying.
const PROPERTIES: [(&str, &str); 17] = [
    ("level", ""),
    ("expanded", ""),
    ("pressed", ""),
    ("checked", ""),
    ("selected", "false"),
    ("disabled", "false"),
    ("readonly", "false"),
    ("required", "false"),
    ("invalid", "false"),
    ("modal", "false"),
    ("focused", "false"),
    ("hasPopup", "false"),
    ("valuemin", "0"),
    ("valuemax", "0"),
    ("valuetext", ""),
    ("live", "off"),
    ("busy", "false"),
];

/// A node as the protocol tells it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    #[serde(rename = "nodeId")]
    id: String,
    #[serde(default)]
    ignored: bool,
    #[serde(default)]
    role: Value,
    #[serde(default)]
    name: Value,
    #[serde(default)]
    description: Value,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    child_ids: Vec<String>,
}

#[derive(Deserialize)]
struct Property {
    name: String,
    value: Value,
}

#[test]
fn what_is_spoken_is_what_was_agreed() {
    browser::each(|engine| {
        if engine != Engine::Chromium {
            eprintln!("{} does not tell its tree", engine.name());
            return;
        }
        visit(engine, compare);
    });
}

#[test]
fn no_golden_file_is_left_of_a_state_that_is_gone() {
    let names = super::states::STATES.iter().map(|state| state.tree);
    let names: Vec<String> = names.map(|name| format!("{name}.txt")).collect();
    let mut unknown: Vec<String> = fs::read_dir(folder())
        .expect("the folder of the golden files")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    unknown.retain(|file| !names.contains(file));
    assert_eq!(unknown, NONE);
}

/// Compares the tree of a page with the golden file of its state, or writes it.
///
/// Chromium makes the tree some time after the page: what differs is asked again for a while.
#[track_caller]
fn compare(page: &Page, state: &State) {
    let file = folder().join(format!("{}.txt", state.tree));
    if std::env::var_os("YALU_BLESS").is_some() && state.tree == state.name {
        fs::create_dir_all(folder()).expect("the folder of the golden files");
        sleep(PATIENCE / 5);
        fs::write(&file, tree(page)).expect("the golden file");
        return;
    }
    let wanted = fs::read_to_string(&file).unwrap_or_default();
    let start = Instant::now();
    let mut found = tree(page);
    while found != wanted && start.elapsed() < PATIENCE {
        sleep(PATIENCE / 25);
        found = tree(page);
    }
    if found == wanted {
        return;
    }
    // Both sides of the first difference, with what leads there.
    let same = found
        .lines()
        .zip(wanted.lines())
        .take_while(|(a, b)| a == b)
        .count();
    let around = |text: &str, sign: &str| {
        let lines = text.lines().skip(same.saturating_sub(2)).take(10);
        lines.fold(String::new(), |all, line| all + sign + " " + line + "\n")
    };
    panic!(
        "the tree of `{}` has changed or is missing (YALU_BLESS=1 rewrites), from line {} on:\n{}\
         instead of\n{}",
        state.name,
        same + 1,
        around(&found, "+"),
        around(&wanted, "-"),
    );
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/widget/trees")
}

/// The tree of the page, a line a node, indented by depth.
#[track_caller]
fn tree(page: &Page) -> String {
    let mut answer = page.devtools("Accessibility.getFullAXTree", json!({}));
    let nodes = answer["nodes"].take();
    let nodes: Vec<Node> = serde_json::from_value(nodes).expect("a list of nodes");
    let by_id: HashMap<&str, &Node> = nodes.iter().map(|node| (&*node.id, node)).collect();
    let mut text = String::new();
    if let Some(root) = nodes.first() {
        write_node(root, &by_id, 0, &mut text);
    }
    // The server's port is another in every run.
    text.replace(&super::site::url(""), "http://site/")
}

fn write_node(node: &Node, all: &HashMap<&str, &Node>, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let _ = writeln!(text, "{indent}{}", node.line());
    let mut children = Vec::new();
    spoken(node, all, &mut children);
    // What only says its parent's name again is not written twice.
    let name = string(&node.name);
    let said: String = children.iter().map(|child| string(&child.name)).collect();
    let says_it = children.iter().all(|child| child.is_text());
    if says_it && !name.is_empty() && squeezed(&said) == squeezed(&name) {
        return;
    }
    let mut row = HashMap::new();
    let mut left_out: Vec<(String, usize)> = Vec::new();
    for child in children {
        let role = string(&child.role);
        let count = row.entry(role.clone()).or_insert(0);
        *count += 1;
        if *count <= most(&role) {
            write_node(child, all, depth + 1, text);
        } else if let Some((_, more)) = left_out.iter_mut().find(|(other, _)| *other == role) {
            *more += 1;
        } else {
            left_out.push((role, 1));
        }
    }
    for (role, more) in left_out {
        let _ = writeln!(text, "{indent}  … {more} more of {role}");
    }
}

/// The children of a node that are spoken; those of the ignored ones stand in for them.
fn spoken<'a>(node: &Node, all: &HashMap<&str, &'a Node>, children: &mut Vec<&'a Node>) {
    for id in &node.child_ids {
        let Some(child) = all.get(&**id) else {
            continue;
        };
        let role = string(&child.role);
        if role == "InlineTextBox" || child.is_text() && squeezed(&string(&child.name)).is_empty() {
            continue;
        }
        if child.ignored || matches!(&*role, "none" | "generic") && child.is_plain() {
            spoken(child, all, children);
        } else {
            children.push(child);
        }
    }
}

impl Node {
    fn is_text(&self) -> bool {
        string(&self.role) == "StaticText"
    }

    /// Whether nothing is said of it.
    fn is_plain(&self) -> bool {
        string(&self.name).is_empty() && self.states().is_empty()
    }

    fn line(&self) -> String {
        let role = string(&self.role);
        let mut line = if self.is_text() { String::new() } else { role };
        for (sign, value) in [
            ("", &self.name),
            ("= ", &self.value),
            ("about: ", &self.description),
        ] {
            let said = string(value);
            if !said.is_empty() {
                let _ = write!(
                    line,
                    " {sign}“{}”",
                    said.split_whitespace().collect::<Vec<_>>().join(" ")
                );
            }
        }
        for state in self.states() {
            // How deep a list is says the indentation.
            if state.starts_with("level") && line.starts_with("listitem") {
                continue;
            }
            let _ = write!(line, " {state}");
        }
        line.trim_start().to_owned()
    }

    fn states(&self) -> Vec<String> {
        let mut states = Vec::new();
        for (name, unsaid) in PROPERTIES {
            let Some(property) = self.properties.iter().find(|own| own.name == name) else {
                continue;
            };
            let value = string(&property.value);
            if !value.is_empty() && value != unsaid {
                states.push(format!("{name}={value}"));
            }
        }
        states
    }
}

/// What the protocol wraps as `{ "type": …, "value": … }`, as text.
fn string(value: &Value) -> String {
    match &value["value"] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}
