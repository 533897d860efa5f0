//! The vocabulary of the map: events, their reports, places, articles, dates and languages.
//!
//! A value that exists is valid. Nothing here reads or writes; `read` makes these values from
//! files and says what is wrong with a file that does not make one.

mod address;
mod article;
pub mod basemap;
mod columns;
mod corpus;
pub mod edtf;
mod event;
pub mod flat;
mod ids;
mod ix;
pub mod known;
mod lang;
mod made;
mod mentions;
mod part;
mod place;
pub mod relief;
mod sites;
pub mod table;
mod vocabulary;
pub mod words;

pub use address::is_web_address;
pub use article::{Article, Kind, Original};
pub use corpus::{Corpus, Dangling};
pub use event::{Event, Figure, Mention, NewEvent, Printed, Relation, Report};
pub use ids::FEATURE;
pub use ix::{ArticleIx, EventIx, KindIx, PlaceIx};
pub use lang::Lang;
pub use part::{Part, Seen};
pub use place::{Place, REGION};
pub use sites::Units;
pub use vocabulary::{Basis, Certainty, PlaceClass, RelationKind, Role, Status};
