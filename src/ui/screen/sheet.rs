//! A canvas with what is on it.

use super::none;
use crate::geo::Size;
use crate::paint::canvas::Painter;
use crate::scene::{Palette, Scene};
use crate::ui::dom::{Failure, failed};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// A canvas with what is on it.
pub struct Sheet {
    /// The canvas.
    pub canvas: HtmlCanvasElement,
    /// What paints on it.
    pub painter: Painter,
    /// What is to be painted on it.
    pub scene: Scene,
}

impl Sheet {
    /// A sheet for an empty canvas.
    pub fn new(canvas: HtmlCanvasElement) -> Result<Self, Failure> {
        let context: CanvasRenderingContext2d = canvas
            .get_context("2d")
            .map_err(failed("open the canvas"))?
            .ok_or_else(|| none("open the canvas"))?
            .unchecked_into();
        Ok(Self {
            canvas,
            painter: Painter::new(context, &Palette::LIGHT),
            scene: Scene::default(),
        })
    }

    /// Takes a size in CSS pixels of which each has `ratio` device pixels, which empties the
    /// canvas if it is another.
    pub fn resize(&self, size: Size, ratio: f64) {
        let pixels = |side: f64| (side * ratio).round().max(1.0) as u32;
        let (width, height) = (pixels(size.width), pixels(size.height));
        // Setting the size empties it, even to the size that it has.
        if self.canvas.width() != width || self.canvas.height() != height {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
    }

    /// Paints its scene.
    pub fn paint(&mut self, ratio: f64) {
        self.painter.paint(&self.scene, ratio);
    }
}
