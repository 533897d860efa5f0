//! Names on the map: none covers a marker or another name, and none moves while the map does.
//!
//! Scenes of the real corpus and the real basemap are asked themselves: what a text is as wide as
//! by the scene's own estimate, and where it stands. Scale bar and credits have a ground of their
//! own and are not asked.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test's answer to an error is to stop"
)]

use std::path::Path;
use yalu_map::cli::build::parts::{checked_basemap, checked_corpus};
use yalu_map::geo::{LonLat, Px, Size, View, Viewport};
use yalu_map::index::{Catalog, Filter, Selection};
use yalu_map::model::Lang;
use yalu_map::model::basemap::Basemap;
use yalu_map::scene::{self, Align, Chosen, Form, Ink, Layer, Scene, Shape, Stage, text};

/// A box in pixels: left, top, right, bottom.
type Rect = [f64; 4];

/// A text as it stands in a scene.
#[derive(Clone, Debug)]
struct Label {
    text: String,
    /// Where it is anchored: its own start, middle or end, or the middle of its course.
    at: Px,
    /// What its letters cover: one box, or one a letter along a course.
    boxes: Vec<Rect>,
}

/// A marker as it is drawn.
#[derive(Debug)]
struct Marker {
    form: Form,
    at: Px,
    radius: f64,
}

/// Overlaps of less than half a pixel are no overlaps: neighbouring lines touch.
const SLACK: f64 = 0.5;

fn overlap(a: &Rect, b: &Rect) -> bool {
    a[0] + SLACK < b[2] && b[0] + SLACK < a[2] && a[1] + SLACK < b[3] && b[1] + SLACK < a[3]
}

fn covers(rect: &Rect, marker: &Marker) -> bool {
    let dx = (rect[0] - marker.at.x).max(marker.at.x - rect[2]).max(0.0);
    let dy = (rect[1] - marker.at.y).max(marker.at.y - rect[3]).max(0.0);
    let reach = match marker.form {
        Form::Disc => dx.hypot(dy),
        _ => dx + dy,
    };
    reach + SLACK < marker.radius
}

/// Two names that overlap, if any do.
fn clash(labels: &[Label]) -> Option<(String, String)> {
    for (number, one) in labels.iter().enumerate() {
        for other in &labels[..number] {
            let touch = |a: &Rect| other.boxes.iter().any(|b| overlap(a, b));
            if one.boxes.iter().any(touch) {
                return Some((one.text.clone(), other.text.clone()));
            }
        }
    }
    None
}

/// A name that covers a marker, if any does.
fn covering(labels: &[Label], markers: &[Marker]) -> Option<(String, Px)> {
    labels.iter().find_map(|label| {
        let over = |marker: &&Marker| label.boxes.iter().any(|rect| covers(rect, marker));
        let marker = markers.iter().find(over)?;
        Some((label.text.clone(), marker.at))
    })
}

/// The names and markers of a scene.
fn read(scene: &Scene) -> (Vec<Label>, Vec<Marker>) {
    let (mut labels, mut markers) = (Vec::new(), Vec::new());
    for (layer, range) in &scene.layers {
        if !matches!(layer, Layer::Names | Layer::Marks) {
            continue;
        }
        for shape in scene.shapes(range.clone()) {
            match shape {
                // Counts have no halo: they stand on their marker.
                Shape::Text {
                    at,
                    align,
                    halo: Some(_),
                    runs,
                } => {
                    let runs: Vec<_> = scene.runs(runs.clone()).collect();
                    let wide = runs
                        .iter()
                        .map(|(run, letters)| run.gap + text::width(letters, run.font));
                    let wide: f64 = wide.sum();
                    let size = runs.iter().map(|(run, _)| run.font.size);
                    let size = size.fold(0.0, f64::max);
                    let left = match align {
                        Align::Start => at.x,
                        Align::Middle => at.x - wide / 2.0,
                        Align::End => at.x - wide,
                    };
                    // The line of `scene::label`: 0.94 em above the baseline, 0.28 below.
                    let top = at.y - size * 0.94;
                    labels.push(Label {
                        text: runs.iter().map(|(_, letters)| *letters).collect(),
                        at: *at,
                        boxes: vec![[left, top, left + wide, top + size * 1.22]],
                    });
                }
                Shape::TextAlong { path, runs, .. } => {
                    let points = scene.paths(path.clone()).next().unwrap_or_default();
                    for (run, letters) in scene.runs(runs.clone()) {
                        labels.push(along(points, letters, run.font));
                    }
                }
                Shape::Sign {
                    form,
                    at,
                    radius,
                    fill: Some(Ink::Mark | Ink::Accent),
                    ..
                } if *layer == Layer::Marks => markers.push(Marker {
                    form: *form,
                    at: *at,
                    radius: *radius,
                }),
                _ => {}
            }
        }
    }
    (labels, markers)
}

