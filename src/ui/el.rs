//! Elements whose text and attributes follow signals.
//!
//! Leptos's signals hold the state; its view macros are not used, because they make a type and
//! with it code of its own for every closure and every nesting of elements: the same widget was
//! 90 KB larger after brotli (DESIGN.md). Here every element is made by the same few functions.

use super::dom::Listener;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node};

/// An element being made.
#[derive(Clone)]
pub struct El(Element);

/// An HTML element.
pub fn el(tag: &'static str) -> El {
    El(make(tag, None))
}

/// An SVG element.
pub fn svg(tag: &'static str) -> El {
    El(make(tag, Some("http://www.w3.org/2000/svg")))
}

thread_local! {
    static DOCUMENT: Document = web_sys::window()
        .and_then(|window| window.document())
        // A widget is made by an element of a document: there always is one.
        .unwrap_or_else(|| wasm_bindgen::throw_str("there is no document"));
}

fn make(tag: &str, namespace: Option<&str>) -> Element {
    DOCUMENT.with(|document| {
        let made = match namespace {
            None => document.create_element(tag),
            Some(_) => document.create_element_ns(namespace, tag),
        };
        // Only a name that is no name is refused, and ours are written here.
        made.unwrap_or_else(|error| wasm_bindgen::throw_val(error))
    })
}

/// Runs something now and whenever a signal that it read has changed, as long as the current
/// owner lives.
pub fn follow(run: impl FnMut() + 'static) {
    // What is generic only boxes: the rest is compiled once. So it is everywhere below.
    fn boxed(mut run: Box<dyn FnMut()>) {
        keep(RenderEffect::new(move |_: Option<()>| run()));
    }
    boxed(Box::new(run));
}

/// Keeps something as long as the current owner lives.
pub fn keep<T: 'static>(kept: T) {
    fn boxed(kept: Box<dyn std::any::Any>) {
        StoredValue::new_local(kept);
    }
    boxed(Box::new(kept));
}

/// Children of a list that are made after the frame that shows the first of them.
#[derive(Clone, Copy)]
struct Rest {
    list: StoredValue<Element, LocalStorage>,
    /// Counts the tasks.
    turn: RwSignal<u32>,
    /// The number of the last task that has run, and whether it runs now.
    last: StoredValue<(u32, bool)>,
    task: StoredValue<Option<TimeoutHandle>>,
}

/// So many children are made in a task: a few milliseconds on a slow telephone.
const PART: usize = 12;

/// Time from a change until the others are made. While a reader drags the years, the next change
/// comes sooner, and they are never made in vain.
const PAUSE: Duration = Duration::from_millis(50);

impl Rest {
    fn new(list: &Element) -> Self {
        let task = StoredValue::new(None::<TimeoutHandle>);
        on_cleanup(move || {
            if let Some(task) = task.try_get_value().flatten() {
                task.clear();
            }
        });
        Self {
            list: StoredValue::new_local(list.clone()),
            turn: RwSignal::new(0),
            last: StoredValue::new((0, false)),
            task,
        }
    }

    /// How many children may be made now, of which so many may be made at once; tracks the tasks.
    fn room(self, most: usize) -> usize {
        let turn = self.turn.get();
        let is_task = self.last.get_value().0 != turn;
        self.last.set_value((turn, is_task));
        if is_task { most.max(PART) } else { most }
    }

    /// Asks for the next task if children are missing.
    fn go_on(self, is_wanted: bool) {
        let was_wanted = self.task.get_value();
        if let Some(task) = was_wanted {
            task.clear();
        }
        if is_wanted != was_wanted.is_some() {
            let busy = is_wanted.then_some("true");
            self.list.with_value(|list| set(list, "aria-busy", busy));
        }
        let (turn, (_, is_task)) = (self.turn, self.last.get_value());
        // Tasks follow each other closely, with room between them for what is more urgent.
        let pause = if is_task { Duration::ZERO } else { PAUSE };
        let task = is_wanted.then(|| {
            let act = move || {
                turn.try_update(|turn| *turn += 1);
            };
            set_timeout_with_handle(act, pause).ok()
        });
        self.task.set_value(task.flatten());
    }
}

impl El {
    /// The element itself.
    pub fn element(&self) -> &Element {
        &self.0
    }

    /// The element as what it is.
    pub fn html(&self) -> HtmlElement {
        self.0.clone().unchecked_into()
    }

