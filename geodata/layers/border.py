"""The border as lines, cut where it changes between river, land and tidal water."""

from dataclasses import dataclass

import shapely
from shapely import LineString

from layers import geojson
from layers.geojson import Feature
from layers.outline import Outline
from layers.topology import Point, rounded

# Ends of the land border over Paektu, both vertices of the line: the head of
# the Yalu's gully, and the confluence of the two brooks that form the Tumen.
# Between them the line is a chain of straight legs, on either side it winds.
YALU_HEAD: Point = (128.0743, 41.96534)
TUMEN_HEAD: Point = (128.43109, 42.02017)

# The pairs whose whole line is one feature: id, the two labels, the way it runs.
SIMPLE = [
    ("kp-ru", "KP", "RU", "river"),
    ("cn-ru", "CN", "RU", "mixed"),
    ("kp-kr", "KP", "KR", "mixed"),
    ("cn-mn", "CN", "MN", "land"),
]


class BorderError(Exception):
    """The line does not run as these scripts expect."""


@dataclass(frozen=True)
class Course:
    """The CN-KP line from the Yalu's mouth to the Tumen's, in order."""

    yalu: list[Point]
    paektu: list[Point]
    tumen: list[Point]
    polder: list[LineString]
    tidal: list[LineString]
    islands: list[LineString]


def course(outline: Outline) -> Course:
    """Takes the CN-KP lines apart at the two headwaters.

    Raises `BorderError` if a headwater is no longer a vertex of the line.
    """
    lines = sorted(outline.lines("CN", "KP"), key=lambda line: -len(line.coords))
    main = [rounded(p) for p in lines[0].coords]
    if main[0][0] > main[-1][0]:
        main.reverse()
    for head in (YALU_HEAD, TUMEN_HEAD):
        if head not in main:
            raise BorderError(f"headwater {head} is not on the CN-KP line")
    west, east = main.index(YALU_HEAD), main.index(TUMEN_HEAD)
    rest = lines[1:]
    islands = [line for line in rest if line.is_closed]
    polder = [line for line in rest if not line.is_closed]
    return Course(
        yalu=main[: west + 1],
        paektu=main[west : east + 1],
        tumen=main[east:],
        polder=sorted((_northward(p) for p in polder), key=_latitude),
        tidal=sorted((_northward(t) for t in outline.tidal), key=_latitude),
        islands=sorted(islands, key=lambda ring: ring.bounds),
    )


def _latitude(line: LineString) -> float:
    return float(line.coords[0][1])


def _northward(line: LineString) -> LineString:
    """The line with its southern end first: from the sea towards the river."""
    return line if line.coords[0][1] <= line.coords[-1][1] else shapely.reverse(line)


def features(outline: Outline) -> list[Feature]:
    """Border features, from the Yalu's mouth to the Tumen's, then the others."""
    whole = course(outline)
    parts: list[tuple[str, str, list[LineString]]] = [
        ("cn-kp-estuary", "estuary", whole.tidal),
        ("cn-kp-hwanggumpyong", "land", whole.polder),
        ("cn-kp-yalu", "river", [LineString(whole.yalu)]),
        ("cn-kp-paektu", "land", [LineString(whole.paektu)]),
        ("cn-kp-tumen", "river", [LineString(whole.tumen)]),
        ("cn-kp-islands", "river", whole.islands),
    ]
    made = [
        geojson.feature(
            identifier,
            geojson.lines(lines),
            {"border": "cn-kp", "on": on, "countries": ["CN", "KP"]},
        )
        for identifier, on, lines in parts
    ]
    for identifier, one, other, on in SIMPLE:
        lines = [_seaward(line) for line in outline.lines(one, other)]
        made.append(
            geojson.feature(
                identifier,
                geojson.lines(lines),
                {"border": identifier, "on": on, "countries": [one, other]},
            )
        )
    return made


def _seaward(line: LineString) -> LineString:
    """The line from its northern end to its southern one."""
    return line if line.coords[0][1] >= line.coords[-1][1] else shapely.reverse(line)
