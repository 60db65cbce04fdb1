"""Which columns hold articles: the narrowest types that lose nothing.

A key becomes a column of text, numbers, lists or records where one type fits all its values. Where
none does (`5` and `"five"`, text with half a character), the column holds JSON, and says so:
Parquet has a type for it. A null and an absent key are one: a column has no other way to say it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from newskit.hooks import KNOWN

if TYPE_CHECKING:
    import pyarrow as pa

Kind: TypeAlias = "str | tuple[Kind | None] | dict[str, Kind]"
"""A scalar by its name, a list as `(kind of what is in it,)`, a record by its keys."""

JSON = "json"
_DEEPEST = 20
_MOST_KEYS = 200
_INT64 = 1 << 63


class Mixed(ValueError):
    """Values that fit no one type."""


def kinds_of(records: Iterable[Mapping[str, object]]) -> dict[str, Kind]:
    """Find the columns that hold records, in the order of the wire format and then by name."""
    found: dict[str, Kind] = {}
    for record in records:
        for key, value in record.items():
            known = found.get(key)
            if value is None or known == JSON:
                continue
            try:
                found[key] = _joined(known, _kind(value, 0))
            except Mixed:
                found[key] = JSON
    first = [key for key in KNOWN if key in found]
    names = first + sorted(found.keys() - set(first))
    return {name: _written(found[name]) for name in names}


def _kind(value: object, depth: int) -> Kind:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int) and -_INT64 <= value < _INT64:
        return "int"
    if isinstance(value, float):
        return "float"
    if isinstance(value, list) and depth < _DEEPEST:
        inner: Kind | None = None
        for each in value:
            inner = inner if each is None else _joined(inner, _kind(each, depth + 1))
        return (inner,)
    if isinstance(value, Mapping) and depth < _DEEPEST:
        return {_key(k): _kind(v, depth + 1) for k, v in value.items() if v is not None}
    raise Mixed


def _joined(one: Kind | None, other: Kind) -> Kind:
    if one is None or one == other:
        return other
    if isinstance(one, tuple) and isinstance(other, tuple):
        return (one[0] if other[0] is None else _joined(one[0], other[0]),)
    if isinstance(one, dict) and isinstance(other, dict):
        joined = dict(one)
        for key, kind in other.items():
            joined[key] = _joined(joined.get(key), kind)
        if len(joined) > _MOST_KEYS:  # keys that are data, such as ids
            raise Mixed
        return joined
    raise Mixed


def _text(value: str) -> str:
    if not value.isascii():
        _key(value)
    return "text"


def _key(key: str) -> str:
    try:
        key.encode()
    except UnicodeEncodeError as error:  # half a character
        raise Mixed from error
    return key


def _written(kind: Kind) -> Kind:
    """Give JSON for what no column can be: a record that never has a key."""
    return JSON if _has_empty_record(kind) else kind


def _has_empty_record(kind: Kind | None) -> bool:
    if isinstance(kind, tuple):
        return _has_empty_record(kind[0])
    if isinstance(kind, dict):
        return not kind or any(map(_has_empty_record, kind.values()))
    return False


def arrow_type(kind: Kind | None) -> pa.DataType:
    """Give the type of a column."""
    import pyarrow as pa

    if isinstance(kind, tuple):
        return pa.list_(arrow_type(kind[0]))
    if isinstance(kind, dict):
        return pa.struct([(key, arrow_type(kind[key])) for key in sorted(kind)])
    scalars = {"bool": pa.bool_(), "int": pa.int64(), "float": pa.float64(), JSON: pa.json_()}
    return scalars.get(kind or "", pa.string())
