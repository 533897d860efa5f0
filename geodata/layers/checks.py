"""What must hold of the written files; every function returns the complaints it has."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from layers import sources
from layers.border import TUMEN_HEAD, YALU_HEAD
from layers.frame import FRAME, HOME, METRES_LAT

Segment = tuple[tuple[float, float], tuple[float, float]]

# Border towns are those within 12 km of the CN-KP line. Distances are taken on a
# plane whose longitudes are shortened as at 41.5 N, good to 2 % along the line.
TOWN_REACH_KM = 12.0
SHORTENING = 0.749

# GeoNames gives these towns to another province than Natural Earth's lines do:
# two belong to Nampho, which Natural Earth lacks; Anak carries a neighbour's
# code; Hahoe-dong went to Rason when the city grew.
OTHER_PROVINCE = {1866362, 1873757, 1879682, 12083759}

# A point on each of the Yalu's larger islands, all of them North Korean.
ISLANDS = {
    "Wihwa-do": (124.410, 40.125),
    "Ojok-do": (124.520, 40.215),
    "Hwanggumpyong": (124.320, 39.965),
    "Bidan-do": (124.250, 39.880),
    "Sindo": (124.234, 39.810),
}

# The coast is generalised to some 200 m, so a pier or a beach may stand in water.
SHORE_DEGREES = 0.012


class Files:
    """The written collections, read back."""

    def __init__(self, folder: Path) -> None:
        self.bytes = {p.name: p.stat().st_size for p in sorted(folder.glob("*.geojson"))}
        self.features = {
            name: json.loads((folder / name).read_text(encoding="utf-8"))["features"]
            for name in self.bytes
        }

    def shapes(self, name: str) -> dict[str, BaseGeometry]:
        """Feature id -> geometry."""
        return {
            f["id"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in self.features[name]
        }


def lines_of(geometry: dict) -> Iterator[list[list[float]]]:
    """Every line or ring of a GeoJSON geometry, as lists of positions."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        yield [coordinates]
    elif kind == "LineString":
        yield coordinates
    elif kind in ("MultiLineString", "Polygon"):
        yield from coordinates
    else:
        for rings in coordinates:
            yield from rings


def segments_of(geometry: dict) -> Iterator[Segment]:
    """Every segment of a geometry, its smaller end first."""
    for line in lines_of(geometry):
        for a, b in pairwise(line):
            p, q = (a[0], a[1]), (b[0], b[1])
            yield (p, q) if p < q else (q, p)


def form(files: Files) -> Iterator[str]:
    """Unique ids, closed and wound rings, valid areas, everything inside the frame."""
    west, south, east, north = FRAME
    for name, features in files.features.items():
        identifiers = [f["id"] for f in features]
        if len(set(identifiers)) != len(identifiers):
            yield f"{name}: an id occurs twice"
        for f in features:
            where = f"{name} {f['id']}"
            shape = shapely.from_geojson(json.dumps(f["geometry"]))
            if not shape.is_valid:
                yield f"{where}: not valid ({shapely.is_valid_reason(shape)})"
            for line in lines_of(f["geometry"]):
                if not all(west <= x <= east and south <= y <= north for x, y in line):
                    yield f"{where}: outside the frame"
                if any(a == b for a, b in pairwise(line)):
                    yield f"{where}: a vertex repeats"
            yield from (f"{where}: {said}" for said in _winding(f["geometry"]))


def _winding(geometry: dict) -> Iterator[str]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    areas = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind, [])
    for rings in areas:
        for index, ring in enumerate(rings):
            if ring[0] != ring[-1] or len(ring) < 4:
                yield "a ring is not closed"
            elif shapely.is_ccw(shapely.linearrings(ring)) != (index == 0):
                yield "a ring is wound the wrong way"


def sharing(files: Files) -> Iterator[str]:
    """Country rings consist of border, coast and rim segments, each used as often as it must."""
    users: dict[Segment, list[str]] = defaultdict(list)
    for f in files.features["countries.geojson"]:
        for segment in segments_of(f["geometry"]):
            users[segment].append(f["id"])
    for f in files.features["border.geojson"]:
        if f["properties"]["on"] == "estuary":
            continue
        pair = sorted(f["properties"]["countries"])
        for segment in segments_of(f["geometry"]):
            if sorted(users.pop(segment, [])) != pair:
                yield f"border {f['id']}: {segment} is not shared by {pair}"
    for f in files.features["coast.geojson"]:
        for segment in segments_of(f["geometry"]):
            if users.pop(segment, []) != [f["properties"]["country"]]:
                yield f"coast {f['id']}: {segment} is not on its country alone"
    for (a, b), owners in users.items():
        rim = any(a[axis] == b[axis] in (FRAME[axis], FRAME[axis + 2]) for axis in (0, 1))
        if not rim:
            yield f"countries {owners}: {a} {b} is neither border nor coast"
    shapes = list(files.shapes("countries.geojson").items())
    for i, (one, shape) in enumerate(shapes):
        for other, neighbour in shapes[i + 1 :]:
            if shape.intersects(neighbour) and shape.intersection(neighbour).area > 0.0:
                yield f"countries: {one} and {other} overlap"