/// A name along a course: a box of half its size around every step of its middle part.
fn along(points: &[Px], letters: &str, font: scene::Font) -> Label {
    let length: f64 = points
        .windows(2)
        .map(|pair| pair[0].distance(pair[1]))
        .sum();
    let wide = text::width(letters, font).min(length);
    let step = font.size / 2.0;
    let mut boxes = Vec::new();
    let mut far = (length - wide) / 2.0;
    while far <= f64::midpoint(length, wide) {
        let at = point_at(points, far);
        let reach = font.size * 0.4;
        boxes.push([at.x - reach, at.y - reach, at.x + reach, at.y + reach]);
        far += step;
    }
    Label {
        text: letters.to_owned(),
        at: point_at(points, length / 2.0),
        boxes,
    }
}

fn point_at(points: &[Px], mut far: f64) -> Px {
    for pair in points.windows(2) {
        let length = pair[0].distance(pair[1]);
        if far <= length && length > 0.0 {
            let part = far / length;
            return Px::new(
                pair[0].x + (pair[1].x - pair[0].x) * part,
                pair[0].y + (pair[1].y - pair[0].y) * part,
            );
        }
        far -= length;
    }
    points.last().copied().unwrap_or_default()
}

/// The real map, and a stage that draws it.
struct World {
    basemap: Basemap,
    catalog: Catalog,
    selection: Selection,
}

impl World {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let basemap = checked_basemap(&root.join("geodata")).expect("the map's data are fine");
        let corpus = checked_corpus(&root.join("corpus")).expect("the corpus is fine");
        let catalog = Catalog::new(corpus).expect("it can be indexed");
        let mut selection = Selection::default();
        catalog.index().select(&Filter::default(), &mut selection);
        Self {
            basemap,
            catalog,
            selection,
        }
    }

    fn draw(
        &self,
        stage: &mut Stage,
        viewport: &Viewport,
        lang: Lang,
    ) -> (Vec<Label>, Vec<Marker>) {
        let mut scene = Scene::default();
        let view = scene::View {
            viewport,
            basemap: Some(&self.basemap),
            catalog: Some(&self.catalog),
            selection: &self.selection,
            chosen: &Chosen::default(),
            lang,
            generation: 1,
            furniture: None,
        };
        stage.draw(&mut scene, &view);
        read(&scene)
    }

    /// A view with a place of events somewhere on it.
    fn view(&self, rng: &mut fastrand::Rng) -> Viewport {
        let places = &self.catalog.corpus().places;
        let known: Vec<LonLat> = places
            .iter()
            .filter_map(|place| place.marker(None))
            .collect();
        let at = known[rng.usize(..known.len())];
        let zoom = 5.0 + rng.f64() * 11.0;
        let sizes = [
            (360.0, 420.0),
            (800.0, 600.0),
            (1280.0, 800.0),
            (300.0, 900.0),
        ];
        let (width, height) = sizes[rng.usize(..sizes.len())];
        let size = Size { width, height };
        let viewport = Viewport::new(View { center: at, zoom }, size);
        viewport.panned((rng.f64() - 0.5) * width, (rng.f64() - 0.5) * height)
    }
}

