"""The Yalu and the Tumen: their main stems along the border, and their widths."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from shapely import LineString

from layers import geojson
from layers.border import Course
from layers.geojson import Feature
from layers.outline import Outline, metres
from layers.topology import Point, rounded

# A side trip of the line is left out of the stem when it comes back to within
# PINCH_M of where it left, after at least PINCH_PATH_M and PINCH_RATIO times
# the gap: the border there runs up a tributary's mouth and down again.
PINCH_M = 120.0
PINCH_PATH_M = 350.0
PINCH_REACH_M = 12_000.0
PINCH_RATIO = 5.0

# Around Ojok-do the border keeps to a branch on the Chinese side, while the
# river passes below Uiju. Both ends are vertices of the border; the points
# between are drawn by hand, good to some hundred metres.
OJOK_BRANCH: tuple[Point, Point] = ((124.54621, 40.23738), (124.48527, 40.17556))
UIJU_CHANNEL: list[Point] = [
    (124.5466, 40.2345),
    (124.5455, 40.2295),
    (124.5449, 40.2245),
    (124.5432, 40.2195),
    (124.5391, 40.2150),
    (124.5330, 40.2113),
    (124.5262, 40.2078),
    (124.5196, 40.2040),
    (124.5141, 40.1998),
    (124.5089, 40.1950),
    (124.5036, 40.1901),
    (124.4978, 40.1853),
    (124.4917, 40.1806),
]

NAMES = {
    "yalu": {"en": "Yalu", "ko": "압록강", "zh": "鸭绿江", "ja": "鴨緑江"},
    "tumen": {"en": "Tumen", "ko": "두만강", "zh": "图们江", "ja": "豆満江"},
}
ALTERNATIVE = {"yalu": "Amnok", "tumen": "Tuman"}

# fmt: off
# Proposed widths, drawn and not surveyed: [km from the source, metres].
WIDTHS = {
    "yalu": [
        [0, 4], [25, 12], [60, 25], [105, 50], [200, 80], [280, 110], [355, 150],
        [430, 190], [496, 240], [560, 320], [602, 420], [708, 420], [730, 500],
        [765, 650], [781, 800], [792, 1050], [801, 1450],
    ],
    "tumen": [
        [0, 3], [40, 12], [80, 25], [124, 45], [200, 65], [260, 85], [343, 130],
        [370, 150], [430, 190], [487, 260], [513, 350], [527, 450],
    ],
}
# fmt: on


@dataclass(frozen=True)
class Piece:
    """A stretch of a river with one channel kind, its points in flow order."""

    points: list[Point]
    channel: str
    drawn: bool = False


def features(outline: Outline, course: Course) -> list[Feature]:
    """Both rivers, source to mouth, main stem first, then the side channels."""
    yalu = _yalu(course.yalu[::-1])
    russian = [rounded(p) for p in outline.lines("KP", "RU")[0].coords]
    if russian[0] != course.tumen[-1]:
        russian.reverse()
    tumen = without_side_trips(course.tumen + russian[1:])
    return [*_numbered("yalu", yalu), *_numbered("tumen", tumen)]


def _yalu(border: list[Point]) -> list[Piece]:
    """The Yalu's stem, with the river's own course where the border leaves it."""
    pieces = without_side_trips(border)
    upper, lower = OJOK_BRANCH
    result: list[Piece] = []
    for piece in pieces:
        if piece.channel == "side" or upper not in piece.points:
            result.append(piece)
            continue
        start, end = piece.points.index(upper), piece.points.index(lower)
        result += [
            Piece(piece.points[: start + 1], "main"),
            Piece([upper, *UIJU_CHANNEL, lower], "main", drawn=True),
            Piece(piece.points[start : end + 1], "side"),
            Piece(piece.points[end:], "main"),
        ]
    return result


def without_side_trips(points: list[Point]) -> list[Piece]:
    """The line cut into its stem and the side trips that the stem leaves out."""
    along = chainage(points)
    flat = np.array(points) * [83_000.0, 111_195.0]
    stem: list[Point] = [points[0]]
    trips: list[Piece] = []
    i = 0
    while i < len(points) - 1:
        first = np.searchsorted(along, along[i] + PINCH_PATH_M)
        last = np.searchsorted(along, along[i] + PINCH_REACH_M)
        gaps = np.hypot(*(flat[first:last] - flat[i]).T)
        back = np.flatnonzero(
            (gaps < PINCH_M) & (along[first:last] - along[i] > PINCH_RATIO * gaps)
        )
        j = int(first + back[-1]) if len(back) else i + 1
        if j > i + 1:
            trips.append(Piece(points[i : j + 1], "side"))
        stem.append(points[j])
        i = j
    return [Piece(stem, "main"), *trips]


def chainage(points: list[Point]) -> np.ndarray:
    """Metres from the first point to each point, along the line."""
    steps = [metres(a, b) for a, b in pairwise(points)]
    return np.concatenate([[0.0], np.cumsum(steps)])


def _numbered(river: str, pieces: list[Piece]) -> list[Feature]:
    """Features with kilometres from the source, counted along the main stem."""
    made: list[Feature] = []
    at: dict[Point, float] = {}
    travelled = 0.0
    main = [p for p in pieces if p.channel == "main"]
    side = [p for p in pieces if p.channel == "side"]
    for piece in main:
        along = chainage(piece.points) / 1000.0 + travelled
        at.update(zip(piece.points, along, strict=True))
        travelled = float(along[-1])
    for kind, group in (("main", main), ("side", side)):
        for number, piece in enumerate(group, start=1):
            made.append(
                geojson.feature(
                    f"{river}-{kind}-{number}",
                    geojson.lines([LineString(piece.points)]),
                    {
                        "river": river,
                        "channel": kind,
                        "from_km": round(float(at[piece.points[0]]), 2),
                        "to_km": round(float(at[piece.points[-1]]), 2),
                        "drawn": piece.drawn,
                        "names": NAMES[river],
                        "paired": f"{NAMES[river]['en']}/{ALTERNATIVE[river]}",
                    },
                )
            )
    return made
