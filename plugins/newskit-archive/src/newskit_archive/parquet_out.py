"""The writer `parquet`: a row an article, a column a key; read again, they are the same articles.

The articles are gone through twice: what the columns are is known only after the last of them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import RawIOBase
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from newskit.hooks import Article, Writer
from newskit_archive.columns import JSON, Kind, arrow_type, kinds_of

if TYPE_CHECKING:
    import pyarrow as pa
    from _typeshed import ReadableBuffer

_ROWS = 1000
_ROW_GROUP = 32 << 20
"""Bytes of columns that are gathered before they are written."""


def write(articles: Iterable[Article], stream: BinaryIO) -> None:
    """Write articles as a table."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    kinds = kinds_of(article.record() for article in articles) or {"text": "text"}
    schema = pa.schema([(key, arrow_type(kind)) for key, kind in kinds.items()])
    with ParquetWriter(_Sink(stream), schema, compression="zstd") as table:
        gathered: list[pa.RecordBatch] = []
        for batch in _batches(articles, kinds, schema):
            gathered.append(batch)
            if sum(each.nbytes for each in gathered) > _ROW_GROUP:
                table.write_table(pa.Table.from_batches(gathered, schema))
                gathered.clear()
        if gathered:
            table.write_table(pa.Table.from_batches(gathered, schema))


def _batches(
    articles: Iterable[Article], kinds: Mapping[str, Kind], schema: "pa.Schema"
) -> "Iterator[pa.RecordBatch]":
    import pyarrow as pa

    left = iter(articles)
    while some := [article.record() for article in islice(left, _ROWS)]:
        columns = [
            _column([record.get(key) for record in some], kind, schema.field(key).type)
            for key, kind in kinds.items()
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _column(values: list[object], kind: Kind, type_: "pa.DataType") -> "pa.Array":
    import pyarrow as pa

    if kind != JSON:
        return pa.array(values, type_)
    texts = [None if value is None else json.dumps(value) for value in values]
    return pa.ExtensionArray.from_storage(type_, pa.array(texts, pa.string()))


class _Sink(RawIOBase):
    """A stream that knows where it is, which pyarrow asks and a pipe cannot tell."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._written = stream, 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: "ReadableBuffer", /) -> int:
        size = memoryview(data).nbytes
        self._stream.write(data)
        self._written += size
        return size


WRITER = Writer(write, suffixes=(".parquet",))
