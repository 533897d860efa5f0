"""Tributaries, lakes and reservoirs from GSHHG/WDBII, Heaven Lake from published figures."""

import math

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from layers import geojson, sources, topology
from layers.frame import FRAME, GRID, HOME, METRES_LAT, Box
from layers.geojson import Feature
from layers.hand import LAKES, STREAMS
from layers.outline import area_km2

# WDBII classes: 0 and 1 are drawn with two lines or as large rivers, 2 and 3
# lesser ones. Around HOME only the first three are worth a line.
CLASSES = (0, 1, 2, 3)
CLASS_AROUND = 2
SHORTEST_KM = 5.0
SHORTEST_AROUND_KM = 60.0

# GSHHG rivers lie some 400 m off: vertices closer than these say nothing.
STREAM_DEGREES = 0.0006
AROUND_DEGREES = 0.004

# Rivers of the border itself are drawn from OpenStreetMap instead.
BORDER_REACH_DEGREES = 0.035
BORDER_SHARE = 0.5

SMALLEST_LAKE_KM2 = 4.0
SMALLEST_LAKE_AROUND_KM2 = 40.0

# The Taedong's estuary behind its barrage is sea to GSHHG and land to the
# OpenStreetMap coast: it becomes a lake, cut off along the barrage by hand.
NAMPO_BOX: Box = (125.12, 38.50, 125.75, 38.85)
NAMPO_BARRAGE = [(125.172, 38.660), (125.194, 38.688), (125.224, 38.728), (125.232, 38.740)]
NAMPO_INSIDE = (125.40, 38.705)

# Names are attached to what lies within this distance of a seed.
SEED_DEGREES = 0.08

# Heaven Lake: published centre and surface, and the ratio of its published
# extents north-south and east-west (4.9 and 3.4 km).
HEAVEN_CENTRE = (128.0570, 42.0060)
HEAVEN_KM2 = 9.82
HEAVEN_RATIO = 4.9 / 3.4
HEAVEN_POINTS = 72

# An ellipse is 2. The published extents would need 1.2, an angular lozenge; 1.7
# reads as a lake and makes the extents 6 % shorter for the right surface.
HEAVEN_EXPONENT = 1.7


def streams(border: BaseGeometry) -> list[Feature]:
    """Rivers other than the Yalu and the Tumen, `border` being those two."""
    home, outer = shapely.box(*HOME), shapely.box(*FRAME)
    near_border = border.buffer(BORDER_REACH_DEGREES)
    found: list[tuple[int, LineString]] = []
    for order in CLASSES:
        for line in _whole_lines(order):
            if line.intersection(near_border).length > BORDER_SHARE * line.length:
                continue
            for part in _parts(line.intersection(home)):
                if _length_km(part) >= SHORTEST_KM:
                    found.append((order, part.simplify(STREAM_DEGREES)))
            around = line.difference(home).intersection(outer)
            for part in _parts(around):
                if order <= CLASS_AROUND and _length_km(part) >= SHORTEST_AROUND_KM:
                    found.append((order, part.simplify(AROUND_DEGREES)))
    found.sort(key=lambda item: (item[0], -item[1].length, item[1].bounds))
    made = []
    for number, (order, line) in enumerate(found, start=1):
        names = _named(line, STREAMS)
        properties: dict = {"order": max(order, 1), "length_km": round(_length_km(line), 1)}
        if names:
            properties["names"] = names
        made.append(geojson.feature(f"stream-{number}", geojson.lines([line]), properties))
    return made


def _whole_lines(order: int) -> list[LineString]:
    """The rivers of one class, their bins joined."""
    pieces = [line for _, line in sources.gmt_lines([f"-I{order}"], FRAME)]
    if not pieces:
        return []
    joined = shapely.line_merge(shapely.unary_union(pieces, grid_size=GRID))
    return list(shapely.get_parts(joined))


def _parts(geometry: BaseGeometry) -> list[LineString]:
    merged = shapely.line_merge(geometry) if geometry.geom_type == "MultiLineString" else geometry
    return [p for p in shapely.get_parts(merged) if p.geom_type == "LineString" and p.length > GRID]


