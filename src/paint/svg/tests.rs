//! What is written, shape by shape.

use super::*;
use crate::geo::Size;
use crate::scene::{Dash, Font, Layer};

#[test]
fn an_empty_scene_is_a_picture() {
    let picture = svg(&Scene::default(), &Palette::LIGHT, "");
    assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
}

#[test]
fn the_relief_is_what_the_caller_makes_of_it() {
    let mut scene = Scene::default();
    scene.layer(Layer::Relief);
    scene.draw(Shape::Relief {
        min: Px::new(0.0, 1.0),
        max: Px::new(10.0, 5.0),
        opacity: 0.5,
    });
    let drawn = |scene: &Scene| {
        svg_with(scene, &Palette::DARK, "", &|relief, shadow, light| {
            let Rgba(red, green, blue, alpha) = Palette::DARK.get(Ink::ReliefShadow);
            assert_eq!(shadow, [red, green, blue, alpha]);
            let one = relief.columns == 1 && light[3] > 0;
            one.then(|| "data:,\"".to_owned())
        })
    };
    assert!(!drawn(&scene).contains("<image"));
    let relief = |columns| {
        Some(std::sync::Arc::new(Relief {
            rect: crate::geo::WorldRect::EMPTY,
            columns,
            rows: 1,
            shades: vec![0; columns as usize],
        }))
    };
    scene.relief = relief(1);
    let image = r#"<image x="0" y="1" width="10" height="4" preserveAspectRatio="none" opacity="0.5" href="data:,&quot;"/>"#;
    assert!(drawn(&scene).contains(image), "{}", drawn(&scene));
    scene.relief = relief(2);
    assert!(!drawn(&scene).contains("<image"));
    assert!(svg(&scene, &Palette::DARK, "").contains("data:image/png;base64,"));
}

#[test]
fn every_shape_is_drawn() {
    let mut scene = Scene::default();
    scene.clear(Size {
        width: 100.0,
        height: 50.0,
    });
    scene.layer(Layer::Border);
    let paths = scene.path([Px::new(0.0, 0.0), Px::new(10.0, 5.25), Px::new(3.0, 4.0)]);
    scene.draw(Shape::Fill {
        ink: Ink::AccentWash,
        paths: paths.clone(),
    });
    scene.draw(Shape::Stroke {
        ink: Ink::BorderLine,
        width: 1.5,
        dash: Dash::DashDot,
        paths: paths.clone(),
    });
    let font = Font::new(12.0).italic();
    let runs = scene.run("Amnok & 압록강", font, Ink::WaterName, Lang::Ko, 0.0);
    scene.draw(Shape::TextAlong {
        path: paths,
        halo: Some(Ink::Halo),
        runs,
    });
    let picture = svg(&scene, &Palette::LIGHT, "A < B");
    for part in [
        r#"<g id="border">"#,
        r#"d="M0 0L10 5.3 3 4Z""#,
        r#"stroke-dasharray="7 3 1.2 3""#,
        "Amnok &amp; 압록강</textPath>",
        "<title>A &lt; B</title>",
        r#"fill-opacity="16%""#,
    ] {
        assert!(picture.contains(part), "{part} in {picture}");
    }
}
