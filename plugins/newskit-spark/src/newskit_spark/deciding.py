"""Which texts stay: the groups around kept articles, as `newskit.duplicates.groups` makes them.

Texts that matches connect, however many lie between two, are decided together, and sets of them
apart: so a task takes some sets and runs the very rule of one machine on them.
"""

import pickle
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from newskit.article import Level
from newskit.duplicates.completing import still_to_compare
from newskit.duplicates.groups import removals
from newskit.duplicates.match import Match
from newskit_spark.candidates import asked
from newskit_spark.exchange import SCHEMA, Row, Said, held, table_of, tabled
from newskit_spark.numbers import by_segment, numbers, places_of
from newskit_spark.texts import Texts, together

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

MATCHES = (
    "a long, b long, level int, similarity double, containment double, a_go boolean, b_go boolean"
)
"""A verified pair of texts; of level 0, one that was compared and is none."""


def matches_of(rows: "DataFrame") -> "DataFrame":
    """Give matches, and pairs that were compared in vain, as a table."""

    def columns(part: int, value: Any) -> Iterator[tuple[Any, ...]]:
        if isinstance(value, list):
            yield from value
        else:
            for a, b in zip(*(column.tolist() for column in value), strict=True):
                yield min(a, b), max(a, b), 0, 0.0, 0.0, False, False

    return table_of(rows, MATCHES, columns)


def components(pairs: "DataFrame") -> "DataFrame":
    """Label the texts that pairs connect with one of them (Kiveris et al. 2014: two stars)."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    around = F.min("v").over(Window.partitionBy("u"))
    # The larger first.
    edges = held(pairs.selectExpr("greatest(a, b) u", "least(a, b) v").distinct())
    size = None
    while True:
        both = edges.union(edges.select("v", "u"))
        large = both.withColumn("m", F.least("u", around)).filter("v > u").selectExpr("v u", "m v")
        starred = large.distinct().withColumn("m", around)
        small = starred.filter("v <> m").selectExpr("v u", "m v").union(starred.select("u", "m"))
        edges = held(small.distinct())
        found = edges.selectExpr("count(*)", "sum(cast(xxhash64(u, v) as decimal(38)))").first()
        if found == size:
            break
        size = found
    roots = edges.selectExpr("v number", "v label").distinct()
    return held(edges.selectExpr("u number", "v label").union(roots))


def apart(rest: "DataFrame", matches: "DataFrame") -> "DataFrame":
    """Leave the pairs of texts that matches do not connect yet."""

    def columns(part: int, pairs: Any) -> Iterator[tuple[int, int]]:
        return zip(pairs[0].tolist(), pairs[1].tolist(), strict=True)

    labels = components(matches.select("a", "b"))
    found = table_of(rest, "home long, away long", columns)
    for end in ("home", "away"):
        label = labels.selectExpr(f"number {end}", f"label of_{end}")
        found = found.join(label, end, "left")
    found = found.filter("coalesce(of_home, home) <> coalesce(of_away, away)")
    return found.select("home", "away")


def nodes_of(texts: "DataFrame") -> "DataFrame":
    """Give of each text the article that is kept before the others, and its place in keep order."""

    def columns(segment: int, texts: Texts) -> Iterator[tuple[Any, ...]]:
        keep = map(pickle.dumps, texts.keep)
        every = numbers(segment, texts.places).tolist()
        yield from zip(every, texts.best.tolist(), texts.ids, keep, strict=True)

    return table_of(texts, "number long, best long, id string, keep binary", columns)


def decided(edges: "DataFrame", nodes: "DataFrame") -> "DataFrame":
    """Decide which texts go, and for which; ask for pairs that must be compared for that.

    Args:
        edges: matches, with the part in which they are decided.
        nodes: texts with theirs; those of a component are in one.
    """

    def run(key: tuple[Any, ...], left: "pa.Table", right: "pa.Table") -> "pa.Table":
        return tabled(_decide(left, right))

    both = edges.groupBy("part").cogroup(nodes.toDF(*nodes.columns).groupBy("part"))
    return both.applyInArrow(run, SCHEMA)


def _decide(edges: "pa.Table", nodes: "pa.Table") -> Iterator[Row]:
    texts = sorted(
        zip(
            map(pickle.loads, nodes["keep"].to_pylist()),
            nodes["id"].to_pylist(),
            nodes["number"].to_pylist(),
            nodes["best"].to_pylist(),
            strict=True,
        ),
        key=lambda one: one[:2],
    )
    place = {number: at for at, (_, _, number, _) in enumerate(texts)}
    compared = set()
    matches = []
    columns = (edges[name].to_pylist() for name in edges.column_names if name != "part")
    for a, b, level, similarity, containment, a_go, b_go in zip(*columns, strict=True):
        a, b = place[a], place[b]
        compared.add((min(a, b), max(a, b)))
        if level:
            match = Match(a, b, Level(level), similarity, containment, a_go, b_go)
            matches.append(match if a < b else match.between(a, b))
    order = sorted({end for match in matches for end in (match.a, match.b)})
    removed = removals(order, matches)
    fates: dict[int, list[Any]] = {}
    for text, match in removed.items():
        _, id_, _, best = texts[match.other(text)]
        segment_fates = fates.setdefault(texts[text][2], [])
        segment_fates += best, id_, str(match.level), match.similarity, match.containment
    if fates:
        every = np.array(list(fates), np.int64)
        told = list(fates.values())
        for segment, some in by_segment(every):
            listed = [told[at] for at in some.tolist()]
            yield segment, "fates", dict(zip(places_of(every[some]).tolist(), listed, strict=True))
    new = sorted(still_to_compare(matches, order, removed) - compared)
    if new:
        pairs = np.array([[texts[other][2], texts[text][2]] for text, other in new]).T
        for segment, some in by_segment(pairs[0]):
            yield segment, "open", (pairs[0][some], pairs[1][some])
            yield from asked(segment, pairs[1][some])


def brought(segment: int, said: Said) -> Iterator[Row]:
    """Tell the articles with each text of a segment what becomes of them."""
    texts = together(said.get("texts", []))
    fates = {place: fate for some in said.get("fates", ()) for place, fate in some.items()}
    numbered = numbers(segment, texts.places).tolist()
    going, told = [], []
    for place, number, best, id_ in zip(
        texts.places.tolist(), numbered, texts.best.tolist(), texts.ids, strict=True
    ):
        fate = fates.get(place)
        for member in texts.same[place].tolist() if place in texts.same else (number,):
            if fate or member != best:
                going.append(member)
                told.append(fate or [best, id_, str(Level.EXACT), 1.0, 1.0])
    every = np.array(going, np.int64)
    for other, some in by_segment(every):
        listed = [told[at] for at in some.tolist()]
        yield other, "fates", dict(zip(places_of(every[some]).tolist(), listed, strict=True))