def _length_km(line: LineString) -> float:
    points = np.array(line.coords)
    narrowing = np.cos(np.radians(points[:-1, 1]))
    east, north = np.diff(points, axis=0).T
    return float(np.hypot(east * narrowing, north).sum() * METRES_LAT / 1000.0)


def _named(shape: BaseGeometry, seeds: list[dict]) -> dict[str, str] | None:
    for seed in seeds:
        if any(shape.distance(Point(at)) < SEED_DEGREES for at in seed["at"]):
            return seed["names"]
    return None


def lakes() -> list[Feature]:
    """Lakes and reservoirs, the largest first."""
    shores = [line for level, line in sources.gmt_lines(["-W"], _grown(FRAME)) if level == 2]
    noded = shapely.get_parts(shapely.unary_union(shores, grid_size=GRID))
    home, outer = shapely.box(*HOME), shapely.box(*FRAME)
    kept = []
    for lake in topology.polygons(noded):
        least = SMALLEST_LAKE_KM2 if lake.intersects(home) else SMALLEST_LAKE_AROUND_KM2
        if area_km2(lake) >= least and outer.contains(lake):
            kept.append(Polygon(lake.exterior))
    kept.append(_nampo())
    kept.sort(key=lambda lake: -lake.area)
    made = []
    for number, lake in enumerate(kept, start=1):
        seed = _seed_inside(lake)
        identifier = seed["id"] if seed else f"lake-{number}"
        properties: dict = {"area_km2": round(area_km2(lake), 1)}
        if seed:
            properties["kind"] = seed["kind"]
            properties["names"] = seed["names"]
        made.append(geojson.feature(identifier, geojson.multipolygon([lake]), properties))
    return made


def _nampo() -> Polygon:
    """The water between the Taedong's barrage and its river, islets left out."""
    shores = [line for level, line in sources.gmt_lines(["-W"], NAMPO_BOX) if level == 1]
    rim = shapely.box(*NAMPO_BOX).exterior
    faces = topology.polygons(topology.noded([*shores, LineString(NAMPO_BARRAGE), rim]))
    inside = Point(NAMPO_INSIDE)
    found = next(face for face in faces if face.contains(inside))
    return Polygon(found.exterior).simplify(STREAM_DEGREES)


def _seed_inside(lake: Polygon) -> dict | None:
    near = lake.buffer(0.01)
    return next((s for s in LAKES if near.contains(Point(s["at"]))), None)


def _grown(box: Box) -> Box:
    return (box[0] - 0.1, box[1] - 0.1, box[2] + 0.1, box[3] + 0.1)


def heaven_lake() -> list[Feature]:
    """Heaven Lake as a rounded shape of the published surface and proportions."""
    unit = area_km2(Polygon(_rounded_lozenge(1.0)))
    shape = Polygon(_rounded_lozenge(math.sqrt(HEAVEN_KM2 / unit)))
    names = {"en": "Heaven Lake", "ko": "천지", "zh": "天池", "ja": "天池"}
    properties = {
        "kind": "lake",
        "drawn": True,
        "surface_m": 2189,
        "area_km2": round(area_km2(shape), 2),
        "names": names,
    }
    return [geojson.feature("heaven-lake", geojson.multipolygon([shape]), properties)]


def _rounded_lozenge(half_width_km: float) -> list[tuple[float, float]]:
    """A superellipse around the lake's centre, in degrees."""
    lon, lat = HEAVEN_CENTRE
    per_km = half_width_km * 1000.0 / METRES_LAT
    narrowing = math.cos(math.radians(lat))
    n = HEAVEN_EXPONENT
    points = []
    for step in range(HEAVEN_POINTS):
        angle = 2.0 * math.pi * step / HEAVEN_POINTS
        east, north = math.cos(angle), math.sin(angle)
        reach = (abs(east) ** n + abs(north) ** n) ** (-1.0 / n)
        points.append(
            (
                lon + east * reach * per_km / narrowing,
                lat + north * reach * HEAVEN_RATIO * per_km,
            )
        )
    return points
