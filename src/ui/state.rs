//! What the widget shows, as plain values that can be followed.
//!
//! The first picture follows a few values in a few places, which needs no graph of signals: what
//! is run reads values, each value is a bit, and it is run again after one of those bits was set.
//! The signals come with the second module and hear of every change as an [`Echo`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Hears of values: that one is read, and that some have changed. Values are bits.
pub trait Echo {
    /// What is running reads the value of a bit.
    fn track(&self, bit: u32);
    /// The values of these bits have changed.
    fn changed(&self, bits: u32);
}

/// A value that can be followed.
pub struct Var<T> {
    bit: u32,
    hub: &'static Hub,
    value: RefCell<T>,
}

/// Changes what depends on values, and gives its bits too.
type Derive = dyn Fn(u32) -> u32;

/// What the values of one widget have in common.
#[derive(Default)]
pub struct Hub {
    /// The values changed since the last [`run_followers`].
    pending: Cell<u32>,
    /// Changes what depends on values, and gives its bits too.
    derive: RefCell<Option<Rc<Derive>>>,
    followers: RefCell<Vec<Rc<Follower>>>,
    echo: RefCell<Option<Rc<dyn Echo>>>,
}

/// Something that runs after what it has read was changed.
struct Follower {
    /// What it has read.
    bits: Cell<u32>,
    run: RefCell<Box<dyn FnMut()>>,
}

thread_local! {
    /// Values read since somebody began to look.
    static READ: Cell<u32> = const { Cell::new(0) };
    /// The hubs of the widgets on the page.
    static HUBS: RefCell<Vec<&'static Hub>> = const { RefCell::new(Vec::new()) };
    /// Runs the followers when the browser has done what it is doing.
    static LATER: Closure<dyn FnMut()> = Closure::new(run_followers);
}

impl<T> Var<T> {
    /// A value with the bit of a number below 32.
    pub fn new(hub: &'static Hub, number: u32, value: T) -> Self {
        Self {
            bit: 1 << number,
            hub,
            value: RefCell::new(value),
        }
    }

    /// Whatever is running is run again after a change.
    pub fn track(&self) {
        READ.set(READ.get() | self.bit);
        if let Some(echo) = &*self.hub.echo.borrow() {
            echo.track(self.bit);
        }
    }

    /// The value; tracks it.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.track();
        self.get_untracked()
    }

    /// The value.
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.value.borrow().clone()
    }

    /// Looks at the value; tracks it.
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(look)
    }

    /// Looks at the value.
    pub fn with_untracked<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.value.borrow())
    }

    /// Changes the value to another, the same included.
    pub fn set(&self, value: T) {
        self.put(value);
        self.hub.changed(self.bit);
    }

    /// Changes the value in place.
    pub fn update<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        let result = change(&mut self.value.borrow_mut());
        self.hub.changed(self.bit);
        result
    }

    /// Changes the value and tells nobody: gives the bit to tell of if it is another.
    pub fn derive(&self, value: T) -> u32
    where
        T: PartialEq,
    {
        if *self.value.borrow() == value {
            return 0;
        }
        self.put(value);
        self.bit
    }

    /// Changes the value and tells nobody.
    pub fn put(&self, value: T) {
        // The old one is dropped when nothing is borrowed any more.
        drop(self.value.replace(value));
    }

    /// The bit by which its changes are told.
    pub fn bit(&self) -> u32 {
        self.bit
    }
}

impl Hub {
    /// A hub for a new widget. `derive` is told of every change before all others.
    pub fn open(&'static self, derive: Rc<Derive>) {
        *self.derive.borrow_mut() = Some(derive);
        self.pending.set(0);
        HUBS.with_borrow_mut(|hubs| hubs.push(self));
    }

    /// Forgets everybody who follows.
    pub fn close(&'static self) {
        HUBS.with_borrow_mut(|hubs| hubs.retain(|hub| !std::ptr::eq(*hub, self)));
        // They may look at the hub while they go.
        let gone = (self.followers.take(), self.echo.take(), self.derive.take());
        drop(gone);
    }

    /// From now on somebody else hears of everything too.
    pub fn echo(&self, echo: Rc<dyn Echo>) {
        *self.echo.borrow_mut() = Some(echo);
    }

    /// Runs something now and whenever a value that it read has changed.
    pub fn follow(&self, run: Box<dyn FnMut()>) {
        let follower = Rc::new(Follower {
            bits: Cell::new(0),
            run: RefCell::new(run),
        });
        follower.run();
        self.followers.borrow_mut().push(follower);
    }

    fn changed(&self, bit: u32) {
        let derive = self.derive.borrow().clone();
        let bits = bit | derive.map_or(0, |derive| derive(bit));
        if self.pending.replace(self.pending.get() | bits) == 0 {
            later();
        }
        let echo = self.echo.borrow().clone();
        if let Some(echo) = echo {
            echo.changed(bits);
        }
    }

    fn run_followers(&self) {
        let bits = self.pending.replace(0);
        let mut at = 0;
        // A run may close the hub.
        loop {
            let follower = self.followers.borrow().get(at).cloned();
            let Some(follower) = follower else {
                return;
            };
            if follower.bits.get() & bits != 0 {
                follower.run();
            }
            at += 1;
        }
    }
}

impl Follower {
    fn run(&self) {
        let outside = READ.replace(0);
        (self.run.borrow_mut())();
        self.bits.set(READ.replace(outside));
    }
}

/// Does something that reads values without tracking them.
pub fn unseen<R>(act: impl FnOnce() -> R) -> R {
    let outside = READ.get();
    let result = act();
    READ.set(outside);
    result
}

fn later() {
    if let Some(window) = web_sys::window() {
        LATER.with(|later| window.queue_microtask(later.as_ref().unchecked_ref()));
    }
}

fn run_followers() {
    let hubs = HUBS.with_borrow(Clone::clone);
    for hub in hubs {
        if hub.pending.get() != 0 {
            hub.run_followers();
        }
    }
}
