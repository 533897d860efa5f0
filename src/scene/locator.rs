//! A small globe that says where on the Earth the map is.

use super::{Dash, Form, Ink, Layer, Scene, Shape};
use crate::geo::maths::{cos, sin};
use crate::geo::{LonLat, Px, Size, Viewport};

/// Land of the half globe, made by `geodata/layers/locator.py`, which describes the format.
/// Natural Earth, public domain.
const LAND: &[u8] = include_bytes!("../../geodata/locator.bin");

/// The middle of the half globe, degrees; that of `geodata/layers/locator.py`.
const CENTER: LonLat = LonLat::new(118.0, 34.0);

/// From the middle of the globe to its edge, in CSS pixels.
const RADIUS: f64 = 34.0;

/// Distance of the globe from the map's corner, in CSS pixels.
const INSET: f64 = 12.0;

/// From this zoom on the map is so near that a globe says nothing about it.
const LAST_ZOOM: f64 = 8.0;

/// A smaller map has no room for a globe.
const LEAST: Size = Size {
    width: 560.0,
    height: 420.0,
};

/// Draws the globe into the top left corner, if the map is far enough and large enough.
pub(super) fn draw(scene: &mut Scene, viewport: &Viewport) {
    let size = viewport.size;
    if viewport.view.zoom >= LAST_ZOOM || size.width < LEAST.width || size.height < LEAST.height {
        return;
    }
    scene.layer(Layer::Locator);
    let middle = Px::new(INSET + RADIUS, INSET + RADIUS);
    let disc = |fill, edge, width| Shape::Sign {
        form: Form::Disc,
        at: middle,
        radius: RADIUS,
        fill,
        edge,
        width,
    };
    scene.draw(disc(Some(Ink::RiverMid), Ink::RiverMid, 1.0));
    let first = scene.next_path();
    for ring in rings(LAND) {
        // A ring that is altogether behind the edge would be drawn as the edge itself.
        if ring.iter().any(|at| is_near(*at)) {
            for at in ring {
                scene.point(on_globe(at, middle));
            }
            scene.end_path();
        }
    }
    let paths = first..scene.next_path();
    scene.draw(Shape::Fill {
        ink: Ink::LandNorth,
        paths,
    });
    scene.draw(disc(None, Ink::RiverBank, 1.0));
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
    let corners = corners.map(|(x, y)| {
        let corner = viewport.unproject(Px::new(x * size.width, y * size.height));
        on_globe(corner.into(), middle)
    });
    let paths = scene.path(corners);
    scene.draw(Shape::Fill {
        ink: Ink::AccentWash,
        paths: paths.clone(),
    });
    scene.draw(Shape::Stroke {
        ink: Ink::Accent,
        width: 1.4,
        dash: Dash::Solid,
        paths,
    });
}

/// The rings of the included file.
fn rings(bytes: &[u8]) -> impl Iterator<Item = Vec<LonLat>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (count, after) = rest.split_first_chunk::<2>()?;
        let count = usize::from(u16::from_le_bytes(*count));
        let (ring, after) = after.split_at_checked(count * 3)?;
        rest = after;
        let vertices = ring.chunks_exact(3).map(|vertex| {
            let lon = i16::from_le_bytes([vertex[0], vertex[1]]);
            let lat = vertex[2].cast_signed();
            LonLat::new(f64::from(lon), f64::from(lat))
        });
        Some(vertices.collect())
    })
}

/// Orthographic projection (J. P. Snyder, Map Projections: A Working Manual, 1987, equations 20-3
/// and 20-4): right and up from the middle, and towards the viewer.
fn towards(at: LonLat) -> (f64, f64, f64) {
    let (lat, lat0) = (at.lat.to_radians(), CENTER.lat.to_radians());
    let turn = (at.lon - CENTER.lon).to_radians();
    let right = cos(lat) * sin(turn);
    let up = cos(lat0) * sin(lat) - sin(lat0) * cos(lat) * cos(turn);
    let near = sin(lat0) * sin(lat) + cos(lat0) * cos(lat) * cos(turn);
    (right, up, near)
}

fn is_near(at: LonLat) -> bool {
    towards(at).2 > 0.0
}

/// Where a position is on the globe; what is behind is put on the edge nearest to it.
fn on_globe(at: LonLat, middle: Px) -> Px {
    let (right, up, near) = towards(at);
    let length = if near > 0.0 {
        1.0
    } else {
        right.hypot(up).max(1e-9)
    };
    Px::new(
        middle.x + right / length * RADIUS,
        middle.y - up / length * RADIUS,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::View;

    #[test]
    fn the_file_is_whole_and_on_the_globe() {
        let rings: Vec<_> = rings(LAND).collect();
        let vertices: usize = rings.iter().map(Vec::len).sum();
        assert_eq!(
            rings.len() * 2 + vertices * 3,
            LAND.len(),
            "bytes are left over"
        );
        assert!(
            rings.len() > 5 && vertices < 900,
            "{} {vertices}",
            rings.len()
        );
        assert!(rings.iter().flatten().all(|at| at.is_valid()));
    }

    #[test]
    fn the_middle_is_in_the_middle_and_nothing_is_outside() {
        let middle = Px::new(50.0, 50.0);
        assert!(on_globe(CENTER, middle).distance(middle) < 1e-9);
        for at in rings(LAND).flatten() {
            assert!(
                on_globe(at, middle).distance(middle) <= RADIUS + 1e-6,
                "{at:?}"
            );
        }
        assert!(!is_near(LonLat::new(CENTER.lon - 180.0, -CENTER.lat)));
    }

    #[test]
    fn it_is_there_only_where_there_is_room_and_reason() {
        let drawn = |zoom: f64, width: f64| {
            let view = View {
                center: LonLat::new(126.0, 41.0),
                zoom,
            };
            let viewport = Viewport::new(
                view,
                Size {
                    width,
                    height: 700.0,
                },
            );
            let mut scene = Scene::default();
            scene.clear(viewport.size);
            draw(&mut scene, &viewport);
            !scene.layers.is_empty()
        };
        assert!(drawn(7.0, 900.0));
        assert!(!drawn(9.0, 900.0));
        assert!(!drawn(7.0, 400.0));
    }
}
