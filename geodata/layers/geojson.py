"""Writing GeoJSON (RFC 7946): one feature a line, stable order, five decimals."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import shapely
from shapely import LineString, Polygon

from layers.topology import Point, rings, rounded

Feature = dict


def polygon(face: Polygon) -> list[list[Point]]:
    """Rings wound as RFC 7946 wants: the outer one counterclockwise, holes clockwise."""
    outer, *holes = rings(face)
    return [_wound(outer, ccw=True), *(_wound(hole, ccw=False) for hole in sorted(holes))]


def _wound(ring: list[Point], *, ccw: bool) -> list[Point]:
    """The ring in the wanted direction, starting at its smallest vertex."""
    points = ring[:-1]
    if shapely.is_ccw(shapely.linearrings(ring)) != ccw:
        points = points[::-1]
    first = points.index(min(points))
    turned = points[first:] + points[:first]
    return [*turned, turned[0]]


def multipolygon(faces: Sequence[Polygon]) -> dict:
    """A Polygon or MultiPolygon geometry, the largest polygon first."""
    ordered = sorted(faces, key=lambda face: (-face.area, face.bounds))
    rings_of = [polygon(face) for face in ordered]
    if len(rings_of) == 1:
        return {"type": "Polygon", "coordinates": rings_of[0]}
    return {"type": "MultiPolygon", "coordinates": rings_of}


def lines(parts: Sequence[LineString]) -> dict:
    """A LineString or MultiLineString geometry, parts in the order given."""
    coordinates = [line_points(part) for part in parts]
    if len(coordinates) == 1:
        return {"type": "LineString", "coordinates": coordinates[0]}
    return {"type": "MultiLineString", "coordinates": coordinates}


def line_points(part: LineString) -> list[Point]:
    """Rounded vertices without consecutive repeats."""
    points = [rounded(p) for p in part.coords]
    return [points[0], *(q for p, q in pairwise(points) if p != q)]


def feature(identifier: str, geometry: dict, properties: dict) -> Feature:
    """A feature whose id is also its `id` property, for readers that drop the member."""
    return {
        "type": "Feature",
        "id": identifier,
        "properties": {"id": identifier, **properties},
        "geometry": geometry,
    }


def write(path: Path, features: Sequence[Feature], **members: str) -> None:
    """Writes a FeatureCollection with foreign members (attribution, licence) first."""
    head = {"type": "FeatureCollection", **members}
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n'
    rows = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
    path.write_text(text + ",\n".join(rows) + "\n]}\n", encoding="utf-8")
