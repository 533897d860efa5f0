"""Towns from GeoNames, with names in four languages."""

import csv
import re
import unicodedata
from pathlib import Path

from layers import geojson, sources
from layers.frame import FRAME, HOME
from layers.geojson import Feature
from layers.hand import TOWNS_DRAWN
from layers.topology import rounded

TABLE = Path(__file__).with_name("town-names.tsv")
TONGUES = ("en", "ko", "zh", "ja")

HAN = re.compile(r"[\u4e00-\u9fff]+")
HANGUL = re.compile(r"[\uac00-\ud7a3]+")

# What GeoNames appends to a bare name: ranks of the administration.
CHINESE_RANKS = re.compile(r"(?:(?:满族|蒙古族|朝鲜族)*(?:自治)?[市镇乡县村区]|街道|满族|朝鲜族)$")
KOREAN_RANKS = re.compile(r"(?<=..)(?:시|읍)$")
LATIN_RANKS = re.compile(r"(?:-ŭp|-si)$|^Sŭngho 1-tong$")

# Population at which a place without a row in the table gets rank 4.
TOWN = 30_000


def features() -> list[Feature]:
    """Every place of HOME, and around it those that the table names; by rank, then id."""
    table = _table()
    inside = {row["geonameid"] for row in sources.geonames(HOME)}
    rows = [r for r in sources.geonames(FRAME) if r["geonameid"] in inside | table.keys()]
    made = [_place(row, table.get(row["geonameid"])) for row in rows]
    made.sort(key=lambda f: (f["properties"]["rank"], int(f["id"].removeprefix("gn-"))))
    return made


def drawn() -> list[Feature]:
    """Towns that GeoNames' extract lacks, placed by hand to about two kilometres."""
    return [
        geojson.feature(
            f"own-{town['id']}",
            {"type": "Point", "coordinates": list(town["at"])},
            {
                "name": town["names"]["en"],
                "country": town["country"],
                "rank": town["rank"],
                "drawn": True,
                "names": town["names"],
            },
        )
        for town in TOWNS_DRAWN
    ]


def _table() -> dict[int, dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return {int(row["id"]): row for row in csv.DictReader(file, delimiter="\t")}


def _place(row: dict, by_hand: dict[str, str] | None) -> Feature:
    names = _found_names(row)
    if by_hand:
        names |= {tongue: by_hand[tongue] for tongue in TONGUES if by_hand[tongue]}
    rank = int(by_hand["rank"]) if by_hand else (4 if row["population"] >= TOWN else 5)
    properties = {
        "name": row["name"],
        "country": row["countrycode"],
        "population": row["population"],
        "admin1": row["admin1code"],
        "rank": rank,
        "names": {tongue: names[tongue] for tongue in TONGUES if tongue in names},
    }
    point = rounded((row["longitude"], row["latitude"]))
    return geojson.feature(
        f"gn-{row['geonameid']}", {"type": "Point", "coordinates": list(point)}, properties
    )


def _found_names(row: dict) -> dict[str, str]:
    """What GeoNames itself says: a plain English form, and the local script where it is sure."""
    names = {"en": plain(row["name"])}
    if row["countrycode"] == "CN":
        chinese = _only(row["alternatenames"], HAN, CHINESE_RANKS)
        if chinese:
            names["zh"] = chinese
    if row["countrycode"] == "KP":
        korean = _only(row["alternatenames"], HANGUL, KOREAN_RANKS)
        if korean:
            names["ko"] = korean
    return names


def _only(names: list[str], script: re.Pattern[str], ranks: re.Pattern[str]) -> str | None:
    """The one name that remains once ranks are taken off; none if several do."""
    bare = {ranks.sub("", name) or name for name in names if script.fullmatch(name)}
    return bare.pop() if len(bare) == 1 else None


def plain(name: str) -> str:
    """McCune-Reischauer without its marks, as North Korean place names are usually printed."""
    bare = LATIN_RANKS.sub("", name)
    letters = unicodedata.normalize("NFD", bare)
    without = "".join(c for c in letters if not unicodedata.combining(c))
    apostrophes = without.replace("’", "'")
    return apostrophes
