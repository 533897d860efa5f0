//! The widget in the browser: what is read and operated is made with Leptos, the map itself is
//! painted on a canvas by a loop that runs only when something has changed.

mod card;
mod column;
mod dom;
mod el;
mod gestures;
mod histogram;
mod icon;
mod map;
mod markers;
mod screen;
mod shelf;
mod store;
mod thumb;
mod time;
mod timeline;
mod widget;

pub use dom::Failure;
pub use el::follow;
pub use screen::Screen;
pub use store::{Choice, Store, Trouble};
pub use widget::{Mounted, mount};
