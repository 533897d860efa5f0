//! Records and their points to a basemap.

use super::fields::Points;
use super::joints;
use super::layers::{Layers, Shaped};
use super::zones::Zones;
use crate::geo::World;
use crate::geo::linework::{Area, LEVELS_PER_ZOOM, Line};
use crate::geo::topology::{Detail, Path, PathKind, Topology, faces};
use crate::model::basemap::{Basemap, BorderLine, Country, Province, ProvinceLine, River, Stream};

/// How far lines may be off at the largest zoom beside the border, in metres; farther away more,
/// see [`Zones`].
const COAST_M: f64 = 10.0;
const OTHER_BORDER_M: f64 = 10.0;
const PROVINCE_LINE_M: f64 = 20.0;
const STREAM_M: f64 = 25.0;
const LAKE_M: f64 = 10.0;

/// The border between China and North Korea and its two rivers keep every vertex that is not
/// closer to the line through its neighbours than half a unit of the grid.
const BORDER_M: f64 = 0.5;

/// The zoom from which streams are drawn, by their order.
fn stream_zoom(order: u8) -> u8 {
    if order <= 2 { 0 } else { 6 }
}

/// Puts the layers together. Streams, lakes, towns and landmarks are ordered by importance.
pub(super) fn basemap(mut layers: Layers) -> Basemap {
    layers.streams.sort_by_key(|(stream, _)| stream.order);
    layers
        .lakes
        .sort_by(|(a, _), (b, _)| b.area_km2.total_cmp(&a.area_km2));
    layers.towns.sort_by_key(|town| town.rank);
    layers.landmarks.sort_by_key(|landmark| landmark.rank);

    joints::join(&mut layers.province_lines, &mut layers.countries);
    let zones = Zones::along(&layers.border);
    let mut all = Topology::default();
    let mut group = Group::new(&zones);
    let closed = PathKind::Closed;
    let open = PathKind::Open;
    let border_m = |line: &BorderLine| {
        if line.is_main() {
            BORDER_M
        } else {
            OTHER_BORDER_M
        }
    };
    group.add(&layers.countries, closed, |_| COAST_M, |_| 0);
    group.add(&layers.coast, open, |()| COAST_M, |()| 0);
    group.add(&layers.border, open, border_m, |_| 0);
    group.add(&layers.rivers, open, |_| BORDER_M, |_| 0);
    group.add(&layers.province_lines, open, |_| PROVINCE_LINE_M, |_| 0);
    let mut shared = group.build(&mut all);
    let mut group = Group::new(&zones);
    let from = |stream: &Stream| stream_zoom(stream.order) * LEVELS_PER_ZOOM;
    group.add(&layers.streams, open, |_| STREAM_M, from);
    let mut streams = group.build(&mut all);
    let mut group = Group::new(&zones);
    group.add(&layers.lakes, closed, |_| LAKE_M, |_| 0);
    let mut lakes = group.build(&mut all);

    let countries = with_lines(layers.countries, &mut shared, |to: &mut Country, rings| {
        to.area = Area { rings }
    });
    let coast = layers
        .coast
        .iter()
        .flat_map(|_| shared.next().unwrap_or_default())
        .collect();
    let border = with_lines(layers.border, &mut shared, |to: &mut BorderLine, lines| {
        to.lines = lines;
    });
    let rivers = with_lines(layers.rivers, &mut shared, |to: &mut River, lines| {
        to.line = lines.into_iter().next().unwrap_or_default();
    });
    let province_lines = with_lines(
        layers.province_lines,
        &mut shared,
        |to: &mut ProvinceLine, lines| {
            to.lines = lines;
        },
    );
    let provinces = provinces(layers.provinces, &all, &countries, &province_lines);
    Basemap {
        countries,
        coast,
        border,
        rivers,
        province_lines,
        provinces,
        streams: with_lines(layers.streams, &mut streams, |to, lines| to.lines = lines),
        lakes: with_lines(layers.lakes, &mut lakes, |to, rings| {
            to.area = Area { rings }
        }),
        river_widths: layers.river_widths,
        towns: layers.towns,
        landmarks: layers.landmarks,
        relief: None,
        linework: all.linework(),
    }
}

/// Provinces as the faces between the outlines of countries and the lines between provinces.
/// The layer's own outlines, which are coarse and do not meet the others, only say which face is
/// whose.
fn provinces(
    layer: Vec<Shaped<Province>>,
    all: &Topology,
    countries: &[Country],
    province_lines: &[ProvinceLine],
) -> Vec<Province> {
    let rings = countries.iter().flat_map(|country| &country.area.rings);
    let lines: Vec<&Line> = rings
        .chain(province_lines.iter().flat_map(|line| &line.lines))
        .collect();
    let owner_of = |at: World| layer.iter().position(|(_, rings)| holds(rings, at));
    let areas = faces(all, &lines, layer.len(), &owner_of);
    let provinces = layer.into_iter().zip(areas);
    provinces
        .map(|((province, _), area)| Province { area, ..province })
        .collect()
}

/// Whether a position lies inside an odd number of rings.
fn holds(rings: &[Points], at: World) -> bool {
    let sides = rings.iter().flat_map(|ring| ring.windows(2));
    let crossed = sides.filter(|side| {
        let (a, b) = (World::from(side[0]), World::from(side[1]));
        (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
    });
    crossed.count() % 2 == 1
}

/// Paths that are cut into arcs together, and how many of them each feature has.
struct Group<'a> {
    zones: &'a Zones,
    paths: Vec<Path>,
    counts: Vec<usize>,
}

impl<'a> Group<'a> {
    fn new(zones: &'a Zones) -> Self {
        Self {
            zones,
            paths: Vec::new(),
            counts: Vec::new(),
        }
    }

    fn add<T>(
        &mut self,
        features: &[Shaped<T>],
        kind: PathKind,
        tolerance_m: impl Fn(&T) -> f64,
        from_level: impl Fn(&T) -> u8,
    ) {
        for (feature, lines) in features {
            let zones = self.zones;
            let before = self.paths.len();
            self.paths.extend(lines.iter().filter_map(|points| {
                Some(Path {
                    kind,
                    points: points.clone(),
                    tolerance_m: tolerance_m(feature),
                    from_level: from_level(feature).max(zones.ring_from(points)?),
                })
            }));
            self.counts.push(self.paths.len() - before);
        }
    }

    /// Adds the group's arcs to those of all; the lines of each feature in turn.
    fn build(self, all: &mut Topology) -> impl Iterator<Item = Vec<Line>> + use<> {
        let detail = Detail {
            tolerance: &|at| self.zones.tolerance(at),
            importance: &|at| self.zones.importance(at),
            grid: &|at| self.zones.grid(at),
        };
        let built = Topology::build(&self.paths, &detail);
        let mut lines = all.join(built).into_iter();
        let counts = self.counts.into_iter();
        counts.map(move |count| lines.by_ref().take(count).collect())
    }
}

/// The features with what their lines or rings became.
fn with_lines<T>(
    features: Vec<Shaped<T>>,
    lines: &mut impl Iterator<Item = Vec<Line>>,
    set: impl Fn(&mut T, Vec<Line>),
) -> Vec<T> {
    let shaped = features.into_iter().map(|(mut feature, _)| {
        set(&mut feature, lines.next().unwrap_or_default());
        feature
    });
    shaped.collect()
}
