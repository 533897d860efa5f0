//! Which marks and names a zoom shows, and where.
//!
//! A layout depends on the data, the language and the step of zoom, never on the filter or on
//! where exactly the map is moved: so no marker and no name jumps while a reader drags the map or
//! the years. It is made for the viewport and as much again around it, and used until the viewport
//! leaves that. With half of that a name of the agreed walks jumped.

use super::collide::{Rect, Room};
use super::course::{CourseName, Lettering, Placing};
use super::label::{Before, Label, Piece, Placed, Seen};
use super::names;
use super::spot::Spot;
use super::{Align, Font, Form, Ink};
use crate::geo::maths::exp2;
use crate::geo::{LonLat, Px, Viewport, World, WorldRect, world_px};
use crate::index::sorting::order;
use crate::index::{Catalog, Selection};
use crate::model::Lang;
use crate::model::basemap::{Basemap, Channel, LandmarkKind};

/// Layouts are made for quarters of a zoom.
const STEPS_PER_ZOOM: f64 = 4.0;

/// At most so many marks have a name: more could not be read, and names are the costly part.
const MOST_NAMED: usize = 400;

/// Marks and names of a step of zoom.
#[derive(Clone, Debug)]
pub struct Layout {
    /// What the layout was made for.
    pub key: Key,
    /// What stands for places, with its name where there was room.
    pub spots: Vec<(Spot, Option<Placed>)>,
    /// Names of the basemap.
    pub names: Vec<Placed>,
    /// Signs of the basemap's towns and summits.
    pub signs: Vec<(World, Form)>,
    /// Names of rivers.
    pub courses: Vec<CourseName>,
    /// What the names of the basemap are still to be laid out with: the room that the marks leave,
    /// and the layout before.
    unnamed: Option<Box<(Room, Option<Layout>)>>,
}

/// What a layout depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    step: i32,
    lang: Lang,
    /// Changes whenever basemap or catalog do.
    generation: u32,
    within: WorldRect,
    /// What was on the screen when the layout was made.
    screen: WorldRect,
}

impl Key {
    /// The key of the layout that a viewport needs.
    pub fn new(viewport: &Viewport, lang: Lang, generation: u32) -> Self {
        let margin = viewport.size.width.max(viewport.size.height);
        Self {
            step: (viewport.view.zoom * STEPS_PER_ZOOM).floor() as i32,
            lang,
            generation,
            within: viewport.bounds(margin),
            screen: viewport.bounds(0.0),
        }
    }

    /// Whether a layout with this key serves a viewport.
    pub fn serves(&self, viewport: &Viewport, lang: Lang, generation: u32) -> bool {
        let needed = viewport.bounds(0.0);
        self.step == (viewport.view.zoom * STEPS_PER_ZOOM).floor() as i32
            && self.lang == lang
            && self.generation == generation
            && self.within.contains(needed.min)
            && self.within.contains(needed.max)
    }

    /// Whether names of a layout stay where they stand in another.
    pub fn is_near(&self, other: &Self) -> bool {
        self.step == other.step && self.lang == other.lang
    }

    /// The zoom at whose scale names are kept apart: the smallest of the step, so that within it
    /// they only drift further apart.
    fn zoom(&self) -> f64 {
        f64::from(self.step) / STEPS_PER_ZOOM
    }
}

impl Layout {
    /// Lays out the marks of a zoom; names that stood in the layout before stay where they are if
    /// they can. Cost: the marks within twice the viewport in each direction, their names tried at
    /// up to eight places.
    pub fn new(key: Key, catalog: Option<&Catalog>, all: &Selection, before: Option<Self>) -> Self {
        let before = before.filter(|before| before.key.is_near(&key));
        let mut layout = Self {
            key,
            spots: Vec::new(),
            names: Vec::new(),
            signs: Vec::new(),
            courses: Vec::new(),
            unnamed: None,
        };
        let room = Room::new(exp2(1.0 / STEPS_PER_ZOOM));
        let mut maker = Maker::new(&mut layout, room, before.as_ref());
        if let Some(catalog) = catalog {
            maker.spots(catalog, all);
        }
        let room = maker.room;
        layout.unnamed = Some(Box::new((room, before)));
        layout
    }

