//! The basemap as shapes: sea, land, waters, border, rivers.

use super::{Dash, Ink, Layer, Scene, Shape};
use crate::geo::Viewport;
use crate::geo::linework::{Area, Lens, Line, LinePoint, Linework, Scratch};
use crate::model::basemap::{Basemap, BorderOn, Channel, River};

/// CSS pixels around the viewport in which lines are still drawn: more than half the widest
/// stroke, so that its edge never shows.
const MARGIN: f64 = 48.0;

/// Draws a basemap, keeping its working room between frames.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    scratch: Scratch,
}

impl Ground {
    /// Draws everything below the names. Cost: vertices within the viewport, plus one look at
    /// every chunk of 64.
    pub fn draw(&mut self, scene: &mut Scene, basemap: &Basemap, viewport: &Viewport) {
        let mut pen = Pen {
            lens: Lens::new(viewport, MARGIN),
            linework: &basemap.linework,
            scratch: &mut self.scratch,
            scene,
        };
        let zoom = viewport.view.zoom;
        pen.scene.layer(Layer::Land);
        for country in &basemap.countries {
            let ink = match &*country.id {
                "KP" => Ink::LandNorth,
                _ => Ink::Land,
            };
            pen.fill(&country.area, ink);
        }
        for line in &basemap.coast {
            pen.stroke(std::slice::from_ref(line), Ink::Coast, 0.8, Dash::Solid);
        }
        pen.relief(basemap, viewport);
        if zoom >= 5.0 {
            pen.scene.layer(Layer::Provinces);
            for line in &basemap.province_lines {
                pen.stroke(&line.lines, Ink::ProvinceLine, 1.0, Dash::Dots);
            }
        }
        pen.scene.layer(Layer::Waters);
        for stream in &basemap.streams {
            if zoom >= stream_zoom(stream.order) {
                let width = stream_width(stream.order, zoom);
                pen.stroke(&stream.lines, Ink::Stream, width, Dash::Solid);
            }
        }
        for lake in &basemap.lakes {
            pen.fill(&lake.area, Ink::Lake);
        }
        pen.border(basemap, zoom);
        pen.rivers(basemap, viewport);
    }

    /// Lights an area or a course that is selected.
    pub fn light(&mut self, scene: &mut Scene, basemap: &Basemap, viewport: &Viewport, key: &str) {
        let mut pen = Pen {
            lens: Lens::new(viewport, MARGIN),
            linework: &basemap.linework,
            scratch: &mut self.scratch,
            scene,
        };
        for area in basemap.areas(key) {
            pen.fill(area, Ink::AccentWash);
            pen.stroke(&area.rings, Ink::Accent, 1.6, Dash::Solid);
        }
        let lines: Vec<Line> = basemap.lines(key).cloned().collect();
        pen.stroke(&lines, Ink::AccentWash, 14.0, Dash::Solid);
        pen.stroke(&lines, Ink::Accent, 2.2, Dash::Solid);
    }
}

/// The zoom up to which the relief shows fully: a pixel of it is then about three on the screen.
const RELIEF_FULL: f64 = 7.75;

/// The zoom from which it is gone.
const RELIEF_GONE: f64 = 10.0;

/// From which zoom a stream is drawn: the large ones on the whole region, brooks when near.
fn stream_zoom(order: u8) -> f64 {
    match order {
        0 | 1 => 4.5,
        2 => 5.8,
        3 => 7.0,
        4 => 8.0,
        _ => 9.0,
    }
}

/// Width of a stream in CSS pixels: a hairline on the region, growing with the zoom.
fn stream_width(order: u8, zoom: f64) -> f64 {
    let base = 1.5 - 0.18 * f64::from(order.min(5));
    base * (1.0 + (zoom - 6.0).clamp(0.0, 8.0) * 0.16)
}

struct Pen<'a> {
    lens: Lens,
    linework: &'a Linework,
    scratch: &'a mut Scratch,
    scene: &'a mut Scene,
}

