//! Chains that must come to an end.

use crate::check::view::View;
use crate::model::RelationKind;
use crate::read::problem::{Problem, Span};
use std::collections::BTreeMap;

/// Following and being part of lead to no event twice, and places within places to no place twice.
pub fn cycle(view: &View<'_>, problems: &mut Vec<Problem>) {
    for kind in [RelationKind::Follows, RelationKind::PartOf] {
        let mut graph = Graph::default();
        for relation in view.relations() {
            // Being related to itself is another rule's.
            if relation
                .kind
                .as_ref()
                .is_some_and(|found| found.value == kind)
                && relation.from.value != relation.to.value
            {
                graph.add(&relation.from.value, &relation.to.value, relation.to.span);
            }
        }
        for chain in graph.cycles() {
            problems.push(problem(&chain, kind.slug()));
        }
    }
    let mut graph = Graph::default();
    for place in &view.draft.places {
        if let Some(within) = &place.within {
            graph.add(&place.id.value, &within.value, within.span);
        }
    }
    for chain in graph.cycles() {
        problems.push(problem(&chain, "within"));
    }
}

fn problem(chain: &[(&str, Span)], word: &str) -> Problem {
    let names: Vec<String> = chain.iter().map(|(id, _)| format!("`{id}`")).collect();
    let closing = chain.last().map_or_else(Span::default, |(_, span)| *span);
    let first = names.first().cloned().unwrap_or_default();
    let message = format!(
        "this goes round in a circle: {} {word} {first}",
        names.join(&format!(" {word} "))
    );
    let mut problem = Problem::new("cycle", closing, message).help("leave out the wrong one");
    for (_, span) in chain.iter().rev().skip(1).rev() {
        problem = problem.note(*span, "part of the circle");
    }
    problem
}

/// Who leads to whom, and where that stands.
#[derive(Default)]
struct Graph<'s> {
    edges: BTreeMap<&'s str, Vec<(&'s str, Span)>>,
}

impl<'s> Graph<'s> {
    fn add(&mut self, from: &'s str, to: &'s str, span: Span) {
        self.edges.entry(from).or_default().push((to, span));
    }

    /// Circles, each as its members with where each leads on. A walk in depth with its own stack,
    /// so that a long chain does not exhaust the machine's; each edge is walked once.
    fn cycles(&self) -> Vec<Vec<(&'s str, Span)>> {
        let mut found = Vec::new();
        let mut done: BTreeMap<&str, bool> = BTreeMap::new();
        for start in self.edges.keys() {
            if done.contains_key(start) {
                continue;
            }
            // Who is on the way, and how many of their edges have been walked.
            let mut way: Vec<(&'s str, usize)> = vec![(start, 0)];
            done.insert(start, false);
            while let Some((node, walked)) = way.last_mut() {
                let edge = self.edges.get(node).and_then(|edges| edges.get(*walked));
                let Some(&(next, _)) = edge else {
                    done.insert(node, true);
                    way.pop();
                    continue;
                };
                *walked += 1;
                match done.get(next) {
                    Some(true) => {}
                    Some(false) => {
                        let begin = way.iter().position(|(id, _)| *id == next);
                        let circle = way[begin.unwrap_or_default()..].iter();
                        found.push(
                            circle
                                .map(|(id, n)| (*id, self.edges[id][n - 1].1))
                                .collect(),
                        );
                    }
                    None => {
                        done.insert(next, false);
                        way.push((next, 0));
                    }
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_found_once() {
        let check = |edges: &[(&'static str, &'static str)], expected: &[&[&str]]| {
            let mut graph = Graph::default();
            for (from, to) in edges {
                graph.add(from, to, Span::default());
            }
            let found: Vec<Vec<&str>> = graph
                .cycles()
                .iter()
                .map(|circle| circle.iter().map(|(id, _)| *id).collect())
                .collect();
            assert_eq!(found, expected, "{edges:?}");
        };
        check(&[], &[]);
        check(&[("a", "b"), ("b", "c"), ("a", "c")], &[]);
        check(&[("a", "a")], &[&["a"]]);
        check(&[("a", "b"), ("b", "a")], &[&["a", "b"]]);
        check(
            &[("x", "a"), ("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")],
            &[&["a", "b", "c"]],
        );
        check(
            &[("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")],
            &[&["a", "b"], &["c", "d"]],
        );
    }
}
