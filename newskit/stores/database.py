"""An SQLite file with one writer at a time: what SQLite says is said with the name of the file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newskit.errors import StoreError
from newskit.stores import schema

if TYPE_CHECKING:
    from sqlite3 import Connection

PATIENCE = 600
"""Seconds, about, that a writer waits for another one; signals are heard after each."""

MANY = 500
"""Values that are put into one statement."""

Row = tuple[Any, ...]


class Database:
    """A file, opened when it is first needed and made when it is first written to.

    Args:
        place: the path of the file.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self._opened: Connection | None = None
        self._writes = False

    def begin(self) -> None:
        """Become the one writer, unless it is that already."""
        if self._writes:
            return
        connection = self._opened or self._open()
        with self._saying():
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            _patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
            self._writes = True
            version = schema.check(connection, self.place)
            if version < schema.VERSION:
                schema.migrate(connection, version)

    def commit(self) -> None:
        """Make what was written last."""
        if self._opened is not None and self._writes:
            with self._saying():
                self._opened.execute("COMMIT")
            self._writes = False

    def rollback(self) -> None:
        """Forget what was written."""
        if self._opened is not None and self._opened.in_transaction:
            with self._saying():
                self._opened.execute("ROLLBACK")
        self._writes = False

    def close(self) -> None:
        """Close the file."""
        if self._opened is not None:
            with self._saying():
                self._opened.close()
            self._opened, self._writes = None, False

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Give all rows that a statement finds."""
        connection = self._readable()
        with self._saying():
            return connection.execute(statement, values).fetchall()

    def stream(self, statement: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """Yield rows, while nothing is written."""
        connection = self._readable()
        with self._saying():
            yield from connection.execute(statement, values)

    def value(self, statement: str, values: Sequence[object] = ()) -> Any:
        """Give the one value that a statement finds, or None."""
        found = self.rows(statement, values)
        return found[0][0] if found else None

    def write(self, statement: str, values: Sequence[object] = ()) -> int:
        """Change something; give the number of a row that was added."""
        connection = self._readable()
        with self._saying():
            return connection.execute(statement, values).lastrowid or 0

    def write_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Change something for each of many rows."""
        connection = self._readable()
        with self._saying():
            connection.executemany(statement, rows)

    def rows_of(self, statement: str, values: Iterable[object]) -> Iterator[Row]:
        """Yield what a statement finds, `{}` in it standing for some of many values at a time."""
        every = list(values)
        for start in range(0, len(every), MANY):
            some = every[start : start + MANY]
            yield from self.rows(statement.format(", ".join("?" * len(some))), some)

    def shrink(self) -> None:
        """Give the room of what was removed back, if nobody reads at the moment."""
        from contextlib import suppress

        with suppress(StoreError), self._saying():
            if self._opened is not None:
                self._opened.execute("VACUUM")

    def _readable(self) -> "Connection":
        """Give the open file; who only reads sees one state of it until it is closed.

        Raises:
            StoreError: there is no store.
        """
        if self._opened is not None and self._opened.in_transaction:
            return self._opened
        if not Path(self.place).exists():
            raise StoreError(f"{self.place}: no such store (dedupe --store makes one)")
        connection = self._opened or self._open()
        with self._saying():
            connection.execute("BEGIN")
            version = schema.check(connection, self.place)
        if version == 0:
            raise StoreError(f"{self.place}: the store is empty (dedupe --store fills it)")
        if version < schema.VERSION:
            self.begin()
            self.commit()
            return self._readable()
        return connection

    def _open(self) -> "Connection":
        import sqlite3

        with self._saying():
            # Transactions begin where this file says so. Nothing that was committed is lost with
            # the power either: one run writes once, so it can wait for the disk.
            connection = sqlite3.connect(self.place, timeout=1, isolation_level=None)
            # The first to open what was killed while it wrote mends it, while others wait.
            _patiently(lambda: schema.check(connection, self.place))
            _patiently(lambda: connection.execute("PRAGMA journal_mode = WAL"))
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -65536")
            # Where somebody always reads, the log beside the file stays; it need not stay large.
            connection.execute("PRAGMA journal_size_limit = 67108864")
        self._opened = connection
        return connection

    @contextmanager
    def _saying(self) -> Iterator[None]:
        import sqlite3

        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"{self.place}: {_cause(f'{error}', self.place)}") from error


_CAUSES = {
    "not a database": "no newskit store, and no database (name another file)",
    "locked": "another process writes to it (try again when it has ended)",
    "malformed": "is damaged (go back to a copy of it, or begin a new one)",
    "readonly": "cannot be written, which also reading needs (allow it, in its folder too)",
    "full": "the disk is full; nothing of this run is remembered (make room, and run again)",
}


def _cause(said: str, place: str) -> str:
    """Give the cause of an error of SQLite, and the remedy."""
    if "unable to open" in said:
        if Path(place).is_dir():
            return "is a folder (name a file)"
        if not Path(place).resolve().parent.is_dir():
            return "there is no such folder (make it)"
        return "cannot be opened, or made (allow it, in its folder too)"
    return next((cause for part, cause in _CAUSES.items() if part in said), said)


def _patiently(do: Callable[[], object]) -> None:
    """Do something again and again while another process writes."""
    import sqlite3

    for left in reversed(range(PATIENCE)):
        try:
            do()
            return
        except sqlite3.OperationalError as error:
            if not left or "locked" not in str(error):
                raise