def rivers(files: Files) -> Iterator[str]:
    """River vertices are the border's, and no river crosses the land border over Paektu."""
    border = {
        tuple(p)
        for f in files.features["border.geojson"]
        for line in lines_of(f["geometry"])
        for p in line
    }
    land = files.shapes("border.geojson")["cn-kp-paektu"]
    heads = shapely.multipoints([YALU_HEAD, TUMEN_HEAD]).buffer(1e-6)
    for f in files.features["rivers.geojson"]:
        if not f["properties"]["drawn"]:
            stray = [p for line in lines_of(f["geometry"]) for p in line if tuple(p) not in border]
            if stray:
                yield f"rivers {f['id']}: {len(stray)} vertices are not on the border"
        shape = shapely.from_geojson(json.dumps(f["geometry"]))
        if not shapely.is_empty(shape.intersection(land).difference(heads)):
            yield f"rivers {f['id']}: runs over the land border"


def towns(files: Files, say: Callable[[str], None]) -> Iterator[str]:
    """Towns lie in their country and, where GeoNames and Natural Earth agree, in their province."""
    countries = files.shapes("countries.geojson")
    border = files.shapes("border.geojson").items()
    line = _flat(shapely.union_all([s for name, s in border if name.startswith("cn-kp")]))
    provinces = {
        f["properties"]["geonames"]: shapely.from_geojson(json.dumps(f["geometry"]))
        for f in files.features["provinces.geojson"]
    }
    close = ashore = other = compared = 0
    rows = {row["geonameid"]: row for row in sources.geonames(FRAME)}
    for f in files.features["places.geojson"]:
        row = rows[int(f["id"].removeprefix("gn-"))]
        point = shapely.Point(f["geometry"]["coordinates"])
        own = countries[row["countrycode"]]
        near_line = _flat(point).distance(line) < TOWN_REACH_KM
        close += near_line
        wrong = [c for c, s in countries.items() if c != row["countrycode"] and s.covers(point)]
        if wrong or (near_line and not own.covers(point)):
            where = wrong or "the sea"
            yield f"{row['name']} ({f['id']}) lies in {where}, not in {row['countrycode']}"
        elif not own.covers(point):
            ashore += 1
            if own.distance(point) > SHORE_DEGREES:
                yield f"{row['name']} ({f['id']}) lies in the sea"
        # Outside HOME the provinces are not complete.
        if not (HOME[0] <= point.x <= HOME[2] and HOME[1] <= point.y <= HOME[3]):
            continue
        code = f"{row['countrycode']}.{row['admin1code']}"
        compared += 1
        province = provinces.get(code)
        if province is None or not province.covers(point):
            other += 1
            if row["geonameid"] not in OTHER_PROVINCE:
                yield f"{row['name']} ({f['id']}) is not in province {code}"
    say(f"towns: {close} within {TOWN_REACH_KM:g} km of the CN-KP line, all in their country")
    say(f"towns: {ashore} stand off the generalised coast")
    say(f"provinces: {compared - other} of {compared} towns in HOME agree with GeoNames")


def islands(files: Files) -> Iterator[str]:
    """The Yalu's islands are North Korean."""
    north = files.shapes("countries.geojson")["KP"]
    for name, at in ISLANDS.items():
        if not north.covers(shapely.Point(at)):
            yield f"{name} is not in KP"


def _flat(shape: BaseGeometry) -> BaseGeometry:
    """The shape on a plane in kilometres."""
    scale = np.array([SHORTENING, 1.0]) * METRES_LAT / 1000.0
    return shapely.transform(shape, lambda points: points * scale)


def dry_towns(files: Files, widths: dict) -> Iterator[str]:
    """No town stands in a river as wide as river-widths.json has it."""
    towns = [
        (f["properties"]["name"], _flat(shapely.Point(f["geometry"]["coordinates"])))
        for f in files.features["places.geojson"]
    ]
    for f in files.features["rivers.geojson"]:
        p = f["properties"]
        if p["channel"] != "main":
            continue
        line = _flat(shapely.from_geojson(json.dumps(f["geometry"])))
        km, metres = np.array(widths[p["river"]], dtype=float).T
        for name, point in towns:
            share = line.project(point, normalized=True)
            at = p["from_km"] + share * (p["to_km"] - p["from_km"])
            if line.distance(point) * 2000.0 < np.interp(at, km, metres):
                yield f"{name} stands in the {p['river']}, {at:.0f} km from its source"


def drawn_towns(files: Files) -> Iterator[str]:
    """Towns placed by hand lie in the country they claim."""
    countries = files.shapes("countries.geojson")
    for f in files.features["places-drawn.geojson"]:
        point = shapely.Point(f["geometry"]["coordinates"])
        if not countries[f["properties"]["country"]].covers(point):
            yield f"{f['id']} is not in {f['properties']['country']}"


def run(folder: Path, say: Callable[[str], None]) -> list[str]:
    """All checks; prints sizes through `say` and returns the complaints."""
    files = Files(folder)
    widths = json.loads((folder / "river-widths.json").read_text(encoding="utf-8"))
    complaints = [
        *form(files),
        *sharing(files),
        *rivers(files),
        *islands(files),
        *dry_towns(files, widths),
        *towns(files, say),
        *drawn_towns(files),
    ]
    for name, size in files.bytes.items():
        vertices = sum(len(line) for f in files.features[name] for line in lines_of(f["geometry"]))
        say(f"{name}: {len(files.features[name])} features, {vertices} vertices, {size} bytes")
    total = sum(files.bytes.values())
    say(f"together {total} bytes")
    if total > 4_000_000:
        complaints.append(f"the files take {total} bytes, more than 4,000,000")
    return complaints
