//! The relief: from the grey picture in `geodata/` to the bytes that a browser is given.
//!
//! The picture has rows of equal latitude; the map is drawn in Mercator. The rows are moved once,
//! when the widget is built, so that a browser only has to stretch the picture.

#[cfg(not(target_arch = "wasm32"))]
use crate::geo::LonLat;
use crate::geo::{World, WorldRect};
use crate::model::relief::Relief;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The first four bytes; the last one is the version of the format.
const MAGIC: &[u8; 4] = b"YLR1";

/// Shades are kept in steps of this size: finer ones are not seen under a translucent tint.
const STEP: u8 = 16;

/// Why a relief cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReliefError {
    /// It does not begin as a relief does.
    Unknown,
    /// Its head does not say where it lies and how large it is.
    Head,
    /// It has fewer or more pixels than its head says.
    Pixels,
}

impl fmt::Display for ReliefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "it is no relief of this version of Yalu Map",
            Self::Head => "its head does not say where it lies and how large it is",
            Self::Pixels => "it does not have the pixels that its head promises",
        })
    }
}

impl std::error::Error for ReliefError {}

/// What is stored: the box in World units, the columns, and a step of shade for each pixel.
#[derive(Serialize, Deserialize)]
struct Stored {
    rect: [f64; 4],
    columns: u32,
    steps: Vec<u8>,
}

/// Writes a relief as bytes.
///
/// # Errors
/// Only when there is no memory for them.
#[cfg(not(target_arch = "wasm32"))]
pub fn write(relief: &Relief) -> Result<Vec<u8>, postcard::Error> {
    let WorldRect { min, max } = relief.rect;
    let stored = Stored {
        rect: [min.x, min.y, max.x, max.y],
        columns: relief.columns,
        steps: relief.shades.iter().map(|shade| shade / STEP).collect(),
    };
    let mut bytes = MAGIC.to_vec();
    bytes.extend(postcard::to_allocvec(&stored)?);
    Ok(bytes)
}

/// Reads a relief from bytes.
///
/// # Errors
/// [`ReliefError`] for bytes that are none.
pub fn read(bytes: &[u8]) -> Result<Relief, ReliefError> {
    let bytes = bytes.strip_prefix(MAGIC).ok_or(ReliefError::Unknown)?;
    let stored: Stored = postcard::from_bytes(bytes).map_err(|_| ReliefError::Pixels)?;
    let [west, north, east, south] = stored.rect;
    let rect = WorldRect {
        min: World::new(west, north),
        max: World::new(east, south),
    };
    let is_box =
        stored.rect.iter().all(|edge| (0.0..=1.0).contains(edge)) && west < east && north < south;
    if !is_box || stored.columns == 0 {
        return Err(ReliefError::Head);
    }
    let pixels = stored.steps.len() as u32;
    if pixels == 0 || !pixels.is_multiple_of(stored.columns) {
        return Err(ReliefError::Pixels);
    }
    Ok(Relief {
        rect,
        columns: stored.columns,
        rows: pixels / stored.columns,
        shades: stored
            .steps
            .iter()
            .map(|step| step.saturating_mul(STEP))
            .collect(),
    })
}

