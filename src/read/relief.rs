//! The relief: from the grey picture in `geodata/` to the bytes that a browser is given.
//!
//! The picture has rows of equal latitude; the map is drawn in Mercator. The rows are moved once,
//! when the widget is built, so that a browser only has to stretch the picture.
//!
//! The bytes are four letters, a checksum of the rest, the box and the size, numbers in little-endian order, and the shades as
//! what they differ by from their neighbours to the west and the north (see `read::coded`): a third
//! less than brotli makes of them.

#[cfg(not(target_arch = "wasm32"))]
use crate::geo::LonLat;
use crate::geo::{World, WorldRect};
use crate::model::relief::Relief;
use crate::read::basemap::checksum;
#[cfg(not(target_arch = "wasm32"))]
use crate::read::coded::Writer;
use crate::read::coded::{Bits, Coder, Reader};
use std::fmt;

/// The first four bytes; the last one is the version of the format.
const MAGIC: &[u8; 4] = b"YLR2";

/// Shades are kept in steps of this size: finer ones are not seen under a translucent tint.
const STEP: u8 = 16;

/// Why a relief cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReliefError {
    /// It does not begin as a relief does.
    Unknown,
    /// The checksum differs: it was cut short or altered.
    Damaged,
    /// Its head does not say where it lies and how large it is.
    Head,
    /// It has fewer or more pixels than its head says.
    Pixels,
}

impl fmt::Display for ReliefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "it is no relief of this version of Yalu Map",
            Self::Damaged => "it was cut short or altered on the way",
            Self::Head => "its head does not say where it lies and how large it is",
            Self::Pixels => "it does not have the pixels that its head promises",
        })
    }
}

impl std::error::Error for ReliefError {}

/// Pixels that a byte can stand for: more are refused before room is made for them. Each takes at
/// least one bit that is not quite sure (see `read::coded`).
const PER_BYTE: usize = 400;

