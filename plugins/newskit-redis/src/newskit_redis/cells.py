"""What a store is made of on a server: cells, lists, and a head that says which commit they are of.

A cell is a field of a hash. A list is a string of numbers that grows at its end. What is written
is held here until the commit, which is one transaction (MULTI/EXEC): it holds if the head is what
it was at the beginning. Who only reads sees one state: a commit leaves what it overwrote in a hash
for an hour, and readers of an earlier state look there. What was added is told by its number.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from newskit.hooks import StoreError
from newskit_redis.server import TIMEOUT, Server
from newskit_redis.written import MANY, Written, batches

VERSION = 1
"""The version of this layout."""

UNDONE = 3600
"""Seconds for which a reader is shown an earlier state."""

NEW = {"article", "entry", "id"}
"""Tables in which what is added goes by its number."""

_LISTS = ""
"""The table that lists go by, where something was overwritten."""

_DROPPED = b"\0dropped"
"""What stands for lists that were dropped."""

_HEAD = "head"
_GONE = "too much of it changed while it was read (run again)"
_LOST = "another process wrote to it, as this one stood still for too long"


class Head(NamedTuple):
    """Which commit a store is at, and the last number that was given to an article."""

    version: int = VERSION
    commit: int = 0
    last: int = 0
    token: str = ""

    def written(self) -> bytes:
        """Give it as it is stored."""
        return " ".join(map(str, self)).encode()

    @classmethod
    def read(cls, data: bytes | None) -> "Head":
        """Read what `written` gave; nothing for a store that is not there."""
        if data is None:
            return cls()
        version, commit, last, token = data.decode().split(" ")
        return cls(int(version), int(commit), int(last), token)


class Cells:
    """The cells and lists of one store, as of one commit.

    Args:
        server: where they are.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._prefix = server.place.prefix().encode()
        self._forget()

    def _forget(self) -> None:
        self.writes = False
        self._head: Head | None = None
        self._seen = Head()
        self._was: dict[str, dict[bytes, bytes | None]] = {}
        self._last = 0
        self.written = Written()

    # What holds, and from when on

    def begin(self) -> None:
        """Become the one writer, unless it is that already."""
        if self.writes:
            return
        self._forget()
        self._server.lock()
        self._head = self._look()
        self._last, self.writes = self._head.last, True

    def commit(self) -> None:
        """Make what was written last, in one transaction."""
        if self.writes:
            if self.written:
                self._commit()
            self._server.unlock()
        self._forget()

    def rollback(self) -> None:
        """Forget what was written."""
        self._server.unlock()
        self._forget()

    def close(self) -> None:
        """Forget, and let go of the server."""
        self._server.close()
        self._forget()

    def last(self) -> int:
        """Give the last number of an article in the state that is seen."""
        head = self._current()
        return self._last if self.writes else head.last

    def take(self, count: int) -> range:
        """Give so many numbers that no article had."""
        first = self._last + 1
        self._last += count
        return range(first, first + count)

    # Reading

    def get(self, table: str, fields: Sequence[bytes]) -> list[bytes | None]:
        """Give cells of a table."""
        known = self.written.cells.get(table, {})
        wanted = [field for field in fields if field not in known]
        found = {**known, **dict(self._there("HMGET", [self._key(table)], b"", wanted))}
        was = self._was.get(table, {})
        return [was[field] if field in was else found[field] for field in fields]

    def every(self, table: str) -> dict[bytes, bytes]:
        """Give all cells of a table."""
        found: dict[bytes, bytes | None] = {}
        cursor: Any = 0
        while True:
            # A table that is gone through page by page may change meanwhile: see `_was`.
            ((cursor, some),) = self._ask([("HSCAN", self._key(table), cursor, "COUNT", MANY)])
            found.update(some)
            if not int(cursor):
                break
        found |= self.written.cells.get(table, {})
        found |= self._was.get(table, {})
        return {field: value for field, value in found.items() if value is not None}

    def lists(self, names: Sequence[bytes]) -> list[bytes]:
        """Give lists; of one that is not there, an empty one."""
        known = {**dict.fromkeys(self.written.dropped, b""), **self.written.lists}
        wanted = [name for name in names if name not in known]
        found = {**known, **dict(self._there("MGET", [], self._prefix, wanted))}
        was = self._was.get(_LISTS, {})
        more = self.written.appended
        return [(was.get(name, found[name]) or b"") + more.get(name, b"") for name in names]

    def passing(self, names: Sequence[bytes]) -> list[bytes]:
        """Give lists that a commit may drop without leaving them for readers.

        Raises:
            StoreError: one did, since the state that is seen.
        """
        found = self.lists(names)
        if _DROPPED[1:] in self._was.get(_LISTS, {}):
            raise StoreError(_GONE)
        return found

    def size(self, tables: Iterable[str]) -> int:
        """Give the bytes that some tables take on the server, about."""
        asked = [("MEMORY", "USAGE", self._key(table)) for table in tables]
        return sum(size or 0 for size in self._ask(asked))

    # Beneath

    def _key(self, table: str) -> bytes:
        return self._prefix + table.encode()

    def _undo(self, commit: int) -> bytes:
        return self._key(f"undo:{commit}")

    def _current(self) -> Head:
        if self._head is None:
            self._head = self._seen = self._look()
        if not (self._head.commit or self.writes):
            self._head = None
            raise StoreError("no such store (dedupe --store makes one)")
        return self._head

    def _look(self) -> Head:
        def do(client: Any) -> Any:
            return client.get(self._key(_HEAD))

        head = Head.read(self._server.asked(do))
        if head.version > VERSION:
            raise StoreError(
                f"a later newskit-redis wrote it (version {head.version}, this one "
                f"knows {VERSION}; update newskit-redis)"
            )
        return head

    def _ask(self, commands: Sequence[Sequence[Any]]) -> list[Any]:
        """Ask several things at once, of the state that is seen."""
        self._current()

        def do(client: Any) -> Any:
            pipe = client.pipeline(transaction=True)
            for command in (*commands, ("GET", self._key(_HEAD))):
                pipe.execute_command(*command)
            return pipe.execute()

        found: list[Any]
        *found, head = self._server.asked(do)
        now = Head.read(head)
        if self.writes:
            if now != self._head:
                raise StoreError(f"{_LOST} (run again)")
        elif now != self._seen:
            self._go_back(now)
        return found

    def _go_back(self, now: Head) -> None:
        """Learn what later commits overwrote, so that the state that was seen first is seen."""
        commits = range(self._seen.commit + 1, now.commit + 1)

        def do(client: Any) -> Any:
            pipe = client.pipeline(transaction=False)
            for commit in commits:
                pipe.hgetall(self._undo(commit))
            return pipe.execute()

        left = self._server.asked(do)
        if not left or not all(left):
            raise StoreError(_GONE)
        for overwritten in left:
            for name, value in overwritten.items():
                table, is_cell, field = name.partition(b"\0")
                if is_cell:
                    was = self._was.setdefault(table.decode(), {})
                    was.setdefault(field, value[1:] if value else None)
        self._seen = now

    def _overwritten(self) -> Iterator[tuple[bytes, bytes]]:
        """Give what a commit overwrites: the names of cells and lists, and what stands there."""
        for table, cells in self.written.cells.items():
            # A text is written once.
            fields = [field for field in cells if table != "article" or cells[field] is None]
            for field, value in self._there("HMGET", [self._key(table)], b"", fields):
                if value is not None:
                    yield table.encode() + b"\0" + field, b"=" + value
                elif table not in NEW:
                    yield table.encode() + b"\0" + field, b""
        for name, value in self._there("MGET", [], self._prefix, list(self.written.lists)):
            yield b"\0" + name, b"=" + (value or b"")
        if self.written.dropped:
            yield _DROPPED, b"="

    def _there(
        self, command: str, key: list[bytes], prefix: bytes, names: Sequence[bytes]
    ) -> Iterator[tuple[bytes, bytes | None]]:
        for some in batches(names):
            (values,) = self._ask([(command, *key, *(prefix + name for name in some))])
            yield from zip(some, values, strict=True)

    def _commit(self) -> None:
        assert self._head is not None
        head = Head(VERSION, self._head.commit + 1, self._last, secrets.token_hex(8))
        undo = {b"": head.token.encode(), **dict(self._overwritten())}
        while not self._server.asked(lambda client: self._made(client, head, undo)):
            pass

    def _made(self, client: Any, head: Head, undo: Mapping[bytes, bytes]) -> bool:
        """Commit, unless it was done already when the server went away and could not say so."""
        import redis

        left = self._undo(head.commit)
        try:
            with client.pipeline(transaction=True) as pipe:
                pipe.watch(self._key(_HEAD))
                if Head.read(pipe.get(self._key(_HEAD))) == self._head:
                    pipe.multi()
                    for command in self.written.commands(self._prefix):
                        pipe.execute_command(*command)
                    for some in batches(undo.items()):
                        pipe.execute_command("HSET", left, *chain(*some))
                    pipe.set(self._key(_HEAD), head.written())
                elif pipe.hget(left, b"") == head.token.encode():
                    pipe.multi()
                else:
                    raise StoreError(f"{_LOST}; nothing of this run is remembered (run again)")
                pipe.expire(left, UNDONE)
                pipe.execute()
        except redis.WatchError:
            return False  # The server went away, or another one wrote: look again.
        self._settle(client)
        return True

    def _settle(self, client: Any) -> None:
        """Wait until what this connection wrote is on the disk of a server that can tell (7.2)."""
        import redis

        try:
            on_disk, _ = client.execute_command("WAITAOF", 1, 0, int(500 * TIMEOUT))
        except redis.ResponseError:
            return  # An older one, or one without a log.
        if not on_disk:
            raise StoreError(
                "the server took it, but did not write it to its disk for "
                f"{TIMEOUT / 2:.0f} s (look into its log, and run again)"
            )
