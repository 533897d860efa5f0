//! Problems as people and as machines read them.

mod human;
mod lines;

pub use human::human;
pub use lines::json;