#[test]
fn no_name_covers_a_marker_or_another_name() {
    let world = World::new();
    let mut rng = fastrand::Rng::with_seed(4);
    let (mut names, mut marks) = (0, 0);
    let mut wrong = Vec::new();
    for number in 0..400 {
        let viewport = world.view(&mut rng);
        let lang = Lang::ALL[number % Lang::ALL.len()];
        // A stage of its own: the layout is that of this view.
        let (labels, markers) = world.draw(&mut Stage::default(), &viewport, lang);
        let view = viewport.view;
        let at = format!("{view:?} {lang:?}");
        wrong.extend(clash(&labels).map(|pair| format!("{pair:?} overlap at {at}")));
        let covering = covering(&labels, &markers);
        wrong.extend(covering.map(|(name, _)| format!("{name} covers a marker at {at}")));
        names += labels.len();
        marks += markers.len();
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
    assert!(names > 3_000 && marks > 300, "{names} names, {marks} marks");
}

#[test]
fn panning_moves_no_name() {
    let world = World::new();
    let mut rng = fastrand::Rng::with_seed(5);
    let (mut followed, mut gone) = (0, 0);
    let mut jumps = Vec::new();
    for number in 0..40 {
        let mut viewport = world.view(&mut rng);
        let lang = Lang::ALL[number % Lang::ALL.len()];
        let mut stage = Stage::default();
        let (mut before, _) = world.draw(&mut stage, &viewport, lang);
        let way = rng.f64() * std::f64::consts::TAU;
        // Three screens in steps of a finger's movement.
        for _ in 0..60 {
            let next = viewport.panned(way.cos() * 23.0, way.sin() * 23.0);
            // How far everything went, told by the projection: at the edge of the world no pan.
            let center = viewport.view.center.into();
            let (from, to) = (viewport.project(center), next.project(center));
            let (labels, markers) = world.draw(&mut stage, &next, lang);
            let over = covering(&labels, &markers);
            assert_eq!(over, None, "{:?}", next.view);
            for label in before
                .iter()
                .filter(|label| is_well_inside(label, next.size))
            {
                let wanted = Px::new(label.at.x + to.x - from.x, label.at.y + to.y - from.y);
                let mut same = labels.iter().filter(|other| other.text == label.text);
                if same.clone().any(|other| other.at.distance(wanted) < 0.05) {
                    followed += 1;
                } else if let Some(other) = same.next() {
                    jumps.push(format!(
                        "{} from {wanted:?} to {:?} at {:?} {lang:?}",
                        label.text, other.at, next.view
                    ));
                } else {
                    gone += 1;
                }
            }
            (before, viewport) = (labels, next);
        }
    }
    assert!(jumps.is_empty(), "{} jumps: {jumps:#?}", jumps.len());
    assert!(followed > 10_000, "only {followed} names were followed");
    assert!(
        gone * 1_000 < followed,
        "{gone} of {followed} names went out"
    );
}

/// Whether a name is so far from the edge that it is on the screen after a step.
fn is_well_inside(label: &Label, size: Size) -> bool {
    label.boxes.iter().all(|rect| {
        rect[0] > 30.0
            && rect[1] > 30.0
            && rect[2] < size.width - 30.0
            && rect[3] < size.height - 30.0
    })
}

#[test]
fn planted_faults_are_found() {
    let label = |text: &str, left: f64, top: f64| Label {
        text: text.into(),
        at: Px::new(left, top),
        boxes: vec![[left, top, left + 40.0, top + 12.0]],
    };
    let marker = |form, x: f64, y: f64| Marker {
        form,
        at: Px::new(x, y),
        radius: 10.0,
    };
    assert_eq!(clash(&[]), None);
    assert_eq!(clash(&[label("a", 0.0, 0.0), label("b", 0.0, 12.0)]), None);
    let both = [label("a", 0.0, 0.0), label("b", 39.0, 11.0)];
    assert_eq!(clash(&both), Some(("b".into(), "a".into())));
    for (form, x, y, expected) in [
        (Form::Disc, 20.0, 6.0, true),
        (Form::Disc, 49.0, 6.0, true),
        (Form::Disc, 51.0, 6.0, false),
        // At a corner a disc reaches further than a diamond.
        (Form::Disc, 46.0, 18.0, true),
        (Form::Diamond, 46.0, 18.0, false),
    ] {
        let found = covering(&[label("a", 0.0, 0.0)], &[marker(form, x, y)]).is_some();
        assert_eq!(found, expected, "{form:?} {x} {y}");
    }
    assert_eq!(covering(&[label("a", 0.0, 0.0)], &[]), None);
}
