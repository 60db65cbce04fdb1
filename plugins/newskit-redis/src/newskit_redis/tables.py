"""The tables and lists of a store, read and written by what they mean.

Tables (hashes), by what they are asked with:

    parameter   a name     its value
    article     a number   the record
    entry       a number   an `Entry`
    id          an id      the number of the article
    came        an id      the numbers of the articles that came with it and have another
    day         a day      how many articles, and how many keys
    copies      an id      the numbers of its copies
    member      a story    the numbers of its articles
    story       a name     the story that has it, or that it was joined to
    alias       a story    the names of those that were joined to it
    related     a story    the stories it is related to

Lists of numbers, by day: `day`, `waiting` (for a story), `untold`.
"""

import struct
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from newskit.hooks import Stored
from newskit_redis.cells import Cells
from newskit_redis.rows import Entry, field, key, names, text_of, written
from newskit_redis.written import MANY

TABLES = (
    "parameter", "article", "entry", "id", "came", "day", "copies", "member", "story", "alias",
    "related",
)  # fmt: skip
LISTS = ("day", "waiting", "untold")


class Tables:
    """What a store knows of articles, stories and days.

    Args:
        cells: where it stands.
    """

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    # Articles

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """Give the numbers of those ids that there are."""
        every = list(dict.fromkeys(ids))
        found = self._cells.get("id", [*map(key, every)])
        last = self._cells.last()
        there = {id_: int(n) for id_, n in zip(every, found, strict=True) if n is not None}
        return {id_: number for id_, number in there.items() if number <= last}

    def every_id(self) -> dict[str, int]:
        """Give all ids, and their numbers."""
        last = self._cells.last()
        found = ((text_of(id_), int(n)) for id_, n in self._cells.every("id").items())
        return {id_: number for id_, number in found if number <= last}

    def entries(self, numbers: Iterable[int]) -> dict[int, Entry]:
        """Give the entries of those numbers that there are."""
        every = list(numbers)
        found = self._cells.get("entry", [*map(field, every)])
        return {n: Entry.read(data) for n, data in zip(every, found, strict=True) if data}

    def every_entry(self) -> dict[int, Entry]:
        """Give all entries."""
        last = self._cells.last()
        found = ((int(n), data) for n, data in self._cells.every("entry").items())
        return {number: Entry.read(data) for number, data in found if number <= last}

    def articles(self, numbers: Iterable[int]) -> Iterator[tuple[int, Stored]]:
        """Give articles by their numbers."""
        every = list(numbers)
        for start in range(0, len(every), MANY):
            some = self.entries(every[start : start + MANY])
            found = self._cells.get("article", [*map(field, some)])
            for (number, entry), record in zip(some.items(), found, strict=True):
                if record is not None:
                    yield number, entry.stored(record)

    def put(self, number: int, entry: Entry) -> None:
        """Write an entry."""
        self._cells.written.put("entry", field(number), entry.written())

    # Numbers in tables

    def told_by(self, table: str, names: Iterable[str]) -> list[list[int]]:
        """Give the numbers in the cells of some names."""
        last = self._cells.last()
        found = self._cells.get(table, [*map(key, names)])
        return [[n for n in _numbers(data or b"") if n <= last] for data in found]

    def every(self, table: str) -> dict[str, list[int]]:
        """Give all names of a table with their numbers."""
        last = self._cells.last()
        return {
            text_of(name): [n for n in _numbers(data) if n <= last]
            for name, data in self._cells.every(table).items()
        }

    def add_to(self, table: str, names: Mapping[int, str]) -> None:
        """Write numbers into the cells of names."""
        self._change(table, names, lambda before, numbers: [*before, *numbers])

    def take_from(self, table: str, names: Mapping[int, str]) -> None:
        """Take numbers out of the cells of names."""
        self._change(table, names, lambda before, gone: [n for n in before if n not in gone])

    def _change(
        self, table: str, names: Mapping[int, str], change: Callable[..., list[int]]
    ) -> None:
        changed: dict[str, dict[int, None]] = {}
        for number, name in names.items():
            changed.setdefault(name, {})[number] = None
        for (name, numbers), before in zip(
            changed.items(), self.told_by(table, changed), strict=True
        ):
            self._cells.written.put(table, key(name), _packed(change(before, numbers)) or None)

    # Days

    def days(self) -> dict[int, tuple[int, int]]:
        """Give for each day how many articles and how many keys it has."""
        found: dict[int, tuple[int, int]] = {}
        for day, data in self._cells.every("day").items():
            articles, keys = data.split()
            found[int(day)] = int(articles), int(keys)
        return found

    def count(self, entries: Iterable[Entry], sign: int) -> None:
        """Count articles in or out of their days."""
        changed: dict[int, tuple[int, int]] = {}
        before = self.days()
        for entry in entries:
            articles, keys = changed.get(entry.day) or before.get(entry.day, (0, 0))
            changed[entry.day] = articles + sign, keys + sign * entry.keys
        for day, (articles, keys) in changed.items():
            self._cells.written.put(
                "day", field(day), b"%d %d" % (articles, keys) if articles else None
            )

    def listed(self, name: str, days: Iterable[int]) -> list[int]:
        """Give the numbers in the lists of some days."""
        last = self._cells.last()
        found = self._cells.lists([_name(name, day) for day in days])
        return [n for data in found for n in _numbers(data) if n <= last]

    def enlist(self, name: str, entries: Mapping[int, Entry]) -> None:
        """Write numbers at the end of the lists of their days."""
        for number, entry in entries.items():
            self._cells.written.append(_name(name, entry.day), _packed([number]))

    def unlist(self, name: str, entries: Mapping[int, Entry], again: bool = False) -> None:
        """Take numbers out of the lists of their days; or put those of before in `again`.

        A list is written anew, so that who reads sees it as it was.
        """
        of_day: dict[bytes, list[int]] = {}
        for number, entry in entries.items():
            of_day.setdefault(_name(name, entry.day), []).append(number)
        for place, data in zip(of_day, self._cells.lists([*of_day]), strict=True):
            left = [number for number in _numbers(data) if number not in entries]
            self._cells.written.rewrite(place, _packed(left + of_day[place] if again else left))

    # Stories

    def stories(self, names: Iterable[str]) -> dict[str, str]:
        """Give the stories of those names that are some, or were."""
        every = list(dict.fromkeys(names))
        found = self._cells.get("story", [*map(key, every)])
        return {name: text_of(now) for name, now in zip(every, found, strict=True) if now}

    def names(self, table: str, stories: Iterable[str]) -> dict[str, list[str]]:
        """Give the names in the cells of stories: of `alias`, or of `related`."""
        every = list(stories)
        found = self._cells.get(table, [*map(key, every)])
        return {story: names(data) for story, data in zip(every, found, strict=True)}

    def put_names(self, table: str, story: str, names: Iterable[str]) -> None:
        """Write the names of a story."""
        self._cells.written.put(table, key(story), written(names))

    def put_story(self, name: str, now: str | None) -> None:
        """Make a name that of a story, or of none."""
        self._cells.written.put("story", key(name), None if now is None else key(now))

    def move(self, entries: Mapping[int, Entry], stories: Mapping[int, str]) -> None:
        """Put articles into stories."""
        was = {number: entry.story for number, entry in entries.items()}
        moved = {n: story for n, story in stories.items() if was[n] != story}
        self.take_from("member", {n: story for n in moved if (story := was[n]) is not None})
        self.add_to("member", moved)
        for number, story in moved.items():
            self.put(number, entries[number]._replace(story=story))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data)


def _packed(numbers: Collection[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _name(name: str, day: int) -> bytes:
    return f"{name}:{day}".encode()
