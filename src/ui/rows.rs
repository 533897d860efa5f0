//! The children of a list that follows signals, made a few at a time.

use super::dom::{Timer, next_frame};
use super::el::{El, Kept, set};
use super::signals::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Element, Node};

/// So many children are made with the first frame, when it is not known yet how many there is
/// room for.
const FIRST: usize = 8;

/// At least so many are made with the frame that shows a change.
const LEAST: usize = 3;

/// So many more are made with such a frame from when they did not fill what they are seen in.
const MORE: usize = 3;

/// The part of the height of what they are seen in that they may go beyond it.
const BEYOND: f64 = 0.25;

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
    /// So many are made with the frame that shows a change: about as many as there is room for.
    first: Rc<Cell<usize>>,
    /// Counts how often these were too few.
    grown: RwSignal<u32>,
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
            first: Rc::new(Cell::new(FIRST)),
            grown: RwSignal::new(0),
            turn: RwSignal::new(0),
            last: 0,
            task: None,
        }
    }

    /// Makes the children those of a list. For each item it is given which child it has, if any,
    /// and how to make one; unless the `whole` list is wanted, only those are made now that there
    /// is room for. Gives the items that have a child, and asks for a task if others have none;
    /// tracks the tasks.
    pub fn show(
        &mut self,
        items: &[Option<usize>],
        whole: bool,
        make: &mut dyn FnMut(usize) -> El,
    ) -> Vec<usize> {
        self.grown.get();
        let turn = self.turn.get();
        let is_task = self.last != turn;
        self.last = turn;
        let first = if whole { usize::MAX } else { self.first.get() };
        let mut room = if is_task { PART } else { 0 };
        let mut before: Vec<Option<Row>> = self.made.drain(..).map(Some).collect();
        let mut shown = Vec::with_capacity(items.len());
        for (number, child) in items.iter().enumerate() {
            let there = child.and_then(|child| before.get_mut(child)?.take());
            if there.is_none() && number >= first {
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
        if !whole && !is_task && items.len() > LEAST {
            self.look(shown.len() < items.len());
        }
        shown
    }

    /// Looks in the next frame, before it is painted, whether the children fill what they are seen
    /// in, and makes more if they do not.
    fn look(&self, are_missing: bool) {
        let (parent, first, grown) = (self.parent.clone(), self.first.clone(), self.grown);
        next_frame(move || {
            let Some(within) = parent.parent_element() else {
                return;
            };
            let list = parent.get_bounding_client_rect();
            let seen = within.get_bounding_client_rect();
            let beyond = list.top() + list.height() - seen.top() - seen.height();
            if beyond < 0.0 && are_missing {
                first.set(first.get() + MORE);
                grown.try_update(|grown| *grown += 1);
            } else if beyond > seen.height() * BEYOND && first.get() > LEAST {
                first.set(first.get() - 1);
            }
        });
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