    /// Lays out the names of the basemap where that is still to be done: a map that only moves
    /// does not need them. Cost: those within twice the viewport in each direction.
    pub fn name(&mut self, basemap: Option<&Basemap>, catalog: Option<&Catalog>) {
        let Some((room, before)) = self.unnamed.take().map(|unnamed| *unnamed) else {
            return;
        };
        let mut maker = Maker::new(self, room, before.as_ref());
        if let Some(basemap) = basemap {
            maker.regions(basemap, 0);
            maker.rivers(basemap);
            maker.towns(basemap, catalog, 1..=2);
            maker.landmarks(basemap);
            maker.regions(basemap, 1);
            maker.towns(basemap, catalog, 3..=9);
        }
    }
}

impl Before for Layout {
    fn place_of(&self, anchor: World, label: &Label) -> Option<(Px, Align)> {
        let spots = self.spots.iter().filter_map(|(_, label)| label.as_ref());
        spots
            .chain(&self.names)
            .find_map(|placed| placed.place_if(anchor, label))
    }
}

struct Maker<'a> {
    scale: f64,
    before: Option<&'a Layout>,
    room: Room,
    layout: &'a mut Layout,
}

impl<'a> Maker<'a> {
    fn new(layout: &'a mut Layout, room: Room, before: Option<&'a Layout>) -> Self {
        Self {
            scale: world_px(layout.key.zoom()),
            before,
            room,
            layout,
        }
    }

    /// What placing a label looks at.
    fn seen(&self) -> Seen<'a> {
        let (min, max) = (
            self.px(self.layout.key.screen.min),
            self.px(self.layout.key.screen.max),
        );
        Seen {
            // Room for the halo at the edge.
            frame: Rect::new(
                min.x + 4.0,
                min.y + 4.0,
                max.x - min.x - 8.0,
                max.y - min.y - 8.0,
            ),
            before: self.before.map(|before| before as &dyn Before),
        }
    }

    fn px(&self, at: World) -> Px {
        let origin = self.layout.key.within.min;
        Px::new(
            (at.x - origin.x) * self.scale,
            (at.y - origin.y) * self.scale,
        )
    }

    fn is_within(&self, at: World) -> bool {
        self.layout.key.within.contains(at)
    }

    /// Marks first: nothing may cover them, and their names come before all others.
    fn spots(&mut self, catalog: &Catalog, all: &Selection) {
        let mut nodes = Vec::new();
        let key = &self.layout.key;
        catalog.index().visible(key.zoom(), &key.within, &mut nodes);
        let lang = key.lang;
        let mut spots: Vec<Spot> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let spot = Spot::new(catalog, all, node, lang);
            if spot.most > 0 {
                spots.push(spot);
            }
        }
        for spot in &spots {
            let at = self.px(spot.at);
            self.room
                .take(at, Rect::around(at, Spot::radius(spot.most) + 2.0));
        }
        let order = order(spots.len(), &mut |a, b| spots[b].most.cmp(&spots[a].most));
        let mut spots: Vec<Option<Spot>> = spots.into_iter().map(Some).collect();
        let spots = order.iter().filter_map(|at| spots[*at as usize].take());
        let seen = self.seen();
        for (number, spot) in spots.enumerate() {
            let at = self.px(spot.at);
            let gap = Spot::radius(spot.most) + 6.0;
            let label = (number < MOST_NAMED && !spot.title.is_empty())
                .then(|| spot_label(&spot, lang).beside(&mut self.room, spot.at, at, gap, &seen))
                .flatten();
            self.layout.spots.push((spot, label));
        }
    }

    fn towns(
        &mut self,
        basemap: &Basemap,
        catalog: Option<&Catalog>,
        ranks: std::ops::RangeInclusive<u8>,
    ) {
        let zoom = self.layout.key.zoom();
        let lang = self.layout.key.lang;
        let seen = self.seen();
        for town in &basemap.towns {
            let at = World::from(town.at);
            if !ranks.contains(&town.rank)
                || zoom < names::town_zoom(town.rank)
                || !self.is_within(at)
                || catalog.is_some_and(|catalog| is_marked(catalog, town.at))
            {
                continue;
            }
            let px = self.px(at);
            let dot = Rect::around(px, 3.0);
            if !self.room.is_free(px, &dot) {
                continue;
            }
            let label = names::town(town, lang);
            let Some(placed) = label.and_then(|l| l.beside(&mut self.room, at, px, 6.0, &seen))
            else {
                continue;
            };
            self.room.take(px, dot);
            self.layout.names.push(placed);
            self.layout.signs.push((at, Form::Disc));
        }
    }

    /// Names of countries (`level` 0) or provinces (1).
    fn regions(&mut self, basemap: &Basemap, level: u8) {
        let lang = self.layout.key.lang;
        let zoom = self.layout.key.zoom();
        let seen = self.seen();
        let mut place = |label: Option<Label>, at: Option<LonLat>| {
            let (Some(label), Some(at)) = (label, at) else {
                return;
            };
            let at = World::from(at);
            if self.is_within(at) {
                let px = self.px(at);
                let placed = label.over(&mut self.room, at, px, &seen);
                self.layout.names.extend(placed);
            }
        };
        if level == 0 && zoom < 9.5 {
            for country in &basemap.countries {
                place(names::country(country, lang), country.label);
            }
        } else if level == 1 && (5.5..11.0).contains(&zoom) {
            for province in &basemap.provinces {
                place(names::province(province, lang), province.label);
            }
        }
    }

    fn landmarks(&mut self, basemap: &Basemap) {
        let zoom = self.layout.key.zoom();
        let lang = self.layout.key.lang;
        let seen = self.seen();
        for landmark in &basemap.landmarks {
            let at = World::from(landmark.at);
            let from = 3.0 + f64::from(landmark.rank);
            if zoom < from || !self.is_within(at) {
                continue;
            }
            let px = self.px(at);
            let Some(label) = names::landmark(landmark, lang) else {
                continue;
            };
            let peak = landmark.kind == LandmarkKind::Peak;
            let placed = if peak {
                label.beside(&mut self.room, at, px, 9.0, &seen)
            } else {
                label.over(&mut self.room, at, px, &seen)
            };
            if placed.is_some() && peak {
                self.layout.signs.push((at, Form::Peak));
            }
            self.layout.names.extend(placed);
        }
    }

    fn rivers(&mut self, basemap: &Basemap) {
        let lang = self.layout.key.lang;
        let placing = Placing {
            linework: &basemap.linework,
            scale: self.scale,
            origin: self.layout.key.within.min,
            within: self.layout.key.within,
        };
        for name in self.before.iter().flat_map(|before| &before.courses) {
            if placing.keep(&mut self.room, name) {
                self.layout.courses.push(name.clone());
            }
        }
        for river in &basemap.rivers {
            if river.channel != Channel::Main {
                continue;
            }
            let mut forms = names::river(&river.naming, lang);
            let standing = &self.layout.courses;
            // One form of a name on the whole map.
            if let Some(form) = forms
                .iter()
                .find(|form| standing.iter().any(|name| name.text() == form.as_str()))
            {
                forms = vec![form.clone()];
            }
            for text in forms {
                let lettering = Lettering {
                    text: &text,
                    lang,
                    font: Font::new(12.0).italic(),
                };
                let standing = &self.layout.courses;
                let named = placing.name_course(&mut self.room, &river.line, &lettering, standing);
                if !named.is_empty() {
                    self.layout.courses.extend(named);
                    break;
                }
            }
        }
    }
}

