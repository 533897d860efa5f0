"""Tables written by hand: names, and where they belong. Longitude first."""
# fmt: off


def _names(en: str, ko: str, zh: str, ja: str) -> dict[str, str]:
    return {"en": en, "ko": ko, "zh": zh, "ja": ja}


# Rivers of streams.geojson; `at` lists points near each of its lines.
STREAMS: list[dict] = [
    {"names": _names("Songhua", "쑹화강", "松花江", "松花江"),
     "at": [(127.41, 42.56), (126.68, 43.72), (125.70, 45.51)]},
    {"names": _names("West Liao", "시랴오강", "西辽河", "西遼河"), "at": [(123.12, 43.70)]},
    {"names": _names("Liao", "랴오강", "辽河", "遼河"), "at": [(123.18, 42.14)]},
    {"names": _names("East Liao", "둥랴오강", "东辽河", "東遼河"),
     "at": [(124.79, 43.18), (124.08, 43.70), (125.12, 42.89), (123.62, 43.08)]},
    {"names": _names("Taedong", "대동강", "大同江", "大同江"), "at": [(126.13, 39.59)]},
    {"names": _names("Suifen", "쑤이펀강", "绥芬河", "綏芬河"),
     "at": [(131.13, 44.07), (130.41, 43.29)]},
    {"names": _names("Huifa", "후이파강", "辉发河", "輝発河"), "at": [(126.05, 42.66)]},
    {"names": _names("Imjin", "임진강", "临津江", "臨津江"), "at": [(127.24, 39.05)]},
    {"names": _names("Hun", "훈허강", "浑河", "渾河"), "at": [(123.11, 41.63), (124.81, 42.06)]},
    {"names": _names("Mudan", "무단강", "牡丹江", "牡丹江"), "at": [(128.26, 43.48)]},
    {"names": _names("Nen", "넌강", "嫩江", "嫩江"), "at": [(123.84, 46.30)]},
    {"names": _names("Ussuri", "우수리강", "乌苏里江", "ウスリー川"),
     "at": [(133.42, 45.57), (133.58, 44.84), (134.32, 43.70)]},
    {"names": _names("Bukhan", "북한강", "北汉江", "北漢江"), "at": [(127.69, 38.59)]},
    {"names": _names("Yinma", "인마강", "饮马河", "飲馬河"), "at": [(125.92, 43.44)]},
    {"names": _names("Yitong", "이퉁강", "伊通河", "伊通河"), "at": [(125.32, 43.35)]},
]

# Lakes and reservoirs; `at` is a point inside.
LAKES: list[dict] = [
    {"id": "supung", "kind": "reservoir", "at": (125.09, 40.56),
     "names": _names("Supung Reservoir", "수풍호", "水丰水库", "水豊湖")},
    {"id": "nampo-lake", "kind": "reservoir", "at": (125.40, 38.705),
     "names": _names("Nampo Reservoir", "서해호", "西海湖", "西海湖")},
    {"id": "songhua-lake", "kind": "reservoir", "at": (126.90, 43.64),
     "names": _names("Songhua Lake", "쑹화호", "松花湖", "松花湖")},
    {"id": "jingpo", "kind": "lake", "at": (128.96, 43.90),
     "names": _names("Jingpo Lake", "징보호", "镜泊湖", "鏡泊湖")},
    {"id": "dahuofang", "kind": "reservoir", "at": (124.14, 41.86),
     "names": _names("Dahuofang Reservoir", "다훠팡 저수지", "大伙房水库", "大伙房ダム")},
    {"id": "erlongshan", "kind": "reservoir", "at": (124.83, 43.21),
     "names": _names("Erlongshan Reservoir", "얼룽산 저수지", "二龙山水库", "二龍山ダム")},
    {"id": "qinghe", "kind": "reservoir", "at": (124.21, 42.54),
     "names": _names("Qinghe Reservoir", "칭허 저수지", "清河水库", "清河ダム")},
    {"id": "khanka", "kind": "lake", "at": (132.43, 44.94),
     "names": _names("Lake Khanka", "한카호", "兴凯湖", "ハンカ湖")},
]