/// Writes a relief as bytes.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn write(relief: &Relief) -> Vec<u8> {
    let WorldRect { min, max } = relief.rect;
    let mut body = Vec::new();
    for edge in [min.x, min.y, max.x, max.y] {
        body.extend(edge.to_le_bytes());
    }
    body.extend(relief.columns.to_le_bytes());
    body.extend(relief.rows.to_le_bytes());
    let mut steps: Vec<u8> = relief.shades.iter().map(|shade| shade / STEP).collect();
    let mut coder = Coder::new(Writer::new());
    walk(&mut coder, relief.columns as usize, &mut steps);
    body.extend(coder.bits.finish());
    let mut bytes = MAGIC.to_vec();
    bytes.extend(checksum(&body).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// Reads a relief from bytes.
///
/// # Errors
/// [`ReliefError`] for bytes that are none.
pub fn read(bytes: &[u8]) -> Result<Relief, ReliefError> {
    let bytes = bytes.strip_prefix(MAGIC).ok_or(ReliefError::Unknown)?;
    let (sum, mut bytes) = bytes.split_first_chunk().ok_or(ReliefError::Damaged)?;
    if u32::from_le_bytes(*sum) != checksum(bytes) {
        return Err(ReliefError::Damaged);
    }
    let mut edges = [0.0; 4];
    for edge in &mut edges {
        let (taken, rest) = bytes.split_first_chunk().ok_or(ReliefError::Head)?;
        (*edge, bytes) = (f64::from_le_bytes(*taken), rest);
    }
    let mut size = [0; 2];
    for side in &mut size {
        let (taken, rest) = bytes.split_first_chunk().ok_or(ReliefError::Head)?;
        (*side, bytes) = (u32::from_le_bytes(*taken), rest);
    }
    let [west, north, east, south] = edges;
    let [columns, rows] = size;
    let is_box =
        edges.iter().all(|edge| (0.0..=1.0).contains(edge)) && west < east && north < south;
    if !is_box || columns == 0 || rows == 0 {
        return Err(ReliefError::Head);
    }
    let pixels = u64::from(columns) * u64::from(rows);
    if pixels > bytes.len() as u64 * PER_BYTE as u64 {
        return Err(ReliefError::Pixels);
    }
    let mut shades = vec![0; pixels as usize];
    let mut coder = Coder::new(Reader::new(bytes));
    walk(&mut coder, columns as usize, &mut shades);
    if !coder.bits.is_at_end() {
        return Err(ReliefError::Pixels);
    }
    for shade in &mut shades {
        *shade = shade.saturating_mul(STEP);
    }
    Ok(Relief {
        rect: WorldRect {
            min: World::new(west, north),
            max: World::new(east, south),
        },
        columns,
        rows,
        shades,
    })
}

/// Writes or reads steps of shade, row by row. Each is expected where the slope goes on that its
/// neighbours make; how steep they are says how sure that is.
fn walk<B: Bits>(coder: &mut Coder<B>, columns: usize, steps: &mut [u8]) {
    const FLAT: i32 = (Relief::FLAT / STEP) as i32;
    for i in 0..steps.len() {
        let back = |by: usize| {
            let at = i.checked_sub(by).and_then(|at| steps.get(at));
            at.map_or(FLAT, |&step| i32::from(step))
        };
        let (west, north) = (back(1), back(columns));
        // Of a single column what is to the north stands for both.
        let (north_west, north_east) = (back(columns + 1), back((columns - 1).max(1)));
        let expected = (west + north - north_west).clamp(0, 15);
        let slopes = [north_west - west, north - north_west, north_east - north];
        let steep: i32 = slopes.iter().map(|slope| slope.abs()).sum();
        // Slopes of 2 and 3 are alike, and all beyond.
        let kind = |slope: i32| slope.signum() * (slope.abs().min(4) / 2 + 1) + 3;
        let kinds = slopes
            .iter()
            .fold(1, |kinds, &slope| kinds * 8 + kind(slope));
        // All far below what two contexts can tell apart.
        let by_height = (steep.min(15) * 16 + expected) as u32;
        let by_slopes = 1 << 16 | kinds as u32;
        let off = i32::from(steps[i]) - expected;
        let off = coder.signed(by_height, by_slopes, by_slopes, off);
        steps[i] = (expected + off).clamp(0, 15) as u8;
    }
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
        assert_eq!(read(&write(&relief)), Ok(relief));
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

    /// A body with a checksum that is right, so that what reads it is put to the test.
    fn signed(body: &[u8]) -> Vec<u8> {
        [MAGIC, &checksum(body).to_le_bytes(), body].concat()
    }

    /// Slopes and noise.
    fn sample(rng: &mut fastrand::Rng) -> Relief {
        let (columns, rows) = (rng.u32(1..60), rng.u32(1..40));
        let (dx, dy, rough) = (rng.u32(..4), rng.u32(..4), rng.u32(1..9));
        let pixels = (0..columns * rows).map(|i| {
            let step = (i % columns * dx + i / columns * dy) / 4 + rng.u32(..rough);
            (step % 16) as u8 * STEP
        });
        Relief {
            rect: WorldRect {
                min: World::new(0.25, 0.375),
                max: World::new(0.5, 0.75),
            },
            columns,
            rows,
            shades: pixels.collect(),
        }
    }

    #[test]
    fn any_shades_come_back() {
        let mut rng = fastrand::Rng::with_seed(21);
        for round in 0..60 {
            let relief = sample(&mut rng);
            assert_eq!(read(&write(&relief)), Ok(relief), "round {round}");
        }
    }

    #[test]
    fn damaged_bytes_never_panic() {
        let mut rng = fastrand::Rng::with_seed(22);
        let bytes = write(&sample(&mut rng));
        for _ in 0..300 {
            let mut body = bytes[8..].to_vec();
            let at = rng.usize(..body.len());
            body[at] ^= rng.u8(1..);
            body.truncate(rng.usize(body.len() / 2..=body.len()));
            assert_eq!(
                read(&[&bytes[..8], &body].concat()),
                Err(ReliefError::Damaged)
            );
            let relief = read(&signed(&body));
            let pixels = relief.map_or(0, |relief| relief.shades.len());
            assert!(pixels <= body.len() * PER_BYTE);
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        assert_eq!(read(b""), Err(ReliefError::Unknown));
        assert_eq!(read(MAGIC), Err(ReliefError::Damaged));
        assert_eq!(read(&signed(b"")), Err(ReliefError::Head));
        assert_eq!(read(b"YLR1\0\0\0\0"), Err(ReliefError::Unknown));
        assert_eq!(from_pgm(b"P6\n"), Err(ReliefError::Unknown));
        assert_eq!(from_pgm(&PGM[..PGM.len() - 1]), Err(ReliefError::Pixels));
        assert_eq!(
            from_pgm(b"P5\n# nowhere\n#\n2 3\n255\n"),
            Err(ReliefError::Head)
        );
        let whole = write(&from_pgm(PGM).unwrap());
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_err(), "{end}");
        }
    }
}
