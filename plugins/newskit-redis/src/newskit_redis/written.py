"""What is written to a store and not committed yet, and the commands that will do it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

MANY = 1_000
"""Fields, or keys, in one command; cells that are read at once."""

_APPEND = "for i, name in ipairs(KEYS) do redis.call('APPEND', name, ARGV[i]) end"
"""Each article has fifty lists that grow; a command for each would cost more than all else."""


@dataclass(slots=True)
class Written:
    """Cells and lists as they will be.

    Attributes:
        cells: the cells of each table, None for what is removed.
        lists: lists that are written anew.
        appended: what comes to the end of lists.
        dropped: lists that are removed.
    """

    cells: dict[str, dict[bytes, bytes | None]] = field(default_factory=dict)
    lists: dict[bytes, bytes] = field(default_factory=dict)
    appended: dict[bytes, bytearray] = field(default_factory=dict)
    dropped: set[bytes] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.cells or self.lists or self.appended or self.dropped)

    def put(self, table: str, field: bytes, value: bytes | None) -> None:
        """Write a cell; None removes it."""
        self.cells.setdefault(table, {})[field] = value

    def append(self, name: bytes, data: bytes) -> None:
        """Write at the end of a list."""
        self.appended.setdefault(name, bytearray()).extend(data)

    def drop(self, names: Iterable[bytes]) -> None:
        """Remove lists for good."""
        for name in names:
            self.appended.pop(name, None)
            self.dropped.add(name)

    def rewrite(self, name: bytes, data: bytes) -> None:
        """Write a list anew."""
        self.appended.pop(name, None)
        self.lists[name] = data

    def commands(self, prefix: bytes) -> Iterator[Sequence[Any]]:
        """Give the commands that write all of it to the server."""
        for table, cells in self.cells.items():
            key = prefix + table.encode()
            for some in batches((f, v) for f, v in cells.items() if v is not None):
                yield "HSET", key, *chain(*some)
            for gone in batches(f for f, v in cells.items() if v is None):
                yield "HDEL", key, *gone
        for gone in batches(sorted(self.dropped)):
            yield "UNLINK", *(prefix + name for name in gone)
        for name, anew in self.lists.items():
            whole = anew + self.appended.get(name, b"")
            yield ("SET", prefix + name, whole) if whole else ("UNLINK", prefix + name)
        longer = (name for name in self.appended if name not in self.lists)
        for some in batches(longer):
            data = (bytes(self.appended[name]) for name in some)
            yield "EVAL", _APPEND, len(some), *(prefix + name for name in some), *data


def batches(rest: Iterable[Any]) -> Iterator[list[Any]]:
    """Give things some at a time, as many as go into one command."""
    left = iter(rest)
    while some := list(islice(left, MANY)):
        yield some
