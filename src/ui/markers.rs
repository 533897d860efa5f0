//! The markers as buttons: what the canvas shows, for the keyboard and for those who hear it.

use crate::app::words::Signs;
use crate::geo::Px;
use crate::geo::decimal::fixed;
use crate::index::NodeId;
use crate::index::sorting::order;
use crate::scene::Mark;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

/// One button for each marker on the screen, kept as long as its marker is there, so that the
/// focus stays on it while the map moves.
pub struct Markers {
    list: HtmlElement,
    document: Document,
    buttons: Vec<Button>,
}

struct Button {
    node: NodeId,
    item: HtmlElement,
    press: HtmlElement,
    transform: String,
    name: String,
    selected: bool,
}

impl Markers {
    /// Markers in a list element.
    pub fn new(list: HtmlElement) -> Option<Self> {
        let document = list.owner_document()?;
        Some(Self {
            list,
            document,
            buttons: Vec::new(),
        })
    }

    /// Makes the buttons those of the marks of a scene, in the order of the page from west to
    /// east, so that Tab walks along the border. The list's own corner is at `corner` of the map:
    /// where the list moves with the map, its buttons stay where they are in it.
    pub fn show(&mut self, marks: &[Mark], corner: Px, signs: &Signs) {
        let mut kept = Vec::with_capacity(marks.len());
        let order = order(marks.len(), &mut |a, b| {
            marks[a].at.x.total_cmp(&marks[b].at.x)
        });
        let order = order.iter().map(|at| &marks[*at as usize]);
        let mut before = std::mem::take(&mut self.buttons);
        for mark in order {
            let found = before.iter().position(|button| button.node == mark.node);
            let button = match found {
                Some(at) => Some(before.swap_remove(at)),
                None => self.make(mark.node),
            };
            if let Some(mut button) = button {
                button.update(mark, corner, signs);
                kept.push(button);
            }
        }
        for gone in before {
            gone.item.remove();
        }
        // The order of the list is mended only where it is wrong: moving an element takes the
        // focus from it.
        for (number, button) in kept.iter().enumerate() {
            let there = self.list.children().item(number as u32);
            if there.as_ref() != Some(button.item.as_ref()) {
                let there = there.as_ref().map(AsRef::as_ref);
                let _ = self.list.insert_before(&button.item, there);
            }
        }
        self.buttons = kept;
    }

    /// What holds the buttons.
    pub fn list(&self) -> &HtmlElement {
        &self.list
    }

    /// The node whose button an event came from.
    pub fn node_of(&self, target: &web_sys::Element) -> Option<NodeId> {
        let pressed = |button: &&Button| {
            let button: &web_sys::Node = button.press.as_ref();
            button.contains(Some(target))
        };
        self.buttons.iter().find(pressed).map(|button| button.node)
    }

    /// Puts the focus on the button of a node and says whether there is one.
    pub fn focus(&self, node: NodeId) -> bool {
        let button = self.buttons.iter().find(|button| button.node == node);
        button.is_some_and(|button| button.press.focus().is_ok())
    }

    fn make(&self, node: NodeId) -> Option<Button> {
        let create = |name| -> Option<HtmlElement> {
            self.document.create_element(name).ok()?.dyn_into().ok()
        };
        let (item, button) = (create("li")?, create("button")?);
        button.set_attribute("type", "button").ok()?;
        item.append_child(&button).ok()?;
        Some(Button {
            node,
            item,
            press: button,
            transform: String::new(),
            name: String::new(),
            selected: false,
        })
    }
}

impl Button {
    /// Changes only what differs: every change of an attribute costs the browser a look.
    fn update(&mut self, mark: &Mark, corner: Px, signs: &Signs) {
        let place = format!(
            "translate({}px,{}px)",
            fixed(mark.at.x - corner.x, 1),
            fixed(mark.at.y - corner.y, 1)
        );
        if place != self.transform {
            let _ = self.press.style().set_property("transform", &place);
            self.transform = place;
        }
        let name = (signs.marker)(&mark.title, mark.count);
        if name != self.name {
            let _ = self.press.set_attribute("aria-label", &name);
            self.name = name;
        }
        if mark.selected != self.selected {
            let _ = if mark.selected {
                self.press.set_attribute("aria-current", "true")
            } else {
                self.press.remove_attribute("aria-current")
            };
            self.selected = mark.selected;
        }
    }
}
