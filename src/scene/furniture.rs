//! Scale bar and credits.

use super::collide::Rect;
use super::{Align, Dash, Font, Ink, Layer, Scene, Shape, text};
use crate::geo::decimal::short;
use crate::geo::{Px, Viewport};
use crate::model::Lang;

/// Where the basemap's data come from, as their licences ask to be told.
pub const CREDITS: &str =
    "© OpenStreetMap contributors (ODbL) · Places © GeoNames (CC BY 4.0) · GSHHG · Natural Earth";

/// The same in a few words, for a small picture that stands on its own.
pub const SHORT_CREDITS: &str = "© OpenStreetMap, GeoNames, GSHHG, Natural Earth";

/// Those that have to stand on the map itself, for a small map that tells the whole beside it.
pub const LEAST_CREDITS: &str = "© OpenStreetMap, GeoNames";

/// A length that a scale bar shows.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleBar {
    /// CSS pixels.
    pub width: f64,
    /// The length on the ground with its unit, as "100 km".
    pub label: String,
}

/// The longest round length (1, 2 or 5 times a power of ten) of at most `room` CSS pixels, true
/// at the latitude of the view's centre.
#[must_use]
pub fn scale_bar(viewport: &Viewport, room: f64) -> ScaleBar {
    let metres_per_px = viewport.metres_per_px();
    let most = (metres_per_px * room).max(1e-3);
    // `most` lies between a millimetre and the girth of the Earth.
    let powers = (-3..9).map(|exponent| 10_f64.powi(exponent));
    let power = powers.filter(|power| *power <= most).fold(1e-3, f64::max);
    let steps = most / power;
    let digit = if steps >= 5.0 {
        5.0
    } else if steps >= 2.0 {
        2.0
    } else {
        1.0
    };
    let metres = digit * power;
    let label = if metres >= 1_000.0 {
        format!("{} km", short(metres / 1_000.0, 0))
    } else if metres >= 1.0 {
        format!("{} m", short(metres, 0))
    } else {
        format!("{} cm", short(metres * 100.0, 1))
    };
    ScaleBar {
        width: metres / metres_per_px,
        label,
    }
}

/// A picture narrower than this many CSS pixels has the short credits.
const NARROW: f64 = 760.0;

/// Draws scale bar and credits into a picture that stands on its own.
pub(super) fn draw(scene: &mut Scene, viewport: &Viewport, note: &str) {
    scene.layer(Layer::Furniture);
    let (width, height) = (viewport.size.width, viewport.size.height);
    let credits = if width < NARROW {
        SHORT_CREDITS
    } else {
        CREDITS
    };
    let bar = scale_bar(viewport, (width / 4.0).min(140.0));
    let (left, base) = (16.0, height - 14.0);
    let font = Font::new(if width < NARROW { 9.5 } else { 11.0 });
    // A ground under the letters, because names of the map may stand where they do.
    let widest = text::width(credits, font).max(text::width(note, font));
    ground(
        scene,
        Rect::new(width - widest - 18.0, base - 30.0, widest + 12.0, 37.0),
    );
    ground(
        scene,
        Rect::new(left - 6.0, base - 22.0, bar.width + 12.0, 29.0),
    );
    let paths = scene.path([
        Px::new(left, base - 5.0),
        Px::new(left, base),
        Px::new(left + bar.width, base),
        Px::new(left + bar.width, base - 5.0),
    ]);
    scene.draw(Shape::Stroke {
        ink: Ink::TownName,
        width: 1.5,
        dash: Dash::Solid,
        paths,
    });
    let mut write = |text: &str, at: Px, align: Align| {
        let runs = scene.run(text, font, Ink::TownName, Lang::En, 0.0);
        scene.draw(Shape::Text {
            at,
            align,
            halo: None,
            runs,
        });
    };
    let middle = Px::new(left + bar.width / 2.0, base - 8.0);
    write(&bar.label, middle, Align::Middle);
    write(credits, Px::new(width - 12.0, base), Align::End);
    write(note, Px::new(width - 12.0, base - 15.0), Align::End);
}

fn ground(scene: &mut Scene, rect: Rect) {
    let paths = scene.path([
        rect.min,
        Px::new(rect.max.x, rect.min.y),
        rect.max,
        Px::new(rect.min.x, rect.max.y),
    ]);
    scene.draw(Shape::Fill {
        ink: Ink::Halo,
        paths,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{LonLat, Size, View};

    #[test]
    fn bars_are_round_and_true() {
        for (zoom, lat, label) in [
            (6.5, 41.8, "100 km"),
            (11.0, 40.1, "5 km"),
            (16.0, 40.1, "200 m"),
            (22.0, 40.1, "2 m"),
        ] {
            let view = View {
                center: LonLat::new(126.0, lat),
                zoom,
            };
            let viewport = Viewport::new(
                view,
                Size {
                    width: 800.0,
                    height: 600.0,
                },
            );
            let bar = scale_bar(&viewport, 120.0);
            assert_eq!(bar.label, label, "zoom {zoom}");
            assert!(bar.width <= 120.0 && bar.width > 120.0 / 2.6, "{bar:?}");
            // Against the great circle between the bar's ends.
            let y = 300.0;
            let ends = [0.0, bar.width].map(|x| viewport.unproject(Px::new(x, y)).into());
            let [from, to]: [LonLat; 2] = ends;
            let expected = bar.width * viewport.metres_per_px();
            assert!(
                (from.distance_m(to) / expected - 1.0).abs() < 0.01,
                "{bar:?}"
            );
        }
    }
}
