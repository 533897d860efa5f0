"""Provinces: Natural Earth's inner lines stretched to OpenStreetMap's outline."""

import json
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from layers import geojson, hand, topology
from layers.frame import FRAME, HOME
from layers.geojson import Feature
from layers.outline import Outline, area_km2
from layers.topology import Point, Segment

COUNTRIES = ("CN", "KP", "RU")

# Natural Earth's lines end in the Taedong's estuary below Songnim, which its
# outline leaves to the sea, while OpenStreetMap closes the coast at the barrage
# 37 km further west. The way between is drawn by hand along the water's middle.
ESTUARY_HEAD: Point = (125.63009, 38.65901)
DRAWN: list[tuple[str, str, list[Point]]] = [
    ("KP-05", "KP-06", [(125.64723, 38.62856), ESTUARY_HEAD]),
    (
        "KP-02",
        "KP-05",
        [
            ESTUARY_HEAD,
            (125.605, 38.660),
            (125.587, 38.668),
            (125.564, 38.694),
            (125.533, 38.712),
            (125.479, 38.718),
            (125.417, 38.706),
            (125.348, 38.703),
            (125.309, 38.684),
            (125.255, 38.691),
            (125.212, 38.700),
        ],
    ),
]

# A line that only grazes the country, because Natural Earth's outline is some
# 400 m off, leaves crumbs; pieces shorter than this are dropped.
CRUMB_DEGREES = 0.05

# The areas serve to light a province up and to answer which one a town is in.
AREA_DEGREES = 0.002
SMALLEST_PART_KM2 = 3.0

# fmt: off
# Natural Earth's own code -> our id. Provinces missing here get a line but no area.
IDS = {
    "CN-LN": "liaoning", "CN-JL": "jilin", "CN-HL": "heilongjiang",
    "CN-NM": "inner-mongolia", "CN-HE": "hebei",
    "KP-01": "pyongyang", "KP-02": "south-pyongan", "KP-03": "north-pyongan",
    "KP-04": "chagang", "KP-05": "south-hwanghae", "KP-06": "north-hwanghae",
    "KP-07": "kangwon", "KP-08": "south-hamgyong", "KP-09": "north-hamgyong",
    "KP-10": "ryanggang", "KP-13": "rason",
    "RU-PRI": "primorye", "RU-KHA": "khabarovsk",
}

# Where Natural Earth's names are clumsy or in the wrong script.
NAMES = {
    "primorye": {"en": "Primorye", "ko": "연해주", "zh": "滨海边疆区", "ja": "沿海地方"},
    "khabarovsk": {
        "en": "Khabarovsk", "ko": "하바롭스크", "zh": "哈巴罗夫斯克", "ja": "ハバロフスク",
    },
    "inner-mongolia": {"en": "Inner Mongolia", "ko": "내몽골", "zh": "内蒙古", "ja": "内モンゴル"},
    "pyongyang": {"en": "Pyongyang", "ko": "평양", "zh": "平壤", "ja": "平壌"},
    "rason": {"en": "Rason", "ko": "라선", "zh": "罗先", "ja": "羅先"},
    "hebei": {"en": "Hebei", "ko": "허베이성", "zh": "河北省", "ja": "河北省"},
}
# fmt: on


@dataclass(frozen=True)
class Province:
    """One Natural Earth province inside the frame."""

    code: str
    country: str
    geonames: str
    names: dict[str, str]
    shape: BaseGeometry


def read(rows: list[dict]) -> list[Province]:
    """Natural Earth rows that touch the frame."""
    frame = shapely.box(*FRAME)
    found = []
    for row in rows:
        shape = shapely.from_geojson(json.dumps(row["geometry"]))
        if shape.intersects(frame):
            p = row["properties"]
            names = {tongue: p[f"name_{tongue}"] for tongue in ("en", "ko", "zh", "ja")}
            found.append(Province(p["iso_3166_2"], p["iso_a2"], p["gn_a1_code"], names, shape))
    return sorted(found, key=lambda province: province.code)


def build(outline: Outline, provinces: list[Province]) -> tuple[list[Feature], list[Feature]]:
    """The areas and the inner lines."""
    owned: list[Owned] = []
    lines: list[Feature] = []
    for country in COUNTRIES:
        members = [p for p in provinces if p.country == country]
        ground = shapely.multipolygons(outline.areas[country])
        inner = _stretched([*_inner(members), *_drawn(members)], ground)
        lines += _line_features(country, inner)
        owned += _parts(members, ground, [line for _, line in inner])
    return _area_features(owned), lines


Inner = tuple[frozenset[str], LineString]
Owned = tuple[Province, Polygon]


def _drawn(members: list[Province]) -> list[Inner]:
    """The lines drawn by hand between two of these provinces."""
    codes = {member.code for member in members}
    return [
        (frozenset([one, other]), LineString(points))
        for one, other, points in DRAWN
        if {one, other} <= codes
    ]


