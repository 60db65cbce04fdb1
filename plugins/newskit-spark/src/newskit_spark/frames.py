"""The same from Python: a frame of articles in, a frame of articles with their marks out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from warnings import warn

from newskit import settings
from newskit.article import KNOWN, Level
from newskit.duplicates.keep import first, longest
from newskit.errors import InputError, InputNote, UsageError
from newskit.host import Host, default_host
from newskit_spark.pipeline import WHOLE, Asked, Work
from newskit_spark.session import settled

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame
    from pyspark.sql.types import StructType

_COPY = (
    "struct<id string, title string, url string, source string, published string, path string, "
    "level string, similarity double, containment double, copies string>"
)
_MARKS = {
    "boilerplate": "array<struct<start int, end int, rule string>>",
    "copies": f"array<{_COPY}>",
    "copy_of": "struct<id string, level string, similarity double, containment double>",
}
_TIMES = {"timeZone": "UTC", "timestampFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX"}


def dedupe(
    articles: "DataFrame",
    *,
    level: Level | str = Level.NEAR,
    threshold: float = settings.THRESHOLD,
    keep: object = settings.KEEPER,
    cleaners: Sequence[object] = (),
    all: bool = False,
    host: Host | None = None,
) -> "DataFrame":
    """Find the articles of a frame that are copies of others.

    Args:
        articles: a row an article; the columns are the keys, and only `text` is required.
        level: the weakest level at which an article is a copy, `rewritten` or stronger.
        threshold: least Jaccard (word 5-grams) of `near` copies.
        keep: name of a keeper, or a keeper: which article of a group stays.
        cleaners: names of cleaners that look at single articles, such as `rules`, or cleaners;
            used when not every article is marked by them already.
        all: whether removed articles are given, too, each with `copy_of`.
        host: the plugins to choose from.

    Returns:
        A frame with the columns of `articles`, those of `KNOWN` and the marks.

    Raises:
        InputError: no row is an article; of some, a warning tells.
        UsageError: a name or a number cannot be right, or it cannot be done in a cluster.
    """
    _refuse_other_than_frames(articles)
    chosen = asked(level, threshold, keep, cleaners, all, host or default_host())
    lines = lines_of(articles)
    with settled(lines):
        found = Work(lines, chosen).run()
        if found.came.skipped:
            problem = found.came.problems[0]
            said = InputError(f"{found.came.skipped:,} rows", problem.cause, problem.remedy)
            if not found.came.articles:
                raise said
            warn(InputNote(f"{said}: left out"), stacklevel=2)
        return frame_of(found.lines, articles.schema).localCheckpoint()


def _refuse_other_than_frames(articles: object) -> None:
    from pyspark.sql.classic.dataframe import DataFrame

    if not isinstance(articles, DataFrame):
        given = f"{type(articles).__module__}.{type(articles).__qualname__}"
        raise UsageError(f"not a frame of a session beside its Java (Spark Connect?): {given}")


def asked(
    level: Level | str,
    threshold: float,
    keep: object,
    cleaners: Sequence[object],
    all_: bool,
    host: Host,
) -> Asked:
    """Check what is asked for.

    Raises:
        UsageError: it cannot be right, or it cannot be done in a cluster.
    """
    weakest = settings.parse_level(level)
    if weakest < Level.REWRITTEN:
        raise UsageError(f"--level {weakest}: --engine spark has exact, near and rewritten")
    keeper = host.get("keeper", keep)
    if keeper is first:
        raise UsageError("--engine spark: a cluster has no order of input: --keep another")
    return Asked(
        weakest,
        settings.parse_threshold(threshold),
        keeper,
        keeper is longest,
        [host.get("cleaner", name) for name in cleaners if name != WHOLE],
        WHOLE in cleaners,
        all_,
    )


def lines_of(articles: "DataFrame", path: "Column | None" = None) -> "DataFrame":
    """Give the rows of a frame as lines of JSON; a null is a key that is not there."""
    from pyspark.sql import functions as F

    columns = [articles[f"`{name}`"].alias(name) for name in articles.columns]
    line = F.to_json(F.struct(*columns), _TIMES).cast("binary")
    place = F.lit("") if path is None else path
    return articles.select(line.alias("line"), place.alias("path"), F.lit(True).alias("is_row"))


def frame_of(lines: "DataFrame", schema: "StructType") -> "DataFrame":
    """Give lines of JSON as a frame with the columns of a schema, and the marks."""
    from pyspark.sql import functions as F
    from pyspark.sql.types import StructField, StructType, _parse_datatype_string

    wanted: dict[str, Any] = {each.name: each.dataType for each in schema.fields}
    for name in KNOWN:
        wanted.setdefault(name, _parse_datatype_string("string"))
    for name, kind in _MARKS.items():
        wanted[name] = _parse_datatype_string(kind)
    whole = StructType([StructField(name, kind) for name, kind in wanted.items()])
    return lines.select(F.from_json("value", whole, _TIMES).alias("it")).select("it.*")
