"""Shared edges by construction: node all lines, label the faces, keep edges between labels.

Neighbouring areas built here have identical vertices along their common edge,
because both are assembled from the same segments. A label is a country code,
`SEA`, or `OUTSIDE` for whatever lies beyond the frame.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from layers.frame import DECIMALS, GRID

SEA = "sea"
OUTSIDE = "outside"

Point = tuple[float, float]
Segment = tuple[Point, Point]


def rounded(point: Iterable[float]) -> Point:
    """The point on the five-decimal grid, free of floating-point tails."""
    lon, lat = point
    # Adding zero turns -0.0 into 0.0.
    return (round(float(lon), DECIMALS) + 0.0, round(float(lat), DECIMALS) + 0.0)


def noded(lines: list[BaseGeometry]) -> list[LineString]:
    """The lines cut at every crossing, snapped to the grid, each stretch once."""
    return list(shapely.get_parts(shapely.unary_union(lines, grid_size=GRID)))


def polygons(lines: Iterable[BaseGeometry]) -> list[Polygon]:
    """Faces of lines that are noded already."""
    return list(shapely.get_parts(shapely.polygonize(list(lines))))


def rings(face: Polygon) -> list[list[Point]]:
    """The rings of a face as rounded points, without consecutive repeats."""
    result = []
    for ring in (face.exterior, *face.interiors):
        points = [rounded(p) for p in ring.coords]
        kept = [p for p, q in pairwise(points) if p != q]
        result.append([*kept, kept[0]])
    return result


def segments(line: LineString) -> list[Segment]:
    """The segments of a line, each with its smaller end first."""
    points = [rounded(p) for p in line.coords]
    return [(p, q) if p < q else (q, p) for p, q in pairwise(points) if p != q]


def segments_between(
    labelled: Iterable[tuple[Polygon, str]],
) -> dict[Segment, frozenset[str]]:
    """Every segment that divides two labels, with the two labels.

    A segment met by only one face lies on the rim: its other label is `OUTSIDE`.
    """
    sides: dict[Segment, list[str]] = defaultdict(list)
    for face, label in labelled:
        for ring in rings(face):
            for p, q in pairwise(ring):
                sides[(p, q) if p < q else (q, p)].append(label)
    divided: dict[Segment, frozenset[str]] = {}
    for segment, labels in sides.items():
        pair = frozenset(labels if len(labels) > 1 else [labels[0], OUTSIDE])
        if len(pair) > 1:
            divided[segment] = pair
    return divided


def merged(segments: Iterable[Segment]) -> list[LineString]:
    """The segments joined into the longest lines that no other line touches."""
    parts = [LineString(s) for s in sorted(segments)]
    if not parts:
        return []
    joined = shapely.line_merge(shapely.multilinestrings(parts))
    return list(shapely.get_parts(joined))


def by_points(
    areas: dict[str, BaseGeometry], otherwise: str
) -> Callable[[list[Polygon]], list[str]]:
    """A labeller: the first area that contains a face's representative point names it."""

    def label(found: list[Polygon]) -> list[str]:
        inner = shapely.point_on_surface(np.array(found, dtype=object))
        labels = [otherwise] * len(found)
        for name, area in reversed(areas.items()):
            shapely.prepare(area)
            for i in np.flatnonzero(shapely.contains_properly(area, inner)):
                labels[i] = name
        return labels

    return label