    /// Sets its class.
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        set(&self.0, name, Some(value));
        self
    }

    /// Sets a number as an attribute, to a hundredth.
    pub fn number(self, name: &str, value: f64) -> Self {
        let value = (value * 100.0).round() / 100.0;
        self.attr(name, &value.to_string())
    }

    /// Keeps an attribute in step with signals; `None` takes it away.
    pub fn attr_by(self, name: &'static str, read: impl Fn() -> Option<String> + 'static) -> Self {
        fn boxed(element: Element, name: &'static str, read: Box<dyn Fn() -> Option<String>>) {
            let mut before = None;
            follow(move || {
                let value = read();
                if before.as_ref() != Some(&value) {
                    set(&element, name, value.as_deref());
                    before = Some(value);
                }
            });
        }
        boxed(self.0.clone(), name, Box::new(read));
        self
    }

    /// Keeps the name for those who hear the page in step with signals.
    pub fn label_by(self, read: impl Fn() -> String + 'static) -> Self {
        self.attr_by("aria-label", move || Some(read()))
    }

    /// Hides it as long as signals say so.
    pub fn hidden_by(self, read: impl Fn() -> bool + 'static) -> Self {
        self.attr_by("hidden", move || read().then(String::new))
    }

    /// Keeps a property of its style in step with signals. A strict policy allows what a script
    /// sets on the style object, not what stands in a `style` attribute.
    pub fn style_by(self, name: &'static str, read: impl Fn() -> String + 'static) -> Self {
        fn boxed(
            style: web_sys::CssStyleDeclaration,
            name: &'static str,
            read: Box<dyn Fn() -> String>,
        ) {
            follow(move || {
                // An invalid value is ignored, as in a style sheet.
                let _ = style.set_property(name, &read());
            });
        }
        boxed(self.html().style(), name, Box::new(read));
        self
    }

    /// Adds text.
    pub fn text(self, text: &str) -> Self {
        self.node(&DOCUMENT.with(|document| document.create_text_node(text)))
    }

    /// Adds text that follows signals.
    pub fn text_by(self, read: impl Fn() -> String + 'static) -> Self {
        fn boxed(text: web_sys::Text, read: Box<dyn Fn() -> String>) {
            follow(move || {
                let now = read();
                if text.data() != now {
                    text.set_data(&now);
                }
            });
        }
        let node = DOCUMENT.with(|document| document.create_text_node(""));
        boxed(node.clone(), Box::new(read));
        self.node(&node)
    }

    /// Adds a child.
    #[allow(clippy::needless_pass_by_value, reason = "a child is given away")]
    pub fn child(self, child: El) -> Self {
        self.node(&child.0)
    }

    /// Adds children.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Adds a child that is made anew whenever signals change; its own listeners and effects go
    /// with it.
    pub fn part_by(self, make: impl Fn() -> Vec<El> + 'static) -> Self {
        fn boxed(parent: Element, end: web_sys::Comment, make: Box<dyn Fn() -> Vec<El>>) {
            let mut before: Vec<El> = Vec::new();
            follow(move || {
                let now = make();
                for gone in before.drain(..) {
                    gone.0.remove();
                }
                for child in &now {
                    let _ = parent.insert_before(&child.0, Some(&end));
                }
                before = now;
            });
        }
        // The part is a place in the list of children, not an element around them.
        let end = DOCUMENT.with(|document| document.create_comment(""));
        let this = self.node(&end);
        boxed(this.0.clone(), end, Box::new(make));
        this
    }

    /// Adds children for the items of a list. A child is kept, with its state and the focus in
    /// it, as long as its item is in the list. So many as `most` says are made at once, the others
    /// a few at a time in later tasks; until they are there the element is `aria-busy`.
    pub fn list_by<K: PartialEq + 'static>(
        self,
        items: impl Fn() -> Vec<K> + 'static,
        make: impl Fn(&K) -> El + 'static,
        most: impl Fn() -> usize + 'static,
    ) -> Self {
        let end = DOCUMENT.with(|document| document.create_comment(""));
        let this = self.node(&end);
        let parent = this.0.clone();
        let mut before: Vec<Option<(K, El, Owner)>> = Vec::new();
        // Items outlive the effect's run, so their owner is the list's and not the run's.
        let list = Owner::current().unwrap_or_default();
        let rest = Rest::new(&this.0);
        follow(move || {
            let mut room = rest.room(most());
            let mut is_whole = true;
            let mut kept = Vec::new();
            // A filter takes items away and leaves the others in order: the search goes on from
            // where it last found something.
            let mut from = 0;
            for item in items() {
                let is_it = |slot: &Option<(K, El, Owner)>| {
                    slot.as_ref().is_some_and(|(key, ..)| *key == item)
                };
                let found = before[from..].iter().position(is_it).map(|at| from + at);
                let found = found.or_else(|| before[..from].iter().position(is_it));
                let row = found.and_then(|at| {
                    from = at + 1;
                    before[at].take()
                });
                from = from.min(before.len());
                if row.is_none() && room == 0 {
                    is_whole = false;
                    continue;
                }
                kept.push(row.unwrap_or_else(|| {
                    room -= 1;
                    let owner = list.with(Owner::new);
                    let child = untrack(|| owner.with(|| make(&item)));
                    (item, child, owner)
                }));
            }
            for (_, gone, _) in before.drain(..).flatten() {
                gone.0.remove();
            }
            let mut place = parent.first_child();
            let mut after: Option<Node> = None;
            for (_, child, _) in &kept {
                // The rows stand one after the other: each belongs behind the one before it.
                let next = match &after {
                    Some(after) => after.next_sibling(),
                    None => place.take(),
                };
                let child: &Node = child.0.as_ref();
                if next.as_ref() != Some(child) {
                    let _ = parent.insert_before(child, next.as_ref());
                }
                after = Some(child.clone());
            }
            before = kept.into_iter().map(Some).collect();
            rest.go_on(!is_whole);
        });
        this
    }

    /// Listens to an event as long as the current owner lives.
    pub fn on<E: JsCast + 'static>(
        self,
        event: &'static str,
        heard: impl FnMut(E) + 'static,
    ) -> Self {
        keep(Listener::new(&self.0, event, false, heard));
        self
    }

    /// Does something at a press.
    pub fn press(self, mut act: impl FnMut() + 'static) -> Self {
        self.on("click", move |_: web_sys::Event| act())
    }

    fn node(self, node: &Node) -> Self {
        // A fresh node can be added to any element.
        let _ = self.0.append_child(node);
        self
    }
}

fn set(element: &Element, name: &str, value: Option<&str>) {
    // Names of attributes are written here and are names.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
