"""The reader `parquet`: a row is an article, its columns are the keys.

What columns can hold and JSON cannot becomes the nearest that JSON has: times in ISO 8601, decimals
and durations as text. A null is an absent key: columns have no other way to say it.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from math import isfinite
from os import SEEK_END
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from newskit.hooks import InputError, Reader, Record

if TYPE_CHECKING:
    import pyarrow as pa

MAGIC = b"PAR1"
_ROWS = 1000
_BUFFER = 1 << 20
_SMALL = 32 << 20
"""Bytes of a file whose columns are read whole: read by pieces, a page of 27 bytes that claims to
be 1.4 GB would be given that much memory."""


def read(stream: BinaryIO, source: str) -> Iterator[Record | Exception]:
    """Read a table; the place of a row is the file and its number, from 1."""
    row = 0
    try:
        with _seekable(stream) as file:
            for batch in _batches(file):
                for data in _rows(batch):
                    row += 1
                    yield Record(data, f"{source}#{row}")
    except InputError:
        raise
    except Exception as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        place = f"{source}#{row + 1}" if row else source
        yield InputError(place, f"cannot be read as Parquet: {reason}")


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a file in which one can go back: the index of a table stands at its end."""
    from shutil import copyfileobj

    if stream.seekable():
        yield stream
        return
    with TemporaryFile() as copy:
        copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


def _batches(file: BinaryIO) -> "Iterator[pa.RecordBatch]":
    from pyarrow.parquet import ParquetFile

    buffer = _BUFFER if file.seek(0, SEEK_END) > _SMALL else 0
    with ParquetFile(file, buffer_size=buffer, pre_buffer=False) as table:
        yield from table.iter_batches(batch_size=_ROWS, use_threads=False)


def _rows(batch: "pa.RecordBatch") -> Iterator[dict[str, object]]:
    columns = [_values(batch.column(number)) for number in range(batch.num_columns)]
    names = batch.schema.names
    for values in zip(*columns, strict=True):
        pairs = zip(names, values, strict=True)
        yield {name: value for name, value in pairs if value is not None}


def _values(column: "pa.Array") -> list[Any]:
    import pyarrow as pa

    kind = column.type
    if isinstance(kind, pa.JsonType):
        texts = column.storage.to_pylist()
        return [None if text is None else json.loads(text) for text in texts]
    if pa.types.is_timestamp(kind) and kind.unit == "ns":  # which Python's times cannot hold
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    values: list[Any] = column.to_pylist()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return values
    return [_json_value(value) for value in values]


def _json_value(value: Any) -> Any:
    """Give a value as JSON has it; None for what is not there."""
    if isinstance(value, Mapping):
        return {key: _json_value(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        if value and all(isinstance(each, tuple) for each in value):  # a map
            return {str(key): _json_value(each) for key, each in value if each is not None}
        return [_json_value(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return _text(value)
    if isinstance(value, float):
        return value if isfinite(value) else None
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def _text(value: bytes) -> str:
    """Give bytes as text: writers of old left text unmarked; what is none is given as base64."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return b64encode(value).decode("ascii")


def looks_like(head: bytes) -> bool:
    """Tell whether the first bytes of a file look like Parquet."""
    return head.startswith(MAGIC)


READER = Reader(read, suffixes=(".parquet",), sniff=looks_like)
