//! The canvas painter.

use super::page::{document, js, part, resolved};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};
use yalu_map::geo::{LonLat, Px, Size, View, Viewport};
use yalu_map::index::Selection;
use yalu_map::model::Lang;
use yalu_map::paint::canvas::Painter;
use yalu_map::paint::svg::svg;
use yalu_map::read::basemap;
use yalu_map::scene::{self, Chosen, Form, Ink, Layer, Palette, Rgba, Scene, Shape, Stage};

#[wasm_bindgen_test]
fn a_scene_has_the_colours_of_its_palette() {
    for palette in [Palette::LIGHT, Palette::DARK] {
        for ratio in [1.0, 2.0, 1.5] {
            let canvas = Canvas::new(100.0 * ratio, 80.0 * ratio);
            let mut painter = Painter::new(canvas.context(), &palette);
            painter.paint(&scene(), ratio);
            for (x, y, ink) in [
                (5.0, 5.0, Ink::Sea),
                (95.0, 75.0, Ink::Sea),
                (30.0, 60.0, Ink::Land),
                // The hole of the land, by the even-odd rule.
                (55.0, 60.0, Ink::Sea),
                // The disc of a marker and its edge.
                (30.0, 30.0, Ink::Mark),
                (70.0, 20.0, Ink::River),
            ] {
                let (found, wanted) = (canvas.at(x * ratio, y * ratio), palette.get(ink));
                assert_eq!(found, wanted, "{ink:?} at {x},{y} and {ratio}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn another_palette_is_used_from_then_on() {
    let canvas = Canvas::new(100.0, 80.0);
    let mut painter = Painter::new(canvas.context(), &Palette::LIGHT);
    painter.paint(&scene(), 1.0);
    let mut palette = Palette::LIGHT;
    palette.set(Ink::Sea, Rgba::opaque(0x12_3456));
    painter.set_palette(&palette);
    assert_eq!(canvas.at(5.0, 5.0), Palette::LIGHT.get(Ink::Sea));
    painter.paint(&scene(), 1.0);
    assert_eq!(canvas.at(5.0, 5.0), Rgba::opaque(0x12_3456));
}

#[wasm_bindgen_test]
fn a_canvas_that_was_resized_is_painted_whole() {
    let canvas = Canvas::new(100.0, 80.0);
    let mut painter = Painter::new(canvas.context(), &Palette::LIGHT);
    painter.paint(&scene(), 1.0);
    canvas.0.set_width(200);
    canvas.0.set_height(160);
    assert_eq!(canvas.at(5.0, 5.0).3, 0);
    painter.paint(&scene(), 2.0);
    assert_eq!(canvas.at(5.0, 5.0), Palette::LIGHT.get(Ink::Sea));
    assert_eq!(canvas.at(60.0, 120.0), Palette::LIGHT.get(Ink::Land));
}

#[wasm_bindgen_test]
fn nothing_is_painted_as_nothing() {
    let canvas = Canvas::new(10.0, 10.0);
    let mut painter = Painter::new(canvas.context(), &Palette::LIGHT);
    painter.paint(&Scene::default(), 1.0);
    assert_eq!(canvas.at(5.0, 5.0).3, 0);
}

/// Both painters execute the same scene: here on the real map, without letters, which browsers set
/// differently in pictures.
#[wasm_bindgen_test]
async fn the_two_painters_agree_on_the_map() {
    let map = basemap::read(&part("basemap.bin").await).expect("a basemap");
    let size = Size {
        width: 500.0,
        height: 400.0,
    };
    let view = View {
        center: LonLat::new(126.9, 41.3),
        zoom: 6.0,
    };
    let viewport = Viewport::new(view, size);
    let mut scene = Scene::default();
    Stage::default().draw(
        &mut scene,
        &scene::View {
            viewport: &viewport,
            basemap: Some(&map),
            catalog: None,
            selection: &Selection::default(),
            chosen: &Chosen::default(),
            lang: Lang::En,
            generation: 1,
            furniture: None,
        },
    );
    scene.layers.retain(|(layer, _)| *layer != Layer::Names);
    assert!(scene.vertices() > 500, "{} vertices", scene.vertices());

    let painted = Canvas::new(size.width, size.height);
    Painter::new(painted.context(), &Palette::LIGHT).paint(&scene, 1.0);
    let drawn = Canvas::new(size.width, size.height);
    let body = "const image = new Image(canvas.width, canvas.height);
        image.src = 'data:image/svg+xml,' + encodeURIComponent(text);
        return image.decode().then(() => {
            canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
        })";
    let text = svg(&scene, &Palette::LIGHT, "the map");
    let canvas: &JsValue = drawn.0.as_ref();
    resolved(js("canvas, text", body, &[canvas.clone(), text.into()])).await;

    let body = "const [first, second] = [a, b].map((canvas) =>
            canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data);
        let differing = 0;
        for (let at = 0; at < first.length; at += 4)
            if ([0, 1, 2].some((i) => Math.abs(first[at + i] - second[at + i]) > 40)) differing++;
        return differing / (first.length / 4);";
    let both: [&JsValue; 2] = [painted.0.as_ref(), drawn.0.as_ref()];
    let differing = js("a, b", body, &both.map(Clone::clone)).as_f64();
    // The SVG's numbers are rounded, so lines differ at their edges.
    let differing = differing.expect("a share of the pixels");
    assert!(differing < 0.01, "{differing} of the pixels differ");
    // Both show more than one colour.
    let (sea, land) = (Palette::LIGHT.get(Ink::Sea), Palette::LIGHT.get(Ink::Land));
    for canvas in [&painted, &drawn] {
        let at = |lon, lat| viewport.project(LonLat::new(lon, lat).into());
        for (lon, lat, ink) in [(130.3, 41.0, sea), (126.0, 42.7, land)] {
            let at = at(lon, lat);
            let found = canvas.at(at.x.round(), at.y.round());
            assert_eq!(found, ink, "{lon},{lat}");
        }
    }
}

/// Sea, land with a hole, a river and a marker, on 100 by 80 pixels.
fn scene() -> Scene {
    let mut scene = Scene::default();
    scene.clear(Size {
        width: 100.0,
        height: 80.0,
    });
    let rectangle = |left: f64, top: f64, right: f64, bottom: f64| {
        [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Px::new(x, y))
    };
    scene.layer(Layer::Sea);
    let paths = scene.path(rectangle(0.0, 0.0, 100.0, 80.0));
    scene.draw(Shape::Fill {
        ink: Ink::Sea,
        paths,
    });
    scene.layer(Layer::Land);
    let land = scene.path(rectangle(10.0, 45.0, 90.0, 70.0));
    let hole = scene.path(rectangle(50.0, 50.0, 60.0, 65.0));
    scene.draw(Shape::Fill {
        ink: Ink::Land,
        paths: land.start..hole.end,
    });
    scene.layer(Layer::Rivers);
    let paths = scene.path([Px::new(60.0, 20.0), Px::new(80.0, 20.0)]);
    scene.draw(Shape::Stroke {
        ink: Ink::River,
        width: 6.0,
        dash: scene::Dash::Solid,
        paths,
    });
    scene.layer(Layer::Marks);
    scene.draw(Shape::Sign {
        form: Form::Disc,
        at: Px::new(30.0, 30.0),
        radius: 12.0,
        fill: Some(Ink::Mark),
        edge: Ink::MarkEdge,
        width: 2.0,
    });
    scene
}

/// A canvas that is on no page.
struct Canvas(HtmlCanvasElement);

impl Canvas {
    fn new(width: f64, height: f64) -> Self {
        let made = document().create_element("canvas").expect("an element");
        let canvas: HtmlCanvasElement = made.unchecked_into();
        canvas.set_width(width.round() as u32);
        canvas.set_height(height.round() as u32);
        Self(canvas)
    }

    fn context(&self) -> CanvasRenderingContext2d {
        let context = self.0.get_context("2d").expect("a canvas has a context");
        context
            .expect("a context for two dimensions")
            .unchecked_into()
    }

    /// The colour at a device pixel.
    fn at(&self, x: f64, y: f64) -> Rgba {
        let body = "return Array.from(canvas.getContext('2d').getImageData(x, y, 1, 1).data)";
        let canvas: &JsValue = self.0.as_ref();
        let found: Array =
            js("canvas, x, y", body, &[canvas.clone(), x.into(), y.into()]).unchecked_into();
        let channel = |at| found.get(at).as_f64().expect("a channel") as u8;
        Rgba(channel(0), channel(1), channel(2), channel(3))
    }
}
