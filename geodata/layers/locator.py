"""The land of the half of the globe that the locator shows, in whole degrees.

A globe of some thirty pixels needs no more: a degree is half a pixel in its middle.
The file is what the program includes: rings one after the other, each as the number of
its vertices (16 bits), then for every vertex longitude (16 bits) and latitude (8 bits),
signed, little-endian.
"""

import json
import math
import struct
import tarfile
from pathlib import Path

import shapely
from shapely import Polygon

from layers import sources

# The middle of the half globe: between the Yalu and the middle of Asia.
CENTER = (118.0, 34.0)

# Land smaller than this, in square degrees, is not seen on the globe.
SMALLEST = 12.0

TOLERANCE_DEGREES = 1.2


def picture(tarball: Path) -> bytes:
    """The rings as bytes, largest first."""
    sources.expect("world-atlas", tarball.read_bytes())
    with tarfile.open(tarball) as archive:
        member = archive.extractfile("package/land-110m.json")
        if member is None:
            raise sources.SourceError("world-atlas: land-110m.json is not a file")
        atlas = json.load(member)
    arcs = [_degrees(arc, atlas["transform"]) for arc in atlas["arcs"]]
    rings = []
    for geometry in atlas["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            rings.append([p for arc in polygon[0] for p in _arc(arcs, arc)])
    out = b""
    for ring in sorted((_simpler(ring) for ring in rings), key=lambda r: (-len(r), r)):
        if ring:
            out += struct.pack("<H", len(ring))
            out += b"".join(struct.pack("<hb", lon, lat) for lon, lat in ring)
    return out


def _degrees(arc: list[list[int]], transform: dict) -> list[tuple[float, float]]:
    """An arc of TopoJSON: differences on a grid."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _arc(arcs: list[list[tuple[float, float]]], number: int) -> list[tuple[float, float]]:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _simpler(ring: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """The ring in whole degrees, or nothing if it is small or mostly on the other half.

    What little of such land comes around the edge would be drawn along the edge, because
    what is behind is put there.
    """
    shape = Polygon(ring)
    near = sum(_is_near(point) for point in ring)
    if shape.area < SMALLEST or near * 2 < len(ring):
        return []
    simple = shapely.simplify(shape, TOLERANCE_DEGREES).exterior.coords
    points: list[tuple[int, int]] = []
    for lon, lat in simple:
        point = (round(lon), round(lat))
        if not points or points[-1] != point:
            points.append(point)
    return points if len(points) > 3 else []


def _is_near(point: tuple[float, float]) -> bool:
    """Whether a position is on the half of the globe around the middle."""
    (lon, lat), (lon0, lat0) = (map(math.radians, p) for p in (point, CENTER))
    return math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(lon - lon0) > 0.0
