//! Who follows whom, whatever the values are. All of it is compiled once.
//!
//! A change marks those who read what has changed as stale, and those who read a stale memo as
//! unsure. What is unsure asks its sources, in the order in which it read them, and runs only if one
//! of them became another value; so nothing runs for a value that stays, and nothing twice for two
//! ways on which it hears of one change.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// A place in the table. A place is used again; its age tells who used it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key {
    at: u32,
    age: u32,
}

/// A value of a type that only its readers know.
pub type Value = Rc<dyn Any>;

/// Computes again, and says whether that gave another value.
pub type Run = Rc<RefCell<dyn FnMut() -> bool>>;

/// Whether what was computed still holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Fresh,
    /// Only if every memo that it read is what it was.
    Unsure,
    Stale,
}

struct Node {
    state: State,
    /// None in what has no value.
    value: Option<Value>,
    /// None in what is not computed.
    run: Option<Run>,
    /// What the last run has read.
    sources: Vec<Key>,
    /// Whose last runs have read this.
    readers: Vec<Key>,
}

#[derive(Default)]
struct Slot {
    age: u32,
    node: Option<Node>,
}

struct Graph {
    slots: Vec<Slot>,
    /// Slots without a node.
    free: Vec<u32>,
    /// Effects in the order in which they were made, some gone.
    effects: Vec<Key>,
    /// What was made in the scope that is open.
    scope: Vec<Key>,
    /// What is running.
    reader: Option<Key>,
    /// Whether effects are to be run.
    is_asked: bool,
    /// Asks for it.
    wake: fn(),
}

thread_local! {
    static GRAPH: RefCell<Graph> = const { RefCell::new(Graph::EMPTY) };
}

/// Borrows the table; nobody else's code may run meanwhile.
fn graph<R>(act: impl FnOnce(&mut Graph) -> R) -> R {
    GRAPH.with_borrow_mut(act)
}

impl Graph {
    const EMPTY: Self = Self {
        slots: Vec::new(),
        free: Vec::new(),
        effects: Vec::new(),
        scope: Vec::new(),
        reader: None,
        is_asked: false,
        wake: || {},
    };

    fn node(&mut self, key: Key) -> Option<&mut Node> {
        let slot = self.slots.get_mut(key.at as usize)?;
        slot.node.as_mut().filter(|_| slot.age == key.age)
    }

    fn insert(&mut self, node: Node) -> Key {
        let at = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot::default());
            self.slots.len() as u32 - 1
        });
        let slot = &mut self.slots[at as usize];
        slot.node = Some(node);
        let key = Key { at, age: slot.age };
        self.scope.push(key);
        key
    }

    /// Takes a node out. Those who have read it find nothing there; nobody tells them.
    fn remove(&mut self, key: Key) -> Option<Node> {
        self.node(key)?;
        self.forget(key);
        let slot = &mut self.slots[key.at as usize];
        slot.age = slot.age.wrapping_add(1);
        self.free.push(key.at);
        slot.node.take()
    }

    /// Forgets what the last run of a node has read.
    fn forget(&mut self, key: Key) {
        let sources = self.node(key).map(|node| std::mem::take(&mut node.sources));
        for source in sources.into_iter().flatten() {
            if let Some(source) = self.node(source)
                && let Some(at) = source.readers.iter().position(|reader| *reader == key)
            {
                source.readers.swap_remove(at);
            }
        }
    }

    fn track(&mut self, source: Key) {
        let Some(key) = self.reader else {
            return;
        };
        if self.node(source).is_none() {
            return;
        }
        // A run reads a few values many times: it is among few that is looked for.
        let Some(reader) = self.node(key).filter(|of| !of.sources.contains(&source)) else {
            return;
        };
        reader.sources.push(source);
        if let Some(source) = self.node(source) {
            source.readers.push(key);
        }
    }

    /// Tells the readers of a node.
    fn mark_readers(&mut self, key: Key, state: State) {
        let mut at = 0;
        while let Some(&reader) = self.node(key).and_then(|node| node.readers.get(at)) {
            self.mark(reader, state);
            at += 1;
        }
    }

    fn mark(&mut self, key: Key, state: State) {
        let Some(node) = self.node(key) else {
            return;
        };
        let before = node.state;
        node.state = before.max(state);
        if before != State::Fresh {
            return;
        }
        if node.value.is_some() {
            self.mark_readers(key, State::Unsure);
        } else if !std::mem::replace(&mut self.is_asked, true) {
            (self.wake)();
        }
    }
}

/// Says how [`run_effects`] is asked for: it is called at the first change after a run, and must not
/// run them itself.
pub fn wake_by(wake: fn()) {
    graph(|graph| graph.wake = wake);
}

