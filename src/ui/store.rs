//! What the widget shows.

use super::arriving::Arriving;
use super::el::{Kept, making};
use super::gestures::Hint;
use super::state::{Echo, Hub, Var};
use crate::app::link::Link;
use crate::app::words::{Signs, Words, signs, words};
use crate::app::{Ask, Theme, home_view, show_years, view_of_own};
use crate::geo::maths::kept_within;
use crate::geo::{LonLat, Size, View, Viewport, WorldRect};
use crate::index::{Catalog, EventSet, Filter, NodeId, Selection};
use crate::model::basemap::Basemap;
use crate::model::{EventIx, Lang, PlaceIx};
use std::cell::{Cell, RefCell};
use std::ops::{Deref, RangeInclusive};
use std::rc::Rc;
use std::sync::Arc;

/// What the reader has chosen to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Everything in the range.
    #[default]
    Nothing,
    /// The events of a place.
    Place(PlaceIx),
    /// The events of a marker that stands for several places.
    Cluster(NodeId),
    /// One event.
    Event(EventIx),
}

/// How the list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    /// By the year in which an event begins.
    #[default]
    Year,
    /// By place, from west to east, and then what no marker stands for.
    Place,
}

/// How much of a narrow element the column takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// Its heading only.
    Low,
    /// About half.
    #[default]
    Half,
    /// All but a strip of the map.
    High,
}

/// What the pointer or the focus is on, lit at both ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lit {
    /// Nothing.
    #[default]
    Nothing,
    /// An event in the list: its places are lit on the map.
    Event(EventIx),
    /// A marker: the events at it are lit in the list.
    Node(NodeId),
}

/// What decides whether the map is light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scheme {
    /// Theme asked for by the host.
    pub theme: Theme,
    /// Whether the reader's system is dark.
    pub system_dark: bool,
}

/// What a trouble is about: it is told until that is well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The events.
    Events,
    /// The map below them.
    Map,
    /// A place, an event or a link that was asked for.
    Asked,
}

/// Something that could not be shown, told in the column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What it is about.
    pub about: About,
    /// What and why, in a sentence.
    pub text: String,
    /// Details, one a line: the problems of a file.
    pub details: Vec<String>,
}

