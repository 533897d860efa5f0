/// How a browser presents itself to the page.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one wish of a reader, and they combine freely"
)]
pub struct Options {
    /// `innerWidth` in CSS pixels.
    pub width: u32,
    /// `innerHeight` in CSS pixels.
    pub height: u32,
    /// Device pixels for a CSS pixel; `WebKit` takes whole numbers only.
    pub scale: f64,
    /// `prefers-color-scheme: dark` instead of light.
    pub dark: bool,
    /// `prefers-reduced-motion: reduce`.
    pub reduced_motion: bool,
    /// `forced-colors: active`; see [`super::Engine::forces_colors`].
    pub forced_colors: bool,
    /// A device with a touch screen: `pointer: coarse` in Chromium, touch events in Firefox.
    /// Touch gestures of the harness work without it too.
    pub touch: bool,
}

impl Options {
    /// More than a window's frame and toolbar add to the height of its page, in CSS pixels.
    pub(super) const FRAME: u32 = 200;

    /// A light desktop viewport of `width` by `height` CSS pixels at scale 1.
    pub const fn new(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            scale: 1.0,
            dark: false,
            reduced_motion: false,
            forced_colors: false,
            touch: false,
        }
    }

    /// The same, dark.
    pub const fn dark(mut self) -> Self {
        self.dark = true;
        self
    }

    /// The same with `scale` device pixels for a CSS pixel.
    pub const fn scale(mut self, scale: f64) -> Self {
        self.scale = scale;
        self
    }

    /// The same for a reader who wants less motion.
    pub const fn reduced_motion(mut self) -> Self {
        self.reduced_motion = true;
        self
    }

    /// The same with the reader's own few colours.
    pub const fn forced_colors(mut self) -> Self {
        self.forced_colors = true;
        self
    }

    /// The same on a touch screen.
    pub const fn touch(mut self) -> Self {
        self.touch = true;
        self
    }
}
