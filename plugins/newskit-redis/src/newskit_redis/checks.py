"""What a store holds, and whether it fits together."""

from collections import Counter
from collections.abc import Iterator, Mapping

from newskit_redis import index
from newskit_redis.cells import VERSION, Cells
from newskit_redis.rows import Entry
from newskit_redis.server import Server
from newskit_redis.tables import LISTS, TABLES, Tables


def figures(cells: Cells, tables: Tables, server: Server) -> Mapping[str, object]:
    """Tell about a store, and how well its server keeps it."""
    days, entries = tables.days(), tables.every_entry().values()
    keys = sum(keys for _, keys in days.values())
    known = [day for day in days if day > 0]
    return {
        "version": VERSION,
        "articles": len(entries),
        "copies": sum(entry.copy_of is not None for entry in entries),
        "stories": len({entry.story for entry in entries} - {None}),
        "ungrouped": sum(entry.story is None for entry in entries),
        "untold": sum(not entry.told and entry.copy_of is None for entry in entries),
        "first": min(known, default=None),
        "last": max(known, default=None),
        "keys": keys,
        "bytes": cells.size(TABLES) + 8 * keys,
        **server.figures(),
    }


def check(cells: Cells, tables: Tables) -> Iterator[str]:
    """Yield what is wrong, one line each."""
    entries = tables.every_entry()
    by_id = {entry.id: entry for entry in entries.values()}
    stories = tables.stories({entry.story for entry in entries.values() if entry.story})
    for entry in entries.values():
        for what in _wrong(entry, by_id, stories):
            yield f"article {entry.id}: {what}"
    yield from _records(tables, entries)
    yield from _lists(tables, entries)
    yield from _index(cells, tables, entries)


def _wrong(entry: Entry, by_id: Mapping[str, Entry], stories: Mapping[str, str]) -> Iterator[str]:
    if entry.copy_of is not None:
        kept = by_id.get(str(entry.copy_of["id"]))
        if kept is None:
            yield "is a copy of an article that is not there"
        elif kept.copy_of is not None:
            yield "is a copy of a copy"
    if entry.story is not None and stories.get(entry.story) != entry.story:
        yield "is in no story that there is"
    if entry.told and entry.story is None:
        yield "was told without a story"


def _records(tables: Tables, entries: Mapping[int, Entry]) -> Iterator[str]:
    numbers = tables.every_id()
    for id_ in sorted(numbers.keys() ^ {entry.id for entry in entries.values()}):
        yield f"article {id_}: stands in one table and not in the other"
    for number, entry in entries.items():
        try:
            found = dict(tables.articles([number]))
        except Exception as error:
            yield f"article {entry.id}: cannot be read: {error}"
            continue
        if number not in found:
            yield f"article {entry.id}: has no text"
        elif found[number].article.id != entry.id or numbers.get(entry.id) != number:
            yield f"article {entry.id}: stands under another id"


def _lists(tables: Tables, entries: Mapping[int, Entry]) -> Iterator[str]:
    days = tables.days()
    counted = Counter(entry.day for entry in entries.values())
    for day in sorted(days.keys() | counted):
        if days.get(day, (0, 0))[0] != counted[day]:
            yield f"day {day}: has {counted[day]} articles, not {days.get(day, (0, 0))[0]}"
    wanted = {
        "day": {*entries},
        "waiting": {n for n, entry in entries.items() if entry.story is None},
        "untold": {n for n, e in entries.items() if not e.told and e.copy_of is None},
    }
    for name in LISTS:
        if sorted(tables.listed(name, days)) != sorted(wanted[name]):
            yield f"the lists {name}: do not fit the articles"
    for table, names in (
        ("member", [(n, e.story) for n, e in entries.items() if e.story is not None]),
        ("copies", [(n, str(e.copy_of["id"])) for n, e in entries.items() if e.copy_of]),
        ("came", [(n, e.came_as) for n, e in entries.items() if e.came_as != e.id]),
    ):
        there = [(n, name) for name, some in tables.every(table).items() for n in some]
        if sorted(there) != sorted(names):
            yield f"the table {table}: does not fit the articles"


def _index(cells: Cells, tables: Tables, entries: Mapping[int, Entry]) -> Iterator[str]:
    there = dict(index.times(cells, {*map(index.period, tables.days())}))
    for number, entry in entries.items():
        if there.get(number, 0) != entry.keys:
            yield f"article {entry.id}: has other keys in the index than it came with"
