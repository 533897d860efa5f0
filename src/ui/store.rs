//! What the widget shows, as signals.

use super::signals::*;
use crate::app::link::Link;
use crate::app::words::{Words, words};
use crate::app::{Ask, Theme, home_view, show_years, view_of_own};
use crate::geo::{LonLat, Size, View, Viewport, WorldRect};
use crate::index::{Catalog, EventSet, Filter, NodeId, Selection};
use crate::model::basemap::Basemap;
use crate::model::{EventIx, Lang, PlaceIx};
use std::ops::RangeInclusive;
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

/// Something that could not be shown, told in the column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What and why, in a sentence.
    pub text: String,
    /// Details, one a line: the problems of a file.
    pub details: Vec<String>,
}

/// The signals. Copies are the same store.
#[derive(Clone, Copy)]
pub struct Store {
    /// The events, once they are there.
    pub catalog: RwSignal<Option<Arc<Catalog>>>,
    /// The map below them, once it is there.
    pub basemap: RwSignal<Option<Arc<Basemap>>>,
    /// Whether that map is a host's own, whose credits are the host's.
    pub is_host_map: RwSignal<bool>,
    /// Changes with the events alone.
    pub catalog_generation: RwSignal<u32>,
    /// Changes whenever events or map do.
    pub generation: RwSignal<u32>,
    /// Whether something is being fetched.
    pub loading: RwSignal<bool>,
    /// Where the reader looks; `None` is the home view.
    pub view: RwSignal<Option<View>>,
    /// Size of the map in CSS pixels.
    pub size: RwSignal<Size>,
    /// What the reader asks for.
    pub ask: RwSignal<Ask>,
    /// Its range of years; `None` is no limit.
    pub years: Memo<Option<RangeInclusive<i16>>>,
    /// The events that its words find; `None` where none are looked for. [`Store::find`] keeps it.
    pub found: RwSignal<Option<Arc<EventSet>>>,
    /// How the list is ordered.
    pub group: RwSignal<Group>,
    /// Height of the column of a narrow element.
    pub sheet: RwSignal<Sheet>,
    /// What is lit.
    pub lit: RwSignal<Lit>,
    /// What is being read.
    pub choice: RwSignal<Choice>,
    /// A place or an event asked for by its id before the events were there.
    pub wanted: RwSignal<Wanted>,
    /// Language of the interface.
    pub lang: RwSignal<Lang>,
    /// Light or dark.
    pub scheme: RwSignal<Scheme>,
    /// What went wrong.
    pub troubles: RwSignal<Vec<Trouble>>,
    /// The filter that the controls stand for.
    pub filter: Memo<Filter>,
    /// The events that pass it.
    pub selection: Memo<Arc<Selection>>,
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
    /// An empty store. Signals belong to the owner that is current.
    #[allow(
        clippy::new_without_default,
        reason = "it needs an owner, which a default hides"
    )]
    pub fn new() -> Self {
        let catalog = RwSignal::new(None::<Arc<Catalog>>);
        let ask = RwSignal::new(Ask::default());
        let years = Memo::new(move |_| ask.with(|ask| ask.years.clone()));
        let found = RwSignal::new(None::<Arc<EventSet>>);
        let filter = Memo::new(move |_| ask.with(|ask| ask.filter(found.get())));
        let selection = Memo::new_with_compare(
            move |_| {
                let mut selection = Selection::default();
                if let Some(catalog) = catalog.get() {
                    filter.with(|filter| catalog.index().select(filter, &mut selection));
                }
                Arc::new(selection)
            },
            |before, after| match (before, after) {
                (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
                _ => true,
            },
        );
        Self {
            catalog,
            basemap: RwSignal::new(None),
            is_host_map: RwSignal::new(false),
            catalog_generation: RwSignal::new(0),
            generation: RwSignal::new(0),
            loading: RwSignal::new(true),
            view: RwSignal::new(None),
            size: RwSignal::new(Size::default()),
            ask,
            years,
            found,
            group: RwSignal::new(Group::default()),
            sheet: RwSignal::new(Sheet::default()),
            lit: RwSignal::new(Lit::Nothing),
            choice: RwSignal::new(Choice::Nothing),
            wanted: RwSignal::new(Wanted::default()),
            lang: RwSignal::new(Lang::En),
            scheme: RwSignal::new(Scheme::default()),
            troubles: RwSignal::new(Vec::new()),
            filter,
            selection,
        }
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
        self.choice.set(Choice::Nothing);
        self.lit.set(Lit::Nothing);
        // Numbers of categories are those of the events that were.
        self.ask.update(|ask| ask.facets = Default::default());
        self.found.set(None);
        self.catalog_generation.update(|number| *number += 1);
        self.catalog.set(Some(catalog));
        self.generation.update(|number| *number += 1);
        self.choose_wanted();
    }

    /// Whether the built-in map is shown, with what its data ask to be told; tracks it.
    pub fn has_built_in_map(self) -> bool {
        self.basemap.with(Option::is_some) && !self.is_host_map.get()
    }

    /// Puts another map below the events.
    pub fn show_basemap(self, basemap: Arc<Basemap>) {
        self.basemap.set(Some(basemap));
        self.generation.update(|number| *number += 1);
    }

    /// Chooses what was asked for by its id, as soon as the events are there.
    pub fn choose_wanted(self) {
        let Some(catalog) = self.catalog.get_untracked() else {
            return;
        };
        // What was asked for is answered once: other events later are asked anew.
        let wanted = self.wanted.try_update(std::mem::take).unwrap_or_default();
        let corpus = catalog.corpus();
        let unknown = |what: &str, id: &str| Trouble {
            text: format!("There is no {what} “{id}” on this map."),
            details: Vec::new(),
        };
        if let Some((link, show)) = &wanted.link {
            for text in show(self, &catalog, link) {
                let details = Vec::new();
                self.troubles.update(|t| t.push(Trouble { text, details }));
            }
        } else if !wanted.event.is_empty() {
            match corpus.find_event(&wanted.event) {
                Some(event) => {
                    self.choice.set(Choice::Event(event));
                    self.wanted.update(|wanted| wanted.reveal = Some(event));
                }
                None => self
                    .troubles
                    .update(|t| t.push(unknown("event", &wanted.event))),
            }
        } else if !wanted.place.is_empty() {
            match corpus.find_place(&wanted.place) {
                Some(place) => self.choice.set(Choice::Place(place)),
                None => self
                    .troubles
                    .update(|t| t.push(unknown("place", &wanted.place))),
            }
        }
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
        let rect = own.map(|catalog| catalog.index().node(NodeId::ROOT).bounds());
        match rect.filter(|rect| rect.min.x <= rect.max.x) {
            Some(rect) => view_of_own(&rect, size),
            None => home_view(size),
        }
    }

    /// Looks somewhere, within what a map can show.
    pub fn look(self, view: View) {
        let zoom = view.zoom.clamp(self.min_zoom(), MAX_ZOOM);
        let mut center = view.center;
        center.lon = center.lon.clamp(-180.0, 180.0);
        center.lat = center.lat.clamp(-85.0, 85.0);
        if let Some(extent) = self.extent() {
            let (first, last) = (LonLat::from(extent.min), LonLat::from(extent.max));
            center.lon = center.lon.clamp(first.lon, last.lon);
            center.lat = center.lat.clamp(last.lat, first.lat);
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
