"""The tables of an SQLite store, its version, and the steps from one version to the next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newskit.errors import StoreError

if TYPE_CHECKING:
    from sqlite3 import Connection

APPLICATION = 0x6E65_7773
"""What SQLite's `application_id` is set to: the letters `news`."""

_FIRST = (
    "CREATE TABLE parameter (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # Numbers are not used again: postings of a removed article must not lead to another.
    """CREATE TABLE article (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id NOT NULL UNIQUE,
        came_as,
        day INTEGER NOT NULL,
        kept INTEGER REFERENCES article (number),
        level TEXT,
        similarity REAL,
        containment REAL,
        story INTEGER REFERENCES story (number),
        told INTEGER NOT NULL DEFAULT 0,
        keys INTEGER NOT NULL,
        record TEXT NOT NULL
    )""",
    "CREATE INDEX article_came_as ON article (came_as) WHERE came_as IS NOT NULL",
    "CREATE INDEX article_day ON article (day)",
    "CREATE INDEX article_kept ON article (kept) WHERE kept IS NOT NULL",
    "CREATE INDEX article_story ON article (story)",
    "CREATE INDEX article_untold ON article (told) WHERE told = 0 AND kept IS NULL",
    """CREATE TABLE story (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id NOT NULL UNIQUE,
        joined INTEGER REFERENCES story (number)
    )""",
    """CREATE TABLE related (
        story INTEGER NOT NULL REFERENCES story (number),
        other INTEGER NOT NULL REFERENCES story (number),
        PRIMARY KEY (story, other)
    ) WITHOUT ROWID""",
    "CREATE TABLE segment (number INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL)",
    """CREATE TABLE posting (
        number INTEGER PRIMARY KEY,
        segment INTEGER NOT NULL REFERENCES segment (number),
        first INTEGER NOT NULL,
        data BLOB NOT NULL
    )""",
    "CREATE INDEX posting_of ON posting (segment, first)",
)

STEPS: tuple[Sequence[str], ...] = (_FIRST,)
"""What makes version 1 of nothing, version 2 of version 1, and so on."""

VERSION = len(STEPS)


def check(connection: "Connection", place: str) -> int:
    """Give the version of a store, 0 for an empty file.

    Raises:
        StoreError: it is another program's, or a later newskit's.
    """
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version")
    )
    if application == APPLICATION:
        if version > VERSION:
            raise StoreError(
                f"{place}: a later newskit wrote it (version {version}, this one knows {VERSION}; "
                "update newskit)"
            )
        return int(version)
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise StoreError(f"{place}: no newskit store, another program's database (name another)")
    return 0


def migrate(connection: "Connection", version: int) -> None:
    """Bring a store from a version to the present one; inside of a transaction."""
    for step in STEPS[version:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
