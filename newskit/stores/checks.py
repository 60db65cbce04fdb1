"""Whether an SQLite store is whole, and what is no more when articles are removed."""

from collections.abc import Iterator

from newskit.stores.database import Database

FORGOTTEN = (
    "CREATE TEMP TABLE IF NOT EXISTS empty (number INTEGER PRIMARY KEY)",
    "DELETE FROM temp.empty",
    """INSERT INTO temp.empty SELECT number FROM story
       WHERE coalesce(joined, number) NOT IN (SELECT story FROM article WHERE story IS NOT NULL)""",
    """DELETE FROM related WHERE story IN (SELECT number FROM temp.empty)
       OR other IN (SELECT number FROM temp.empty)""",
    "DELETE FROM story WHERE number IN (SELECT number FROM temp.empty)",
)
"""What removes the stories that have no article any more."""

_WRONG = {
    "is a copy of an article that is not there": """
        SELECT id FROM article
        WHERE kept IS NOT NULL AND kept NOT IN (SELECT number FROM article)""",
    "is a copy of a copy": """
        SELECT a.id FROM article AS a JOIN article AS k ON k.number = a.kept
        WHERE k.kept IS NOT NULL""",
    "is a copy without a level": "SELECT id FROM article WHERE (kept IS NULL) <> (level IS NULL)",
    "is in no story that there is": """
        SELECT id FROM article WHERE story IS NOT NULL
        AND story NOT IN (SELECT number FROM story WHERE joined IS NULL)""",
    "was told without a story": "SELECT id FROM article WHERE told AND story IS NULL",
}


def check(database: Database) -> Iterator[str]:
    """Yield what is wrong, one line each."""
    for (line,) in database.rows("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file: {line}"
    for what, asked in _WRONG.items():
        for (id_,) in database.rows(asked):
            yield f"article {id_}: {what}"
    yield from _records(database)
    yield from _index(database)


def _records(database: Database) -> Iterator[str]:
    from newskit.stores.rows import COLUMNS, id_of, stored

    for row in database.stream(f"SELECT {COLUMNS}"):
        try:
            same = stored(row).article.id == id_of(row[0])
        except ValueError as error:
            yield f"article {row[0]}: cannot be read: {error}"
            continue
        if not same:
            yield f"article {row[0]}: stands under another id"


def _index(database: Database) -> Iterator[str]:
    from newskit.stores.segments import misplaced, sizes

    for segment, size in database.rows("SELECT number, size FROM segment"):
        there, is_sorted = sizes(database, segment)
        if there != size or not is_sorted:
            yield f"the index: segment {segment} has {there} of {size} keys, or in no order"
    for number in misplaced(database):
        yield f"article number {number}: has other keys in the index than it came with"
