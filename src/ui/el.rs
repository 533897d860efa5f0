//! Elements whose text and attributes follow what is shown.
//!
//! Leptos's view macros are not used, because they make a type and with it code of its own for
//! every closure and every nesting of elements: the same widget was 90 KB larger after brotli
//! (DESIGN.md). Here every element is made by the same few functions. How it follows is said by
//! who makes it: the map follows plain values ([`super::state`]), the year control and the column
//! follow signals ([`super::signals`]).

use super::dom::Listener;
use super::rows::Rows;
use crate::geo::decimal::short;
use std::any::Any;
use std::cell::{Cell, RefCell};
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

/// How what is made now follows what it reads.
pub type Follow = fn(Box<dyn FnMut()>);

/// What is made and must live as long as the elements that use it.
pub type Kept = Vec<Box<dyn Any>>;

thread_local! {
    static FOLLOW: Cell<Option<Follow>> = const { Cell::new(None) };
    static KEPT: RefCell<Kept> = const { RefCell::new(Vec::new()) };
}

/// Runs something now and whenever what it read has changed, as long as what is being made lives.
pub fn follow(run: impl FnMut() + 'static) {
    // What is generic only boxes: the rest is compiled once. So it is everywhere below.
    fn boxed(mut run: Box<dyn FnMut()>) {
        match FOLLOW.get() {
            Some(follow) => follow(run),
            None => run(),
        }
    }
    boxed(Box::new(run));
}

/// Makes something that follows what it reads in one way, and gives what must be kept with it.
pub fn making<T>(how: Follow, make: impl FnOnce() -> T) -> (T, Kept) {
    let outside = (FOLLOW.replace(Some(how)), KEPT.take());
    let made = make();
    FOLLOW.set(outside.0);
    (made, KEPT.replace(outside.1))
}

/// Keeps something as long as what is being made.
pub fn keep<T: 'static>(kept: T) {
    fn boxed(kept: Box<dyn Any>) {
        KEPT.with_borrow_mut(|all| all.push(kept));
    }
    boxed(Box::new(kept));
}

impl From<Element> for El {
    fn from(element: Element) -> Self {
        Self(element)
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
        self.attr(name, &short(value, 2))
    }

    /// Keeps an attribute in step with what it reads; `None` takes it away.
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

    /// Keeps the name for those who hear the page in step with what it reads.
    pub fn label_by(self, read: impl Fn() -> String + 'static) -> Self {
        self.attr_by("aria-label", move || Some(read()))
    }

    /// Hides it as long as what it reads says so.
    pub fn hidden_by(self, read: impl Fn() -> bool + 'static) -> Self {
        self.attr_by("hidden", move || read().then(String::new))
    }

    /// Keeps a property of its style in step with what it reads. A strict policy allows what a script
    /// sets on the style object, not what stands in a `style` attribute.
    pub fn style_by(self, name: &'static str, read: impl Fn() -> String + 'static) -> Self {
        fn boxed(
            style: web_sys::CssStyleDeclaration,
            name: &'static str,
            read: Box<dyn Fn() -> String>,
        ) {
            let mut before = None;
            follow(move || {
                let value = Some(read());
                if before != value {
                    // An invalid value is ignored, as in a style sheet.
                    let _ = style.set_property(name, value.as_deref().unwrap_or_default());
                    before = value;
                }
            });
        }
        boxed(self.html().style(), name, Box::new(read));
        self
    }

    /// Adds text.
    pub fn text(self, text: &str) -> Self {
        self.node(&DOCUMENT.with(|document| document.create_text_node(text)))
    }

    /// Adds text that follows what it reads.
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

    /// Adds a child that is made anew whenever what it reads changes; its own listeners and effects go
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
    /// it, as long as its item is in the list. Unless the `whole` list is wanted at once, what there
    /// is no room for is made a few at a time in later tasks; until it is there the element is
    /// `aria-busy`.
    pub fn list_by<K: PartialEq + 'static>(
        self,
        items: impl Fn() -> Vec<K> + 'static,
        make: impl Fn(&K) -> El + 'static,
        whole: impl Fn() -> bool + 'static,
    ) -> Self {
        let end = DOCUMENT.with(|document| document.create_comment(""));
        let this = self.node(&end);
        let mut rows = Rows::new(&this.0);
        let mut before: Vec<Option<K>> = Vec::new();
        follow(move || {
            let items = items();
            // A filter takes items away and leaves the others in order: the search goes on from
            // where it last found something.
            let mut from = 0;
            let mut found = Vec::with_capacity(items.len());
            for item in &items {
                let is_it = |slot: &Option<K>| slot.as_ref() == Some(item);
                let at = before[from..].iter().position(is_it).map(|at| from + at);
                let at = at.or_else(|| before[..from].iter().position(is_it));
                if let Some(at) = at {
                    before[at] = None;
                    from = at + 1;
                }
                found.push(at);
            }
            let shown = rows.show(&found, whole(), &mut |number| make(&items[number]));
            let mut shown = shown.into_iter().peekable();
            before.clear();
            for (number, item) in items.into_iter().enumerate() {
                if shown.next_if_eq(&number).is_some() {
                    before.push(Some(item));
                }
            }
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

/// Sets an attribute; `None` takes it away.
pub fn set(element: &Element, name: &str, value: Option<&str>) {
    // Names of attributes are written here and are names.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