impl Pen<'_> {
    fn fill(&mut self, area: &Area, ink: Ink) {
        let first = self.scene.next_path();
        let scene = &mut *self.scene;
        self.linework
            .trace_area(area, &self.lens, self.scratch, &mut |at, starts| {
                if starts {
                    scene.end_path();
                }
                scene.point(at);
            });
        self.scene.end_path();
        let paths = first..self.scene.next_path();
        if !paths.is_empty() {
            self.scene.draw(Shape::Fill { ink, paths });
        }
    }

    fn stroke(&mut self, lines: &[Line], ink: Ink, width: f64, dash: Dash) {
        let first = self.scene.next_path();
        for line in lines {
            self.trace(line);
        }
        self.draw_since(first, ink, width, dash);
    }

    fn trace(&mut self, line: &Line) {
        let scene = &mut *self.scene;
        self.linework
            .trace_line(line, &self.lens, &mut |LinePoint { at, start, .. }| {
                if start {
                    scene.end_path();
                }
                scene.point(at);
            });
        self.scene.end_path();
    }

    fn draw_since(&mut self, first: u32, ink: Ink, width: f64, dash: Dash) {
        let paths = first..self.scene.next_path();
        if !paths.is_empty() {
            self.scene.draw(Shape::Stroke {
                ink,
                width,
                dash,
                paths,
            });
        }
    }

    /// Hills and valleys, fading as the map comes nearer than they are known.
    fn relief(&mut self, basemap: &Basemap, viewport: &Viewport) {
        let zoom = viewport.view.zoom;
        let opacity = ((RELIEF_GONE - zoom) / (RELIEF_GONE - RELIEF_FULL)).clamp(0.0, 1.0);
        let Some(relief) = basemap.relief.as_ref().filter(|_| opacity > 0.0) else {
            return;
        };
        self.scene.layer(Layer::Relief);
        self.scene.relief = Some(relief.clone());
        self.scene.draw(Shape::Relief {
            min: viewport.project(relief.rect.min),
            max: viewport.project(relief.rect.max),
            opacity,
        });
    }

    /// The border of China and North Korea within a translucent band, the others as a line.
    fn border(&mut self, basemap: &Basemap, zoom: f64) {
        self.scene.layer(Layer::Border);
        let band = (4.0 + zoom * 0.9).clamp(7.0, 18.0);
        let first = self.scene.next_path();
        for border in &basemap.border {
            if &*border.border == "cn-kp" && border.on != BorderOn::Estuary {
                border.lines.iter().for_each(|line| self.trace(line));
            }
        }
        self.draw_since(first, Ink::BorderBand, band, Dash::Solid);
        let first = self.scene.next_path();
        for border in &basemap.border {
            // In a river the line is drawn on top of the water.
            if border.on != BorderOn::Estuary && border.on != BorderOn::River {
                border.lines.iter().for_each(|line| self.trace(line));
            }
        }
        self.draw_since(first, Ink::BorderLine, 1.1, Dash::DashDot);
    }

    /// A river's banks or its water as strokes that grow wider downstream; `width` gives CSS
    /// pixels for a fraction of its length.
    fn widening(&mut self, river: &River, is_bank: bool, width: &dyn Fn(f64) -> f64) {
        let length = self.linework.length(&river.line).max(f64::MIN_POSITIVE);
        let step = |width: f64| (width / WIDTH_STEP).round();
        let scene = &mut *self.scene;
        // The width of the stroke being drawn in steps, and its first path.
        let (mut now, mut first) = (f64::NAN, scene.next_path());
        let mut last = None;
        let finish = |scene: &mut Scene, first: u32, steps: f64| {
            scene.end_path();
            let paths = first..scene.next_path();
            if !paths.is_empty() {
                let water = steps * WIDTH_STEP;
                let (ink, width) = if is_bank {
                    (Ink::RiverBank, water + BANK)
                } else {
                    (water_ink(water), water)
                };
                let dash = Dash::Solid;
                scene.draw(Shape::Stroke {
                    ink,
                    width,
                    dash,
                    paths,
                });
            }
        };
        self.linework
            .trace_line(&river.line, &self.lens, &mut |point| {
                if point.start {
                    scene.end_path();
                    last = None;
                }
                let steps = step(width(point.along / length));
                if steps.to_bits() != now.to_bits() {
                    finish(scene, first, now);
                    (now, first) = (steps, scene.next_path());
                    if let Some(last) = last {
                        scene.point(last);
                    }
                }
                scene.point(point.at);
                last = Some(point.at);
            });
        finish(scene, first, now);
    }

    /// The Yalu and the Tumen: banks, water, and when near the border in the water.
    fn rivers(&mut self, basemap: &Basemap, viewport: &Viewport) {
        self.scene.layer(Layer::Rivers);
        let zoom = viewport.view.zoom;
        let scale = Width {
            metres_per_px: viewport.metres_per_px(),
            zoom,
        };
        for is_bank in [true, false] {
            for river in &basemap.rivers {
                let mut widths = basemap.river_widths.iter();
                let table = widths.find(|table| table.river == river.river);
                let metres = |fraction: f64| {
                    let metres = table.map_or(0.0, |t| t.metres_at(river.km_at(fraction)));
                    match river.channel {
                        Channel::Main => metres,
                        Channel::Side => metres * 0.4,
                    }
                };
                self.widening(river, is_bank, &|fraction| scale.px(metres(fraction)));
            }
        }
        if zoom >= 12.0 {
            let first = self.scene.next_path();
            for border in &basemap.border {
                if border.on == BorderOn::River {
                    border.lines.iter().for_each(|line| self.trace(line));
                }
            }
            self.draw_since(first, Ink::BorderLine, 1.1, Dash::DashDot);
        }
    }
}

/// Difference of width from one stretch of a river to the next, in CSS pixels.
const WIDTH_STEP: f64 = 0.4;

/// Width of both banks together in CSS pixels.
const BANK: f64 = 1.2;

/// The colour of water of a width in CSS pixels: a line is strong to be seen, a sheet of water as
/// strong would drown the map.
fn water_ink(width: f64) -> Ink {
    if width < 5.0 {
        Ink::River
    } else if width < 10.0 {
        Ink::RiverMid
    } else {
        Ink::RiverNear
    }
}

/// How wide water is on the screen.
struct Width {
    metres_per_px: f64,
    zoom: f64,
}

impl Width {
    /// CSS pixels for a width in metres: true to scale when near, and on the whole region never
    /// thinner than what makes the river the strongest line, wider downstream all the same.
    fn px(&self, metres: f64) -> f64 {
        let true_px = metres / self.metres_per_px;
        let least = 1.1 + (metres / 400.0).min(2.4) + (self.zoom - 6.0).clamp(0.0, 4.0) * 0.25;
        true_px.max(least)
    }
}