macro_rules! state {
    ($($(#[$doc:meta])* $number:literal $name:ident: $type:ty = $first:expr,)*) => {
        /// The values that are shown, each with a number of its own.
        pub struct State {
            hub: &'static Hub,
            /// How often it was given away before: copies of a store that is gone have another.
            turn: Cell<u32>,
            $($(#[$doc])* pub $name: Var<$type>,)*
        }

        impl State {
            fn new() -> Self {
                let hub: &'static Hub = Box::leak(Box::default());
                Self { hub, turn: Cell::new(0), $($name: Var::new(hub, $number, $first),)* }
            }

            /// Makes every value what it was at first.
            fn reset(&self) {
                $(self.$name.put($first);)*
            }
        }
    };
}

state! {
    /// The events, once they are there.
    0 catalog: Option<Arc<Catalog>> = None,
    /// The map below them, once it is there.
    1 basemap: Option<Arc<Basemap>> = None,
    /// Whether that map is a host's own, whose credits are the host's.
    2 is_host_map: bool = false,
    /// Changes with the events alone.
    3 catalog_generation: u32 = 0,
    /// Changes whenever events or map do.
    4 generation: u32 = 0,
    /// Whether something is being fetched.
    5 loading: bool = true,
    /// Where the reader looks; `None` is the home view.
    6 view: Option<View> = None,
    /// Size of the map in CSS pixels.
    7 size: Size = Size::default(),
    /// What the reader asks for.
    8 ask: Ask = Ask::default(),
    /// Its range of years; `None` is no limit. It follows from what is asked for.
    9 years: Option<RangeInclusive<i16>> = None,
    /// The events that its words find; `None` where none are looked for. [`Store::find`] keeps it.
    10 found: Option<Arc<EventSet>> = None,
    /// How the list is ordered.
    11 group: Group = Group::default(),
    /// Height of the column of a narrow element.
    12 sheet: Sheet = Sheet::default(),
    /// What is lit.
    13 lit: Lit = Lit::Nothing,
    /// What is being read.
    14 choice: Choice = Choice::Nothing,
    /// A place or an event asked for by its id before the events were there.
    15 wanted: Wanted = Wanted::default(),
    /// Language of the interface.
    16 lang: Lang = Lang::En,
    /// Light or dark.
    17 scheme: Scheme = Scheme::default(),
    /// What went wrong.
    18 troubles: Vec<Trouble> = Vec::new(),
    /// The filter that the controls stand for. It follows from what is asked for.
    19 filter: Filter = Ask::default().filter(None),
    /// The events that pass it.
    20 selection: Arc<Selection> = Arc::default(),
    /// What the reader is told about moving the map.
    21 hint: Hint = Hint::None,
    /// How far a host's own events are read, while they are.
    22 arriving: Option<Arriving> = None,
    /// What was asked for and is not there, until the host is told.
    23 unknown: Vec<String> = Vec::new(),
    /// Whether the reader has opened the credits of a small map.
    24 is_credited: bool = false,
}

/// Which of the page's states is meant. Copies are the same store; one that outlives its widget
/// shows nothing.
#[derive(Clone, Copy)]
pub struct Store {
    number: usize,
    turn: u32,
}

thread_local! {
    /// Every state ever made, the first for stores that are gone. What one widget leaves the next
    /// one takes, so that there are no more than were ever on the page at once.
    static STATES: RefCell<Vec<&'static State>> = const { RefCell::new(Vec::new()) };
    /// The numbers of those that were left.
    static FREE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
    /// The store of the widget being made.
    static MAKING: Cell<Option<Store>> = const { Cell::new(None) };
}

impl Deref for Store {
    type Target = State;

    #[inline(never)]
    fn deref(&self) -> &State {
        STATES.with_borrow_mut(|states| {
            let state = states.get(self.number).copied();
            state
                .filter(|state| state.turn.get() == self.turn)
                .or_else(|| states.first().copied())
                .unwrap_or_else(|| add_state(states))
        })
    }
}

fn add_state(states: &mut Vec<&'static State>) -> &'static State {
    let state: &'static State = Box::leak(Box::new(State::new()));
    states.push(state);
    state
}

/// Shows a link and gives what the corpus does not have of it.
pub type ShowLink = fn(Store, &Catalog, &Link) -> Vec<String>;

/// Ids asked for before the events were there.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Id of a place; empty for none.
    pub place: String,
    /// Id of an event; empty for none.
    pub event: String,
    /// A link, which says all of that itself, and what shows it: links are read by the second
    /// module.
    pub link: Option<(Link, ShowLink)>,
    /// An event that was found, for which the column loosens the limits that hide it.
    pub reveal: Option<EventIx>,
}

/// The closest zoom: a CSS pixel is then about half a metre on the ground.
pub const MAX_ZOOM: f64 = 18.0;

/// The farthest zoom: the whole world on a small screen.
pub const MIN_ZOOM: f64 = 1.0;

impl Store {
    /// An empty store; [`Store::close`] gives it back.
    pub fn open() -> Self {
        let (number, state) = STATES.with_borrow_mut(|states| {
            if states.is_empty() {
                add_state(states);
            }
            match FREE.with_borrow_mut(Vec::pop) {
                Some(number) => (number, states[number]),
                None => (states.len(), add_state(states)),
            }
        });
        let turn = state.turn.get();
        let store = Self { number, turn };
        state.hub.open(Rc::new(move |bits| store.derive(bits)));
        store
    }

    /// Frees what the store holds; whoever follows it hears no more.
    pub fn close(self) {
        let state = &*self;
        if state.turn.get() != self.turn || self.number == 0 {
            return;
        }
        state.turn.set(self.turn.wrapping_add(1));
        state.hub.close();
        state.reset();
        FREE.with_borrow_mut(|free| free.push(self.number));
    }

    /// Makes something that follows the store without signals, and gives what must be kept with
    /// it.
    pub fn making<T>(self, make: impl FnOnce() -> T) -> (T, Kept) {
        let outside = MAKING.replace(Some(self));
        let made = making(follow_plainly, make);
        MAKING.set(outside);
        made
    }

    /// From now on signals hear of everything too.
    pub fn echo(self, echo: Rc<dyn Echo>) {
        self.hub.echo(echo);
    }

    /// Changes what follows from values of these bits, and gives the bits that are others then.
    fn derive(self, bits: u32) -> u32 {
        let state = &*self;
        let mut others = 0;
        if bits & (state.ask.bit() | state.found.bit()) != 0 {
            let (years, filter) = state.ask.with_untracked(|ask| {
                let found = state.found.get_untracked();
                (ask.years.clone(), ask.filter(found))
            });
            others = state.years.derive(years) | state.filter.derive(filter);
        }
        if (bits & state.catalog.bit()) | (others & state.filter.bit()) != 0 {
            let mut selection = Selection::default();
            if let Some(catalog) = state.catalog.get_untracked() {
                let select = |filter: &_| catalog.index().select(filter, &mut selection);
                state.filter.with_untracked(select);
            }
            state.selection.put(Arc::new(selection));
            others |= state.selection.bit();
        }
        others
    }

    /// The words on the map in the language; tracks it.
    pub fn signs(self) -> &'static Signs {
        signs(self.lang.get())
    }

    /// The words of the language; tracks it.
    pub fn words(self) -> &'static Words {
        words(self.lang.get())
    }

    /// Whether the map is dark; tracks what decides it.
    pub fn is_dark(self) -> bool {
        let scheme = self.scheme.get();
        match scheme.theme {
            Theme::Auto => scheme.system_dark,
            Theme::Light => false,
            Theme::Dark => true,
        }
    }

    /// Puts other events on the map and chooses what was asked for by its id.
    pub fn show_catalog(self, catalog: Arc<Catalog>) {
        self.show_first(catalog);
        self.choose_wanted();
    }

    /// Puts the first of other events on the map.
    pub fn show_first(self, catalog: Arc<Catalog>) {
        self.is_well(About::Events);
        self.is_well(About::Asked);
        self.choice.set(Choice::Nothing);
        // Numbers of categories are those of the events that were.
        self.ask.update(|ask| ask.facets = Default::default());
        self.show_more(catalog);
    }

    /// Puts more events of the same file on the map. What has a number keeps it, so that what the
    /// reader asks for and reads stays; clusters are new.
    pub fn show_more(self, catalog: Arc<Catalog>) {
        if matches!(self.choice.get_untracked(), Choice::Cluster(_)) {
            self.choice.set(Choice::Nothing);
        }
        self.lit.set(Lit::Nothing);
        // It is found anew by what follows the events.
        self.found.set(None);
        self.catalog_generation.update(|number| *number += 1);
        self.catalog.set(Some(catalog));
        self.generation.update(|number| *number += 1);
    }

    /// Puts the events on the map that were there before others, or none.
    pub fn show_again(self, before: Option<Arc<Catalog>>) {
        if let Some(catalog) = before {
            return self.show_catalog(catalog);
        }
        self.choice.set(Choice::Nothing);
        self.lit.set(Lit::Nothing);
        self.found.set(None);
        self.catalog.set(None);
        self.generation.update(|number| *number += 1);
    }

    /// Whether the built-in map is shown, with what its data ask to be told; tracks it.
    pub fn has_built_in_map(self) -> bool {
        self.basemap.with(Option::is_some) && !self.is_host_map.get()
    }

    /// Puts another map below the events.
    pub fn show_basemap(self, basemap: Arc<Basemap>) {
        self.is_well(About::Map);
        self.basemap.set(Some(basemap));
        self.generation.update(|number| *number += 1);
    }

    /// Tells no longer what was wrong with something.
    pub(super) fn is_well(self, about: About) {
        let is_about = |trouble: &Trouble| trouble.about == about;
        if self.troubles.with_untracked(|all| all.iter().any(is_about)) {
            self.troubles.update(|all| all.retain(|one| !is_about(one)));
        }
    }

    /// Chooses what was asked for by its id, as soon as the events are there.
    pub fn choose_wanted(self) {
        let Some(catalog) = self.catalog.get_untracked() else {
            return;
        };
        self.is_well(About::Asked);
        // What was asked for is answered once: other events later are asked anew.
        let wanted = self.wanted.update(std::mem::take);
        let corpus = catalog.corpus();
        let unknown = |what: &str, id: &str| {
            self.lacks(format!("There is no {what} “{id}” on this map."));
        };
        if let Some((link, show)) = &wanted.link {
            for text in show(self, &catalog, link) {
                self.lacks(text);
            }
        } else if !wanted.event.is_empty() {
            match corpus.find_event(&wanted.event) {
                Some(event) => {
                    self.choice.set(Choice::Event(event));
                    self.wanted.update(|wanted| wanted.reveal = Some(event));
                }
                None => unknown("event", &wanted.event),
            }
        } else if !wanted.place.is_empty() {
            match corpus.find_place(&wanted.place) {
                Some(place) => self.choice.set(Choice::Place(place)),
                None => unknown("place", &wanted.place),
            }
        }
    }

    /// Tells the reader and the host of something that was asked for and is not there.
    fn lacks(self, text: String) {
        self.unknown.update(|unknown| unknown.push(text.clone()));
        let details = Vec::new();
        let about = About::Asked;
        self.troubles.update(|troubles| {
            troubles.push(Trouble {
                about,
                text,
                details,
            });
        });
    }

    /// The viewport; tracks the view and the map's size. `None` before the map has a size.
    pub fn viewport(self) -> Option<Viewport> {
        let size = self.size.get();
        let view = self.view.get();
        viewport(size, view, || self.home(size))
    }

    /// The viewport without tracking anything.
    pub fn viewport_untracked(self) -> Option<Viewport> {
        let size = self.size.get_untracked();
        let view = self.view.get_untracked();
        viewport(size, view, || self.home(size))
    }

    /// The view that shows the whole region of the events.
    pub fn home(self, size: Size) -> View {
        let catalog = self.catalog.get_untracked();
        let own = catalog.filter(|catalog| catalog.corpus().region.is_none());
        let rect = own.map(|catalog| match &catalog.corpus().part {
            Some(part) => part.extent.into(),
            None => catalog.index().node(NodeId::ROOT).bounds(),
        });
        match rect.filter(|rect| rect.min.x <= rect.max.x) {
            Some(rect) => view_of_own(&rect, size),
            None => home_view(size),
        }
    }

    /// Looks somewhere, within what a map can show.
    pub fn look(self, view: View) {
        let zoom = kept_within(view.zoom, self.min_zoom(), MAX_ZOOM);
        let mut center = view.center;
        center.lon = center.lon.clamp(-180.0, 180.0);
        center.lat = center.lat.clamp(-85.0, 85.0);
        if let Some(extent) = self.extent() {
            let (first, last) = (LonLat::from(extent.min), LonLat::from(extent.max));
            center.lon = kept_within(center.lon, first.lon, last.lon);
            center.lat = kept_within(center.lat, last.lat, first.lat);
        }
        self.view.set(Some(View { center, zoom }));
    }

    /// What can be looked at: as far as the built-in map goes while it shows the built-in events.
    /// A host's own may lie anywhere.
    fn extent(self) -> Option<WorldRect> {
        let built_in = self.catalog.with_untracked(|catalog| {
            let corpus = catalog.as_ref().map(|catalog| catalog.corpus());
            corpus.is_some_and(|corpus| corpus.region.is_some())
        });
        if !built_in {
            return None;
        }
        self.basemap
            .with_untracked(|basemap| basemap.as_ref().and_then(|basemap| basemap.extent()))
    }

    /// The farthest zoom: all that there is to be seen is on the screen then.
    pub fn min_zoom(self) -> f64 {
        let size = self.size.get_untracked();
        let Some(extent) = self.extent().filter(|_| size.width >= 1.0) else {
            return MIN_ZOOM;
        };
        let whole = Viewport::fitting(&extent, size, 0.0, MAX_ZOOM).zoom;
        whole.min(self.home(size).zoom).max(MIN_ZOOM)
    }

    /// The filter without its range of years; tracks it.
    pub fn any_year(self) -> Filter {
        Filter {
            years: None,
            ..self.filter.get()
        }
    }

    /// Sets the range of years.
    pub fn set_years(self, years: Option<RangeInclusive<i16>>) {
        self.ask.update(|ask| ask.years = years);
    }

    /// The range of years as an attribute writes it; tracks it.
    pub fn years_text(self) -> String {
        self.years.with(|years| show_years(years.as_ref()))
    }
}

fn viewport(size: Size, view: Option<View>, home: impl FnOnce() -> View) -> Option<Viewport> {
    if size.width < 1.0 || size.height < 1.0 {
        return None;
    }
    Some(Viewport::new(view.unwrap_or_else(home), size))
}

fn follow_plainly(run: Box<dyn FnMut()>) {
    if let Some(store) = MAKING.get() {
        store.hub.follow(run);
    }
}
