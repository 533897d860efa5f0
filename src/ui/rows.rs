//! The children of a list that follows signals, made a few at a time.

use super::dom::Timer;
use super::el::{El, Kept, set};
use super::signals::prelude::*;
use web_sys::{Element, Node};

/// So many children are made in a task: a few milliseconds on a slow telephone.
const PART: usize = 12;

/// Milliseconds from a change until the others are made. While a reader drags the years, the next
/// change comes sooner, and they are never made in vain.
const PAUSE: i32 = 150;

/// A child with what it needs as long as it is there.
struct Row {
    child: El,
    _kept: Kept,
}

/// The children of a list. What does not depend on the sort of their items is compiled once.
pub struct Rows {
    parent: Element,
    made: Vec<Row>,
    /// Counts the tasks in which what is missing is made.
    turn: RwSignal<u32>,
    /// The number of the last of them that has run.
    last: u32,
    task: Option<Timer>,
}

impl Rows {
    /// An empty list in an element.
    pub fn new(parent: &Element) -> Self {
        Self {
            parent: parent.clone(),
            made: Vec::new(),
            turn: RwSignal::new(0),
            last: 0,
            task: None,
        }
    }

    /// Makes the children those of a list. For each item it is given which child it has, if any,
    /// and how to make one; at most so many are made now. Gives the items that have a child, and
    /// asks for a task if others have none; tracks the tasks.
    pub fn show(
        &mut self,
        items: &[Option<usize>],
        most: usize,
        make: &mut dyn FnMut(usize) -> El,
    ) -> Vec<usize> {
        let turn = self.turn.get();
        let is_task = self.last != turn;
        self.last = turn;
        let mut room = if is_task { most.max(PART) } else { most };
        let mut before: Vec<Option<Row>> = self.made.drain(..).map(Some).collect();
        let mut shown = Vec::with_capacity(items.len());
        for (number, child) in items.iter().enumerate() {
            let there = child.and_then(|child| before.get_mut(child)?.take());
            if there.is_none() {
                if room == 0 {
                    continue;
                }
                room -= 1;
            }
            self.made.push(there.unwrap_or_else(|| {
                let (child, kept) = untrack(|| by_signals(|| make(number)));
                Row { child, _kept: kept }
            }));
            shown.push(number);
        }
        for gone in before.into_iter().flatten() {
            gone.child.element().remove();
        }
        self.put_in_order();
        self.go_on(shown.len() < items.len(), is_task);
        shown
    }

    fn put_in_order(&self) {
        let mut place = self.parent.first_child();
        let mut after: Option<Node> = None;
        for Row { child, .. } in &self.made {
            // The rows stand one after the other: each belongs behind the one before it.
            let next = match &after {
                Some(after) => after.next_sibling(),
                None => place.take(),
            };
            let child: &Node = child.element().as_ref();
            if next.as_ref() != Some(child) {
                let _ = self.parent.insert_before(child, next.as_ref());
            }
            after = Some(child.clone());
        }
    }

    /// Asks for the next task if children are missing.
    fn go_on(&mut self, is_wanted: bool, is_task: bool) {
        let before = self.task.take();
        if is_wanted != before.is_some() {
            set(&self.parent, "aria-busy", is_wanted.then_some("true"));
        }
        drop(before);
        if is_wanted {
            let turn = self.turn;
            let act = move || {
                turn.try_update(|turn| *turn += 1);
            };
            // Tasks follow each other closely, with room between them for what is more urgent.
            let pause = if is_task { 0 } else { PAUSE };
            self.task = Timer::once(act, pause);
        }
    }
}
