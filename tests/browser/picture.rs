use std::io::Cursor;

/// A decoded screenshot.
pub struct Picture {
    /// Width in device pixels.
    pub width: u32,
    /// Height in device pixels.
    pub height: u32,
    pixels: Vec<u8>,
    channels: usize,
}

impl Picture {
    /// Decodes a PNG with eight bits for a channel, as every engine makes them.
    pub fn decode(png: &[u8]) -> Self {
        let decoder = png::Decoder::new(Cursor::new(png));
        let mut reader = decoder.read_info().expect("a screenshot is a PNG");
        let size = reader
            .output_buffer_size()
            .expect("a screenshot fits in memory");
        let mut pixels = vec![0; size];
        let frame = reader
            .next_frame(&mut pixels)
            .expect("a screenshot has one frame");
        assert_eq!(frame.bit_depth, png::BitDepth::Eight);
        Self {
            width: frame.width,
            height: frame.height,
            pixels,
            channels: frame.color_type.samples(),
        }
    }

    /// Red, green and blue at a device pixel, x to the right and y downward from the top left.
    pub fn at(&self, x: u32, y: u32) -> [u8; 3] {
        assert!(
            x < self.width && y < self.height,
            "{x},{y} is outside the picture of {} × {}",
            self.width,
            self.height
        );
        let index = (y as usize * self.width as usize + x as usize) * self.channels;
        // A grey picture has one channel, or two with alpha, and says red, green and blue with it.
        let step = usize::from(self.channels > 2);
        [0, 1, 2].map(|channel| self.pixels[index + channel * step])
    }

    /// Whether every channel at a device pixel is within `tolerance` of `colour`.
    pub fn is(&self, x: u32, y: u32, colour: [u8; 3], tolerance: u8) -> bool {
        let found = self.at(x, y);
        found
            .iter()
            .zip(colour)
            .all(|(a, b)| a.abs_diff(b) <= tolerance)
    }

    /// How many device pixels are within `tolerance` of `colour`.
    pub fn count(&self, colour: [u8; 3], tolerance: u8) -> usize {
        let rows = 0..self.height;
        rows.flat_map(|y| (0..self.width).map(move |x| (x, y)))
            .filter(|&(x, y)| self.is(x, y, colour, tolerance))
            .count()
    }

    /// The share of device pixels that differ by more than `tolerance` in any channel, 0 to 1;
    /// pictures of different sizes differ everywhere.
    pub fn difference(&self, other: &Self, tolerance: u8) -> f64 {
        if (self.width, self.height) != (other.width, other.height) {
            return 1.0;
        }
        let all = f64::from(self.width) * f64::from(self.height);
        let rows = 0..self.height;
        let differing = rows
            .flat_map(|y| (0..self.width).map(move |x| (x, y)))
            .filter(|&(x, y)| !self.is(x, y, other.at(x, y), tolerance))
            .fold(0.0, |sum, _| sum + 1.0);
        differing / all.max(1.0)
    }
}
