//! The widget in the browser: what is read and operated follows signals, the map itself is
//! painted on a canvas by a loop that runs only when something has changed.

mod arriving;
mod card;
mod chosen;
mod column;
mod dom;
mod el;
mod facets;
mod gestures;
mod histogram;
mod icon;
mod language;
mod limits;
mod link;
mod list;
mod map;
mod markers;
mod part;
mod place;
mod rows;
mod screen;
mod search;
mod share;
mod sheet;
mod shelf;
mod signals;
mod sketch;
mod state;
mod store;
mod thumb;
mod time;
mod timeline;
mod tools;
mod trail;
mod widget;

pub use arriving::Arriving;
pub use dom::Failure;
pub use el::follow;
pub use screen::Screen;
pub use state::unseen;
pub use store::{About, Choice, Group, Store, Trouble};
pub use tools::Tools;
pub use widget::{Mounted, mount};