def _inner(members: list[Province]) -> list[Inner]:
    """The lines between two provinces of one country, as Natural Earth has them."""
    labelled = [(face, p.code) for p in members for face in shapely.get_parts(p.shape)]
    between: dict[frozenset[str], list[Segment]] = {}
    for segment, pair in topology.segments_between(labelled).items():
        if topology.OUTSIDE not in pair:
            between.setdefault(pair, []).append(segment)
    ordered = sorted(between.items(), key=lambda item: sorted(item[0]))
    return [(pair, line) for pair, parts in ordered for line in topology.merged(parts)]


def _stretched(inner: list[Inner], ground: BaseGeometry) -> list[Inner]:
    """The lines cut to the country, their free ends moved to a vertex of its outline."""
    shapely.prepare(ground)
    cut: list[Inner] = []
    for pair, line in inner:
        inside = line.intersection(ground)
        if inside.geom_type == "MultiLineString":
            inside = shapely.line_merge(inside)
        parts = [p for p in shapely.get_parts(inside) if p.length > 0.0]
        nodes = {topology.rounded(line.coords[0]), topology.rounded(line.coords[-1])}
        for part in parts:
            ends = {topology.rounded(part.coords[0]), topology.rounded(part.coords[-1])}
            if part.length >= CRUMB_DEGREES or nodes <= ends:
                cut.append((pair, part))
    counts: dict[Point, int] = {}
    for _, line in cut:
        for end in (line.coords[0], line.coords[-1]):
            counts[topology.rounded(end)] = counts.get(topology.rounded(end), 0) + 1
    rim = shapely.get_coordinates(ground)
    return [(pair, _reach(line, counts, rim)) for pair, line in cut]


def _reach(line: LineString, counts: dict[Point, int], rim: np.ndarray) -> LineString:
    points = geojson.line_points(line)
    first, last = points[0], points[-1]
    if counts[first] == 1 and not _on_frame(first):
        points.insert(0, _nearest(first, rim))
    if counts[last] == 1 and not _on_frame(last):
        points.append(_nearest(last, rim))
    return LineString([p for i, p in enumerate(points) if i == 0 or p != points[i - 1]])


def _nearest(point: Point, rim: np.ndarray) -> Point:
    gaps = np.hypot((rim[:, 0] - point[0]) * 0.75, rim[:, 1] - point[1])
    return topology.rounded(rim[int(np.argmin(gaps))])


def _on_frame(point: Point) -> bool:
    edges = (point[0] - FRAME[0], FRAME[2] - point[0], point[1] - FRAME[1], FRAME[3] - point[1])
    return min(edges) < 1e-4


def _line_features(country: str, inner: list[Inner]) -> list[Feature]:
    by_pair: dict[tuple[str, ...], list[LineString]] = {}
    for pair, line in inner:
        key = tuple(sorted(IDS.get(code, code.lower()) for code in pair))
        by_pair.setdefault(key, []).append(line)
    return [
        geojson.feature(
            "-".join(key),
            geojson.lines(sorted(lines, key=lambda line: line.bounds)),
            {"country": country, "between": list(key)},
        )
        for key, lines in sorted(by_pair.items())
    ]


def _parts(members: list[Province], ground: BaseGeometry, lines: list[LineString]) -> list[Owned]:
    """The country cut along the lines, piece by piece, crumbs and far islets left out."""
    found = topology.polygons(topology.noded([ground.boundary, *lines]))
    shapely.prepare(ground)
    by_code: dict[str, list[Polygon]] = {}
    for face in found:
        if ground.contains(face.representative_point()):
            by_code.setdefault(_owner(face, members), []).append(face)
    return [
        (member, part)
        for member in members
        if member.code in IDS and member.code in by_code
        for part in shapely.get_parts(shapely.unary_union(by_code[member.code]))
        if area_km2(part) >= SMALLEST_PART_KM2
    ]


def _area_features(owned: list[Owned]) -> list[Feature]:
    """All provinces generalised together, so that neighbours keep a common edge."""
    simpler = shapely.coverage_simplify(
        np.array([part for _, part in owned], dtype=object), AREA_DEGREES
    )
    by_id: dict[str, list[Polygon]] = {}
    owners: dict[str, Province] = {}
    for (owner, _), part in zip(owned, simpler, strict=True):
        by_id.setdefault(IDS[owner.code], []).append(part)
        owners[IDS[owner.code]] = owner
    home = shapely.box(*HOME)
    made = []
    for identifier, parts in by_id.items():
        owner = owners[identifier]
        if not (owner.country == "KP" or any(part.intersects(home) for part in parts)):
            continue
        properties = {
            "country": owner.country,
            "geonames": owner.geonames,
            "names": NAMES.get(identifier, owner.names),
        }
        if identifier in hand.LABELS:
            properties["label"] = list(hand.LABELS[identifier])
        made.append(geojson.feature(identifier, geojson.multipolygon(parts), properties))
    return made


def _owner(face: Polygon, members: list[Province]) -> str:
    """The province that covers most of the face, or else the nearest one."""
    shares = [(member.shape.intersection(face).area, member.code) for member in members]
    share, code = max(shares)
    if share > 0.0:
        return code
    return min((member.shape.distance(face), member.code) for member in members)[1]