/// Two lines: the name, and below it the name as it stands in the place itself.
fn spot_label(spot: &Spot, lang: Lang) -> Label {
    let mut label = Label::line(Piece {
        text: spot.title.clone(),
        lang,
        font: Font::new(13.5).bold(),
        ink: Ink::PlaceName,
    });
    let mut below = Vec::new();
    for (number, (name, lang)) in spot.native.iter().enumerate() {
        let dot = if number > 0 { "· " } else { "" };
        below.push(Piece {
            text: format!("{dot}{name}"),
            lang: *lang,
            font: Font::new(11.5),
            ink: Ink::TownName,
        });
    }
    if !below.is_empty() {
        label.lines.push(below);
    }
    label
}

/// Whether a place with events stands for a town of the basemap: the same GeoNames position, or
/// one that differs by less than the precision of either.
fn is_marked(catalog: &Catalog, town: LonLat) -> bool {
    let (lon, lat) = (0.02, 0.015);
    let is_near = |at: LonLat| (at.lon - town.lon).abs() < lon && (at.lat - town.lat).abs() < lat;
    let mut places = catalog.corpus().places.iter();
    places.any(|place| place.marker(None).is_some_and(is_near))
        || catalog.has_site_in(&WorldRect {
            min: World::from(LonLat::new(town.lon - lon, town.lat + lat)),
            max: World::from(LonLat::new(town.lon + lon, town.lat - lat)),
        })
}
