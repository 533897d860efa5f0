//! Values that other values and the page follow, on one thread.
//!
//! An [`RwSignal`] holds a value. A [`Memo`] is computed from what it reads, when it is read and only
//! if any of that has changed; whoever reads it hears of it only if its value became another. What
//! runs by [`effect`] runs at once, and again after something that it read has changed, at the next
//! [`run_effects`]: once for any number of changes, and in the order in which effects were made, so
//! that what makes others comes before them. No state between two changes is ever seen.
//!
//! Signals and memos are copied like numbers: they name a place in one table, and [`scope`] tells
//! what was made there, to be dropped as a whole. What is read after that is nothing to the `try_`
//! forms and a mistake to the others.
//!
//! The crates that do the same are made for threads (`reactive_graph`, 10 KB more after brotli) or
//! compute everything again at every change (`sycamore-reactive`, 5 KB more): DESIGN.md.
//!
//! A change costs time for what follows it, a run for what it reads and for the number of those who
//! read the same.

mod graph;
#[cfg(test)]
mod tests;

use graph::{Key, Value};
pub use graph::{Scope, effect, run_effects, scope, untrack, wake_by};
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

/// A value that can be followed.
pub struct RwSignal<T>(Key, PhantomData<fn() -> T>);

/// A value computed from others.
pub struct Memo<T>(Key, PhantomData<fn() -> T>);

/// A change that can be followed, without a value.
#[derive(Clone, Copy)]
pub struct Trigger(Key);

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

/// What signals and memos have in common.
pub trait Read: Copy {
    /// What is read.
    type Value: 'static;

    /// Where it stands in the table.
    #[doc(hidden)]
    fn key(self) -> Key;

    /// Looks at the value; nothing if it is gone.
    fn try_with_untracked<R>(self, look: impl FnOnce(&Self::Value) -> R) -> Option<R> {
        look_at(&graph::read(self.key(), false)?, look)
    }

    /// Looks at the value and follows it. The value must be there, and not be changed meanwhile.
    fn with<R>(self, look: impl FnOnce(&Self::Value) -> R) -> R {
        let value = graph::read(self.key(), true);
        let result = value.and_then(|value| look_at(&value, look));
        result.unwrap_or_else(|| gone())
    }

    /// Looks at the value. The value must be there, and not be changed meanwhile.
    fn with_untracked<R>(self, look: impl FnOnce(&Self::Value) -> R) -> R {
        self.try_with_untracked(look).unwrap_or_else(|| gone())
    }

    /// The value, which must be there; follows it.
    fn get(self) -> Self::Value
    where
        Self::Value: Clone,
    {
        self.with(Clone::clone)
    }

    /// The value, which must be there.
    fn get_untracked(self) -> Self::Value
    where
        Self::Value: Clone,
    {
        self.with_untracked(Clone::clone)
    }
}

/// A value in the table; none before a memo is first computed.
type Held<T> = RefCell<Option<T>>;

fn look_at<T: 'static, R>(value: &Value, look: impl FnOnce(&T) -> R) -> Option<R> {
    let value = value.downcast_ref::<Held<T>>()?.borrow();
    value.as_ref().map(look)
}

/// Whoever reads what is gone has outlived its scope, which is a mistake of ours.
fn gone() -> ! {
    unreachable!("what is read has gone with its scope")
}

impl<T: 'static> Read for RwSignal<T> {
    type Value = T;

    fn key(self) -> Key {
        self.0
    }
}

impl<T: 'static> Read for Memo<T> {
    type Value = T;

    fn key(self) -> Key {
        self.0
    }
}

impl<T: 'static> RwSignal<T> {
    /// A signal that lives as long as the scope in which it is made.
    #[must_use]
    pub fn new(value: T) -> Self {
        let value: Value = Rc::new(RefCell::new(Some(value)));
        Self(graph::insert(Some(value), None), PhantomData)
    }

    /// Changes the value to another, the same included; nothing if the signal is gone.
    pub fn set(self, value: T) {
        let before = self.change(|held| held.replace(value));
        // Dropped when nothing is borrowed any more: it may read signals while it goes.
        drop(before);
    }

    /// As [`Self::set`], where it is known that the signal may be gone.
    pub fn try_set(self, value: T) {
        self.set(value);
    }

    /// Changes the value in place; nothing if the signal is gone.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value in place, and gives what that gave; nothing if the signal is gone.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.change(|held| held.as_mut().map(change)).flatten()
    }

    fn change<R>(self, change: impl FnOnce(&mut Option<T>) -> R) -> Option<R> {
        let value = graph::value(self.0)?;
        let result = change(&mut value.downcast_ref::<Held<T>>()?.borrow_mut());
        graph::changed(self.0);
        Some(result)
    }
}

impl<T: PartialEq + 'static> Memo<T> {
    /// A memo that lives as long as the scope in which it is made. What computes it is given what
    /// it was before.
    #[must_use]
    pub fn new(compute: impl Fn(Option<&T>) -> T + 'static) -> Self {
        let value: Rc<Held<T>> = Rc::default();
        let held = value.clone();
        let run = move || {
            let now = Some(compute(held.borrow().as_ref()));
            let is_other = *held.borrow() != now;
            if is_other {
                drop(held.replace(now));
            }
            is_other
        };
        let run: graph::Run = Rc::new(RefCell::new(run));
        Self(graph::insert(Some(value), Some(run)), PhantomData)
    }
}

impl Trigger {
    /// A trigger that lives as long as the scope in which it is made.
    #[must_use]
    pub fn new() -> Self {
        Self(graph::insert(None, None))
    }

    /// Follows it.
    pub fn track(self) {
        graph::track(self.0);
    }

    /// Tells whoever follows it.
    pub fn notify(self) {
        graph::changed(self.0);
    }
}

impl Default for Trigger {
    fn default() -> Self {
        Self::new()
    }
}
