//! Random graphs beside an oracle that computes everything again, and what they must never do.

use super::*;
use fastrand::Rng;
use std::cell::Cell;

thread_local! {
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

fn asked() {
    ASKED.set(ASKED.get() + 1);
}

/// Something to read: a signal or a memo of small numbers.
#[derive(Clone, Copy)]
enum Node {
    Signal(RwSignal<i32>),
    Memo(Memo<i32>),
}

impl Node {
    fn get(self) -> i32 {
        match self {
            Self::Signal(signal) => signal.get(),
            Self::Memo(memo) => memo.get(),
        }
    }

    fn get_untracked(self) -> i32 {
        match self {
            Self::Signal(signal) => signal.get_untracked(),
            Self::Memo(memo) => memo.get_untracked(),
        }
    }
}

/// How a node follows from those before it: the first says whether the second is read at all, so
/// that what is read changes from run to run.
#[derive(Clone, Copy)]
struct Rule {
    first: usize,
    second: usize,
    /// So few different values that memos often stay what they are.
    values: i32,
}

impl Rule {
    fn random(random: &mut Rng, below: usize) -> Self {
        Self {
            first: random.usize(..below),
            second: random.usize(..below),
            values: random.i32(2..6),
        }
    }

    fn of(self, mut read: impl FnMut(usize) -> i32) -> i32 {
        let first = read(self.first);
        let second = if first % 2 == 0 { read(self.second) } else { 1 };
        (first + 3 * second) % self.values
    }
}

/// The values of all nodes, each computed from those before it.
fn oracle(signals: &[i32], rules: &[Rule]) -> Vec<i32> {
    let mut values = signals.to_vec();
    for rule in rules {
        let value = rule.of(|at| values[at]);
        values.push(value);
    }
    values
}

/// What an effect was last run with, and how often it has run.
type Seen = Rc<Cell<(i32, u32)>>;

#[test]
fn random_graphs_show_what_an_oracle_computes() {
    for seed in 0..300 {
        let random = &mut Rng::with_seed(seed);
        let count = random.usize(1..6);
        let mut now: Vec<i32> = (0..count).map(|_| random.i32(0..6)).collect();
        let rules: Vec<Rule> = (count..count + random.usize(0..20))
            .map(|below| Rule::random(random, below))
            .collect();
        let all = count + rules.len();
        let watch: Vec<Rule> = (0..random.usize(1..10))
            .map(|_| Rule::random(random, all))
            .collect();
        let ((nodes, seen), scope) = scope(|| {
            let nodes: Rc<RefCell<Vec<Node>>> = Rc::default();
            for value in &now {
                nodes.borrow_mut().push(Node::Signal(RwSignal::new(*value)));
            }
            for rule in rules.clone() {
                let of = nodes.clone();
                let node = move |at: usize| of.borrow()[at];
                let memo = Memo::new(move |_| rule.of(|at| node(at).get()));
                nodes.borrow_mut().push(Node::Memo(memo));
            }
            let nodes = nodes.borrow().clone();
            let seen: Vec<Seen> = watch
                .iter()
                .map(|rule| {
                    let (rule, nodes, seen) = (*rule, nodes.clone(), Seen::default());
                    let told = seen.clone();
                    effect(move || {
                        let value = rule.of(|at| nodes[at].get());
                        told.set((value, told.get().1 + 1));
                    });
                    seen
                })
                .collect();
            (nodes, seen)
        });
        let mut before = oracle(&now, &rules);
        for step in 0..30 {
            // A memo that is read between two changes may become another value and the old one again,
            // of which its readers hear.
            let mut has_looked = false;
            for _ in 0..random.usize(0..4) {
                let at = random.usize(..count);
                now[at] = random.i32(0..6);
                if let Node::Signal(signal) = nodes[at] {
                    signal.set(now[at]);
                }
                if step % 2 == 0 && random.bool() {
                    has_looked = true;
                    // Values are right at once, before any effect has run.
                    let at = random.usize(..all);
                    let expected = oracle(&now, &rules)[at];
                    assert_eq!(nodes[at].get_untracked(), expected, "{seed}/{step}");
                }
            }
            let runs: Vec<u32> = seen.iter().map(|seen| seen.get().1).collect();
            run_effects();
            let after = oracle(&now, &rules);
            for (number, (rule, seen)) in watch.iter().zip(&seen).enumerate() {
                let (value, run) = seen.get();
                assert_eq!(value, rule.of(|at| after[at]), "{seed}/{step}/{number}");
                assert!(run <= runs[number] + 1, "{seed}/{step}/{number}: ran twice");
                // What an effect reads of memos is what decides whether it runs again; a signal
                // tells even if it was set to what it is.
                let mut reads = Vec::new();
                rule.of(|at| {
                    reads.push(at);
                    before[at]
                });
                let is_other = reads.iter().any(|at| before[*at] != after[*at]);
                let of_signals = reads.iter().any(|at| *at < count);
                if is_other {
                    assert_eq!(run, runs[number] + 1, "{seed}/{step}/{number}: was told");
                } else if !of_signals && !has_looked {
                    assert_eq!(run, runs[number], "{seed}/{step}/{number}: in vain");
                }
            }
            before = after;
        }
        drop(scope);
        assert!(graph::is_empty(), "{seed}: something is left");
    }
}

#[test]
fn nothing_is_computed_that_nobody_reads() {
    let runs = Rc::new(Cell::new(0));
    let told = runs.clone();
    let ((signal, memo), _scope) = scope(|| {
        let signal = RwSignal::new(1);
        let memo = Memo::new(move |_| {
            told.set(told.get() + 1);
            signal.get() / 10
        });
        (signal, memo)
    });
    signal.set(2);
    run_effects();
    assert_eq!(runs.get(), 0);
    assert_eq!(memo.get(), 0);
    assert_eq!(memo.get(), 0);
    assert_eq!(runs.get(), 1);
}

#[test]
fn effects_are_asked_for_once_and_only_if_one_has_to_run() {
    wake_by(asked);
    let (signals, _scope) = scope(|| {
        let signals = [(); 3].map(|()| RwSignal::new(0));
        effect(move || {
            signals[0].get();
            signals[1].get();
        });
        signals
    });
    assert_eq!(ASKED.get(), 0);
    signals[2].set(1);
    assert_eq!(ASKED.get(), 0);
    signals[0].set(1);
    signals[1].set(1);
    assert_eq!(ASKED.get(), 1);
    run_effects();
    signals[1].set(2);
    assert_eq!(ASKED.get(), 2);
    run_effects();
    run_effects();
    assert_eq!(ASKED.get(), 2);
}

#[test]
fn what_an_effect_changes_is_followed_in_the_same_run() {
    let ((from, to), _scope) = scope(|| {
        let [from, between, to] = [(); 3].map(|()| RwSignal::new(0));
        // The one that follows comes first, so that one pass is not enough.
        effect(move || to.set(between.get()));
        effect(move || between.set(from.get()));
        // Reads what it sets, until that is enough.
        effect(move || {
            if from.get() < 3 {
                from.update(|from| *from += 1);
            }
        });
        (from, to)
    });
    run_effects();
    assert_eq!((from.get(), to.get()), (3, 3));
    from.set(1);
    run_effects();
    assert_eq!((from.get(), to.get()), (3, 3));
}

#[test]
fn what_makes_effects_runs_before_them_and_those_that_are_gone_do_not_run() {
    let said = Rc::new(RefCell::new(String::new()));
    let say = said.clone();
    let (signal, outer) = scope(|| {
        let signal = RwSignal::new(1);
        // The inner effect has read it longer than the outer one when both hear of a change.
        let even = Memo::new(move |_| signal.get() % 2 == 0);
        let mut inner = Vec::new();
        effect(move || {
            let mut say = say.clone();
            say.borrow_mut()
                .push_str(if even.get() { "e" } else { "o" });
            inner.clear();
            inner.push(scope(move || effect(move || write(&mut say, signal.get()))));
        });
        signal
    });
    let take = || std::mem::take(&mut *said.borrow_mut());
    assert_eq!(take(), "o1");
    signal.set(3);
    run_effects();
    assert_eq!(take(), "3");
    signal.set(4);
    run_effects();
    assert_eq!(take(), "e4");
    signal.set(5);
    drop(outer);
    run_effects();
    assert_eq!(take(), "");
    assert!(graph::is_empty());
}

fn write(to: &mut Rc<RefCell<String>>, number: i32) {
    to.borrow_mut().push_str(&number.to_string());
}

#[test]
fn what_is_gone_is_nothing_to_those_who_try() {
    let ((signal, memo), scope) = scope(|| {
        let signal = RwSignal::new(String::from("a"));
        (signal, Memo::new(move |_| signal.get().len()))
    });
    assert_eq!(memo.try_with_untracked(|length| *length), Some(1));
    drop(scope);
    signal.try_set("b".into());
    assert_eq!(signal.try_update(String::pop), None);
    assert_eq!(signal.try_with_untracked(String::len), None);
    assert_eq!(memo.try_with_untracked(|length| *length), None);
    // Another in its place is not taken for it.
    let (other, _scope) = graph::scope(|| RwSignal::new(String::from("c")));
    signal.try_set("d".into());
    assert_eq!(other.get(), "c");
}

#[test]
fn an_effect_may_end_itself_and_read_what_is_gone() {
    let held: Rc<RefCell<Option<Scope>>> = Rc::default();
    let (signal, _scope) = scope(|| RwSignal::new(0));
    let runs = Rc::new(Cell::new(0));
    let (ended, told) = (held.clone(), runs.clone());
    let ((), scope) = scope(|| {
        effect(move || {
            told.set(told.get() + 1);
            if signal.get() == 1 {
                ended.take();
                signal.with(|_| ());
            }
        });
    });
    held.replace(Some(scope));
    for value in [1, 2, 3] {
        signal.set(value);
        run_effects();
    }
    assert_eq!(runs.get(), 2);
}

#[test]
fn what_goes_may_read_signals_while_it_goes() {
    struct Reads(RwSignal<i32>, Rc<Cell<i32>>);
    impl Drop for Reads {
        fn drop(&mut self) {
            self.1.set(self.0.get());
        }
    }
    let seen = Rc::new(Cell::new(0));
    let (number, _scope) = scope(|| RwSignal::new(7));
    let (held, inner) = scope(|| RwSignal::new(Some(Reads(number, seen.clone()))));
    held.set(None);
    assert_eq!(seen.take(), 7);
    held.set(Some(Reads(number, seen.clone())));
    drop(inner);
    assert_eq!(seen.take(), 7);
}

#[test]
fn untracked_reads_and_triggers() {
    let runs = Rc::new(Cell::new(0));
    let told = runs.clone();
    let ((trigger, [read, unread]), _scope) = scope(|| {
        let trigger = Trigger::new();
        let signals = [(); 2].map(|()| RwSignal::new(0));
        effect(move || {
            trigger.track();
            signals[0].get();
            untrack(|| signals[1].get());
            signals[1].get_untracked();
            told.set(told.get() + 1);
        });
        (trigger, signals)
    });
    unread.set(1);
    run_effects();
    assert_eq!(runs.get(), 1);
    read.set(1);
    trigger.notify();
    run_effects();
    assert_eq!(runs.get(), 2);
    trigger.notify();
    run_effects();
    assert_eq!(runs.get(), 3);
}

#[test]
fn a_memo_is_given_what_it_was() {
    let ((signal, sum), _scope) = scope(|| {
        let signal = RwSignal::new(1);
        let sum =
            Memo::new(move |before: Option<&i32>| before.map_or(0, |sum| *sum) + signal.get());
        (signal, sum)
    });
    assert_eq!(sum.get(), 1);
    signal.set(5);
    assert_eq!(sum.get(), 6);
    assert_eq!(sum.get(), 6);
}
