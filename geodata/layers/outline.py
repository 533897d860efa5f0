"""Countries, coast and the lines between countries, from OpenStreetMap."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from layers import topology
from layers.frame import FRAME, GRID, HOME, METRES_LAT, Box
from layers.topology import SEA, Point, Segment

# Generalisation outside HOME: triangles of about this side, in degrees, go.
COARSE_DEGREES = 0.0045
SMALLEST_ISLAND_KM2 = 5.0


# Where the border runs through the Yalu's tidal water. Its southern rim is the
# vertex at 124.16833 E, from which the line runs straight out to sea: that
# part is a territorial-sea edge, not a river border.
ESTUARY: Box = (124.16, 39.828056, 124.36, 39.99)


@dataclass(frozen=True)
class Outline:
    """The arrangement of countries and sea in the frame.

    `areas` holds each country's land, `edges` every segment between two
    labels, `tidal` the stretches of the CN-KP line over the Yalu's estuary.
    """

    areas: dict[str, list[Polygon]]
    edges: dict[Segment, frozenset[str]]
    tidal: list[LineString]

    def lines(self, *labels: str) -> list[LineString]:
        """The lines that divide exactly these two labels."""
        pair = frozenset(labels)
        return topology.merged(s for s, sides in self.edges.items() if sides == pair)

    def coast(self, country: str) -> list[LineString]:
        """The coast of one country."""
        return self.lines(country, SEA)


def build(land: list[Polygon], zones: dict[str, BaseGeometry]) -> Outline:
    """Intersects land with zones; all vertices in HOME, generalised around it."""
    clipped = [shapely.make_valid(shapely.clip_by_rect(p, *FRAME)) for p in land]
    ground = shapely.unary_union([p for p in clipped if not p.is_empty])
    rims = [shapely.box(*HOME).exterior, shapely.box(*FRAME).exterior]
    # Zone edges out at sea divide nothing that is drawn.
    divides = [shapely.intersection(zone.boundary, ground) for zone in zones.values()]
    river_line = shapely.intersection(zones["CN"].boundary, zones["KP"].boundary)
    estuary = shapely.clip_by_rect(river_line, *ESTUARY)
    noded = topology.noded([ground.boundary, *divides, estuary, *rims])
    found = topology.polygons(noded)
    labels = _labels(found, ground, zones)
    home, around = _split(list(zip(found, labels, strict=True)))
    coarse = _generalised(around)
    edges = topology.segments_between([*home, *coarse])
    whole = topology.polygons(LineString(s) for s in edges)
    names = _relabel(whole, [*home, *coarse])
    areas: dict[str, list[Polygon]] = {}
    for face, label in zip(whole, names, strict=True):
        if label != SEA:
            areas.setdefault(label, []).append(face)
    return Outline(areas, edges, _tidal(noded, estuary, edges))


def _tidal(
    noded: list[LineString], estuary: BaseGeometry, edges: dict[Segment, frozenset[str]]
) -> list[LineString]:
    """The noded stretches of the estuary line that divide water from water."""
    near = estuary.buffer(3 * GRID)
    inside = [line for line in noded if near.contains(line)]
    over_water = {s for line in inside for s in topology.segments(line)} - edges.keys()
    return topology.merged(over_water)


def _labels(
    found: list[Polygon], ground: BaseGeometry, zones: dict[str, BaseGeometry]
) -> list[str]:
    # KP comes first in the zones: the one islet that both CN and KP claim goes
    # to KP, whose zone names it as a ring of its own.
    in_zone = topology.by_points(zones, SEA)(found)
    on_land = topology.by_points({"land": ground}, SEA)(found)
    return [zone if dry == "land" else SEA for zone, dry in zip(in_zone, on_land, strict=True)]


def _relabel(whole: list[Polygon], parts: list[tuple[Polygon, str]]) -> list[str]:
    """The label of each merged face: that of the small face under its inner point."""
    tree = shapely.STRtree([face for face, _ in parts])
    inner = shapely.point_on_surface(np.array(whole, dtype=object))
    labels = [SEA] * len(whole)
    for target, part in tree.query(inner, predicate="intersects").T:
        labels[target] = parts[part][1]
    return labels


def _split(
    labelled: list[tuple[Polygon, str]],
) -> tuple[list[tuple[Polygon, str]], list[tuple[Polygon, str]]]:
    """The faces inside HOME and those around it."""
    box = shapely.box(*HOME)
    home: list[tuple[Polygon, str]] = []
    around: list[tuple[Polygon, str]] = []
    for face, label in labelled:
        inside = box.contains(face.representative_point())
        (home if inside else around).append((face, label))
    return home, around


def _generalised(around: list[tuple[Polygon, str]]) -> list[tuple[Polygon, str]]:
    """The faces around HOME: small islands dropped, shared edges simplified once.

    The rims of HOME and FRAME stay as they are, so the join is exact.
    """
    home = shapely.box(*HOME)
    kept: dict[str, list[Polygon]] = {}
    for face, label in around:
        small = area_km2(face) < SMALLEST_ISLAND_KM2
        alone = not face.intersects(home)
        kept.setdefault(SEA if small and alone else label, []).append(face)
    parts: list[tuple[Polygon, str]] = []
    for label in sorted(kept):
        union = shapely.unary_union(kept[label])
        parts += [(face, label) for face in shapely.get_parts(union)]
    simpler = shapely.coverage_simplify(
        np.array([face for face, _ in parts], dtype=object),
        COARSE_DEGREES,
        simplify_boundary=False,
    )
    return [(face, label) for face, (_, label) in zip(simpler, parts, strict=True)]


def area_km2(face: Polygon) -> float:
    """Area on the sphere's tangent plane at the face's middle latitude; good to 1 %."""
    _, south, _, north = face.bounds
    narrowing = np.cos(np.radians((south + north) / 2.0))
    return float(face.area * METRES_LAT * METRES_LAT * narrowing / 1e6)


def metres(a: Point, b: Point) -> float:
    """Length of a short segment in metres on a sphere of 6,371 km."""
    narrowing = np.cos(np.radians((a[1] + b[1]) / 2.0))
    return float(np.hypot((b[0] - a[0]) * narrowing, b[1] - a[1]) * METRES_LAT)
