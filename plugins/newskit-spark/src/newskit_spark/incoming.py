"""Articles that come in: lines of JSON to segments of a few thousand articles, one row each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING, Any

from newskit.article import Article, numbered
from newskit.cleaning.mark import mark
from newskit.errors import InputError
from newskit.marks import copies_of, is_cleaned
from newskit.protocols import Cleaner, Record
from newskit_spark.exchange import SCHEMA, Row, Said, beside, by_part, held, packed, table_of, told
from newskit_spark.numbers import PLACES

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

SEGMENTS = (512, 2_048), (4_096, 8_192), (1 << 31, 32_768)
"""Articles that are worked on at once, by the number of tasks up to which it is so many: several
segments for a task, so that tasks are alike; fewer in a large pile, so that what a segment has for
each part of the hashes is not too little."""
_NAMED = 5
"""Bad records that a task names."""
_MARKS = ("boilerplate", "copies", "copy_of", "cut", "related", "story", "summary")


@dataclass(frozen=True, slots=True)
class Came:
    """What came in.

    Attributes:
        articles: how many.
        cleaned: how many of them bring the mark of cleaning.
        listed: copies that they list already.
        skipped: records that could not be read.
        problems: what is wrong with some of them.
    """

    articles: int
    cleaned: int
    listed: int
    skipped: int
    problems: list[InputError]


def segments(
    lines: "DataFrame",
    fields: Mapping[str, tuple[str, ...]],
    size: int,
    cleaners: Sequence[Cleaner],
) -> "DataFrame":
    """Read lines of JSON (columns `line`, `path` and `is_row`) as segments.

    There are further rows: what is wrong with bad lines, and how many articles came in.

    Args:
        lines: the lines.
        fields: keys of an article, and the names of those that hold them.
        size: articles in a segment.
        cleaners: mark boilerplate where no cleaner did.
    """
    tasks = lines.rdd.getNumPartitions()

    def run(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        return packed(_segmented(batches, tasks, fields, size, cleaners))

    return lines.select("line", "path", "is_row").mapInArrow(run, SCHEMA)


def _segmented(
    batches: "Iterator[pa.RecordBatch]",
    tasks: int,
    fields: Mapping[str, tuple[str, ...]],
    size: int,
    cleaners: Sequence[Cleaner],
) -> Iterator[Row]:
    from pyspark import TaskContext

    from newskit.readers.jsonlines import fast_parser

    context = TaskContext.get()
    segment = context.partitionId() if context else 0
    parse_line = fast_parser()
    some: list[Article] = []
    bad: list[tuple[str, str, str]] = []
    skipped = 0
    for batch in batches:
        columns = (column.to_pylist() for column in batch.columns)
        for line, path, is_row in zip(*columns, strict=True):
            parse = _row if is_row else parse_line
            for found in _articles(parse, line, path, fields):
                if isinstance(found, Article):
                    some.append(found)
                elif isinstance(found, InputError):
                    skipped += 1
                    if len(bad) < _NAMED:
                        bad.append((found.place, found.cause, found.remedy))
            if len(some) >= size:
                yield from _segment(segment, some, cleaners)
                some, segment = [], segment + tasks
    if some:
        yield from _segment(segment, some, cleaners)
    if bad:
        yield -1, "problems", (skipped, bad)


def _row(line: bytes) -> Any:
    """Read a row of a table; what is a mark and came as text, since it has no one type, is none."""
    import json

    data = json.loads(line)
    for name in _MARKS:
        if isinstance(data.get(name), str) and data[name][:1] in ("[", "{"):
            with suppress(ValueError):
                data[name] = json.loads(data[name])
    if isinstance(data.get("published"), str):
        data["published"] = data["published"].replace(".000000Z", "Z")
    return data


def _segment(
    number: int, articles: Sequence[Article], cleaners: Sequence[Cleaner]
) -> Iterator[Row]:
    came_cleaned = sum(map(is_cleaned, articles))
    if came_cleaned < len(articles):
        articles = mark(articles, cleaners)
    yield number, "articles", list(map(state, articles))
    listed = sum(len(copies_of(one)) for one in articles if "copies" in one.extra)
    yield number, "came", (len(articles), came_cleaned, listed)


def _articles(
    parse: Callable[[bytes], Any],
    line: bytes,
    path: str,
    fields: Mapping[str, tuple[str, ...]],
) -> "Iterator[Article | Exception]":
    from newskit.readers import shapes
    from newskit.readers.records import to_article

    if not line.strip():
        return
    try:
        data = parse(line)
    except ValueError as error:
        yield InputError(path, str(error))
        return
    if type(data) is not dict:
        yield InputError(path, "not a JSON object")
        return
    held = shapes.records(data, path) if "text" not in data else None
    for record in (Record(data, path),) if held is None else held:
        if isinstance(record, Exception):
            yield record
        else:
            yield from to_article(record, fields, path)


def state(article: Article) -> tuple[Any, ...]:
    """Give what an article is made of, to be sent."""
    return (
        article.text,
        article.id,
        article.title,
        article.url,
        article.source,
        article.published,
        article.language,
        article.path,
        article.extra,
    )


def articles_of(segment: "list[tuple[Any, ...]]") -> list[Article]:
    """Give the articles of a segment."""
    return [Article(*each) for each in segment]


def counted(rows: "DataFrame") -> Came:
    """Tell what came in."""
    counts = [(0, 0, 0)]
    problems: list[tuple[int, list[tuple[str, str, str]]]] = []
    for _, kind, value in told(rows):
        (counts if kind == "came" else problems).append(value)
    articles, cleaned, listed = map(sum, zip(*counts, strict=True))
    named = sorted({one for _, some in problems for one in some})[: 2 * _NAMED]
    skipped = sum(number for number, _ in problems)
    return Came(articles, cleaned, listed, skipped, [InputError(*one) for one in named])


def cleaned(cleaners: Sequence[Cleaner]) -> Callable[[int, str, Any], Iterator[Row]]:
    """Make what marks the boilerplate of each article anew."""

    def work(segment: int, _: str, value: Any) -> Iterator[Row]:
        yield segment, "articles", list(map(state, mark(articles_of(value), cleaners)))

    return work


def hash_of(id_: str) -> int:
    """Give a hash of an id."""
    digest = blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def ids_of(rows: "DataFrame") -> "DataFrame":
    """Give hashes of the ids of articles, with their numbers."""

    def columns(segment: int, hashes: list[int]) -> Iterator[tuple[int, int]]:
        return zip(hashes, count(segment << PLACES))

    return table_of(rows, "hash long, number long", columns)


def with_unique_ids(segments: "DataFrame", ids: "DataFrame") -> "DataFrame | None":
    """Number articles that share an id, as `newskit.article.with_unique_ids`; None if none do."""
    from pyspark.sql import functions as F

    shared = held(ids.groupBy("hash").agg(F.count("*").alias("times")).filter("times > 1"))
    if shared.isEmpty():
        return None
    sharing = ids.join(shared, "hash").selectExpr(f"cast(number >> {PLACES} as int) part", "number")
    return _renamed(segments, sharing)


def _renamed(segments: "DataFrame", sharing: "DataFrame") -> "DataFrame":
    from pyspark.sql import functions as F

    asked = sharing.groupBy("part").agg(F.collect_list("number").alias("numbers"))

    def ask(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        for batch in batches:
            columns = (column.to_pylist() for column in batch.columns)
            yield from packed((part, "shared", some) for part, some in zip(*columns, strict=True))

    def send(part: int, segment: Any, said: Said) -> Iterator[Row]:
        shared = {number for some in said.get("shared", ()) for number in some}
        for place, one in enumerate(segment):
            number = part << PLACES | place
            if number in shared:
                yield hash_of(one[1]) & 0xFFFF, "sharing", (number, one)
            prefix, dash, tail = one[1].rpartition("-")
            if dash and tail.isdecimal() and tail[0] != "0":
                yield hash_of(prefix) & 0xFFFF, "taken", one[1]

    def rename(part: int, said: Said) -> Iterator[Row]:
        taken = set(said.get("taken", ()))
        sharing = sorted(said.get("sharing", ()), key=lambda one: one[0])
        by_id: dict[str, list[int]] = {}
        for at, (_, one) in enumerate(sharing):
            by_id.setdefault(one[1], []).append(at)
        new = numbered(by_id, lambda at: Article(*sharing[at][1]), taken.__contains__)
        for at, id_ in new.items():
            number = sharing[at][0]
            yield number >> PLACES, "renamed", (number & (1 << PLACES) - 1, id_)

    def rewrite(part: int, segment: Any, said: Said) -> Iterator[Row]:
        renamed = dict(said.get("renamed", ()))
        new = [
            (one[0], renamed[place], *one[2:]) if place in renamed else one
            for place, one in enumerate(segment)
        ]
        yield part, "articles", new

    sent = beside(segments, asked.mapInArrow(ask, SCHEMA), send)
    return beside(segments, by_part(sent, rename), rewrite)
