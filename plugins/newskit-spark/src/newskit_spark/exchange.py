"""How steps hand work to each other: rows of a part, a kind and bytes, a few big ones.

A row for each shingle would cost more than all the work on shingles. So a task packs what it has
for another part of the pile into one row of arrays, and Spark moves, sorts and spills such rows.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

SCHEMA = "part int, kind string, data binary"

AT_ONCE = 16 << 20
"""Bytes that are handed to Spark at once, about."""

Row: TypeAlias = tuple[int, str, Any]
"""The part that something is for, its kind, and what it is."""
Said: TypeAlias = dict[str, list[Any]]
"""What other steps have for a part, by kind."""


def placed(rows: "DataFrame") -> "DataFrame":
    """Send rows to tasks by their parts, one after the other, so that all have as many."""
    tasks = int(rows.sparkSession.conf.get("spark.sql.shuffle.partitions") or 200)
    return rows.repartitionById(tasks, "part")


def each(rows: "DataFrame", work: Callable[[int, str, Any], Iterable[Row]]) -> "DataFrame":
    """Work on row after row."""

    def run(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        return packed(row for batch in batches for one in unpacked(batch) for row in work(*one))

    return rows.mapInArrow(run, SCHEMA)


def by_part(rows: "DataFrame", work: Callable[[int, Said], Iterable[Row]]) -> "DataFrame":
    """Work on all that is for a part."""

    def run(key: tuple[Any, ...], table: "pa.Table") -> "pa.Table":
        return tabled(work(key[0].as_py(), _said(table)))

    return placed(rows).groupBy("part").applyInArrow(run, SCHEMA)


def beside(
    own: "DataFrame", rows: "DataFrame", work: Callable[[int, Any, Said], Iterable[Row]]
) -> "DataFrame":
    """Work on parts, of which `own` has a row each, beside all that others have for them."""

    def run(key: tuple[Any, ...], left: "pa.Table", right: "pa.Table") -> "pa.Table":
        return tabled(row for part, own in _owned(left) for row in work(part, own, _said(right)))

    both = own.groupBy("part").cogroup(placed(rows).groupBy("part"))
    return both.applyInArrow(run, SCHEMA)


def lines_beside(
    own: "DataFrame", rows: "DataFrame", work: Callable[[int, Any, Said], Iterable[bytes]]
) -> "DataFrame":
    """Write lines, in UTF-8, for parts as `beside` works on them."""

    def run(key: tuple[Any, ...], left: "pa.Table", right: "pa.Table") -> "pa.Table":
        import pyarrow as pa

        lines = [line for part, own in _owned(left) for line in work(part, own, _said(right))]
        return pa.table({"value": pa.array(lines, pa.binary()).cast(pa.string())})

    both = own.groupBy("part").cogroup(placed(rows).groupBy("part"))
    return both.applyInArrow(run, "value string")


def table_of(
    rows: "DataFrame", schema: str, columns: Callable[[int, Any], Iterable[tuple[Any, ...]]]
) -> "DataFrame":
    """Give what rows hold as a table of Spark's own: for what has one row for a text at most."""

    def run(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa

        kinds = {"long": pa.int64(), "int": pa.int32(), "double": pa.float64()}
        kinds |= {"boolean": pa.bool_(), "string": pa.string(), "binary": pa.binary()}
        names, types = zip(*(column.split() for column in schema.split(", ")), strict=True)
        for batch in batches:
            for part, _, value in unpacked(batch):
                if found := list(columns(part, value)):
                    every = zip(zip(*found, strict=True), types, strict=True)
                    arrays = [pa.array(column, kinds[kind]) for column, kind in every]
                    yield pa.RecordBatch.from_arrays(arrays, names=names)

    return rows.mapInArrow(run, schema)


def held(rows: "DataFrame") -> "DataFrame":
    """Work rows out now, once: on disks of the workers, or where the session keeps checkpoints.

    What is made of them then begins there. As a plan of all steps so far they would be planned, and
    printed, again and again.
    """
    from pyspark import StorageLevel

    if rows.sparkSession.sparkContext.getCheckpointDir() is not None:
        return rows.checkpoint()
    return rows.localCheckpoint(storageLevel=StorageLevel.DISK_ONLY)


def told(rows: "DataFrame") -> Iterator[Row]:
    """Fetch a few rows."""
    for batch in rows.toArrow().to_batches():
        yield from unpacked(batch)


def of_kind(rows: "DataFrame", *kinds: str) -> "DataFrame":
    """Give the rows of some kinds."""
    return rows.filter(rows.kind.isin(*kinds))


def packed(rows: Iterable[Row]) -> "Iterator[pa.RecordBatch]":
    """Give rows as Spark takes them."""
    parts: list[int] = []
    kinds: list[str] = []
    data: list[bytes] = []
    size = 0
    for part, kind, value in rows:
        parts.append(part)
        kinds.append(kind)
        data.append(pickle.dumps(value, protocol=5))
        size += len(data[-1])
        if size > AT_ONCE:
            yield _batch(parts, kinds, data)
            parts, kinds, data, size = [], [], [], 0
    if parts:
        yield _batch(parts, kinds, data)


def unpacked(batch: "pa.RecordBatch") -> Iterator[Row]:
    """Give rows as they were before `packed`."""
    parts, kinds, data = batch.columns
    for part, kind, value in zip(parts.to_pylist(), kinds.to_pylist(), data, strict=True):
        yield part, kind, pickle.loads(value.as_buffer())


def _rows(table: "pa.Table") -> Iterator[Row]:
    for batch in table.to_batches():
        yield from unpacked(batch)


def _owned(table: "pa.Table") -> Iterator[tuple[int, Any]]:
    for part, _, value in _rows(table):
        yield part, value


def _said(table: "pa.Table") -> Said:
    said: Said = {}
    for _, kind, value in _rows(table):
        said.setdefault(kind, []).append(value)
    return said


def _batch(parts: list[int], kinds: list[str], data: list[bytes]) -> "pa.RecordBatch":
    import pyarrow as pa

    columns = [pa.array(parts, pa.int32()), pa.array(kinds), pa.array(data, pa.binary())]
    return pa.RecordBatch.from_arrays(columns, names=["part", "kind", "data"])


def tabled(rows: Iterable[Row]) -> "pa.Table":
    """Give rows as a table, as Spark takes what is made of a group."""
    import pyarrow as pa

    batches = list(packed(rows)) or [_batch([], [], []).cast(_schema())]
    return pa.Table.from_batches([batch.cast(_schema()) for batch in batches])


def _schema() -> "pa.Schema":
    import pyarrow as pa

    return pa.schema([("part", pa.int32()), ("kind", pa.string()), ("data", pa.binary())])