/// Makes a relief of the picture in `geodata/`: a binary PGM whose first comment says where it
/// lies, as `# west 122.0 south 38.0 east 132.5 north 44.2 …`, degrees.
///
/// # Errors
/// [`ReliefError`] for a file that is none.
#[cfg(not(target_arch = "wasm32"))]
pub fn from_pgm(bytes: &[u8]) -> Result<Relief, ReliefError> {
    let mut lines = bytes.splitn(6, |byte| *byte == b'\n');
    let mut line = || {
        let line = lines.next().ok_or(ReliefError::Head)?;
        Ok(String::from_utf8_lossy(line).into_owned())
    };
    if line()? != "P5" {
        return Err(ReliefError::Unknown);
    }
    let (place, _credit, size, _most) = (line()?, line()?, line()?, line()?);
    let words: Vec<&str> = place.split_whitespace().collect();
    let degrees = |name: &str| -> Result<f64, ReliefError> {
        let at = words
            .iter()
            .position(|word| *word == name)
            .ok_or(ReliefError::Head)?;
        let number = words.get(at + 1).and_then(|word| word.parse().ok());
        number.ok_or(ReliefError::Head)
    };
    let (west, east) = (degrees("west")?, degrees("east")?);
    let (south, north) = (degrees("south")?, degrees("north")?);
    let (columns, rows) = size.split_once(' ').ok_or(ReliefError::Head)?;
    let number = |text: &str| text.parse::<u32>().map_err(|_| ReliefError::Head);
    let (columns, rows) = (number(columns)?, number(rows)?);
    let pixels = lines.next().ok_or(ReliefError::Pixels)?;
    if pixels.len() as u64 != u64::from(columns) * u64::from(rows) || pixels.is_empty() {
        return Err(ReliefError::Pixels);
    }
    let rect = WorldRect {
        min: LonLat::new(west, north).into(),
        max: LonLat::new(east, south).into(),
    };
    let mut shades = Vec::with_capacity(pixels.len());
    for row in 0..rows {
        let part = (f64::from(row) + 0.5) / f64::from(rows);
        let y = rect.min.y + (rect.max.y - rect.min.y) * part;
        let lat = LonLat::from(World::new(rect.min.x, y)).lat;
        let from = (north - lat) / (north - south) * f64::from(rows);
        let from = (from.floor() as u32).min(rows - 1) * columns;
        let line = &pixels[from as usize..(from + columns) as usize];
        for (column, shade) in (0..columns).zip(line) {
            let to_edge = column
                .min(columns - 1 - column)
                .min(row)
                .min(rows - 1 - row);
            shades.push(tapered(*shade, to_edge));
        }
    }
    Ok(Relief {
        rect,
        columns,
        rows,
        shades,
    })
}

/// Pixels over which the relief fades towards its edge, where it would otherwise end in a line.
#[cfg(not(target_arch = "wasm32"))]
const TAPER: u32 = 20;

/// A shade so many pixels from the nearest edge.
#[cfg(not(target_arch = "wasm32"))]
fn tapered(shade: u8, to_edge: u32) -> u8 {
    let part = f64::from(to_edge.min(TAPER)) / f64::from(TAPER);
    let flat = f64::from(Relief::FLAT);
    (flat + (f64::from(shade) - flat) * part).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const PGM: &[u8] =
        b"P5\n# west 120 south 38 east 124 north 44\n# credit\n2 3\n255\n\x00\x80\xf0\x10\x80\x80";

    #[test]
    fn a_picture_comes_back_through_bytes() {
        let relief = from_pgm(PGM).unwrap();
        assert_eq!((relief.columns, relief.rows), (2, 3));
        // So small a picture is all edge, and the edge is flat.
        assert_eq!(relief.shades, [128; 6]);
        let west: LonLat = relief.rect.min.into();
        assert!((west.lon - 120.0).abs() < 1e-9 && (west.lat - 44.0).abs() < 1e-9);
        assert_eq!(read(&write(&relief).unwrap()), Ok(relief));
    }

    #[test]
    fn shades_fade_towards_the_edge() {
        assert_eq!(
            [
                tapered(0, 0),
                tapered(0, 10),
                tapered(0, 20),
                tapered(0, 99)
            ],
            [128, 64, 0, 0]
        );
        assert_eq!(tapered(248, 99), 248);
    }

    #[test]
    fn what_is_none_is_refused() {
        assert_eq!(read(b""), Err(ReliefError::Unknown));
        assert_eq!(read(MAGIC), Err(ReliefError::Pixels));
        assert_eq!(from_pgm(b"P6\n"), Err(ReliefError::Unknown));
        assert_eq!(from_pgm(&PGM[..PGM.len() - 1]), Err(ReliefError::Pixels));
        assert_eq!(
            from_pgm(b"P5\n# nowhere\n#\n2 3\n255\n"),
            Err(ReliefError::Head)
        );
        let whole = write(&from_pgm(PGM).unwrap()).unwrap();
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_err(), "{end}");
        }
    }
}