/// Puts something into the table: an effect is what is computed and has no value.
pub fn insert(value: Option<Value>, run: Option<Run>) -> Key {
    let is_effect = value.is_none() && run.is_some();
    // What has never been computed is stale.
    let state = match run {
        Some(_) => State::Stale,
        None => State::Fresh,
    };
    let node = Node {
        state,
        value,
        run,
        sources: Vec::new(),
        readers: Vec::new(),
    };
    graph(|graph| {
        let key = graph.insert(node);
        if is_effect {
            graph.effects.push(key);
        }
        key
    })
}

/// The value at a place, as it was last computed.
pub fn value(key: Key) -> Option<Value> {
    graph(|graph| graph.node(key)?.value.clone())
}

/// The value at a place, as it is; notes that what is running reads it.
pub fn read(key: Key, is_followed: bool) -> Option<Value> {
    // Before it is noted, or what runs would hear of what it is about to see.
    up_to_date(key);
    if is_followed {
        track(key);
    }
    value(key)
}

/// Notes that what is running reads something.
pub fn track(key: Key) {
    graph(|graph| graph.track(key));
}

/// Tells that a value was changed.
pub fn changed(key: Key) {
    graph(|graph| graph.mark_readers(key, State::Stale));
}

/// Computes something again if it has to be.
pub fn up_to_date(key: Key) {
    let state = || graph(|graph| graph.node(key).map(|node| node.state));
    if state() == Some(State::Unsure) {
        let mut at = 0;
        let source = |at| graph(|graph| graph.node(key)?.sources.get(at).copied());
        // A source that became another makes this stale.
        while state() == Some(State::Unsure)
            && let Some(source) = source(at)
        {
            up_to_date(source);
            at += 1;
        }
    }
    let run = graph(|graph| {
        let node = graph.node(key)?;
        let before = std::mem::replace(&mut node.state, State::Fresh);
        let run = node.run.clone().filter(|_| before == State::Stale)?;
        graph.forget(key);
        Some(run)
    });
    // Whoever reads itself reads what it was.
    if let Some(run) = run
        && let Ok(mut run) = run.try_borrow_mut()
        && read_by(Some(key), &mut *run)
    {
        changed(key);
    }
}

/// Runs something whose reads are noted for a reader.
fn read_by<R>(reader: Option<Key>, run: impl FnOnce() -> R) -> R {
    let swap = |reader| graph(|graph| std::mem::replace(&mut graph.reader, reader));
    let outside = swap(reader);
    let result = run();
    swap(outside);
    result
}

/// Does something that reads values without following them.
pub fn untrack<R>(act: impl FnOnce() -> R) -> R {
    read_by(None, act)
}

/// Runs something now, and whenever a value that it read has changed, as long as the scope lives in
/// which this is called.
pub fn effect(mut run: impl FnMut() + 'static) {
    let run = move || {
        run();
        false
    };
    up_to_date(insert(None, Some(Rc::new(RefCell::new(run)))));
}

/// Runs the effects that have to be, until none has to: what one changes others may follow.
pub fn run_effects() {
    loop {
        let mut at = 0;
        let mut is_done = true;
        while let Some(key) = graph(|graph| graph.effects.get(at).copied()) {
            if graph(|graph| {
                graph
                    .node(key)
                    .is_some_and(|node| node.state != State::Fresh)
            }) {
                is_done = false;
                up_to_date(key);
            }
            at += 1;
        }
        if is_done {
            break;
        }
    }
    graph(|graph| {
        let mut effects = std::mem::take(&mut graph.effects);
        effects.retain(|key| graph.node(*key).is_some());
        graph.effects = effects;
        graph.is_asked = false;
    });
}

/// What was made by [`scope`]: dropped, it is gone.
#[derive(Default)]
pub struct Scope(Vec<Key>);

/// Makes something, and gives the scope of the signals, memos and effects that were made with it.
pub fn scope<T>(make: impl FnOnce() -> T) -> (T, Scope) {
    let swap = |scope| graph(|graph| std::mem::replace(&mut graph.scope, scope));
    let outside = swap(Vec::new());
    let made = make();
    (made, Scope(swap(outside)))
}

impl Scope {
    /// Whether nothing was made.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        for key in self.0.drain(..) {
            // What goes with it may read the table.
            let node = graph(|graph| graph.remove(key));
            drop(node);
        }
    }
}

/// Whether nothing is in the table.
#[cfg(test)]
pub fn is_empty() -> bool {
    graph(|graph| graph.slots.iter().all(|slot| slot.node.is_none()))
}
