//! The picture as plain data: what painters execute and the pointer is tested against.

mod collide;
mod course;
mod furniture;
mod ground;
mod ink;
mod label;
mod layer;
mod layout;
mod locator;
mod names;
mod picture;
mod shape;
mod spot;
mod stage;
pub mod text;

pub use furniture::{CREDITS, LEAST_CREDITS, SHORT_CREDITS, ScaleBar, scale_bar};
pub use ink::{Ink, Palette, Rgba};
pub use layer::Layer;
pub use picture::{Run, Scene};
pub use shape::{Align, Dash, Font, Form, PathRange, RunRange, Shape};
pub use spot::spot_title;
pub use stage::{Chosen, Mark, Stage, View};