# Seas, bays and summits: one label point each. `paired` is the form that shows
# two names of a thing that two sides name differently.
WATERS: list[dict] = [
    {"id": "east-sea", "kind": "sea", "rank": 1, "at": (130.6, 40.6),
     "paired": "East Sea/Sea of Japan",
     "alternative": _names("Sea of Japan", "일본해", "日本海", "日本海"),
     "names": _names("East Sea", "동해", "日本海", "日本海")},
    {"id": "yellow-sea", "kind": "sea", "rank": 1, "at": (123.3, 37.6),
     "paired": "Yellow Sea/West Sea",
     "alternative": _names("West Sea", "서해", "黄海", "黄海"),
     "names": _names("Yellow Sea", "황해", "黄海", "黄海")},
    {"id": "korea-bay", "kind": "bay", "rank": 2, "at": (124.1, 39.2),
     "paired": "Korea Bay/West Korea Bay",
     "alternative": _names("West Korea Bay", "서조선만", "西朝鲜湾", "西朝鮮湾"),
     "names": _names("Korea Bay", "서한만", "西朝鲜湾", "西朝鮮湾")},
    {"id": "east-korea-bay", "kind": "bay", "rank": 3, "at": (128.3, 39.4),
     "paired": "East Korea Bay/Tongjoson Bay",
     "alternative": _names("Tongjoson Bay", "동조선만", "东朝鲜湾", "東朝鮮湾"),
     "names": _names("East Korea Bay", "동한만", "东朝鲜湾", "東朝鮮湾")},
    {"id": "bohai", "kind": "sea", "rank": 3, "at": (119.8, 38.8), "paired": "Bohai Sea",
     "names": _names("Bohai Sea", "보하이해", "渤海", "渤海")},
    {"id": "peter-the-great", "kind": "bay", "rank": 4, "at": (131.6, 42.75),
     "paired": "Peter the Great Gulf",
     "names": _names("Peter the Great Gulf", "표트르대제만", "彼得大帝湾", "ピョートル大帝湾")},
    {"id": "paektu", "kind": "peak", "rank": 1, "at": (128.0772, 41.9931),
     "elevation_m": 2744, "paired": "Paektu/Changbai",
     "alternative": _names("Changbai", "장백산", "长白山", "長白山"),
     "names": _names("Paektu", "백두산", "长白山", "白頭山")},
]

# Towns missing from GeoNames' extract, from coordinates as printed in reference
# works to the minute: good to one or two kilometres.
TOWNS_DRAWN: list[dict] = [
    {"id": "kimchaek", "country": "KP", "rank": 3, "at": (129.20, 40.67),
     "names": _names("Kimchaek", "김책", "金策", "金策")},
    {"id": "tanchon", "country": "KP", "rank": 3, "at": (128.91, 40.46),
     "names": _names("Tanchon", "단천", "端川", "端川")},
    {"id": "huichon", "country": "KP", "rank": 3, "at": (126.28, 40.17),
     "names": _names("Huichon", "희천", "熙川", "熙川")},
    {"id": "kimhyonggwon", "country": "KP", "rank": 4, "at": (128.15, 40.82),
     "names": _names("Kimhyonggwon", "김형권", "金亨权", "金亨権")},
    {"id": "khasan", "country": "RU", "rank": 3, "at": (130.65, 42.43),
     "names": _names("Khasan", "하산", "哈桑", "ハサン")},
]

# Where the names of countries and provinces stand: chosen by eye so that on the whole region
# none lies on a river, a large town or another name.
LABELS: dict[str, tuple[float, float]] = {
    "CN": (125.1, 42.85),
    "KP": (127.45, 40.25),
    "KR": (127.9, 37.0),
    "RU": (133.2, 44.3),
    "JP": (136.6, 36.2),
    "MN": (117.6, 46.7),
    "heilongjiang": (129.0, 45.4),
    "jilin": (126.9, 43.15),
    "liaoning": (123.55, 41.05),
    "inner-mongolia": (119.6, 43.9),
    "north-pyongan": (125.25, 40.15),
    "chagang": (126.7, 40.72),
    "ryanggang": (128.2, 40.95),
    "north-hamgyong": (129.45, 41.75),
    "south-hamgyong": (127.55, 39.87),
    "south-pyongan": (126.3, 39.5),
    "kangwon": (127.35, 38.75),
    "south-hwanghae": (125.4, 38.2),
    "north-hwanghae": (126.35, 38.55),
}
